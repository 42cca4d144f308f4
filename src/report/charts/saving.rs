//! The distribution of what sharing saves against the strategy that it is chosen against.

use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke, Type, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, LABEL, MARGIN, NAME, PLUM, SMALL, TEAL, WIDTH};
use super::labels::{Area, Placer, spread};
use super::scale::Scale;
use super::words;
use super::words::{money_unit, money_words, quantiles};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, number, percent, with_sign};
use crate::words::names::taking;
use model::results::{Histogram, Results, Saving};
use model::scenario::Strategy;

const NAME_OF_CHART: &str = "saving";
const PLOT: Area = Area { left: 92.0, top: 212.0, right: 928.0, bottom: 534.0 };
/// Height of the line from P5 to P95.
const INTERVAL: f64 = 172.0;
/// Share of the axis that the bars must keep when the axis is stretched to zero.
const LEAST_WIDTH: f64 = 0.04;

/// What is drawn, in the chart's unit.
struct Picture {
    low: f64,
    high: f64,
    shares: Vec<f64>,
    /// The part of each share in which the core was abandoned.
    parts: Vec<f64>,
    /// Share of replications in which it was, wherever they lie.
    abandoned: f64,
    beyond: f64,
    positive: f64,
    /// P5, P50, P95.
    marks: Option<[f64; 3]>,
    digits: usize,
}

/// The saving by sharing that decides: against the best strategy, or where sharing is that, against its best rival; where it is
/// neither, against building alone.
pub(crate) fn decisive(results: &Results) -> Option<&Saving> {
    let other = results.best.as_ref().and_then(|best| match (best.strategy, best.rival) {
        (Strategy::Shared, other) | (other, Strategy::Shared) => Some(other),
        _ => None,
    });
    results.saving(other.unwrap_or(Strategy::Independent)).or_else(|| results.saving(Strategy::Independent))
}

/// Draws the chart.
pub(super) fn draw(results: &Results, language: Language) -> Result<Chart, ChartError> {
    let saving = decisive(results).filter(|saving| saving.positive.value.is_finite());
    let Some((saving, (low, high))) = saving.and_then(|saving| Some((saving, range(&saving.histogram)?))) else {
        let title = language.pick("The saving has no distribution", "L’économie n’a pas de distribution");
        return frame::empty(results, language, NAME_OF_CHART, title);
    };
    let marks = quantiles(&saving.cost, [5, 50, 95]);
    let marked = marks.into_iter().flatten().map(f64::abs).fold(0.0, f64::max);
    let unit = money_unit(results, low.abs().max(high.abs()).max(marked), language);
    let sound = |share: &f64| if share.is_finite() { share.max(0.0) } else { 0.0 };
    let picture = Picture {
        low: low / unit.factor,
        high: high / unit.factor,
        shares: saving.histogram.shares.iter().map(sound).collect(),
        parts: saving.histogram.abandoned.iter().map(sound).collect(),
        abandoned: abandoned(saving),
        beyond: saving.histogram.below + saving.histogram.above,
        positive: saving.positive.value.clamp(0.0, 1.0),
        marks: marks.map(|marks| marks.map(|mark| mark / unit.factor)),
        digits: decimals(marked / unit.factor),
    };
    let money = money_words(results, &unit, language);
    let title = title(saving, &but(results, saving, language), language);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: {
            let other = taking(saving.against, language);
            language.pick(
                format!("cost of {other} minus cost of sharing, at equal service"),
                format!("coût de {other} moins coût en commun, à service égal"),
            )
        },
        note: String::new(),
        description: describe(&picture, &title, &unit, language) + &fate(saving, &picture, &unit, language),
        title,
    };
    let caption = format!("{} ({money})", language.pick("Saving", "Économie"));
    frame::chart(results, language, &heading, frame::HEIGHT, |canvas| paint(canvas, &picture, &caption, language))
}

/// Share of replications in which the core was abandoned.
fn abandoned(saving: &Saving) -> f64 {
    let all = saving.delivered.replications + saving.abandoned.replications;
    saving.abandoned.replications as f64 / (all as f64).max(1.0)
}

