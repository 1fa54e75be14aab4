//! Handle times of a log beside those that groups say: whether they are in the same unit.
//!
//! In: a model with a log. Out: [`Logged`] by channel, and a [`Caution`] where they are far apart. Must not know: who handles
//! anything.

use super::load::handle_time;
use crate::model::Model;
use crate::scenario::names::{Caution, Names};
use crate::time::{MINUTE, SECOND, Span, format_span, from_seconds, seconds};

/// Logged and own means that are so many times apart are hardly in the same unit.
const APART: f64 = 10.0;

/// Handle times logged over a channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// The channel.
    pub channel: String,
    /// Rows that give one.
    pub rows: usize,
    /// Their mean, in µs.
    pub mean: Span,
    /// The longest, in µs.
    pub longest: Span,
    /// What groups say in the place of these rows, on average, in µs; `None` where they say nothing of any.
    pub own: Option<Span>,
}

/// Handle times by channel; none where the log gives none.
pub(super) fn logged(model: &Model, names: &Names) -> Vec<Logged> {
    let of_channel = |(channel, name): (usize, &String)| {
        let rows = model.volume.logged().iter().filter(|row| usize::from(row.channel) == channel);
        let (mut count, mut sum, mut longest) = (0_usize, 0.0, 0.0_f64);
        let (mut known, mut own) = (0.0, 0.0);
        for (row, time) in rows.filter_map(|row| Some((row, row.handle_time?))) {
            count += 1;
            sum += time;
            longest = longest.max(time);
            let account = &model.accounts[row.account as usize];
            let said = handle_time(model, account.group, row.channel, model.calendar.interval_of(row.time));
            if said > 0.0 {
                known += 1.0;
                own += said;
            }
        }
        (count > 0).then(|| Logged {
            channel: name.clone(),
            rows: count,
            mean: from_seconds(sum / count as f64),
            longest: from_seconds(longest),
            own: (known > 0.0).then(|| (own / known) as Span),
        })
    };
    names.channels.iter().enumerate().filter_map(of_channel).collect()
}

/// That logged times are hardly in seconds.
pub fn other_unit(model: &Model, names: &Names) -> Vec<Caution> {
    let caution = |one: Logged| {
        let own = one.own.filter(|own| {
            let ratio = one.mean as f64 / (*own).max(1) as f64;
            !(1.0 / APART..=APART).contains(&ratio)
        })?;
        let unit = if one.mean < own { "minutes" } else { "milliseconds" };
        Some(Caution {
            code: "logged_times".into(),
            staffing: None,
            message: format!(
                "Handle times of the log's {} contacts are {} on average, where the groups say {}: are they in {unit}?",
                one.channel,
                exact(one.mean),
                exact(own)
            ),
            remedy: "The log's handle_time and patience are in seconds.".into(),
            dates: Vec::new(),
        })
    };
    logged(model, names).into_iter().filter_map(caution).collect()
}

/// A mean as people say it: whole seconds, tenths of them below a minute.
fn exact(time: Span) -> String {
    if time < MINUTE {
        return format!("{:.1} s", seconds(time));
    }
    format_span((time + SECOND / 2) / SECOND * SECOND)
}

impl Logged {
    /// `phone 5m12s on average, longest 1h2m`.
    pub fn text(&self) -> String {
        format!("{} {} on average, longest {}", self.channel, exact(self.mean), exact(self.longest))
    }
}
