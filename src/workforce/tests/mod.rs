//! Leave, absence and hours, with stated false-alarm rates.
//!
//! In: a roster, a shift, a team. Out: days away, hours and headcounts, held against the shares and the clock. Must
//! not know: how days away are dealt out.

mod spells;
mod turnover;

use super::presence::Presence;
use super::tenure::Tenures;
use super::timeline::{DatedShift, Hours, headcount, hours};
use crate::math::normal_quantile;
use crate::model::{
    Absence, Agent, Break, Calendar, Channel, Clock, Closing, Kind, Leave, Model, Opening, Person, Plan,
    Portfolio, Pull, Push, Rows, Shift, Site, Staffing, Team, Volume,
};
use crate::random::{Streams, subject};
use crate::time::{DAY, Date, HOUR, MINUTE};

/// A model with nothing but people of one roster, from a Wednesday on.
fn people(count: u32, days: u32, leave: &Leave, absence: f64) -> Model {
    Model {
        calendar: Calendar {
            start: Date::parse("2026-01-07").unwrap(),
            days,
            warm_up_days: 0,
            interval: 30 * MINUTE,
        },
        channels: Vec::new(),
        groups: Vec::new(),
        reasons: 1,
        handle_times: Vec::new(),
        accounts: Vec::new(),
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
            hourly_cost: 30.0,
            overtime: 1.25,
            holidays: vec![Date::parse("2026-01-08").unwrap()],
            full_time_hours: 35.0,
            factors: crate::model::SiteFactors::default(),
        }],
        shifts: vec![shift()],
        people: (0..count)
            .map(|seat| Person {
                key: subject(&format!("home {seat}")),
                seat,
                roster: subject("home"),
                site: 0,
                speed: 1.0,
                leave: leave.clone(),
                absence: Absence::Daily(absence),
                turnover: None,
                population: 0,
            })
            .collect(),
        staffings: Vec::new(),
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

/// 8 to 16 from Monday to Thursday, to 12:15 on Fridays, from 22 to 6 on Saturdays.
fn shift() -> Shift {
    let long = Some((8 * HOUR, 16 * HOUR));
    let short = Some((8 * HOUR, 12 * HOUR + 15 * MINUTE));
    let rest =
        |start, minutes, paid, passes| Break { start, length: minutes * MINUTE, paid, passes, turns: 1 };
    Shift {
        hours: [long, long, long, long, short, Some((22 * HOUR, 30 * HOUR)), None],
        breaks: vec![rest(10 * HOUR, 15, true, false), rest(12 * HOUR, 30, false, true)],
        days_ahead: 0,
    }
}

/// The weeks of the run as ranges of days: the first one is cut by its start on a Wednesday.
fn weeks(days: u32) -> impl Iterator<Item = std::ops::Range<u32>> {
    (0..)
        .map(move |week: u32| (week * 7).saturating_sub(2)..(week * 7 + 5).min(days))
        .take_while(move |week| week.start < days)
}

#[test]
fn a_share_of_leave_is_even_over_weeks_and_people() {
    for (count, share) in [(1, 0.1), (7, 0.12), (24, 0.115), (100, 0.2), (1_000, 0.08), (25, 0.5)] {
        let days = 52 * 7 * 4;
        let model = people(count, days, &Leave::Share(share), 0.0);
        let presence = Presence::draw(&model, &Streams::new(1, 1));
        let mut total = 0;
        for week in weeks(days) {
            let on_leave: Vec<u32> =
                (0..count).filter(|&person| presence.is_on_leave(person, week.start)).collect();
            for day in week.clone() {
                for person in 0..count {
                    assert_eq!(presence.is_on_leave(person, day), on_leave.contains(&person), "whole weeks");
                }
            }
            let expected = f64::from(count) * share;
            let off = (on_leave.len() as f64 - expected).abs();
            // A golden sequence keeps any stretch of the circle within a few points of its share.
            assert!(off < 3.0, "{count} {share}: {} for {expected}", on_leave.len());
            total += on_leave.len();
        }
        let mean = total as f64 / weeks(days).count() as f64 / f64::from(count);
        assert!((mean - share).abs() < 0.02, "{count} {share} {mean}");
        // Everybody has about the same.
        let each = |person: u32| weeks(days).filter(|week| presence.is_on_leave(person, week.start)).count();
        let (least, most) = ((0..count).map(each).min().unwrap(), (0..count).map(each).max().unwrap());
        assert!(most - least <= 2, "{least} {most}");
    }
}

