//! What a replication of a staffing leaves behind: integer sums.
//!
//! In: a finished ledger. Out: [`Part`], and [`Sums`]: a part's sums over any slice (channel, group, team,
//! site, interval, account, agent), the one thing that the catalogue's figures are made of.
//! Must not know: other replications.

use std::ops::Range;

use super::cells::AccountCell;
use super::counts::Counts;
use super::departures::Around;
use super::dependency::{Dependency, Depends};
use super::details::Detailed;
use super::known::Known;
use super::pairs::Continuity;
use super::satisfaction::Satisfied;
use crate::model::{COST_LINES, Model, PURPOSES};
use crate::time::{MINUTE, Span};

/// From this length on an idle stretch can be used for something else; what is shorter is a crumb.
pub const USABLE_GAP: Span = 5 * MINUTE;

/// Person-time, in µs, on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Time {
    /// Handling contacts.
    pub busy: i64,
    /// Signed on inside the shift.
    pub on_duty: i64,
    /// Signed on beyond it.
    pub overtime: i64,
    /// Signed on with nothing in hand for at least [`USABLE_GAP`] on end.
    pub usable: i64,
}

impl std::ops::AddAssign for Time {
    fn add_assign(&mut self, other: Self) {
        self.busy += other.busy;
        self.on_duty += other.on_duty;
        self.overtime += other.overtime;
        self.usable += other.usable;
    }
}

impl std::ops::SubAssign for Time {
    fn sub_assign(&mut self, other: Self) {
        self.busy -= other.busy;
        self.on_duty -= other.on_duty;
        self.overtime -= other.overtime;
        self.usable -= other.usable;
    }
}

impl Time {
    /// Signed on with nothing in hand.
    pub fn idle(&self) -> i64 {
        self.on_duty + self.overtime - self.busy
    }
}

/// Days of seats, and who came and went on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeatDays {
    /// All.
    pub all: i64,
    /// Nobody holds the seat.
    pub vacant: i64,
    /// Its person is in training.
    pub training: i64,
    /// Σ craft over the others, in millionths of full craft.
    pub craft: i64,
    /// People who left.
    pub departures: i64,
    /// People who were hired.
    pub hires: i64,
    /// People whose seats ceased to be.
    pub releases: i64,
    /// People hired in so many days in the long run, in millionths.
    pub expected_hires: i64,
}

impl std::ops::AddAssign for SeatDays {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.vacant += other.vacant;
        self.training += other.training;
        self.craft += other.craft;
        self.departures += other.departures;
        self.hires += other.hires;
        self.releases += other.releases;
        self.expected_hires += other.expected_hires;
    }
}

impl std::ops::SubAssign for SeatDays {
    fn sub_assign(&mut self, other: Self) {
        self.all -= other.all;
        self.vacant -= other.vacant;
        self.training -= other.training;
        self.craft -= other.craft;
        self.departures -= other.departures;
        self.hires -= other.hires;
        self.releases -= other.releases;
        self.expected_hires -= other.expected_hires;
    }
}

/// Who comes and who goes with a team's seats on a day on which that is said by date: once, and not again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// Day of the run, warm-up included.
    pub day: u32,
    /// The team.
    pub team: usize,
    /// People who were hired for seats that came.
    pub hired: i64,
    /// People whose seats went.
    pub released: i64,
}

/// The cost of production line by line, over the days counted, and the quantities that only money needs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bill {
    /// Amounts by [`CostLine`](crate::model::CostLine).
    pub lines: [f64; COST_LINES],
    /// Cost of idle time in usable gaps.
    pub usable: f64,
    /// Supervisors.
    pub supervisors: f64,
    /// Hires that are paid for, but for those who come by date.
    pub hires: f64,
    /// People who are released, but for those who go by date.
    pub releases: f64,
    /// People × visits.
    pub trips: f64,
    /// Months on which sites have somebody.
    pub site_months: f64,
    /// Person-days of training for admission.
    pub admission_days: f64,
    /// What is spent beside the daily work, by [`Purpose`](crate::model::Purpose): one-off amounts.
    pub beside: [f64; PURPOSES],
    /// What programmes cost a year.
    pub programme_year: f64,
    /// Value today of the cost over the horizon.
    pub present_value: f64,
}

/// A goal on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayGoal {
    /// Contacts that it is about.
    pub of: u32,
    /// Of these, those for which it was met (for abandonment: those that gave up).
    pub hits: u32,
}

