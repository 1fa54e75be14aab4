//! Details add up to the whole: by account, person, team, site and time of day, contact by contact.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use portflow::metrics::details::bins;
use portflow::metrics::part::Slice;
use portflow::metrics::{Details, Part};
use portflow::scenario::{Loaded, load_text};
use portflow::study::compare::{Question, run};
use portflow::study::parallel::Run;
use portflow::study::record::Record;
use portflow::study::setting::Setting;

/// Two sites, two groups, phone and email, redials, follow-ups, balking, a limit, work that is given up at closing.
const DESK: &str = r#"
[run]
start = 2026-03-02
days = 14
interval = "60m"
warm_up = 2
[opening]
daily = "09:00-17:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "2m" } }
balk = 0.1
lines = 6
self_service = { from = "2026-03-03", share = 0.3, over = "5d" }
redial = { probability = 0.5, delay = { exponential = { mean = "20m" } } }
[channels.email]
kind = "deferrable"
in_time = "2h"
[groups.key]
accounts = 4
follow_up = { share = 0.1, delay = { exponential = { mean = "3h" } } }
team = "north"
requests_per_day = { phone = 240, email = 60 }
handle_time = { phone = { lognormal = { mean = "5m", cv = 0.8 } }, email = { exponential = { mean = "6m" } } }
[groups.small]
accounts = 9
requests_per_day = { phone = 140, email = 30 }
handle_time = { phone = { exponential = { mean = "4m" } }, email = { exponential = { mean = "3m" } } }
[sites.lyon]
hourly_cost = 30
[sites.porto]
hourly_cost = 18
[rosters.lyon]
site = "lyon"
absence = 0.1
[rosters.porto]
site = "porto"
[shifts.day]
hours = "09:00-17:00"
[teams.north]
roster = "lyon"
shifts = ["day"]
agents = 3
[teams.south]
roster = "porto"
shifts = ["day"]
agents = 2
[staffings.hybrid]
ladder = ["owner", { to = "team", after = "20s" }, { to = "anyone", after = "60s" }]
[staffings.flow]
ladder = ["anyone"]
"#;

/// A slice by its number.
type Item = fn(usize) -> Slice;

const REPLICATIONS: u32 = 24;

fn loaded() -> Loaded {
    load_text("details.toml", DESK, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn records(loaded: &Loaded) -> Vec<Record> {
    let question = Question {
        baseline: 0,
        details: Details::ALL,
        ..Question::of(Setting { loaded, seed: 4, replications: REPLICATIONS, threads: 0 })
    };
    run(&question, &|_| (), &AtomicBool::new(false)).expect("nobody interrupts").records
}

/// Figures of a staffing: means by (scope, interval, metric).
type Means<'a> = BTreeMap<(&'a str, &'a str, &'a str), f64>;

fn means<'a>(records: &'a [Record], staffing: &str) -> Means<'a> {
    let plain = |record: &&Record| record.staffing == staffing && record.at.is_none();
    let mean = |record: &'a Record| {
        Some(((record.scope.as_str(), record.interval.as_str(), record.metric.as_str()), record.mean?))
    };
    records.iter().filter(plain).filter_map(mean).collect()
}

/// Sums of a figure over the items of a kind on a channel (or all), weighted where a weight is named.
fn sum(means: &Means<'_>, kind: &str, channel: &str, metric: &str, weight: Option<&str>) -> f64 {
    let of = |scope: &str| {
        let parts: Vec<&str> = scope.split(';').collect();
        match (parts.as_slice(), channel) {
            ([item], "") => item.starts_with(kind),
            ([on, item], _) => !channel.is_empty() && on.ends_with(channel) && item.starts_with(kind),
            _ => false,
        }
    };
    let is_item = |scope: &str, interval: &str| match (kind, channel) {
        ("interval", "") => scope == "all" && !interval.is_empty(),
        ("interval", _) => scope == format!("channel={channel}") && !interval.is_empty(),
        _ => interval.is_empty() && of(scope),
    };
    let items =
        means.iter().filter(|((scope, interval, name), _)| *name == metric && is_item(scope, interval));
    let weighed = |((scope, interval, _), mean): (&(&str, &str, &str), &f64)| {
        mean * weight.map_or(1.0, |weight| means[&(*scope, *interval, weight)])
    };
    items.map(weighed).sum()
}

