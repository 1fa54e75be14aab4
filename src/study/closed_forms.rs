//! Erlang A (or C) beside the simulated service level of a live channel, interval by interval.
//!
//! The closed form takes everybody who is signed on in the interval for one pool that any contact may
//! reach, a constant rate, exponential handle times and patience. Where the simulated figure differs, one
//! of these is why: `closed_gaps` says which. In: what was collected. Out: figures.
//! Must not know: how contacts are played.

use std::collections::BTreeMap;

use super::collect::Staffed;
use super::estimate::{CONFIDENCE, ratio};
use crate::erlang::{ErlangA, ErlangC};
use crate::metrics::catalogue::{HANDLE_TIME, OFFERED_PER_DAY, SCHEDULED_AGENTS};
use crate::model::{Kind, Model, Plan, Staffing, Team};
use crate::scenario::names::Names;
use crate::time::{DAY, Moment, Span, seconds};
use crate::workforce::timeline::{DatedShift, is_holiday};

/// What the closed form says of a channel, over the day's contacts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Closed {
    pub(super) service_level: f64,
    /// Of answered contacts, in seconds; infinite where an interval without abandonment is overloaded.
    pub(super) mean_wait: f64,
    pub(super) abandonment: f64,
}

/// The figures of one interval: service level, abandonment, and the mean wait of the answered.
fn of_interval(rate: f64, handle: f64, agents: u32, patience: Option<f64>, within: f64) -> Option<[f64; 3]> {
    Some(match patience {
        // Nobody answers: all give up, if they can.
        Some(_) if agents == 0 => [0.0, 1.0, 0.0],
        Some(patience) => {
            let form = ErlangA::new(rate, handle, agents, patience).ok()?;
            [form.service_level(within), form.abandonment(), form.mean_wait_answered()]
        }
        None if agents == 0 => [0.0, 0.0, f64::INFINITY],
        None => {
            let form = ErlangC::new(rate, handle, agents);
            [form.service_level(within), 0.0, form.mean_wait()]
        }
    })
}

/// An interval of the day in which a live channel is open and somebody comes.
struct Cell {
    label: String,
    /// Contacts per calendar day.
    contacts: f64,
    /// Contacts per second on days on which the channel is open.
    rate: f64,
    /// People signed on by plan on those days.
    agents: f64,
    patience: Option<f64>,
}

/// All of a channel's; `None` where it is not live.
fn cells(
    model: &Model,
    names: &Names,
    (staffing, staffed): (usize, &Staffed),
    channel: usize,
) -> Option<(f64, Vec<Cell>)> {
    let facts = &model.channels[channel];
    if facts.kind != Kind::Live {
        return None;
    }
    let scope = format!("channel={}", names.channels[channel]);
    let mean = |metric: &str, scope: &str, interval: &str| {
        Some(ratio(staffed.find(metric, scope, interval)?, CONFIDENCE)?.mean)
    };
    let handle = mean(HANDLE_TIME.name, &scope, "")?;
    let mut cells = Vec::new();
    for interval in 0..model.calendar.intervals() {
        let label = crate::time::format_clock(interval as i64 * model.calendar.interval);
        let part = &|day: u32| {
            let from = Moment::from(day) * DAY + interval as Span * model.calendar.interval;
            let to = from + model.calendar.interval;
            let first = facts.opening.next_open(from).min(to);
            (first, first + facts.opening.between(from, to))
        };
        let counted = model.calendar.warm_up_days..model.calendar.days;
        let open: Span = counted.map(|day| part(day).1 - part(day).0).sum();
        let (Some(contacts), Some(agents)) = (
            mean(OFFERED_PER_DAY.figure.name, &scope, &label),
            mean(SCHEDULED_AGENTS.figure.name, "all", &label),
        ) else {
            continue;
        };
        if contacts <= 0.0 || open == 0 {
            continue;
        }
        // Means over calendar days and whole intervals become means over the time for which the channel is open; people may
        // work at other times, too.
        let days = f64::from(model.calendar.counted_days());
        let open_share = open as f64 / (days * model.calendar.interval as f64);
        let more = while_open(model, &model.staffings[staffing], interval, part).unwrap_or(1.0 / open_share);
        cells.push(Cell {
            label,
            contacts,
            rate: contacts * days / seconds(open),
            agents: agents * more,
            patience: facts.patience.as_ref().map(|patience| patience.law.at(interval).mean()),
        });
    }
    Some((handle, cells))
}

