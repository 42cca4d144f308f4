//! Values of a column against the distributions fitted to them: shares below, in steps, and the best three as lines.

use super::canvas::{Anchor, Canvas, Dash, Stroke, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, LABEL, MARGIN, ORANGE, PLUM, SMALL, TEAL};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words::described;
use super::{Chart, ChartError, Language};
use crate::language::{figure, number, with_sign};
use study::analysis::calibrate::found::{ColumnFit, FitResult};

const PLOT: Area = Area { left: 92.0, top: 136.0, right: 928.0, bottom: 520.0 };
/// How the lines look, the best first.
const LOOKS: [Stroke; 3] = [
    Stroke { color: PLUM, width: 3.0, dash: Dash::Solid },
    Stroke { color: TEAL, width: 2.5, dash: Dash::Long },
    Stroke { color: ORANGE, width: 2.5, dash: Dash::Dots },
];
/// Ratio of the largest to the least value from which the axis is logarithmic.
const WIDE: f64 = 15.0;
/// Most steps that are drawn.
const STEPS: usize = 600;

/// Draws the chart under a name.
pub(crate) fn draw(name: &'static str, fit: &ColumnFit, language: Language) -> Result<Chart, ChartError> {
    let title = title(fit, language);
    let count = number(fit.values as f64, 0, language);
    let heading = Heading {
        name,
        measure: language.pick(
            format!("{}: {count} values, and what was fitted to them by maximum likelihood", clean(&fit.column, 70)),
            format!("{} : {count} valeurs et ce qui leur est ajusté (vraisemblance maximale)", clean(&fit.column, 70)),
        ),
        note: note(fit, language),
        description: format!("{title}. {}", reading(fit, language)),
        title,
    };
    frame::sheet("", language, &heading, frame::HEIGHT, |canvas| paint(canvas, fit, language))
}

/// Name of a family.
fn family(word: &str, language: Language) -> &str {
    let french = match word {
        "normal" => "normale",
        "lognormal" => "lognormale",
        "weibull" => "de Weibull",
        "loglogistic" => "log-logistique",
        "exponential" => "exponentielle",
        "pareto" => "de Pareto",
        "uniform" => "uniforme",
        other => other,
    };
    language.pick(word, french)
}

fn title(fit: &ColumnFit, language: Language) -> String {
    let Some(best) = fit.fits.first() else {
        return language.pick("Nothing could be fitted", "Rien n’a pu être ajusté").to_owned();
    };
    let name = family(best.family, language);
    match best.p_value.is_some_and(|p| p < 0.05) {
        true => language.pick(
            format!("The {name} fits best, but not quite"),
            format!("La loi {name} est la meilleure, mais inexacte"),
        ),
        false => language.pick(format!("The {name} fits best"), format!("La loi {name} convient le mieux")),
    }
}

fn note(fit: &ColumnFit, language: Language) -> String {
    fit.tail.filter(|tail| tail.heavy).map_or(String::new(), |tail| {
        let index = figure(tail.index.value, language);
        language.pick(
            format!("Heavy tail: index {index}. Beyond the largest value nothing is known."),
            format!("Queue lourde : indice {index}. Au-delà de la plus grande valeur, rien n’est connu."),
        )
    })
}

fn reading(fit: &ColumnFit, language: Language) -> String {
    let one = |one: &FitResult| {
        described(family(one.family, language), &format!("AIC +{}", figure(one.aic_above_best, language)), language)
    };
    fit.fits.iter().map(one).collect::<Vec<String>>().join(", ") + "."
}

fn paint(canvas: &Canvas<'_>, fit: &ColumnFit, language: Language) -> Result<(), ChartError> {
    let [least, _, most] = fit.range;
    let across = match least > 0.0 && most / least > WIDE {
        true => Scale::logarithmic(least, most, PLOT.left, PLOT.right),
        false => Scale::linear(least, most, PLOT.left, PLOT.right).nice(8),
    };
    let up = Scale::linear(0.0, 100.0, PLOT.bottom, PLOT.top);
    canvas.text(
        language.pick("Share of values at most this large", "Part des valeurs ne dépassant pas celle-ci"),
        (MARGIN, PLOT.top - 14.0),
        Anchor::Start,
        SMALL,
    )?;
    frame::bottom_axis(canvas, PLOT, &across, 8, &clean(&fit.column, 80), language)?;
    frame::left_axis(canvas, PLOT, &up, 5, Some(&|value, _| with_sign(&number(value, 0, language), language)))?;
    let n = fit.sorted.len();
    let each = n.div_ceil(STEPS).max(1);
    let mut steps = vec![(across.at(least), up.at(0.0))];
    for (i, value) in fit.sorted.iter().enumerate().filter(|(i, _)| i % each == 0 || i + 1 == n) {
        let (x, below) = (across.at(*value), steps.last().map_or(PLOT.bottom, |point| point.1));
        steps.extend([(x, below), (x, up.at(100.0 * (i + 1) as f64 / n as f64))]);
    }
    canvas.line(&steps, solid(BLUE, 2.0))?;
    for (one, look) in fit.fits.iter().zip(LOOKS).rev() {
        let inside = one.curve.iter().filter(|point| across.holds(point.0));
        let path: Vec<(f64, f64)> = inside.map(|(value, share)| (across.at(*value), up.at(100.0 * share))).collect();
        canvas.line(&path, look)?;
    }
    key(canvas, fit, language)
}

/// What each line is, in the lower right corner, where no such curve goes.
fn key(canvas: &Canvas<'_>, fit: &ColumnFit, language: Language) -> Result<(), ChartError> {
    let values = language.pick("the values", "les valeurs").to_owned();
    let mut lines = vec![(values, solid(BLUE, 2.0))];
    for (one, look) in fit.fits.iter().zip(LOOKS) {
        let words = match one.aic_above_best > 0.0 {
            true => format!("{} (AIC +{})", family(one.family, language), figure(one.aic_above_best, language)),
            false => family(one.family, language).to_owned(),
        };
        lines.push((words, look));
    }
    let wide = lines.iter().map(|(words, _)| canvas.width(words, LABEL)).fold(0.0, f64::max) + 62.0;
    let (left, top) = (PLOT.right - wide - 10.0, PLOT.bottom - 24.0 * lines.len() as f64 - 16.0);
    canvas.fill_area(Area { left, top, right: PLOT.right - 2.0, bottom: PLOT.bottom - 4.0 }, frame::WHITE)?;
    for (k, (words, look)) in lines.iter().enumerate() {
        let y = top + 24.0 * (k as f64 + 0.8);
        canvas.line(&[(left + 8.0, y - 5.0), (left + 44.0, y - 5.0)], *look)?;
        canvas.text(words, (left + 54.0, y), Anchor::Start, LABEL)?;
    }
    canvas.line(&[(PLOT.left, PLOT.bottom), (PLOT.right, PLOT.bottom)], solid(GREY, 1.2))
}
