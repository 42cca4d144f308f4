//! Fits to finished projects, and how far they can be trusted.
//!
//! One file a method; all of them take plain numbers and know neither files nor scenarios.

pub mod bootstrap;
pub mod fitting;
pub mod goodness;
pub mod line;
pub mod regression;
pub mod student;
pub mod tail;
