//! What to write in the place of a value that is of the wrong kind, out of range, or no TOML at all.
//!
//! In: the value as it stands, what the schema wants, what it says of the key. Out: a remedy that can be copied into the
//! file wherever the value says what is meant. Must not know: where the value is, what the key does.

use serde_json::Value as Json;

use super::kinds::wants;
use super::tree::Value;
use crate::time::{parse_clock, parse_span};

/// A number as people write it, as TOML does: `33,50` is 33.50, `80 %` is 0.8, `60 000` is 60000, `12k` is 12000,
/// `33.50 EUR` is 33.50. `None` where it is no number, or none that has one meaning.
pub(super) fn as_number(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (digits, unit) = (text[..end].trim_start_matches(['€', '$', '£', ' ']), text[end..].trim());
    let plain = decimals(digits)?;
    match unit {
        "" | "EUR" | "USD" | "GBP" | "CHF" | "€" | "$" | "£" => Some(plain),
        "%" => Some(format!("{}", plain.parse::<f64>().ok()? / 100.0)),
        "k" | "K" => Some(format!("{}", plain.parse::<f64>().ok()? * 1000.0)),
        _ => None,
    }
}

/// Digits with whatever separates thousands and decimals, with a point and nothing else.
fn decimals(digits: &str) -> Option<String> {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let apart = |letter: char| matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_');
    if digits.is_empty()
        || digits.chars().any(|one| !one.is_ascii_digit() && !apart(one) && !".,".contains(one))
    {
        return None;
    }
    let is_thousands = |digits: &str, mark: &dyn Fn(char) -> bool| {
        let mut groups = digits.split(mark);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
    };
    let joined = |digits: &str| digits.chars().filter(char::is_ascii_digit).collect::<String>();
    // The last mark of another kind than those before it, or the only one, stands before the decimals.
    let marks: Vec<char> = digits.chars().filter(|one| !one.is_ascii_digit()).collect();
    let (whole, fraction) = match marks.as_slice() {
        [','] if is_thousands(digits, &|one| one == ',') => (digits, None),
        ['.' | ','] => digits.split_once(['.', ',']).map(|(whole, rest)| (whole, Some(rest)))?,
        [before @ .., last @ ('.' | ',')] if !before.contains(last) => {
            digits.rsplit_once(*last).map(|(whole, rest)| (whole, Some(rest)))?
        }
        _ => (digits, None),
    };
    if fraction.is_some_and(|rest| rest.is_empty() || !rest.chars().all(|one| one.is_ascii_digit())) {
        return None;
    }
    // `.5` lacks what TOML wants before the point.
    let whole = if whole.is_empty() { "0" } else { whole };
    let mark = whole.chars().find(|one| !one.is_ascii_digit());
    if mark.is_some_and(|mark| !is_thousands(whole, &|one| one == mark)) {
        return None;
    }
    Some(format!("{sign}{}{}", joined(whole), fraction.map_or(String::new(), |rest| format!(".{rest}"))))
}

fn format_of<'a>(branches: &[&'a Json]) -> Option<&'a str> {
    branches
        .iter()
        .find_map(|branch| branch.get("format").and_then(Json::as_str).filter(|one| example(one).is_some()))
}

/// An example of text of a format.
pub(super) fn example(format: &str) -> Option<&'static str> {
    match format {
        "portflow-duration" => Some("\"20s\", \"6m30s\" or \"4h\""),
        "portflow-clock" => Some("\"09:00\""),
        "portflow-term" => Some("\"3y\" or \"18mo\""),
        "date" => Some("\"2026-01-05\""),
        _ => None,
    }
}

/// What to write in the place of text that is not of its format.
pub(super) fn in_format(format: &str, written: &str) -> Option<String> {
    of_format(format, written)
        .map(|text| format!("write it {}{text}", if text.starts_with("with") { "" } else { "as " }))
}

