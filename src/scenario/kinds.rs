//! Kinds of values: what a schema allows, and whether a value is of that kind.
//!
//! In: a value, a part of the JSON Schema. Out: yes or no, words. Must not know: where the value is.

use serde_json::Value as Json;

use super::tree::{Node, Value};

/// Whether a schema is of nothing at all.
pub(super) fn is_null(schema: &Json) -> bool {
    schema.get("type").and_then(Json::as_str) == Some("null")
}

/// The words that a schema allows.
pub(super) fn words(schema: &Json) -> Vec<&str> {
    let listed = schema.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    listed.chain(schema.get("const").and_then(Json::as_str)).collect()
}

/// Whether one of several alternatives is of a kind, by its word in JSON Schema.
pub(super) fn wants(branches: &[&Json], kind: &str) -> bool {
    branches.iter().any(|branch| match branch.get("type") {
        Some(Json::String(one)) => one == kind,
        Some(Json::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    })
}

/// Whether a value is of the kind that a schema wants.
pub(super) fn is_of_type(node: &Node, schema: &Json) -> bool {
    let fits = |kind: &str| {
        matches!(
            (&node.value, kind),
            (Value::Text(_), "string")
                | (Value::Integer(_), "integer" | "number")
                | (Value::Float(_), "number")
                | (Value::Boolean(_), "boolean")
                | (Value::List(_), "array")
                | (Value::Table(_), "object")
        )
    };
    match schema.get("type") {
        Some(Json::String(kind)) => fits(kind),
        Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).any(fits),
        _ if schema.get("const").is_some() || schema.get("enum").is_some() => {
            matches!(node.value, Value::Text(_))
        }
        _ => true,
    }
}

/// What is wanted, in words.
pub(super) fn wanted(branches: &[&Json]) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for branch in branches {
        let format = branch.get("format").and_then(Json::as_str);
        let mut add = |kind: &str| {
            let word = match (kind, format) {
                ("string", Some("portflow-duration")) => "a duration",
                ("string", Some("portflow-clock")) => "a time of day",
                ("string", Some("portflow-term")) => "a number of years or months",
                ("string", Some("date")) => "a date",
                ("string", _) => "text",
                ("integer", _) => "a whole number",
                ("number", _) => "a number",
                ("boolean", _) => "true or false",
                ("array", _) => "a list",
                ("object", _) => "a table",
                _ => return,
            };
            if !kinds.iter().any(|known| known == word) {
                kinds.push(word.into());
            }
        };
        match branch.get("type") {
            Some(Json::String(kind)) => add(kind),
            Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).for_each(add),
            _ => add("string"),
        }
    }
    kinds.join(" or ")
}
