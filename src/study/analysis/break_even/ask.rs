//! Switching values: where an input, alone, takes a statistic across a threshold.
//!
//! Use it to tell a meeting what must be true for sharing to pay; it says nothing of several inputs moving at once. An input is
//! held at a value x in every replication, all else is drawn as before, so that s(x) is a plain function of x on common random
//! numbers. It is looked at on a grid over the values that are possible, and between two neighbours a < b that the threshold c
//! lies between, narrowed down until the place is known to 1/10,000 of the range:
//!
//! ```text
//! x* : s(x*) = c,    x* ± h(x*)·(b − a)/|s(b) − s(a)|,    h half the 95 % interval of the statistic at x*
//! ```
//!
//! On which side of the threshold a value lies is first asked of a few replications ([`side`](super::side)): where these leave no
//! doubt, more would only say it again. What is told is found from all of them.
//!
//! Cost: 9 short simulations an input and 2 whole ones, a whole one wherever few replications leave doubt, some 8 where there is a
//! crossing. A crossing and its return between two neighbours of the grid are missed.

use super::candidates::{Candidate, all, one};
use super::found::{BreakEven, Switching};
use super::search::{Search, values};
use super::side::Sides;
use crate::analysis::header::Header;
use crate::analysis::paths;
use crate::analysis::variants::{VariantError, Variants};
use model::sampling::{Sampler, moves_benefits};
use model::scenario::Scenario;
use model::scenario::layout::Row;
use model::simulation::statistic::Statistic;
use rayon::prelude::*;

/// What is asked.
pub struct Asked {
    /// The statistic's path.
    pub statistic: String,
    /// The threshold.
    pub reaches: f64,
    /// Paths of inputs, with `*` for any id; none: all that may matter.
    pub paths: Vec<String>,
    /// Where values are looked for, in place of the range that is usual for the key.
    pub between: Option<[f64; 2]>,
}

impl Asked {
    /// What is asked of a statistic where nothing else is said.
    pub fn of(statistic: String) -> Asked {
        let reaches = if statistic.ends_with(".positive") { 0.8 } else { 0.0 };
        Asked { statistic, reaches, paths: Vec::new(), between: None }
    }
}

/// The switching values of a scenario's inputs, those nearest to what the scenario says first.
///
/// # Errors
/// If a path names no numeric input, the statistic does not exist or a replication that was looked at is not finite.
pub fn break_even(variants: &Variants, scenario: &Scenario, asked: &Asked) -> Result<BreakEven, VariantError> {
    let none = || VariantError::Statistic(format!("`{}` does not exist for this scenario", asked.statistic));
    let statistic = Statistic::find(scenario, &asked.statistic).map_err(VariantError::Statistic)?;
    let sampler = Sampler::new(scenario, variants.seed);
    let values = values(scenario, &sampler, &statistic, variants.replications)?;
    let at_present = statistic.of(&values)?.ok_or_else(none)?;
    let sides = statistic.has_variance(scenario).then(|| Sides::new(&statistic, asked.reaches, &values)).flatten();
    let seed = variants.seed;
    let candidates = match asked.paths.is_empty() {
        true => all(scenario, seed, asked.between),
        false => asked.paths.iter().map(|path| one(scenario, seed, path, asked.between)).collect::<Result<_, _>>()?,
    };
    let search = |candidate: &Candidate| {
        let settled = is_settled(scenario, &candidate.path).then_some(&sampler);
        let (of, reaches, named) = (asked.statistic.as_str(), asked.reaches, !asked.paths.is_empty());
        Search { variants, of, reaches, named, candidate, sides: sides.as_ref(), settled }.run(scenario)
    };
    let found: Vec<Option<Switching>> = candidates.par_iter().map(search).collect::<Result<_, VariantError>>()?;
    let mut inputs: Vec<Switching> = found.into_iter().flatten().collect();
    inputs.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    Ok(BreakEven {
        header: Header::of(scenario, variants.replications, variants.seed),
        statistic: asked.statistic.clone(),
        unit: statistic.unit,
        reaches: asked.reaches,
        at_present,
        inputs,
    })
}

