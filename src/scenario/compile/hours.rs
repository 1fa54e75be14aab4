//! Opening hours, days of the week, and values for equal steps over the opening hours.
//!
//! In: `opening`, `days`, profiles and other lists of values, as written. Out: [`Week`]s, stretches of a run, values
//! by interval. Must not know: which channel or shift is meant, what the values are of.

use super::{Door, at};
use crate::model::{ByInterval, Calendar, Opening, Profile};
use crate::scenario::file::{OneOrMore, Opening as FileOpening, OpeningHours, Profile as FileProfile};
use crate::scenario::problem::Step;
use crate::scenario::remedy;
use crate::time::{DAY, HOUR, MILLISECOND, Moment, Span, Weekday, parse_clock};

/// Opening hours by weekday, Monday first: stretches after midnight, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Week {
    days: [Vec<(Span, Span)>; 7],
}

impl Week {
    /// Open at every hour of every day.
    pub(super) fn always() -> Self {
        Self { days: std::array::from_fn(|_| vec![(0, DAY)]) }
    }

    pub(super) fn is_open(&self, weekday: usize) -> bool {
        !self.days[weekday].is_empty()
    }

    pub(super) fn stretches(&self, weekday: usize) -> &[(Span, Span)] {
        &self.days[weekday]
    }

    /// From the first opening to the last closing of a weekday; of all weekdays for a closed one.
    fn hull(&self, weekday: usize) -> (Span, Span) {
        let stretches: Vec<&(Span, Span)> = if self.is_open(weekday) {
            self.days[weekday].iter().collect()
        } else {
            self.days.iter().flatten().collect()
        };
        let first = stretches.iter().map(|stretch| stretch.0).min().unwrap_or(0);
        let last = stretches.iter().map(|stretch| stretch.1).max().unwrap_or(DAY);
        (first, last)
    }

    /// Those of some weekdays, open ones if there are any, the longest first.
    fn hulls(&self, days: impl Iterator<Item = usize> + Clone) -> Vec<(Span, Span)> {
        let open = days.clone().filter(|day| self.is_open(*day));
        let mut hulls: Vec<(Span, Span)> = open.map(|day| self.hull(day)).collect();
        if hulls.is_empty() {
            hulls = days.map(|day| self.hull(day)).collect();
        }
        hulls.sort_by_key(|(from, to)| from - to);
        hulls.dedup();
        hulls
    }

    /// From the first opening to the last closing of any weekday.
    pub(super) fn widest(&self) -> (Span, Span) {
        let all = self.days.iter().flatten();
        let first = all.clone().map(|stretch| stretch.0).min().unwrap_or(0);
        (first, all.map(|stretch| stretch.1).max().unwrap_or(DAY))
    }

    /// Every stretch of a run, and of the four weeks after it (so that deadlines near the end are known).
    pub(super) fn opening(&self, calendar: &Calendar) -> Opening {
        if self.days.iter().all(|day| day.as_slice() == [(0, DAY)]) {
            return Opening::always();
        }
        let stretches = (0..calendar.days + 28).flat_map(|day| {
            let midnight = Moment::from(day) * DAY;
            let weekday = calendar.weekday(day);
            self.days[weekday].iter().map(move |(from, to)| (midnight + from, midnight + to))
        });
        Opening::new(stretches)
    }
}

/// Weekdays named by `mon-fri`, `sat`, `daily`; Monday = 0.
fn weekdays(text: &str) -> Option<Vec<usize>> {
    if matches!(text, "daily" | "always" | "mon-sun") {
        return Some((0..7).collect());
    }
    let day = |text: &str| Weekday::parse(text.trim()).ok().map(Weekday::index);
    match text.split_once('-') {
        None => Some(vec![day(text)?]),
        Some((from, to)) => {
            let (from, to) = (day(from)?, day(to)?);
            let count = (to + 7 - from) % 7 + 1;
            Some((0..count).map(|step| (from + step) % 7).collect())
        }
    }
}

