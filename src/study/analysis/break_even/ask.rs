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
//! crossing. A crossing and its return between two
//! neighbours of the grid are missed.

use super::found::{BreakEven, Pays, Switching};
use super::side::{FEW, Sides};
use crate::analysis::header::Header;
use crate::analysis::paths;
use crate::analysis::sweep::found::some_places;
use crate::analysis::variants::{MEMBERS, VariantError, Variants};
use crate::input::Override;
use model::inputs::Inputs;
use model::results::Known;
use model::sampling::{Sampler, moves_benefits};
use model::scenario::Scenario;
use model::scenario::keys::{Domain, Global, KeySpec, Mark, Member, Reach};
use model::scenario::layout::Row;
use model::simulation::sample::{Wanted, sample};
use model::simulation::statistic::Statistic;
use rayon::prelude::*;

/// Values of an input at which the statistic is looked at first.
const GRID: usize = 9;
/// Members up to which every number of them is looked at.
const COUNTED: usize = 40;
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
/// Cells that the space between two of them is halved into: each less than 1/10,000 of the range.
const CELLS: usize = 1 << 11;
/// Values between two of them that are found by interpolation before cells are halved.
const INTERPOLATED: usize = 8;

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

/// An input that may be moved.
struct Candidate {
    path: String,
    spec: KeySpec,
    range: [f64; 2],
    /// P5, P50, P95 as the scenario has it, over all rows; none where they come from other inputs.
    now: Option<[f64; 3]>,
    /// What x stands for.
    held: Held,
}

/// What is held at x.
enum Held {
    /// The path itself.
    AtValue,
    /// Each of these, at x times its own value.
    AtTimes(Vec<(String, f64)>),
}

/// The switching values of a scenario's inputs, those nearest to what the scenario says first.
///
/// # Errors
/// If a path names no numeric input, the statistic does not exist or a replication is not finite.
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
        Search { variants, asked, candidate, sides: sides.as_ref(), settled }.run(scenario)
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

/// Every input that is on and may be moved by itself.
fn all(scenario: &Scenario, seed: u64, between: Option<[f64; 2]>) -> Vec<Candidate> {
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
fn one(scenario: &Scenario, seed: u64, path: &str, between: Option<[f64; 2]>) -> Result<Candidate, VariantError> {
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

/// The search for one input.
struct Search<'a> {
    variants: &'a Variants<'a>,
    asked: &'a Asked,
    candidate: &'a Candidate,
    /// What the scenario as it stands tells of the side that a variant is on.
    sides: Option<&'a Sides>,
    /// The draws of the scenario as it stands, where a live year is worth as much whatever the input's value.
    settled: Option<&'a Sampler<'a>>,
}

/// A value of the input, and where the statistic is there.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    /// How far it is above the threshold; or, unless it is exact, a number on the same side.
    above: f64,
    /// The statistic, where that is exact.
    value: f64,
    exact: bool,
}

/// Values of a statistic's quantity in the first replications.
fn values(
    scenario: &Scenario,
    sampler: &Sampler,
    statistic: &Statistic,
    replications: usize,
) -> Result<Vec<f64>, VariantError> {
    let wanted = Wanted { rows: Vec::new(), quantities: vec![statistic.quantity] };
    let draw = |first: u64, inputs: &mut Inputs| sampler.draw(first, inputs);
    Ok(sample(scenario, replications, &wanted, &sampler.inputs(), &draw)?.quantities.remove(0))
}

