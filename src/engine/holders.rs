//! Whose an account is now: its people and its team, side by side.
//!
//! In: a staffing, which accounts change hands. Out: owners, deputies, team of an account. Must not know: why accounts change
//! hands, who is on duty.
//!
//! Every arrival asks for them, of another account than the last: what lies apart has to be fetched apart.

use crate::model::{Changed, Holding, Rows, Staffing};

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
    staffing: &'a Staffing,
    holding: Holding,
    held: Vec<Held>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(staffing: &'a Staffing) -> Self {
        let mut holders = Self { staffing, holding: Holding::of(staffing), held: Vec::new() };
        let accounts = 0..holders.holding.account_team.len() as u32;
        holders.held = accounts.map(|account| holders.gathered(account)).collect();
        holders
    }

    /// Accounts have changed hands.
    pub(super) fn change(&mut self, changed: &Changed) {
        self.holding.change(changed);
        for account in &changed.accounts {
            self.held[*account as usize] = self.gathered(*account);
        }
    }

    fn gathered(&self, account: u32) -> Held {
        let team = self.holding.account_team[account as usize];
        let mut held = Held { people: [[0; FEW]; 3], number: [u8::MAX; 3], team };
        for role in [OWNERS, DEPUTIES, MEASURED] {
            let row = self.row(role, account);
            if let Some(few) = held.people[role].get_mut(..row.len()) {
                few.copy_from_slice(row);
                held.number[role] = row.len() as u8;
            }
        }
        held
    }

    fn row(&self, role: usize, account: u32) -> &[u32] {
        let portfolio = &self.holding.portfolio;
        match role {
            OWNERS => portfolio.owners.row(account),
            DEPUTIES => portfolio.deputies.row(account),
            _ => self.staffing.measured(account, portfolio.owners.row(account)),
        }
    }

    /// The owners of all accounts.
    #[inline]
    pub(super) fn table(&self) -> &Rows {
        &self.holding.portfolio.owners
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
    use crate::engine::tests::desk;
    use crate::model::{Changed, Portfolio, Rows};

    #[test]
    fn few_or_many_people_are_those_of_the_tables() {
        let rows: [&[u32]; 4] = [&[], &[3], &[4, 5], &[6, 7, 8]];
        let mut staffing = desk(Vec::new()).staffings.swap_remove(0);
        staffing.portfolio =
            Portfolio { owners: Rows::new(rows), deputies: Rows::new(&rows[..2]), ..Portfolio::default() };
        staffing.reference_owners = Rows::new([[9], [1]]);
        staffing.account_team = vec![0, 1, 2, 3];
        let mut holders = Holders::new(&staffing);
        for (account, row) in (0..).zip(rows) {
            assert_eq!(holders.owners(account), row);
            assert_eq!(holders.deputies(account), if account < 2 { row } else { &[] });
            assert_eq!(holders.measured(account), if account == 0 { &[9] } else { row });
            assert_eq!(u32::from(*holders.team(account)), account);
        }
        let lists = |list: &[u32]| Rows::new([list]);
        holders.change(&Changed {
            accounts: vec![1],
            owners: lists(&[5, 6, 7]),
            deputies: lists(&[]),
            measured: lists(&[5, 6, 7]),
            teams: vec![4],
        });
        assert_eq!((holders.owners(1), holders.deputies(1)), (&[5, 6, 7][..], &[][..]));
        assert_eq!((holders.measured(1), *holders.team(1), holders.owners(2)), (&[5, 6, 7][..], 4, rows[2]));
    }
}
