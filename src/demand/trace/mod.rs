//! A log in the place of drawn demand: one CSV format, read whole, all problems at once.
//!
//! `time, account, channel[, reason, handle_time, patience, agent]`: a header line with these names in any order, UTF-8,
//! commas, local times in ISO 8601, handle time and patience in seconds; an empty field is one that is not known.
//! In: the text, and the names that it may use. Out: rows in order of time, or what is wrong with them.
//! Must not know: files, printing, what the rows are for.

mod clock;
mod fields;
mod problem;
mod raw;

use std::collections::{BTreeMap, BTreeSet};

use crate::math::{article, counted};
use crate::model::{Model, Traced};
use crate::time::{Date, Moment};
use fields::{Field, Rows};
use problem::Problems;
pub use problem::RowProblem;
pub use raw::{TO_TRACE, is_raw_log};

/// Columns that every trace has.
const REQUIRED: [&str; 3] = ["time", "account", "channel"];
/// Columns that it may have; `agent` plays no part in a replay, see [`agents`].
const OPTIONAL: [&str; 4] = ["reason", "handle_time", "patience", "agent"];
/// Seconds beyond a thousand years are a mistake.
const LONGEST: f64 = 365_250.0 * 86_400.0;

/// A mark before the first byte that some programs write and that says nothing.
const MARK: char = '\u{feff}';

/// What is wrong with an open quote, and what to do.
pub const NOT_CLOSED: &str = "the quote that opens here is not closed before the row ends";
/// See [`NOT_CLOSED`].
pub const CLOSE: &str = "close it behind the field, or take it out; a quote within quotes is written twice";

/// The names that a trace may use, with their indices in the model.
#[derive(Debug, Clone, Default)]
pub struct Lookup<'a> {
    /// Accounts.
    pub accounts: BTreeMap<&'a str, u32>,
    /// Channels.
    pub channels: BTreeMap<&'a str, u8>,
    /// Contact reasons.
    pub reasons: BTreeMap<&'a str, u8>,
}

/// Where each column stands in a row.
struct Columns {
    required: [usize; 3],
    optional: [Option<usize>; 4],
    count: usize,
}

/// Reads a trace; moments count from midnight of `start`.
///
/// # Errors
/// Everything that is wrong with the text, in its order. Semicolons and unsorted times are problems too, but the rest is
/// read past them, so that one pass shows all there is. Repeats of the same problem are told in the first one's message.
/// A byte-order mark, which spreadsheets write before `CSV UTF-8`, means nothing.
pub fn read(text: &str, start: Date, find: &Lookup<'_>) -> Result<Vec<Traced>, Vec<RowProblem>> {
    let mut problems = Problems::default();
    let body = text.strip_prefix(MARK).unwrap_or(text);
    let skipped = text.len() - body.len();
    let delimiter = delimiter(body);
    let mut rows = Rows::new(text, skipped, delimiter);
    let header = rows.next().unwrap_or_default();
    if let Some(open) = rows.open_quote() {
        problems.add(open, NOT_CLOSED.to_owned(), CLOSE);
        return Err(problems.finish());
    }
    if delimiter != b',' {
        let first = header.first().cloned().unwrap_or_default();
        let name = if delimiter == b';' { "semicolons" } else { "tabs" };
        problems.add(
            &first,
            format!("fields are separated by {name}"),
            "separate them by commas (and write decimals with a point)",
        );
    }
    let Some(columns) = columns(&header, &mut problems) else {
        return Err(problems.finish());
    };
    let mut reader = Reader { columns, start, find, problems, traced: Vec::new(), latest: Moment::MIN };
    while let Some(row) = rows.next() {
        // What is in it is the rest of the text: nothing more can be told.
        if let Some(open) = rows.open_quote() {
            reader.problems.add(open, NOT_CLOSED.to_owned(), CLOSE);
            break;
        }
        reader.row(&row);
    }
    reader.finish(&header)
}

/// Where a quote opens that is not closed before the row ends, if there is one: line and column, from 1.
pub fn open_quote(text: &str) -> Option<(usize, usize)> {
    let mut rows = Rows::new(text, 0, b',');
    while rows.next().is_some() {
        if let Some(open) = rows.open_quote() {
            return Some((open.line, open.column));
        }
    }
    None
}

