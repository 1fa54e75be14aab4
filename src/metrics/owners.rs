//! Who is measured against whom: what is asked about an account at each of its contacts.
//!
//! In: the owners of accounts, and the days on which they change. Out: whether somebody owns an account. Must not know:
//! why owners change, deputies.

use crate::model::{Changed, NONE, Rows, Staffing};

/// An account, as far as owners go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Account {
    /// Its contacts count among those of accounts with an owner, whoever that is at present.
    pub(super) owned: bool,
    /// Index of its team.
    pub(super) team: u16,
    /// There are more owners than two: the table has them.
    more: bool,
    /// Its first owners, one a shift, as agents; `NONE` where there is none.
    owners: [u32; 2],
}

/// All accounts.
#[derive(Debug)]
pub(super) struct Owners {
    accounts: Vec<Account>,
    /// Owners of each, as agents.
    rows: Rows,
}

impl Owners {
    pub(super) fn new(staffing: &Staffing) -> Self {
        let account = |(index, team): (usize, &u16)| Account {
            owned: staffing.has_measured_owner(index as u32),
            team: *team,
            more: false,
            owners: [NONE; 2],
        };
        let accounts = staffing.account_team.iter().enumerate().map(account).collect();
        let mut owners = Self { accounts, rows: staffing.measured_owners() };
        (0..owners.accounts.len() as u32).for_each(|account| owners.look_up(account));
        owners
    }

    /// Accounts are in other hands from now on.
    pub(super) fn change(&mut self, changed: &Changed) {
        for ((account, owners), team) in changed.measured().zip(&changed.teams) {
            self.rows.set(account, owners);
            self.accounts[account as usize].team = *team;
            self.look_up(account);
        }
    }

    fn look_up(&mut self, account: u32) {
        let row = self.rows.row(account);
        let account = &mut self.accounts[account as usize];
        account.more = row.len() > account.owners.len();
        account.owners = std::array::from_fn(|place| row.get(place).copied().unwrap_or(NONE));
    }

    #[inline]
    pub(super) fn of(&self, account: u32) -> Account {
        self.accounts[account as usize]
    }

    /// Whether an agent is an owner of the account.
    #[expect(clippy::needless_bitwise_bool, reason = "which of them answers nobody can foresee: no branches")]
    #[inline]
    pub(super) fn owns(&self, agent: u32, account: u32) -> bool {
        let Account { owners, more, .. } = self.of(account);
        if more {
            return self.rows.row(account).contains(&agent);
        }
        (owners[0] == agent) | (owners[1] == agent)
    }

    /// By account: it has an owner to be measured against.
    pub(super) fn owned(&self) -> Vec<bool> {
        self.accounts.iter().map(|account| account.owned).collect()
    }
}
