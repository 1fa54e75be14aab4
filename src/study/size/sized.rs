//! What sizing a staffing came to, and how much is known of it.
//!
//! In: points that were looked at. Out: [`Sized`], [`Certainty`]. Must not know: how points are chosen, records.

use std::collections::BTreeMap;

use super::judge::Judged;
use super::levers::{self, Free};
use super::{ground, search};
use crate::study::record::Status;
use crate::study::trial::Trial;

/// A point that was looked at.
pub(super) struct Visited {
    /// In which order.
    pub(super) number: usize,
    pub(super) judged: Judged,
    /// `None` where the scenario has no such point: a team without people, say.
    pub(super) trial: Option<Trial>,
}

/// A staffing with its people sized.
pub struct Sized {
    /// Index of the staffing.
    pub staffing: usize,
    /// What could be moved.
    pub levers: Vec<Free>,
    /// People that it may have at most.
    pub most: u32,
    /// The answer: a value for each lever; `None` where no number of people meets all goals, as far as they can be judged.
    pub best: Option<Vec<u32>>,
    /// Cheaper points of which it is not decided whether they meet the goals: none when the answer is certain.
    pub doubtful: Vec<Vec<u32>>,
    /// Where none meets the goals: the point that came closest.
    pub closest: Vec<u32>,
    /// The edits that make the answer (or what came closest) from the scenario.
    pub edits: Vec<String>,
    /// People whom the load takes by a closed form.
    pub(super) load: u32,
    /// Every point that was looked at.
    pub(super) visited: BTreeMap<Vec<u32>, Visited>,
}

/// How much is known of the people of a staffing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::study) enum Certainty {
    /// They meet all goals, and no cheaper ones that were seen do.
    Sure,
    /// They may not be the cheapest.
    Open {
        /// Whether cheaper ones do is undecided.
        doubtful: bool,
        /// Some accounts or portfolios have too few contacts to be judged: all that can be judged meet the goals.
        as_known: bool,
    },
    /// Of no number is it certain that it meets all goals, of some that it does not.
    Undecided,
    /// Nothing can be judged of any goal: whatever people were looked at last have nothing to do with goals.
    Blind,
    /// What was found to be too little is as much as there may be: whether more would do was not looked at.
    Capped,
    /// No number meets them.
    Never,
}

impl Certainty {
    /// The same of a record.
    pub(in crate::study) fn status(self) -> Status {
        match self {
            Self::Sure => Status::Ok,
            Self::Open { .. } | Self::Undecided | Self::Blind => Status::Undecided,
            Self::Capped | Self::Never => Status::Never,
        }
    }
}

impl Sized {
    /// What was played at a point.
    pub(in crate::study) fn trial_at(&self, point: &[u32]) -> Option<&Trial> {
        self.visited.get(point).and_then(|seen| seen.trial.as_ref())
    }

    fn trial(&self) -> Option<&Trial> {
        self.trial_at(self.point())
    }

    /// Whether nothing can be judged of any goal.
    pub(in crate::study) fn is_blind(&self) -> bool {
        self.certainty() == Certainty::Blind
    }

    /// How much is known of its people.
    pub(in crate::study) fn certainty(&self) -> Certainty {
        let doubtful = !self.doubtful.is_empty();
        let as_known = self.trial().is_some_and(Trial::has_unjudged);
        let (is_full, levers) = self.bound();
        match &self.best {
            _ if self.trial().is_some_and(Trial::is_blind) => Certainty::Blind,
            Some(_) if doubtful || as_known => Certainty::Open { doubtful, as_known },
            Some(_) => Certainty::Sure,
            None if doubtful => Certainty::Undecided,
            None if is_full || !levers.is_empty() => Certainty::Capped,
            None => Certainty::Never,
        }
    }

    /// The point that the figures are about.
    pub(super) fn point(&self) -> &Vec<u32> {
        self.best.as_ref().unwrap_or(&self.closest)
    }

    /// Where none meets the goals, the bounds that all points are at that came as close as any, so that they may be what is
    /// missing: that of all people, and those of levers.
    pub(super) fn bound(&self) -> (bool, Vec<usize>) {
        if self.best.is_some() || !self.doubtful.is_empty() {
            return (false, Vec::new());
        }
        let looked = self.visited.iter().map(|(point, seen)| (point, &seen.judged));
        let near = search::nearest(looked.filter(|(_, judged)| !judged.slack.is_empty()));
        let crews = levers::crews(&self.levers);
        let is_full = |(point, _): &(&Vec<u32>, &Judged)| ground::counted(&crews, point) >= self.most;
        let bounds: Vec<(u32, u32)> = self.levers.iter().map(|lever| lever.bounds).collect();
        if ground::is_below(self.load, &crews, &bounds, self.most) {
            // With fewer than the load takes, one person more or less makes no difference: bounds are not felt.
            let bound = |lever: &usize| bounds[*lever].1 < self.most;
            let levers: Vec<usize> = (0..bounds.len()).filter(bound).collect();
            return (levers.is_empty(), levers);
        }
        (near.iter().all(is_full), search::at_bound(&near, &bounds))
    }
}
