//! What knowing each input before deciding is worth.

use super::canvas::{Anchor, Canvas, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, INK, LABEL, MARGIN, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words::{input, question};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, number, say};
use model::simulation::tally::Z_975;
use study::analysis::decide::found::{Decision, Estimated, Worthwhile};

const TOP: f64 = 168.0;
/// Height of a row.
const ROW: f64 = 34.0;
/// Most inputs.
const ROWS: usize = 12;
/// Both ends of the bars.
const TRACK: [f64; 2] = [360.0, 820.0];
/// Share of what everything is worth below which an input is not shown.
const LEAST: f64 = 0.003;

/// One bar.
struct Row {
    name: String,
    worth: Estimated,
    /// Whether no study tells it beforehand.
    chance: bool,
}

/// Draws the chart.
pub(crate) fn draw(found: &Decision, language: Language) -> Result<Chart, ChartError> {
    let all = language.pick("everything", "tout").to_owned();
    let least = found.evpi.among_all_strategies.value * LEAST;
    let row = |name: &str, worth: Worthwhile, chance: bool| {
        let name = clean(name, 80);
        Row { name: if chance { name + "*" } else { name }, worth: worth.among_all_strategies, chance }
    };
    let mut rows = vec![row(&all, found.evpi, false)];
    let named = |path: &str| input(path, &found.header, 80, language);
    let inputs = found.evppi.iter().map(|one| row(&named(&one.path), one.worth, one.chance));
    let groups = found.groups.iter().map(|one| row(&one.name, one.worth, false));
    let surely = |row: &Row| row.worth.value > Z_975 * row.worth.standard_error && row.worth.value > least;
    let mut known: Vec<Row> = groups.chain(inputs).filter(surely).collect();
    known.sort_by(|a, b| b.worth.value.total_cmp(&a.worth.value));
    rows.extend(known.into_iter().take(ROWS));
    rows.retain(|row| row.worth.value.is_finite() && row.worth.standard_error.is_finite());
    let greatest = rows.iter().fold(0.0, |most: f64, row| most.max(row.worth.value));
    let unit = Unit::of(greatest, &clean(&found.header.currency, 12), language);
    // Of chance no study tells anything beforehand.
    let title = match rows.iter().skip(1).find(|row| !row.chance) {
        None => language.pick("No single input is worth a study", "Aucune donnée seule ne vaut une étude").to_owned(),
        Some(Row { worth, .. }) => {
            let (value, digits) = (worth.value / unit.factor, decimals(greatest / unit.factor));
            let (amount, words) = (number(value, digits, language), unit.beside(value, digits, language));
            language.pick(
                format!("The best study of one input is worth about {amount} {words}"),
                format!("La meilleure étude d’une donnée vaut environ {amount} {words}"),
            )
        }
    };
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let amount = |row: &Row| {
        let value = number(row.worth.value / unit.factor, decimals(greatest / unit.factor), language);
        let name = &row.name;
        say!(language, "{name}: {value}" | "{name} : {value}")
    };
    let list: Vec<String> = rows.iter().map(amount).collect();
    let note = match rows.iter().any(|row| row.chance) {
        true => say!(
            language,
            "Whiskers: 95% interval. * Hatched: chance, which no study tells before the choice."
                | "Moustaches : intervalle à 95 %. * Hachuré : hasard, qu’aucune étude ne révèle avant le choix."
        ),
        false => say!(language, "Whiskers: 95% interval." | "Moustaches : intervalle à 95 %."),
    };
    let heading = Heading {
        name: "evppi",
        measure: language.pick(
            format!("Worth of knowing before choosing among all strategies · {count} replications, seed {seed}"),
            format!(
                "Valeur de savoir avant de choisir parmi toutes les stratégies · {count} simulations, graine {seed}"
            ),
        ),
        note,
        description: format!("{title}. {} ({}).", list.join(language.pick("; ", " ; ")), unit.words),
        title,
    };
    let height = (TOP + ROW * rows.len() as f64 + 76.0).max(260.0);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        paint(canvas, &rows, &unit, language)
    })
}

fn paint(canvas: &Canvas<'_>, rows: &[Row], unit: &Unit, language: Language) -> Result<(), ChartError> {
    let most = rows.iter().fold(0.0, |most: f64, row| most.max(row.worth.value + Z_975 * row.worth.standard_error));
    let across = Scale::linear(0.0, most / unit.factor, TRACK[0], TRACK[1]).nice(6);
    let bottom = TOP + ROW * rows.len() as f64;
    let plot = Area { left: TRACK[0], top: TOP, right: TRACK[1], bottom };
    frame::bottom_axis(canvas, plot, &across, 6, &unit.words, language)?;
    for (k, Row { name, worth, chance }) in rows.iter().enumerate() {
        let middle = TOP + ROW * (k as f64 + 0.5);
        let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
        canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
        let name = canvas.fit(name, LABEL, TRACK[0] - MARGIN - 14.0);
        canvas.text(&name, (MARGIN, baseline), Anchor::Start, LABEL)?;
        let place = |value: f64| across.at(value / unit.factor);
        let (left, right) = (TRACK[0], place(worth.value).max(TRACK[0] + 1.0));
        let bar = Area { left, top: middle - 9.0, right, bottom: middle + 9.0 };
        match (k, chance) {
            (0, _) => canvas.fill_area(bar, TEAL)?,
            (_, false) => canvas.fill_area(bar, BLUE)?,
            (_, true) => {
                canvas.hatch(bar, 7.0, solid(BLUE, 1.4))?;
                canvas.outline(bar, solid(BLUE, 1.0))?;
            }
        }
        let ends = [-Z_975, Z_975].map(|half| place(worth.value + half * worth.standard_error));
        canvas.line(&[(ends[0], middle), (ends[1], middle)], solid(INK, 1.6))?;
        let text = number(worth.value / unit.factor, decimals(most / unit.factor), language);
        canvas.text(&text, (WIDTH - MARGIN, baseline), Anchor::End, LABEL)?;
    }
    canvas.line(&[(TRACK[0], TOP), (TRACK[0], bottom)], solid(GREY, 1.2))
}