/// What becomes of the saving where the core is abandoned, for those who do not see the chart.
fn fate(saving: &Saving, picture: &Picture, unit: &Unit, language: Language) -> String {
    let median = saving.abandoned.cost.quantile(50).filter(|_| picture.abandoned > 0.0);
    let Some(median) = median.filter(|median| median.is_finite()) else { return String::new() };
    let (part, median) = (percent(picture.abandoned, language), median / unit.factor);
    let words = unit.beside(median, picture.digits, language);
    let median = number(median, picture.digits, language);
    language.pick(
        format!(
            " Dark feet of the bars are the {part} of replications in which the core was abandoned; their median saving is {median} {words}."
        ),
        format!(
            " Le pied foncé des barres montre les {part} des simulations où le code commun a été abandonné ; leur économie médiane est de {median} {words}."
        ),
    )
}

/// The ends of the histogram, set apart where they coincide.
fn range(histogram: &Histogram) -> Option<(f64, f64)> {
    let (low, high) = (histogram.low, histogram.high);
    if histogram.shares.is_empty() || !low.is_finite() || !high.is_finite() || low > high {
        return None;
    }
    let scale = Scale::linear(low, high, 0.0, 1.0);
    Some((scale.low, scale.high))
}

/// Whether every replication saves nothing at all.
fn nothing_moves(saving: &Saving) -> bool {
    saving.cost.min == Some(0.0) && saving.cost.max == Some(0.0)
}

/// What a title that counts replications must add: another strategy costs least, or the mean is on the other side.
fn but(results: &Results, saving: &Saving, language: Language) -> String {
    let best = results.best.as_ref().map(|best| best.strategy);
    if best.is_some_and(|best| best != Strategy::Shared && best != saving.against) {
        return words::but(results, language).unwrap_or_default();
    }
    let words = match (saving.positive.value >= 0.5, saving.cost.mean) {
        (true, Some(mean)) if mean < 0.0 => ["; in the mean it costs more", "\u{202F}; en moyenne, cela coûte plus"],
        (false, Some(mean)) if mean > 0.0 => ["; in the mean it costs less", "\u{202F}; en moyenne, cela coûte moins"],
        _ => ["", ""],
    };
    language.pick(words[0], words[1]).to_owned()
}

fn title(saving: &Saving, but: &str, language: Language) -> String {
    let share = saving.positive.value.clamp(0.0, 1.0);
    let of = if but.is_empty() { language.pick(" of replications", " des simulations") } else { but };
    let other = taking(saving.against, language);
    if nothing_moves(saving) {
        return language.pick(
            format!("Sharing costs exactly as much as {other}"),
            format!("En commun\u{202F}: exactement aussi cher que {other}"),
        );
    }
    if share >= 0.5 {
        let part = percent(share, language);
        language.pick(
            format!("Sharing costs less than {other} in {part}{of}"),
            format!("En commun\u{202F}: moins cher que {other} dans {part}{of}"),
        )
    } else {
        let part = percent(1.0 - share, language);
        language.pick(
            format!("Sharing costs no less than {other} in {part}{of}"),
            format!("En commun\u{202F}: pas moins cher que {other} dans {part}{of}"),
        )
    }
}

/// What the axis leaves out, for the foot of the chart.
fn note(picture: &Picture, language: Language) -> String {
    if !(0.0005..=1.0).contains(&picture.beyond) {
        return String::new();
    }
    let part = percent(picture.beyond, language);
    language.pick(
        format!("Beyond the ends of the bars: {part} of replications"),
        format!("Au-delà des barres : {part} des simulations"),
    )
}

fn describe(picture: &Picture, title: &str, unit: &Unit, language: Language) -> String {
    let mut out = format!("{title}. ");
    if let Some(marks) = picture.marks {
        let [p5, p50, p95] = marks.map(|mark| number(mark, picture.digits, language));
        let unit = unit.beside(marks[1], picture.digits, language);
        out += &language.pick(
            format!("The median saving is {p50} {unit}; 90% of replications lie between {p5} and {p95}. "),
            format!("L’économie médiane est de {p50} {unit} ; 90 % des simulations se situent entre {p5} et {p95}. "),
        );
    }
    out + language.pick(
        "Each bar is the share of replications in a range of savings: filled where sharing costs less, hatched where it costs as much or more.",
        "Chaque barre est la part des simulations dans une tranche d’économies : pleine là où construire en commun coûte moins, hachurée là où cela coûte autant ou plus.",
    )
}

