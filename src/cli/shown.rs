//! Results shown and saved: what `compare` and `report` have in common.
//!
//! In: a results document. Out: text on stdout, files in a folder. Must not know: how it came about.

use std::path::Path;

use super::arguments::{By, Format};
use super::console::Console;
use super::files;
use crate::report::data;
use crate::report::details::details;
use crate::report::look::look;
#[cfg(feature = "png")]
use crate::report::plot;
use crate::report::style::Style;
use crate::study::record::Results;

/// The document as asked for.
pub(crate) fn text(results: &Results, format: Format, by: &[By], console: Console) -> String {
    let style = match format {
        Format::Markdown => Style::MARKDOWN,
        _ => Style { colour: console.color, ..Style::default() },
    };
    match format {
        Format::Table | Format::Markdown => {
            let mut text = (look(results).page)(results, style);
            for by in by {
                text.push('\n');
                text.push_str(&details(results, *by, style));
            }
            // One empty line is as good as several.
            while style.markdown && text.contains("\n\n\n") {
                text = text.replace("\n\n\n", "\n\n");
            }
            text
        }
        Format::Json => data::json(results),
        Format::Csv => data::csv(results).unwrap_or_else(|error| format!("{error}\n")),
    }
}

/// Why a study's results may not be written into a folder: it holds those of another study or scenario (`None`: of any).
pub(crate) fn holds_another(folder: &Path, command: &str, scenario: Option<&str>) -> Option<String> {
    let document =
        std::fs::File::open(folder.join(DOCUMENT)).ok().filter(|_| folder.join(DOCUMENT).is_file())?;
    let found = match data::of(std::io::BufReader::new(document)) {
        Some((of_command, of_scenario))
            if of_command == command && scenario.is_none_or(|scenario| scenario == of_scenario) =>
        {
            return None;
        }
        Some((of_command, of_scenario)) => format!("results of {of_command} {of_scenario}"),
        None => format!("a {DOCUMENT} that is not of this program"),
    };
    let folder = folder.display();
    Some(format!("{folder} holds {found}, and nothing is written over it; name another folder with --out"))
}

/// The file of the whole document.
const DOCUMENT: &str = "results.json";

/// Saves document, rows, page one and plots; returns the names of the files. A plot that there is nothing for any more
/// is removed: it would show other figures.
pub(crate) fn save(results: &Results, folder: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut write = |name: String, bytes: &[u8]| {
        files::write(&folder.join(&name), bytes)?;
        names.push(name);
        Ok::<(), String>(())
    };
    write(DOCUMENT.into(), data::json(results).as_bytes())?;
    write("records.csv".into(), data::csv(results).map_err(|error| error.to_string())?.as_bytes())?;
    write("page-one.txt".into(), (look(results).page)(results, Style::default()).as_bytes())?;
    for (name, draw) in (look(results).plots)() {
        let Some(svg) = draw(results) else {
            for kind in ["svg", "png"] {
                files::remove(&folder.join(format!("{name}.{kind}")))?;
            }
            continue;
        };
        write(format!("{name}.svg"), svg.as_bytes())?;
        #[cfg(feature = "png")]
        write(format!("{name}.png"), &plot::png(&svg).map_err(|error| error.to_string())?)?;
    }
    Ok(names)
}
