//! commonweal: what do administrations save by sharing one core codebase, who pays what, and how sure are we?
//!
//! Four crates; each knows only those before it, and a fifth beside this one, the Python package in `src/python`, which stands where it stands:
//!
//! ```text
//! model ◀─ study ◀─ report ◀─ this command
//!
//! scenario files ─ study::input ─▶ Scenario ─ model::sampling ─▶ Inputs ─ model::strategy ─▶ Outcome ─ model::simulation ─▶ Results
//! game files ─ study::input ─▶ Game ─ model::allocation ─▶ Division
//! Scenario ─ study::analysis::<name>::ask (many variants, the same draws) ─▶ study::analysis::<name>::found
//! Results and what analyses found ─ report ─▶ files, charts
//! ```
//!
//! | crate | what lives there |
//! | --- | --- |
//! | [`model`] | the model, exactly: from the checked scenario to results; it knows neither files nor the terminal |
//! | [`study`] | reading scenarios, with the place of every problem; questions asked of the model |
//! | [`report`] | results as files and pictures |
//! | [`cli`] | arguments, one file a command, answers, exit codes |
//!
//! Invariants, the absent ones too:
//!
//! - A draw belongs to (seed, input name, replication number), by a design also to the input's dimension; generators are built
//!   in [`model::sampling::stream`] alone.
//! - Same scenario, seed and stream version: the same bytes on any number of threads and any instruction set. What is
//!   added up is put together in the order of replications, the rest is counted; everything that decides a number is made of + − × ÷ √ and the pinned `libm`.
//! - File shapes stop at [`study::input`]. Only `study::input`, `report::output` and `cli` touch files; only `cli` the
//!   terminal; the clock and the machine are known to `cli` and the manifest alone.
//! - A value that must be finite and is not is an error with its replication; a statistic that does not exist is `None`.
//! - No `unsafe` but what PyO3 writes around the functions of the Python package, no `unwrap` outside tests; wide instructions come from the `pulp` crate's safe dispatch.
//!
//! `tests/architecture.rs` reads the imports and holds the arrows.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
