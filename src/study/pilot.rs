//! A pilot: a few replications of one staffing, with draws of their own, watched for what calibration needs.
//!
//! Its draws are the same for any seed and any number of threads, and are used for nothing else.
//! In: a model, one of its staffings. Out: [`Pilot`]: means by (group, channel), and who served whom how often.
//! Must not know: what is made of it.

use std::borrow::Cow;

use super::parallel::in_order;
use crate::demand::Demand;
use crate::engine::ports::Observer;
use crate::model::handling::plain_time;
use crate::model::{Contact, Knowledge, Log, Model, Origin};
use crate::random::{Purpose, Streams, mix};
use crate::routing;
use crate::time::{DAY, Moment, Span};
use crate::workforce::presence::Presence;
use crate::workforce::tenure::Tenures;

/// Days that a pilot lasts which looks for the level of handle times, over its replications: a year of working days.
const DAYS: u32 = 260;
/// Contacts that such a pilot meets at least, as far as its replications go: a mean over fewer would miss the figures
/// entered by more than a few thousandths.
const CONTACTS: f64 = 200_000.0;
/// The least that shares of contacts are counted over.
const LEAST_DAYS: u32 = 60;
/// The same where people leave and are replaced.
const DAYS_OF_TURNOVER: u32 = 1_200;
/// Replications at most.
const MOST: u32 = 20;
/// Contacts of a (group, channel) below which its channel's mean stands in for its own.
const ENOUGH: f64 = 1_000.0;
/// Pairs noted before those alike are added up.
const NOTED: usize = 1 << 20;

/// Sums over a (group, channel), or a channel.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Handled contacts; their handle times, and those of experts of ordinary speed, in µs.
    handled: f64,
    taken: f64,
    plain: f64,
    /// Σ factors of sites on the share resolved.
    resolution: f64,
    /// Σ ignorance of whoever handled them, each times that factor.
    ignorance: f64,
    judged: f64,
    /// First contacts, all contacts, and requests avoided.
    first: f64,
    offered: f64,
    avoided: f64,
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.handled += other.handled;
        self.taken += other.taken;
        self.plain += other.plain;
        self.resolution += other.resolution;
        self.ignorance += other.ignorance;
        self.judged += other.judged;
        self.first += other.first;
        self.offered += other.offered;
        self.avoided += other.avoided;
    }
}

/// Days of a pilot that looks for the level of handle times: the same whether or not people know anything.
pub(super) fn days_of_level(model: &Model) -> u32 {
    let days = if someone_leaves(model) { DAYS_OF_TURNOVER } else { DAYS };
    let of_log = |log: &Log| log.scale * log.rows.len() as f64 / f64::from(model.calendar.days.max(1));
    let ordinary = || model.accounts.iter().flat_map(|account| &account.requests_per_day).copied().sum();
    let a_day: f64 = model.volume.trace.as_ref().map_or_else(ordinary, of_log);
    days.max((CONTACTS / a_day.max(1.0)).ceil() as u32)
}

/// Days of a pilot that counts who serves whom. A settled stock of r contacts a day has mean r·h ÷ ln 2 and, for a Poisson
/// stream, variance r·h ÷ (2 ln 2); what T days of counting say of that mean has variance r ÷ T · (h ÷ ln 2)²: the same at
/// T = 2·h ÷ ln 2. After a shorter pilot people would begin with knowledge more uneven than it ever is.
pub(super) fn days_of_settling(model: &Model, knowledge: &Knowledge) -> u32 {
    if someone_leaves(model) {
        return DAYS_OF_TURNOVER;
    }
    let half_life = knowledge.half_life as f64 / DAY as f64;
    ((2.0 * half_life / std::f64::consts::LN_2).ceil() as u32).clamp(LEAST_DAYS, DAYS_OF_TURNOVER)
}

/// Who happens to be new in a single future says little about the mean craft.
fn someone_leaves(model: &Model) -> bool {
    model.people.iter().any(|person| person.turnover.is_some())
}

