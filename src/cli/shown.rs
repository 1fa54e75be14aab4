//! Results shown and saved: what `compare` and `report` have in common.
//!
//! In: a results document. Out: text on stdout, files in a folder. Must not know: how it came about.

use std::path::Path;

use super::arguments::{By, Format};
use super::console::Console;
use super::files;
use crate::report::details::{self, details};
use crate::report::style::Style;
use crate::report::{data, knockout, page_one, plot};
use crate::study::record::Results;

/// The document as asked for.
pub(crate) fn text(results: &Results, format: Format, by: &[By], console: Console) -> String {
    let style = Style { colour: console.color, ..Style::default() };
    match format {
        Format::Table => {
            let mut text = page(results, style);
            for by in by {
                text.push('\n');
                text.push_str(&details(results, kind(*by), style));
            }
            text
        }
        Format::Json => data::json(results),
        Format::Csv => data::csv(results).unwrap_or_else(|error| format!("{error}\n")),
        Format::Markdown if is_knockout(results) => knockout::markdown(results),
        Format::Markdown => page_one::markdown(results),
    }
}

fn is_knockout(results: &Results) -> bool {
    results.provenance.command == "knockout"
}

/// The page of the command that made the results.
fn page(results: &Results, style: Style) -> String {
    if is_knockout(results) { knockout::page(results, style) } else { page_one::page_one(results, style) }
}

fn kind(by: By) -> details::By {
    match by {
        By::Channel => details::By::Channel,
        By::Group => details::By::Group,
        By::Team => details::By::Team,
        By::Site => details::By::Site,
        By::Interval => details::By::Interval,
        By::Account => details::By::Account,
        By::Agent => details::By::Agent,
        By::Continuity => details::By::Continuity,
        By::Cost => details::By::Cost,
        By::Contract => details::By::Contract,
    }
}

/// Saves document, rows, page one and plots; returns the names of the files.
pub(crate) fn save(results: &Results, folder: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut write = |name: String, bytes: &[u8]| {
        files::write(&folder.join(&name), bytes)?;
        names.push(name);
        Ok::<(), String>(())
    };
    write("results.json".into(), data::json(results).as_bytes())?;
    write("records.csv".into(), data::csv(results).map_err(|error| error.to_string())?.as_bytes())?;
    write("page-one.txt".into(), page(results, Style::default()).as_bytes())?;
    let plots = if is_knockout(results) { plot::knockout_plots() } else { plot::plots() };
    for (name, draw) in plots {
        let Some(svg) = draw(results) else { continue };
        write(format!("{name}.svg"), svg.as_bytes())?;
        #[cfg(feature = "png")]
        write(format!("{name}.png"), &plot::png(&svg).map_err(|error| error.to_string())?)?;
    }
    Ok(names)
}
