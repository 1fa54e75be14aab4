//! An invented document for the tests of this room: six staffings, two channels, three goals, some
//! verdicts undecided and some figures missing.
//!
//! In: figures and their half widths as a list. Out: [`Results`] as a comparison might make them. Must not know: how
//! records are shown.

use std::collections::BTreeMap;

use crate::metrics::catalogue::Unit;
use crate::study::record::{
    Assumption, Caution, Goal, Provenance, Record, Results, SCHEMA_VERSION, Status, Verdict,
};

const STAFFINGS: [&str; 6] = ["dedicated", "dedicated with deputy", "hybrid", "team", "flow", "mix"];

/// The invented figures: metric, scope, unit, means of the six staffings, half width, half width of
/// the difference, margin that matters, and which way is better.
const ROWS: &str = "\
agents all agents 24 24 24 24 24 24 0 0 0 less
fte all fte 22.4 22.4 22.4 22.4 22.4 22.4 0 0 0 less
cost_per_month all EUR 118400 118420 118150 117900 117310 117820 320 210 590 less
cost_per_request all EUR 3.756 3.749 3.741 3.733 3.722 3.73 0.011 0.008 0.019 less
idle_cost_per_month all EUR 31200 30900 29400 29100 28300 28800 290 180 150 less
months_counted all months 2 2 2 2 2 2 0 0 1 more
cost_wages all EUR 200000 200000 200000 200000 200000 200000 300 200 590 less
cost_supervisors all EUR 20000 20000 20000 20000 18000 18000 0 0 590 less
cost_travel all EUR 16800 16840 16300 15800 16620 17640 0 0 590 less
service_level channel=phone share 0.412 0.437 0.761 0.802 0.874 0.823 0.004 0.0035 0.005 more
service_level channel=email share 0.931 0.936 0.955 0.949 0.962 0.957 0.003 0.0065 0.005 more
service_level_worst_account channel=phone share 0.121 0.162 0.583 0.664 0.792 0.604 0.014 0.015 0.005 more
service_level_p5_accounts channel=phone share 0.214 0.253 0.642 0.721 0.831 0.688 0.009 0.009 0.005 more
service_level_worst_account channel=email share 0.62 0.66 0.81 0.78 0.83 0.8 0.02 0.02 0.005 more
service_level_p5_accounts channel=email share 0.81 0.82 0.9 0.89 0.91 0.9 0.008 0.008 0.005 more
abandoned_per_week all contacts 1204 1181 310 241 122 214 12 25 10 less
abandoned_per_week channel=phone contacts 1204 1181 310 241 122 214 12 25 10 less
abandonment channel=phone share 0.219 0.214 0.056 0.044 0.022 0.039 0.002 0.0045 0.005 less
mean_wait channel=phone seconds 71.3 68.9 14.2 11.8 6.4 10.4 0.7 2.5 1 less
wait_p90 channel=phone seconds 189 186 41 36 24 33 1.3 1 1 less
owner_share all share 0.702 0.691 0.561 0.242 0.043 0.214 0.003 0.002 0.01 more
owner_absent all share 0.312 0.312 0.312 0.312 0.312 0.312 0.002 0 0.01 less
occupancy all share 0.736 0.739 0.751 0.753 0.759 0.755 0.002 0.001 0.005 more
contacts_per_request all contacts 1.212 1.209 1.071 1.058 1.033 1.052 0.002 0.002 0.01 less";

