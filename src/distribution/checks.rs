//! Checks that all laws share.
