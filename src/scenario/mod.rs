//! The scenario file and its door: the only room that knows TOML.

pub mod diagnostic;
pub mod file;
pub mod lever;
pub mod names;
pub mod problem;
pub mod tree;
pub mod walk;
