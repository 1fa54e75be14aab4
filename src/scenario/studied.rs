//! Levers that the file tells its studies to move: whether they are there, and take the values that they are to have.
//!
//! In: the tree, the file, the schema. Out: problems at the places where levers and values are named. Must not know: what a
//! study finds; whether a point compiles is known when it is played.

use serde_json::Value as Json;

use super::along::Along;
use super::around::{Around, End};
use super::file::{FreeLever, LeverValue, Scenario, SweptLever};
use super::lever::{apply, at, parts};
use super::problem::{Problem, Step};
use super::tree::Node;
use super::walk::walk;

/// Why a lever cannot be moved as asked.
#[derive(Debug)]
pub(super) struct Refusal {
    message: String,
    label: String,
    help: Option<String>,
    /// The lever is there; it does not take the value.
    of_value: bool,
}

impl Refusal {
    /// As one sentence.
    pub(super) fn text(self) -> String {
        self.help.map_or(self.message.clone(), |help| format!("{}; {help}", self.message))
    }
}

/// A sentence that says what is wrong, then what to do.
fn cut(why: &str) -> (&str, Option<&str>) {
    why.split_once("; ").map_or((why, None), |(message, help)| (message, Some(help)))
}

/// Why an edit does not fit the tree; `None` where it does.
fn refused(tree: &Node, schema: &Json, lever: &str, value: &str) -> Option<Refusal> {
    let mut there = tree.clone();
    let (edits, broken) = apply(&mut there, &[format!("{lever}={value}")]);
    let of_value = |problem: &Problem| {
        let edit = edits.first().map(|edit| edit.path.as_slice());
        problem.code != "unknown_key" && edit.is_some_and(|path| problem.path.starts_with(path))
    };
    let broken = broken.into_iter().map(|(problem, _)| problem);
    let problem = broken.chain(walk(&there, schema)).next()?;
    let of_value = of_value(&problem);
    Some(Refusal { message: problem.message, label: problem.label, help: problem.help, of_value })
}

/// Both ends of a lever.
///
/// # Errors
/// It is not there, it has no number to be off from, or it cannot be moved to one of them.
pub(super) fn ends(tree: &Node, schema: &Json, around: &Around) -> Result<[End; 2], Refusal> {
    let lever = around.lever.as_str();
    let now = at(tree, lever).map(|node| &node.value);
    let fits = |text: &str| refused(tree, schema, lever, text).is_none();
    match around.ends(now, fits) {
        Ok(ends) => {
            let refusal = ends.iter().find_map(|end| refused(tree, schema, lever, &end.text));
            refusal.map_or(Ok(ends), Err)
        }
        Err(why) => {
            // A key that there cannot be has no value either: that is what is wrong with it.
            let unknown = refused(tree, schema, lever, "1").filter(|refusal| !refusal.of_value);
            let (message, help) = cut(&why);
            Err(unknown.unwrap_or(Refusal {
                message: message.into(),
                label: "no number".into(),
                help: help.map(String::from),
                of_value: false,
            }))
        }
    }
}

/// All that is wrong with the levers of `[size]`, `[sweep]` and `[threshold]`, where each is a lever by its form.
pub(super) fn problems(tree: &Node, file: &Scenario, schema: &Json) -> Vec<Problem> {
    let mut look = Look { tree, schema, problems: Vec::new() };
    for (place, swept) in file.sweep.levers.iter().enumerate() {
        look.swept(swept, &["sweep".into(), "levers".into(), place.into()]);
    }
    let threshold = &file.threshold;
    let ends = (threshold.from.clone(), threshold.to.clone());
    if let (Some(lever), (from @ Some(_), to @ Some(_))) = (&threshold.lever, ends) {
        let swept = SweptLever { lever: lever.clone(), values: None, from, to, points: None };
        look.swept(&swept, &["threshold".into()]);
    }
    for (place, moved) in threshold.sensitivity.iter().enumerate() {
        let path = ["threshold".into(), "sensitivity".into(), place.into()];
        if let Ok(around) = Around::of(moved)
            && let Err(refusal) = self::ends(tree, schema, &around)
        {
            let key = if refusal.of_value && moved.by.is_some() { "by" } else { "lever" };
            look.say(refusal, &[&path[..], &[key.into()]].concat());
        }
    }
    for (place, free) in file.size.free.iter().flatten().enumerate() {
        let path: &[Step] = &["size".into(), "free".into(), place.into()];
        match free {
            FreeLever::Path(lever) => look.free(file, lever, path),
            FreeLever::Within(bound) => look.free(file, &bound.lever, &[path, &["lever".into()]].concat()),
        }
    }
    look.problems
}