/// Whether a live year is worth as much whatever the value of an input. What moves with it in a group may move when it is held.
fn is_settled(scenario: &Scenario, path: &str) -> bool {
    let (rows, all) = (paths::rows(scenario, path), scenario.layout());
    let number = |row: &Row| all.row(*row);
    let in_group = |row: &Row| scenario.correlated.iter().any(|group| group.rows.contains(&number(row)));
    !rows.is_empty() && !rows.iter().any(|row| moves_benefits(*row) || in_group(row))
}

/// How far the switching value is from the present one, in spreads of the input.
fn distance(switching: &Switching) -> f64 {
    let Some(at) = switching.at else { return f64::INFINITY };
    let [low, middle, high] = switching.now.unwrap_or([switching.searched[0], at.value, switching.searched[1]]);
    (at.value - middle).abs() / (high - low).max(0.5 * middle.abs()).max(1e-300)
}

#[cfg(test)]
mod tests {
    use super::super::candidates::open_end;
    use super::super::side::FEW;
    use super::*;
    use crate::analysis::variants::MEMBERS;
    use crate::input::{Override, Written};
    use model::scenario::keys::Member;

    #[test]
    fn inputs_of_sharing_do_not_move_what_a_live_year_is_worth() {
        let text = include_str!("../../../../scenarios/wycan.toml");
        let loaded = |overrides: &[Override]| crate::input::load_text("wycan.toml", text, overrides, None).scenario;
        let scenario = loaded(&[]).expect("a scenario");
        let base = Sampler::new(&scenario, 1);
        let benefits = |sampler: &Sampler| -> Vec<f64> {
            let inputs = sampler.inputs();
            (0..scenario.administrations.len()).map(|i| inputs.member(i, Member::Benefit).0[0]).collect()
        };
        let (mut settled, mut moving) = (0, 0);
        for Candidate { path, spec, range: [low, high], .. } in all(&scenario, 1, None) {
            for x in [open_end(&spec, low, high - low), (low + high) / 2.0, high] {
                let Some(variant) = loaded(&[Override { path: path.clone(), value: format!("{x:?}") }]) else {
                    continue;
                };
                let [like, own] =
                    [Sampler::settled_like(&variant, 1, &base), Sampler::new(&variant, 1)].map(|of| benefits(&of));
                match is_settled(&scenario, &path) {
                    false => moving += usize::from(like != own),
                    true => {
                        settled += 1;
                        assert_eq!(like, own, "{path} at {x}");
                    }
                }
            }
        }
        assert!(settled > 30 && moving > 15, "{settled}, {moving}");
    }

    /// Numbers that say the same but for the last digits.
    fn alike(a: &Switching, b: &Switching) -> bool {
        let width = (a.searched[1] - a.searched[0]) / 4_000.0;
        let same = match (&a.at, &b.at) {
            (Some(a), Some(b)) => (a.value - b.value).abs() <= width,
            (a, b) => a.is_none() && b.is_none(),
        };
        same && a.pays == b.pays && a.crossings == b.crossings && a.ends == b.ends
    }

    #[test]
    fn a_few_replications_take_the_same_sides_as_all() {
        let text = include_str!("../../../../scenarios/wycan.toml");
        let written = Written::of_text("wycan.toml", text, &[], None);
        let variants = Variants { written: &written, overrides: &[], seed: 1, replications: 2 * FEW };
        let scenario = variants.scenario(&[]).expect("a scenario");
        for (statistic, reaches) in
            [("saving", 0.0), ("saving.p50", 0.0), ("saving.p90", 2e7), ("saving.positive", 0.6)]
        {
            let paths = ["consortium.overrun", "effort.overrun", "module.*.size", "discount_rate", MEMBERS];
            let paths = paths.map(str::to_owned).into();
            let asked = Asked { statistic: statistic.to_owned(), reaches, paths, between: None };
            let found = break_even(&variants, &scenario, &asked).expect("an answer");
            for switching in &found.inputs {
                let candidate = one(&scenario, 1, &switching.path, None).expect("an input");
                let (variants, candidate) = (&variants, &candidate);
                let search =
                    Search { variants, of: statistic, reaches, named: true, candidate, sides: None, settled: None };
                let whole = search.run(&scenario).expect("an answer").expect("a difference");
                assert!(alike(switching, &whole), "{statistic} at {reaches}: {switching:?}, {whole:?}");
            }
        }
    }
}
