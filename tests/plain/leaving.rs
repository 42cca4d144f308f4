//! Section 4, leaving: when members lose patience, and when too few remain.

use super::case::Case;
use super::core::Core;

/// l_i: when i would leave; infinite if never. Nobody leaves while the consortium forms.
pub fn leaving_time(case: &Case, core: &Core, i: usize) -> f64 {
    let f = case.value("consortium.frailty");
    if f == 0.0 {
        return f64::INFINITY;
    }
    let patience = case.of(i, "patience") / f;
    let j = case.of(i, "joins");
    let exposed_from = j.max(core.build_start);
    let h_b = case.value("consortium.exit_build");
    let h = case.of(i, "exit");
    let b = h_b * (core.due - exposed_from).max(0.0);
    if patience < b {
        exposed_from + patience / h_b
    } else if h == 0.0 {
        f64::INFINITY
    } else {
        j.max(core.due) + (patience - b) / h
    }
}

/// When an exit first leaves fewer than `minimum_members`; infinite if none does.
pub fn end_by_too_few(case: &Case, leaving: &[f64]) -> f64 {
    let mut exits: Vec<f64> = leaving.iter().copied().filter(|l| l.is_finite()).collect();
    exits.sort_by(f64::total_cmp);
    for exit in exits {
        let remains = |&k: &usize| case.of(k, "joins") <= exit && leaving[k] > exit;
        if case.administrations().filter(remains).count() < case.structure.minimum_members {
            return exit;
        }
    }
    f64::INFINITY
}
