//! Where projects fell in what was foreseen for them: one small histogram a data set, of the model that foresaw best there.

use super::benchmark::{learnt, model_name};
use super::canvas::{Anchor, Canvas, Dash, Stroke, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, MARGIN, NAME, PLUM, SMALL, WIDTH};
use super::labels::Area;
use super::text::clean;
use super::words::described;
use super::{Chart, ChartError, Language};
use crate::language::{number, percent};
use study::analysis::benchmark::found::{BINS, Benchmark, ForecastScore, Score, SetResult};

const TOP: f64 = 122.0;
/// Panels side by side.
const ACROSS: usize = 4;
/// Height of a panel with its words.
const PANEL: f64 = 176.0;
/// Height of the bars of a share of [`MOST`], and where they stand in their panel.
const BARS: f64 = 76.0;
const FLOOR: f64 = 134.0;
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
            format!("90% intervals hold what they say in {kept} of {all} sets"),
            format!("Les intervalles à 90 % tiennent dans {kept} jeux sur {all}"),
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
    let floor = area.top + FLOOR;
    let mut free = area.left;
    let bar = room / BINS as f64;
    let color = if keeps(forecast) { BLUE } else { PLUM };
    for (k, share) in forecast.pit.iter().enumerate() {
        let (left, high) = (area.left + bar * k as f64, BARS * (share / MOST).clamp(0.0, 1.0));
        canvas
            .fill_area(Area { left: left + 1.0, top: floor - high, right: left + bar - 1.0, bottom: floor }, color)?;
        let (text, middle) = (percent(*share, language), left + bar / 2.0);
        let half = canvas.width(&text, SMALL) / 2.0;
        let middle = middle.clamp(area.left + half, area.left + room - half);
        // A bar that is cut has its share above it, where there is room.
        if *share > MOST && middle - half >= free {
            canvas.text(&text, (middle, floor - BARS - 5.0), Anchor::Middle, SMALL)?;
            free = middle + half + 4.0;
        }
    }
    canvas.line(&[(area.left, floor), (area.left + room, floor)], solid(GREY, 1.2))?;
    let tenth = floor - BARS * 0.1 / MOST;
    let dashes = Stroke { color: INK, width: 1.4, dash: Dash::Long };
    canvas.line(&[(area.left, tenth), (area.left + room, tenth)], dashes)?;
    let held = percent(forecast.coverage_90.value, language);
    let of = number(set.projects as f64, 0, language);
    // The colour is said in words, too.
    let verdict = match forecast.coverage_90.value {
        _ if keeps(forecast) => "",
        held if held < 0.9 => language.pick(": too few", ", trop peu"),
        _ => language.pick(": too many", ", trop"),
    };
    let words = language.pick(format!("90% held {held} of {of}{verdict}"), format!("90 % : {held} de {of}{verdict}"));
    let words = frame::spaced(&words, language);
    canvas.text(&canvas.fit(&words, SMALL, room), (area.left, floor + 17.0), Anchor::Start, SMALL)
}
