//! From tallies to results: every statistic of model.md section 7, with how sure it is.

use super::Simulation;
use super::ambiguity::ambiguity;
use super::influence::influences;
use super::long_tails;
use super::measure::{
    ConsortiumQuantity, GroupQuantity, MemberQuantity, Quantity, SavingQuantity, StrategyQuantity, YearQuantity,
};
use super::randomised;
use super::tails::TailIndices;
use super::tally::{Tally, Z_975};
use super::together::moving_together;
use crate::effort::Phase;
use crate::results::{
    AdministrationResult, AdministrationStrategy, Ambiguity, Best, Consortium, DesignResult, Difference, Estimate,
    Fees, Group, LeftOut, Outturn, Probability, Question, Results, Run, SCHEMA_VERSION, Saving, Spread, StrategyResult,
    Unknown, Warning, YearResult,
};
use crate::sampling::design::Design;
use crate::sampling::stream::STREAM_VERSION;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
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
    let told = simulation.ambiguity && replications > 0;
    let summary = Summary { scenario, tallies: simulation.by_quantity().collect(), tails: &tails };
    let ambiguity = told.then(|| ambiguity(scenario, seed, plan, &tails, |one, other| summary.found(one, other)));
    let ambiguity = ambiguity.flatten();
    let best = summary.best(ambiguity.as_ref()).map(|best| simulation.with_settling(best));
    let with_means = tails.require_mean_costs(&scenario.strategies).is_ok();
    let influences = match &best {
        Some(best) if with_means => influences(scenario, seed, plan, replications, [best.strategy, best.rival]),
        _ => Vec::new(),
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
        differences: summary.differences(),
        ambiguity,
        best,
        consortium: summary.consortium(),
        groups: [true, false].into_iter().filter_map(|founding| summary.group(founding)).collect(),
        administrations: (0..scenario.administrations.len()).filter_map(|i| summary.administration(i)).collect(),
        years: summary.years(),
        influences,
        together: moving_together(scenario, seed, plan, replications),
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
        left_out: left_out(scenario),
    }
}

/// One strategy's cost at equal service minus another's.
pub(super) fn minus(strategy: Strategy, against: Strategy) -> Quantity {
    match against {
        Strategy::Shared => Quantity::Saving(strategy, SavingQuantity::Cost),
        against => Quantity::Difference(strategy, against),
    }
}

