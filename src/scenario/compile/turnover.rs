//! Absence, and turnover, from what the file says of a roster.
//!
//! In: `absence` and `turnover` of rosters and people. Out: [`Absence`], and [`Leaving`] for each roster. Must not
//! know: who is away, or leaves, when.

use std::sync::Arc;

use super::{Door, at};
use crate::distribution::Law;
use crate::model::{Absence, RampUp, RateIs, Spells, Start, Turnover};
use crate::scenario::file;
use crate::scenario::problem::Step;
use crate::time::{DAY, SECOND, Span};

/// Seconds in a day.
const SECONDS: f64 = (DAY / SECOND) as f64;

/// Days to fill a seat and days of training and nesting: an operator of eight centres with 1,800 people.
const VACANCY: f64 = 34.0;
const TRAINING: f64 = 40.0;

/// Craft by month of the same operator: 53 % in the first, 67 % on average over twelve, then full; the path between is ours.
const RAMP_UP: [f64; 12] = [0.53, 0.55, 0.57, 0.59, 0.61, 0.63, 0.65, 0.67, 0.70, 0.74, 0.80, 1.0];

/// How craft grows, as the file has it.
fn as_written(given: &file::RampUp) -> RampUp {
    match given {
        file::RampUp::Exponential(ramp) if ramp.time.span() <= 0 => RampUp::None,
        file::RampUp::Exponential(ramp) => {
            RampUp::Exponential { start: ramp.start, days: days(ramp.time.span()) }
        }
        file::RampUp::Monthly(months) => RampUp::Monthly(months.clone()),
    }
}

fn days(span: Span) -> f64 {
    span as f64 / DAY as f64
}

/// Absence of a roster, at most.
const MOST_ABSENT: f64 = 0.9;

/// How the people of a roster leave: those without a name, and those with one.
pub(super) struct Leaving {
    unnamed: Option<Arc<Turnover>>,
}

impl Leaving {
    /// The turnover of a seat whose first person has these facts, if a name.
    pub(super) fn of(&self, named: Option<&file::Person>) -> Option<Arc<Turnover>> {
        let rules = self.unnamed.as_ref()?;
        let Some(person) = named else { return Some(rules.clone()) };
        let start = match (&person.tenure, rules.start) {
            (Some(tenure), _) => Start::Days(days(tenure.span())),
            // Who has a name is there.
            (None, Start::Stationary { .. }) => Start::Stationary { may_be_vacant: false },
            (None, start) => start,
        };
        Some(Arc::new(Turnover { start, ..Turnover::clone(rules) }))
    }
}

