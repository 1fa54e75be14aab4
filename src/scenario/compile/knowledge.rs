//! What people know, from the file's words to the model's: defaults named, accounts filled in.
//!
//! In: `[knowledge]`, `measured_under`, channels, accounts. Out: [`Knowledge`], and under what figures were measured.
//! Must not know: who knows what when a run begins.

use super::accounts::Groups;
use super::{Door, at};
use crate::model::knowledge::{Measured, Outcome, Start};
use crate::model::{Channel, Kind, Knowledge, NONE};
use crate::random::Purpose;
use crate::scenario::file::{self, Duration};
use crate::time::{DAY, Span};

/// Documentation, contacts to half the effect, and the rest of MODEL §4's defaults: modelling choices, no source
/// gives them for contact centres.
const EFFECT: f64 = 0.25;
const HALF_EFFECT: f64 = 30.0;
const HALF_LIFE: Span = 90 * DAY;
const DOCUMENTATION_EFFECT: f64 = 0.6;
const DOCUMENTATION: f64 = 0.4;
const SECTOR_SHARE: f64 = 0.3;
/// What an email teaches, beside a call's 1.
const WRITTEN_WEIGHT: f64 = 0.5;

impl Door<'_> {
    /// The knowledge of a scenario that has a `[knowledge]` table.
    pub(super) fn knowledge(&mut self, channels: &[Channel], groups: &Groups) -> Option<Knowledge> {
        let scenario = self.scenario;
        let given = scenario.knowledge.as_ref()?;
        let effect = self.default(given.effect, "effect", EFFECT, "extra handle time of a novice");
        let note = "contacts remembered that take away half of the ignorance";
        let half_effect = self.default(given.half_effect, "half_effect", HALF_EFFECT, note);
        let half_life = given.half_life.as_ref().map_or(HALF_LIFE, Duration::span);
        if given.half_life.is_none() {
            let note = "after this time half of what was learnt is forgotten";
            self.assume("knowledge.half_life", "90d", note, false);
        }
        if half_life <= 0 {
            let help = "write a time such as \"90d\"";
            let message = "what is learnt cannot be forgotten in no time";
            self.say("range", at!("knowledge", "half_life"), message, "above 0", help);
        }
        let note = "share of what is hidden that full documentation takes away";
        let by_documents =
            self.default(given.documentation_effect, "documentation_effect", DOCUMENTATION_EFFECT, note);
        let note = "how far accounts are documented";
        let documentation = self.default(given.documentation, "documentation", DOCUMENTATION, note);
        let has_sectors = scenario.groups.iter().any(|(_, group)| group.sectors.is_some());
        let note = "what a contact with another account of the sector is worth";
        let sector_share = if has_sectors {
            self.default(given.sector_share, "sector_share", SECTOR_SHARE, note)
        } else {
            given.sector_share.unwrap_or(SECTOR_SHARE)
        };
        let documented = self.documented(groups, documentation);
        let hidden = |(account, documented): (&crate::model::Account, &f64)| {
            account.complexity * (1.0 - by_documents * documented)
        };
        let sector = groups.accounts.iter().map(|account| {
            let group = &scenario.groups.0[usize::from(account.group)].1;
            let has = group.sectors.is_some() || matches!(group.accounts, file::Accounts::File(_));
            if has { u32::from(account.sector) } else { NONE }
        });
        Some(Knowledge {
            effect,
            half_effect,
            half_life: half_life.max(1),
            sector_share,
            weight: self.weights(channels),
            hidden: groups.accounts.iter().zip(&documented).map(hidden).collect(),
            documented,
            sector: sector.collect(),
            sectors: groups.sectors,
            unresolved: self.unresolved(given),
            errors: given.errors.as_ref().map_or(Outcome::same(0.0), |errors| Outcome {
                expert: errors.expert,
                novice: errors.novice,
            }),
            error_cost: given.errors.as_ref().map_or(0.0, |errors| errors.cost),
            start: self.start(given),
        })
    }

    /// κ: the share of what is hidden that full documentation takes away.
    pub(super) fn documentation_effect(&self) -> f64 {
        let given = self.scenario.knowledge.as_ref().and_then(|given| given.documentation_effect);
        given.unwrap_or(DOCUMENTATION_EFFECT)
    }

    /// Where figures were measured. Once knowledge matters somebody has to say.
    pub(super) fn measured(&mut self) -> Option<Measured> {
        let scenario = self.scenario;
        let Some(under) = &scenario.measured_under else {
            if scenario.knowledge.is_some() {
                let first = scenario.staffings.names().first().copied().unwrap_or("flow").to_string();
                let message =
                    "handle times depend on what people know: under which staffing were they measured?";
                let help = format!("add measured_under = \"{first}\" (or \"expert\") at the top of the file");
                self.say("missing_key", at!("knowledge"), message, "no `measured_under`", &help);
            }
            self.volumes_need_a_staffing();
            return None;
        };
        if under == "expert" {
            self.volumes_need_a_staffing();
            return Some(Measured::ByExperts);
        }
        self.find(&scenario.staffings, "staffing", under, at!("measured_under")).map(Measured::Under)
    }

    /// Volumes that hold what a staffing adds or takes away cannot be read without knowing which.
    fn volumes_need_a_staffing(&mut self) {
        let demand = &self.scenario.demand;
        let help = "add measured_under = \"STAFFING\" at the top of the file";
        if demand.volume_is == file::VolumeIs::Contacts {
            let message = "volumes of contacts hold the repeats of a staffing: of which one?";
            self.say("missing_key", at!("demand", "volume_is"), message, "needs a staffing", help);
        }
        if demand.continuity.is_some_and(|later| later > 1.0) {
            let message = "volumes were measured with continuity at work: under which staffing?";
            self.say("missing_key", at!("demand", "continuity"), message, "needs a staffing", help);
        }
    }

    fn default(&mut self, given: Option<f64>, key: &str, default: f64, note: &str) -> f64 {
        if given.is_none() {
            self.assume(&format!("knowledge.{key}"), default.to_string(), note, false);
        }
        given.unwrap_or(default)
    }

    /// d of each account: drawn from its group's law, or the same for all.
    fn documented(&mut self, groups: &Groups, documentation: f64) -> Vec<f64> {
        let scenario = self.scenario;
        let mut laws = Vec::new();
        for (name, group) in scenario.groups.iter() {
            let path = at!("groups", name, "documentation");
            laws.push(group.documentation.as_ref().and_then(|law| self.law(law, None, path)));
        }
        let each = groups.accounts.iter().map(|account| match &laws[usize::from(account.group)] {
            Some(law) => law.sample(&mut self.population.draw(Purpose::Documentation, account.key, 0)),
            None => documentation,
        });
        each.map(|documented| documented.clamp(0.0, 1.0)).collect()
    }

    fn weights(&mut self, channels: &[Channel]) -> Vec<f64> {
        let scenario = self.scenario;
        let mut weights = Vec::new();
        for ((name, given), facts) in scenario.channels.iter().zip(channels) {
            let default = if facts.kind == Kind::Live { 1.0 } else { WRITTEN_WEIGHT };
            if given.teaches.is_none() {
                let note = "what a contact teaches";
                self.assume(&format!("channels.{name}.teaches"), default.to_string(), note, false);
            }
            weights.push(given.teaches.unwrap_or(default));
        }
        weights
    }

    /// The factor on follow-up shares.
    fn unresolved(&mut self, given: &file::Knowledge) -> Outcome {
        let Some(resolution) = &given.resolution else { return Outcome::same(1.0) };
        let path = at!("knowledge", "resolution");
        if resolution.expert >= 1.0 {
            let message = "if experts resolve everything, no share of follow-ups can be measured";
            self.say("range", path, message, "`expert` must be below 1", "write a share such as 0.9");
            return Outcome::same(1.0);
        }
        if resolution.novice > resolution.expert {
            let message = "novices resolve more than experts";
            self.say("range", path, message, "`novice` above `expert`", "swap them");
        }
        if !self.scenario.groups.iter().any(|(_, group)| group.follow_up.is_some()) {
            let message = "resolution moves the share of follow-ups, but no group has any";
            let help =
                "add follow_up = { share = 0.1, delay = \"1d\" } to a group, or leave `resolution` out";
            self.say("unused", path, message, "nothing to move", help);
        }
        Outcome { expert: 1.0, novice: (1.0 - resolution.novice) / (1.0 - resolution.expert) }
    }

    fn start(&mut self, given: &file::Knowledge) -> Start {
        let path = at!("knowledge", "start");
        match given.start.as_deref() {
            None => {
                let note = "people know what they have come to know under each staffing";
                self.assume("knowledge.start", "settled", note, false);
                Start::Settled
            }
            Some("settled") => Start::Settled,
            Some("none") => Start::Nothing,
            Some(other) => {
                if let Some(name) = other.strip_prefix("from ") {
                    let found = self.find(&self.scenario.staffings, "staffing", name.trim(), path);
                    return found.map_or(Start::Settled, Start::From);
                }
                let message = format!("`start` cannot be `{other}`");
                let help = "write \"settled\", \"none\" or \"from STAFFING\"";
                self.say("unknown_word", path, message, "not one of them", help);
                Start::Settled
            }
        }
    }
}
