//! Levers: what-if edits, `teams.desk.agents=26`.
//!
//! In: a tree and edits. Out: the tree with the edits, and where each edit is said; or problems. Must not
//! know: what keys mean; the walk that follows says whether a new key may be there.

use std::ops::Range;

use super::diagnostic::Place;
use super::problem::{Problem, Step, suggestion};
use super::tree::{Node, Value, value_of};

/// Tables whose keys are names: an edit cannot make a new one.
const NAMES: [&str; 10] = [
    "channels",
    "reasons",
    "groups",
    "sites",
    "rosters",
    "shifts",
    "teams",
    "staffings",
    "goals",
    "contracts",
];

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// As it was written.
    pub set: String,
    /// What it changed.
    pub path: Vec<Step>,
    /// Bytes of the last key.
    pub key: Range<usize>,
    /// Bytes of the value.
    pub value: Range<usize>,
}

/// Applies edits in order.
pub fn apply(tree: &mut Node, sets: &[String]) -> (Vec<Edit>, Vec<(Problem, Place)>) {
    let (mut edits, mut problems) = (Vec::new(), Vec::new());
    for set in sets {
        match apply_one(tree, set) {
            Ok(edit) => edits.push(edit),
            Err(broken) => {
                let problem = Problem::new("lever", &[], broken.message, broken.label).help(broken.help);
                problems.push((problem, Place::Edit { set: set.clone(), bytes: broken.at }));
            }
        }
    }
    (edits, problems)
}

/// An edit that cannot be made.
#[derive(Debug)]
struct Broken {
    at: Range<usize>,
    message: String,
    label: &'static str,
    help: String,
}

/// The parts of a dotted path with their bytes; parts in double quotes may hold dots.
pub(super) fn parts(text: &str) -> Vec<(String, Range<usize>)> {
    let mut parts = vec![(String::new(), 0..0)];
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        match letter {
            '.' if !quoted => parts.push((String::new(), end..end)),
            letter => {
                if let Some((part, bytes)) = parts.last_mut() {
                    bytes.end = end;
                    if letter == '"' {
                        quoted = !quoted;
                    } else {
                        part.push(letter);
                    }
                }
            }
        }
    }
    parts.into_iter().map(|(part, bytes)| (part.trim().to_string(), bytes)).collect()
}

fn apply_one(tree: &mut Node, set: &str) -> Result<Edit, Box<Broken>> {
    let broken = |at: Range<usize>, message: String, label, help: String| {
        Box::new(Broken { at, message, label, help })
    };
    let Some((lever, value)) = set.split_once('=') else {
        let help = "write a lever and its value, --set teams.desk.agents=26".into();
        return Err(broken(0..set.len(), "this edit has no `=`".into(), "no value", help));
    };
    let parts = parts(lever);
    if let Some((_, bytes)) = parts.iter().find(|(part, _)| part.is_empty()) {
        let help = "write the dotted path of a key, such as teams.desk.agents".into();
        return Err(broken(bytes.clone(), "this lever names no key".into(), "nothing here", help));
    }
    let words: Vec<&str> = parts.iter().map(|(part, _)| part.as_str()).collect();
    make_room(tree, &words);
    let teams = tree.step(&"teams".into()).map(names).unwrap_or_default();
    let mut node = tree;
    let mut path: Vec<Step> = Vec::new();
    for (depth, (step, bytes)) in parts.iter().enumerate() {
        let above = words[..depth].join(".");
        let found = match &mut node.value {
            Value::Table(rows) => {
                let index = rows.iter().position(|(name, _)| name == step);
                let index = match index {
                    Some(index) => index,
                    None if depth == 1 && NAMES.contains(&words[0]) => {
                        let known: Vec<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
                        let help = suggestion(step, known);
                        let message = format!("`{above}` has no `{step}`");
                        return Err(broken(bytes.clone(), message, "no such name", help));
                    }
                    None if of_staffing(&words) && depth == 3 && !teams.contains(step) => {
                        let known: Vec<&str> = teams.iter().map(String::as_str).collect();
                        let help = suggestion(step, known);
                        let message = format!("there is no team `{step}`");
                        return Err(broken(bytes.clone(), message, "no such team", help));
                    }
                    // Whether the key may be there, the walk will say.
                    None => {
                        rows.push((step.clone(), Node::table()));
                        rows.len() - 1
                    }
                };
                path.push(Step::Key(step.clone()));
                &mut rows[index].1
            }
            Value::List(items) => {
                let most = items.len();
                let Some(index) = step.parse::<usize>().ok().filter(|index| *index < most) else {
                    let help = match most {
                        0 => "it is empty".into(),
                        1 => "its only element is 0".into(),
                        more => format!("elements are counted from 0 to {}", more - 1),
                    };
                    let message = format!("`{above}` is a list, `{step}` is none of its elements");
                    return Err(broken(bytes.clone(), message, "no such element", help));
                };
                path.push(Step::Index(index));
                &mut items[index]
            }
            other => {
                let message = format!("`{above}` is {}, nothing lies below it", other.kind());
                let help = format!("set `{above}` itself");
                return Err(broken(bytes.clone(), message, "nothing here", help));
            }
        };
        node = found;
    }
    // The key keeps its place, the value has none: it is said by the edit.
    node.value = value_of(value.trim());
    node.span = None;
    let key = parts.last().map_or(0..0, |(_, bytes)| bytes.clone());
    Ok(Edit { set: set.into(), path, key, value: lever.len() + 1..set.len() })
}

