//! Accounts that change hands within a run: nothing moves where nothing changes, hand-overs by hand, and what sharing out is for.

use portflow::model::{Holding, Model};
use portflow::random::Streams;
use portflow::scenario::load_text;
use portflow::study::record::Results;
use portflow::workforce::handover::Passed;
use portflow::workforce::tenure::Tenures;

use super::{compared, record};

/// A desk whose people often leave.
fn desk(more: &str) -> String {
    format!(
        r#"
measured_under = "expert"
[run]
start = "2026-01-05"
days = 40
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = {{ exponential = {{ mean = "3m" }} }}
[channels.email]
kind = "deferrable"
in_time = "4h"
[groups.clients]
accounts = 30
sectors = 3
requests_per_day = {{ phone = 120, email = 40 }}
spread = {{ lognormal = {{ cv = 1.0 }} }}
handle_time = {{ phone = "6m", email = "8m" }}
[sites.lyon]
hourly_cost = 30
[rosters.lyon.turnover]
leavers_per_year = 2
vacancy = "20d"
training = "10d"
tenure = "long"
SUCCESSION
[shifts.day]
hours = "08:00-18:00"
[teams.desk]
shifts = ["day"]
agents = 6
[knowledge]
effect = 0.5
[staffings.owned]
ladder = ["owner", {{ to = "deputy", after = "30s" }}, {{ to = "anyone", after = "2m" }}]
{more}
"#
    )
}

fn seat(more: &str) -> String {
    desk(more).replace("SUCCESSION", "")
}

fn told(results: &Results) -> String {
    format!("{:?} {:?}", results.records, results.cautions)
}

#[test]
fn portfolios_cut_as_they_were_move_no_byte() {
    let before = compared(&seat(""), 4);
    let same =
        "[staffings.owned.reorganisation]\non = \"2026-01-20\"\nportfolio = \"balanced\"\noverlap = \"21d\"";
    assert_eq!(told(&before), told(&compared(&seat(same), 4)));
    let other = same.replace("balanced", "sector");
    assert_ne!(told(&before), told(&compared(&seat(&other), 4)));
}

#[test]
fn who_shares_accounts_out_leaves_fewer_without_an_owner() {
    let absent =
        |text: &str| record(&compared(text, 8), "owned", "owner_absent", "all").mean.expect("a share");
    let (seat, shared) =
        (absent(&seat("")), absent(&desk("").replace("SUCCESSION", "succession = \"shared\"")));
    let said = absent(&desk("").replace("SUCCESSION", "succession = \"seat\""));
    assert!((seat - said).abs() < 1e-15, "the seat is the default: {seat} {said}");
    // Nobody is ill or on leave: who is absent has left, or is not yet trained.
    assert!(seat > 0.05 && shared < 0.2 * seat, "{seat} with the seat, {shared} shared out");
}

/// Five accounts of known work: a and b of anna, c of bob, d of carl, e of nobody who matters here.
fn small(anna: &str, more: &str) -> Model {
    let group = |name: &str, rate: u32| {
        format!(
            "[groups.{name}]\naccounts = [\"{name}\"]\nrequests_per_day = {{ phone = {rate} }}\n\
             handle_time = {{ phone = \"5m\" }}\n"
        )
    };
    let groups: String =
        [("a", 5), ("b", 3), ("c", 4), ("d", 1)].map(|(name, rate)| group(name, rate)).concat();
    let text = format!(
        r#"
[run]
start = "2026-01-05"
days = 60
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
{groups}
[rosters.here.people]
anna = {{ {anna} }}
bob = {{}}
carl = {{}}
[rosters.here.turnover]
leavers_per_year = 0
overlap = "14d"
tenure = "long"
{more}
[shifts.day]
hours = "08:00-18:00"
[teams.desk]
roster = "here"
shifts = ["day"]
agents = 3
[staffings.owned]
ladder = ["owner"]
portfolio = {{ anna = ["a", "b"], bob = ["c"], carl = ["d"] }}
"#
    );
    let loaded = load_text("test.toml", &text, &[], &|_| Err(String::new()));
    loaded.unwrap_or_else(|rejected| panic!("{}", rejected.text(false))).model
}

/// Whose accounts a, b, c, d are after anna leaves on day 30, and what is passed on.
fn after_anna(model: &mut Model) -> Option<(Vec<Vec<u32>>, Vec<Passed>)> {
    model.staffings[0].agents[0].leaves = Some(30);
    let tenures = Tenures::draw(model, 0, &Streams::new(1, 0));
    for day in (0..60).filter(|day| *day != 30) {
        assert!(tenures.hand_over_on(day).is_none(), "day {day}");
    }
    let hand_over = tenures.hand_over_on(30)?;
    let mut holding = Holding::of(&model.staffings[0]);
    holding.change(&hand_over.changed);
    let owners = (0..4).map(|account| holding.portfolio.owners.row(account).to_vec());
    Some((owners.collect(), hand_over.passed.clone()))
}

#[test]
fn hand_overs_by_hand() {
    assert!(after_anna(&mut small("", "")).is_none(), "the seat keeps them");
    // The heavier account a goes to carl (1 + 5 < 4 + 5), then b to bob (4 + 3 < 6 + 3).
    let (owners, passed) = after_anna(&mut small("", "succession = \"shared\"")).expect("shared out");
    assert_eq!(owners, [[2], [1], [1], [2]]);
    let told: Vec<(u32, u32, u32)> = passed.iter().map(|one| (one.account, one.from, one.to)).collect();
    assert_eq!(told, [(0, 0, 2), (1, 0, 1)]);
    assert!(passed.iter().all(|one| one.leaves && (one.overlap_weeks - 2.0).abs() < 1e-12));
    // A named successor goes before the roster's rule.
    let mut named = small("successor = \"bob\"", "succession = \"shared\"");
    assert_eq!(after_anna(&mut named).expect("bob has them").0, [[1], [1], [1], [2]]);
    // Bob's seat is empty on that day, and he has no successor: the accounts stay with anna's seat.
    named.staffings[0].agents[1].unfilled = Some(20..40);
    assert!(after_anna(&mut named).is_none());
}
