//! People ranked by what is missed: the order is that of the figure, and so is everything said of it.

use portflow::study::knockout::RankBy;
use portflow::study::record::{Record, Results};

use super::{loaded, played, question};

const WHO_KNOWS: &str = include_str!("../../scenarios/c10-dependency.toml");
const LEAVING: &str = "\n[satisfaction]\nwait = 40\nper_point = 0.03\n";

/// People by rank, each with the figure without them.
fn ranked<'a>(results: &'a Results, metric: &str) -> Vec<(&'a str, f64)> {
    let mut ranks: Vec<&Record> = results.records.iter().filter(|record| record.metric == "rank").collect();
    ranks.sort_by(|a, b| a.mean.partial_cmp(&b.mean).expect("ranks"));
    let without = |rank: &&'a Record| {
        let name = rank.scope_value("agent").expect("a person");
        let record = super::without(results, &format!("agent={name}"), metric);
        (name, record.mean.expect("a mean"))
    };
    ranks.iter().map(without).collect()
}

#[test]
fn who_is_missed_most_depends_on_what_is_missed() {
    let text = format!("{WHO_KNOWS}{LEAVING}");
    let loaded = loaded(&text, &["run.days=5".into()]);
    let mut firsts = Vec::new();
    for (rank_by, metric, more_is_worse) in [
        (RankBy::ServiceLevel, "service_level", false),
        (RankBy::Cost, "cost_per_month", true),
        (RankBy::ValueAtStake, "value_at_stake", true),
        (RankBy::ValueLost, "value_lost_per_year", true),
        (RankBy::HandleTime, "handle_time", true),
    ] {
        let mut question = question(&loaded, 0, 4);
        question.rank_by = rank_by;
        question.pairs = true;
        let results = played(&question);
        let people = ranked(&results, metric);
        assert_eq!(people.len(), 8);
        for pair in people.windows(2) {
            assert!(
                if more_is_worse { pair[0].1 >= pair[1].1 } else { pair[0].1 <= pair[1].1 },
                "{people:?}"
            );
        }
        firsts.push(people[0].0.to_owned());
        let of = |name: &str| -> Vec<&Record> {
            results.records.iter().filter(|record| record.metric == name).collect()
        };
        let (chance, apart) = match rank_by {
            RankBy::ServiceLevel => ("chance_lowest", "service_level_above_lowest"),
            _ => ("chance_most_missed", "apart_from_most_missed"),
        };
        // Somebody is missed most in every sample; everybody else is as far from the first as the figures say.
        let chances: f64 = of(chance).iter().filter_map(|record| record.mean).sum();
        assert!((chances - 1.0).abs() < 1e-9, "{metric}: {chances}");
        assert_eq!(of(apart).len(), 7);
        for record in of(apart) {
            let name = record.scope_value("agent").expect("a person");
            let (_, theirs) = people.iter().find(|(one, _)| *one == name).expect("ranked");
            let distance = (theirs - people[0].1).abs();
            let told = record.mean.expect("a mean");
            assert!((told - distance).abs() < 1e-9 * distance.max(1.0), "{metric} {name}: {told} {distance}");
        }
        assert_eq!(results.provenance.headline[0], metric);
    }
    // Value is not spread like contacts.
    assert_ne!(firsts[0], firsts[2], "{firsts:?}");
}
