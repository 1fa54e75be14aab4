//! Hand-written days: small enough to be worked out on paper.
//!
//! In: ladders, shifts and contacts by hand. Out: what an observer is told, held against the day on paper. Must not
//! know: the lists and trees in which the engine keeps it.

use super::ports::{Left, Observer, Stretch};
use crate::distribution::Law;
use crate::model::{
    Absence, Absent, Account, Agent, Break, ByInterval, Calendar, Channel, Class, Clock, Closing, Contact,
    Group, HandleTime, Kind, Ladder, Leave, Line, Message, Model, Opening, Opens, Person, Plan, Portfolio,
    Pull, Push, Rows, Rung, Shift, Site, Staffing, Target, Team, Volume,
};
use crate::random::Streams;
use crate::routing;
use crate::time::{DAY, Date, HOUR, MINUTE, Moment, NEVER, SECOND, Span};
use crate::workforce::presence::Presence;
use crate::workforce::tenure::Tenures;

/// What happened, in words: `t=… …`.
#[derive(Default)]
struct Diary(Vec<String>);

impl Observer for Diary {
    fn answered(&mut self, contact: &Contact, agent: u32, rung: u8, at: Moment, wait: Span) {
        self.0.push(format!(
            "{}: {agent} takes {} by rung {rung} after {}",
            at / SECOND,
            contact.key,
            wait / SECOND
        ));
    }
    fn handled(&mut self, contact: &Contact, agent: u32, at: Moment, _: Span) {
        self.0.push(format!("{}: {agent} ends {}", at / SECOND, contact.key));
    }
    fn left(&mut self, contact: &Contact, how: Left, at: Moment, wait: Span) {
        self.0.push(format!("{}: {} {how:?} after {}", at / SECOND, contact.key, wait / SECOND));
    }
    fn time(&mut self, agent: u32, what: Stretch, _: u8, from: Moment, to: Moment) {
        if what == Stretch::Overtime {
            self.0.push(format!("{}: {agent} overtime {}", to / SECOND, (to - from) / SECOND));
        }
    }
}

fn rung(to: Target, after: Span) -> Rung {
    Rung {
        to: vec![to],
        opens: Opens::After(after),
        when_idle: 1,
        absent: Absent::Passed,
        message: None,
        patience: 1.0,
        balk: 0.0,
    }
}

