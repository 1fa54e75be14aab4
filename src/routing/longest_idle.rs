//! `longest_idle`: the person who has been idle longest.
//!
//! In: the floor, the people of a rung, a contact. Out: one of those who are free and may serve it. Must not know:
//! how the floor keeps its order.
//!
//! Among interruptible people, the one longest on the present piece of work. Ties by the day's key.

use crate::engine::floor::Floor;
use crate::engine::ports::{Candidates, Choose, Free, Known};
use crate::model::Contact;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct LongestIdle;

impl Choose for LongestIdle {
    #[expect(clippy::inline_always, reason = "at every event, from few places of the code")]
    #[inline(always)]
    fn choose(
        &self,
        floor: &Floor<'_>,
        _: Known<'_>,
        among: &Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32> {
        if let ([], [team]) = (among.people, among.teams) {
            return floor.first_free(*team, free, among.class, contact);
        }
        let may = |agent: &u32| floor.may_serve(*agent, among.class, contact);
        let mut best = None;
        for agent in among.people.iter().copied().filter(|agent| floor.is_free(*agent, free) && may(agent)) {
            best = Some(longer(floor, best, agent));
        }
        for team in among.teams {
            // A team's people stand in the order wanted: the first who may is the team's best.
            if let Some(agent) = floor.first_free(*team, free, among.class, contact) {
                best = Some(longer(floor, best, agent));
            }
        }
        best
    }
}

/// The longer idle of two.
#[inline]
fn longer(floor: &Floor<'_>, best: Option<u32>, agent: u32) -> u32 {
    match best {
        Some(best) if floor.order(best) <= floor.order(agent) => best,
        _ => agent,
    }
}
