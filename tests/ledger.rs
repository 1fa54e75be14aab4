//! The ledger, told a few events by hand: what it makes of them can be counted on fingers.

use portflow::engine::ports::{Left, Observer, Stretch};
use portflow::metrics::part::Slice;
use portflow::metrics::{Count, Ledger, Part};
use portflow::model::{Contact, Model, Origin};
use portflow::random::Streams;
use portflow::scenario::load_text;
use portflow::time::{HOUR, MINUTE, Moment, SECOND, Span};

/// Two people who own two accounts each; phone within 20 s, email within an hour; five days from a Monday.
const DESK: &str = r#"
title = "By hand"
currency = "EUR"

[run]
start = "2026-01-05"
days = 5
replications = 2
interval = "30m"

[opening]
mon-fri = "08:00-18:00"

[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
in_time = "20s"
short_abandon = "5s"

[channels.email]
kind = "deferrable"
clock = "opening"
in_time = "1h"

[groups.all]
accounts = 4
requests_per_day = { phone = 40, email = 8 }
handle_time = { phone = { exponential = { mean = "4m" } }, email = { exponential = { mean = "4m" } } }

[sites.here]
hourly_cost = 30.0

[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"

[teams.desk]
site = "here"
shifts = ["day"]
agents = 2

[staffings.dedicated]
ladder = ["owner"]
portfolio = "balanced"

[goals.phone]
metric = "answered_within"
channel = "phone"
within = "30s"
at_least = 0.5

[goals.lost]
metric = "abandonment"
channel = "phone"
at_most = 0.4
"#;

fn model() -> Model {
    match load_text("desk.toml", DESK, &[], &|name| Err(format!("no {name}"))) {
        Ok(loaded) => loaded.model,
        Err(rejected) => panic!("{}", rejected.text(false)),
    }
}

struct Desk<'m> {
    model: &'m Model,
    ledger: Ledger<'m>,
    key: u64,
}

impl Desk<'_> {
    fn arrives(&mut self, at: Moment, account: u32, channel: u8) -> Contact {
        self.key += 1;
        let group = self.model.accounts[account as usize].group;
        let contact = Contact::plain(at, self.key, account, group, channel);
        self.ledger.arrived(&contact, true);
        contact
    }

    fn served(&mut self, contact: &Contact, agent: u32, wait: Span, handle: Span) {
        let start = contact.arrived + wait;
        self.ledger.answered(contact, agent, 0, start, wait);
        self.ledger.time(agent, Stretch::Busy, contact.channel, start, start + handle);
        self.ledger.handled(contact, agent, start + handle, handle);
    }
}

/// One morning. Who owns account 0 answers two of its three calls, the other one of them late.
fn morning(model: &Model) -> (Part, u32, u32) {
    let owner = model.staffings[0].portfolio.owners.row(0)[0];
    let other = 1 - owner;
    let mut desk = Desk { model, ledger: Ledger::new(model, 0, Streams::new(1, 0)), key: 0 };
    let at = 9 * HOUR;
    let first = desk.arrives(at, 0, 0);
    desk.served(&first, owner, 0, 4 * MINUTE);
    let second = desk.arrives(at + 29 * MINUTE, 0, 0);
    desk.served(&second, owner, 20 * SECOND, 2 * MINUTE);
    let third = desk.arrives(at + HOUR, 0, 0);
    desk.served(&third, other, 25 * SECOND, MINUTE);
    // One gives up at once, one later; and comes back as a redial, which a full line turns away.
    let hasty = desk.arrives(at + HOUR, 1, 0);
    desk.ledger.left(&hasty, Left::Abandoned, hasty.arrived + 5 * SECOND, 5 * SECOND);
    let patient = desk.arrives(at + HOUR, 1, 0);
    desk.ledger.left(&patient, Left::Abandoned, patient.arrived + MINUTE, MINUTE);
    let again = Contact {
        origin: Origin::Redial,
        generation: 1,
        ..Contact::plain(at + 2 * HOUR, 99, 1, patient.group, 0)
    };
    desk.ledger.arrived(&again, false);
    desk.ledger.left(&again, Left::Blocked, again.arrived, 0);
    // An email waits over night; another is still there at the end.
    let email = desk.arrives(at, 2, 1);
    desk.ledger.day_ended(0);
    desk.served(&email, other, 10 * HOUR, MINUTE);
    for day in 1..4 {
        desk.ledger.day_ended(day);
    }
    let late = desk.arrives(4 * 24 * HOUR + 17 * HOUR, 3, 1);
    desk.ledger.day_ended(4);
    desk.ledger.left(&late, Left::Pending, 5 * 24 * HOUR, HOUR);
    desk.ledger.time(owner, Stretch::OnDuty, 0, 8 * HOUR, 18 * HOUR);
    desk.ledger.time(owner, Stretch::Overtime, 0, 18 * HOUR, 18 * HOUR + MINUTE);
    (desk.ledger.finish(), owner, other)
}