/// Two accounts owned by agents 0 and 1, phone (channel 0) and email (channel 1, four hours), open and
/// on shift from 08:00 to 10:00 for two days; every handling takes 100 s.
#[expect(clippy::too_many_lines, reason = "a whole model, written out")]
pub(super) fn desk(ladder: Vec<Rung>) -> Model {
    let open = || Opening::new((0..2).map(|day| (day * DAY + 8 * HOUR, day * DAY + 10 * HOUR)));
    let channel = |key, kind, clock, goal_time: Option<Span>| Channel {
        key,
        kind,
        clock,
        opening: open(),
        closing: Closing::Drain,
        patience: None,
        redial: None,
        interrupts: true,
        in_time: 20 * SECOND,
        strict: false,
        short_abandon: 5 * SECOND,
        goal_time,
        escalate: goal_time.map_or(0, |goal| goal / 4),
    };
    let lines = (0..2u16).flat_map(|class| (0..ladder.len() as u8).map(move |rung| Line { class, rung }));
    let classes = (0..2u8).map(|channel| Class {
        ladder: 0,
        channel,
        priority: 0.0,
        served_by: vec![true],
        first_line: u16::from(channel) * ladder.len() as u16,
    });
    let person = |seat: u32| Person {
        key: u64::from(seat) + 1,
        seat,
        roster: 1,
        site: 0,
        speed: 1.0,
        leave: Leave::Share(0.0),
        absence: Absence::Daily(0.0),
        turnover: None,
        population: 0,
    };
    let staffing = Staffing {
        lines: lines.collect(),
        classes: classes.collect(),
        ladders: vec![Ladder { rungs: ladder }],
        teams: vec![Team {
            key: 1,
            site: 0,
            agents: 0..2,
            plan: Plan::Shifts,
            serves: vec![true; 2],
            rank: vec![0],
            factor: vec![1.0],
            owner_factor: 1.0,
            turnover_factor: 1.0,
            owner_turnover: 1.0,
            review: None,
        }],
        agents: (0..2)
            .map(|person| Agent {
                person,
                team: 0,
                shift: Some(0),
                speed: 1.0,
                admitted: None,
                unfilled: None,
                closed: Vec::new(),
                leaves: None,
                turn: 0,
            })
            .collect(),
        class_of: vec![0, 1],
        follow_up_class_of: vec![0, 1],
        dedicated: Vec::new(),
        portfolio: Portfolio {
            owners: Rows::new([[0], [1]]),
            deputies: Rows::new([[1], [0]]),
            cuts: Rows::default(),
        },
        reference_owners: Rows::new([[0], [1]]),
        account_team: vec![0, 0],
        push: Push::LongestIdle,
        pull: Pull::OwnFirst,
        limits: Vec::new(),
        settled: Vec::new(),
        succession: None,
        shares: Vec::new(),
        reorganisations: Vec::new(),
        programme: crate::model::Programme::default(),
        spending: crate::model::Spending::default(),
    };
    let account = |key| Account {
        key,
        group: 0,
        sector: 0,
        area: 0,
        complexity: 1.0,
        value: 0.0,
        requests_per_day: vec![0.0; 2],
    };
    let second = || Law::deterministic(1.0).expect("valid");
    Model {
        calendar: Calendar {
            start: Date::parse("2026-01-05").expect("valid"),
            days: 2,
            warm_up_days: 0,
            interval: 30 * MINUTE,
        },
        channels: vec![
            channel(1, Kind::Live, Clock::Wall, None),
            channel(2, Kind::Deferrable, Clock::Opening, Some(HOUR)),
        ],
        groups: vec![Group {
            key: 1,
            reasons: vec![vec![1.0]; 2],
            follow_up: vec![vec![0.0]; 2],
            follow_up_delay: vec![second(), second()],
            profile: vec![0, 0],
            patience: vec![None, None],
        }],
        reasons: 1,
        handle_times: vec![
            HandleTime {
                work: Law::deterministic(1.0).expect("valid"),
                mean: ByInterval::constant(100.0 * SECOND as f64),
                by_start: false,
            };
            2
        ],
        accounts: vec![account(1), account(2)],
        sectors: 1,
        volume: Volume {
            profiles: Vec::new(),
            day_factor: Vec::new(),
            beyond: Vec::new(),
            common_cv: 0.0,
            sector_cv: 0.0,
            own_cv: 0.0,
            persistence: 0.0,
            growth: None,
            fixed_counts: false,
            trace: None,
        },
        sites: vec![Site {
            key: 1,
            hourly_cost: 0.0,
            overtime: 1.25,
            holidays: Vec::new(),
            full_time_hours: 35.0,
            factors: crate::model::SiteFactors::default(),
        }],
        shifts: vec![Shift { hours: [Some((8 * HOUR, 10 * HOUR)); 7], breaks: Vec::new(), days_ahead: 0 }],
        people: (0..2).map(person).collect(),
        staffings: vec![staffing],
        goals: Vec::new(),
        knowledge: None,
        satisfaction: None,
        admission: crate::model::Admission::default(),
        measured: None,
        volume_of_contacts: false,
        money: crate::model::Money::default(),
        contracts: Vec::new(),
    }
}

/// A contact after 08:00 of day 0.
fn contact(seconds: i64, key: u64, account: u32, channel: u8) -> Contact {
    Contact::plain(8 * HOUR + seconds * SECOND, key, account, 0, channel)
}

/// Plays the contacts of day 0 (then an empty day), times counted from 08:00.
fn diary(model: &Model, contacts: &[Contact]) -> Vec<String> {
    let tenures = Tenures::default();
    let presence = Presence::draw(model, &Streams::new(1, 0));
    let mut diary = Diary::default();
    let mut engine = routing::play(model, 0, &presence, &tenures, &mut diary);
    engine.advance(0, contacts);
    engine.advance(1, &[]);
    engine.finish();
    drop(engine);
    let since_eight = |line: &String| {
        let (at, what) = line.split_once(':').expect("time first");
        format!("{}:{what}", at.parse::<i64>().expect("seconds") - 8 * 3600)
    };
    diary.0.iter().map(since_eight).collect()
}

#[test]
fn the_second_contact_of_an_owner_waits_for_the_owner() {
    let model = desk(vec![rung(Target::Owner, 0)]);
    let said = diary(&model, &[contact(0, 1, 0, 0), contact(10, 2, 0, 0)]);
    assert_eq!(
        said,
        [
            "0: 0 takes 1 by rung 0 after 0",
            "100: 0 ends 1",
            "100: 0 takes 2 by rung 0 after 90",
            "200: 0 ends 2"
        ]
    );
}

