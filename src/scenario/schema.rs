//! The JSON Schema of scenario files: made from the file's structs, printed for editors, walked by the door.
//!
//! In: nothing. Out: the schema. Must not know: any scenario.

use serde_json::Value;

use super::file::Scenario;

/// The schema as a document.
pub fn schema() -> Value {
    schemars::schema_for!(Scenario).to_value()
}

/// The schema as text.
pub fn text() -> String {
    format!("{:#}\n", schema())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::string::string_regex;
    use serde_json::Value;

    use super::schema;
    use crate::scenario::file::{ClockTime, Duration};
    use crate::time::{parse_clock, parse_span};

    /// Formats that JSON Schema gives a meaning of its own.
    const THEIRS: [&str; 8] =
        ["duration", "time", "date-time", "email", "uri", "uuid", "regex", "json-pointer"];

    fn each(value: &Value, look: &mut impl FnMut(&serde_json::Map<String, Value>)) {
        match value {
            Value::Object(rows) => {
                look(rows);
                rows.values().for_each(|below| each(below, look));
            }
            Value::Array(items) => items.iter().for_each(|below| each(below, look)),
            _ => {}
        }
    }

    #[test]
    fn formats_mean_what_strict_editors_take_them_for() {
        let mut ours = 0;
        each(&schema(), &mut |rows| {
            let Some(format) = rows.get("format").and_then(Value::as_str) else { return };
            assert!(!THEIRS.contains(&format), "`{format}` means something else to editors");
            if format.starts_with("portflow-") {
                ours += 1;
                assert!(rows.contains_key("pattern"), "{rows:?}");
            }
        });
        assert!(ours > 5);
    }

    fn pattern<T: schemars::JsonSchema>() -> String {
        let schema = schemars::schema_for!(T).to_value();
        let pattern = schema["pattern"].as_str().expect("a pattern");
        pattern.trim_start_matches('^').trim_end_matches('$').to_string()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_fits_the_pattern_of_a_clock_is_one(text in string_regex(&pattern::<ClockTime>()).expect("a pattern")) {
            prop_assert!(parse_clock(&text).is_ok(), "{text}");
        }

        #[test]
        fn what_fits_the_pattern_of_a_duration_is_one(text in string_regex(&pattern::<Duration>()).expect("a pattern")) {
            // Order and size are left to the door.
            if let Err(why) = parse_span(&text) {
                prop_assert!(
                    ["large to small", "only the last", "thousand years", "not a number that can be used"]
                        .iter()
                        .any(|left| why.contains(left)),
                    "{text}: {why}"
                );
            }
        }
    }
}
