//! Problems that only repeat others.
//!
//! In: problems. Out: those worth showing. Must not know: spans, how a problem is shown.

use std::collections::BTreeSet;

use super::problem::{Problem, Step};

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
        "empty" => {
            problem.path.len() == 2
                && from.code == "unknown_name"
                && below(2)
                && (from_has("teams") || from_has("use_teams"))
        }
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

#[cfg(test)]
mod tests {
    use super::{Problem, Step, without_echoes};

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
}
