//! The page of a knock-out: whom the staffing depends on.
//!
//! In: [`Results`] of the command `knockout`. Out: text in the [`Style`] asked for. Must not know: how anything was
//! computed.

mod finding;
mod tables;

pub(crate) use finding::{Back, after, back, finding, how_many};

use super::page::{Said, Told};
use super::style::Style;
use super::words::{Kind, kind};
use crate::metrics::catalogue::{self, RANK, SERVICE_LEVEL, VALUE_AT_STAKE};
use crate::study::record::{Record, Results, Verdict};
use tables::tables;

/// A person (or pair, or team) that was lost, with what is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Lost<'a> {
    /// Name of the person; two names for a pair.
    pub(crate) name: &'a str,
    /// Team of the person.
    pub(crate) team: &'a str,
    /// Place, 1 for the one missed most; 0 for pairs and teams.
    pub(crate) rank: usize,
    /// Scope of what is said of the person as things are.
    pub(super) scope: &'a str,
    /// What people are ranked by, without the person.
    pub(crate) figure: &'a Record,
}

impl Lost<'_> {
    /// Whether the loss is established.
    pub(crate) fn is_felt(&self) -> bool {
        self.figure.verdict == Some(Verdict::Worse)
    }
}

/// The people, the one missed most first.
pub(crate) fn people(results: &Results) -> Vec<Lost<'_>> {
    let ranks = results.records.iter().filter(|record| record.metric == RANK.name);
    let mut people: Vec<Lost> = ranks
        .filter_map(|rank| {
            let name = rank.scope_value("agent")?;
            let figure = without(results, &format!("agent={name}"), ranked_by(results))?;
            let team = rank.scope_value("team").unwrap_or_default();
            Some(Lost { name, team, rank: rank.mean? as usize, scope: &rank.scope, figure })
        })
        .collect();
    people.sort_by_key(|lost| lost.rank);
    people
}

/// Name of the figure that people are ranked by.
pub(crate) fn ranked_by(results: &Results) -> &str {
    results.provenance.headline.first().map_or(SERVICE, String::as_str)
}

/// What people are ranked by unless something else is asked for.
pub(crate) const SERVICE: &str = SERVICE_LEVEL.figure.name;

/// What grows where the person took knowledge along.
pub(super) const HANDLE_TIME: &str = catalogue::HANDLE_TIME.figure.name;

/// A figure that people may be ranked by, as people say it.
pub(crate) fn called(metric: &str) -> String {
    match metric {
        SERVICE => "service level".into(),
        HANDLE_TIME => "mean handle time".into(),
        _ if metric == VALUE_AT_STAKE.name => "yearly value at stake".into(),
        other => crate::report::words::metric(other),
    }
}

/// A figure without the people of a scope.
pub(crate) fn without<'a>(results: &'a Results, scope: &str, metric: &str) -> Option<&'a Record> {
    results.records.iter().find(|record| {
        record.metric == metric && record.scope == scope && !record.point.is_empty() && record.at.is_none()
    })
}

/// The page as text, ending in a line break.
pub fn page(results: &Results, style: Style) -> String {
    said(results).page(results, style)
}

fn said(results: &Results) -> Said {
    let marked = |mark: Verdict| people(results).iter().any(|lost| lost.figure.verdict == Some(mark));
    let legend = marked(Verdict::Undecided) || marked(Verdict::NoDifference);
    let below = if legend { legend_of(results) } else { String::new() };
    Said { tables: tables(results), below, file: String::new(), finding: Told::sentences(finding(results)) }
}

/// What the marks mean: a loss that is felt has none, however small its mean, where more than the margin is possible.
fn legend_of(results: &Results) -> String {
    let margin = match people(results).first().map(|lost| kind(&lost.figure.unit)) {
        Some(Kind::Time) => "1 s",
        Some(Kind::Money) => "0.5 % of it",
        _ => "0.5 points",
    };
    format!("= too small to matter: within {margin} of no change, interval included\n? undecided\n")
}

#[cfg(test)]
mod tests {
    use super::{finding, page};
    use crate::metrics::catalogue::Unit;
    use crate::report::plot::knockout_plots;
    use crate::report::sample::sample;
    use crate::report::style::Style;
    use crate::study::record::{Assumption, Record, Results, Status, Verdict};

