//! Words around answers: what stands around any of them, the answers of `run`, `check`, `index` and `models`, notes on stderr, and words that several share.
//!
//! What an analysis found has its words beside its tables: `found/<analysis>/words.rs`.

pub mod answer;
pub mod check;
pub(crate) mod classes;
pub(crate) mod ground;
pub mod index;
pub(crate) mod inputs;
pub mod models;
pub(crate) mod names;
pub mod notes;
pub(crate) mod phrases;
pub(crate) mod quantities;
pub mod run;