/// What ended in a calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// Contacts answered.
    pub answered: i64,
    /// Contacts handled.
    pub handled: i64,
    /// Follow-ups that arrived.
    pub follow_ups: i64,
    /// Person-time, as of the whole part.
    pub time: Time,
}

impl std::ops::SubAssign for Month {
    fn sub_assign(&mut self, other: Self) {
        self.answered -= other.answered;
        self.handled -= other.handled;
        self.follow_ups -= other.follow_ups;
        self.time -= other.time;
    }
}

/// The sums of a replication of a staffing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Sizes: channels, groups, teams, intervals, agents, accounts, days counted.
    pub shape: Shape,
    /// By channel, group, team, interval of arrival (in this order, the last moving fastest).
    pub cells: Vec<Counts>,
    /// By team, interval on the clock.
    pub time: Vec<Time>,
    /// By agent.
    pub agent_time: Vec<Time>,
    /// By agent: answered contacts.
    pub agent_counts: Vec<Counts>,
    /// By agent: paid, planned, worked time; empty where nobody asks.
    pub agent_hours: Vec<[i64; 3]>,
    /// By account, channel.
    pub accounts: Vec<AccountCell>,
    /// By account: it has an owner to be measured against.
    pub owned: Vec<bool>,
    /// By channel, group: waits of answered contacts, filled bins.
    pub waits_answered: Vec<Vec<(u16, u32)>>,
    /// By channel, group: waits of the others.
    pub waits_left: Vec<Vec<(u16, u32)>>,
    /// By day counted, goal.
    pub day_goals: Vec<DayGoal>,
    /// By channel: contacts waiting at midnight, summed over days.
    pub backlog: Vec<i64>,
    /// By channel: contacts waiting at the end.
    pub backlog_at_end: Vec<i64>,
    /// By account: as it was, and with the day's handlers shuffled.
    pub continuity: Vec<[Continuity; 2]>,
    /// Contacts of people who were displaced from full tables.
    pub displaced: i64,
    /// By account: days counted on which the departure of an owner is felt; empty where it is not, or nobody asks.
    pub departed: Vec<u32>,
    /// By team: paid, planned, worked time, and Σ share × paid time in the windows of premiums.
    pub hours: Vec<[i64; 4]>,
    /// By half of the days counted, channel, group, team: what those knew who handled; empty where it does not matter.
    pub known: Vec<Known>,
    /// What is known at the end; empty where it does not matter.
    pub dependency: Dependency,
    /// By team: days of its seats; empty where nobody ever leaves.
    pub seats: Vec<SeatDays>,
    /// Departures of owners that are looked at, and what their accounts lived through by week around them; empty where
    /// there are none.
    pub departures: i64,
    /// By week; see [`Part::departures`].
    pub around: Vec<Around>,
    /// Days counted on which the seats of the staffing are the same: how many, stretch after stretch.
    pub stretches: Vec<i64>,
    /// By stretch, team: people on the payroll.
    pub heads: Vec<i64>,
    /// By day and team: who comes and goes by date, over the whole run; empty where nobody does.
    pub moved: Vec<Moved>,
    /// What contracts are priced by, by calendar month of the days counted; empty where none asks.
    pub months: Vec<Month>,
    /// By calendar month, team: paid, planned, worked time; empty where no contract asks.
    pub month_hours: Vec<[i64; 3]>,
    /// Follow-ups that arrived: handlings that left a request unresolved.
    pub follow_ups: i64,
    /// Contacts that arrived (counted at arrival, to check those that ended).
    pub arrived: i64,
    /// Waits by time of day, team, person and account, as far as somebody asks.
    pub detailed: Detailed,
}

/// Sizes of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each is the number of what its name says")]
pub struct Shape {
    pub channels: usize,
    pub groups: usize,
    pub teams: usize,
    pub intervals: usize,
    pub agents: usize,
    pub accounts: usize,
    pub days: usize,
    pub goals: usize,
}

/// Which part of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "`None` is all; else the index of what the name says")]
pub struct Slice {
    pub channel: Option<usize>,
    pub group: Option<usize>,
    pub team: Option<usize>,
    pub interval: Option<usize>,
    pub agent: Option<usize>,
    pub account: Option<usize>,
}

impl Slice {
    /// Its accounts: one, a group's, or all.
    pub fn accounts(&self, model: &Model) -> Range<usize> {
        let one = self.account.map(|account| account..account + 1);
        one.or_else(|| self.group.map(|group| model.accounts_of(group))).unwrap_or(0..model.accounts.len())
    }
}

