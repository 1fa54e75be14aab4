//! Factors on the handle times of everybody under whom these were measured: they are in what was measured.
//!
//! In: the file. Out: a caution that such a factor moves others, and not those it is written for. Must not know: how times
//! are calibrated.

use super::{Door, at};
use crate::model::knowledge::Measured;
use crate::scenario::file::{Factor, SiteFactor, Team};
use crate::scenario::problem::dotted;

impl Door<'_> {
    /// Says of factors that all people of the staffing have under which handle times were measured, all to the same side.
    pub(super) fn note_measured_factors(&mut self, measured: Option<Measured>) {
        let Some(Measured::Under(staffing)) = measured else { return };
        let scenario = self.scenario;
        let name = scenario.staffings.names()[staffing];
        let mut levers = Vec::new();
        let mut factors = Vec::new();
        for (team, facts) in &scenario.teams_of(name) {
            let (of_site, site) = self.factor_of_site(facts);
            let of_team = match &facts.handle_time_factor {
                None => 1.0,
                Some(Factor::Same(factor)) => *factor,
                // Groups differ: that is what such factors are for.
                Some(Factor::Each(_)) => return,
            };
            factors.push(of_site * of_team);
            let team = dotted(at!("teams", team.as_str(), "handle_time_factor"));
            let own = (of_team.to_bits() != 1.0_f64.to_bits()).then_some(team);
            for lever in site.into_iter().chain(own) {
                if !levers.contains(&lever) {
                    levers.push(lever);
                }
            }
        }
        let is_slow = factors.iter().all(|factor| *factor > 1.0);
        if factors.is_empty() || !(is_slow || factors.iter().all(|factor| *factor < 1.0)) {
            return;
        }
        let others = if is_slow {
            "shortens those of people without it"
        } else {
            "lengthens those of people without it"
        };
        let message = format!(
            "Handle times were measured under `{name}` (measured_under), where everybody has a factor on them ({}): it is in \
             what was measured, changes nothing there, and {others}.",
            levers.join(", ")
        );
        let remedy = "For other handle times everywhere set demand.handle_time_factor, or edit `handle_time` of groups.";
        self.caution("measured_factor", None, message, remedy);
    }

    /// The factor of a team's site, and its lever where it is not neutral.
    fn factor_of_site(&self, team: &Team) -> (f64, Option<String>) {
        let Some((name, site)) = self.site_said(team).and_then(|site| self.scenario.sites.iter().nth(site))
        else {
            return (1.0, None);
        };
        let factor = site.handle_time_factor.as_ref().map_or(1.0, SiteFactor::elsewhere);
        let lever = dotted(at!("sites", name, "handle_time_factor"));
        (factor, (factor.to_bits() != 1.0_f64.to_bits()).then_some(lever))
    }
}
