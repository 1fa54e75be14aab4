//! What accounts think of the service, from the file's words to the model's.
//!
//! In: `[satisfaction]`, what accounts are worth, whether anybody owns them. Out: [`Satisfaction`]. Must not know:
//! what accounts go through.

use super::accounts::Groups;
use super::{Door, at};
use crate::model::satisfaction::Meets;
use crate::model::{Satisfaction, Staffing};
use crate::scenario::file;
use crate::time::DAY;

/// Loss hazard per year, and score at which it holds: modelling choices.
const LOSS_HAZARD: f64 = 0.06;
const REFERENCE: f64 = 100.0;
/// After an owner's departure: that accounts leave then is sourced (J.D. Power 2013; SEI 2006), how many is a choice.
const DEPARTURE: f64 = 1.5;
const DEPARTURE_DAYS: i64 = 182;

impl Door<'_> {
    /// The rules of a scenario that has a `[satisfaction]` table.
    pub(super) fn satisfaction(&mut self, groups: &Groups, staffings: &[Staffing]) -> Option<Satisfaction> {
        let given = self.scenario.satisfaction.as_ref()?;
        self.check_points(given);
        if groups.accounts.iter().all(|account| account.value <= 0.0) {
            let message = "what is lost with an account is its value, and no account has any";
            let help = "add value = 12000 (a year) to a group, or a column `value` to its file of accounts";
            self.say("missing_key", at!("satisfaction"), message, "values are missing", help);
        }
        let has_nobody = staffings.iter().all(|staffing| staffing.portfolio.owners.longest() == 0);
        if given.meets == file::Meets::Owner && has_nobody {
            let message = "no staffing has owners: no contact can meet one";
            let help = "write meets = \"last person\", or give a staffing a ladder with \"owner\"";
            self.say("unused", at!("satisfaction", "meets"), message, "nobody to meet", help);
        }
        let note = "accounts lost a year at the reference score (as a hazard): a modelling choice";
        let loss_hazard = self.rule(given.loss_hazard, "loss_hazard", LOSS_HAZARD, note);
        let note = "score at which the loss hazard holds: a modelling choice; better, the score under which it was observed";
        let reference = self.rule(given.reference, "reference", REFERENCE, note);
        let (departure, departure_days) = self.owner_departure(given);
        Some(Satisfaction {
            wait: given.wait,
            continuity: given.continuity,
            resolution: given.resolution,
            meets: match given.meets {
                file::Meets::LastPerson => Meets::LastPerson,
                file::Meets::Owner => Meets::Owner,
            },
            loss_hazard,
            per_point: given.per_point,
            reference,
            departure,
            departure_days,
        })
    }

    fn check_points(&mut self, given: &file::Satisfaction) {
        let all = given.wait + given.continuity + given.resolution;
        if all <= 0.0 {
            let message = "nothing takes points from the score";
            let help = "give at least one of wait, continuity and resolution, such as wait = 40";
            self.say("empty", at!("satisfaction"), message, "all of them are 0", help);
        }
        if all > 100.0 {
            let message = format!("wait, continuity and resolution take {all} points, and there are 100");
            let help = "give points that add up to at most 100";
            self.say("range", at!("satisfaction"), message, "scores below 0", help);
        }
    }

    fn rule(&mut self, given: Option<f64>, key: &str, default: f64, note: &str) -> f64 {
        if given.is_none() {
            self.assume(&format!("satisfaction.{key}"), default.to_string(), note, false);
        }
        given.unwrap_or(default)
    }

    /// Factor on the hazard after an owner's departure, and its days.
    fn owner_departure(&mut self, given: &file::Satisfaction) -> (f64, u32) {
        let Some(departure) = &given.owner_departure else { return (1.0, 0) };
        let path = at!("satisfaction", "owner_departure");
        if self.scenario.rosters.iter().all(|(_, roster)| roster.turnover.is_none()) {
            let message = "nobody ever leaves: no roster has `turnover`";
            let help = "add [rosters.X.turnover] leavers_per_year = 0.2, or leave `owner_departure` out";
            self.say("unused", path, message, "never looked at", help);
        }
        let note = "factor on the loss hazard once an owner has left; that it rises is sourced (J.D. Power 2013, SEI 2006), by how much is a modelling choice";
        let factor = self.rule(departure.factor, "owner_departure.factor", DEPARTURE, note);
        let days = departure.lasts.as_ref().map_or(DEPARTURE_DAYS, |lasts| lasts.span() / DAY);
        if departure.lasts.is_none() {
            let note = "time for which an owner's departure is felt: a modelling choice";
            self.assume("satisfaction.owner_departure.lasts", "182d", note, false);
        }
        if days < 1 {
            let message = "an owner's departure is felt for at least a day";
            let path = at!("satisfaction", "owner_departure", "lasts");
            self.say("range", path, message, "shorter than a day", "write a time such as \"182d\"");
        }
        (factor, u32::try_from(days).unwrap_or(u32::MAX))
    }
}
