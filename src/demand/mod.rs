//! demand (to be written).
