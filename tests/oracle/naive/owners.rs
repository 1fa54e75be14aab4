//! Whose accounts go to whom: when somebody leaves, and when portfolios are cut anew.
//!
//! In: the world at midnight. Out: new owners, deputies and teams of accounts. Must not know: how anybody is reached.

use portflow::model::portfolio::cut;
use portflow::model::{Heir, Portfolio, Reorganisation, Rows};
use portflow::time::{DAY, Moment};

use super::World;
use super::duty::{has_nobody, is_closed, left_by_somebody};

/// Owners, deputies and team of an account.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hands {
    pub(super) owners: Vec<u32>,
    pub(super) deputies: Vec<u32>,
    pub(super) team: u16,
}

/// Contacts that somebody is told of.
pub(super) struct Told {
    to: u32,
    account: u32,
    contacts: f64,
}

impl World<'_> {
    /// The owners of an account now.
    pub(super) fn owners(&self, account: u32) -> &[u32] {
        &self.hands[account as usize].owners
    }

    /// All hand-overs of a midnight; what was passed on is told to the new owners afterwards.
    pub(super) fn accounts_change_hands(&mut self) -> Vec<Told> {
        let day = (self.now / DAY) as u32;
        let mut told = Vec::new();
        let dated = self.staffing.reorganisations.iter().find(|new| new.day == day).cloned();
        if let Some(new) = dated.or_else(|| self.cut_by_review(day)) {
            self.cuts = new.portfolio.cuts.clone();
            for account in 0..self.hands.len() as u32 {
                let before = self.owners(account).to_vec();
                let now = Hands {
                    owners: new.portfolio.owners.row(account).to_vec(),
                    deputies: new.portfolio.deputies.row(account).to_vec(),
                    team: new.account_team[account as usize],
                };
                for &to in now.owners.iter().filter(|to| !before.contains(to)) {
                    let shift = |agent: u32| self.staffing.agents[agent as usize].shift;
                    let colleague = before.iter().find(|from| shift(**from) == shift(to));
                    if let Some(&from) = colleague.or(before.first()) {
                        let contacts = self.memory.tells(from, account, self.now, new.overlap_weeks);
                        told.push(Told { to, account, contacts });
                    }
                }
                self.hands[account as usize] = now;
            }
        }
        let mut leavers: Vec<u32> = (0..self.desks.len())
            .filter(|&agent| self.leaves_today(agent))
            .map(|agent| agent as u32)
            .collect();
        leavers.sort_by_key(|&agent| self.person_key(agent));
        for leaver in leavers {
            self.leaves_accounts(leaver, &mut told);
        }
        told
    }

    /// Portfolios cut among those who are there, where reviews let seats come or go today.
    fn cut_by_review(&self, day: u32) -> Option<Reorganisation> {
        let shares = &self.staffing.shares;
        let is_there = |agent: u32, day: u32| !is_closed(self.tenures, agent as usize, day);
        let mut agents = 0..self.desks.len() as u32;
        if shares.is_empty()
            || day == 0
            || Moment::from(day) * DAY >= self.model.calendar.end()
            || agents.all(|agent| is_there(agent, day) == is_there(agent, day - 1))
        {
            return None;
        }
        let mut owners = vec![Vec::new(); self.hands.len()];
        let mut deputies = owners.clone();
        let mut cuts = Vec::new();
        for share in shares {
            let there: Vec<usize> =
                (0..share.members.len()).filter(|at| is_there(share.members[*at], day)).collect();
            let hours: Vec<f64> = there.iter().map(|at| share.hours[*at]).collect();
            let members: Vec<u32> = there.iter().map(|at| share.members[*at]).collect();
            if members.is_empty() {
                continue;
            }
            let dealt = cut(&share.pieces, &hours, share.together);
            for (account, place) in share.accounts.iter().zip(dealt) {
                owners[*account as usize].push(members[place as usize]);
                let mut next = members.iter().cycle().skip(place as usize + 1);
                let next = next.next().filter(|_| members.len() > 1);
                let named = share.deputies[there[place as usize]];
                deputies[*account as usize].extend(named.or(next.copied()));
            }
            cuts.push(members);
        }
        for (deputies, owners) in deputies.iter_mut().zip(&owners) {
            let mut once: Vec<u32> = Vec::new();
            for deputy in deputies.drain(..) {
                if !owners.contains(&deputy) && !once.contains(&deputy) {
                    once.push(deputy);
                }
            }
            *deputies = once;
        }
        let team = |account: usize| {
            let owner = owners[account].first();
            owner.map_or(self.hands[account].team, |owner| self.staffing.agents[*owner as usize].team)
        };
        let account_team = (0..owners.len()).map(team).collect();
        let portfolio =
            Portfolio { owners: Rows::new(&owners), deputies: Rows::new(deputies), cuts: Rows::new(cuts) };
        Some(Reorganisation { day, portfolio, account_team, overlap_weeks: 0.0 })
    }

    pub(super) fn are_told(&mut self, told: Vec<Told>) {
        for Told { to, account, contacts } in told {
            let contacts = contacts * self.takes_in(to as usize);
            self.memory.learns(to, account, self.now, contacts);
        }
    }

    fn person_key(&self, agent: u32) -> u64 {
        self.model.people[self.staffing.agents[agent as usize].person as usize].key
    }

    /// Somebody who was there leaves the seat today, within the run.
    fn leaves_today(&self, agent: usize) -> bool {
        let day = (self.now / DAY) as u32;
        let unfilled = &self.staffing.agents[agent].unfilled;
        let yesterday = if day == 0 { 0 } else { day - 1 };
        Moment::from(day) * DAY < self.model.calendar.end()
            && left_by_somebody(self.tenures, agent, day)
            && !unfilled.as_ref().is_some_and(|days| days.contains(&yesterday))
            && !is_closed(self.tenures, agent, yesterday)
    }

    fn leaves_accounts(&mut self, leaver: u32, told: &mut Vec<Told>) {
        let Some(rules) = &self.staffing.succession else { return };
        let work = |account: u32| rules.work[account as usize];
        let key = |account: u32| self.model.accounts[account as usize].key;
        let mut theirs: Vec<u32> =
            (0..self.hands.len() as u32).filter(|&account| self.owners(account).contains(&leaver)).collect();
        theirs.sort_by(|&a, &b| work(b).total_cmp(&work(a)).then(key(a).cmp(&key(b))));
        let person = self.staffing.agents[leaver as usize].person as usize;
        let weeks = self.model.people[person].turnover.as_ref().map_or(0.0, |rules| rules.overlap_weeks);
        for account in theirs {
            let heir = match rules.heirs[leaver as usize] {
                Heir::Seat => None,
                Heir::Shared => self.least_loaded(leaver, account),
                Heir::Named(_) => self.named(leaver, account),
            };
            let Some(heir) = heir else { continue };
            let contacts = self.memory.tells(leaver, account, self.now, weeks);
            self.memory.forgets(leaver, account);
            told.push(Told { to: heir, account, contacts });
            self.replaces(account, leaver, heir);
        }
    }

    /// Somebody trained is there who serves the account and does not own it yet.
    fn can_take(&self, agent: u32, account: u32) -> bool {
        let day = (self.now / DAY) as u32;
        let group = usize::from(self.model.accounts[account as usize].group);
        let member = &self.staffing.agents[agent as usize];
        let team = &self.staffing.teams[usize::from(member.team)];
        let channels = self.model.channels.len();
        let serves = (0..channels).any(|channel| team.serves[group * channels + channel]);
        !has_nobody(self.staffing, self.tenures, agent as usize, day)
            && serves
            && member.admitted.as_ref().is_none_or(|groups| groups[group])
            && !self.owners(account).contains(&agent)
    }

    /// Of the owners in the same shift the one who will have the least work per hour.
    fn least_loaded(&self, leaver: u32, account: u32) -> Option<u32> {
        let rules = self.staffing.succession.as_ref()?;
        let shift = |agent: u32| self.staffing.agents[agent as usize].shift;
        let owned = |agent: u32| {
            (0..self.hands.len()).filter(move |&account| self.hands[account].owners.contains(&agent))
        };
        let load = |agent: u32| {
            let sum: f64 = owned(agent).map(|account| rules.work[account]).sum();
            (sum + rules.work[account as usize]) / rules.hours[agent as usize]
        };
        let mut heirs: Vec<u32> = (0..self.desks.len() as u32)
            .filter(|&agent| agent != leaver && shift(agent) == shift(leaver) && owned(agent).count() > 0)
            .filter(|&agent| self.can_take(agent, account))
            .collect();
        heirs.sort_by_key(|&agent| self.person_key(agent));
        heirs.into_iter().min_by(|&a, &b| load(a).total_cmp(&load(b)))
    }

    /// The named successor, or theirs if they cannot, and so on.
    fn named(&self, leaver: u32, account: u32) -> Option<u32> {
        let rules = self.staffing.succession.as_ref()?;
        let mut asked = vec![leaver];
        loop {
            let Heir::Named(next) = rules.heirs[*asked.last()? as usize] else { return None };
            if asked.contains(&next) {
                return None;
            }
            if self.can_take(next, account) {
                return Some(next);
            }
            asked.push(next);
        }
    }

    /// One owner in the place of another.
    fn replaces(&mut self, account: u32, from: u32, to: u32) {
        let hands = &mut self.hands[account as usize];
        for owner in hands.owners.iter_mut().filter(|owner| **owner == from) {
            *owner = to;
        }
        if hands.owners[0] == to {
            hands.team = self.staffing.agents[to as usize].team;
        }
        if !hands.deputies.contains(&to) {
            return;
        }
        // Nobody deputises himself: whoever comes next in the cut.
        let mut next = None;
        for number in 0..self.cuts.len() as u32 {
            let cut = self.cuts.row(number);
            if let (Some(_), Some(at)) =
                (cut.iter().position(|one| *one == from), cut.iter().position(|one| *one == to))
            {
                let round = cut[at + 1..].iter().chain(&cut[..at]);
                next = round.copied().find(|one| !hands.owners.contains(one));
                break;
            }
        }
        match next.filter(|next| !hands.deputies.contains(next)) {
            Some(next) => hands.deputies.iter_mut().filter(|one| **one == to).for_each(|one| *one = next),
            None => hands.deputies.retain(|one| *one != to),
        }
    }
}
