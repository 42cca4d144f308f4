//! Which inputs may be moved, and between which values they are looked at.

use crate::analysis::paths;
use crate::analysis::variants::{MEMBERS, VariantError};
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::scenario::keys::{Domain, Global, KeySpec, Mark, Member, Reach};
use model::scenario::layout::Row;

/// Members up to which every number of them is looked at.
pub(super) const COUNTED: usize = 40;
/// The number of members as an input: whole numbers only.
const OF_MEMBERS: KeySpec = KeySpec {
    path: MEMBERS,
    unit: "administrations",
    domain: Domain::AtLeastOne,
    reach: Reach::Nothing,
    default: "",
    mark: Mark::Neutral,
    source: "",
    meaning: "how many take part, in the order of joining",
};
/// What precedes the class and the kind of a fee.
const FEES: &str = "consortium.cost_sharing.tiers.";
/// Fees of a schedule as inputs: by the year, and on entry.
const OF_FEES: [KeySpec; 2] = [
    KeySpec { path: "yearly", unit: "money/year", meaning: "what a member of the class owes a year", ..A_FEE },
    KeySpec { path: "entry", unit: "money", meaning: "what a joiner of the class owes once", ..A_FEE },
];
const A_FEE: KeySpec = KeySpec { path: FEES, domain: Domain::NonNegative, ..OF_MEMBERS };

/// An input that may be moved.
pub(super) struct Candidate {
    pub(super) path: String,
    pub(super) spec: KeySpec,
    pub(super) range: [f64; 2],
    /// P5, P50, P95 as the scenario has it, over all rows; none where they come from other inputs.
    pub(super) now: Option<[f64; 3]>,
    /// What x stands for.
    pub(super) held: Held,
}

/// What is held at x.
pub(super) enum Held {
    /// The path itself.
    AtValue,
    /// Each of these, at x times its own value.
    AtTimes(Vec<(String, f64)>),
}

/// Every input that is on and may be moved by itself.
pub(super) fn all(scenario: &Scenario, seed: u64, between: Option<[f64; 2]>) -> Vec<Candidate> {
    let globals = Global::ALL.iter().map(|key| key.spec().path.to_owned());
    let modules = scenario.modules.iter().map(|module| format!("module.{}.size", module.id));
    let members = Member::ALL.iter().map(|key| format!("administration.*.{}", key.spec().path));
    let counted = (scenario.administrations.len() <= COUNTED).then(|| MEMBERS.to_owned());
    let paths = globals.chain(modules).chain(members).chain(counted);
    // What is off, or follows from others, is moved only where it is asked for by name.
    paths.filter_map(|path| one(scenario, seed, &path, between).ok().filter(|found| found.now.is_some())).collect()
}

/// The assumed worths of a live year, all of them so many times what they are; none where the scenario says what they are.
fn worths(scenario: &Scenario, seed: u64, path: &str, between: Option<[f64; 2]>) -> Option<Candidate> {
    let spec = Member::Benefit.spec();
    let assumed = |i: &usize| scenario.source(Row::Member(*i, Member::Benefit)).is_derived();
    let assumed: Vec<usize> = (0..scenario.administrations.len()).filter(assumed).collect();
    (path == format!("administration.*.{}", spec.path) && !assumed.is_empty()).then_some(())?;
    let inputs = Sampler::new(scenario, seed).inputs();
    let own = |&i: &usize| {
        let path = format!("administration.{}.{}", scenario.administrations[i].id, spec.path);
        (path, inputs.member(i, Member::Benefit).0[0])
    };
    let held = Held::AtTimes(assumed.iter().map(own).collect());
    let spec = KeySpec { unit: "times the assumed worth", ..*spec };
    Some(Candidate { path: path.to_owned(), spec, range: between.unwrap_or([0.0, 4.0]), now: Some([1.0; 3]), held })
}

