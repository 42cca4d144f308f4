//! The batched evaluation against known answers, and against the plain evaluation on shipped scenarios.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

#[allow(dead_code, reason = "their names are used here, their rows elsewhere")]
mod known;
mod plain;

use model::inputs::Inputs;
use model::lanes::{LANES, Lanes};
use model::sampling::Sampler;
use model::scenario::layout::Row as InputRow;
use model::scenario::{self, Scenario, Weight};
use model::simulation::compare::{Account, break_even_and_peak, fees_cover};
use model::strategy::{Evaluator, Outcome};
use report::output::replications_csv;
use std::collections::BTreeMap;
use std::path::Path;
use study::input::{Override, load};

/// Largest relative difference that rounding in another order may make.
const TOLERANCE: f64 = 1e-9;

fn scenario(path: &str, overrides: &[&str]) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
    let loaded = load(&path, &overrides, false).expect("readable");
    loaded.scenario.unwrap_or_else(|| panic!("{} has errors: {:?}", path.display(), loaded.problems))
}

/// The scenario as the plain evaluation takes it.
fn structure(scenario: &Scenario) -> plain::Structure {
    let administration = |administration: &scenario::Administration| plain::Administration {
        id: administration.id.clone(),
        level: scenario.levels[administration.level].clone(),
        networks: administration.networks.iter().map(|&network| scenario.networks[network].clone()).collect(),
        population: administration.population.unwrap_or(0.0),
    };
    let n = scenario.administrations.len();
    let key = |weight: &Weight| match weight {
        Weight::Equal => plain::Key::Equal,
        Weight::Standalone => plain::Key::Standalone,
        Weight::Column(column) => plain::Key::Fixed(column.clone()),
    };
    plain::Structure {
        horizon: scenario.horizon,
        discount_schedule: match &scenario.discount_schedule[..] {
            [] => None,
            rates => Some(rates.iter().map(|&(year, rate)| (year as f64, rate)).collect()),
        },
        administrations: scenario.administrations.iter().map(administration).collect(),
        modules: scenario.modules.iter().map(|module| module.id.clone()).collect(),
        needs: (0..n).map(|i| (0..scenario.modules.len()).map(|k| scenario.need(i, k)).collect()).collect(),
        effort_model: match scenario.effort_model {
            scenario::EffortModel::PersonMonths => plain::EffortModel::PersonMonths,
            scenario::EffortModel::FunctionPoints => plain::EffortModel::FunctionPoints,
            scenario::EffortModel::Regression => plain::EffortModel::Regression,
            scenario::EffortModel::Power | scenario::EffortModel::Cocomo81Basic => plain::EffortModel::Power,
            scenario::EffortModel::Cocomo81 => plain::EffortModel::Cocomo81,
            scenario::EffortModel::CocomoIi => plain::EffortModel::CocomoIi,
        },
        // How coordination grows is an input of every replication.
        coordination_growth: plain::Growth::Drawn,
        lead: scenario.lead,
        minimum_members: scenario.minimum_members,
        fallback: match scenario.fallback {
            scenario::Fallback::Independent => plain::Fallback::Independent,
            scenario::Fallback::Keep => plain::Fallback::Keep,
            scenario::Fallback::Buy => plain::Fallback::Buy,
        },
        further_ways: scenario.strategies.iter().filter_map(|&strategy| further(strategy)).collect(),
        closed_licence: scenario.closed_licence,
        cost_sharing: match scenario.cost_sharing.tiers {
            Some(_) => Vec::new(),
            None => scenario.cost_sharing.parts.iter().map(|(share, weight)| (*share, key(weight))).collect(),
        },
        schedule: scenario.cost_sharing.tiers.as_ref().map(|tiers| plain::Schedule {
            classes: tiers.classes.iter().map(|class| (class.up_to, class.yearly, class.entry)).collect(),
            populations: scenario.administrations.iter().map(|one| one.population.expect("a population")).collect(),
        }),
    }
}

/// A strategy beside building alone and sharing.
fn further(strategy: scenario::Strategy) -> Option<plain::Way> {
    match strategy {
        scenario::Strategy::Independent | scenario::Strategy::Shared => None,
        scenario::Strategy::Fork => Some(plain::Way::Fork),
        scenario::Strategy::Buy => Some(plain::Way::Buy),
        scenario::Strategy::Keep => Some(plain::Way::Keep),
    }
}