/// The names in a trace's `agent` column, which plays no part in a replay: who handles a contact is what is simulated.
pub fn agents(text: &str) -> BTreeSet<String> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let mut rows = Rows::new(text, 0, b',');
    let place = rows.next().and_then(|header| header.iter().position(|field| field.text == "agent"));
    let Some(place) = place else { return BTreeSet::new() };
    let names = rows.filter_map(|row| row.get(place).map(|field| field.text.to_string()));
    names.filter(|name| !name.is_empty()).collect()
}

/// How many rows of a trace came over a live channel while it was closed, on a day of the run: they are not demand and
/// are left out. (Those of later days are left out for that reason.)
pub fn outside_opening(model: &Model) -> usize {
    let rows = model.volume.logged().iter().filter(|row| row.time < model.calendar.end());
    rows.filter(|row| !row.is_demand(&model.channels)).count()
}

/// The delimiter of the header line: a comma unless there is none but another usual one.
fn delimiter(body: &str) -> u8 {
    let header = body.lines().next().unwrap_or_default();
    let other = [b';', b'\t'].into_iter().find(|&other| header.as_bytes().contains(&other));
    match other {
        Some(other) if !header.contains(',') => other,
        _ => b',',
    }
}

/// Finds the columns by the header; `None`, with the reason among the problems, if this is not a trace.
fn columns(header: &[Field<'_>], problems: &mut Problems) -> Option<Columns> {
    let place = |name: &str| header.iter().position(|field| field.text == name);
    let whole = Field::spanning(header);
    if header.iter().all(|field| field.text.is_empty()) {
        problems.add(
            &whole,
            "the file has no header line".to_owned(),
            "start it with `time,account,channel`, optionally followed by `reason,handle_time,patience,agent`",
        );
        return None;
    }
    if header.iter().any(|field| clock::parse(&field.text).is_ok()) {
        problems.add(
            &whole,
            "the first line is a row, not a header".to_owned(),
            "add a header line: `time,account,channel` and the names of the other columns",
        );
        return None;
    }
    let missing: Vec<&str> = REQUIRED.into_iter().filter(|name| place(name).is_none()).collect();
    if !missing.is_empty() && is_raw_log(header.iter().map(|field| field.text.as_ref())) {
        let message =
            "this is a raw contact log (arrived_at, queue_entered_at, service_started_at, …), not a trace";
        problems.add(&whole, message.to_owned(), TO_TRACE);
        return None;
    }
    if !missing.is_empty() {
        let found: Vec<&str> = header.iter().map(|field| field.text.as_ref()).collect();
        problems.add(
            &whole,
            format!(
                "this is not a trace: column `{}` is missing (found: {})",
                missing.join("`, `"),
                found.join(", ")
            ),
            "bring the file into the columns `time,account,channel`, optionally followed by `reason,handle_time,patience,agent`",
        );
        return None;
    }
    for (index, field) in header.iter().enumerate() {
        let name = field.text.as_ref();
        if !REQUIRED.contains(&name) && !OPTIONAL.contains(&name) {
            problems.add(
                field,
                format!("column `{name}` is unknown"),
                &problem::suggestion(name, OPTIONAL).unwrap_or_else(|| {
                    "remove it; beside `time,account,channel` there may be `reason,handle_time,patience,agent`".to_owned()
                }),
            );
        } else if header[..index].iter().any(|other| other.text == name) {
            problems.add(field, format!("column `{name}` stands twice"), "remove one of them");
        }
    }
    Some(Columns {
        required: REQUIRED.map(|name| place(name).unwrap_or_default()),
        optional: OPTIONAL.map(place),
        count: header.len(),
    })
}

/// Rows read so far, and what was wrong with them.
struct Reader<'a, 'n> {
    columns: Columns,
    start: Date,
    find: &'a Lookup<'n>,
    problems: Problems,
    traced: Vec<Traced>,
    /// Latest time so far.
    latest: Moment,
}

impl Reader<'_, '_> {
    /// Reads a row.
    fn row(&mut self, row: &[Field<'_>]) {
        if row.len() != self.columns.count {
            self.problems.add_kind(
                &Field::spanning(row),
                &format!("fields {}", row.len()),
                format!(
                    "the row has {}, the header {}",
                    counted(row.len(), "field", "fields"),
                    self.columns.count
                ),
                || {
                    "give every row as many fields as the header; put a field with a comma in quotes"
                        .to_owned()
                },
            );
            return;
        }
        let [time, account, channel] = self.columns.required.map(|place| &row[place]);
        let find = self.find;
        let time = self.time(time);
        let account = self.name(account, "account", &find.accounts);
        let channel = self.name(channel, "channel", &find.channels);
        let [reason, handle_time, patience, _] = self
            .columns
            .optional
            .map(|place| place.map(|place| &row[place]).filter(|field| !field.text.is_empty()));
        let reason = reason.map(|field| self.name(field, "reason", &find.reasons));
        let handle_time = handle_time.map(|field| self.seconds(field, "handle_time", false));
        let patience = patience.map(|field| self.seconds(field, "patience", true));
        let (Some(time), Some(account), Some(channel)) = (time, account, channel) else {
            return;
        };
        // A field that is wrong has been told; the row is not used then, for the whole trace is refused.
        self.traced.push(Traced {
            time,
            account,
            channel,
            reason: reason.flatten(),
            handle_time: handle_time.flatten(),
            patience: patience.flatten(),
        });
    }

    fn time(&mut self, field: &Field<'_>) -> Option<Moment> {
        let since = match clock::parse(&field.text) {
            Ok(time) => time.since(self.start),
            Err(why) => {
                self.problems.add_kind(
                    field,
                    // Each cause is a problem of its own.
                    why,
                    format!("`{}` is not a time: {why}", field.text),
                    || "write local times as 2026-01-05T09:03:12".to_owned(),
                );
                return None;
            }
        };
        if since < 0 {
            let message =
                format!("`{}` lies before the first day of the scenario, {}", field.text, self.start);
            self.problems.add_kind(field, "before", message, || {
                "move the scenario's start, or leave these rows out".to_owned()
            });
            return None;
        }
        if since < self.latest {
            let message = format!("`{}` is earlier than the row before", field.text);
            self.problems.add_kind(field, "order", message, || "sort the rows by time".to_owned());
        }
        self.latest = self.latest.max(since);
        Some(since)
    }

    /// The index of a name among `names`.
    fn name<T: Copy>(&mut self, field: &Field<'_>, what: &str, names: &BTreeMap<&str, T>) -> Option<T> {
        let name = field.text.as_ref();
        let found = names.get(name).copied();
        if found.is_none() {
            let message = if name.is_empty() {
                format!("the {what} is missing")
            } else {
                format!("{what} `{name}` is not in the scenario")
            };
            self.problems.add_kind(field, &format!("{what} {name}"), message, || {
                problem::suggestion(name, names.keys().copied()).unwrap_or_else(|| {
                    format!("name {} {what} of the scenario, or add it there", article(what))
                })
            });
        }
        found
    }

    fn seconds(&mut self, field: &Field<'_>, what: &str, zero: bool) -> Option<f64> {
        match field.text.parse::<f64>() {
            Ok(seconds) if (0.0..LONGEST).contains(&seconds) && (zero || seconds > 0.0) => Some(seconds),
            _ => {
                let message = format!("`{}` is not a {what}", field.text);
                self.problems.add_kind(field, what, message, || {
                    let kind = if zero { "0 or more" } else { "above 0" };
                    format!("give seconds as a number {kind} with a decimal point, such as 312.5, or leave it empty")
                });
                None
            }
        }
    }

    fn finish(mut self, header: &[Field<'_>]) -> Result<Vec<Traced>, Vec<RowProblem>> {
        if self.traced.is_empty() && self.problems.is_empty() {
            self.problems.add(
                &Field::spanning(header),
                "the trace has no rows".to_owned(),
                "add a row for each request",
            );
        }
        if self.problems.is_empty() { Ok(self.traced) } else { Err(self.problems.finish()) }
    }
}

#[cfg(test)]
mod tests;
