//! What sites cost and what contracts pay.

use super::Mistake;

pub(super) const MISTAKES: &[Mistake] = &[
    // What sites cost.
    (
        "hourly_cost = 30",
        "hourly_cost = 30\nsupervisors = { span = 0, cost_per_month = 4000 }",
        &["desk.toml:23:24: `span` should be at least 1, not 0 | write a whole number from 1 to 10000"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\npremiums = [{ days = \"sunny\", hours = \"late\", share = 0.5 }]",
        &[
            "desk.toml:23:22: `sunny` names no weekday | write mon, tue, … sun, or a range such as mon-fri",
            r#"desk.toml:23:39: expected hours such as "08:00-18:00", not "late" | write both times with hours and minutes"#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\ncapital = [{ name = \"seats\" }]",
        &["desk.toml:23:12: this capital line of site `here` has no amount | give `amount`, or `per_seat`"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\ncapital = [{ amount = 1000, amortise = \"3 years\" }, { amount = 1, amortise = \"0y\" }]",
        &[
            r#"desk.toml:23:40: `amortise`: `3 years` is no number of years, months or days: expected such as "3y" or "18mo" | write it as "3y" or "18mo""#,
            r#"desk.toml:23:78: `amortise`: `0y` has no length: it must be above 0 | write it as "3y" or "18mo""#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\ngovernance = { shar = 0.05 }\ntravel = { people = 2 }",
        &[
            "desk.toml:23:16: there is no key `shar` here | did you mean `share`?",
            "desk.toml:24:1: `travel` lacks `visits_per_year` | visits_per_year: Visits a year.",
            "desk.toml:24:1: `travel` lacks `trip` | trip: Cost of one person's trip.",
        ],
    ),
    (
        "[opening]",
        "[money]\nhorizon = 3\ndiscount = 6\n[opening]",
        &[
            r#"desk.toml:8:11: `horizon` should be a number of years or months | write it as "3y" or "3mo""#,
            "desk.toml:9:12: `discount` should be at most 1, not 6 | write discount = 0.06 for 6 %",
        ],
    ),
    // Contracts.
    (
        "[goals.phone]",
        "[contracts.far]\nunit = \"contact\"\ntiers = [{ to = 100, price = 3 }, { from = 50, to = 200, price = 2 }, { from = 300, to = 300, price = 1 }]\n[goals.phone]",
        &[
            "desk.toml:40:35: tiers of contract `far` overlap: one reaches up to 100, the next begins at 50 | let each tier begin where the one before ends: give `to` alone",
            "desk.toml:40:71: between 200 and 300 contract `far` has no price | let the tiers before reach up to here",
            "desk.toml:40:71: this tier of contract `far` ends before it begins | `to` lies above `from`",
            "desk.toml:40:9: above 300 contract `far` has no price | leave out the last `to`",
        ],
    ),
    (
        "[goals.phone]",
        "[contracts.far]\nunit = \"our\"\n[goals.phone]",
        &["desk.toml:39:8: `unit` cannot be `our` | did you mean `hour`?"],
    ),
    (
        "[goals.phone]",
        "[contracts.far]\nunit = \"own staff\"\nprice = 3\nhour = \"paid\"\nservice = [{ goal = \"fone\", penalty = 0.1 }, { goal = \"phone\", bonus = 0.1, bonus_at = 0.5 }, { goal = \"phone\", bonus_at = 0.9 }, { goal = \"phone\" }]\n[contracts.near]\nunit = \"hour\"\n[goals.phone]",
        &[
            r#"desk.toml:41:8: contract `far` has no price per hour | leave it out, or write unit = "hour""#,
            "desk.toml:40:9: contract `far` is of own staff: it costs what it costs | leave it out",
            "desk.toml:42:11: contract `far` is of own staff: it costs what it costs | leave it out",
            "desk.toml:42:21: there is no goal `fone` | there is phone",
            "desk.toml:42:88: a bonus at 0.5 asks for less than goal `phone` itself | ask for more than the goal",
            "desk.toml:42:124: nothing is put on the price at 0.9: there is no `bonus` | say which share of the month's price it is, bonus = 0.02, or leave `bonus_at` out",
            "desk.toml:42:131: goal `phone` does nothing to the price of contract `far` | say what it takes off or puts on: penalty = 0.05, bonus = 0.02 (shares of the month's price)",
            "desk.toml:43:1: contract `near` has no price | price = 30, or tiers = [{ to = 1000, price = 30 }, { price = 28 }]",
        ],
    ),
];