/// Text of a format, from what stands in its place.
fn of_format(format: &str, written: &str) -> Option<String> {
    let written = written.trim();
    let is_number = written.parse::<f64>().is_ok_and(|number| number > 0.0);
    match format {
        // `20 s` and `20`: the unit is missing, or stands apart.
        "portflow-duration" if is_number => {
            Some(format!("with its unit, \"{written}s\", \"{written}m\" or \"{written}h\""))
        }
        "portflow-duration" => {
            let close: String = written.chars().filter(|one| !one.is_whitespace()).collect();
            let close = close.replace("min", "m").replace("sec", "s").replace("utes", "").replace("onds", "");
            let weeks = in_weeks(&close).map(|weeks| format!("\"{}d\"", 7.0 * weeks));
            weeks.or_else(|| parse_span(&close).is_ok().then(|| format!("\"{close}\"")))
        }
        "portflow-clock" => {
            let hour = format!("{written:0>2}:00");
            parse_clock(&hour).is_ok().then(|| format!("\"{hour}\""))
        }
        "portflow-term" if is_number => Some(format!("\"{written}y\" or \"{written}mo\"")),
        "date" => {
            let digits = written.len() == 8 && written.chars().all(|one| one.is_ascii_digit());
            let parts: Vec<&str> = written.split('.').collect();
            match parts.as_slice() {
                _ if digits => Some(format!("\"{}-{}-{}\"", &written[..4], &written[4..6], &written[6..])),
                [day, month, year] if year.len() == 4 => Some(format!("\"{year}-{month:0>2}-{day:0>2}\"")),
                _ => None,
            }
        }
        _ => None,
    }
    .or_else(|| example(format).map(String::from))
}

/// How many weeks are written: `6w`, `6 weeks`.
fn in_weeks(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|letter: char| letter.is_alphabetic()).trim_end();
    let unit = text[digits.len()..].trim();
    matches!(unit, "w" | "wk" | "wks" | "week" | "weeks").then(|| digits.parse().ok()).flatten()
}

/// Hours as people write them, `9-17` or `9am-5:30pm`, as they are written here.
pub(super) fn hours(text: &str) -> Option<String> {
    let clock = |part: &str| {
        let part = part.trim().to_lowercase();
        let (digits, later) = match (part.strip_suffix("pm"), part.strip_suffix("am")) {
            (Some(digits), _) => (digits, 12),
            (_, Some(digits)) => (digits, 0),
            _ => (part.trim_end_matches('h'), 0),
        };
        let digits = digits.trim().replace(['h', '.'], ":");
        let (hour, minutes) = digits.split_once(':').unwrap_or((&digits, "00"));
        let hour: u32 = hour.parse().ok()?;
        let hour = if later == 12 && hour < 12 { hour + 12 } else { hour };
        let clock = format!("{hour:02}:{minutes}");
        parse_clock(&clock).is_ok().then_some(clock)
    };
    let (from, to) = text.split_once(['-', '–'])?;
    Some(format!("write \"{}-{}\"", clock(from)?, clock(to)?))
}

/// What to write in place of a value of the wrong kind; `said` is what the schema says of the key.
pub(super) fn instead(
    value: &Value,
    branches: &[&Json],
    key: Option<&str>,
    said: Option<&str>,
) -> Option<String> {
    let write = |text: &str| Some(key.map_or(format!("write {text}"), |key| format!("write {key} = {text}")));
    let (number, whole) = (wants(branches, "number"), wants(branches, "integer"));
    let written = match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::List(_) | Value::Table(_) => String::new(),
    };
    if number || whole {
        match as_number(&written).filter(|_| !matches!(value, Value::Boolean(_))) {
            Some(text) if number || !text.contains('.') => return write(&text),
            Some(text) => {
                let near = text.parse::<f64>().ok()?;
                // A share of them is said in another way.
                if near < 1.0 && wants(branches, "string") {
                    return None;
                }
                let (below, above) = (near.floor(), near.ceil());
                return if below.total_cmp(&above).is_eq() {
                    write(&format!("{below}"))
                } else {
                    write(&format!("{below} or {above}"))
                };
            }
            None => {}
        }
    }
    if wants(branches, "boolean") && !wants(branches, "string") {
        return match written.to_lowercase().as_str() {
            "yes" | "on" | "1" | "true" => write("true"),
            "no" | "off" | "0" | "false" => write("false"),
            _ => Some("write true or false".into()),
        };
    }
    if let Some(format) = format_of(branches) {
        return in_format(format, &written);
    }
    // An example in what is said of the key says more than what stands there.
    let has_example = said.is_some_and(|said| said.contains(['"', '`']));
    let is_one = !(number || whole || matches!(value, Value::Table(_) | Value::List(_)));
    let is_text = matches!(value, Value::Text(_));
    let quoted = if is_text { format!("\"{written}\"") } else { written.clone() };
    if wants(branches, "array") && is_one && is_text && !has_example {
        return write(&format!("[{quoted}]"));
    }
    // A value for each name, where one stands for all.
    let by_name =
        |branch: &&Json| branch.get("properties").is_none() && branch.get("additionalProperties").is_some();
    if let ([only], true) = (branches, is_one)
        && by_name(only)
    {
        let said = said.map_or(String::new(), |said| format!(": {}", said.trim_end_matches('.')));
        return write(&format!("{{ NAME = {quoted} }}{said}"));
    }
    let only_text = wants(branches, "string") && !(number || whole);
    if only_text && matches!(value, Value::Integer(_) | Value::Float(_)) && !has_example {
        return write(&format!("\"{written}\""));
    }
    if let (true, Some("days"), Some(weeks)) = (whole, key, in_weeks(&written)) {
        return write(&format!("{} working days, or {} calendar days", 5.0 * weeks, 7.0 * weeks));
    }
    if number || whole {
        // `35h`: the unit is the key's.
        let digits =
            written.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '/').trim_end();
        if digits.parse::<f64>().is_ok_and(f64::is_finite) && !digits.is_empty() {
            return write(digits);
        }
        let such =
            if whole && !number { "a whole number, such as 12" } else { "a number, such as 0.5 or 12" };
        let said = said.map_or(String::new(), |said| format!(": {}", said.trim_end_matches('.')));
        return Some(format!("write {such}{said}"));
    }
    None
}

