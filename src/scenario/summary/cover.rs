//! Accounts that nobody on duty can serve for long: the holes in the weeks and days of a run.
//!
//! In: a model. Out: [`Gap`]s, and what [`SharedBreak`]s make of the same routes. Must not know: illness, leave that is drawn: they
//! come on top.

use std::collections::{BTreeMap, BTreeSet};

use super::planned::{Days, Hours, PER_DAY, SLOT, has_dates};
use super::reached::{Reached, Route};
use super::rests::{Rests, SharedBreak};
use crate::model::{Model, Staffing, Team};
use crate::scenario::names::Names;
use crate::time::{DAY, Date, HOUR, Span};
use crate::workforce::timeline::is_holiday;

/// Open time without anybody from which on it is long.
pub const LONG: Span = HOUR;

/// When a hole begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// In every ordinary week; Monday = 0.
    Weekday(usize),
    /// Once.
    Date(Date),
}

/// A stretch of open time without anybody. It may run over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// The day on which it begins.
    pub on: On,
    /// From when after midnight.
    pub from: Span,
    /// How long.
    pub length: Span,
}

/// Accounts of a staffing whose contacts over a channel find nobody on duty for long while it is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The staffing.
    pub staffing: String,
    /// The channel.
    pub channel: String,
    /// How many accounts.
    pub accounts: usize,
    /// The longest stretch.
    pub longest: Hole,
    /// An account that has it.
    pub example: String,
    /// The longest of ordinary weeks, where it is long.
    pub weekly: Option<Hole>,
    /// Those on dates on which fewer people are there than in an ordinary week (of each date the longest, over all
    /// accounts), with the sites that have a holiday.
    pub dates: Vec<(Hole, Vec<String>)>,
}

/// Accounts of a staffing whose contacts reach named people only, who are on leave or ill at times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lone {
    /// The staffing.
    pub staffing: String,
    /// The channels.
    pub channels: Vec<String>,
    /// How many accounts.
    pub accounts: usize,
    /// How many people an account reaches, at most.
    pub people: usize,
}

/// A stretch by slots: its first, and how many.
type Stretch = (usize, usize);

/// The longest stretch of an ordinary week in which a channel is open and nobody there; it may run from Sunday to Monday.
fn of_week(open: &Hours, there: &Hours) -> Stretch {
    let week = open.slots();
    let (mut longest, mut start, mut run) = (0, 0, 0);
    // Twice round, for what begins at the end of the week.
    for at in 0..2 * week {
        let slot = at % week;
        run = if open.has(slot) && !there.has(slot) { run + 1 } else { 0 };
        if run > longest {
            (longest, start) = (run, at + 1 - run);
        }
        if run == week {
            break;
        }
    }
    (start % week, longest)
}

/// The long stretches of the days counted in which somebody would be there in an ordinary week, of those who have the
/// accounts at first or of those who have them then. What begins to be missed on a date that is told elsewhere is not told
/// again.
fn of_dates(
    model: &Model,
    (open, there): (&Hours, &Hours),
    weeks: &[(u32, Hours)],
    told: &BTreeSet<Date>,
) -> Vec<Stretch> {
    let calendar = &model.calendar;
    let counted = calendar.warm_up_days as usize * PER_DAY;
    let date = |slot: usize| calendar.date((slot / PER_DAY) as i64);
    let is_usual = |slot: usize| {
        let day = (slot / PER_DAY) as u32;
        let of_week = calendar.weekday(day) * PER_DAY + slot % PER_DAY;
        let then = weeks.iter().rfind(|(from, _)| *from <= day);
        weeks.first().into_iter().chain(then).any(|(_, week)| week.has(of_week))
    };
    // Since when somebody is missed.
    let (mut found, mut run, mut lost) = (Vec::new(), 0, None);
    for slot in 0..=open.slots() {
        if slot < open.slots() && open.has(slot) && !there.has(slot) {
            lost = lost.or_else(|| is_usual(slot).then_some(slot));
            run += 1;
            continue;
        }
        // The night of a date that is told is told with it; whoever is missed for days after it is not.
        let first = slot - run;
        let begins = match lost.filter(|lost| told.contains(&date(*lost))) {
            None => Some(first),
            Some(_) => {
                (first..slot).find(|slot| !told.contains(&date(*slot))).filter(|it| slot - it > PER_DAY)
            }
        };
        if let Some(begins) = begins.filter(|_| lost.is_some())
            && (slot - begins) as Span * SLOT > LONG
            && slot > counted
        {
            found.push((begins, slot - begins));
        }
        (run, lost) = (0, None);
    }
    found
}

/// Channels over which an account has contacts.
pub(super) fn asked(model: &Model, account: usize, channel: usize) -> bool {
    model.volume.trace.is_some() || model.accounts[account].requests_per_day[channel] > 0.0
}

