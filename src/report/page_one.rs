//! Page one: the answer on the terminal.
//!
//! In: [`Results`]. Out: text in the width of the [`Style`], 80 columns by default: a few narrow
//! tables with a row per staffing, the two sentences of the finding, what the figures rest on, the
//! cautions, and how they were made. Must not know: how anything was computed.

use super::departures::departures;
use super::equal;
use super::finding::{Standing, against_baseline, cheapest, differs, standings};
use super::flips::flips;
use super::style::{MET, MISSED, OPEN, Style};
use super::tables::tables;
use super::words::{list, metric, value, wrapped};
use crate::metrics::catalogue::{GOAL, Unit, figures};
use crate::study::record::{Caution, Results};
use std::fmt::Write as _;

/// Page one as text, ending in a line break.
pub fn page_one(results: &Results, style: Style) -> String {
    let mut page = head(results, style);
    for (title, table) in equal::tables(results).into_iter().chain(tables(results)) {
        page.push('\n');
        page.push_str(&style.heading(&title));
        page.push('\n');
        page.push_str(&style.table(&table));
    }
    if results.records.iter().any(|record| record.metric == GOAL.name) {
        let own = !results.provenance.promises.is_empty();
        let promises = if own { "goals (different promises)" } else { "goals" };
        page.push_str(
            &style
                .marks(&format!("{promises}: {MET} all met  {MISSED} missed  {OPEN} undecided \n"))
                .replace(" \n", "\n"),
        );
    }
    let missing = missing(results);
    if !missing.is_empty() {
        page.push_str(&wrapped(&missing, "", 0, style.width));
    }
    page.push('\n');
    page.push_str(&finding(results, style));
    page.push_str(&defaults(results, style));
    page.push_str(&cautions(results, style));
    page.push('\n');
    page.push_str(&made(results, style));
    page
}

