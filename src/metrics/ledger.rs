//! The observer that counts: integer sums, nothing allocated per contact.
//!
//! In: what the engine tells. Out: a [`Part`]. Must not know: what figures are made of the sums.

use super::cells::{AccountCell, Answered, Lost, Owner, Served};
use super::checks::Checks;
use super::counts::Count;
use super::day_goals::DayGoals;
use super::departures::{Departed, Departures};
use super::histogram::Histogram;
use super::intervals::Intervals;
use super::known::Known;
use super::pairs::Pairs;
use super::part::{Month, Part, Shape, Time, USABLE_GAP};
use crate::engine::ports::{Left, Observer, Stretch};
use crate::model::{Contact, Holding, Kind, Model, Origin, Rows};
use crate::random::{Purpose, Streams};
use crate::time::{Moment, Span};

/// Counts everything that happens in one staffing.
#[derive(Debug)]
pub struct Ledger<'m> {
    model: &'m Model,
    streams: Streams,
    counted_from: Moment,
    end: Moment,
    intervals: Intervals,
    part: Part,
    /// By interval, channel, group, team: those of one time of day lie side by side, which caches like.
    cells: Vec<Served>,
    lost: Vec<Lost>,
    /// Cells of an interval.
    rows: usize,
    agents: Vec<Served>,
    waits_answered: Vec<Histogram>,
    waits_left: Vec<Histogram>,
    pairs: Pairs,
    shuffled: Pairs,
    /// The day's answered contacts: account, agent.
    today: Vec<(u32, u32)>,
    /// Owners of each account, as agents.
    owners: Rows,
    /// Some account has one.
    has_owners: bool,
    /// Team of each account.
    account_team: Vec<u16>,
    goals: DayGoals,
    departures: Departures,
    /// By channel: the longest wait that is in time.
    in_time: Vec<Span>,
    /// By agent: the number of whoever holds the seat, among all people; empty while nobody has been replaced.
    people: Vec<u32>,
    next_person: u32,
    /// By agent.
    team: Vec<u16>,
    waiting: Vec<i64>,
    /// Days with which calendar months end that are told by themselves, the last month left out; and what had ended by
    /// then.
    month_ends: Vec<u32>,
    months: Vec<Month>,
    checks: Checks,
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
        let has_owner = |account| model.has_measured_owner(staffing, account);
        Self {
            model,
            streams,
            counted_from: model.calendar.counted_from(),
            end: model.calendar.end(),
            intervals: Intervals::new(model.calendar.interval),
            part: Part {
                shape,
                time: vec![Time::default(); shape.teams * shape.intervals],
                agent_time: vec![Time::default(); shape.agents],
                accounts: vec![AccountCell::default(); shape.accounts * shape.channels],
                owned: (0..shape.accounts as u32).map(has_owner).collect(),
                known: if model.knowledge.is_some() { vec![Known::default(); 2 * rows] } else { Vec::new() },
                backlog: vec![0; shape.channels],
                backlog_at_end: vec![0; shape.channels],
                ..Part::default()
            },
            cells: vec![Served::default(); cells],
            lost: vec![Lost::default(); cells],
            rows,
            agents: vec![Served::default(); shape.agents],
            waits_answered: histograms(),
            waits_left: histograms(),
            pairs: Pairs::new(shape.accounts, shape.agents),
            shuffled: Pairs::new(shape.accounts, shape.agents),
            // Repeated contacts come on top of first ones.
            today: Vec::with_capacity(model.busiest_day() * 5 / 4),
            has_owners: model.measured_owners(staffing).longest() > 0,
            owners: model.measured_owners(staffing),
            account_team: staffing.account_team.clone(),
            goals,
            departures: Departures::none(),
            in_time: model.channels.iter().map(|facts| facts.in_time - Span::from(facts.strict)).collect(),
            people: Vec::new(),
            next_person: 0,
            team: staffing.agents.iter().map(|agent| agent.team).collect(),
            waiting: vec![0; shape.channels],
            month_ends: month_ends(model),
            months: Vec::new(),
            checks: Checks::default(),
        }
    }

    /// Makes room for so many people in all, successors included.
    #[must_use]
    pub fn with_people(mut self, people: usize) -> Self {
        if people > self.part.shape.agents {
            self.pairs = Pairs::new(self.part.shape.accounts, people);
            self.shuffled = Pairs::new(self.part.shape.accounts, people);
            self.people = (0..self.part.shape.agents as u32).collect();
            self.next_person = self.part.shape.agents as u32;
        }
        self
    }

    /// Looks at what happens around departures.
    #[must_use]
    pub fn with_departures(mut self, departed: &[Departed]) -> Self {
        self.departures = Departures::of(self.model, departed);
        self
    }

    /// The number of whoever holds an agent's seat now.
    #[inline]
    fn person(&self, agent: u32) -> u32 {
        if self.people.is_empty() { agent } else { self.people[agent as usize] }
    }

    /// The sums, once the engine has finished.
    pub fn finish(mut self) -> Part {
        self.shuffle_day(self.model.calendar.days);
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
        part.continuity = [self.pairs.continuity(), self.shuffled.continuity()];
        if self.model.satisfaction.is_some() {
            part.faces = self.pairs.successions();
        }
        drop((self.pairs, self.shuffled, self.today));
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
        part.agent_counts = self.agents.iter().map(Served::counts).collect();
        part.day_goals = self.goals.finish();
        (part.departures, part.around) = self.departures.finish();
        self.checks.end(&part, &self.waiting);
        part
    }

    /// What has ended until now.
    fn so_far(&self) -> Month {
        let mut sum = Month { follow_ups: self.part.follow_ups, ..Month::default() };
        for served in &self.cells {
            let counts = served.counts();
            sum.answered += counts.get(Count::Answered);
            sum.handled += counts.get(Count::Handled);
        }
        self.part.time.iter().for_each(|time| sum.time += *time);
        sum
    }

    #[inline]
    fn is_counted(&self, contact: &Contact) -> bool {
        contact.arrived >= self.counted_from
    }

    /// The contact's cell under a team.
    #[inline]
    fn cell(&self, contact: &Contact, team: u16) -> usize {
        self.cell_of(contact, self.waits_row(contact), team)
    }

    /// The same, of a contact whose row of waits is known.
    #[inline]
    fn cell_of(&self, contact: &Contact, row: usize, team: u16) -> usize {
        self.intervals.of(contact.arrived) * self.rows + row * self.part.shape.teams + usize::from(team)
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

    /// Adds person-time to each interval that a stretch touches.
    #[inline]
    fn spread(&mut self, agent: u32, from: Moment, to: Moment, add: impl Fn(&mut Time, Span)) {
        let from = from.max(self.counted_from);
        let to = to.min(self.end);
        if from >= to {
            return;
        }
        add(&mut self.part.agent_time[agent as usize], to - from);
        let intervals = self.part.shape.intervals;
        let row = usize::from(self.team[agent as usize]) * intervals;
        let row = &mut self.part.time[row..row + intervals];
        let (mut interval, mut left) = self.intervals.locate(from);
        let mut length = to - from;
        // Few stretches outlast an interval.
        while length > left {
            add(&mut row[interval], left);
            length -= left;
            interval = if interval + 1 == intervals { 0 } else { interval + 1 };
            left = self.intervals.length();
        }
        add(&mut row[interval], length);
    }

    /// What continuity would be if the day's handlers were dealt out by chance.
    fn shuffle_day(&mut self, day: u32) {
        let mut draw = self.streams.draw(Purpose::Shuffle, u64::from(day), 0);
        let mut halves = draw.bits();
        for last in (1..self.today.len()).rev() {
            // Two places from one draw: 32 bits are plenty for the contacts of a day.
            halves = if last % 2 == 0 { halves >> 32 } else { draw.bits() };
            let other = ((halves & u64::from(u32::MAX)) * (last as u64 + 1)) >> 32;
            let other = other as usize;
            let agent = self.today[last].1;
            self.today[last].1 = self.today[other].1;
            self.today[other].1 = agent;
        }
        for (account, agent) in &self.today {
            self.shuffled.add(*account, *agent);
        }
        self.today.clear();
    }
}

