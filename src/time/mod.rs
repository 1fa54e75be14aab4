//! Time: moments and spans on the scenario's clock, clocks of the day, civil dates.
//!
//! In: texts such as `6m30s`, `09:00`, `2026-01-05`. Out: whole microseconds and day numbers.
//! Must not know: contact centres, files, the machine's clock or its time zone.
//!
//! The scenario has one clock whose days have 24 hours; daylight saving does not exist here.

mod clock;
mod date;
mod span;

#[cfg(test)]
mod tests;

pub use clock::{format_clock, parse_clock};
pub use date::{Date, Weekday};
pub use span::{format_span, parse_span};

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
/// Days in a year, leap years counted in.
pub const DAYS_PER_YEAR: f64 = 365.25;
/// Days in a month: a twelfth of a year.
pub const DAYS_PER_MONTH: f64 = DAYS_PER_YEAR / 12.0;
/// Later than every moment: "this never happens".
pub const NEVER: Moment = i64::MAX;

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
