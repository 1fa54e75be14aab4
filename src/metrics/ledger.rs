//! The observer that counts: integer sums, nothing allocated per contact.
//!
//! In: what the engine tells. Out: a [`Part`]. Must not know: what figures are made of the sums.

use super::cells::{AccountCell, Answered, Lost, Owner, Served};
use super::checks::Checks;
use super::counts::Count;
use super::day_goals::DayGoals;
use super::departures::{Departed, Departures};
use super::details::{Detail, Details};
use super::handlers::Handlers;
use super::histogram::Histogram;
use super::intervals::Intervals;
use super::known::Known;
use super::owners::Owners;
use super::part::{Month, Part, Shape, USABLE_GAP};
use super::stretches::Stretches;
use crate::engine::ports::{Left, Observer, Stretch};
use crate::model::{Agent, Changed, Channel, Contact, Kind, Model, Origin};
use crate::random::Streams;
use crate::time::{Moment, Span};

/// Counts everything that happens in one staffing.
#[derive(Debug)]
pub struct Ledger<'m> {
    model: &'m Model,
    counted_from: Moment,
    end: Moment,
    intervals: Intervals,
    part: Part,
    /// By interval, channel, group, team: those of one time of day lie side by side, which caches like.
    cells: Vec<Served>,
    lost: Vec<Lost>,
    /// Cells of an interval.
    rows: usize,
    seats: Vec<Seat>,
    channels: Vec<Line>,
    waits_answered: Vec<Histogram>,
    waits_left: Vec<Histogram>,
    handlers: Handlers,
    owners: Owners,
    stretches: Stretches,
    goals: DayGoals,
    departures: Departures,
    detail: Detail,
    /// Departures or details are looked at.
    watched: bool,
    next_person: u32,
    /// Days with which calendar months end that are told by themselves, the last month left out; and what had ended by
    /// then.
    month_ends: Vec<u32>,
    months: Vec<Month>,
    checks: Checks,
}

/// An agent.
#[derive(Debug, Clone, Copy)]
struct Seat {
    served: Served,
    team: u16,
    /// Interval in which the contact arrived that was begun last, at the moment `arrived`.
    interval: u32,
    /// The number of whoever holds the seat, among all people.
    person: u32,
    arrived: Moment,
}

/// A channel.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Contacts that wait now.
    waiting: i64,
    /// The longest wait that is in time.
    in_time: Span,
}

impl<'m> Ledger<'m> {
    /// An empty ledger.
    pub fn new(model: &'m Model, staffing: usize, streams: Streams) -> Self {
        let goals = DayGoals::new(model, staffing);
        let staffing = &model.staffings[staffing];
        let shape = Shape {
            channels: model.channels.len(),
            groups: model.groups.len(),
            teams: staffing.teams.len(),
            intervals: model.calendar.intervals(),
            agents: staffing.agents.len(),
            accounts: model.accounts.len(),
            days: model.calendar.counted_days() as usize,
            goals: model.goals.len(),
        };
        let rows = shape.channels * shape.groups * shape.teams;
        let cells = rows * shape.intervals;
        let histograms = || vec![Histogram::default(); shape.channels * shape.groups];
        let owners = Owners::new(staffing);
        let seat = |(person, agent): (usize, &Agent)| Seat {
            served: Served::default(),
            team: agent.team,
            interval: 0,
            person: person as u32,
            arrived: 0,
        };
        let line = |facts: &Channel| Line { waiting: 0, in_time: facts.in_time - Span::from(facts.strict) };
        // Repeated contacts come on top of first ones.
        let busiest_day = model.busiest_day() * 5 / 4;
        Self {
            model,
            counted_from: model.calendar.counted_from(),
            end: model.calendar.end(),
            intervals: Intervals::new(model.calendar.interval),
            part: Part {
                shape,
                accounts: vec![AccountCell::default(); shape.accounts * shape.channels],
                owned: owners.owned(),
                known: if model.knowledge.is_some() { vec![Known::default(); 2 * rows] } else { Vec::new() },
                backlog: vec![0; shape.channels],
                backlog_at_end: vec![0; shape.channels],
                ..Part::default()
            },
            cells: vec![Served::default(); cells],
            lost: vec![Lost::default(); cells],
            rows,
            seats: staffing.agents.iter().enumerate().map(seat).collect(),
            channels: model.channels.iter().map(line).collect(),
            waits_answered: histograms(),
            waits_left: histograms(),
            handlers: Handlers::new(streams, shape.accounts, shape.agents, busiest_day),
            owners,
            stretches: Stretches::new(&model.calendar, staffing),
            goals,
            departures: Departures::none(),
            detail: Detail::none(),
            watched: false,
            next_person: shape.agents as u32,
            month_ends: month_ends(model),
            months: Vec::new(),
            checks: Checks::default(),
        }
    }

