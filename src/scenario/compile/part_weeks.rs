//! Runs that are not whole weeks, where that matters to costs per month and to full-time people.
//!
//! In: the model as compiled. Out: a caution. Must not know: what a run gives.

use super::Door;
use super::hours::Week;
use crate::model::{Model, Plan, Staffing};
use crate::scenario::file::Days;
use crate::scenario::names::Caution;
use crate::time::HOUR;

/// Change of the paid hours of a week from which on costs differ by what matters (docs/model.md: 0.5 % of cost).
const MATTERS: f64 = 0.005;

impl Door<'_> {
    /// Figures per month and per week take the days of a run for all days: their weekdays must be those of a week.
    pub(super) fn part_weeks(&self, model: &Model, weeks: &[Week]) -> Option<Caution> {
        let calendar = &model.calendar;
        let days = calendar.counted_days();
        if days.is_multiple_of(7) {
            return None;
        }
        let off = |staffing: &Staffing| {
            let hours = hours(model, staffing, weeks);
            let week = hours.iter().sum::<f64>() / 7.0;
            let run = (calendar.warm_up_days..calendar.days).map(|day| hours[calendar.weekday(day)]);
            if week > 0.0 { run.sum::<f64>() / f64::from(days) / week - 1.0 } else { 0.0 }
        };
        let most = model.staffings.iter().map(off).max_by(|a, b| a.abs().total_cmp(&b.abs()))?;
        if most.abs() <= MATTERS {
            return None;
        }
        let open = |day: &u32| model.is_open_on(*day);
        let per_week = match self.scenario.run.count {
            Days::Calendar => 7,
            // Whichever day a week begins on.
            Days::Working => (0..7).filter(|day| is_open(weeks, *day)).count().max(1) as u32,
        };
        let given = self.scenario.run.days;
        let weeks = ((f64::from(given) / f64::from(per_week)).round() as u32).max(1);
        let counted = (calendar.warm_up_days..calendar.days).filter(open).count();
        let message = format!(
            "The run is {days} calendar days ({counted} open), not whole weeks: cost per month and FTE go by its weekdays, \
             which have {:.1} % {} paid hours than those of a whole week.",
            100.0 * most.abs(),
            if most > 0.0 { "more" } else { "fewer" },
        );
        // Days that would be whole weeks are none after a warm-up that is not.
        let remedy = if weeks * per_week == given {
            let warm_up = calendar.warm_up_days.div_ceil(7) * 7;
            format!("Let the warm-up be whole weeks, too: run.warm_up = {warm_up}.")
        } else {
            format!("Run whole weeks: run.days = {}.", weeks * per_week)
        };
        Some(Caution { code: "part_weeks".into(), staffing: None, message, remedy })
    }
}

fn is_open(weeks: &[Week], weekday: usize) -> bool {
    weeks.iter().any(|week| week.is_open(weekday))
}

/// Paid hours by weekday as shifts and plans have them, whoever is there.
fn hours(model: &Model, staffing: &Staffing, weeks: &[Week]) -> [f64; 7] {
    let mut hours = [0.0; 7];
    for team in &staffing.teams {
        let each = f64::from(team.agents.end - team.agents.start);
        for (weekday, sum) in hours.iter_mut().enumerate() {
            *sum += match &team.plan {
                Plan::Shifts => team
                    .agents
                    .clone()
                    .filter_map(|agent| staffing.agents[agent as usize].shift)
                    .filter_map(|shift| model.shifts[usize::from(shift)].hours[weekday])
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