/// The largest share that people write in per cent, and the smallest that is hardly anything else.
const PER_CENT: f64 = 100.0;
const FEW_PER_CENT: f64 = 3.0;

/// What to write in the place of a number out of range.
pub(super) fn in_range(number: f64, schema: &Json, key: Option<&str>) -> String {
    let bound = |key: &str| schema.get(key).and_then(Json::as_f64);
    let write = |text: &str| key.map_or(format!("write {text}"), |key| format!("write {key} = {text}"));
    let most = bound("maximum").or(bound("exclusiveMaximum"));
    let least = bound("minimum").or(bound("exclusiveMinimum"));
    // Per cent, where a share is wanted.
    if most.is_some_and(|most| most <= 1.0) && number > 1.5 && number <= 100.0 {
        return format!("{} for {number} %", write(&format!("{}", number / 100.0)));
    }
    let above = bound("minimum").is_none() && least.is_some();
    let below = bound("maximum").is_none() && most.is_some();
    let whole = schema.get("type").and_then(Json::as_str) == Some("integer");
    let what = if whole { "a whole number" } else { "a number" };
    // Above bounds that are no per cent by themselves one may have been meant all the same.
    let is_share =
        !whole && most.is_some_and(|most| (FEW_PER_CENT..=PER_CENT).contains(&number) && number > most);
    let meant = if is_share { format!(", {} for {number} %", number / 100.0) } else { String::new() };
    match (least, most) {
        (Some(least), Some(most)) if !above && !below => {
            format!("write {what} from {least} to {most}{meant}")
        }
        (Some(least), Some(most)) => format!(
            "write {what} {} {least} and {} {most}",
            if above { "above" } else { "from" },
            if below { "below" } else { "up to" }
        ),
        (Some(least), None) if above => format!("write {what} above {least}"),
        (Some(least), None) => format!("write {what} of {least} or more"),
        (None, Some(most)) if below => format!("write {what} below {most}"),
        (None, Some(most)) => format!("write {what} of at most {most}"),
        (None, None) => format!("write {what} of digits, such as 12"),
    }
}

/// Quotes that word processors and mails put in the place of straight ones.
const QUOTES: [char; 7] = ['“', '”', '„', '«', '»', '‘', '’'];

