//! What takes requests away: portals, and people who keep their accounts from them; continuity.
//!
//! In: `self_service` of channels, `demand.continuity`, the people. Out: [`Admission`]. Must not know: which requests
//! are avoided: marks drawn in the run say that.

use super::people::People;
use super::{Door, at};
use crate::model::{Admission, Calendar, SelfService};
use crate::random::Purpose;
use crate::scenario::file::{self, Duration};
use crate::time::{DAY, Moment, NEVER};

impl Door<'_> {
    pub(super) fn admission(&mut self, calendar: &Calendar, people: &People) -> Admission {
        let scenario = self.scenario;
        let given: Vec<_> =
            scenario.channels.iter().map(|(name, channel)| (name, &channel.self_service)).collect();
        let mut self_service = Vec::new();
        if given.iter().any(|(_, portal)| portal.is_some()) {
            for (name, portal) in given {
                self_service
                    .push(portal.as_ref().map(|portal| self.self_service(name, portal, calendar, people)));
            }
        }
        Admission { self_service, continuity: scenario.demand.continuity.unwrap_or(1.0) }
    }

    fn self_service(
        &mut self,
        name: &str,
        portal: &file::SelfService,
        calendar: &Calendar,
        people: &People,
    ) -> SelfService {
        let opens = portal.from.as_ref().and_then(file::DateText::date);
        let day = opens.map_or(0, |date| calendar.day_of(date));
        if day >= i64::from(calendar.days) {
            let message = "the portal opens after the run has ended";
            let help = "move `from` into the run, or add days";
            self.say("range", at!("channels", name, "self_service", "from"), message, "too late", help);
        }
        let from: Moment = day * DAY;
        if portal.owners_block > 0.0 && portal.noticed_after.is_none() {
            let note = "people who keep their accounts away from the portal are never found out";
            self.assume(&format!("channels.{name}.self_service.noticed_after"), "never", note, false);
        }
        let blocks = people.people.iter().map(|person| {
            // One draw per person: who blocks one portal blocks the others.
            self.population.draw(Purpose::PersonTrait, person.key, 0).yes(portal.owners_block)
        });
        SelfService {
            from,
            over: portal.over.as_ref().map_or(0, Duration::span),
            share: portal.share,
            blocks: blocks.collect(),
            noticed: portal.noticed_after.as_ref().map_or(NEVER, |after| from.saturating_add(after.span())),
        }
    }
}
