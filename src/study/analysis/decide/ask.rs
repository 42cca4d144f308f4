//! Which strategy to choose: how surely each is the cheapest, what it would cost to be wrong, and what to find out
//! first.
//!
//! All from the same replications: the cheapest strategy of each, regret (a strategy's cost less that of the cheapest),
//! budgets and joint confidence as quantiles, the value of information by regression ([`evppi`](super::evppi), of studies
//! [`studies`](super::studies)). Cost: one simulation, and a regression an input, a group and a study.

use super::evppi::perfect;
use super::found::{Choice, Decision, MemberChoice, MemberStrategy, Pair, Worthwhile};
use super::knowable::{Knowable, Values, Worth};
use super::named::Asked;
use crate::analysis::header::Header;
use crate::analysis::variants::{VariantError, Variants};
use model::results::{Ambiguity, Known};
use model::samples::{mean, quantile};
use model::sampling::design::{Design, Plan};
use model::scenario::{Scenario, Strategy};
use model::simulation::NotFinite;
use model::simulation::ambiguity::ambiguity;
use model::simulation::measure::{MemberQuantity, Quantity, SavingQuantity, StrategyQuantity};
use model::simulation::sample::{Sample, Wanted};
use model::simulation::statistic::tally;
use model::simulation::tails::TailIndices;
use model::simulation::tally::{Tally, Z_975, probability};

/// Administrations whose own choice is told.
const MOST_MEMBERS: usize = 500;
/// Replications that are listed one by one.
const TOLD: usize = 1000;
/// Percents of budgets.
const BUDGETS: [usize; 3] = [50, 70, 80];

/// Answers for a scenario.
///
/// # Errors
/// If a strategy's cost has no mean, a replication is not finite, or what is asked names what cannot be found out.
pub fn decide(variants: &Variants, scenario: &Scenario, asked: &Asked) -> Result<Decision, VariantError> {
    let strategies = &scenario.strategies;
    let of_all = |quantity| strategies.iter().map(move |&strategy| Quantity::Strategy(strategy, quantity));
    TailIndices::of(scenario).require_mean_costs(strategies)?;
    let members = if scenario.administrations.len() > MOST_MEMBERS { 0 } else { scenario.administrations.len() };
    let knowable = Knowable::new(scenario, variants.seed, asked)?;
    let of_strategies =
        [StrategyQuantity::EqualService, StrategyQuantity::Cost, StrategyQuantity::GoLive].into_iter().flat_map(of_all);
    let of_members = (0..members).flat_map(|i| {
        let of = move |quantity| strategies.iter().map(move |&strategy| Quantity::Member(i, strategy, quantity));
        of(MemberQuantity::EqualService).chain(of(MemberQuantity::Cost))
    });
    let wanted = Wanted { quantities: of_strategies.chain(of_members).collect(), rows: knowable.rows() };
    let Sample { inputs, quantities } = variants.sample(scenario, &wanted)?;
    let series: Vec<&[f64]> = quantities.iter().map(Vec::as_slice).collect();
    let (costs, rest) = series.split_at(strategies.len());
    let (cash, rest) = rest.split_at(strategies.len());
    let (lives, of_members) = rest.split_at(strategies.len());
    let pair = [Strategy::Independent, Strategy::Shared]
        .map(|strategy| costs[strategies.iter().position(|own| *own == strategy).unwrap_or(0)]);
    let both = |worth: Worth| Worthwhile { to_share_or_not: worth(&pair), among_all_strategies: worth(costs) };
    let choices = choices(strategies, costs, cash, lives)?;
    let inputs = Values { rows: &wanted.rows, series: &inputs };
    Ok(Decision {
        header: Header::of(scenario, variants.replications, variants.seed),
        best: best(strategies, choices.iter().map(|choice| choice.cost.value)),
        pairs: pairs(strategies, costs)?,
        joint: cash.iter().zip(lives).map(|(cash, lives)| joint(cash, lives)).collect(),
        ambiguity: over_the_unknown(scenario, variants, strategies, costs),
        evpi: both(&perfect),
        strategies: choices,
        evppi: knowable.inputs(&inputs, &both),
        groups: knowable.groups(&inputs, &both),
        studies: knowable.studies(&inputs, &both)?,
        administrations: of_members
            .chunks_exact(2 * strategies.len())
            .enumerate()
            .map(|(i, of_member)| {
                let (costs, cash) = of_member.split_at(strategies.len());
                member(scenario, i, costs, cash)
            })
            .collect::<Result<_, _>>()?,
    })
}

