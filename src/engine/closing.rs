//! Channels close.
//!
//! In: opening hours, who waits. Out: contacts cut off, people who stay until nobody waits. Must not know: shifts.

use super::agenda::{LATER, Rank, instant};
use super::ports::{Choose, Left, Observer};
use super::works::Work;
use super::{Engine, leaf};
use crate::model::{Closing, Kind};
use crate::time::Moment;

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Sets the leaf of the next closing of any channel.
    pub(super) fn set_close(&mut self) {
        let next = (0..self.model.channels.len()).filter_map(|channel| self.closing(channel)).min();
        self.agenda.set_timer(leaf::CLOSE, next.map_or(LATER, |at| instant(at, Rank::Close)), 0);
    }

    /// Whether somebody whose time it is stays in overtime: a live contact waits that he may take, on a channel
    /// that serves its contacts to the end and closed (or closes now) while he was on duty.
    pub(super) fn stays(&mut self, agent: u32) -> bool {
        let signed_on = self.stations[agent as usize].signed_on;
        let closed = |channel: u8| self.served_to_the_end(channel, signed_on);
        if self.waiting.len() == 0 || !(0..self.model.channels.len() as u8).any(closed) {
            return false;
        }
        for slot in 0..self.works.len() {
            if self.works.waits(slot)
                && self.served_to_the_end(self.works.at(slot).contact.channel, signed_on)
                && !self.has_given_up(self.works.at(slot))
                && self.reaches(agent, slot)
            {
                return true;
            }
        }
        false
    }

    /// Whether a channel serves its contacts to the end and closed (or closes now) since a moment.
    fn served_to_the_end(&self, channel: u8, since: Moment) -> bool {
        let facts = &self.model.channels[usize::from(channel)];
        let stretches = facts.opening.stretches();
        let closed = stretches.partition_point(|stretch| stretch.1 <= self.now).checked_sub(1);
        facts.kind == Kind::Live
            && facts.closing == Closing::Drain
            && !facts.opening.is_open(self.now)
            && closed.is_some_and(|last| stretches[last].1 >= since)
    }

    fn closing(&self, channel: usize) -> Option<Moment> {
        let stretches = self.model.channels[channel].opening.stretches();
        stretches.get(self.next_close[channel]).map(|stretch| stretch.1)
    }

    /// One or more channels close now.
    pub(super) fn close(&mut self) {
        for channel in 0..self.model.channels.len() {
            if self.closing(channel) != Some(self.now) {
                continue;
            }
            self.next_close[channel] += 1;
            let facts = &self.model.channels[channel];
            match facts.closing {
                // Who is on duty stays as long as somebody waits: seen when they would go.
                Closing::Drain => {}
                Closing::Clear => self.clear(channel),
            }
        }
        self.set_close();
    }

    fn clear(&mut self, channel: usize) {
        // Work begun and given back was answered: it waits on.
        let of_channel = |slot: &u32| {
            let work = self.works.at(*slot);
            usize::from(work.contact.channel) == channel && work.total == 0
        };
        let waiting: Vec<u32> = self.works.waiting().filter(of_channel).collect();
        for slot in waiting {
            // Close ranks after the end of patience: who gives up now has gone.
            if self.works.at(slot).leaves <= self.now {
                self.abandon(slot);
            } else {
                let work = self.see_off(slot);
                self.tell_left(&work.contact, Left::Unserved, self.now);
            }
        }
    }

    /// Tells of a contact that still waits when the run ends.
    pub(super) fn tell_end(&mut self, work: &Work) {
        if work.total > 0 {
            return;
        }
        let live = self.model.channels[usize::from(work.contact.channel)].kind == Kind::Live;
        let how = if !live && work.due > self.now { Left::Pending } else { Left::Unserved };
        self.tell_left(&work.contact, how, self.now);
    }
}
