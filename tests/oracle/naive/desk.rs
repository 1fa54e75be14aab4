//! A person at a desk: planned shifts, what is in hand, stretches of time told apart.
//!
//! In: who is present. Out: what a person is doing. Must not know: why anybody comes, goes or takes something.

use portflow::model::{Model, Staffing};
use portflow::time::{DAY, MINUTE, Moment, Span};
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;

use super::duty::has_nobody;
use crate::outcome::Times;

/// A planned shift of one day.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) begins: Moment,
    pub(super) ends: Moment,
    /// Start, length, counts as absence.
    pub(super) breaks: Vec<(Moment, Span, bool)>,
}

/// A contact in hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand {
    pub(super) item: usize,
    pub(super) since: Moment,
    pub(super) ends: Moment,
    /// Pull class when it was taken or resumed.
    pub(super) class: u8,
}

/// An agent.
#[derive(Debug, Clone, Default)]
pub(super) struct Desk {
    pub(super) shifts: Vec<Planned>,
    /// The shift he is on.
    pub(super) shift: usize,
    /// Since when he is signed on.
    pub(super) on_since: Option<Moment>,
    /// When his sign-off falls.
    pub(super) ends: Moment,
    /// He would have gone, but stays for those who wait at closing: for live contacts only.
    pub(super) staying: bool,
    /// On break until then; whether it counts as absence.
    pub(super) on_break: Option<(Moment, bool)>,
    /// Breaks of the shift that he has taken, in order.
    pub(super) breaks_taken: usize,
    pub(super) hand: Option<Hand>,
    pub(super) aside: Vec<usize>,
    pub(super) idle_since: Moment,
    /// Finished stretches of handling.
    pub(super) busy: Vec<(Moment, Moment)>,
    /// Handle time of what he finished or handed on.
    pub(super) credited: Span,
    /// Stretches signed on inside and beyond the shift, breaks left out.
    pub(super) on_duty: Vec<(Moment, Moment)>,
    pub(super) overtime: Vec<(Moment, Moment)>,
    /// Time signed on is accounted for up to here.
    pub(super) counted: Moment,
}

impl Desk {
    pub(super) fn new(
        model: &Model,
        staffing: &Staffing,
        (presence, tenures): (&Presence, &Tenures),
        number: usize,
    ) -> Self {
        let agent = &staffing.agents[number];
        let mut shifts = Vec::new();
        for day in -1..i64::from(model.calendar.days) {
            let Some(shift) = agent.shift.map(|shift| &model.shifts[usize::from(shift)]) else { continue };
            let Some((begins, ends)) = shift.hours[model.calendar.weekday(day)] else { continue };
            if !presence.is_present(agent.person, day)
                || has_nobody(staffing, tenures, number, day.max(0) as u32)
            {
                continue;
            }
            let midnight = day * DAY;
            let (begins, ends) = ((midnight + begins).max(0), midnight + ends);
            if ends <= 0 {
                continue;
            }
            // Who is on a break at the first midnight has the rest of it.
            let before =
                staffing.agents[..number].iter().filter(|a| (a.team, a.shift) == (agent.team, agent.shift));
            let turn = before.count() as i64;
            let breaks = shift.breaks.iter().filter_map(|b| {
                let start = b.start + turn % i64::from(b.turns) * b.length;
                let (from, to) = (midnight + start, midnight + start + b.length);
                (to > 0).then_some((from.max(0), to - from.max(0), b.passes))
            });
            shifts.push(Planned { begins, ends, breaks: breaks.collect() });
        }
        Self { shifts, ..Self::default() }
    }

    /// Signed on; a break is absence only if it passes.
    pub(super) fn is_present(&self) -> bool {
        self.on_since.is_some() && !self.on_break.is_some_and(|(_, passes)| passes)
    }

    /// Free for a contact that is live or not.
    pub(super) fn is_idle(&self, live: bool) -> bool {
        self.on_since.is_some() && self.on_break.is_none() && self.hand.is_none() && (live || !self.staying)
    }

    pub(super) fn is_interruptible(&self) -> bool {
        self.hand.is_some_and(|hand| hand.class >= 2)
    }

    /// Idle since, or on the interruptible work in hand since.
    pub(super) fn free_since(&self) -> Moment {
        self.hand.map_or(self.idle_since, |hand| hand.since)
    }

    /// Finished work since the midnight before `now`.
    pub(super) fn busy_today(&self, now: Moment) -> Span {
        let midnight = now / DAY * DAY;
        self.busy.iter().map(|&(from, to)| (to - from.max(midnight)).max(0)).sum()
    }

    /// The next break of the shift: start, length, counts as absence.
    pub(super) fn next_break(&self) -> Option<(Moment, Span, bool)> {
        self.shifts.get(self.shift)?.breaks.get(self.breaks_taken).copied()
    }

    /// Accounts for the time signed on until `now`.
    pub(super) fn count_until(&mut self, now: Moment) {
        let border = self.ends.clamp(self.counted, now);
        self.on_duty.push((self.counted, border));
        self.overtime.push((border, now));
        self.counted = now;
    }

    pub(super) fn totals(&self) -> Times {
        let sum = |stretches: &[(Moment, Moment)]| stretches.iter().map(|(from, to)| to - from).sum();
        Times {
            busy: sum(&self.busy),
            on_duty: sum(&self.on_duty),
            overtime: sum(&self.overtime),
            credited: self.credited,
            usable: sum(&self.gaps()),
        }
    }

    /// Stretches of at least five minutes signed on and without anything in hand.
    fn gaps(&self) -> Vec<(Moment, Moment)> {
        let mut there: Vec<_> = self.on_duty.iter().chain(&self.overtime).filter(|(a, b)| a < b).collect();
        there.sort();
        // Together where one begins as the other ends.
        let mut whole: Vec<(Moment, Moment)> = Vec::new();
        for &(from, to) in there {
            match whole.last_mut() {
                Some(last) if last.1 == from => last.1 = to,
                _ => whole.push((from, to)),
            }
        }
        let mut gaps = Vec::new();
        for (mut from, to) in whole {
            let mut busy: Vec<_> = self.busy.iter().filter(|busy| busy.1 > from && busy.0 < to).collect();
            busy.sort();
            for &&(begins, ends) in &busy {
                gaps.push((from, begins));
                from = ends;
            }
            gaps.push((from, to));
        }
        gaps.retain(|(from, to)| to - from >= 5 * MINUTE);
        gaps
    }
}
