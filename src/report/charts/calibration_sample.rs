//! Calibrations to draw, plain and odd.

use model::results::SCHEMA_VERSION;
use study::analysis::calibrate::ask::{column, effort, overrun};
use study::analysis::calibrate::found::Calibration;
use study::analysis::calibrate::section::Named;
use study::data_sets::find;

fn named(first: &str) -> Named {
    Named {
        file: "own.csv".to_owned(),
        first: first.to_owned(),
        second: "effort".to_owned(),
        lines: Vec::new(),
        left_out: 0,
    }
}

fn of(first: &str, scale: f64) -> Calibration {
    let set = find("finnish").expect("a data set");
    let projects = set.projects(set.usual_size()).expect("projects");
    let sizes: Vec<f64> = projects.iter().map(|one| one.size * scale).collect();
    let efforts: Vec<f64> = projects.iter().map(|one| one.effort * scale).collect();
    let named = named(first);
    Calibration {
        schema_version: SCHEMA_VERSION,
        table: "own".to_owned(),
        file: "own.csv".to_owned(),
        seed: 1,
        stream: 3,
        effort: Some(effort(&named, "hours", &sizes, &efforts).expect("a fit")),
        overrun: Some(overrun(&named, &sizes, &efforts, 1).expect("a fit")),
        column: Some(column(&named, &efforts, 1)),
    }
}

/// All of them.
pub(crate) fn all_calibrations() -> Vec<(&'static str, Calibration)> {
    let mut empty = of("size", 1.0);
    if let Some(column) = &mut empty.column {
        column.fits.clear();
        column.sorted.clear();
    }
    let hostile = format!("<b>&\u{202E}{}", "long ".repeat(99));
    vec![
        ("own", of("size", 1.0)),
        ("huge-sizes", of(&hostile, 1e12)),
        ("tiny-sizes", of("x", 1e-9)),
        ("no-fits", empty),
    ]
}
