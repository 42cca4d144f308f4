//! What analyses found, in words: one file an analysis with a function `document`, which reads results only and gives an
//! answer in a language. Sentences of both languages stand side by side.

pub mod allocate;
pub mod answer;
pub mod backtest;
pub mod benchmark;
pub mod break_even;
pub mod calibrate;
pub mod compare;
pub mod cross_check;
pub mod decide;
pub mod models;
mod names;
pub mod partners;
pub mod run;
pub mod sensitivity;
pub mod sweep;
pub mod terms;

#[cfg(test)]
mod tests;