impl Search<'_> {
    /// The statistic with the input held at a value.
    fn at(&self, x: f64) -> Result<Option<Known>, VariantError> {
        let scenario = self.held(x)?;
        let statistic = self.statistic(&scenario)?;
        let values = values(&scenario, &self.sampler(&scenario), &statistic, self.variants.replications)?;
        Ok(statistic.of(&values)?)
    }

    /// The side of the threshold that it is on with the input held at a value: from a few replications where they leave no doubt,
    /// else from all.
    fn place(&self, x: f64) -> Result<Option<Place>, VariantError> {
        let scenario = self.held(x)?;
        let (statistic, sampler) = (self.statistic(&scenario)?, self.sampler(&scenario));
        if let Some(sides) = self.sides
            && let Some(above) = sides.clear(&values(&scenario, &sampler, &statistic, FEW)?)
        {
            return Ok(Some(Place { x, above, value: f64::NAN, exact: false }));
        }
        let values = values(&scenario, &sampler, &statistic, self.variants.replications)?;
        Ok(statistic.of(&values)?.map(|known| self.exact(x, known.value)))
    }

    fn exact(&self, x: f64, value: f64) -> Place {
        Place { x, above: value - self.asked.reaches, value, exact: true }
    }

    /// Finds from all replications how far a place is from the threshold.
    fn settle(&self, place: &mut Place) -> Result<(), VariantError> {
        if !place.exact
            && let Some(known) = self.at(place.x)?
        {
            *place = self.exact(place.x, known.value);
        }
        Ok(())
    }

    fn statistic(&self, scenario: &Scenario) -> Result<Statistic, VariantError> {
        Statistic::find(scenario, &self.asked.statistic).map_err(VariantError::Statistic)
    }

    fn sampler<'a>(&self, scenario: &'a Scenario) -> Sampler<'a> {
        match self.settled {
            Some(settled) => Sampler::settled_like(scenario, self.variants.seed, settled),
            None => Sampler::new(scenario, self.variants.seed),
        }
    }

    /// The scenario with the input held at a value.
    fn held(&self, x: f64) -> Result<Scenario, VariantError> {
        let held = |path: &str, value: f64| Override { path: path.to_owned(), value: format!("{value:?}") };
        let held = match &self.candidate.held {
            Held::AtValue => vec![held(&self.candidate.path, x)],
            Held::AtTimes(own) => own.iter().map(|(path, value)| held(path, x * value)).collect(),
        };
        self.variants.scenario(&held)
    }

    /// Whether only whole numbers are possible.
    fn counts(&self) -> bool {
        self.candidate.path == MEMBERS
    }

    /// Numbers of members to look at: all of them, or some of very many.
    fn numbers(&self) -> Vec<f64> {
        let [low, high] = self.candidate.range.map(|end| end.max(0.0) as usize);
        let count = (high + 1).saturating_sub(low);
        some_places(count, COUNTED).into_iter().map(|k| (low + k) as f64).collect()
    }

    /// The first number of members that pays, or the last, between two.
    fn number(&self, [from, to]: [Place; 2]) -> Result<Option<Known>, VariantError> {
        let (mut low, mut high, below) = (from.x, to.x, from.above);
        while high - low > 1.0 {
            let middle = ((low + high) / 2.0).floor();
            let Some(place) = self.place(middle)? else { return Ok(None) };
            match (place.above > 0.0) == (below > 0.0) {
                true => low = middle,
                false => high = middle,
            }
        }
        Ok(Some(Known { value: if below > 0.0 { low } else { high }, low: None, high: None }))
    }

    /// None where the input makes no difference at all.
    fn run(&self, scenario: &Scenario) -> Result<Option<Switching>, VariantError> {
        let [low, high] = self.candidate.range;
        let place = |k: usize| low + (high - low) * k as f64 / (GRID - 1) as f64;
        let places: Vec<f64> = match self.counts() {
            true => self.numbers(),
            false => (0..GRID).map(place).map(|x| open_end(&self.candidate.spec, x, high - low)).collect(),
        };
        let mut grid = Vec::with_capacity(places.len());
        for x in places {
            grid.extend(self.place(x)?);
        }
        let Some(last) = grid.len().checked_sub(1) else { return Ok(None) };
        let same = grid.iter().all(|place| place.above == grid[0].above);
        // What the statistic comes to at the ends is told.
        for end in [0, last] {
            self.settle(&mut grid[end])?;
        }
        if self.asked.paths.is_empty() && same && grid[0].above == grid[last].above {
            return Ok(None);
        }
        let middle = self.candidate.now.map_or((low + high) / 2.0, |now| now[1]);
        let mut nearest_first: Vec<(f64, usize)> = (0..last)
            .filter(|&a| crosses([grid[a], grid[a + 1]]))
            .map(|a| (((grid[a].x + grid[a + 1].x) / 2.0 - middle).abs(), a))
            .collect();
        nearest_first.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut nearest = None;
        for (_, a) in nearest_first {
            self.settle(&mut grid[a])?;
            self.settle(&mut grid[a + 1])?;
            nearest = Some([grid[a], grid[a + 1]]).filter(|&cell| crosses(cell));
            if nearest.is_some() {
                break;
            }
        }
        let crossings = grid.windows(2).filter(|two| crosses([two[0], two[1]])).count();
        let at = match nearest {
            Some(cell) if self.counts() => self.number(cell)?,
            Some(cell) => self.between(cell)?,
            None => None,
        };
        let assumption = scenario.assumptions.iter().find(|known| known.path == self.candidate.path);
        Ok(Some(Switching {
            path: self.candidate.path.clone(),
            meaning: self.candidate.spec.meaning.to_owned(),
            unit: self.candidate.spec.unit.to_owned(),
            by_factor: matches!(self.candidate.held, Held::AtTimes(_)),
            given: assumption.is_none_or(|known| known.given),
            mark: assumption.and_then(|known| known.mark).map(|mark| mark.to_string()),
            source: assumption.and_then(|known| known.source.clone()),
            now: self.candidate.now,
            searched: [low, high],
            at,
            pays: nearest.map(|cell| if cell[0].above > 0.0 { Pays::Below } else { Pays::Above }),
            crossings,
            ends: [grid[0], grid[last]].map(|place| place.value),
        }))
    }

    /// Where the statistic crosses between two values, with the interval that the statistic's own gives.
    fn between(&self, [from, to]: [Place; 2]) -> Result<Option<Known>, VariantError> {
        let (a, b) = (from.x, to.x);
        let (mut low, mut high) = ((0, from.above), (CELLS, to.above));
        for turn in 0.. {
            let (middle, width) = ((low.0 + high.0) as f64 / 2.0, (high.0 - low.0) as f64);
            if width <= 1.0 {
                break;
            }
            // False position; every other time a little farther from the nearer end, so that both ends close in.
            let mut guess = low.0 as f64 + width * from_low(low.1, high.1);
            if turn % 2 == 1 {
                guess += (middle - guess).signum() * (width / 64.0).max(1.0);
            }
            if turn >= INTERPOLATED {
                guess = middle;
            }
            let cell = (guess.round() as usize).clamp(low.0 + 1, high.0 - 1);
            let Some(known) = self.at(border(cell, [a, b]))? else { return Ok(None) };
            let here = known.value - self.asked.reaches;
            match (here > 0.0) == (from.above > 0.0) {
                true => low = (cell, here),
                false => high = (cell, here),
            }
        }
        let value = (border(low.0, [a, b]) + border(high.0, [a, b])) / 2.0;
        let slope = (to.above - from.above) / (b - a);
        let half = self.at(value)?.and_then(|known| Some((known.high? - known.low?) / 2.0 / slope.abs()));
        let [least, most] = self.candidate.range;
        let end = |sign: f64| half.map(|half| (value + sign * half).clamp(least, most));
        Ok(Some(Known { value, low: end(-1.0), high: end(1.0) }))
    }
}

