//! Quantities that share a tally are the same in every replication.

use model::lanes::Lanes;
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::simulation::counted;
use model::simulation::measure::{Parts, Quantity, Sink, measure};
use model::strategy::Evaluator;
use std::path::Path;
use study::input::{Override, load};

/// Takes all values of a batch.
struct Values(Vec<(Quantity, Lanes)>);

impl Sink for Values {
    fn put(&mut self, quantity: Quantity, value: Lanes) {
        self.0.push((quantity, value));
    }
}

fn scenario(name: &str, set: &[(&str, &str)]) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    let set = set.iter().map(|(path, value)| Override { path: (*path).to_owned(), value: (*value).to_owned() });
    let set: Vec<Override> = set.collect();
    load(&path, &set, false).expect("readable").scenario.expect("a good scenario")
}

/// How many tallies a scenario has, after all that share one were compared over some replications.
fn tallies(scenario: &Scenario) -> usize {
    let counted = counted(scenario);
    let sampler = Sampler::new(scenario, 7);
    let (mut inputs, mut evaluator) = (sampler.inputs(), Evaluator::new(scenario));
    for batch in 0..40 {
        sampler.draw(batch * 16, &mut inputs);
        evaluator.evaluate(&mut inputs);
        let mut values = Values(Vec::new());
        measure(evaluator.outcome(), evaluator.discount(), Parts::ALL, &mut values);
        assert_eq!(values.0.len(), counted.quantities.len());
        for ((quantity, value), &place) in values.0.iter().zip(&counted.places) {
            let first = counted.tallied[place];
            let (_, same) = values.0.iter().find(|(known, _)| *known == first).expect("measured itself");
            let bits = |lanes: &Lanes| lanes.0.map(f64::to_bits);
            assert!(bits(value) == bits(same), "{}: {quantity:?} is not {first:?}", scenario.id);
        }
    }
    counted.tallied.len()
}

#[test]
fn what_shares_a_tally_is_the_same_in_every_replication() {
    for name in ["canada-notify.toml", "wycan.toml", "os2-denmark.toml", "panorama.toml"] {
        let on = scenario(name, &[]);
        let (members, strategies) = (on.administrations.len(), on.strategies.len());
        let worthless: Vec<(String, &str)> =
            on.administrations.iter().map(|one| (format!("administration.{}.benefit", one.id), "0")).collect();
        let mut set: Vec<(&str, &str)> = worthless.iter().map(|(path, value)| (path.as_str(), *value)).collect();
        set.push(("consortium.funding", "0"));
        let off = tallies(&scenario(name, &set));
        // Cost at equal service is cost, a saving in cash the saving, with and without a grant.
        let spared = (members + 1) * strategies + 2 * members;
        assert!(off + spared <= counted(&on).quantities.len(), "{name}: {off} tallies");
        assert!(tallies(&on) > off, "{name}");
    }
}