impl Observer for Ledger<'_> {
    #[inline]
    fn arrived(&mut self, contact: &Contact, owner_on_duty: bool) {
        self.waiting[usize::from(contact.channel)] += 1;
        if !self.is_counted(contact) {
            return;
        }
        self.part.arrived += 1;
        self.part.follow_ups += i64::from(contact.origin == Origin::FollowUp);
        if !owner_on_duty && self.part.owned[contact.account as usize] {
            let team = self.account_team[contact.account as usize];
            let cell = self.cell(contact, team);
            self.cells[cell].owner_absent += 1;
            self.account(contact).owner_absent += 1;
        }
    }

    fn owners_change(&mut self, holding: &Holding) {
        self.owners.clone_from(&holding.measured);
        self.has_owners = self.owners.longest() > 0;
        self.account_team.clone_from(&holding.account_team);
    }

    fn new_person(&mut self, agent: u32) {
        self.people[agent as usize] = self.next_person;
        self.next_person += 1;
    }

    #[inline]
    fn answered(&mut self, contact: &Contact, agent: u32, _rung: u8, at: Moment, wait: Span) {
        self.waiting[usize::from(contact.channel)] -= 1;
        self.checks.waited(self.model, contact, at, wait);
        self.checks.begun();
        if !self.is_counted(contact) {
            return;
        }
        let by_owner = self.has_owners && self.owners.row(contact.account).contains(&agent);
        let owner = match (self.part.owned[contact.account as usize], by_owner) {
            (false, _) => Owner::None,
            (true, false) => Owner::Other,
            (true, true) => Owner::Answered,
        };
        let in_time = wait <= self.in_time[usize::from(contact.channel)];
        let kind = Answered { in_time, first: contact.origin == Origin::First, owner };
        let row = self.waits_row(contact);
        let cell = self.cell_of(contact, row, self.team[agent as usize]);
        self.cells[cell].answered(kind, wait);
        self.agents[agent as usize].answered(kind, wait);
        self.account(contact).answered(kind, wait);
        self.waits_answered[row].add(wait);
        let person = self.person(agent);
        self.pairs.add(contact.account, person);
        self.today.push((contact.account, person));
        self.goals.answered(contact, wait, by_owner);
        if !self.departures.is_empty() {
            self.departures.answered(contact, in_time, by_owner);
        }
    }

    #[inline]
    fn handled(&mut self, contact: &Contact, agent: u32, _at: Moment, handle_time: Span) {
        self.checks.handled(handle_time);
        if !self.is_counted(contact) {
            return;
        }
        let cell = self.cell(contact, self.team[agent as usize]);
        self.cells[cell].handled(handle_time);
        self.agents[agent as usize].handled(handle_time);
        if !self.departures.is_empty() {
            self.departures.handled(contact, handle_time, true);
        }
    }

    fn avoided(&mut self, contact: &Contact) {
        if self.is_counted(contact) {
            let cell = self.cell(contact, self.account_team[contact.account as usize]);
            self.lost[cell].avoided += 1;
        }
    }

    #[inline]
    fn judged(&mut self, contact: &Contact, agent: u32, ignorance: f64, error: bool) {
        let Some(knowledge) = self.model.knowledge.as_ref().filter(|_| self.is_counted(contact)) else {
            return;
        };
        let half = usize::from(contact.arrived >= self.counted_from.midpoint(self.end));
        let row = self.waits_row(contact) * self.part.shape.teams + usize::from(self.team[agent as usize]);
        self.part.known[half * self.rows + row].add(1.0 + knowledge.effect * ignorance, error);
    }

    fn shared(&mut self, contact: &Contact, agent: u32, handle_time: Span) {
        self.checks.shared(handle_time);
        if self.is_counted(contact) {
            let cell = self.cell(contact, self.team[agent as usize]);
            self.cells[cell].shared(handle_time);
            self.agents[agent as usize].shared(handle_time);
            if !self.departures.is_empty() {
                self.departures.handled(contact, handle_time, false);
            }
        }
    }

    fn left(&mut self, contact: &Contact, how: Left, at: Moment, wait: Span) {
        let channel = usize::from(contact.channel);
        self.waiting[channel] -= 1;
        self.checks.waited(self.model, contact, at, wait);
        if !self.is_counted(contact) {
            return;
        }
        let first = contact.origin == Origin::First;
        let short = how == Left::Abandoned && wait <= self.model.channels[channel].short_abandon;
        let owned = self.part.owned[contact.account as usize];
        let cell = self.cell(contact, self.account_team[contact.account as usize]);
        self.lost[cell].add(how, short, first, owned, wait);
        self.account(contact).lost(how, short, first);
        if how != Left::Blocked {
            let row = self.waits_row(contact);
            self.waits_left[row].add(wait);
        }
        if how == Left::Pending {
            self.part.backlog_at_end[channel] += 1;
        }
        self.goals.left(contact, how);
        if !self.departures.is_empty() && how != Left::Pending {
            self.departures.missed(contact);
        }
    }

    #[inline]
    fn time(&mut self, agent: u32, what: Stretch, _channel: u8, from: Moment, to: Moment) {
        match what {
            Stretch::Busy => {
                self.checks.busy(to - from);
                self.spread(agent, from, to, |time, span| time.busy += span);
            }
            Stretch::OnDuty => {
                self.checks.present(to - from);
                self.spread(agent, from, to, |time, span| time.on_duty += span);
            }
            Stretch::Overtime => {
                self.checks.present(to - from);
                self.spread(agent, from, to, |time, span| time.overtime += span);
            }
            Stretch::Idle => {
                self.checks.idle(to - from);
                if to - from >= USABLE_GAP {
                    self.spread(agent, from, to, |time, span| time.usable += span);
                }
            }
        }
    }

    fn day_ended(&mut self, day: u32) {
        if day >= self.model.calendar.warm_up_days {
            for (channel, facts) in self.model.channels.iter().enumerate() {
                if facts.kind != Kind::Live {
                    self.part.backlog[channel] += self.waiting[channel];
                }
            }
        }
        self.shuffle_day(day);
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
