//! The page of a study: title, tables, finding, what it rests on, cautions, how it was made.
//!
//! In: tables and sentences of a study. Out: text in the [`Style`] asked for. Must not know: which study.

use super::style::Style;
use super::table::Table;
use super::words::{value, wrapped};
use crate::metrics::catalogue::Unit;
use crate::study::record::{Caution, Results};
use std::fmt::Write as _;

/// What differs from study to study.
pub(crate) struct Said {
    /// Tables with their titles.
    pub(crate) tables: Vec<(String, Table)>,
    /// What stands below the tables: the meaning of marks, what is left out. Whole lines.
    pub(crate) below: String,
    /// Lines of the finding to be copied into a scenario file.
    pub(crate) file: String,
    /// The first sentence states the finding.
    pub(crate) finding: Vec<Told>,
}

/// A piece of the finding.
pub(crate) enum Told {
    Sentence(String),
    /// Names and what is said of each, one below the other.
    List(Vec<(String, String)>),
}

impl Told {
    /// A finding that is all sentences.
    pub(crate) fn sentences(all: Vec<String>) -> Vec<Self> {
        all.into_iter().map(Self::Sentence).collect()
    }

    fn text(&self, style: Style) -> String {
        let entries = match self {
            Self::Sentence(sentence) => return wrapped(sentence, "", 0, style.width),
            Self::List(entries) => entries,
        };
        let name = entries.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        let mut text = String::new();
        for (of, said) in entries {
            let first = if style.markdown { format!("- {of}: ") } else { format!("  {of:name$}  ") };
            text.push_str(&wrapped(said, &first, name + 4, style.width));
        }
        if style.markdown {
            text.push('\n');
        }
        text
    }
}

impl Said {
    /// The page as text, ending in a line break.
    pub(crate) fn page(&self, results: &Results, style: Style) -> String {
        let mut page = head(results, style);
        for (title, table) in &self.tables {
            let title = wrapped(title, "", 0, style.width);
            let _ = write!(page, "\n{}\n{}", style.heading(title.trim_end()), style.table(table));
        }
        page.push_str(&self.below);
        page.push_str(&style.file(&self.file));
        page.push('\n');
        for told in &self.finding {
            page.push_str(&told.text(style));
        }
        page.push_str(&defaults(results, style));
        page.push_str(&cautions(results, style));
        page.push('\n');
        page.push_str(&made(results, style));
        page
    }
}

fn head(results: &Results, style: Style) -> String {
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

/// The box of assumptions; those with a source are not defaults and stay in the data.
fn defaults(results: &Results, style: Style) -> String {
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

fn cautions(results: &Results, style: Style) -> String {
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
fn made(results: &Results, style: Style) -> String {
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

#[cfg(test)]
mod tests {
    use crate::report::page_one::page_one;
    use crate::report::sample::sample;
    use crate::report::style::Style;
    use crate::study::record::Caution;

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
}
