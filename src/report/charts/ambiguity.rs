//! What is not known and what is chance, apart: the chance that the best strategy costs less at each point of what is not
//! known, a dot a point, with the answer of the run and its simulation error above.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::frame;
use super::frame::{BLUE, GREY, HEIGHT, Heading, INK, LABEL, MARGIN, NAME, PLUM, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::{Chart, ChartError, Language};
use crate::language::{capital, number, percent, say};
use crate::words::names::taking;
use model::results::{Ambiguity, Best, Point, Results, Spread};
use model::scenario::Strategy;

/// Where the dots are stacked.
const PLOT: Area = Area { left: 64.0, top: 262.0, right: 896.0, bottom: 520.0 };
/// Stacks of dots.
const STACKS: usize = 52;
/// Between the centres of two dots, at most and at least.
const PITCH: [f64; 2] = [13.0, 2.0];
/// Fewest replications of a run.
const FEWEST: u64 = 64;
/// Rows above the dots: the answer of the run, and the range over points.
const ROWS: [f64; 2] = [186.0, 222.0];

/// The points of what is not known, and their range, of the choice.
pub(crate) struct Chances<'a> {
    pub best: &'a Best,
    pub spread: Spread,
    /// How often the best strategy is cheaper at each point, and by how much in the mean.
    pub points: Vec<Point>,
}

/// What is known of the choice at each point; nothing where what is not known was not told, or so few replications stand
/// behind the answer that the points lie around nothing.
pub(crate) fn chances(results: &Results) -> Option<Chances<'_>> {
    let best = results.best.as_ref().filter(|_| results.run.replications >= FEWEST)?;
    let spread = best.unknown?.cheaper;
    let ambiguity = results.ambiguity.as_ref()?;
    let points = points(results, ambiguity, best)?;
    let known = [spread.p5, spread.p95, best.cheaper.value, best.cheaper.low, best.cheaper.high];
    let finite = points.iter().all(|point| point.positive.is_finite()) && known.iter().all(|one| one.is_finite());
    (finite && !points.is_empty()).then_some(Chances { best, spread, points })
}

/// Of the rival minus the best strategy, whichever way round it was told.
fn points(results: &Results, ambiguity: &Ambiguity, best: &Best) -> Option<Vec<Point>> {
    if let Some(upright) = ambiguity.difference(best.rival, best.strategy) {
        return Some(upright.at.clone());
    }
    let reverse = ambiguity.difference(best.strategy, best.rival)?;
    let dearer = match best.rival {
        Strategy::Shared => results.saving(best.strategy)?.positive.value,
        rival => {
            let told = results.differences.iter().find(|one| one.strategy == best.strategy && one.against == rival)?;
            told.positive.value
        }
    };
    let tied = (1.0 - dearer - best.cheaper.value).clamp(0.0, 1.0);
    Some(reverse.at.iter().map(|point| point.reversed(tied)).collect())
}

/// Draws the chart; none where what is not known was not told.
pub(super) fn draw(results: &Results, language: Language) -> Result<Option<Chart>, ChartError> {
    let Some(chances) = chances(results) else { return Ok(None) };
    let Chances { best, spread, points } = &chances;
    let [name, rival] = [best.strategy, best.rival].map(|one| taking(one, language));
    let title = title(best, spread, language);
    let count = number(points.len() as f64, 0, language);
    let heading = Heading {
        name: "ambiguity",
        measure: say!(
            language,
            "In how many simulations {name} costs less than {rival}"
                | "Dans quelle part des simulations {name} coûte moins que {rival}"
        ),
        note: say!(
            language,
            "At equal service. Each dot: the same chance played again at one of {count} points of what is not known."
                | "À service égal. Chaque point : le même hasard, rejoué avec un des {count} jeux de valeurs de ce qu’on ignore."
        ),
        description: describe(&title, &chances, language),
        title,
    };
    frame::chart(results, language, &heading, HEIGHT, |canvas| {
        above(canvas, &chances, language)?;
        dots(canvas, &chances, language)
    })
    .map(Some)
}

