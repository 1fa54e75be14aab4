//! What a lever runs over: a list of values, or a range.
//!
//! In: `L=v1,v2,…` or `L=from..to` as the command line has it, or the same as a table of the file. Out: [`Along`]: values
//! as texts, as an edit has them. Must not know: what the lever means, or what is studied along it.

use super::file::{LeverValue, SweptLever};
use crate::math::pow;
use crate::time::{Span, format_span, parse_span, seconds};

/// Levers along which nothing can be studied: the study sets them itself, or they say how others look.
const NOT_SWEPT: [&str; 6] =
    ["run.seed", "run.replications", "run.max_replications", "sweep", "size", "threshold"];
/// Values in a range, unless something else is asked for.
pub const POINTS: u32 = 5;
/// A range whose ends are further apart than this factor is stepped through by factors, where a curve is drawn along it.
pub const BY_FACTORS: f64 = 4.0;

/// A lever, and what it runs over.
#[derive(Debug, Clone, PartialEq)]
pub struct Along {
    /// The dotted path of a key.
    pub lever: String,
    /// Its values.
    pub values: Values,
}

/// The values of a lever.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Each of these, in this order.
    List(Vec<String>),
    /// Anything between two ends; and in how many values it is cut, where that is said of this lever.
    Range(Range, Option<u32>),
}

/// Everything between two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    from: f64,
    to: f64,
    kind: Kind,
}

/// What is between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Whole numbers only.
    Whole,
    /// Any numbers.
    Number,
    /// Durations, in microseconds; whole seconds.
    Duration,
}

/// The two ends of what is written as a range with a dash: two numbers, or two durations.
fn dashed(value: &str) -> Option<(&str, &str)> {
    let (from, to) = value.split_once('-')?;
    let is_value = |text: &str| text.parse::<f64>().is_ok() || parse_span(text).is_ok();
    (is_value(from) && is_value(to)).then_some((from, to))
}

impl Along {
    /// Reads `lever=v1,v2,…` or `lever=from..to`.
    ///
    /// # Errors
    /// A sentence: what is wrong, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((lever, values)) = text.split_once('=') else {
            return Err(format!(
                "`{text}` gives the lever no values; write them as teams.desk.agents=20,22,24 or teams.desk.agents=20..30"
            ));
        };
        let (lever, values) = (lever.trim(), values.trim());
        match values.split_once("..") {
            Some((from, to)) if !values.contains([',', '"', '[', '{']) => {
                Self::new(lever, Values::Range(Range::parse(lever, from.trim(), to.trim())?, None))
            }
            _ => Self::new(lever, Values::List(split(values))),
        }
    }

    /// A lever as the file has it.
    ///
    /// # Errors
    /// The key that is wrong, and a sentence on it.
    pub fn of(swept: &SweptLever) -> Result<Self, (&'static str, String)> {
        let SweptLever { lever, values, from, to, points } = swept;
        sweepable(lever).map_err(|why| ("lever", why))?;
        let ranged = from.is_some() || to.is_some() || points.is_some();
        match (values, from, to) {
            (Some(values), _, _) if !ranged => {
                let texts = values.iter().map(LeverValue::text).collect();
                Self::new(lever, Values::List(texts)).map_err(|why| ("values", why))
            }
            (None, Some(from), Some(to)) => {
                let range = Range::parse(lever, &from.text(), &to.text()).map_err(|why| ("to", why))?;
                Self::new(lever, Values::Range(range, *points)).map_err(|why| ("lever", why))
            }
            _ => Err((
                "lever",
                format!(
                    "`{lever}` needs either `values`, or `from` and `to`; such as values = [20, 22, 24], or from = 20, to = 30"
                ),
            )),
        }
    }

    fn new(lever: &str, values: Values) -> Result<Self, String> {
        sweepable(lever)?;
        if let Values::List(list) = &values {
            if list.is_empty() || list.iter().any(String::is_empty) {
                return Err(format!("`{lever}` lacks a value; write them as {lever}=v1,v2"));
            }
            if let Some((value, (from, to))) = list.iter().find_map(|value| Some((value, dashed(value)?))) {
                return Err(format!(
                    "`{value}` is no value of `{lever}`; for a range write two points: {lever}={from}..{to}"
                ));
            }
            if let Some(value) = list.iter().find(|value| value.contains(';')) {
                return Err(format!(
                    "`{value}` holds a `;`, which keeps the levers of a point apart in results; write the value without it"
                ));
            }
            let twice = list.iter().enumerate().find(|(place, value)| list[..*place].contains(value));
            if let Some((_, value)) = twice {
                return Err(format!("`{lever}` has the value {value} twice; leave one of them out"));
            }
        }
        Ok(Self { lever: lever.into(), values })
    }

    /// Whether it is a range that does not say itself into how many values it is cut.
    pub fn is_cut(&self) -> bool {
        matches!(self.values, Values::Range(_, None))
    }

    /// Its values on a grid, a range cut into `points` unless it says itself into how many.
    pub fn grid(&self, points: Option<u32>) -> Vec<String> {
        match &self.values {
            Values::List(list) => list.clone(),
            Values::Range(range, own) => range.grid(own.or(points).unwrap_or(POINTS)),
        }
    }

    /// Its values with their places on an axis (durations in seconds), ascending; a range is cut into `points` unless it
    /// says itself into how many, by factors where its ends are more than [`BY_FACTORS`] times apart.
    ///
    /// # Errors
    /// A value of a list that has no place on an axis, or stands before one that is smaller.
    pub fn axis(&self, points: u32) -> Result<Vec<(String, f64)>, String> {
        let texts = match &self.values {
            Values::List(list) => list.clone(),
            Values::Range(range, own) => range.steps(own.unwrap_or(points)),
        };
        let place = |text: &String| {
            let span = || parse_span(text).ok().map(seconds);
            text.parse::<f64>().ok().filter(|at| at.is_finite()).or_else(span)
        };
        let mut axis: Vec<(String, f64)> = Vec::new();
        for text in texts {
            let at = place(&text).ok_or_else(|| {
                format!("`{text}` has no place on an axis: give numbers or durations for `{}`", self.lever)
            })?;
            if axis.last().is_some_and(|(_, last)| *last >= at) {
                return Err(format!(
                    "`{}` goes back at {text}: give its values in ascending order",
                    self.lever
                ));
            }
            axis.push((text, at));
        }
        if axis.len() < 2 {
            return Err(format!("`{}` has one value: two at least make a curve", self.lever));
        }
        Ok(axis)
    }

    /// The value at a share of the way, from 0 (below 1): of a list each has the same chance.
    pub fn at(&self, share: f64) -> String {
        match &self.values {
            Values::List(list) => {
                let place = (share * list.len() as f64) as usize;
                list[place.min(list.len() - 1)].clone()
            }
            // Each whole number has the same chance, those at the ends, too.
            Values::Range(range, _) if range.kind == Kind::Whole => {
                let count = range.to - range.from + 1.0;
                format!("{}", range.from + (share * count).floor().min(count - 1.0))
            }
            Values::Range(range, _) => range.at(share),
        }
    }
}

