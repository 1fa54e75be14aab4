//! Teams planned by the interval: how many of their people are on duty.
//!
//! In: plans, who is on duty. Out: people who come and go at the boundaries of intervals. Must not know: shifts, whom a
//! contact is for.

use super::agenda::{LATER, Rank, instant};
use super::floor::State;
use super::ports::{Choose, Free, Observer};
use super::{Engine, Plan, leaf};
use crate::time::{DAY, Moment};
use crate::workforce::timeline::headcount;

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Sets the leaves of the next interval boundary, if any team is planned by the interval.
    pub(super) fn set_boundary(&mut self) {
        let planned = self.teams_by_interval > 0;
        let at = Moment::from(self.boundary) * self.model.calendar.interval;
        let (on, off) =
            if planned { (instant(at, Rank::SignOn), instant(at, Rank::SignOff)) } else { (LATER, LATER) };
        self.agenda.set_timer(leaf::MORE_PEOPLE, on, 0);
        self.agenda.set_timer(leaf::FEWER_PEOPLE, off, 0);
    }

    /// People of a team on duty, and how many there are to be.
    fn planned(&mut self, team: usize) -> Option<(u32, u32)> {
        if !matches!(self.staffing.teams[team].plan, Plan::PerInterval(_)) {
            return None;
        }
        let day = (self.now / DAY) as u32;
        let interval = self.model.calendar.interval_of(self.now);
        let target = headcount(self.model, self.staffing, self.tenures, team as u16, day, interval)?;
        // Who is in overtime has been counted off.
        let stays = |agent: &u32| {
            self.floor.is_signed_on(*agent) && self.stations[*agent as usize].changes.is_empty()
        };
        let on = self.staffing.teams[team].agents.clone().filter(stays).count() as u32;
        // Some who were to go once they ended a handling may have left for good.
        self.excess[team] = self.excess[team].min(on);
        Some((on - self.excess[team], target))
    }

    /// Interval boundary: people come, in the order of their seats.
    pub(super) fn more_people(&mut self) {
        self.agenda.set_timer(leaf::MORE_PEOPLE, LATER, 0);
        for index in 0..self.teams_by_key.len() {
            let team = self.teams_by_key[index];
            let Some((on, target)) = self.planned(team) else { continue };
            let mut missing = target.saturating_sub(on);
            let stay = missing.min(self.excess[team]);
            self.excess[team] -= stay;
            missing -= stay;
            let day = (self.now / DAY) as u32;
            for agent in self.staffing.teams[team].agents.clone() {
                if missing > 0 && self.is_manned(agent, day) && self.floor.state(agent) == State::Away {
                    missing -= 1;
                    self.come(agent);
                }
            }
        }
    }

    /// Interval boundary: people go, idle ones first, then whoever ends a handling first.
    pub(super) fn fewer_people(&mut self) {
        for index in 0..self.teams_by_key.len() {
            let team = self.teams_by_key[index];
            let Some((on, target)) = self.planned(team) else { continue };
            let mut surplus = on.saturating_sub(target);
            while surplus > 0 {
                // Who leaves the seat now goes anyway.
                let stays = |agent: &u32| self.stations[*agent as usize].changes.is_empty();
                let Some(idle) = self.floor.free_in_team(team as u16, Free::Idle).find(stays) else { break };
                self.put(idle, State::Busy);
                self.sign_off(idle);
                surplus -= 1;
            }
            self.excess[team] += surplus;
        }
        self.boundary += 1;
        self.set_boundary();
    }
}
