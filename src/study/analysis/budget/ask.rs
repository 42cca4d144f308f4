//! Budgets: what each administration, and all together, pay in each fiscal year by each strategy, in the prices of that
//! year, and how many people that takes.
//!
//! The model's years are years from the scenario's start, in constant prices of its price year. A year of the model is
//! spread evenly over the fiscal years that it overlaps; the money of fiscal year f in one replication is then
//!
//! ```text
//! labour_f · W_f + other_f · P_f,   P_f = (1 + inflation)^a_f,   a_f = middle of f − middle of the price year, in years
//! ```
//!
//! where labour is effort times labour rate, and other is all else: losses, the old system, fees, roll-out, operations
//! by population, buy-ins. W_f = (1 + wage inflation)^a_f where one is given; it then takes the place of the scenario's
//! `effort.wage_growth`, which is left out of labour so that nothing counts twice. Where none is given, W_f = P_f and
//! labour has the real growth of wages that the scenario says.
//!
//! A grant is what it is in the model, constant prices: it pays the same part of the build's labour whatever prices do,
//! and moves with wages. One that is fixed in the money of its day pays for less.
//!
//! Build is what is spent once: setting up, building, adapting, rolling out, leaving, buying in. Run is what goes on:
//! keeping up, operating, coordinating and taking part, incidents, fees, and the old system until it is replaced. People
//! are person-months of a fiscal year by the months of it within the horizon: twelve person-months of 152 hours are one
//! full-time person's year. Of the core each member has the part that it is billed for.
//!
//! Quantiles are those of the sum within each replication, over replications: the P80 of a sum is no sum of P80s.
//!
//! Cost: one simulation that keeps ledgers, for so many administrations at a time as there is room for.

use super::calendar::{Calendar, FiscalYear, MONTHS, Month};
use super::found::{Amount, Budget, Needs, Plan, Unit};
use crate::analysis::header::Header;
use crate::analysis::variants::{VariantError, Variants};
use model::distribution::Tails;
use model::inputs::Inputs;
use model::lanes::{LANES, Lanes};
use model::samples::quantile;
use model::sampling::Sampler;
use model::scenario::keys::Global;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source, Strategy};
use model::simulation::NotFinite;
use model::simulation::measure::{Quantity, StrategyQuantity};
use model::simulation::tally::{interval_ranks, probability};
use model::strategy::{Entry, Evaluator, StrategyOutcome};
use rayon::prelude::*;
use std::ops::Range;

/// Most administrations of a scenario.
pub const MOST: usize = 1000;
/// Values that are held at a time.
const ROOM: usize = 1 << 25;
/// Batches that a thread goes through before it looks for others.
const STRETCH: usize = 16;
/// What is held of a fiscal year: money of the build, of the run, of the grant, and effort.
const HELD: usize = 4;
/// More people than there are, by less than this part, are as many.
const TIE: f64 = 1e-9;

/// General inflation a year where nothing else is said.
pub const INFLATION: f64 = 0.02;

/// What is asked.
pub struct Asked {
    /// When the scenario's first year begins; none: January after the price year.
    pub start: Option<Month>,
    /// Month in which fiscal years begin, from 1.
    pub fiscal_year: u32,
    /// General inflation a year.
    pub inflation: f64,
    /// Growth of nominal wages a year, in place of inflation and the scenario's real growth.
    pub wage_inflation: Option<f64>,
    /// Full-time people there, all together.
    pub staff: Option<f64>,
    /// The same of each administration.
    pub staff_of: Vec<Option<f64>>,
}

impl Asked {
    /// What is asked of so many administrations where nothing else is said.
    pub fn of(administrations: usize) -> Asked {
        Asked {
            start: None,
            fiscal_year: 1,
            inflation: INFLATION,
            wage_inflation: None,
            staff: None,
            staff_of: vec![None; administrations],
        }
    }
}

