//! Where what came lies in what was predicted: a row a case, a column a kind of figure.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, LABEL, LIGHT_BLUE, MARGIN, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::text::clean;
use super::words::{described, with_given};
use super::{Chart, ChartError, Language};
use crate::language::{number, percent};
use model::scenario::Observable;
use study::analysis::backtest::found::{Backtest, PastCase, Predicted};
use study::analysis::header::Names;

const TOP: f64 = 206.0;
/// Height of a row.
const ROW: f64 = 24.0;
/// Most rows.
const ROWS: usize = 48;
/// Right end of the names.
const NAMES: f64 = 190.0;
/// Between two columns.
const GAP: f64 = 28.0;
/// Half the height of a band.
const BAND: f64 = 7.0;

/// A column: what it is of and where its track lies.
#[derive(Clone, Copy)]
struct Column {
    what: Observable,
    left: f64,
    right: f64,
}

impl Column {
    fn at(&self, share: f64) -> f64 {
        self.left + (self.right - self.left) * if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Draws the chart.
pub(crate) fn draw(found: &Backtest, language: Language) -> Result<Chart, ChartError> {
    let rows = &found.cases[..found.cases.len().min(ROWS)];
    let columns = columns(rows);
    let title = title(found, language);
    let (count, seed) = (number(found.replications as f64, 0, language), found.seed);
    let heading = Heading {
        name: "backtest",
        measure: language.pick(
            format!("Defaults and what was known before; {count} replications of each case, seed {seed}"),
            format!("Valeurs par défaut et ce que l’on savait avant ; {count} simulations par cas, graine {seed}"),
        ),
        note: language
            .pick(
                "Few and selected cases. * A default rests on this very case. # Found because of how it ended.",
                "Cas peu nombreux et choisis. * Une valeur par défaut repose sur ce cas. # Trouvé à cause de sa fin.",
            )
            .to_owned(),
        description: format!("{title}. {}", reading(rows, language)),
        title,
    };
    let height = (TOP + ROW * rows.len() as f64 + 40.0).max(260.0);
    let cases = language.pick("Cases whose end is known", "Des cas dont on connaît la fin");
    let question = with_given(cases, &found.overrides, &Names::default(), language);
    frame::sheet(&question, language, &heading, height, |canvas| {
        if columns.is_empty() {
            let why = language.pick("Nothing is known of these cases.", "On ne sait rien de ces cas.");
            return canvas.text(why, (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL);
        }
        key(canvas, language)?;
        columns.iter().try_for_each(|column| caption(canvas, column, rows.len(), language))?;
        rows.iter().enumerate().try_for_each(|(k, case)| row(canvas, case, &columns, TOP + ROW * (k as f64 + 0.5)))
    })
}

fn title(found: &Backtest, language: Language) -> String {
    match found.scores.first().and_then(|scores| scores.coverage.as_ref()) {
        Some(coverage) => {
            let (inside, of) = (coverage.inside[1], coverage.numbers);
            language.pick(
                format!("{inside} of {of} outcomes lie within P5 to P95"),
                format!("{inside} résultats sur {of} entre P5 et P95"),
            )
        }
        None => language.pick("What was predicted, and what came", "Ce qui fut prédit, et ce qui arriva").to_owned(),
    }
}

/// A column for every kind of figure that some case has.
fn columns(cases: &[PastCase]) -> Vec<Column> {
    let has = |what: &Observable| cases.iter().any(|case| of(case, *what).is_some());
    let kinds: Vec<Observable> = Observable::ALL.into_iter().filter(has).collect();
    let room = WIDTH - MARGIN - NAMES;
    let width = room / kinds.len().max(1) as f64;
    let column = |(k, what)| {
        let left = NAMES + width * k as f64 + GAP / 2.0;
        Column { what, left, right: left + width - GAP }
    };
    kinds.into_iter().enumerate().map(column).collect()
}

fn of(case: &PastCase, what: Observable) -> Option<&Predicted> {
    case.figures.iter().find(|figure| figure.what == what && (figure.event.is_some() || figure.number.is_some()))
}

fn name(what: Observable, language: Language) -> &'static str {
    match what {
        Observable::Abandoned => language.pick("Abandoned", "Abandon"),
        Observable::Exits => language.pick("Exits", "Départs"),
        Observable::MembersAtEnd => language.pick("Members at end", "Membres à la fin"),
        Observable::Cost => language.pick("Cost", "Coût"),
        Observable::YearsLate => language.pick("Years late", "Retard"),
        Observable::Saving => language.pick("Saving", "Économie"),
    }
}

/// All of it in words, for those who do not see it.
fn reading(cases: &[PastCase], language: Language) -> String {
    let one = |case: &PastCase| {
        let figures = case.figures.iter().filter_map(|figure| {
            let name = name(figure.what, language);
            let told = match (figure.event, figure.number) {
                (Some(event), _) => {
                    let came = figure.came > 0.5;
                    let came =
                        language.pick(if came { "came" } else { "did not" }, if came { "arrivé" } else { "non" });
                    format!("{} ({came})", percent(event.probability, language))
                }
                (None, Some(forecast)) if forecast.pit[1].is_finite() => {
                    format!("PIT {}", number(forecast.pit[1], 2, language))
                }
                (None, Some(_)) => "–".to_owned(),
                (None, None) => return None,
            };
            Some(format!("{name} {told}"))
        });
        described(&clean(&case.id, 40), &figures.collect::<Vec<String>>().join(", "), language)
    };
    cases.iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

/// What the markers and bands mean.
fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = TOP - 68.0;
    let marker = |x: f64, shape, color, words: &str| {
        canvas.marker(shape, (x + 6.0, y), 5.5, color)?;
        canvas.text(words, (x + 18.0, y + 5.0), Anchor::Start, SMALL)?;
        Ok(x + 18.0 + canvas.width(words, SMALL) + 22.0)
    };
    let x = marker(MARGIN, Shape::Diamond, PLUM, language.pick("chance; it came", "chance\u{202F}; arrivé"))?;
    let x = marker(x, Shape::Circle, TEAL, language.pick("chance; it did not", "chance\u{202F}; pas arrivé"))?;
    let words = language.pick("place in what was predicted (mid-PIT)", "place dans la prédiction (mi-PIT)");
    let x = marker(x, Shape::Triangle, BLUE, words)?;
    canvas.fill_area(Area { left: x, top: y - 6.0, right: x + 24.0, bottom: y + 6.0 }, LIGHT_BLUE)?;
    canvas.text(
        language.pick("P25 to P75 (line: P5 to P95)", "P25 à P75 (ligne\u{202F}: P5 à P95)"),
        (x + 32.0, y + 5.0),
        Anchor::Start,
        SMALL,
    )
}

/// The name of a column, its ends, and its guides down to the last row.
fn caption(canvas: &Canvas<'_>, column: &Column, rows: usize, language: Language) -> Result<(), ChartError> {
    let middle = (column.left + column.right) / 2.0;
    let room = column.right - column.left + GAP - 6.0;
    canvas.text(
        &canvas.fit(name(column.what, language), frame::NAME, room),
        (middle, TOP - 30.0),
        Anchor::Middle,
        frame::NAME,
    )?;
    let ends = match column.what.is_event() {
        true => [percent(0.0, language), percent(1.0, language)],
        false => ["P0".to_owned(), "P100".to_owned()],
    };
    canvas.text(&ends[0], (column.left, TOP - 11.0), Anchor::Start, SMALL)?;
    canvas.text(&ends[1], (column.right, TOP - 11.0), Anchor::End, SMALL)?;
    let bottom = TOP + ROW * rows as f64;
    for share in [0.0, 0.5, 1.0] {
        canvas.line(&[(column.at(share), TOP - 4.0), (column.at(share), bottom)], solid(GUIDE, 0.8))?;
    }
    Ok(())
}

/// A case: its name, and a marker on every track of which something is known.
fn row(canvas: &Canvas<'_>, case: &PastCase, columns: &[Column], middle: f64) -> Result<(), ChartError> {
    let baseline = middle + (font::ASCENT - font::DESCENT) * SMALL.size / 2.0 - 1.0;
    let mark = if case.found_by_end { " #" } else { "" };
    let name = canvas.fit(&format!("{}{mark}", clean(&case.id, 60)), SMALL, NAMES - MARGIN - 8.0);
    canvas.text(&name, (MARGIN, baseline), Anchor::Start, SMALL)?;
    canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.6))?;
    for column in columns {
        let Some(figure) = of(case, column.what) else { continue };
        let x = match (figure.event, figure.number) {
            (Some(event), _) => {
                let x = column.at(event.probability);
                canvas.line(&[(column.left, middle), (column.right, middle)], solid(GREY, 0.8))?;
                let (shape, color) = if figure.came > 0.5 { (Shape::Diamond, PLUM) } else { (Shape::Circle, TEAL) };
                canvas.marker(shape, (x, middle), 5.5, color)?;
                x
            }
            (None, Some(forecast)) => {
                let band = |low: f64, high: f64| Area {
                    left: column.at(low),
                    top: middle - BAND,
                    right: column.at(high),
                    bottom: middle + BAND,
                };
                canvas.fill_area(band(0.25, 0.75), LIGHT_BLUE)?;
                canvas.line(&[(column.at(0.05), middle), (column.at(0.95), middle)], solid(GREY, 1.0))?;
                let [low, mid, high] = forecast.pit.map(|share| column.at(share));
                canvas.line(&[(low, middle), (high, middle)], solid(BLUE, 3.0))?;
                canvas.marker(Shape::Triangle, (mid, middle), 5.5, BLUE)?;
                mid
            }
            (None, None) => continue,
        };
        if figure.circular {
            canvas.text("*", (x + 8.0, middle - 1.0), Anchor::Start, SMALL)?;
        }
    }
    Ok(())
}
