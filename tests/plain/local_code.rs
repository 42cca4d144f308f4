//! Section 4, local code: what each member keeps beside the core, contributes to it and is spared by its peers.

use super::build::{Build, build};
use super::case::{Case, ov};
use super::core::Core;

/// The part of a member that stays until the core is live.
pub struct Stay {
    /// F_i^in.
    pub inside: f64,
    /// ℒ_i.
    pub local: f64,
    /// b_i: when the core is there for i.
    pub begins: f64,
    /// The local work.
    pub build: Build,
    /// x_i.
    pub exit: f64,
}

impl Stay {
    /// f_it: the part of year t in which i is live with the core.
    pub fn live(&self, t: usize) -> f64 {
        ov(t, self.build.go_live, self.exit)
    }
}

/// The stay of i in a consortium that ends at x_d (before its cut at T), if i would leave at l_i.
pub fn stay(case: &Case, core: &Core, i: usize, l: f64, x_d: f64) -> Stay {
    let cover = case.cover(i, &core.coverage);
    let a = case.of(i, "adaptation");
    let reusing = case.value("reuse.reusing");
    let nominal = case.of(i, "productivity") * ((reusing * (1.0 - a) + a) * cover.inside + cover.outside);
    let begins = case.of(i, "joins").max(core.due);
    let build = build(case, i, nominal, begins);
    Stay {
        inside: cover.inside,
        local: (a * cover.inside + cover.outside) * case.kept_up(build.overrun),
        begins,
        build,
        exit: begins.max(l.min(x_d)),
    }
}

/// Local code by year and administration; an administration without a stay has none.
pub struct LocalCode {
    /// L_it at the start of the year.
    pub stock: Vec<Vec<f64>>,
    /// Person-months of upkeep, new needs, merging and contributing.
    pub effort: Vec<Vec<f64>>,
    /// Up at the start of the year: what members have contributed to the core.
    pub upstreamed: Vec<f64>,
}

/// The stocks of local code, year by year.
pub fn local_code(case: &Case, core: &Core, stays: &[Option<Stay>]) -> LocalCode {
    let everyone = case.administrations();
    let g = case.value("reuse.writing_for_reuse");
    let mut code = LocalCode { stock: Vec::new(), effort: Vec::new(), upstreamed: Vec::new() };
    let mut stock = vec![0.0; everyone.len()];
    let mut upstreamed = 0.0;
    for t in case.years() {
        for (i, stay) in present(stays) {
            if stay.build.go_live.floor() == t as f64 {
                stock[i] = stay.local;
            }
        }
        code.stock.push(stock.clone());
        code.upstreamed.push(upstreamed);

        let mut contributed = vec![0.0; everyone.len()];
        for (i, stay) in present(stays) {
            contributed[i] = stay.live(t) * case.of(i, "upstreaming") * stock[i];
        }
        let mut effort = vec![0.0; everyone.len()];
        for (i, stay) in present(stays) {
            if stay.live(t) > 0.0 {
                let year = local_year(case, stay, i, t, stock[i], &contributed);
                effort[i] = year.effort;
                stock[i] += year.change;
            }
        }
        code.effort.push(effort);
        upstreamed += g * core.productivity * contributed.iter().sum::<f64>();
    }
    code
}

/// The administrations that have a stay.
pub fn present(stays: &[Option<Stay>]) -> impl Iterator<Item = (usize, &Stay)> {
    stays.iter().enumerate().filter_map(|(i, stay)| stay.as_ref().map(|stay| (i, stay)))
}

/// One member's local effort in a year, and what the year adds to its stock.
struct LocalYear {
    effort: f64,
    change: f64,
}

/// Year t of member i, live with the core for a part f > 0 of it, with local code of `stock` at its start.
fn local_year(case: &Case, stay: &Stay, i: usize, t: usize, stock: f64, contributed: &[f64]) -> LocalYear {
    let m = case.value("running.maintenance");
    let mu = case.value("running.merging");
    let g = case.value("reuse.writing_for_reuse");
    let f = stay.live(t);
    let need = case.value("running.enhancement") * stay.local;
    let useful = case.value("reuse.usefulness") * peers(case, i, contributed);
    let avoided = (f * need).min(useful);
    LocalYear {
        effort: case.of(i, "productivity") * (f * (m + mu) * stock + f * need - avoided + (g - 1.0) * contributed[i]),
        change: f * need - avoided - contributed[i],
    }
}

/// peers_i: what others of i's level contribute in the year, and θ of what other levels do.
fn peers(case: &Case, i: usize, contributed: &[f64]) -> f64 {
    let level = |i: usize| &case.structure.administrations[i].level;
    let theta = case.value("reuse.cross_level");
    let mut sum = 0.0;
    for j in case.administrations().filter(|&j| j != i) {
        let likeness = if level(j) == level(i) { 1.0 } else { theta };
        sum += likeness * contributed[j];
    }
    sum
}
