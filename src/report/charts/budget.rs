//! Nominal money of each fiscal year by every strategy: build and run stacked at their medians, the P80 of both marked.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::frame;
use super::frame::{GREY, Heading, LABEL, MARGIN, NAME, PLUM, SMALL, WHITE};
use super::labels::Area;
use super::panels::Panels;
use super::scale::Scale;
use super::text::clean;
use super::words::{described, question, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, number};
use model::scenario::Strategy;
use study::analysis::budget::found::{Budget, Needs, Plan};

const NAME_OF_CHART: &str = "budget";
const TOP: f64 = 196.0;
/// Most of a year's room that its bar takes, and the widest one.
const PART: f64 = 0.7;
const WIDEST: f64 = 40.0;

/// Draws the chart.
pub(crate) fn draw(found: &Budget, language: Language) -> Result<Chart, ChartError> {
    let plans: Vec<&Plan> = Strategy::ALL.into_iter().filter_map(|strategy| found.plan(strategy)).collect();
    let heights = plans.iter().flat_map(|plan| &plan.years).map(|needs| top(needs).max(finite(needs.total.p80)));
    let greatest = heights.fold(0.0, f64::max);
    let unit = Unit::of(greatest, &clean(&found.header.currency, 12), language);
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let rate = number(100.0 * found.inflation, 1, language);
    let title = title(found, &unit, language);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: language.pick(
            format!("Cash before the grant by fiscal year, prices rising {rate}% a year · {count} replications, seed {seed}"),
            format!("Dépenses avant subvention par exercice, prix en hausse de {rate} % par an · {count} simulations, graine {seed}"),
        ),
        note: language
            .pick(
                "Inflation is an assumption. Medians of build and run do not add up to the median of both.",
                "L’inflation est une hypothèse. Les médianes de chaque partie ne s’additionnent pas à celle du total.",
            )
            .to_owned(),
        description: format!("{title}. {}", describe(found, &plans, &unit, language)),
        title,
    };
    let panels = Panels {
        count: plans.len(),
        across: [96.0, 984.0],
        gap: 50.0,
        top: TOP,
        heights: [304.0, 220.0],
        between: 72.0,
    };
    let height = panels.bottom() + 60.0;
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        key(canvas, language)?;
        canvas.text(&unit.words, (MARGIN, TOP - 14.0), Anchor::Start, SMALL)?;
        let greatest = if greatest > 0.0 { greatest / unit.factor } else { 1.0 };
        for (k, plan) in plans.iter().enumerate() {
            let axis = (k % panels.columns() == 0, greatest);
            panel(canvas, found, plan, panels.area(k), axis, &unit, language)?;
        }
        Ok(())
    })
}

/// What can be drawn of a value.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// Height of both parts of a bar.
fn top(needs: &Needs) -> f64 {
    finite(needs.build.p50) + finite(needs.run.p50)
}

/// The dearest fiscal year of sharing.
fn title(found: &Budget, unit: &Unit, language: Language) -> String {
    let years = found.plan(Strategy::Shared).map(|plan| plan.years.as_slice()).unwrap_or_default();
    let p80s = years.iter().map(|needs| finite(needs.total.p80)).enumerate();
    match p80s.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((f, most)) if most > 0.0 => {
            let value = most / unit.factor;
            let most = number(value, decimals(value), language);
            let words = unit.beside(value, decimals(value), language).replace(' ', "\u{A0}");
            let label = &found.years[f].label;
            language.pick(
                format!("Sharing peaks in {label} at {most}\u{A0}{words} (P80)"),
                format!("En commun, la dépense culmine en {label} : {most}\u{A0}{words} (P80)"),
            )
        }
        _ => language.pick("Sharing takes no money", "Construire en commun ne demande aucune dépense").to_owned(),
    }
}

