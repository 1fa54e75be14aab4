//! Erlang A (or C) beside the simulated service level of a live channel, interval by interval.
//!
//! The closed form takes everybody who is signed on in the interval for one pool that any contact may
//! reach, a constant rate, exponential handle times and patience. Where the simulated figure differs, one
//! of these is why. In: what was collected. Out: a service level, and the reasons for a gap in words.
//! Must not know: how contacts are played.

use super::collect::Staffed;
use super::estimate::ratio;
use crate::erlang::{ErlangA, ErlangC};
use crate::model::{Kind, Model, Target};
use crate::scenario::names::Names;
use crate::time::seconds;

/// The service level by closed form, over the day's contacts; `None` where the channel is not live or nobody waits for it.
pub(super) fn service_level(model: &Model, names: &Names, staffed: &Staffed, channel: usize) -> Option<f64> {
    let facts = &model.channels[channel];
    if facts.kind != Kind::Live {
        return None;
    }
    let scope = format!("channel={}", names.channels[channel]);
    let mean = |metric: &str, scope: &str, interval: &str| {
        Some(ratio(staffed.find(metric, scope, interval)?, 0.95)?.mean)
    };
    let handle = mean("handle_time", &scope, "")?;
    let (mut met, mut offered) = (0.0, 0.0);
    for interval in 0..model.calendar.intervals() {
        let label = crate::time::format_clock(interval as i64 * model.calendar.interval);
        let open = |day: u32| {
            let at = i64::from(day) * crate::time::DAY + interval as i64 * model.calendar.interval;
            facts.opening.is_open(at)
        };
        let all = model.calendar.counted_days();
        let days = (model.calendar.warm_up_days..model.calendar.days).filter(|day| open(*day)).count();
        let (Some(contacts), Some(agents)) =
            (mean("offered_per_day", &scope, &label), mean("scheduled_agents", "all", &label))
        else {
            continue;
        };
        if contacts <= 0.0 || days == 0 {
            continue;
        }
        // Means over calendar days become means over the days on which the channel is open.
        let open_share = days as f64 / f64::from(all);
        let rate = contacts / open_share / seconds(model.calendar.interval);
        let agents = (agents / open_share).round() as u32;
        let within = seconds(facts.in_time);
        let level = if agents == 0 {
            0.0
        } else if let Some(patience) =
            facts.patience.as_ref().map(|patience| patience.law.at(interval).mean())
        {
            ErlangA::new(rate, handle, agents, patience).ok()?.service_level(within)
        } else {
            ErlangC::new(rate, handle, agents).service_level(within)
        };
        met += contacts * level;
        offered += contacts;
    }
    (offered > 0.0).then(|| met / offered)
}

/// Why the simulated figure may differ, in words.
pub(super) fn reasons(model: &Model, staffing: usize) -> String {
    let staffing = &model.staffings[staffing];
    let mut reasons = Vec::new();
    let pooled = staffing.ladders.iter().all(|ladder| {
        ladder.rungs.iter().any(|rung| rung.to.contains(&Target::Anyone))
            || (staffing.teams.len() == 1 && ladder.rungs.iter().any(|rung| rung.to.contains(&Target::Team)))
    });
    if !pooled {
        reasons.push("not everybody may take every contact");
    }
    if model.channels.iter().any(|channel| channel.kind != Kind::Live) {
        reasons.push("the same people also do deferrable work");
    }
    if model.volume.common_cv + model.volume.sector_cv + model.volume.own_cv > 0.0 {
        reasons.push("days are busier or quieter than the mean");
    }
    if model.people.iter().any(|person| person.absence > 0.0) {
        reasons.push("absence leaves fewer people on some days");
    }
    reasons.push("queues carry over from one interval to the next");
    if model.channels.iter().any(|channel| channel.redial.is_some()) {
        reasons.push("redials follow abandonment");
    }
    reasons.join(", ")
}
