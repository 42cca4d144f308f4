//! The `commonweal` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    commonweal::cli::main()
}
