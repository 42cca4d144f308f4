//! What each uncertain input looks like before anything is drawn: its shape on a scale of its own, with P10, P50 and P90.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::frame;
use super::frame::{BLUE, GUIDE, Heading, INK, LABEL, LIGHT_BLUE, MARGIN, NAME, SMALL, WIDTH};
use super::scale::Scale;
use super::text::clean;
use super::words::{scenario_text, with_given};
use super::{Chart, ChartError, Language};
use crate::language::{Noun, figure, number, say};
use crate::words::{inputs, phrases};
use study::analysis::header::Names;
use study::analysis::preview::found::{Basis, Preview, Uncertain};

/// Names of the charts: as many pages as there are at the most.
const NAMES: [&str; 8] = ["inputs", "inputs-2", "inputs-3", "inputs-4", "inputs-5", "inputs-6", "inputs-7", "inputs-8"];
/// Rows of a page.
pub(crate) const ROWS: usize = 24;
const TOP: f64 = 172.0;
/// Height of a row, and of the heading of some.
const ROW: f64 = 40.0;
const HEAD: f64 = 34.0;
/// Height of a shape, and what lies below it in its row.
const HIGH: f64 = 24.0;
const BELOW: f64 = 9.0;
/// Both ends of the shapes.
const TRACK: [f64; 2] = [372.0, 612.0];
/// Right edges of the numbers, and of the basis.
const NUMBERS: [f64; 3] = [704.0, 790.0, 876.0];
const LAST: f64 = WIDTH - MARGIN;

/// Draws the charts, a page after another.
pub(crate) fn draw(found: &Preview, language: Language) -> Result<Vec<Chart>, ChartError> {
    let pages: Vec<&[Uncertain]> = found.inputs.chunks(ROWS).collect();
    if pages.is_empty() {
        return nothing(found, language).map(|chart| vec![chart]);
    }
    let shown = pages.len().min(NAMES.len());
    let page = |number: usize| Page { found, rows: pages[number], number, of: shown, language }.draw();
    (0..shown).map(page).collect()
}

fn question(found: &Preview, language: Language) -> String {
    with_given(&scenario_text(&found.title, language), &found.overrides, &found.names, language)
}

/// The chart of a scenario in which everything is certain.
fn nothing(found: &Preview, language: Language) -> Result<Chart, ChartError> {
    let title = language.pick("No input is uncertain", "Aucune donnée n’est incertaine").to_owned();
    let why = language.pick(
        "Every input has one value: there is no shape to show.",
        "Chaque donnée a une seule valeur : il n’y a pas de forme à montrer.",
    );
    let why = frame::spaced(why, language);
    let heading = Heading {
        name: NAMES[0],
        measure: language.pick("Nothing to draw", "Rien à tracer").to_owned(),
        note: String::new(),
        description: format!("{title}. {why}"),
        title,
    };
    frame::sheet(&question(found, language), language, &heading, 240.0, |canvas| {
        canvas.text(&why, (WIDTH / 2.0, 170.0), Anchor::Middle, LABEL)
    })
}

/// What an input is called.
pub(crate) fn name(one: &Uncertain, names: &Names, language: Language) -> String {
    let name = clean(&inputs::label_among(&one.path, names, language), 80);
    match one.administrations {
        None => name,
        Some(count) => {
            let count = if one.alike {
                Noun::ADMINISTRATION.counted(count, language)
            } else {
                number(count as f64, 0, language)
            };
            match one.alike {
                true => format!("{name} ({count})"),
                false => say!(language, "{name} (median of {count})" | "{name} (médiane de {count})"),
            }
        }
    }
}

/// Its unit: money is the scenario's currency.
pub(crate) fn unit(one: &Uncertain, currency: &str, language: Language) -> String {
    let unit = phrases::unit(&clean(&one.unit, 60), language);
    let money = language.pick("money", "monnaie");
    unit.strip_prefix(money).map_or_else(|| unit.clone(), |rest| format!("{}{rest}", clean(currency, 12)))
}

/// What it rests on, in a word: `given`, or the mark of a default.
pub(crate) fn basis(one: &Uncertain, language: Language) -> String {
    match one.mark {
        Some(mark) => format!("[{mark}]"),
        None if one.given => language.pick("given", "fourni").to_owned(),
        None => "–".to_owned(),
    }
}

