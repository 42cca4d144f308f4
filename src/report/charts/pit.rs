//! Where projects fell in what was foreseen for them: one small histogram a data set, of the model that foresaw best there.

use super::benchmark::{learnt, model_name};
use super::canvas::{Anchor, Canvas, Dash, Stroke, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, MARGIN, NAME, PLUM, SMALL, WHITE, WIDTH};
use super::labels::Area;
use super::text::clean;
use super::words::described;
use super::{Chart, ChartError, Language};
use crate::language::percent;
use study::analysis::benchmark::found::{BINS, Benchmark, ForecastScore, Score, SetResult};

const TOP: f64 = 122.0;
/// Panels side by side.
const ACROSS: usize = 4;
/// Height of a panel with its words.
const PANEL: f64 = 176.0;
/// Height of the bars of a share of [`MOST`].
const BARS: f64 = 92.0;
/// The largest share that is drawn in full.
const MOST: f64 = 0.3;
/// Most panels.
const PANELS: usize = 40;

/// Draws the chart.
pub(crate) fn draw(found: &Benchmark, language: Language) -> Result<Chart, ChartError> {
    let panels: Vec<(&SetResult, &Score, ForecastScore)> = found.sets.iter().filter_map(best).take(PANELS).collect();
    let kept = panels.iter().filter(|(_, _, forecast)| keeps(forecast)).count();
    let all = panels.len();
    let title = match all {
        0 => language.pick("No forecast could be made", "Aucune prévision possible").to_owned(),
        1 if kept == 1 => {
            language.pick("The 90% interval holds what it says", "L’intervalle à 90 % tient ce qu’il promet").to_owned()
        }
        1 => language.pick("The 90% interval does not hold 90%", "L’intervalle à 90 % ne tient pas 90 %").to_owned(),
        _ => language.pick(
            format!("90% intervals hold what they say in {kept} of {all}"),
            format!("Les intervalles à 90 % tiennent {kept} fois sur {all}"),
        ),
    };
    let heading = Heading {
        name: "pit",
        measure: language
            .pick(
                "Share of projects in each tenth of what was foreseen for them; true forecasts fill each tenth alike (dashes)",
                "Part des projets dans chaque dixième de leur prévision ; une prévision juste les remplit également (tirets)",
            )
            .to_owned(),
        note: language
            .pick(
                "To the left: it took less than foreseen; to the right: more. Of each data set, the model that foresaw best.",
                "À gauche : moins que prévu ; à droite : plus. Pour chaque jeu, le modèle qui prévoit le mieux.",
            )
            .to_owned(),
        description: format!("{title}. {}", reading(&panels, language)),
        title,
    };
    let height = (TOP + PANEL * all.div_ceil(ACROSS) as f64 + 16.0).max(260.0);
    frame::sheet("", language, &heading, height, |canvas| {
        let width = (WIDTH - 2.0 * MARGIN) / ACROSS as f64;
        for (k, panel) in panels.iter().enumerate() {
            let left = MARGIN + width * (k % ACROSS) as f64;
            let top = TOP + PANEL * (k / ACROSS) as f64;
            draw_panel(canvas, panel, Area { left, top, right: left + width - 22.0, bottom: top + PANEL }, language)?;
        }
        Ok(())
    })
}

/// The best forecasts of a data set by a model that was not made from it.
fn best(set: &SetResult) -> Option<(&SetResult, &Score, ForecastScore)> {
    let fair = set.models.iter().filter(|score| !score.made_on_these);
    fair.filter_map(|score| Some((set, score, score.forecast?))).min_by(|a, b| a.2.crps.total_cmp(&b.2.crps))
}

/// Whether nine tenths is among the shares that so many projects may come from.
fn keeps(forecast: &ForecastScore) -> bool {
    (forecast.coverage_90.low..=forecast.coverage_90.high).contains(&0.9)
}

fn reading(panels: &[(&SetResult, &Score, ForecastScore)], language: Language) -> String {
    let one = |(set, score, forecast): &(&SetResult, &Score, ForecastScore)| {
        let held = percent(forecast.coverage_90.value, language);
        described(&clean(&set.name, 60), &format!("{}, {held}", model_name(&score.model, language)), language)
    };
    panels.iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

fn draw_panel(
    canvas: &Canvas<'_>,
    (set, score, forecast): &(&SetResult, &Score, ForecastScore),
    area: Area,
    language: Language,
) -> Result<(), ChartError> {
    let room = area.width();
    canvas.text(&canvas.fit(&clean(&set.name, 60), NAME, room), (area.left, area.top + 14.0), Anchor::Start, NAME)?;
    let model = format!("{}, {}", model_name(&score.model, language), learnt(score.learnt, language));
    canvas.text(&canvas.fit(&model, SMALL, room), (area.left, area.top + 31.0), Anchor::Start, SMALL)?;
    let floor = area.top + 42.0 + BARS;
    let bar = room / BINS as f64;
    let color = if keeps(forecast) { BLUE } else { PLUM };
    for (k, share) in forecast.pit.iter().enumerate() {
        let (left, high) = (area.left + bar * k as f64, BARS * (share / MOST).clamp(0.0, 1.0));
        canvas
            .fill_area(Area { left: left + 1.0, top: floor - high, right: left + bar - 1.0, bottom: floor }, color)?;
        if *share > MOST {
            let at = (left + bar / 2.0, floor - BARS + 14.0);
            canvas.text(&percent(*share, language), at, Anchor::Middle, on_bar())?;
        }
    }
    canvas.line(&[(area.left, floor), (area.left + room, floor)], solid(GREY, 1.2))?;
    let tenth = floor - BARS * 0.1 / MOST;
    let dashes = Stroke { color: INK, width: 1.4, dash: Dash::Long };
    canvas.line(&[(area.left, tenth), (area.left + room, tenth)], dashes)?;
    let held = percent(forecast.coverage_90.value, language);
    let words = language
        .pick(format!("90% held {held} of {}", set.projects), format!("90 % : {held} tenus sur {}", set.projects));
    let words = frame::spaced(&words, language);
    canvas.text(&canvas.fit(&words, SMALL, room), (area.left, floor + 17.0), Anchor::Start, SMALL)
}

/// A share written on a bar that is cut.
fn on_bar() -> super::canvas::Type {
    super::canvas::Type { size: 13.0, bold: false, color: WHITE }
}
