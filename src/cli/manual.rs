//! `completions` and `man`, made from the same definition as `--help`.

use clap::CommandFactory;

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
    let page = clap_mangen::Man::new(Arguments::command());
    if page.render(&mut bytes).is_err() {
        console.error("the manual page could not be made");
        return Outcome::NotWritten;
    }
    console.result(&String::from_utf8_lossy(&bytes));
    Outcome::Done
}
