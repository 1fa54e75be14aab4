//! A file that does not fit, mended so far that the rest of it can be looked at; and what is told of the rest.
//!
//! In: a tree, the problems of form that it has. Out: the tree with something else in their place, and which further
//! problems are there without the mending, too. Must not know: spans, how a problem is shown. Nothing is ever run with a
//! mended tree.

use serde_json::Value as Json;

use super::lever::NAMES;
use super::problem::{Problem, Step};
use super::stand_in;
use super::tree::{Node, Value};
use super::walk;

/// How often a file is mended: what is mended may bring up more.
const ROUNDS: usize = 4;
/// Keys on which it depends how people and accounts are called.
const NAMING: [&str; 9] = [
    "accounts",
    "people",
    "agents",
    "agents_per_interval",
    "waves",
    "review",
    "roster",
    "teams",
    "use_teams",
];
/// Keys that name people, or accounts.
const CALLED: [&str; 5] = ["accounts", "deputy", "portfolio", "successor", "unfilled"];

/// A mended file.
#[derive(Debug)]
pub(super) struct Mended {
    pub(super) tree: Node,
    /// What was mended: the place, and the name that a misspelt key there now has.
    places: Vec<(Vec<Step>, Option<String>)>,
    /// Problems of form behind misspelt keys.
    pub(super) behind: Vec<Problem>,
}

fn has(path: &[Step], words: &[&str]) -> bool {
    path.iter().any(|step| matches!(step, Step::Key(key) if words.contains(&key.as_str())))
}

fn first(path: &[Step]) -> &str {
    match path.first() {
        Some(Step::Key(key)) => key,
        _ => "",
    }
}

/// A whole table of names that stand elsewhere, too: without it, everything that names them would look wrong.
fn is_of_names(path: &[Step]) -> bool {
    path.len() < 2 && NAMES.contains(&first(path))
}

impl Mended {
    /// The tree without what does not fit; `None` where too much would be missing to look further.
    pub(super) fn of(tree: &Node, problems: &[Problem], schema: &Json) -> Option<Self> {
        let mut mended = Self { tree: tree.clone(), places: Vec::new(), behind: Vec::new() };
        let mut left = problems.to_vec();
        for _ in 0..ROUNDS {
            for problem in &left {
                mended.mend(problem)?;
            }
            left = walk::walk(&mended.tree, schema);
            if left.is_empty() {
                return Some(mended);
            }
            for problem in &left {
                let told = mended.as_written(problem.clone());
                if told.path != problem.path {
                    mended.behind.push(told);
                }
            }
        }
        None
    }

    fn mend(&mut self, problem: &Problem) -> Option<()> {
        if let Some(meant) = &problem.meant {
            rename(&mut self.tree, &problem.path, meant);
            self.places.push((problem.path.clone(), Some(meant.clone())));
            return Some(());
        }
        if let Some((path, value)) = &problem.stand_in {
            if is_of_names(path) {
                return None;
            }
            put(&mut self.tree, path, stand_in::node(value));
            self.places.push((path.clone(), None));
            return Some(());
        }
        if problem.path.is_empty() || is_of_names(&problem.path) {
            return None;
        }
        remove(&mut self.tree, &problem.path);
        self.places.push((problem.path.clone(), None));
        Some(())
    }

    /// A problem with its path as the file has it, where misspelt keys were given the names that they stand for.
    pub(super) fn as_written(&self, mut problem: Problem) -> Problem {
        for (path, meant) in self.places.iter().rev() {
            let (Some(meant), Some((written, above))) = (meant, path.split_last()) else { continue };
            let is_meant = problem.path.get(above.len()) == Some(&Step::from(meant.as_str()));
            if is_meant && problem.path.starts_with(above) {
                problem.path[above.len()] = written.clone();
            }
        }
        problem
    }

    /// Whether a problem found in the mended file is there without the mending, too, as far as can be told: better one told
    /// later than one that is none.
    pub(super) fn stands(&self, problem: &Problem) -> bool {
        !matches!(problem.code, "uncovered" | "unreachable")
            // Text that stands in for other text may be named anywhere.
            && !problem.message.contains(&format!("`{}`", stand_in::TEXT))
            && self.places.iter().all(|(path, meant)| meant.is_some() || !may_follow(problem, path))
    }
}

