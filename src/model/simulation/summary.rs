//! From tallies to results: every statistic of model.md section 7, with how sure it is.

use super::Simulation;
use super::influence::influential_defaults;
use super::long_tails;
use super::measure::{
    ConsortiumQuantity, GroupQuantity, MemberQuantity, Quantity, SavingQuantity, StrategyQuantity, YearQuantity,
};
use super::randomised;
use super::tails::TailIndices;
use super::tally::{Tally, Z_975};
use crate::effort::Phase;
use crate::results::{
    AdministrationResult, AdministrationStrategy, Consortium, DesignResult, Estimate, Fees, Group, Probability,
    Question, Results, Run, SCHEMA_VERSION, Saving, StrategyResult, Warning, YearResult,
};
use crate::sampling::design::Design;
use crate::sampling::stream::STREAM_VERSION;
use crate::scenario::{Scenario, Strategy};
use std::collections::HashMap;

/// Bins of a histogram.
const BINS: usize = 48;

/// Looks tallies up by quantity.
struct Summary<'a> {
    scenario: &'a Scenario,
    tallies: HashMap<Quantity, &'a Tally>,
    tails: &'a TailIndices,
}

/// All results of a simulation.
pub fn summarise(scenario: &Scenario, simulation: &Simulation) -> Results {
    let tails = TailIndices::of(scenario);
    // Of many administrations this takes much room: none is taken yet by what follows.
    let Simulation { replications, plan, seed, .. } = *simulation;
    let saving = Quantity::Saving(Strategy::Independent, SavingQuantity::Cost);
    let influential_defaults = match tails.allow_mean(saving) {
        true => influential_defaults(scenario, seed, plan, replications),
        false => Vec::new(),
    };
    let summary = Summary {
        scenario,
        tallies: simulation.tallies.iter().map(|tally| (tally.quantity, tally)).collect(),
        tails: &tails,
    };
    Results {
        schema_version: SCHEMA_VERSION,
        question: question(scenario),
        run: Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            stream: STREAM_VERSION,
            seed,
            design: DesignResult {
                name: plan.design,
                randomisations: plan.design.randomisations(),
                points: plan.points(replications),
                mean_interval_factor: if plan.design == Design::Random { Z_975 } else { randomised::T_975 },
            },
            replications,
            replications_asked: simulation.replications_asked,
            ended_by: simulation.end,
            precision: simulation.goal.as_ref().map(|(goal, reached)| goal.result(*reached)),
            quantile_method: simulation.method.result(),
            quantile_error: simulation.method.error(),
            confidence: 0.95,
        },
        strategies: scenario.strategies.iter().filter_map(|&strategy| summary.strategy(strategy)).collect(),
        savings: summary.savings(),
        consortium: summary.consortium(),
        groups: [true, false].into_iter().filter_map(|founding| summary.group(founding)).collect(),
        administrations: (0..scenario.administrations.len()).filter_map(|i| summary.administration(i)).collect(),
        years: summary.years(),
        influential_defaults,
        warnings: warnings(scenario, simulation, &tails),
        overrides: scenario.overrides.clone(),
    }
}

fn question(scenario: &Scenario) -> Question {
    Question {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        summary: scenario.summary.clone(),
        currency: scenario.currency.clone(),
        price_year: scenario.price_year,
        horizon: scenario.horizon,
        administrations: scenario.administrations.len(),
        modules: scenario.modules.len(),
        cost_sharing: scenario.cost_sharing.words.clone(),
    }
}

