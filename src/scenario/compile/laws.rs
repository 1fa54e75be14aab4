//! Laws, from the file's words to the ground's.

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

impl Door<'_> {
    /// A law of times, in seconds.
    pub(super) fn seconds_law(&mut self, law: &FileLaw, path: &[Step]) -> Option<Law> {
        self.law(law, None, path)
    }

    /// A law; laws by coefficient of variation alone take `mean`.
    pub(super) fn law(&mut self, law: &FileLaw, mean: Option<f64>, path: &[Step]) -> Option<Law> {
        let made = self.made(law, mean, path)?;
        match made {
            Ok(law) => Some(law),
            Err(error) => {
                self.say("law", path, format!("this law cannot be: {error}"), "not a law", "");
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
                    laws.push(self.law(&part.law, mean, &at)?);
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
                let law = self.seconds_law(&varying.law, &[path, &["law".into()]].concat())?;
                let at = [path, &[Step::from("by_interval")]].concat();
                self.by_interval(&varying.by_interval, calendar, week, &at, |factor| law.scaled(factor))
            }
        };
        Some(Patience { law, balk })
    }
}
