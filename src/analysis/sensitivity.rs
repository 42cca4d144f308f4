//! Which inputs decide a quantity: Sobol' indices and rank correlations of every factor, on the points of a Sobol' design.
//!
//! Cost: two evaluations of every point, and one more a factor.

use super::factors::{Factor, factors};
use super::indices::{indices, rank_correlation};
use super::sample::{Sample, Wanted, sample};
use crate::results::{FactorResult, SCHEMA_VERSION, Sensitivity};
use crate::sampling::design::{Design, Plan};
use crate::sampling::{Sampler, Taken};
use crate::scenario::Scenario;
use crate::simulation::NotFinite;
use crate::simulation::statistic::{Figure, Statistic};
use crate::strategy::Inputs;

/// Most administrations: of more, inputs by replication take gigabytes.
pub const MOST: usize = 1000;
/// An interval wider than this is worth a warning.
const WIDE: f64 = 0.1;
/// Most replications of each set of points; no advice asks for more.
pub const MOST_REPLICATIONS: u64 = 1_000_000;

/// Why there are no indices.
#[derive(Debug, thiserror::Error)]
pub enum NoSensitivity {
    /// Too many administrations.
    #[error("{0} administrations are too many to keep all their inputs: at most {MOST}; take some of them")]
    TooMany(usize),
    /// A replication without a number.
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
    /// A replication in which the quantity does not exist.
    #[error("`{0}` does not exist in every replication, so its variance has no shares")]
    Undefined(String),
    /// Nothing to explain.
    #[error("`{0}` is the same in every replication: no input decides it")]
    Certain(String),
}

/// What decides a mean or a probability; `each`: modules' and administrations' inputs apart.
///
/// # Errors
/// If there are too many administrations, or the quantity has no variance to share out.
pub fn sensitivity(
    scenario: &Scenario,
    of: &Statistic,
    (seed, asked): (u64, u64),
    each: bool,
) -> Result<Sensitivity, NoSensitivity> {
    if scenario.administrations.len() > MOST {
        return Err(NoSensitivity::TooMany(scenario.administrations.len()));
    }
    let plan = Plan::of(Design::Sobol, asked);
    let sampler = Sampler::planned(scenario, seed, plan);
    let factors = factors(scenario, &sampler, each);
    let points = Points { scenario, of, original: sampler.inputs(), replications: plan.replications as usize };
    let rows = factors.iter().filter(|factor| factor.alike).flat_map(|factor| factor.rows.iter().copied()).collect();
    let first = points.values(rows, &|first, inputs| sampler.draw(first, inputs))?;
    let a = &first.quantities[0];
    let b = points.values(Vec::new(), &|first, inputs| sampler.draw_mixed(first, inputs, &Taken::All))?;
    let b = &b.quantities[0];
    let (mean, sd) = spread(a, b);
    if sd == 0.0 {
        return Err(NoSensitivity::Certain(of.path.clone()));
    }
    let mut kept = first.inputs.iter();
    let mut results = Vec::new();
    for factor in &factors {
        let taken = sampler.taken(&factor.rows);
        let mixed = points.values(Vec::new(), &|first, inputs| sampler.draw_mixed(first, inputs, &taken))?;
        let ranks = if factor.alike { rank_correlation(&sum(factor, &mut kept), a) } else { None };
        results.push(factor.result(scenario, indices(a, b, &mixed.quantities[0]), ranks));
    }
    results.sort_by(|one: &FactorResult, other| other.total.value.total_cmp(&one.total.value));
    Ok(Sensitivity {
        schema_version: SCHEMA_VERSION,
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        of: of.path.clone(),
        unit: of.unit.clone(),
        replications: plan.replications,
        seed,
        mean,
        sd,
        chance: results.iter().filter(|one| one.chance).map(|one| one.first_order.value).sum(),
        warnings: warnings(&results, plan.replications),
        factors: results,
    })
}

struct Points<'a> {
    scenario: &'a Scenario,
    of: &'a Statistic,
    original: Inputs,
    replications: usize,
}

impl Points<'_> {
    fn values(&self, rows: Vec<usize>, draw: &(dyn Fn(u64, &mut Inputs) + Sync)) -> Result<Sample, NoSensitivity> {
        let wanted = Wanted { rows, quantities: vec![self.of.quantity] };
        let mut sample = sample(self.scenario, self.replications, &wanted, &self.original, draw)?;
        let values = &mut sample.quantities[0];
        if values.iter().any(|value| !value.is_finite()) {
            return Err(NoSensitivity::Undefined(self.of.path.clone()));
        }
        if self.of.figure == Figure::Positive {
            values.iter_mut().for_each(|value| *value = f64::from(*value > 0.0));
        }
        Ok(sample)
    }
}

/// The sum of a factor's values by replication, from the next series of all.
fn sum<'a>(factor: &Factor, kept: &mut impl Iterator<Item = &'a Vec<f64>>) -> Vec<f64> {
    let mut sum: Vec<f64> = Vec::new();
    for series in kept.take(factor.rows.len()) {
        sum.resize(series.len(), 0.0);
        sum.iter_mut().zip(series).for_each(|(sum, value)| *sum += value);
    }
    sum
}

fn spread(a: &[f64], b: &[f64]) -> (f64, f64) {
    let count = (a.len() + b.len()) as f64;
    let all = || a.iter().chain(b);
    let mean = all().sum::<f64>() / count;
    (mean, (all().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count).sqrt())
}

/// How many replications would make the intervals narrow enough: widths fall with their square root at the slowest.
fn warnings(factors: &[FactorResult], replications: u64) -> Vec<String> {
    let widths = factors.iter().flat_map(|one| [one.first_order, one.total]).map(|index| index.high - index.low);
    let widest = widths.fold(0.0, f64::max);
    if widest <= WIDE {
        return Vec::new();
    }
    let times = widest / WIDE * (widest / WIDE);
    let asked = (replications as f64 * times).min(2.0 * MOST_REPLICATIONS as f64);
    let enough = Plan::of(Design::Sobol, asked.ceil() as u64).replications;
    let advice = match enough <= MOST_REPLICATIONS {
        true => format!("`-n {enough}` should make them narrower"),
        false => {
            "rare extreme values decide the variance, so that more replications would hardly help: ask for whether \
                  the quantity is `.positive`"
                .to_owned()
        }
    };
    vec![format!("some intervals are wider than {WIDE}: {advice}")]
}