#[test]
fn a_rung_opens_by_the_clock_and_an_idle_colleague_takes_over() {
    let model = desk(vec![rung(Target::Owner, 0), rung(Target::Anyone, 20 * SECOND)]);
    let said = diary(&model, &[contact(0, 1, 0, 0), contact(10, 2, 0, 0)]);
    assert_eq!(said[1], "30: 1 takes 2 by rung 1 after 20");
}

#[test]
fn a_freed_owner_takes_an_own_contact_before_an_older_one() {
    let model = desk(vec![rung(Target::Owner, 0), rung(Target::Anyone, 0)]);
    let contacts = [contact(0, 1, 0, 0), contact(1, 2, 1, 0), contact(2, 3, 1, 0), contact(3, 4, 0, 0)];
    let said = diary(&model, &contacts);
    assert_eq!(said[3], "100: 0 takes 4 by rung 0 after 97");
    assert_eq!(said[5], "101: 1 takes 3 by rung 0 after 99");
}

#[test]
fn patience_ends_unnoticed_until_somebody_looks() {
    let model = desk(vec![rung(Target::Owner, 0)]);
    let mut second = contact(10, 2, 0, 0);
    second.patience = 30 * SECOND;
    let said = diary(&model, &[contact(0, 1, 0, 0), second]);
    assert!(said.contains(&"40: 2 Abandoned after 30".to_string()), "{said:?}");
}

#[test]
fn phone_interrupts_email_which_the_same_person_resumes() {
    let model = desk(vec![rung(Target::Owner, 0)]);
    let said = diary(&model, &[contact(0, 1, 0, 1), contact(40, 2, 0, 0)]);
    assert_eq!(
        said,
        [
            "0: 0 takes 1 by rung 0 after 0",
            "40: 0 takes 2 by rung 0 after 0",
            "140: 0 ends 2",
            "200: 0 ends 1"
        ]
    );
}

/// From ten in the evening to six: at midnight before the first day somebody is there already, and has had the break of one.
#[test]
fn a_shift_of_the_eve_lasts_into_the_first_day() {
    let mut model = desk(vec![rung(Target::Owner, 0)]);
    let rest = |start| Break { start, length: HOUR, paid: true, passes: false, turns: 1 };
    model.shifts[0].hours = [Some((22 * HOUR, 30 * HOUR)); 7];
    model.shifts[0].breaks = vec![rest(23 * HOUR), rest(26 * HOUR)];
    let at = |hours: i64, key| Contact::plain(hours * HOUR, key, 0, 0, 0);
    let late = Contact::plain(150 * MINUTE, 2, 0, 0, 0);
    // An hour after midnight; half an hour into the break that begins two hours after it; when the shift is over.
    let said = diary(&model, &[at(1, 1), late, at(7, 3)]);
    let hours = |hours: i64| (hours - 8) * 3600;
    let taken = [(1, 1, 0), (3, 2, 1800), (22, 3, 15 * 3600)]
        .map(|(at, key, wait)| format!("{}: 0 takes {key} by rung 0 after {wait}", hours(at)));
    let takes: Vec<&String> = said.iter().filter(|line| line.contains("takes")).collect();
    assert_eq!(takes, taken.iter().collect::<Vec<_>>());
    // Of a break from half past eleven on, half an hour is left.
    let mut resting = model.clone();
    resting.shifts[0].breaks = vec![rest(23 * HOUR + 30 * MINUTE)];
    let said = diary(&resting, &[Contact::plain(10 * MINUTE, 1, 0, 0, 0)]);
    assert_eq!(said[0], format!("{}: 0 takes 1 by rung 0 after 1200", hours(0) + 1800));
    // Whoever had a holiday, or leave, on the eve is not there.
    for away in ["holiday", "leave"] {
        let mut model = model.clone();
        let eve = model.calendar.start.plus_days(-1);
        match away {
            "holiday" => model.sites[0].holidays.push(eve),
            _ => model.people.iter_mut().for_each(|one| one.leave = Leave::Dates(vec![(eve, eve)])),
        }
        let said = diary(&model, &[at(1, 1)]);
        assert_eq!(said[0], format!("{}: 0 takes 1 by rung 0 after {}", hours(22), 21 * 3600), "{away}");
    }
}

