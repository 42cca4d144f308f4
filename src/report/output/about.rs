//! What a result is of.

use study::analysis::header::Header;

/// What a result is of, as its manifest says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// The scenario's id.
    pub scenario: Option<String>,
    /// The game's id.
    pub game: Option<String>,
    /// Rules of cost sharing.
    pub rules: Option<Vec<String>>,
    /// Seed of all draws.
    pub seed: Option<u64>,
    /// Replications of each variant.
    pub replications: Option<usize>,
    /// Inputs given other values than the scenario file gives them, as `path=value`.
    pub overrides: Vec<String>,
}

impl From<&Header> for About {
    fn from(header: &Header) -> About {
        About {
            scenario: Some(header.scenario.clone()),
            seed: Some(header.seed),
            replications: Some(header.replications),
            overrides: header.overrides.clone(),
            ..About::default()
        }
    }
}