struct Look<'a> {
    tree: &'a Node,
    schema: &'a Json,
    problems: Vec<Problem>,
}

impl Look<'_> {
    fn say(&mut self, refusal: Refusal, path: &[Step]) {
        let Refusal { message, label, help, .. } = refusal;
        let mut problem = Problem::new("lever", path, message, label);
        problem.help = help;
        self.problems.push(problem);
    }

    /// A lever with its values, or its range.
    fn swept(&mut self, swept: &SweptLever, path: &[Step]) {
        if Along::of(swept).is_err() {
            return;
        }
        let listed = swept.values.iter().flatten().enumerate();
        let listed = listed.map(|(place, value)| (value, vec![Step::from("values"), place.into()]));
        let ends = [("from", &swept.from), ("to", &swept.to)];
        let ends = ends.into_iter().filter_map(|(key, value)| Some((value.as_ref()?, vec![key.into()])));
        let values: Vec<(&LeverValue, Vec<Step>)> = listed.chain(ends).collect();
        for (value, below) in values {
            let Some(refusal) = refused(self.tree, self.schema, &swept.lever, &value.text()) else {
                continue;
            };
            if !refusal.of_value {
                self.say(refusal, &[path, &["lever".into()]].concat());
                return;
            }
            self.say(refusal, &[path, &below].concat());
        }
    }

    /// A number of people.
    fn free(&mut self, file: &Scenario, lever: &str, path: &[Step]) {
        // The people of a shift are a lever whether they are counted by shift or altogether.
        let steps = parts(lever);
        let by_shift = match steps.as_slice() {
            [team @ .., (agents, _), (shift, at)]
                if agents == "agents" && team.iter().any(|(step, _)| step == "teams") =>
            {
                Some((shift.as_str(), at.start))
            }
            _ => None,
        };
        let lever = by_shift.map_or(lever, |(_, at)| &lever[..at - 1]);
        let whole = || Some(String::from("name a key with a whole number, such as teams.desk.agents"));
        // So are all people of a plan by interval.
        let whole_plan = steps.last().is_some_and(|(step, _)| step == "agents_per_interval");
        let value = if whole_plan { "[1]" } else { "1" };
        let refusal = refused(self.tree, self.schema, lever, value).map(|refusal| Refusal {
            help: refusal.help.filter(|_| !refusal.of_value).or_else(whole),
            ..refusal
        });
        let no_such_shift = || {
            let known: Vec<&str> = file.shifts.names();
            let (shift, _) = by_shift.filter(|(shift, _)| !known.contains(shift))?;
            Some(Refusal {
                message: format!("there is no shift `{shift}`"),
                label: "no such shift".into(),
                help: Some(super::problem::suggestion(shift, known)),
                of_value: false,
            })
        };
        let no_people = || {
            let moves_people = match steps.as_slice() {
                [.., (teams, _), _, (agents, _)] => {
                    teams == "teams" && agents == "agents" || agents == "agents_per_interval"
                }
                _ => false,
            };
            let of_steps = matches!(steps.as_slice(), [.., (teams, _), _, (agents, _), _]
                if teams == "teams" && agents == "agents_per_interval");
            (!moves_people && !of_steps && by_shift.is_none()).then(|| Refusal {
                message: format!("`{lever}` is no number of people, and `size` looks for nothing else"),
                label: "no people".into(),
                help: Some(String::from(
                    "name people, such as teams.desk.agents; what other keys come to along their values, `portflow \
                     sweep` says",
                )),
                of_value: false,
            })
        };
        if let Some(refusal) = refusal.or_else(no_such_shift).or_else(no_people) {
            self.say(refusal, path);
        }
    }
}
