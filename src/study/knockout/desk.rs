//! Staffings without some of their people, and which people and accounts have anything to do with each other.
//!
//! In: a staffing, who is gone. Out: the staffing without them; [`Islands`]. Must not know: what is measured.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::portfolio::{Piece, cut};
use crate::model::work::work;
use crate::model::{Account, Holding, Lists, Model, Move, Plan, Portfolio, Staffing, Target};

/// Who covers for a person that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cover {
    /// The accounts follow their ladder.
    #[default]
    Ladder,
    /// The accounts are handed over, at the start, to the other owners of the same shift.
    Reassign,
    /// The person leaves for good, and the roster's turnover says who comes in their place, and when.
    Replace,
}

/// The staffing with some of its seats unfilled on some days. `pieces` weigh accounts that are handed over.
pub(super) fn without(
    staffing: &Staffing,
    gone: &[u32],
    days: &Range<u32>,
    cover: Cover,
    pieces: &[Piece],
) -> Staffing {
    let mut staffing = staffing.clone();
    if cover == Cover::Replace {
        for agent in gone {
            staffing.agents[*agent as usize].leaves = Some(days.start);
        }
        return staffing;
    }
    for agent in gone {
        let seat = &mut staffing.agents[*agent as usize];
        // A seat that has nobody at all stays so.
        let never = seat.unfilled.as_ref().is_some_and(|was| was.start <= days.start && was.end >= days.end);
        if !never {
            seat.unfilled = Some(days.clone());
        }
    }
    if cover == Cover::Reassign {
        let now = reassigned(Holding::of(&staffing), &staffing, gone, pieces);
        // What is cut anew before the person is back is cut among all seats, too.
        let recut = staffing.reorganisations.iter().enumerate().filter(|(_, new)| new.day < days.end);
        let recut: Vec<(usize, Holding)> = recut
            .map(|(index, new)| {
                let holding =
                    Holding { portfolio: new.portfolio.clone(), account_team: new.account_team.clone() };
                (index, reassigned(holding, &staffing, gone, pieces))
            })
            .collect();
        for (index, holding) in recut {
            let new = &mut staffing.reorganisations[index];
            (new.portfolio, new.account_team) = (holding.portfolio, holding.account_team);
        }
        (staffing.portfolio, staffing.account_team) = (now.portfolio, now.account_team);
    }
    staffing
}

/// The accounts of those who are gone in the hands of other owners of the same shift, as evenly as a cut makes it, handed
/// over as a successor has them: deputies and teams follow. Where no other owner is on the shift the account keeps its
/// owner, who never comes.
fn reassigned(mut now: Holding, staffing: &Staffing, gone: &[u32], pieces: &[Piece]) -> Holding {
    let seats = &staffing.agents;
    let shift = |agent: u32| seats[agent as usize].shift;
    let mut owned = Lists::of(&now.portfolio.owners, seats.len());
    let first =
        (0..seats.len() as u32).filter(|agent| !owned.row(*agent).is_empty() && !gone.contains(agent));
    let mut heirs: BTreeMap<Option<u16>, Vec<u32>> = BTreeMap::new();
    first.for_each(|agent| heirs.entry(shift(agent)).or_default().push(agent));
    for leaver in gone {
        let Some(heirs) = heirs.get(&shift(*leaver)) else { continue };
        let team = seats[*leaver as usize].team;
        let colleagues: Vec<u32> =
            heirs.iter().copied().filter(|heir| seats[*heir as usize].team == team).collect();
        let heirs = if colleagues.is_empty() { heirs } else { &colleagues };
        let mine = owned.row(*leaver).to_vec();
        let theirs: Vec<Piece> = mine.iter().map(|account| pieces[*account as usize]).collect();
        let places = cut(&theirs, &vec![1.0; heirs.len()], false);
        let moves = mine.into_iter().zip(places);
        let moves: Vec<Move> =
            moves.map(|(account, heir)| Move { account, from: *leaver, to: heirs[heir as usize] }).collect();
        // Who owns it already owns it alone from now on.
        let is_shared = |one: &Move| now.portfolio.owners.row(one.account).contains(&one.to);
        let (shared, passed): (Vec<Move>, Vec<Move>) = moves.iter().partition(|one| is_shared(one));
        now.pass(staffing, &passed);
        for one in shared {
            let mut row = now.portfolio.owners.row(one.account).to_vec();
            row.retain(|owner| *owner != one.from);
            now.portfolio.owners.set(one.account, &row);
        }
        let (go, come) = moves.iter().map(|one| ((one.from, one.account), (one.to, one.account))).unzip();
        owned.change(go, come);
    }
    now
}

