//! Reviews: people follow volumes as the rules say, by hand and in the mean of many futures; what is hired and released is
//! paid for; where nothing changes, nothing happens.

use portflow::math::{exp, ln, normal_quantile, normal_survival, sqrt};
use portflow::model::{Holding, Model};
use portflow::random::Streams;
use portflow::scenario::load_text;
use portflow::workforce::tenure::Tenures;

use super::{compared, record};

/// Open on every day, so that a day of the run is a day of the desk.
fn desk(days: u32, growth: &str, site: &str, review: &str) -> String {
    format!(
        r#"
measured_under = "expert"
[run]
start = "2026-01-05"
days = {days}
count = "calendar days"
[demand.growth]
{growth}
[opening]
mon-sun = "08:00-16:00"
[channels.phone]
kind = "live"
[groups.clients]
accounts = 24
requests_per_day = {{ phone = 100 }}
spread = {{ lognormal = {{ cv = 1.0 }} }}
handle_time = {{ phone = "6m" }}
[sites.lyon]
hourly_cost = 30
{site}
[shifts.day]
hours = "08:00-16:00"
[teams.desk]
shifts = ["day"]
agents = 10
{review}
[knowledge]
effect = 0.5
[staffings.owned]
ladder = ["owner", {{ to = "anyone", after = "30s" }}]
"#
    )
}

fn model(text: &str) -> Model {
    load_text("test.toml", text, &[], &|_| Err("no file".into()))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
        .model
}

fn people(model: &Model, tenures: &Tenures, day: u32) -> u32 {
    (0..model.staffings[0].agents.len() as u32).filter(|agent| tenures.has_seat(*agent, day)).count() as u32
}

/// (day, people from then on), the first day left out.
fn steps(model: &Model) -> Vec<(u32, u32)> {
    let tenures = Tenures::draw(model, 0, &Streams::new(1, 1));
    let changes = tenures.seat_changes(model.calendar.days);
    changes.into_iter().map(|day| (day, people(model, &tenures, day))).collect()
}

/// Volumes double in a year: on day d ten people are to be ⌈10 × 2^(d ÷ 365.25)⌉, those hired are there 40 days later.
#[test]
fn people_follow_growth_with_the_lead_time() {
    let lead = "hiring_lead_time = \"40d\"";
    let level = "[teams.desk.review]\nevery = \"30d\"\nforecast = \"level\"";
    // 30: 10.59, 60: 11.21, 90: 11.86, 120: 12.56, 150: 13.29.
    let found = steps(&model(&desk(200, "per_year = 1.0", lead, level)));
    assert_eq!(found, [(70, 11), (100, 12), (160, 13), (190, 14)]);
    // Looking ahead, on day d: the mean over the days from d + 40 to d + 69, 2^((d + 54.5) ÷ 365.25) but for curvature:
    // 0: 11.09, 30: 11.74, 60: 12.43, 90: 13.15, 120: 13.92, 150: 14.74.
    let ahead = "[teams.desk.review]\nevery = \"30d\"\nleast = 10";
    let found = steps(&model(&desk(240, "per_year = 1.0", lead, ahead)));
    assert_eq!(found, [(40, 12), (100, 13), (130, 14), (190, 15), (220, 16)]);
    // Two hires a month at most: four that are wanted at once come one after the other, 15.2 days apart.
    let pace = "hires_per_month = 2";
    let jump = "[teams.desk.review]\nevery = \"180d\"\nforecast = \"level\"";
    // 180: 14.07.
    let found = steps(&model(&desk(260, "per_year = 1.0", pace, jump)));
    assert_eq!(found, [(180, 11), (196, 12), (211, 13), (226, 14), (241, 15)]);
}

/// A season that begins when the run is over: on day 56 the days from 66 to 121 are looked at, 20 of March, 30 of April at
/// twice the volume, 6 of May, and 10 × 86 ÷ 56 people are wanted.
#[test]
fn people_follow_the_season_that_comes_after_the_run() {
    let season = "per_year = 0.0\n[demand]\nseason = [1, 1, 1, 2, 1, 1, 1, 0, 1, 1, 1, 1]";
    let review = "[teams.desk.review]\nevery = \"56d\"";
    let found = steps(&model(&desk(84, season, "hiring_lead_time = \"10d\"", review)));
    assert_eq!(found, [(66, 16)]);
}

/// Volumes halve in a year; whoever goes, goes after the notice, and there are never fewer than said.
#[test]
fn people_follow_shrinking_volumes_after_the_notice() {
    let notice = "notice = \"20d\"";
    let review = "[teams.desk.review]\nevery = \"60d\"\nforecast = \"level\"\nleast = 8";
    // 60: 8.92, 120: 7.96, 180: 7.11.
    let found = steps(&model(&desk(240, "per_year = -0.5", notice, review)));
    assert_eq!(found, [(80, 9), (140, 8)]);
}