/// What the batched evaluation says of one lane, under the names of the plain one.
fn outputs(scenario: &Scenario, outcome: &Outcome, discount: &[Lanes], lane: usize) -> plain::Row {
    let mut row = BTreeMap::new();
    for (strategy, result) in &outcome.strategies {
        let strategy = strategy.word();
        let mut put = |name: String, value: Lanes| row.insert(name, value.0[lane]);
        put(format!("{strategy}.effort"), result.effort);
        put(format!("{strategy}.cost"), result.cost);
        put(format!("{strategy}.go_live"), result.go_live);
        put(format!("{strategy}.live_years"), result.live_years);
        put(format!("{strategy}.incidents"), result.incidents);
        for (administration, member) in scenario.administrations.iter().zip(&result.members) {
            put(format!("administration.{}.{strategy}.cost", administration.id), member.cost);
            put(format!("administration.{}.{strategy}.go_live", administration.id), member.live);
            put(format!("administration.{}.{strategy}.live_years", administration.id), member.live_years);
        }
        for t in 0..scenario.horizon {
            put(format!("year.{t}.{strategy}.cost"), result.year_cost[t]);
            put(format!("year.{t}.{strategy}.effort"), result.year_effort[t]);
        }
    }
    let (break_even, peak) =
        break_even_and_peak(&outcome.strategies[0].1, &outcome.strategies[1].1, discount, Account::Cash);
    let consortium = &outcome.shared;
    row.insert("shared.funding".to_owned(), consortium.funding.0[lane]);
    if let Some(fees) = consortium.fees {
        row.insert("fees.owed".to_owned(), fees.yearly.0[lane]);
        row.insert("fees.entry".to_owned(), fees.entry.0[lane]);
        let cover = fees_cover(fees.yearly, consortium.pot).0[lane];
        if !cover.is_nan() {
            row.insert("fees.cover".to_owned(), cover);
        }
    }
    row.insert("members_at_end".to_owned(), consortium.members_at_end.0[lane]);
    row.insert("abandoned".to_owned(), f64::from(u8::from(consortium.abandoned.lane(lane))));
    row.insert("dissolved".to_owned(), f64::from(u8::from(consortium.dissolved.lane(lane))));
    row.insert("peak_extra_outlay".to_owned(), peak.0[lane]);
    if !break_even.0[lane].is_nan() {
        row.insert("break_even".to_owned(), break_even.0[lane]);
    }
    row
}

/// The largest relative difference over the columns, and where it is. Money that cancels is measured against the
/// total it came from.
fn worst(found: &plain::Row, expected: &plain::Row, columns: &[String]) -> (f64, String) {
    let scale = |column: &str| match column {
        name if name.ends_with("cost") && name.starts_with("administration") => found[name].abs().max(1.0),
        "peak_extra_outlay" => expected["independent.cost"],
        _ => 0.0,
    };
    let difference = |column: &String| match (found.get(column), expected.get(column)) {
        (None, None) => 0.0,
        (Some(a), Some(b)) if a == b => 0.0,
        (Some(a), Some(b)) => (a - b).abs() / a.abs().max(b.abs()).max(scale(column)),
        _ => f64::INFINITY,
    };
    let differences = columns.iter().map(|column| (difference(column), column.clone()));
    differences.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default()
}

/// Feeds the inputs of known answers to the batched evaluation, lane by lane.
fn agrees_with_vectors(name: &str, overrides: &[&str]) {
    let scenario = scenario(&format!("tests/vectors/{name}.toml"), overrides);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/{name}.replications.csv"));
    let mut reader = csv::Reader::from_path(file).expect("readable");
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
    let first_output = header.iter().position(|name| name == "independent.effort").expect("outputs");
    let rows: Vec<InputRow> = scenario.layout().rows().collect();
    let mut evaluator = Evaluator::new(&scenario);
    let mut compared = 0;
    for chunk in records.chunks(LANES) {
        let value = |lane: usize, column: usize| {
            let text = chunk[lane.min(chunk.len() - 1)].get(column).unwrap_or_default();
            (!text.is_empty()).then(|| text.parse::<f64>().expect("a number"))
        };
        let mut inputs = Inputs::new(scenario.layout());
        for (index, &row) in rows.iter().enumerate() {
            let name = scenario.input_name(row);
            if let Some(column) = header.iter().position(|other| *other == name) {
                *inputs.at_mut(index) = Lanes(std::array::from_fn(|lane| value(lane, column).expect("an input")));
            }
        }
        evaluator.evaluate(&mut inputs);
        for lane in 0..chunk.len() {
            let found = outputs(&scenario, evaluator.outcome(), evaluator.discount(), lane);
            let known =
                (first_output..header.len()).filter_map(|column| Some((header[column].clone(), value(lane, column)?)));
            let expected: plain::Row = known.collect();
            let (difference, column) = worst(&found, &expected, &header[first_output..]);
            assert!(difference <= TOLERANCE, "{name}, row {compared}: {column} differs by {difference:e}");
            compared += 1;
        }
    }
    assert_eq!(compared, 40);
}