/// Whether a study may move a lever.
pub(super) fn sweepable(lever: &str) -> Result<(), String> {
    if lever.is_empty() {
        return Err("a lever is missing; write the dotted path of a key, such as teams.desk.agents".into());
    }
    let below =
        |path: &&str| lever.strip_prefix(*path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    NOT_SWEPT.into_iter().find(below).map_or(Ok(()), |path| {
        Err(format!(
            "`{lever}` is no lever of a study: all points are played on the same requests; \
             give seed and replications as options, not `{path}`"
        ))
    })
}

impl Range {
    fn parse(lever: &str, from: &str, to: &str) -> Result<Self, String> {
        let whole = |text: &str| text.parse::<i64>().ok().filter(|n| n.abs() < 1 << 53).map(|n| n as f64);
        let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
        let ends = |read: &dyn Fn(&str) -> Option<f64>| read(from).zip(read(to));
        let span = |text: &str| parse_span(text).ok().map(|span| span as f64);
        let (kind, (from_value, to_value)) = if let Some(ends) = ends(&whole) {
            (Kind::Whole, ends)
        } else if let Some(ends) = ends(&number) {
            (Kind::Number, ends)
        } else if let Some(ends) = ends(&span) {
            (Kind::Duration, ends)
        } else {
            return Err(format!(
                "`{lever}` cannot run from `{from}` to `{to}`: both ends are numbers or both durations, such as 20..30, \
                 0.0..1.0 or 0s..90s; give other values one by one, {lever}=v1,v2"
            ));
        };
        if from_value >= to_value {
            let remedy = if from_value > to_value { "swap them" } else { "give the value itself" };
            return Err(format!("there is nothing between {from} and {to} for `{lever}`: {remedy}"));
        }
        Ok(Self { from: from_value, to: to_value, kind })
    }

    /// The value at a share of the way.
    fn at(&self, share: f64) -> String {
        let value = self.from + (self.to - self.from) * share;
        match self.kind {
            Kind::Whole => format!("{}", value.round()),
            // Nine digits are enough for any lever, and free of the dust of binary fractions.
            Kind::Number => {
                let short: f64 = format!("{value:.8e}").parse().unwrap_or(value);
                format!("{short:?}")
            }
            Kind::Duration => {
                let seconds = (value / 1e6).round();
                format_span(if (value / 1e6 - seconds).abs() * 20.0 < (self.to - self.from) / 1e6 {
                    (seconds * 1e6) as Span
                } else {
                    value as Span
                })
            }
        }
    }

    /// Values from one end to the other, both among them: by factors where the ends are far apart, else evenly.
    fn steps(&self, points: u32) -> Vec<String> {
        if self.from <= 0.0 || self.to / self.from <= BY_FACTORS {
            return self.grid(points);
        }
        let steps = points.max(2) - 1;
        let share = |step: u32| {
            let value = self.from * pow(self.to / self.from, f64::from(step) / f64::from(steps));
            (value - self.from) / (self.to - self.from)
        };
        let mut values: Vec<String> =
            (0..=steps).map(|step| self.at(if step == steps { 1.0 } else { share(step) })).collect();
        values.dedup();
        values
    }

    /// Values in steps of the same length, both ends among them.
    fn grid(&self, points: u32) -> Vec<String> {
        let steps = points.max(2) - 1;
        let mut values: Vec<String> =
            (0..=steps).map(|step| self.at(f64::from(step) / f64::from(steps))).collect();
        // There may be fewer whole numbers between the ends than were asked for.
        values.dedup();
        values
    }
}

impl LeverValue {
    /// As an edit has it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => format!("{number:?}"),
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => text.trim().to_string(),
        }
    }
}