fn paint(canvas: &Canvas<'_>, picture: &Picture, caption: &str, language: Language) -> Result<(), ChartError> {
    let across = axis(picture);
    let tallest = picture.shares.iter().copied().fold(0.0, f64::max);
    let up = Scale::linear(0.0, if tallest > 0.0 { tallest * 100.0 } else { 1.0 }, PLOT.bottom, PLOT.top).nice(5);
    key(canvas, picture, language)?;
    frame::bottom_axis(canvas, PLOT, &across, 8, caption, language)?;
    let words = |value: f64, digits: usize| with_sign(&number(value, digits, language), language);
    frame::left_axis(canvas, PLOT, &up, 5, Some(&words))?;
    bars(canvas, picture, (&across, &up))?;
    direct(canvas, picture, (&across, &up), language)?;
    canvas.line(&[(PLOT.left, PLOT.bottom), (PLOT.right, PLOT.bottom)], solid(GREY, 1.2))?;
    if across.holds(0.0) {
        canvas.line(&[(across.at(0.0), PLOT.top - 6.0), (across.at(0.0), PLOT.bottom)], solid(INK, 2.5))?;
    }
    let foot = frame::spaced(&note(picture, language), language);
    canvas.text(&foot, (MARGIN, PLOT.bottom + 43.0), Anchor::Start, SMALL)?;
    interval(canvas, picture, &across, language)
}

/// The axis: the histogram's range, with zero unless the bars would become too narrow.
fn axis(picture: &Picture) -> Scale {
    let (low, high) = (picture.low.min(0.0), picture.high.max(0.0));
    let wide_enough = picture.high - picture.low >= LEAST_WIDTH * (high - low);
    let (low, high) = if wide_enough { (low, high) } else { (picture.low, picture.high) };
    Scale::linear(low, high, PLOT.left, PLOT.right).nice(8)
}

/// The two parts and their probabilities, above the plot.
fn key(canvas: &Canvas<'_>, picture: &Picture, language: Language) -> Result<(), ChartError> {
    let share = language.pick("Share of replications in each bar", "Part des simulations dans chaque barre");
    canvas.text(share, (MARGIN, 196.0), Anchor::Start, SMALL)?;
    let more = percent(1.0 - picture.positive, language);
    let less = percent(picture.positive, language);
    let mut texts = vec![
        (language.pick(format!("Sharing costs less: {less}"), format!("En commun coûte moins : {less}")), Look::Less),
        (
            language.pick(
                format!("Sharing costs as much or more: {more}"),
                format!("En commun coûte autant ou plus : {more}"),
            ),
            Look::More,
        ),
    ];
    if picture.abandoned > 0.0 {
        let part = percent(picture.abandoned, language);
        let text = language.pick(format!("Core abandoned: {part}"), format!("Code commun abandonné : {part}"));
        texts.push((text, Look::Abandoned));
    }
    let texts: Vec<(String, Look)> =
        texts.into_iter().map(|(text, look)| (frame::spaced(&text, language), look)).collect();
    let needed = |style| texts.iter().map(|(text, _)| 34.0 + canvas.width(text, style) + 26.0).sum::<f64>() - 26.0;
    let style = if needed(NAME) > WIDTH - 2.0 * MARGIN { Type { color: INK, ..SMALL } } else { NAME };
    let mut x = MARGIN;
    for (text, look) in &texts {
        bar(canvas, Area { left: x, top: 114.0, right: x + 26.0, bottom: 130.0 }, *look)?;
        canvas.text(text, (x + 34.0, 127.0), Anchor::Start, style)?;
        x += 34.0 + canvas.width(text, style) + 26.0;
    }
    Ok(())
}

/// What a bar, or a part of one, stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Sharing costs less, the core delivered: filled.
    Less,
    /// It costs as much or more, the core delivered: hatched.
    More,
    /// The core was abandoned: dark.
    Abandoned,
}

fn bar(canvas: &Canvas<'_>, area: Area, look: Look) -> Result<(), ChartError> {
    match look {
        Look::Less => {
            canvas.fill_area(area, TEAL)?;
            canvas.outline(area, solid(BLUE, 0.8))
        }
        Look::More => {
            canvas.hatch(area, 7.0, solid(PLUM, 1.4))?;
            canvas.outline(area, solid(PLUM, 1.0))
        }
        Look::Abandoned => {
            canvas.fill_area(area, GREY)?;
            canvas.outline(area, solid(INK, 0.8))
        }
    }
}