/// Weeks around a departure: the first staffing loses 8 points for ten weeks, the last one nothing.
fn departures(records: &mut Vec<Record>) {
    for (staffing, fall) in [(STAFFINGS[0], -0.08), (STAFFINGS[4], 0.0)] {
        for (metric, unit, level, scale) in [
            ("service_level_around_departure", "share", 0.7, 1.0),
            ("handle_time_around_departure", "seconds", 300.0, -500.0),
            ("owner_share_around_departure", "share", 0.6, 5.0),
        ] {
            for week in -3..16 {
                let change = if (0..10).contains(&week) { scale * fall } else { 0.0 };
                let half = 0.01 * level;
                let mean = level + change;
                records.push(Record {
                    staffing: staffing.into(),
                    scope: "all".into(),
                    metric: metric.into(),
                    unit: unit.into(),
                    at: Some(7.0 * f64::from(week)),
                    mean: Some(mean),
                    lower: Some(mean - half),
                    upper: Some(mean + half),
                    half_width: Some(half),
                    replications: 40,
                    baseline: staffing.into(),
                    difference: Some(change),
                    difference_lower: Some(change - half),
                    difference_upper: Some(change + half),
                    difference_half_width: Some(half),
                    ..Record::default()
                });
            }
        }
        let days = if fall < 0.0 { 70.0 } else { 0.0 };
        records.push(Record {
            staffing: staffing.into(),
            scope: "all".into(),
            metric: "days_to_recover".into(),
            unit: "days".into(),
            mean: Some(days),
            lower: Some(days),
            upper: Some(days),
            replications: 40,
            ..Record::default()
        });
    }
}

/// The document.
pub(crate) fn sample() -> Results {
    let mut records = Vec::new();
    for row in ROWS.lines() {
        add(&mut records, row);
    }
    goals(&mut records);
    intervals(&mut records);
    waits(&mut records);
    by_group(&mut records);
    lorenz(&mut records);
    familiarity(&mut records);
    departures(&mut records);
    Results {
        schema_version: SCHEMA_VERSION,
        provenance: provenance(),
        assumptions: vec![
            Assumption {
                path: "channels.phone.patience".into(),
                value: "exponential, mean 3m".into(),
                note: "how long people wait before they hang up".into(),
                sourced: false,
            },
            Assumption {
                path: "rosters.lyon.absence".into(),
                value: "6 %".into(),
                note: "people ill or otherwise away without notice".into(),
                sourced: false,
            },
            Assumption {
                path: "ownership".into(),
                value: "1.0".into(),
                note: "an owner is neither faster nor slower than anybody else".into(),
                sourced: true,
            },
        ],
        records,
        cautions: vec![Caution {
            code: "overload".into(),
            staffing: Some("dedicated".into()),
            message: "3 of 24 owners have more work than hours, so their backlog grows.".into(),
            remedy: "Cut portfolios again with `rule = \"balanced\"`, or add an owner.".into(),
        }],
    }
}

/// Knowledge spread over ten people, more evenly with each staffing.
fn lorenz(records: &mut Vec<Record>) {
    for (place, staffing) in STAFFINGS.iter().enumerate() {
        for tenth in 1..=10 {
            let people = f64::from(tenth) / 10.0;
            let share = people.powi(7 - place as i32);
            records.push(Record {
                staffing: (*staffing).into(),
                scope: "all".into(),
                metric: "knowledge_lorenz".into(),
                unit: "share".into(),
                at: Some(people),
                mean: Some(share),
                lower: Some((share - 0.01).max(0.0)),
                upper: Some((share + 0.01).min(1.0)),
                half_width: Some(0.01),
                replications: 200,
                ..Record::default()
            });
        }
    }
}

/// Four accounts: with their owner, or with everybody.
fn familiarity(records: &mut Vec<Record>) {
    for (staffing, all) in [(STAFFINGS[0], false), (STAFFINGS[STAFFINGS.len() - 1], true)] {
        let best = if all { 0.25 } else { 0.9 };
        records.push(Record {
            staffing: staffing.into(),
            scope: "all".into(),
            metric: "known_by_best".into(),
            unit: "share".into(),
            mean: Some(best),
            lower: Some(best - 0.01),
            upper: Some(best + 0.01),
            half_width: Some(0.01),
            replications: 200,
            ..Record::default()
        });
        for (account, person) in (0..4).flat_map(|account| (1..=4).map(move |person| (account, person))) {
            let owner = account % 4 + 1 == person;
            if owner || all {
                let known = if all { 8.0 } else { 40.0 };
                records.push(Record {
                    staffing: staffing.into(),
                    scope: format!("agent=lyon-{person};account=key-{account}"),
                    metric: "known_contacts".into(),
                    unit: "contacts".into(),
                    mean: Some(known),
                    lower: Some(known - 0.5),
                    upper: Some(known + 0.5),
                    half_width: Some(0.5),
                    replications: 200,
                    ..Record::default()
                });
            }
        }
    }
}

