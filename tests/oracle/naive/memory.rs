//! What people remember, by going through all that they ever handled.
//!
//! In: handled contacts. Out: ignorance. Must not know: how a stock may be kept.

use portflow::model::{Knowledge, Model, NONE, Staffing};
use portflow::random::{Purpose, drawn_from};
use portflow::time::{DAY, Moment};
use portflow::workforce::tenure::Tenures;

use super::duty::is_closed;

/// Something learnt, or known from the start.
struct Lesson {
    agent: u32,
    account: u32,
    at: Moment,
    contacts: f64,
}

/// All that was ever learnt.
pub(super) struct Memory<'a> {
    knowledge: Option<&'a Knowledge>,
    /// What is hidden of accounts, and how far they are documented, by account.
    hidden: &'a [f64],
    documented: &'a [f64],
    lessons: Vec<Lesson>,
}

impl<'a> Memory<'a> {
    pub(super) fn new(model: &'a Model, staffing: &'a Staffing, tenures: &Tenures) -> Self {
        // Who has not been there for ever knows less.
        let known = |agent: u32| {
            // Whose seat comes later knows nothing yet.
            let later = is_closed(tenures, agent as usize, 0);
            // Whoever goes at the first midnight was there until then.
            let since = tenures.stints(agent).first().map_or(f64::MAX, |stint| 0.5 - f64::from(stint.begins));
            let days = if later { 0.0 } else { since.max(0.0) };
            let half_life = model.knowledge.as_ref().map_or(1.0, |knowledge| knowledge.half_life as f64);
            if days < 36_525.0 {
                1.0 - portflow::math::exp2(-(((days * DAY as f64) as i64) as f64) / half_life)
            } else {
                1.0
            }
        };
        let from_start = |&(agent, account, contacts): &(u32, u32, f64)| Lesson {
            agent,
            account,
            at: 0,
            contacts: contacts * known(agent),
        };
        let (hidden, documented): (&[f64], &[f64]) = match (&staffing.programme.written, &model.knowledge) {
            (Some(written), _) => (&written.hidden, &written.documented),
            (None, Some(all)) => (&all.hidden, &all.documented),
            (None, None) => (&[], &[]),
        };
        Self {
            knowledge: model.knowledge.as_ref(),
            hidden,
            documented,
            lessons: staffing.settled.iter().map(from_start).collect(),
        }
    }

    fn ignorance(&self, knowledge: &Knowledge, agent: u32, account: u32, now: Moment) -> f64 {
        self.hidden[account as usize] / (1.0 + self.remembered(agent, account, now) / knowledge.half_effect)
    }

    /// Contacts remembered.
    pub(super) fn remembered(&self, agent: u32, account: u32, now: Moment) -> f64 {
        let Some(knowledge) = self.knowledge else { return 0.0 };
        let sector = |account: u32| knowledge.sector[account as usize];
        let mut remembered = 0.0;
        for lesson in self.lessons.iter().filter(|lesson| lesson.agent == agent) {
            let half_lives = (now - lesson.at) as f64 / knowledge.half_life as f64;
            let left = lesson.contacts * portflow::math::pow(0.5, half_lives);
            if lesson.account == account {
                remembered += left;
            } else if sector(account) != NONE && sector(account) == sector(lesson.account) {
                remembered += knowledge.sector_share * left;
            }
        }
        remembered
    }

    /// The next person of a seat takes over what is documented, and of the rest what an overlap of some weeks passes on.
    pub(super) fn hand_over(&mut self, agent: u32, overlap_weeks: f64, takes_in: f64) {
        if self.knowledge.is_none() {
            return;
        }
        let told = 1.0 - portflow::math::pow(0.5, overlap_weeks / 3.0);
        let documented_of = self.documented;
        for lesson in self.lessons.iter_mut().filter(|lesson| lesson.agent == agent) {
            let documented = documented_of[lesson.account as usize];
            lesson.contacts *= (documented + (1.0 - documented) * told) * takes_in;
        }
    }

    /// What somebody passes on of an account, in contacts.
    pub(super) fn tells(&self, agent: u32, account: u32, now: Moment, overlap_weeks: f64) -> f64 {
        let Some(knowledge) = self.knowledge else { return 0.0 };
        let mut own = 0.0;
        for lesson in self.lessons.iter().filter(|one| one.agent == agent && one.account == account) {
            let half_lives = (now - lesson.at) as f64 / knowledge.half_life as f64;
            own += lesson.contacts * portflow::math::pow(0.5, half_lives);
        }
        let documented = self.documented[account as usize];
        own * (documented + (1.0 - documented) * (1.0 - portflow::math::pow(0.5, overlap_weeks / 3.0)))
    }

    /// Somebody has gone: what he knew of an account is of no use to his seat.
    pub(super) fn forgets(&mut self, agent: u32, account: u32) {
        self.lessons.retain(|lesson| lesson.agent != agent || lesson.account != account);
    }

    pub(super) fn learns(&mut self, agent: u32, account: u32, at: Moment, contacts: f64) {
        self.lessons.push(Lesson { agent, account, at, contacts });
    }

    /// The factor on a handle time.
    pub(super) fn factor(&self, agent: u32, account: u32, now: Moment) -> f64 {
        let Some(knowledge) = self.knowledge else { return 1.0 };
        1.0 + knowledge.effect * self.ignorance(knowledge, agent, account, now)
    }

    /// Ends a handling: whether an error was made (`None` where knowledge does not matter), and the factor on the
    /// share of contacts that come back.
    pub(super) fn handled(
        &mut self,
        agent: u32,
        (account, channel, key): (u32, u8, u64),
        at: Moment,
    ) -> (Option<bool>, f64) {
        let Some(knowledge) = self.knowledge else { return (None, 1.0) };
        let ignorance = self.ignorance(knowledge, agent, account, at);
        let contacts = knowledge.weight[usize::from(channel)];
        self.lessons.push(Lesson { agent, account, at, contacts });
        let between = |expert: f64, novice: f64| expert + (novice - expert) * ignorance;
        let chance = between(knowledge.errors.expert, knowledge.errors.novice);
        let error = drawn_from(key, Purpose::ErrorMade, 0).uniform() < chance;
        (Some(error), between(knowledge.unresolved.expert, knowledge.unresolved.novice))
    }
}
