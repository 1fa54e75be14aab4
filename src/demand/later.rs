//! What a contact brings about later: redials, follow-ups, call-backs, drawn rung times.
//!
//! In: the model, a contact and the moment. Out: the next contact of the same request, or nothing.
//! All draws are keyed by the contact's own stream root, so they are the same in every staffing.
//! Must not know: why the contact ended as it did.
//!
//! A contact has at most one child, so (request, generation) names it: whether the second attempt at a request is a redial
//! in one staffing and a follow-up in another, it has the same key, hence the same luck.

use super::attributes::Laws;
use super::profile::DayPart;
use crate::distribution::Law;
use crate::model::{Contact, Kind, Model, Origin};
use crate::random::{Purpose, drawn_from};
use crate::time::{DAY, Moment, Span, from_seconds};

/// The redial that follows when `contact` gave up (or was blocked) at `at`, if any, when the channel is open.
pub fn redial(model: &Model, contact: &Contact, at: Moment) -> Option<Contact> {
    let redial = model.channels[usize::from(contact.channel)].redial.as_ref()?;
    if !redials(model, contact) {
        return None;
    }
    let delay = drawn(&redial.delay, contact.key, Purpose::RedialDelay, 0);
    child(model, contact, contact.channel, Origin::Redial, at, delay)
}

/// Whether a redial follows should `contact` give up or be blocked.
#[inline]
pub fn redials(model: &Model, contact: &Contact) -> bool {
    let redial = model.channels[usize::from(contact.channel)].redial.as_ref();
    redial.is_some_and(|redial| drawn_from(contact.key, Purpose::Redial, 0).yes(redial.probability))
}

/// The follow-up when `agent` ended handling `contact` at `at` without resolving it, if any: of
/// `judged` the first is the factor that what the agent knows puts on the share of contacts that come
/// back, the second the one that the agent's site puts on the share that does not.
///
/// The delay runs on the wall clock; what comes while the channel is closed comes once it is open.
#[inline]
pub fn follow_up(
    model: &Model,
    contact: &Contact,
    agent: u32,
    at: Moment,
    judged: (f64, f64),
) -> Option<Contact> {
    let group = &model.groups[usize::from(contact.group)];
    let share = group.follow_up[usize::from(contact.channel)][usize::from(contact.reason)];
    follow_up_of(model, contact, agent, at, share, judged)
}

/// The same where the share of contacts of its kind that come back is known.
#[inline]
pub fn follow_up_of(
    model: &Model,
    contact: &Contact,
    agent: u32,
    at: Moment,
    share: f64,
    (unresolved, resolution): (f64, f64),
) -> Option<Contact> {
    let share = share * unresolved;
    if share <= 0.0 {
        return None;
    }
    // 1 − resolution·(1 − share), written so that a resolution of 1 moves no bit.
    let share = share + (1.0 - resolution) * (1.0 - share.min(1.0));
    if !drawn_from(contact.key, Purpose::FollowUp, 0).yes(share) {
        return None;
    }
    comes_back(model, contact, agent, at)
}

#[inline(never)]
fn comes_back(model: &Model, contact: &Contact, agent: u32, at: Moment) -> Option<Contact> {
    let group = &model.groups[usize::from(contact.group)];
    let law = &group.follow_up_delay[usize::from(contact.channel)];
    let delay = drawn(law, contact.key, Purpose::FollowUpDelay, 0);
    let mut next = child(model, contact, contact.channel, Origin::FollowUp, at, delay)?;
    next.last = agent;
    Some(next)
}

/// Whether an error is made with a contact, given its chance.
#[inline]
pub fn errs(contact: &Contact, chance: f64) -> bool {
    chance > 0.0 && drawn_from(contact.key, Purpose::ErrorMade, 0).yes(chance)
}

/// The call-back on `channel` after `contact` left a message at `at`.
pub fn call_back(model: &Model, contact: &Contact, channel: u8, at: Moment) -> Option<Contact> {
    child(model, contact, channel, Origin::CallBack, at, 0)
}

/// The time after arrival at which a drawn rung opens for this contact.
#[inline]
pub fn rung_delay(contact: &Contact, rung: u8, law: &Law) -> Span {
    drawn(law, contact.key, Purpose::RungTimer, u64::from(rung))
}

