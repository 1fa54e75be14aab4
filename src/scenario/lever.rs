//! Levers: what-if edits, `teams.desk.agents=26`.
//!
//! In: a tree and edits. Out: the tree with the edits, or problems. Must not know: what keys mean; the
//! walk that follows says whether a new key may be there.

use super::problem::{Problem, Step, suggestion};
use super::tree::{Node, Value, value_of};

/// Applies edits in order.
pub fn apply(tree: &mut Node, sets: &[String]) -> Vec<Problem> {
    sets.iter().filter_map(|set| apply_one(tree, set).err()).map(|problem| *problem).collect()
}

/// A dotted path; parts in double quotes may hold dots.
pub fn path(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            letter => {
                if let Some(part) = parts.last_mut() {
                    part.push(letter);
                }
            }
        }
    }
    parts.iter().map(|part| part.trim().to_string()).collect()
}

fn apply_one(tree: &mut Node, set: &str) -> Result<(), Box<Problem>> {
    let broken = |message: String, help: String| Box::new(Problem::new("lever", &[], message, "").help(help));
    let Some((lever, value)) = set.split_once('=') else {
        return Err(broken(
            format!("--set {set}: there is no `=`"),
            "write a lever and its value, --set teams.desk.agents=26".into(),
        ));
    };
    let steps = path(lever);
    let mut node = tree;
    for (depth, step) in steps.iter().enumerate() {
        let last = depth + 1 == steps.len();
        let found = match &mut node.value {
            Value::Table(rows) => {
                let index = rows.iter().position(|(name, _)| name == step);
                // A table at the top may be missing as a whole; below, names must exist, and keys are checked by the walk.
                let index = match index {
                    Some(index) => index,
                    None if last || depth == 0 || depth == 2 => {
                        rows.push((step.clone(), Node::table()));
                        rows.len() - 1
                    }
                    None => {
                        let known: Vec<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
                        let above = steps[..depth].join(".");
                        let help = suggestion(step, known);
                        return Err(broken(format!("--set {set}: `{above}` has no `{step}`"), help));
                    }
                };
                &mut rows[index].1
            }
            Value::List(items) => {
                let most = items.len();
                if let Some(item) = step.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                    item
                } else {
                    let above = steps[..depth].join(".");
                    return Err(broken(
                        format!("--set {set}: `{above}` is a list of {most}, `{step}` is none of them"),
                        format!("elements are counted from 0 to {}", most.saturating_sub(1)),
                    ));
                }
            }
            other => {
                let above = steps[..depth].join(".");
                let kind = other.kind();
                return Err(broken(
                    format!("--set {set}: `{above}` is {kind}, nothing lies below it"),
                    format!("set `{above}` itself"),
                ));
            }
        };
        node = found;
    }
    // The key keeps its place: a problem with the value then points at it.
    node.value = value_of(value.trim());
    node.span = None;
    Ok(())
}

/// Steps of a lever, for looking a place up.
pub fn steps(lever: &str) -> Vec<Step> {
    path(lever).into_iter().map(Step::Key).collect()
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
        let problems = apply(&mut tree, &sets.map(String::from));
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].help.as_ref().unwrap().contains("desk"));
        let at = |path: &[Step]| tree.deepest(path).0.value.clone();
        assert_eq!(at(&["teams".into(), "desk".into(), "agents".into()]), Value::Integer(26));
        let after = ["teams".into(), "desk".into(), "ladder".into(), 1.into(), "after".into()];
        assert_eq!(at(&after), Value::Text("30s".into()));
    }
}
