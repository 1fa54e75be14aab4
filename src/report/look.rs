//! What the results of each command look like: a new study is one line.
//!
//! In: a document. Out: its page, its plots. Must not know: how they are saved.

use super::plot::{self, Plot};
use super::style::Style;
use super::{knockout, page_one, size, sweep, threshold};
use crate::study::record::Results;

/// How results of a command are shown.
pub struct Look {
    /// The command that makes them.
    command: &'static str,
    /// The page for people.
    pub page: fn(&Results, Style) -> String,
    /// Its plots, by the name of their file.
    pub plots: fn() -> &'static [(&'static str, Plot)],
}

const LOOKS: [Look; 5] = [
    Look { command: "compare", page: page_one::page_one, plots: plot::plots },
    Look { command: "knockout", page: knockout::page, plots: plot::knockout_plots },
    Look { command: "threshold", page: threshold::page, plots: plot::threshold_plots },
    Look { command: "size", page: size::page, plots: plot::size_plots },
    Look { command: "sweep", page: sweep::page, plots: plot::sweep_plots },
];

/// How a document is shown: as its command says, else like a comparison.
pub fn look(results: &Results) -> &'static Look {
    let of_command = LOOKS.iter().find(|look| look.command == results.provenance.command);
    of_command.unwrap_or(&LOOKS[0])
}
