//! commonweal: what do administrations save by sharing one core codebase?

pub mod distribution;
pub mod input;
pub mod results;
pub mod scenario;
