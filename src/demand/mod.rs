//! What arrives: the only place, beside `workforce`, where chance happens.

pub mod later;
