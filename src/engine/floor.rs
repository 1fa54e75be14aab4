//! Who is on duty, idle, or on work that may be interrupted.

use std::marker::PhantomData;

/// Read-only view of the floor for routing rules.
#[derive(Debug)]
pub struct Floor<'a> {
    phantom: PhantomData<&'a ()>,
}