/// In the vectors, legacy costs are inputs rather than defaults, and joins differ from row to row.
const VARIED: [&str; 2] = ["administration.*.legacy_cost=0", "administration.*.joins={ uniform = [0, 9] }"];

#[test]
fn known_answers() {
    for known in known::all() {
        agrees_with_vectors(known.name, &VARIED);
    }
}

/// Evaluates replications both ways; returns the largest relative difference.
fn agrees_with_plain(scenario: &Scenario, replications: u64) -> f64 {
    let structure = structure(scenario);
    let sampler = Sampler::new(scenario, 11);
    let (mut inputs, mut evaluator) = (sampler.inputs(), Evaluator::new(scenario));
    let names: Vec<String> = scenario.layout().rows().map(|row| scenario.input_name(row)).collect();
    let mut largest = 0.0_f64;
    for first in (0..replications).step_by(LANES) {
        sampler.draw(first, &mut inputs);
        evaluator.evaluate(&mut inputs);
        for lane in 0..LANES {
            let row: plain::Row =
                names.iter().enumerate().map(|(index, name)| (name.clone(), inputs.at(index).0[lane])).collect();
            let found = outputs(scenario, evaluator.outcome(), evaluator.discount(), lane);
            let expected = plain::evaluate(&structure, &row);
            let columns: Vec<String> = found.keys().cloned().chain(["break_even".to_owned()]).collect();
            let (difference, column) = worst(&found, &expected, &columns);
            let replication = first + lane as u64;
            assert!(
                difference <= TOLERANCE,
                "{}, replication {replication}: {column} differs by {difference:e}: {:?} for {:?}",
                scenario.id,
                found.get(&column),
                expected.get(&column)
            );
            largest = largest.max(difference);
        }
    }
    largest
}

#[test]
fn shipped_scenarios_agree_with_the_plain_evaluation() {
    for (name, replications) in [("canada-notify", 4000), ("wycan", 4000), ("panorama", 4000), ("os2-denmark", 400)] {
        let largest = agrees_with_plain(&scenario(&format!("scenarios/{name}.toml"), &[]), replications);
        println!("{name}: largest relative difference {largest:e} over {replications} replications");
    }
}

/// The plain evaluation compares everybody with everybody: of 45,743 every 400th and the founders will do.
#[test]
fn a_part_of_the_municipalities_agrees_with_the_plain_evaluation() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let table = std::fs::read_to_string(shipped.join("municipalities.csv")).expect("readable");
    let lines = table.lines().enumerate();
    let kept: Vec<&str> =
        lines.filter(|(k, line)| k % 400 == 0 || line.contains(",0,")).map(|(_, line)| line).collect();
    assert_eq!(kept.len(), 1 + 12 + 114);
    std::fs::write(folder.path().join("municipalities.csv"), kept.join("\n") + "\n").expect("written");
    let path = folder.path().join("municipalities.toml");
    std::fs::copy(shipped.join("municipalities.toml"), &path).expect("copied");
    // More than are worked on at a time: with incidents, joiners who buy in, and shares that follow from all costs
    // alone.
    let incidents =
        ["security.vulnerabilities=2000", "security.exploited=0.02", "security.fix=0.5", "security.loss=2000"];
    let sharing = ["consortium.cost_sharing=standalone", "consortium.buy_in=0.5", "consortium.exit=0.2"];
    for overrides in [&[][..], &incidents, &sharing] {
        let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().expect("PATH=VALUE")).collect();
        let scenario = load(&path, &overrides, false).expect("readable").scenario.expect("good");
        agrees_with_plain(&scenario, 160);
    }
}