#[test]
fn contacts_count_where_they_arrived_and_as_they_ended() {
    let model = model();
    let (part, owner, other) = morning(&model);
    let phone = part.counts(Slice { channel: Some(0), ..Slice::default() });
    let expected = [
        (Count::Offered, 6),
        (Count::First, 5),
        (Count::Answered, 3),
        // Up to the limit is in time.
        (Count::InTime, 2),
        (Count::Abandoned, 2),
        (Count::ShortAbandoned, 1),
        (Count::Blocked, 1),
        (Count::WaitAnswered, 45 * SECOND),
        (Count::WaitAll, 110 * SECOND),
        (Count::HandleTime, 7 * MINUTE),
        (Count::Owned, 3),
        (Count::ByOwner, 2),
        (Count::OwnedOffered, 6),
        (Count::OwnerAbsent, 1),
    ];
    for (count, value) in expected {
        assert_eq!(phone.get(count), value, "{count:?}");
    }
    let email = part.counts(Slice { channel: Some(1), ..Slice::default() });
    assert_eq!((email.get(Count::Offered), email.get(Count::Pending), email.due()), (2, 1, 1));
    // By interval of arrival: 09:00 has two calls, 10:00 three.
    let at = |interval| part.counts(Slice { channel: Some(0), interval: Some(interval), ..Slice::default() });
    assert_eq!([18, 19, 20].map(|interval| at(interval).get(Count::Offered)), [2, 0, 3]);
    let agent = |agent: u32| part.counts(Slice { agent: Some(agent as usize), ..Slice::default() });
    assert_eq!((agent(owner).get(Count::Answered), agent(other).get(Count::Answered)), (2, 2));
    let account = part.counts(Slice { account: Some(0), channel: Some(0), ..Slice::default() });
    assert_eq!((account.get(Count::InTime), account.due(), account.get(Count::ByOwner)), (2, 3, 2));
}

#[test]
fn who_hands_on_an_email_keeps_the_time_spent_on_it() {
    let model = model();
    let mut desk = Desk { model: &model, ledger: Ledger::new(&model, 0, Streams::new(1, 0)), key: 0 };
    let at = 9 * HOUR;
    let email = desk.arrives(at, 2, 1);
    desk.ledger.answered(&email, 0, 0, at, 0);
    desk.ledger.time(0, Stretch::Busy, 1, at, at + 3 * MINUTE);
    desk.ledger.shared(&email, 0, 3 * MINUTE);
    desk.ledger.time(1, Stretch::Busy, 1, at + HOUR, at + HOUR + MINUTE);
    desk.ledger.handled(&email, 1, at + HOUR + MINUTE, MINUTE);
    let part = desk.ledger.finish();
    let of = |agent| part.counts(Slice { agent: Some(agent), ..Slice::default() });
    assert_eq!([0, 1].map(|agent| of(agent).get(Count::HandleTime)), [3 * MINUTE, MINUTE]);
    assert_eq!([0, 1].map(|agent| of(agent).get(Count::Handled)), [0, 1]);
    let all = part.counts(Slice::default());
    assert_eq!((all.get(Count::HandleTime), all.get(Count::Handled)), (4 * MINUTE, 1));
}

#[test]
fn time_counts_when_it_passed() {
    let model = model();
    let (part, owner, _) = morning(&model);
    let at = |interval| part.time(Slice { interval: Some(interval), ..Slice::default() });
    // The second call starts at 09:29:20 and is over at 09:31:20.
    assert_eq!(at(18).busy, 4 * MINUTE + 40 * SECOND);
    assert_eq!(at(19).busy, MINUTE + 20 * SECOND);
    assert_eq!((at(16).on_duty, at(36).on_duty, at(36).overtime), (30 * MINUTE, 0, MINUTE));
    let hers = part.time(Slice { agent: Some(owner as usize), ..Slice::default() });
    assert_eq!((hers.busy, hers.on_duty, hers.overtime), (6 * MINUTE, 10 * HOUR, MINUTE));
}