/// Numbers of contacts add up, and waits and handle times weighed by contacts, to 9 digits: sums of rounded sums.
#[test]
fn figures_of_parts_add_up_to_those_of_the_whole() {
    let loaded = loaded();
    let records = records(&loaded);
    let counts = [
        "offered_per_day",
        "answered_per_day",
        "abandoned_per_week",
        "blocked_per_day",
        "unserved_per_day",
        "pending_per_day",
        "requests_per_day",
        "avoided_per_day",
    ];
    for staffing in ["hybrid", "flow"] {
        let means = means(&records, staffing);
        let same = |kind: &str, channel: &str, metric: &str, weight: Option<&str>| {
            let scope = if channel.is_empty() { "all".to_owned() } else { format!("channel={channel}") };
            let found = sum(&means, kind, channel, metric, weight);
            let whole = means[&(scope.as_str(), "", metric)];
            let whole = whole * weight.map_or(1.0, |weight| means[&(scope.as_str(), "", weight)]);
            let what = format!("{staffing}: {metric} by {kind} {channel}");
            assert!((found - whole).abs() <= 1e-9 * whole.abs().max(1.0), "{what}: {found} for {whole}");
        };
        for channel in ["", "phone", "email"] {
            for metric in counts {
                for kind in ["account", "group", "team", "site", "interval"] {
                    same(kind, channel, metric, None);
                }
            }
            for kind in ["account", "group", "team", "site", "interval"] {
                let mut weighed = vec![
                    ("mean_wait", "answered_per_day"),
                    ("service_level_over_answered", "answered_per_day"),
                ];
                // By team and site, who answered and who was waited for in vain are not set against one another.
                if !["team", "site"].contains(&kind) {
                    weighed.push(("mean_wait_all", "offered_per_day"));
                }
                for (metric, weight) in weighed {
                    same(kind, channel, metric, Some(weight));
                }
            }
        }
        for metric in
            ["answered_per_day", "paid_hours", "worked_hours", "overtime_hours", "idle_usable_hours"]
        {
            same("agent", "", metric, None);
        }
        for metric in ["idle_cost_per_month", "overtime_cost_per_month"] {
            same("agent", "", metric, None);
            same("site", "", metric, None);
        }
        same("agent", "", "mean_wait", Some("answered_per_day"));
        // Every account has contacts enough here, so that none is left out.
        for kind in ["account", "group"] {
            for metric in ["upc", "hhi", "coc", "distinct_handlers", "upc_shuffled", "hhi_shuffled"] {
                same(kind, "", metric, Some("answered_per_day"));
            }
        }
        assert!(means[&("all", "", "blocked_per_day")] > 0.0 && means[&("all", "", "avoided_per_day")] > 0.0);
        for ((_, _, metric), handlers) in &means {
            if *metric == "effective_handlers" {
                assert!((1.0..=5.0).contains(handlers), "{handlers}");
            }
        }
    }
}

/// No figure, nor an end of its interval, lies where nothing of its kind can be: whoever is served is served by somebody. At
/// a desk of two people with few contacts the interval of effective handlers would reach below one.
#[test]
fn intervals_end_where_figures_of_their_unit_do() {
    const TWO: &str = r#"
run = { start = "2026-01-05", days = 1 }
opening = { mon-fri = "08:00-18:00" }
channels.phone = { kind = "live", in_time = "20s" }
shifts.day = { hours = "08:00-18:00", days = "mon-fri" }
teams.all = { shifts = ["day"], agents = 2 }
staffings.owners = { ladder = ["owner", { to = "anyone", after = "20s" }] }
[groups.one]
accounts = 1
requests_per_day = { phone = 4 }
handle_time = { phone = { exponential = { mean = "4m" } } }
"#;
    let two = load_text("two.toml", TWO, &[], &|name| Err(format!("no {name}")));
    let two = two.unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let mut cut_off = 0;
    for record in records(&loaded()).into_iter().chain(records(&two)) {
        let (least, most) = match record.unit.name() {
            "share" | "index" => (0.0, 1.0),
            "handlers" => (1.0, f64::INFINITY),
            "seconds" | "contacts" | "requests" | "people" | "hours" => (0.0, f64::INFINITY),
            _ => continue,
        };
        for end in [record.lower, record.mean, record.upper].into_iter().flatten() {
            assert!((least..=most).contains(&end), "{record:?}");
        }
        cut_off += usize::from(
            record.unit.name() == "handlers" && record.half_width > Some(0.0) && record.lower == Some(1.0),
        );
    }
    assert!(cut_off > 0, "no interval would have reached below one person");
}

