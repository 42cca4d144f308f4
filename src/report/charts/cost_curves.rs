//! S-curves: how likely the cost of each strategy stays below an amount.

use super::canvas::{Anchor, Canvas, Dash, Stroke, Type};
use super::frame;
use super::frame::{GREY, Heading, LABEL, MARGIN, NAME, SMALL};
use super::labels::{Area, Placer};
use super::scale::Scale;
use super::words::{finding, money_unit, money_words, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{decimals, number, with_sign};
use model::results::{Results, StrategyResult};
use model::scenario::Strategy;

const NAME_OF_CHART: &str = "cost-curves";
const PLOT: Area = Area { left: 92.0, top: 136.0, right: 884.0, bottom: 534.0 };

/// Points of a curve looked at for the place of its name, in percent.
const NAME_PLACES: [f64; 7] = [90.0, 30.0, 20.0, 65.0, 94.0, 12.0, 40.0];

/// The percents marked on every curve.
const MARKS: [f64; 2] = [50.0, 80.0];

struct Curve {
    strategy: Strategy,
    /// Percent and value in the chart's unit, both ascending.
    points: Vec<(f64, f64)>,
}

impl Curve {
    fn of(result: &StrategyResult) -> Option<Curve> {
        let usable = |(percent, value): &(f64, f64)| value.is_finite() && (0.0..=100.0).contains(percent);
        let mut points: Vec<(f64, f64)> = result.equal_service_curve.iter().copied().filter(usable).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        (points.len() >= 2).then_some(Curve { strategy: result.strategy, points })
    }

    /// The value of a percent, between the two nearest points.
    fn at(&self, percent: f64) -> f64 {
        let after = self.points.partition_point(|point| point.0 < percent).clamp(1, self.points.len() - 1);
        let ((p0, v0), (p1, v1)) = (self.points[after - 1], self.points[after]);
        let share = if p1 > p0 { ((percent - p0) / (p1 - p0)).clamp(0.0, 1.0) } else { 1.0 };
        v0 * (1.0 - share) + v1 * share
    }

    /// The greatest value worth showing: a long tail must not press everything else together.
    fn reach(&self) -> f64 {
        let (p10, p90) = (self.at(10.0), self.at(90.0));
        self.at(99.0).min(p90 + 1.5 * (p90 - p10).max(0.0))
    }
}

/// Draws the chart.
pub(super) fn draw(results: &Results, language: Language) -> Result<Chart, ChartError> {
    let mut curves: Vec<Curve> = results.strategies.iter().filter_map(Curve::of).collect();
    if curves.is_empty() {
        let title = language.pick("The total cost has no distribution", "Le coût total n’a pas de distribution");
        return frame::empty(results, language, NAME_OF_CHART, title);
    }
    let greatest = curves.iter().map(|curve| curve.reach().abs().max(curve.at(1.0).abs())).fold(0.0, f64::max);
    let unit = money_unit(results, greatest, language);
    for point in curves.iter_mut().flat_map(|curve| curve.points.iter_mut()) {
        point.1 /= unit.factor;
    }
    let digits = decimals(greatest / unit.factor);
    let heading = Heading {
        name: NAME_OF_CHART,
        title: title(results, language),
        measure: measure(&title(results, language), language),
        note: String::new(),
        description: describe(&curves, &unit.words, digits, &title(results, language), language),
    };
    let caption = format!("{} ({})", language.pick("Total cost", "Coût total"), money_words(results, &unit, language));
    frame::chart(results, language, &heading, frame::HEIGHT, |canvas| {
        paint(canvas, &curves, &caption, digits, language)
    })
}

/// What is drawn, and of which share a French title speaks.
fn measure(title: &str, language: Language) -> String {
    let share = match language == Language::Fr && title.contains('%') {
        true => " ; % : simulations où la première coûte moins que la seconde",
        false => "",
    };
    let total =
        language.pick("total cost of each strategy at equal service", "coût total de chaque stratégie, à service égal");
    format!("{total}{share}")
}

fn title(results: &Results, language: Language) -> String {
    finding(results, language)
        .unwrap_or_else(|| language.pick("How likely each cost is", "La probabilité de chaque coût").to_owned())
}

fn describe(curves: &[Curve], unit: &str, digits: usize, title: &str, language: Language) -> String {
    let mut out = format!("{title}. ");
    for curve in curves {
        let name = strategy_name(curve.strategy, language);
        let [p50, p80] = MARKS.map(|mark| number(curve.at(mark), digits, language));
        out += &language.pick(
            format!("{name}: half of the replications cost at most {p50}, 80% at most {p80} {unit}. "),
            format!("{name} : la moitié des simulations coûtent au plus {p50}, 80 % au plus {p80} {unit}. "),
        );
    }
    out + language.pick(
        "Each curve gives the share of replications whose total cost is at most the amount below; further left is cheaper, steeper is more certain.",
        "Chaque courbe donne la part des simulations dont le coût total ne dépasse pas le montant en abscisse ; plus à gauche, c’est moins cher, plus raide, plus sûr.",
    )
}

fn paint(
    canvas: &Canvas<'_>,
    curves: &[Curve],
    caption: &str,
    digits: usize,
    language: Language,
) -> Result<(), ChartError> {
    let low = curves.iter().map(|curve| curve.at(1.0)).fold(f64::INFINITY, f64::min);
    let high = curves.iter().map(Curve::reach).fold(f64::NEG_INFINITY, f64::max);
    let low = if low > 0.0 && low < 0.35 * high { 0.0 } else { low };
    let across = Scale::linear(low, high, PLOT.left, PLOT.right).nice(8);
    let up = Scale::linear(0.0, 100.0, PLOT.bottom, PLOT.top);
    let share = language.pick(
        "Share of replications that cost at most this much",
        "Part des simulations qui coûtent au plus ce montant",
    );
    canvas.text(share, (MARGIN, PLOT.top - 18.0), Anchor::Start, SMALL)?;
    frame::bottom_axis(canvas, PLOT, &across, 8, caption, language)?;
    frame::left_axis(canvas, PLOT, &up, 5, Some(&|value, _| with_sign(&number(value, 0, language), language)))?;
    for mark in MARKS {
        let y = up.at(mark);
        let guide = Stroke { color: GREY, width: 1.2, dash: Dash::Dots };
        canvas.line(&[(PLOT.left, y), (PLOT.right, y)], guide)?;
        canvas.text(&format!("P{mark:.0}"), (PLOT.right + 8.0, y + 5.0), Anchor::Start, NAME)?;
    }
    let symbol = |curve: &Curve| (curves.len() > 2).then(|| frame::look(curve.strategy));
    let mut placer = Placer::new(PLOT.grown(-3.0));
    let mut marks = Vec::new();
    for mark in MARKS {
        placer.avoid(&[(PLOT.left, up.at(mark)), (PLOT.right, up.at(mark))]);
    }
    for curve in curves {
        let (stroke, shape) = frame::look(curve.strategy);
        let path: Vec<(f64, f64)> = curve
            .points
            .iter()
            .filter(|(_, value)| across.holds(*value))
            .map(|&(percent, value)| (across.at(value), up.at(percent)))
            .collect();
        placer.avoid(&path);
        canvas.line(&path, stroke)?;
        for mark in MARKS.into_iter().filter(|mark| across.holds(curve.at(*mark))) {
            marks.push((curve, shape, mark, (across.at(curve.at(mark)), up.at(mark))));
        }
    }
    for &(.., point) in &marks {
        placer.block(Area::around(point, (14.0, 14.0)));
    }
    name_curves(canvas, curves, (&across, &up), &mut placer, language)?;
    for (curve, shape, mark, point) in marks {
        let value = number(curve.at(mark), digits, language);
        let text = language.pick(format!("P{mark:.0}: {value}"), format!("P{mark:.0}\u{A0}: {value}"));
        frame::place_label(canvas, &mut placer, &[point], (&text, symbol(curve)), LABEL)?;
        canvas.marker(shape, point, 5.5, frame::look(curve.strategy).0.color)?;
    }
    Ok(())
}

fn name_curves(
    canvas: &Canvas<'_>,
    curves: &[Curve],
    (across, up): (&Scale, &Scale),
    placer: &mut Placer,
    language: Language,
) -> Result<(), ChartError> {
    let symbol = |curve: &Curve| (curves.len() > 2).then(|| frame::look(curve.strategy));
    for curve in curves {
        let points: Vec<(f64, f64)> = NAME_PLACES
            .into_iter()
            .filter(|percent| across.holds(curve.at(*percent)))
            .map(|percent| (across.at(curve.at(percent)), up.at(percent)))
            .collect();
        let name = strategy_name(curve.strategy, language);
        frame::place_label(canvas, placer, &points, (&name, symbol(curve)), Type { size: 15.0, ..NAME })?;
    }
    Ok(())
}