/// A value with three digits, a dash for what is no number.
pub(crate) fn value(value: f64, language: Language) -> String {
    if value.is_finite() { figure(value, language) } else { "–".to_owned() }
}

/// What the inputs below it rest on.
fn heading(basis: Basis, language: Language) -> &'static str {
    match basis {
        Basis::Unsourced => language.pick("Given without a source", "Fournies sans source"),
        Basis::Judgement => language.pick(
            "Defaults: judgement [G], or quoted and not verified [R]",
            "Valeurs par défaut : jugement [G], ou citées sans vérification [R]",
        ),
        Basis::Sourced => language.pick(
            "From a source: given, read [S], from data [D]",
            "Tirées d’une source : fournies, lues [S], de données [D]",
        ),
    }
}

struct Page<'a> {
    found: &'a Preview,
    rows: &'a [Uncertain],
    number: usize,
    of: usize,
    language: Language,
}

impl Page<'_> {
    fn draw(&self) -> Result<Chart, ChartError> {
        let language = self.language;
        let [page, of] = [self.number + 1, self.of].map(|count| number(count as f64, 0, language));
        let title = if self.of > 1 { format!("{} ({page}/{of})", self.title()) } else { self.title() };
        let pages = match self.of {
            1 => String::new(),
            _ => say!(language, " · page {page} of {of}" | " · page {page} sur {of}"),
        };
        let year = self.found.price_year;
        let heading = Heading {
            name: NAMES[self.number],
            measure: say!(
                language,
                "Uncertain inputs before any draw: shapes from P1 to P99, each on its own scale{pages}"
                    | "Données incertaines, avant tout tirage : formes du P1 au P99, chacune à son échelle{pages}"
            ),
            note: say!(
                language,
                "Line: P10 to P90; dot: P50. Money at {year} prices. In each part the widest first.{}"
                    | "Trait : P10 à P90 ; point : P50. Argent aux prix de {year}. Dans chaque partie, les plus larges d’abord.{}",
                self.left_out()
            ),
            description: format!("{title}. {}", self.describe()),
            title,
        };
        let heads = self.heads().count();
        let height = TOP + HEAD * heads as f64 + ROW * self.rows.len() as f64 + 24.0;
        frame::sheet(&question(self.found, language), language, &heading, height, |canvas| self.paint(canvas))
    }

    /// How many are given without a source.
    fn title(&self) -> String {
        let (inputs, language) = (&self.found.inputs, self.language);
        let all = number(inputs.len() as f64, 0, language);
        let given = inputs.iter().filter(|one| one.basis == Basis::Unsourced).count();
        match given {
            0 => say!(
                language,
                "{all} uncertain inputs; none is given without a source"
                    | "{all} données incertaines ; aucune n’est fournie sans source"
            ),
            1 => say!(
                language,
                "Of {all} uncertain inputs one is given without a source"
                    | "Sur {all} données incertaines, une est fournie sans source"
            ),
            _ => {
                let given = number(given as f64, 0, language);
                say!(
                    language,
                    "Of {all} uncertain inputs {given} are given without a source"
                        | "Sur {all} données incertaines, {given} sont fournies sans source"
                )
            }
        }
    }

    /// What no page has room for.
    fn left_out(&self) -> String {
        let left = self.found.inputs.len().saturating_sub(ROWS * self.of);
        if left == 0 || self.number + 1 < self.of {
            return String::new();
        }
        let left = number(left as f64, 0, self.language);
        say!(self.language, " {left} more: inputs.csv." | " {left} autres : inputs.csv.")
    }

    fn describe(&self) -> String {
        let language = self.language;
        let one = |one: &Uncertain| {
            let of = one.quantiles;
            let [low, middle, high] = [of.p10, of.p50, of.p90].map(|one| value(one, language));
            let (name, unit) = (name(one, &self.found.names, language), unit(one, &self.found.currency, language));
            let unit = if unit.is_empty() { unit } else { format!(" {unit}") };
            say!(
                language,
                "{name}: P10 {low}, P50 {middle}, P90 {high}{unit}"
                    | "{name} : P10 {low}, P50 {middle}, P90 {high}{unit}"
            )
        };
        self.rows.iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; ")) + "."
    }

    /// Rows that begin a part, or the page.
    fn heads(&self) -> impl Iterator<Item = usize> + '_ {
        let begins = |k: &usize| *k == 0 || self.rows[k - 1].basis != self.rows[*k].basis;
        (0..self.rows.len()).filter(begins)
    }

    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let language = self.language;
        let heads: Vec<usize> = self.heads().collect();
        let mut y = TOP - 24.0;
        for (k, one) in self.rows.iter().enumerate() {
            if heads.contains(&k) {
                y += HEAD;
                let room = (if k == 0 { NUMBERS[0] - 60.0 } else { LAST }) - MARGIN;
                let words = frame::spaced(heading(one.basis, language), language);
                canvas.text(&canvas.fit(&words, NAME, room), (MARGIN, y - 12.0), Anchor::Start, NAME)?;
                if k == 0 {
                    for (text, x) in ["P10", "P50", "P90"].into_iter().zip(NUMBERS) {
                        canvas.text(text, (x, y - 12.0), Anchor::End, SMALL)?;
                    }
                    let basis = language.pick("basis", "base");
                    canvas.text(basis, (LAST, y - 12.0), Anchor::End, SMALL)?;
                }
                canvas.line(&[(MARGIN, y - 4.0), (LAST, y - 4.0)], solid(INK, 1.0))?;
            }
            self.row(canvas, one, y)?;
            y += ROW;
        }
        Ok(())
    }

    fn row(&self, canvas: &Canvas<'_>, one: &Uncertain, top: f64) -> Result<(), ChartError> {
        let language = self.language;
        let room = TRACK[0] - MARGIN - 16.0;
        let unit = canvas.fit(&unit(one, &self.found.currency, language), SMALL, room);
        let name = name(one, &self.found.names, language);
        // A long name is set smaller before it is cut.
        let style = if canvas.width(&name, LABEL) > room { SMALL } else { LABEL };
        let name = canvas.fit_ends(&name, style, room);
        let baseline = if unit.is_empty() { top + 22.0 } else { top + 14.0 };
        canvas.text(&name, (MARGIN, baseline), Anchor::Start, style)?;
        canvas.text(&unit, (MARGIN, top + 30.0), Anchor::Start, SMALL)?;
        shape(canvas, one, top + ROW - BELOW - 3.0)?;
        let of = one.quantiles;
        for (one, x) in [of.p10, of.p50, of.p90].into_iter().zip(NUMBERS) {
            let text = canvas.fit(&value(one, language), LABEL, 80.0);
            canvas.text(&text, (x, top + 22.0), Anchor::End, LABEL)?;
        }
        canvas.text(&basis(one, language), (LAST, top + 22.0), Anchor::End, SMALL)?;
        canvas.line(&[(MARGIN, top + ROW - 3.0), (LAST, top + ROW - 3.0)], solid(GUIDE, 0.8))
    }
}

