//! The bus factor in service, against every set of people of a tiny desk.

use std::sync::atomic::AtomicBool;

use portflow::study::compare;
use portflow::study::record::{Results, Status};
use portflow::study::setting::Setting;

use super::{loaded, played, question};

/// Four owners, three of whom have accounts of value; nobody else answers.
const DESK: &str = r#"
[run]
days = 5
[opening]
mon-fri = "09:00-17:00"
[sites.here]
hourly_cost = 30
[channels.phone]
kind = "live"
patience = { exponential = { mean = "10m" } }
[groups.a]
accounts = ["a", "b", "c", "d"]
requests_per_day = { phone = 24 }
value = 100
handle_time = { phone = "2m" }
[rosters.here.people.anna]
[rosters.here.people.bert]
[rosters.here.people.cleo]
[rosters.here.people.dora]
[shifts.day]
hours = "09:00-17:00"
days = "mon-fri"
[teams.desk]
roster = "here"
shifts = ["day"]
agents = 4
[goals.phone]
metric = "answered_within"
channel = "phone"
within = "20s"
at_least = 0.6
[staffings.owners]
ladder = ["owner"]
portfolio = { anna = ["a"], bert = ["b"], cleo = ["c"], dora = ["d"] }
[staffings.flow]
ladder = ["anyone"]
portfolio = { anna = ["a"], bert = ["b"], cleo = ["c"], dora = ["d"] }
"#;
const PEOPLE: [&str; 4] = ["anna", "bert", "cleo", "dora"];

/// Accounts that meet the goal when these people are away, by staffing and account.
fn met(gone: &[&str]) -> [[bool; 4]; 2] {
    let edits: Vec<String> = if gone.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "rosters.here.unfilled=[{}]",
            gone.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(",")
        )]
    };
    let loaded = loaded(DESK, &edits);
    let question = compare::Question {
        details: compare::Details { accounts: true, ..compare::Details::default() },
        ..compare::Question::of(Setting { loaded: &loaded, seed: 7, replications: 6, threads: 0 })
    };
    let results = compare::run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted");
    let level = |results: &Results, staffing: &str, account: &str| {
        let scope = format!("channel=phone;account={account}");
        results.figure(staffing, &scope, "service_level").and_then(|record| record.mean).expect("a level")
    };
    ["owners", "flow"]
        .map(|staffing| ["a", "b", "c", "d"].map(|account| level(&results, staffing, account) >= 0.6))
}

#[test]
fn the_smallest_set_of_all() {
    let with = met(&[]);
    assert_eq!(with, [[true; 4]; 2], "everybody is there");
    let mut sets: Vec<Vec<&str>> = (1..16_u32)
        .map(|mask| (0..4).filter(|bit| mask >> bit & 1 == 1).map(|bit| PEOPLE[bit]).collect())
        .collect();
    sets.sort_by_key(Vec::len);
    let mut smallest = [0; 2];
    for set in &sets {
        for (smallest, met) in smallest.iter_mut().zip(met(set)) {
            if *smallest == 0 && met.iter().filter(|met| !**met).count() > 2 {
                *smallest = set.len();
            }
        }
    }
    let loaded = loaded(DESK, &[]);
    for (staffing, smallest) in smallest.into_iter().enumerate() {
        let mut question = question(&loaded, staffing, 6);
        question.service = true;
        let results = played(&question);
        let factor =
            results.records.iter().find(|record| record.metric == "bus_factor_service").expect("a record");
        assert!(factor.status != Status::Undefined, "{factor:?}");
        assert_eq!(factor.mean, Some(f64::from(u32::try_from(smallest).expect("few"))), "{staffing}");
        assert!(factor.lower <= factor.mean);
    }
    // Three of four equal accounts are more than half; without owners three people gone are one for all.
    assert_eq!(smallest[0], 3);
    assert!(smallest[1] >= 3, "{smallest:?}");
}