/// The range over points.
fn title(best: &Best, spread: &Spread, language: Language) -> String {
    let name = capital(taking(best.strategy, language)).replace(' ', "\u{A0}");
    let [low, high] = [spread.p5, spread.p95].map(|share| percent(share, language));
    match low == high {
        true => say!(
            language,
            "{name} costs less in {low}, whatever is unknown" | "{name} coûte moins dans {low}, quoi qu’on ignore"
        ),
        false => say!(
            language,
            "{name} costs less in {low} to {high}, by what is unknown"
                | "{name} coûte moins dans {low} à {high}, selon ce qu’on ignore"
        ),
    }
}

/// Points at which the best strategy is cheaper in the mean, if there are means.
fn cheaper_in_the_mean(points: &[Point]) -> Option<usize> {
    let means: Option<Vec<f64>> = points.iter().map(|point| point.cost).collect();
    means.map(|means| means.into_iter().filter(|mean| *mean > 0.0).count())
}

fn describe(title: &str, chances: &Chances, language: Language) -> String {
    let Chances { best, spread, points } = chances;
    let run = run_words(best, language);
    let range = range_words(spread, language);
    let [name, rival] = [best.strategy, best.rival].map(|one| taking(one, language));
    let kept = cheaper_in_the_mean(points).map_or_else(String::new, |count| {
        let (count, all) = (number(count as f64, 0, language), number(points.len() as f64, 0, language));
        say!(
            language,
            " {name} costs less than {rival} in the mean at {count} of {all} points."
                | " En moyenne, {name} coûte moins que {rival} dans {count} des {all} cas."
        )
    });
    format!("{title}. {run}. {range}.{kept}")
}

/// The answer of the run with its error.
fn run_words(best: &Best, language: Language) -> String {
    let share = percent(best.cheaper.value, language);
    let half = (best.cheaper.high - best.cheaper.value).max(best.cheaper.value - best.cheaper.low);
    let half = number(100.0 * half, 1, language);
    say!(
        language,
        "Whole run: {share} ±{half} points (simulation error)"
            | "Toutes les simulations : {share} ±{half} point (erreur de simulation)"
    )
}

fn range_words(spread: &Spread, language: Language) -> String {
    let [low, high] = [spread.p5, spread.p95].map(|share| percent(share, language));
    if low == high {
        return say!(
            language,
            "Over what is not known: {low} (9 of 10 points)" | "Selon ce qu’on ignore : {low} (neuf cas sur dix)"
        );
    }
    say!(
        language,
        "Over what is not known: {low} to {high} (9 of 10 points)"
            | "Selon ce qu’on ignore : {low} à {high} (neuf cas sur dix)"
    )
}

fn scale() -> Scale {
    Scale::linear(0.0, 100.0, PLOT.left, PLOT.right)
}

/// The answer of the run with its error, and the range over points: one below the other, each with its words.
fn above(canvas: &Canvas<'_>, chances: &Chances, language: Language) -> Result<(), ChartError> {
    let across = scale();
    let Chances { best, spread, .. } = chances;
    let rows = [
        (ROWS[0], [best.cheaper.low, best.cheaper.value, best.cheaper.high], run_words(best, language), INK),
        (ROWS[1], [spread.p5, spread.p50, spread.p95], range_words(spread, language), BLUE),
    ];
    for (k, (y, values, words, color)) in rows.into_iter().enumerate() {
        let [low, middle, high] = values.map(|share| across.at(100.0 * share));
        canvas.line(&[(low, y), (high, y)], solid(color, if k == 0 { 2.0 } else { 5.0 }))?;
        for end in [low, high] {
            canvas.line(&[(end, y - 7.0), (end, y + 7.0)], solid(color, 2.0))?;
        }
        if k == 0 {
            canvas.marker(Shape::Diamond, (middle, y), 6.0, color)?;
            canvas.line(&[(middle, y + 10.0), (middle, PLOT.bottom)], solid(GREY, 1.0))?;
        }
        // The words stand on the side that has more room.
        let width = canvas.width(&words, LABEL);
        let (left, right) = (low - 14.0 - width >= MARGIN, high + 14.0 + width <= WIDTH - MARGIN);
        let (x, anchor) = match (left, right) {
            (true, false) => (low - 14.0, Anchor::End),
            (_, true) => (high + 14.0, Anchor::Start),
            (false, false) => (MARGIN, Anchor::Start),
        };
        let y = if left || right { y + 5.0 } else { y - 12.0 };
        canvas.text(&words, (x, y), anchor, LABEL)?;
    }
    Ok(())
}

