//! Laws, from the file's words to the ground's.
//!
//! In: a law as written. Out: a [`Law`], of seconds or of plain numbers. Must not know: what is drawn from it.

use super::Door;
use super::hours::Week;
use crate::distribution::{Law, LawError};
use crate::model::{ByInterval, Calendar, Patience};
use crate::scenario::file::{Law as FileLaw, Named, Number, Patience as FilePatience};
use crate::scenario::problem::Step;
use crate::time::seconds;

/// A number, durations in seconds.
fn number(number: &Number) -> f64 {
    match number {
        Number::Duration(duration) => seconds(duration.span()),
        Number::Plain(number) => *number,
    }
}

/// A hundred years: longer than any run.
pub(super) fn endless() -> Law {
    Law::deterministic(3.2e9).unwrap_or_else(|_| unreachable!("a positive constant is a law"))
}

/// Every number of a law that is in the unit of what is drawn, with its path.
fn numbers<'a>(law: &'a FileLaw, path: &[Step]) -> Vec<(Vec<Step>, &'a Number)> {
    let below = |steps: &[&str]| {
        let steps = steps.iter().map(|step| Step::from(*step));
        path.iter().cloned().chain(steps).collect::<Vec<Step>>()
    };
    let named = match law {
        FileLaw::Constant(value) => return vec![(path.to_vec(), value)],
        FileLaw::Named(named) => named,
    };
    match named {
        Named::Exponential(law) => vec![(below(&["exponential", "mean"]), &law.mean)],
        Named::Lognormal(law) => law.mean.iter().map(|mean| (below(&["lognormal", "mean"]), mean)).collect(),
        Named::Gamma(law) => law.mean.iter().map(|mean| (below(&["gamma", "mean"]), mean)).collect(),
        Named::Weibull(law) => vec![(below(&["weibull", "mean"]), &law.mean)],
        Named::Uniform(law) => {
            vec![(below(&["uniform", "min"]), &law.min), (below(&["uniform", "max"]), &law.max)]
        }
        Named::Triangular(law) => [("min", &law.min), ("mode", &law.mode), ("max", &law.max)]
            .map(|(key, number)| (below(&["triangular", key]), number))
            .to_vec(),
        Named::Deterministic(value) => vec![(below(&["deterministic"]), value)],
        Named::Empirical(values) => {
            let at = |index: usize| [&below(&["empirical"])[..], &[Step::from(index)]].concat();
            values.iter().enumerate().map(|(index, value)| (at(index), value)).collect()
        }
        Named::Mixture(parts) => parts
            .iter()
            .enumerate()
            .flat_map(|(index, part)| {
                let at = [&below(&["mixture"])[..], &[Step::from(index), "law".into()]].concat();
                numbers(&part.law, &at)
            })
            .collect(),
    }
}

impl Door<'_> {
    /// A law of times, in seconds.
    pub(super) fn seconds_law(&mut self, law: &FileLaw, path: &[Step]) -> Option<Law> {
        let before = self.problems.len();
        for (at, number) in numbers(law, path) {
            // Nothing needs no unit.
            if let Number::Plain(number) = number
                && *number != 0.0
            {
                let message = format!("{number} of what? A time needs a unit");
                self.say(
                    "unit",
                    &at,
                    message,
                    "no unit",
                    &format!("write it as \"{number}s\" or \"{number}m\""),
                );
            }
        }
        if self.problems.len() > before { None } else { self.made_law(law, None, path) }
    }

    /// A law of plain numbers; laws by coefficient of variation alone take `mean`.
    pub(super) fn law(&mut self, law: &FileLaw, mean: Option<f64>, path: &[Step]) -> Option<Law> {
        let before = self.problems.len();
        for (at, number) in numbers(law, path) {
            if let Number::Duration(duration) = number {
                let message = format!("\"{}\" is a time, but a plain number is wanted here", duration.0);
                self.say("unit", &at, message, "a time", "write it without a unit and without quotes");
            }
        }
        if self.problems.len() > before { None } else { self.made_law(law, mean, path) }
    }

    fn made_law(&mut self, law: &FileLaw, mean: Option<f64>, path: &[Step]) -> Option<Law> {
        let made = self.made(law, mean, path)?;
        match made {
            Ok(law) => Some(law),
            Err(error) => {
                let help = "values are 0 or more, means and shapes above 0, and min ≤ mode ≤ max";
                self.say("law", path, format!("this law cannot be: {error}"), "not a law", help);
                None
            }
        }
    }

    fn made(&mut self, law: &FileLaw, mean: Option<f64>, path: &[Step]) -> Option<Result<Law, LawError>> {
        let named = match law {
            FileLaw::Constant(value) => return Some(Law::deterministic(number(value))),
            FileLaw::Named(named) => named,
        };
        let mean_of = |given: Option<&Number>| given.map(number).or(mean);
        Some(match named {
            Named::Exponential(law) => Law::exponential(number(&law.mean)),
            Named::Lognormal(law) | Named::Gamma(law) => {
                let Some(mean) = mean_of(law.mean.as_ref()) else {
                    self.say("missing_key", path, "this law lacks its `mean`", "no mean", "add mean = …");
                    return None;
                };
                self.note_cv(law.cv, path);
                if law.cv <= 0.0 {
                    Law::deterministic(mean)
                } else if matches!(named, Named::Gamma(_)) {
                    Law::gamma(mean, 1.0 / (law.cv * law.cv))
                } else {
                    Law::lognormal(mean, law.cv)
                }
            }
            Named::Weibull(law) => Law::weibull(number(&law.mean), law.shape),
            Named::Uniform(law) => Law::uniform(number(&law.min), number(&law.max)),
            Named::Triangular(law) => Law::triangular(number(&law.min), number(&law.mode), number(&law.max)),
            Named::Deterministic(value) => Law::deterministic(number(value)),
            Named::Empirical(values) => Law::empirical(values.iter().map(number).collect()),
            Named::Mixture(parts) => {
                let mut laws = Vec::new();
                for (index, part) in parts.iter().enumerate() {
                    let at = [path, &[Step::from("mixture"), index.into(), "law".into()]].concat();
                    laws.extend(self.made_law(&part.law, mean, &at));
                }
                if laws.len() < parts.len() {
                    return None;
                }
                let weights: Vec<f64> = parts.iter().map(|part| part.weight).collect();
                Law::mixture(&weights, laws)
            }
        })
    }

    /// Patience, in seconds.
    pub(super) fn patience(
        &mut self,
        patience: &FilePatience,
        balk: f64,
        calendar: &Calendar,
        week: &Week,
        path: &[Step],
    ) -> Option<Patience> {
        let law = match patience {
            FilePatience::Law(law) => ByInterval::constant(self.seconds_law(law, path)?),
            FilePatience::Varying(varying) => {
                let law = self.seconds_law(&varying.law, &[path, &["law".into()]].concat());
                let at = [path, &[Step::from("by_interval")]].concat();
                let scaled = |factor| law.clone().unwrap_or_else(endless).scaled(factor);
                let by_interval = self.by_interval(&varying.by_interval, calendar, week, &at, scaled);
                law.is_some().then_some(by_interval)?
            }
        };
        Some(Patience { law, balk })
    }
}
