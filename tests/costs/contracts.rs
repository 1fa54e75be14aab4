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

#[test]
fn the_matrix_fits_80_columns() {
    let text = details(&priced(), By::Contract, Style::default());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for words in ["Price per month by contract (EUR)", "strict", "abroad", "margin per"] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}
