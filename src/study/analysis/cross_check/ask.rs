//! Cross-check: what published economics of product lines say of building a scenario's systems, beside the simulation.
//!
//! Use it to see whether the simulation stands where older models would have it, and what makes it differ; all is
//! effort of building, in person-months, nothing of running. The models see every input at its median. The simulation
//! comes to its result in steps on the same draws: the inputs as they are drawn, coordination, overruns, abandoned
//! builds and exits, each added to those before, so that the difference between two steps is what the later one brings
//! (in this order; another order would share out what they do together in another way).
//!
//! Building is, alone, the builds; shared, the core, its adaptation, agreements, coordination of the build, and
//! leaving. Cost: four simulations, and one for each number of members.

use super::found::{Added, CrossCheck, CrossConstant, CrossModel, CrossStep, Simulated};
use crate::analysis::header::Header;
use crate::analysis::variants::{VariantError, Variants};
use crate::input::Override;
use crate::product_lines::{Family, MODELS, Model, System};
use model::effort::Effort;
use model::effort::Phase;
use model::lanes::{Lanes, Mask};
use model::results::Probability;
use model::sampling::Sampler;
use model::scenario::keys::{Global, Member};
use model::scenario::{Scenario, Strategy};
use model::simulation::measure::{Quantity, SavingQuantity, StrategyQuantity};
use model::simulation::sample::Wanted;
use model::simulation::statistic::tally;
use model::simulation::tally::probability;
use model::strategy::founders;
use rayon::prelude::*;

/// Members up to which every number of them is looked at.
const COUNTED: usize = 100;
/// What a system takes once it runs.
const RUNNING: [&str; 5] = [
    "running.maintenance=0",
    "running.enhancement=0",
    "running.merging=0",
    "consortium.support=0",
    "consortium.participation=0",
];
/// What each step adds, taken away.
const WITHOUT: [(Added, &[&str]); 3] = [
    (Added::Coordination, &["consortium.coordination=0"]),
    (Added::Overruns, &["effort.overrun=1", "consortium.overrun=1", "administration.*.overrun=1"]),
    (
        Added::Failures,
        &[
            "effort.cancellation=0",
            "consortium.cancellation=0",
            "consortium.exit_build=0",
            "consortium.exit=0",
            "administration.*.exit=0",
            "consortium.dissolution=0",
        ],
    ),
];
/// Phases of building by the shared strategy; the first is that of building alone.
const PHASES: [Phase; 4] = [Phase::Build, Phase::Adaptation, Phase::Coordination, Phase::Leaving];

/// Person-months of building in each replication.
struct Built {
    independent: Vec<f64>,
    shared: Vec<f64>,
}

/// What the models and the simulation say of a scenario.
///
/// # Errors
/// If the scenario cannot be used without its running costs, or a replication is not finite.
pub fn cross_check(variants: &Variants) -> Result<CrossCheck, VariantError> {
    let scenario = variants.unsettled(&overrides(&RUNNING))?;
    let n = scenario.administrations.len();
    let counted = if n <= COUNTED { n } else { 0 };
    let order = scenario.order_of_joining();
    let first = |m: usize| scenario.of_members(&order[..m]);
    let families: Vec<Family> = (1..=counted).map(|m| family(&first(m), variants.seed)).collect();
    let whole = family(&scenario, variants.seed);
    let savings = (1..=counted).into_par_iter().map(|m| built(variants, &first(m)).and_then(|built| built.saving()));
    let savings: Vec<[f64; 3]> = savings.collect::<Result<_, VariantError>>()?;
    let all = built(variants, &scenario)?;
    let simulated = Simulated {
        independent: all.spread(&all.independent)?,
        shared: all.spread(&all.shared)?,
        saving: all.saving()?,
        positive: all.positive(),
        pays_from: pays_from(savings.iter().map(|saving| saving[1] > 0.0)),
    };
    Ok(CrossCheck {
        header: Header::of(&scenario, variants.replications, variants.seed),
        members: n,
        counted,
        models: MODELS.map(|model| said(model, &whole, &families)).into(),
        steps: steps(variants, &whole, &simulated)?,
        simulated,
    })
}

