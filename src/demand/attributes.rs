//! What a contact carries: reason, work, patience, balking, each drawn from a stream of its own.
//!
//! In: the model and the contact's key. Out: values. Must not know: when or why the contact comes.

use crate::distribution::Law;
use crate::model::{Contact, Model};
use crate::random::{Purpose, drawn_from};
use crate::time::{Moment, NEVER, Span, from_seconds};

/// What the attributes of contacts of one group, channel and reason are drawn from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Laws<'m> {
    /// Unit-mean work.
    work: &'m Law,
    /// Patience: nothing where nobody leaves, one law, or one per interval of the day.
    patience: &'m [Law],
    /// Share of contacts that leave at once if nobody can start at once.
    balk: f64,
}

impl<'m> Laws<'m> {
    pub(super) fn of(model: &'m Model, group: u16, channel: u8, reason: u8) -> Self {
        let work = &model.handle_time(group, channel, reason).work;
        let place = usize::from(channel);
        // The group's patience on this channel, else the channel's.
        let own = model.groups[usize::from(group)].patience[place].as_ref();
        let patience = own.or(model.channels[place].patience.as_ref());
        Self {
            work,
            patience: patience.map_or(&[], |patience| patience.law.values()),
            balk: patience.map_or(0.0, |patience| patience.balk),
        }
    }

    #[expect(clippy::inline_always, reason = "for every contact, from one place of the code")]
    #[inline(always)]
    fn work(&self, key: u64) -> f64 {
        self.work.sample(&mut drawn_from(key, Purpose::Work, 0))
    }

    /// How long the contact waits, and whether it leaves at once if nobody can start at once.
    #[expect(clippy::inline_always, reason = "for every contact, from one place of the code")]
    #[inline(always)]
    fn patience(&self, model: &Model, arrived: Moment, key: u64) -> (Span, bool) {
        let law = match self.patience {
            [] => return (NEVER, false),
            [law] => law,
            laws => &laws[model.calendar.interval_of(arrived)],
        };
        let seconds = law.sample(&mut drawn_from(key, Purpose::Patience, 0));
        let balks = self.balk > 0.0 && drawn_from(key, Purpose::Balk, 0).yes(self.balk);
        (from_seconds(seconds), balks)
    }

    /// Draws everything about a contact that these laws, its key and its arrival determine.
    #[inline]
    pub(super) fn fill(&self, model: &Model, contact: &mut Contact) {
        contact.work = self.work(contact.key);
        (contact.patience, contact.balks) = self.patience(model, contact.arrived, contact.key);
    }
}

/// Contacts of one group and channel.
#[derive(Debug, Clone)]
struct Kind<'m> {
    /// Cumulative shares of the reasons.
    reasons: &'m [f64],
    /// First of its laws, by reason.
    first: usize,
}

/// The laws of all contacts, looked up once.
#[derive(Debug, Clone)]
pub(super) struct Kinds<'m> {
    model: &'m Model,
    /// By group, channel.
    rows: Vec<Kind<'m>>,
    laws: Vec<Laws<'m>>,
}

impl<'m> Kinds<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let (mut rows, mut laws) = (Vec::new(), Vec::new());
        for (group, facts) in model.groups.iter().enumerate() {
            for channel in 0..model.channels.len() {
                let reasons = if model.reasons > 1 { &facts.reasons[channel][..] } else { &[] };
                rows.push(Kind { reasons, first: laws.len() });
                let of = |reason| Laws::of(model, group as u16, channel as u8, reason as u8);
                laws.extend((0..model.reasons.max(1)).map(of));
            }
        }
        Self { model, rows, laws }
    }

    pub(super) fn model(&self) -> &'m Model {
        self.model
    }

    /// Draws the rest of a first contact, its reason too unless it is given.
    #[expect(clippy::inline_always, reason = "for every contact, from two places of the code")]
    #[inline(always)]
    pub(super) fn fill(&self, contact: &mut Contact, reason: Option<u8>) {
        let index = usize::from(contact.group) * self.model.channels.len() + usize::from(contact.channel);
        let kind = &self.rows[index];
        contact.reason = reason.unwrap_or_else(|| kind.reason(contact.key));
        self.laws[kind.first + usize::from(contact.reason)].fill(self.model, contact);
    }
}

impl Kind<'_> {
    #[inline]
    fn reason(&self, key: u64) -> u8 {
        let Some(last) = self.reasons.len().checked_sub(1) else {
            return 0;
        };
        let u = drawn_from(key, Purpose::Reason, 0).uniform();
        // Counted, not searched: which one it is nobody can foresee. Shares end at 1 up to rounding: what lies beyond
        // belongs to the last reason.
        self.reasons[..last].iter().map(|share| u8::from(*share <= u)).sum()
    }
}