/// People planned in an interval while a channel is open in it (`part` of a day: from when to when), over those planned in
/// the whole interval on all the days counted; `None` where nobody is.
fn while_open(
    model: &Model,
    staffing: &Staffing,
    interval: usize,
    part: &dyn Fn(u32) -> (Moment, Moment),
) -> Option<f64> {
    let calendar = &model.calendar;
    let mut shifts: BTreeMap<(u16, u16), i64> = BTreeMap::new();
    for agent in &staffing.agents {
        if let Some(shift) = agent.shift {
            *shifts.entry((shift, model.people[agent.person as usize].site)).or_default() += 1;
        }
    }
    // Person-time planned on a day between two moments of the interval.
    let planned = |day: u32, (from, to): (Moment, Moment)| -> i64 {
        let of_shift = |((shift, site), people): (&(u16, u16), &i64)| {
            let (shift, site) = (&model.shifts[usize::from(*shift)], &model.sites[usize::from(*site)]);
            // That of the day before may last into it.
            let dated = [1, 0]
                .into_iter()
                .filter_map(|back| DatedShift::by_clock(shift, site, calendar, i64::from(day) - back));
            people
                * dated.map(|dated| (dated.sign_off.min(to) - dated.sign_on.max(from)).max(0)).sum::<Span>()
        };
        let of_plan = |team: &Team| {
            let people = i64::from(team.agents.end - team.agents.start);
            match &team.plan {
                Plan::Shifts => 0,
                Plan::Always => people * (to - from),
                Plan::PerInterval(counts) => {
                    let site = &model.sites[usize::from(team.site)];
                    let works = model.is_open_on(day) && !is_holiday(site, calendar, day);
                    let called = counts.get(interval).copied().filter(|_| works).unwrap_or(0);
                    people.min(i64::from(called)) * (to - from)
                }
            }
        };
        shifts.iter().map(of_shift).sum::<i64>() + staffing.teams.iter().map(of_plan).sum::<i64>()
    };
    let mean = |between: &dyn Fn(u32) -> (Moment, Moment)| {
        let (work, time) = (calendar.warm_up_days..calendar.days).fold((0, 0), |(work, time), day| {
            let (from, to) = between(day);
            (work + planned(day, (from, to)), time + to - from)
        });
        if time > 0 { work as f64 / time as f64 } else { 0.0 }
    };
    let all = mean(&|day| {
        let from = Moment::from(day) * DAY + interval as Span * calendar.interval;
        (from, from + calendar.interval)
    });
    (all > 0.0).then(|| mean(part) / all)
}

/// The closed form beside a channel's simulated figures; `None` where it is not live or nobody comes.
pub(super) fn figures(
    model: &Model,
    names: &Names,
    staffed: (usize, &Staffed),
    channel: usize,
) -> Option<Closed> {
    let (handle, cells) = cells(model, names, staffed, channel)?;
    let within = seconds(model.channels[channel].in_time);
    let (mut met, mut lost, mut waits, mut offered) = (0.0, 0.0, 0.0, 0.0);
    for Cell { contacts, rate, agents, patience, .. } in cells {
        let [level, abandonment, wait] = of_interval(rate, handle, agents.round() as u32, patience, within)?;
        met += contacts * level;
        lost += contacts * abandonment;
        waits += if abandonment < 1.0 { contacts * (1.0 - abandonment) * wait } else { 0.0 };
        offered += contacts;
    }
    (offered > 0.0).then(|| Closed {
        service_level: met / offered,
        abandonment: lost / offered,
        mean_wait: if offered > lost { waits / (offered - lost) } else { f64::NAN },
    })
}

/// People at most that are tried for an interval.
const MOST: u32 = 20_000;

/// The fewest people with this share of contacts answered within so many seconds, at so many contacts a second, of so many
/// seconds each; `None` where no number will do.
fn fewest(rate: f64, handle: f64, patience: Option<f64>, (within, share): (f64, f64)) -> Option<u32> {
    let meets = |agents: u32| {
        let form = of_interval(rate, handle, agents, patience, within);
        form.is_some_and(|[level, ..]| level >= share)
    };
    // Levels rise with people: doubled until enough, then halved.
    let mut enough = (rate * handle).ceil().max(1.0) as u32;
    while !meets(enough) {
        enough *= 2;
        if enough > MOST {
            return None;
        }
    }
    let mut few = 0;
    while enough - few > 1 {
        let middle = u32::midpoint(few, enough);
        if meets(middle) { enough = middle } else { few = middle }
    }
    Some(enough)
}

/// By interval: people on duty by plan, and the fewest that would answer this share of a live channel's contacts within so
/// many seconds, on days on which it is open.
pub(super) fn required(
    model: &Model,
    names: &Names,
    staffed: (usize, &Staffed),
    (channel, within, share): (usize, f64, f64),
) -> Vec<(String, f64, u32)> {
    let Some((handle, cells)) = cells(model, names, staffed, channel) else { return Vec::new() };
    let fewest = |cell: &Cell| fewest(cell.rate, handle, cell.patience, (within, share));
    let of_cell = |cell: Cell| Some((fewest(&cell)?, cell));
    let found = cells.into_iter().filter_map(of_cell);
    found.map(|(required, cell)| (cell.label, cell.agents, required)).collect()
}

#[cfg(test)]
mod tests {
    use super::{fewest, of_interval};

    /// `exact.json`, `pooling_penalty_80_20_aht5`: erlangs, and the fewest people for 80 % in 20 s at 5 min each.
    #[test]
    fn the_fewest_people_are_those_of_erlang() {
        for (erlangs, people) in [(0.1, 1), (0.25, 2), (5.0, 8), (20.0, 25), (100.0, 108), (2_500.0, 2_518)] {
            assert_eq!(fewest(erlangs / 300.0, 300.0, None, (20.0, 0.8)), Some(people), "{erlangs}");
        }
    }

    /// `golden.md` E15: 100 contacts in half an hour, 3 min each, 14 agents, 20 s.
    #[test]
    fn an_interval_is_the_closed_form() {
        let [level, abandonment, _] = of_interval(100.0 / 1800.0, 180.0, 14, None, 20.0).unwrap();
        assert!((level - 0.888_35).abs() < 1e-6 && abandonment.abs() < 1e-12, "{level}");
        let [level, abandonment, wait] = of_interval(100.0 / 1800.0, 180.0, 14, Some(300.0), 20.0).unwrap();
        assert!(
            (level - 0.916_792).abs() < 1e-6 && (abandonment - 0.013_984).abs() < 1e-6,
            "{level} {abandonment}"
        );
        assert!(wait > 0.0 && wait < 60.0 * 0.07);
        assert_eq!(of_interval(0.1, 100.0, 0, Some(60.0), 20.0), Some([0.0, 1.0, 0.0]));
    }
}
