//! Levers: what-if edits, `teams.desk.agents=26`.
//!
//! `teams.desk.agents_per_interval.4=7` edits an element of a list, `….4-9=7` those from 4 to 9 together: the largest of them
//! takes the value, the others keep their share of it.
//!
//! In: a tree and edits. Out: the tree with the edits, and where each edit is said; or problems. Must not
//! know: what keys mean; the walk that follows says whether a new key may be there.

use std::ops::{Range, RangeInclusive};

use super::diagnostic::Place;
use super::problem::{Problem, Step, suggestion};
use super::tree::{Node, Value, value_of};

/// Tables whose keys are names: an edit cannot make a new one.
pub(super) const NAMES: [&str; 10] = [
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
            Ok(made) => edits.extend(made),
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

/// Elements from one to another, `4-9`.
fn range(step: &str) -> Option<RangeInclusive<usize>> {
    let (from, to) = step.split_once('-')?;
    Some(from.parse().ok()?..=to.parse().ok()?).filter(|range| range.start() < range.end())
}

/// Whole numbers of which the largest becomes `value`: each of the others keeps its share of it, rounded up; where all are
/// 0, all become `value`.
pub fn scaled(numbers: &[u32], value: u32) -> Vec<u32> {
    let most = u64::from(numbers.iter().copied().max().unwrap_or(0));
    let of = |number: &u32| match most {
        0 => value,
        most => (u64::from(*number) * u64::from(value)).div_ceil(most) as u32,
    };
    numbers.iter().map(of).collect()
}

fn whole(node: &Node) -> Option<u32> {
    match node.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

/// Sets several whole numbers of a list, the largest to a value and the others in proportion, and says which; `None` where
/// one of them or the value is no whole number.
fn share(items: &mut [Node], several: RangeInclusive<usize>, value: &str) -> Option<RangeInclusive<usize>> {
    let numbers: Vec<u32> = items[several.clone()].iter().map(whole).collect::<Option<_>>()?;
    let value = value.trim().parse().ok()?;
    for (item, number) in items[several.clone()].iter_mut().zip(scaled(&numbers, value)) {
        (item.value, item.span) = (Value::Integer(number.into()), None);
    }
    Some(several)
}

/// What is wrong with a step of a lever: the message, its label, what to do.
type Wrong = (String, &'static str, String);

/// The step into a table: the value of a key, made if it may be there. Whether it may, the walk will say, but for names.
fn into_table<'t>(
    rows: &'t mut Vec<(String, Node)>,
    words: &[&str],
    depth: usize,
    teams: &[String],
) -> Result<&'t mut Node, Wrong> {
    let step = words[depth];
    let index = match rows.iter().position(|(name, _)| name == step) {
        Some(index) => index,
        None if depth == 1 && NAMES.contains(&words[0]) => {
            let known: Vec<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
            let message = format!("`{}` has no `{step}`", words[0]);
            return Err((message, "no such name", suggestion(step, known)));
        }
        None if of_staffing(words) && depth == 3 && !teams.iter().any(|team| team == step) => {
            let known: Vec<&str> = teams.iter().map(String::as_str).collect();
            return Err((format!("there is no team `{step}`"), "no such team", suggestion(step, known)));
        }
        None => {
            rows.push((step.into(), Node::table()));
            rows.len() - 1
        }
    };
    Ok(&mut rows[index].1)
}

/// The step into a list of so many elements: which of them.
fn element(most: usize, step: &str, above: &str) -> Result<usize, Wrong> {
    step.parse::<usize>().ok().filter(|index| *index < most).ok_or_else(|| {
        let help = match most {
            0 => "it is empty".into(),
            1 => "its only element is 0".into(),
            more => format!("elements are counted from 0 to {0}; 0-{0} are all", more - 1),
        };
        let message = format!("`{above}` is a list, `{step}` is none of its elements");
        (message, "no such element", help)
    })
}

/// An edit; of several elements of a list, one each.
fn apply_one(tree: &mut Node, set: &str) -> Result<Vec<Edit>, Box<Broken>> {
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
    let key = parts.last().map_or(0..0, |(_, bytes)| bytes.clone());
    let edit = |path| Edit { set: set.into(), path, key: key.clone(), value: lever.len() + 1..set.len() };
    for (depth, (step, bytes)) in parts.iter().enumerate() {
        let wrong = |(message, label, help): Wrong| broken(bytes.clone(), message, label, help);
        let above = words[..depth].join(".");
        node = match &mut node.value {
            Value::Table(rows) => {
                path.push(Step::Key(step.clone()));
                into_table(rows, &words, depth, &teams).map_err(wrong)?
            }
            Value::List(items) => {
                let most = items.len();
                let several = range(step).filter(|range| depth + 1 == parts.len() && *range.end() < most);
                if let Some(several) = several {
                    let set = share(items, several, value).ok_or_else(|| {
                        let message = format!("elements {step} of `{above}` share one whole number");
                        let help = format!("give them a whole number, or set `{above}` itself");
                        wrong((message, "several elements", help))
                    })?;
                    let one = |index| edit([&path[..], &[Step::Index(index)]].concat());
                    return Ok(set.map(one).collect());
                }
                let index = element(most, step, &above).map_err(wrong)?;
                path.push(Step::Index(index));
                &mut items[index]
            }
            other => {
                let message = format!("`{above}` is {}, nothing lies below it", other.kind());
                let help = format!("set `{above}` itself");
                return Err(wrong((message, "nothing here", help)));
            }
        };
    }
    // The key keeps its place, the value has none: it is said by the edit.
    node.value = value_of(value.trim());
    node.span = None;
    Ok(vec![edit(path)])
}

/// The value that a lever has; of several elements of a list, the largest.
pub(super) fn at<'a>(tree: &'a Node, lever: &str) -> Option<&'a Node> {
    let mut node = tree;
    for (step, _) in parts(lever) {
        node = match &node.value {
            Value::List(items) => match range(&step) {
                Some(several) => items.get(several)?.iter().max_by_key(|item| whole(item))?,
                None => items.get(step.parse::<usize>().ok()?)?,
            },
            _ => node.step(&Step::Key(step))?,
        };
    }
    Some(node)
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

