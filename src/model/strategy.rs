//! The strategies of getting a system, as pure functions of drawn inputs (model.md sections 2 to 5).
//!
//! [`Evaluator::evaluate`] takes the [`Inputs`] of a batch and leaves an [`Outcome`]: what each strategy costs, in
//! money and effort, by year, phase and administration. Nothing is drawn here, so strategies and coalitions
//! are compared on the same draws.
//!
//! A batch goes through phases, each a loop over the administrations that is compiled for every set of vector
//! instructions ([`crate::lanes::vectorised`]): short enough to stay in the cache of instructions. What administrations
//! do by themselves is gone through block by block, so that of however many only a few words each leave the cache.

mod alone;
mod billing;
mod book;
mod buffers;
mod build;
mod buy;
mod buy_in;
mod core_year;
mod course;
mod fork;
mod founding;
mod keep;
mod ledger;
mod local_code;
mod membership;
mod nominal;
mod outcome;
mod poisson;
mod rollout;
mod running;
mod shared;
mod time;

pub use founding::{FOUNDING_YEARS, fixed_founders, founders};
pub use ledger::{Entry, Ledger};
pub use outcome::{FeesOutcome, MemberOutcome, Outcome, SharedOutcome, StrategyOutcome};

use crate::effort::Effort;
use crate::inputs::Inputs;
use crate::lanes::Lanes;
use crate::scenario::keys::Global;
use crate::scenario::{Scenario, Strategy};
use alone::{Lines, Lives};
use build::Builds;
use fork::Original;
use founding::Networks;
use nominal::Nominal;
use rollout::Rollout;
use shared::Shared;
use std::ops::Range;
use time::Discount;

/// Administrations that are worked on together: what is known of so many stays in the cache.
const BLOCK: usize = 64;

/// What every administration needs of a batch.
struct Terms {
    effort: Effort,
    builds: Builds,
    /// m and e
    maintenance: Lanes,
    enhancement: Lanes,
    /// λ/1000·φ0: incidents per PM of code and year, with one contributor.
    incident_rate: Lanes,
    /// Whether that is 0 throughout: there are no incidents.
    calm: bool,
    /// Whether operations cost anything.
    operates: bool,
    /// T
    end: Lanes,
}

impl Terms {
    fn new(scenario: &Scenario, inputs: &Inputs) -> Terms {
        let incident_rate = inputs.global(Global::Vulnerabilities) / 1000.0 * inputs.global(Global::Exploited);
        Terms {
            effort: Effort::new(scenario.effort_model, inputs),
            builds: Builds::new(inputs),
            maintenance: inputs.global(Global::Maintenance),
            enhancement: inputs.global(Global::Enhancement),
            incident_rate,
            calm: incident_rate == Lanes::ZERO,
            operates: [Global::Instance, Global::PerPerson].map(|key| inputs.global(key)) != [Lanes::ZERO; 2],
            end: Lanes::splat(scenario.horizon as f64),
        }
    }
}

/// What every strategy needs of a batch.
#[derive(Clone, Copy)]
struct Context<'a> {
    scenario: &'a Scenario,
    inputs: &'a Inputs,
    terms: &'a Terms,
    /// v_t and its sums
    discount: &'a Discount,
    /// The own systems of the block of administrations that is at hand.
    nominal: &'a Nominal,
}

impl Context<'_> {
    /// T, years
    #[inline(always)]
    fn horizon(&self) -> usize {
        self.scenario.horizon
    }

    /// Inhabitants of administration i.
    #[inline(always)]
    fn population(&self, i: usize) -> f64 {
        self.scenario.administrations[i].population.unwrap_or(0.0)
    }

    /// Operations of an installation of administration i's own, PM a year, and by inhabitants, money a year.
    #[inline(always)]
    fn operations(&self, i: usize) -> (Lanes, Lanes) {
        if !self.terms.operates {
            return (Lanes::ZERO, Lanes::ZERO);
        }
        (self.inputs.global(Global::Instance), self.inputs.global(Global::PerPerson) * self.population(i))
    }

    /// What rolling out a system costs administration i that is live from a time on.
    #[inline(always)]
    fn rollout(&self, i: usize, live: Lanes) -> Rollout {
        Rollout::new(self, i, live)
    }
}

