//! commonweal: what do administrations save by sharing one core codebase, who pays what, and how sure are we?
//!
//! Data flows one way; a module knows only what stands before it:
//!
//! ```text
//! scenario files ─ input ─▶ Scenario ─ sampling ─▶ Inputs ─ strategy ─▶ Outcome ─ simulation ─▶ Results ─▶ output · charts
//! game files ─ input ─▶ Game ─ allocation ─▶ Allocations ─▶ output · charts
//! Scenario ─ sampling ─ strategy ─ analysis ─▶ Game · Allocations · Partners ─▶ output · charts
//! ```
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`scenario`] | the checked question: immutable, complete, ids by index; the keys with their defaults and sources |
//! | [`distribution`] | one file a distribution: quantile, both tails, moments |
//! | [`input`] | TOML, CSV and `--set` with their places → a checked scenario, and every problem |
//! | [`lanes`] | a batch of replications side by side, and its arithmetic |
//! | [`samples`] | mean, median and quantile of a list of values |
//! | [`sampling`] | named draws, designs (one file each), inverse-CDF tables, correlation, events |
//! | [`effort`] | from size to effort: one file a model, with its constants and their sources, which `input` reads too, and public data sets of finished projects |
//! | [`product_lines`] | published economics of reuse: Poulin, SIMPLE, COPLIMO, one file each; plain functions of person-months |
//! | [`strategy`] | the model: pure functions from drawn inputs to what each way comes to |
//! | [`simulation`] | replications in parallel, tallies, statistics |
//! | [`calibration`] | what finished projects say of a model: fits with their uncertainty; it knows neither files nor scenarios |
//! | [`analysis`] | questions that take the model's answer for many groups or variants of a scenario on the same draws: coalitions, who pays what, partners, kinship, comparisons, sweeps, switching values, sensitivity, the choice of a way and what knowing more is worth, back-tests |
//! | [`game`], [`allocation`] | cost games: core, least core, certificates; one file a rule of cost sharing; they know nothing of software or files |
//! | [`results`] | the only types that are serialised |
//! | [`output`], [`charts`] | results as files and pictures |
//! | [`cli`] | arguments, one file a command, exit codes |
//!
//! Invariants, the absent ones too:
//!
//! - A draw belongs to (seed, input name, replication number), by a design also to the input's dimension; generators are built
//!   in [`sampling::stream`] alone.
//! - Same scenario, seed and stream version: the same bytes on any number of threads and any instruction set. What is
//!   added up is put together in the order of replications, the rest is counted; everything that decides a number is made of + − × ÷ √ and the pinned `libm`.
//! - File shapes stop at `input`, domain types stop at `results`. Nothing outside `input`, `output` and `cli` touches files or
//!   the terminal; the clock and the machine are known to `cli` and the manifest alone.
//! - A value that must be finite and is not is an error with its replication; a statistic that does not exist is `None`.
//! - No `unsafe`, no `unwrap` outside tests; wide instructions come from the `pulp` crate's safe dispatch.

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions"))]

pub mod allocation;
pub mod analysis;
pub mod calibration;
pub mod charts;
pub mod cli;
pub mod distribution;
pub mod effort;
pub mod game;
pub mod input;
pub mod lanes;
pub mod output;
pub mod product_lines;
pub mod results;
pub mod samples;
pub mod sampling;
pub mod scenario;
pub mod simulation;
pub mod strategy;
