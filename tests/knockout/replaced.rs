//! A person who is replaced: nothing lost where the next one is there at once and knows it all, an unfilled seat where
//! nobody comes.

use portflow::study::knockout::Cover;
use portflow::study::record::{Record, Results};

use super::{loaded, played, question};

const ORDER_DESK: &str = include_str!("../../scenarios/order-desk.toml");

/// The desk with nobody leaving by themselves, and these rules for who is replaced.
fn desk(rules: &str, more: &str) -> String {
    format!("{ORDER_DESK}\n[rosters.lyon.turnover]\nleavers_per_year = 0\n{rules}\n{more}")
}

fn sets() -> Vec<String> {
    // Everybody is as fast, and there are no emails: those that one person put aside go to another once that person is gone.
    let mut sets = vec!["run.days=6".to_string(), "rosters.lyon.speed=1".to_string()];
    sets.extend(["key", "regular", "small"].map(|group| format!("groups.{group}.requests_per_day.email=0")));
    sets
}

fn lost(text: &str, sets: &[String], staffing: usize, (cover, from): (Cover, u32)) -> Results {
    let loaded = loaded(text, sets);
    let mut question = question(&loaded, staffing, 2);
    question.cover = cover;
    question.days = Some(from..loaded.model.calendar.days);
    played(&question)
}

/// Figures of the desk without somebody, with whom it is without.
fn without_them(results: &Results) -> Vec<&Record> {
    results.records.iter().filter(|record| record.point.starts_with("rosters.")).collect()
}

#[test]
fn nothing_is_lost_where_the_next_one_is_there_at_once_and_knows_it_all() {
    let at_once = "vacancy = \"0d\"\ntraining = \"0d\"\ntenure = \"long\"\n\
                   ramp_up = { exponential = { start = 1.0, time = \"1d\" } }";
    // All is written down, and what is written down matters half.
    let known = "[knowledge]\ndocumentation = 1.0\ndocumentation_effect = 0.5\n";
    let knowing = desk(at_once, known).replacen("currency", "measured_under = \"expert\"\ncurrency", 1);
    // Without turnover the next one is there at once, too; a person may be gone from the first day on.
    let plain =
        format!("{ORDER_DESK}\n{known}").replacen("currency", "measured_under = \"expert\"\ncurrency", 1);
    let texts = [desk(at_once, ""), knowing, plain];
    for (text, from) in texts.iter().flat_map(|text| [(text, 0), (text, 2)]) {
        let results = lost(text, &sets(), 0, (Cover::Replace, from));
        let mut seen = 0;
        for record in without_them(&results).into_iter().filter(|record| record.difference.is_some()) {
            assert_eq!(record.difference, Some(0.0), "{} {}", record.metric, record.scope);
            seen += 1;
        }
        assert!(seen > 24 * 5, "{seen}");
    }
}

#[test]
fn a_seat_that_nobody_fills_is_an_unfilled_seat() {
    let text = desk("vacancy = \"400d\"\ntraining = \"0d\"\ntenure = \"long\"", "");
    let sets = vec!["run.days=6".to_string()];
    for staffing in [0, 2] {
        let replaced = lost(&text, &sets, staffing, (Cover::Replace, 2));
        let unfilled = lost(&text, &sets, staffing, (Cover::Ladder, 2));
        let (mine, theirs) = (without_them(&replaced), without_them(&unfilled));
        assert_eq!(mine.len(), theirs.len());
        let mut felt = 0;
        for (mine, theirs) in mine.into_iter().zip(theirs) {
            assert_eq!(mine.point, theirs.point.replace("unfilled", "replaced"));
            let alike = Record { point: theirs.point.clone(), ..mine.clone() };
            assert_eq!(format!("{alike:?}"), format!("{theirs:?}"));
            felt += u32::from(mine.difference.is_some_and(|apart| apart != 0.0));
        }
        assert!(felt > 24, "{felt}");
    }
}

/// Somebody leaves for good, and the next one is there at once: what that costs is one hire, whatever the length of the run.
#[test]
fn who_is_hired_in_the_place_is_paid_for_in_full() {
    let at_once = "vacancy = \"0d\"\ntraining = \"0d\"\ntenure = \"long\"\n\
                   ramp_up = { exponential = { start = 1.0, time = \"1d\" } }";
    let text = desk(at_once, "");
    for days in [6, 20] {
        let sets = [sets(), vec![format!("run.days={days}"), "sites.lyon.recruiting_per_hire=10000".into()]]
            .concat();
        let results = lost(&text, &sets, 0, (Cover::Replace, 2));
        let months = results.provenance.days as f64 / 30.4375;
        let mut seen = 0;
        for record in without_them(&results).iter().filter(|record| record.metric == "cost_per_month") {
            let one_off = record.difference.expect("what the loss costs") * months;
            assert!((one_off - 10_000.0).abs() < 0.01, "{days} {}: {one_off}", record.scope);
            seen += 1;
        }
        assert!(seen >= 24, "{seen}");
    }
}