/// The points, in stacks.
fn dots(canvas: &Canvas<'_>, chances: &Chances, language: Language) -> Result<(), ChartError> {
    let across = scale();
    let caption = language.pick("% of simulations", "% des simulations");
    frame::bottom_axis(canvas, PLOT, &across, 10, caption, language)?;
    let width = PLOT.width() / STACKS as f64;
    let mut stacks: Vec<Vec<&Point>> = vec![Vec::new(); STACKS];
    for point in &chances.points {
        let stack = (point.positive.clamp(0.0, 1.0) * STACKS as f64) as usize;
        stacks[stack.min(STACKS - 1)].push(point);
    }
    let most = stacks.iter().map(Vec::len).max().unwrap_or_default();
    let (pitch, abreast) = pitch(most, width);
    for (k, stack) in stacks.iter_mut().enumerate() {
        // Those at which the rival is cheaper lie at the bottom.
        stack.sort_by_key(|point| point.cost.is_none_or(|cost| cost > 0.0));
        let left = PLOT.left + width * (k as f64 + 0.5) - pitch * (abreast as f64 - 1.0) / 2.0;
        for (n, point) in stack.iter().enumerate() {
            let at = (left + pitch * (n % abreast) as f64, PLOT.bottom - pitch * ((n / abreast) as f64 + 0.6));
            let (shape, color) = mark(point.cost);
            canvas.marker(shape, at, 0.36 * pitch, color)?;
        }
    }
    key(canvas, chances, language)
}

/// The mark of a point by its mean.
fn mark(cost: Option<f64>) -> (Shape, plotters::style::RGBColor) {
    if cost.is_none_or(|cost| cost > 0.0) { (Shape::Circle, BLUE) } else { (Shape::Diamond, PLUM) }
}

/// The widest distance of dots at which the fullest stack has room, and how many stand abreast.
fn pitch(most: usize, width: f64) -> (f64, usize) {
    let mut pitch = PITCH[0];
    loop {
        let abreast = ((width / pitch) as usize).max(1);
        let high = most.div_ceil(abreast) as f64 * pitch;
        if high <= PLOT.height() - 8.0 || pitch <= PITCH[1] {
            return (pitch, abreast);
        }
        pitch -= 0.5;
    }
}

/// What the marks mean, and how many there are of each.
fn key(canvas: &Canvas<'_>, chances: &Chances, language: Language) -> Result<(), ChartError> {
    let Chances { best, points, .. } = chances;
    let Some(kept) = cheaper_in_the_mean(points) else { return Ok(()) };
    let (y, mut x) = (146.0, MARGIN);
    for (strategy, count, cost) in [(best.strategy, kept, 1.0), (best.rival, points.len() - kept, -1.0)] {
        let (shape, color) = mark(Some(cost));
        let (name, count) = (taking(strategy, language), number(count as f64, 0, language));
        let words = say!(
            language,
            "{name} costs less in the mean: {count} points" | "{name} coûte moins en moyenne : {count} cas"
        );
        canvas.marker(shape, (x + 6.0, y - 5.0), 5.0, color)?;
        let words = canvas.fit(&words, NAME, WIDTH - MARGIN - x - 18.0);
        canvas.text(&words, (x + 18.0, y), Anchor::Start, NAME)?;
        x += 18.0 + canvas.width(&words, NAME) + 32.0;
    }
    canvas.line(&[(PLOT.left, PLOT.bottom), (PLOT.right, PLOT.bottom)], solid(GREY, 1.2))
}