impl Door<'_> {
    /// A law of times, in days.
    fn days_law(&mut self, law: &file::Law, path: &[Step]) -> Option<Law> {
        self.seconds_law(law, path).map(|law| if law.mean() > 0.0 { law.scaled(1.0 / SECONDS) } else { law })
    }

    /// Absence of a roster.
    pub(super) fn absence_of(&mut self, roster: &str, given: Option<&file::Absence>) -> Absence {
        let Some(given) = given else { return Absence::Daily(0.0) };
        let path = at!("rosters", roster, "absence");
        let absence = self.absence(given, path);
        if absence.share() > MOST_ABSENT {
            let message = format!("nobody would ever come: a roster's absence is at most {MOST_ABSENT}");
            self.say(
                "range",
                path,
                message,
                "too much",
                "lower the share, or take the people out of the roster",
            );
        }
        absence
    }

    /// Turnover of a roster.
    pub(super) fn leaving(
        &mut self,
        roster: &str,
        facts: &file::Roster,
        named: &[(String, file::Person)],
        speed: Option<&Law>,
        of_site: f64,
    ) -> Leaving {
        let Some(given) = &facts.turnover else {
            for (person, _) in named.iter().filter(|(_, person)| person.tenure.is_some()) {
                let at = at!("rosters", roster, "people", person.as_str(), "tenure");
                let message = format!("`tenure` has no effect: nobody leaves roster `{roster}`");
                let help = format!("add [rosters.{roster}.turnover], or take it out");
                self.say("no_effect", at, message, "not used", &help);
            }
            return Leaving { unnamed: None };
        };
        let successors = speed.cloned().or_else(|| Law::deterministic(1.0).ok());
        let rules =
            successors.and_then(|successors| self.turnover(roster, given, successors.scaled(of_site)));
        Leaving { unnamed: rules.map(Arc::new) }
    }

    /// Absence as given at a path.
    fn absence(&mut self, given: &file::Absence, path: &[Step]) -> Absence {
        match given {
            file::Absence::Daily(share) => Absence::Daily(*share),
            file::Absence::Spells(spells) => {
                let at = |key: &str| [path, at!(key)].concat();
                let length = match &spells.spell {
                    None => Law::deterministic(1.0).ok(),
                    Some(law) => self.days_law(law, &at("spell")),
                };
                let Some(length) = length else { return Absence::Daily(spells.share) };
                self.spells(spells.share, length, spells.common, &at("common"))
            }
        }
    }

    fn spells(&mut self, share: f64, length: Law, common: f64, path: &[Step]) -> Absence {
        match Spells::new(share, length, common) {
            Ok(spells) => Absence::Spells(Arc::new(spells)),
            Err(most) => {
                let message = format!("a chance of falling ill cannot vary by a `common` of {common}");
                let help = format!("with these spells it is below {most:.2}");
                self.say("range", path, message, "too much", &help);
                Absence::Daily(share)
            }
        }
    }

    /// A person's own absence: a number is a share of days, in spells as those of the roster.
    pub(super) fn own_absence(
        &mut self,
        own: Option<&file::Absence>,
        roster: Option<&file::Absence>,
        of_roster: &Absence,
        path: &[Step],
    ) -> Absence {
        match (own, roster) {
            (None, _) => of_roster.clone(),
            (Some(file::Absence::Daily(share)), Some(file::Absence::Spells(spells))) if *share <= 0.9 => {
                let Absence::Spells(known) = of_roster else { return of_roster.clone() };
                self.spells(*share, known.length().clone(), spells.common, path)
            }
            (Some(own), _) => self.absence(own, path),
        }
    }

    /// Turnover of a roster whose successors have this speed.
    fn turnover(&mut self, roster: &str, given: &file::Turnover, speed: Law) -> Option<Turnover> {
        let path = |key: &str| at!("rosters", roster, "turnover", key).to_vec();
        let lever = |key: &str| format!("rosters.{roster}.turnover.{key}");
        let rate = given.leavers_per_year;
        let rate_is = match given.rate_is {
            file::RateIs::OfHeadcount => RateIs::OfHeadcount,
            file::RateIs::ShareWithinYear => RateIs::ShareWithinYear,
        };
        if rate_is == RateIs::ShareWithinYear && rate >= 1.0 {
            let message = format!("a share of {rate} cannot leave within a year: a share is below 1");
            let help = "write rate_is = \"of headcount\" if it is leavers ÷ mean headcount";
            self.say("range", &path("leavers_per_year"), message, "no share", help);
            return None;
        }
        let vacancy = if let Some(law) = &given.vacancy {
            self.days_law(law, &path("vacancy"))?
        } else {
            self.assume(&lever("vacancy"), format!("{VACANCY}d"), "days to fill a seat", true);
            Law::deterministic(VACANCY).ok()?
        };
        let training = given.training.as_ref().map_or_else(
            || {
                let note = "training and nesting, paid and not on duty";
                self.assume(&lever("training"), format!("{TRAINING}d"), note, true);
                TRAINING
            },
            |training| days(training.span()),
        );
        let ramp_up = if let Some(ramp_up) = &given.ramp_up {
            as_written(ramp_up)
        } else {
            let note = "craft by month on duty, 0.67 on average over the first year";
            self.assume(&lever("ramp_up"), "0.53 … 1 over 12 months", note, true);
            RampUp::Monthly(RAMP_UP.to_vec())
        };
        let start = match given.tenure {
            file::Tenure::Stationary => {
                let note = "at the start people have been there as long as in the long run, and some seats are vacant";
                self.assume(&lever("tenure"), "stationary", note, false);
                Start::Stationary { may_be_vacant: true }
            }
            file::Tenure::Long => Start::Long,
            file::Tenure::None => Start::New,
        };
        let overlap_weeks = given.overlap.as_ref().map_or(0.0, |overlap| days(overlap.span()) / 7.0);
        if given.overlap.is_none() && self.scenario.knowledge.is_some() {
            let note = "of what a leaver knows only what is documented remains";
            self.assume(&lever("overlap"), "0d", note, false);
        }
        let hazard = rate_is.hazard(rate);
        Some(Turnover { hazard, vacancy, training, ramp_up, overlap_weeks, start, speed })
    }
}
