//! Contacts of replications, kept while many points of a study meet the same ones.
//!
//! A search for the cheapest people plays the first replications again and again, with other people on the same
//! contacts: these are drawn once. What is kept is bounded; replications that have no room are drawn anew, which gives
//! the same. In: a model, a replication. Out: its contacts, day by day. Must not know: staffings, why a point is looked at.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::demand::day::Demand;
use crate::model::{Account, Calendar, Channel, Contact, Group, HandleTime, Model, Volume};
use crate::random::Streams;

/// Bytes kept: of a desk with 90,000 contacts a replication, some forty of them.
const ROOM: usize = 256 << 20;

/// All first contacts of a replication.
#[derive(Debug)]
pub struct Days {
    contacts: Vec<Contact>,
    /// By day: where its contacts end.
    ends: Vec<usize>,
}

impl Days {
    fn draw(model: &Model, seed: u64, replication: u64) -> Self {
        let mut demand = Demand::new(model, Streams::new(seed, replication));
        let mut days = Self { contacts: Vec::new(), ends: Vec::with_capacity(model.calendar.days as usize) };
        for day in 0..model.calendar.days {
            days.contacts.extend_from_slice(demand.draw(day));
            days.ends.push(days.contacts.len());
        }
        days.contacts.shrink_to_fit();
        days
    }

    /// The contacts of a day.
    pub(super) fn of(&self, day: u32) -> &[Contact] {
        let day = day as usize;
        let from = if day == 0 { 0 } else { self.ends[day - 1] };
        &self.contacts[from..self.ends[day]]
    }

    fn bytes(&self) -> usize {
        size_of_val(self.contacts.as_slice())
    }
}

/// All that contacts are drawn from, besides the seed.
#[derive(Debug, PartialEq)]
struct Sources {
    calendar: Calendar,
    channels: Vec<Channel>,
    groups: Vec<Group>,
    reasons: usize,
    handle_times: Vec<HandleTime>,
    accounts: Vec<Account>,
    sectors: usize,
    volume: Volume,
}

impl Sources {
    fn of(model: &Model) -> Self {
        Self {
            calendar: model.calendar.clone(),
            channels: model.channels.clone(),
            groups: model.groups.clone(),
            reasons: model.reasons,
            handle_times: model.handle_times.clone(),
            accounts: model.accounts.clone(),
            sectors: model.sectors,
            volume: model.volume.clone(),
        }
    }

    fn are_those_of(&self, model: &Model) -> bool {
        self.calendar == model.calendar
            && self.channels == model.channels
            && self.groups == model.groups
            && self.reasons == model.reasons
            && self.handle_times == model.handle_times
            && self.accounts == model.accounts
            && self.sectors == model.sectors
            && self.volume == model.volume
    }
}

/// Contacts of the first desk that asks, for all that have the same.
#[derive(Debug, Default)]
pub struct Contacts {
    first: OnceLock<(u64, Sources)>,
    days: Mutex<BTreeMap<u64, Arc<Days>>>,
}

impl Contacts {
    /// Whether a desk has the contacts that are kept here (the first that asks has). Logs are read as quickly as kept.
    pub(super) fn are_of(&self, model: &Model, seed: u64) -> bool {
        if model.volume.trace.is_some() {
            return false;
        }
        let (of, sources) = self.first.get_or_init(|| (seed, Sources::of(model)));
        *of == seed && sources.are_those_of(model)
    }

    /// The contacts of a replication of such a desk; `None` where there is no room for them.
    pub(super) fn of(&self, model: &Model, seed: u64, replication: u64) -> Option<Arc<Days>> {
        let days = || self.days.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let kept = days();
            if let Some(found) = kept.get(&replication) {
                return Some(Arc::clone(found));
            }
            let used: usize = kept.values().map(|days| days.bytes()).sum();
            let next = used / kept.len().max(1);
            if used + next > ROOM {
                return None;
            }
        }
        let drawn = Arc::new(Days::draw(model, seed, replication));
        if drawn.bytes() <= ROOM {
            days().insert(replication, Arc::clone(&drawn));
        }
        Some(drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::Contacts;
    use crate::scenario::load_text;

    const DESK: &str = include_str!("../../scenarios/order-desk.toml");

    fn desk(edits: &[&str]) -> crate::model::Model {
        let edits: Vec<String> = edits.iter().map(|edit| (*edit).to_owned()).collect();
        load_text("desk.toml", DESK, &edits, &|name| Err(format!("no {name}"))).expect("a scenario").model
    }

    #[test]
    fn other_people_meet_the_same_contacts_and_other_volumes_do_not() {
        let kept = Contacts::default();
        assert!(kept.are_of(&desk(&[]), 1));
        assert!(kept.are_of(&desk(&["teams.north.agents=30"]), 1), "people do not matter");
        assert!(!kept.are_of(&desk(&[]), 2), "seeds do");
        assert!(!kept.are_of(&desk(&["groups.key.requests_per_day.phone=450"]), 1), "so do volumes");
        assert!(!kept.are_of(&desk(&["run.days=10"]), 1), "and days");
    }

    #[test]
    fn what_is_kept_is_what_is_drawn() {
        let model = desk(&["run.days=6"]);
        let kept = Contacts::default();
        for _ in 0..2 {
            let days = kept.of(&model, 3, 1).expect("there is room");
            let mut demand = crate::demand::day::Demand::new(&model, crate::random::Streams::new(3, 1));
            for day in 0..model.calendar.days {
                assert_eq!(days.of(day), demand.draw(day), "day {day}");
            }
        }
    }
}
