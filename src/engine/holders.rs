//! Whose an account is now: its people and its team, side by side.
//!
//! In: portfolios, as accounts change hands. Out: owners, deputies, team of an account. Must not know: why accounts change
//! hands, who is on duty.
//!
//! Every arrival asks for them, of another account than the last: what lies apart has to be fetched apart.

use crate::model::{Holding, Portfolio, Rows};

/// People of an account in one role that are kept with it; of more than these a table is asked.
const FEW: usize = 2;

/// The roles.
const OWNERS: usize = 0;
const DEPUTIES: usize = 1;
const MEASURED: usize = 2;

/// Of one account.
#[derive(Debug, Clone, Copy)]
struct Held {
    people: [[u32; FEW]; 3],
    /// How many there are; more than [`FEW`] where the table has to be asked.
    number: [u8; 3],
    team: u16,
}

/// Of all accounts.
#[derive(Debug)]
pub(super) struct Holders<'a> {
    pub(super) portfolio: &'a Portfolio,
    /// By account.
    pub(super) account_team: &'a [u16],
    measured: Rows,
    held: Vec<Held>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(portfolio: &'a Portfolio, account_team: &'a [u16], measured: Rows) -> Self {
        let mut holders = Self { portfolio, account_team, measured, held: Vec::new() };
        holders.gather();
        holders
    }

    /// Accounts have changed hands.
    pub(super) fn change(&mut self, holding: &'a Holding) {
        (self.portfolio, self.account_team) = (&holding.portfolio, &holding.account_team);
        self.measured.clone_from(&holding.measured);
        self.gather();
    }

    fn gather(&mut self) {
        self.held.clear();
        for (account, team) in (0..).zip(self.account_team) {
            let mut held = Held { people: [[0; FEW]; 3], number: [u8::MAX; 3], team: *team };
            for role in [OWNERS, DEPUTIES, MEASURED] {
                let row = self.row(role, account);
                if let Some(few) = held.people[role].get_mut(..row.len()) {
                    few.copy_from_slice(row);
                    held.number[role] = row.len() as u8;
                }
            }
            self.held.push(held);
        }
    }

    fn row(&self, role: usize, account: u32) -> &[u32] {
        let rows = match role {
            OWNERS => &self.portfolio.owners,
            DEPUTIES => &self.portfolio.deputies,
            _ => &self.measured,
        };
        rows.row(account)
    }

    #[inline]
    fn people(&self, role: usize, account: u32) -> &[u32] {
        let held = &self.held[account as usize];
        match held.people[role].get(..usize::from(held.number[role])) {
            Some(few) => few,
            None => self.row(role, account),
        }
    }

    /// Its owners, one per shift.
    #[inline]
    pub(super) fn owners(&self, account: u32) -> &[u32] {
        self.people(OWNERS, account)
    }

    /// Their deputies.
    #[inline]
    pub(super) fn deputies(&self, account: u32) -> &[u32] {
        self.people(DEPUTIES, account)
    }

    /// Owners against whom presence is measured.
    #[inline]
    pub(super) fn measured(&self, account: u32) -> &[u32] {
        self.people(MEASURED, account)
    }

    /// Its team.
    #[inline]
    pub(super) fn team(&self, account: u32) -> &u16 {
        &self.held[account as usize].team
    }
}

#[cfg(test)]
mod tests {
    use super::Holders;
    use crate::model::{Portfolio, Rows};

    #[test]
    fn few_or_many_people_are_those_of_the_tables() {
        let rows: [&[u32]; 4] = [&[], &[3], &[4, 5], &[6, 7, 8]];
        let portfolio =
            Portfolio { owners: Rows::new(rows), deputies: Rows::new(&rows[..2]), ..Portfolio::default() };
        let holders = Holders::new(&portfolio, &[0, 1, 2, 3], Rows::new([&[9_u32][..]]));
        for (account, row) in (0..).zip(rows) {
            assert_eq!(holders.owners(account), row);
            assert_eq!(holders.deputies(account), if account < 2 { row } else { &[] });
            assert_eq!(holders.measured(account), if account == 0 { &[9][..] } else { &[] });
            assert_eq!(u32::from(*holders.team(account)), account);
        }
    }
}
