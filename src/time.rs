//! Time: moments and spans on the scenario's clock, clocks of the day, civil dates.
//!
//! In: texts such as `6m30s`, `09:00`, `2026-01-05`. Out: whole microseconds and day numbers.
//! Must not know: contact centres, files, the machine's clock or its time zone.
//!
//! The scenario has one clock whose days have 24 hours; daylight saving does not exist here.

use std::fmt;

/// A moment: microseconds since midnight of the scenario's first day, on the scenario's clock.
pub type Moment = i64;

/// A span of time: microseconds.
pub type Span = i64;

/// One microsecond.
pub const MICROSECOND: Span = 1;
/// One millisecond.
pub const MILLISECOND: Span = 1_000;
/// One second.
pub const SECOND: Span = 1_000_000;
/// One minute.
pub const MINUTE: Span = 60 * SECOND;
/// One hour.
pub const HOUR: Span = 60 * MINUTE;
/// One day of 24 hours.
pub const DAY: Span = 24 * HOUR;
/// Later than every moment: "this never happens".
pub const NEVER: Moment = i64::MAX;

/// Units of a span text, largest first, with their length.
const UNITS: [(&str, Span); 6] = [
    ("d", DAY),
    ("h", HOUR),
    ("m", MINUTE),
    ("s", SECOND),
    ("ms", MILLISECOND),
    ("us", MICROSECOND),
];

/// The longest span that a text may name: a thousand years, so that sums of spans stay far from the limits of `i64`.
const LONGEST: Span = 365_250 * DAY;

/// Reads a span such as `20s`, `6m30s`, `1h30m`, `2d`, `500ms`, `1.5h` or `0`.
///
/// Units are d, h, m, s, ms (and us), largest first, each at most once; only the last number may have decimals,
/// which are rounded to a whole microsecond. No sign: a span is never negative.
///
/// # Errors
/// A sentence that says what was found and what was expected.
pub fn parse_span(text: &str) -> Result<Span, String> {
    let trimmed = text.trim();
    let refuse = |why: &str| {
        Err(format!(
            "`{text}` is not a duration: {why}; expected numbers with units d, h, m, s or ms, largest first, such as \"20s\", \"6m30s\" or \"4h\""
        ))
    };
    if trimmed == "0" {
        return Ok(0);
    }
    if trimmed.is_empty() {
        return refuse("it is empty");
    }
    let mut rest = trimmed;
    let mut total: Span = 0;
    let mut next_unit = 0;
    let mut fraction_seen = false;
    while !rest.is_empty() {
        let number_len = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(number_len);
        let unit_len = tail
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit_len);
        if number.is_empty() {
            return refuse("a number is missing");
        }
        if unit.is_empty() && tail.is_empty() {
            return refuse("a unit is missing");
        }
        if fraction_seen {
            return refuse("only the last number may have decimals");
        }
        let Some(index) = UNITS.iter().position(|&(name, _)| name == unit) else {
            return if unit.is_empty() {
                refuse("a unit is missing")
            } else {
                refuse(&format!("`{unit}` is not a unit"))
            };
        };
        if index < next_unit {
            return refuse("units must go from large to small, each once");
        }
        next_unit = index + 1;
        fraction_seen = number.contains('.');
        let Some(part) = scaled(number, UNITS[index].1) else {
            return refuse(&format!("`{number}` is not a number that can be used"));
        };
        total = match total.checked_add(part) {
            Some(sum) if sum <= LONGEST => sum,
            _ => return refuse("it is longer than a thousand years"),
        };
        rest = tail;
    }
    Ok(total)
}

/// A decimal number of units in whole microseconds, rounded half up; `None` if it is not a number or too large.
fn scaled(number: &str, unit: Span) -> Option<Span> {
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if !whole.is_empty() && !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (number, ""),
    };
    let whole = whole.parse::<i64>().ok()?.checked_mul(unit)?;
    if fraction.is_empty() {
        return Some(whole);
    }
    // Twelve decimals of a day are far below a microsecond; more are cut.
    let digits: String = fraction.chars().take(12).collect();
    let scale = 10_i128.pow(digits.len() as u32);
    let part =
        (i128::from(digits.parse::<i64>().ok()?) * i128::from(unit) * 2 + scale) / (2 * scale);
    whole.checked_add(i64::try_from(part).ok()?)
}

/// Writes a span so that [`parse_span`] gives it back: `6m30s`, `1d2h`, `500ms`, `0s`; a negative one with a minus sign.
pub fn format_span(span: Span) -> String {
    if span == 0 {
        return "0s".to_owned();
    }
    let mut text = String::new();
    if span < 0 {
        text.push('-');
    }
    let mut rest = span.unsigned_abs();
    for (name, length) in UNITS {
        let count = rest / length.unsigned_abs();
        rest %= length.unsigned_abs();
        if count > 0 {
            text.push_str(&count.to_string());
            text.push_str(name);
        }
    }
    text
}

/// Reads a clock of the day, `00:00` to `24:00`, optionally with seconds (`09:00:30`), as a span since midnight.
///
/// # Errors
/// A sentence that says what was expected.
pub fn parse_clock(text: &str) -> Result<Span, String> {
    let refuse = || {
        Err(format!(
            "`{text}` is not a time of day: expected hours and minutes from \"00:00\" to \"24:00\", such as \"09:30\""
        ))
    };
    let mut parts = [0_i64; 3];
    let mut count = 0;
    for (index, part) in text.trim().split(':').enumerate() {
        let digits_only = part.bytes().all(|b| b.is_ascii_digit());
        let width_fits = part.len() == 2 || (index == 0 && part.len() == 1);
        let (true, true, true) = (index < 3, digits_only, width_fits) else {
            return refuse();
        };
        let Ok(value) = part.parse() else {
            return refuse();
        };
        parts[index] = value;
        count += 1;
    }
    let [hour, minute, second] = parts;
    if count < 2 || hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0) {
        return refuse();
    }
    Ok(hour * HOUR + minute * MINUTE + second * SECOND)
}

