//! Where a quantity is evaluated: the pick-freeze matrices A and B, and A with columns of B.

use model::inputs::Inputs;
use model::sampling::{Sampler, Taken};
use model::scenario::Scenario;
use model::simulation::NotFinite;
use model::simulation::sample::{Sample, Wanted, sample};
use model::simulation::statistic::{Figure, Statistic};

/// Most administrations: of more, inputs by replication take gigabytes.
pub const MOST: usize = 1000;
/// Why there are no indices.
#[derive(Debug, thiserror::Error)]
pub enum NoSensitivity {
    /// Too many administrations.
    #[error("{0} administrations are too many to keep all their inputs: at most {MOST}; take some of them")]
    TooMany(usize),
    /// Too many factors.
    #[error(
        "{0} inputs of {1} administrations, each by itself, would take very long: leave out --each, or take some of them"
    )]
    TooManyApart(usize, usize),
    /// A replication without a number.
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
    /// A replication in which the quantity does not exist.
    #[error("`{0}` does not exist in every replication, so that it has no shares")]
    Undefined(String),
    /// Nothing to explain.
    #[error("`{0}` is the same in every replication: no input decides it")]
    Certain(String),
}

/// Where the quantity is evaluated.
pub(super) struct PickFreeze<'a> {
    pub scenario: &'a Scenario,
    pub of: &'a Statistic,
    pub sampler: &'a Sampler<'a>,
    pub original: Inputs,
    pub replications: usize,
}

impl PickFreeze<'_> {
    /// The quantity by replication, and the inputs of some rows.
    pub fn sample(
        &self,
        rows: Vec<usize>,
        replications: usize,
        draw: &(dyn Fn(u64, &mut Inputs) + Sync),
    ) -> Result<Sample, NoSensitivity> {
        let wanted = Wanted { rows, quantities: vec![self.of.quantity] };
        let sample = sample(self.scenario, replications, &wanted, &self.original, draw)?;
        match sample.quantities[0].iter().all(|value| value.is_finite()) {
            true => Ok(sample),
            false => Err(NoSensitivity::Undefined(self.of.of_quantity(self.scenario).0.to_owned())),
        }
    }

    /// What shares are of, with the columns of some inputs from matrix B.
    pub fn mixed(&self, taken: &Taken) -> Result<Vec<f64>, NoSensitivity> {
        let draw = |first, inputs: &mut Inputs| self.sampler.draw_mixed(first, inputs, taken);
        Ok(self.seen(self.sample(Vec::new(), self.replications, &draw)?.quantities.remove(0)))
    }

    /// The quantity, or whether it is above 0.
    pub fn seen(&self, mut values: Vec<f64>) -> Vec<f64> {
        if self.of.figure == Figure::Positive {
            values.iter_mut().for_each(|value| *value = f64::from(*value > 0.0));
        }
        values
    }
}