/// The slip in a line that is no TOML: the value as it stands, whether it is meant as a number, and the remedy. `at` is the
/// byte of the line at which reading stopped.
pub(super) fn slip(line: &str, at: usize) -> Option<(String, bool, String)> {
    let line_end = line.find(" #").unwrap_or(line.len());
    let line = &line[..line_end];
    // The assignment that reading stopped in or after.
    let equals = line.match_indices('=').map(|(place, _)| place).rfind(|place| *place <= at)?;
    let key_from = line[..equals].rfind(['{', ',']).map_or(0, |place| place + 1);
    let key = line[key_from..equals].trim();
    let rest = &line[equals + 1..];
    let end = rest.find(['}', '"']).into_iter().chain(rest.find(", ")).min().unwrap_or(rest.len());
    let raw = rest[..end].trim();
    if key.is_empty() || raw.is_empty() || raw.starts_with(['[', '\'']) {
        return None;
    }
    // Opened by a quote of a word processor, closed by a straight one.
    if raw.starts_with(QUOTES) && rest[end..].starts_with('"') {
        let bare = raw.trim_matches(QUOTES).trim();
        let help = format!("text stands in straight double quotes: write {key} = \"{bare}\"");
        return Some((format!("{raw}\""), false, help));
    }
    if rest[end..].starts_with('"') {
        return None;
    }
    if let Some(number) = as_number(raw).filter(|number| number != raw) {
        return Some((raw.into(), true, format!("write {key} = {number}")));
    }
    // A number with what it counts behind it.
    if let Some((number, word)) = raw.split_once(' ')
        && number.parse::<f64>().is_ok()
        && word.chars().all(char::is_alphabetic)
    {
        return Some((raw.into(), true, format!("write {key} = {number}")));
    }
    let bare = raw.trim_matches(QUOTES).trim();
    let is_time = parse_span(bare).is_ok() || bare.contains(':') || bare.matches('-').count() == 2;
    let is_word = !bare.starts_with(|letter: char| letter.is_ascii_digit() || "-+.=".contains(letter));
    let is_text = (is_time || is_word) && !matches!(bare, "true" | "false") && !bare.contains('=');
    is_text.then(|| (raw.into(), false, format!("text stands in double quotes: write {key} = \"{bare}\"")))
}

#[cfg(test)]
mod tests {
    use super::{as_number, hours, slip};

    #[test]
    fn numbers_as_people_write_them() {
        let cases = [
            ("33,50", "33.50"),
            ("80 %", "0.8"),
            ("80%", "0.8"),
            ("12,5 %", "0.125"),
            ("0,8", "0.8"),
            ("60 000", "60000"),
            ("60,000", "60000"),
            ("1.234,50", "1234.50"),
            ("1,234.50", "1234.50"),
            ("1'234'567", "1234567"),
            ("1.234.567", "1234567"),
            ("-3,5", "-3.5"),
            ("12k", "12000"),
            ("33.50 EUR", "33.50"),
            ("€ 33,50", "33.50"),
            (".5", "0.5"),
            (",5", "0.5"),
            ("22", "22"),
        ];
        for (written, number) in cases {
            assert_eq!(as_number(written).as_deref(), Some(number), "{written}");
        }
        for written in ["", "many", "20s", "1,2,3", "12 34", "1.2.3,4", "2026-01-05", "08:00", "3 of 4", "5,"]
        {
            assert_eq!(as_number(written), None, "{written}");
        }
    }

    #[test]
    fn hours_as_people_write_them() {
        let nine_to_five = Some("write \"09:00-17:00\"");
        for written in ["9-17", "9h-17h", "9:00 – 17:00", "9am-5pm", "09.00-17.00"] {
            assert_eq!(hours(written).as_deref(), nine_to_five, "{written}");
        }
        assert_eq!(hours("22-6h30").as_deref(), Some("write \"22:00-06:30\""));
        for written in ["9 to 5", "9-25", "all day", "-17"] {
            assert_eq!(hours(written), None, "{written}");
        }
    }

    #[test]
    fn slips_are_found_where_reading_stopped() {
        let said = |line: &str, at: usize| slip(line, at).map(|(.., help)| help);
        assert_eq!(said("hourly_cost = 33,50", 16).as_deref(), Some("write hourly_cost = 33.50"));
        assert_eq!(said("spread = { lognormal = { cv = 0,8 } }", 34).as_deref(), Some("write cv = 0.8"));
        assert_eq!(said("at_least = 80 % # a share", 11).as_deref(), Some("write at_least = 0.8"));
        assert_eq!(said("agents = 5 people", 9).as_deref(), Some("write agents = 5"));
        let quoted = "text stands in double quotes: write in_time = \"20s\"";
        assert_eq!(said("in_time = 20s", 10).as_deref(), Some(quoted));
        assert_eq!(said("in_time = “20s”", 10).as_deref(), Some(quoted));
        let straight = "text stands in straight double quotes: write title = \"My desk\"";
        assert_eq!(said("title = “My desk\"", 8).as_deref(), Some(straight));
        for line in ["hourly_cost =", "hourly_cost = 31", "name = \"desk", "a = [1, 2", "[sites.here"] {
            assert_eq!(said(line, line.len()), None, "{line}");
        }
    }
}
