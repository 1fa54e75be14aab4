//! A knock-out is the scenario with that seat unfilled.

use std::sync::atomic::AtomicBool;

use portflow::report::data;
use portflow::study::compare;
use portflow::study::knockout::Cover;
use portflow::study::record::{Record, Results};
use portflow::study::setting::Setting;

use super::{OWNERS, loaded, played, question, without};

const ORDER_DESK: &str = include_str!("../../scenarios/order-desk.toml");
const WHO_KNOWS: &str = include_str!("../../scenarios/c10-dependency.toml");
const SHORT: &[&str] = &["run.days=6", "rosters.lyon.absence=0.1"];

fn sets(more: &[&str]) -> Vec<String> {
    SHORT.iter().chain(more).map(ToString::to_string).collect()
}

/// What `compare` records of the scenario with these edits.
fn compared(text: &str, edits: &[String]) -> Results {
    let loaded = loaded(text, edits);
    let question = compare::Question::of(Setting { loaded: &loaded, seed: 7, replications: 3, threads: 0 });
    compare::run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

/// What is said of a figure, beside differences.
fn said(record: &Record) -> String {
    let Record { mean, lower, upper, half_width, replications, status, unit, .. } = record;
    format!("{mean:?} {lower:?} {upper:?} {half_width:?} {replications} {status:?} {unit}")
}

/// Every figure that both have, of every staffing: over islands (dedicated, team), and where all hangs together.
#[test]
fn a_knocked_out_person_is_an_unfilled_seat() {
    let staffings = ["dedicated", "dedicated_with_deputy", "hybrid", "team", "flow", "mix"];
    is_an_unfilled_seat(ORDER_DESK, &staffings, ["lyon-04", "lyon-23"], ORDINARY + 2 * BY_CHANNEL);
}

/// Accounts that change hands within the run, on a date or because somebody leaves, join what was apart before.
#[test]
fn so_it_is_where_accounts_change_hands() {
    let recut = "[staffings.dedicated.reorganisation]\non = \"2026-01-08\"\nportfolio = \"sector\"\n\
                 [staffings.team.reorganisation]\non = \"2026-01-09\"\naccount_teams = \"sector\"\n";
    let leaving = "[rosters.lyon.turnover]\nleavers_per_year = 9\nvacancy = \"2d\"\ntraining = \"1d\"\n\
                   tenure = \"long\"\nsuccession = \"shared\"\n";
    for (change, staffings) in [(recut, ["dedicated", "team"]), (leaving, ["dedicated", "hybrid"])] {
        is_an_unfilled_seat(
            &format!("{ORDER_DESK}\n{change}"),
            &staffings,
            ["lyon-04", "lyon-23"],
            ORDINARY + 2 * BY_CHANNEL,
        );
    }
}

/// Where people know accounts: level and stocks of the first day are those with the person.
#[test]
fn so_it_is_where_people_know_accounts() {
    let figures = ORDINARY + BY_CHANNEL + 1;
    is_an_unfilled_seat(WHO_KNOWS, &["owners", "flow", "familiar"], ["lyon-02", "lyon-07"], figures);
}

/// Where errors cost, and accounts leave: for new faces of successors, too, for strangers, for owners who have left. With
/// the knowledge factor four figures more.
#[test]
fn so_it_is_where_errors_cost_and_accounts_leave() {
    let errors = "start = \"settled\"\nerrors = { expert = 0.01, novice = 0.2, cost = 60 }";
    let text = WHO_KNOWS.replace("start = \"settled\"", errors);
    let turnover = "[rosters.lyon.turnover]\nleavers_per_year = 9\nvacancy = \"1d\"\ntraining = \"1d\"\n\
                    tenure = \"long\"\n";
    let team = "[staffings.apart]\nladder = [\"team\"]\nowned = [\"clients\"]\n";
    for meets in ["last person", "owner"] {
        let satisfaction = format!(
            "[satisfaction]\nwait = 30\ncontinuity = 40\nresolution = 20\nmeets = \"{meets}\"\nper_point = 0.05\n\
             owner_departure = {{ factor = 3, lasts = \"2d\" }}\n"
        );
        let text = format!("{text}\n{turnover}{satisfaction}{team}");
        let figures = ORDINARY + BY_CHANNEL + 4;
        is_an_unfilled_seat(&text, &["owners", "flow", "apart"], ["lyon-02", "lyon-07"], figures);
    }
}

/// Figures of every knock-out, and those of each channel.
const ORDINARY: usize = 8;
const BY_CHANNEL: usize = 3;

fn is_an_unfilled_seat(text: &str, staffings: &[&str], people: [&str; 2], figures: usize) {
    let with = loaded(text, &sets(&[]));
    let [one, other] = people;
    let levers = [
        (one, format!("rosters.lyon.unfilled={one}")),
        (other, format!("rosters.lyon.unfilled=[\"{other}\"]")),
    ];
    let unfilled = levers.map(|(person, lever)| (person, compared(text, &sets(&[&lever]))));
    for staffing in staffings {
        let index = with.names.staffings.iter().position(|name| name == staffing).expect("a staffing");
        let knocked_out = played(&question(&with, index, 3));
        for (person, unfilled) in &unfilled {
            let agent = format!("agent={person}");
            let point = format!("rosters.lyon.unfilled={person}");
            let mine = knocked_out.records.iter().filter(|record| record.point == point);
            let mut seen = 0;
            for record in mine {
                let scope = record.scope.trim_end_matches(&agent).trim_end_matches(';');
                let scope = if scope.is_empty() { "all" } else { scope };
                let Some(theirs) = unfilled.figure(staffing, scope, &record.metric) else {
                    assert!(["value_at_stake", "in_time_per_request"].contains(&record.metric.as_str()));
                    continue;
                };
                assert_eq!(
                    said(record),
                    said(theirs),
                    "{staffing} without {person}: {} {scope}",
                    record.metric
                );
                seen += 1;
            }
            assert_eq!(seen, figures, "{staffing}");
            // As it is, it is another.
            let level =
                |results: &Results| said(results.figure(staffing, "all", "service_level").expect("a level"));
            assert_ne!(level(&knocked_out), level(unfilled));
        }
    }
}

#[test]
fn the_same_bytes_on_one_two_and_seven_threads() {
    let loaded = loaded(ORDER_DESK, &sets(&[]));
    let ask = |threads: usize, staffing: usize| {
        let mut question = question(&loaded, staffing, 3);
        question.setting.threads = threads;
        question.pairs = true;
        question.shapley = true;
        question.days = Some(2..5);
        question.team = Some(1);
        data::json(&played(&question))
    };
    for staffing in [0, 2] {
        let one = ask(1, staffing);
        for threads in [2, 7] {
            assert!(one == ask(threads, staffing), "{threads} threads");
        }
    }
}

#[test]
fn gone_for_some_days_is_felt_on_those_days_only() {
    let loaded = loaded(ORDER_DESK, &sets(&[]));
    let mut question = question(&loaded, 0, 4);
    question.days = Some(2..4);
    let results = played(&question);
    let days: Vec<&Record> =
        results.records.iter().filter(|record| record.metric == "service_level_by_day").collect();
    assert!(days.iter().any(|day| day.at == Some(0.0) && day.difference.is_some_and(|d| d < 0.0)));
    // Email of the day before may still wait for the person.
    let before = days.iter().filter(|day| day.at < Some(-1.0));
    assert!(before.clone().count() > 0);
    before.for_each(|day| assert_eq!(day.difference, Some(0.0)));
}

#[test]
fn a_team_is_lost_as_a_whole_and_hand_overs_go_to_the_shift() {
    let loaded = loaded(ORDER_DESK, &sets(&[]));
    let mut question = question(&loaded, 0, 3);
    question.team = Some(0);
    let ladder = played(&question);
    let team = format!("team={}", loaded.names.teams[0][0]);
    assert_eq!(ladder.records.iter().filter(|record| record.metric == "rank").count(), 6);
    let (all, one) =
        (without(&ladder, &team, "service_level"), without(&ladder, "agent=lyon-01", "service_level"));
    assert!(all.difference < one.difference, "{all:?} {one:?}");
    question.cover = Cover::Reassign;
    let reassign = played(&question);
    let handed_over = without(&reassign, "agent=lyon-01", "service_level");
    assert!(handed_over.difference > one.difference, "{handed_over:?} {one:?}");
    // Dedicated: whoever owns an account and is alone with it on the shift leaves it stranded.
    let stranded =
        ladder.records.iter().find(|record| record.metric == "accounts_stranded").expect("a count");
    assert!(stranded.mean > Some(0.0), "{stranded:?}");
}

/// Where each is alone with their accounts, they are stranded without their owner; handed over, none is.
#[test]
fn accounts_that_are_handed_over_are_not_stranded() {
    let loaded = loaded(OWNERS, &[]);
    let mut question = question(&loaded, 0, 2);
    for (cover, stranded) in [(Cover::Ladder, 4.0), (Cover::Reassign, 0.0)] {
        question.cover = cover;
        let results = played(&question);
        let told: Vec<Option<f64>> = results
            .records
            .iter()
            .filter(|record| record.metric == "accounts_stranded")
            .map(|record| record.mean)
            .collect();
        assert_eq!(told, [Some(stranded); 3], "{cover:?}");
    }
}

/// Three owners alone, and in mid-run a cut that comes to the same as the first: it changes nothing, with nobody gone, and
/// what the others took over from who is gone they keep.
#[test]
fn what_others_take_over_they_keep_when_portfolios_are_cut_anew() {
    const AGAIN: &str = "[staffings.own.reorganisation]\non = \"2026-01-15\"\nportfolio = \"balanced\"\n";
    let losses = |text: &str, cover: Cover, days: std::ops::Range<u32>| -> Vec<f64> {
        let loaded = loaded(text, &[]);
        let mut question = question(&loaded, 0, 4);
        (question.cover, question.days) = (cover, Some(days));
        let results = played(&question);
        let of =
            results.records.iter().filter(|r| r.metric == "service_level" && r.scope.starts_with("agent="));
        of.map(|record| record.difference.expect("a difference")).collect()
    };
    let again = format!("{OWNERS}{AGAIN}");
    for (cover, days) in [(Cover::Ladder, 0..20), (Cover::Reassign, 0..20), (Cover::Reassign, 5..12)] {
        let (kept, cut) = (losses(OWNERS, cover, days.clone()), losses(&again, cover, days));
        assert_eq!(kept.len(), 3);
        assert_eq!(kept, cut, "{cover:?}");
    }
    // Gone until the ninth day: from the cut on the tenth the person has accounts of their own again.
    let back = losses(&again, Cover::Reassign, 0..8);
    let handed_over = losses(OWNERS, Cover::Reassign, 0..8);
    assert!(back.iter().zip(&handed_over).all(|(back, kept)| back >= kept), "{back:?} {handed_over:?}");
    assert_ne!(back, handed_over);
}