fn describe(found: &Budget, plans: &[&Plan], unit: &Unit, language: Language) -> String {
    let amount = |value: f64| number(finite(value) / unit.factor, decimals(finite(value) / unit.factor), language);
    let mut out = String::new();
    for plan in plans {
        let unit = if unit.words.is_empty() { String::new() } else { format!(" ({})", unit.words) };
        out += &described(&(strategy_name(plan.strategy, language) + &unit), "", language);
        for (year, needs) in found.years.iter().zip(&plan.years) {
            let [build, run, high] = [needs.build.p50, needs.run.p50, needs.total.p80].map(amount);
            let label = &year.label;
            out += &language.pick(
                format!("{label} build {build}, run {run}, P80 {high}; "),
                format!("{label} investissement {build}, fonctionnement {run}, P80 {high} ; "),
            );
        }
    }
    format!("{}.", out.trim_end_matches([';', ' ']))
}

fn panel(
    canvas: &Canvas<'_>,
    found: &Budget,
    plan: &Plan,
    plot: Area,
    (labelled, greatest): (bool, f64),
    unit: &Unit,
    language: Language,
) -> Result<(), ChartError> {
    let color = frame::look(plan.strategy).0.color;
    let up = Scale::linear(0.0, greatest, plot.bottom, plot.top).nice(6);
    let words = |value: f64, decimals: usize| number(value, decimals, language);
    // All panels have one scale: its numbers stand left of the first of a row.
    frame::left_axis(canvas, plot, &up, 7, labelled.then_some(&words as &dyn Fn(f64, usize) -> String))?;
    let name = strategy_name(plan.strategy, language);
    canvas.text(&name, (plot.right, plot.top - 14.0), Anchor::End, NAME)?;
    let room = plot.width() / plan.years.len().max(1) as f64;
    let half = (room * PART).min(WIDEST) / 2.0;
    let mut free = f64::NEG_INFINITY;
    for (f, (needs, year)) in plan.years.iter().zip(&found.years).enumerate() {
        let x = plot.left + room * (f as f64 + 0.5);
        let [build, both] = [finite(needs.build.p50), top(needs)].map(|value| up.at(value / unit.factor));
        let (left, right) = (x - half, x + half);
        let lower = Area { left, top: build, right, bottom: plot.bottom };
        let upper = Area { left, top: both, right, bottom: build };
        if lower.height() > 0.2 {
            canvas.fill_area(lower, color)?;
        }
        if upper.height() > 0.2 {
            canvas.fill_area(upper, WHITE)?;
            canvas.hatch(upper, 7.0, solid(color, 1.4))?;
            canvas.outline(upper, solid(color, 1.0))?;
        }
        canvas.marker(Shape::Diamond, (x, up.at(finite(needs.total.p80) / unit.factor)), 5.0, PLUM)?;
        let wide = canvas.width(&year.label, SMALL) / 2.0;
        // A year without room for its name stands without.
        if x - wide > free {
            canvas.text(&year.label, (x, plot.bottom + 21.0), Anchor::Middle, SMALL)?;
            free = x + wide + 8.0;
        }
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], solid(GREY, 1.2))
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = 140.0;
    let mut x = MARGIN;
    let texts = [
        language.pick("build, median", "investissement, médiane"),
        language.pick("run, median", "fonctionnement, médiane"),
        language.pick("both, P80", "total, P80"),
    ];
    for (k, text) in texts.into_iter().enumerate() {
        let area = Area { left: x, top: y - 11.0, right: x + 22.0, bottom: y + 3.0 };
        match k {
            0 => canvas.fill_area(area, GREY)?,
            1 => {
                canvas.hatch(area, 7.0, solid(GREY, 1.4))?;
                canvas.outline(area, solid(GREY, 1.0))?;
            }
            _ => canvas.marker(Shape::Diamond, (x + 12.0, y - 4.0), 5.0, PLUM)?,
        }
        canvas.text(text, (x + 30.0, y + 1.0), Anchor::Start, LABEL)?;
        x += 30.0 + canvas.width(text, LABEL) + 32.0;
    }
    Ok(())
}
