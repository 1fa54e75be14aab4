//! What in its ladders keeps a channel from being one pool.
//!
//! In: classes of contacts and their rungs. Out: reasons. Must not know: laws, days.

use super::About;
use crate::model::{Class, LimitOf, Opens, Rung, Target};
use crate::time::{Span, format_span, from_seconds};

/// Whether a rung is for people who are the account's own.
fn is_theirs(rung: &Rung) -> bool {
    !rung.to.is_empty()
        && rung.to.iter().all(|to| matches!(to, Target::Owner | Target::Deputy | Target::Last))
}

/// When a rung opens; the mean where that is drawn.
fn opens(rung: &Rung) -> Span {
    match &rung.opens {
        Opens::After(after) => *after,
        Opens::Drawn(law) => from_seconds(law.mean()),
    }
}

impl About<'_> {
    /// What a wait for somebody means to the service level, after "for" or "after".
    fn beside_limit(&self, wait: Span) -> String {
        let limit = format_span(self.facts().in_time);
        if self.facts().is_in_time(wait) {
            format!(" of the {limit} that count as in time")
        } else {
            format!(", longer than the {limit} that count as in time")
        }
    }

    /// What keeps contacts from whoever is free.
    pub(super) fn of_ladders(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        reasons.extend(self.kept());
        reasons.extend(self.not_for_all());
        let rungs = || self.classes.iter().flat_map(|class| self.rungs(class));
        let asked = self.classes.iter().flat_map(|class| {
            // Behind a rung that is open to everybody whatever others do, it changes nothing.
            let enough = self.open_to_all(class, |rung| rung.when_idle <= 1).unwrap_or(usize::MAX);
            self.rungs(class).iter().take(enough).map(|rung| rung.when_idle)
        });
        if let Some(idle) = asked.max().filter(|idle| *idle > 1) {
            reasons.push(format!("a rung takes contacts only while {idle} people are idle"));
        }
        if let Some(rung) = rungs().find(|rung| rung.message.is_some()) {
            let after = format_span(opens(rung));
            reasons.push(format!("who still waits after {after} leaves a message"));
        }
        if rungs().any(|rung| rung.balk > 0.0 || !rung.patience.total_cmp(&1.0).is_eq()) {
            reasons.push("rungs change patience".into());
        }
        let counts = |of: LimitOf| match of {
            LimitOf::Channel(channel) => usize::from(channel) == self.channel,
            LimitOf::Group(group) => self.accounts.iter().any(|account| account.group == group),
            LimitOf::Centre => true,
        };
        if self.staffing.limits.iter().any(|limit| counts(limit.of)) {
            reasons.push("a limit turns contacts away".into());
        }
        reasons
    }

    /// How long contacts are kept for people who are theirs.
    fn kept(&self) -> Option<String> {
        let theirs = self.classes.iter().filter(|class| self.rungs(class).first().is_some_and(is_theirs));
        // When somebody else may take a contact; without such a rung never.
        let others: Vec<Option<Span>> = theirs
            .map(|class| {
                let other = |rung: &&Rung| !is_theirs(rung) && rung.message.is_none();
                self.rungs(class).iter().find(other).map(opens)
            })
            .collect();
        let has_deputy = self
            .classes
            .iter()
            .flat_map(|class| self.rungs(class))
            .any(|rung| rung.to.contains(&Target::Deputy));
        let whose = if has_deputy { "owner or deputy" } else { "owner" };
        let some = self.contacts(others.len());
        if others.contains(&None) {
            return Some(format!("{some} are for their {whose} alone"));
        }
        let latest = others.into_iter().flatten().max().filter(|after| *after > 0)?;
        let after = format_span(latest);
        let beside = self.beside_limit(latest);
        Some(if self.facts().is_in_time(latest) {
            format!("{some} are kept for their {whose} for {after}{beside}")
        } else {
            format!("{some} are kept for their {whose} until {after} have passed{beside}")
        })
    }

    /// The place of the rung with which a contact is open to everybody, counting some of the rungs; `None`: never.
    fn open_to_all(&self, class: &Class, counted: impl Fn(&Rung) -> bool) -> Option<usize> {
        let teams = &self.staffing.teams;
        let mut reached = vec![false; teams.len()];
        for (place, rung) in self.rungs(class).iter().enumerate().filter(|(_, rung)| counted(rung)) {
            for (number, team) in teams.iter().enumerate() {
                // Of which team or site an account is, is another matter for each.
                let is_open = |to: &Target| match to {
                    Target::Anyone => true,
                    Target::Team => teams.len() == 1,
                    Target::TeamNamed(named) => usize::from(*named) == number,
                    Target::Site => teams.iter().all(|other| other.site == team.site),
                    Target::SiteNamed(site) => *site == team.site,
                    Target::Owner | Target::Deputy | Target::Last => false,
                };
                reached[number] |=
                    team.agents.is_empty() || class.served_by[number] && rung.to.iter().any(is_open);
            }
            if reached.iter().all(|reached| *reached) {
                return Some(place);
            }
        }
        None
    }

    /// That not everybody may take every contact, or not at once, as far as [`Self::kept`] has not said it.
    fn not_for_all(&self) -> Option<String> {
        let mut never = self.staffing.agents.iter().any(|agent| agent.admitted.is_some());
        let mut late: Vec<Span> = Vec::new();
        for class in &self.classes {
            let rungs = self.rungs(class);
            // Kept until then, or for ever.
            let kept = rungs.iter().take_while(|rung| is_theirs(rung)).count();
            match self.open_to_all(class, |_| true) {
                None => never |= kept < rungs.iter().filter(|rung| rung.message.is_none()).count(),
                Some(place) if kept > 0 && place == kept => {}
                Some(place) => late.extend(Some(opens(&rungs[place])).filter(|after| *after > 0)),
            }
        }
        if never {
            return Some("not everybody may take every contact".into());
        }
        let latest = *late.iter().max()?;
        let (some, after) = (self.contacts(late.len()), format_span(latest));
        Some(format!("everybody may take {some} only after {after}{}", self.beside_limit(latest)))
    }
}
