//! A TOML document as a tree of values, each with its place in the text.
//!
//! In: text. Out: [`Node`]s in file order, or syntax problems. Must not know: what keys mean.

use std::ops::Range;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, Step};
use super::remedy::slip;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the text; `None` for values that come from `--set`.
    pub span: Option<Range<usize>>,
    /// The bytes of its key.
    pub key_span: Option<Range<usize>>,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text (dates and times, too).
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Boolean(bool),
    /// A list.
    List(Vec<Node>),
    /// A table, in file order.
    Table(Vec<(String, Node)>),
}

impl Value {
    /// The word for its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

impl Node {
    /// An empty table.
    pub fn table() -> Self {
        Self { value: Value::Table(Vec::new()), span: None, key_span: None }
    }

    /// The node one step below.
    pub fn step(&self, step: &Step) -> Option<&Self> {
        match (&self.value, step) {
            (Value::Table(rows), Step::Key(key)) => {
                rows.iter().find(|(name, _)| name == key).map(|(_, node)| node)
            }
            (Value::List(items), Step::Index(index)) => items.get(*index),
            _ => None,
        }
    }

    /// The node at a path, or its deepest ancestor that exists, and how many steps were gone.
    pub fn deepest(&self, path: &[Step]) -> (&Self, usize) {
        let mut node = self;
        for (gone, step) in path.iter().enumerate() {
            match node.step(step) {
                Some(below) => node = below,
                None => return (node, gone),
            }
        }
        (node, path.len())
    }

    /// Canonical text: keys sorted, one spelling per value; equal for equal scenarios.
    pub fn canonical(&self, out: &mut String) {
        use std::fmt::Write as _;
        match &self.value {
            Value::Text(text) => {
                let _ = write!(out, "{text:?}");
            }
            Value::Integer(number) => {
                let _ = write!(out, "{}", *number as f64);
            }
            Value::Float(number) => {
                let _ = write!(out, "{number}");
            }
            Value::Boolean(flag) => {
                let _ = write!(out, "{flag}");
            }
            Value::List(items) => {
                out.push('[');
                for item in items {
                    item.canonical(out);
                    out.push(',');
                }
                out.push(']');
            }
            Value::Table(rows) => {
                let mut rows: Vec<_> = rows.iter().collect();
                rows.sort_by(|a, b| a.0.cmp(&b.0));
                out.push('{');
                for (key, node) in rows {
                    let _ = write!(out, "{key:?}:");
                    node.canonical(out);
                    out.push(',');
                }
                out.push('}');
            }
        }
    }
}

/// How many syntax errors are shown: one mistake often causes several.
const SHOWN: usize = 3;

/// A syntax error: what, and where in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Syntax {
    /// As a problem (its path is empty).
    pub problem: Problem,
    /// The bytes concerned.
    pub span: Range<usize>,
}

/// Reads a document.
///
/// # Errors
/// The first syntax errors, when there are any.
pub fn parse(text: &str) -> Result<Node, Vec<Syntax>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = table.span();
        return Ok(Node { value: of_table(table.into_inner()), span: Some(span), key_span: None });
    }
    // One slip often stops the reading several times at the same place.
    let mut places: Vec<usize> = Vec::new();
    let mut syntax = Vec::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        if places.contains(&span.start) || places.len() == SHOWN {
            continue;
        }
        places.push(span.start);
        syntax.push(told(text, error.message(), span));
    }
    Err(syntax)
}

/// One syntax error, with what to write where that can be seen.
fn told(text: &str, said: &str, span: Range<usize>) -> Syntax {
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |place| place + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let slip = slip(line, before.len() - start).filter(|_| !said.contains("duplicate"));
    let letters = foreign_letters(line, before.len() - start).filter(|_| said.contains("unquoted key"));
    if let Some((key, quoted)) = letters {
        let message = format!("this is not TOML: the key `{key}` has letters that may only stand in quotes");
        let mut problem = Problem::new("syntax", &[], message, "here");
        problem.help = Some(format!("write it as {quoted}, or without such letters"));
        return Syntax { problem, span };
    }
    let (cause, help) = match slip {
        Some((raw, true, help)) => (format!("`{raw}` is no number"), Some(help)),
        Some((raw, false, help)) => (format!("`{raw}` is neither a number nor text in quotes"), Some(help)),
        _ => (said.to_owned(), remedy(said).map(String::from)),
    };
    let mut problem = Problem::new("syntax", &[], format!("this is not TOML: {cause}"), "here");
    problem.help = help;
    Syntax { problem, span }
}

