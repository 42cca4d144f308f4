//! Section 4, the core: who founds it, what it covers, how large it is and when it is due.

use super::Growth;
use super::case::Case;

/// The core as planned by its founders.
pub struct Core {
    /// Whether i is a founder.
    pub founder: Vec<bool>,
    /// s0.
    pub start: f64,
    /// s1: the consortium is formed, its build starts.
    pub build_start: f64,
    /// c_k.
    pub coverage: Vec<f64>,
    /// p_c.
    pub productivity: f64,
    /// w_c.
    pub labour_rate: f64,
    /// O_c(n_c)^ζ.
    pub overrun_kept_up: f64,
    /// V*.
    pub size: f64,
    /// g0.
    pub setup_effort: f64,
    /// E_c.
    pub build_effort: f64,
    /// D_c.
    pub duration: f64,
    /// g_c.
    pub due: f64,
}

/// The founders and their core.
pub fn plan(case: &Case) -> Core {
    let joins = |i| case.of(i, "joins");
    let formation = case.value("consortium.formation");
    let s0 = case.administrations().map(joins).fold(f64::INFINITY, f64::min);
    let founder: Vec<bool> = case.administrations().map(|i| joins(i) <= s0 + formation.max(0.5)).collect();
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
    let h0 = networked_pairs(case, &founders);
    let nominal = coordination(case, n0, h0) * v0;
    let o_c = case.overrun_of(case.value("consortium.overrun"), nominal);
    let d_c = case.duration(nominal, o_c);
    // Who is alone need not come to an agreement.
    let forming = if n0 == 1.0 { 0.0 } else { formation * (1.0 - case.value("consortium.network_relief") * h0) };
    let overrun_kept_up = case.kept_up(o_c);
    Core {
        founder,
        start: s0,
        build_start: s0 + forming,
        coverage,
        productivity: p_c,
        labour_rate: of_builder("labour_rate"),
        overrun_kept_up,
        size: v0 * overrun_kept_up,
        setup_effort: case.value("consortium.setup"),
        build_effort: nominal * o_c,
        duration: d_c,
        due: s0 + forming + d_c,
    }
}

impl Core {
    /// w_c(t).
    pub fn wage(&self, case: &Case, t: usize) -> f64 {
        self.labour_rate * case.wages(t)
    }

    /// Set-up and build effort by year.
    pub fn planned_effort(&self, case: &Case) -> Vec<f64> {
        self.effort_before(case, f64::INFINITY)
    }

    /// Set-up and build effort by year, as far as it falls before `stop`, at the yearly rates of the plan.
    pub fn effort_before(&self, case: &Case, stop: f64) -> Vec<f64> {
        let part = |amount: f64, a: f64, b: f64| {
            let end = b.min(stop);
            if a >= stop {
                case.spread(0.0, a, a)
            } else if b > a {
                case.spread(amount * (end - a) / (b - a), a, end)
            } else {
                case.spread(amount, a, b)
            }
        };
        let setup = part(self.setup_effort, self.start, self.build_start);
        let build = part(self.build_effort, self.build_start, self.due);
        case.years().map(|t| setup[t] + build[t]).collect()
    }
}

/// K(n) = 1 + κ·g(n)·(1 − ν·h).
pub fn coordination(case: &Case, n: f64, h: f64) -> f64 {
    let n = n.max(1.0);
    let growth = match growth(case) {
        Growth::Logarithmic => n.log2(),
        Growth::Linear => n - 1.0,
        Growth::Pairs => n * (n - 1.0) / 2.0,
        Growth::Drawn => unreachable!("a replication has drawn one"),
    };
    let kappa = case.value("consortium.coordination");
    let nu = case.value("consortium.network_relief");
    1.0 + kappa * growth * (1.0 - nu * h)
}

/// The growth of coordination in this replication.
fn growth(case: &Case) -> Growth {
    match case.structure.coordination_growth {
        Growth::Drawn => match case.value("consortium.coordination_growth") {
            0.0 => Growth::Logarithmic,
            1.0 => Growth::Linear,
            2.0 => Growth::Pairs,
            other => panic!("no growth of coordination is numbered {other}"),
        },
        given => given,
    }
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
