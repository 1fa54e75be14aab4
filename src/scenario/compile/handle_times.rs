//! Handle times of a group.
//!
//! In: `handle_time` of a group, opening hours. Out: a [`HandleTime`] by channel and reason. Must not know: who
//! handles, how fast they are.

use super::hours::Week;
use super::laws::endless;
use super::{Door, at};
use crate::model::{ByInterval, Calendar, HandleTime};
use crate::scenario::file::{By, Group as FileGroup, HandleTime as FileHandleTime};

impl Door<'_> {
    /// Handle times by channel, then reason.
    pub(super) fn handle_times(
        &mut self,
        name: &str,
        group: &FileGroup,
        calendar: &Calendar,
        weeks: &[Week],
    ) -> Vec<HandleTime> {
        let scenario = self.scenario;
        let mut reasons = scenario.reasons.names();
        // As everywhere, in the order of their names.
        reasons.sort_unstable();
        let all = scenario.demand.handle_time_factor.unwrap_or(1.0);
        let mut times = Vec::new();
        for (number, (channel, _)) in scenario.channels.iter().enumerate() {
            let at = at!("groups", name, "handle_time", channel);
            let asked = scenario.demand.trace.is_none()
                && group.requests_per_day.get(channel).is_some_and(|rate| *rate > 0.0);
            let Some(given) = group.handle_time.get(channel) else {
                if asked {
                    let message =
                        format!("group `{name}` brings {channel} contacts but has no handle time for them");
                    let help = format!("add {channel} = {{ lognormal = {{ mean = \"5m\", cv = 1.0 }} }}");
                    self.say(
                        "missing_key",
                        at!("groups", name, "handle_time"),
                        message,
                        "not in here",
                        &help,
                    );
                }
                // Nothing comes: a minute stands in.
                let stand_in = || HandleTime {
                    work: endless().unit_mean(),
                    mean: ByInterval::constant(60.0 * crate::time::SECOND as f64),
                    by_start: false,
                };
                times.extend(std::iter::repeat_with(stand_in).take(reasons.len().max(1)));
                continue;
            };
            let (law, steps, by, factors) = match given {
                FileHandleTime::Law(law) => (self.seconds_law(law, at), None, By::Arrival, None),
                FileHandleTime::Table(table) => {
                    let law = self.seconds_law(&table.law, &[at, at!("law")].concat());
                    (law, table.by_interval.as_ref(), table.by, Some(&table.reasons))
                }
            };
            for (reason, _) in factors.map_or(&[][..], |factors| &factors.0) {
                let at = [at, at!("reasons", reason.as_str())].concat();
                self.find(&scenario.reasons, "reason", reason, &at);
            }
            let law = law.unwrap_or_else(endless);
            if law.mean() <= 0.0 {
                let help = "write a time such as \"5m\", or leave the reason's out";
                self.say("range", at, "a handle time must be above 0", "0 or below", help);
            }
            for row in 0..reasons.len().max(1) {
                let factor = reasons.get(row).and_then(|reason| factors?.get(reason)).copied().unwrap_or(1.0);
                let mean = law.mean() * factor * all * crate::time::SECOND as f64;
                let mean = match steps {
                    None => ByInterval::constant(mean),
                    Some(steps) => {
                        let path = [at, at!("by_interval")].concat();
                        self.by_interval(steps, calendar, &weeks[number], &path, |step| mean * step)
                    }
                };
                times.push(HandleTime { work: law.unit_mean(), mean, by_start: by == By::Start });
            }
        }
        times
    }
}
