//! `least_occupied`: the person with the least busy time since midnight, up to the last finished
//! stretch of work; then the longest idle.
//!
//! In: the floor, the people of a rung, a contact. Out: one of those who are free and may serve it. Must not know:
//! how busy time is measured.

use crate::engine::floor::Floor;
use crate::engine::ports::{Candidates, Choose, Free, Known};
use crate::model::Contact;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct LeastOccupied;

impl Choose for LeastOccupied {
    fn choose(
        &self,
        floor: &Floor<'_>,
        _: Known<'_>,
        among: &Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32> {
        let order = |agent: &u32| (floor.busy_today(*agent), floor.order(*agent));
        floor.each_free(among, free, contact).min_by_key(order)
    }
}