/// Writes a span since midnight as a clock, `09:30`, with seconds only where there are any; parts below a second are cut.
///
/// Hours run on beyond 24 (a shift that ends at two in the morning ends at `26:00`).
pub fn format_clock(since_midnight: Span) -> String {
    let sign = if since_midnight < 0 { "-" } else { "" };
    let seconds = (since_midnight / SECOND).unsigned_abs();
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if second == 0 {
        format!("{sign}{hour:02}:{minute:02}")
    } else {
        format!("{sign}{hour:02}:{minute:02}:{second:02}")
    }
}

/// A span in seconds.
#[inline]
pub fn seconds(span: Span) -> f64 {
    span as f64 / SECOND as f64
}

/// A span in hours.
#[inline]
pub fn hours(span: Span) -> f64 {
    span as f64 / HOUR as f64
}

/// A span in days of 24 hours.
#[inline]
pub fn days(span: Span) -> f64 {
    span as f64 / DAY as f64
}

/// The span nearest to a number of seconds; negative and undefined numbers give 0, those beyond the range [`NEVER`].
#[inline]
pub fn from_seconds(seconds: f64) -> Span {
    from_micros(seconds * SECOND as f64)
}

/// The whole microseconds nearest to a non-negative number of them; negative and undefined numbers give 0, those beyond the range [`NEVER`].
#[inline]
pub fn from_micros(micros: f64) -> Span {
    // Adding a half and cutting is one instruction less than `round`, which also rounds halves away from zero.
    // The cast saturates.
    (micros + 0.5).max(0.0) as i64
}

/// The scenario's day (0 is the first) in which a moment lies.
#[inline]
pub fn day_of(moment: Moment) -> i64 {
    moment.div_euclid(DAY)
}

/// The span since the midnight before a moment.
#[inline]
pub fn since_midnight(moment: Moment) -> Span {
    moment.rem_euclid(DAY)
}

/// A day of the week; Monday is first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    #[inline]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The day with this index, counted on over the week's end.
    pub const fn from_index(index: usize) -> Self {
        Self::ALL[index % 7]
    }

    /// The English name in lower case: `monday`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// The three letters used in files: `mon`.
    pub fn short(self) -> &'static str {
        &self.name()[..3]
    }

    /// Reads a full name or its first three letters, in any case.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|day| wanted == day.name() || wanted == day.short())
            .ok_or_else(|| format!("`{text}` is not a day of the week: expected \"mon\" to \"sun\" or the full name"))
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A civil date of the Gregorian calendar: days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// The date of a day number (days since 1970-01-01).
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    #[inline]
    pub const fn to_days(self) -> i32 {
        self.0
    }

    /// The date of year (0 to 9999), month (1 to 12) and day of the month, if there is such a day.
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= month_length(year, month);
        exists.then(|| {
            Self(days_before_year(year) - EPOCH + days_before_month(year, month) + day as i32 - 1)
        })
    }

    /// Reads an ISO 8601 date: `2026-01-05`.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        let shaped = trimmed.len() == 10
            && trimmed.bytes().enumerate().all(|(at, b)| {
                if at == 4 || at == 7 {
                    b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        let date = if shaped {
            // The shape holds only digits here, so the numbers always parse.
            let number = |range: std::ops::Range<usize>| trimmed[range].parse::<u32>().unwrap_or(0);
            Self::from_civil(number(0..4) as i32, number(5..7), number(8..10))
        } else {
            None
        };
        date.ok_or_else(|| {
            format!("`{text}` is not a date: expected year, month and day such as \"2026-01-05\"")
        })
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::from_index((i64::from(self.0) + 3).rem_euclid(7) as usize)
    }

    /// The date so many days later (earlier, if negative).
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this date.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The year.
    pub fn year(self) -> i32 {
        let days = i64::from(self.0) + i64::from(EPOCH);
        // 146,097 days are 400 years: the first guess is right or one off.
        let mut year = (days * 400).div_euclid(146_097) as i32;
        while i64::from(days_before_year(year + 1)) <= days {
            year += 1;
        }
        while i64::from(days_before_year(year)) > days {
            year -= 1;
        }
        year
    }

    /// The day of the year, 1 to 366.
    pub fn day_of_year(self) -> u32 {
        (self.0 + EPOCH - days_before_year(self.year())) as u32 + 1
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        let (year, day) = (self.year(), self.day_of_year() as i32);
        (1..=12)
            .rev()
            .find(|&month| days_before_month(year, month) < day)
            .unwrap_or(1)
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        (self.day_of_year() as i32 - days_before_month(self.year(), self.month())) as u32
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

/// Days from 0000-01-01 to 1970-01-01.
const EPOCH: i32 = 719_528;

/// Days from 0000-01-01 to the first of January of a year.
fn days_before_year(year: i32) -> i32 {
    let before = year - 1;
    // Year 0 was a leap year, hence the one day more.
    365 * year + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + 1
}

fn is_leap(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_before_month(year: i32, month: u32) -> i32 {
    (1..month)
        .map(|earlier| month_length(year, earlier) as i32)
        .sum()
}
