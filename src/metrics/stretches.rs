//! Person-time by team and interval of the day, and by agent.
//!
//! In: stretches of agents' time as they end, in about the order of time. Out: [`Time`]s. Must not know: contacts, what
//! the time was spent on.

use super::intervals::Intervals;
use super::part::Time;
use crate::engine::ports::Stretch;
use crate::model::{Calendar, Staffing};
use crate::time::{Moment, Span};

/// Sums of one cell, by kind of stretch.
type Spans = [Span; 4];

/// One agent.
#[derive(Debug, Clone, Copy)]
struct Clock {
    spans: Spans,
    team: u32,
}

/// The interval in which the last stretch ended, and its cells; empty at first.
#[derive(Debug, Clone, Copy, Default)]
struct Now {
    from: Moment,
    to: Moment,
    /// Its first cell.
    row: usize,
}

/// Sums of stretches, cut to the time that counts.
#[derive(Debug)]
pub(super) struct Stretches {
    counted_from: Moment,
    end: Moment,
    intervals: Intervals,
    teams: usize,
    /// By interval, team.
    cells: Vec<Spans>,
    agents: Vec<Clock>,
    now: Now,
}

impl Stretches {
    pub(super) fn new(calendar: &Calendar, staffing: &Staffing) -> Self {
        let teams = staffing.teams.len();
        let clock = |team: u16| Clock { spans: Spans::default(), team: u32::from(team) };
        Self {
            counted_from: calendar.counted_from(),
            end: calendar.end(),
            intervals: Intervals::new(calendar.interval),
            teams,
            cells: vec![Spans::default(); teams * calendar.intervals()],
            agents: staffing.agents.iter().map(|agent| clock(agent.team)).collect(),
            now: Now::default(),
        }
    }

    /// Adds a stretch to its agent, and to each interval that it touches.
    #[inline]
    pub(super) fn add(&mut self, agent: u32, what: Stretch, from: Moment, to: Moment) {
        // Most stretches begin and end in the interval in which the one told before ended.
        if from >= self.now.from && to <= self.now.to {
            let clock = &mut self.agents[agent as usize];
            clock.spans[what as usize] += to - from;
            self.cells[self.now.row + clock.team as usize][what as usize] += to - from;
        } else {
            self.spread(agent, what, from, to);
        }
    }

    /// The same of any stretch.
    #[inline(never)]
    fn spread(&mut self, agent: u32, what: Stretch, from: Moment, to: Moment) {
        let from = from.max(self.counted_from);
        let to = to.min(self.end);
        if from >= to {
            return;
        }
        let clock = &mut self.agents[agent as usize];
        clock.spans[what as usize] += to - from;
        let (interval, mut left) = self.intervals.locate(from);
        let mut row = interval * self.teams;
        let mut length = to - from;
        // Few stretches outlast more than one interval.
        while length > left {
            self.cells[row + clock.team as usize][what as usize] += left;
            length -= left;
            left = self.intervals.length();
            row += self.teams;
            if row == self.cells.len() {
                row = 0;
            }
        }
        self.cells[row + clock.team as usize][what as usize] += length;
        let until = to + (left - length);
        self.now = Now { from: until - self.intervals.length(), to: until, row };
    }

    /// Everything until now.
    pub(super) fn sum(&self) -> Time {
        let mut sum = Time::default();
        self.cells.iter().for_each(|spans| sum += time(*spans));
        sum
    }

    /// By team, interval; by agent.
    pub(super) fn finish(self) -> (Vec<Time>, Vec<Time>) {
        let by_team = (0..self.teams).flat_map(|team| self.cells.iter().skip(team).step_by(self.teams));
        let by_agent = self.agents.iter().map(|clock| time(clock.spans));
        (by_team.copied().map(time).collect(), by_agent.collect())
    }
}

/// Sums by their names.
fn time(spans: Spans) -> Time {
    let of = |what: Stretch| spans[what as usize];
    Time {
        busy: of(Stretch::Busy),
        on_duty: of(Stretch::OnDuty),
        overtime: of(Stretch::Overtime),
        usable: of(Stretch::Idle),
    }
}