/// The first to answer is the owner, and anybody else takes so many times as long; a group for each account.
fn slow_cover(factor: f64) -> String {
    let one = |name: &str| {
        format!(
            "[groups.{name}]\naccounts = [\"{name}\"]\nrequests_per_day = {{ phone = 6 }}\nvalue = 100\n\
             handle_time = {{ phone = \"2m\" }}\n"
        )
    };
    let (before, rest) = DESK.split_once("[groups.a]").expect("a group");
    let (_, after) = rest.split_once("[rosters.here.people.anna]").expect("people");
    let (kept, _) = after.split_once("[staffings.owners]").expect("staffings");
    let groups: String = ["a", "b", "c", "d"].map(one).concat();
    let kept = kept.replace(
        "agents = 4",
        &format!("agents = 4\nhandle_time_factor = {factor}\nowner_factor = {}", 1.0 / factor),
    );
    format!(
        "{before}{groups}[rosters.here.people.anna]{}[staffings.cover]\nladder = [\"owner\", {{ to = \"anyone\", after = \"0s\" }}]\n\
         portfolio = {{ anna = [\"a\"], bert = [\"b\"], cleo = [\"c\"], dora = [\"d\"] }}\n",
        kept.replace("at_least = 0.6", "at_least = 0.05")
    )
}

/// Mean handle time of the accounts when these people are away.
fn handle_times(text: &str, gone: &[&str]) -> [f64; 4] {
    let away: Vec<String> = gone.iter().map(|one| format!("\"{one}\"")).collect();
    let loaded = loaded(text, &[format!("rosters.here.unfilled=[{}]", away.join(","))]);
    let question = compare::Question::of(Setting { loaded: &loaded, seed: 7, replications: 6, threads: 0 });
    let results = compare::run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted");
    ["a", "b", "c", "d"].map(|group| {
        let scope = format!("channel=phone;group={group}");
        results.figure("cover", &scope, "handle_time").and_then(|record| record.mean).expect("a time")
    })
}

/// All contacts are the same work: who takes a tenth longer is seen in the mean handle time of the scenario with the
/// seats unfilled, set of people by set.
#[test]
fn a_slow_cover_lets_accounts_down() {
    for factor in [1.25, 1.05] {
        let cover = slow_cover(factor);
        let with = handle_times(&cover, &[]);
        let mut smallest = None;
        for size in 1..=3 {
            for mask in (1..16_u32).filter(|mask| mask.count_ones() == size) {
                let gone: Vec<&str> =
                    (0..4).filter(|bit| mask >> bit & 1 == 1).map(|bit| PEOPLE[bit]).collect();
                let without = handle_times(&cover, &gone);
                let slower = without.iter().zip(&with).filter(|(now, was)| **now >= 1.1 * **was).count();
                if slower > 2 && smallest.is_none() {
                    smallest = Some((f64::from(size), slower as f64 / 4.0));
                }
            }
        }
        let loaded = loaded(&cover, &[]);
        let mut question = question(&loaded, 0, 6);
        question.service = true;
        let results = played(&question);
        let find =
            |metric: &str| results.records.iter().find(|record| record.metric == metric).expect("a record");
        let (people, share) = smallest.unzip();
        if factor > 1.1 {
            assert_eq!(find("bus_factor_service").mean, people, "{factor}");
            assert_eq!(find("value_slower").mean, share, "{factor}");
            assert!(people.is_some());
        } else {
            // Nobody takes a tenth longer: what is lost is lost because nobody answers in time, or at all.
            assert_eq!(smallest, None);
            assert_eq!(find("value_slower").mean, Some(0.0));
        }
    }
}

/// Without their owners accounts have only their long mail answered: handle times rise, and nobody is slower.
#[test]
fn longer_contacts_are_no_slower_people() {
    let text = DESK
        .replace("[groups.a]", "[channels.post]\nkind = \"deferrable\"\ngoal_time = \"8h\"\n[groups.a]")
        .replace("phone = 24 }", "phone = 24, post = 2 }")
        .replace("phone = \"2m\" }", "phone = \"2m\", post = \"20m\" }")
        .replace("[shifts.day]", "[rosters.here.people.emma]\n[shifts.day]")
        .replace(
            "[goals.phone]",
            "[teams.mail]\nroster = \"here\"\nshifts = [\"day\"]\nagents = 1\n[goals.phone]",
        )
        .replace(
            "[staffings.flow]",
            "[[staffings.owners.ladders]]\nchannels = [\"post\"]\nladder = [\"team:mail\"]\n[staffings.flow]",
        );
    let loaded = loaded(&text, &[]);
    let mut question = question(&loaded, 0, 6);
    question.service = true;
    let results = played(&question);
    let find =
        |metric: &str| results.records.iter().find(|record| record.metric == metric).expect("a record");
    assert_eq!(find("bus_factor_service").mean, Some(3.0));
    assert_eq!(find("value_missing_service").mean, Some(0.75));
    assert_eq!(find("value_slower").mean, Some(0.0));
    let anna = super::without(&results, "agent=anna", "handle_time");
    assert!(anna.difference > Some(20.0), "{anna:?}");
}
