//! The walk: a tree held against the JSON Schema that `portflow schema` prints.
//!
//! Every unknown key, missing key, wrong kind, unit or range is collected. In: a tree and a schema.
//! Out: problems. Must not know: what keys mean beyond what the schema says.

use serde_json::Value as Json;

use super::file::years;
use super::kinds::{is_null, is_of_type, wanted, wants, words};
use super::problem::{Problem, Step, meant, suggestion};
use super::remedy;
use super::stand_in::plainest;
use super::tree::{Node, Value};
use crate::math::counted;
use crate::time::{Date, parse_clock, parse_span};

/// Holds a tree against a schema.
pub fn walk(tree: &Node, schema: &Json) -> Vec<Problem> {
    let mut walker = Walker { root: schema, path: Vec::new(), problems: Vec::new() };
    walker.node(tree, schema);
    walker.problems
}

struct Walker<'a> {
    root: &'a Json,
    path: Vec<Step>,
    problems: Vec<Problem>,
}

fn list<'a>(schema: &'a Json, key: &str) -> impl Iterator<Item = &'a Json> {
    schema.get(key).and_then(Json::as_array).into_iter().flatten()
}

impl<'a> Walker<'a> {
    /// Follows references.
    fn resolve(&self, schema: &'a Json) -> &'a Json {
        match schema.get("$ref").and_then(Json::as_str).and_then(|name| name.strip_prefix('#')) {
            Some(pointer) => self.root.pointer(pointer).map_or(schema, |found| self.resolve(found)),
            None => schema,
        }
    }

    fn say(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn node(&mut self, node: &Node, schema: &'a Json) {
        let said = schema.get("description").and_then(Json::as_str);
        let schema = self.resolve(schema);
        let mut branches: Vec<&Json> = list(schema, "anyOf").chain(list(schema, "oneOf")).collect();
        if !branches.is_empty() {
            branches = branches.into_iter().flat_map(|branch| self.leaves(branch)).collect();
            self.one_of(node, &branches, said);
            return;
        }
        if !is_of_type(node, schema) {
            let wanted = wanted(&[schema]);
            let label = format!("this is {}", node.value.kind());
            let mut problem =
                Problem::new("type", &self.path, format!("{} should be {wanted}", self.name()), label);
            problem.help = self.remedy(node, &[schema], said);
            self.say(problem);
            return;
        }
        match &node.value {
            Value::Table(rows) => self.table(rows, schema),
            Value::List(items) => self.list(items, schema),
            Value::Text(text) => self.text(text, schema),
            Value::Integer(number) => self.number(*number as f64, schema),
            Value::Float(number) => self.number(*number, schema),
            Value::Boolean(_) => {}
        }
    }

    /// A value at the path as it is; what could stand in for it is noted where it is wrong and the rest needs one.
    fn below(&mut self, node: &Node, schema: &'a Json, needed: bool) {
        let before = self.problems.len();
        self.node(node, schema);
        if !needed {
            return;
        }
        let (root, path) = (self.root, &self.path);
        let here = |problem: &&mut Problem| problem.path == *path && problem.code != "missing_key";
        for problem in self.problems[before..].iter_mut().filter(here) {
            problem.stand_in.get_or_insert_with(|| (path.clone(), plainest(root, schema, 0)));
        }
    }

    /// Alternatives of alternatives, laid flat.
    fn leaves(&self, schema: &'a Json) -> Vec<&'a Json> {
        let schema = self.resolve(schema);
        let below: Vec<&Json> = list(schema, "anyOf").chain(list(schema, "oneOf")).collect();
        if below.is_empty() {
            return vec![schema];
        }
        below.into_iter().flat_map(|branch| self.leaves(branch)).collect()
    }

    /// One of several alternatives: told apart by kind, then by the key that a table must have.
    fn one_of(&mut self, node: &Node, branches: &[&'a Json], said: Option<&str>) {
        let fitting: Vec<&Json> =
            branches.iter().copied().filter(|branch| is_of_type(node, branch)).collect();
        if fitting.is_empty() {
            let branches: Vec<&Json> = branches.iter().copied().filter(|branch| !is_null(branch)).collect();
            let wanted = wanted(&branches);
            let label = format!("this is {}", node.value.kind());
            let message = format!("{} should be {wanted}", self.name());
            let mut problem = Problem::new("type", &self.path, message, label);
            problem.help = self.remedy(node, &branches, said);
            self.say(problem);
            return;
        }
        if let Value::Text(word) = &node.value
            && let Some(figures) = branches.iter().find_map(|branch| figures_of(self, word, branch))
        {
            let message = format!("{}: `{word}` alone says nothing; it needs its figures", self.name());
            let help = self.write(&figures);
            self.say(Problem::new("type", &self.path, message, "no figures").help(help));
            return;
        }
        if let Value::Table(rows) = &node.value
            && fitting.len() > 1
            && self.tagged(node, rows, &fitting)
        {
            return;
        }
        // Try each: the one with the fewest problems is what was meant.
        let mut best: Option<Vec<Problem>> = None;
        for branch in fitting {
            let problems = self.tried(node, branch);
            if best.as_ref().is_none_or(|best| badness(node, &problems) < badness(node, best)) {
                best = Some(problems);
            }
        }
        let mut problems = best.unwrap_or_default();
        if let (Value::Text(text), [problem]) = (&node.value, problems.as_mut_slice()) {
            self.of_text(text, branches, problem);
        }
        self.problems.extend(problems);
    }

    /// Tagged tables, of which one key names the alternative: whether all is said of one.
    fn tagged(&mut self, node: &Node, rows: &[(String, Node)], fitting: &[&'a Json]) -> bool {
        let tagged = |branch: &&&Json| {
            let tags: Vec<&str> = list(branch, "required").filter_map(Json::as_str).collect();
            !tags.is_empty() && tags.iter().all(|tag| rows.iter().any(|(key, _)| key == tag))
        };
        if let Some(branch) = fitting.iter().find(tagged) {
            self.node(node, branch);
            return true;
        }
        if let Some(problems) = self.but_for_spelling(node, fitting) {
            self.problems.extend(problems);
            return true;
        }
        let tags: Vec<&str> = fitting
            .iter()
            .filter_map(|branch| list(branch, "required").next().and_then(Json::as_str))
            .collect();
        if tags.len() == fitting.len() {
            let word = rows.first().map_or("", |(key, _)| key.as_str());
            let message = format!("{} should have one of the keys {}", self.name(), tags.join(", "));
            let help = suggestion(word, tags);
            self.say(Problem::new("alternative", &self.path, message, "none of them is here").help(help));
            return true;
        }
        false
    }

    /// Says of a text that is none of its alternatives what it may be, by all of them.
    fn of_text(&self, text: &str, branches: &[&Json], problem: &mut Problem) {
        // All the words there are, from all alternatives.
        let words: Vec<&str> = branches.iter().flat_map(|branch| words(branch)).collect();
        if problem.code == "word" && !words.is_empty() {
            problem.help = Some(suggestion(text, words.iter().copied()));
        }
        // A number that is dressed up, where one may stand beside text with a unit.
        let number = remedy::as_number(text).filter(|number| number != text.trim());
        if let (true, Some(number)) =
            (problem.code == "unit" && (wants(branches, "number") || wants(branches, "integer")), number)
        {
            problem.message = format!("{} should be {}", self.name(), wanted(branches));
            problem.help = Some(self.write(&number));
        }
        // A word, where other things than a time may stand, is no time gone wrong.
        let is_word = text.trim_start().starts_with(char::is_alphabetic);
        let others: Vec<&Json> = branches.iter().copied().filter(|branch| !is_null(branch)).collect();
        if problem.code == "unit" && is_word && others.len() > 1 && words.is_empty() {
            problem.message = format!("{} should be {}, not `{text}`", self.name(), wanted(&others));
            let tag = |branch: &&Json| {
                let tags: Vec<&str> = list(branch, "required").filter_map(Json::as_str).collect();
                if let [tag] = tags[..] { Some(format!("`{tag}`")) } else { None }
            };
            let tags: Vec<String> = others.iter().filter_map(tag).collect();
            if let (Some(help), false) = (&mut problem.help, tags.is_empty()) {
                *help += ", or a table with one of ";
                *help += &tags.join(", ");
            }
        }
    }

    /// What would be wrong with a value as one of its alternatives.
    fn tried(&self, node: &Node, branch: &'a Json) -> Vec<Problem> {
        let mut trial = Walker { root: self.root, path: self.path.clone(), problems: Vec::new() };
        trial.node(node, branch);
        trial.problems
    }

    /// The misspelt keys of a table that is one of the alternatives but for them.
    fn but_for_spelling(&self, node: &Node, branches: &[&'a Json]) -> Option<Vec<Problem>> {
        let tried = branches.iter().map(|branch| self.tried(node, branch));
        tried
            .filter(|problems| !problems.is_empty() && problems.iter().all(|problem| problem.meant.is_some()))
            .min_by_key(Vec::len)
    }

    /// The key that a value is of; `None` in lists.
    fn key(&self) -> Option<&str> {
        match self.path.last() {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    fn write(&self, value: &str) -> String {
        self.key().map_or(format!("write {value}"), |key| format!("write {key} = {value}"))
    }

    /// What to do about a value of the wrong kind: what to write, or what the key means, or what its alternatives do.
    fn remedy(&self, node: &Node, branches: &[&Json], said: Option<&str>) -> Option<String> {
        let said = said.map(first_line);
        let described = || {
            let said = branches.iter().filter_map(|branch| branch.get("description").and_then(Json::as_str));
            let all: Vec<String> = said.map(first_line).collect();
            (!all.is_empty()).then(|| all.join(" "))
        };
        // Of a table, the keys say more than what it is.
        let keys = || {
            let [only] = branches else { return None };
            let all = only.get("properties").and_then(Json::as_object)?;
            let some: Vec<&str> = all.keys().take(3).map(String::as_str).collect();
            Some(format!("give it keys of its own, such as {}", some.join(", ")))
        };
        let described = said.clone().or_else(described);
        remedy::instead(&node.value, branches, self.key(), described.as_deref()).or_else(keys).or(described)
    }

    fn name(&self) -> String {
        match self.path.last() {
            Some(Step::Key(key)) => format!("`{key}`"),
            // As people count.
            Some(Step::Index(index)) => format!("number {} of the list", index + 1),
            None => "the file".into(),
        }
    }

    fn table(&mut self, rows: &[(String, Node)], schema: &'a Json) {
        let properties = schema.get("properties").and_then(Json::as_object);
        let others = schema.get("additionalProperties");
        // Keys that are there under a misspelt name are not missing.
        let mut misspelt: Vec<&str> = Vec::new();
        for (key, node) in rows {
            self.path.push(Step::Key(key.clone()));
            if let Some(known) = properties.and_then(|properties| properties.get(key)) {
                let needed = list(schema, "required").any(|one| one.as_str() == Some(key));
                self.below(node, known, needed);
            } else if let Some(others) = others.filter(|others| others.is_object()) {
                self.below(node, others, true);
            } else if others == Some(&Json::Bool(false)) {
                let known: Vec<&str> = properties
                    .into_iter()
                    .flat_map(|properties| properties.keys().map(String::as_str))
                    .collect();
                let absent = known.iter().copied().filter(|name| !rows.iter().any(|(key, _)| key == name));
                let meant = meant(key, absent).filter(|name| !misspelt.contains(name));
                misspelt.extend(meant);
                let help =
                    meant.map_or_else(|| suggestion(key, known), |name| format!("did you mean `{name}`?"));
                let message = format!("there is no key `{key}` here");
                let mut problem =
                    Problem::new("unknown_key", &self.path, message, "unknown key").help(help).at_key();
                problem.meant = meant.map(String::from);
                self.say(problem);
            }
            self.path.pop();
        }
        for key in list(schema, "required").filter_map(Json::as_str) {
            if !rows.iter().any(|(name, _)| name == key) && !misspelt.contains(&key) {
                let message = format!("{} lacks `{key}`", self.name());
                let wanted = properties.and_then(|properties| properties.get(key));
                let mut problem =
                    Problem::new("missing_key", &self.path, message, format!("`{key}` is missing here"))
                        .at_key();
                // What is said of the key here, before what is said of its kind of value.
                let said = |schema: &'a Json| schema.get("description").and_then(Json::as_str);
                let said = wanted.and_then(|schema| said(schema).or_else(|| said(self.resolve(schema))));
                problem.help = said.map(|said| format!("{key}: {}", first_line(said)));
                let place = [&self.path[..], &[Step::from(key)]].concat();
                problem.stand_in = wanted.map(|wanted| (place, plainest(self.root, wanted, 0)));
                self.say(problem);
            }
        }
    }

    fn list(&mut self, items: &[Node], schema: &'a Json) {
        let bound = |key: &str| schema.get(key).and_then(Json::as_u64);
        let count = items.len() as u64;
        if bound("minItems").is_some_and(|least| count < least)
            || bound("maxItems").is_some_and(|most| count > most)
        {
            let wanted = match (bound("minItems"), bound("maxItems")) {
                (Some(least), Some(most)) if least == most => format!("{least}"),
                (Some(least), None) => format!("at least {least}"),
                (None, Some(most)) => format!("at most {most}"),
                (least, most) => format!("{} to {}", least.unwrap_or(0), most.unwrap_or(count)),
            };
            let entries = if wanted.ends_with(" 1") || wanted == "1" { "entry" } else { "entries" };
            let message = format!("{} should have {wanted} {entries}, not {count}", self.name());
            let help = format!("write {wanted} of them, between [ and ]");
            self.say(
                Problem::new("length", &self.path, message, counted(count, "entry", "entries")).help(help),
            );
        }
        if let Some(element) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.path.push(Step::Index(index));
                self.below(item, element, true);
                self.path.pop();
            }
        }
    }

    fn text(&mut self, text: &str, schema: &Json) {
        let words: Vec<&str> = words(schema);
        if !words.is_empty() && !words.contains(&text) {
            let message = format!("{} cannot be `{text}`", self.name());
            let help = suggestion(text, words);
            self.say(Problem::new("word", &self.path, message, "not one of the words").help(help));
        }
        let problem = match schema.get("format").and_then(Json::as_str) {
            Some("portflow-duration") => parse_span(text).err(),
            Some("portflow-clock") => parse_clock(text).err(),
            Some("portflow-term") => years(text).err(),
            Some("date") => Date::parse(text).err(),
            _ => None,
        };
        if let Some(problem) = problem {
            let mut problem =
                Problem::new("unit", &self.path, format!("{}: {problem}", self.name()), "cannot be read");
            let format = schema.get("format").and_then(Json::as_str).unwrap_or_default();
            problem.help = remedy::in_format(format, text);
            self.say(problem);
        }
    }

    fn number(&mut self, number: f64, schema: &Json) {
        let bound = |key: &str| schema.get(key).and_then(Json::as_f64);
        let wrong = if !number.is_finite() {
            Some("a finite number".to_string())
        } else if let Some(least) = bound("minimum").filter(|least| number < *least) {
            Some(format!("at least {least}"))
        } else if let Some(most) = bound("maximum").filter(|most| number > *most) {
            Some(format!("at most {most}"))
        } else if let Some(above) = bound("exclusiveMinimum").filter(|above| number <= *above) {
            Some(format!("above {above}"))
        } else {
            bound("exclusiveMaximum").filter(|below| number >= *below).map(|below| format!("below {below}"))
        };
        if let Some(wanted) = wrong {
            let message = format!("{} should be {wanted}, not {number}", self.name());
            let mut problem = Problem::new("range", &self.path, message, format!("should be {wanted}"));
            problem.help = Some(remedy::in_range(number, schema, self.key()));
            self.say(problem);
        }
    }
}

/// What a table looks like that says what a word means: `{ lognormal = { cv = …, mean = … } }`; `None` unless an alternative is
/// a table under this word alone.
fn figures_of(walker: &Walker<'_>, word: &str, branch: &Json) -> Option<String> {
    let tags: Vec<&str> = list(branch, "required").filter_map(Json::as_str).collect();
    if tags != [word] {
        return None;
    }
    let below = walker.resolve(branch.get("properties")?.get(word)?);
    let Some(keys) = below.get("properties").and_then(Json::as_object) else {
        let is_list = below.get("type").and_then(Json::as_str) == Some("array");
        return Some(format!("{{ {word} = {} }}", if is_list { "[…]" } else { "…" }));
    };
    let is_required = |key: &&String| list(below, "required").any(|one| one.as_str() == Some(key));
    let (first, others): (Vec<&String>, Vec<&String>) = keys.keys().partition(is_required);
    let all: Vec<String> = first.into_iter().chain(others).map(|key| format!("{key} = …")).collect();
    Some(format!("{{ {word} = {{ {} }} }}", all.join(", ")))
}

/// How far values are from what an alternative wants: text that begins like a number is a duration gone wrong.
fn badness(node: &Node, problems: &[Problem]) -> usize {
    let like_number = matches!(&node.value, Value::Text(text) if text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-'));
    let wrong_word = |problem: &&Problem| problem.code == "word";
    let wrong_unit = |problem: &&Problem| problem.code == "unit";
    let unlikely = if like_number {
        problems.iter().filter(wrong_word).count()
    } else {
        problems.iter().filter(wrong_unit).count()
    };
    2 * problems.len() + unlikely
}

fn first_line(said: &str) -> String {
    said.lines().next().unwrap_or_default().to_string()
}
