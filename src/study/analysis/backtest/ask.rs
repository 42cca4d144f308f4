//! Back-test: what the model says, by what was known before, of cases whose end is known.
//!
//! Use it to see whether defaults are believable where they can be checked; it cannot prove them, since cases are few
//! and were selected. A case is a scenario with an `[outcome]`. In every replication,
//!
//! ```text
//! abandoned, members at the end, saving     as a run reports them
//! exits       members at the end < members who joined before the end of the horizon
//! cost        O_c · share of the build done: multiples of what was planned
//! years late  planned years · (O_c^d' − 1), of builds that are not abandoned
//! ```
//!
//! Cost and lateness are measured against the plan of the case itself, so that neither sizes nor rates that were guessed decide
//! them. What came is scored in the distribution of all replications ([`scores`](super::scores)). The naive forecaster
//! knows the other cases: see [`Naive`]. Assumes that cases are apart from each other, which outcomes of one case are
//! not. Cost: one simulation a case.

use super::found::{
    Backtest, Coverage, EventForecast, EventScore, Forecast, Naive, NumberForecast, NumberScore, PastCase, Predicted,
    Scores, Which,
};
use super::scores::{brier, crps, mean_of_cases, pit, within};
use crate::analysis::variants::{VariantError, Variants};
use model::inputs::Inputs;
use model::lanes::LANES;
use model::results::SCHEMA_VERSION;
use model::samples;
use model::samples::quantile;
use model::sampling::Sampler;
use model::sampling::stream::STREAM_VERSION;
use model::scenario::keys::Member;
use model::scenario::{Observable, Observed, Scenario, Seen, Strategy};
use model::simulation::NotFinite;
use model::simulation::measure::{Quantity, StrategyQuantity};
use model::simulation::tally::probability;
use model::strategy::Evaluator;
use rayon::prelude::*;

/// Batches that a thread goes through before it looks for others.
const STRETCH: usize = 16;

/// A case to be tested, read with its overrides.
pub struct Past<'a> {
    /// Its file, seed and replications.
    pub variants: Variants<'a>,
    /// The scenario.
    pub scenario: Scenario,
}