/// What handed-over accounts weigh: their expected work, as under a succession.
pub(super) fn pieces(model: &Model) -> Vec<Piece> {
    let work = work(&model.groups, &model.handle_times, &model.accounts, &model.volume);
    let piece = |(account, weight): (&Account, f64)| Piece { weight, mark: 0, key: account.key };
    model.accounts.iter().zip(work).map(piece).collect()
}

/// Sets of accounts and people that have nothing to do with each other: what happens on one island can not be felt on
/// another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Islands {
    /// Of each account.
    pub(super) of_account: Vec<u32>,
    /// Of each agent; `None` for people whom no contact can reach.
    pub(super) of_agent: Vec<Option<u32>>,
    /// How many.
    pub(super) count: usize,
}

/// Sets that grow together.
struct Union(Vec<u32>);

impl Union {
    fn root(&mut self, mut one: u32) -> u32 {
        while self.0[one as usize] != one {
            self.0[one as usize] = self.0[self.0[one as usize] as usize];
            one = self.0[one as usize];
        }
        one
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.0[high as usize] = low;
    }
}

impl Islands {
    /// Everything on one.
    pub(super) fn one(accounts: usize, agents: usize) -> Self {
        Self { of_account: vec![0; accounts], of_agent: vec![Some(0); agents], count: 1 }
    }

    /// Those of a staffing, by whom the rungs of each account's ladders stand for.
    pub(super) fn of(model: &Model, staffing: &Staffing) -> Self {
        let (accounts, agents) = (model.accounts.len(), staffing.agents.len());
        // Contacts of all accounts count against a limit, and accounts of those who leave, or are released, may go to anybody.
        if !staffing.limits.is_empty() || staffing.succession.is_some() || !staffing.shares.is_empty() {
            return Self::one(accounts, agents);
        }
        let teams = staffing.teams.len();
        // Accounts, then agents, then teams.
        let (agent_at, team_at) = (accounts as u32, (accounts + agents) as u32);
        let mut union = Union((0..(accounts + agents + teams) as u32).collect());
        let mut reached = vec![false; teams];
        // Accounts feel the departure of an owner whom no rung of theirs is open to.
        let feels = model.satisfaction.is_some_and(|rules| rules.departure_days > 0);
        for account in 0..accounts as u32 {
            let owners = staffing.portfolio.owners.row(account).iter().filter(|_| feels);
            owners.for_each(|agent| union.join(account, agent_at + agent));
            for target in targets(model, staffing, account) {
                for (portfolio, team_of) in holders(staffing) {
                    for agent in portfolio.reached(target, account) {
                        union.join(account, agent_at + agent);
                    }
                    for team in staffing.teams_reached(target, team_of[account as usize]) {
                        reached[usize::from(team)] = true;
                        union.join(account, team_at + u32::from(team));
                    }
                }
            }
        }
        for (team, facts) in staffing.teams.iter().enumerate() {
            // Who goes at the end of an interval depends on who of the team is idle.
            if reached[team] || matches!(facts.plan, Plan::PerInterval(_)) {
                facts.agents.clone().for_each(|agent| union.join(team_at + team as u32, agent_at + agent));
            }
        }
        let mut number: BTreeMap<u32, u32> = BTreeMap::new();
        let of_account = (0..accounts as u32)
            .map(|account| {
                let next = number.len() as u32;
                *number.entry(union.root(account)).or_insert(next)
            })
            .collect();
        let of_agent =
            (0..agents as u32).map(|agent| number.get(&union.root(agent_at + agent)).copied()).collect();
        Self { of_account, of_agent, count: number.len() }
    }
}

/// Whom an account's contacts go to over any channel, as their ladders say it.
fn targets(model: &Model, staffing: &Staffing, account: u32) -> impl Iterator<Item = Target> {
    let (channels, group) = (model.channels.len(), usize::from(model.accounts[account as usize].group));
    let rows = (0..channels).map(move |channel| staffing.row(account, group * channels + channel));
    let classes = rows.flat_map(|row| [staffing.class_of[row], staffing.follow_up_class_of[row]]);
    let ladders = classes.map(|class| usize::from(staffing.classes[usize::from(class)].ladder));
    ladders.flat_map(|ladder| &staffing.ladders[ladder].rungs).flat_map(|rung| &rung.to).copied()
}

