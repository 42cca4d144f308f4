//! From files to a checked [`Scenario`](crate::scenario::Scenario): reads, places, checks, and collects every problem.

pub mod node;
pub mod problem;