impl<'a> Past<'a> {
    /// Of a file.
    ///
    /// # Errors
    /// If it cannot be used, or has no `[outcome]`.
    pub fn new(variants: Variants<'a>) -> Result<Past<'a>, VariantError> {
        let scenario = variants.scenario(&[])?;
        observed(&scenario)?;
        Ok(Past { variants, scenario })
    }
}

/// What becomes of one replication.
#[derive(Debug, Clone, Copy)]
struct Replay {
    abandoned: bool,
    joined: f64,
    members: f64,
    /// O_c times the share that is built.
    cost: f64,
    /// O_c^d'
    stretch: f64,
    /// Share of the cost alone; no number where that is 0.
    saving: f64,
}

/// Tests all cases, from those on whose forecasts are known; hands on those of each that is tested.
///
/// # Errors
/// If a case has no `[outcome]`, a replication is not finite, or forecasts cannot be taken.
pub fn backtest<E: From<VariantError>>(
    cases: &[Past],
    known: Vec<Vec<Forecast>>,
    take: &mut dyn FnMut(&[Forecast]) -> Result<(), E>,
) -> Result<Backtest, E> {
    let mut found: Vec<PastCase> = cases.iter().map(|case| past(&case.scenario)).collect::<Result<_, _>>()?;
    let others: Vec<Vec<(Observable, f64)>> = found.iter().map(relative).collect();
    let mut forecasts = known;
    for (k, case) in cases.iter().enumerate().skip(forecasts.len()) {
        let rest: Vec<_> =
            others.iter().enumerate().filter(|(other, _)| *other != k).flat_map(|(_, values)| values).collect();
        let own = foretold(case, &found[k], &rest)?;
        take(&own)?;
        forecasts.push(own);
    }
    for (case, forecasts) in found.iter_mut().zip(forecasts) {
        for (figure, Forecast { event, number }) in case.figures.iter_mut().zip(forecasts) {
            (figure.event, figure.number) = (event, number);
        }
    }
    let scores = Which::EACH.map(|of| scores(of, &found)).to_vec();
    let first = cases.first().map(|case| &case.variants);
    Ok(Backtest {
        schema_version: SCHEMA_VERSION,
        replications: first.map_or(0, |variants| variants.replications),
        seed: first.map_or(0, |variants| variants.seed),
        stream: STREAM_VERSION,
        overrides: cases.first().map_or_else(Vec::new, |case| case.scenario.overrides.clone()),
        naive: Naive::OtherCases,
        cases: found,
        scores,
    })
}

/// What came of a case; nothing is predicted yet.
fn past(scenario: &Scenario) -> Result<PastCase, VariantError> {
    let observed = observed(scenario)?;
    let figure = |seen: &Seen| Predicted {
        what: seen.what,
        came: if seen.what == Observable::Cost { seen.value / seen.planned.unwrap_or(1.0) } else { seen.value },
        planned: seen.planned,
        mark: seen.grade,
        source: seen.source.clone(),
        note: seen.note.clone(),
        circular: observed.is_circular(seen.what),
        event: None,
        number: None,
    };
    Ok(PastCase {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        administrations: scenario.administrations.len(),
        horizon: scenario.horizon,
        found_by_end: observed.found_by_end,
        evidence_for: observed.evidence_for.clone(),
        figures: observed.figures.iter().map(figure).collect(),
    })
}

fn observed(scenario: &Scenario) -> Result<&Observed, VariantError> {
    scenario.observed.as_ref().ok_or_else(|| {
        let message = "has no [outcome]: there is nothing to hold it to; scenarios/history shows how one is written";
        VariantError::Unfit(format!("`{}` {message}", scenario.id))
    })
}

/// Simulates a case and holds what was predicted of each of its figures to what came; `others` is what came in other cases.
fn foretold(case: &Past, of: &PastCase, others: &[&(Observable, f64)]) -> Result<Vec<Forecast>, VariantError> {
    let replays = replay(&case.scenario, case.variants.seed, case.variants.replications)?;
    let forecast = |(seen, figure): (&Seen, &Predicted)| {
        let ascending = |values: &mut Vec<f64>| values.sort_unstable_by(f64::total_cmp);
        let mut own: Vec<f64> = replays.iter().filter_map(|replay| replay.value(seen)).collect();
        let mut others: Vec<f64> =
            others.iter().filter(|(what, _)| *what == seen.what).map(|(_, value)| *value).collect();
        [&mut own, &mut others].into_iter().for_each(ascending);
        score(figure, &own, &others, scale(figure, of.administrations))
    };
    Ok(observed(&case.scenario)?.figures.iter().zip(&of.figures).map(forecast).collect())
}

impl Replay {
    /// What it says of a figure; none where that does not exist.
    fn value(&self, seen: &Seen) -> Option<f64> {
        match seen.what {
            Observable::Abandoned => Some(f64::from(u8::from(self.abandoned))),
            Observable::Exits => Some(f64::from(u8::from(self.members < self.joined))),
            Observable::MembersAtEnd => Some(self.members),
            Observable::Cost => Some(self.cost),
            Observable::YearsLate => (!self.abandoned).then(|| seen.planned.unwrap_or(0.0) * (self.stretch - 1.0)),
            Observable::Saving => Some(self.saving).filter(|saving| saving.is_finite()),
        }
    }
}

/// What becomes of every replication, in their order.
fn replay(scenario: &Scenario, seed: u64, replications: usize) -> Result<Vec<Replay>, NotFinite> {
    let sampler = Sampler::new(scenario, seed);
    let batches = replications.div_ceil(LANES);
    let tools = || (sampler.inputs(), Evaluator::of_strategies(scenario, &[Strategy::Independent, Strategy::Shared]));
    let stretch = |(inputs, evaluator): &mut (Inputs, Evaluator), start: usize| {
        let mut replays = Vec::with_capacity(STRETCH * LANES);
        for batch in start..batches.min(start + STRETCH) {
            let first = batch * LANES;
            sampler.draw(first as u64, inputs);
            evaluator.evaluate(inputs);
            for lane in 0..LANES.min(replications - first) {
                let replay = of_lane(scenario, inputs, evaluator, lane);
                let failed = |(quantity, value)| NotFinite::new((first + lane) as u64, quantity, value).of(scenario);
                replays.push(replay.map_err(failed)?);
            }
        }
        Ok(replays)
    };
    let starts: Vec<usize> = (0..batches).step_by(STRETCH).collect();
    let done: Vec<Result<Vec<Replay>, NotFinite>> = starts.into_par_iter().map_init(tools, stretch).collect();
    let done: Vec<Vec<Replay>> = done.into_iter().collect::<Result<_, _>>()?;
    Ok(done.into_iter().flatten().collect())
}

fn of_lane(
    scenario: &Scenario,
    inputs: &Inputs,
    evaluator: &Evaluator,
    lane: usize,
) -> Result<Replay, (Quantity, f64)> {
    let outcome = evaluator.outcome();
    let [alone, shared] = [0, 1].map(|strategy| outcome.strategies[strategy].1.cost.0[lane]);
    for (strategy, cost) in [(Strategy::Independent, alone), (Strategy::Shared, shared)] {
        if !cost.is_finite() {
            return Err((Quantity::Strategy(strategy, StrategyQuantity::Cost), cost));
        }
    }
    let end = scenario.horizon as f64;
    let joins = (0..scenario.administrations.len()).filter(|&i| inputs.member(i, Member::Joins).0[lane] < end);
    Ok(Replay {
        abandoned: outcome.shared.abandoned.lane(lane),
        joined: joins.count() as f64,
        members: outcome.shared.members_at_end.0[lane],
        cost: outcome.shared.overrun.0[lane] * outcome.shared.built.0[lane],
        stretch: outcome.shared.stretch.0[lane],
        saving: if alone > 0.0 { (alone - shared) / alone } else { f64::NAN },
    })
}

/// What a figure is a share of, so that cases can be set beside each other.
fn scale(figure: &Predicted, administrations: usize) -> f64 {
    match figure.what {
        Observable::MembersAtEnd => administrations as f64,
        Observable::YearsLate => figure.planned.unwrap_or(1.0),
        // The cost is a multiple of the plan already.
        Observable::Cost | Observable::Saving | Observable::Abandoned | Observable::Exits => 1.0,
    }
}

/// What came, as shares that cases have in common.
fn relative(case: &PastCase) -> Vec<(Observable, f64)> {
    case.figures.iter().map(|figure| (figure.what, figure.came / scale(figure, case.administrations))).collect()
}

/// Holds what was predicted to what came; `others` are what came in the other cases, in ascending shares.
fn score(figure: &Predicted, ascending: &[f64], others: &[f64], scale: f64) -> Forecast {
    let n = ascending.len() as f64;
    if ascending.is_empty() {
        return Forecast::default();
    }
    if figure.what.is_event() {
        let probability = ascending.iter().sum::<f64>() / n;
        let naive = (!others.is_empty()).then(|| (others.iter().sum::<f64>() + 0.5) / (others.len() as f64 + 1.0));
        let event = EventForecast {
            probability,
            brier: brier(probability, figure.came),
            naive_probability: naive,
            naive_brier: naive.map(|naive| brier(naive, figure.came)),
        };
        return Forecast { event: Some(event), number: None };
    }
    let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map(|p| quantile(ascending, p));
    let ranges = [[quantiles[1], quantiles[3]], [quantiles[0], quantiles[4]]];
    let holds = |[low, high]: [f64; 2]| (low..=high).contains(&figure.came);
    let number = NumberForecast {
        replications: ascending.len(),
        quantiles,
        pit: pit(ascending, figure.came),
        in_50: holds(ranges[0]),
        in_90: holds(ranges[1]),
        within: ranges.map(|range| within(ascending, range)),
        crps: crps(ascending, figure.came) / scale,
        naive_crps: (!others.is_empty()).then(|| crps(others, figure.came / scale)),
    };
    Forecast { event: None, number: Some(number) }
}

/// Scores over the figures of all cases.
fn scores<'a>(of: Which, cases: &'a [PastCase]) -> Scores {
    let counted = |case: &PastCase, figure: &Predicted| match of {
        Which::All => true,
        Which::NotCircular => !figure.circular,
        Which::NotFoundByEnd => !case.found_by_end,
        Which::Sourced => figure.mark.is_sourced(),
    };
    let of_case = |case: &'a PastCase| case.figures.iter().filter(move |figure| counted(case, figure));
    let figures: Vec<&Predicted> = cases.iter().flat_map(of_case).collect();
    let numbers: Vec<NumberForecast> = figures.iter().filter_map(|figure| figure.number).collect();
    Scores {
        of,
        events: Observable::ALL.into_iter().filter_map(|what| event_score(what, &figures)).collect(),
        numbers: Observable::ALL.into_iter().filter_map(|what| number_score(what, &figures)).collect(),
        coverage: (!numbers.is_empty()).then(|| coverage(&numbers)),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| samples::mean(&values))
}