/// The shape above its base, and on that P10 to P90 and P50.
fn shape(canvas: &Canvas<'_>, one: &Uncertain, base: f64) -> Result<(), ChartError> {
    let bins = &one.bins;
    let most = bins.shares.iter().copied().filter(|share| share.is_finite()).fold(0.0, f64::max);
    let width = bins.high - bins.low;
    if !(width.is_finite() && width > 0.0 && most > 0.0) {
        return Ok(());
    }
    let across = Scale::linear(bins.low, bins.high, TRACK[0], TRACK[1]);
    let step = (TRACK[1] - TRACK[0]) / bins.shares.len() as f64;
    let mut outline = vec![(TRACK[0], base)];
    for (k, share) in bins.shares.iter().enumerate() {
        let y = base - HIGH * if share.is_finite() { share / most } else { 0.0 };
        let left = TRACK[0] + step * k as f64;
        outline.extend([(left, y), (left + step, y)]);
    }
    outline.push((TRACK[1], base));
    canvas.fill(&outline, LIGHT_BLUE)?;
    canvas.line(&[(TRACK[0], base), (TRACK[1], base)], solid(GUIDE, 1.0))?;
    let of = one.quantiles;
    let [low, middle, high] = [of.p10, of.p50, of.p90].map(|value| across.at(value));
    canvas.line(&[(low, base + 2.0), (high, base + 2.0)], solid(BLUE, 3.0))?;
    canvas.marker(Shape::Circle, (middle, base + 2.0), 3.5, INK)
}