/// Values at the commas that are in no bracket and no quotes.
fn split(text: &str) -> Vec<String> {
    let (mut values, mut depth, mut quoted) = (vec![String::new()], 0_i32, false);
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        if letter == ',' && depth == 0 && !quoted {
            values.push(String::new());
        } else if let Some(value) = values.last_mut() {
            value.push(letter);
        }
    }
    values.into_iter().map(|value| value.trim().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::Along;

    fn grid(text: &str, points: u32) -> Vec<String> {
        Along::parse(text).unwrap_or_else(|why| panic!("{text}: {why}")).grid(Some(points))
    }

    #[test]
    fn lists_and_ranges() {
        assert_eq!(grid("a.b = 0s, 10s ,never", 9), ["0s", "10s", "never"]);
        assert_eq!(grid("a=[1, 2],{ x = 1, y = 2 },\"p,q\"", 9), ["[1, 2]", "{ x = 1, y = 2 }", "\"p,q\""]);
        assert_eq!(grid("a=20..30", 6), ["20", "22", "24", "26", "28", "30"]);
        assert_eq!(grid("a=3..5", 9), ["3", "4", "5"]);
        assert_eq!(grid("a=0.0..0.3", 4), ["0.0", "0.1", "0.2", "0.3"]);
        assert_eq!(grid("a=0s..90s", 4), ["0s", "30s", "1m", "1m30s"]);
        assert_eq!(grid("a=0s..1s", 3), ["0s", "500ms", "1s"]);
    }

    #[test]
    fn a_dash_makes_no_range() {
        let why = Along::parse("demand.volume=100000-200000").expect_err("it is no value");
        assert!(why.ends_with("write two points: demand.volume=100000..200000"), "{why}");
        // Dates, hours and negative numbers are values.
        for text in ["run.start=2026-01-05", "shifts.day.hours=08:00-16:00", "a=-3"] {
            assert!(Along::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn shares_of_the_way() {
        let at = |text: &str, share| Along::parse(text).expect("it is right").at(share);
        assert_eq!([0.0, 0.34, 0.999].map(|share| at("a=3..5", share)), ["3", "4", "5"]);
        assert_eq!([0.0, 0.5, 0.999].map(|share| at("a=x,y", share)), ["x", "y", "y"]);
        assert_eq!(at("a=0.0..8.0", 0.25), "2.0");
    }

    #[test]
    fn places_on_an_axis() {
        let ats = |text: &str, points| {
            let axis = Along::parse(text).expect("it is right").axis(points).expect("it has places");
            axis.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
        };
        assert_eq!(ats("a=10..40", 4), [10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ats("a=1000..64000", 4), [1000.0, 4000.0, 16000.0, 64000.0]);
        assert_eq!(ats("a=0s,1m30s,1h", 4), [0.0, 90.0, 3600.0]);
        assert!((ats("a=0.5..1.0", 3)[1] - 0.75).abs() < 1e-12);
        for (text, words) in [("a=0s,never", "no place"), ("a=3,1", "ascending"), ("a=3", "one value")] {
            let why = Along::parse(text).expect("a list").axis(4).expect_err(text);
            assert!(why.contains(words), "{text}: {why}");
        }
    }

    #[test]
    fn mistakes_are_told_with_a_remedy() {
        for (text, words) in [
            ("a", "no values"),
            ("a=", "lacks a value"),
            ("a=1,,2", "lacks a value"),
            ("=1,2", "lever is missing"),
            ("a=1,1", "twice"),
            ("a=9..3", "swap them"),
            ("a=3..3", "nothing between"),
            ("a=0s..never", "both ends"),
            ("a=1..9s", "both ends"),
            ("a=x;y", "`;`"),
            ("run.seed=1,2", "same requests"),
            ("sweep.sample=1,2", "no lever of a study"),
        ] {
            let why = Along::parse(text).expect_err(text);
            assert!(why.contains(words), "{text}: {why}");
        }
    }
}
