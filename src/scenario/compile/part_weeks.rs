//! Runs that are not whole weeks, where that matters to costs per month, to full-time people, and to what comes.
//!
//! In: the model as compiled. Out: a caution. Must not know: what a run gives.

use super::Door;
use super::hours::Week;
use crate::model::{Model, Plan};
use crate::scenario::file::Days;
use crate::scenario::names::Caution;
use crate::time::HOUR;

/// Change of the paid hours or requests of a week from which on figures differ by what matters (docs/model.md: 0.5 % of cost).
const MATTERS: f64 = 0.005;

impl Door<'_> {
    /// Figures per month and per week take the days of a run for all days: their weekdays must be those of a week. After a
    /// warm-up of any length working days that make whole weeks are whole weeks.
    pub(super) fn part_weeks(&self, model: &Model, weeks: &[Week]) -> Option<Caution> {
        let calendar = &model.calendar;
        let days = calendar.counted_days();
        if days.is_multiple_of(7) {
            return None;
        }
        let off = |of_day: [f64; 7]| {
            let week = of_day.iter().sum::<f64>() / 7.0;
            let run = (calendar.warm_up_days..calendar.days).map(|day| of_day[calendar.weekday(day)]);
            if week > 0.0 { run.sum::<f64>() / f64::from(days) / week - 1.0 } else { 0.0 }
        };
        let hours = (0..model.staffings.len()).map(|staffing| off(hours(model, staffing, weeks)));
        let hours = hours.max_by(|a, b| a.abs().total_cmp(&b.abs()))?;
        // A log says itself which days are busy.
        let requests = if model.volume.trace.is_some() { 0.0 } else { off(self.requests(model, weeks)) };
        let more = |off: f64, what: &str| {
            let word = if off > 0.0 { "more" } else { "fewer" };
            (off.abs() > MATTERS).then(|| format!("{:.1} % {word} {what}", 100.0 * off.abs()))
        };
        let told: Vec<String> =
            [more(hours, "paid hours"), more(requests, "requests")].into_iter().flatten().collect();
        if told.is_empty() {
            return None;
        }
        let open = |day: &u32| model.is_open_on(*day);
        let per_week = match self.scenario.run.count {
            Days::Calendar => 7,
            // Whichever day a week begins on.
            Days::Working => (0..7).filter(|day| is_open(weeks, *day)).count().max(1) as u32,
        };
        let whole = ((f64::from(self.scenario.run.days) / f64::from(per_week)).round() as u32).max(1);
        let counted = (calendar.warm_up_days..calendar.days).filter(open).count();
        let message = format!(
            "The run is {days} calendar days ({counted} open), not whole weeks: cost per month, FTE and figures per week go by \
             its weekdays, which have {} than those of a whole week.",
            told.join(" and ")
        );
        let remedy = format!("Run whole weeks: run.days = {}.", whole * per_week);
        Some(Caution { code: "part_weeks".into(), staffing: None, message, remedy, dates: Vec::new() })
    }

    /// Requests by weekday, without season and dates.
    fn requests(&self, model: &Model, weeks: &[Week]) -> [f64; 7] {
        let mut requests = [0.0; 7];
        for (channel, week) in weeks.iter().enumerate() {
            let all: f64 = model.accounts.iter().map(|account| account.requests_per_day[channel]).sum();
            for (sum, factor) in requests.iter_mut().zip(self.by_weekday(channel, week)) {
                *sum += all * factor;
            }
        }
        requests
    }
}

fn is_open(weeks: &[Week], weekday: usize) -> bool {
    weeks.iter().any(|week| week.is_open(weekday))
}

/// Paid hours by weekday as shifts and plans have them, whoever is there.
fn hours(model: &Model, staffing: usize, weeks: &[Week]) -> [f64; 7] {
    let staffing = &model.staffings[staffing];
    let mut hours = [0.0; 7];
    for team in &staffing.teams {
        let each = f64::from(team.agents.end - team.agents.start);
        for (weekday, sum) in hours.iter_mut().enumerate() {
            *sum += match &team.plan {
                Plan::Shifts => team
                    .agents
                    .clone()
                    .filter_map(|agent| staffing.agents[agent as usize].shift)
                    .map(|shift| &model.shifts[usize::from(shift)])
                    // By the weekday at the site, as hours are paid.
                    .filter_map(|shift| {
                        shift.hours[(weekday as i64 - i64::from(shift.days_ahead)).rem_euclid(7) as usize]
                    })
                    .map(|(from, to)| (to - from) as f64 / HOUR as f64)
                    .sum::<f64>(),
                Plan::Always => 24.0 * each,
                Plan::PerInterval(counts) if is_open(weeks, weekday) => {
                    let called: u32 = counts.iter().sum();
                    f64::from(called) * model.calendar.interval as f64 / HOUR as f64
                }
                Plan::PerInterval(_) => 0.0,
            };
        }
    }
    hours
}
