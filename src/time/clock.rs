//! Clocks of the day: `09:30`.
//!
//! In: text. Out: spans since midnight, or a sentence on what was expected. Must not know: dates.

use super::{HOUR, MINUTE, SECOND, Span};

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