/// All gaps longer than [`LONG`], all accounts with named people only, and breaks of everybody.
pub fn holes(model: &Model, names: &Names) -> (Vec<Gap>, Vec<Lone>, Vec<SharedBreak>) {
    let (mut gaps, mut lonely, mut resting) = (Vec::new(), Vec::new(), Vec::new());
    for (staffing, name) in model.staffings.iter().zip(&names.staffings) {
        let mut week = Reached::new(model, staffing, &[], Days::Week);
        let mut run = has_dates(model, staffing).then(|| Reached::new(model, staffing, &[], Days::Run));
        let told: BTreeSet<Date> = names
            .cautions
            .iter()
            .filter(|one| one.staffing.as_ref().is_none_or(|about| about == name))
            .flat_map(|one| one.dates.clone())
            .collect();
        let mut rests = Rests::new(model, staffing);
        let mut alone = vec![false; model.accounts.len()];
        let mut people = 0;
        let mut channels = Vec::new();
        for channel in 0..model.channels.len() {
            let open = Days::Week.open(model, channel);
            let open_on = run.as_ref().map_or_else(|| Hours::none(0), |_| Days::Run.open(model, channel));
            let mut found = Found::default();
            let mut seen: BTreeMap<Route, (Stretch, Vec<Stretch>)> = BTreeMap::new();
            for account in (0..model.accounts.len()).filter(|account| asked(model, *account, channel)) {
                let route = Route::of(model, staffing, account as u32, channel);
                if route.is_lone(model, staffing) {
                    alone[account] = true;
                    people = people.max(route.people());
                    if channels.last() != Some(&names.channels[channel]) {
                        channels.push(names.channels[channel].clone());
                    }
                }
                rests.look(account, channel, week.rotas(&route));
                let (ordinary, dated) = seen.entry(route).or_insert_with_key(|route| {
                    let weeks = week.weeks(route);
                    let mut dates =
                        |run: &mut Reached<'_>| of_dates(model, (&open_on, &run.hours(route)), &weeks, &told);
                    let dated = run.as_mut().map(&mut dates);
                    (of_week(&open, &weeks[0].1), dated.unwrap_or_default())
                });
                found.add(account, *ordinary, dated);
            }
            gaps.extend(found.gap(model, staffing, names, (name, channel)));
        }
        if !channels.is_empty() {
            let accounts = alone.iter().filter(|alone| **alone).count();
            lonely.push(Lone { staffing: name.clone(), channels, accounts, people });
        }
        resting.extend(rests.told(name, names));
    }
    (gaps, lonely, resting)
}

/// What was found of a staffing's channel.
#[derive(Default)]
struct Found {
    accounts: usize,
    /// How long in slots, whether on a date, its first slot, whose.
    longest: (usize, bool, usize, usize),
    /// The longest of ordinary weeks.
    weekly: Option<Stretch>,
    /// By day of the run.
    dates: BTreeMap<usize, Stretch>,
}

impl Found {
    fn add(&mut self, account: usize, ordinary: Stretch, dated: &[Stretch]) {
        let ordinary = Some(ordinary).filter(|(_, length)| *length as Span * SLOT > LONG);
        if ordinary.is_none() && dated.is_empty() {
            return;
        }
        self.accounts += 1;
        self.weekly = self
            .weekly
            .into_iter()
            .chain(ordinary)
            .reduce(|one, other| if other.1 > one.1 { other } else { one });
        let all = ordinary.into_iter().map(|one| (one, false)).chain(dated.iter().map(|one| (*one, true)));
        for ((first, length), on_date) in all {
            if length > self.longest.0 {
                self.longest = (length, on_date, first, account);
            }
        }
        for (first, length) in dated {
            let known = self.dates.entry(first / PER_DAY).or_insert((*first, *length));
            if *length > known.1 {
                *known = (*first, *length);
            }
        }
    }

    fn gap(
        self,
        model: &Model,
        staffing: &Staffing,
        names: &Names,
        (name, channel): (&str, usize),
    ) -> Option<Gap> {
        let calendar = &model.calendar;
        let hole = |(first, length): Stretch, on_date: bool| {
            let day = first / PER_DAY;
            let on = if on_date { On::Date(calendar.date(day as i64)) } else { On::Weekday(day) };
            Hole { on, from: (first % PER_DAY) as Span * SLOT, length: length as Span * SLOT }
        };
        // A shift over midnight that is not worked is missing on the next day, too; whether it is, the date at the site says.
        let holidays = |(first, length): Stretch| {
            let (from, to) = ((first / PER_DAY) as i64, ((first + length - 1) / PER_DAY) as i64);
            let misses = |team: &Team| {
                let days_of = |agent: u32| {
                    let shift = staffing.agents[agent as usize].shift;
                    let shift = shift.map(|shift| &model.shifts[usize::from(shift)]);
                    let ahead = shift.map_or(0, |shift| i64::from(shift.days_ahead));
                    let of_eve = shift.and_then(|shift| shift.hours[calendar.weekday(from - 1)]);
                    let lasts = of_eve.is_some_and(|(_, end)| end - DAY > (first % PER_DAY) as Span * SLOT);
                    (from - i64::from(lasts)..=to).map(move |day| day + ahead)
                };
                let days: BTreeSet<i64> = team.agents.clone().flat_map(days_of).collect();
                days.into_iter().any(|day| is_holiday(&model.sites[usize::from(team.site)], calendar, day))
            };
            let missing: BTreeSet<u16> =
                staffing.teams.iter().filter(|team| misses(team)).map(|team| team.site).collect();
            missing.into_iter().map(|site| names.sites[usize::from(site)].clone()).collect::<Vec<String>>()
        };
        let (length, on_date, first, account) = self.longest;
        (self.accounts > 0).then(|| Gap {
            staffing: name.to_string(),
            channel: names.channels[channel].clone(),
            accounts: self.accounts,
            longest: hole((first, length), on_date),
            example: names.accounts[account].clone(),
            weekly: self.weekly.map(|one| hole(one, false)),
            dates: self.dates.values().map(|one| (hole(*one, true), holidays(*one))).collect(),
        })
    }
}

impl Hole {
    /// Days after the one on which it begins, and the clock there, at which it ends.
    pub fn end(&self) -> (Span, Span) {
        let end = self.from + self.length;
        ((end - 1) / DAY, (end - 1) % DAY + 1)
    }
}
