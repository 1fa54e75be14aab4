//! The observer that counts: integer sums, nothing allocated per contact.
//!
//! In: what the engine tells. Out: a [`Part`]. Must not know: what figures are made of the sums.

use super::counts::{Count, Counts};
use super::histogram::Histogram;
use super::pairs::Pairs;
use super::part::{DayGoal, Part, Shape, Time};
use crate::engine::ports::{Left, Observer, Stretch};
use crate::model::{Contact, GoalKind, Kind, Model, Origin, Rows, Staffing};
use crate::random::{Purpose, Streams};
use crate::time::{DAY, Moment, Span};

/// How a goal is measured contact by contact.
#[derive(Debug, Clone, Copy)]
struct Measured {
    channel: Option<u8>,
    what: Measure,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    AnsweredWithin(Span),
    ReachedOwnerWithin(Span),
    Abandoned,
    /// Not a share of contacts: measured over the run only.
    Elsewhere,
}

/// Counts everything that happens in one staffing.
#[derive(Debug)]
pub struct Ledger<'m> {
    model: &'m Model,
    staffing: &'m Staffing,
    streams: Streams,
    counted_from: Moment,
    part: Part,
    waits_answered: Vec<Histogram>,
    waits_left: Vec<Histogram>,
    pairs: Pairs,
    shuffled: Pairs,
    /// The day's answered contacts: account, agent.
    today: Vec<(u32, u32)>,
    /// Owners of each account, as agents, and whether it has any (who may not work here).
    owners: Rows,
    owned: Vec<bool>,
    goals: Vec<Measured>,
    waiting: Vec<i64>,
}

impl<'m> Ledger<'m> {
    /// An empty ledger.
    pub fn new(model: &'m Model, staffing: usize, streams: Streams) -> Self {
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
        let measured = model.measured_owners(staffing);
        let owned =
            (0..shape.accounts as u32).map(|account| model.has_measured_owner(staffing, account)).collect();
        let goals = model.goals.iter().map(|goal| Measured {
            channel: goal.channel,
            what: match goal.kind {
                GoalKind::AnsweredWithin(span) | GoalKind::CalledBackWithin(span) => {
                    Measure::AnsweredWithin(span)
                }
                GoalKind::ReachedOwnerWithin(span) => Measure::ReachedOwnerWithin(span),
                GoalKind::Metric("abandonment") => Measure::Abandoned,
                GoalKind::Metric(_) => Measure::Elsewhere,
            },
        });
        let histograms = || vec![Histogram::default(); shape.channels * shape.groups];
        Self {
            model,
            staffing,
            streams,
            counted_from: model.calendar.counted_from(),
            part: Part {
                shape,
                cells: vec![Counts::default(); shape.channels * shape.groups * shape.teams * shape.intervals],
                time: vec![Time::default(); shape.teams * shape.intervals],
                agent_time: vec![Time::default(); shape.agents],
                agent_counts: vec![Counts::default(); shape.agents],
                account_counts: vec![Counts::default(); shape.accounts * shape.channels],
                day_goals: vec![DayGoal::default(); shape.days * shape.goals],
                backlog: vec![0; shape.channels],
                backlog_at_end: vec![0; shape.channels],
                ..Part::default()
            },
            waits_answered: histograms(),
            waits_left: histograms(),
            pairs: Pairs::new(shape.accounts, shape.agents),
            shuffled: Pairs::new(shape.accounts, shape.agents),
            today: Vec::new(),
            owners: measured,
            owned,
            goals: goals.collect(),
            waiting: vec![0; shape.channels],
        }
    }

    /// The sums, once the engine has finished.
    pub fn finish(mut self) -> Part {
        self.shuffle_day(self.model.calendar.days);
        self.part.waits_answered = self.waits_answered.iter().map(|waits| waits.filled().collect()).collect();
        self.part.waits_left = self.waits_left.iter().map(|waits| waits.filled().collect()).collect();
        self.part.continuity = [self.pairs.continuity(), self.shuffled.continuity()];
        debug_assert_eq!(self.part.arrived, self.ended(), "every contact that arrived has ended");
        self.part
    }

    fn ended(&self) -> i64 {
        self.part.cells.iter().map(|cell| cell.get(Count::Offered)).sum()
    }

    #[inline]
    fn is_counted(&self, contact: &Contact) -> bool {
        contact.arrived >= self.counted_from
    }

    /// Adds the same to the contact's cell and to its account.
    #[inline]
    fn count(&mut self, contact: &Contact, team: u16, change: impl Fn(&mut Counts)) {
        let interval = self.model.calendar.interval_of(contact.arrived);
        let (channel, group) = (usize::from(contact.channel), usize::from(contact.group));
        let cell = Part::cell(&self.part.shape, channel, group, usize::from(team), interval);
        change(&mut self.part.cells[cell]);
        change(&mut self.part.account_counts[contact.account as usize * self.part.shape.channels + channel]);
    }

    #[inline]
    fn count_goals(&mut self, contact: &Contact, answered: Option<Span>, by_owner: bool, gave_up: bool) {
        let day = (contact.arrived - self.counted_from) / DAY;
        let row = day as usize * self.goals.len();
        for (index, goal) in self.goals.iter().enumerate() {
            if goal.channel.is_some_and(|channel| channel != contact.channel) {
                continue;
            }
            let hit = match goal.what {
                Measure::AnsweredWithin(limit) => answered.is_some_and(|wait| wait <= limit),
                Measure::ReachedOwnerWithin(limit) => by_owner && answered.is_some_and(|wait| wait <= limit),
                Measure::Abandoned => gave_up,
                Measure::Elsewhere => continue,
            };
            let cell = &mut self.part.day_goals[row + index];
            cell.of += 1;
            cell.hits += u32::from(hit);
        }
    }

