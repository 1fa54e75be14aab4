//! Every line from its quantity and its price, and the sums of lines, sites and teams.

use super::{DESK, compared, mean, near};
use portflow::math::{ln, pow};
use portflow::report::data;
use portflow::report::details::{By, details};
use portflow::report::style::Style;
use portflow::study::record::Results;

const LINES: [&str; 15] = [
    "wages",
    "overtime",
    "premiums",
    "supervisors",
    "tooling",
    "capital",
    "recruiting",
    "training",
    "vacancies",
    "travel",
    "admission",
    "fixed",
    "transition",
    "programme",
    "governance",
];

/// What a site's line comes to, from quantities and unit costs alone.
fn by_hand(results: &Results, staffing: &str, site: &str, line: &str) -> f64 {
    let figure = |metric: &str| mean(results, staffing, &format!("site={site}"), metric);
    let price = |line: &str| mean(results, "", &format!("site={site};line={line}"), "unit_cost");
    let weeks = results.provenance.days as f64 / 7.0;
    let months = mean(results, staffing, "all", "months_counted");
    match line {
        "wages" => weeks * figure("paid_hours") * price(line),
        "overtime" => weeks * figure("overtime_hours") * price(line),
        "premiums" => weeks * figure("premium_hours") * price(line),
        "supervisors" => figure("supervisors") * months * price(line),
        "tooling" => figure("agents") * months * price(line),
        "capital" => price("capital") + figure("agents") * price("capital_per_seat"),
        "recruiting" | "training" => figure("costed_hires") * price(line),
        "vacancies" => figure("vacant_days") * price(line),
        "travel" => figure("trips") * price(line),
        "admission" => figure("admission_days") * price(line),
        "fixed" => figure("site_months") * price(line),
        // This desk has none; transition.rs redoes them.
        "transition" | "programme" => 0.0,
        "governance" => {
            let others: f64 = LINES[..14].iter().map(|line| by_hand(results, staffing, site, line)).sum();
            price("governance_share") * others + figure("site_months") * price(line)
        }
        _ => unreachable!("{line}"),
    }
}

#[test]
fn a_bill_can_be_redone_from_the_printed_records() {
    // Through the file, as whoever reads it would.
    let results = data::read_json(&data::json(&compared(DESK, &[]))).expect("a document");
    let mut seen = 0;
    for (staffing, sites) in [("both", &["lyon", "tunis"][..]), ("abroad", &["tunis"])] {
        let mut total = 0.0;
        for site in sites {
            let scope = format!("site={site}");
            let mut sum = 0.0;
            for line in LINES {
                let printed = mean(&results, staffing, &scope, &format!("cost_{line}"));
                near(by_hand(&results, staffing, site, line), printed, &format!("{staffing} {site} {line}"));
                seen += u32::from(printed > 0.0);
                sum += printed;
            }
            near(sum, mean(&results, staffing, &scope, "cost_production"), &scope);
            total += sum;
        }
        let of_all = |metric: &str| mean(&results, staffing, "all", metric);
        near(total, of_all("cost_production"), staffing);
        for line in LINES {
            let parts: f64 = sites
                .iter()
                .map(|site| mean(&results, staffing, &format!("site={site}"), &format!("cost_{line}")))
                .sum();
            near(parts, of_all(&format!("cost_{line}")), line);
        }
        near(of_all("cost_per_month"), total / of_all("months_counted"), "per month");
        near(of_all("cost_per_year"), 12.0 * total / of_all("months_counted"), "per year");
        near(of_all("months_counted"), results.provenance.days as f64 / (365.25 / 12.0), "divisor");
        let idle = of_all("cost_idle_usable") + of_all("cost_idle_crumbs");
        near(idle / of_all("months_counted"), of_all("idle_cost_per_month"), "idle");
    }
    assert!(seen > 20, "{seen} lines are more than nothing");
}

#[test]
fn teams_add_up_to_their_site() {
    let results = compared(DESK, &[]);
    for metric in
        ["cost_production", "cost_supervisors", "cost_travel", "cost_governance", "supervisors", "trips"]
    {
        let of = |scope: &str| mean(&results, "both", scope, metric);
        near(of("team=far") + of("team=far_late"), of("site=tunis"), metric);
    }
}

