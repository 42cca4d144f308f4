//! Distributions of uncertain inputs.

/// A probability and its complement, both accurate: small tails keep all their digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// P(X <= x)
    pub below: f64,
    /// P(X > x)
    pub above: f64,
}

/// Interface stub.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// One value, certain.
    Constant(f64),
}
