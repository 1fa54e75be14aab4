//! Work that comes on the last days of a run, while its channel is closed, and is dated to an opening after the run.
//!
//! In: the model as compiled. Out: a caution where as much does not come over from days before those counted. Must not know:
//! what a run gives.

use super::Door;
use crate::model::{Kind, Model};
use crate::scenario::names::Caution;
use crate::time::{DAY, Moment};

/// Share of a channel's requests that matters (docs/model.md: 0.5 %, as for parts of weeks).
const MATTERS: f64 = 0.005;

impl Door<'_> {
    /// Says by how much a channel that may wait has too few requests, for those of the last days are not counted and none
    /// wait from before.
    pub(super) fn carried_over(&self, model: &Model) -> Vec<Caution> {
        let calendar = &model.calendar;
        let channels = model.channels.iter().zip(self.scenario.channels.names()).enumerate();
        let caution = |(index, (channel, name)): (usize, (&crate::model::Channel, &str))| {
            let factors = &model.volume.day_factor[index];
            let is_closed = |day: &u32| {
                let midnight = Moment::from(*day) * DAY;
                channel.opening.between(midnight, midnight + DAY) == 0
            };
            let comes = |day: u32| factors[day as usize];
            let lost: f64 =
                (calendar.warm_up_days..calendar.days).rev().take_while(is_closed).map(comes).sum();
            // Dated to the first opening counted, whether or not the count begins with closed days.
            let brought: f64 = (0..calendar.warm_up_days).rev().take_while(is_closed).map(comes).sum();
            let counted: f64 = (calendar.warm_up_days..calendar.days).map(comes).sum();
            let is_drawn = model.volume.trace.is_none();
            let is_asked =
                is_drawn && model.accounts.iter().any(|account| account.requests_per_day[index] > 0.0);
            let less = (lost - brought) / counted;
            if channel.kind == Kind::Live || !is_asked || less.is_nan() || less <= MATTERS {
                return None;
            }
            let message = format!(
                "{:.1} % of {name} requests come on the last days of the run, while {name} is closed: they are dated to the \
                 next opening, after the run, and not counted; none wait from the days before it.",
                100.0 * less
            );
            let remedy = "Let a week pass before counting: run.warm_up = 7.".into();
            Some(Caution { code: "carried_over".into(), staffing: None, message, remedy, dates: Vec::new() })
        };
        channels.filter_map(caution).collect()
    }
}