    /// Adds person-time to each interval that a stretch touches.
    fn spread(&mut self, agent: u32, from: Moment, to: Moment, add: impl Fn(&mut Time, Span)) {
        let from = from.max(self.counted_from);
        let to = to.min(self.model.calendar.end());
        if from >= to {
            return;
        }
        add(&mut self.part.agent_time[agent as usize], to - from);
        let calendar = &self.model.calendar;
        let row = usize::from(self.staffing.agents[agent as usize].team) * self.part.shape.intervals;
        let mut at = from;
        while at < to {
            let next = (at / calendar.interval + 1) * calendar.interval;
            let end = next.min(to);
            add(&mut self.part.time[row + calendar.interval_of(at)], end - at);
            at = end;
        }
    }

    /// What continuity would be if the day's handlers were dealt out by chance.
    fn shuffle_day(&mut self, day: u32) {
        let mut draw = self.streams.draw(Purpose::Shuffle, u64::from(day), 0);
        for last in (1..self.today.len()).rev() {
            let other = draw.below(last as u64 + 1) as usize;
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
        if self.owned[contact.account as usize] {
            let team = self.staffing.account_team[contact.account as usize];
            self.count(contact, team, |counts| {
                counts.add(Count::OwnedOffered, 1);
                counts.add(Count::OwnerAbsent, i64::from(!owner_on_duty));
            });
        }
    }

    #[inline]
    fn answered(&mut self, contact: &Contact, agent: u32, _rung: u8, _at: Moment, wait: Span) {
        self.waiting[usize::from(contact.channel)] -= 1;
        if !self.is_counted(contact) {
            return;
        }
        let owned = self.owned[contact.account as usize];
        let by_owner = self.owners.row(contact.account).contains(&agent);
        let in_time = self.model.channels[usize::from(contact.channel)].is_in_time(wait);
        let first = contact.origin == Origin::First;
        let change = |counts: &mut Counts| {
            counts.add(Count::First, i64::from(first));
            counts.add(Count::Offered, 1);
            counts.add(Count::Answered, 1);
            counts.add(Count::InTime, i64::from(in_time));
            counts.add(Count::FirstInTime, i64::from(in_time && first));
            counts.add(Count::WaitAnswered, wait);
            counts.add(Count::WaitAll, wait);
            counts.add(Count::Owned, i64::from(owned));
            counts.add(Count::ByOwner, i64::from(by_owner));
        };
        self.count(contact, self.staffing.agents[agent as usize].team, change);
        change(&mut self.part.agent_counts[agent as usize]);
        let row = usize::from(contact.channel) * self.part.shape.groups + usize::from(contact.group);
        self.waits_answered[row].add(wait);
        self.pairs.add(contact.account, agent);
        self.today.push((contact.account, agent));
        self.count_goals(contact, Some(wait), by_owner, false);
    }

    #[inline]
    fn handled(&mut self, contact: &Contact, agent: u32, _at: Moment, handle_time: Span) {
        if !self.is_counted(contact) {
            return;
        }
        let change = |counts: &mut Counts| {
            counts.add(Count::Handled, 1);
            counts.add(Count::HandleTime, handle_time);
        };
        self.count(contact, self.staffing.agents[agent as usize].team, change);
        change(&mut self.part.agent_counts[agent as usize]);
    }

    fn left(&mut self, contact: &Contact, how: Left, _at: Moment, wait: Span) {
        self.waiting[usize::from(contact.channel)] -= 1;
        if !self.is_counted(contact) {
            return;
        }
        let first = i64::from(contact.origin == Origin::First);
        let short =
            how == Left::Abandoned && wait <= self.model.channels[usize::from(contact.channel)].short_abandon;
        let team = self.staffing.account_team[contact.account as usize];
        self.count(contact, team, |counts| {
            counts.add(Count::First, first);
            counts.add(Count::Offered, 1);
            counts.add(Count::WaitAll, wait);
            match how {
                Left::Abandoned => counts.add(Count::Abandoned, 1),
                Left::Blocked => counts.add(Count::Blocked, 1),
                Left::Converted => counts.add(Count::Converted, 1),
                Left::Unserved => counts.add(Count::Unserved, 1),
                Left::Pending => {
                    counts.add(Count::Pending, 1);
                    counts.add(Count::FirstPending, first);
                }
            }
            counts.add(Count::ShortAbandoned, i64::from(short));
        });
        let row = usize::from(contact.channel) * self.part.shape.groups + usize::from(contact.group);
        if how != Left::Blocked {
            self.waits_left[row].add(wait);
        }
        if how == Left::Pending {
            self.part.backlog_at_end[usize::from(contact.channel)] += 1;
        } else {
            self.count_goals(contact, None, false, how == Left::Abandoned);
        }
    }

    #[inline]
    fn time(&mut self, agent: u32, what: Stretch, _channel: u8, from: Moment, to: Moment) {
        match what {
            Stretch::Busy => self.spread(agent, from, to, |time, span| time.busy += span),
            Stretch::OnDuty => self.spread(agent, from, to, |time, span| time.on_duty += span),
            Stretch::Overtime => self.spread(agent, from, to, |time, span| time.overtime += span),
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
    }
}
