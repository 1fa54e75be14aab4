//! Breaks that empty a desk: open time of an ordinary week in which everybody whom contacts may reach is on a break.
//!
//! In: a model, a staffing, by what people are there. Out: [`SharedBreak`]s. Must not know: illness, leave, dates; breaks are taken
//! as planned, for what moves them is chance.

use std::collections::{BTreeMap, BTreeSet};

use super::cover::{Hole, On};
use super::reached::Rota;
use crate::model::{Kind, Model, Plan, Staffing};
use crate::scenario::names::Names;
use crate::time::{DAY, MINUTE, Span};

/// A break of everybody that is told is longer.
const BRIEF: Span = 5 * MINUTE;

const PER_DAY: usize = (DAY / MINUTE) as usize;
const WEEK: usize = 7 * PER_DAY;

/// Accounts of a staffing whose live contacts find everybody whom they may reach on a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedBreak {
    /// The staffing.
    pub staffing: String,
    /// The channels.
    pub channels: Vec<String>,
    /// How many accounts.
    pub accounts: usize,
    /// The longest.
    pub longest: Hole,
    /// On how many days of a week it is at the same time.
    pub days: usize,
    /// An account that has it.
    pub example: String,
}

/// A stretch by minutes of the week: its first, and how many.
type Stretch = (usize, usize);

/// Minutes of a week.
type Minutes = Vec<bool>;

/// What was found of a staffing.
pub(super) struct Rests<'m> {
    model: &'m Model,
    staffing: &'m Staffing,
    open: Vec<Option<Minutes>>,
    known: BTreeMap<(usize, BTreeSet<Rota>), Vec<Stretch>>,
    channels: BTreeSet<usize>,
    accounts: BTreeSet<usize>,
    /// The longest, its days, whose.
    longest: Option<(Stretch, usize, usize)>,
}

impl<'m> Rests<'m> {
    pub(super) fn new(model: &'m Model, staffing: &'m Staffing) -> Self {
        Self {
            model,
            staffing,
            open: vec![None; model.channels.len()],
            known: BTreeMap::new(),
            channels: BTreeSet::new(),
            accounts: BTreeSet::new(),
            longest: None,
        }
    }

    /// Looks at an account's contacts over a channel. What can be deferred waits for the end of a break.
    pub(super) fn look(&mut self, account: usize, channel: usize, rotas: BTreeSet<Rota>) {
        let Self { model, staffing, .. } = *self;
        if model.channels[channel].kind != Kind::Live {
            return;
        }
        let open = self.open[channel].get_or_insert_with(|| opened(model, channel));
        let found = self
            .known
            .entry((channel, rotas))
            .or_insert_with_key(|(_, rotas)| together(model, staffing, open, rotas));
        let Some(longest) =
            found.iter().copied().reduce(|one, other| if other.1 > one.1 { other } else { one })
        else {
            return;
        };
        self.channels.insert(channel);
        self.accounts.insert(account);
        if self.longest.is_none_or(|((_, before), ..)| longest.1 > before) {
            let clock = |(first, length): &Stretch| (first % PER_DAY, *length);
            let days = found.iter().filter(|one| clock(one) == clock(&longest)).count();
            self.longest = Some((longest, days, account));
        }
    }

    pub(super) fn told(self, name: &str, names: &Names) -> Option<SharedBreak> {
        let ((first, length), days, account) = self.longest?;
        Some(SharedBreak {
            staffing: name.to_string(),
            channels: self.channels.iter().map(|channel| names.channels[*channel].clone()).collect(),
            accounts: self.accounts.len(),
            longest: Hole {
                on: On::Weekday(first / PER_DAY),
                from: (first % PER_DAY) as Span * MINUTE,
                length: length as Span * MINUTE,
            },
            days,
            example: names.accounts[account].clone(),
        })
    }
}

/// When a channel is open.
fn opened(model: &Model, channel: usize) -> Minutes {
    let mut open = vec![false; WEEK];
    for day in 0..7 {
        let first = model.calendar.weekday(day) * PER_DAY;
        for minute in 0..PER_DAY {
            let middle = i64::from(day) * DAY + minute as i64 * MINUTE + MINUTE / 2;
            open[first + minute] = model.channels[channel].opening.is_open(middle);
        }
    }
    open
}

/// The minutes that touch a span of a weekday; behind the Sunday of a week comes its Monday.
fn minutes(day: usize, (from, to): (Span, Span)) -> impl Iterator<Item = usize> {
    let first = day as i64 * PER_DAY as i64;
    (from.div_euclid(MINUTE)..-(-to).div_euclid(MINUTE))
        .map(move |minute| (first + minute).rem_euclid(WEEK as i64) as usize)
}

/// Open stretches of a week, longer than [`BRIEF`], for which people are planned, and all of these are on a break.
fn together(model: &Model, staffing: &Staffing, open: &Minutes, rotas: &BTreeSet<Rota>) -> Vec<Stretch> {
    let (mut planned, mut there) = (vec![false; WEEK], vec![false; WEEK]);
    for rota in rotas {
        match rota {
            Rota::Shift(shift, turn) => {
                let shift = &model.shifts[usize::from(*shift)];
                for (day, hours) in shift.hours.iter().enumerate() {
                    let Some((from, to)) = *hours else { continue };
                    // A break outside the hours of a day is not taken on it.
                    let taken = shift.breaks.iter().map(|rest| rest.planned(*turn));
                    let mut at = from;
                    for (start, end) in taken.filter(|(start, end)| *start >= from && *end <= to) {
                        minutes(day, (at, start)).for_each(|minute| there[minute] = true);
                        at = end;
                    }
                    minutes(day, (at, to)).for_each(|minute| there[minute] = true);
                    minutes(day, (from, to)).for_each(|minute| planned[minute] = true);
                }
            }
            Rota::Team(team) => {
                let (day, interval) = ((0, DAY), model.calendar.interval);
                let hours: Vec<(Span, Span)> = match &staffing.teams[usize::from(*team)].plan {
                    Plan::PerInterval(counts) => (0..counts.len())
                        .filter(|place| counts[*place] > 0)
                        .map(|place| (place as Span * interval, (place as Span + 1) * interval))
                        .collect(),
                    Plan::Always | Plan::Shifts => vec![day],
                };
                for (day, span) in (0..7).flat_map(|day| hours.iter().map(move |span| (day, *span))) {
                    minutes(day, span).for_each(|minute| there[minute] = true);
                }
            }
        }
    }
    let is_rest = |minute: usize| open[minute] && planned[minute] && !there[minute];
    // From a minute that is none: a break may go from Sunday to Monday.
    let Some(start) = (0..WEEK).find(|minute| !is_rest(*minute)) else { return Vec::new() };
    let (mut found, mut run) = (Vec::new(), 0);
    for minute in (1..=WEEK).map(|step| (start + step) % WEEK) {
        if is_rest(minute) {
            run += 1;
        } else {
            if run as Span * MINUTE > BRIEF {
                found.push(((minute + WEEK - run) % WEEK, run));
            }
            run = 0;
        }
    }
    found.sort_unstable();
    found
}