#[test]
fn the_rung_of_an_absent_owner_is_passed() {
    let mut model = desk(vec![rung(Target::Owner, 0), rung(Target::Anyone, HOUR)]);
    model.people[0].leave = Leave::Dates(vec![(model.calendar.start, model.calendar.start)]);
    let presence = Presence::draw(&model, &Streams::new(1, 0));
    assert!(!presence.is_present(0, 0), "leave is leave");
    let said = diary(&model, &[contact(5, 1, 0, 0)]);
    assert_eq!(said[0], "5: 1 takes 1 by rung 1 after 0");
}

#[test]
fn a_break_waits_for_the_end_of_a_phone_contact_and_keeps_its_length() {
    let mut model = desk(vec![rung(Target::Owner, 0)]);
    model.shifts[0].breaks =
        vec![Break { start: 8 * HOUR + MINUTE, length: 5 * MINUTE, paid: true, passes: false, turns: 1 }];
    let said = diary(&model, &[contact(0, 1, 0, 0), contact(10, 2, 0, 0)]);
    assert_eq!(said[2], "400: 0 takes 2 by rung 0 after 390");
}

#[test]
fn those_on_duty_at_closing_stay_until_nobody_waits() {
    let model = desk(vec![rung(Target::Owner, 0)]);
    let said = diary(&model, &[contact(7150, 1, 0, 0), contact(7190, 2, 0, 0)]);
    assert_eq!(said.last().map(String::as_str), Some("7350: 0 overtime 150"));
    assert!(said.contains(&"7350: 0 ends 2".to_string()), "{said:?}");
}

#[test]
fn email_in_hand_at_the_end_of_a_shift_is_resumed_the_next_day() {
    let model = desk(vec![rung(Target::Owner, 0)]);
    let said = diary(&model, &[contact(7150, 1, 0, 1)]);
    assert_eq!(said, ["7150: 0 takes 1 by rung 0 after 0", "86450: 0 ends 1"]);
}

#[test]
fn when_idle_keeps_the_last_free_person_for_his_own() {
    let mut model = desk(vec![rung(Target::Owner, 0), rung(Target::Anyone, 0)]);
    model.staffings[0].ladders[0].rungs[1].when_idle = 2;
    let said = diary(&model, &[contact(0, 1, 0, 0), contact(1, 2, 0, 0), contact(2, 3, 1, 0)]);
    assert_eq!(said[1], "2: 1 takes 3 by rung 0 after 0");
    assert_eq!(said[3], "100: 0 takes 2 by rung 0 after 99");
}

#[test]
fn what_still_waits_at_the_end_is_told() {
    let mut model = desk(vec![rung(Target::Owner, 0)]);
    model.people[0].leave = Leave::Dates(vec![(model.calendar.start, model.calendar.start.plus_days(5))]);
    model.channels[1].goal_time = Some(40 * HOUR);
    let said = diary(&model, &[contact(0, 1, 0, 1), contact(1, 2, 0, 0)]);
    assert_eq!(said.len(), 2);
    assert!(said.iter().any(|line| line.contains("1 Pending")), "{said:?}");
    assert!(said.iter().any(|line| line.contains("2 Unserved")), "{said:?}");
    let _ = NEVER;
}

#[test]
fn work_once_begun_leaves_no_message() {
    let mut message = rung(Target::Anyone, 0);
    message.to = Vec::new();
    message.message = Some(Message { call_back: None });
    let mut model = desk(vec![rung(Target::Owner, 0), message]);
    // The owner goes for good in the middle of the email, and nobody else may have it.
    model.people[0].leave =
        Leave::Dates(vec![(model.calendar.start.plus_days(1), model.calendar.start.plus_days(1))]);
    let said = diary(&model, &[contact(7150, 1, 0, 1)]);
    assert_eq!(said, ["7150: 0 takes 1 by rung 0 after 0"]);
}

/// Idle stretches of day 0 in seconds after 08:00.
#[derive(Default)]
struct Gaps(Vec<(u32, i64, i64)>);

impl Observer for Gaps {
    fn time(&mut self, agent: u32, what: Stretch, _: u8, from: Moment, to: Moment) {
        let after_eight = |at: Moment| (at - 8 * HOUR) / SECOND;
        if what == Stretch::Idle && from < DAY {
            self.0.push((agent, after_eight(from), after_eight(to)));
        }
    }
}

