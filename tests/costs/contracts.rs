//! Prices under every kind of contract, redone by hand from what is printed.

use super::{DESK, compared, mean, near};
use portflow::report::details::{By, details};
use portflow::report::style::Style;
use portflow::study::record::Results;

const CONTRACTS: &str = r#"
[goals.always]
metric = "answered_within"
channel = "phone"
within = "1h"
at_least = 0.01

[goals.never]
metric = "answered_within"
channel = "phone"
within = "20s"
at_least = 1.0

[contracts.own]
unit = "own staff"

[contracts.paid]
unit = "hour"
price = 20

[contracts.planned]
unit = "hour"
hour = "planned"
price = 20

[contracts.worked]
unit = "hour"
hour = "worked"
price = 20

[contracts.productive]
unit = "hour"
hour = "productive"
price = 20

[contracts.handled]
unit = "hour"
hour = "handled"
price = 20

[contracts.contact]
unit = "contact"
tiers = [{ to = 3000, price = 2.5 }, { to = 4000, price = 2.2 }, { price = 2.0 }]

[contracts.least]
unit = "contact"
price = 2.0
minimum = 50000

[contracts.resolved]
unit = "resolved request"
price = 3.0

[contracts.fte]
unit = "FTE and month"
price = 4200

[contracts.strict]
unit = "hour"
price = 20
service = [{ goal = "never", penalty = 0.05, bonus = 0.5 }, { goal = "always", penalty = 0.5, bonus = 0.02 }]
"#;

fn priced() -> Results {
    let desk = DESK.replace(
        "cv = 1.0 } } }",
        "cv = 1.0 } } }\nfollow_up = { share = 0.2, delay = { exponential = { mean = \"2h\" } } }",
    );
    compared(&format!("{desk}{CONTRACTS}"), &["staffings.both.goals.always.within=2h"])
}

#[test]
fn every_price_by_hand() {
    let results = priced();
    let days = results.provenance.days as f64;
    for staffing in ["both", "abroad"] {
        let all = |metric: &str| mean(&results, staffing, "all", metric);
        let under =
            |contract: &str, metric: &str| mean(&results, staffing, &format!("contract={contract}"), metric);
        let months = all("months_counted");
        let weeks = days / 7.0;
        let over = all("overtime_hours");
        let productive = weeks * 24.0 * 7.0 * all("scheduled_agents");
        let volumes = [
            ("paid", weeks * (all("paid_hours") + over), 20.0),
            ("planned", weeks * (all("planned_hours") + over), 20.0),
            ("worked", weeks * (all("worked_hours") + over), 20.0),
            ("productive", productive, 20.0),
            ("handled", productive - weeks * all("idle_hours"), 20.0),
            ("fte", all("fte") * months, 4_200.0),
            ("least", 50_000.0 * months, 2.0),
        ];
        let mut before = f64::INFINITY;
        for (contract, volume, price) in volumes {
            near(under(contract, "billed_volume"), volume, contract);
            near(under(contract, "price_paid"), volume * price, contract);
            if ["paid", "planned", "worked"].contains(&contract) {
                assert!(volume <= before, "{contract}: each kind of hour is part of the one before");
                before = volume;
            }
        }
        // All futures have between 4,000 and 50,000 contacts a month, so that the mean has, too.
        let answered = all("answered_per_day") * days;
        assert!(answered > 4_400.0 * months, "{answered} in {months}");
        let tiered = months * (3_000.0 * 2.5 + 1_000.0 * 2.2) + (answered - 4_000.0 * months) * 2.0;
        near(under("contact", "price_paid"), tiered, "tiers");
        // A fifth of the answered come back, most of them within the run.
        let resolved = under("resolved", "billed_volume");
        assert!(resolved < 0.84 * answered && resolved > 0.76 * answered, "{resolved} of {answered}");
        near(under("resolved", "price_paid"), 3.0 * resolved, "resolved");
        // One month (5 to 27 January): one goal always missed, the other always surpassed.
        near(under("strict", "service_adjustment"), -0.03 * under("paid", "price_paid"), "penalty and bonus");
        near(under("strict", "price_paid"), 0.97 * under("paid", "price_paid"), "strict");
        near(under("own", "price_paid"), all("cost_production"), "own staff");
        near(under("own", "margin"), 0.0, "own staff");
        for contract in ["paid", "contact", "strict", "fte"] {
            let price = under(contract, "price_paid");
            near(under(contract, "margin"), price - all("cost_production"), contract);
            near(under(contract, "price_per_month"), price / months, contract);
            near(under(contract, "margin_per_month"), under(contract, "margin") / months, contract);
            near(under(contract, "price_per_request"), price / (all("requests_per_day") * days), contract);
        }
    }
}

