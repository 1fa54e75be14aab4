//! distribution (to be written).
