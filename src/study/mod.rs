//! study (to be written).

pub mod record;
