//! What can still be told where something is wrong already: of staffings whose people are not all known, and which problems
//! others may only follow from.
//!
//! In: the file, the problems so far, the teams that could be made and the names of the others. Out: problems that are there
//! whoever those people are. Must not know: who works when, who owns what.

use super::crews::Crew;
use super::people::People;
use super::{Door, at};
use crate::scenario::problem::{Problem, Step};

/// Codes of problems that do not depend on who the people are.
const CERTAIN: [&str; 8] =
    ["unknown_name", "word", "unit", "ladder", "missing_key", "twice", "deputy", "succession"];

impl Door<'_> {
    /// Ladders, and what teams serve.
    pub(super) fn ladders_alone(&mut self, people: &People) {
        let scenario = self.scenario;
        let (groups, channels) = (scenario.groups.len(), scenario.channels.len());
        let lost = std::mem::take(&mut self.lost);
        let before = self.problems.len();
        for ((name, given), crews) in scenario.staffings.iter().zip(&people.plain) {
            let also = lost.iter().filter(|(staffing, _)| staffing == name).map(|(_, crew)| crew);
            let mut crews: Vec<Crew> = crews.iter().chain(also).cloned().collect();
            crews.sort_by(|a, b| a.name.cmp(&b.name));
            for crew in &crews {
                self.team(crew, 0..0);
            }
            let serves = vec![vec![true; groups * channels]; crews.len()];
            self.laddered(name, given, &crews, &serves);
            for (index, group) in given.owned.iter().flatten().enumerate() {
                self.find(&scenario.groups, "account group", group, at!("staffings", name, "owned", index));
            }
        }
        self.drop_doubtful(before);
    }

    /// Takes back what may only follow from what is wrong with people.
    pub(super) fn drop_doubtful(&mut self, before: usize) {
        let new = self.problems.split_off(before);
        let is_ladder =
            |problem: &Problem| problem.code == "empty" && (problem.path.contains(&"ladder".into()));
        let told: Vec<_> = self.problems.iter().map(|problem| problem.path.clone()).collect();
        let new = new.into_iter().filter(|problem| !told.contains(&problem.path));
        self.problems.extend(new.filter(|one| CERTAIN.contains(&one.code) || is_ladder(one)));
    }
}

/// Problems of opening hours: what is said by steps of them cannot be judged.
pub(super) fn about_hours(problem: &Problem) -> bool {
    let opening = Step::from("opening");
    problem.path.first() == Some(&opening) || problem.path.get(2) == Some(&opening)
}

/// Accounts that are not known: whoever names one of them would look wrong.
pub(super) fn about_accounts(problem: &Problem) -> bool {
    problem.file.is_some() || problem.path.get(2) == Some(&Step::from("accounts"))
}

/// Problems of the people stage that leave everybody's name as it is.
pub(super) fn is_of_one_person(problem: &Problem) -> bool {
    problem.file.is_none() && !matches!(problem.code, "unreadable" | "site" | "empty")
}
