//! The search for the switching value of one input.

use super::candidates::{COUNTED, Candidate, Held, open_end};
use super::found::{Pays, Switching};
use super::side::{FEW, Sides};
use crate::analysis::sweep::found::some_places;
use crate::analysis::variants::{MEMBERS, VariantError, Variants};
use crate::input::Override;
use model::inputs::Inputs;
use model::results::Known;
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::simulation::sample::{Wanted, sample};
use model::simulation::statistic::Statistic;

/// Values of an input at which the statistic is looked at first.
const GRID: usize = 9;
/// Cells that the space between two of them is halved into: each less than 1/10,000 of the range.
const CELLS: usize = 1 << 11;
/// Values between two of them that are found by interpolation before cells are halved.
const INTERPOLATED: usize = 8;

/// The search for one input.
pub(super) struct Search<'a> {
    pub(super) variants: &'a Variants<'a>,
    /// Path of the statistic, and what it is to reach.
    pub(super) of: &'a str,
    pub(super) reaches: f64,
    /// Whether the input was asked for: it is told even where it makes no difference.
    pub(super) named: bool,
    pub(super) candidate: &'a Candidate,
    /// What the scenario as it stands tells of the side that a variant is on.
    pub(super) sides: Option<&'a Sides>,
    /// The draws of the scenario as it stands, where a live year is worth as much whatever the input's value.
    pub(super) settled: Option<&'a Sampler<'a>>,
}

/// A value of the input, and where the statistic is there.
#[derive(Clone, Copy)]
struct Place {
    x: f64,
    /// How far it is above the threshold; or, where the statistic itself is not known, a number on the same side.
    above: f64,
    /// The statistic, from all replications.
    statistic: Option<f64>,
}

/// Values of a statistic's quantity in the first replications.
pub(super) fn values(
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
            return Ok(Some(Place { x, above, statistic: None }));
        }
        let values = values(&scenario, &sampler, &statistic, self.variants.replications)?;
        Ok(statistic.of(&values)?.map(|known| self.exact(x, known.value)))
    }

    fn exact(&self, x: f64, value: f64) -> Place {
        Place { x, above: value - self.reaches, statistic: Some(value) }
    }

    /// Finds from all replications how far a place is from the threshold.
    fn settle(&self, place: &mut Place) -> Result<(), VariantError> {
        if place.statistic.is_none()
            && let Some(known) = self.at(place.x)?
        {
            *place = self.exact(place.x, known.value);
        }
        Ok(())
    }

    fn statistic(&self, scenario: &Scenario) -> Result<Statistic, VariantError> {
        Statistic::find(scenario, self.of).map_err(VariantError::Statistic)
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

    /// None where an input that was not asked for makes no difference at all.
    pub(super) fn run(&self, scenario: &Scenario) -> Result<Option<Switching>, VariantError> {
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
        let [Some(from), Some(to)] = [grid[0].statistic, grid[last].statistic] else { return Ok(None) };
        if !self.named && same && from == to {
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
            ends: [from, to],
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
            let here = known.value - self.reaches;
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
