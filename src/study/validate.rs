//! Validation: the fewest people that meet 80 % in 20 s, found by simulation alone and held against Erlang C.
//!
//! The rows are those of the pooling penalty: so many accounts of so many erlangs each, one desk for each of them or one for
//! all. In: how much of it. Out: [`Checked`] rows. Must not know: files, terminals.

use std::sync::atomic::AtomicBool;

use super::setting::Setting;
use super::size::{Question, Refused, Sized, size};
use crate::erlang::ErlangC;
use crate::scenario::load_text;

/// Mean handle time of the rows, in seconds.
const HANDLE_TIME: f64 = 300.0;
/// The goal: this share answered within 20 seconds.
const GOAL: f64 = 0.8;
const WITHIN: f64 = 20.0;
/// Erlangs of an account, and numbers of accounts in one pool.
const LOADS: [f64; 9] = [0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
const ACCOUNTS: [u32; 6] = [1, 2, 5, 10, 20, 50];
/// Without `long`: sizes up to this, whose neighbours are this far from the goal.
const MOST: u32 = 60;
const CLEAR: f64 = 0.02;
/// A size may stay undecided where the exact level is this close to the goal.
const CLOSE: f64 = 0.01;
/// People of a desk at most: more than the largest load needs.
const LARGEST: u32 = 4_000;
/// Contacts of a replication, about.
const CONTACTS: f64 = 20_000.0;
/// Days of a replication at least: large pools are slow to forget (2,518 people under 2,500 erlangs take two hours and a half),
/// and ten days are what it takes to tell a level that is a point from the goal.
const DAYS: f64 = 10.0;
/// Replications of a point at most.
const REPLICATIONS: u32 = 100;

/// A desk to size, and what it takes exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// Erlangs offered.
    pub erlangs: f64,
    /// Fewest agents of Erlang C.
    pub exact: u32,
    /// Its level with one less, and with these.
    pub levels: [f64; 2],
}

/// How a size found by simulation stands against the exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Decided, and the same.
    Right,
    /// Undecided between the exact size and its neighbour, of which the exact level is within a point of the goal.
    Undecided,
    /// Anything else.
    Wrong,
}

/// A desk that was sized.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checked {
    /// What was sized.
    pub case: Case,
    /// The size found; `None` where none was.
    pub found: Option<u32>,
    /// Whether less is known not to be enough.
    pub certain: bool,
    /// The judgement.
    pub held: Held,
}

/// Erlang C's share within the goal's time.
fn level(erlangs: f64, agents: u32) -> f64 {
    if f64::from(agents) <= erlangs {
        return 0.0;
    }
    ErlangC::new(erlangs / HANDLE_TIME, HANDLE_TIME, agents).service_level(WITHIN)
}

/// The desks, each load once, ascending: all of them, or those that are told apart quickly.
pub fn cases(long: bool) -> Vec<Case> {
    let mut loads: Vec<f64> =
        LOADS.iter().flat_map(|load| ACCOUNTS.map(|accounts| load * f64::from(accounts))).collect();
    loads.sort_by(f64::total_cmp);
    loads.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
    let exact = |erlangs: f64| {
        let exact = (1..=LARGEST).find(|agents| level(erlangs, *agents) >= GOAL).unwrap_or(LARGEST);
        Case { erlangs, exact, levels: [exact - 1, exact].map(|agents| level(erlangs, agents)) }
    };
    let clear =
        |case: &Case| case.exact <= MOST && case.levels.iter().all(|level| (level - GOAL).abs() >= CLEAR);
    loads.into_iter().map(exact).filter(|case| long || clear(case)).collect()
}

/// A pool that never closes, with three people to begin with.
fn scenario(erlangs: f64) -> String {
    let a_day = erlangs * 86_400.0 / HANDLE_TIME;
    let days = (CONTACTS / a_day).clamp(DAYS, 400.0) as u32;
    format!(
        "[run]\ncount = \"calendar days\"\ndays = {days}\nwarm_up = 1\n[opening]\nalways = true\n\
         [channels.phone]\nkind = \"live\"\nin_time = \"20s\"\n\
         [groups.all]\naccounts = 1\nrequests_per_day = {{ phone = {a_day} }}\n\
         handle_time = {{ phone = {{ exponential = {{ mean = \"5m\" }} }} }}\n\
         [teams.desk]\nagents = 3\nalways = true\n[staffings.flow]\nladder = [\"anyone\"]\n\
         [sites.here]\nhourly_cost = 30\n[size]\nmost = {LARGEST}\n\
         [goals.phone]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"20s\"\nat_least = 0.8\n"
    )
}

/// Sizes one desk by simulation; begun three people beside the closed form, below and above in turn, so that the answer
/// is never where the search began. `None` after an interruption.
///
/// # Errors
/// None is known: the desk is one that can be sized.
pub fn check(
    case: Case,
    number: usize,
    seed: u64,
    threads: usize,
    interrupt: &AtomicBool,
) -> Result<Option<Checked>, Refused> {
    let loaded =
        load_text("validation.toml", &scenario(case.erlangs), &[], &|name| Err(format!("no {name}")))?;
    let start = if number.is_multiple_of(2) { case.exact + 3 } else { case.exact.saturating_sub(3).max(1) };
    let setting = Setting { loaded: &loaded, seed, replications: REPLICATIONS, threads };
    let question = Question { setting, staffings: vec![0], confidence: 0.95, start: Some(start) };
    let sized = size(&question, &|_| {}, interrupt)?;
    Ok(sized.first().map(|sized| judged(case, sized)))
}

fn judged(case: Case, sized: &Sized) -> Checked {
    let found = sized.best.as_ref().and_then(|best| best.first().copied());
    let certain = sized.doubtful.is_empty();
    let close = |agents: u32| (level(case.erlangs, agents) - GOAL).abs() < CLOSE;
    let in_doubt = || sized.doubtful.iter().flatten().all(|agents| close(*agents));
    let held = match found {
        Some(found) if found == case.exact && certain => Held::Right,
        // One less may be enough for all that was seen, or the exact size could not be shown to be.
        Some(found) if found == case.exact && in_doubt() => Held::Undecided,
        Some(found)
            if found == case.exact + 1 && sized.doubtful.contains(&vec![case.exact]) && in_doubt() =>
        {
            Held::Undecided
        }
        _ => Held::Wrong,
    };
    Checked { case, found, certain, held }
}

#[cfg(test)]
mod tests {
    use super::{GOAL, cases};

    #[test]
    fn the_cases_are_those_of_the_reference() {
        let exact: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/data/exact_sizes.json"))
                .expect("the file of exact figures is JSON");
        let all = cases(true);
        let fewest = |erlangs: f64| {
            let case = all.iter().find(|case| (case.erlangs - erlangs).abs() < 1e-9);
            case.unwrap_or_else(|| panic!("{erlangs} erlangs are among the cases")).exact
        };
        let rows = exact["pooling_penalty_80_20_aht5"].as_array().expect("rows");
        assert!(rows.len() >= 20);
        for row in rows {
            let number = |key: &str| row[key].as_f64().expect("a number");
            let (load, accounts) = (number("load_per_account"), number("accounts"));
            let whole = |key: &str| number(key) as u32;
            assert_eq!(fewest(load), whole("n_dedicated_per_account"), "{load}");
            assert_eq!(fewest(load * accounts), whole("n_pooled"), "{load} × {accounts}");
        }
        let short = cases(false);
        assert!(short.len() >= 10 && short.len() < all.len());
        assert!(short.iter().all(|case| case.levels[0] < GOAL - 0.0199 && case.levels[1] >= GOAL + 0.0199));
    }
}
