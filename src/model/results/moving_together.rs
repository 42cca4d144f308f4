//! Inputs that were asked to move together, and how far they did.

/// A group of inputs with one correlation for every pair, asked of their normal scores and measured of the ranks of draws.
#[derive(Debug, Clone, PartialEq)]
pub struct MovingTogether {
    /// Patterns of the group as the scenario writes them, or the path of the key that asks for it.
    pub name: String,
    /// Correlation of normal scores that was asked for.
    pub asked: f64,
    /// Rank correlation that this comes to: 6/π·asin(ρ/2), Spearman's of a normal copula.
    pub asked_of_ranks: f64,
    /// Uncertain inputs of the group.
    pub inputs: usize,
    /// Replications that were measured, the first of the run.
    pub replications: u64,
    /// Rank correlation of each pair: of all inputs, or of some that stand evenly among them.
    pub achieved: Vec<Achieved>,
}

/// The rank correlation of two inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Achieved {
    /// Their paths.
    pub inputs: [String; 2],
    /// Spearman's rank correlation.
    pub of_ranks: f64,
}
