//! Which accounts are stranded without some people.
//!
//! In: a model, a staffing, who is gone. Out: accounts. Must not know: illness, leave, breaks: they come on top.
//!
//! Accounts with the same route share one answer: a desk has hundreds of thousands of accounts, and as many routes as it has
//! owners.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cover::asked;
use super::planned::{Days, Hours};
use super::reached::{Reached, Route};
use crate::model::{Model, NONE, Staffing};

/// Routes of contacts, each over its channel, and when somebody is there for them.
struct Routes {
    /// By account, channel: which; [`NONE`] where no contacts come.
    of: Vec<u32>,
    /// With the hours in which somebody is there with everybody.
    all: Vec<(Route, usize, Hours)>,
}

impl Routes {
    fn of(model: &Model, staffing: &Staffing) -> Self {
        let mut with = Reached::new(model, staffing, &[], Days::Week);
        let mut known: BTreeMap<(Route, usize), u32> = BTreeMap::new();
        let mut routes = Self { of: Vec::new(), all: Vec::new() };
        for account in 0..model.accounts.len() {
            for channel in 0..model.channels.len() {
                if !asked(model, account, channel) {
                    routes.of.push(NONE);
                    continue;
                }
                let route = Route::of(model, staffing, account as u32, channel);
                let number = *known.entry((route, channel)).or_insert_with_key(|(route, channel)| {
                    routes.all.push((route.clone(), *channel, with.hours(route)));
                    routes.all.len() as u32 - 1
                });
                routes.of.push(number);
            }
        }
        routes
    }
}

/// In whose hands an account is, on the first day and from each reorganisation on.
fn hands(staffing: &Staffing, account: u32) -> impl Iterator<Item = (&[u32], &[u32], u16)> {
    let first = (&staffing.portfolio, &staffing.account_team);
    let later = staffing.reorganisations.iter().map(|new| (&new.portfolio, &new.account_team));
    std::iter::once(first).chain(later).map(move |(portfolio, teams)| {
        (portfolio.owners.row(account), portfolio.deputies.row(account), teams[account as usize])
    })
}

/// Of each set of `gone`, the accounts that find nobody on duty at an open time of the week (over some channel that they
/// use) at which somebody was with them there. `after` is the staffing as it is without them.
pub fn stranded<'a>(
    model: &Model,
    staffing: &'a Staffing,
    gone: &[Vec<u32>],
    after: impl Fn(&[u32]) -> Cow<'a, Staffing>,
) -> Vec<Vec<u32>> {
    let channels = model.channels.len();
    let open: Vec<Hours> = (0..channels).map(|channel| Days::Week.open(model, channel)).collect();
    let routes = Routes::of(model, staffing);
    let without = |gone: &Vec<u32>| {
        let after = after(gone);
        let mut left = Reached::new(model, &after, gone, Days::Week);
        // By route: whether it is lost, once anybody asks; of accounts in other hands, by where they lead now, too.
        let mut as_it_was: Vec<Option<bool>> = vec![None; routes.all.len()];
        let mut handed_over: BTreeMap<(Route, u32), bool> = BTreeMap::new();
        let is_handed_over = matches!(after, Cow::Owned(_));
        let mut is_lost = |account: u32, number: u32, moved: bool| {
            let (route, channel, with) = &routes.all[number as usize];
            let mut lost = |route: &Route| open[*channel].share_beyond(with, &left.hours(route));
            if moved {
                let now = Route::of(model, &after, account, *channel);
                return *handed_over.entry((now, number)).or_insert_with_key(|(now, _)| lost(now));
            }
            *as_it_was[number as usize].get_or_insert_with(|| lost(route))
        };
        let is_stranded = |account: &u32| {
            let moved = is_handed_over && !hands(staffing, *account).eq(hands(&after, *account));
            let first = *account as usize * channels;
            let mut asked = routes.of[first..first + channels].iter().filter(|route| **route != NONE);
            asked.any(|route| is_lost(*account, *route, moved))
        };
        (0..model.accounts.len() as u32).filter(is_stranded).collect()
    };
    gone.iter().map(without).collect()
}
