//! The model: what administrations spend by each strategy, from a checked scenario to results.
//!
//! A module knows only what stands before it:
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`lanes`] | a batch of replications side by side, and its arithmetic |
//! | [`samples`] | mean, median and quantile of a list of values |
//! | [`distribution`] | one file a distribution: quantile, both tails, moments |
//! | [`scenario`] | the checked question: immutable, complete, ids by index; the keys with their defaults and sources |
//! | [`inputs`] | the drawn inputs of a batch |
//! | [`effort`] | from size to effort: one file a model, with its constants and their sources |
//! | [`strategy`] | pure functions from drawn inputs to what each strategy comes to |
//! | [`sampling`] | named draws, designs (one file each), inverse-CDF tables, correlation, events |
//! | [`results`] | what a run found |
//! | [`simulation`] | replications in parallel, tallies, statistics |
//! | [`game`], [`allocation`] | cost games: core, least core, certificates; one file a rule of cost sharing; they know nothing of software or files |

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions"))]

pub mod allocation;
pub mod distribution;
pub mod effort;
pub mod game;
pub mod inputs;
pub mod lanes;
pub mod results;
pub mod samples;
pub mod sampling;
pub mod scenario;
pub mod simulation;
pub mod strategy;
