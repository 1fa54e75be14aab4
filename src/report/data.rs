//! Data files: CSV and JSON, written and read back.
//!
//! In: [`Results`] or a saved document. Out: text, or the document. Must not know: files and folders.

use crate::study::record::{Record, Results, SCHEMA_VERSION};
use serde::Deserialize;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use thiserror::Error;

/// Why a saved document cannot be used.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The text is not JSON, or not a document of this program.
    #[error("not a document saved by portflow: {0}")]
    Malformed(#[from] serde_json::Error),
    /// The document was saved in another format.
    #[error(
        "the document has schema version {found}, this program reads version {SCHEMA_VERSION}; \
         run the comparison again to make it anew"
    )]
    Version {
        /// Version that the document states.
        found: u64,
    },
    /// The document has no figures.
    #[error("the document holds no figures")]
    Empty,
}

/// The whole document as JSON, indented, ending in a line break.
pub fn json(results: &Results) -> String {
    // Strings, finite numbers and lists cannot fail to be written; serde_json writes null for the rest.
    let mut text = serde_json::to_string_pretty(results).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a document that [`json`] wrote.
///
/// # Errors
/// When the text is no such document or was saved in another schema version.
pub fn read_json(text: &str) -> Result<Results, ReadError> {
    /// The version alone, looked at first: other versions may have other fields.
    #[derive(Deserialize)]
    struct Version {
        schema_version: u64,
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Version { schema_version } = serde_json::from_str(text)?;
    if schema_version != u64::from(SCHEMA_VERSION) {
        return Err(ReadError::Version { found: schema_version });
    }
    let mut results: Results = serde_json::from_str(text)?;
    if results.records.is_empty() || results.provenance.staffings.is_empty() {
        return Err(ReadError::Empty);
    }
    results.read_money();
    Ok(results)
}

/// The command and the file of the scenario that a document is of, whatever else is in it; `None` of what is none. Reads no
/// further than it has to: there may be gigabytes of figures behind.
pub fn of(document: impl std::io::Read) -> Option<(String, String)> {
    #[derive(Deserialize)]
    struct Provenance {
        command: String,
        scenario: String,
    }
    struct Until<'a>(&'a mut Option<Provenance>);
    impl<'de> Visitor<'de> for Until<'_> {
        type Value = ();

        fn expecting(&self, told: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            told.write_str("a document")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                if key == "provenance" {
                    *self.0 = Some(map.next_value()?);
                    return Ok(());
                }
                map.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }
    let mut found = None;
    // That it stops in the middle of the map is an error of which nobody need know.
    drop(serde_json::Deserializer::from_reader(document).deserialize_map(Until(&mut found)));
    found.map(|Provenance { command, scenario }| (command, scenario))
}

/// The records as CSV: one line of names, one line for each record, all fields, empty where a number
/// is missing. Names that a spreadsheet would take for a formula get an apostrophe in front.
///
/// # Errors
/// None in practice: the text is made in memory.
pub fn csv(results: &Results) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(FIELDS)?;
    for record in &results.records {
        writer.serialize(guarded(record))?;
    }
    let bytes =
        writer.into_inner().map_err(|cause| csv::Error::from(std::io::Error::other(cause.to_string())))?;
    // Everything written was UTF-8.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Names of the columns, in the order of the record's fields.
pub const FIELDS: [&str; 20] = [
    "point",
    "staffing",
    "scope",
    "interval",
    "at",
    "metric",
    "unit",
    "mean",
    "lower",
    "upper",
    "half_width",
    "replications",
    "baseline",
    "difference",
    "difference_lower",
    "difference_upper",
    "difference_half_width",
    "variance_ratio",
    "verdict",
    "status",
];

fn guarded(record: &Record) -> Record {
    let mut record = record.clone().finite();
    let mut unit = record.unit.to_string();
    for text in [
        &mut record.point,
        &mut record.staffing,
        &mut record.scope,
        &mut record.interval,
        &mut record.metric,
        &mut unit,
        &mut record.baseline,
    ] {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            text.insert(0, '\'');
        }
    }
    record.unit = unit.as_str().into();
    record
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, csv, json, read_json};
    use crate::report::page_one::page_one;
    use crate::report::sample::sample;
    use crate::report::style::Style;

    #[test]
    fn json_comes_back_as_it_was() {
        let results = sample();
        let text = json(&results);
        let back = read_json(&text).expect("our own document");
        assert_eq!(back.provenance, results.provenance);
        assert_eq!(back.assumptions, results.assumptions);
        assert_eq!(back.cautions, results.cautions);
        assert_eq!(back.records.len(), results.records.len());
        assert_eq!(page_one(&back, Style::default()), page_one(&results, Style::default()));
        assert!(read_json(&format!("\u{feff}{text}")).is_ok(), "with a byte order mark");
        assert!(text.starts_with("{\n  \"schema_version\": 1,\n  \"provenance\""), "{}", &text[..60]);
        let order = ["\"provenance\"", "\"assumptions\"", "\"records\"", "\"cautions\""];
        let places: Vec<_> = order.iter().map(|key| text.find(&format!("\n  {key}"))).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    }

    #[test]
    fn other_documents_are_refused_with_a_reason() {
        let text = json(&sample()).replacen("\"schema_version\": 1", "\"schema_version\": 2", 1);
        let error = read_json(&text).expect_err("another version").to_string();
        assert!(error.contains("schema version 2"), "{error}");
        assert!(error.contains("reads version 1"), "{error}");
        for text in ["", "{}", "[1]", "{\"schema_version\": 1}"] {
            assert!(read_json(text).expect_err(text).to_string().starts_with("not a document"));
        }
    }

    #[test]
    fn csv_has_all_fields_and_no_formula() {
        let mut results = sample();
        results.records[0].staffing = "=HYPERLINK(\"x\"), y".into();
        results.records[0].mean = Some(f64::NAN);
        let text = csv(&results).expect("text in memory");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads: Vec<String> =
            reader.headers().expect("a line of names").iter().map(str::to_owned).collect();
        assert_eq!(heads, FIELDS);
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("even rows")).collect();
        assert_eq!(rows.len(), results.records.len());
        assert_eq!(&rows[0][1], "'=HYPERLINK(\"x\"), y");
        assert_eq!(&rows[0][7], "", "not a number is an empty cell");
        assert_eq!(&rows[0][19], "ok");
        assert!(rows.iter().any(|row| &row[18] == "no_difference"));
    }
}
