//! How accurate each effort model was: one row a model, one mark a data set, by kind of data.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, LABEL, LIGHT_BLUE, MARGIN, NAME, PLUM, SMALL, WIDTH};
use super::scale::Scale;
use super::text::clean;
use super::words::described;
use super::{Chart, ChartError, Language};
use crate::language::{number, percent};
use study::analysis::benchmark::found::{Benchmark, Kind, KindResult, Learnt, ModelOverSets};

const TOP: f64 = 150.0;
/// Height of a row.
const ROW: f64 = 25.0;
/// Both ends of the track of accuracies.
const TRACK: [f64; 2] = [372.0, 740.0];
/// The accuracies at them; what lies beyond stands at the edge.
const ENDS: [f64; 2] = [-0.5, 1.0];
/// Right ends of the last two columns.
const COLUMNS: [f64; 2] = [838.0, WIDTH - MARGIN];
/// Most rows of a kind.
const ROWS: usize = 14;

/// Draws the chart.
pub(crate) fn draw(found: &Benchmark, language: Language) -> Result<Chart, ChartError> {
    let title = title(found, language);
    let heading = Heading {
        name: "benchmark",
        measure: language
            .pick(
                "Standardised accuracy: 0% is guessing at random, 100% perfect; each project estimated without itself",
                "Précision normalisée : 0 % au hasard, 100 % parfaite ; chaque projet estimé sans lui-même",
            )
            .to_owned(),
        note: language
            .pick(
                "By kind of data, the best forecasts first. ×: half the 90% interval, as a factor. Held: projects inside it.",
                "Par type de données, meilleures prévisions d’abord. × : demi-intervalle à 90 %, en facteur. Tenu : projets dedans.",
            )
            .to_owned(),
        description: format!("{title}. {}", reading(found, language)),
        title,
    };
    let rows: usize = found.kinds.iter().map(|kind| 1 + kind.models.len().min(ROWS)).sum();
    let height = (TOP + ROW * rows as f64 + 70.0).max(260.0);
    frame::sheet("", language, &heading, height, |canvas| {
        key(canvas, language)?;
        let across = Scale::linear(ENDS[0], ENDS[1], TRACK[0], TRACK[1]);
        let mut y = TOP;
        for kind in &found.kinds {
            y = of_kind(canvas, found, kind, &across, y, language)?;
        }
        axis(canvas, found, &across, y, language)
    })
}

/// Name of a kind of data.
pub(super) fn kind_name(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::FunctionPoints => language.pick("Function points", "Points de fonction"),
        Kind::Kloc => language.pick("Thousands of lines of code", "Milliers de lignes de code"),
        Kind::RatedKloc => language.pick("Thousands of lines, rated", "Milliers de lignes, projets évalués"),
        Kind::Other => language.pick("Size in another unit", "Taille dans une autre unité"),
    }
}

/// Name of a model: its word, and of those that have none in scenarios a word of the language.
pub(super) fn model_name(word: &str, language: Language) -> String {
    let (english, french) = match word {
        "mean" => ("mean", "moyenne"),
        "median" => ("median", "médiane"),
        "proportional" => ("proportional", "proportionnel"),
        "power" => ("power of size", "puissance"),
        "log-log" => ("log-log", "log-log"),
        "cocomo-81" => ("COCOMO 81", "COCOMO 81"),
        "cocomo-81-basic" => ("COCOMO 81, basic", "COCOMO 81, de base"),
        "cocomo-ii" => ("COCOMO II", "COCOMO II"),
        other => (other, other),
    };
    clean(language.pick(english, french), 60)
}

/// What of a model was learnt, in words.
pub(super) fn learnt(one: Learnt, language: Language) -> &'static str {
    match one {
        Learnt::Baseline => language.pick("no size", "sans taille"),
        Learnt::Width => language.pick("as published", "tel que publié"),
        Learnt::Coefficient => language.pick("coefficient fitted", "coeff. ajusté"),
        Learnt::Both => language.pick("fitted", "ajusté"),
        Learnt::Elsewhere => language.pick("from other sets", "d’autres jeux"),
    }
}

/// The finding: what models fitted to projects of one's own are worth.
fn title(found: &Benchmark, language: Language) -> String {
    let own = |one: &&ModelOverSets| matches!(one.learnt, Learnt::Coefficient | Learnt::Both);
    let best: Vec<f64> = found.kinds.iter().filter_map(|kind| Some(kind.models.iter().find(own)?.accuracy)).collect();
    let least = best.iter().copied().fold(f64::INFINITY, f64::min);
    let most = best.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if best.is_empty() || least <= 0.0 {
        return language
            .pick("Size tells little of the effort here", "La taille dit ici peu de chose de l’effort")
            .to_owned();
    }
    let whole = |share: f64| number((100.0 * share).round(), 0, language);
    match whole(least) == whole(most) {
        true => language.pick(
            format!("Fitted to own projects, a model beats guessing by {}", percent(most, language)),
            format!("Ajusté, un modèle bat le hasard de {}", percent(most, language)),
        ),
        false => language.pick(
            format!("Fitted to own projects, models beat guessing by {}–{}", whole(least), percent(most, language)),
            format!("Ajustés, les modèles battent le hasard de {}–{}", whole(least), percent(most, language)),
        ),
    }
}

