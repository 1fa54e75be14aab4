//! Contracts: units, tiers, minimum, penalties and bonuses.
//!
//! In: `[contracts]`, compiled goals. Out: [`Contract`]s. Must not know: what any staffing comes to under them.

use super::{Door, at};
use crate::model::contract::{Contract, HourKind, PricedUnit, ServiceTerm, Tier};
use crate::model::{Calendar, Goal, Scope};
use crate::scenario::file;
use crate::scenario::problem::suggestion;

impl Door<'_> {
    pub(super) fn contracts(&mut self, goals: &[Goal], calendar: &Calendar) -> Vec<Contract> {
        let scenario = self.scenario;
        let mut contracts = Vec::new();
        for (name, given) in scenario.contracts.iter() {
            self.check_name("a contract", name, at!("contracts", name));
            let hour = given.hour.unwrap_or_default();
            let unit = match given.unit {
                file::PricedUnit::OwnStaff => PricedUnit::OwnStaff,
                file::PricedUnit::Hour => PricedUnit::Hour(match hour {
                    file::Hour::Paid => HourKind::Paid,
                    file::Hour::Planned => HourKind::Planned,
                    file::Hour::Worked => HourKind::Worked,
                    file::Hour::Productive => HourKind::Productive,
                    file::Hour::Handled => HourKind::Handled,
                }),
                file::PricedUnit::Contact => PricedUnit::Contact,
                file::PricedUnit::ResolvedRequest => PricedUnit::ResolvedRequest,
                file::PricedUnit::FteMonth => PricedUnit::FteMonth,
            };
            if given.hour.is_some() && given.unit != file::PricedUnit::Hour {
                let message = format!("contract `{name}` has no price per hour");
                self.say(
                    "meaningless",
                    at!("contracts", name, "hour"),
                    message,
                    "which hour?",
                    "leave it out, or write unit = \"hour\"",
                );
            }
            if given.hour.is_none() && given.unit == file::PricedUnit::Hour {
                let note = "the hour that is priced is a paid one, leave and absence included";
                self.assume(&format!("contracts.{name}.hour"), "paid", note, false);
            }
            let tiers = self.tiers(name, given, unit);
            let service = self.service(name, given, goals);
            let minimum = given.minimum.unwrap_or(0.0);
            let by_month = self.by_month(name, given, calendar);
            contracts.push(Contract { unit, tiers, minimum, by_month, service });
        }
        contracts
    }

    /// Whether each calendar month is priced by itself.
    fn by_month(&mut self, name: &str, given: &file::Contract, calendar: &Calendar) -> bool {
        // That it has no price at all is said with the price.
        if given.unit == file::PricedUnit::OwnStaff {
            return false;
        }
        let by_volume = given.minimum.is_some() || given.tiers.is_some();
        // Shares of a month's own price, and full-time equivalents of months of different length, differ from the mean's.
        let matters = by_volume || !given.service.is_empty() || given.unit == file::PricedUnit::FteMonth;
        match given.period {
            Some(_) if !matters => {
                let message = format!("contract `{name}` has the same price at any volume");
                let help = "leave it out, or add `minimum`, `tiers` or `service`";
                self.say("meaningless", at!("contracts", name, "period"), message, "no effect", help);
                false
            }
            Some(period) => period == file::VolumePeriod::Month,
            None => {
                if by_volume && calendar.months().len() > 1 {
                    let note = "minimum and tiers apply to the mean month: a thin month is made up for by a full one";
                    self.assume(&format!("contracts.{name}.period"), "run", note, false);
                }
                false
            }
        }
    }

    fn tiers(&mut self, name: &str, given: &file::Contract, unit: PricedUnit) -> Vec<Tier> {
        let path = |key: &str| at!("contracts", name, key).to_vec();
        if unit == PricedUnit::OwnStaff {
            for (key, is_there) in [
                ("price", given.price.is_some()),
                ("tiers", given.tiers.is_some()),
                ("minimum", given.minimum.is_some()),
                ("period", given.period.is_some()),
                ("service", !given.service.is_empty()),
            ] {
                if is_there {
                    let message = format!("contract `{name}` is of own staff: it costs what it costs");
                    self.say("meaningless", &path(key), message, "no price", "leave it out");
                }
            }
            return Vec::new();
        }
        match (given.price, &given.tiers) {
            (Some(price), None) => vec![Tier { from: 0.0, to: f64::INFINITY, price }],
            (None, Some(tiers)) if !tiers.is_empty() => self.tier_list(name, tiers),
            (Some(_), Some(_)) => {
                let message = format!("contract `{name}` has both a price and tiers");
                self.say("twice", &path("price"), message, "and tiers as well", "leave one of them out");
                Vec::new()
            }
            _ => {
                let message = format!("contract `{name}` has no price");
                let help = "price = 30, or tiers = [{ to = 1000, price = 30 }, { price = 28 }]";
                self.say("missing_key", at!("contracts", name), message, "no price", help);
                Vec::new()
            }
        }
    }

    fn tier_list(&mut self, name: &str, tiers: &[file::Tier]) -> Vec<Tier> {
        let mut out = Vec::new();
        let mut end = 0.0;
        for (index, tier) in tiers.iter().enumerate() {
            let from = tier.from.unwrap_or(end);
            let to = tier.to.unwrap_or(f64::INFINITY);
            let path = at!("contracts", name, "tiers", index).to_vec();
            if from < end {
                let message = if end.is_finite() {
                    format!(
                        "tiers of contract `{name}` overlap: one reaches up to {end}, the next begins at {from}"
                    )
                } else {
                    format!("tiers of contract `{name}` overlap: the one before has no end")
                };
                let help = "let each tier begin where the one before ends: give `to` alone";
                self.say("tiers", &path, message, "overlaps with the one before", help);
            } else if from > end {
                let message = format!("between {end} and {from} contract `{name}` has no price");
                self.say("tiers", &path, message, "a gap before it", "let the tiers before reach up to here");
            }
            if to <= from {
                let message = format!("this tier of contract `{name}` ends before it begins");
                self.say("tiers", &path, message, "no units lie in it", "`to` lies above `from`");
            }
            out.push(Tier { from, to, price: tier.price });
            end = to;
        }
        if end.is_finite() {
            let message = format!("above {end} contract `{name}` has no price");
            let path = at!("contracts", name, "tiers").to_vec();
            self.say("tiers", &path, message, "the last tier ends", "leave out the last `to`");
        }
        out
    }

    fn service(&mut self, name: &str, given: &file::Contract, goals: &[Goal]) -> Vec<ServiceTerm> {
        let mut terms = Vec::new();
        for (index, term) in given.service.iter().enumerate() {
            let path = at!("contracts", name, "service", index, "goal").to_vec();
            let Some(goal) = self.scenario.goals.index(&term.goal) else {
                let help = suggestion(&term.goal, self.scenario.goals.names());
                let message = format!("there is no goal `{}`", term.goal);
                self.say("unknown_name", &path, message, "no such goal", &help);
                continue;
            };
            // Where a goal could not be read, that is said.
            let Some(facts) = goals.get(goal) else { continue };
            if !facts.kind.is_by_contact() {
                let message = format!("goal `{}` is not measured month by month", term.goal);
                let help = "name a goal on contacts answered, called back, reached or abandoned";
                self.say("meaningless", &path, message, "no months", help);
            } else if facts.scope != Scope::Centre {
                let message = format!(
                    "goal `{}` is about the worst of several (its `scope`), and a contract is about the whole desk",
                    term.goal
                );
                let help = "name a goal without `scope`; for a contract with one client, price a file with their groups alone";
                self.say("meaningless", &path, message, "not of the whole desk", help);
            }
            if term.bonus.is_none()
                && let Some(at) = term.bonus_at
            {
                let path = at!("contracts", name, "service", index, "bonus_at").to_vec();
                let message = format!("nothing is put on the price at {at}: there is no `bonus`");
                let help =
                    "say which share of the month's price it is, bonus = 0.02, or leave `bonus_at` out";
                self.say("no_effect", &path, message, "no bonus", help);
            } else if term.penalty.is_none() && term.bonus.is_none() {
                let path = at!("contracts", name, "service", index).to_vec();
                let message = format!("goal `{}` does nothing to the price of contract `{name}`", term.goal);
                let help = "say what it takes off or puts on: penalty = 0.05, bonus = 0.02 (shares of the month's price)";
                self.say("no_effect", &path, message, "neither penalty nor bonus", help);
            }
            let bonus_at = term.bonus_at.unwrap_or(facts.threshold);
            let weaker = if facts.at_least { bonus_at < facts.threshold } else { bonus_at > facts.threshold };
            if weaker && term.bonus.is_some() {
                let path = at!("contracts", name, "service", index, "bonus_at").to_vec();
                let message = format!("a bonus at {bonus_at} asks for less than goal `{}` itself", term.goal);
                self.say("range", &path, message, "less than the goal", "ask for more than the goal");
            }
            let (penalty, bonus) = (term.penalty.unwrap_or(0.0), term.bonus.unwrap_or(0.0));
            terms.push(ServiceTerm { goal: goal as u16, penalty, bonus, bonus_at });
        }
        terms
    }
}
