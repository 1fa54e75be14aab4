//! The accounts of which it is kept what each person knows: as many as a picture can show.
//!
//! In: a model. Out: accounts. Must not know: what anybody knows of them.

use crate::model::Model;

/// Accounts shown, at most.
pub const MOST: usize = 40;

/// The most valuable accounts, or the busiest where none has a value; none where knowledge is off.
pub fn accounts(model: &Model) -> Vec<u32> {
    if model.knowledge.is_none() {
        return Vec::new();
    }
    let mut weight: Vec<f64> = model.accounts.iter().map(|account| account.value).collect();
    if weight.iter().all(|value| *value <= 0.0) {
        weight = model.accounts.iter().map(|account| account.requests_per_day.iter().sum()).collect();
        if let Some(log) = &model.volume.trace {
            weight.fill(0.0);
            log.rows.iter().for_each(|row| weight[row.account as usize] += 1.0);
        }
    }
    let mut accounts: Vec<u32> = (0..model.accounts.len() as u32).collect();
    let of = |account: &u32| (weight[*account as usize], model.accounts[*account as usize].key);
    // Keys are those of names: the same accounts whatever their order in the file.
    accounts.sort_by(|a, b| of(b).0.total_cmp(&of(a).0).then_with(|| of(a).1.cmp(&of(b).1)));
    accounts.truncate(MOST);
    accounts
}