/// What a pilot saw.
#[derive(Debug, Clone)]
pub(super) struct Pilot<'m> {
    model: &'m Model,
    cells: Vec<Sums>,
    /// (agent, account) and what its contacts taught.
    pairs: Vec<((u32, u32), f64)>,
    days: f64,
    /// By agent: the factor of their site on the share resolved.
    resolution_of: Vec<f64>,
}

impl<'m> Pilot<'m> {
    /// Plays a staffing for so many days at least, over replications as long as the scenario's run; pilots of another
    /// `number` meet other contacts.
    pub(super) fn play(model: &'m Model, staffing: usize, days: u32, number: u64) -> Self {
        let counted = model.calendar.counted_days().max(1);
        let replications = days.div_ceil(counted).clamp(1, MOST);
        let mut parts =
            in_order(replications, |replication| Self::one(model, staffing, number, replication)).into_iter();
        let mut pilot = parts.next().unwrap_or_else(|| Self::empty(model, staffing));
        for part in parts {
            for (sums, more) in pilot.cells.iter_mut().zip(part.cells) {
                *sums += more;
            }
            pilot.pairs.extend(part.pairs);
            pilot.days += part.days;
        }
        pilot.add_up();
        pilot
    }

    fn empty(model: &'m Model, staffing: usize) -> Self {
        let cells = vec![Sums::default(); model.groups.len() * model.channels.len()];
        let staffing = &model.staffings[staffing];
        let agents = 0..staffing.agents.len() as u32;
        let resolution_of = agents.map(|agent| {
            model.sites[staffing.site_of(agent)].factors.resolution * staffing.programme.resolution
        });
        Self { model, cells, pairs: Vec::new(), days: 0.0, resolution_of: resolution_of.collect() }
    }

    /// Plays one replication.
    fn one(model: &'m Model, staffing: usize, number: u64, replication: u32) -> Self {
        let mut pilot = Self::empty(model, staffing);
        let streams = Streams::new(mix(Purpose::Pilot as u64, number), u64::from(replication));
        let as_it_starts = as_it_starts(model, staffing);
        let model = as_it_starts.as_ref();
        let presence = Presence::draw(model, &streams);
        let tenures = Tenures::draw(model, staffing, &streams);
        let mut demand = Demand::new(model, streams);
        let mut engine = routing::play(model, staffing, &presence, &tenures, &mut pilot);
        for day in 0..model.calendar.days {
            engine.advance(day, demand.draw(day));
        }
        engine.finish();
        drop(engine);
        pilot.days = f64::from(model.calendar.counted_days().max(1));
        pilot.add_up();
        pilot
    }

    /// Handle time ÷ that of an expert of ordinary speed, by group then channel.
    pub(super) fn slowness(&self) -> Vec<f64> {
        self.each(|sums| (sums.taken, sums.plain), |sums| sums.handled)
    }

    /// Mean factor of sites on the share resolved, by group then channel.
    pub(super) fn resolution(&self) -> Vec<f64> {
        self.each(|sums| (sums.resolution, sums.handled), |sums| sums.handled)
    }

    /// Mean ignorance of whoever handled a contact times the factor of their site on the share resolved, by group then
    /// channel.
    pub(super) fn ignorance(&self) -> Vec<f64> {
        self.each(|sums| (sums.ignorance, sums.judged), |sums| sums.judged)
    }

    /// Contacts per request, by group then channel.
    pub(super) fn contacts_per_request(&self) -> Vec<f64> {
        self.each(|sums| (sums.offered, sums.first), |sums| sums.first)
    }

    /// Share of requests that became contacts, by group then channel.
    pub(super) fn admitted(&self) -> Vec<f64> {
        self.each(|sums| (sums.first, sums.first + sums.avoided), |sums| sums.first)
    }

    /// (agent, account, what the pair's contacts taught per calendar day).
    pub(super) fn rates(&self) -> Vec<(u32, u32, f64)> {
        self.pairs.iter().map(|((agent, account), taught)| (*agent, *account, taught / self.days)).collect()
    }

