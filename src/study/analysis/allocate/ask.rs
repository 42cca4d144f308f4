//! Who pays what in a scenario, by rules on the game of its coalitions and by keys, and how stable that is under uncertainty
//! (model.md section 6).

use super::alike;
use super::alike::Alike;
use super::blocs::Blocs;
use super::costs::{Costs, stability};
use super::demands::serial_shares;
use super::division::{MOST_SAMPLED, NotDivided, Sharing};
use super::found::{Allocations, DivisionResult, Method, Money, Named, OfScenario, RuleResult, divided};
use super::large;
use super::large::Large;
use super::sampled::{BUDGET, Sampled};
use super::sharing::{Payments, Together, billed_by_keys, in_core};
use model::allocation::{Division, Rule, serial};
use model::game::{Game, MOST_MEMBERS, subadditive_cover};
use model::lanes::LANES;
use model::samples::mean;
use model::scenario::{CostSharing, Scenario};
use model::simulation::coalitions::{Draws, Risk};
use rayon::prelude::*;

/// Most members whose every coalition is evaluated.
pub const MOST: usize = 16;
/// Most members whose coalitions may split into groups.
const MOST_COVERED: usize = 13;

/// The game of a scenario, and what it rests on.
pub struct ScenarioGame<'a> {
    costs: &'a Costs<'a>,
    game: Game,
    /// What coalitions pay by sharing, by replication, where that is kept.
    shared: Option<Vec<Vec<f64>>>,
    /// Where the game's members are blocs of the scenario's.
    blocs: Option<Blocs>,
}

