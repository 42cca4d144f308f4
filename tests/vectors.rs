//! The plain evaluation of model.md against known answers computed apart from the project.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod plain;

use std::fs;
use std::path::{Path, PathBuf};

use plain::{Administration, EffortModel, Growth, Key, Row, Structure, evaluate};

/// Outputs that must agree exactly; all others to 1e-9, relative.
const EXACT: [&str; 4] = ["break_even", "members_at_end", "abandoned", "dissolved"];

/// The structure that all four scenarios have in common, with the defaults of section 1.
fn structure(horizon: usize) -> Structure {
    let administration = |id: &str, level: &str, networks: &[&str]| Administration {
        id: id.to_owned(),
        level: level.to_owned(),
        networks: networks.iter().map(|&name| name.to_owned()).collect(),
    };
    Structure {
        horizon,
        administrations: vec![
            administration("a", "province", &["north", "joint"]),
            administration("b", "province", &["joint"]),
            administration("c", "municipality", &[]),
            administration("d", "municipality", &["joint"]),
        ],
        modules: ["m1", "m2", "m3"].map(str::to_owned).to_vec(),
        needs: vec![vec![1.0, 1.0, 0.4], vec![1.0, 1.0, 0.5], vec![1.0, 0.0, 0.25], vec![1.0, 1.0, 1.0]],
        effort_model: EffortModel::PersonMonths,
        coordination_growth: Growth::Logarithmic,
        lead: None,
        minimum_members: 2,
        closed_licence: false,
        cost_sharing: vec![(1.0, Key::Equal)],
        schedule: None,
    }
}

fn vectors(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file)
}

/// The rows of a file of replications; an empty cell is not in its row.
fn replications(file: &str) -> (Vec<String>, Vec<Row>) {
    let text = fs::read_to_string(vectors(file)).expect("the vectors are readable");
    let mut lines = text.lines();
    let header = lines.next().expect("a header");
    let columns: Vec<String> = header.split(',').map(str::to_owned).collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), columns.len(), "{file}: {line}");
        columns
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column.clone(), cell.parse().expect("a number")))
            .collect()
    };
    let rows = lines.map(row).collect();
    (columns, rows)
}

/// What stands in the way of agreement in one column, if anything does.
fn disagreement(column: &str, expected: Option<&f64>, found: Option<&f64>) -> Option<String> {
    let agrees = match (expected, found) {
        (Some(expected), Some(found)) if EXACT.contains(&column) => expected == found,
        (Some(expected), Some(found)) => (expected - found).abs() <= 1e-9 * expected.abs().max(found.abs()),
        (expected, found) => expected.is_none() && found.is_none(),
    };
    (!agrees).then(|| format!("{column}: expected {expected:?}, found {found:?}"))
}

/// Evaluates every replication of a file and compares every output column.
fn agrees(file: &str, structure: &Structure) {
    let (columns, rows) = replications(file);
    let first_output =
        columns.iter().position(|column| column == "independent.effort").expect("outputs follow the inputs");
    assert_eq!(rows.len(), 40, "{file}");
    let mut wrong = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let (outputs, inputs) = (&columns[first_output..], row);
        let found = evaluate(structure, inputs);
        for column in outputs {
            let differs = disagreement(column, row.get(column), found.get(column));
            wrong.extend(differs.map(|text| format!("replication {number}, {text}")));
        }
    }
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
}

#[test]
fn founders_build_together() {
    agrees("founders.replications.csv", &structure(10));
}

#[test]
fn a_lead_and_a_mixed_key() {
    let population = vec![800_000.0, 300_000.0, 120_000.0, 40_000.0];
    let structure = Structure {
        lead: Some(1),
        coordination_growth: Growth::Linear,
        minimum_members: 3,
        cost_sharing: vec![(0.3, Key::Equal), (0.7, Key::Fixed(population))],
        ..structure(7)
    };
    agrees("lead.replications.csv", &structure);
}

#[test]
fn nobody_at_the_start_a_power_law_and_a_key_from_the_table() {
    let structure = Structure {
        effort_model: EffortModel::Power,
        coordination_growth: Growth::Pairs,
        minimum_members: 1,
        cost_sharing: vec![(1.0, Key::Fixed(vec![5.0, 2.0, 0.0, 1.0]))],
        ..structure(9)
    };
    agrees("late.replications.csv", &structure);
}

#[test]
fn cocomo_ii_and_a_closed_licence() {
    let structure = Structure {
        effort_model: EffortModel::CocomoIi,
        minimum_members: 1,
        closed_licence: true,
        cost_sharing: vec![(1.0, Key::Standalone)],
        ..structure(12)
    };
    agrees("cocomo.replications.csv", &structure);
}

/// log2 2 = 2 − 1 = 2·1/2: two members who never leave cannot tell the three growths apart.
#[test]
fn coordination_of_two_is_the_same_however_it_grows() {
    let (_, rows) = replications("founders.replications.csv");
    for mut row in rows {
        for (input, value) in [
            ("administration.a.joins", 0.0),
            ("administration.b.joins", 0.0),
            ("consortium.frailty", 0.0),
            ("consortium.lifetime", f64::INFINITY),
        ] {
            row.insert(input.to_owned(), value);
        }
        let two = |coordination_growth| {
            let mut structure = structure(10);
            structure.administrations.truncate(2);
            structure.needs.truncate(2);
            structure.coordination_growth = coordination_growth;
            evaluate(&structure, &row)
        };
        let logarithmic = two(Growth::Logarithmic);
        assert_eq!(logarithmic, two(Growth::Linear));
        assert_eq!(logarithmic, two(Growth::Pairs));
    }
}

/// Funded or not, what the members pay is what the consortium costs less the grant (section 4), in every replication.
#[test]
fn the_members_pay_the_difference() {
    let (_, rows) = replications("founders.replications.csv");
    for row in rows {
        let found = evaluate(&structure(10), &row);
        let paid: f64 = ["a", "b", "c", "d"].iter().map(|id| found[&format!("administration.{id}.shared.cost")]).sum();
        let difference = found["shared.cost"] - found["shared.funding"];
        assert!((paid - difference).abs() <= 1e-9 * difference.abs());
    }
}