fn provenance() -> Provenance {
    let goal = |name: &str, metric: &str, channel: &str, threshold, within, text: &str| Goal {
        name: name.into(),
        metric: metric.into(),
        channel: channel.into(),
        threshold,
        at_least: metric == "service_level",
        within,
        text: text.into(),
    };
    Provenance {
        tool: "portflow".into(),
        version: "0.1.0".into(),
        command: "compare".into(),
        scenario: "order-desk.toml".into(),
        title: "Order desk of 240 accounts".into(),
        scenario_hash: "8f3a17c20b9d44e1".into(),
        overrides: vec!["teams.lyon.agents=24".into()],
        seed: 1,
        replications: 200,
        days: 60,
        warm_up: 0,
        confidence: 0.95,
        stopped_by: "replications".into(),
        currency: "EUR".into(),
        baseline: "dedicated".into(),
        staffings: STAFFINGS.iter().map(|s| (*s).to_owned()).collect(),
        channels: vec!["phone".into(), "email".into()],
        in_time: [("phone".into(), 20.0), ("email".into(), 14_400.0)].into(),
        groups: vec!["key".into(), "north".into(), "south".into()],
        teams: vec!["lyon".into()],
        sites: vec!["lyon".into()],
        promises: BTreeMap::new(),
        goals: vec![
            goal("phone", "service_level", "phone", 0.8, Some(20.0), "80 % of phone answered within 20 s"),
            goal("email", "service_level", "email", 0.9, Some(14_400.0), "90 % of email answered within 4 h"),
            goal("abandonment", "abandonment", "phone", 0.05, None, "at most 5 % of phone abandoned"),
        ],
        headline: ["service_level", "cost_per_month", "owner_share", "abandoned_per_week", "mean_wait"]
            .map(str::to_owned)
            .to_vec(),
        ..Provenance::default()
    }
}

fn add(records: &mut Vec<Record>, row: &str) {
    let words: Vec<&str> = row.split(' ').collect();
    let [metric, scope, unit] = [words[0], words[1], words[2]];
    let numbers: Vec<f64> = words[3..12].iter().map(|word| word.parse().expect("a number")).collect();
    let [half, difference_half, margin] = [numbers[6], numbers[7], numbers[8]];
    let more = words[12] == "more";
    for (place, staffing) in STAFFINGS.iter().enumerate() {
        // What has no meaning is left out: nobody owns an account in flow.
        let missing = metric == "owner_absent" && *staffing == "flow";
        let mean = (!missing).then_some(numbers[place]);
        let mut record = plain(staffing, scope, metric, unit, mean, half);
        if missing {
            record.status = Status::Undefined;
        } else if place > 0 && difference_half > 0.0 {
            let difference = numbers[place] - numbers[0];
            let (low, high) = (difference - difference_half, difference + difference_half);
            record.baseline = STAFFINGS[0].into();
            record.difference = Some(difference);
            record.difference_lower = Some(low);
            record.difference_upper = Some(high);
            record.difference_half_width = Some(difference_half);
            record.variance_ratio = Some(3.4);
            record.verdict = Some(if low > -margin && high < margin {
                Verdict::NoDifference
            } else if low <= 0.0 && high >= 0.0 {
                Verdict::Undecided
            } else if (difference > 0.0) == more {
                Verdict::Better
            } else {
                Verdict::Worse
            });
        }
        records.push(record);
    }
}

fn plain(staffing: &str, scope: &str, metric: &str, unit: &str, mean: Option<f64>, half: f64) -> Record {
    Record {
        staffing: staffing.into(),
        scope: scope.into(),
        metric: metric.into(),
        unit: Unit::from(unit).read_in("EUR"),
        mean,
        lower: mean.map(|m| m - half),
        upper: mean.map(|m| m + half),
        half_width: mean.map(|_| half),
        replications: 200,
        ..Record::default()
    }
}