#[test]
fn odd_scenarios_agree_with_the_plain_evaluation() {
    let odd: [&[&str]; 20] = [
        &[
            "consortium.cost_sharing={ tiers = [{ up_to = 45000, yearly = 0, entry = 9e4 }, { up_to = 2e6, yearly = 5e4 }, { yearly = 2e5, entry = 3e5 }] }",
            "administration.*.joins={ discrete = [[0, 1], [0.3, 1], [2, 1], [3.5, 1], [11, 1]] }",
            "consortium.exit=0.3",
            "consortium.buy_in=0",
            "consortium.minimum_members=3",
        ],
        &[
            "consortium.cost_sharing={ tiers = [{ up_to = 1e6, yearly = 1 }, { yearly = 3 }] }",
            "administration.*.joins={ discrete = [[0, 1], [2, 1], [4, 1]] }",
            "consortium.buy_in=0.5",
            "consortium.funding={ uniform = [0, 2e7] }",
        ],
        &["administration.*.joins={ uniform = [0, 12] }", "consortium.minimum_members=4"],
        &[
            "consortium.lead=qc",
            "consortium.buy_in=0.8",
            "administration.*.joins={ discrete = [[0, 1], [1, 1], [3, 1], [11, 1]] }",
        ],
        &["consortium.exit_build=1.5", "consortium.exit=0.6", "consortium.contagion=3"],
        &["consortium.contagion={ uniform = [0, 2] }", "consortium.dissolution=0.4"],
        &["schedule.coefficient=0", "administration.*.joins={ discrete = [[0, 1], [2, 1], [2.5, 1]] }"],
        &["horizon=1", "discount_rate=0"],
        &["administration.*.scope=0"],
        &[
            "effort.model=power",
            "effort.coefficient=3",
            "effort.exponent={ uniform = [0.8, 1.3] }",
            "consortium.cost_sharing=standalone",
        ],
        &["effort.model=cocomo-ii", "consortium.coordination_growth=pairs", "consortium.cancellation=1"],
        &["effort.model=function-points"],
        &["consortium.fallback=keep", "consortium.cancellation=0.8", "consortium.exit_build=0.3"],
        &[
            "consortium.fallback=buy",
            "consortium.cancellation=0.8",
            "buy.fee=100000",
            "buy.fee_per_person=0.01",
            "buy.escalation=0.03",
        ],
        &[
            "operations.instance=3",
            "operations.per_person=0.2",
            "operations.pooled=0.6",
            "effort.wage_growth=0.02",
            "administration.*.rollout_cost=50000",
        ],
        &[
            "community.quality=0.1",
            "community.market=200",
            "discount_rate={ schedule = [[0, 0.035], [4, 0.03]] }",
            "consortium.coordination_growth={ logarithmic = 1, pairs = 2 }",
        ],
        &["effort.cancellation=0.9", "effort.cancellation_correlation=-0.7", "strategies=[\"fork\", \"keep\"]"],
        &["effort.model=regression", "effort.data=desharnais"],
        &["effort.model=cocomo-81", "effort.mode=embedded", "effort.ratings.acap={ low = 1, high = 2 }"],
        &[
            "security.vulnerabilities=90000",
            "community.licence=closed",
            "strategies=[\"independent\", \"shared\"]",
            "consortium.funding=1e12",
            "reuse.upstreaming=1",
            "reuse.usefulness=1",
        ],
    ];
    for overrides in odd {
        agrees_with_plain(&scenario("scenarios/canada-notify.toml", overrides), 800);
    }
}

/// The exported rows, read back, give the exported outputs again.
#[test]
fn exported_replications_can_be_recomputed() {
    let shipped = ["canada-notify", "wycan", "panorama", "os2-denmark"].map(|name| format!("scenarios/{name}.toml"));
    let vectors = ["founders", "lead", "late", "cocomo"].map(|name| format!("tests/vectors/{name}.toml"));
    for path in shipped.iter().chain(&vectors) {
        let scenario = scenario(path, &[]);
        let bytes = replications_csv(&scenario, &Sampler::new(&scenario, 5), 50).expect("written");
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let first_output = header.iter().position(|name| name == "independent.effort").expect("outputs");
        let structure = structure(&scenario);
        for record in reader.records() {
            let record = record.expect("a row");
            let cells = header.iter().cloned().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
            let row: plain::Row = cells.map(|(name, cell)| (name, cell.parse().expect("a number"))).collect();
            let expected = plain::evaluate(&structure, &row);
            let (difference, column) = worst(&row, &expected, &header[first_output..]);
            assert!(difference <= TOLERANCE, "{path}: {column} differs by {difference:e}");
        }
    }
}
