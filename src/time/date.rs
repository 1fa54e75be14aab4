//! Civil dates and days of the week.
//!
//! In: ISO 8601 text or numbers. Out: day numbers and their parts. Must not know: the clock.

use std::fmt;

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
    const fn from_index(index: usize) -> Self {
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
        Self::ALL.into_iter().find(|day| wanted == day.name() || wanted == day.short()).ok_or_else(|| {
            format!("`{text}` is not a day of the week: expected \"mon\" to \"sun\" or the full name")
        })
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
        exists.then(|| Self(days_before_year(year) - EPOCH + days_before_month(year, month) + day as i32 - 1))
    }

    /// Reads an ISO 8601 date: `2026-01-05`.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        let shaped = trimmed.len() == 10
            && trimmed
                .bytes()
                .enumerate()
                .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
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
        (1..=12).rev().find(|&month| days_before_month(year, month) < day).unwrap_or(1)
    }

    /// Days of the month that the date is in.
    pub fn days_in_month(self) -> u32 {
        month_length(self.year(), self.month())
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        (self.day_of_year() as i32 - days_before_month(self.year(), self.month())) as u32
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
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
    (1..month).map(|earlier| month_length(year, earlier) as i32).sum()
}
