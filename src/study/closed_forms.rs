//! Erlang A (or C) beside the simulated service level of a live channel, interval by interval.
//!
//! The closed form takes everybody who is signed on in the interval for one pool that any contact may
//! reach, a constant rate, exponential handle times and patience. Where the simulated figure differs, one
//! of these is why: `closed_gaps` says which. In: what was collected. Out: figures.
//! Must not know: how contacts are played.

use std::collections::BTreeMap;

use super::collect::Staffed;
use super::estimate::ratio;
use crate::erlang::{ErlangA, ErlangC};
use crate::metrics::catalogue::{HANDLE_TIME, OFFERED_PER_DAY, SCHEDULED_AGENTS};
use crate::model::{Kind, Model, Staffing};
use crate::scenario::names::Names;
use crate::time::{DAY, Moment, Span, seconds};
use crate::workforce::tenure::Tenures;
use crate::workforce::timeline::{DatedShift, headcount};

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
        Some(ratio(staffed.find(metric, scope, interval)?, 0.95)?.mean)
    };
    let handle = mean(HANDLE_TIME.name, &scope, "")?;
    let mut cells = Vec::new();
    for interval in 0..model.calendar.intervals() {
        let label = crate::time::format_clock(interval as i64 * model.calendar.interval);
        let open = &|day: u32| {
            let at = i64::from(day) * crate::time::DAY + interval as i64 * model.calendar.interval;
            facts.opening.is_open(at)
        };
        let all = model.calendar.counted_days();
        let days = (model.calendar.warm_up_days..model.calendar.days).filter(|day| open(*day)).count();
        let (Some(contacts), Some(agents)) =
            (mean(OFFERED_PER_DAY.name, &scope, &label), mean(SCHEDULED_AGENTS.name, "all", &label))
        else {
            continue;
        };
        if contacts <= 0.0 || days == 0 {
            continue;
        }
        // Means over calendar days become means over the days on which the channel is open; people may work on others, too.
        let open_share = days as f64 / f64::from(all);
        let more =
            on_those_days(model, &model.staffings[staffing], interval, open).unwrap_or(1.0 / open_share);
        cells.push(Cell {
            label,
            contacts,
            rate: contacts / open_share / seconds(model.calendar.interval),
            agents: agents * more,
            patience: facts.patience.as_ref().map(|patience| patience.law.at(interval).mean()),
        });
    }
    Some((handle, cells))
}

/// People planned in an interval on some of the days counted, over those planned on all of them, on average a day; `None`
/// where nobody is.
fn on_those_days(
    model: &Model,
    staffing: &Staffing,
    interval: usize,
    those: &dyn Fn(u32) -> bool,
) -> Option<f64> {
    let calendar = &model.calendar;
    let mut shifts: BTreeMap<(u16, u16), f64> = BTreeMap::new();
    for agent in &staffing.agents {
        if let Some(shift) = agent.shift {
            *shifts.entry((shift, model.people[agent.person as usize].site)).or_default() += 1.0;
        }
    }
    let planned = |day: u32| {
        let from = Moment::from(day) * DAY + interval as Span * calendar.interval;
        let to = from + calendar.interval;
        let of_shift = |((shift, site), people): (&(u16, u16), &f64)| {
            let (shift, site) = (&model.shifts[usize::from(*shift)], &model.sites[usize::from(*site)]);
            // That of the day before may last into it.
            let dated = [1, 0]
                .into_iter()
                .filter_map(|back| DatedShift::by_clock(shift, site, calendar, i64::from(day) - back));
            let inside = dated.map(|dated| (dated.sign_off.min(to) - dated.sign_on.max(from)).max(0));
            people * inside.sum::<Span>() as f64 / calendar.interval as f64
        };
        let by_plan = (0..staffing.teams.len() as u16).filter_map(|team| {
            headcount(model, staffing, &Tenures::default(), team, day, interval).map(f64::from)
        });
        shifts.iter().map(of_shift).sum::<f64>() + by_plan.sum::<f64>()
    };
    let mean = |days: &dyn Fn(u32) -> bool| {
        let (sum, count) = (calendar.warm_up_days..calendar.days)
            .filter(|day| days(*day))
            .fold((0.0, 0), |(sum, count), day| (sum + planned(day), count + 1));
        sum / f64::from(count.max(1))
    };
    let all = mean(&|_| true);
    (all > 0.0).then(|| mean(those) / all)
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