/// What is off or not asked.
fn left_out(scenario: &Scenario) -> Vec<LeftOut> {
    let off = |key: Global| scenario.is_off(Row::Global(key));
    let mut members = 0..scenario.administrations.len();
    let unlisted = |strategy: Strategy| !scenario.strategies.contains(&strategy);
    let what = [
        (LeftOut::Operations, off(Global::Instance) && off(Global::PerPerson)),
        (LeftOut::Rollout, members.all(|i| scenario.is_off(Row::Member(i, Member::RolloutCost)))),
        (LeftOut::Incidents, off(Global::Vulnerabilities) || off(Global::Exploited)),
        (LeftOut::Buying, unlisted(Strategy::Buy)),
        (LeftOut::Keeping, unlisted(Strategy::Keep)),
    ];
    what.into_iter().filter(|(_, left)| *left).map(|(what, _)| what).collect()
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
            equal_service: self.estimate(of(StrategyQuantity::EqualService))?,
            effort: self.estimate(of(StrategyQuantity::Effort))?,
            phases: phases.collect(),
            go_live: self.estimate(of(StrategyQuantity::GoLive))?,
            wait: self.estimate(of(StrategyQuantity::Wait))?,
            not_live: self.tally(of(StrategyQuantity::NotLive))?.positive(),
            live_years: self.estimate(of(StrategyQuantity::LiveYears))?,
            incidents: self.estimate(of(StrategyQuantity::Incidents))?,
            cost_curve: self.tally(of(StrategyQuantity::Cost))?.curve(),
            equal_service_curve: self.tally(of(StrategyQuantity::EqualService))?.curve(),
            effort_curve: self.tally(of(StrategyQuantity::Effort))?.curve(),
        })
    }

    /// The cheapest other strategy in expectation, or in the median where there is no mean.
    fn cheapest_alternative(&self) -> Option<Strategy> {
        self.ranked().into_iter().find(|&strategy| strategy != Strategy::Shared)
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
                cash: self.estimate(of(SavingQuantity::Cash))?,
                cash_positive: self.tally(of(SavingQuantity::Cash))?.positive(),
                delivered: self.outturn(of(SavingQuantity::Delivered))?,
                abandoned: self.outturn(of(SavingQuantity::Abandoned))?,
                effort: self.estimate(of(SavingQuantity::Effort))?,
                effort_share: self.estimate(of(SavingQuantity::EffortShare))?,
                positive: self.tally(of(SavingQuantity::Cost))?.positive(),
                effort_positive: self.tally(of(SavingQuantity::Effort))?.positive(),
                histogram: self
                    .tally(of(SavingQuantity::Cost))?
                    .histogram(BINS, self.tally(of(SavingQuantity::Abandoned))?),
            })
        };
        others.filter_map(saving).collect()
    }

    /// What is saved in the replications that have a value of a quantity.
    fn outturn(&self, quantity: Quantity) -> Option<Outturn> {
        let cost = self.estimate(quantity)?;
        let positive = self.tally(quantity)?.positive_where_defined();
        Some(Outturn { replications: cost.count, cost, positive })
    }

    fn differences(&self) -> Vec<Difference> {
        let strategies = &self.scenario.strategies;
        let pairs = strategies.iter().flat_map(|&one| strategies.iter().map(move |&other| (one, other)));
        let difference = |(strategy, against): (Strategy, Strategy)| {
            let quantity = Quantity::Difference(strategy, against);
            let positive = self.tally(quantity)?.positive();
            Some(Difference { strategy, against, cost: self.estimate(quantity)?, positive })
        };
        pairs.filter_map(difference).collect()
    }

    /// The strategies in the order of what they cost at equal service, in the mean; by the median where there is none.
    fn ranked(&self) -> Vec<Strategy> {
        let cost = |strategy: &Strategy| {
            let cost = self.estimate(Quantity::Strategy(*strategy, StrategyQuantity::EqualService));
            cost.and_then(|cost| cost.mean.or(cost.quantile(50))).unwrap_or(f64::INFINITY)
        };
        let mut strategies = self.scenario.strategies.clone();
        strategies.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
        strategies
    }

    /// The best strategy and its best rival.
    fn best(&self, ambiguity: Option<&Ambiguity>) -> Option<Best> {
        let [strategy, rival, ..] = self.ranked()[..] else { return None };
        let unknown = |one, other| ambiguity?.difference(one, other);
        let cash = |strategy| self.estimate(Quantity::Strategy(strategy, StrategyQuantity::Cost))?.mean;
        let cash_by = cash(rival).zip(cash(strategy)).map(|(rival, own)| rival - own);
        let assumed = |i| self.scenario.source(Row::Member(i, Member::Benefit)).is_derived();
        let worth_assumed = (0..self.scenario.administrations.len()).any(assumed);
        let upright = minus(rival, strategy);
        if let Some(tally) = self.tally(upright) {
            let unknown = unknown(rival, strategy).map(|found| Unknown { cheaper: found.positive, by: found.cost });
            return Some(Best {
                strategy,
                rival,
                cheaper_by: self.estimate(upright)?,
                cheaper: tally.positive(),
                unknown,
                cash_by,
                worth_assumed,
                settling: Vec::new(),
            });
        }
        // Told the other way round: what is not dearer and no tie is cheaper.
        let reverse = minus(strategy, rival);
        let tally = self.tally(reverse)?;
        let unknown = unknown(strategy, rival).map(|found| Unknown {
            cheaper: found.positive.complement(tally.tied().value),
            by: found.cost.map(Spread::negated),
        });
        let cheaper_by = self.estimate(reverse)?.negated();
        let (cheaper, settling) = (tally.negative(), Vec::new());
        Some(Best { strategy, rival, cheaper_by, cheaper, unknown, cash_by, worth_assumed, settling })
    }

    /// Probability and mean of the difference between two strategies at equal service.
    fn found(&self, strategy: Strategy, against: Strategy) -> Option<(f64, Option<f64>)> {
        let quantity = minus(strategy, against);
        Some((self.tally(quantity)?.positive().value, self.estimate(quantity)?.mean))
    }

    fn consortium(&self) -> Consortium {
        let estimate = |quantity| self.estimate(Quantity::Consortium(quantity)).unwrap_or_else(nothing);
        let positive = |quantity| self.probability(Quantity::Consortium(quantity), Tally::positive);
        let live_years_lost = estimate(ConsortiumQuantity::LiveYearsLost);
        let saving = self.estimate(Quantity::Saving(Strategy::Independent, SavingQuantity::Cash)).and_then(|s| s.mean);
        let vanishing = match (saving, live_years_lost.mean) {
            (Some(saved), Some(lost)) if saved > 0.0 && lost > 0.0 => Some(saved / lost),
            _ => None,
        };
        Consortium {
            funding: estimate(ConsortiumQuantity::Funding),
            break_even: estimate(ConsortiumQuantity::BreakEven),
            break_even_median: self.median_of_all(ConsortiumQuantity::BreakEven),
            breaks_even: self.probability(Quantity::Consortium(ConsortiumQuantity::BreakEven), Tally::defined),
            cash_break_even: estimate(ConsortiumQuantity::CashBreakEven),
            cash_break_even_median: self.median_of_all(ConsortiumQuantity::CashBreakEven),
            cash_breaks_even: self.probability(Quantity::Consortium(ConsortiumQuantity::CashBreakEven), Tally::defined),
            peak_extra_outlay: estimate(ConsortiumQuantity::PeakExtraOutlay),
            members_at_end: estimate(ConsortiumQuantity::MembersAtEnd),
            members_at_end_delivered: estimate(ConsortiumQuantity::MembersAtEndDelivered),
            members_at_end_lasting: estimate(ConsortiumQuantity::MembersAtEndLasting),
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

    fn median_of_all(&self, quantity: ConsortiumQuantity) -> Option<f64> {
        self.tally(Quantity::Consortium(quantity))?.median_of_all()
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
                equal_service: of(MemberQuantity::EqualService)?,
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
            cash_saving: self.estimate(Quantity::MemberCashSaving(i))?,
            effort_saving: self.estimate(Quantity::MemberEffortSaving(i))?,
            better_off: self.tally(Quantity::MemberSaving(i))?.positive(),
            better_off_unfunded: self.tally(Quantity::MemberSavingUnfunded(i))?.positive(),
            same: self.tally(Quantity::MemberSaving(i))?.tied(),
            same_unfunded: self.tally(Quantity::MemberSavingUnfunded(i))?.tied(),
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
    let shaky = |wanted: Quantity| simulation.tally(wanted).is_some_and(Tally::shaky);
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
