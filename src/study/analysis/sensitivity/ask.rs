//! Which inputs decide a quantity: Sobol' indices, rank correlations and a tornado of every factor.
//!
//! PickFreeze are those of a Latin hypercube. Scrambled Sobol' points did no better on the shipped scenarios, and at
//! some numbers of points much worse: the dimensions of an input's first and second draw may pair badly, and more
//! points then do not narrow its intervals until all at once they do.
//!
//! Factors are ordered by their shares of the ranks' variance: where rare extreme outputs make the variance itself, its
//! shares change with every seed.
//!
//! Cost: two evaluations of every point, and four more a factor.

use super::factors::{Factor, factors};
use super::found::{Base, FactorResult, Sensitivity, Shares, Warning};
use super::indices::{Ranks, indices, rank_correlation};
use super::pick_freeze::{MOST, NoSensitivity, PickFreeze};
use super::tornado::Tornado;
use crate::analysis::header::Header;
use model::inputs::Inputs;
use model::sampling::design::{Design, Plan};
use model::sampling::{Sampler, Taken};
use model::scenario::Scenario;
use model::simulation::statistic::{Figure, Statistic};

/// Most factors times administrations where inputs are taken apart: minutes of work.
const MOST_APART: usize = 100_000;
/// Most replications of each set of points; no advice asks for more.
pub const MOST_REPLICATIONS: u64 = 1_000_000;
/// An interval wider than this is worth a warning.
const WIDE: f64 = 0.1;
/// Where a hundredth of the replications makes more of the variance than this, its shares may never settle.
const EXTREME: f64 = 0.15;
/// Intervals are estimates, too: advice leaves room for those that come out wider.
const ROOM: f64 = 1.7;

/// Replications of each pick-freeze matrix where nothing else is said.
pub const REPLICATIONS: u32 = 4096;
/// The statistic where nothing else is said.
pub const STATISTIC: &str = "saving";

/// What decides a statistic's quantity (of a probability, whether it is above 0), and how far inputs move the
/// statistic; `each`: modules' and administrations' inputs apart.
///
/// # Errors
/// If there are too many administrations, or the quantity is certain or does not exist everywhere.
pub fn sensitivity(
    scenario: &Scenario,
    of: &Statistic,
    (seed, asked): (u64, u64),
    each: bool,
) -> Result<Sensitivity, NoSensitivity> {
    if scenario.administrations.len() > MOST {
        return Err(NoSensitivity::TooMany(scenario.administrations.len()));
    }
    let plan = Plan::of(Design::LatinHypercube, asked);
    let sampler = Sampler::planned(scenario, seed, plan);
    let points = PickFreeze {
        scenario,
        of,
        original: sampler.inputs(),
        sampler: &sampler,
        replications: plan.replications as usize,
    };
    let factors = factors(scenario, &sampler, each);
    let members = scenario.administrations.len();
    if each && factors.len() * members > MOST_APART {
        return Err(NoSensitivity::TooManyApart(factors.len(), members));
    }
    let found = Found::of(&points, factors)?;
    let Found { variance, mut factors, base } = found;
    factors.sort_by(|one, other| other.ranks.total.value.total_cmp(&one.ranks.total.value));
    let (quantity, quantity_unit) = of.of_quantity(scenario);
    Ok(Sensitivity {
        header: Header::of(scenario, plan.replications as usize, seed),
        of: of.path.clone(),
        unit: of.unit.clone(),
        quantity: quantity.to_owned(),
        quantity_unit,
        mean: variance.map(|known| known.mean),
        sd: variance.map(|known| known.sd),
        extremes: variance.map(|known| known.extremes),
        chance: factors.iter().filter(|one| one.chance).map(|one| one.ranks.first_order.value).sum(),
        base,
        warnings: warnings(&factors, variance, plan.replications),
        factors,
    })
}

/// Mean and spread of the quantity.
#[derive(Clone, Copy)]
struct Variance {
    mean: f64,
    sd: f64,
    extremes: f64,
}

