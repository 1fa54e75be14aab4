//! `init`: a scenario file from a template.
//!
//! In: the name of a template, the name of a file. Out: the file, and what to type next. Must not know: what is in a
//! template.

use super::Outcome;
use super::arguments::Init;
use super::console::Console;
use super::files;
use super::next::quoted;
use crate::scenario::problem::suggestion;
use crate::scenario::template::{TEMPLATES, find};

pub(crate) fn run(options: &Init, console: Console) -> Outcome {
    let Some(template) = find(&options.template) else {
        let help = suggestion(&options.template, TEMPLATES.iter().map(|template| template.name));
        console.error(&format!("there is no template `{}`: {help}", options.template));
        return Outcome::BadInput;
    };
    let shown = options.file.display();
    if options.file.exists() && !options.force {
        console.error(&format!("{shown} is there already; name another file, or overwrite it with --force"));
        return Outcome::BadInput;
    }
    if let Err(problem) = files::write(&options.file, template.text().as_bytes()) {
        console.error(&problem);
        return Outcome::NotWritten;
    }
    let typed = quoted(&options.file.display().to_string());
    console.note(&format!(
        "Wrote {shown}: {}.\nNext: portflow check {typed}, then portflow compare {typed}.",
        template.about
    ));
    Outcome::Done
}