/// Names the bars of abandoned cores where they are highest, if there is room above them.
fn direct(
    canvas: &Canvas<'_>,
    picture: &Picture,
    (across, up): (&Scale, &Scale),
    language: Language,
) -> Result<(), ChartError> {
    let highest = picture.parts.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    let Some((bin, share)) = highest.filter(|(_, share)| **share > 0.0) else { return Ok(()) };
    let width = (picture.high - picture.low) / picture.shares.len().max(1) as f64;
    let edge = |bin: usize| picture.low + width * bin as f64;
    let mut placer = Placer::new(PLOT.grown(-4.0));
    for (k, &share) in picture.shares.iter().enumerate() {
        let top = up.at(share * 100.0);
        placer.block(Area { left: across.at(edge(k)), top, right: across.at(edge(k + 1)), bottom: PLOT.bottom });
    }
    for x in [0.0].into_iter().chain(picture.marks.map(|marks| marks[1])).filter(|x| across.holds(*x)) {
        placer.block(Area::around((across.at(x), PLOT.top + PLOT.height() / 2.0), (6.0, PLOT.height())));
    }
    let point = ((across.at(edge(bin)) + across.at(edge(bin + 1))) / 2.0, up.at(share * 50.0));
    let word = language.pick("core abandoned", "code commun abandonné");
    frame::place_label(canvas, &mut placer, &[point], (word, None), NAME)
}

fn bars(canvas: &Canvas<'_>, picture: &Picture, (across, up): (&Scale, &Scale)) -> Result<(), ChartError> {
    let width = (picture.high - picture.low) / picture.shares.len().max(1) as f64;
    for (k, &share) in picture.shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        let left = picture.low + k as f64 * width;
        let abandoned = picture.parts.get(k).map_or(0.0, |part| part.min(share));
        let (top, foot) = (up.at(share * 100.0), up.at(abandoned * 100.0));
        let part = |from: f64, to: f64| Area { left: across.at(from), top, right: across.at(to), bottom: foot };
        let right = left + width;
        if abandoned > 0.0 {
            bar(canvas, Area { top: foot, bottom: PLOT.bottom, ..part(left, right) }, Look::Abandoned)?;
        }
        let look = |saves: bool| if saves { Look::Less } else { Look::More };
        let certain = picture.positive <= 0.0 || picture.positive >= 1.0;
        if foot - top < 0.05 {
            continue;
        } else if certain {
            bar(canvas, part(left, right), look(picture.positive > 0.5))?;
        } else if left < 0.0 && right > 0.0 {
            bar(canvas, part(left, 0.0), Look::More)?;
            bar(canvas, part(0.0, right), Look::Less)?;
        } else {
            bar(canvas, part(left, right), look(left >= 0.0))?;
        }
    }
    Ok(())
}

/// The line from P5 to P95 with the median, and their values above.
fn interval(canvas: &Canvas<'_>, picture: &Picture, across: &Scale, language: Language) -> Result<(), ChartError> {
    let Some(marks) = picture.marks else { return Ok(()) };
    let [p5, p50, p95] = marks.map(|mark| across.at(mark));
    canvas.line(&[(p5, INTERVAL), (p95, INTERVAL)], solid(INK, 2.0))?;
    for (end, _) in [(p5, marks[0]), (p95, marks[2])].into_iter().filter(|(_, mark)| across.holds(*mark)) {
        canvas.line(&[(end, INTERVAL - 6.0), (end, INTERVAL + 6.0)], solid(INK, 2.0))?;
    }
    if across.holds(marks[1]) {
        canvas.line(&[(p50, INTERVAL), (p50, PLOT.bottom)], Stroke { color: INK, width: 1.6, dash: Dash::Long })?;
        canvas.marker(Shape::Diamond, (p50, INTERVAL), 6.0, INK)?;
    }
    let values = marks.map(|mark| number(mark, picture.digits, language));
    let colon = language.pick(":", "\u{A0}:");
    let texts = [
        format!("P5{colon} {}", values[0]),
        format!("{}{colon} {}", language.pick("median", "médiane"), values[1]),
        format!("P95{colon} {}", values[2]),
    ];
    let styles = [LABEL, NAME, LABEL];
    let widths: Vec<f64> = texts.iter().zip(styles).map(|(text, style)| canvas.width(text, style)).collect();
    let places = spread(&[p5, p50, p95], &widths, (MARGIN, WIDTH - MARGIN), 14.0);
    for ((text, x), style) in texts.iter().zip(places).zip(styles) {
        canvas.text(text, (x, INTERVAL - 14.0), Anchor::Middle, style)?;
    }
    Ok(())
}