    /// Makes room for so many people in all, successors included.
    #[must_use]
    pub fn with_people(mut self, people: usize) -> Self {
        if people > self.part.shape.agents {
            self.handlers = self.handlers.with_people(people);
        }
        self
    }

    /// Looks at what happens around departures.
    #[must_use]
    pub fn with_departures(mut self, departed: &[Departed]) -> Self {
        self.departures = Departures::of(self.model, departed);
        self.watched |= !self.departures.is_empty();
        self
    }

    /// Keeps what is asked for beside the usual.
    #[must_use]
    pub fn with_details(mut self, asked: Details) -> Self {
        self.detail = Detail::of(asked, &self.part.shape);
        self.watched |= !self.detail.is_empty();
        self
    }

    /// The sums, once the engine has finished.
    pub fn finish(mut self) -> Part {
        self.handlers.end_day(self.model.calendar.days);
        if self.model.contracts.iter().any(|contract| contract.by_month) {
            self.months.push(self.so_far());
            let by_then = self.months.clone();
            for (month, before) in self.months[1..].iter_mut().zip(by_then) {
                *month -= before;
            }
        }
        let mut part = self.part;
        part.months = self.months;
        // What is no longer needed goes before what it comes to is made.
        (part.continuity, part.displaced) = self.handlers.finish();
        part.detailed = self.detail.finish();
        (part.time, part.agent_time) = self.stretches.finish();
        let filled = |waits: Vec<Histogram>| waits.into_iter().map(|waits| waits.filled()).collect();
        part.waits_answered = filled(self.waits_answered);
        part.waits_left = filled(self.waits_left);
        let (rows, intervals) = (self.rows, part.shape.intervals);
        let order = (0..rows).flat_map(|row| (0..intervals).map(move |interval| interval * rows + row));
        let cell = |index: usize| {
            let mut counts = self.cells[index].counts();
            self.lost[index].add_to(&mut counts);
            counts
        };
        part.cells = order.map(cell).collect();
        part.agent_counts = self.seats.iter().map(|seat| seat.served.counts()).collect();
        part.day_goals = self.goals.finish();
        (part.departures, part.around) = self.departures.finish();
        self.checks.end(&part, self.channels.iter().map(|line| line.waiting));
        part
    }

    /// What has ended until now.
    fn so_far(&self) -> Month {
        let time = self.stretches.sum();
        let mut sum = Month { follow_ups: self.part.follow_ups, time, ..Month::default() };
        for served in &self.cells {
            let counts = served.counts();
            sum.answered += counts.get(Count::Answered);
            sum.handled += counts.get(Count::Handled);
        }
        sum
    }

    #[inline]
    fn is_counted(&self, contact: &Contact) -> bool {
        contact.arrived >= self.counted_from
    }

    /// The contact's cell under a team.
    #[inline]
    fn cell(&self, contact: &Contact, team: u16) -> usize {
        self.cell_in(self.intervals.of(contact.arrived).1, self.waits_row(contact), team)
    }