/// Whether a problem may be there only because something else stands at a place.
fn may_follow(problem: &Problem, gone: &[Step]) -> bool {
    let path = &problem.path;
    if problem.file.is_some() && path.is_empty() {
        // In the rows of another file: of names, and of dates.
        return matches!(first(gone), "run" | "channels" | "groups" | "reasons") || gone.len() < 2;
    }
    if path.starts_with(gone) || gone.starts_with(path) {
        return true;
    }
    let together = path.len() > 1 && gone.len() > 1 && path[..2] == gone[..2];
    match problem.code {
        // Of one value by itself.
        "unit" | "word" | "days" | "name" => false,
        // It looks at whatever accounts are worth, and at who knows them.
        _ if first(path) == "satisfaction" => true,
        "unknown_name" => {
            let of_people = has(path, &CALLED);
            of_people && has(gone, &NAMING) || together && has(gone, &["teams", "use_teams"])
        }
        "range" if has(path, &["requests_per_day", "leavers_per_year"]) => {
            path.len() > 2 && gone.len() > 2 && path[..3] == gone[..3]
        }
        "deputy" | "succession" => has(gone, &NAMING),
        "hours" => together || has(gone, &["opening"]),
        "empty" if first(path) == "staffings" && path.len() == 2 => {
            matches!(first(gone), "teams" | "staffings" | "run")
        }
        "empty" | "ladder" => together,
        "missing_key" => {
            first(path) == first(gone)
                || matches!(first(gone), "opening" | "reasons" | "measured_under")
                || matches!(first(path), "teams" | "staffings")
                    && matches!(first(gone), "sites" | "rosters" | "teams")
        }
        "shift" => matches!(first(gone), "shifts" | "sites" | "channels" | "opening" | "teams"),
        _ => {
            first(path) == first(gone)
                || matches!(
                    first(gone),
                    "run" | "opening" | "teams" | "rosters" | "groups" | "demand" | "goals" | "channels"
                )
        }
    }
}

/// Gives a misspelt key the name that was meant, so that the rest of its table can be looked at.
fn rename(node: &mut Node, path: &[Step], meant: &str) {
    let Some((Step::Key(key), above)) = path.split_last() else { return };
    let Some(Node { value: Value::Table(rows), .. }) = at(node, above) else { return };
    if let Some((name, _)) = rows.iter_mut().find(|(name, _)| name == key) {
        *name = meant.into();
    }
}

/// Puts a value at a place; a new key where there is none.
fn put(node: &mut Node, path: &[Step], value: Node) {
    let Some((last, above)) = path.split_last() else { return };
    let Some(above) = at(node, above) else { return };
    match (&mut above.value, last) {
        (Value::Table(rows), Step::Key(key)) => match rows.iter_mut().find(|(name, _)| name == key) {
            Some((_, there)) => *there = value,
            None => rows.push((key.clone(), value)),
        },
        (Value::List(items), Step::Index(index)) => {
            if let Some(there) = items.get_mut(*index) {
                *there = value;
            }
        }
        _ => {}
    }
}

fn remove(node: &mut Node, path: &[Step]) {
    let Some((Step::Key(key), above)) = path.split_last() else { return };
    if let Some(Node { value: Value::Table(rows), .. }) = at(node, above) {
        rows.retain(|(name, _)| name != key);
    }
}

fn at<'n>(node: &'n mut Node, path: &[Step]) -> Option<&'n mut Node> {
    let Some((step, rest)) = path.split_first() else { return Some(node) };
    let below = match (&mut node.value, step) {
        (Value::Table(rows), Step::Key(key)) => {
            rows.iter_mut().find(|(name, _)| name == key).map(|(_, below)| below)
        }
        (Value::List(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    };
    at(below?, rest)
}

#[cfg(test)]
mod tests {
    use super::{Problem, Step, may_follow};

    fn path(dotted: &str) -> Vec<Step> {
        dotted.split('.').map(Step::from).collect()
    }

    fn problem(code: &'static str, dotted: &str) -> Problem {
        Problem::new(code, &path(dotted), code, "")
    }

    #[test]
    fn what_a_missing_key_brings_about_is_not_told() {
        let gone = path("teams.desk.agnts");
        assert!(may_follow(&problem("missing_key", "teams.desk"), &gone));
        assert!(may_follow(&problem("range", "teams.desk.waves"), &gone));
        assert!(!may_follow(&problem("unknown_name", "goals.phone.channel"), &gone));
        let gone = path("teams.desk.agents");
        assert!(may_follow(&problem("unknown_name", "staffings.own.portfolio.anna"), &gone));
        assert!(may_follow(&problem("empty", "staffings.own"), &gone));
    }
}
