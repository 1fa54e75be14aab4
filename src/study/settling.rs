//! Whether the days counted are many enough to see what knowledge comes to.
//!
//! Stocks go from where they begin to where they settle by 1 − 2^(−t/h): in days that are few against the half-life h one half
//! of the run is like the other, and yet both are far from what comes later. In: a model, the mean knowledge factor.
//! Out: a sentence and a remedy. Must not know: records.

use std::f64::consts::LN_2;

use crate::knowledge::curves::faded;
use crate::math::{counted, log2};
use crate::model::Model;
use crate::model::knowledge::Start;
use crate::scenario::names::Names;
use crate::time::{DAY, Span, format_span};

/// The way from the stocks of the first day to settled ones.
struct Way {
    half_life: Span,
    /// Days not counted, and days in all.
    days: [u32; 2],
}

impl Way {
    /// The share made by the end of the run.
    fn made(&self) -> f64 {
        1.0 - faded(Span::from(self.days[1]) * DAY, self.half_life)
    }

    /// The share made on the mean of the days counted: 1 − the mean of 2^(−t/h) over them.
    fn made_on_mean(&self) -> f64 {
        let [from, to] = self.days.map(|days| faded(Span::from(days) * DAY, self.half_life));
        let lives = f64::from(self.days[1] - self.days[0]) * DAY as f64 / self.half_life as f64;
        1.0 - (from - to) / (lives * LN_2)
    }

    /// Days after which a share is made, below 1.
    fn days_for(&self, share: f64) -> f64 {
        -log2(1.0 - share) * self.half_life as f64 / DAY as f64
    }
}

/// What is left to learn by those who begin with nothing, as if all contacts were with equal stocks. They are not: who knows
/// more gains less, who knows less gains more. An estimate, found to be up to a fifth too low.
struct Left {
    /// Change of handle times from the mean of the days counted to settled ones; below 0.
    change: f64,
    /// Days from the first until handle times are within the tolerance of settled ones.
    days: f64,
}

/// With a mean factor over the days counted, of which somebody who knows nothing has `novice`.
fn left(factor: f64, novice: f64, way: &Way, tolerance: f64) -> Option<Left> {
    if factor <= 1.0 || novice <= factor {
        return None;
    }
    // Factor = 1 + (novice − 1) ÷ (1 + stock), stocks in half-points.
    let stock_at = |factor: f64| (novice - 1.0) / (factor - 1.0) - 1.0;
    let settled_stock = stock_at(factor) / way.made_on_mean();
    let settled = 1.0 + (novice - 1.0) / (1.0 + settled_stock);
    let near = (stock_at(settled * (1.0 + tolerance)) / settled_stock).max(0.0);
    Some(Left { change: settled / factor - 1.0, days: way.days_for(near) })
}

/// The factor of somebody who knows nothing, over all contacts.
fn novice(model: &Model) -> Option<f64> {
    let knowledge = model.knowledge.as_ref()?;
    let rate = |account: &crate::model::Account| match &model.volume.trace {
        Some(_) => 1.0,
        None => account.requests_per_day.iter().sum(),
    };
    let (mut hidden, mut contacts) = (0.0, 0.0);
    for (account, of_account) in model.accounts.iter().zip(&knowledge.hidden) {
        hidden += rate(account) * of_account;
        contacts += rate(account);
    }
    (contacts > 0.0).then(|| 1.0 + knowledge.effect * hidden / contacts)
}

/// What is still to come of knowledge after the days counted, and what to do: where handle times are to move by more than a
/// tolerance.
pub(super) fn outlook(
    model: &Model,
    names: &Names,
    staffing: usize,
    factor: f64,
    tolerance: f64,
) -> Option<(String, String)> {
    let knowledge = model.knowledge.as_ref()?;
    let way =
        Way { half_life: knowledge.half_life, days: [model.calendar.warm_up_days, model.calendar.days] };
    let days = counted(model.calendar.counted_days(), "day", "days");
    let half_life = format_span(way.half_life);
    match knowledge.start {
        Start::Nothing => {
            let left = left(factor, novice(model)?, &way, tolerance)?;
            if -left.change <= tolerance {
                return None;
            }
            let message = format!(
                "Nobody knows anything on the first day, and over the {days} counted people know {:.1} % of what they come to \
                 know (half of it fades in {half_life}): handle times will fall by some {:.1} % more.",
                100.0 * way.made_on_mean(),
                -100.0 * left.change
            );
            let remedy = format!(
                "Figures are those of beginners: start \"settled\" (knowledge.start), or run longer and leave the first {:.0} \
                 days or so out (run.warm_up).",
                left.days.ceil()
            );
            Some((message, remedy))
        }
        Start::From(other) if other != staffing => {
            // How far they can move at all, to experts or to novices.
            let most = (factor - 1.0).max(novice(model)? - factor) / factor;
            if way.made() >= 0.5 || most <= tolerance {
                return None;
            }
            let message = format!(
                "People bring what they knew in {}, and by the end of the run only {:.1} % of the way to what they come to know \
                 here is made (half of it takes {half_life}): handle times may still move.",
                names.staffings[other],
                100.0 * way.made()
            );
            let remedy = "Figures are those of the first days after the change: run longer, or compare with knowledge.start \
                          = \"settled\".";
            Some((message, remedy.to_string()))
        }
        Start::From(_) | Start::Settled => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Way, left};
    use crate::math::pow;
    use crate::time::DAY;

    fn way(days: [u32; 2]) -> Way {
        Way { half_life: 90 * DAY, days }
    }

    #[test]
    fn a_share_of_the_way_is_made_in_the_run() {
        assert!((way([0, 90]).made() - 0.5).abs() < 1e-12);
        assert!((way([0, 90]).days_for(0.75) - 180.0).abs() < 1e-9);
        // By Simpson's rule on two days: t ln 2 ÷ 90 on the mean, for all that matters.
        let at = |days: f64| 1.0 - pow(2.0, -days / 90.0);
        let simpson = (at(10.0) + 4.0 * at(11.0) + at(12.0)) / 6.0;
        assert!((way([10, 12]).made_on_mean() - simpson).abs() < 1e-9);
    }

    /// Stocks of s half-points in the end: after two days the factor is 1.25 less almost nothing, and settles at
    /// 1 + 0.25 ÷ (1 + s).
    #[test]
    fn what_is_left_follows_from_what_was_learnt() {
        let way = way([0, 2]);
        for settled in [0.5, 2.0, 40.0] {
            let stock = settled * way.made_on_mean();
            let factor = 1.0 + 0.25 / (1.0 + stock);
            let left = left(factor, 1.25, &way, 0.01).expect("they learn");
            let end = 1.0 + 0.25 / (1.0 + settled);
            assert!((left.change - (end / factor - 1.0)).abs() < 1e-9, "{settled}");
            // And after so many days it is within a hundredth of that.
            let near = settled * (1.0 - pow(2.0, -left.days / 90.0));
            assert!((1.0 + 0.25 / (1.0 + near) - 1.01 * end).abs() < 1e-9, "{settled}");
        }
        assert!(left(1.0, 1.25, &way, 0.01).is_none() && left(1.2, 1.1, &way, 0.01).is_none());
    }
}