    /// The cell of an interval, a row of waits and a team.
    #[inline]
    fn cell_in(&self, interval: usize, row: usize, team: u16) -> usize {
        interval * self.rows + row * self.part.shape.teams + usize::from(team)
    }

    #[inline]
    fn account(&mut self, contact: &Contact) -> &mut AccountCell {
        let channels = self.part.shape.channels;
        &mut self.part.accounts[contact.account as usize * channels + usize::from(contact.channel)]
    }

    #[inline]
    fn waits_row(&self, contact: &Contact) -> usize {
        usize::from(contact.channel) * self.part.shape.groups + usize::from(contact.group)
    }

    /// Time that was spent on a contact, for those who watch; `last`: it ends here.
    fn spent(&mut self, contact: &Contact, handle_time: Span, last: bool) {
        if !self.departures.is_empty() {
            self.departures.handled(contact, handle_time, last);
        }
        self.detail.handled(contact, handle_time, last);
    }

    /// Counts an arrival while no owner of the account is on duty.
    #[inline(never)]
    fn owner_absent(&mut self, contact: &Contact) {
        let cell = self.cell(contact, self.owners.of(contact.account).team);
        self.cells[cell].owner_absent += 1;
        self.account(contact).owner_absent += 1;
    }
}

impl Observer for Ledger<'_> {
    #[inline]
    fn arrived(&mut self, contact: &Contact, owner_on_duty: bool) {
        self.channels[usize::from(contact.channel)].waiting += 1;
        if !self.is_counted(contact) {
            return;
        }
        self.part.arrived += 1;
        self.part.follow_ups += i64::from(contact.origin == Origin::FollowUp);
        if !owner_on_duty && self.owners.of(contact.account).owned {
            self.owner_absent(contact);
        }
    }

    fn owners_change(&mut self, changed: &Changed) {
        self.owners.change(changed);
    }

    fn new_person(&mut self, agent: u32) {
        self.seats[agent as usize].person = self.next_person;
        self.next_person += 1;
    }

    #[inline]
    fn answered(&mut self, contact: &Contact, agent: u32, _rung: u8, at: Moment, wait: Span) {
        let line = &mut self.channels[usize::from(contact.channel)];
        line.waiting -= 1;
        let in_time = wait <= line.in_time;
        self.checks.waited(self.model, contact, at, wait);
        self.checks.begun();
        if !self.is_counted(contact) {
            return;
        }
        let by_owner = self.owners.owns(agent, contact.account);
        let owner = match (self.owners.of(contact.account).owned, by_owner) {
            (false, _) => Owner::None,
            (true, false) => Owner::Other,
            (true, true) => Owner::Answered,
        };
        let kind = Answered { in_time, first: contact.origin == Origin::First, owner };
        let (day, interval) = self.intervals.of(contact.arrived);
        let row = self.waits_row(contact);
        let seat = &mut self.seats[agent as usize];
        seat.served.answered(kind, wait);
        (seat.interval, seat.arrived) = (interval as u32, contact.arrived);
        let (team, person) = (seat.team, seat.person);
        let cell = self.cell_in(interval, row, team);
        self.cells[cell].answered(kind, wait);
        self.account(contact).answered(kind, wait);
        self.waits_answered[row].add(wait);
        self.handlers.answered(contact.account, person);
        self.goals.answered(contact, day, wait, by_owner);
        if self.watched {
            if !self.departures.is_empty() {
                self.departures.answered(contact, in_time, by_owner);
            }
            self.detail.answered(contact, (interval, team, agent), wait);
        }
    }

    #[inline]
    fn handled(&mut self, contact: &Contact, agent: u32, _at: Moment, handle_time: Span) {
        self.checks.handled(handle_time);
        if !self.is_counted(contact) {
            return;
        }
        let seat = &mut self.seats[agent as usize];
        seat.served.handled(handle_time);
        // Mostly the contact that was begun last: its interval is known.
        let is_known = seat.arrived == contact.arrived;
        let (team, known) = (seat.team, seat.interval as usize);
        let interval = if is_known { known } else { self.intervals.of(contact.arrived).1 };
        let cell = self.cell_in(interval, self.waits_row(contact), team);
        self.cells[cell].handled(handle_time);
        if self.watched {
            self.spent(contact, handle_time, true);
        }
    }

    fn avoided(&mut self, contact: &Contact) {
        if self.is_counted(contact) {
            let cell = self.cell(contact, self.owners.of(contact.account).team);
            self.lost[cell].avoided += 1;
            self.account(contact).avoided += 1;
        }
    }

    #[inline]
    fn judged(&mut self, contact: &Contact, agent: u32, ignorance: f64, error: bool) {
        let Some(knowledge) = self.model.knowledge.as_ref().filter(|_| self.is_counted(contact)) else {
            return;
        };
        let half = usize::from(contact.arrived >= self.counted_from.midpoint(self.end));
        let row =
            self.waits_row(contact) * self.part.shape.teams + usize::from(self.seats[agent as usize].team);
        self.part.known[half * self.rows + row].add(1.0 + knowledge.effect * ignorance, error);
    }

    fn shared(&mut self, contact: &Contact, agent: u32, handle_time: Span) {
        self.checks.shared(handle_time);
        if self.is_counted(contact) {
            let cell = self.cell(contact, self.seats[agent as usize].team);
            self.cells[cell].shared(handle_time);
            self.seats[agent as usize].served.shared(handle_time);
            self.spent(contact, handle_time, false);
        }
    }

    fn left(&mut self, contact: &Contact, how: Left, at: Moment, wait: Span) {
        let channel = usize::from(contact.channel);
        self.channels[channel].waiting -= 1;
        self.checks.waited(self.model, contact, at, wait);
        if !self.is_counted(contact) {
            return;
        }
        let first = contact.origin == Origin::First;
        let short = how == Left::Abandoned && wait <= self.model.channels[channel].short_abandon;
        let account = self.owners.of(contact.account);
        let (day, interval) = self.intervals.of(contact.arrived);
        let cell = self.cell_in(interval, self.waits_row(contact), account.team);
        self.lost[cell].add(how, short, first, account.owned, wait);
        self.account(contact).lost(how, short, first, wait);
        if how != Left::Blocked {
            let row = self.waits_row(contact);
            self.waits_left[row].add(wait);
        }
        // In time still or not: it waits when the run ends.
        let overdue = how == Left::Unserved
            && at >= self.model.calendar.end()
            && self.model.channels[channel].kind != Kind::Live;
        if how == Left::Pending || overdue {
            self.part.backlog_at_end[channel] += 1;
        }
        self.goals.left(contact, day, how);
        if !self.departures.is_empty() && how != Left::Pending {
            self.departures.missed(contact);
        }
    }

    #[inline]
    fn time(&mut self, agent: u32, what: Stretch, _channel: u8, from: Moment, to: Moment) {
        self.checks.spent(what, to - from);
        if what != Stretch::Idle || to - from >= USABLE_GAP {
            self.stretches.add(agent, what, from, to);
        }
    }

    fn day_ended(&mut self, day: u32) {
        if day >= self.model.calendar.warm_up_days {
            for (channel, facts) in self.model.channels.iter().enumerate() {
                if facts.kind != Kind::Live {
                    self.part.backlog[channel] += self.channels[channel].waiting;
                }
            }
        }
        self.handlers.end_day(day);
        if self.month_ends.contains(&day) {
            self.months.push(self.so_far());
        }
    }
}

/// The days with which calendar months end, but for the last; none where no contract prices them by themselves.
fn month_ends(model: &Model) -> Vec<u32> {
    if !model.contracts.iter().any(|contract| contract.by_month) {
        return Vec::new();
    }
    let mut ends: Vec<u32> = model.calendar.months().iter().map(|month| month.end - 1).collect();
    ends.pop();
    ends
}
