//! Cost and go-live together: a panel a strategy, a dot a replication, and the share that keeps both within their P70.

use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke, solid};
use super::frame;
use super::frame::{GREY, GUIDE, Heading, INK, LABEL, MARGIN, NAME, SMALL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words::{question, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, number, percent};
use plotters::style::RGBColor;
use study::analysis::decide::found::{Choice, Decision};

const TOP: f64 = 196.0;
const BOTTOM: f64 = 500.0;
const HEIGHT: f64 = 560.0;
/// Left edge of the first panel, right edge of the last, and the room between two.
const ACROSS: [f64; 2] = [104.0, 928.0];
const GAP: f64 = 22.0;
/// Dots a panel.
const DOTS: usize = 400;
/// Share of all dots that the cost axis reaches; what is dearer is left out, and its number told.
const REACH: f64 = 0.98;
/// Where both are kept.
const KEPT: RGBColor = RGBColor(0xE6, 0xF4, 0xF2);
/// The middle one of the budgets.
const P70: usize = 1;

/// A strategy, its dots and how it is drawn.
struct Panel<'a> {
    choice: &'a Choice,
    dots: Vec<[f64; 2]>,
    plot: Area,
}

/// Draws the chart.
pub(crate) fn draw(found: &Decision, language: Language) -> Result<Chart, ChartError> {
    let dots = |k: usize| -> Vec<[f64; 2]> {
        let finite = |dot: &&[f64; 2]| dot.iter().all(|value| value.is_finite());
        found.joint.get(k).into_iter().flatten().filter(finite).take(DOTS).copied().collect()
    };
    // What never goes live has no date to be kept.
    let shown: Vec<(usize, Vec<[f64; 2]>)> =
        (0..found.strategies.len()).map(|k| (k, dots(k))).filter(|(_, dots)| !dots.is_empty()).collect();
    let count = shown.len().max(1) as f64;
    let width = (ACROSS[1] - ACROSS[0] - GAP * (count - 1.0)) / count;
    let panel = |(place, (k, dots)): (usize, (usize, Vec<[f64; 2]>))| {
        let left = ACROSS[0] + place as f64 * (width + GAP);
        Panel { choice: &found.strategies[k], dots, plot: Area { left, top: TOP, right: left + width, bottom: BOTTOM } }
    };
    let panels: Vec<Panel> = shown.into_iter().enumerate().map(panel).collect();
    let mut costs: Vec<f64> = panels.iter().flat_map(|panel| panel.dots.iter().map(|dot| dot[0])).collect();
    costs.sort_by(f64::total_cmp);
    let budgets =
        found.strategies.iter().map(|choice| choice.budget_p50_p70_p80[P70]).filter(|value| value.is_finite());
    let reach = costs.get((costs.len() as f64 * REACH) as usize).copied().unwrap_or(0.0);
    let most = budgets.fold(reach, f64::max);
    let beyond = costs.iter().filter(|cost| **cost > most).count();
    let title = title(&panels, language);
    let list: Vec<String> = panels.iter().map(|panel| kept(panel.choice, language)).collect();
    let unit = Unit::of(most, &clean(&found.header.currency, 12), language);
    let all = number(found.header.replications as f64, 0, language);
    let heading = Heading {
        name: "joint",
        measure: language.pick(
            format!("Cost and mean go-live of each strategy · {all} replications, seed {}", found.header.seed),
            format!("Coût et mise en service moyenne de chaque stratégie · {all} simulations, graine {}", found.header.seed),
        ),
        note: language.pick(
            format!("A dot: one replication ({beyond} dearer ones left out). Dotted: each kept in 70%; shaded: both."),
            format!("Point : une simulation ({beyond} plus chères omises). Pointillés : chacune respectée à 70 % ; zone ombrée : les deux."),
        ),
        description: format!("{title}. {}.", list.join(language.pick("; ", " ; "))),
        title,
    };
    let height = if costs.is_empty() { 260.0 } else { HEIGHT };
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| match costs.is_empty() {
        true => {
            let why = language.pick("There is nothing to draw.", "Il n’y a rien à tracer.");
            canvas.text(why, (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL)
        }
        false => {
            let caption = language.pick(
                format!("{}, {} prices, present value", unit.words, found.header.price_year),
                format!("{}, prix de {}, valeur actualisée", unit.words, found.header.price_year),
            );
            canvas.text(&caption, (MARGIN, TOP - 40.0), Anchor::Start, SMALL)?;
            let years = panels.iter().flat_map(|panel| {
                let budget = panel.choice.go_live_p50_p70_p80[P70];
                panel.dots.iter().map(|dot| dot[1]).chain(Some(budget).filter(|year| year.is_finite()))
            });
            let last = years.fold(1.0, f64::max);
            let up = Scale::linear(0.0, most / unit.factor, BOTTOM, TOP).nice(6);
            panels
                .iter()
                .enumerate()
                .try_for_each(|(k, panel)| panel.paint(canvas, &up, (&unit, last, k == 0), language))
        }
    })
}