/// `"08:00-18:00"`: start and end after midnight.
pub(super) fn stretch(text: &str) -> Result<(Span, Span), String> {
    let expected = || format!("expected hours such as \"08:00-18:00\", not \"{text}\"");
    let (from, to) = text.split_once('-').ok_or_else(expected)?;
    let (from, to) = (parse_clock(from.trim())?, parse_clock(to.trim())?);
    Ok((from, to))
}

/// What to do about hours that cannot be read.
pub(super) fn hours_help(text: &str) -> String {
    remedy::hours(text).unwrap_or_else(|| "write both times with hours and minutes".into())
}

const DAYS_HELP: &str = "write mon, tue, … sun, a range such as mon-fri, or daily";

impl Door<'_> {
    /// Weekdays of a key `days`, Monday = 0; all where it is left out.
    pub(super) fn days_of_week(&mut self, given: Option<&OneOrMore>, path: &[Step]) -> Vec<usize> {
        let Some(words) = given else { return (0..7).collect() };
        let mut days = Vec::new();
        for word in words.words() {
            if let Some(more) = weekdays(word) {
                days.extend(more);
            } else {
                let message = format!("`{word}` names no weekday");
                let help = "write mon, tue, … sun, or a range such as mon-fri";
                self.say("days", path, message, "not a weekday", help);
            }
        }
        days
    }

    pub(super) fn week(&mut self, opening: &FileOpening, path: &[Step]) -> Option<Week> {
        let mut week = Week::default();
        let before = self.problems.len();
        for (days, hours) in opening.iter() {
            let at = [path, at!(days)].concat();
            let Some(days) = weekdays(days) else {
                self.say("days", &at, format!("`{days}` names no weekday"), "not a weekday", DAYS_HELP);
                continue;
            };
            let texts = match hours {
                OpeningHours::One(text) => vec![text.as_str()],
                OpeningHours::Several(texts) => texts.iter().map(String::as_str).collect(),
                OpeningHours::Always(true) => vec!["00:00-24:00"],
                OpeningHours::Always(false) => Vec::new(),
            };
            let mut stretches = Vec::new();
            for text in texts {
                match stretch(text) {
                    Ok((from, to)) if from < to => stretches.push((from, to)),
                    Ok(_) => {
                        let help = "write two stretches for hours over midnight, one for each day";
                        self.say(
                            "hours",
                            &at,
                            format!("\"{text}\" ends before it begins"),
                            "no length",
                            help,
                        );
                    }
                    Err(cause) => self.say("hours", &at, cause, "cannot be read", &hours_help(text)),
                }
            }
            stretches.sort_unstable();
            if stretches.windows(2).any(|pair| pair[0].1 > pair[1].0) {
                let help = "let each end before the next begins, or make one of them";
                self.say("hours", &at, "opening hours overlap", "overlap", help);
            }
            for day in days {
                week.days[day].clone_from(&stretches);
            }
        }
        (self.problems.len() == before).then_some(week)
    }

    /// A profile of the day: cumulative shares by interval for each weekday.
    pub(super) fn profile(
        &mut self,
        profile: Option<&FileProfile>,
        calendar: &Calendar,
        week: &Week,
        live: bool,
        path: &[Step],
    ) -> Profile {
        let mut weights: [Vec<f64>; 7] = std::array::from_fn(|_| vec![1.0]);
        let check = |door: &mut Self, weights: &[f64], path: &[Step]| {
            let sum = weights.iter().sum::<f64>();
            if sum <= 0.0 || !sum.is_finite() {
                let help = "give the share of the day's requests in each of any number of equal steps";
                door.say("profile", path, "a profile needs shares, one at least above 0", "no profile", help);
            }
        };
        match profile {
            None => {}
            Some(FileProfile::Daily(shares)) => {
                check(self, shares, path);
                self.check_steps(shares.len(), &week.hulls(0..7), path);
                weights.fill(shares.clone());
            }
            Some(FileProfile::Weekly(table)) => {
                for (days, shares) in table.iter() {
                    let at = [path, at!(days)].concat();
                    check(self, shares, &at);
                    match weekdays(days) {
                        Some(days) => {
                            self.check_steps(shares.len(), &week.hulls(days.iter().copied()), &at);
                            for day in days {
                                weights[day].clone_from(shares);
                            }
                        }
                        None => self.say(
                            "days",
                            &at,
                            format!("`{days}` names no weekday"),
                            "not a weekday",
                            DAYS_HELP,
                        ),
                    }
                }
            }
        }
        let cumulative = (0..7).map(|day| {
            if live && !week.is_open(day) {
                return Vec::new();
            }
            let open = if live { week.stretches(day).to_vec() } else { vec![(0, DAY)] };
            cumulative(&weights[day], week.hull(day), &open, calendar)
        });
        let open = std::array::from_fn(|day| if live { week.stretches(day).to_vec() } else { Vec::new() });
        Profile { cumulative: cumulative.collect(), open }
    }

    /// One value per interval of the day from values for equal steps over the opening hours: the mean of those that the
    /// interval touches there, the nearest outside of them.
    pub(super) fn by_interval<T>(
        &mut self,
        steps: &[f64],
        calendar: &Calendar,
        week: &Week,
        path: &[Step],
        value: impl Fn(f64) -> T,
    ) -> ByInterval<T> {
        let (from, to) = week.widest();
        self.check_steps(steps.len(), &[(from, to)], path);
        let length = calendar.interval;
        let each = (0..calendar.intervals()).map(|interval| {
            let start = interval as Span * length;
            value(mean_step(steps, (from, to), (start, start + length)))
        });
        ByInterval::each(each.collect())
    }
}

