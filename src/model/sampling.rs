//! Named draws: which number an input takes in which replication (model.md section 8).
//!
//! A draw belongs to (seed, input name, replication number); generators are built in [`stream`] alone. A [`design`] spreads the
//! draws of many replications more evenly.

mod benefits;
mod correlation;
pub mod design;
mod events;
mod groups;
mod keys;
mod knowledge;
mod level;
mod sampler;
mod shape;
pub mod stream;
pub mod table;
mod tables;

pub use benefits::moves_benefits;
pub use knowledge::{Knowledge, KnownPoints, is_chance};
pub use level::CoreLevel;
pub use sampler::{Sampler, Taken};
