//! Growth of volumes, from what the file says of it.
//!
//! In: `demand.growth`. Out: [`Growth`]. Must not know: the path that volumes take in a replication.

use super::{Door, at};
use crate::model::Growth;
use crate::scenario::file::{self, Teams};

impl Door<'_> {
    /// Growth of volumes; `None` where they do not grow.
    pub(super) fn growth(&mut self) -> Option<Growth> {
        let scenario = self.scenario;
        let given = scenario.demand.growth.as_ref()?;
        let path = at!("demand", "growth");
        if scenario.demand.trace.is_some() {
            let help = "take `growth` out: a log is replayed as it is";
            self.say("growth", path, "the requests of a log do not grow", "not with a trace", help);
        }
        if self.is_stationary() {
            let message = "volumes cannot grow where people are always there: that is a stationary run";
            let help = "take `growth` out, or give the teams shifts or agents_per_interval";
            self.say("growth", path, message, "not in a stationary run", help);
        }
        let mut per_year = vec![given.per_year; scenario.groups.len()];
        for (name, rate) in given.groups.iter() {
            let at = at!("demand", "growth", "groups", name);
            let Some(group) = self.find(&scenario.groups, "account group", name, at) else { continue };
            per_year[group] = *rate;
        }
        let grows = given.uncertainty > 0.0 || per_year.iter().any(|rate| rate.abs() > 0.0);
        grows.then_some(Growth { per_year, uncertainty: given.uncertainty })
    }

    /// Whether any team is always there.
    fn is_stationary(&self) -> bool {
        let always = |team: &file::Team| team.always == Some(true);
        let in_staffing = |staffing: &file::Staffing| match &staffing.teams {
            Some(Teams::Table(teams)) => teams.iter().any(|(_, team)| always(team)),
            _ => false,
        };
        self.scenario.teams.iter().any(|(_, team)| always(team))
            || self.scenario.staffings.iter().any(|(_, staffing)| in_staffing(staffing))
    }
}
