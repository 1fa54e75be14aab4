//! How accounts change hands within a run: when somebody leaves, and when portfolios are cut anew.
//!
//! In: the scenario's door. Out: [`Succession`], [`Reorganisation`], and the [`Holding`] that a hand-over makes of
//! another. Must not know: who leaves when (that is `workforce`), what is known of accounts (that is `knowledge`).

use super::{NONE, Portfolio, Rows, Staffing};

/// Who takes over what a person owned who leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heir {
    /// The next person of the seat.
    #[default]
    Seat,
    /// The other owners of the same shift share it out among themselves, for good.
    Shared,
    /// Whoever holds this agent's seat.
    Named(u32),
}

/// What becomes of the accounts of those who leave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Succession {
    /// By agent.
    pub heirs: Vec<Heir>,
    /// Expected work of each account per day, in any unit.
    pub work: Vec<f64>,
    /// Hours for which each agent is there, in any unit above 0: work is shared out evenly per hour.
    pub hours: Vec<f64>,
}

/// Portfolios that are cut anew within the run.
#[derive(Debug, Clone, PartialEq)]
pub struct Reorganisation {
    /// Day of the run at whose beginning they change; from 1 on.
    pub day: u32,
    /// Who owns and who deputises from then on.
    pub portfolio: Portfolio,
    /// Team of each account from then on.
    pub account_team: Vec<u16>,
    /// Weeks for which old and new owners work side by side.
    pub overlap_weeks: f64,
}

/// Who has which accounts at a time of the run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Holding {
    /// Who owns and who deputises.
    pub portfolio: Portfolio,
    /// Team of each account: index into [`Staffing::teams`].
    pub account_team: Vec<u16>,
    /// Owners against whom presence and owner share are measured.
    pub measured: Rows,
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
    /// What it is after some accounts have changed hands, one after the other: the new owner stands in the place of the
    /// old one. Who deputised for the account and now owns it is followed as its deputy by whoever comes next
    /// in the order of their cut. The team of an account is its first owner's.
    #[must_use]
    pub fn after(&self, staffing: &Staffing, moves: &[Move]) -> Self {
        let all = |rows: &Rows| -> Vec<Vec<u32>> {
            (0..self.account_team.len() as u32).map(|account| rows.row(account).to_vec()).collect()
        };
        let (mut owners, mut deputies) = (all(&self.portfolio.owners), all(&self.portfolio.deputies));
        let mut account_team = self.account_team.clone();
        for Move { account, from, to } in moves {
            let account = *account as usize;
            let Some(place) = owners[account].iter().position(|owner| owner == from) else { continue };
            owners[account][place] = *to;
            if place == 0 {
                account_team[account] = staffing.agents[*to as usize].team;
            }
            if let Some(was) = deputies[account].iter().position(|deputy| deputy == to) {
                let next = self.portfolio.next_in_cut(*from, *to, &owners[account]);
                if next == NONE || deputies[account].contains(&next) {
                    deputies[account].remove(was);
                } else {
                    deputies[account][was] = next;
                }
            }
        }
        let measured = (0..account_team.len()).map(|account| {
            if owners[account].is_empty() { self.measured.row(account as u32) } else { &owners[account] }
        });
        let measured = Rows::new(measured);
        let cuts = self.portfolio.cuts.clone();
        let portfolio = Portfolio { owners: Rows::new(owners), deputies: Rows::new(deputies), cuts };
        Self { portfolio, account_team, measured }
    }
}

impl Portfolio {
    /// Who comes after `to` in the order of the first cut that both took part in, owners left out; `NONE` if nobody does.
    fn next_in_cut(&self, from: u32, to: u32, owners: &[u32]) -> u32 {
        let cuts = (0..self.cuts.len() as u32).map(|cut| self.cuts.row(cut));
        let Some(cut) = cuts.into_iter().find(|cut| cut.contains(&from) && cut.contains(&to)) else {
            return NONE;
        };
        let after = cut.iter().cycle().skip_while(|agent| **agent != to).skip(1).take(cut.len() - 1);
        after.copied().find(|agent| !owners.contains(agent)).unwrap_or(NONE)
    }
}
