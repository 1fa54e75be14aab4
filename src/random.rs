//! random (to be written).