/// Chances and means over what is not known, around those of the replications.
fn over_the_unknown(
    scenario: &Scenario,
    variants: &Variants,
    strategies: &[Strategy],
    costs: &[&[f64]],
) -> Option<Ambiguity> {
    let plan = Plan::of(Design::Random, variants.replications as u64);
    let series = |wanted: Strategy| Some(costs[strategies.iter().position(|own| *own == wanted)?]);
    let found = |one: Strategy, other: Strategy| {
        let pairs = series(one)?.iter().zip(series(other)?);
        let differences: Vec<f64> = pairs.map(|(one, other)| one - other).collect();
        let dearer = differences.iter().filter(|difference| **difference > 0.0).count();
        Some((dearer as f64 / differences.len() as f64, Some(mean(&differences))))
    };
    ambiguity(scenario, variants.seed, plan, &TailIndices::of(scenario), found)
}

fn best(strategies: &[Strategy], means: impl Iterator<Item = f64>) -> Strategy {
    strategies
        .iter()
        .copied()
        .zip(means)
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(Strategy::Independent, |(strategy, _)| strategy)
}

/// Which strategy is the cheapest in each replication, and what it costs; of equals the first.
fn cheapest(costs: &[&[f64]]) -> Vec<(usize, f64)> {
    let one = |k: usize| {
        let strategies = costs.iter().map(|series| series[k]).enumerate();
        strategies.fold((0, f64::INFINITY), |least, own| if own.1 < least.1 { own } else { least })
    };
    (0..costs[0].len()).map(one).collect()
}

/// Strategies are chosen by their costs at equal service; budgets are in cash.
fn choices(
    strategies: &[Strategy],
    costs: &[&[f64]],
    cash: &[&[f64]],
    lives: &[&[f64]],
) -> Result<Vec<Choice>, NotFinite> {
    let cheapest = cheapest(costs);
    let n = cheapest.len() as f64;
    let choice = |(w, &strategy): (usize, &Strategy)| {
        let of_cost = |values: &[f64]| tally(Quantity::Strategy(strategy, StrategyQuantity::Cost), values);
        let regrets: Vec<f64> = costs[w].iter().zip(&cheapest).map(|(own, least)| own - least.1).collect();
        let (estimate, regret) = (of_cost(costs[w])?.estimate(true), of_cost(&regrets)?.estimate(true));
        let (mean, half) = (estimate.mean.unwrap_or(f64::NAN), estimate.standard_error.map(|error| Z_975 * error));
        let years = live_by(lives[w]);
        let budget = budgets(&of_cost(cash[w])?);
        let both = |k: usize| {
            let pairs = cash[w].iter().zip(lives[w]);
            pairs.filter(|(cost, live)| **cost <= budget[k] && **live <= years[k]).count() as f64 / n
        };
        Ok(Choice {
            strategy,
            cost: Known { value: mean, low: half.map(|half| mean - half), high: half.map(|half| mean + half) },
            budget_p50_p70_p80: budget,
            cheapest: probability(cheapest.iter().filter(|least| least.0 == w).count() as u64, n as u64),
            regret: regret.mean.unwrap_or(f64::NAN),
            regret_p95: regret.quantile(95).unwrap_or(f64::NAN),
            go_live_p50_p70_p80: years,
            joint_p50_p70_p80: [both(0), both(1), both(2)],
        })
    };
    strategies.iter().enumerate().map(choice).collect()
}