impl<'a> ScenarioGame<'a> {
    /// Evaluates every coalition: c(S) is the least of sharing and of what its members pay alone; the grant is for all together.
    /// `keep`: what they come to by replication is kept, for whoever asks how often nobody has a reason to leave.
    ///
    /// # Errors
    /// If the costs are no game.
    pub fn evaluate(costs: &'a Costs<'a>, keep: bool) -> Result<ScenarioGame<'a>, NotDivided> {
        let n = costs.n();
        let kept = if keep { costs.draws.all() } else { None };
        let shared: Vec<f64> = match &kept {
            Some(kept) => kept.par_iter().map(|costs_of| costs.risk.of(&mut costs_of.clone())).collect(),
            None => costs.draws.of_all(|costs_of| costs.risk.of(costs_of)),
        };
        let grand = shared.len() - 1;
        let cost = |coalition: usize| {
            let apart: f64 = (0..n).filter(|i| coalition >> i & 1 == 1).map(|i| costs.singles[i]).sum();
            match coalition {
                _ if coalition.count_ones() <= 1 => apart,
                _ if coalition == grand => costs.total,
                _ => shared[coalition].min(apart),
            }
        };
        let game = Game::new(costs.names(), (0..shared.len()).map(cost).collect())?;
        let game = if n <= MOST_COVERED { subadditive_cover(&game) } else { game };
        Ok(ScenarioGame { costs, game, shared: kept, blocs: None })
    }

    /// Evaluates every group of blocs, each of which joins as a whole.
    ///
    /// # Errors
    /// If the costs are no game.
    pub fn of_blocs(costs: &'a Costs<'a>) -> Result<ScenarioGame<'a>, NotDivided> {
        let (blocs, game) = Blocs::evaluate(costs)?;
        Ok(ScenarioGame { costs, game: subadditive_cover(&game), shared: None, blocs: Some(blocs) })
    }

    /// The game.
    pub fn game(&self) -> &Game {
        &self.game
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
                Sharing::Keys(..) | Sharing::Known(..) => None,
            })
            .collect();
        let mut found = Allocations::of(&self.costs.scenario.id, &self.game, &on_game, money)?;
        let (together, alone) = match &self.blocs {
            None => (self.costs.together.clone(), self.costs.alone.clone()),
            Some(blocs) => (blocs.together(&self.costs.together), blocs.sums(&self.costs.alone)),
        };
        let mut payments = Vec::new();
        let mut results = Vec::new();
        for sharing in rules {
            let (result, paid) = self.result(sharing, &mut found, &together);
            payments.extend(paid);
            results.push((sharing.name().to_owned(), result));
        }
        let content = match &self.blocs {
            None => in_core(self.costs.draws, &self.costs.alone, self.shared.as_deref(), &payments),
            Some(blocs) => payments.iter().map(|payments| blocs.in_core(payments)).collect(),
        };
        let stable = payments
            .iter()
            .zip(content)
            .map(|(payments, content)| stability(self.game.members().to_vec(), payments, &alone, Some(content)));
        let divided = results.iter_mut().filter_map(|(_, result)| match result {
            RuleResult::Divided(division) => Some(division),
            RuleResult::None { .. } => None,
        });
        divided.zip(stable).for_each(|(division, stability)| division.stability = Some(stability));
        found.rules = Named(results);
        found.game.risk = match self.costs.risk {
            Risk::Mean => None,
            Risk::Cvar(level) => Some(level),
        };
        if let Some(blocs) = &self.blocs {
            (found.game.method, found.game.classes) = (Method::Blocs, Some(blocs.classes()));
        }
        // Costs alone took no coalition, but those of blocs did.
        let alone = if self.blocs.is_some() { 0 } else { self.game.n() };
        found.game.evaluations = Some(self.game.grand() - alone);
        found.game.replications = Some(self.costs.draws.replications());
        Ok(found)
    }

    /// What a rule gives, and what it makes members pay; what rules on the game give is taken from what was found.
    fn result(
        &self,
        sharing: &Sharing,
        found: &mut Allocations,
        together: &Together,
    ) -> (RuleResult, Option<Payments>) {
        let billed = |shares: &[f64]| together.billed(&together.shares_of_pots(shares));
        let (shares, payments) = match sharing {
            Sharing::Game(rule) => {
                let place = found.rules.0.iter().position(|(name, _)| name == rule.name);
                let result = match place {
                    Some(place) => found.rules.0.remove(place).1,
                    None => divided(&self.game, rule, found.game.decimals),
                };
                let payments = match &result {
                    RuleResult::Divided(one) => Some(billed(&one.shares.values().copied().collect::<Vec<f64>>())),
                    RuleResult::None { .. } => None,
                };
                return (result, payments);
            }
            Sharing::Known(_, Err(reason)) => return (RuleResult::None { reason: *reason }, None),
            Sharing::Known(_, Ok(shares)) => (shares.clone(), billed(shares)),
            Sharing::Keys(_, keys) => {
                let mut paid = billed_by_keys(self.costs.draws, self.costs.scenario, keys);
                if let Some(blocs) = &self.blocs {
                    paid.paid = blocs.sums(&paid.paid);
                }
                (paid.paid.iter().map(|paid| mean(paid)).collect(), paid)
            }
        };
        let division = DivisionResult::of(&self.game, &shares, None, found.game.decimals);
        (RuleResult::Divided(Box::new(division)), Some(payments))
    }
}

/// Replications of every coalition.
pub const REPLICATIONS: usize = 1024;

/// Replications times members where these are very many.
const MOST_DRAWS: usize = 1 << 20;

/// Replications of every coalition of so many members: fewer of very many.
pub fn replications(n: usize) -> usize {
    if n > MOST_SAMPLED { (MOST_DRAWS / n / LANES * LANES).clamp(LANES, REPLICATIONS) } else { REPLICATIONS }
}

/// How a scenario is divided.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Seed of all draws.
    pub seed: u64,
    /// Replications of every coalition; none: as many as there are members for.
    pub replications: Option<usize>,
    /// What a cost is.
    pub risk: Risk,
    /// Coalitions that may be evaluated where they are too many to evaluate all.
    pub budget: usize,
}