/// Evaluates batches of replications of one scenario, one after another, in buffers that are used again.
pub struct Evaluator<'a> {
    scenario: &'a Scenario,
    networks: Networks,
    nominal: Nominal,
    discount: Discount,
    original: Original,
    lives: Lives,
    /// One a strategy.
    lines: Vec<Lines>,
    shared: Shared,
    /// Whether members of a consortium are billed.
    bills: bool,
    outcome: Outcome,
}

impl<'a> Evaluator<'a> {
    /// For a scenario, with all its administrations as members.
    pub fn new(scenario: &'a Scenario) -> Evaluator<'a> {
        Evaluator::of_strategies(scenario, &scenario.strategies)
    }

    /// The same for some strategies only. Members of a consortium are billed where independent and shared come first, in
    /// this order: elsewhere only what they pay between them is known.
    pub fn of_strategies(scenario: &'a Scenario, strategies: &[Strategy]) -> Evaluator<'a> {
        Evaluator {
            scenario,
            networks: Networks::new(scenario),
            nominal: Nominal::default(),
            discount: Discount::new(scenario.horizon),
            original: Original::default(),
            lives: Lives::default(),
            lines: Vec::new(),
            shared: Shared::new(scenario),
            bills: true,
            outcome: Outcome::of_strategies(scenario, strategies),
        }
    }

    /// Whether members of a consortium are billed. Totals are the same either way; without bills the cost, effort and funding of
    /// single members are incomplete.
    pub fn billing(self, bills: bool) -> Evaluator<'a> {
        Evaluator { bills, ..self }
    }

    /// Keeps the ledgers of all strategies from now on: what each administration pays and works in each year. Alone and
    /// shared must come first, in this order: elsewhere no member is billed.
    pub fn keep_ledgers(&mut self) {
        let (horizon, n) = (self.scenario.horizon, self.scenario.administrations.len());
        for (_, outcome) in &mut self.outcome.strategies {
            outcome.ledger = Some(Ledger::new(horizon, n));
        }
    }

    /// What the last batch came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// v_t of the last batch.
    pub fn discount(&self) -> &[Lanes] {
        &self.discount.money.factors
    }

    /// (1 + wage growth)^t of the last batch.
    pub fn wages(&self) -> &[Lanes] {
        &self.discount.wages
    }

    /// What each strategy comes to. Inputs that the scenario leaves to others (the default legacy cost) are filled in
    /// on the way.
    pub fn evaluate(&mut self, inputs: &mut Inputs) -> &Outcome {
        self.evaluate_all(inputs, true)
    }

    /// The same, with legacy costs that are what the inputs say.
    pub fn evaluate_as_given(&mut self, inputs: &mut Inputs) -> &Outcome {
        self.evaluate_all(inputs, false)
    }

    /// The same, put into an outcome of the caller's, for the strategies that it has; the evaluator keeps its own.
    pub fn evaluate_into(&mut self, inputs: &mut Inputs, outcome: &mut Outcome) {
        std::mem::swap(&mut self.outcome, outcome);
        self.evaluate_all(inputs, true);
        std::mem::swap(&mut self.outcome, outcome);
    }

    fn evaluate_all(&mut self, inputs: &mut Inputs, fill_in: bool) -> &Outcome {
        let terms = Terms::new(self.scenario, inputs);
        let growth = inputs.global(Global::WageGrowth);
        self.discount.set(inputs.global(Global::DiscountRate), &self.scenario.discount_schedule, growth);
        self.open(&terms, inputs);
        let n = self.scenario.administrations.len();
        for first in (0..n).step_by(BLOCK) {
            let block = first..n.min(first + BLOCK);
            self.nominal.compute(self.scenario, inputs, &terms, block.clone());
            if fill_in {
                nominal::default_legacy_costs(self.scenario, inputs, &self.nominal, block.clone());
            }
            self.go_through(&terms, inputs, block);
        }
        self.close(&terms, inputs);
        &self.outcome
    }

    /// What must be known of all administrations before any is gone through.
    fn open(&mut self, terms: &Terms, inputs: &Inputs) {
        let context =
            Context { scenario: self.scenario, inputs, terms, discount: &self.discount, nominal: &self.nominal };
        let Outcome { strategies, shared: consortium } = &mut self.outcome;
        self.lines.resize_with(strategies.len(), Lines::default);
        for ((strategy, outcome), lines) in strategies.iter_mut().zip(&mut self.lines) {
            outcome.clear();
            match strategy {
                Strategy::Independent | Strategy::Buy | Strategy::Keep => lines.clear(context.horizon()),
                Strategy::Fork => {
                    lines.clear(context.horizon());
                    self.original.found(&context);
                }
                Strategy::Shared => self.shared.open(&context, &mut self.networks, consortium),
            }
        }
    }

    /// What the administrations of a block do by themselves.
    fn go_through(&mut self, terms: &Terms, inputs: &Inputs, block: Range<usize>) {
        let context =
            Context { scenario: self.scenario, inputs, terms, discount: &self.discount, nominal: &self.nominal };
        let Outcome { strategies, shared: consortium } = &mut self.outcome;
        for ((strategy, outcome), lines) in strategies.iter_mut().zip(&mut self.lines) {
            let within = || block.clone();
            match strategy {
                Strategy::Independent => alone::independent(&context, within(), &mut self.lives, lines, outcome),
                Strategy::Fork => self.original.fork(&context, within(), &mut self.lives, lines, outcome),
                Strategy::Buy => buy::buy(&context, within(), &mut self.lives, lines, outcome),
                Strategy::Keep => keep::keep(&context, within(), lines, outcome),
                Strategy::Shared => self.shared.go_through(&context, within(), outcome, consortium),
            }
            Evaluator::enter(&context, *strategy, within(), &self.lives, outcome);
        }
    }

    /// Enters what the administrations of a block do by themselves, where a ledger is kept; lives are those of the strategy
    /// at hand.
    fn enter(context: &Context, strategy: Strategy, block: Range<usize>, lives: &Lives, outcome: &mut StrategyOutcome) {
        let Some(ledger) = &mut outcome.ledger else { return };
        match strategy {
            Strategy::Independent | Strategy::Fork => book::lives(context, block, lives, ledger),
            Strategy::Buy => {
                book::lives(context, block.clone(), lives, ledger);
                book::fees(context, block, lives, ledger);
            }
            Strategy::Keep => book::kept(context, block, ledger),
            // Its members have courses and not lives.
            Strategy::Shared => {}
        }
    }

    /// What they do together, and the totals.
    fn close(&mut self, terms: &Terms, inputs: &Inputs) {
        let context =
            Context { scenario: self.scenario, inputs, terms, discount: &self.discount, nominal: &self.nominal };
        let Outcome { strategies, shared: consortium } = &mut self.outcome;
        match &mut strategies[..] {
            [(Strategy::Independent, independent), (Strategy::Shared, shared), ..] => {
                let independent = self.bills.then_some(&*independent);
                self.shared.close(&context, &self.networks, independent, shared, consortium);
            }
            [(Strategy::Shared, shared), ..] => self.shared.close(&context, &self.networks, None, shared, consortium),
            _ => {}
        }
        for ((strategy, outcome), lines) in strategies.iter_mut().zip(&self.lines) {
            if *strategy != Strategy::Shared {
                lines.draw_out(&self.discount.wages, outcome);
            }
            outcome.close(&self.discount.money.factors);
        }
    }
}
