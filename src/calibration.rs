//! What finished projects say of a model: fits to them, and how far they can be trusted.
//!
//! One file a method; all of them take plain numbers and know neither files nor scenarios.

pub mod accuracy;
pub mod benchmark;
pub mod bootstrap;
pub mod calibrate;
pub mod candidates;
pub mod elsewhere;
pub mod fitting;
pub mod goodness;
pub mod line;
pub mod models;
pub mod over_sets;
pub mod regression;
pub mod section;
pub mod student;
pub mod tail;
