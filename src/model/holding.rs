//! Who has which accounts, as they change hands.
//!
//! In: a staffing, moves. Out: [`Holding`], what [`Changed`] in one, [`Lists`] of everybody's accounts. Must not know: why accounts
//! change hands (that is `workforce`), what is known of them (that is `knowledge`).

use super::{NONE, Portfolio, Rows, Staffing};

/// Who has which accounts at a time of the run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holding {
    /// Who owns and who deputises.
    pub portfolio: Portfolio,
    /// Team of each account: index into [`Staffing::teams`].
    pub account_team: Vec<u16>,
}

/// Accounts that are in other hands than before, and in whose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changed {
    /// Which, in order; what follows is by place among them.
    pub accounts: Vec<u32>,
    /// Their owners, as agents.
    pub owners: Rows,
    /// Their deputies.
    pub deputies: Rows,
    /// Owners against whom presence and owner share are measured.
    pub measured: Rows,
    /// Their teams: indices into [`Staffing::teams`].
    pub teams: Vec<u16>,
}

/// An account that goes from one agent to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub account: u32,
    /// Who had it.
    pub from: u32,
    /// Who has it.
    pub to: u32,
}

impl Holding {
    /// That of a staffing's first day.
    pub fn of(staffing: &Staffing) -> Self {
        Self { portfolio: staffing.portfolio.clone(), account_team: staffing.account_team.clone() }
    }

    /// Some accounts change hands, one after the other: the new owner stands in the place of the old one. Who deputised for
    /// the account and now owns it is followed as its deputy by whoever comes next in the order of their cut. The team of an
    /// account is its first owner's.
    pub fn pass(&mut self, staffing: &Staffing, moves: &[Move]) {
        for &Move { account, from, to } in moves {
            let Portfolio { owners, deputies, .. } = &mut self.portfolio;
            let mut row = owners.row(account).to_vec();
            let Some(place) = row.iter().position(|owner| *owner == from) else { continue };
            row[place] = to;
            owners.set(account, &row);
            if place == 0 {
                self.account_team[account as usize] = staffing.agents[to as usize].team;
            }
            let mut seconds = deputies.row(account).to_vec();
            if let Some(was) = seconds.iter().position(|deputy| *deputy == to) {
                let next = self.portfolio.next_in_cut(from, to, &row);
                if next == NONE || seconds.contains(&next) {
                    seconds.remove(was);
                } else {
                    seconds[was] = next;
                }
                self.portfolio.deputies.set(account, &seconds);
            }
        }
    }

    /// What of some accounts, in their order, is other than it was before.
    #[must_use]
    pub fn since(&self, before: &Self, staffing: &Staffing, accounts: impl Iterator<Item = u32>) -> Changed {
        let mut changed = Changed::default();
        for account in accounts {
            let of = |holding: &Self| holding.account_team[account as usize];
            let (owners, deputies) =
                (self.portfolio.owners.row(account), self.portfolio.deputies.row(account));
            if owners != before.portfolio.owners.row(account)
                || deputies != before.portfolio.deputies.row(account)
                || of(self) != of(before)
            {
                changed.accounts.push(account);
                changed.owners.push(owners);
                changed.deputies.push(deputies);
                changed.measured.push(staffing.measured(account, owners));
                changed.teams.push(of(self));
            }
        }
        changed
    }

    /// Accounts are in other hands from now on.
    pub fn change(&mut self, changed: &Changed) {
        for (place, account) in (0..).zip(&changed.accounts) {
            self.portfolio.owners.set(*account, changed.owners.row(place));
            self.portfolio.deputies.set(*account, changed.deputies.row(place));
            self.account_team[*account as usize] = changed.teams[place as usize];
        }
    }
}

impl Changed {
    /// Whether an account is among them.
    pub fn has(&self, account: u32) -> bool {
        self.accounts.binary_search(&account).is_ok()
    }

    /// Each with the owners it is measured against.
    pub fn measured(&self) -> impl Iterator<Item = (u32, &[u32])> {
        self.accounts.iter().copied().zip(self.measured.iter())
    }
}

/// The accounts of each agent, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lists(Vec<Vec<u32>>);

impl Lists {
    /// Those of so many agents, from the agents of each account.
    pub fn of(agents_of: &Rows, agents: usize) -> Self {
        Self(agents_of.turned(agents))
    }

    /// An agent's.
    pub fn row(&self, agent: u32) -> &[u32] {
        &self.0[agent as usize]
    }

    /// Some (agent, account) go, others come.
    pub fn change(&mut self, mut go: Vec<(u32, u32)>, mut come: Vec<(u32, u32)>) {
        go.sort_unstable();
        for theirs in go.chunk_by(|one, other| one.0 == other.0) {
            let is_left = |account: &u32| theirs.binary_search(&(theirs[0].0, *account)).is_err();
            self.0[theirs[0].0 as usize].retain(is_left);
        }
        come.sort_unstable();
        for theirs in come.chunk_by(|one, other| one.0 == other.0) {
            let accounts = &mut self.0[theirs[0].0 as usize];
            accounts.extend(theirs.iter().map(|(_, account)| *account));
            accounts.sort_unstable();
            accounts.dedup();
        }
    }
}

impl Portfolio {
    /// Who comes after `to` in the order of the first cut that both took part in, owners left out; `NONE` if nobody does.
    fn next_in_cut(&self, from: u32, to: u32, owners: &[u32]) -> u32 {
        let Some(cut) = self.cuts.iter().find(|cut| cut.contains(&from) && cut.contains(&to)) else {
            return NONE;
        };
        let after = cut.iter().cycle().skip_while(|agent| **agent != to).skip(1).take(cut.len() - 1);
        after.copied().find(|agent| !owners.contains(agent)).unwrap_or(NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;
    use crate::model::Rows;

    /// An agent who gives an account away and is given another has what is left and what came, in order.
    #[test]
    fn lists_follow_what_goes_and_comes() {
        let mut lists = Lists::of(&Rows::new([[0], [1], [0], [0]]), 2);
        lists.change(vec![(0, 2), (1, 1)], vec![(1, 2), (0, 1)]);
        assert_eq!((lists.row(0), lists.row(1)), (&[0, 1, 3][..], &[2][..]));
    }
}
