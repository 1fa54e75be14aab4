//! What places do to work: factors by area, checked against the areas that there are.
//!
//! In: what `[sites]` say of work done there, the areas of accounts. Out: [`SiteFactors`], put into the sites. Must
//! not know: who serves which account.

use super::accounts::Groups;
use super::people::People;
use super::{Door, at};
use crate::model::SiteFactors;
use crate::scenario::file::{self, ByReason, SiteFactor};

impl Door<'_> {
    /// Gives sites their factors.
    pub(super) fn site_factors(&mut self, groups: Option<&Groups>, people: &mut People) {
        // Where accounts are not known, nor are their areas.
        let Some(groups) = groups else { return };
        let scenario = self.scenario;
        let measured = scenario.measured_under.as_ref().and_then(|under| scenario.staffings.index(under));
        for (index, (name, given)) in scenario.sites.iter().enumerate() {
            let crews = measured.and_then(|staffing| people.teams.get(staffing));
            let was_measured = crews.is_some_and(|crews| crews.iter().any(|crew| crew.site == index));
            let mut factors = SiteFactors {
                elsewhere: given.elsewhere(),
                resolution: self.resolution_factor(name, given, was_measured),
                absorption: self.absorption_share(name, given),
                ..SiteFactors::default()
            };
            if let Some(SiteFactor::Apart(table)) = &given.handle_time_factor {
                let areas = self.area_factors(name, table, groups).into_iter();
                factors.areas = areas.map(|(area, factor)| (area, given.nearer(factor))).collect();
                factors.undocumented = table.undocumented;
                if table.undocumented > 0.0 && scenario.knowledge.is_none() {
                    let at = at!("sites", name, "handle_time_factor", "undocumented");
                    let message = "how far accounts are documented is not known";
                    let help = "add [knowledge], with effect = 0 if knowing accounts is to do nothing";
                    self.say("no_effect", at, message, "needs [knowledge]", help);
                }
            }
            self.check_distance(name, given);
            people.sites[index].factors = factors;
        }
    }

    fn area_factors(
        &mut self,
        site: &str,
        table: &file::SiteFactorTable,
        groups: &Groups,
    ) -> Vec<(u16, f64)> {
        let mut known: Vec<u16> = groups.accounts.iter().map(|account| account.area).collect();
        known.sort_unstable();
        known.dedup();
        let mut factors = Vec::new();
        for (area, factor) in table.areas.iter() {
            let at = at!("sites", site, "handle_time_factor", "areas", area);
            if let Some(number) = area.parse::<u16>().ok().filter(|number| known.contains(number)) {
                factors.push((number, *factor));
                continue;
            }
            let message = format!("no account lies in area `{area}`");
            let help = match (known.first(), known.last()) {
                (Some(first), Some(last)) if first < last => {
                    format!("areas are numbers; those of this scenario lie from {first} to {last}")
                }
                _ => {
                    "give a group `areas = n` (0 to n − 1), or a file of accounts with a column `area`".into()
                }
            };
            self.say("unknown_name", at, message, "no such area", &help);
        }
        factors
    }

    /// The factor on the share resolved: it needs follow-ups to act on, and must not leave more unresolved than was
    /// measured.
    fn resolution_factor(&mut self, site: &str, given: &file::Site, was_measured: bool) -> f64 {
        let scenario = self.scenario;
        let Some(factor) = given.resolution_factor.map(|factor| given.nearer_share(factor)) else {
            return 1.0;
        };
        let at = at!("sites", site, "resolution_factor");
        if factor < 1.0 && !scenario.groups.iter().any(|(_, group)| group.follow_up.is_some()) {
            let message = "resolution moves the share of follow-ups, but no group has any";
            let help = "add follow_up = { share = 0.1, delay = \"1d\" } to a group, or leave it out";
            self.say("unused", at, message, "nothing to move", help);
        }
        let Some(under) = scenario.measured_under.as_ref().filter(|_| was_measured) else { return factor };
        let shares = scenario.groups.iter().filter_map(|(_, group)| group.follow_up.as_ref());
        let least = shares
            .flat_map(|follow_up| match &follow_up.share {
                ByReason::Same(share) => vec![*share],
                ByReason::Each(table) => table.iter().map(|(_, share)| *share).collect(),
            })
            .filter(|share| *share > 0.0)
            .fold(1.0, f64::min);
        if 1.0 - factor >= least {
            let message = format!(
                "this site alone leaves {:.1} % unresolved, but under `{under}` {:.1} % were measured",
                100.0 * (1.0 - factor),
                100.0 * least
            );
            let help = "write a factor nearer to 1, or measured_under = \"expert\" with the follow-ups of a site of factor 1";
            self.say("range", at, message, "more than was measured", help);
        }
        factor
    }

    fn absorption_share(&mut self, site: &str, given: &file::Site) -> f64 {
        let Some(share) = given.absorption else { return 1.0 };
        if share < 1.0 && self.scenario.knowledge.is_none() {
            let message = "nothing is handed over where nothing is known";
            let help = "add [knowledge], or leave `absorption` out";
            self.say("no_effect", at!("sites", site, "absorption"), message, "needs [knowledge]", help);
        }
        given.nearer_share(share)
    }

    /// Visits bring a site nearer that is somehow far.
    fn check_distance(&mut self, site: &str, given: &file::Site) {
        let is_far = given.handle_time_factor.is_some()
            || given.resolution_factor.is_some()
            || given.absorption.is_some();
        let Some(travel) = given.travel.filter(|travel| travel.halves_distance.is_some()) else { return };
        let at = at!("sites", site, "travel", "halves_distance");
        if !is_far {
            let message =
                format!("distance does nothing to work at site `{site}`: visits cannot make it less");
            let help = "give the site handle_time_factor, resolution_factor or absorption, or leave it out";
            self.say("no_effect", at, message, "nothing to halve", help);
        } else if travel.visits_per_year * travel.people > 0.0 {
            let note = "visits take away what distance does: in the first of them most, and at once";
            self.assume("sites.*.travel.halves_distance", "by halves", note, false);
        }
    }
}