/// The whole number that a lever has.
pub(super) fn whole_number(tree: &Node, lever: &str) -> Option<u32> {
    let mut node = tree;
    for (step, _) in parts(lever) {
        node = match &node.value {
            Value::List(_) => node.step(&Step::Index(step.parse().ok()?))?,
            _ => node.step(&Step::Key(step))?,
        };
    }
    match node.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

fn of_staffing(words: &[&str]) -> bool {
    words.len() > 3 && words[0] == "staffings" && words[2] == "teams"
}

fn names(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Table(rows) => rows.iter().map(|(name, _)| name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// An edit of a team in a staffing that selects its teams by a list: the list becomes `use_teams`.
fn make_room(tree: &mut Node, words: &[&str]) {
    if !of_staffing(words) || words[3].parse::<usize>().is_ok() {
        return;
    }
    let Value::Table(rows) = &mut tree.value else { return };
    let Some((_, staffings)) = rows.iter_mut().find(|(name, _)| name == "staffings") else { return };
    let Value::Table(rows) = &mut staffings.value else { return };
    let Some((_, staffing)) = rows.iter_mut().find(|(name, _)| name == words[1]) else { return };
    let Value::Table(rows) = &mut staffing.value else { return };
    if let Some((name, _)) =
        rows.iter_mut().find(|(name, node)| name == "teams" && matches!(node.value, Value::List(_)))
    {
        *name = "use_teams".into();
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::Step;
    use super::super::tree::{Value, parse};
    use super::apply;

    #[test]
    fn levers_reach_keys_and_list_elements() {
        let mut tree = parse("[teams.desk]\nagents = 24\nladder = [1, { after = \"20s\" }]\n").unwrap();
        let sets =
            ["teams.desk.agents=26", "teams.desk.ladder.1.after=30s", "teams.dsk.agents=1", "nonsense"];
        let (edits, problems) = apply(&mut tree, &sets.map(String::from));
        assert_eq!((edits.len(), problems.len()), (2, 2), "{problems:?}");
        assert!(problems[0].0.help.as_ref().unwrap().contains("desk"));
        assert_eq!(&edits[1].set[edits[1].key.clone()], "after");
        assert_eq!(&edits[1].set[edits[1].value.clone()], "30s");
        let at = |path: &[Step]| tree.deepest(path).0.value.clone();
        assert_eq!(at(&["teams".into(), "desk".into(), "agents".into()]), Value::Integer(26));
        let after = ["teams".into(), "desk".into(), "ladder".into(), 1.into(), "after".into()];
        assert_eq!(at(&after), Value::Text("30s".into()));
    }

    #[test]
    fn a_staffing_that_selects_teams_can_have_one_edited() {
        let mut tree = parse("[teams.desk]\nagents = 24\n[staffings.flow]\nteams = [\"desk\"]\n").unwrap();
        let sets = ["staffings.flow.teams.desk.agents=26", "demand.busyness.common=0.1"];
        let (edits, problems) = apply(&mut tree, &sets.map(String::from));
        assert_eq!((edits.len(), problems.len()), (2, 0), "{problems:?}");
        let flow = ["staffings".into(), "flow".into()];
        let at = |path: &[Step]| tree.deepest(&[&flow[..], path].concat()).0.value.clone();
        assert!(matches!(at(&["use_teams".into()]), Value::List(_)));
        assert_eq!(at(&["teams".into(), "desk".into(), "agents".into()]), Value::Integer(26));
    }
}