/// What can be said beforehand, from the file.
#[test]
fn quantities_are_what_the_file_says() {
    let results = compared(DESK, &[]);
    let both = |scope: &str, metric: &str| mean(&results, "both", scope, metric);
    // Six people at 5 a supervisor, seven at 12.
    near(both("site=lyon", "supervisors"), 2.0, "lyon");
    near(both("site=tunis", "supervisors"), 1.0, "tunis");
    // Days on which the desk is open are Monday to Saturday: 20 of them from Monday 5 January are 5 to 10, 12 to 17,
    // 19 to 24 and 26, 27 January.
    let days = results.provenance.days as f64;
    near(days, 23.0, "days");
    near(both("site=tunis", "trips"), 8.0 * days / 365.25, "trips");
    // Lyon: three people in each shift. Late ones have from 18:00 to 20:00 less half an hour of break, on 17 weekdays;
    // early ones seven paid hours on three Saturdays.
    let premium = 3.0 * 17.0 * 1.5 * 0.10 + 3.0 * 3.0 * 7.0 * 0.25;
    near(both("site=lyon", "premium_hours"), premium * 7.0 / days, "premiums");
    // Seven seats: ν ÷ (1 + νV) hires a year each are expected; the deviation counts for 23 days in 365.25.
    let expected = 7.0 * 0.5 / (1.0 + 0.5 * 34.0 / 365.25) * days / 365.25;
    let simulated = both("site=tunis", "hires_per_year") * days / 365.25;
    let costed = expected + days / 365.25 * (simulated - expected);
    assert!((both("site=tunis", "costed_hires") - costed).abs() < 1e-5, "hires, in millionths");
    // Opened half a year before: 23 of 1,095.75 days, by an annuity at 6 %.
    let force = ln(1.06);
    let spread = (1.0 - pow(1.06, -3.0)) / force;
    let capital = (24_000.0 + 7.0 * 900.0) * days / 365.25 / spread;
    near(both("site=tunis", "cost_capital"), capital, "capital");
    // The present value by hand: what runs for three years; capital charged until mid 2028, two and a half of them.
    let value = |years: f64| (1.0 - pow(1.06, -years)) / force;
    let running = both("site=tunis", "cost_production") - 1.05 * capital;
    let left = 3.0 - 188.0 / 365.25;
    let known = running / (days / 365.25) * spread + 1.05 * (24_000.0 + 6_300.0) * value(left) / spread;
    near(both("site=tunis", "present_value"), known, "present value");
}

/// A desk that pays for hours only has the records it always had.
#[test]
fn without_lines_nothing_moves() {
    let plain: String = {
        let mut table = String::new();
        let is_cost = |line: &str, table: &str| {
            let key = line.split('=').next().unwrap_or("").trim();
            table == "[money]" && !line.starts_with('[')
                || table.starts_with("[sites.")
                    && !["hourly_cost", "overtime", "utc_offset", ""].contains(&key)
                    && !line.starts_with('[')
        };
        let keep = |line: &&str| {
            if line.starts_with('[') {
                table = (*line).to_owned();
            }
            !is_cost(line, &table)
        };
        DESK.lines().filter(keep).collect::<Vec<_>>().join("\n")
    };
    let plain = compared(&plain, &[]);
    let priced = compared(DESK, &[]);
    assert!(plain.records.iter().all(|record| !record.metric.starts_with("cost_wages")));
    // All other figures are the same with lines of cost as without.
    let mut same = 0;
    for record in &plain.records {
        if record.metric.starts_with("cost_") {
            continue;
        }
        let found = priced.records.iter().find(|other| {
            (&other.staffing, &other.scope, &other.interval, &other.metric, &other.at.map(f64::to_bits))
                == (
                    &record.staffing,
                    &record.scope,
                    &record.interval,
                    &record.metric,
                    &record.at.map(f64::to_bits),
                )
        });
        assert_eq!(found, Some(record));
        same += 1;
    }
    assert!(same > 100);
    // And without lines the cost of production is wages and overtime.
    let of = |results: &Results, metric: &str| mean(results, "both", "all", metric);
    near(of(&plain, "cost_production"), of(&priced, "cost_wages") + of(&priced, "cost_overtime"), "hours");
}

/// `docs/cost.md` shows the bill as it is printed.
#[test]
fn the_manual_shows_this_bill() {
    let text = details(&compared(DESK, &[]), By::Cost, Style::default());
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let from = text.find("abroad, by cost").expect("a bill of the distant site");
    let bill: Vec<&str> = text[from..].lines().take_while(|line| !line.starts_with("Amount")).collect();
    let manual = include_str!("../../docs/cost.md");
    assert!(manual.contains(&bill.join("\n")), "{}", bill.join("\n"));
}
