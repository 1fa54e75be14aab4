//! erlang (to be written).
