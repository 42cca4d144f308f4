//! Section 5, keep: nothing new.

use super::case::Case;
use super::course::Course;

/// The course of i with the system it has: legacy to the end, no effort, no live year.
pub fn kept(case: &Case, i: usize) -> Course {
    let nothing = vec![0.0; case.structure.horizon];
    Course {
        effort: nothing.clone(),
        money: case.years().map(|t| case.legacy(i, t, case.horizon())).collect(),
        live: nothing,
        go_live: f64::INFINITY,
        incidents: 0.0,
    }
}