/// What every strategy saves against every other.
fn pairs(strategies: &[Strategy], costs: &[&[f64]]) -> Result<Vec<Pair>, NotFinite> {
    let mut pairs = Vec::new();
    for (a, &strategy) in strategies.iter().enumerate() {
        for (b, &against) in strategies.iter().enumerate().filter(|(b, _)| *b != a) {
            let saved: Vec<f64> = costs[b].iter().zip(costs[a]).map(|(other, own)| other - own).collect();
            let tally = tally(Quantity::Saving(against, SavingQuantity::Cost), &saved)?;
            let estimate = tally.estimate(true);
            let quantile = |percent| estimate.quantile(percent).unwrap_or(f64::NAN);
            let (value, half) = (estimate.mean.unwrap_or(f64::NAN), estimate.standard_error.map(|error| Z_975 * error));
            pairs.push(Pair {
                strategy,
                against,
                saves: Known { value, low: half.map(|half| value - half), high: half.map(|half| value + half) },
                saves_p5_p50_p95: [quantile(5), quantile(50), quantile(95)],
                cheaper: tally.positive(),
            });
        }
    }
    Ok(pairs)
}

/// Cost and go-live of the first replications.
fn joint(costs: &[f64], lives: &[f64]) -> Vec<[f64; 2]> {
    costs.iter().zip(lives).take(TOLD).map(|(&cost, &live)| [cost, live]).collect()
}

fn member(scenario: &Scenario, i: usize, costs: &[&[f64]], cash: &[&[f64]]) -> Result<MemberChoice, NotFinite> {
    let cheapest = cheapest(costs);
    let n = cheapest.len() as f64;
    let strategy = |(w, &strategy): (usize, &Strategy)| {
        Ok(MemberStrategy {
            strategy,
            cost: costs[w].iter().sum::<f64>() / n,
            budget_p50_p70_p80: budgets(&tally(Quantity::Member(i, strategy, MemberQuantity::Cost), cash[w])?),
            cheapest: cheapest.iter().filter(|least| least.0 == w).count() as f64 / n,
            regret: costs[w].iter().zip(&cheapest).map(|(own, least)| own - least.1).sum::<f64>() / n,
        })
    };
    let strategies: Vec<MemberStrategy> =
        scenario.strategies.iter().enumerate().map(strategy).collect::<Result<_, NotFinite>>()?;
    let administration = &scenario.administrations[i];
    Ok(MemberChoice {
        id: administration.id.clone(),
        name: administration.name.clone(),
        best: best(&scenario.strategies, strategies.iter().map(|strategy| strategy.cost)),
        strategies,
    })
}

/// P50, P70 and P80 of a series.
fn budgets(tally: &Tally) -> [f64; 3] {
    let curve = tally.curve();
    BUDGETS.map(|percent| curve[percent - 1].1)
}

/// P50, P70 and P80 of times, of which those that never come are the latest: infinite.
fn live_by(times: &[f64]) -> [f64; 3] {
    let mut sorted: Vec<f64> = times.iter().map(|&time| if time.is_nan() { f64::INFINITY } else { time }).collect();
    sorted.sort_by(f64::total_cmp);
    BUDGETS.map(|percent| {
        let value = quantile(&sorted, percent as f64 / 100.0);
        if value.is_nan() { f64::INFINITY } else { value }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_of_each_replication_decides() {
        let (alone, shared) = (vec![10.0, 10.0, 10.0, 10.0], vec![4.0, 8.0, 10.0, 30.0]);
        let lives = [vec![1.0, 2.0, 3.0, 4.0], vec![4.0, 3.0, 2.0, 1.0]];
        let found = choices(
            &[Strategy::Independent, Strategy::Shared],
            &[&alone, &shared],
            &[&alone, &shared],
            &[&lives[0], &lives[1]],
        )
        .expect("finite");
        assert_eq!([found[0].cheapest.value, found[1].cheapest.value], [0.5, 0.5]);
        assert_eq!([found[0].regret, found[1].regret], [2.0, 5.0]);
        assert_eq!(found[1].budget_p50_p70_p80[0], 9.0);
        assert_eq!(found[1].joint_p50_p70_p80[0], 0.0);
        let pairs = pairs(&[Strategy::Independent, Strategy::Shared], &[&alone, &shared]).expect("finite");
        assert_eq!([pairs[0].strategy, pairs[0].against], [Strategy::Independent, Strategy::Shared]);
        assert_eq!([pairs[0].saves.value, pairs[1].saves.value], [3.0, -3.0]);
        assert_eq!([pairs[0].cheaper.value, pairs[1].cheaper.value], [0.25, 0.5]);
        assert_eq!(
            best(&[Strategy::Independent, Strategy::Shared], found.iter().map(|one| one.cost.value)),
            Strategy::Independent
        );
    }
}
