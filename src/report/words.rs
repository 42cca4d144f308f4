//! Words around answers: what stands around any of them, the answers of `run`, `check` and `models`, and words that several share.
//!
//! What an analysis found has its words beside its tables: `found/<analysis>/words.rs`.

pub mod answer;
pub mod check;
pub mod models;
pub(crate) mod names;
pub mod run;
