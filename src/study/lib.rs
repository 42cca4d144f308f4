//! Reading scenarios, and questions asked of the model.
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`data_sets`] | public data sets of finished projects |
//! | [`calibration`] | what finished projects say of a model: fits with their uncertainty; it knows neither files nor scenarios |
//! | [`product_lines`] | published economics of reuse: Poulin, SIMPLE, COPLIMO, one file each; plain functions of person-months |
//! | [`input`] | TOML, CSV and `--set` with their places → a checked scenario, and every problem |
//! | [`analysis`] | one folder a question that takes the model's answer for many groups or variants of a scenario on the same draws |

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions"))]

pub mod analysis;
pub mod calibration;
pub mod data_sets;
pub mod input;
pub mod product_lines;