    /// Three people of the sample's first staffing: one missed, one not, one undecided.
    fn lost() -> Results {
        let mut results = sample();
        results.records.clear();
        results.provenance.command = "knockout".into();
        results.provenance.staffings = vec!["hybrid".into()];
        results.assumptions = ["--for", "--from"]
            .map(|path| Assumption { path: path.into(), value: "10d".into(), ..Assumption::default() })
            .to_vec();
        let plain = |metric: &str, scope: &str, mean: f64| Record {
            staffing: "hybrid".into(),
            metric: metric.into(),
            scope: scope.into(),
            unit: "share".into(),
            mean: Some(mean),
            ..Record::default()
        };
        results.records.push(plain("service_level", "all", 0.8));
        let people = [
            ("anna", -0.03, Verdict::Worse),
            ("ben", -0.001, Verdict::NoDifference),
            ("cleo", -0.004, Verdict::Undecided),
        ];
        for (rank, (name, change, verdict)) in people.into_iter().enumerate() {
            let here = format!("team=north;agent={name}");
            results.records.push(plain("rank", &here, rank as f64 + 1.0));
            results.records.push(plain("accounts_owned", &here, 12.0));
            results.records.push(plain("accounts_stranded", &here, 3.0));
            results.records.push(plain("share_of_contacts", &here, 0.3));
            let apart = Record { lower: Some(0.01), ..plain("service_level_above_lowest", &here, 0.02) };
            results.records.push(apart);
            for metric in ["service_level", "value_at_stake"] {
                results.records.push(Record {
                    point: format!("rosters.lyon.unfilled={name}"),
                    difference: Some(change),
                    difference_lower: Some(change - 0.005),
                    difference_upper: Some(change + 0.005),
                    difference_half_width: Some(0.005),
                    verdict: Some(verdict),
                    ..plain(metric, &format!("agent={name}"), 0.8 + change)
                });
            }
        }
        for day in -2..5 {
            let change = if (0..3).contains(&day) { -0.1 } else { 0.0 };
            results.records.push(Record {
                at: Some(f64::from(day)),
                point: "rosters.lyon.unfilled=anna".into(),
                difference: Some(change),
                difference_lower: Some(change - 0.01),
                difference_upper: Some(change + 0.01),
                verdict: Some(if change < 0.0 { Verdict::Worse } else { Verdict::NoDifference }),
                ..plain("service_level_by_day", "agent=anna", 0.8 + change)
            });
        }
        let back =
            Record { lower: Some(3.0), upper: Some(3.0), ..plain("days_to_recover", "agent=anna", 3.0) };
        results.records.push(back);
        results
    }