#[test]
fn leave_by_dates_and_none() {
    let date = |text: &str| Date::parse(text).unwrap();
    let leave = Leave::Dates(vec![
        (date("2026-01-09"), date("2026-01-11")),
        (date("2026-01-20"), date("2026-01-20")),
    ]);
    let model = people(2, 30, &leave, 0.0);
    let presence = Presence::draw(&model, &Streams::new(1, 1));
    let away: Vec<u32> = (0..30).filter(|&day| !presence.is_present(1, day)).collect();
    assert_eq!(away, [2, 3, 4, 13]);
    let model = people(2, 30, &Leave::Share(0.0), 0.0);
    let presence = Presence::draw(&model, &Streams::new(1, 1));
    assert!((0..30).all(|day| presence.is_present(0, day)));
}

/// Share of absent days at a false-alarm rate of 1e-4; nested sizes; dates, not positions in the run.
#[test]
fn absence_is_keyed_by_person_and_date() {
    let model = people(50, 400, &Leave::Share(0.1), 0.06);
    let streams = Streams::new(5, 2);
    let presence = Presence::draw(&model, &streams);
    let at_work = (0..50).flat_map(|person| (0..400).map(move |day| (person, day)));
    let planned: Vec<(u32, u32)> =
        at_work.filter(|&(person, day)| !presence.is_on_leave(person, day)).collect();
    let absent = planned.iter().filter(|&&(person, day)| !presence.is_present(person, day)).count();
    let n = planned.len() as f64;
    let share = absent as f64 / n;
    assert!((share - 0.06).abs() < normal_quantile(1.0 - 0.5e-4) * (0.06 * 0.94 / n).sqrt(), "{share}");
    // The 25th person is the same one in a larger roster.
    let fewer = Presence::draw(&people(25, 400, &Leave::Share(0.1), 0.06), &streams);
    // A run that starts two weeks later sees the same illness on the same date.
    let mut later = people(50, 300, &Leave::Share(0.0), 0.06);
    later.calendar.start = later.calendar.start.plus_days(14);
    let later = Presence::draw(&later, &streams);
    for day in 0..300 {
        for person in 0..25 {
            assert_eq!(fewer.is_present(person, day), presence.is_present(person, day));
            assert_eq!(fewer.tie(person, day), presence.tie(person, day));
            if !presence.is_on_leave(person, day + 14) {
                assert_eq!(later.is_present(person, day), presence.is_present(person, day + 14));
            }
        }
    }
    assert_ne!(presence.tie(0, 0), presence.tie(0, 1));
    assert_ne!(presence.tie(0, 0), presence.tie(1, 0));
    let other = Presence::draw(&model, &Streams::new(5, 3));
    assert!((0..400).any(|day| other.is_present(0, day) != presence.is_present(0, day)));
}