fn overrides(texts: &[&str]) -> Vec<Override> {
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

/// What a model says, of all members and of fewer.
fn said(model: &Model, whole: &Family, families: &[Family]) -> CrossModel {
    let of_all = (model.says)(whole);
    let pays = families.iter().map(|family| (model.says)(family)).map(|said| said.together() < said.apart);
    let constants = model.constants.iter().map(|one| CrossConstant {
        name: one.name,
        value: one.value,
        mark: one.mark.to_string(),
        source: one.source,
    });
    CrossModel {
        model: model.model,
        name: model.name,
        formula: model.formula,
        independent: of_all.apart,
        shared: of_all.together(),
        pays_from: pays_from(pays),
        parts: of_all.parts,
        differs: model.differs,
        constants: constants.collect(),
        source: model.source,
    }
}

/// The least number of members from which on it pays for all numbers up to the last.
fn pays_from(pays: impl Iterator<Item = bool>) -> Option<usize> {
    let pays: Vec<bool> = pays.collect();
    let last_that_does_not = pays.iter().rposition(|pays| !pays).map_or(0, |place| place + 1);
    (last_that_does_not < pays.len()).then_some(last_that_does_not + 1)
}

/// Medians with one thing after another; the last are those of the simulation.
fn steps(variants: &Variants, whole: &Family, simulated: &Simulated) -> Result<Vec<CrossStep>, VariantError> {
    let simple = (crate::product_lines::simple::MODEL.says)(whole);
    let mut steps = vec![CrossStep { with: Added::Medians, independent: simple.apart, shared: simple.together() }];
    let mut with = Added::Uncertainty;
    for k in 0..WITHOUT.len() {
        let taken: Vec<&str> =
            WITHOUT[k..].iter().flat_map(|(_, texts)| texts.iter().copied()).chain(RUNNING).collect();
        let built = built(variants, &variants.unsettled(&overrides(&taken))?)?;
        let [independent, shared] = [built.spread(&built.independent)?[1], built.spread(&built.shared)?[1]];
        steps.push(CrossStep { with, independent, shared });
        with = WITHOUT[k].0;
    }
    steps.push(CrossStep { with, independent: simulated.independent[1], shared: simulated.shared[1] });
    Ok(steps)
}

fn built(variants: &Variants, scenario: &Scenario) -> Result<Built, VariantError> {
    let of = |strategy, phase| Quantity::Strategy(strategy, StrategyQuantity::Phase(phase));
    let alone = std::iter::once(of(Strategy::Independent, Phase::Build));
    let quantities = alone.chain(PHASES.map(|phase| of(Strategy::Shared, phase))).collect();
    let mut series = variants.sample(scenario, &Wanted { rows: Vec::new(), quantities })?.quantities.into_iter();
    let independent = series.next().unwrap_or_default();
    let mut shared = vec![0.0; independent.len()];
    for phase in series {
        shared.iter_mut().zip(phase).for_each(|(sum, effort)| *sum += effort);
    }
    Ok(Built { independent, shared })
}

impl Built {
    fn savings(&self) -> impl Iterator<Item = f64> + '_ {
        self.independent.iter().zip(&self.shared).map(|(alone, shared)| alone - shared)
    }

    fn saving(&self) -> Result<[f64; 3], VariantError> {
        self.spread(&self.savings().collect::<Vec<_>>())
    }

    fn positive(&self) -> Probability {
        let count = self.savings().filter(|saving| *saving > 0.0).count();
        probability(count as u64, self.independent.len() as u64)
    }

    /// P5, P50 and P95.
    fn spread(&self, values: &[f64]) -> Result<[f64; 3], VariantError> {
        let estimate = tally(Quantity::Saving(Strategy::Independent, SavingQuantity::Effort), values)?.estimate(true);
        Ok([5, 50, 95].map(|percent| estimate.quantile(percent).unwrap_or(f64::NAN)))
    }
}

/// The systems of a scenario as the models see them: every input at its median.
fn family(scenario: &Scenario, seed: u64) -> Family {
    let sampler = Sampler::new(scenario, seed);
    let mut inputs = sampler.inputs();
    sampler.draw_median(&mut inputs, &[], 0.5);
    let global = |key| inputs.global(key).0[0];
    let member = |i, key| inputs.member(i, key).0[0];
    let effort = Effort::new(scenario.effort_model, &inputs);
    let nominal = |size: f64| effort.nominal(Lanes::splat(size)).0[0];
    let (n, modules) = (scenario.administrations.len(), scenario.modules.len());
    let mut masks = vec![Mask::NONE; n];
    founders(&inputs, &mut masks);
    let founding: Vec<usize> = (0..n).filter(|&i| masks[i].lane(0)).collect();
    let need = |i: usize, k: usize| scenario.need(i, k) * member(i, Member::Scope);
    let covered = |k: usize| founding.iter().map(|&i| need(i, k)).fold(0.0, f64::max);
    let covered: Vec<f64> = (0..modules).map(covered).collect();
    let size = |share: &dyn Fn(usize) -> f64| (0..modules).map(|k| share(k) * inputs.size(k).0[0]).sum::<f64>();
    let system = |i: usize| {
        let productivity = member(i, Member::Productivity);
        let inside = nominal(size(&|k| need(i, k).min(covered[k])));
        System {
            whole: productivity * nominal(size(&|k| need(i, k))),
            common: productivity * (1.0 - member(i, Member::Adaptation)) * inside,
        }
    };
    let mean = |key| founding.iter().map(|&i| member(i, key)).sum::<f64>() / founding.len() as f64;
    let productivity =
        scenario.lead.map_or_else(|| mean(Member::Productivity), |lead| member(lead, Member::Productivity));
    Family {
        systems: (0..n).map(system).collect(),
        common: productivity * (1.0 - mean(Member::Adaptation)) * nominal(size(&|k| covered[k])),
        written: global(Global::WritingForReuse),
        reused: global(Global::Reusing),
        variants: libm::pow(founding.len() as f64, global(Global::Variety)),
        organisation: global(Global::Setup),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_pays_from_where_it_never_ceases_to() {
        let from = |pays: &[bool]| pays_from(pays.iter().copied());
        assert_eq!(from(&[false, true, true]), Some(2));
        assert_eq!(from(&[true, false, true]), Some(3));
        assert_eq!(from(&[true, true]), Some(1));
        assert_eq!((from(&[true, false]), from(&[])), (None, None));
    }

    #[test]
    fn every_value_that_is_taken_away_is_one() {
        let texts = WITHOUT.iter().flat_map(|(_, texts)| texts.iter().copied()).chain(RUNNING);
        let texts: Vec<&str> = texts.collect();
        assert_eq!(overrides(&texts).len(), texts.len());
    }
}
