//! Section 4, the core: who founds it, what it covers, how large it is and when it is due.

use super::Growth;
use super::case::Case;

/// The core as planned by its founders.
pub struct Core {
    /// Whether i is a founder.
    pub founder: Vec<bool>,
    /// s0.
    pub start: f64,
    /// c_k.
    pub coverage: Vec<f64>,
    /// p_c.
    pub productivity: f64,
    /// w_c.
    pub labour_rate: f64,
    /// V0.
    pub size: f64,
    /// E_c + g0.
    pub build_effort: f64,
    /// D_c.
    pub duration: f64,
    /// g_c.
    pub due: f64,
}

/// The founders and their core.
pub fn plan(case: &Case) -> Core {
    let joins = |i| case.of(i, "joins");
    let s0 = case.administrations().map(joins).fold(f64::INFINITY, f64::min);
    let founder: Vec<bool> = case.administrations().map(|i| joins(i) <= s0 + 0.5).collect();
    let founders: Vec<usize> = case.administrations().filter(|&i| founder[i]).collect();
    let n0 = founders.len() as f64;
    let founders_mean = |name| founders.iter().map(|&i| case.of(i, name)).sum::<f64>() / n0;
    let of_builder = |name| match case.structure.lead {
        Some(lead) => case.of(lead, name),
        None => founders_mean(name),
    };

    let coverage: Vec<f64> = (0..case.structure.modules.len())
        .map(|k| founders.iter().map(|&i| case.need(i, k)).fold(0.0, f64::max))
        .collect();
    let x_c = case.total_size(|k| coverage[k]);
    let p_c = of_builder("productivity");
    let v0 = p_c
        * case.value("reuse.writing_for_reuse")
        * (1.0 - founders_mean("adaptation"))
        * case.effort_of_size(x_c)
        * n0.powf(case.value("reuse.variety"));
    let nominal = coordination(case, n0, networked_pairs(case, &founders)) * v0;
    let o_c = case.value("consortium.overrun");
    let d_c = case.duration(nominal, o_c);
    Core {
        founder,
        start: s0,
        coverage,
        productivity: p_c,
        labour_rate: of_builder("labour_rate"),
        size: v0,
        build_effort: o_c * nominal + case.value("consortium.setup"),
        duration: d_c,
        due: s0 + d_c,
    }
}

/// K(n) = 1 + κ·g(n)·(1 − ν·h).
pub fn coordination(case: &Case, n: f64, h: f64) -> f64 {
    let n = n.max(1.0);
    let growth = match case.structure.coordination_growth {
        Growth::Logarithmic => n.log2(),
        Growth::Linear => n - 1.0,
        Growth::Pairs => n * (n - 1.0) / 2.0,
    };
    let kappa = case.value("consortium.coordination");
    let nu = case.value("consortium.network_relief");
    1.0 + kappa * growth * (1.0 - nu * h)
}

/// h: the share of pairs with a common network; 0 without a pair.
pub fn networked_pairs(case: &Case, among: &[usize]) -> f64 {
    let networks = |i: usize| &case.structure.administrations[i].networks;
    let mut pairs = 0.0;
    let mut networked = 0.0;
    for (position, &i) in among.iter().enumerate() {
        for &j in &among[position + 1..] {
            pairs += 1.0;
            if networks(i).iter().any(|network| networks(j).contains(network)) {
                networked += 1.0;
            }
        }
    }
    if pairs == 0.0 { 0.0 } else { networked / pairs }
}
