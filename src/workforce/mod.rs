//! Who is there: the only place, beside `demand`, where chance happens.

pub mod presence;