    #[test]
    fn the_page_names_the_one_missed_most_and_claims_nothing_undecided() {
        let results = lost();
        let text = page(&results, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        for expected in [
            "1  anna",
            "12 (3)",
            "−3.00 ±0.50",
            "−0.40 ±0.50 ?",
            "−0.10 ±0.50 =",
            "= too small to matter: within 0.5 points",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        let said = finding(&results).join(" ");
        assert!(said.starts_with("hybrid depends most on anna: without this person"), "{said}");
        assert!(said.contains("3.0 points lower (2.5 to 3.5), 77.0 % instead of 80.0 %"), "{said}");
        assert!(said.contains("all others are missed less"), "{said}");
        assert!(
            said.contains(
                "The loss of 1 of 3 people is felt, that of 1 is too small to matter, 1 is undecided"
            ),
            "{said}"
        );
        assert!(
            said.contains("Service without anna is back 3 days after the departure: from then"),
            "{said}"
        );
        let text = page(&results, Style::MARKDOWN);
        assert!(text.contains("| 1 | anna | north |") && text.replace('\n', " ").contains(&said), "{text}");
    }

    /// Where service hides it, because somebody else is there, contacts may take longer all the same.
    #[test]
    fn contacts_that_take_longer_are_told_beside_service() {
        let mut results = lost();
        results.records.retain(|record| record.metric != "value_at_stake");
        for (name, rise, verdict) in [("anna", 4.0, Verdict::NoDifference), ("ben", 31.0, Verdict::Worse)] {
            let of_service =
                results.records.iter().find(|r| r.metric == "service_level" && r.scope.ends_with(name));
            let mut record = of_service.expect("a person").clone();
            (record.metric, record.unit) = ("handle_time".into(), "seconds".into());
            (record.difference, record.verdict) = (Some(rise), Some(verdict));
            (record.difference_lower, record.difference_upper) = (Some(rise - 2.0), Some(rise + 2.0));
            record.difference_half_width = Some(2.0);
            let factor =
                Record { metric: "knowledge_factor".into(), unit: "factor".into(), ..record.clone() };
            results.records.extend([record, factor]);
        }
        let said = finding(&results).join(" ");
        let expected = "Contacts take longest without ben: +31.0 s on average (29.0 to 33.0).";
        assert!(said.contains(expected), "{said}");
        // Not where other contacts are lost, and nobody knows less.
        let mut of_others = results.clone();
        of_others.records.retain(|record| record.metric != "knowledge_factor");
        assert!(!finding(&of_others).join(" ").contains("Contacts take longest"));
        let text = page(&results, Style::default());
        assert!(text.contains("time, s") && text.contains("+31.0\n"), "{text}");
        // Ranked by them they are the first sentence, and the column has their intervals.
        results.provenance.headline = vec!["handle_time".into(), "service_level".into()];
        results.records.retain(|record| !record.scope.ends_with("cleo"));
        let said = finding(&results).join(" ");
        assert!(!said.contains("Contacts take longest"), "{said}");
        assert!(page(&results, Style::default()).contains("+31.0 ±2.0"));
    }

    #[test]
    fn nobody_is_first_by_value_whose_interval_another_meets() {
        let said = |bens: f64| {
            let mut results = lost();
            for record in results.records.iter_mut().filter(|record| record.metric == "value_at_stake") {
                let rise = match record.scope.as_str() {
                    "agent=anna" => 30_000.0,
                    "agent=ben" => bens,
                    _ => 1_000.0,
                };
                (record.difference, record.verdict) = (Some(rise), Some(Verdict::Worse));
                (record.difference_lower, record.difference_upper) = (Some(rise - 800.0), Some(rise + 800.0));
                record.unit = Unit::money("EUR");
            }
            finding(&results).join(" ")
        };
        let alone = said(28_000.0);
        assert!(alone.contains("By value, most hangs on anna: +30,000"), "{alone}");
        assert!(!alone.contains("cannot be told from anna"), "{alone}");
        let near = said(29_000.0);
        assert!(near.contains("By value, most hangs on anna, as far as can be told: +30,000"), "{near}");
        assert!(near.contains("(29,200 to 30,800); ben cannot be told from anna."), "{near}");
    }

    /// Three hundred people are a page, too: those missed most, and what becomes of the others in one row.
    #[test]
    fn hundreds_of_people_are_one_page() {
        let mut results = lost();
        let few = results.records.clone();
        for number in 0..300 {
            let name = format!("person-{number:03}");
            let of_ben = few.iter().filter(|record| record.scope.ends_with("agent=ben"));
            results.records.extend(of_ben.map(|record| Record {
                scope: record.scope.replace("ben", &name),
                mean: match record.metric.as_str() {
                    "rank" => Some(f64::from(number) + 4.0),
                    "share_of_contacts" => Some(0.003),
                    _ => record.mean,
                },
                difference: record.difference.map(|_| -1e-5 * f64::from(100 - number)),
                ..record.clone()
            }));
        }
        let text = page(&results, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        // Thirty rows; the other 273 are those from the 28th of these on.
        assert!(text.contains("person-026") && !text.contains("person-027"), "{text}");
        assert!(text.contains("273 others") && text.contains("−0.07 to +0.20"), "{text}");
        assert!(text.contains("81.9 %"), "shares add up: {text}");
    }

    #[test]
    fn nobody_missed_is_said() {
        let mut results = lost();
        for record in &mut results.records {
            record.verdict = record.verdict.map(|_| Verdict::NoDifference);
        }
        assert!(finding(&results)[0].starts_with("Nobody's loss is felt in hybrid: whoever is gone"));
        // A whole team may be missed all the same.
        let mut of_team = results
            .records
            .iter()
            .find(|r| r.metric == super::SERVICE && r.verdict.is_some())
            .expect("one")
            .clone();
        of_team.scope = format!("team={}", results.provenance.teams[0]);
        let (difference, lower, upper) = (Some(-0.19), Some(-0.2), Some(-0.18));
        (of_team.difference, of_team.difference_lower, of_team.difference_upper) = (difference, lower, upper);
        let team = &results.provenance.teams[0];
        let sentence =
            format!("Without all of {team} at once the service level is 19.0 points lower (18.0 to 20.0).");
        let mut with_team = results.clone();
        with_team.records.retain(|record| record.scope != of_team.scope);
        with_team.records.push(of_team);
        assert_eq!(finding(&with_team)[1], sentence);
        // Where anybody is undecided, somebody's may be.
        let mut of_people = results.records.iter_mut().filter(|record| record.metric == super::SERVICE);
        let last = of_people.rfind(|record| record.verdict.is_some()).expect("a verdict");
        last.verdict = Some(Verdict::Undecided);
        let said = &finding(&results)[0];
        assert!(said.starts_with("Nobody's loss is established to be felt in hybrid: of"), "{said}");
        results.records.clear();
        assert_eq!(finding(&results), ["There is nobody to lose."]);
    }

    #[test]
    fn a_recovery_is_claimed_only_where_it_is_established() {
        let said = |change: &dyn Fn(&mut Record)| {
            let mut results = lost();
            results.records.iter_mut().filter(|record| record.metric == "days_to_recover").for_each(change);
            let departure = knockout_plots()[1].1(&results).expect("there is a plot");
            (finding(&results).join(" "), departure)
        };
        let open = |status: Status| move |record: &mut Record| (record.mean, record.status) = (None, status);
        let (text, plot) = said(&open(Status::Never));
        assert!(text.contains("up to the last week of the run: service is not back"), "{text}");
        assert!(plot.contains("not back"), "{plot}");
        let (text, plot) = said(&open(Status::Undecided));
        assert!(text.contains("is undecided: a loss is established up to day 2 after"), "{text}");
        assert!(!plot.contains("back 3 days"), "{plot}");
        let remedy = format!("--replications {}", 4 * lost().provenance.replications);
        assert!(text.contains(&remedy), "{remedy}: {text}");
        let (text, _) = said(&|record| record.lower = Some(1.0));
        assert!(text.contains("back 3 days after the departure at the latest"), "{text}");
        let (text, _) = said(&|record| (record.mean, record.lower) = (Some(0.0), Some(0.0)));
        assert!(text.contains("On no day does the loss of anna matter"), "{text}");
    }

    /// The same people ranked by money: more of it is worse.
    fn lost_by_value() -> Results {
        let mut results = lost();
        results.provenance.headline = vec!["value_at_stake".into(), "service_level".into()];
        let at_stake = results.records.iter_mut().filter(|record| record.metric == "value_at_stake");
        for record in at_stake {
            let change = record.difference.expect("a change") * -1e6;
            record.unit = Unit::money("EUR");
            record.mean = Some(90_000.0 + change);
            record.difference = Some(change);
            (record.difference_lower, record.difference_upper) = (Some(change - 500.0), Some(change + 500.0));
            record.difference_half_width = Some(500.0);
        }
        let as_it_is = Record {
            staffing: "hybrid".into(),
            metric: "value_at_stake".into(),
            scope: "all".into(),
            unit: Unit::money("EUR"),
            mean: Some(90_000.0),
            ..Record::default()
        };
        results.records.push(as_it_is);
        results
    }

    #[test]
    fn people_ranked_by_another_figure() {
        let results = lost_by_value();
        let said = finding(&results).join(" ");
        let expected = "hybrid depends most on anna: without this person the yearly value at \
                        stake is 30,000 EUR higher (29,500 to 30,500), 120,000 EUR instead of 90,000 EUR, \
                        measured over the whole run; all others are missed less.";
        assert!(said.starts_with(expected), "{said}");
        let text = page(&results, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("+30,000 ±500") && text.contains("+1,000 ±500 ="), "{text}");
        let rows = text.lines().filter(|line| line.starts_with("1  anna")).count();
        assert_eq!(rows, 1, "one table: {text}");
        let mut cheaper = results.clone();
        for record in &mut cheaper.records {
            record.verdict = record.verdict.map(|_| Verdict::Better);
        }
        let said = finding(&cheaper)[0].clone();
        let lower = "Nobody's loss is felt in hybrid: whoever is gone, the yearly value at stake is lower.";
        assert_eq!(said, lower);
        let svg = knockout_plots()[0].1(&results).expect("a plot");
        assert!(svg.contains("yearly value at stake, EUR"), "{svg}");
    }

    #[test]
    fn its_plots_are_drawn_from_records_alone() {
        for (name, draw) in knockout_plots() {
            let svg = draw(&lost()).unwrap_or_else(|| panic!("{name} has its records"));
            assert!(svg.starts_with("<svg ") && !svg.contains("NaN"), "{name}");
            assert_eq!(draw(&lost()), Some(svg));
            assert!(draw(&sample()).is_none(), "{name}");
        }
    }
}
