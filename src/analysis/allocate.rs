//! Who pays what in a scenario, by rules on the game of its coalitions and by keys, and how stable that is under uncertainty
//! (MODEL.md section 6).

use super::coalitions::{Draws, Risk};
use super::sharing::{Payments, Together, billed_by_keys, in_core};
use crate::allocation::Rule;
use crate::game::{Game, NotAGame, Unsolved, subadditive_cover};
use crate::results::{Allocations, DivisionResult, Money, Named, RuleResult, Shown, Stability, Stake};
use crate::scenario::{CostSharing, Scenario};
use crate::simulation::probability;

/// Most members whose every coalition is evaluated.
pub const MOST: usize = 16;
/// Most members whose coalitions may split into groups.
const MOST_COVERED: usize = 13;

/// A rule of cost sharing that a scenario can be divided by.
#[derive(Debug, Clone)]
pub enum Sharing {
    /// On the game.
    Game(&'static Rule),
    /// By keys, under a name.
    Keys(String, CostSharing),
}

impl Sharing {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Sharing::Game(rule) => rule.name,
            Sharing::Keys(name, _) => name,
        }
    }
}

/// Why a scenario could not be divided.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotDivided {
    /// Too many coalitions to evaluate.
    #[error("{0} administrations have too many coalitions to evaluate them all: at most {MOST}")]
    TooMany(usize),
    /// The costs are no game.
    #[error(transparent)]
    NotAGame(#[from] NotAGame),
    /// Rounding stood in the way.
    #[error("the least core was not found: {0}")]
    Unsolved(#[from] Unsolved),
    /// The rule has no answer for this game.
    #[error("the rule `{0}` has no answer here: {1}")]
    NoAnswer(String, String),
}

/// The game of a scenario, and what it rests on.
pub struct ScenarioGame<'a> {
    scenario: &'a Scenario,
    draws: &'a Draws<'a>,
    risk: Risk,
    /// Present value alone by the least costly way, by member and replication.
    alone: Vec<Vec<f64>>,
    together: Together,
    game: Game,
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

impl<'a> ScenarioGame<'a> {
    /// Evaluates every coalition: c(S) is the least of sharing and of what its members pay alone; the grant is for all together.
    ///
    /// # Errors
    /// If there are too many administrations.
    pub fn evaluate(scenario: &'a Scenario, draws: &'a Draws<'a>, risk: Risk) -> Result<ScenarioGame<'a>, NotDivided> {
        let n = scenario.administrations.len();
        if n > MOST {
            return Err(NotDivided::TooMany(n));
        }
        let alone = draws.alone(risk);
        let together = Together::evaluate(draws, scenario);
        let of = |costs: &[f64]| risk.of(&mut costs.to_vec());
        let singles: Vec<f64> = alone.iter().map(|costs| of(costs)).collect();
        let shared = draws.of_all(|_, mut costs| risk.of(&mut costs));
        let grand = shared.len() - 1;
        let cost = |coalition: usize| {
            let apart: f64 = (0..n).filter(|i| coalition >> i & 1 == 1).map(|i| singles[i]).sum();
            match coalition {
                _ if coalition.count_ones() <= 1 => apart,
                _ if coalition == grand => of(&together.total()).min(apart),
                _ => shared[coalition].min(apart),
            }
        };
        let names = scenario.administrations.iter().map(|one| one.id.clone()).collect();
        let game = Game::new(names, (0..shared.len()).map(cost).collect())?;
        let game = if n <= MOST_COVERED { subadditive_cover(&game) } else { game };
        Ok(ScenarioGame { scenario, draws, risk, alone, together, game })
    }

    /// The game.
    pub fn game(&self) -> &Game {
        &self.game
    }

    /// π_i of a rule on the game.
    ///
    /// # Errors
    /// If the rule has no answer.
    pub fn pot_shares(&self, rule: &Rule) -> Result<Vec<f64>, NotDivided> {
        let divided = (rule.divide)(&self.game);
        let division = divided.map_err(|why| NotDivided::NoAnswer(rule.name.to_owned(), why.to_string()))?;
        Ok(self.shares_of_pots(&division.shares))
    }

    /// What a division makes of every pot. What all pay in the mean may be more than the game's total, where smaller groups
    /// would do better or the game is one of risk: shares grow in proportion.
    fn shares_of_pots(&self, shares: &[f64]) -> Vec<f64> {
        let sum: f64 = shares.iter().sum();
        let factor = if sum == 0.0 { 1.0 } else { mean(&self.together.total()) / sum };
        let scaled: Vec<f64> = shares.iter().map(|share| share * factor).collect();
        self.together.pot_shares(&scaled).unwrap_or_else(|| vec![0.0; shares.len()])
    }

    /// Divides by each of the rules.
    ///
    /// # Errors
    /// If the least core is not found.
    pub fn divide(&self, rules: &[Sharing], money: &Money) -> Result<Allocations, NotDivided> {
        let on_game: Vec<&Rule> = rules
            .iter()
            .filter_map(|sharing| match sharing {
                Sharing::Game(rule) => Some(*rule),
                Sharing::Keys(..) => None,
            })
            .collect();
        let mut found = Allocations::of(&self.scenario.id, &self.game, &on_game, money)?;
        let mut payments = Vec::new();
        let mut results = Vec::new();
        for sharing in rules {
            match sharing {
                Sharing::Game(rule) => {
                    let place = found.rules.0.iter().position(|(name, _)| name == rule.name);
                    let Some((name, result)) = place.map(|place| found.rules.0.remove(place)) else { continue };
                    if let RuleResult::Divided(division) = &result {
                        let shares: Vec<f64> = division.shares.values().copied().collect();
                        payments.push(self.together.billed(&self.shares_of_pots(&shares)));
                    }
                    results.push((name, result));
                }
                Sharing::Keys(name, keys) => {
                    let paid = billed_by_keys(self.draws, self.scenario, keys);
                    let shares: Vec<f64> = paid.paid.iter().map(|paid| mean(paid)).collect();
                    let division = DivisionResult::of(&self.game, &shares, None, found.game.decimals);
                    payments.push(paid);
                    results.push((name.clone(), RuleResult::Divided(Box::new(division))));
                }
            }
        }
        let content = in_core(self.draws, &self.alone, &payments);
        let stable = payments.iter().zip(content).map(|(payments, content)| self.stability(payments, content));
        let divided = results.iter_mut().filter_map(|(_, result)| match result {
            RuleResult::Divided(division) => Some(division),
            RuleResult::None { .. } => None,
        });
        divided.zip(stable).for_each(|(division, stability)| division.stability = Some(stability));
        found.rules = Named(results);
        found.game.risk = match self.risk {
            Risk::Mean => None,
            Risk::Cvar(level) => Some(level),
        };
        found.game.replications = Some(self.draws.replications());
        let largest = self.game.alone().into_iter().fold(0.0, f64::max);
        found.game.shown = Shown::money(&self.scenario.currency, largest);
        Ok(found)
    }

    fn stability(&self, payments: &Payments, content: usize) -> Stability {
        let replications = self.draws.replications();
        let stake = |(paid, alone): (&Vec<f64>, &Vec<f64>)| {
            let saving: Vec<f64> = alone.iter().zip(paid).map(|(alone, paid)| alone - paid).collect();
            // Equal sums that differ by rounding alone save nothing.
            let cheaper = saving.iter().zip(alone).filter(|(saving, alone)| **saving > alone.abs() * 1e-12).count();
            let middle = mean(&saving);
            let square = saving.iter().map(|saving| (saving - middle) * (saving - middle)).sum::<f64>();
            let error = (square / (replications as f64 - 1.0).max(1.0) / replications as f64).sqrt();
            Stake {
                pays: mean(paid),
                cheaper: probability(cheaper as u64, replications as u64),
                saving: middle,
                standard_error: error,
                saving_cvar: -Risk::Cvar(0.95).of(&mut saving.iter().map(|saving| -saving).collect::<Vec<f64>>()),
            }
        };
        let names = self.scenario.administrations.iter().map(|one| one.id.clone());
        Stability {
            in_core: probability(content as u64, replications as u64),
            members: Named(names.zip(payments.paid.iter().zip(&self.alone).map(stake)).collect()),
        }
    }
}

/// Replications of every coalition that a run divides by.
pub const REPLICATIONS: usize = 1024;

/// Fixes every member's share of the pots where the scenario is shared by a rule on the game.
///
/// # Errors
/// If the game cannot be evaluated or the rule has no answer for it.
pub fn settle(scenario: &mut Scenario, seed: u64) -> Result<(), NotDivided> {
    let Some(rule) = scenario.cost_sharing.game.clone() else { return Ok(()) };
    let known = crate::allocation::find(&rule);
    let known = known.ok_or_else(|| NotDivided::NoAnswer(rule.clone(), "no such rule".to_owned()))?;
    let draws = Draws::new(scenario, seed, REPLICATIONS);
    let shares = ScenarioGame::evaluate(scenario, &draws, Risk::Mean)?.pot_shares(known)?;
    scenario.cost_sharing = CostSharing::by_shares(rule, shares);
    Ok(())
}
