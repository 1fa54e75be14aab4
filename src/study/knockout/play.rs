//! The unit of work: one replication of a staffing as it is and without some of its people.
//!
//! What a removal cannot touch is not played again: each island of accounts and people is played as it is once, and
//! once for every set of people of it that is gone. In: a replication, who is gone. Out: a [`Played`] for each variant.
//! Must not know: other replications.

use std::ops::Range;

use super::desk::{Cover, Islands, without};
use crate::demand::day::Demand;
use crate::engine::Play;
use crate::knowledge::Stocks;
use crate::metrics::digest::Promises;
use crate::metrics::part::{Moved, SeatDays};
use crate::metrics::{Digest, Digester};
use crate::model::portfolio::Piece;
use crate::model::{Contact, Model};
use crate::random::Streams;
use crate::routing;
use crate::study::unit::{Drawn, departed, heads, moved, paid_hours, seats};
use crate::workforce::presence::Presence;
use crate::workforce::tenure::Tenures;

/// Somebody hired, as expected hires are counted.
const HIRE: i64 = 1_000_000;

/// What all variants are variants of.
pub(super) struct Desk<'m> {
    /// The model, with the one staffing.
    pub(super) model: &'m Model,
    pub(super) islands: Islands,
    /// When those who are gone are gone.
    pub(super) days: Range<u32>,
    pub(super) cover: Cover,
    /// Weights of accounts that are handed over.
    pub(super) pieces: Vec<Piece>,
    /// Goals asked of each account; none unless service is asked about.
    pub(super) promises: Promises,
}

/// Plays that share a day's contacts, at most: what one thread keeps in memory, and finishes after Ctrl-C.
const AT_ONCE: usize = 16;
/// Bytes of what people know that they may take together: half a gigabyte.
const KNOWN_AT_ONCE: usize = 1 << 29;

impl Desk<'_> {
    /// How many plays share a day's contacts: fewer where each holds much of what people know.
    pub(super) fn at_once(&self) -> usize {
        let (agents, accounts) = (self.model.staffings[0].agents.len(), self.model.accounts.len());
        let known = self.model.knowledge.as_ref().map_or(0, |_| Stocks::bytes(agents, accounts));
        (KNOWN_AT_ONCE / known.max(1)).clamp(1, AT_ONCE)
    }
}

/// One play: an island, and who of it is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    pub(super) island: u32,
    pub(super) gone: Vec<u32>,
}

/// What one play came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Played {
    pub(super) digest: Digest,
    /// Paid, planned, worked time by team, of the whole staffing without those who are gone.
    pub(super) hours: Vec<[i64; 4]>,
    /// Days of seats by team, of the same; empty where nobody ever leaves.
    pub(super) seats: Vec<SeatDays>,
    /// Days on which seats are the same, stretch after stretch, and in each people on the payroll by team, of the same.
    pub(super) stretches: Vec<i64>,
    pub(super) heads: Vec<i64>,
    /// Who comes and goes by date, by day and team, of the same.
    pub(super) moved: Vec<Moved>,
    /// By account: days counted on which the departure of an owner is felt, of the same; empty where it is not.
    pub(super) departed: Vec<u32>,
}

/// Sets of people who are gone, as plays of islands.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    /// The plays; the first are the islands as they are.
    pub(super) items: Vec<Item>,
    /// Of each variant: indices of its items, for the islands that it touches.
    variants: Vec<Vec<usize>>,
    /// Who is gone is replaced: that somebody is hired in the place is part of the loss, whatever the length of the run.
    replaces: bool,
}

impl Course {
    /// The plays that these variants need.
    pub(super) fn of(islands: &Islands, variants: &[Vec<u32>], cover: Cover) -> Self {
        let as_it_is = (0..islands.count as u32).map(|island| Item { island, gone: Vec::new() });
        let replaces = cover == Cover::Replace;
        let mut course = Self { items: as_it_is.collect(), variants: Vec::new(), replaces };
        let mut known = std::collections::BTreeMap::new();
        for gone in variants {
            let mut parts: Vec<Item> = Vec::new();
            for agent in gone {
                // Whom no contact reaches is missed by the payroll only.
                let island = islands.of_agent[*agent as usize].unwrap_or(0);
                match parts.iter_mut().find(|part| part.island == island) {
                    Some(part) => part.gone.push(*agent),
                    None => parts.push(Item { island, gone: vec![*agent] }),
                }
            }
            let mut items = Vec::new();
            for mut part in parts {
                part.gone.sort_unstable();
                let next = course.items.len();
                let index = *known.entry(part.clone()).or_insert(next);
                if index == next {
                    course.items.push(part);
                }
                items.push(index);
            }
            course.variants.push(items);
        }
        course
    }

    /// The plays dealt out to tasks, as evenly as can be: those of an island lie together, for its contacts are drawn once
    /// for all of a task.
    pub(super) fn dealt(&self, tasks: usize) -> Vec<Vec<usize>> {
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        order.sort_by_key(|item| self.items[*item].island);
        let cut = |task: usize| task * order.len() / tasks;
        (0..tasks).map(|task| order[cut(task)..cut(task + 1)].to_vec()).collect()
    }

