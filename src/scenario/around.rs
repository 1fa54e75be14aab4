//! How far a lever may be off: two ends, or a share of what the scenario says.
//!
//! In: `L=low..high` or `L=20%` as the command line has it, or the same as a table of the file. Out: [`Around`], and its
//! two [`End`]s once the value is known. Must not know: what the lever means, or what moves with it.

use super::along::{Along, sweepable};
use super::file::{LeverValue, MovedLever, SweptLever};
use super::tree::Value;
use crate::time::{DAY, SECOND, Span, format_span, parse_span, seconds};

/// A lever, and how far it may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// The dotted path of a key.
    pub lever: String,
    reach: Reach,
}

#[derive(Debug, Clone, PartialEq)]
enum Reach {
    /// Between these.
    Between([End; 2]),
    /// A share of its value to either side.
    By(f64),
}

/// One end of a lever.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    /// As it is written in the file.
    pub text: String,
    /// As it stands on an axis: durations in seconds.
    pub at: f64,
}

impl Around {
    /// Reads `lever=low..high` or `lever=20%`.
    ///
    /// # Errors
    /// A sentence: what is wrong, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wanted = |lever: &str| format!("write it as {lever}=20%, or with both ends, {lever}=10..20");
        let Some((lever, reach)) = text.split_once('=') else {
            return Err(format!(
                "`{text}` does not say how far the lever may be off; {}",
                wanted(text.trim())
            ));
        };
        let (lever, reach) = (lever.trim(), reach.trim());
        sweepable(lever)?;
        if reach.ends_with('%') {
            let by = share(reach)?;
            return Ok(Self { lever: lever.into(), reach: Reach::By(by) });
        }
        if !reach.contains("..") {
            return Err(format!("`{text}` does not say how far the lever may be off; {}", wanted(lever)));
        }
        Self::between(&Along::parse(text)?)
    }

    /// A lever as the file has it.
    ///
    /// # Errors
    /// The key that is wrong, and a sentence on it.
    pub fn of(moved: &MovedLever) -> Result<Self, (&'static str, String)> {
        let MovedLever { lever, by, from, to } = moved;
        sweepable(lever).map_err(|why| ("lever", why))?;
        match (by, from, to) {
            (Some(by), None, None) => {
                let by = share(by).map_err(|why| ("by", why))?;
                Ok(Self { lever: lever.clone(), reach: Reach::By(by) })
            }
            (None, Some(from), Some(to)) => {
                let (from, to): (LeverValue, LeverValue) = (from.clone(), to.clone());
                let swept = SweptLever {
                    lever: lever.clone(),
                    values: None,
                    from: Some(from),
                    to: Some(to),
                    points: None,
                };
                let along = Along::of(&swept)?;
                Self::between(&along).map_err(|why| ("to", why))
            }
            _ => {
                let why = format!(
                    "`{lever}` needs either `by`, or `from` and `to`; such as by = \"20%\", or from = 10, to = 20"
                );
                Err(("lever", why))
            }
        }
    }

    /// Whether moving it moves another lever, too: the same key, or one above or below it.
    pub fn touches(&self, other: &str) -> bool {
        let below = |path: &str, of: &str| {
            path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        below(&self.lever, other) || below(other, &self.lever)
    }

    fn between(along: &Along) -> Result<Self, String> {
        let ends: Vec<End> = along.axis(2)?.into_iter().map(|(text, at)| End { text, at }).collect();
        let ends = <[End; 2]>::try_from(ends)
            .map_err(|_| format!("`{}` has two ends: write them as 10..20", along.lever))?;
        Ok(Self { lever: along.lever.clone(), reach: Reach::Between(ends) })
    }

    /// Its ends, given its value in the scenario; fractions of whole numbers where the key takes them.
    ///
    /// # Errors
    /// There is no value of which to take a share.
    pub(super) fn ends(
        &self,
        now: Option<&Value>,
        takes_fractions: impl Fn(&str) -> bool,
    ) -> Result<[End; 2], String> {
        let by = match &self.reach {
            Reach::Between(ends) => return Ok(ends.clone()),
            Reach::By(by) => *by,
        };
        let lever = &self.lever;
        let sides = [1.0 - by, 1.0 + by];
        let number = |value: f64| {
            // Nine digits are enough for any lever, and free of the dust of binary fractions.
            let short: f64 = format!("{value:.8e}").parse().unwrap_or(value);
            End { text: format!("{short:?}"), at: short }
        };
        let whole = |value: f64| End { text: format!("{}", value.round()), at: value.round() };
        let ends = match now {
            Some(Value::Integer(value)) if *value > 0 => {
                let fractions = sides.map(|side| number(*value as f64 * side));
                let one = fractions.iter().find(|end| end.at.fract() != 0.0);
                match one {
                    Some(end) if takes_fractions(&end.text) => fractions,
                    _ => sides.map(|side| whole(*value as f64 * side)),
                }
            }
            Some(Value::Float(value)) if *value > 0.0 => sides.map(|side| number(value * side)),
            Some(Value::Text(text)) if parse_span(text).is_ok_and(|span| span > 0) => {
                let span = parse_span(text).unwrap_or_default();
                // Whole days stay whole days, and nothing is told finer than in seconds.
                let unit = if span % DAY == 0 { DAY } else { SECOND.min(span) };
                sides.map(|side| {
                    let span = ((span as f64 * side / unit as f64).round() as Span) * unit;
                    End { text: format_span(span), at: seconds(span) }
                })
            }
            _ => {
                return Err(format!(
                    "`{lever}` has no number above 0 in this scenario of which to take a share; give both ends, \
                     {lever}=10..20"
                ));
            }
        };
        if ends[0].at < ends[1].at {
            Ok(ends)
        } else {
            Err(format!("a share of `{lever}` is less than it can move; give both ends, {lever}=1..2"))
        }
    }
}