fn reading(found: &Benchmark, language: Language) -> String {
    let one = |model: &ModelOverSets| {
        format!(
            "{} ({}) {}",
            model_name(&model.model, language),
            learnt(model.learnt, language),
            percent(model.accuracy, language)
        )
    };
    let of = |kind: &KindResult| {
        let models: Vec<String> = kind.models.iter().take(ROWS).map(one).collect();
        described(kind_name(kind.kind, language), &models.join(", "), language)
    };
    found.kinds.iter().map(of).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = TOP - 22.0;
    let x = TRACK[0];
    canvas.marker(Shape::Circle, (x, y - 4.0), 4.5, LIGHT_BLUE)?;
    let set = language.pick("one data set", "un jeu de données");
    canvas.text(set, (x + 12.0, y), Anchor::Start, SMALL)?;
    let x = x + 12.0 + canvas.width(set, SMALL) + 28.0;
    canvas.marker(Shape::Diamond, (x, y - 4.0), 6.0, BLUE)?;
    canvas.text(language.pick("median", "médiane"), (x + 14.0, y), Anchor::Start, SMALL)?;
    canvas.text("×", (COLUMNS[0], y), Anchor::End, NAME)?;
    canvas.text(language.pick("held", "tenu"), (COLUMNS[1], y), Anchor::End, NAME)
}

/// A kind with its models; gives where the next begins.
fn of_kind(
    canvas: &Canvas<'_>,
    found: &Benchmark,
    kind: &KindResult,
    across: &Scale,
    top: f64,
    language: Language,
) -> Result<f64, ChartError> {
    let sets = language.pick(
        format!("{} ({} {})", kind_name(kind.kind, language), kind.sets, if kind.sets == 1 { "set" } else { "sets" }),
        format!("{} ({} {})", kind_name(kind.kind, language), kind.sets, if kind.sets == 1 { "jeu" } else { "jeux" }),
    );
    canvas.text(&sets, (MARGIN, top + 17.0), Anchor::Start, NAME)?;
    let models = kind.models.iter().take(ROWS);
    let mut y = top + ROW;
    for model in models {
        row(canvas, found, (kind.kind, model), across, y + ROW / 2.0, language)?;
        y += ROW;
    }
    Ok(y)
}

fn row(
    canvas: &Canvas<'_>,
    found: &Benchmark,
    (kind, model): (Kind, &ModelOverSets),
    across: &Scale,
    middle: f64,
    language: Language,
) -> Result<(), ChartError> {
    let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
    canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
    let zero = across.at(0.0);
    canvas.line(&[(zero, middle - ROW / 2.0), (zero, middle + ROW / 2.0)], solid(GREY, 1.0))?;
    let name = canvas.fit(&model_name(&model.model, language), LABEL, 150.0);
    canvas.text(&name, (MARGIN + 12.0, baseline), Anchor::Start, LABEL)?;
    let how = canvas.fit(learnt(model.learnt, language), SMALL, 148.0);
    canvas.text(&how, (MARGIN + 172.0, baseline), Anchor::Start, SMALL)?;
    let color = if model.accuracy < 0.0 { PLUM } else { BLUE };
    let fair = |score: &&study::analysis::benchmark::found::Score| !score.made_on_these;
    for set in found.sets.iter().filter(|set| set.kind == kind) {
        let own = set.models.iter().filter(fair).find(|one| one.model == model.model && one.learnt == model.learnt);
        if let Some(score) = own {
            canvas.marker(Shape::Circle, (across.at(score.standardised_accuracy.value), middle), 4.5, LIGHT_BLUE)?;
        }
    }
    canvas.marker(Shape::Diamond, (across.at(model.accuracy), middle), 6.0, color)?;
    if model.accuracy < ENDS[0] {
        let words = percent(model.accuracy, language);
        canvas.text(&words, (TRACK[0] + 12.0, baseline), Anchor::Start, SMALL)?;
    }
    if let (Some(factor), Some(held)) = (model.factor_90, model.coverage_90) {
        let decimals = if factor < 100.0 { 1 } else { 0 };
        canvas.text(&number(factor, decimals, language), (COLUMNS[0], baseline), Anchor::End, LABEL)?;
        canvas.text(&percent(held.value, language), (COLUMNS[1], baseline), Anchor::End, LABEL)?;
    }
    Ok(())
}

fn axis(canvas: &Canvas<'_>, found: &Benchmark, across: &Scale, y: f64, language: Language) -> Result<(), ChartError> {
    let worse = found.kinds.iter().flat_map(|kind| &kind.models).any(|model| model.accuracy_range[0] < ENDS[0]);
    canvas.line(&[(TRACK[0], y), (TRACK[1], y)], solid(GREY, 1.2))?;
    for value in [-0.5, 0.0, 0.5, 1.0] {
        let x = across.at(value);
        canvas.line(&[(x, y), (x, y + 5.0)], solid(GREY, 1.0))?;
        let or_worse = if worse && value == ENDS[0] { "≤ " } else { "" };
        canvas.text(&format!("{or_worse}{}", percent(value, language)), (x, y + 21.0), Anchor::Middle, SMALL)?;
    }
    let caption = language.pick("standardised accuracy", "précision normalisée");
    canvas.text(caption, (TRACK[1], y + 42.0), Anchor::End, SMALL)
}