    /// Puts the plays of a replication together: the staffing as it is, then each variant.
    pub(super) fn together(&self, played: &[Played], mut take: impl FnMut(usize, &Played)) {
        let islands = self.items.iter().take_while(|item| item.gone.is_empty()).count();
        let Some(first) = played.first() else { return };
        let mut whole = first.clone();
        played[1..islands].iter().for_each(|island| whole.digest.add(&island.digest));
        take(0, &whole);
        for (variant, items) in self.variants.iter().enumerate() {
            let mut sum = whole.clone();
            for item in items {
                let island = self.items[*item].island as usize;
                sum.digest.subtract(&played[island].digest);
                sum.digest.add(&played[*item].digest);
                for (mine, (with, less)) in
                    sum.hours.iter_mut().zip(whole.hours.iter().zip(&played[*item].hours))
                {
                    for kind in 0..mine.len() {
                        mine[kind] -= with[kind] - less[kind];
                    }
                }
                for (mine, (with, less)) in
                    sum.heads.iter_mut().zip(whole.heads.iter().zip(&played[*item].heads))
                {
                    *mine -= with - less;
                }
                for (mine, (with, less)) in
                    sum.moved.iter_mut().zip(whole.moved.iter().zip(&played[*item].moved))
                {
                    mine.hired -= with.hired - less.hired;
                    mine.released -= with.released - less.released;
                }
                for (mine, (with, less)) in
                    sum.departed.iter_mut().zip(whole.departed.iter().zip(&played[*item].departed))
                {
                    *mine = (*mine + less).saturating_sub(*with);
                }
                for (mine, (with, less)) in
                    sum.seats.iter_mut().zip(whole.seats.iter().zip(&played[*item].seats))
                {
                    *mine -= *with;
                    *mine += *less;
                    if self.replaces {
                        mine.expected_hires += HIRE * (less.hires - with.hires);
                    }
                }
            }
            take(variant + 1, &sum);
        }
    }
}

/// Plays some items of one replication.
pub(super) fn play(desk: &Desk<'_>, seed: u64, replication: u64, items: &[Item]) -> Vec<Played> {
    let streams = Streams::new(seed, replication);
    let mut model = Model { staffings: Vec::with_capacity(items.len()), ..desk.model.clone() };
    let presence = Presence::draw(&model, &streams);
    let (mut paid, mut tenures) = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
    for item in items {
        let (played, theirs) = staffed(desk, &mut model, item, &presence, streams);
        paid.push(played);
        tenures.push(theirs);
    }
    let model = &model;
    let mut digesters: Vec<Digester<'_>> =
        model.staffings.iter().map(|staffing| Digester::new(model, staffing, &desk.promises)).collect();
    // By island: who plays there.
    let mut engines: Vec<Vec<Box<dyn Play + '_>>> = (0..desk.islands.count).map(|_| Vec::new()).collect();
    for (index, ((item, tenures), digester)) in items.iter().zip(&tenures).zip(&mut digesters).enumerate() {
        engines[item.island as usize].push(routing::play(model, index, &presence, tenures, digester));
    }
    play_days(model, &desk.islands, streams, &mut engines);
    drop(engines);
    let both = digesters.into_iter().zip(paid);
    both.map(|(digester, paid)| Played { digest: digester.finish(), ..paid }).collect()
}

/// Adds the staffing of an item to the model, on its island alone, and says what it pays for and who holds its seats.
fn staffed(
    desk: &Desk<'_>,
    model: &mut Model,
    item: &Item,
    presence: &Presence,
    streams: Streams,
) -> (Played, Tenures) {
    let index = model.staffings.len();
    model.staffings.push(without(&desk.model.staffings[0], &item.gone, &desk.days, desk.cover, &desk.pieces));
    let theirs = Tenures::draw(model, index, &streams);
    let staffing = &model.staffings[index];
    let (stretches, heads) = heads(model, staffing, &theirs);
    let played = Played {
        digest: Digest::default(),
        hours: paid_hours(model, staffing, presence, &theirs),
        seats: seats(model, staffing, &theirs),
        stretches,
        heads,
        moved: moved(model, staffing, &theirs),
        departed: departed(model, index, &theirs),
    };
    // Nobody of another island is needed.
    let run = 0..model.calendar.days;
    for (seat, island) in model.staffings[index].agents.iter_mut().zip(&desk.islands.of_agent) {
        if *island != Some(item.island) {
            seat.unfilled = Some(run.clone());
        }
    }
    (played, theirs)
}

/// Plays all days on the islands that somebody plays: of the others no contact is drawn.
fn play_days(model: &Model, islands: &Islands, streams: Streams, engines: &mut [Vec<Box<dyn Play + '_>>]) {
    let island_of = |account: u32| islands.of_account[account as usize] as usize;
    let is_played: Vec<bool> = engines.iter().map(|engines| !engines.is_empty()).collect();
    let mut demand = Demand::of(model, streams, &|account| is_played[island_of(account)]);
    // By island: the contacts that wait to be played, and those of the day.
    let mut drawn: Vec<Drawn> = engines.iter().map(|_| Drawn::new()).collect();
    let mut today: Vec<Vec<Contact>> = vec![Vec::new(); islands.count];
    for day in 0..model.calendar.days {
        for contact in demand.draw(day) {
            let island = island_of(contact.account);
            if is_played[island] {
                today[island].push(*contact);
            }
        }
        for ((engines, drawn), today) in engines.iter_mut().zip(&mut drawn).zip(&mut today) {
            if engines.is_empty() {
                continue;
            }
            if !drawn.has_room(today.len()) {
                drawn.play(engines);
            }
            drawn.add(day, today);
            today.clear();
        }
    }
    for (engines, drawn) in engines.iter_mut().zip(&mut drawn) {
        drawn.play(engines);
        for engine in engines {
            engine.finish();
        }
    }
}
