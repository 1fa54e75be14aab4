//! `most_familiar`: of the people of a rung who are free, the one who remembers most of the account; then the
//! longest idle.
//!
//! In: the floor, the people of a rung, a contact, what each remembers. Out: one of those who are free and may serve
//! it. Must not know: how people learn and forget.
//!
//! Where knowledge does not matter nobody remembers anything, and it is `longest_idle`.

use crate::engine::floor::Floor;
use crate::engine::ports::{Candidates, Choose, Free, Known};
use crate::model::Contact;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct MostFamiliar;

impl Choose for MostFamiliar {
    fn choose(
        &self,
        floor: &Floor<'_>,
        known: Known<'_>,
        among: &Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32> {
        let mut best: Option<(f64, u32)> = None;
        for agent in floor.each_free(among, free, contact) {
            let remembered = known.remembered(agent, contact.account);
            let is_better = |(most, other): (f64, u32)| {
                remembered.total_cmp(&most).then(floor.order(other).cmp(&floor.order(agent))).is_gt()
            };
            if best.is_none_or(is_better) {
                best = Some((remembered, agent));
            }
        }
        best.map(|(_, agent)| agent)
    }
}