/// The mean of ⌈10·X⌉ within 5 and 20, X lognormal with mean 1: five people, and one more for each k from 5 to 19 with 10·X > k.
/// Fails a right program once in a thousand times.
#[test]
fn in_the_mean_of_many_futures_people_are_those_of_the_law() {
    let review = "[teams.desk.review]\nevery = \"60d\"\nforecast = \"level\"";
    let model = model(&desk(122, "per_year = 0.0\nuncertainty = 0.6", "", review));
    let spread = 0.6 * sqrt(120.0 / 365.25);
    let above = |k: f64| normal_survival((ln(k / 10.0) + 0.5 * spread * spread) / spread);
    let expected = 5.0 + (5..20).map(|k| above(f64::from(k))).sum::<f64>();
    let of_future = |replication: u64| {
        let tenures = Tenures::draw(&model, 0, &Streams::new(7, replication));
        f64::from(people(&model, &tenures, 120))
    };
    let sample: Vec<f64> = (0..4_000).map(of_future).collect();
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let deviation = sqrt(sample.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0));
    let limit = normal_quantile(1.0 - 0.0005) * deviation / sqrt(n);
    assert!((mean - expected).abs() < limit, "{mean} people, not {expected} ± {limit}");
    assert!(deviation > 1.0 && exp(spread) > 1.3, "futures differ");
}

/// From ten to fourteen and back to twelve people, all accounts are owned by somebody who is there, and from n to n + 1
/// owners only the accounts of the new one change hands.
#[test]
fn accounts_are_owned_by_those_who_are_there() {
    let review = "[teams.desk.review]\nevery = \"30d\"\nforecast = \"level\"";
    let model = model(&desk(200, "per_year = 0.0\nuncertainty = 0.6", "", review));
    let mut cuts = 0;
    for replication in 0..20 {
        let tenures = Tenures::draw(&model, 0, &Streams::new(3, replication));
        let mut holding = Holding::of(&model.staffings[0]);
        let first = |account: u32| holding.portfolio.owners.row(account).to_vec();
        let mut before: Vec<Vec<u32>> = (0..24).map(first).collect();
        let mut were = 10;
        for day in 1..200 {
            let Some(hand_over) = tenures.hand_over_on(day) else { continue };
            holding.change(&hand_over.changed);
            let owners = &holding.portfolio.owners;
            let are = people(&model, &tenures, day);
            for account in 0..24 {
                let [owner] = owners.row(account) else { panic!("one owner") };
                assert!(tenures.has_seat(*owner, day));
                let was = before[account as usize][0];
                assert!(*owner == was || are < were || *owner >= were, "{were} to {are}: {was} to {owner}");
                before[account as usize] = vec![*owner];
            }
            were = are;
            cuts += 1;
        }
    }
    assert!(cuts > 50, "{cuts}");
}

#[test]
fn hires_and_releases_are_paid_for() {
    let site = "severance = 4000\nrecruiting_per_hire = 1000\ntraining_per_hire = 500";
    let review = "[teams.desk.review]\nevery = \"30d\"\nforecast = \"level\"";
    let results = compared(&desk(366, "per_year = 0.0\nuncertainty = 0.5", site, review), 8);
    let figure = |metric: &str| record(&results, "owned", metric, "all").mean.expect("a figure");
    let (hires, releases) = (figure("costed_hires"), figure("releases"));
    assert!(hires > 1.0 && releases > 1.0, "{hires} hires, {releases} releases");
    assert!((figure("cost_severance") - 4_000.0 * releases).abs() < 1e-6);
    assert!((figure("cost_recruiting") - 1_000.0 * hires).abs() < 1e-6);
    assert!((figure("cost_training") - 500.0 * hires).abs() < 1e-6);
}

#[test]
fn a_review_of_volumes_that_stay_changes_nothing() {
    let told = |review: &str| {
        let results = compared(&desk(60, "per_year = 0.0\nuncertainty = 0.0", "", review), 3);
        let keep = ["service_level", "mean_wait", "cost_per_month", "owner_share", "agents", "occupancy"];
        let records = results.records.into_iter().filter(|record| keep.contains(&record.metric.as_str()));
        records.map(|record| format!("{record:?}")).collect::<Vec<_>>()
    };
    assert_eq!(
        told(""),
        told("[teams.desk.review]\nevery = \"7d\"\nrule = \"square_root\"\noccupancy = 0.7")
    );
}