fn event_score(what: Observable, figures: &[&Predicted]) -> Option<EventScore> {
    let of_kind = figures.iter().filter(|figure| figure.what == what);
    let forecasts: Vec<(f64, EventForecast)> =
        of_kind.filter_map(|figure| Some((figure.came, figure.event?))).collect();
    let (cases, happened) = (forecasts.len(), forecasts.iter().filter(|(came, _)| *came > 0.5).count());
    let gains: Vec<f64> =
        forecasts.iter().filter_map(|(_, forecast)| Some(forecast.naive_brier? - forecast.brier)).collect();
    Some(EventScore {
        what,
        cases,
        happened,
        share: probability(happened as u64, cases as u64),
        predicted: mean(forecasts.iter().map(|(_, forecast)| forecast.probability))?,
        brier: mean(forecasts.iter().map(|(_, forecast)| forecast.brier))?,
        naive_brier: mean(forecasts.iter().filter_map(|(_, forecast)| forecast.naive_brier)),
        gain: mean_of_cases(&gains),
    })
}

fn number_score(what: Observable, figures: &[&Predicted]) -> Option<NumberScore> {
    let of_kind = figures.iter().filter(|figure| figure.what == what);
    let forecasts: Vec<NumberForecast> = of_kind.filter_map(|figure| figure.number).collect();
    let gains: Vec<f64> = forecasts.iter().filter_map(|forecast| Some(forecast.naive_crps? - forecast.crps)).collect();
    Some(NumberScore {
        what,
        cases: forecasts.len(),
        in_90: forecasts.iter().filter(|forecast| forecast.in_90).count(),
        crps: mean(forecasts.iter().map(|forecast| forecast.crps))?,
        naive_crps: mean(forecasts.iter().filter_map(|forecast| forecast.naive_crps)),
        gain: mean_of_cases(&gains),
        pit: mean(forecasts.iter().map(|forecast| forecast.pit[1]))?,
    })
}

fn coverage(numbers: &[NumberForecast]) -> Coverage {
    let n = numbers.len();
    let inside =
        [numbers.iter().filter(|number| number.in_50).count(), numbers.iter().filter(|number| number.in_90).count()];
    // The mean of n uniform values; mid-PIT values of whole numbers spread less, so that the range is rather too wide.
    let half = model::simulation::tally::Z_975 * (1.0 / (12.0 * n as f64)).sqrt();
    Coverage {
        numbers: n,
        inside,
        shares: inside.map(|count| probability(count as u64, n as u64)),
        expected: [0, 1].map(|k| numbers.iter().map(|number| number.within[k]).sum::<f64>() / n as f64),
        pit: numbers.iter().map(|number| number.pit[1]).sum::<f64>() / n as f64,
        pit_if_right: [(0.5 - half).max(0.0), (0.5 + half).min(1.0)],
    }
}