/// A part's sums over a slice, with what else figures need.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// Contacts.
    pub counts: Counts,
    /// Person-time; of everybody for a slice by channel or group.
    pub time: Time,
    /// Paid, planned, worked time, and Σ share × paid time in the windows of premiums; in µs.
    pub hours: [i64; 4],
    /// Cost of production, of overtime within it, of idle time; the scenario's currency, over the days counted.
    pub cost: [f64; 3],
    /// The cost of production line by line, and what is paid for.
    pub bill: Bill,
    /// Continuity, as it was and shuffled.
    pub continuity: [Continuity; 2],
    /// What those knew who handled, in the first half of the days counted and in the second.
    pub known: [Known; 2],
    /// What is known at the end.
    pub depends: Depends,
    /// What accounts think, and what their leaving costs.
    pub satisfied: Satisfied,
    /// Cost of an error.
    pub error_cost: f64,
    /// Waiting at midnight, summed over days.
    pub backlog: i64,
    /// Calendar days counted.
    pub days: i64,
    /// Clock time of the slice over these days, in µs: all of it, or that of an interval.
    pub span: i64,
    /// People on the payroll, mean over the days counted.
    pub agents: f64,
    /// Full-time equivalents.
    pub fte: f64,
    /// Days of seats.
    pub seats: SeatDays,
    /// Days on which anything was measured, and on which all goals were met.
    pub goal_days: [i64; 2],
}

impl Part {
    /// The index of a cell.
    #[inline]
    pub fn cell(shape: &Shape, channel: usize, group: usize, team: usize, interval: usize) -> usize {
        ((channel * shape.groups + group) * shape.teams + team) * shape.intervals + interval
    }

    /// Counters over a slice.
    pub fn counts(&self, slice: Slice) -> Counts {
        let shape = &self.shape;
        let mut sum = Counts::default();
        if let Some(agent) = slice.agent {
            return self.agent_counts[agent];
        }
        if let Some(account) = slice.account {
            let row = &self.accounts[account * shape.channels..(account + 1) * shape.channels];
            for (channel, cell) in row.iter().enumerate() {
                if slice.channel.is_none_or(|wanted| wanted == channel) {
                    sum += cell.counts(self.owned[account]);
                    self.detailed.add_handled(account * shape.channels + channel, &mut sum);
                }
            }
            return sum;
        }
        let range = |wanted: Option<usize>, all: usize| wanted.map_or(0..all, |index| index..index + 1);
        for channel in range(slice.channel, shape.channels) {
            for group in range(slice.group, shape.groups) {
                for team in range(slice.team, shape.teams) {
                    for interval in range(slice.interval, shape.intervals) {
                        sum += self.cells[Self::cell(shape, channel, group, team, interval)];
                    }
                }
            }
        }
        sum
    }

    /// What those knew who handled, by half, over a slice of channel, group and team.
    pub fn known(&self, slice: Slice) -> [Known; 2] {
        let shape = &self.shape;
        let mut sums = [Known::default(); 2];
        for (index, known) in self.known.iter().enumerate() {
            let (row, team) = (index / shape.teams, index % shape.teams);
            let (row, group) = (row / shape.groups, row % shape.groups);
            let (half, channel) = (row / shape.channels, row % shape.channels);
            let wanted = |wanted: Option<usize>, is: usize| wanted.is_none_or(|wanted| wanted == is);
            if wanted(slice.channel, channel) && wanted(slice.group, group) && wanted(slice.team, team) {
                sums[half] += *known;
            }
        }
        sums
    }

    /// Continuity of some accounts, as it was and with the day's handlers shuffled.
    pub fn continuity(&self, accounts: impl Iterator<Item = usize>) -> [Continuity; 2] {
        let mut sums = [Continuity::default(); 2];
        for both in accounts.filter_map(|account| self.continuity.get(account)) {
            for (sum, more) in sums.iter_mut().zip(both) {
                *sum += *more;
            }
        }
        sums
    }

    /// Person-time over a slice (channels and groups do not cut it).
    pub fn time(&self, slice: Slice) -> Time {
        if let Some(agent) = slice.agent {
            return self.agent_time[agent];
        }
        let mut sum = Time::default();
        for (index, time) in self.time.iter().enumerate() {
            let (team, interval) = (index / self.shape.intervals, index % self.shape.intervals);
            if slice.team.is_none_or(|wanted| wanted == team)
                && slice.interval.is_none_or(|wanted| wanted == interval)
            {
                sum += *time;
            }
        }
        sum
    }
}
