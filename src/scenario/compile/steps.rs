//! Lists of equal steps over the opening hours: whether a number of them is one that somebody plans by.
//!
//! In: how many steps, and the hours that they divide. Out: a problem where the steps end at odd minutes, for then one is
//! missing or one too many, and the whole list would be stretched in silence. Must not know: what the steps hold.

use super::Door;
use super::at_limit::capital;
use crate::scenario::problem::Step;
use crate::time::{HOUR, MINUTE, Span, format_clock, format_span};

const QUARTER: Span = 15 * MINUTE;

/// Morning, midday, afternoon, evening: parts of the day need not end at a quarter of an hour.
const PARTS: usize = 4;

/// What the steps of a day are called.
const CALLED: [(&str, Span); 3] =
    [("hours", HOUR), ("half hours", 2 * QUARTER), ("quarters of an hour", QUARTER)];

/// Whether steps are quarters of an hour, a whole number of them, or go evenly into an hour. Hours that are no whole
/// number of quarters have no such steps: any will do.
fn fits(steps: usize, (from, to): (Span, Span)) -> bool {
    let (open, steps) = (to - from, steps as Span);
    if steps <= PARTS as Span || open % QUARTER != 0 {
        return true;
    }
    let length = open / steps;
    open % steps == 0 && (HOUR % length == 0 || length % QUARTER == 0)
}

impl Door<'_> {
    /// Tells a number of steps that does not fit the longest of the days that they divide: on shorter ones they are squeezed,
    /// and a list that fits these alone was hardly written for them.
    pub(super) fn check_steps(&mut self, steps: usize, hours: &[(Span, Span)], path: &[Step]) {
        let longest = hours
            .iter()
            .copied()
            .reduce(|one, other| if other.1 - other.0 > one.1 - one.0 { other } else { one });
        let Some((from, to)) = longest else { return };
        if steps == 0 || hours.iter().any(|hours| hours.1 - hours.0 == to - from && fits(steps, *hours)) {
            return;
        }
        let open = to - from;
        let mut better: Vec<(&str, usize)> = CALLED
            .iter()
            .filter(|(_, length)| open % length == 0)
            .map(|(called, length)| (*called, (open / length) as usize))
            .collect();
        better.sort_by_key(|(_, count)| count.abs_diff(steps));
        let better: Vec<String> =
            better.iter().take(2).map(|(called, count)| format!("{count} for {called}")).collect();
        let span = format!("{}-{}", format_clock(from), format_clock(to));
        let message = format!(
            "{steps} equal steps over {span} are {:.1} minutes each: is one missing, or one too many?",
            open as f64 / steps as f64 / MINUTE as f64
        );
        let help = format!("write {}", better.join(", or "));
        self.say("steps", path, message, &format!("{steps} steps"), &help);
    }

    /// People come and go with the intervals of the day: a plan that changes within one cannot be followed there.
    pub(super) fn check_grid(
        &mut self,
        team: &str,
        (counts, (from, to)): (&[u32], (Span, Span)),
        path: &[Step],
    ) {
        let length = self.scenario.run.interval.span().max(1);
        let changes = changes(counts, (from, to));
        let Some(within) = changes.iter().find(|at| **at % length != 0) else { return };
        let intervals = format_span(length);
        let message = format!(
            "the plan of team `{team}` changes at {}, within an interval of {intervals}: people come and go at the boundaries of \
             these",
            format_clock(*within)
        );
        let mut better = CALLED.iter().filter(|(_, grain)| *grain < length && LENGTHS.contains(grain));
        let better = better.find(|(_, grain)| changes.iter().all(|at| at % grain == 0));
        if let Some((_, grain)) = better {
            let help = format!("write run.interval = \"{}\"", format_span(*grain));
            self.say("steps", path, message, "finer than the intervals", &help);
        } else {
            let remedy = "Let its steps end with the intervals of the day, if that matters.";
            let message = format!("{}; it is followed to the nearest one.", capital(&message));
            self.caution("plan_between", None, message, remedy);
        }
    }
}

/// Lengths that intervals may have.
const LENGTHS: [Span; 2] = [30 * MINUTE, 15 * MINUTE];

/// When a plan for equal steps changes, nobody being there before and after it.
fn changes(counts: &[u32], (from, to): (Span, Span)) -> Vec<Span> {
    let steps = counts.len();
    let count = |place: usize| if place == 0 || place > steps { 0 } else { counts[place - 1] };
    let edge = |place: usize| from + (to - from) * place as Span / steps.max(1) as Span;
    (0..=steps).filter(|place| count(*place) != count(place + 1)).map(edge).collect()
}

#[cfg(test)]
mod tests {
    use super::{changes, fits};
    use crate::time::{HOUR, MINUTE};

    #[test]
    fn steps_of_quarters_and_parts_of_hours_fit() {
        let ten = (8 * HOUR, 18 * HOUR);
        let fitting: Vec<usize> = (1..=60).filter(|steps| fits(*steps, ten)).collect();
        // Parts of the day; 2 h, 75, 60, 30, 20, 15, 12 and 10 minutes.
        assert_eq!(fitting, [1, 2, 3, 4, 5, 8, 10, 20, 30, 40, 50, 60]);
        // 450 minutes, of which 14 half hours are one too few.
        assert!(fits(15, (0, 450 * MINUTE)) && !fits(14, (0, 450 * MINUTE)));
        // No step of 590 minutes ends at a quarter of an hour.
        assert!(fits(19, (0, 590 * MINUTE)));
    }

    #[test]
    fn a_plan_changes_where_its_people_do() {
        let four = (8 * HOUR, 9 * HOUR);
        let quarters = |counts: &[u32]| -> Vec<i64> {
            changes(counts, four).iter().map(|at| (at - 8 * HOUR) / MINUTE).collect()
        };
        assert_eq!(quarters(&[1, 3, 1, 3]), [0, 15, 30, 45, 60]);
        assert_eq!(quarters(&[2, 2, 3, 3]), [0, 30, 60]);
        assert_eq!(quarters(&[0, 0, 3, 0]), [30, 45]);
    }
}