/// A share written in per cent: above 0, at most 100.
fn share(text: &str) -> Result<f64, String> {
    let number = text.trim().strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
    match number {
        Some(number) if number > 0.0 && number <= 100.0 => Ok(number / 100.0),
        _ => {
            Err(format!("`{text}` is no share to be off by; write above 0 % and at most 100 %, such as 20%"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, Value};

    fn ends(text: &str, now: &Value) -> Vec<String> {
        let around = Around::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let ends = around.ends(Some(now), |_| false).unwrap_or_else(|why| panic!("{text}: {why}"));
        ends.map(|end| end.text).to_vec()
    }

    #[test]
    fn shares_and_ends() {
        assert_eq!(ends("a=20%", &Value::Float(5.8)), ["4.64", "6.96"]);
        assert_eq!(ends("a=20%", &Value::Integer(8000)), ["6400", "9600"]);
        assert_eq!(ends("a=20%", &Value::Integer(6)), ["5", "7"]);
        assert_eq!(ends("a=50%", &Value::Text("42d".into())), ["21d", "63d"]);
        assert_eq!(ends("a=10%", &Value::Text("90s".into())), ["1m21s", "1m39s"]);
        assert_eq!(ends("a= 3..9 ", &Value::Integer(6)), ["3", "9"]);
        assert_eq!(ends("a=0s..90s", &Value::Text("20s".into())), ["0s", "1m30s"]);
        let around = Around::parse("a=20%").expect("it is right");
        let fractions = around.ends(Some(&Value::Integer(6)), |_| true).expect("it has a value");
        assert_eq!(fractions.map(|end| end.text), ["4.8", "7.2"]);
    }

    #[test]
    fn mistakes_are_told_with_a_remedy() {
        for (text, words) in [
            ("a", "how far"),
            ("a=3", "how far"),
            ("a=0%", "above 0 %"),
            ("a=120%", "at most 100 %"),
            ("a=x%", "no share"),
            ("a=9..3", "swap them"),
            ("run.seed=20%", "no lever of a study"),
        ] {
            let why = Around::parse(text).expect_err(text);
            assert!(why.contains(words), "{text}: {why}");
        }
        let around = Around::parse("a=20%").expect("it is right");
        for now in [None, Some(&Value::Text("never".into())), Some(&Value::Integer(0))] {
            assert!(around.ends(now, |_| true).expect_err("no number").contains("both ends"));
        }
        assert!(around.ends(Some(&Value::Integer(1)), |_| false).is_err(), "one is all there is");
    }
}
