//! Finished projects, the line through them, and what is foreseen for a new one.

use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke};
use super::frame;
use super::frame::{BLUE, Heading, LIGHT_BLUE, MARGIN, NAME, PLUM, SMALL, TEAL};
use super::labels::{Area, spread};
use super::scale::Scale;
use super::text::clean;
use super::{Chart, ChartError, Language};
use crate::language::{Unit, figure, number};
use study::analysis::calibrate::found::EffortFit;

const PLOT: Area = Area { left: 92.0, top: 136.0, right: 860.0, bottom: 520.0 };
/// Most projects that are drawn.
const POINTS: usize = 3000;

/// Draws the chart.
pub(crate) fn draw(fit: &EffortFit, language: Language) -> Result<Chart, ChartError> {
    let factor = figure(fit.factor_90, language);
    let title = match fit.is_exact() {
        true => language.pick("All projects lie on the line", "Tous les projets sont sur la droite").to_owned(),
        false => language.pick(
            format!("A new project takes 1/{factor} to {factor} times the median"),
            format!("Un projet prend de 1/{factor} à {factor} fois la médiane"),
        ),
    };
    let (count, power) = (number(fit.projects as f64, 0, language), figure(fit.exponent.value, language));
    let ends = [fit.exponent.low, fit.exponent.high].map(|end| end.map_or(String::new(), |end| figure(end, language)));
    let heading = Heading {
        name: "calibration",
        measure: measure(fit, &count, language),
        note: language.pick(
            format!("Effort grows as size to the power of {power} (95% interval {} to {}).", ends[0], ends[1]),
            format!(
                "L’effort croît comme la taille à la puissance {power} (intervalle à 95 % : {} à {}).",
                ends[0], ends[1]
            ),
        ),
        description: format!("{title}."),
        title,
    };
    frame::sheet("", language, &heading, frame::HEIGHT, |canvas| paint(canvas, fit, language))
}

fn measure(fit: &EffortFit, count: &str, language: Language) -> String {
    let size = clean(&fit.size, 60);
    let [often, souvent] = if fit.is_exact() { [""; 2] } else { [", in nine cases of ten", ", neuf fois sur dix"] };
    language.pick(
        format!("Effort by size of {count} projects ({size}){often}"),
        format!("Effort selon la taille de {count} projets ({size}){souvent}"),
    )
}

fn paint(canvas: &Canvas<'_>, fit: &EffortFit, language: Language) -> Result<(), ChartError> {
    let across = Scale::logarithmic(fit.sizes[0], fit.sizes[1], PLOT.left, PLOT.right);
    let all = fit.points.iter().map(|point| point[1]).chain(fit.band.iter().flat_map(|row| [row[1], row[3]]));
    let (low, high) = all.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), x| (low.min(x), high.max(x)));
    let up = Scale::logarithmic(low, high, PLOT.bottom, PLOT.top);
    let unit = Unit::of(high, language.pick("person-months", "mois-personnes"), language);
    let words = frame::scaled(&format!("Effort, {}", unit.words), &up, language);
    canvas.text(&words, (MARGIN, PLOT.top - 14.0), Anchor::Start, SMALL)?;
    frame::bottom_axis(canvas, PLOT, &across, 8, &clean(&fit.size, 80), language)?;
    frame::left_axis(canvas, PLOT, &up, 6, Some(&|value, _| figure(value / unit.factor, language)))?;
    for point in fit.points.iter().take(POINTS) {
        canvas.marker(Shape::Circle, (across.at(point[0]), up.at(point[1])), 3.5, LIGHT_BLUE)?;
    }
    let lines = [(3, "P95", TEAL, Dash::Long), (2, "P50", BLUE, Dash::Solid), (1, "P5", PLUM, Dash::Dots)];
    let mut ends: Vec<(&str, f64)> = Vec::with_capacity(lines.len());
    for (k, name, color, dash) in lines {
        let path: Vec<(f64, f64)> = fit.band.iter().map(|row| (across.at(row[0]), up.at(row[k]))).collect();
        canvas.line(&path, Stroke { color, width: 2.6, dash })?;
        ends.extend(path.last().map(|end| (name, end.1)));
    }
    if fit.is_exact() {
        ends.truncate(1);
        ends.iter_mut().for_each(|end| end.0 = "P5–P95");
    }
    let centres: Vec<f64> = ends.iter().map(|end| end.1).collect();
    let places = spread(&centres, &vec![NAME.size + 2.0; ends.len()], (PLOT.top - 10.0, PLOT.bottom + 10.0), 0.0);
    let label = |(end, y): (&(&str, f64), f64)| canvas.text(end.0, (PLOT.right + 10.0, y + 5.0), Anchor::Start, NAME);
    ends.iter().zip(places).try_for_each(label)
}
