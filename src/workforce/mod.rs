//! workforce (to be written).
