//! Which accounts are dedicated: those that a hand would choose, and the same as a mix that names them.

use portflow::model::Model;
use portflow::scenario::load_text;

use super::compared;

const DESK: &str = r#"
REST
[run]
days = 10
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[channels.email]
kind = "deferrable"
in_time = "4h"
[groups.key]
accounts = 6
requests_per_day = { phone = 60, email = 20 }
value = 900
complexity = 1.2
handle_time = { phone = { exponential = { mean = "5m" } }, email = "6m" }
[groups.others]
accounts = 40
requests_per_day = { phone = 200, email = 60 }
value = 100
handle_time = { phone = { exponential = { mean = "4m" } }, email = "6m" }
[sites.lyon]
hourly_cost = 33
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.desk]
shifts = ["day"]
agents = 5
[staffings.mix]
ladder = ["anyone"]
MIX
[staffings.flow]
ladder = ["anyone"]
"#;

fn desk(rest: &str, mix: &str) -> String {
    DESK.replace("REST", rest).replace("MIX", mix)
}

fn chosen(rest: &str, rank_by: &str, top: u32) -> Vec<usize> {
    let mix = format!("dedicate = {{ top = {top}, rank_by = \"{rank_by}\", ladder = [\"owner\"] }}");
    let file = "account,value,complexity,weight\na,5,1.0,1\nb,9,3.0,2\nc,1,1.5,6\nd,9,0.5,3\n";
    let text = desk(rest, &mix).replace("accounts = 6", "accounts = { file = \"a.csv\" }");
    let text = text.replace("accounts = 40", "accounts = 1").replace("value = 100", "value = 0");
    let text = text.replace("phone = 200, email = 60", "phone = 1");
    let loaded = load_text("test.toml", &text, &[], &|_| Ok(file.into()))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let model: &Model = &loaded.model;
    let mix = &model.staffings[0];
    let yes: Vec<usize> = (0..model.accounts.len()).filter(|account| mix.dedicated[*account]).collect();
    for account in 0..model.accounts.len() {
        assert_eq!(!mix.portfolio.owners.row(account as u32).is_empty(), yes.contains(&account));
    }
    yes
}

/// Accounts a, b, c, d by hand: value 5, 9, 1, 9; weight 1, 2, 6, 3; complexity 1, 3, 1.5, 0.5. Without documentation the
/// gain is as weight × complexity: 1, 6, 9, 1.5; the risk as value × complexity: 5, 27, 1.5, 4.5.
#[test]
fn accounts_are_ranked_as_by_hand() {
    let known =
        "measured_under = \"expert\"\n[knowledge]\ndocumentation = 0\nerrors = { expert = 0, novice = 0.1 }";
    assert_eq!(chosen("", "value", 3), [0, 1, 3]);
    assert_eq!(chosen("", "volume", 2), [2, 3]);
    assert_eq!(chosen("", "complexity", 2), [1, 2]);
    assert_eq!(chosen(known, "gain", 2), [1, 2]);
    assert_eq!(chosen(known, "gain", 1), [2]);
    assert_eq!(chosen(known, "risk", 2), [0, 1]);
    assert!(chosen("", "value", 0).is_empty());
}

/// The six accounts of most value are the group `key`: the records are those of a mix that names the group.
#[test]
fn the_best_by_value_are_the_group_that_has_it() {
    let ladder = "[\"owner\", { to = \"anyone\", after = \"1m\" }]";
    let ranked = desk("", &format!("dedicate = {{ top = 6, rank_by = \"value\", ladder = {ladder} }}"));
    let named = desk("", &format!("[[staffings.mix.ladders]]\ngroups = [\"key\"]\nladder = {ladder}"));
    assert_eq!(compared(&ranked, 3).records, compared(&named, 3).records);
}

/// Nobody dedicated is flow, figure by figure; of curves, which points are drawn depends on what they are compared with.
#[test]
fn nobody_dedicated_is_flow() {
    let ladder = "[\"owner\", { to = \"anyone\", after = \"1m\" }]";
    let none = compared(&desk("", &format!("dedicate = {{ top = 0, ladder = {ladder} }}")), 2);
    let figures = |staffing: &str| {
        let rows = none.records.iter().filter(|record| record.staffing == staffing && record.at.is_none());
        rows.map(|record| (record.metric.clone(), record.scope.clone(), record.interval.clone(), record.mean))
            .collect::<Vec<_>>()
    };
    let (mix, flow) = (figures("mix"), figures("flow"));
    let differs =
        mix.iter().filter(|row| !flow.contains(row)).chain(flow.iter().filter(|row| !mix.contains(row)));
    assert_eq!(differs.collect::<Vec<_>>(), Vec::<&(String, String, String, Option<f64>)>::new());
}