#[test]
fn a_dated_shift_has_hours_and_breaks() {
    let model = people(1, 30, &Leave::Share(0.0), 0.0);
    let dated = |day| DatedShift::by_clock(&model.shifts[0], &model.sites[0], &model.calendar, day);
    // Wednesday.
    let wednesday = dated(0).unwrap();
    assert_eq!((wednesday.sign_on, wednesday.sign_off), (8 * HOUR, 16 * HOUR));
    let rests: Vec<_> =
        wednesday.breaks(0).map(|rest| (rest.from, rest.to, rest.paid, rest.passes)).collect();
    let coffee = (10 * HOUR, 10 * HOUR + 15 * MINUTE, true, false);
    assert_eq!(rests, [coffee, (12 * HOUR, 12 * HOUR + 30 * MINUTE, false, true)]);
    assert_eq!(wednesday.paid(0), 7 * HOUR + 30 * MINUTE);
    assert_eq!(wednesday.on_duty(0), 7 * HOUR + 15 * MINUTE);
    // Thursday is the holiday; lunch does not fit into Friday; Saturday's shift ends on Sunday.
    assert_eq!(dated(1), None);
    assert_eq!(dated(2).unwrap().breaks(0).count(), 1);
    assert_eq!(dated(2).unwrap().paid(0), 4 * HOUR + 15 * MINUTE);
    assert_eq!(dated(3).unwrap().sign_off, 4 * DAY + 6 * HOUR);
    assert_eq!(dated(4), None);
}

/// Lunch in three turns of half an hour: the first, the second and the third seat one after the other, the fourth with the
/// first; on Fridays, which end at 12:15, nobody has it.
#[test]
fn breaks_are_taken_in_turns() {
    let mut model = people(1, 30, &Leave::Share(0.0), 0.0);
    model.shifts[0].breaks[1].turns = 3;
    let lunch = |day, turn| {
        let dated = DatedShift::by_clock(&model.shifts[0], &model.sites[0], &model.calendar, day).unwrap();
        dated.breaks(turn).find(|rest| !rest.paid).map(|rest| (rest.from - i64::from(day) * DAY) / MINUTE)
    };
    assert_eq!([0, 1, 2, 3].map(|turn| lunch(0_u32, turn)), [720, 750, 780, 720].map(Some));
    assert_eq!([0, 1, 2, 3].map(|turn| lunch(2, turn)), [None; 4]);
}

/// A shift from eight in the evening at a site five hours behind begins at one in the night of the next day here; one from
/// five in the morning at a site seven hours ahead, at ten in the evening of the day before.
#[test]
fn holidays_and_leave_are_dates_at_the_site() {
    let date = |text: &str| Date::parse(text).unwrap();
    let shift = |from: i64, days_ahead: i8| Shift {
        hours: [Some((from * HOUR, (from + 8) * HOUR)); 7],
        breaks: Vec::new(),
        days_ahead,
    };
    let thursday = date("2026-01-08");
    for (shift, starts) in [(shift(1, -1), 1), (shift(22, 1), -1), (shift(8, 0), 0)] {
        let model = people(1, 14, &Leave::Dates(vec![(thursday, thursday)]), 0.0);
        let holiday = &model.sites[0];
        assert_eq!(holiday.holidays, [thursday]);
        let ordinary = Site { holidays: Vec::new(), ..holiday.clone() };
        let presence = Presence::draw(&model, &Streams::new(1, 1));
        // The run begins on a Wednesday; the last days of it begin here after its end, or its first before it.
        for day in 0..14 {
            let dated = DatedShift::at_site(&shift, &ordinary, &model.calendar, day).unwrap();
            assert_eq!(dated.sign_on.div_euclid(DAY), i64::from(day) + starts);
            assert_eq!(dated.day, i64::from(day));
            // Whoever holds the seat on the day here on which it starts works it, and is paid for it.
            assert_eq!(i64::from(dated.seated(&model.calendar)), (i64::from(day) + starts).clamp(0, 13));
            assert_eq!(presence.is_on_leave(0, dated.day), day == 1);
            assert_eq!(DatedShift::at_site(&shift, holiday, &model.calendar, day).is_none(), day == 1);
        }
    }
}

