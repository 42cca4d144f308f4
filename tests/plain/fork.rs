//! Section 5, fork: one builds, the others copy its code and own the copy.

use super::build::build;
use super::case::Case;
use super::core::Core;
use super::course::Course;
use super::independent::{from_arrival, own_system};

/// The courses of all where the lead, else the first founder, builds and the others copy.
pub fn copies(case: &Case, core: &Core) -> Vec<Course> {
    assert!(!case.structure.closed_licence, "a closed licence allows no copy");
    let first_founder = core.founder.iter().position(|&founder| founder).expect("somebody arrives first");
    let source = case.structure.lead.unwrap_or(first_founder);
    let original = from_arrival(case, source);
    let copy_of_other = |i| if i == source { from_arrival(case, i) } else { copy(case, i, source, original.go_live) };
    case.administrations().map(copy_of_other).collect()
}

/// The course of i with a copy of what `source` has been running since `ready`.
fn copy(case: &Case, i: usize, source: usize, ready: f64) -> Course {
    let copied: Vec<f64> = (0..case.structure.modules.len()).map(|k| case.need(source, k)).collect();
    let cover = case.cover(i, &copied);
    let p = case.of(i, "productivity");
    let a = case.of(i, "adaptation");
    // Code that was not written for reuse is dearer to reuse.
    let reusing = (case.value("reuse.reusing") * case.value("reuse.writing_for_reuse")).min(1.0);
    let nominal = p * ((reusing * (1.0 - a) + a) * cover.inside + cover.outside);
    let build = build(case, i, nominal, case.of(i, "joins").max(ready));

    let overrun_of_source = case.overrun_of(case.of(source, "overrun"), case.nominal_effort(source));
    let taken = (1.0 - a) * cover.inside * case.kept_up(overrun_of_source);
    let own = (a * cover.inside + cover.outside) * case.kept_up(build.overrun);
    own_system(case, i, build, p * (taken + own))
}