/// A fee of a schedule, of one class by its number from 1 or of all.
fn fee(scenario: &Scenario, path: &str, between: Option<[f64; 2]>) -> Option<Candidate> {
    let (class, kind) = path.strip_prefix(FEES)?.split_once('.')?;
    let spec = OF_FEES.into_iter().find(|spec| spec.path == kind)?;
    let tiers = scenario.cost_sharing.tiers.as_ref()?;
    let named = |k: usize| class == "*" || class == (k + 1).to_string();
    let fees = tiers.classes.iter().enumerate().filter(|(k, _)| named(*k));
    let mut fees: Vec<f64> = fees.map(|(_, tier)| if kind == "yearly" { tier.yearly } else { tier.entry }).collect();
    fees.sort_by(f64::total_cmp);
    let [least, middle, most] = [fees.first()?, &fees[fees.len() / 2], fees.last()?].map(|fee| *fee);
    let high = if most > 0.0 { 4.0 * most } else { 1e6 };
    // A schedule by which nobody owes a yearly fee is none.
    let range = between.unwrap_or([if kind == "yearly" { high / 1000.0 } else { 0.0 }, high]);
    Some(Candidate { path: path.to_owned(), spec, range, now: Some([least, middle, most]), held: Held::AtValue })
}

/// An input by its path.
pub(super) fn one(
    scenario: &Scenario,
    seed: u64,
    path: &str,
    between: Option<[f64; 2]>,
) -> Result<Candidate, VariantError> {
    let held = Held::AtValue;
    if path == MEMBERS {
        let all = scenario.administrations.len() as f64;
        let range = between.map_or([1.0, all], |[low, high]| [low.ceil(), high.floor()]);
        return Ok(Candidate { path: path.to_owned(), spec: OF_MEMBERS, range, now: Some([all; 3]), held });
    }
    if let Some(found) = fee(scenario, path, between).or_else(|| worths(scenario, seed, path, between)) {
        return Ok(found);
    }
    let rows = paths::rows(scenario, path);
    let spec = rows.iter().find_map(|&row| Scenario::key_spec(row)).copied();
    let Some(spec) = spec else {
        let advice = "give a numeric input, such as consortium.coordination, administration.*.joins or module.*.size";
        return Err(VariantError::Statistic(format!("`{path}` is no input that can be solved for: {advice}")));
    };
    if spec.domain == Domain::Growth {
        return Err(VariantError::Statistic(format!("`{path}` is a word: nothing lies between its values")));
    }
    let now = paths::present(scenario, &rows);
    let usual = || usual_range(scenario, &spec, now);
    let Some(range) = between.or_else(usual) else {
        let advice = "say where to look with --between LOW..HIGH";
        return Err(VariantError::Statistic(format!("`{path}` is off, or follows from other inputs: {advice}")));
    };
    Ok(Candidate { path: path.to_owned(), spec, range, now, held })
}

/// The values that are worth a look: all shares, otherwise from next to nothing to four times the present P95.
fn usual_range(scenario: &Scenario, spec: &KeySpec, now: Option<[f64; 3]>) -> Option<[f64; 2]> {
    if spec.domain == Domain::Share {
        return Some([0.0, 1.0]);
    }
    let [low, middle, high] = now?;
    Some(match spec.domain {
        Domain::Share | Domain::Growth => spec.domain.bounds().into(),
        _ if spec.path == Member::Joins.spec().path => [0.0, scenario.horizon as f64],
        Domain::NonNegative => [0.0, 4.0 * high],
        Domain::Variance => [0.0, (4.0 * high).min(100.0)],
        Domain::Positive => [low / 4.0, 4.0 * high],
        Domain::AtLeastOne => [1.0, (1.0 + 4.0 * (high - 1.0)).max(4.0)],
        Domain::AboveMinusOne => [low.min(0.0) - 0.05, high.max(0.0) + 0.2],
        Domain::Real => {
            let reach = 2.0 * (high - low).max(middle.abs());
            [low - reach, high + reach]
        }
    })
}

/// A value just inside where the end of the range is outside the domain.
pub(super) fn open_end(spec: &KeySpec, x: f64, range: f64) -> f64 {
    if spec.domain.contains(x) { x } else { x + range * 1e-6 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::scenario::keys::MODULE_SIZE;

    #[test]
    fn ranges_stay_in_their_domain() {
        let text = include_str!("../../../../scenarios/wycan.toml");
        let scenario = crate::input::load_text("wycan.toml", text, &[], None).scenario.expect("a scenario");
        let candidates = all(&scenario, 1, None);
        assert!(candidates.len() > 20, "{}", candidates.len());
        assert!(candidates.iter().any(|one| one.spec.path == MODULE_SIZE.path));
        for Candidate { path, spec, range: [low, high], now, .. } in candidates {
            let least = open_end(&spec, low, high - low);
            assert!(low < high && spec.domain.contains(least) && spec.domain.contains(high), "{path}: {low} to {high}");
            let [p5, p50, p95] = now.expect("drawn");
            assert!(p5 <= p50 && p50 <= p95, "{path}");
        }
    }
}