/// Answers for a scenario.
///
/// # Errors
/// If there are too many administrations, or a replication is not finite.
pub fn budget(variants: &Variants, scenario: &Scenario, asked: &Asked) -> Result<Budget, VariantError> {
    let n = scenario.administrations.len();
    if n > MOST {
        let message = format!("budgets are made of at most {MOST} administrations; the scenario has {n}");
        return Err(VariantError::Unfit(message));
    }
    let start = asked.start.unwrap_or(Month { year: scenario.price_year + 1, month: 1 });
    let (price_year, horizon) = (scenario.price_year, scenario.horizon);
    let calendar = Calendar { start, fiscal: asked.fiscal_year, price_year, horizon };
    let years = calendar.years(asked.inflation, asked.wage_inflation.unwrap_or(asked.inflation));
    let real_wages = asked.wage_inflation.is_none();
    let case = Case { variants, scenario, years: &years, real_wages };

    let staff_of_all = asked.staff.or_else(|| asked.staff_of.iter().copied().sum());
    let mut plans = Vec::new();
    let staff: Vec<Option<f64>> = std::iter::once(staff_of_all).chain(asked.staff_of.iter().copied()).collect();
    let whoms: Vec<Range<usize>> = std::iter::once(0..n).chain((0..n).map(|i| i..i + 1)).collect();
    let values = HELD * scenario.strategies.len() * years.len() * variants.replications;
    let together = (ROOM / values.max(1)).max(1);
    for (whoms, staff) in whoms.chunks(together).zip(staff.chunks(together)) {
        plans.extend(case.plans(whoms, staff)?);
    }
    let mut plans = plans.into_iter();
    let all =
        Unit { id: "all".to_owned(), name: None, staff: staff_of_all, strategies: plans.next().unwrap_or_default() };
    let of = |((administration, strategies), staff): ((&model::scenario::Administration, Vec<Plan>), &Option<f64>)| {
        Unit { id: administration.id.clone(), name: Some(administration.name.clone()), staff: *staff, strategies }
    };
    let administrations = scenario.administrations.iter().zip(plans).zip(&asked.staff_of).map(of).collect();
    Ok(Budget {
        header: Header::of(scenario, variants.replications, variants.seed),
        start,
        fiscal_year_begins: asked.fiscal_year,
        inflation: asked.inflation,
        wage_inflation: asked.wage_inflation,
        wage_growth: wage_growth(scenario),
        months_a_year: f64::from(MONTHS),
        years,
        all,
        administrations,
    })
}

/// Median of the real growth of wages a year.
fn wage_growth(scenario: &Scenario) -> f64 {
    match scenario.source(Row::Global(Global::WageGrowth)) {
        Source::Drawn(distribution) => distribution.quantile(Tails::from_below(0.5)),
        Source::Common(_) | Source::Derived => 0.0,
    }
}

/// What is asked of the model.
struct Case<'a> {
    variants: &'a Variants<'a>,
    scenario: &'a Scenario,
    years: &'a [FiscalYear],
    /// Whether labour has the real growth of wages that the scenario says.
    real_wages: bool,
}

/// One fiscal year of all replications.
#[derive(Clone, Default)]
struct Held {
    build: Vec<f64>,
    run: Vec<f64>,
    funded: Vec<f64>,
    /// PM
    effort: Vec<f64>,
}