    /// A ratio by (group, channel); the channel's where there is little to go by, 1 where there is nothing.
    fn each(&self, ratio: impl Fn(&Sums) -> (f64, f64), contacts: impl Fn(&Sums) -> f64) -> Vec<f64> {
        let channels = self.model.channels.len();
        let mut by_channel = vec![Sums::default(); channels];
        for (index, sums) in self.cells.iter().enumerate() {
            by_channel[index % channels] += *sums;
        }
        let of = |sums: &Sums| {
            let (top, bottom) = ratio(sums);
            (bottom > 0.0).then(|| top / bottom)
        };
        let pick = |(index, own): (usize, &Sums)| {
            let all = &by_channel[index % channels];
            let known = if contacts(own) >= ENOUGH { of(own) } else { None };
            known.or_else(|| of(all)).unwrap_or(1.0)
        };
        self.cells.iter().enumerate().map(pick).collect()
    }

    fn cell(&mut self, contact: &Contact) -> Option<&mut Sums> {
        let channels = self.model.channels.len();
        let counted = contact.arrived >= self.model.calendar.counted_from();
        counted.then(|| &mut self.cells[usize::from(contact.group) * channels + usize::from(contact.channel)])
    }

    /// Adds up what was noted of the same pair.
    fn add_up(&mut self) {
        self.pairs.sort_by_key(|(pair, _)| *pair);
        self.pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
    }
}

/// The model without what makes accounts change hands and without growth, with the seats of the first day throughout:
/// figures were measured, and people came to know accounts, under the portfolios and with the volumes of the first day.
fn as_it_starts(model: &Model, staffing: usize) -> Cow<'_, Model> {
    let played = &model.staffings[staffing];
    let seats_stay = !played.seats_come_and_go();
    let owners_stay = played.succession.is_none() && played.reorganisations.is_empty();
    if owners_stay && seats_stay && model.volume.growth.is_none() {
        return Cow::Borrowed(model);
    }
    let mut model = model.clone();
    model.volume.growth = None;
    let played = &mut model.staffings[staffing];
    (played.succession, played.reorganisations) = (None, Vec::new());
    played.shares.clear();
    played.teams.iter_mut().for_each(|team| team.review = None);
    for agent in &mut played.agents {
        let later = !agent.has_seat(0);
        agent.closed = std::iter::once(0..u32::MAX).filter(|_| later).collect();
    }
    Cow::Owned(model)
}

impl Observer for Pilot<'_> {
    fn arrived(&mut self, contact: &Contact, _owner_on_duty: bool) {
        let first = f64::from(u8::from(contact.origin == Origin::First));
        if let Some(sums) = self.cell(contact) {
            sums.offered += 1.0;
            sums.first += first;
        }
    }

    fn avoided(&mut self, contact: &Contact) {
        if let Some(sums) = self.cell(contact) {
            sums.avoided += 1.0;
        }
    }

    fn shared(&mut self, contact: &Contact, _agent: u32, handle_time: Span) {
        if let Some(sums) = self.cell(contact) {
            sums.taken += handle_time as f64;
        }
    }

    fn handled(&mut self, contact: &Contact, agent: u32, at: Moment, handle_time: Span) {
        let plain = plain_time(self.model, contact, at - handle_time);
        let resolution = self.resolution_of[agent as usize];
        let Some(sums) = self.cell(contact) else { return };
        sums.handled += 1.0;
        sums.resolution += resolution;
        sums.taken += handle_time as f64;
        // Whole microseconds, as the engine takes them: where nothing acts on them the ratio is 1 and no bit more.
        sums.plain += ((plain + 0.5) as Span).max(1) as f64;
        if let Some(knowledge) = &self.model.knowledge {
            let taught = knowledge.weight[usize::from(contact.channel)];
            self.pairs.push(((agent, contact.account), taught));
            if self.pairs.len() >= NOTED && self.pairs.len() == self.pairs.capacity() {
                self.add_up();
            }
        }
    }

    fn judged(&mut self, contact: &Contact, agent: u32, ignorance: f64, _error: bool) {
        let resolution = self.resolution_of[agent as usize];
        if let Some(sums) = self.cell(contact) {
            sums.judged += 1.0;
            sums.ignorance += resolution * ignorance;
        }
    }
}
