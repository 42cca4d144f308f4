//! Ledgers, which say what each administration pays and works in each year, against what is added up without them: the
//! years, the members' costs, effort and grants, of every scenario at hand and of some with all that can be on.

use model::lanes::{LANES, Lanes};
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::strategy::{Entry, Evaluator};
use std::path::{Path, PathBuf};
use study::input::{Override, load};

/// What most scenarios leave off.
const ALL_ON: [&str; 12] = [
    "strategies=[\"independent\", \"shared\", \"fork\", \"buy\", \"keep\"]",
    "buy.fee=30000",
    "consortium.buy_in=0.7",
    "consortium.funding=500000",
    "consortium.participation=\"0.5 to 3\"",
    "consortium.cancellation=0.3",
    "effort.wage_growth=\"0 to 0.03\"",
    "security.vulnerabilities=2000",
    "security.exploited=0.02",
    "operations.instance=2",
    "operations.pooled=0.4",
    "operations.per_person=0.1",
];

/// What most scenarios do otherwise, each beside all of the above.
const OTHERWISE: [&str; 3] =
    ["consortium.fallback=\"independent\"", "consortium.fallback=\"buy\"", "consortium.fallback=\"keep\""];

fn scenarios() -> Vec<PathBuf> {
    let folders = ["scenarios", "tests/good", "tests/vectors"];
    let entries = folders.iter().flat_map(|folder| {
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of scenarios")
    });
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let wanted = |path: &PathBuf| {
        let large = path.file_stem().is_some_and(|stem| stem == "municipalities");
        path.extension().is_some_and(|ending| ending == "toml") && !large
    };
    let mut found: Vec<PathBuf> = paths.filter(wanted).collect();
    found.sort();
    assert!(found.len() > 15);
    found
}

#[track_caller]
fn near(found: Lanes, want: Lanes, scale: Lanes, what: &str) {
    for l in 0..LANES {
        let (found, want) = (found.0[l], want.0[l]);
        assert!((found - want).abs() <= 1e-9 * scale.0[l].abs().max(want.abs()), "{what}: {found} for {want}");
    }
}

fn money(entry: &Entry, wage: Lanes) -> Lanes {
    wage * (entry.build_labour + entry.run_labour) + entry.build_other + entry.run_other
}

/// Holds the ledgers of some batches to the sums; whether a grant was used, and whether anybody bought in or left.
fn hold(scenario: &Scenario, name: &str) -> [bool; 2] {
    let sampler = Sampler::new(scenario, 5);
    let (mut inputs, mut evaluator) = (sampler.inputs(), Evaluator::new(scenario));
    evaluator.keep_ledgers();
    let mut seen = [false; 2];
    for batch in 0..16 {
        sampler.draw(batch * LANES as u64, &mut inputs);
        evaluator.evaluate(&mut inputs);
        let (discount, wages) = (evaluator.discount(), evaluator.wages());
        for (strategy, outcome) in &evaluator.outcome().strategies {
            let ledger = outcome.ledger.as_ref().expect("a ledger");
            let mut years = vec![[Lanes::ZERO; 2]; scenario.horizon];
            for (i, member) in outcome.members.iter().enumerate() {
                let what = format!("{name}, {strategy:?}, {i}");
                let [mut cost, mut funding, mut effort] = [Lanes::ZERO; 3];
                for (t, entry) in ledger.of(i).iter().enumerate() {
                    let funded = wages[t] * entry.funded;
                    years[t][0] += money(entry, wages[t]);
                    years[t][1] += entry.effort;
                    cost += discount[t] * (money(entry, wages[t]) - funded);
                    funding += discount[t] * funded;
                    effort += entry.effort;
                    seen[0] |= funded.gt(Lanes::ZERO).any();
                    seen[1] |= entry.build_other.lt(Lanes::ZERO).any();
                }
                near(cost, member.cost, outcome.cost, &format!("{what}: cost"));
                near(funding, member.funding, outcome.cost, &format!("{what}: funding"));
                near(effort, member.effort, outcome.effort, &format!("{what}: effort"));
            }
            for (t, [cost, effort]) in years.into_iter().enumerate() {
                let what = format!("{name}, {strategy:?}, year {t}");
                near(cost, outcome.year_cost[t], outcome.cost, &format!("{what}: cost"));
                near(effort, outcome.year_effort[t], outcome.effort, &format!("{what}: effort"));
            }
        }
    }
    seen
}

#[test]
fn ledgers_add_up_to_what_is_added_up_without_them() {
    let (mut seen, mut held) = ([false; 2], [0; OTHERWISE.len() + 1]);
    let variants = std::iter::once(vec![]).chain(OTHERWISE.map(|one| [&ALL_ON[..], &[one]].concat()));
    for (path, (k, overrides)) in
        scenarios().iter().flat_map(|path| variants.clone().enumerate().map(move |k| (path, k)))
    {
        let name = format!("{} {overrides:?}", path.display());
        let parsed: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
        // A closed licence forbids copies.
        let Some(mut scenario) = load(path, &parsed, false).expect("readable").scenario else { continue };
        if k == OTHERWISE.len() {
            // As a rule on the game divides the pot, with a transfer.
            let n = scenario.administrations.len() as f64;
            scenario.cost_sharing.fixed = Some((0..n as usize).map(|i| if i == 0 { 2.0 - n } else { 1.0 }).collect());
        }
        let found = hold(&scenario, &name);
        seen.iter_mut().zip(found).for_each(|(seen, found)| *seen |= found);
        held[k] += 1;
    }
    assert!(held[0] == scenarios().len() && held.iter().all(|&held| held > 15), "{held:?}");
    assert_eq!(seen, [true; 2], "a grant and a buy-in");
}

/// Batches, and what was kept before, leave nothing behind.
#[test]
fn a_ledger_changes_nothing_beside_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/canada-notify.toml");
    let scenario = load(&path, &[], false).expect("readable").scenario.expect("good");
    let sampler = Sampler::new(&scenario, 1);
    let (mut inputs, mut plain, mut keeping) = (sampler.inputs(), Evaluator::new(&scenario), Evaluator::new(&scenario));
    keeping.keep_ledgers();
    for batch in 0..4 {
        sampler.draw(batch * LANES as u64, &mut inputs);
        plain.evaluate(&mut inputs);
        keeping.evaluate(&mut inputs);
        for ((_, one), (_, other)) in plain.outcome().strategies.iter().zip(&keeping.outcome().strategies) {
            assert_eq!((&one.year_cost, one.cost, one.effort), (&other.year_cost, other.cost, other.effort));
        }
    }
}
