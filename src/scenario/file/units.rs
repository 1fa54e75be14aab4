//! Durations, clocks, dates as text, and tables in file order.
//!
//! In: text and tables. Out: [`Duration`], [`ClockTime`], [`DateText`], [`Term`], [`Table`]. Must not know: which key
//! has them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::time::{DAYS_PER_YEAR, Date, Span, parse_clock, parse_span};

macro_rules! text {
    ($name:ident, $format:literal, $pattern:literal, $what:literal, $example:literal) => {
        #[doc = $what]
        #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        inlined!($name, { "type": "string", "format": $format, "pattern": $pattern, "examples": [$example] });
    };
}

// JSON Schema's own `duration` is ISO 8601's "PT6M30S", and its `time` has seconds and a zone: strict editors
// would refuse what is written here. A name of our own, with the pattern beside it, says what is meant. The order
// of the units is left to the door.
text!(
    Duration,
    "portflow-duration",
    r"^(0|([0-9]+(\.[0-9]+)?(d|h|m|s|ms|us))+)$",
    "A duration: \"20s\", \"6m30s\", \"4h\".",
    "6m30s"
);
text!(
    ClockTime,
    "portflow-clock",
    r"^(([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?)$",
    "A time of day: \"09:00\".",
    "09:00"
);
text!(DateText, "date", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "A date: \"2026-01-05\".", "2026-01-05");

text!(
    Term,
    "portflow-term",
    r"^[0-9]+(\.[0-9]+)?(y|mo|d)$",
    "A time in years, months or days: \"3y\", \"18mo\".",
    "3y"
);

impl Term {
    /// In years. The walk has seen to it that it can be read; 0 otherwise.
    pub fn years(&self) -> f64 {
        years(&self.0).unwrap_or(0.0)
    }
}

/// Years of `"3y"`, `"18mo"`, `"90d"`.
pub(in crate::scenario) fn years(text: &str) -> Result<f64, String> {
    let problem =
        || format!("`{text}` is no number of years, months or days: expected such as \"3y\" or \"18mo\"");
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = text[..text.len() - unit.len()].parse().map_err(|_| problem())?;
    let per_year = match unit {
        "y" => 1.0,
        "mo" => 12.0,
        "d" => DAYS_PER_YEAR,
        _ => return Err(problem()),
    };
    if !number.is_finite() || number <= 0.0 {
        return Err(format!("`{text}` has no length: it must be above 0"));
    }
    Ok(number / per_year)
}

impl Duration {
    /// In µs. The walk has seen to it that it can be read; 0 otherwise.
    pub fn span(&self) -> Span {
        parse_span(&self.0).unwrap_or(0)
    }
}

impl ClockTime {
    /// Since midnight, in µs.
    pub fn span(&self) -> Span {
        parse_clock(&self.0).unwrap_or(0)
    }
}

impl DateText {
    /// The date; the scenario's default start if it cannot be read (the walk has seen to that).
    pub fn date(&self) -> Option<Date> {
        Date::parse(&self.0).ok()
    }
}

/// A table keyed by name, in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<T>(pub Vec<(String, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Table<T> {
    /// The entries in file order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// An entry by name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, entry)| entry)
    }

    /// Its place.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| known == name)
    }

    /// The names.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// None.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
            type Value = Table<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table of named entries")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<T>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = map.next_entry()? {
                    rows.push(row);
                }
                Ok(Table(rows))
            }
        }

        deserializer.deserialize_map(Rows(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TableOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": entry })
    }
}