impl Case<'_> {
    /// The plans of some groups of administrations, strategy by strategy.
    fn plans(&self, whoms: &[Range<usize>], staff: &[Option<f64>]) -> Result<Vec<Vec<Plan>>, VariantError> {
        let rows = self.draw(whoms);
        let width = self.scenario.strategies.len() * whoms.len() * self.years.len() * HELD;
        let series = |column: usize| -> Vec<f64> {
            let lanes = rows.iter().flat_map(|rows| rows.chunks_exact(width)).flat_map(|row| row[column].0);
            lanes.take(self.variants.replications).collect()
        };
        let plan = |(whom, k): (usize, usize)| {
            let first = (k * whoms.len() + whom) * self.years.len() * HELD;
            let year = |f: usize| {
                let [build, run, funded, effort] = [0, 1, 2, 3].map(|value| series(first + f * HELD + value));
                Held { build, run, funded, effort }
            };
            let years: Vec<Held> = (0..self.years.len()).map(year).collect();
            self.plan(self.scenario.strategies[k], &years, staff[whom])
        };
        let strategies = self.scenario.strategies.len();
        let each: Vec<(usize, usize)> =
            (0..whoms.len()).flat_map(|whom| (0..strategies).map(move |k| (whom, k))).collect();
        let plans: Vec<Plan> = each.into_par_iter().map(plan).collect::<Result<_, NotFinite>>()?;
        Ok(plans.chunks(strategies).map(<[Plan]>::to_vec).collect())
    }

    /// A row of values for each batch of replications: strategy by strategy, group by group, year by year.
    fn draw(&self, whoms: &[Range<usize>]) -> Vec<Vec<Lanes>> {
        let sampler = Sampler::new(self.scenario, self.variants.seed);
        let batches = self.variants.replications.div_ceil(LANES);
        let tools = || {
            let mut evaluator = Evaluator::new(self.scenario);
            evaluator.keep_ledgers();
            (sampler.inputs(), evaluator)
        };
        let stretch = |(inputs, evaluator): &mut (Inputs, Evaluator), start: usize| {
            let mut rows = Vec::new();
            for batch in start..batches.min(start + STRETCH) {
                sampler.draw((batch * LANES) as u64, inputs);
                evaluator.evaluate(inputs);
                for (_, outcome) in &evaluator.outcome().strategies {
                    for whom in whoms {
                        self.spread(outcome, whom.clone(), evaluator.wages(), &mut rows);
                    }
                }
            }
            rows
        };
        let starts: Vec<usize> = (0..batches).step_by(STRETCH).collect();
        starts.into_par_iter().map_init(tools, stretch).collect()
    }

    /// Adds the fiscal years of a group, in the prices of each.
    fn spread(&self, outcome: &StrategyOutcome, whom: Range<usize>, wages: &[Lanes], rows: &mut Vec<Lanes>) {
        let mut sums = vec![Entry::default(); self.scenario.horizon];
        for i in whom {
            let entries = outcome.ledger.as_ref().map_or(&[][..], |ledger| ledger.of(i));
            sums.iter_mut().zip(entries).for_each(|(sum, entry)| sum.add(entry, 1.0));
        }
        for year in self.years {
            let [mut build, mut run, mut funded, mut effort] = [Lanes::ZERO; HELD];
            for &(t, part) in &year.parts {
                let sum = &sums[t];
                let wages = if self.real_wages { wages[t] } else { Lanes::ONE } * (year.wages * part);
                let prices = year.prices * part;
                build += wages * sum.build_labour + sum.build_other * prices;
                run += wages * sum.run_labour + sum.run_other * prices;
                funded += wages * sum.funded;
                effort += sum.effort * part;
            }
            rows.extend([build, run, funded, effort]);
        }
    }

    /// Quantiles of each fiscal year, and of all.
    fn plan(&self, strategy: Strategy, years: &[Held], staff: Option<f64>) -> Result<Plan, NotFinite> {
        let mut all = Held::default();
        let mut short = vec![false; self.variants.replications];
        let mut found = Vec::new();
        for (held, year) in years.iter().zip(self.years) {
            add(&mut all.build, &held.build);
            add(&mut all.run, &held.run);
            add(&mut all.funded, &held.funded);
            add(&mut all.effort, &held.effort);
            let people: Vec<f64> = held.effort.iter().map(|effort| effort / f64::from(year.months)).collect();
            let more = |staff: f64| people.iter().map(move |&people| people > staff * (1.0 + TIE));
            let lacks: Option<Vec<bool>> = staff.map(|staff| more(staff).collect());
            short.iter_mut().zip(lacks.iter().flatten()).for_each(|(short, lacks)| *short |= lacks);
            found.push(self.needs(strategy, held, people, lacks.as_deref())?);
        }
        let months: u32 = self.years.iter().map(|year| year.months).sum();
        let people = all.effort.iter().map(|effort| effort / f64::from(months)).collect();
        let whole = self.needs(strategy, &all, people, staff.map(|_| &short[..]))?;
        Ok(Plan { strategy, years: found, whole })
    }

    fn needs(
        &self,
        strategy: Strategy,
        held: &Held,
        people: Vec<f64>,
        short: Option<&[bool]>,
    ) -> Result<Needs, NotFinite> {
        let quantity = Quantity::Strategy(strategy, StrategyQuantity::Cost);
        for series in [&held.build, &held.run, &held.funded] {
            NotFinite::check(quantity, series).map_err(|error| error.of(self.scenario))?;
        }
        let sum = |a: &[f64], b: &[f64], sign: f64| a.iter().zip(b).map(|(a, b)| a + sign * b).collect::<Vec<f64>>();
        let (build, run) = (amount(held.build.clone()), amount(held.run.clone()));
        let both = sum(&held.build, &held.run, 1.0);
        let funded = held.funded.iter().any(|&funded| funded != 0.0);
        let (build_after_grant, total_after_grant) = match funded {
            true => (amount(sum(&held.build, &held.funded, -1.0)), Some(amount(sum(&both, &held.funded, -1.0)))),
            false => (build, None),
        };
        let total = amount(both);
        let counted = |short: &[bool]| {
            probability(short.iter().filter(|short| **short).count() as u64, self.variants.replications as u64)
        };
        Ok(Needs {
            build,
            run,
            total,
            build_after_grant,
            total_after_grant: total_after_grant.unwrap_or(total),
            people: amount(people),
            short: short.map(counted),
        })
    }
}

/// Adds values replication by replication to sums, of which there may be none yet.
fn add(sums: &mut Vec<f64>, values: &[f64]) {
    sums.resize(values.len(), 0.0);
    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}

/// The quantiles of values, with the interval of the upper one.
fn amount(mut values: Vec<f64>) -> Amount {
    values.sort_unstable_by(f64::total_cmp);
    let ranks = interval_ranks(values.len() as u64, 80);
    Amount {
        p50: quantile(&values, 0.5),
        p80: quantile(&values, 0.8),
        p80_interval: ranks.map(|ranks| ranks.map(|rank| values[rank as usize])),
    }
}