#[test]
fn hours_of_teams_add_up() {
    let date = |text: &str| Date::parse(text).unwrap();
    let mut model = people(3, 14, &Leave::Dates(vec![(date("2026-01-12"), date("2026-01-12"))]), 0.0);
    model.channels = vec![always_open()];
    model.people[1].leave = Leave::Share(0.0);
    model.people[2].leave = Leave::Share(0.0);
    model.people[2].absence = Absence::Daily(1.0);
    let team = |agents: std::ops::Range<u32>, plan: Plan| Team {
        key: 0,
        site: 0,
        agents,
        plan,
        serves: Vec::new(),
        rank: Vec::new(),
        factor: Vec::new(),
        owner_factor: 1.0,
        turnover_factor: 1.0,
        owner_turnover: 1.0,
        review: None,
    };
    let mut plan = vec![0; 48];
    plan[16] = 2;
    plan[17] = 9;
    let agents = (0..3)
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
        .collect();
    let staffing = Staffing {
        teams: vec![team(0..3, Plan::Shifts), team(0..3, Plan::PerInterval(plan)), team(0..3, Plan::Always)],
        agents,
        ladders: Vec::new(),
        classes: Vec::new(),
        lines: Vec::new(),
        class_of: Vec::new(),
        follow_up_class_of: Vec::new(),
        dedicated: Vec::new(),
        portfolio: Portfolio::default(),
        reference_owners: Rows::default(),
        account_team: Vec::new(),
        push: Push::LongestIdle,
        pull: Pull::LongestWait,
        limits: Vec::new(),
        settled: Vec::new(),
        succession: None,
        shares: Vec::new(),
        reorganisations: Vec::new(),
        programme: crate::model::Programme::default(),
        spending: crate::model::Spending::default(),
    };
    let tenures = Tenures::default();
    let presence = Presence::draw(&model, &Streams::new(1, 1));
    let day = 7 * HOUR + 30 * MINUTE;
    // Monday: the first on leave, the third ill.
    let monday = hours(&model, &staffing, &presence, &tenures, 0, 5);
    assert_eq!((monday.paid, monday.planned, monday.worked), (3 * day, 2 * day, day));
    assert_eq!(hours(&model, &staffing, &presence, &tenures, 0, 1).paid, 0);
    // Two half hours: two people, then all three, for no more are there.
    assert_eq!(hours(&model, &staffing, &presence, &tenures, 1, 5).worked, 5 * 30 * MINUTE);
    assert_eq!(hours(&model, &staffing, &presence, &tenures, 1, 1).worked, 0);
    assert_eq!(headcount(&model, &staffing, &tenures, 1, 5, 16), Some(2));
    assert_eq!(headcount(&model, &staffing, &tenures, 0, 5, 16), None);
    assert_eq!(hours(&model, &staffing, &presence, &tenures, 2, 1).paid, 3 * DAY);
    // Nobody on the second seat on that Monday: no pay, and what the plan called on it for stays undone.
    let mut fewer = staffing.clone();
    fewer.agents[1].unfilled = Some(5..6);
    assert_eq!(
        hours(&model, &fewer, &presence, &tenures, 0, 5),
        Hours { paid: 2 * day, planned: day, worked: 0, premium: 0 }
    );
    assert_eq!(
        hours(&model, &fewer, &presence, &tenures, 0, 6),
        hours(&model, &staffing, &presence, &tenures, 0, 6)
    );
    assert_eq!(headcount(&model, &fewer, &tenures, 1, 5, 16), Some(1));
    assert_eq!(headcount(&model, &fewer, &tenures, 1, 5, 17), Some(2));
    assert_eq!(
        headcount(&model, &fewer, &tenures, 1, 4, 16),
        headcount(&model, &staffing, &tenures, 1, 4, 16)
    );
    assert_eq!(headcount(&model, &fewer, &tenures, 2, 5, 0), Some(2));
}

/// A plan by the interval holds while a channel is open at all.
fn always_open() -> Channel {
    Channel {
        key: 1,
        kind: Kind::Live,
        clock: Clock::Wall,
        opening: Opening::always(),
        closing: Closing::Drain,
        patience: None,
        redial: None,
        interrupts: false,
        in_time: 0,
        strict: false,
        short_abandon: 0,
        goal_time: None,
        escalate: 0,
    }
}
