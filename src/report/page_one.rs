//! Page one: the answer on the terminal.
//!
//! In: [`Results`]. Out: text in the width of the [`Style`], 80 columns by default: a few narrow tables with a row per
//! staffing, which goals are not met, and the two sentences of the finding, on a page like that of every study. Must not
//! know: how anything was computed.

use super::departures::departures;
use super::equal;
use super::finding::{Standing, against_baseline, cheapest, differs, standings};
use super::flips::flips;
use super::page::{Said, Told};
use super::style::{MET, MISSED, OPEN, Style};
use super::tables::tables;
use super::words::{list, metric, wrapped};
use crate::metrics::catalogue::{GOAL, figures};
use crate::study::record::Results;

/// Page one as text, ending in a line break.
pub fn page_one(results: &Results, style: Style) -> String {
    said(results, style).page(results, style)
}

fn said(results: &Results, style: Style) -> Said {
    Said {
        tables: equal::tables(results).into_iter().chain(tables(results)).collect(),
        below: below(results, style),
        file: String::new(),
        finding: finding(results),
    }
}

/// What the marks of goals mean, and which goals are not met.
fn below(results: &Results, style: Style) -> String {
    let mut text = String::new();
    if results.records.iter().any(|record| record.metric == GOAL.name) {
        let own = !results.provenance.promises.is_empty();
        let promises = if own { "goals (different promises)" } else { "goals" };
        text.push_str(
            &style
                .marks(&format!("{promises}: {MET} all met  {MISSED} missed  {OPEN} undecided \n"))
                .replace(" \n", "\n"),
        );
    }
    let missing = missing(results);
    if !missing.is_empty() {
        text.push_str(&wrapped(&missing, "", 0, style.width));
    }
    text
}

/// Which goals are missed or undecided, where staffings have several and not all of them.
fn missing(results: &Results) -> String {
    let standings = standings(results);
    let of = |word: &str, goals: fn(&Standing<'_>) -> Vec<String>| {
        let mut lists: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        for standing in standings.iter().filter(|one| one.goals > 1 && !goals(one).is_empty()) {
            let theirs = goals(standing);
            match lists.iter_mut().find(|(known, _)| *known == theirs) {
                Some((_, names)) => names.push(standing.staffing),
                None => lists.push((theirs, vec![standing.staffing])),
            }
        }
        let said = lists.iter().map(|(goals, names)| {
            let goals: Vec<&str> = goals.iter().map(String::as_str).collect();
            format!("{} in {}", list(&goals), list(names))
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() { String::new() } else { format!("{word}: {}.", said.join("; ")) }
    };
    let parts = [
        of("Missed", |one| one.missed.iter().map(ToString::to_string).collect()),
        of("Undecided", |one| one.undecided.iter().map(ToString::to_string).collect()),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<String>>().join(" ")
}

fn finding(results: &Results) -> Vec<Told> {
    let mut all: Vec<Told> = equal::sentence(results).into_iter().map(Told::Sentence).collect();
    all.push(Told::Sentence(cheapest(results)));
    let sentence = differs(results);
    if !sentence.is_empty() {
        all.push(Told::Sentence(sentence));
        let figures = against_baseline(results);
        all.push(Told::List(
            figures.iter().map(|against| (against.figure.clone(), against.said())).collect(),
        ));
    }
    all.extend(flips(results).into_iter().chain(departures(results)).map(Told::Sentence));
    all
}

/// A column's heading for a metric, at most two lines.
pub(crate) fn heading(name: &str) -> String {
    let short = figures().find(|figure| figure.name == name && !figure.heading.is_empty());
    let words = short.map_or_else(|| metric(name), |figure| figure.heading.into());
    if words.chars().count() <= 9 {
        return words;
    }
    // Three lines leave room for the figures of more channels.
    if let Some(which) = words.strip_suffix(" wait of answered") {
        return format!("{which}\nwait of\nanswered");
    }
    // The break that leaves the shortest longer line.
    let cut = words
        .char_indices()
        .filter(|(_, letter)| *letter == ' ')
        .min_by_key(|(place, _)| (words.len() - place - 1).max(*place));
    match cut {
        Some((place, _)) => format!("{}\n{}", &words[..place], &words[place + 1..]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{heading, page_one};
    use crate::report::sample::sample;
    use crate::report::style::Style;
    use crate::report::tables::duration;
    use crate::study::record::Verdict;

    #[test]
    fn the_page_fits_80_columns_and_says_what_it_must() {
        let page = page_one(&sample(), Style::default());
        for line in page.lines() {
            assert!(line.chars().count() <= 80, "{}: {line}", line.chars().count());
            assert_eq!(line.trim_end(), line, "no blanks at the end");
        }
        for words in [
            "Goals, people and money (EUR)",
            "Service by phone",
            "Service by email",
            "owner share",
            "Cheapest of the 2 staffings that meet all 3 goals: flow",
            "rests on these modelling defaults",
            "caution [overload] dedicated:",
            "200 replications of 60 days, seed 1.",
        ] {
            assert!(page.contains(words), "{words} in\n{page}");
        }
        assert!(page.contains('–'), "what is missing is a dash, not 0");
        assert!(!page.contains('\u{1b}'));
    }

    #[test]
    fn colour_changes_no_word() {
        let plain = page_one(&sample(), Style::default());
        let mut coloured = page_one(&sample(), Style { colour: true, ..Style::default() });
        assert!(coloured.contains('\u{1b}'));
        for code in ["1", "1;33", "31", "32", "33", "0"] {
            coloured = coloured.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert_eq!(coloured, plain);
    }

    /// Of each staffing the goals that it is not known to meet: what a count alone does not say.
    #[test]
    fn goals_that_are_not_met_are_named() {
        let mut results = sample();
        for record in results.records.iter_mut().filter(|record| record.metric == "goal") {
            record.verdict = Some(match (record.staffing.as_str(), record.scope.as_str()) {
                ("flow" | "mix", "goal=phone") => Verdict::Missed,
                ("team", "goal=email") => Verdict::Undecided,
                _ => Verdict::Met,
            });
        }
        let page = page_one(&results, Style::default());
        assert!(page.contains("Missed: phone in flow and mix. Undecided: email in team.\n"), "{page}");
    }

    #[test]
    fn an_empty_document_makes_a_page() {
        let mut results = sample();
        results.records.clear();
        results.cautions.clear();
        results.assumptions.clear();
        let page = page_one(&results, Style::default());
        assert!(page.contains("sets no goals"), "{page}");
        results.provenance = crate::study::record::Provenance::default();
        let _ = page_one(&results, Style { width: 20, ..Style::default() });
    }

    #[test]
    fn waits_and_headings() {
        assert_eq!(duration(12.34), "12.3 s");
        assert_eq!(duration(5_400.0), "90.0 min");
        assert_eq!(duration(9_000.0), "2.5 h");
        assert_eq!(heading("contacts_per_request"), "contacts\nper request");
        assert_eq!(heading("mean_wait"), "mean\nwait of\nanswered");
        assert_eq!(heading("occupancy"), "occupancy");
    }

    /// Every word of the page that is no drawing of lines and no column cut to its width.
    #[test]
    fn markdown_tells_what_the_page_tells() {
        let page = page_one(&sample(), Style::default());
        let text = page_one(&sample(), Style::MARKDOWN);
        assert!(text.contains("| staffing |") && text.contains("|:--"), "{text}");
        let told: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        for word in page.split(|letter: char| !letter.is_alphanumeric()) {
            assert!(told.contains(&word), "`{word}` in\n{text}");
        }
    }
}
