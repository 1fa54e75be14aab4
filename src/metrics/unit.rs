//! Units: what a figure is counted in.
//!
//! In: names, as files have them. Out: [`Unit`]. Must not know: figures, how numbers are written.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a figure is counted in. In files it is a word, [`Unit::name`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Unit {
    /// Nothing: a plain number.
    #[default]
    Plain,
    /// A share of one.
    Share,
    /// A number from 0 to 1 that is no share of anything.
    Index,
    /// A factor on something.
    Factor,
    /// Points of a score.
    Points,
    /// Seconds.
    Seconds,
    /// Seconds, of a lever whose values are durations.
    Duration,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Requests.
    Requests,
    /// Contacts.
    Contacts,
    /// Errors.
    Errors,
    /// People of a staffing.
    Agents,
    /// Full-time equivalents.
    Fte,
    /// People.
    People,
    /// People who served an account, of whom there is one at least.
    Handlers,
    /// Accounts.
    Accounts,
    /// Goals.
    Goals,
    /// Trips.
    Trips,
    /// What a contract pays for: hours, contacts, resolved requests, or FTE and months.
    Units,
    /// A sum of money, in a currency or in one per something: `EUR`, `EUR per paid hour`.
    Money(Cow<'static, str>),
    /// That of the goal.
    AsTheGoals,
    /// That of the figure that people are ranked by.
    AsTheFigures,
    /// That of the metric asked about.
    AsTheMetrics,
    /// That of the lever.
    AsTheLevers,
    /// A word that this build does not know.
    Other(String),
}

/// The units that have a name of their own.
static NAMED: [(&str, Unit); 26] = [
    ("", Unit::Plain),
    ("share", Unit::Share),
    ("index", Unit::Index),
    ("factor", Unit::Factor),
    ("points", Unit::Points),
    ("seconds", Unit::Seconds),
    ("s", Unit::Duration),
    ("hours", Unit::Hours),
    ("days", Unit::Days),
    ("months", Unit::Months),
    ("requests", Unit::Requests),
    ("contacts", Unit::Contacts),
    ("errors", Unit::Errors),
    ("agents", Unit::Agents),
    ("fte", Unit::Fte),
    ("people", Unit::People),
    ("handlers", Unit::Handlers),
    ("accounts", Unit::Accounts),
    ("goals", Unit::Goals),
    ("trips", Unit::Trips),
    ("units", Unit::Units),
    ("currency", Unit::CURRENCY),
    ("as the goal's", Unit::AsTheGoals),
    ("as the figure's", Unit::AsTheFigures),
    ("as the metric's", Unit::AsTheMetrics),
    ("as the lever's", Unit::AsTheLevers),
];

impl Unit {
    /// Money, of whatever currency a scenario has.
    pub const CURRENCY: Self = Self::Money(Cow::Borrowed("currency"));

    /// Money of a currency.
    pub fn money(currency: &str) -> Self {
        Self::Money(Cow::Owned(currency.into()))
    }

    /// Its name, as files have it.
    pub fn name(&self) -> &str {
        match self {
            Self::Money(name) => name,
            Self::Other(name) => name,
            named => NAMED.iter().find(|(_, unit)| unit == named).map_or("", |(name, _)| name),
        }
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        matches!(self, Self::Money(_))
    }

    /// The same, with a scenario's currency where it is money.
    #[must_use]
    pub fn in_currency(&self, currency: &str) -> Self {
        if self.is_money() { Self::money(currency) } else { self.clone() }
    }

    /// The same, read where money is in a currency: its word, and its word per something, are money.
    #[must_use]
    pub fn read_in(self, currency: &str) -> Self {
        match self {
            Self::Other(name) if !currency.is_empty() => match name.strip_prefix(currency) {
                Some(per) if per.is_empty() || per.starts_with(" per ") => Self::Money(name.into()),
                _ => Self::Other(name),
            },
            known => known,
        }
    }
}

impl From<&str> for Unit {
    fn from(name: &str) -> Self {
        let known = NAMED.iter().find(|(known, _)| *known == name);
        known.map_or_else(|| Self::Other(name.into()), |(_, unit)| unit.clone())
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(String::deserialize(deserializer)?.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMED, Unit};

    #[test]
    fn a_unit_is_read_as_it_was_written() {
        for (name, unit) in &NAMED {
            assert_eq!((unit.name(), &Unit::from(*name)), (*name, unit));
        }
        for name in ["EUR", "EUR per paid hour", "furlongs"] {
            let text = serde_json::to_string(&Unit::from(name)).expect("a word");
            assert_eq!(text, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<Unit>(&text).expect("a word"), Unit::from(name));
        }
    }

    /// Nothing but the document's currency is money, whatever it looks like.
    #[test]
    fn money_is_what_is_in_the_currency() {
        let read = |name: &str| Unit::from(name).read_in("EUR");
        assert_eq!(read("EUR"), Unit::money("EUR"));
        assert!(read("EUR per supervisor and month").is_money() && read("currency").is_money());
        assert!(!read("EURO").is_money() && !read("FTE").is_money() && !read("USD").is_money());
        assert_eq!(Unit::CURRENCY.in_currency("CHF").name(), "CHF");
        assert_eq!(Unit::Share.in_currency("CHF"), Unit::Share);
    }
}
