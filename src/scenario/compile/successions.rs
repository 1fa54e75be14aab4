//! Who takes over the accounts of those who leave, and portfolios that are cut anew on a date.
//!
//! In: `succession` of rosters and people, `reorganisation` of a staffing, portfolios. Out: [`Succession`],
//! [`Reorganisation`]s, and successors that cannot be or would do nothing. Must not know: who leaves when.

use std::collections::BTreeSet;

use super::parts::{Parts, Rules, next_order};
use super::people::People;
use super::{Door, at};
use crate::model::{Calendar, Heir, Portfolio, Reorganisation, Staffing, Succession};
use crate::scenario::file;
use crate::scenario::problem::{Step, suggestion};

/// Who a person's accounts go to, as the file says.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    /// The roster shares them out.
    pub(super) shared: bool,
    /// By name, and where that is said.
    pub(super) successor: Option<(String, Vec<Step>)>,
    /// Who deputises for the person's accounts, and where that is said.
    pub(super) deputy: Option<(String, Vec<Step>)>,
}

impl Door<'_> {
    /// Named successors are people, somebody else, and come to an end.
    pub(super) fn check_successors(&mut self, people: &People) {
        let place = |name: &str| people.names.iter().position(|known| known == name);
        let next = |person: usize| people.wanted[person].successor.as_ref().and_then(|(name, _)| place(name));
        let mut told = BTreeSet::new();
        for (person, wanted) in people.wanted.iter().enumerate() {
            let Some((name, path)) = &wanted.successor else { continue };
            let own = &people.names[person];
            let Some(first) = place(name) else {
                let help = suggestion(name, people.names.iter().map(String::as_str));
                let message = format!("the successor of `{own}` is nobody's name: `{name}`");
                self.say("unknown_name", path, message, "no such person", &help);
                continue;
            };
            if first == person {
                let message = format!("`{own}` cannot succeed themselves");
                let help =
                    "name somebody else, or leave `successor` out: the next person of the seat takes over";
                self.say("succession", path, message, "the same person", help);
                continue;
            }
            let (mut at, mut way) = (first, vec![person, first]);
            while let Some(further) = next(at).filter(|_| way.len() <= people.names.len()) {
                way.push(further);
                if further == person {
                    break;
                }
                at = further;
            }
            if way.last() == Some(&person) && !told.contains(&person) {
                told.extend(way.iter().copied());
                let names: Vec<&str> = way.iter().map(|person| people.names[*person].as_str()).collect();
                let message = format!("the succession returns to its start: {}", names.join(" → "));
                let help = "let it end with somebody who has no successor of their own";
                self.say("succession", path, message, "a circle", help);
            }
        }
    }

    /// What becomes of the accounts of those who leave; `None` where the next person of the seat always has them.
    pub(super) fn succession(&mut self, parts: &Parts<'_>, portfolios: &[&Portfolio]) -> Option<Succession> {
        let owned = parts.groups_owned(portfolios);
        if owned.iter().all(BTreeSet::is_empty) {
            return None;
        }
        let mut heirs = Vec::with_capacity(parts.agents.len());
        for (agent, member) in parts.agents.iter().enumerate() {
            let wanted = &parts.people.wanted[member.person as usize];
            heirs.push(match &wanted.successor {
                Some((name, path)) => {
                    let groups = &owned[agent];
                    self.successor(parts, name, path, groups).map_or(Heir::Seat, Heir::Named)
                }
                None if wanted.shared => Heir::Shared,
                None => Heir::Seat,
            });
        }
        if heirs.iter().all(|heir| *heir == Heir::Seat) {
            return None;
        }
        let hours = (0..parts.agents.len() as u32).map(|agent| parts.present_hours(agent)).collect();
        Some(Succession { heirs, work: parts.work.to_vec(), hours })
    }

    /// The agent who succeeds somebody with accounts of these groups.
    fn successor(
        &mut self,
        parts: &Parts<'_>,
        name: &str,
        path: &[Step],
        groups: &BTreeSet<u16>,
    ) -> Option<u32> {
        let names = &parts.people.names;
        let found = parts.agents.iter().position(|member| names[member.person as usize] == name);
        let Some(agent) = found.map(|found| found as u32) else {
            if !groups.is_empty() {
                let message = format!("the successor `{name}` does not work in staffing `{}`", parts.name);
                let help = "name somebody who works in every staffing that has the owner";
                self.say("succession", path, message, "not there", help);
            }
            return None;
        };
        let serves = groups.iter().all(|group| parts.agent_serves(agent, *group, None));
        if !(serves && (groups.is_empty() || parts.may_own(agent))) {
            let message =
                format!("in staffing `{}` the successor `{name}` may not own these accounts", parts.name);
            let help =
                "name somebody of a team in owners_from who serves their groups and is admitted to them";
            self.say("succession", path, message, "no right to own them", help);
        }
        Some(agent)
    }

    /// Portfolios that are cut anew: on the date of a reorganisation by its rules (what is not said is as before), and
    /// whenever seats come or go, among those who are there then.
    pub(super) fn reorganisations(
        &mut self,
        parts: &Parts<'_>,
        given: &file::Staffing,
        (portfolio, account_team): (&Portfolio, &[u16]),
    ) -> Vec<Reorganisation> {
        let name = parts.name;
        let new = given.reorganisation.as_ref().and_then(|new| {
            let path = at!("staffings", name, "reorganisation", "on");
            Some((self.day_after_the_first(&new.on, &parts.people.calendar, path)?, new))
        });
        self.check_reorganisation_matters(parts, given);
        let overlaps = Self::overlaps(parts.phases);
        let steps =
            parts.crews.iter().flat_map(|crew| crew.steps.iter().chain(&crew.owning).map(|step| step.day));
        let days: BTreeSet<u32> = steps.filter(|day| *day > 0).chain(new.map(|(day, _)| day)).collect();
        let mut all: Vec<Reorganisation> = Vec::new();
        let mut order = parts.order.to_vec();
        let mut before = (portfolio.clone(), account_team.to_vec());
        for day in days {
            order = next_order(parts.agents, &order, |agent| parts.owns_on(agent, day));
            let rules = match new.filter(|(from, _)| *from <= day) {
                None => parts.rules.clone(),
                Some((_, new)) => Rules {
                    path: at!("staffings", name, "reorganisation").to_vec(),
                    portfolio: new.portfolio.as_ref().or(given.portfolio.as_ref()),
                    owners: new.owners.or(given.owners),
                    owners_from: new.owners_from.as_ref().or(given.owners_from.as_ref()),
                    account_teams: new.account_teams.or(given.account_teams),
                },
            };
            let parts = Parts { rules, owned: parts.owned.clone(), day, order: &order, ..*parts };
            let reorganises = new.is_some_and(|(from, _)| from == day);
            let told = self.problems.len();
            let portfolio = self.portfolio(&parts);
            let account_team = self.account_teams(&parts, &portfolio);
            if !reorganises {
                // The same rules have been judged before.
                self.problems.truncate(told);
                if before == (portfolio.clone(), account_team.clone()) {
                    continue;
                }
            }
            before = (portfolio.clone(), account_team.clone());
            let overlap = new.filter(|_| reorganises).and_then(|(_, new)| new.overlap.as_ref());
            let said = overlap.map_or(0, file::Duration::span) as f64 / (7 * crate::time::DAY) as f64;
            let of_move = overlaps.iter().find(|(on, _)| *on == day).map_or(0.0, |(_, weeks)| *weeks);
            let overlap_weeks = said.max(of_move);
            all.push(Reorganisation { day, portfolio, account_team, overlap_weeks });
        }
        if new.is_some_and(|(_, new)| new.overlap.is_none()) && self.scenario.knowledge.is_some() {
            let note =
                "when portfolios are cut anew, new owners have what is documented of what the old ones know";
            self.assume("staffings.*.reorganisation.overlap", "0d", note, false);
        }
        all
    }

    /// A reorganisation changes who owns accounts, or the team of those without owner.
    fn check_reorganisation_matters(&mut self, parts: &Parts<'_>, given: &file::Staffing) {
        let Some(new) = &given.reorganisation else { return };
        if parts.owned.contains(&true) || new.account_teams.is_some() {
            return;
        }
        let message =
            format!("`reorganisation` has no effect: no account of staffing `{}` has an owner", parts.name);
        let help = "give a ladder the rung \"owner\", say `account_teams` in it, or take it out";
        self.say("no_effect", at!("staffings", parts.name, "reorganisation"), message, "not used", help);
    }

    /// A day of the run after the first.
    fn day_after_the_first(
        &mut self,
        text: &file::DateText,
        calendar: &Calendar,
        path: &[Step],
    ) -> Option<u32> {
        let date = text.date()?;
        let day = calendar.day_of(date);
        if day < 1 || day >= i64::from(calendar.days) {
            let message = format!("{date} is not a day within the run");
            let help = format!(
                "it is a day from {} to {}; what holds from the first day on belongs to the staffing itself",
                calendar.date(1),
                calendar.last_date()
            );
            self.say("range", path, message, "outside the run", &help);
            return None;
        }
        Some(day as u32)
    }

    /// Successors and shares of accounts mean something where somebody owns accounts.
    pub(super) fn check_succession_matters(&mut self, people: &People, staffings: &[Staffing]) {
        let owns = |staffing: &Staffing| {
            let later = staffing.reorganisations.iter().map(|new| new.portfolio.owners.longest());
            later.fold(staffing.portfolio.owners.longest(), usize::max) > 0
        };
        if staffings.iter().any(owns) {
            return;
        }
        for (_, path) in people.wanted.iter().filter_map(|wanted| wanted.successor.as_ref()) {
            let message = "`successor` has no effect: no staffing has owners";
            let help = "give a staffing a ladder with owner, or take it out";
            self.say("no_effect", path, message, "not used", help);
        }
    }
}
