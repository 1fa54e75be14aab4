//! Seats change hands at midnight: who holds one from today on, and how fast they are.
//!
//! In: tenures. Out: paces, and what is told of a new person. Must not know: shifts, contacts.

use super::Engine;
use super::ports::{Choose, Observer};
use crate::time::{DAY, NEVER, Span};
use crate::workforce::tenure::Tenures;
use crate::workforce::timeline::is_filled;

/// The generation that each seat has before the first midnight; empty where nobody ever leaves.
pub(super) fn first_generations(tenures: &Tenures, agents: usize) -> Vec<u32> {
    if tenures.is_empty() {
        return Vec::new();
    }
    (0..agents as u32).map(|agent| tenures.first_generation(agent)).collect()
}

/// How long an agent has been on duty when the run begins.
pub(super) fn experience(tenures: &Tenures, agent: u32) -> Span {
    // Whose seat comes later knows nothing yet.
    let days = if tenures.has_seat(agent, 0) { tenures.first_experience(agent) } else { 0.0 };
    // A hundred years are for ever.
    if days < 36_525.0 { (days * DAY as f64) as Span } else { NEVER }
}

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Whether a seat has a person who would come to work on a day: filled, and trained.
    #[inline]
    pub(super) fn is_manned(&self, agent: u32, day: u32) -> bool {
        is_filled(&self.staffing.agents[agent as usize], day) && self.tenures.is_on_duty(agent, day)
    }

    /// Midnight: new people, and craft that has grown. A seat without anybody on duty keeps what its last person left.
    pub(super) fn change_people(&mut self) {
        if self.tenures.is_empty() {
            return;
        }
        let day = self.day;
        for agent in 0..self.staffing.agents.len() as u32 {
            if !self.tenures.is_on_duty(agent, day) {
                continue;
            }
            if let Some(pace) = self.tenures.pace(agent, day) {
                self.stations[agent as usize].pace = pace;
            }
            let generation = self.tenures.generation(agent, day);
            if std::mem::replace(&mut self.generations[agent as usize], generation) != generation {
                self.new_person(agent);
            }
        }
    }

    /// A new generation is on duty in a seat from today on.
    fn new_person(&mut self, agent: u32) {
        self.observer.new_person(agent);
        if let Some(stocks) = &mut self.stocks {
            let absorption = self.places.absorption(agent);
            stocks.hand_over(agent, self.tenures.overlap_weeks(agent), absorption);
        }
    }
}
