//! What nobody asks for is not computed, and what is asked for stays the same to the last bit.

mod trial;

use model::inputs::Inputs;
use model::sampling::Sampler;
use model::scenario::{Scenario, Strategy};
use model::simulation::counted;
use model::simulation::measure::{Quantity, SavingQuantity};
use model::simulation::sample::{Wanted, sample};
use trial::{SHIPPED, shipped};

const REPLICATIONS: usize = 48;

/// Bits of quantities by replication.
fn bits(scenario: &Scenario, quantities: Vec<Quantity>) -> Vec<Vec<u64>> {
    let sampler = Sampler::new(scenario, 3);
    let draw = |first: u64, inputs: &mut Inputs| sampler.draw(first, inputs);
    let wanted = Wanted { rows: Vec::new(), quantities };
    let found = sample(scenario, REPLICATIONS, &wanted, &sampler.inputs(), &draw).expect("finite");
    found.quantities.iter().map(|values| values.iter().map(|value| value.to_bits()).collect()).collect()
}

/// Some quantities, by a name and a test.
type Kind = (&'static str, fn(&Quantity) -> bool);

/// Kinds of quantities that an analysis may ask for by themselves.
const KINDS: [Kind; 9] = [
    ("strategies", |quantity| matches!(quantity, Quantity::Strategy(..))),
    ("savings", |quantity| matches!(quantity, Quantity::Saving(..) | Quantity::Difference(..))),
    ("one saving", |quantity| matches!(quantity, Quantity::Saving(_, SavingQuantity::Cost))),
    ("years", |quantity| matches!(quantity, Quantity::Year(..))),
    ("the consortium", |quantity| matches!(quantity, Quantity::Consortium(_))),
    ("the consortium but its fees", |quantity| {
        matches!(quantity, Quantity::Consortium(_)) && !quantity.rests_on_bills()
    }),
    ("another strategy", |quantity| matches!(quantity, Quantity::Strategy(Strategy::Fork | Strategy::Buy, _))),
    ("groups", |quantity| matches!(quantity, Quantity::Group(..))),
    ("members", |quantity| quantity.is_of_member()),
];

#[test]
fn what_is_asked_for_is_the_same_whatever_else_is() {
    let mut kinds_with_some = 0;
    for (name, _) in SHIPPED {
        let scenario = shipped(name, &[]);
        let all = counted(&scenario).quantities;
        let whole = bits(&scenario, all.clone());
        for (kind, is) in KINDS {
            let some: Vec<usize> = (0..all.len()).filter(|&k| is(&all[k])).collect();
            if some.is_empty() {
                continue;
            }
            kinds_with_some += 1;
            let alone = bits(&scenario, some.iter().map(|&k| all[k]).collect());
            for (place, &k) in some.iter().enumerate() {
                assert_eq!(alone[place], whole[k], "{name}: {kind}, {:?}", all[k]);
            }
        }
    }
    assert!(kinds_with_some >= 8 * 4, "{kinds_with_some}");
}
