//! Scenarios of more administrations than are worked on at a time, and of so many quantities that they are tallied once
//! for all threads.

use model::lanes::{LANES, Lanes};
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::simulation::{Settings, counted, simulate, summarise};
use model::strategy::Evaluator;
use report::output::{administrations_csv, summary_csv, summary_json};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use study::input::{Override, load};

/// The founders of `municipalities.toml` and every so many of the rest.
fn part(every: usize, overrides: &[&str]) -> Scenario {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = std::fs::read_to_string(shipped.join("municipalities.csv")).expect("readable");
    let lines = table.lines().enumerate();
    let kept: Vec<&str> =
        lines.filter(|(k, line)| k % every == 0 || line.contains(",0,")).map(|(_, line)| line).collect();
    std::fs::write(folder.path().join("municipalities.csv"), kept.join("\n") + "\n").expect("written");
    let path = folder.path().join("municipalities.toml");
    std::fs::copy(shipped.join("municipalities.toml"), &path).expect("copied");
    let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
    load(&path, &overrides, false).expect("readable").scenario.expect("good")
}

/// What every administration's own strategies come to in the first replications, by id.
fn own_strategies(scenario: &Scenario) -> HashMap<String, Vec<[Lanes; 3]>> {
    let sampler = Sampler::new(scenario, 3);
    let (mut inputs, mut evaluator) = (sampler.inputs(), Evaluator::new(scenario));
    let mut found: HashMap<String, Vec<[Lanes; 3]>> = HashMap::new();
    for batch in 0..4 {
        sampler.draw(batch * LANES as u64, &mut inputs);
        let outcome = evaluator.evaluate(&mut inputs);
        for strategy in [0, 2, 3] {
            for (administration, member) in scenario.administrations.iter().zip(&outcome.strategies[strategy].1.members)
            {
                let values = [member.cost, member.effort, member.live];
                found.entry(administration.id.clone()).or_default().push(values);
            }
        }
    }
    found
}

/// Whoever stands in which block, alone, with a copy and with a product each is the same in company as in less of it.
#[test]
fn blocks_change_nothing_for_anybody() {
    let overrides = [
        "strategies=[\"independent\", \"shared\", \"fork\", \"buy\"]",
        "security.vulnerabilities=2000",
        "security.exploited=0.02",
        "security.fix=0.5",
        "security.loss=2000",
        // Who founds, and at which level of government the core stands, is then the same for all.
        "consortium.formation=0.5",
    ];
    let (many, few) = (part(150, &overrides), part(3000, &overrides));
    assert!(many.administrations.len() > 4 * 64 && few.administrations.len() < 64);
    let (many, few) = (own_strategies(&many), own_strategies(&few));
    for (id, values) in few {
        assert_eq!(many[&id], values, "{id}");
    }
}

/// Everything that is written is the same on any number of threads, whole batches or not.
#[test]
fn many_quantities_are_tallied_alike_on_any_number_of_threads() {
    let scenario = part(20, &[]);
    let settings = Settings::new(520, 9);
    let written = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let simulation = simulate(&scenario, &settings, &mut |_| ControlFlow::Continue(())).expect("finite");
            assert!(counted(&scenario).tallied.len() > 20_000);
            let results = summarise(&scenario, &simulation);
            assert_eq!(results.strategies[0].cost.count, 520);
            [summary_json(&results), summary_csv(&results), administrations_csv(&results)]
                .map(|bytes| bytes.expect("written"))
        })
    };
    let one = written(1);
    assert!(one == written(2) && one == written(3));
}
