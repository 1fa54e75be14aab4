//! Who of a team is admitted to which groups.
//!
//! By what people say of themselves, and by `teams.X.admitted`: so many of the team, those who name the group first, then by
//! the number of their seat, so that one more admitted is one person more and nobody else. In: a crew, what its people say.
//! Out: admitted groups by seat. Must not know: what admission costs.

use super::crews::Crew;
use super::{Door, at};
use crate::math::counted;
use crate::scenario::file::{Admitted, Table};

impl Door<'_> {
    /// By seat of a crew the groups that its person is admitted to; `None` where to all.
    pub(super) fn admitted(&mut self, crew: &Crew, own: &[Option<Vec<bool>>]) -> Vec<Option<Vec<bool>>> {
        let groups = &self.scenario.groups;
        let mut admitted = own.to_vec();
        for (name, wanted) in crew.team.admitted.iter().flat_map(Table::iter) {
            let path = [&crew.path[..], at!("admitted", name)].concat();
            let Some(group) = self.find(groups, "account group", name, &path) else { continue };
            if groups.get(name).is_some_and(|facts| facts.admission.is_none()) {
                let message = format!("group `{name}` asks for no admission: whoever's team serves it may");
                let help = format!("add admission = {{ training_days = 3 }} to [groups.{name}], or 0 days");
                self.say("no_effect", &path, message, "needs admission", &help);
                continue;
            }
            // Who names the group comes first; who names others only cannot be admitted.
            let says = |seat: &usize| own[*seat].as_ref().map(|groups| groups[group]);
            let mut able: Vec<usize> = (0..own.len()).filter(|seat| says(seat) != Some(false)).collect();
            able.sort_by_key(|seat| (says(seat).is_none(), *seat));
            let Some(count) = self.count_admitted(wanted, own.len(), &path) else { continue };
            if count > able.len() {
                let message = format!(
                    "team `{}` has {} who may be admitted to group `{name}`, not {count}",
                    crew.name,
                    counted(able.len(), "person", "people")
                );
                let help = if able.len() < own.len() {
                    "ask for fewer, or let more people name the group: rosters.X.people.NAME.groups"
                } else {
                    "ask for fewer, or give the team more agents"
                };
                self.say("range", &path, message, "more than there are", help);
                continue;
            }
            for seat in able.split_off(count) {
                admitted[seat].get_or_insert_with(|| vec![true; groups.len()])[group] = false;
            }
        }
        admitted
    }

    fn count_admitted(
        &mut self,
        wanted: &Admitted,
        people: usize,
        path: &[crate::scenario::problem::Step],
    ) -> Option<usize> {
        let text = match wanted {
            Admitted::Count(count) => return Some(*count as usize),
            Admitted::Share(text) => text,
        };
        let share = text.trim().strip_suffix('%').and_then(|share| share.trim().parse::<f64>().ok());
        let Some(share) = share.filter(|share| (0.0..=100.0).contains(share)) else {
            let message = format!("`{text}` is no share of people");
            self.say("unit", path, message, "cannot be read", "write a number of people, or \"25%\"");
            return None;
        };
        // A hair less, so that 10 % of 30 people are not four.
        Some((share / 100.0 * people as f64 - 1e-9).ceil() as usize)
    }
}
