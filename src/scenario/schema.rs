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
