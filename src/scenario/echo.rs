//! Problems that only repeat others, and problems beyond those of form.
//!
//! In: problems, a tree that does not fit the schema. Out: the problems worth showing; a tree without what
//! does not fit, so that the rest can be looked at too. Must not know: spans, how a problem is shown.

use std::collections::BTreeSet;

use super::problem::{Problem, Step};
use super::tree::{Node, Value};

fn key(word: &str) -> Step {
    Step::from(word)
}

/// Codes of problems that may only follow from others.
const ECHOES: [&str; 5] = ["unreachable", "uncovered", "shares", "shift", "empty"];

/// Whether a problem only follows from another.
fn follows(problem: &Problem, from: &Problem) -> bool {
    let below = |depth: usize| {
        problem.path.len() >= depth
            && from.path.len() > depth
            && from.path.starts_with(&problem.path[..depth])
    };
    let from_has = |word: &str| from.path.contains(&key(word));
    match problem.code {
        // A ladder with a rung that is not one; a team that serves what there is not.
        "unreachable" => {
            from.code != "unreachable" && below(2) && (from_has("ladder") || from_has("ladders"))
        }
        "uncovered" => from.code != "uncovered" && (from_has("serves") || from_has("groups") && below(2)),
        // Shares of reasons that there are not.
        "shares" => from.code == "unknown_name" && from.path.starts_with(&problem.path),
        // Hours outside, of a shift whose days cannot be read.
        "shift" => from.code != "shift" && below(2),
        // No team, where those named are not there.
        "empty" => from.code == "unknown_name" && below(2) && (from_has("teams") || from_has("use_teams")),
        _ => false,
    }
}

/// Each problem once, without those that follow from others.
pub(super) fn without_echoes(problems: &[Problem]) -> Vec<Problem> {
    let mut kept: Vec<Problem> = Vec::new();
    let mut said = BTreeSet::new();
    for problem in problems {
        let place = problem.file.as_ref().map(|file| (file.name.as_str(), file.line, file.column));
        let first = said.insert((&problem.path, problem.message.as_str(), place));
        let echo = ECHOES.contains(&problem.code) && problems.iter().any(|other| follows(problem, other));
        if first && !echo {
            kept.push(problem.clone());
        }
    }
    kept
}

/// The tree without the keys that do not fit; `None` where too much would be missing to look further.
pub(super) fn pruned(tree: &Node, problems: &[Problem]) -> Option<Node> {
    let mut tree = tree.clone();
    for problem in problems {
        let path = keyed(&problem.path);
        if let Some(meant) = &problem.meant {
            rename(&mut tree, &problem.path, meant);
            continue;
        }
        // Whole tables of names, and named entries: everything that names them would look wrong.
        if problem.code == "missing_key" || path.len() < 2 {
            return None;
        }
        remove(&mut tree, path);
    }
    Some(tree)
}

/// The path up to its last key: elements of lists are not taken out one by one.
fn keyed(path: &[Step]) -> &[Step] {
    let last = path.iter().rposition(|step| matches!(step, Step::Key(_))).map_or(0, |at| at + 1);
    &path[..last]
}

/// Gives a misspelt key the name that was meant, so that the rest of its table can be looked at.
fn rename(node: &mut Node, path: &[Step], meant: &str) {
    match (&mut node.value, path) {
        (Value::Table(rows), [Step::Key(key), rest @ ..]) => {
            let Some((name, below)) = rows.iter_mut().find(|(name, _)| name == key) else { return };
            if rest.is_empty() {
                *name = meant.into();
            } else {
                rename(below, rest, meant);
            }
        }
        (Value::List(items), [Step::Index(index), rest @ ..]) => {
            if let Some(below) = items.get_mut(*index) {
                rename(below, rest, meant);
            }
        }
        _ => {}
    }
}

fn remove(node: &mut Node, path: &[Step]) {
    match (&mut node.value, path) {
        (Value::Table(rows), [Step::Key(key)]) => rows.retain(|(name, _)| name != key),
        (Value::Table(rows), [Step::Key(key), rest @ ..]) => {
            if let Some((_, below)) = rows.iter_mut().find(|(name, _)| name == key) {
                remove(below, rest);
            }
        }
        (Value::List(items), [Step::Index(index), rest @ ..]) => {
            if let Some(below) = items.get_mut(*index) {
                remove(below, rest);
            }
        }
        _ => {}
    }
}

/// Whether a problem found in a pruned tree is there without the pruning, too, as far as can be told.
pub(super) fn stands(problem: &Problem, pruned: &[Problem]) -> bool {
    if matches!(problem.code, "missing_key" | "uncovered" | "unreachable" | "empty" | "hours") {
        return false;
    }
    pruned.iter().all(|gone| {
        if let Some(meant) = &gone.meant {
            // Its value can be looked at where it stands once its key is right.
            let (above, _) = gone.path.split_at(gone.path.len() - 1);
            return problem.path.get(above.len()) != Some(&key(meant)) || !problem.path.starts_with(above);
        }
        let path = keyed(&gone.path);
        let table = &path[..path.len() - 1];
        !problem.path.starts_with(table) && !table.starts_with(&problem.path)
    })
}

#[cfg(test)]
mod tests {
    use super::{Problem, Step, stands, without_echoes};

    fn problem(code: &'static str, path: &str) -> Problem {
        let path: Vec<Step> = path.split('.').map(Step::from).collect();
        Problem::new(code, &path, code, "")
    }

    #[test]
    fn a_rung_that_is_none_is_said_once() {
        let ladder = problem("word", "staffings.flow.ladder.0");
        let echo = problem("unreachable", "staffings.flow.ladder");
        let other = problem("unreachable", "staffings.team.ladder");
        let kept = without_echoes(&[ladder.clone(), echo, other.clone(), ladder.clone()]);
        assert_eq!(kept, [ladder, other]);
    }

    #[test]
    fn what_a_missing_key_brings_about_is_not_told() {
        let gone = [problem("unknown_key", "teams.desk.agnts")];
        assert!(!stands(&problem("missing_key", "teams.desk"), &gone));
        assert!(!stands(&problem("range", "teams.desk.agents"), &gone));
        assert!(stands(&problem("unknown_name", "goals.phone.channel"), &gone));
    }
}
