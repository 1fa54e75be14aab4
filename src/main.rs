//! The binary: hands its arguments to `cli` and returns its exit code.
//!
//! In: the arguments of the process. Out: its exit code. Must not know: what the arguments mean.

use std::process::ExitCode;

fn main() -> ExitCode {
    portflow::cli::main()
}
