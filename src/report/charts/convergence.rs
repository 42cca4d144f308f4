//! How the mean that the choice rests on settles: what the rival costs more, over the first replications, with its interval.

use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke, solid};
use super::frame;
use super::frame::{BLUE, GREY, HEIGHT, Heading, INK, LIGHT_BLUE, MARGIN, NAME, SMALL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::words::{money_unit, money_words};
use super::{Chart, ChartError, Language};
use crate::language::{Noun, Unit, decimals, number, say};
use crate::words::names::taking;
use model::results::{Best, Results, Warning};
use plotters::style::RGBColor;

const PLOT: Area = Area { left: 96.0, top: 168.0, right: 770.0, bottom: 520.0 };
/// The interval.
const BAND: RGBColor = RGBColor(0xD3, 0xE6, 0xF8);

/// Share of all replications from which on a step is left out.
const NEAR: f64 = 0.85;

/// A mean over the first replications.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Step {
    /// How many.
    pub replications: f64,
    /// Their mean.
    pub mean: f64,
    /// Half its 95 % interval.
    pub half: f64,
}

/// How the mean of the choice settled, up to all replications; nothing where it cannot be told, all replications are the same
/// or there is but one step.
pub(crate) fn steps(results: &Results) -> Vec<Step> {
    let Some(best) = &results.best else { return Vec::new() };
    let factor = results.run.design.mean_interval_factor;
    let step = |replications: u64, mean: f64, error: Option<f64>| {
        let half = factor * error?;
        let step = Step { replications: replications as f64, mean, half };
        (replications > 0 && mean.is_finite() && half.is_finite()).then_some(step)
    };
    let all = best.cheaper_by.mean.and_then(|mean| step(best.cheaper_by.count, mean, best.cheaper_by.standard_error));
    let Some(all) = all.filter(|all| all.half > 0.0) else { return Vec::new() };
    // What is known shortly before the end stands too near to it to be told apart.
    let first = best.settling.iter().filter(|one| one.replications as f64 <= NEAR * best.cheaper_by.count as f64);
    let mut steps: Vec<Step> = first.filter_map(|one| step(one.replications, one.mean, one.standard_error)).collect();
    steps.push(all);
    if steps.len() < 2 || !steps.is_sorted_by(|a, b| a.replications < b.replications) {
        return Vec::new();
    }
    steps
}

/// Draws the chart; none where there is nothing to follow.
pub(super) fn draw(results: &Results, language: Language) -> Result<Option<Chart>, ChartError> {
    let steps = steps(results);
    let (Some(best), Some(last)) = (&results.best, steps.last()) else { return Ok(None) };
    let ends = steps.iter().flat_map(|step| [step.mean - step.half, step.mean + step.half]);
    let unit = money_unit(results, ends.map(f64::abs).fold(0.0, f64::max), language);
    let title = title(last, &unit, language);
    let [name, rival] = [best.strategy, best.rival].map(|one| taking(one, language));
    let heading = Heading {
        name: "convergence",
        measure: say!(
            language,
            "What {rival} costs more than {name}, in the mean" | "Ce que {rival} coûte de plus que {name}, en moyenne"
        ),
        note: note(results, language),
        description: describe(&title, &steps, &unit, language),
        title,
    };
    let sheet = Sheet { results, best, steps: &steps, last: *last, unit, language };
    frame::chart(results, language, &heading, HEIGHT, |canvas| sheet.paint(canvas)).map(Some)
}

/// Decimals that tell half an interval from 0, as few as serve.
fn digits(half: f64) -> usize {
    decimals(half).min(if half < 0.01 { 4 } else { 2 })
}

/// How the mean is known in the end.
fn title(last: &Step, unit: &Unit, language: Language) -> String {
    let half = last.half / unit.factor;
    let digits = digits(half);
    let words = unit.beside(half, digits, language).replace(' ', "\u{A0}");
    let half = format!("±{}\u{A0}{words}", number(half, digits, language));
    if last.mean.abs() > last.half {
        say!(
            language,
            "Simulation error of the mean advantage: {half}" | "Erreur de simulation de l’avantage moyen : {half}"
        )
    } else {
        say!(
            language,
            "The mean advantage cannot be told from 0 ({half})" | "L’avantage moyen ne se distingue pas de 0 ({half})"
        )
    }
}

fn note(results: &Results, language: Language) -> String {
    let tails = results.warnings.iter().any(|one| !matches!(one, Warning::FewReplications { .. }));
    let band = language.pick(
        "At equal service, over the first replications. Band: 95% interval of the mean.",
        "À service égal, sur les premières simulations. Bande : intervalle de confiance à 95 % de la moyenne.",
    );
    let care = language.pick(
        " Rare extremes decide it: the true interval is wider.",
        " Des extrêmes rares en décident : l’intervalle réel est plus large.",
    );
    format!("{band}{}", if tails { care } else { "" })
}

