//! Serial cost sharing: nobody pays for what others ask beyond one's own demand.
//!
//! Use it where members ask for more or less of the same thing and the cost rises with it. Do not use it for a game of which
//! only the costs of coalitions are known: it needs demands.
//!
//! ```text
//! x_i = Σ over levels m up to q_i of ( C_m − C_(m−1) ) / #{ j : q_j ≥ level m }
//! ```
//!
//! q_i demand of member i; the levels are the different demands, rising; C_m cost in the total's unit if nobody asked for
//! more than level m (each min(q_j, level m)), C_0 = 0.
//! Assumes demands of 0 or more. Cost: n × number of levels.
//!
//! Moulin & Shenker (1992), Serial cost sharing, doi:10.2307/2951537.
//!
//! ```
//! use model::allocation::serial;
//! // Demands 1, 2, 3 of something that costs the square of its amount: levels ask for 3, 5 and 6 in all.
//! assert_eq!(serial::levels(&[1.0, 2.0, 3.0]), [1.0, 2.0, 3.0]);
//! assert_eq!(serial::shares(&[1.0, 2.0, 3.0], &[9.0, 25.0, 36.0]), Some(vec![3.0, 11.0, 22.0]));
//! ```

use super::{NoDivision, Rule};

/// The registry's line.
pub const RULE: Rule = Rule {
    name: "serial",
    aliases: &[],
    sentence: "nobody pays for what others ask beyond one's own demand",
    divide: |_| Err(NoDivision::NeedsDemands),
    by_margins: None,
};

/// The different demands, rising.
pub fn levels(demands: &[f64]) -> Vec<f64> {
    let mut levels = demands.to_vec();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    levels
}

/// What each member pays, given the cost at each of the [`levels`]; none unless there is one cost for each.
pub fn shares(demands: &[f64], costs: &[f64]) -> Option<Vec<f64>> {
    let levels = levels(demands);
    if levels.len() != costs.len() {
        return None;
    }
    let (mut paid, mut before) = (0.0, 0.0);
    let mut up_to = Vec::with_capacity(levels.len());
    for (level, cost) in levels.iter().zip(costs) {
        let payers = demands.iter().filter(|demand| *demand >= level).count();
        paid += (cost - before) / payers as f64;
        before = *cost;
        up_to.push(paid);
    }
    demands.iter().map(|demand| levels.iter().position(|level| level == demand).map(|m| up_to[m])).collect()
}
