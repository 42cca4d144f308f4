//! The scenarios of `tests/vectors` as the plain evaluation takes them, and their rows.

use std::fs;
use std::path::Path;

use crate::plain::{Administration, EffortModel, Fallback, Growth, Key, Row, Structure, Way};

/// A scenario, with every input and every output of its replications.
pub struct Known {
    pub name: &'static str,
    pub structure: Structure,
    /// The names of the outputs.
    pub outputs: Vec<String>,
    pub rows: Vec<Row>,
}

/// All scenarios of the known answers.
pub fn all() -> Vec<Known> {
    let known = |(name, structure)| {
        let (columns, rows) = replications(name);
        let first =
            columns.iter().position(|column| column == "independent.effort").expect("outputs follow the inputs");
        Known { name, structure, outputs: columns[first..].to_vec(), rows }
    };
    scenarios().into_iter().map(known).collect()
}

/// The scenario called `name`.
pub fn one(name: &str) -> Known {
    all().into_iter().find(|known| known.name == name).expect("a scenario of the known answers")
}

/// The scenarios of the known answers by name, as their files have them; `members.csv` is in all of them.
fn scenarios() -> Vec<(&'static str, Structure)> {
    let population = vec![800_000.0, 300_000.0, 120_000.0, 40_000.0];
    let points = vec![5.0, 2.0, 0.0, 1.0];
    vec![
        ("founders", structure(10)),
        (
            "lead",
            Structure {
                lead: Some(1),
                coordination_growth: Growth::Linear,
                cost_sharing: vec![(0.3, Key::Equal), (0.7, Key::Fixed(population.clone()))],
                ..structure(9)
            },
        ),
        (
            "cocomo",
            Structure {
                effort_model: EffortModel::CocomoIi,
                minimum_members: 1,
                cost_sharing: vec![(1.0, Key::Standalone)],
                further_ways: vec![Way::Fork],
                ..structure(12)
            },
        ),
        (
            "late",
            Structure {
                effort_model: EffortModel::Power,
                coordination_growth: Growth::Pairs,
                minimum_members: 1,
                cost_sharing: vec![(1.0, Key::Fixed(points.clone()))],
                ..structure(9)
            },
        ),
        (
            "closed",
            Structure {
                minimum_members: 1,
                closed_licence: true,
                cost_sharing: vec![(0.5, Key::Standalone), (0.5, Key::Fixed(population.clone()))],
                further_ways: vec![Way::Keep],
                ..structure(11)
            },
        ),
        (
            "community",
            Structure {
                lead: Some(0),
                minimum_members: 1,
                cost_sharing: vec![(1.0, Key::Fixed(population))],
                further_ways: vec![Way::Keep],
                ..structure(12)
            },
        ),
        (
            "keep",
            Structure { minimum_members: 3, fallback: Fallback::Keep, further_ways: vec![Way::Keep], ..structure(10) },
        ),
        ("salvage", structure(10)),
        (
            "buy",
            Structure {
                lead: Some(3),
                cost_sharing: vec![(1.0, Key::Fixed(points))],
                fallback: Fallback::Buy,
                further_ways: vec![Way::Buy],
                ..structure(8)
            },
        ),
        (
            "operations",
            Structure {
                discount_schedule: Some(vec![(0.0, 0.035), (4.0, 0.03), (9.0, 0.02)]),
                coordination_growth: Growth::Drawn,
                cost_sharing: vec![(1.0, Key::Standalone)],
                further_ways: vec![Way::Fork],
                ..structure(14)
            },
        ),
        (
            "fork",
            Structure {
                lead: Some(2),
                minimum_members: 1,
                further_ways: vec![Way::Fork, Way::Buy, Way::Keep],
                ..structure(10)
            },
        ),
        (
            "extremes",
            Structure {
                coordination_growth: Growth::Pairs,
                further_ways: vec![Way::Fork, Way::Buy, Way::Keep],
                ..structure(30)
            },
        ),
    ]
}

/// The structure that all twelve scenarios have in common, with the defaults of section 1.
fn structure(horizon: usize) -> Structure {
    let administration = |id: &str, level: &str, networks: &[&str], population: f64| Administration {
        id: id.to_owned(),
        level: level.to_owned(),
        networks: networks.iter().map(|&name| name.to_owned()).collect(),
        population,
    };
    Structure {
        horizon,
        discount_schedule: None,
        administrations: vec![
            administration("a", "province", &["north", "joint"], 800_000.0),
            administration("b", "province", &["joint"], 300_000.0),
            administration("c", "municipality", &[], 120_000.0),
            administration("d", "municipality", &["joint"], 40_000.0),
        ],
        modules: ["m1", "m2", "m3"].map(str::to_owned).to_vec(),
        needs: vec![vec![1.0, 1.0, 0.4], vec![1.0, 1.0, 0.5], vec![1.0, 0.0, 0.25], vec![1.0, 1.0, 1.0]],
        effort_model: EffortModel::PersonMonths,
        coordination_growth: Growth::Logarithmic,
        lead: None,
        minimum_members: 2,
        fallback: Fallback::Independent,
        closed_licence: false,
        further_ways: Vec::new(),
        cost_sharing: vec![(1.0, Key::Equal)],
        schedule: None,
    }
}

/// The columns and rows of a scenario's replications; an empty cell is not in its row.
fn replications(name: &str) -> (Vec<String>, Vec<Row>) {
    let file = format!("tests/vectors/{name}.replications.csv");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let text = fs::read_to_string(path).expect("the known answers are readable");
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
