//! The ways of getting a system, as pure functions of drawn inputs (MODEL.md sections 2 to 5).
//!
//! [`Evaluator::evaluate`] takes the [`Inputs`] of a batch and leaves an [`Outcome`]: what each way costs, in
//! money and effort, by year, phase and administration. Nothing is drawn here, so strategies and coalitions
//! are compared on the same draws.
//!
//! A batch goes through phases, each a loop over the administrations that is compiled for every set of vector
//! instructions ([`crate::lanes::vectorised`]): short enough to stay in the cache of instructions.

mod alone;
mod billing;
mod buy;
mod buy_in;
mod course;
mod fork;
mod founding;
mod inputs;
mod membership;
mod nominal;
mod outcome;
mod poisson;
mod running;
mod shared;
mod time;

pub use founding::{fixed_founders, founders};
pub use inputs::Inputs;
pub use outcome::{MemberOutcome, Outcome, SharedOutcome, WayOutcome};

use crate::effort::{Effort, Schedule};
use crate::lanes::{Lanes, Mask};
use crate::scenario::keys::Global;
use crate::scenario::layout::MemberEvent;
use crate::scenario::{Scenario, Way};
use alone::Lives;
use founding::{Coverage, Networks};
use nominal::Nominal;
use time::Discount;

/// What every way needs of a batch.
struct Context<'a> {
    scenario: &'a Scenario,
    inputs: &'a Inputs,
    nominal: &'a Nominal,
    effort: Effort,
    schedule: Schedule,
    /// v_t and its sums
    discount: &'a Discount,
    /// m and e
    maintenance: Lanes,
    enhancement: Lanes,
    /// λ/1000·φ0: incidents per PM of code and year, with one contributor.
    incident_rate: Lanes,
    /// T
    end: Lanes,
}

impl Context<'_> {
    /// T, years
    #[inline(always)]
    fn horizon(&self) -> usize {
        self.scenario.horizon
    }

    /// The part of administration i's build that is lost: σ where it is abandoned once, 0 elsewhere.
    #[inline(always)]
    fn sunk(&self, i: usize) -> Lanes {
        self.inputs.global(Global::Sunk) * self.inputs.member_event(i, MemberEvent::Cancelled)
    }
}

/// Evaluates batches of replications of one scenario, one after another, in buffers that are used again.
pub struct Evaluator<'a> {
    scenario: &'a Scenario,
    networks: Networks,
    nominal: Nominal,
    discount: Discount,
    firsts: Vec<Mask>,
    coverage: Coverage,
    lives: Lives,
    shared: shared::Buffers,
    outcome: Outcome,
}

impl<'a> Evaluator<'a> {
    /// For a scenario, with all its administrations as members.
    pub fn new(scenario: &'a Scenario) -> Evaluator<'a> {
        Evaluator {
            scenario,
            networks: Networks::new(scenario),
            nominal: Nominal::default(),
            discount: Discount::new(scenario.horizon),
            firsts: Vec::new(),
            coverage: Coverage::default(),
            lives: Lives::default(),
            shared: shared::Buffers::new(scenario),
            outcome: Outcome::new(scenario),
        }
    }

    /// What the last batch came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// v_t of the last batch.
    pub fn discount(&self) -> &[Lanes] {
        &self.discount.factors
    }

    /// What each way of the scenario comes to. Inputs that the scenario leaves to others (the default legacy
    /// cost) are filled in on the way.
    pub fn evaluate(&mut self, inputs: &mut Inputs) -> &Outcome {
        let effort = Effort::new(self.scenario.effort_model, inputs);
        let schedule = Schedule::new(inputs);
        self.nominal.compute(self.scenario, inputs, &effort, &schedule);
        nominal::default_legacy_costs(self.scenario, inputs, &self.nominal);
        self.discount.set(inputs.global(Global::DiscountRate));
        let inputs = &*inputs;
        let context = Context {
            scenario: self.scenario,
            inputs,
            nominal: &self.nominal,
            effort,
            schedule,
            discount: &self.discount,
            maintenance: inputs.global(Global::Maintenance),
            enhancement: inputs.global(Global::Enhancement),
            incident_rate: inputs.global(Global::Vulnerabilities) / 1000.0 * inputs.global(Global::Exploited),
            end: Lanes::splat(self.scenario.horizon as f64),
        };
        let Outcome { ways, shared: consortium } = &mut self.outcome;
        for (way, outcome) in &mut *ways {
            outcome.clear();
            match way {
                Way::Independent => alone::independent(&context, &mut self.lives, outcome),
                Way::Fork => fork::fork(&context, &mut self.firsts, &mut self.coverage, &mut self.lives, outcome),
                Way::Buy => buy::buy(&context, &mut self.lives, outcome),
                Way::Shared => {}
            }
        }
        let [(_, independent), (_, shared), ..] = &mut ways[..] else { return &self.outcome };
        self.shared.share(&context, &self.networks, &mut self.coverage, independent, shared, consortium);
        for (_, outcome) in ways {
            outcome.close(&self.discount.factors);
        }
        &self.outcome
    }
}
