//! What a batch of replications comes to.

use crate::effort::Phase;
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::{Scenario, Strategy};

/// One administration by one strategy.
#[derive(Debug, Clone, Copy)]
pub struct MemberOutcome {
    /// Present value of what it pays in the end.
    pub cost: Lanes,
    /// Its own effort and its billed share of the core's, PM.
    pub effort: Lanes,
    /// Years until its system is live.
    pub live: Lanes,
}

/// All administrations together by one strategy.
#[derive(Debug, Clone)]
pub struct StrategyOutcome {
    /// Present value of all money, before funding.
    pub cost: Lanes,
    /// PM over the horizon.
    pub effort: Lanes,
    /// PM by what they are for, in the order of [`Phase::ALL`].
    pub phases: [Lanes; Phase::ALL.len()],
    /// Mean go-live of the administrations, years.
    pub go_live: Lanes,
    /// Live years within the horizon, summed over administrations.
    pub live_years: Lanes,
    /// Security incidents.
    pub incidents: Lanes,
    /// Money by year, at constant prices, before funding.
    pub year_cost: Vec<Lanes>,
    /// PM by year.
    pub year_effort: Vec<Lanes>,
    /// By administration.
    pub members: Vec<MemberOutcome>,
}

/// What befalls the consortium.
#[derive(Debug, Clone)]
pub struct SharedOutcome {
    /// Present value of the grant used.
    pub funding: Lanes,
    /// Present value of all pots, after the grant.
    pub pot: Lanes,
    /// By a schedule of fees, what members owe by it as it is written.
    pub fees: Option<FeesOutcome>,
    /// Members at the end of the horizon.
    pub members_at_end: Lanes,
    /// Whether the core build is abandoned.
    pub abandoned: Mask,
    /// Share of the core's build that is done: 1, or less where it is abandoned.
    pub built: Lanes,
    /// Whether the consortium ends within the horizon though its core was built.
    pub dissolved: Mask,
    /// Which administrations are founders.
    pub founders: Vec<Mask>,
}

/// What members owe by a schedule of fees as it is written, present value.
#[derive(Debug, Clone, Copy, Default)]
pub struct FeesOutcome {
    /// Yearly fees for the years that members are billed.
    pub yearly: Lanes,
    /// Entry fees, which go from joiners to earlier members.
    pub entry: Lanes,
}

/// Everything a batch comes to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// By strategy: independent, shared, then the others listed.
    pub strategies: Vec<(Strategy, StrategyOutcome)>,
    /// The consortium.
    pub shared: SharedOutcome,
}

impl Outcome {
    /// Room for a scenario's outcomes.
    pub fn new(scenario: &Scenario) -> Outcome {
        Outcome::of_strategies(scenario, &scenario.strategies)
    }

    /// Room for the outcomes of some strategies.
    pub fn of_strategies(scenario: &Scenario, strategies: &[Strategy]) -> Outcome {
        let (horizon, n) = (scenario.horizon, scenario.administrations.len());
        Outcome {
            strategies: strategies.iter().map(|&strategy| (strategy, StrategyOutcome::new(horizon, n))).collect(),
            shared: SharedOutcome {
                funding: Lanes::ZERO,
                pot: Lanes::ZERO,
                fees: scenario.cost_sharing.tiers.as_ref().map(|_| FeesOutcome::default()),
                members_at_end: Lanes::ZERO,
                abandoned: Mask::NONE,
                built: Lanes::ONE,
                dissolved: Mask::NONE,
                founders: vec![Mask::NONE; n],
            },
        }
    }
}

impl StrategyOutcome {
    fn new(horizon: usize, administrations: usize) -> StrategyOutcome {
        let member = MemberOutcome { cost: Lanes::ZERO, effort: Lanes::ZERO, live: Lanes::ZERO };
        StrategyOutcome {
            cost: Lanes::ZERO,
            effort: Lanes::ZERO,
            phases: [Lanes::ZERO; Phase::ALL.len()],
            go_live: Lanes::ZERO,
            live_years: Lanes::ZERO,
            incidents: Lanes::ZERO,
            year_cost: vec![Lanes::ZERO; horizon],
            year_effort: vec![Lanes::ZERO; horizon],
            members: vec![member; administrations],
        }
    }

    /// Nothing yet.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.phases = [Lanes::ZERO; Phase::ALL.len()];
        self.incidents = Lanes::ZERO;
        (self.go_live, self.live_years) = (Lanes::ZERO, Lanes::ZERO);
        self.year_cost.fill(Lanes::ZERO);
        self.year_effort.fill(Lanes::ZERO);
    }

    /// Adds effort of a phase; the year's total is added apart.
    #[inline(always)]
    pub fn add_phase(&mut self, phase: Phase, effort: Lanes) {
        self.phases[phase as usize] += effort;
    }

    /// Adds an administration whose system is live from a time on.
    #[inline(always)]
    pub fn note_live(&mut self, live: Lanes) {
        let end = Lanes::splat(self.year_cost.len() as f64);
        self.go_live += live;
        self.live_years += (end - live).max(Lanes::ZERO);
    }

    /// Totals over years and administrations.
    #[inline(never)]
    pub fn close(&mut self, discount: &[Lanes]) {
        vectorised(
            #[inline(always)]
            || {
                (self.cost, self.effort) = (Lanes::ZERO, Lanes::ZERO);
                for (t, &v) in discount.iter().enumerate() {
                    self.cost += v * self.year_cost[t];
                    self.effort += self.year_effort[t];
                }
                self.go_live = self.go_live / self.members.len() as f64;
            },
        )
    }
}
