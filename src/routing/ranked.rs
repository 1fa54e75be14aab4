//! `ranked`: the person whose team has the lowest rank for the contact's group; then the longest idle.
//!
//! In: the floor, the people of a rung, a contact. Out: one of those who are free and may serve it. Must not know:
//! why teams are ranked as they are.

use crate::engine::floor::Floor;
use crate::engine::ports::{Candidates, Choose, Free, Known};
use crate::model::Contact;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct Ranked;

impl Choose for Ranked {
    fn choose(
        &self,
        floor: &Floor<'_>,
        _: Known<'_>,
        among: &Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32> {
        let order = |agent: &u32| {
            let team = floor.staffing().agents[*agent as usize].team;
            let rank = floor.staffing().teams[usize::from(team)].rank[usize::from(contact.group)];
            (rank, floor.order(*agent))
        };
        floor.each_free(among, free, contact).min_by_key(order)
    }
}
