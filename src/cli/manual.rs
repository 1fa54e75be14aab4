//! `completions` and `man`, made from the same definition as `--help`.
//!
//! In: the definition of the command line. Out: a script for a shell, a page of the manual, on stdout. Must not know:
//! what the commands do.

use std::io::{Error, Write};

use clap::CommandFactory;
use clap_mangen::Man;

use super::Outcome;
use super::arguments::Arguments;
use super::console::Console;

pub(crate) fn completions(shell: clap_complete::Shell, console: Console) -> Outcome {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "portflow", &mut bytes);
    console.result(&String::from_utf8_lossy(&bytes));
    Outcome::Done
}

pub(crate) fn man(console: Console) -> Outcome {
    let mut bytes = Vec::new();
    if page(&mut bytes).is_err() {
        console.error("the manual page could not be made");
        return Outcome::NotWritten;
    }
    console.result(&String::from_utf8_lossy(&bytes));
    Outcome::Done
}

/// One page, `portflow.1`, with a section for each command: what is printed is one file, to be installed as it is.
fn page(out: &mut Vec<u8>) -> Result<(), Error> {
    let mut all = Arguments::command().disable_help_subcommand(true);
    all.build();
    let main = Man::new(all.clone());
    main.render_title(out)?;
    main.render_name_section(out)?;
    main.render_synopsis_section(out)?;
    main.render_options_section(out)?;
    writeln!(out, ".SH COMMANDS\nThe options above, but for \\-\\-version, go with every command.")?;
    for command in all.get_subcommands() {
        writeln!(out, ".SS portflow {}", command.get_name())?;
        out.extend(section(command)?);
    }
    main.render_extra_section(out)?;
    main.render_version_section(out)
}

/// What a command does, how it is called, and its options, without headings and without what goes with every command.
fn section(command: &clap::Command) -> Result<Vec<u8>, Error> {
    let own = command.clone().mut_args(|one| {
        let is_common = matches!(one.get_id().as_str(), "quiet" | "color" | "help");
        one.hide(is_common)
    });
    let man = Man::new(own);
    let mut bytes = Vec::new();
    man.render_description_section(&mut bytes)?;
    bytes.extend(b".PP\n");
    man.render_synopsis_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // Each part begins with definitions for quotes, which the page has already, and a heading.
    let kept = text.lines().filter(|line| ![".SH", ".ie", ".el"].iter().any(|mark| line.starts_with(mark)));
    Ok(kept.flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect())
}