/// The key of a line, or the part of a table's name, that reading stopped in at a letter that is not a plain one; and how it is
/// written.
fn foreign_letters(line: &str, at: usize) -> Option<(String, String)> {
    let is_of_key = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    let letter = line.get(at..)?.chars().next()?;
    if letter.is_ascii() || !letter.is_alphabetic() {
        return None;
    }
    let from = line[..at].rfind(|one| !is_of_key(one)).map_or(0, |place| place + 1);
    let end = line[at..].find(|one| !is_of_key(one)).map_or(line.len(), |place| at + place);
    let key = &line[from..end];
    Some((key.into(), format!("\"{key}\"")))
}

/// What to do about the commonest slips.
fn remedy(message: &str) -> Option<&'static str> {
    let remedies = [
        ("quoted", "a value follows `=`; text stands in double quotes, such as \"20s\""),
        ("duplicate", "a key stands once in its table: keep one of the two"),
        ("unclosed", "close it on the same line"),
    ];
    remedies.iter().find(|(word, _)| message.contains(word)).map(|(_, help)| *help)
}

fn of_table(table: DeTable<'_>) -> Value {
    let mut rows: Vec<(String, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let (key_span, span) = (key.span(), value.span());
            let node =
                Node { value: of_value(value.into_inner()), span: Some(span), key_span: Some(key_span) };
            (key.into_inner().into_owned(), node)
        })
        .collect();
    // The parser sorts by name; the file's order is that of the places.
    rows.sort_by_key(|(_, node)| node.key_span.as_ref().map_or(0, |span| span.start));
    Value::Table(rows)
}

fn of_value(value: DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or_else(|_| Value::Float(f64::INFINITY), Value::Integer),
        DeValue::Float(number) => {
            number.as_str().replace('_', "").parse().map_or(Value::Float(f64::NAN), Value::Float)
        }
        DeValue::Boolean(flag) => Value::Boolean(flag),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| {
                    let span = item.span();
                    Node { value: of_value(item.into_inner()), span: Some(span), key_span: None }
                })
                .collect(),
        ),
        DeValue::Table(table) => of_table(table),
    }
}

/// A value given by `--set`: TOML if it reads as such, else text.
pub fn value_of(text: &str) -> Value {
    DeValue::parse(text).map_or_else(
        |_| Value::Text(text.to_string()),
        |value| {
            let mut node = Node { value: of_value(value.into_inner()), span: None, key_span: None };
            forget_places(&mut node);
            node.value
        },
    )
}

fn forget_places(node: &mut Node) {
    (node.span, node.key_span) = (None, None);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(forget_places),
        Value::Table(rows) => rows.iter_mut().for_each(|(_, below)| forget_places(below)),
        _ => {}
    }
}

impl<'de> IntoDeserializer<'de> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> de::Deserializer<'de> for &'de Node {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match &self.value {
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Boolean(flag) => visitor.visit_bool(*flag),
            Value::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Value::Table(rows) => {
                visitor.visit_map(MapDeserializer::new(rows.iter().map(|(key, node)| (key.as_str(), node))))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        match &self.value {
            Value::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Value::Table(rows) => {
                let rows = MapDeserializer::new(rows.iter().map(|(key, node)| (key.as_str(), node)));
                visitor.visit_enum(de::value::MapAccessDeserializer::new(rows))
            }
            other => Err(de::Error::custom(format!(
                "{name} is one of {}, not {}",
                variants.join(", "),
                other.kind()
            ))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}