/// Whether the statistic crosses the threshold between two places. Where nobody joins or nothing is built it is exactly 0: that is no
/// crossing.
fn crosses([a, b]: [Place; 2]) -> bool {
    a.above * b.above < 0.0
}

/// Where a straight line between two values of different signs is 0, as a share of the way.
fn from_low(low: f64, high: f64) -> f64 {
    low / (low - high)
}

/// Where a cell begins, by halving: the numbers are those that halving the space itself comes upon.
fn border(cell: usize, [mut a, mut b]: [f64; 2]) -> f64 {
    let (mut low, mut high) = (0, CELLS);
    while cell != low && cell != high {
        let (middle, between) = ((low + high) / 2, (a + b) / 2.0);
        match cell < middle {
            true => (high, b) = (middle, between),
            false => (low, a) = (middle, between),
        }
    }
    if cell == low { a } else { b }
}

/// A value just inside where the end of the range is outside the domain.
fn open_end(spec: &KeySpec, x: f64, range: f64) -> f64 {
    if spec.domain.contains(x) { x } else { x + range * 1e-6 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Written;
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
            for one in &found.inputs {
                let candidate = super::one(&scenario, 1, &one.path, None).expect("an input");
                let search =
                    Search { variants: &variants, asked: &asked, candidate: &candidate, sides: None, settled: None };
                let whole = search.run(&scenario).expect("an answer").expect("a difference");
                assert!(alike(one, &whole), "{statistic} at {reaches}: {one:?}, {whole:?}");
            }
        }
    }
}