/// Whether a contact gives up when a rung opens that this share of contacts will not take. Who balks at one rung balks
/// at every rung with no less a share.
#[inline]
pub fn balks_at(contact: &Contact, share: f64) -> bool {
    share > 0.0 && drawn_from(contact.key, Purpose::StrangerBalk, 0).yes(share)
}

/// A drawn time of a law in seconds.
#[inline]
fn drawn(law: &Law, key: u64, purpose: Purpose, n: u64) -> Span {
    from_seconds(law.sample(&mut drawn_from(key, purpose, n)))
}

/// When a contact comes that was due while its live channel was closed: in the stretch that begins when it is dated to, at the
/// time at which others come, as the profile has it. Callers do not all stand at the door in the morning.
fn once_open(model: &Model, contact: &Contact) -> Moment {
    let (opens, calendar) = (contact.arrived, &model.calendar);
    let channel = usize::from(contact.channel);
    let midnight = opens / DAY * DAY;
    let closes = model.channels[channel].opening.next_close(opens).min(midnight + DAY);
    let group = &model.groups[usize::from(contact.group)];
    let (profile, weekday) =
        (&model.volume.profiles[group.profile[channel]], calendar.weekday((opens / DAY) as u32));
    let part = DayPart {
        shares: &profile.cumulative[weekday],
        interval: calendar.interval,
        open: &profile.open[weekday],
        from: opens - midnight,
        to: closes - midnight,
    };
    midnight + part.place(drawn_from(contact.key, Purpose::Place, 0).uniform())
}