fn goals(records: &mut Vec<Record>) {
    use Verdict::{Met, Missed, Undecided};
    let phone = ([0.412, 0.437, 0.761, 0.802, 0.874, 0.823], [Missed, Missed, Missed, Undecided, Met, Met]);
    let email = ([0.931, 0.936, 0.955, 0.949, 0.962, 0.957], [Met; 6]);
    let abandonment = ([0.219, 0.214, 0.056, 0.044, 0.022, 0.039], [Missed, Missed, Missed, Met, Met, Met]);
    for (place, staffing) in STAFFINGS.iter().enumerate() {
        let mut met = 0;
        for (name, (means, verdicts)) in [("phone", phone), ("email", email), ("abandonment", abandonment)] {
            let scope = format!("goal={name}");
            let mut record = plain(staffing, &scope, "goal", "share", Some(means[place]), 0.004);
            record.verdict = Some(verdicts[place]);
            met += u32::from(verdicts[place] == Met);
            records.push(record);
        }
        records.push(plain(staffing, "all", "goals_met", "goals", Some(f64::from(met)), 0.0));
    }
}

/// Half-hours from 08:00 to 18:00 with a morning and an afternoon peak.
fn intervals(records: &mut Vec<Record>) {
    let level = [0.41, 0.44, 0.76, 0.80, 0.87, 0.82];
    for (place, staffing) in STAFFINGS.iter().enumerate() {
        for slot in 0..20_u32 {
            let interval = format!("{:02}:{:02}", 8 + slot / 2, slot % 2 * 30);
            let slot = f64::from(slot);
            let bump = |centre: f64| 1.0 / (1.0 + (slot - centre) * (slot - centre) / 6.0);
            let busy = bump(5.0) + 0.8 * bump(13.0);
            let sl = (level[place] + 0.12 - 0.2 * busy).clamp(0.0, 1.0);
            let occupancy = (0.55 + 0.01 * place as f64 + 0.25 * busy).min(0.98);
            for (scope, metric, mean) in
                [("channel=phone", "service_level", sl), ("all", "occupancy", occupancy)]
            {
                let mut record = plain(staffing, scope, metric, "share", Some(mean), 0.012);
                record.interval.clone_from(&interval);
                records.push(record);
            }
            let counts = [("agents_on_duty", 9.0 + 6.0 * busy), ("required_agents", 8.0 + 8.0 * busy)];
            for (metric, mean) in counts {
                let mut record = plain(staffing, "all", metric, "agents", Some(mean), 0.0);
                record.interval.clone_from(&interval);
                records.push(record);
            }
        }
    }
}

fn waits(records: &mut Vec<Record>) {
    let scale = [90.0, 86.0, 22.0, 18.0, 12.0, 16.0];
    let start = [0.72, 0.70, 0.45, 0.40, 0.26, 0.38];
    for (place, staffing) in STAFFINGS.iter().enumerate() {
        for step in 0..24_i32 {
            let seconds = f64::from(1 << (step / 3)) * [1.0, 1.26, 1.587][(step % 3) as usize];
            let share = start[place] / (1.0 + (seconds / scale[place]) * (seconds / scale[place]));
            let mut record = plain(staffing, "channel=phone", "wait_over", "share", Some(share), 0.003);
            record.at = Some(seconds);
            records.push(record);
            let mut record = plain(staffing, "channel=email", "wait_over", "share", Some(share * 1.3), 0.004);
            record.at = Some(seconds * 300.0);
            records.push(record);
        }
    }
}

fn by_group(records: &mut Vec<Record>) {
    for (place, staffing) in STAFFINGS.iter().enumerate() {
        for (group, share) in [("key", 0.6), ("north", 0.25), ("south", 0.15)] {
            let scope = format!("channel=phone;group={group}");
            let sl = 0.4 + 0.08 * place as f64 + 0.1 * share;
            records.push(plain(staffing, &scope, "service_level", "share", Some(sl), 0.006));
            records.push(plain(staffing, &scope, "mean_wait", "seconds", Some(20.0 * (1.0 - sl)), 0.4));
            let offered = 66_000.0 * share;
            records.push(plain(
                staffing,
                &format!("group={group}"),
                "offered_per_day",
                "contacts",
                Some(offered),
                90.0,
            ));
            records.push(plain(
                staffing,
                &format!("group={group}"),
                "owner_share",
                "share",
                Some(0.5),
                0.004,
            ));
        }
        records.push(plain(staffing, "all", "offered_per_day", "contacts", Some(66_000.0), 120.0));
    }
}
