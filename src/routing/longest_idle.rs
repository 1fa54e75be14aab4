//! `longest_idle`: the person who has been idle longest.
//!
//! Among interruptible people, the one longest on the present piece of work. Ties by the day's key.

use crate::engine::floor::Floor;
use crate::engine::ports::{Candidates, Choose, Free, Known};
use crate::model::Contact;

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct LongestIdle;

impl Choose for LongestIdle {
    #[inline]
    fn choose(
        &self,
        floor: &Floor<'_>,
        _: Known<'_>,
        among: Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32> {
        let may = |agent: &u32| floor.may_serve(*agent, among.class, contact);
        let people = among.people.iter().copied().filter(|agent| floor.is_free(*agent, free) && may(agent));
        // A team's people stand in the order wanted: the first who may is the team's best.
        let teams = among
            .teams
            .iter()
            .filter(|team| floor.team_serves(**team, among.class))
            .filter_map(|team| floor.free_in_team(*team, free).find(may));
        people.chain(teams).min_by_key(|agent| floor.order(*agent))
    }
}
