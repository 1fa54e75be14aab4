//! Values that stand in for what does not fit, so that the rest of a file can be looked at.
//!
//! In: a part of the JSON Schema. Out: the plainest value that it allows. Must not know: what the value is for. Nothing is
//! ever run with one.

use serde_json::{Map, Value as Json, json};

use super::kinds::{is_null, words};
use super::tree::{Node, Value};

/// Text that stands in for other text.
pub(super) const TEXT: &str = "?";
/// Tables within tables that are filled in, at most.
const DEEPEST: usize = 6;

/// The plainest value of a schema: 1, where numbers are wanted, `"1m"`, where times are, what must be there of a table.
pub(super) fn plainest(root: &Json, schema: &Json, depth: usize) -> Json {
    if let Some(pointer) = schema.get("$ref").and_then(Json::as_str).and_then(|name| name.strip_prefix('#')) {
        return root.pointer(pointer).map_or(Json::Null, |found| plainest(root, found, depth));
    }
    let one_of = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key).and_then(Json::as_array));
    if let Some(first) = one_of.into_iter().flatten().find(|branch| !is_null(branch)) {
        return plainest(root, first, depth);
    }
    if let Some(word) = words(schema).first() {
        return json!(word);
    }
    let kind = match schema.get("type") {
        Some(Json::Array(kinds)) => kinds.first().and_then(Json::as_str),
        kind => kind.and_then(Json::as_str),
    };
    match kind {
        Some("integer") => json!(number(schema) as i64),
        Some("number") => json!(number(schema)),
        Some("boolean") => json!(false),
        Some("string") => json!(match schema.get("format").and_then(Json::as_str) {
            Some("portflow-duration") => "1m",
            Some("portflow-clock") => "12:00",
            Some("portflow-term") => "1y",
            Some("date") => "2026-01-05",
            _ => TEXT,
        }),
        Some("array") => {
            let least = schema.get("minItems").and_then(Json::as_u64).unwrap_or(0);
            let item = schema.get("items").map_or(Json::Null, |item| plainest(root, item, depth));
            Json::Array((0..least).map(|_| item.clone()).collect())
        }
        Some("object") if depth < DEEPEST => {
            let required = schema.get("required").and_then(Json::as_array).into_iter().flatten();
            let row = |key: &Json| {
                let key = key.as_str()?;
                let below = schema.get("properties")?.get(key)?;
                Some((key.to_string(), plainest(root, below, depth + 1)))
            };
            Json::Object(required.filter_map(row).collect::<Map<String, Json>>())
        }
        _ => json!({}),
    }
}

/// 1, or the least number from there on that is allowed, or the most below it.
fn number(schema: &Json) -> f64 {
    let bound = |key: &str| schema.get(key).and_then(Json::as_f64);
    let most = bound("maximum").into_iter().chain(bound("exclusiveMaximum").map(|below| below / 2.0));
    let least = bound("minimum").into_iter().chain(bound("exclusiveMinimum").map(|above| above + 1.0));
    let number = least.fold(1.0, f64::max);
    most.fold(number, f64::min)
}

/// It as a part of a file that stands nowhere.
pub(super) fn node(value: &Json) -> Node {
    let value = match value {
        Json::String(text) => Value::Text(text.clone()),
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or_default()), Value::Integer)
        }
        Json::Array(items) => Value::List(items.iter().map(node).collect()),
        Json::Object(rows) => {
            Value::Table(rows.iter().map(|(key, value)| (key.clone(), node(value))).collect())
        }
        Json::Null => Value::Table(Vec::new()),
    };
    Node { value, span: None, key_span: None }
}
