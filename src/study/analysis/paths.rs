//! Inputs by their path, `*` for any id: which rows they are, and where their values lie at present.

use model::distribution::Tails;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};

/// The rows that a path names.
pub fn rows(scenario: &Scenario, path: &str) -> Vec<Row> {
    let named = |row: &Row| crate::input::matches(path, &scenario.input_name(*row));
    scenario.layout().rows().filter(|row| Scenario::key_spec(*row).is_some()).filter(named).collect()
}

/// P5, P50 and P95 of an input, the least, middle and greatest of its rows; none where one is not drawn itself or all
/// are 0.
pub fn present(scenario: &Scenario, rows: &[Row]) -> Option<[f64; 3]> {
    let mut ends: Vec<[f64; 3]> = Vec::new();
    for &row in rows {
        let Source::Drawn(distribution) = scenario.source(row) else { return None };
        ends.push([0.05, 0.5, 0.95].map(|p| distribution.quantile(Tails::from_below(p))));
    }
    ends.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let low = ends.iter().map(|end| end[0]).fold(f64::INFINITY, f64::min);
    let high = ends.iter().map(|end| end[2]).fold(f64::NEG_INFINITY, f64::max);
    let joins = rows.iter().any(|row| matches!(row, Row::Member(_, Member::Joins)));
    (low != 0.0 || high != 0.0 || joins).then(|| [low, ends[ends.len() / 2][1], high])
}