pub(super) fn head(results: &Results, style: Style) -> String {
    let provenance = &results.provenance;
    let title = if provenance.title.is_empty() { &provenance.scenario } else { &provenance.title };
    let mut text = style.heading(title);
    if style.markdown && !provenance.title.is_empty() {
        let _ = writeln!(text, "{}", provenance.scenario);
    } else if !provenance.title.is_empty() {
        let room = style.width.saturating_sub(provenance.title.chars().count());
        let file = &provenance.scenario;
        if file.chars().count() + 2 <= room {
            text.push_str(&" ".repeat(room - file.chars().count()));
            text.push_str(file);
        }
    }
    text.push('\n');
    if !provenance.overrides.is_empty() {
        text.push_str(&wrapped(&provenance.overrides.join(", "), "changed by --set: ", 18, style.width));
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

fn finding(results: &Results, style: Style) -> String {
    let mut text =
        equal::sentence(results).map_or_else(String::new, |sentence| wrapped(&sentence, "", 0, style.width));
    text.push_str(&wrapped(&cheapest(results), "", 0, style.width));
    let sentence = differs(results);
    if !sentence.is_empty() {
        text.push_str(&wrapped(&sentence, "", 0, style.width));
        let figures = against_baseline(results);
        let name = figures.iter().map(|a| a.figure.chars().count()).max().unwrap_or(0);
        for against in &figures {
            let first = if style.markdown {
                format!("- {}: ", against.figure)
            } else {
                format!("  {:name$}  ", against.figure)
            };
            text.push_str(&wrapped(&against.said(), &first, name + 4, style.width));
        }
        if style.markdown {
            text.push('\n');
        }
    }
    for sentence in flips(results).into_iter().chain(departures(results)) {
        text.push_str(&wrapped(&sentence, "", 0, style.width));
    }
    text
}

/// The box of assumptions; those with a source are not defaults and stay in the data.
pub(super) fn defaults(results: &Results, style: Style) -> String {
    let bare: Vec<_> = results.assumptions.iter().filter(|a| !a.sourced).collect();
    if bare.is_empty() {
        return String::new();
    }
    if style.markdown {
        let rows = bare.iter().map(|one| {
            let note = if one.note.is_empty() { String::new() } else { format!(": {}", one.note) };
            format!("- `{} = {}`{note}\n", one.path, one.value)
        });
        return format!("\nThis rests on these modelling defaults:\n\n{}", rows.collect::<String>());
    }
    let inner = style.width.saturating_sub(4);
    let title = " rests on these modelling defaults ";
    let mut text = format!("\n┌─{title}{}┐\n", "─".repeat(inner.saturating_sub(title.chars().count()) + 1));
    for assumption in bare {
        let first = format!("{} = {}", assumption.path, assumption.value);
        let line = if assumption.note.is_empty() { first } else { format!("{first}: {}", assumption.note) };
        for line in wrapped(&line, "", 2, inner).lines() {
            let fill = inner.saturating_sub(line.chars().count());
            let _ = writeln!(text, "│ {line}{} │", " ".repeat(fill));
        }
    }
    let _ = writeln!(text, "└{}┘", "─".repeat(inner + 2));
    text
}

pub(super) fn cautions(results: &Results, style: Style) -> String {
    let mut text = String::new();
    let (mark, apart) = if style.markdown { ("- ", "\n") } else { ("  · ", "") };
    for caution in grouped(&results.cautions) {
        let who = caution.staffing.as_ref().map_or_else(String::new, |name| format!(" {name}:"));
        // A message of several lines is a list: what to do stands below it, else behind it.
        let mut lines = caution.message.lines();
        let said = format!("caution [{}]{who} {}", caution.code, lines.next().unwrap_or_default());
        let mut said = said.trim_end().to_owned();
        let items: Vec<&str> = lines.collect();
        if items.is_empty() && !caution.remedy.is_empty() {
            let _ = write!(said, " {}", caution.remedy);
        }
        text.push('\n');
        let first = wrapped(&said, "", 2, style.width);
        text.push_str(&first.replacen("caution", &style.warning("caution"), 1));
        if !items.is_empty() {
            text.push_str(apart);
            for item in items {
                text.push_str(&wrapped(item, mark, 4, style.width));
            }
            text.push_str(apart);
            text.push_str(&wrapped(&caution.remedy, "  ", 2, style.width));
        }
    }
    text
}

/// Cautions of one kind with one remedy, said once of all staffings that they are about: under their names together where
/// the message is the same, else as a list.
fn grouped(cautions: &[Caution]) -> Vec<Caution> {
    let kin = |one: &Caution, other: &Caution| {
        (&one.code, &one.remedy) == (&other.code, &other.remedy)
            && [one, other]
                .iter()
                .all(|caution| caution.staffing.is_some() && !caution.message.contains('\n'))
    };
    let mut groups: Vec<Vec<&Caution>> = Vec::new();
    for caution in cautions {
        match groups.iter_mut().find(|group| kin(group[0], caution)) {
            Some(group) => group.push(caution),
            None => groups.push(vec![caution]),
        }
    }
    groups.iter().map(|group| together(group)).collect()
}

/// Those of a group in one.
fn together(group: &[&Caution]) -> Caution {
    let mut messages: Vec<(&str, Vec<&str>)> = Vec::new();
    for caution in group {
        let name = caution.staffing.as_deref().unwrap_or_default();
        match messages.iter_mut().find(|(message, _)| *message == caution.message) {
            Some((_, names)) => names.push(name),
            None => messages.push((&caution.message, vec![name])),
        }
    }
    let first = group[0].clone();
    match &messages[..] {
        [_] if group.len() == 1 => first,
        [(_, names)] => Caution { staffing: Some(names.join(", ")), ..first },
        several => {
            let item = |(message, names): &(&str, Vec<&str>)| format!("{}: {message}", names.join(", "));
            let items: Vec<String> = several.iter().map(item).collect();
            Caution { staffing: None, message: format!("\n{}", items.join("\n")), ..first }
        }
    }
}

/// How the figures were made.
pub(super) fn made(results: &Results, style: Style) -> String {
    let provenance = &results.provenance;
    let mut line = format!(
        "{} {} of {} {}",
        provenance.replications,
        plural("replication", provenance.replications),
        provenance.days,
        plural("day", provenance.days)
    );
    if provenance.warm_up > 0 {
        let _ = write!(line, " after {} of warm-up", provenance.warm_up);
    }
    let _ = write!(line, ", seed {}. ", provenance.seed);
    line.push_str(&stopped(&provenance.stopped_by));
    let level = value(Some(provenance.confidence), &Unit::Share, "").replace(".0", "");
    let _ = write!(
        line,
        " ± is half the width of the {level} confidence interval; differences are taken on the same contacts."
    );
    wrapped(&line, "", 0, style.width)
}

fn plural(word: &str, count: u64) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

fn stopped(by: &str) -> String {
    match by {
        "" => String::new(),
        "replications" => "Stopped after the replications asked for.".to_owned(),
        "precision" => "Stopped when the precision asked for was reached.".to_owned(),
        "max_replications" => "Stopped at run.max_replications, before the precision was reached.".to_owned(),
        "interrupted" => "Stopped by hand; what was finished is shown.".to_owned(),
        other => format!("Stopped by: {}.", other.replace('_', " ")),
    }
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
    use crate::study::record::{Caution, Verdict};

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

    #[test]
    fn a_caution_of_several_lines_is_a_list_with_its_remedy_below() {
        let mut results = sample();
        results.cautions.truncate(1);
        results.cautions[0].message = "these differ, because\nof all: x;\none: y.".into();
        results.cautions[0].remedy = "Trust neither.".into();
        let page = page_one(&results, Style::default());
        let list = "these differ, because\n  · of all: x;\n  · one: y.\n  Trust neither.\n";
        assert!(page.contains(list), "{page}");
        let page = page_one(&results, Style { markdown: true, ..Style::default() });
        assert!(page.contains("because\n\n- of all: x;\n- one: y.\n\n"), "{page}");
    }

    #[test]
    fn cautions_of_one_kind_are_said_once() {
        let mut results = sample();
        let one = |staffing: &str, message: &str| Caution {
            code: "few".into(),
            staffing: Some(staffing.into()),
            message: message.into(),
            remedy: "Run more.".into(),
        };
        results.cautions = vec![one("flow", "Few left."), one("mix", "Few left.")];
        let page = page_one(&results, Style::default());
        assert!(page.contains("caution [few] flow, mix: Few left. Run more.\n"), "{page}");
        results.cautions.push(one("team", "One left."));
        let page = page_one(&results, Style::default());
        let list = "caution [few]\n  · flow, mix: Few left.\n  · team: One left.\n  Run more.\n";
        assert!(page.contains(list), "{page}");
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