impl Plan {
    /// Whether every coalition of so many members is evaluated.
    fn is_exact(&self, n: usize) -> bool {
        n <= MOST || n <= MOST_MEMBERS && 1 << n <= self.budget
    }
}

/// Divides a scenario by each of the rules: exactly if it can be, and otherwise by classes of alike
/// members or by a sample of its coalitions.
///
/// # Errors
/// If the game cannot be evaluated, or the least core is not found.
pub fn divide(scenario: &Scenario, rules: &[Sharing], money: &Money, plan: &Plan) -> Result<Allocations, NotDivided> {
    let n = scenario.administrations.len();
    let draws = Draws::checked(scenario, plan.seed, plan.replications.unwrap_or_else(|| replications(n)))?;
    let costs = Costs::new(scenario, &draws, plan.risk);
    let many = n > MOST_SAMPLED;
    let known = |sharing: &Sharing| match sharing {
        Sharing::Game(rule) if rule.name == serial::RULE.name && !many => {
            Sharing::Known(rule.name.to_owned(), serial_shares(&costs, plan.seed))
        }
        other => other.clone(),
    };
    let rules = &rules.iter().map(known).collect::<Vec<Sharing>>();
    let mut found = if many {
        ScenarioGame::of_blocs(&costs)?.divide(rules, money)?
    } else if plan.is_exact(costs.n()) {
        ScenarioGame::evaluate(&costs, true)?.divide(rules, money)?
    } else {
        large::divide(&costs, &mut *large(&costs, plan, rules.len()), rules, money)?
    };
    found.overrides.clone_from(&scenario.overrides);
    found.seed = Some(plan.seed);
    found.game.scenario = Some(OfScenario::of(scenario));
    found.game.sharing = Some(costs.risk.of(&mut costs.together.total()));
    Ok(found)
}

/// By classes of alike members if these are few, and otherwise by sampling.
fn large<'a>(costs: &'a Costs<'a>, plan: &Plan, searches: usize) -> Box<dyn Large + 'a> {
    let classes = alike::classes(costs.scenario);
    if alike::coalitions(&classes).is_some_and(|coalitions| coalitions <= plan.budget)
        && let Some(alike) = Alike::evaluate(costs, classes)
    {
        return Box::new(alike);
    }
    Box::new(Sampled::new(costs, plan.seed, plan.budget, searches))
}

/// Fixes every member's share of the pots where the scenario is shared by a rule on the game.
///
/// # Errors
/// If the game cannot be evaluated or the rule has no answer for it.
pub fn settle(scenario: &mut Scenario, seed: u64) -> Result<(), NotDivided> {
    let Some(name) = scenario.cost_sharing.game.clone() else { return Ok(()) };
    let known = model::allocation::find(&name);
    let rule = known.ok_or_else(|| NotDivided::NoAnswer(name.clone(), "no such rule".to_owned()))?;
    if scenario.administrations.len() > MOST_SAMPLED {
        return Err(NotDivided::TooMany(scenario.administrations.len()));
    }
    let plan = Plan { seed, replications: None, risk: Risk::Mean, budget: BUDGET };
    let draws = Draws::checked(scenario, seed, REPLICATIONS)?;
    let costs = Costs::new(scenario, &draws, plan.risk);
    let divided = match plan.is_exact(costs.n()) {
        _ if rule.name == serial::RULE.name => {
            serial_shares(&costs, seed).map(|shares| Division { shares, kohlberg: None })
        }
        true => (rule.divide)(ScenarioGame::evaluate(&costs, false)?.game()),
        false => large(&costs, &plan, 0).divide(rule),
    };
    let division = divided.map_err(|why| NotDivided::NoAnswer(rule.name.to_owned(), why.to_string()))?;
    let shares = costs.together.shares_of_pots(&division.shares);
    scenario.cost_sharing = CostSharing::by_shares(name, shares);
    Ok(())
}
