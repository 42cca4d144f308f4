//! Section 4: how a member goes on once the core is abandoned.

use super::Fallback;
use super::buy::bought;
use super::case::Case;
use super::core::Core;
use super::course::Course;
use super::independent::{alone, alone_with_salvage};
use super::keep::kept;

/// The course of i, which would leave at l_i, after the core is abandoned at t_a.
pub fn after_abandonment(case: &Case, core: &Core, i: usize, l: f64, t_a: f64) -> Course {
    if l < t_a {
        return alone(case, i, l);
    }
    let j = case.of(i, "joins");
    let s = j.max(t_a);
    match case.structure.fallback {
        Fallback::Independent if j <= t_a => alone_with_salvage(case, i, s, salvaged(case, core, i, t_a)),
        Fallback::Independent => alone(case, i, s),
        Fallback::Keep => kept(case, i),
        Fallback::Buy => bought(case, i, s),
    }
}

/// The share of i's own build that the code of a core abandoned at t_a spares: ψ·d·max(0, 1−b)·(1−a_i)·F_i^in/F(X_i).
fn salvaged(case: &Case, core: &Core, i: usize, t_a: f64) -> f64 {
    let whole = case.effort_of_size(case.needed_size(i));
    if core.duration == 0.0 || whole == 0.0 {
        return 0.0;
    }
    let done = ((t_a - core.build_start).max(0.0) / core.duration).min(1.0);
    let spared = (1.0 - case.value("reuse.reusing")).max(0.0) * (1.0 - case.of(i, "adaptation"));
    case.value("consortium.salvage") * done * spared * case.cover(i, &core.coverage).inside / whole
}