impl Summary<'_> {
    fn tally(&self, quantity: Quantity) -> Option<&Tally> {
        self.tallies.get(&quantity).copied()
    }

    fn estimate(&self, quantity: Quantity) -> Option<Estimate> {
        let with_mean = self.tails.allow_mean(quantity);
        self.tally(quantity).map(|tally| tally.estimate(with_mean))
    }

    fn strategy(&self, strategy: Strategy) -> Option<StrategyResult> {
        let of = |quantity| Quantity::Strategy(strategy, quantity);
        let phases = Phase::ALL.iter();
        let phases = phases.filter_map(|&phase| Some((phase, self.estimate(of(StrategyQuantity::Phase(phase)))?)));
        Some(StrategyResult {
            strategy,
            cost: self.estimate(of(StrategyQuantity::Cost))?,
            effort: self.estimate(of(StrategyQuantity::Effort))?,
            phases: phases.collect(),
            go_live: self.estimate(of(StrategyQuantity::GoLive))?,
            live_years: self.estimate(of(StrategyQuantity::LiveYears))?,
            incidents: self.estimate(of(StrategyQuantity::Incidents))?,
            cost_curve: self.tally(of(StrategyQuantity::Cost))?.curve(),
            effort_curve: self.tally(of(StrategyQuantity::Effort))?.curve(),
        })
    }

    /// The strategy other than shared that costs least in expectation; by the median where there is no mean.
    fn cheapest_alternative(&self) -> Option<Strategy> {
        let others = self.scenario.strategies.iter().copied().filter(|&strategy| strategy != Strategy::Shared);
        let cost = |strategy: Strategy| {
            let cost = self.estimate(Quantity::Strategy(strategy, StrategyQuantity::Cost));
            cost.and_then(|cost| cost.mean.or(cost.quantile(50))).unwrap_or(f64::INFINITY)
        };
        others.min_by(|&a, &b| cost(a).total_cmp(&cost(b)))
    }

    fn savings(&self) -> Vec<Saving> {
        let cheapest = self.cheapest_alternative();
        let others = self.scenario.strategies.iter().copied().filter(|&strategy| strategy != Strategy::Shared);
        let saving = |against: Strategy| {
            let of = |quantity| Quantity::Saving(against, quantity);
            Some(Saving {
                against,
                cheapest_alternative: Some(against) == cheapest,
                cost: self.estimate(of(SavingQuantity::Cost))?,
                cost_share: self.estimate(of(SavingQuantity::CostShare))?,
                effort: self.estimate(of(SavingQuantity::Effort))?,
                effort_share: self.estimate(of(SavingQuantity::EffortShare))?,
                positive: self.tally(of(SavingQuantity::Cost))?.positive(),
                effort_positive: self.tally(of(SavingQuantity::Effort))?.positive(),
                histogram: self.tally(of(SavingQuantity::Cost))?.histogram(BINS),
            })
        };
        others.filter_map(saving).collect()
    }

    fn consortium(&self) -> Consortium {
        let estimate = |quantity| self.estimate(Quantity::Consortium(quantity)).unwrap_or_else(nothing);
        let positive = |quantity| self.probability(Quantity::Consortium(quantity), Tally::positive);
        let live_years_lost = estimate(ConsortiumQuantity::LiveYearsLost);
        let saving = self.estimate(Quantity::Saving(Strategy::Independent, SavingQuantity::Cost)).and_then(|s| s.mean);
        let vanishing = match (saving, live_years_lost.mean) {
            (Some(saved), Some(lost)) if saved > 0.0 && lost > 0.0 => Some(saved / lost),
            _ => None,
        };
        Consortium {
            funding: estimate(ConsortiumQuantity::Funding),
            break_even: estimate(ConsortiumQuantity::BreakEven),
            break_even_median: self.break_even_median(),
            breaks_even: self.probability(Quantity::Consortium(ConsortiumQuantity::BreakEven), Tally::defined),
            peak_extra_outlay: estimate(ConsortiumQuantity::PeakExtraOutlay),
            members_at_end: estimate(ConsortiumQuantity::MembersAtEnd),
            abandoned: positive(ConsortiumQuantity::Abandoned),
            dissolved: positive(ConsortiumQuantity::Dissolved),
            live_years_lost,
            vanishing_value_of_live_year: vanishing,
            fees: self.fees(),
        }
    }

    /// Of a schedule of fees, if there is one.
    fn fees(&self) -> Option<Fees> {
        let of = Quantity::Consortium;
        Some(Fees {
            owed: self.estimate(of(ConsortiumQuantity::FeesOwed))?,
            entry: self.estimate(of(ConsortiumQuantity::FeesOfEntry))?,
            left_over: self.estimate(of(ConsortiumQuantity::FeesLeftOver))?,
            cover: self.estimate(of(ConsortiumQuantity::FeesCover))?,
            more_than_enough: self.tally(of(ConsortiumQuantity::FeesLeftOver))?.positive(),
        })
    }

    fn break_even_median(&self) -> Option<f64> {
        self.tally(Quantity::Consortium(ConsortiumQuantity::BreakEven))?.median_of_all()
    }

    fn probability(&self, quantity: Quantity, of: fn(&Tally) -> Probability) -> Probability {
        self.tally(quantity).map_or(Probability { value: 0.0, low: 0.0, high: 1.0 }, of)
    }

    fn group(&self, founding: bool) -> Option<Group> {
        let of = |quantity| Quantity::Group(founding, quantity);
        let members = self.estimate(of(GroupQuantity::Members))?.mean?;
        (members > 0.0).then_some(())?;
        Some(Group {
            group: if founding { "founders" } else { "joiners" },
            members,
            independent: self.estimate(of(GroupQuantity::Independent))?,
            shared: self.estimate(of(GroupQuantity::Shared))?,
            saving: self.estimate(of(GroupQuantity::Saving))?,
            better_off: self.tally(of(GroupQuantity::Saving))?.positive(),
        })
    }

    fn administration(&self, i: usize) -> Option<AdministrationResult> {
        let administration = &self.scenario.administrations[i];
        let strategies = self.scenario.strategies.iter().filter_map(|&strategy| {
            let of = |quantity| self.estimate(Quantity::Member(i, strategy, quantity));
            Some(AdministrationStrategy {
                strategy,
                cost: of(MemberQuantity::Cost)?,
                effort: of(MemberQuantity::Effort)?,
                go_live: of(MemberQuantity::GoLive)?,
            })
        });
        Some(AdministrationResult {
            id: administration.id.clone(),
            name: administration.name.clone(),
            level: self.scenario.levels[administration.level].clone(),
            population: administration.population,
            strategies: strategies.collect(),
            saving: self.estimate(Quantity::MemberSaving(i))?,
            effort_saving: self.estimate(Quantity::MemberEffortSaving(i))?,
            better_off: self.tally(Quantity::MemberSaving(i))?.positive(),
        })
    }

    fn years(&self) -> Vec<YearResult> {
        let years = (0..self.scenario.horizon)
            .flat_map(|t| self.scenario.strategies.iter().map(move |&strategy| (t, strategy)));
        let year = |(t, strategy): (usize, Strategy)| {
            let of = |quantity| self.estimate(Quantity::Year(t, strategy, quantity));
            Some(YearResult {
                year: t,
                strategy,
                cost: of(YearQuantity::Cost)?,
                effort: of(YearQuantity::Effort)?,
                cumulative_cost: of(YearQuantity::CumulativeCost)?,
            })
        };
        years.filter_map(year).collect()
    }
}

/// An estimate of nothing.
fn nothing() -> Estimate {
    let none = None;
    Estimate {
        count: 0,
        mean: none,
        standard_error: none,
        sd: none,
        min: none,
        max: none,
        quantiles: Vec::new(),
        cvar: none,
    }
}

/// What a reader must know before trusting the means.
fn warnings(scenario: &Scenario, simulation: &Simulation, tails: &TailIndices) -> Vec<Warning> {
    let mut warnings = Vec::new();
    warnings.extend(tails.warnings());
    let long = long_tails::warning(scenario, simulation, tails);
    let shaky = |wanted: Quantity| simulation.tallies.iter().any(|tally| tally.quantity == wanted && tally.shaky());
    let costs =
        [Strategy::Independent, Strategy::Shared].map(|strategy| Quantity::Strategy(strategy, StrategyQuantity::Cost));
    if long.is_some() {
        warnings.extend(long);
    } else if costs.into_iter().any(shaky) {
        warnings.push(Warning::ExtremesDecide);
    }
    if simulation.replications < 1000 {
        warnings.push(Warning::FewReplications { replications: simulation.replications });
    }
    warnings
}
