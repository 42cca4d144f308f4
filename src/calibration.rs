//! What finished projects say of a model: fits to them, and how far they can be trusted.
//!
//! One file a method; all of them take plain numbers and know neither files nor scenarios.

pub mod line;
pub mod regression;