/// Who holds accounts at first and after each reorganisation: the portfolio, and the team of each account.
fn holders(staffing: &Staffing) -> impl Iterator<Item = (&Portfolio, &[u16])> {
    let first = (&staffing.portfolio, &staffing.account_team[..]);
    let later = staffing.reorganisations.iter().map(|new| (&new.portfolio, &new.account_team[..]));
    std::iter::once(first).chain(later)
}

#[cfg(test)]
mod tests {
    use super::{Cover, pieces, without};
    use crate::scenario::load_text;

    /// Three owners of four accounts each; whoever comes next in the order of the cut is the deputy. Without the first, the
    /// second is no deputy of accounts that come to them, but the third; the third has the second, as before.
    #[test]
    fn nobody_deputises_for_accounts_of_their_own_after_a_hand_over() {
        let text = r#"
run = { days = 7, count = "calendar days", start = "2026-01-05" }
opening = { daily = "08:00-18:00" }
channels.phone = { kind = "live" }
shifts.day = { hours = "08:00-18:00", days = "daily" }
teams.all = { roster = "here", agents = 3, shifts = ["day"] }
sites.here = { hourly_cost = 10 }
groups.clients = { accounts = 12, requests_per_day = { phone = 60 }, handle_time = { phone = "1m" } }
rosters.here = { site = "here" }
staffings.own = { ladder = ["owner", "deputy"], portfolio = "balanced" }
"#;
        let loaded = load_text("test.toml", text, &[], &|name| Err(format!("no {name}")));
        let model = loaded.unwrap_or_else(|rejected| panic!("{}", rejected.text(false))).model;
        let before = &model.staffings[0];
        let after = without(before, &[0], &(0..7), Cover::Reassign, &pieces(&model));
        let (mut second, mut third) = (0, 0);
        for account in 0..12 {
            let was = (before.portfolio.owners.row(account), before.portfolio.deputies.row(account));
            let is = (after.portfolio.owners.row(account), after.portfolio.deputies.row(account));
            if was.0 != [0] {
                assert_eq!(is, was, "not handed over");
                continue;
            }
            assert_eq!(was.1, [1]);
            match is.0 {
                [1] => second += 1,
                [2] => third += 1,
                other => panic!("account {account} is with {other:?}"),
            }
            assert_eq!(is.1, [3 - is.0[0]], "account {account}");
        }
        assert_eq!((second, third), (2, 2));
    }

    /// In the log, account a takes 600 s in one contact, b and c 200 s in two contacts each: by work one heir has a, and the
    /// other b and c; by contacts b and c would be parted.
    #[test]
    fn logged_accounts_weigh_what_they_take() {
        let text = r#"
run = { days = 1, count = "calendar days", start = "2026-01-05" }
demand = { trace = "log.csv" }
opening = { daily = "08:00-18:00" }
channels.phone = { kind = "live" }
shifts.day = { hours = "08:00-18:00", days = "daily" }
teams.all = { roster = "here", agents = 3, shifts = ["day"] }
sites.here = { hourly_cost = 10 }
groups.clients = { accounts = ["a", "b", "c", "x", "y"], handle_time = { phone = "1m" } }
rosters.here = { site = "here", people = { anna = {}, bob = {}, carl = {} } }
staffings.own = { ladder = ["owner"], portfolio = { anna = ["a", "b", "c"], bob = ["x"], carl = ["y"] } }
"#;
        let short =
            ["b", "c", "b", "c", "x", "y"].map(|account| format!("2026-01-05T09:10,{account},phone,100\n"));
        let log =
            "time,account,channel,handle_time\n2026-01-05T09:00,a,phone,600\n".to_owned() + &short.concat();
        let loaded = load_text("test.toml", text, &[], &|_| Ok(log.clone()));
        let model = loaded.unwrap_or_else(|rejected| panic!("{}", rejected.text(false))).model;
        let pieces = pieces(&model);
        let seconds: Vec<u32> = pieces.iter().map(|piece| piece.weight as u32).collect();
        assert_eq!(seconds, [600, 200, 200, 100, 100]);
        let after = without(&model.staffings[0], &[0], &(0..1), Cover::Reassign, &pieces);
        let owner = |account: u32| after.portfolio.owners.row(account).to_vec();
        assert_eq!(owner(1), owner(2));
        assert_ne!(owner(0), owner(1));
    }
}