/// The request's next contact, `delay` after `at`; `None` if that lies beyond the end of the run.
fn child(
    model: &Model,
    contact: &Contact,
    channel: u8,
    origin: Origin,
    at: Moment,
    delay: Span,
) -> Option<Contact> {
    let due = at.saturating_add(delay);
    let opens = model.channels[usize::from(channel)].opening.next_open(due);
    if opens >= model.calendar.end() {
        return None;
    }
    let key = match contact.generation.checked_add(1) {
        Some(generation) => drawn_from(contact.request, Purpose::Child, u64::from(generation)).bits(),
        // The count is full; the chain of keys goes on from the parent.
        None => drawn_from(contact.key, Purpose::Child, 0).bits(),
    };
    let mut next = Contact {
        arrived: opens,
        key,
        channel,
        origin,
        generation: contact.generation.saturating_add(1),
        ..*contact
    };
    // Nobody calls who is called back.
    let calls = origin != Origin::CallBack && model.channels[usize::from(channel)].kind == Kind::Live;
    if opens > due && calls {
        next.arrived = once_open(model, &next);
    }
    Laws::of(model, next.group, channel, next.reason).fill(model, &mut next);
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::{call_back, child, follow_up, redial, rung_delay};
    use crate::demand::Demand;
    use crate::demand::sample::desk;
    use crate::distribution::Law;
    use crate::math::normal_quantile;
    use crate::model::{Contact, NONE, Origin};
    use crate::random::Streams;
    use crate::time::{DAY, HOUR, seconds};

    fn contacts(model: &crate::model::Model) -> Vec<Contact> {
        let mut demand = Demand::new(model, Streams::new(11, 1));
        (0..5).flat_map(|day| demand.draw(day).to_vec()).filter(|contact| contact.channel == 0).collect()
    }

    /// Shares and mean delays at a false-alarm rate of 1e-4 each.
    #[test]
    fn shares_and_delays() {
        let model = desk(200, [20.0, 5.0], 3_650);
        let contacts = contacts(&model);
        let z = normal_quantile(1.0 - 0.5e-4);
        // Early in the morning, so that no redial falls behind closing but for a chance of e^-50.
        let at = 8 * HOUR;
        let redials: Vec<Contact> =
            contacts.iter().filter_map(|contact| redial(&model, contact, at)).collect();
        let n = contacts.len() as f64;
        let share = redials.len() as f64 / n;
        assert!((share - 0.5).abs() < z * 0.5 / n.sqrt(), "{share}");
        let n = redials.len() as f64;
        let delay = redials.iter().map(|redial| seconds(redial.arrived - at)).sum::<f64>() / n;
        assert!((delay - 600.0).abs() < z * 600.0 / n.sqrt(), "{delay}");
        let reason = |wanted| contacts.iter().filter(move |contact| contact.reason == wanted);
        assert!(reason(1).all(|contact| follow_up(&model, contact, 3, at, (1.0, 1.0)).is_none()));
        let n = reason(0).count() as f64;
        let share =
            reason(0).filter_map(|contact| follow_up(&model, contact, 3, at, (1.0, 1.0))).count() as f64 / n;
        assert!((share - 0.2).abs() < z * 0.4 / n.sqrt(), "{share}");
        let law = Law::exponential(20.0).unwrap();
        let n = contacts.len() as f64;
        let mean = contacts.iter().map(|c| seconds(rung_delay(c, 1, &law))).sum::<f64>() / n;
        assert!((mean - 20.0).abs() < z * 20.0 / n.sqrt(), "{mean}");
        assert_ne!(rung_delay(&contacts[0], 1, &law), rung_delay(&contacts[0], 2, &law));
    }

    #[test]
    fn children_belong_to_their_request() {
        let model = desk(50, [20.0, 5.0], 14);
        for parent in contacts(&model) {
            let at = parent.arrived + 60_000_000;
            if let Some(next) = redial(&model, &parent, at) {
                assert_eq!((next.request, next.requested), (parent.request, parent.arrived));
                assert_eq!((next.account, next.channel, next.reason), (parent.account, 0, parent.reason));
                assert_eq!((next.generation, next.origin, next.last), (1, Origin::Redial, NONE));
                assert!(model.channels[0].opening.is_open(next.arrived) && next.arrived >= at);
                assert_ne!((next.key, next.work.to_bits()), (parent.key, parent.work.to_bits()));
                // Whatever it is, the request's second attempt has the same luck.
                if let Some(other) = follow_up(&model, &parent, 4, at, (1.0, 1.0)) {
                    assert_eq!((other.key, other.work.to_bits()), (next.key, next.work.to_bits()));
                    assert_eq!((other.last, other.origin), (4, Origin::FollowUp));
                }
                let third = child(&model, &next, 0, Origin::Redial, next.arrived, 0).unwrap();
                assert_eq!((third.generation, third.request), (2, parent.key));
                assert_ne!(third.key, next.key);
            }
            let friday_night = 4 * DAY + 20 * HOUR;
            let back = call_back(&model, &parent, 1, friday_night).unwrap();
            assert_eq!((back.channel, back.origin, back.arrived), (1, Origin::CallBack, 7 * DAY + 8 * HOUR));
            assert_eq!(back.patience, crate::time::NEVER);
            assert!(call_back(&model, &parent, 1, 11 * DAY + 20 * HOUR).is_none(), "after the end");
        }
    }

    /// Who is due on Friday night comes on Monday when others do, not all at eight: by ten so many as the profile has by then.
    /// Work that may wait is there when the channel opens.
    ///
    /// False alarm 6e-5: 4 standard errors of a share.
    #[test]
    fn who_is_due_while_it_is_closed_comes_when_others_do() {
        let model = desk(50, [20.0, 5.0], 14);
        let parents = contacts(&model);
        let friday_night = 4 * DAY + 20 * HOUR;
        let early = |channel: u8| {
            let come = parents.iter().map(|parent| {
                child(&model, parent, channel, Origin::Redial, friday_night, 0)
                    .expect("before the end")
                    .arrived
            });
            let mondays: Vec<i64> = come.map(|at| at - 7 * DAY).collect();
            assert!(mondays.iter().all(|at| (8 * HOUR..18 * HOUR).contains(at)));
            mondays.iter().filter(|at| **at < 10 * HOUR).count() as f64 / mondays.len() as f64
        };
        let shares = &model.volume.profiles[0].cumulative[0];
        let expected = shares[(10 * HOUR / model.calendar.interval) as usize - 1];
        let error = (expected * (1.0 - expected) / parents.len() as f64).sqrt();
        assert!((early(0) - expected).abs() < 4.0 * error, "{} against {expected}", early(0));
        assert!((early(1) - 1.0).abs() < 1e-12, "work that may wait is there at eight");
    }

    #[test]
    fn keys_go_on_beyond_the_last_generation() {
        let model = desk(1, [20.0, 0.0], 5);
        let mut contact = contacts(&model)[0];
        let mut keys = std::collections::BTreeSet::new();
        for _ in 0..600 {
            assert!(keys.insert(contact.key));
            contact = child(&model, &contact, 0, Origin::Redial, 8 * HOUR, 0).unwrap();
        }
        assert_eq!(contact.generation, u8::MAX);
    }
}