/// Waits of all items together are those of the channel, bin by bin.
#[test]
fn waits_of_parts_are_those_of_the_channel() {
    let loaded = loaded();
    let run = Run {
        model: &loaded.model,
        seed: 4,
        threads: 0,
        staffings: None,
        details: Details::ALL,
        redraw: None,
        contacts: None,
        interrupt: &AtomicBool::new(false),
    };
    let mut parts: Vec<Part> = Vec::new();
    run.each(0, 2, &|_| (), |_, played| parts.extend(played));
    assert_eq!(parts.len(), 4);
    for part in parts {
        let shape = part.shape;
        for channel in 0..shape.channels {
            let mut whole: BTreeMap<usize, u32> = BTreeMap::new();
            for group in &part.waits_answered[channel * shape.groups..(channel + 1) * shape.groups] {
                for (bin, count) in group {
                    *whole.entry(usize::from(*bin)).or_default() += count;
                }
            }
            assert!(whole.len() > 100);
            let kinds: [(usize, Item); 4] = [
                (shape.intervals, |item| Slice { interval: Some(item), ..Slice::default() }),
                (shape.teams, |item| Slice { team: Some(item), ..Slice::default() }),
                (shape.agents, |item| Slice { agent: Some(item), ..Slice::default() }),
                (shape.accounts, |item| Slice { account: Some(item), ..Slice::default() }),
            ];
            for (kind, (items, slice)) in kinds.into_iter().enumerate() {
                let mut sum: BTreeMap<usize, u32> = BTreeMap::new();
                for item in 0..items {
                    let slice = Slice { channel: Some(channel), ..slice(item) };
                    let row = part.detailed.asked.row(&shape, &slice).expect("all is asked for");
                    for (bin, count) in bins(&part.detailed.waits, row) {
                        *sum.entry(bin).or_default() += count;
                    }
                }
                assert!(sum == whole, "kind {kind} on channel {channel}");
            }
        }
    }
}

/// A figure by account has an interval; and where there are more replications than blocks, still one.
#[test]
fn figures_by_account_and_person_have_intervals() {
    let loaded = loaded();
    let records = records(&loaded);
    for (scope, metric) in [
        ("account=key-001", "service_level"),
        ("channel=phone;account=key-001", "wait_p90"),
        ("agent=lyon-01", "occupancy"),
        ("channel=email;agent=porto-01", "wait_p99"),
        ("channel=phone;site=porto", "wait_p99"),
        ("channel=phone;team=north", "wait_p95"),
        ("account=key-001", "handle_time"),
    ] {
        let record = records.iter().find(|r| r.scope == scope && r.metric == metric && r.staffing == "flow");
        let record = record.unwrap_or_else(|| panic!("no {metric} of {scope}"));
        assert!(record.half_width.is_some_and(|half| half > 0.0), "{metric} of {scope}: {record:?}");
        assert!(record.difference_half_width.is_some(), "{metric} of {scope} against the baseline");
        assert_eq!(record.replications, u64::from(REPLICATIONS));
    }
    let noon = |record: &&Record| {
        record.interval == "12:00" && record.metric == "wait_p90" && record.scope == "channel=phone"
    };
    assert!(records.iter().find(noon).and_then(|record| record.mean).is_some());
}
