//! `random`: any free person, all alike.
//!
//! In: the floor, the people of a rung, the key of a contact. Out: one of those who are free and may serve it. Must
//! not know: who has been idle for how long.
//!
//! The draw is the smallest of one number per person, keyed by (contact, person): whoever else is
//! free, the same contact prefers the same person.

use crate::engine::floor::Floor;
use crate::engine::ports::{Candidates, Choose, Free, Known};
use crate::model::Contact;
use crate::random::mix;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct Random;

impl Choose for Random {
    fn choose(
        &self,
        floor: &Floor<'_>,
        _: Known<'_>,
        among: &Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32> {
        let draw = |agent: &u32| {
            let person = floor.staffing().agents[*agent as usize].person;
            mix(contact.key, floor.model().people[person as usize].key)
        };
        floor.each_free(among, free, contact).min_by_key(draw)
    }
}
