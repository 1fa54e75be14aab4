//! Raw logs of a switchboard: one row a contact, with the stations that it went through. They are no traces, and are said to be
//! what they are.
//!
//! In: the names of columns. Out: whether it is one, and what to do. Must not know: how such a log is read.

/// The columns of one, beside `arrived_at`, by which it is told.
const STATIONS: [&str; 8] = [
    "contact_id",
    "vru_seconds",
    "queue_entered_at",
    "queue_seconds",
    "outcome",
    "service_started_at",
    "handle_seconds",
    "agent_id",
];

/// How to come from its columns to those of a trace.
pub const TO_TRACE: &str = "such logs will be read by `import`, which is not there yet; until then make a trace of it: `time` = \
                            queue_entered_at (where empty, arrived_at + vru_seconds), `account` = account_id, `channel` as the \
                            scenario names it, `handle_time` = handle_seconds, `agent` = agent_id";

/// Whether these are the columns of a raw log.
pub fn is_raw_log<'a>(columns: impl IntoIterator<Item = &'a str>) -> bool {
    let columns: Vec<&str> = columns.into_iter().collect();
    let stations = STATIONS.iter().filter(|name| columns.contains(name)).count();
    columns.contains(&"arrived_at") && stations > STATIONS.len() / 2
}