#[test]
fn idle_stretches_are_told_whole_at_their_end() {
    let mut model = desk(vec![rung(Target::Owner, 0)]);
    model.shifts[0].breaks = vec![Break {
        start: 8 * HOUR + 30 * MINUTE,
        length: 5 * MINUTE,
        paid: true,
        passes: false,
        turns: 1,
    }];
    let tenures = Tenures::default();
    let presence = Presence::draw(&model, &Streams::new(1, 0));
    let mut gaps = Gaps::default();
    let mut engine = routing::play(&model, 0, &presence, &tenures, &mut gaps);
    // The second one is interrupted at once by the third: no gap between them, nor after.
    let contacts = [contact(60, 1, 0, 0), contact(300, 2, 0, 1), contact(310, 3, 0, 0)];
    engine.advance(0, &contacts);
    engine.advance(1, &[]);
    engine.finish();
    drop(engine);
    gaps.0.sort_unstable();
    let expected =
        [(0, 0, 60), (0, 160, 300), (0, 500, 1800), (0, 2100, 7200), (1, 0, 1800), (1, 2100, 7200)];
    assert_eq!(gaps.0, expected);
}

#[test]
fn a_rung_changes_what_is_left_of_patience() {
    let mut model = desk(vec![rung(Target::Owner, 0), rung(Target::TeamNamed(0), 20 * SECOND)]);
    // Both are busy when the others come: 60 s of patience are 120 for one's own person; with 100 left of them after
    // 20 s, a stranger is waited for another 25.
    let ladder = &mut model.staffings[0].ladders[0];
    ladder.rungs[0].patience = 2.0;
    ladder.rungs[1].patience = 0.25;
    let mut third = contact(2, 3, 0, 0);
    third.patience = 60 * SECOND;
    let contacts = [contact(0, 1, 0, 0), contact(1, 2, 1, 0), third];
    let said = diary(&model, &contacts);
    assert!(said.contains(&"47: 3 Abandoned after 45".to_string()), "{said:?}");
    // The same where the instant matters.
    model.channels[0].redial =
        Some(crate::model::Redial { probability: 0.0, delay: Law::deterministic(1.0).expect("valid") });
    assert_eq!(
        diary(&model, &contacts).iter().find(|line| line.contains("Abandoned")).map(String::as_str),
        Some("47: 3 Abandoned after 45")
    );
    // Without the second rung it waits for the owner, who is free after 98 s.
    model.staffings[0].ladders[0].rungs[1].opens = Opens::After(2 * HOUR);
    assert!(diary(&model, &contacts).contains(&"100: 0 takes 3 by rung 0 after 98".to_string()));
}

#[test]
fn who_balks_at_a_stranger_leaves_when_the_rung_opens() {
    let mut model = desk(vec![rung(Target::Owner, 0), rung(Target::Anyone, 20 * SECOND)]);
    model.staffings[0].ladders[0].rungs[1].balk = 1.0;
    // The colleague is free all the while.
    let said = diary(&model, &[contact(0, 1, 0, 0), contact(10, 2, 0, 0)]);
    assert_eq!(said[1], "30: 2 Abandoned after 20");
    // An absent owner's rung is passed: who balks leaves at once.
    model.people[0].leave = Leave::Dates(vec![(model.calendar.start, model.calendar.start)]);
    assert_eq!(diary(&model, &[contact(5, 1, 0, 0)]), ["5: 1 Abandoned after 0"]);
}

#[test]
fn a_shift_that_begins_as_the_last_one_ends_is_no_overtime() {
    let mut model = desk(vec![rung(Target::Owner, 0)]);
    model.shifts[0].hours = [Some((0, DAY)); 7];
    model.channels[0].opening = Opening::always();
    // 50 seconds before midnight.
    let late = 16 * 3600 - 50;
    let said = diary(&model, &[contact(late, 1, 0, 0)]);
    assert_eq!(said, ["57550: 0 takes 1 by rung 0 after 0", "57650: 0 ends 1"]);
    // Half a minute between the two: these are overtime, what follows is not.
    model.shifts[0].hours = [Some((0, DAY - 30 * SECOND)); 7];
    let said = diary(&model, &[contact(late, 1, 0, 0)]);
    assert!(said.contains(&"57650: 0 ends 1".into()), "{said:?}");
    let overtime: Vec<&String> = said.iter().filter(|line| line.contains("overtime")).collect();
    assert_eq!(overtime, ["57600: 0 overtime 30"]);
}