/// Less of a step than this is a boundary that could not be written in whole µs.
const CRUMB: Span = MILLISECOND;

/// The mean over a stretch of values for equal steps over the hours of a day; the nearest value outside these.
fn mean_step(steps: &[f64], hours: (Span, Span), (start, end): (Span, Span)) -> f64 {
    let edge = |place: usize| hours.0 + (hours.1 - hours.0) * place as Span / steps.len() as Span;
    let inside = |place: usize| (edge(place + 1).min(end) - edge(place).max(start)).max(0);
    let touched: Vec<usize> = (0..steps.len()).filter(|place| inside(*place) > CRUMB).collect();
    match touched.as_slice() {
        [] => steps[if end <= hours.0 { 0 } else { steps.len() - 1 }],
        [only] => steps[*only],
        several => {
            let total: Span = several.iter().map(|place| inside(*place)).sum();
            several.iter().map(|place| steps[*place] * inside(*place) as f64).sum::<f64>() / total as f64
        }
    }
}

/// Cumulative shares at the end of each interval, from weights of equal steps over a hull, where `open`.
fn cumulative(weights: &[f64], hull: (Span, Span), open: &[(Span, Span)], calendar: &Calendar) -> Vec<f64> {
    let step = (hull.1 - hull.0) as f64 / weights.len() as f64;
    let overlap = |a: (f64, f64), b: (f64, f64)| (a.1.min(b.1) - a.0.max(b.0)).max(0.0);
    let mut sums = Vec::with_capacity(calendar.intervals());
    let mut sum = 0.0;
    for interval in 0..calendar.intervals() {
        let from = interval as f64 * calendar.interval as f64;
        for (index, weight) in weights.iter().enumerate() {
            let start = hull.0 as f64 + index as f64 * step;
            let piece = (start.max(from), (start + step).min(from + calendar.interval as f64));
            if piece.0 < piece.1 {
                let inside: f64 =
                    open.iter().map(|stretch| overlap(piece, (stretch.0 as f64, stretch.1 as f64))).sum();
                sum += weight * inside / step;
            }
        }
        sums.push(sum);
    }
    if sum <= 0.0 {
        return Vec::new();
    }
    for value in &mut sums {
        *value /= sum;
    }
    // The last is 1 exactly, so that every place is found.
    let last = sums.len() - 1;
    let full = sums[last];
    for value in &mut sums {
        if *value >= full {
            *value = 1.0;
        }
    }
    sums
}

/// The whole day in hours, for messages.
pub(super) fn in_hours(span: Span) -> f64 {
    span as f64 / HOUR as f64
}