/// An edit of a team in a staffing that selects its teams by a list: the list becomes `use_teams`. An edit of an element of
/// a list that the staffing has from the team's own table: the staffing gets the list.
fn make_room(tree: &mut Node, words: &[&str]) {
    if !of_staffing(words) || words[3].parse::<usize>().is_ok() {
        return;
    }
    let list = words.get(4).filter(|_| words.len() > 5).and_then(|key| {
        let path = ["teams".into(), words[3].into(), (*key).into()];
        let (node, gone) = tree.deepest(&path);
        (gone == path.len() && matches!(node.value, Value::List(_))).then(|| (*key, node.clone()))
    });
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
    let Some((key, list)) = list else { return };
    let team = below(rows, "teams").and_then(|teams| below(teams, words[3]));
    if let Some(team) = team.filter(|team| !team.iter().any(|(known, _)| known == key)) {
        team.push((key.into(), list));
    }
}

/// The rows of the table with this name, made if it is not there; `None` where the name is of something else.
fn below<'a>(rows: &'a mut Vec<(String, Node)>, name: &str) -> Option<&'a mut Vec<(String, Node)>> {
    let place = rows.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
        rows.push((name.into(), Node::table()));
        rows.len() - 1
    });
    match &mut rows[place].1.value {
        Value::Table(rows) => Some(rows),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::Step;
    use super::super::tree::{Value, parse};
    use super::{apply, at, scaled, whole};

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

    #[test]
    fn elements_of_a_list_are_edited_one_by_one_and_together() {
        let text = "[teams.desk]\nplan = [2, 4, 8, 8, 0]\n[staffings.flow]\nladder = [\"anyone\"]\n";
        let mut tree = parse(text).unwrap();
        assert_eq!(at(&tree, "teams.desk.plan.0-3").and_then(whole), Some(8));
        let sets = ["teams.desk.plan.0-2=4", "staffings.flow.teams.desk.plan.4=9", "teams.desk.plan.3=7"];
        let (edits, problems) = apply(&mut tree, &sets.map(String::from));
        // An edit for each element: whatever is wrong with one is said where it was written.
        assert_eq!((edits.len(), problems.len()), (5, 0), "{problems:?}");
        let numbers = |lever: &str| match &at(&tree, lever).expect("it is there").value {
            Value::List(items) => items.iter().map(|item| item.value.clone()).collect::<Vec<_>>(),
            other => panic!("{other:?} is no list"),
        };
        let whole = |numbers: [i64; 5]| numbers.map(Value::Integer).to_vec();
        assert_eq!(numbers("teams.desk.plan"), whole([1, 2, 4, 7, 0]));
        // The staffing has a list of its own from when it was edited on.
        assert_eq!(numbers("staffings.flow.teams.desk.plan"), whole([1, 2, 4, 8, 9]));
        for (set, words) in [
            ("teams.desk.plan.3-9=4", "none of its elements"),
            ("teams.desk.plan.1-2=few", "share one whole number"),
            ("teams.desk.plan.1-2=-4", "share one whole number"),
            ("teams.desk.plan.1-2.x=4", "none of its elements"),
        ] {
            let (_, problems) = apply(&mut tree, &[set.into()]);
            assert!(problems[0].0.message.contains(words), "{set}: {}", problems[0].0.message);
        }
    }

    #[test]
    fn shares_of_the_largest() {
        assert_eq!(scaled(&[3, 6, 6], 6), [3, 6, 6]);
        assert_eq!(scaled(&[3, 6, 1], 7), [4, 7, 2]);
        assert_eq!((scaled(&[0, 0], 2), scaled(&[5, 0], 0)), (vec![2, 2], vec![0, 0]));
    }
}
