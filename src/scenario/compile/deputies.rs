//! Who deputises for an owner, where the file names somebody: in the place of the next owner in the order of the cut.
//!
//! In: `deputy` of people, portfolios that are cut. Out: the deputy of each agent, and deputies that cannot be or
//! would do nothing. Must not know: when a deputy is asked.

use std::collections::BTreeSet;

use super::Door;
use super::parts::Parts;
use super::people::People;
use crate::model::{Ladder, Portfolio, Staffing, Target};
use crate::scenario::problem::suggestion;

/// Whether some rung of these is for deputies.
fn has_deputies(ladders: &[Ladder]) -> bool {
    ladders.iter().flat_map(|ladder| &ladder.rungs).any(|rung| rung.to.contains(&Target::Deputy))
}

impl Parts<'_> {
    /// The named deputy of each agent, as an agent; `None` where the cut decides, or who is named does not work here.
    pub(super) fn named_deputies(&self) -> Vec<Option<u32>> {
        let called = |name: &str| {
            let mut agents = self.agents.iter();
            agents.position(|member| self.people.names[member.person as usize] == name)
        };
        let of = |member: &crate::model::Agent| {
            let (name, _) = self.people.wanted[member.person as usize].deputy.as_ref()?;
            called(name).map(|agent| agent as u32)
        };
        self.agents.iter().map(of).collect()
    }

    /// By agent: groups of the accounts that they own in any of these.
    pub(super) fn groups_owned(&self, portfolios: &[&Portfolio]) -> Vec<BTreeSet<u16>> {
        let mut owned: Vec<BTreeSet<u16>> = vec![BTreeSet::new(); self.agents.len()];
        for portfolio in portfolios {
            for (account, facts) in self.groups.accounts.iter().enumerate() {
                for owner in portfolio.owners.row(account as u32) {
                    owned[*owner as usize].insert(facts.group);
                }
            }
        }
        owned
    }
}

impl Door<'_> {
    /// Named deputies are people, and somebody else.
    pub(super) fn check_deputies(&mut self, people: &People) {
        for (person, wanted) in people.wanted.iter().enumerate() {
            let Some((name, path)) = &wanted.deputy else { continue };
            let own = &people.names[person];
            if name == own {
                let message = format!("`{own}` cannot be the deputy of accounts that `{own}` owns");
                let help = "name somebody else, or leave `deputy` out: the next owner of the shift deputises";
                self.say("deputy", path, message, "the same person", help);
            } else if !people.names.contains(name) {
                let help = suggestion(name, people.names.iter().map(String::as_str));
                let message = format!("the deputy of `{own}` is nobody's name: `{name}`");
                self.say("unknown_name", path, message, "no such person", &help);
            }
        }
    }

    /// Where a rung is for deputies, those of owners work there, and may serve their accounts.
    pub(super) fn check_deputies_of(
        &mut self,
        parts: &Parts<'_>,
        ladders: &[Ladder],
        portfolios: &[&Portfolio],
    ) {
        if !has_deputies(ladders) {
            return;
        }
        let named = parts.named_deputies();
        for (agent, groups) in parts.groups_owned(portfolios).iter().enumerate() {
            let person = parts.agents[agent].person as usize;
            let Some((name, path)) = &parts.people.wanted[person].deputy else { continue };
            // Nobody's names have been told.
            if groups.is_empty() || !parts.people.names.contains(name) {
                continue;
            }
            let Some(deputy) = named[agent] else {
                let message = format!("the deputy `{name}` does not work in staffing `{}`", parts.name);
                let help =
                    "name somebody who works in every staffing that has the owner and a rung \"deputy\"";
                self.say("deputy", path, message, "not there", help);
                continue;
            };
            if !groups.iter().all(|group| parts.agent_serves(deputy, *group, None)) {
                let own = &parts.people.names[person];
                let message = format!(
                    "in staffing `{}` the deputy `{name}` may not serve accounts that `{own}` owns",
                    parts.name
                );
                let help = "name somebody who is admitted to their groups, and whose team serves them";
                self.say("deputy", path, message, "no right to serve them", help);
            }
        }
    }

    /// Named deputies mean something where a rung is for them.
    pub(super) fn check_deputies_matter(&mut self, people: &People, staffings: &[Staffing]) {
        if staffings.iter().any(|staffing| has_deputies(&staffing.ladders)) {
            return;
        }
        for (_, path) in people.wanted.iter().filter_map(|wanted| wanted.deputy.as_ref()) {
            let message = "`deputy` has no effect: no ladder has a rung for deputies";
            let help = "give a ladder the rung \"deputy\", or take it out";
            self.say("no_effect", path, message, "not used", help);
        }
    }
}