impl Variance {
    /// Over matrix A, that of the tornado's base.
    fn of(a: &[f64]) -> Variance {
        let count = a.len() as f64;
        let mean = a.iter().sum::<f64>() / count;
        let mut squares: Vec<f64> = a.iter().map(|value| (value - mean) * (value - mean)).collect();
        let all = squares.iter().sum::<f64>();
        squares.sort_by(|one, other| other.total_cmp(one));
        let extremes = squares[..squares.len() / 100].iter().sum::<f64>() / all;
        Variance { mean, sd: (all / count).sqrt(), extremes }
    }
}

/// What was found of all factors.
struct Found {
    variance: Option<Variance>,
    factors: Vec<FactorResult>,
    base: Base,
}

impl Found {
    fn of(points: &PickFreeze, factors: Vec<Factor>) -> Result<Found, NoSensitivity> {
        let scenario = points.scenario;
        let alike: Vec<&Factor> = factors.iter().filter(|factor| factor.alike(scenario)).collect();
        let rows = alike.iter().flat_map(|factor| factor.rows.iter().copied()).collect();
        let draw = |first, inputs: &mut Inputs| points.sampler.draw(first, inputs);
        let mut first = points.sample(rows, points.replications, &draw)?;
        let tornado = Tornado::new(points, first.quantities.remove(0))?;
        let a = points.seen(tornado.drawn.clone());
        let b = points.mixed(&Taken::All)?;
        if a.iter().chain(&b).all(|value| *value == a[0]) {
            return Err(NoSensitivity::Certain(points.of.path.clone()));
        }
        let sure = points.of.figure == Figure::Positive;
        let variance = (sure || points.of.has_variance(scenario)).then(|| Variance::of(&a));
        let ranks = Ranks::among(&a, &b);
        let [ranks_a, ranks_b] = [&a, &b].map(|values| ranks.of(values));
        let mut kept = first.inputs.iter();
        let mut results = Vec::new();
        for factor in &factors {
            let keys = points.sampler.keys(&factor.rows);
            let [ab, ba] = [points.mixed(&Taken::These(&keys))?, points.mixed(&Taken::AllBut(&keys))?];
            let of_variance = variance.and_then(|_| indices(&a, &b, [&ab, &ba]));
            let of_ranks = indices(&ranks_a, &ranks_b, [&ranks.of(&ab), &ranks.of(&ba)]);
            let Some(of_ranks) = of_ranks else { return Err(NoSensitivity::Certain(points.of.path.clone())) };
            let moves = if factor.alike(scenario) { rank_correlation(&sum(factor, &mut kept), &a) } else { None };
            let bar = tornado.bar(factor, &keys)?;
            results.push(factor.result(scenario, (of_variance, of_ranks), moves, bar));
        }
        Ok(Found { variance, factors: results, base: tornado.base })
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

/// The widest interval of all.
fn widest(shares: impl Iterator<Item = Shares>) -> f64 {
    let widths = shares.flat_map(|Shares { first_order, total }| [first_order, total]).map(|one| one.high - one.low);
    widths.fold(0.0, f64::max)
}

/// What is not known well enough, and what would help.
fn warnings(factors: &[FactorResult], variance: Option<Variance>, replications: u64) -> Vec<Warning> {
    let of_ranks = widest(factors.iter().map(|one| one.ranks));
    let of_variance = widest(factors.iter().filter_map(|one| one.variance));
    let mut found = Vec::new();
    let mut widest = of_ranks;
    match variance {
        None => found.push(Warning::NoVariance),
        // Where rare extremes were not drawn, intervals are too narrow: how wide they are does not tell.
        Some(known) if known.extremes > EXTREME => {
            found.push(Warning::ExtremesDecide { extremes: known.extremes, widest: of_variance });
        }
        Some(_) => widest = widest.max(of_variance),
    }
    if widest > WIDE {
        // Widths fall with the square root of the replications.
        let wanted = replications as f64 * (widest / WIDE) * (widest / WIDE) * ROOM;
        let replications_needed =
            Plan::of(Design::LatinHypercube, wanted.ceil() as u64).replications.min(MOST_REPLICATIONS);
        found.push(Warning::WideIntervals { widest, replications, replications_needed, wanted: WIDE });
    }
    found
}
