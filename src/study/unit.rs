//! The unit of work: one replication of all staffings, from a model to one `Part` per staffing.
//!
//! People are drawn once, each day's contacts are drawn once into a reused buffer, and every staffing
//! plays them, a few days at a time. In: a model, a seed, a replication. Out: parts. Must not know: threads, other replications.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::contacts::Days;
use crate::demand::day::Demand;
use crate::engine::Play;
use crate::metrics::departures::{Departed, is_whole};
use crate::metrics::part::{Moved, SeatDays, Slice};
use crate::metrics::{Dependency, Details, Ledger, Part, shown};
use crate::model::{Agent, Contact, Lists, Model, Staffing, Team};
use crate::random::Streams;
use crate::routing;
use crate::time::DAYS_PER_YEAR;
use crate::workforce::presence::Presence;
use crate::workforce::tenure::{Tenures, hazards, quarter_of_departures};
use crate::workforce::timeline::{Hours, hours, hours_of, is_filled};

/// Plays one replication of some staffings.
pub fn play(model: &Model, seed: u64, replication: u64, staffings: &[usize]) -> Vec<Part> {
    play_on(model, seed, replication, staffings, Details::default(), None)
}

/// The same with details, on contacts that have been drawn before, where there are any.
pub(super) fn play_on(
    model: &Model,
    seed: u64,
    replication: u64,
    staffings: &[usize],
    details: Details,
    kept: Option<&Days>,
) -> Vec<Part> {
    let streams = Streams::new(seed, replication);
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    let tenures: Vec<Tenures> =
        staffings.iter().map(|staffing| Tenures::draw(model, *staffing, &streams)).collect();
    let ledger = |(staffing, tenures): (&usize, &Tenures)| {
        let ledger = Ledger::new(model, *staffing, streams).with_people(tenures.people());
        let ledger = ledger.with_details(details);
        if tenures.is_empty() { ledger } else { ledger.with_departures(&leavers(model, *staffing, tenures)) }
    };
    let mut ledgers: Vec<Ledger<'_>> = staffings.iter().zip(&tenures).map(ledger).collect();
    let mut engines: Vec<Box<dyn Play + '_>> = staffings
        .iter()
        .zip(&tenures)
        .zip(&mut ledgers)
        .map(|((staffing, tenures), ledger)| routing::play(model, *staffing, &presence, tenures, ledger))
        .collect();
    let mut requests = 0;
    let mut drawn = Drawn::new();
    for day in 0..model.calendar.days {
        let contacts = kept.map_or_else(|| demand.draw(day), |days| days.of(day));
        if day >= model.calendar.warm_up_days {
            requests += contacts.len() as i64;
        }
        // One staffing has nothing to wait for.
        if let [engine] = engines.as_mut_slice() {
            engine.advance(day, contacts);
            continue;
        }
        if !drawn.has_room(contacts.len()) {
            drawn.play(&mut engines);
        }
        drawn.add(day, contacts);
    }
    drawn.play(&mut engines);
    let end = model.calendar.end();
    let shown = shown::accounts(model);
    let last = model.calendar.days - 1;
    let known = |((engine, staffing), tenures): ((&mut Box<dyn Play + '_>, &usize), &Tenures)| {
        engine.finish();
        let seats = (0..).zip(&model.staffings[*staffing].agents);
        let there: Vec<bool> =
            seats.map(|(agent, seat)| is_filled(seat, last) && tenures.is_on_duty(agent, last)).collect();
        let quarters = quarters(model, *staffing, streams);
        let depends = |stocks| Dependency::of(stocks, &model.accounts, &shown, &there, end, &quarters);
        engine.stocks().map(depends).unwrap_or_default()
    };
    let known: Vec<Dependency> = engines.iter_mut().zip(staffings).zip(&tenures).map(known).collect();
    drop(engines);
    let with_hours =
        |(((staffing, tenures), ledger), known): (((&usize, &Tenures), Ledger<'_>), Dependency)| {
            let mut part = ledger.finish();
            part.dependency = known;
            debug_assert_eq!(
                part.counts(Slice::default()).requests(),
                requests,
                "every request that was drawn is somewhere"
            );
            part.hours = paid_hours(model, &model.staffings[*staffing], &presence, tenures);
            if details.agents {
                part.agent_hours = hours_of_agents(model, &model.staffings[*staffing], &presence, tenures);
            }
            part.month_hours = month_hours(model, &model.staffings[*staffing], &presence, tenures);
            part.seats = seats(model, &model.staffings[*staffing], tenures);
            (part.stretches, part.heads) = heads(model, &model.staffings[*staffing], tenures);
            part.moved = moved(model, &model.staffings[*staffing], tenures);
            part.departed = departed(model, *staffing, tenures);
            part
        };
    staffings.iter().zip(&tenures).zip(ledgers).zip(known).map(with_hours).collect()
}

/// Those who were on duty and left, with the accounts that they owned until then; only those around whom enough is counted.
fn leavers(model: &Model, staffing: usize, tenures: &Tenures) -> Vec<Departed> {
    let staffing = &model.staffings[staffing];
    let mut gone: Vec<(i32, u32)> = Vec::new();
    for (agent, seat) in (0..).zip(&staffing.agents) {
        for stint in tenures.stints(agent).iter().filter(|stint| stint.begins < stint.gone) {
            let day = stint.gone;
            let was_there = |day: u32| is_filled(seat, day) && tenures.has_seat(agent, day);
            if is_whole(model, day) && u32::try_from(day - 1).is_ok_and(was_there) {
                gone.push((day, agent));
            }
        }
    }
    if gone.is_empty() {
        return Vec::new();
    }
    gone.sort_unstable();
    let mut owners = staffing.measured_owners();
    let mut owned = Lists::of(&owners, staffing.agents.len());
    let mut hand_overs = tenures.hand_overs().iter().peekable();
    let mut departed = Vec::new();
    for (day, agent) in gone {
        while let Some(hand_over) = hand_overs.next_if(|hand_over| i64::from(hand_over.day) < i64::from(day))
        {
            let (mut go, mut come) = (Vec::new(), Vec::new());
            for (account, now) in hand_over.changed.measured() {
                go.extend(owners.row(account).iter().map(|owner| (*owner, account)));
                come.extend(now.iter().map(|owner| (*owner, account)));
                owners.set(account, now);
            }
            owned.change(go, come);
        }
        departed.push(Departed { day, accounts: owned.row(agent).to_vec() });
    }
    departed
}

/// Quarters of random departures by which the risk of losing knowledge is weighed.
const QUARTERS: u64 = 100;

/// Who leaves in each of them; none where knowledge does not matter or nobody ever leaves.
fn quarters(model: &Model, staffing: usize, streams: Streams) -> Vec<Vec<bool>> {
    let staffing = &model.staffings[staffing];
    let hazards = hazards(model, staffing);
    if model.knowledge.is_none() || hazards.iter().all(|hazard| *hazard <= 0.0) {
        return Vec::new();
    }
    (0..QUARTERS).map(|n| quarter_of_departures(model, staffing, &hazards, streams, n)).collect()
}

/// Contacts of some days that every staffing has yet to play.
///
/// What a staffing has in the processor's cache is used for more than one short day before the next staffing
/// throws it out, and memory stays that of a few days.
pub(super) struct Drawn {
    contacts: Vec<Contact>,
    /// Each day, and where its contacts end.
    days: Vec<(u32, usize)>,
}

/// Contacts kept at a time, unless a single day has more: half as many make six staffings of the order desk 5 % slower,
/// twice as many hardly faster.
const AT_A_TIME: usize = 20_000;

impl Drawn {
    pub(super) fn new() -> Self {
        Self { contacts: Vec::with_capacity(AT_A_TIME), days: Vec::new() }
    }

    pub(super) fn has_room(&self, more: usize) -> bool {
        self.contacts.len() + more <= AT_A_TIME
    }

    pub(super) fn add(&mut self, day: u32, contacts: &[Contact]) {
        self.contacts.extend_from_slice(contacts);
        self.days.push((day, self.contacts.len()));
    }

    pub(super) fn play(&mut self, engines: &mut [Box<dyn Play + '_>]) {
        for engine in engines {
            let mut from = 0;
            for (day, end) in &self.days {
                engine.advance(*day, &self.contacts[from..*end]);
                from = *end;
            }
        }
        self.contacts.clear();
        self.days.clear();
    }
}

/// Paid, planned, worked time of each team over the days counted, and what is weighed by premiums.
pub(super) fn paid_hours(
    model: &Model,
    staffing: &Staffing,
    presence: &Presence,
    tenures: &Tenures,
) -> Vec<[i64; 4]> {
    (0..staffing.teams.len() as u16)
        .map(|team| {
            let mut sum = Hours::default();
            for day in model.calendar.warm_up_days..model.calendar.days {
                sum += hours(model, staffing, presence, tenures, team, day);
            }
            [sum.paid, sum.planned, sum.worked, sum.premium]
        })
        .collect()
}

/// Paid, planned, worked time of each agent over the days counted.
fn hours_of_agents(
    model: &Model,
    staffing: &Staffing,
    presence: &Presence,
    tenures: &Tenures,
) -> Vec<[i64; 3]> {
    let of_agent = |(seat, agent): (u32, &Agent)| {
        let mut sum = Hours::default();
        for day in model.calendar.warm_up_days..model.calendar.days {
            sum += hours_of(model, staffing, presence, tenures, (agent.team, seat..seat + 1), day);
        }
        [sum.paid, sum.planned, sum.worked]
    };
    (0..).zip(&staffing.agents).map(of_agent).collect()
}

/// By calendar month and team: paid, planned, worked time; empty where no contract asks.
fn month_hours(model: &Model, staffing: &Staffing, presence: &Presence, tenures: &Tenures) -> Vec<[i64; 3]> {
    if !model.contracts.iter().any(|contract| contract.by_month) {
        return Vec::new();
    }
    let months = model.calendar.months().into_iter();
    let of_month = |month: Range<u32>| {
        let teams = 0..staffing.teams.len() as u16;
        teams.map(move |team| {
            let mut sum = Hours::default();
            for day in month.clone() {
                sum += hours(model, staffing, presence, tenures, team, day);
            }
            [sum.paid, sum.planned, sum.worked]
        })
    };
    months.flat_map(of_month).collect()
}

/// By account: days counted on which the departure of an owner is felt; empty where none ever is.
pub(super) fn departed(model: &Model, staffing: usize, tenures: &Tenures) -> Vec<u32> {
    let Some(rules) = model.satisfaction.filter(|rules| rules.departure_days > 0 && !tenures.is_empty())
    else {
        return Vec::new();
    };
    let days = model.calendar.warm_up_days..model.calendar.days;
    let owners = &model.staffings[staffing].portfolio.owners;
    // Accounts of the same owners feel the same.
    let mut known: BTreeMap<&[u32], u32> = BTreeMap::new();
    let of_owners = |owners| {
        let felt = || tenures.days_after_departures(owners, rules.departure_days, days.clone());
        *known.entry(owners).or_insert_with(felt)
    };
    (0..model.accounts.len() as u32).map(|account| owners.row(account)).map(of_owners).collect()
}

/// Days of each team's seats over the days counted, seats without a person left out; empty where nobody ever leaves
/// and no seat comes or goes.
pub(super) fn seats(model: &Model, staffing: &Staffing, tenures: &Tenures) -> Vec<SeatDays> {
    let days = model.calendar.warm_up_days..model.calendar.days;
    if tenures.is_empty() && !tenures.has_closed_seats() {
        return Vec::new();
    }
    let hazards = hazards(model, staffing);
    let years = f64::from(model.calendar.counted_days()) / DAYS_PER_YEAR;
    let of_seat = |seat: u32| {
        let agent = &staffing.agents[seat as usize];
        if !is_ever_filled(model, agent) {
            return SeatDays::default();
        }
        let sum = tenures.seat_days(seat..seat + 1, days.clone());
        let vacancy =
            model.people[agent.person as usize].turnover.as_ref().map_or(0.0, |rules| rules.vacancy.mean());
        let hazard = hazards[seat as usize];
        let there = sum.all as f64 / f64::from(model.calendar.counted_days().max(1));
        let expected = there * years * hazard / (1.0 + hazard * vacancy / DAYS_PER_YEAR);
        // Whoever comes with a new seat is expected, too.
        let expected = expected + tenures.openings(seat, days.clone()) as f64;
        SeatDays {
            all: sum.all,
            vacant: sum.vacant,
            training: sum.training,
            craft: sum.craft,
            departures: sum.departures,
            hires: sum.hires,
            releases: sum.releases,
            expected_hires: (1e6 * expected).round() as i64,
        }
    };
    let of_team = |team: &Team| {
        let mut sum = SeatDays::default();
        team.agents.clone().for_each(|seat| sum += of_seat(seat));
        sum
    };
    staffing.teams.iter().map(of_team).collect()
}

/// Stretches of days counted on which seats are the same, and in each the people on the payroll of each team.
pub(super) fn heads(model: &Model, staffing: &Staffing, tenures: &Tenures) -> (Vec<i64>, Vec<i64>) {
    let calendar = &model.calendar;
    let changes = tenures.seat_changes(calendar.days);
    let changes = changes.into_iter().filter(|day| *day > calendar.warm_up_days);
    let mut starts: Vec<u32> = std::iter::once(calendar.warm_up_days).chain(changes).collect();
    let filled: Vec<bool> = staffing.agents.iter().map(|agent| is_ever_filled(model, agent)).collect();
    let heads = |day: &u32| {
        let is_there = |seat: &u32| filled[*seat as usize] && tenures.has_seat(*seat, *day);
        let of_team = |team: &Team| team.agents.clone().filter(is_there).count() as i64;
        staffing.teams.iter().map(of_team).collect::<Vec<i64>>()
    };
    let heads = starts.iter().flat_map(heads).collect();
    starts.push(calendar.days);
    let lengths = starts.windows(2).map(|pair| i64::from(pair[1]) - i64::from(pair[0]));
    (lengths.collect(), heads)
}

/// Who comes and goes with seats that are there from a date on, or until one; those of reviews come and go again and
/// again. The same days and teams in every replication.
pub(super) fn moved(model: &Model, staffing: &Staffing, tenures: &Tenures) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (index, team) in staffing.teams.iter().enumerate().filter(|(_, team)| team.review.is_none()) {
        let seats = || team.agents.clone().map(|seat| (seat, &staffing.agents[seat as usize]));
        let ends = seats().flat_map(|(_, agent)| &agent.closed).flat_map(|days| [days.start, days.end]);
        let days: BTreeSet<u32> = ends.filter(|day| (1..model.calendar.days).contains(day)).collect();
        for day in days {
            let mut sum = Moved { day, team: index, ..Moved::default() };
            for (seat, _) in seats().filter(|(_, agent)| is_ever_filled(model, agent)) {
                sum.hired += tenures.openings(seat, day..day + 1);
                sum.released += tenures.closings(seat, day..day + 1);
            }
            moved.push(sum);
        }
    }
    moved
}

/// Whether a seat has a person on any of the days counted.
fn is_ever_filled(model: &Model, agent: &Agent) -> bool {
    let calendar = &model.calendar;
    (calendar.warm_up_days..calendar.days).any(|day| is_filled(agent, day))
}
