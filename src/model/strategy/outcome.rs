//! What a batch of replications comes to.

use super::ledger::Ledger;
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
    /// When its system is live, years; infinite where it never is.
    pub live: Lanes,
    /// Present value of its live years: Σ v_t × the part of year t live, each as many times as its users count.
    pub live_years: Lanes,
    /// What these are worth to it, present value.
    pub benefit: Lanes,
    /// Present value of the grant that its bills are lower for.
    pub funding: Lanes,
}

impl MemberOutcome {
    /// Nothing.
    pub const NONE: MemberOutcome = MemberOutcome {
        cost: Lanes::ZERO,
        effort: Lanes::ZERO,
        live: Lanes::ZERO,
        live_years: Lanes::ZERO,
        benefit: Lanes::ZERO,
        funding: Lanes::ZERO,
    };
}

/// All administrations together by one strategy.
#[derive(Debug, Clone)]
pub struct StrategyOutcome {
    /// Present value of all money, before funding.
    pub cost: Lanes,
    /// Present value of what live years are worth to those who have them.
    pub benefit: Lanes,
    /// PM over the horizon.
    pub effort: Lanes,
    /// PM by what they are for, in the order of [`Phase::ALL`].
    pub phases: [Lanes; Phase::ALL.len()],
    /// Mean go-live of the administrations, years; infinite where one is never live.
    pub go_live: Lanes,
    /// Mean time from when administrations need the system to go-live, years; likewise.
    pub wait: Lanes,
    /// The last go-live, years; likewise.
    pub last_live: Lanes,
    /// Live years within the horizon, summed over administrations.
    pub live_years: Lanes,
    /// Security incidents.
    pub incidents: Lanes,
    /// Money by year, at constant prices, before funding.
    pub year_cost: Vec<Lanes>,
    /// PM by year.
    pub year_effort: Vec<Lanes>,
    /// What the live years of each year are worth to those who have them, at constant prices.
    pub year_benefit: Vec<Lanes>,
    /// By administration.
    pub members: Vec<MemberOutcome>,
    /// What each administration pays and works in each year, where that is asked for.
    pub ledger: Option<Ledger>,
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
    /// Actual over planned effort of the core's build.
    pub overrun: Lanes,
    /// Actual over planned duration of it.
    pub stretch: Lanes,
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
                overrun: Lanes::ONE,
                stretch: Lanes::ONE,
                dissolved: Mask::NONE,
                founders: vec![Mask::NONE; n],
            },
        }
    }
}

impl StrategyOutcome {
    fn new(horizon: usize, administrations: usize) -> StrategyOutcome {
        StrategyOutcome {
            cost: Lanes::ZERO,
            benefit: Lanes::ZERO,
            effort: Lanes::ZERO,
            phases: [Lanes::ZERO; Phase::ALL.len()],
            go_live: Lanes::ZERO,
            wait: Lanes::ZERO,
            last_live: Lanes::ZERO,
            live_years: Lanes::ZERO,
            incidents: Lanes::ZERO,
            year_cost: vec![Lanes::ZERO; horizon],
            year_effort: vec![Lanes::ZERO; horizon],
            year_benefit: vec![Lanes::ZERO; horizon],
            members: vec![MemberOutcome::NONE; administrations],
            ledger: None,
        }
    }

    /// Nothing yet.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.phases = [Lanes::ZERO; Phase::ALL.len()];
        self.incidents = Lanes::ZERO;
        (self.go_live, self.wait) = (Lanes::ZERO, Lanes::ZERO);
        (self.last_live, self.live_years) = (Lanes::ZERO, Lanes::ZERO);
        self.year_cost.fill(Lanes::ZERO);
        self.year_effort.fill(Lanes::ZERO);
        self.year_benefit.fill(Lanes::ZERO);
        if let Some(ledger) = &mut self.ledger {
            ledger.clear();
        }
    }

    /// Adds effort of a phase; the year's total is added apart.
    #[inline(always)]
    pub fn add_phase(&mut self, phase: Phase, effort: Lanes) {
        self.phases[phase as usize] += effort;
    }

    /// Adds an administration that needs a system from one time on and has it from another.
    #[inline(always)]
    pub fn note_live(&mut self, joins: Lanes, live: Lanes) {
        let end = Lanes::splat(self.year_cost.len() as f64);
        self.go_live += live;
        self.wait += live - joins;
        self.last_live = self.last_live.max(live);
        self.live_years += (end - live).max(Lanes::ZERO);
    }

    /// Totals over years and administrations.
    #[inline(never)]
    pub fn close(&mut self, discount: &[Lanes]) {
        vectorised(
            #[inline(always)]
            || {
                (self.cost, self.benefit, self.effort) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
                for (t, &v) in discount.iter().enumerate() {
                    self.cost += v * self.year_cost[t];
                    self.benefit += v * self.year_benefit[t];
                    self.effort += self.year_effort[t];
                }
                let count = self.members.len() as f64;
                (self.go_live, self.wait) = (self.go_live / count, self.wait / count);
            },
        )
    }
}
