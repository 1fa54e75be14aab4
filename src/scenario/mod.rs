//! The scenario file and its door: the only room that knows TOML.

pub mod names;
