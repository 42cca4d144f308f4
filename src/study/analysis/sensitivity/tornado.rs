//! Tornado: how far each factor moves a statistic, from its P10 to its P90.
//!
//! Use it to see in which direction, and by how much money, an input moves the answer; it says nothing of several
//! moving at once. The inputs of a factor move together, each at its own P10, then each at its own P90: of many
//! independent inputs that is further than they would ever go together. All else is drawn, the same in both, or in a
//! second reading at its median: one course of events. An event that is less likely than 10 % happens at neither end.
//!
//! The span's 95 % interval is a jackknife's over the randomisations of the design. Cost: two evaluations of every
//! point.

use super::factors::Factor;
use super::found::{Bar, Base, Index};
use super::indices::{GROUPS, group, half_width};
use super::pick_freeze::{NoSensitivity, PickFreeze};
use model::inputs::Inputs;
use model::sampling::stream::InputKey;

/// P10 and P90.
const ENDS: [f64; 2] = [0.1, 0.9];

/// Bars of factors.
pub(super) struct Tornado<'a> {
    points: &'a PickFreeze<'a>,
    /// The quantity by replication, with every input drawn.
    pub drawn: Vec<f64>,
    /// What bars stand about.
    pub base: Base,
}

impl<'a> Tornado<'a> {
    /// About what comes of drawn inputs, and of all at their median.
    pub fn new(points: &'a PickFreeze<'a>, drawn: Vec<f64>) -> Result<Tornado<'a>, NoSensitivity> {
        let free = jackknife(|left_out| statistic(points, &without(&drawn, left_out)))?;
        let median = one_course(points, &[], 0.5)?;
        Ok(Tornado { points, base: Base { free, median }, drawn })
    }

    /// What comes of a factor, whose draws have these keys, at its P10 and its P90.
    pub fn bar(&self, factor: &Factor, keys: &[InputKey]) -> Result<Bar, NoSensitivity> {
        let points = self.points;
        let [low, high] = if factor.happens_first() { [ENDS[1], ENDS[0]] } else { ENDS };
        let held = |level: f64| {
            let draw = |first, inputs: &mut Inputs| points.sampler.draw_held(first, inputs, keys, level);
            Ok::<_, NoSensitivity>(points.sample(Vec::new(), points.replications, &draw)?.quantities.remove(0))
        };
        let ends = [held(low)?, held(high)?];
        let free = |end: usize, left_out: usize| statistic(points, &without(&ends[end], left_out));
        let moved = jackknife(|left_out| Ok(free(1, left_out)? - free(0, left_out)?))?;
        let half = moved.high - moved.value;
        let span = moved.value.abs();
        Ok(Bar {
            at: factor.ends(points.scenario),
            unit: factor.unit(),
            happens: factor.happens_first(),
            free: [free(0, GROUPS)?, free(1, GROUPS)?],
            span: Index { value: span, low: span - half, high: span + half },
            median: [one_course(points, keys, low)?, one_course(points, keys, high)?],
        })
    }
}

/// The quantity with all at their median but for those held.
fn one_course(points: &PickFreeze, keys: &[InputKey], level: f64) -> Result<f64, NoSensitivity> {
    let draw = |_, inputs: &mut Inputs| points.sampler.draw_median(inputs, keys, level);
    Ok(points.sample(Vec::new(), 1, &draw)?.quantities[0][0])
}

/// The values but those of one randomisation; all of them where there is none of that number.
fn without(values: &[f64], left_out: usize) -> Vec<f64> {
    values.iter().enumerate().filter(|(k, _)| group(*k) != left_out).map(|(_, value)| *value).collect()
}

fn statistic(points: &PickFreeze, values: &[f64]) -> Result<f64, NoSensitivity> {
    let known = points.of.of(values)?;
    known.map(|known| known.value).ok_or_else(|| NoSensitivity::Undefined(points.of.path.clone()))
}

/// An estimate from all replications, and its interval from leaving out each randomisation.
fn jackknife(estimate: impl Fn(usize) -> Result<f64, NoSensitivity>) -> Result<Index, NoSensitivity> {
    let value = estimate(GROUPS)?;
    let parts: Vec<f64> = (0..GROUPS).map(&estimate).collect::<Result<_, _>>()?;
    let half = half_width(&parts);
    Ok(Index { value, low: value - half, high: value + half })
}