#[test]
fn idle_time_is_usable_gaps_and_crumbs() {
    let model = model();
    let mut desk = Desk { model: &model, ledger: Ledger::new(&model, 0, Streams::new(1, 0)), key: 0 };
    let at = |minutes: Span| 8 * HOUR + minutes * MINUTE;
    // Signed on from 08:00 to 09:00; busy from 08:04 to 08:20 and from 08:25 to 08:28.
    desk.ledger.time(0, Stretch::OnDuty, 0, at(0), at(60));
    for (from, to) in [(4, 20), (25, 28)] {
        let contact = desk.arrives(at(from), 0, 0);
        desk.served(&contact, 0, 0, at(to) - at(from));
    }
    // A crumb, a gap of just five minutes, and one over the edge of an interval.
    for (from, to) in [(0, 4), (20, 25), (28, 60)] {
        desk.ledger.time(0, Stretch::Idle, 0, at(from), at(to));
    }
    let part = desk.ledger.finish();
    let half_hours =
        [16, 17].map(|interval| part.time(Slice { interval: Some(interval), ..Slice::default() }));
    assert_eq!(half_hours.map(|time| time.usable), [7 * MINUTE, 30 * MINUTE]);
    assert_eq!(half_hours.map(|time| time.idle() - time.usable), [4 * MINUTE, 0]);
    let hers = part.time(Slice { agent: Some(0), ..Slice::default() });
    assert_eq!((hers.idle(), hers.usable), (41 * MINUTE, 37 * MINUTE));
}

#[test]
fn goals_backlog_and_continuity() {
    let model = model();
    let (part, ..) = morning(&model);
    // Within 30 s: three of six; given up: two of six; nothing on the other days.
    let days: Vec<_> = part.day_goals.iter().map(|day| (day.hits, day.of)).collect();
    assert_eq!(days[..2], [(3, 6), (2, 6)]);
    assert!(days[2..].iter().all(|day| *day == (0, 0)));
    // The email of Monday waits over one midnight, that of Friday over one more.
    assert_eq!((part.backlog[1], part.backlog_at_end[1]), (2, 1));
    // Account 0 was served twice by one and once by another; account 2 once.
    let [continuity, shuffled] = part.continuity(0..4);
    assert_eq!((continuity.contacts, continuity.left_out), (3, 1));
    assert_eq!(
        (continuity.usual, continuity.handlers, continuity.repeats, continuity.successions),
        (2, 6, 1, 2)
    );
    assert_eq!((shuffled.contacts, shuffled.left_out), (3, 1));
    let waits: u32 = part.waits_answered.iter().flatten().map(|(_, number)| number).sum();
    assert_eq!(waits, 4);
}

/// What each account went through that morning.
#[test]
fn what_accounts_went_through() {
    use portflow::model::satisfaction::{Experience, Meets};
    let text = DESK.replace(
        "[groups.all]\n",
        "[satisfaction]\nwait = 50\nper_point = 0.02\n[groups.all]\nvalue = 1000\n",
    );
    let model = load_text("desk.toml", &text, &[], &|name| Err(format!("no {name}")));
    let model = model.unwrap_or_else(|rejected| panic!("{}", rejected.text(false))).model;
    let rules = model.satisfaction.expect("there are rules");
    let (part, ..) = morning(&model);
    let experience = |due, in_time, contacts, first, judged, met| Experience {
        due,
        in_time,
        contacts,
        first,
        judged,
        met,
        // Calendar days: the weekend belongs to its week.
        days: 7,
        after_departure: 0,
    };
    // Owner, owner, other; given up, given up, turned away on coming back; late; still waiting.
    assert_eq!(part.experience(&rules, 0), experience(3, 2, 3, 3, 2, 1));
    assert_eq!(part.experience(&rules, 1), experience(3, 0, 3, 2, 0, 0));
    assert_eq!(part.experience(&rules, 2), experience(1, 0, 1, 1, 0, 0));
    assert_eq!(part.experience(&rules, 3), experience(0, 0, 1, 1, 0, 0));
    assert_eq!(rules.score(&part.experience(&rules, 3)), None);
    let owners = portflow::model::Satisfaction { meets: Meets::Owner, ..rules };
    assert_eq!(part.experience(&owners, 0), experience(3, 2, 3, 3, 3, 2));
}