fn describe(title: &str, steps: &[Step], unit: &Unit, language: Language) -> String {
    let one = |step: &Step| {
        let count = Noun::REPLICATION.counted(step.replications as usize, language);
        let [mean, half] = [step.mean, step.half].map(|value| unit.bare(value, language));
        say!(language, "{count}: {mean} ±{half}" | "{count} : {mean} ±{half}")
    };
    let list: Vec<String> = steps.iter().map(one).collect();
    format!("{title}. {} ({}).", list.join(language.pick("; ", " ; ")), unit.words)
}

struct Sheet<'a> {
    results: &'a Results,
    best: &'a Best,
    steps: &'a [Step],
    last: Step,
    unit: Unit,
    language: Language,
}

impl Sheet<'_> {
    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let language = self.language;
        let ends = |pick: fn(f64, f64) -> f64, sign: f64| {
            self.steps.iter().map(|step| step.mean + sign * step.half).fold(self.last.mean, pick) / self.unit.factor
        };
        let (low, high) = (ends(f64::min, -1.0), ends(f64::max, 1.0));
        let up = Scale::linear(low, high, PLOT.bottom, PLOT.top).nice(6);
        let across = Scale::logarithmic(self.steps[0].replications, self.last.replications, PLOT.left, PLOT.right);
        let words = |value: f64, decimals: usize| number(value, decimals, language);
        frame::left_axis(canvas, PLOT, &up, 7, Some(&words))?;
        canvas.text(
            &money_words(self.results, &self.unit, language),
            (MARGIN, PLOT.top - 18.0),
            Anchor::Start,
            SMALL,
        )?;
        let caption = language.pick("replications", "simulations");
        frame::bottom_axis(canvas, PLOT, &across, 7, caption, language)?;
        let place = |step: &Step, sign: f64| {
            (across.at(step.replications), up.at((step.mean + sign * step.half) / self.unit.factor))
        };
        let line = |sign: f64| self.steps.iter().map(move |step| place(step, sign));
        canvas.fill(&line(1.0).chain(line(-1.0).rev()).collect::<Vec<_>>(), BAND)?;
        for sign in [1.0, -1.0] {
            canvas.line(&line(sign).collect::<Vec<_>>(), solid(LIGHT_BLUE, 1.2))?;
        }
        if up.holds(0.0) {
            self.zero(canvas, up.at(0.0))?;
        }
        let (x, y) = place(&self.last, 0.0);
        canvas.line(&[(PLOT.left, y), (x, y)], Stroke { color: GREY, width: 1.2, dash: Dash::Dots })?;
        canvas.line(&line(0.0).collect::<Vec<_>>(), solid(BLUE, 3.0))?;
        self.steps.iter().try_for_each(|step| canvas.marker(Shape::Circle, place(step, 0.0), 3.5, BLUE))?;
        self.label(canvas, (x, y))
    }

    /// Where both cost the same.
    fn zero(&self, canvas: &Canvas<'_>, y: f64) -> Result<(), ChartError> {
        canvas.line(&[(PLOT.left, y), (PLOT.right, y)], solid(INK, 1.6))
    }

    /// What is known in the end, right of the last point.
    fn label(&self, canvas: &Canvas<'_>, (x, y): (f64, f64)) -> Result<(), ChartError> {
        let language = self.language;
        let digits = digits(self.last.half / self.unit.factor);
        let [mean, half] =
            [self.last.mean, self.last.half].map(|value| number(value / self.unit.factor, digits, language));
        let y = y.clamp(PLOT.top + 20.0, PLOT.bottom - 20.0);
        let room = WIDTH - 12.0 - x - 14.0;
        let count = Noun::REPLICATION.counted(self.last.replications as usize, language);
        canvas.text(&canvas.fit(&format!("{mean} ±{half}"), NAME, room), (x + 14.0, y), Anchor::Start, NAME)?;
        canvas.text(&canvas.fit(&count, SMALL, room), (x + 14.0, y + 18.0), Anchor::Start, SMALL)?;
        let who = taking(self.best.strategy, language);
        let cheaper =
            language.pick(format!("above 0: {who} costs less"), format!("au-dessus de 0 : {who} coûte moins"));
        let cheaper = frame::spaced(&cheaper, language);
        canvas.text(&canvas.fit(&cheaper, SMALL, 420.0), (WIDTH - MARGIN, PLOT.top - 18.0), Anchor::End, SMALL)
    }
}