fn kept(choice: &Choice, language: Language) -> String {
    let share = percent(choice.joint_p50_p70_p80[P70], language);
    let name = strategy_name(choice.strategy, language);
    language.pick(format!("{name}: {share}"), format!("{name}\u{A0}: {share}"))
}

fn title(panels: &[Panel], language: Language) -> String {
    let shares = panels.iter().map(|panel| panel.choice.joint_p50_p70_p80[P70]);
    let [low, high] = [f64::min, f64::max].map(|pick| shares.clone().reduce(pick).unwrap_or(0.0));
    let [low_words, high_words] = [low, high].map(|share| percent(share, language));
    match low_words == high_words {
        true => language.pick(
            format!("Cash and date are both kept in {low_words}"),
            format!("Dépense et date respectées ensemble dans {low_words}"),
        ),
        false => language.pick(
            format!("Cash and date are both kept in {low_words} to {high_words}"),
            format!("Dépense et date respectées ensemble dans {low_words} à {high_words}"),
        ),
    }
}

impl Panel<'_> {
    fn paint(
        &self,
        canvas: &Canvas<'_>,
        up: &Scale,
        (unit, last, first): (&Unit, f64, bool),
        language: Language,
    ) -> Result<(), ChartError> {
        let plot = self.plot;
        let across = Scale::linear(0.0, last, plot.left, plot.right).nice(4);
        let [budget, date] = [self.choice.budget_p50_p70_p80, self.choice.go_live_p50_p70_p80].map(|three| three[P70]);
        let at = |cost: f64, year: f64| (across.at(year), up.at(cost / unit.factor));
        let drawable = budget.is_finite() && date.is_finite();
        if drawable {
            let (x, y) = at(budget, date);
            canvas.fill_area(Area { left: plot.left, top: y, right: x, bottom: plot.bottom }, KEPT)?;
        }
        let words = |value: f64, decimals: usize| number(value, decimals, language);
        frame::left_axis(canvas, plot, up, 7, first.then_some(&words as &dyn Fn(f64, usize) -> String))?;
        let (ticks, decimals) = across.ticks(4);
        for tick in ticks {
            let x = across.at(tick);
            canvas.line(&[(x, plot.top), (x, plot.bottom)], solid(GUIDE, 1.0))?;
            canvas.text(&words(tick, decimals), (x, plot.bottom + 21.0), Anchor::Middle, SMALL)?;
        }
        let (stroke, _) = frame::look(self.choice.strategy);
        for dot in self.dots.iter().filter(|dot| up.holds(dot[0] / unit.factor)) {
            let (x, y) = at(dot[0], dot[1]);
            canvas.marker(Shape::Circle, (x, y), 2.2, stroke.color)?;
        }
        if drawable {
            let (x, y) = at(budget, date);
            let dotted = Stroke { color: INK, width: 1.4, dash: Dash::Dots };
            canvas.line(&[(x, plot.top), (x, plot.bottom)], dotted)?;
            canvas.line(&[(plot.left, y), (plot.right, y)], dotted)?;
        }
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], solid(GREY, 1.2))?;
        let name = canvas.fit(&kept(self.choice, language), NAME, plot.width());
        canvas.text(&name, (plot.left, plot.top - 12.0), Anchor::Start, NAME)?;
        let caption = language.pick("years to go-live", "mise en service, années");
        let caption = canvas.fit(caption, SMALL, plot.width());
        canvas.text(&caption, (plot.right, plot.bottom + 43.0), Anchor::End, SMALL)
    }
}