/// Six people of 8 paid hours on 20 working days of January (from the 5th), 10 of February (two weeks of holidays), 12 of
/// March (up to the 17th); nobody is ever late: the last contact ends two hours before the shift.
const MONTHS: &str = r#"
[run]
start = "2026-01-05"
count = "calendar days"
days = 72
replications = 3
[opening]
mon-fri = "08:00-14:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[groups.clients]
accounts = 10
requests_per_day = { phone = 100 }
handle_time = { phone = "5m" }
[sites.lyon]
hourly_cost = 30
full_time_hours = 40
holidays = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27"]
[shifts.day]
hours = "08:00-16:00"
days = "mon-fri"
[teams.home]
shifts = ["day"]
agents = 6
[staffings.home]
ladder = ["anyone"]
[goals.never]
metric = "answered_within"
channel = "phone"
within = "1s"
at_least = 1.0
[contracts.run]
unit = "hour"
price = 20
minimum = 800
[contracts.month]
unit = "hour"
price = 20
minimum = 800
period = "month"
service = [{ goal = "never", penalty = 0.05 }]
[contracts.penalty]
unit = "hour"
price = 20
period = "month"
service = [{ goal = "never", penalty = 0.05 }]
[contracts.penalty_run]
unit = "hour"
price = 20
service = [{ goal = "never", penalty = 0.05 }]
[contracts.people]
unit = "FTE and month"
price = 4000
period = "month"
[contracts.tiers]
unit = "hour"
tiers = [{ to = 1000, price = 20 }, { price = 15 }]
period = "month"
[contracts.fte]
unit = "FTE and month"
price = 4000
minimum = 5
period = "month"
[contracts.contact]
unit = "contact"
tiers = [{ to = 1, price = 2 }, { price = 2 }]
period = "month"
[contracts.contact_run]
unit = "contact"
price = 2
[contracts.resolved]
unit = "resolved request"
minimum = 0
price = 3
period = "month"
[contracts.resolved_run]
unit = "resolved request"
price = 3
[contracts.handled]
unit = "hour"
hour = "handled"
minimum = 0
price = 20
period = "month"
[contracts.handled_run]
unit = "hour"
hour = "handled"
price = 20
"#;

#[test]
fn calendar_months_by_hand() {
    let results = compared(MONTHS, &[]);
    let under =
        |contract: &str, metric: &str| mean(&results, "home", &format!("contract={contract}"), metric);
    let (january, february, march) = (20.0 * 48.0, 10.0 * 48.0, 12.0 * 48.0);
    let (first, last) = (27.0 / 31.0, 17.0 / 31.0);
    // 72 days are 2.3655 months: 852 hours in the mean month, above the minimum; February alone is below it.
    near(under("run", "price_paid"), 20.0 * (january + february + march), "the mean month");
    let billed = january + 800.0 + march;
    near(under("month", "billed_volume"), billed, "February is made up to 800");
    // The goal is asked of a month's contacts, and missed in each of them.
    near(under("month", "service_adjustment"), -0.05 * 20.0 * billed, "5 % of each month's own price");
    near(under("month", "price_paid"), 0.95 * 20.0 * billed, "less the penalty");
    let tiered = |hours: f64, share: f64| share * (20_000.0 + 15.0 * (hours / share - 1_000.0));
    let paid = tiered(january, first) + 20.0 * february + tiered(march, last);
    near(under("tiers", "price_paid"), paid, "1,102 and 1,050 hours to the month reach the second tier");
    // Hours a week ÷ 40, of the share of the month; at least five in each.
    let fte = |hours: f64, days: f64| hours / (days / 7.0) / 40.0;
    let people = first * fte(january, 27.0) + 5.0 + last * fte(march, 17.0);
    near(under("fte", "price_paid"), 4_000.0 * people, "full-time equivalents");
    // Without a minimum the month has its say, too, in the share that is taken off, and in months of different length.
    near(under("penalty", "service_adjustment"), -0.05 * 20.0 * (january + february + march), "each missed");
    let unmade = first * fte(january, 27.0) + fte(february, 28.0) + last * fte(march, 17.0);
    near(under("people", "price_paid"), 4_000.0 * unmade, "full-time equivalents as they are");
    // What has one price at any volume is the same by the month and over the run.
    for contract in ["contact", "resolved", "handled"] {
        let run = under(&format!("{contract}_run"), "price_paid");
        assert!(run > 0.0);
        near(under(contract, "price_paid"), run, contract);
    }
    let told = |path: &str| results.assumptions.iter().any(|one| one.path == path);
    assert!(told("contracts.run.period") && !told("contracts.month.period"), "the default is told");
}

#[test]
fn the_matrix_fits_80_columns() {
    let text = details(&priced(), By::Contract, Style::default());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for words in ["Price per month by contract (EUR)", "strict", "abroad", "margin per"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}
