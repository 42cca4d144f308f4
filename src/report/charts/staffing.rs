//! Full-time people that building and running take in each fiscal year by strategy, at P50 and P80, against those that are there.

use super::canvas::{Anchor, Canvas, Dash, Stroke, solid};
use super::frame;
use super::frame::{GREY, Heading, INK, LABEL, MARGIN, NAME, SMALL, WHITE};
use super::labels::Area;
use super::scale::Scale;
use super::words::{described, question, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{Noun, Unit, figure, listed, number, percent, say};
use model::scenario::Strategy;
use study::analysis::budget::found::{Budget, Needs, Plan};

const TOP: f64 = 206.0;
/// Height of the panels.
const HIGH: f64 = 250.0;
/// From one row of panels to the next.
const NEXT: f64 = 336.0;
/// Left edge of the first panel, right edge of the last, and what parts them.
const ENDS: [f64; 2] = [84.0, 934.0];
const APART: f64 = 56.0;
/// Most of a year's room that its bar takes, and the widest one.
const PART: f64 = 0.7;
const WIDEST: f64 = 40.0;
/// Full-time people.
const PERSON: Noun = Noun::new(["person", "people"], ["ETP", "ETP"]);

/// Draws the chart.
pub(crate) fn draw(found: &Budget, language: Language) -> Result<Chart, ChartError> {
    let plans = ordered(found);
    let title = title(found, language);
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let heading = Heading {
        name: "staffing",
        measure: say!(
            language,
            "Full-time people for building and running by fiscal year, all together · {count} replications, seed {seed}"
                | "Équivalents temps plein (ETP) pour construire et faire fonctionner, par exercice, ensemble · {count} simulations, graine {seed}"
        ),
        note: note(found, language) + &without(found, &plans, language),
        description: format!("{title}. {}", describe(found, &plans, language)),
        title,
    };
    let across = across(plans.len());
    let rows = plans.len().div_ceil(across).max(1);
    let height = TOP + NEXT * rows as f64 - (NEXT - HIGH) + 64.0;
    let unit = unit(found, language);
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| {
        key(canvas, found, &unit, language)?;
        let wide = (ENDS[1] - ENDS[0] - APART * (across as f64 - 1.0)) / across as f64;
        for (k, plan) in plans.iter().enumerate() {
            let left = ENDS[0] + (wide + APART) * (k % across) as f64;
            let top = TOP + NEXT * (k / across) as f64;
            let plot = Area { left, top, right: left + wide, bottom: top + HIGH };
            Panel { found, plan, plot, unit: &unit, language }.paint(canvas)?;
        }
        Ok(())
    })
}

/// How to read shares above bars, or why there are none.
fn note(found: &Budget, language: Language) -> String {
    match found.all.staff {
        Some(_) => say!(
            language,
            "Above bars, where there is room: in what share of replications there are too few."
                | "Au-dessus des barres, s’il y a la place : part des simulations où l’effectif ne suffit pas."
        ),
        None => say!(
            language,
            "Nobody has said how many there are (--staff): no shortage is shown."
                | "L’effectif en place n’a pas été fourni (--staff) : aucun manque n’est montré."
        ),
    }
}

/// Panels side by side.
fn across(plans: usize) -> usize {
    if plans > 4 { 3 } else { plans.clamp(1, 2) }
}

/// Alone and shared first, then the others; without those that take nobody, unless none takes anybody.
fn ordered(found: &Budget) -> Vec<&Plan> {
    let all = found.all.strategies.iter();
    let mut plans: Vec<&Plan> = all.clone().filter(|plan| !takes_nobody(plan)).collect();
    if plans.is_empty() {
        plans = all.collect();
    }
    plans.sort_by_key(|plan| Strategy::ALL.iter().position(|one| *one == plan.strategy));
    plans
}

fn takes_nobody(plan: &Plan) -> bool {
    plan.years.iter().all(|needs| finite(needs.people.p80) == 0.0 && finite(needs.people.p50) == 0.0)
}

/// Strategies that no panel is drawn of.
fn without(found: &Budget, plans: &[&Plan], language: Language) -> String {
    let drawn = |plan: &Plan| plans.iter().any(|one| one.strategy == plan.strategy);
    let left = found.all.strategies.iter().filter(|plan| !drawn(plan));
    let names: Vec<String> = left.map(|plan| strategy_name(plan.strategy, language)).collect();
    match names.is_empty() {
        true => String::new(),
        false => {
            let names = listed(&names, language);
            say!(language, " {names}: nobody is counted." | " {names} : personne n’est compté.")
        }
    }
}

/// What can be drawn of a number of people.
fn finite(people: f64) -> f64 {
    if people.is_finite() { people.max(0.0) } else { 0.0 }
}

/// So many people, in words where they are very many.
fn people(value: f64, language: Language) -> String {
    let unit = Unit::of(finite(value), "", language);
    let value = finite(value) / unit.factor;
    if value > 0.0 && value < 1.0 {
        return figure(value, language);
    }
    // Of ten people and more a tenth says nothing.
    let digits = usize::from(value < 10.0 && value.fract() != 0.0);
    format!("{} {}", number(value, digits, language), unit.beside(value, digits, language))
        .trim_end()
        .replace(' ', "\u{A0}")
}

/// The greatest number of people that is drawn.
fn greatest(found: &Budget) -> f64 {
    let needs = found.all.strategies.iter().flat_map(|plan| &plan.years);
    let ends = needs.flat_map(|needs| [needs.people.p50, needs.people.p80]).map(finite);
    let greatest = ends.chain(found.all.staff).fold(0.0, f64::max);
    if greatest > 0.0 { greatest } else { 1.0 }
}

/// Full-time people, in multiples where they are very many.
fn unit(found: &Budget, language: Language) -> Unit {
    Unit::of(greatest(found), language.pick("full-time people", "équivalents temps plein"), language)
}

/// The fiscal year in which sharing takes most people, against those that are there.
fn title(found: &Budget, language: Language) -> String {
    let years = found.plan(Strategy::Shared).map(|plan| plan.years.as_slice()).unwrap_or_default();
    let p80s = years.iter().map(|needs| finite(needs.people.p80)).enumerate();
    let Some((f, most)) = p80s.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).filter(|(_, most)| *most > 0.0)
    else {
        return language.pick("Sharing takes nobody", "Construire en commun n’occupe personne").to_owned();
    };
    let (most, label) = (people(most, language), &found.years[f].label);
    match found.all.staff {
        Some(there) => {
            let there = people(there, language);
            say!(
                language,
                "Staff for sharing peaks in {label}: {most} (P80); there\u{A0}are\u{A0}{there}"
                    | "En commun, l’effectif culmine en {label} : {most} ETP (P80), pour {there}\u{A0}en\u{A0}place"
            )
        }
        None => say!(
            language,
            "Staff for sharing peaks in {label}: {most} (P80)"
                | "En commun, l’effectif culmine en {label} : {most} ETP (P80)"
        ),
    }
}

fn describe(found: &Budget, plans: &[&Plan], language: Language) -> String {
    let year = |needs: &Needs, label: &str| {
        let [middle, high] = [needs.people.p50, needs.people.p80].map(|value| people(value, language));
        let short = needs.short.map_or_else(String::new, |short| {
            let share = percent(short.value, language);
            say!(language, ", too few in {share}" | ", effectif insuffisant dans {share}")
        });
        format!("{label} P50 {middle}, P80 {high}{short}")
    };
    let plan = |plan: &&Plan| {
        let years: Vec<String> =
            plan.years.iter().zip(&found.years).map(|(needs, own)| year(needs, &own.label)).collect();
        described(&strategy_name(plan.strategy, language), &years.join(language.pick("; ", " ; ")), language)
    };
    plans.iter().map(plan).collect::<Vec<String>>().join(". ") + "."
}

/// A strategy.
struct Panel<'a> {
    found: &'a Budget,
    plan: &'a Plan,
    plot: Area,
    unit: &'a Unit,
    language: Language,
}

impl Panel<'_> {
    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let Panel { found, plan, plot, unit, language } = *self;
        // Shares stand above the bars.
        let up = Scale::linear(0.0, greatest(found) / unit.factor * 1.06, plot.bottom, plot.top).nice(5);
        let words = |value: f64, decimals: usize| number(value, decimals, language);
        frame::left_axis(canvas, plot, &up, 6, Some(&words))?;
        let name = strategy_name(plan.strategy, language);
        canvas.text(&canvas.fit(&name, NAME, plot.width()), (plot.left, plot.top - 14.0), Anchor::Start, NAME)?;
        let room = plot.width() / plan.years.len().max(1) as f64;
        // A share stands clear of the numbers left of the panel.
        let (mut free, mut free_above) = (f64::NEG_INFINITY, plot.left - 6.0);
        for (f, (needs, year)) in plan.years.iter().zip(&found.years).enumerate() {
            let x = plot.left + room * (f as f64 + 0.5);
            let top = self.bar(canvas, needs, x, room, &up)?;
            let wide = canvas.width(&year.label, SMALL) / 2.0;
            // A year without room for its name stands without.
            if x - wide > free {
                canvas.text(&year.label, (x, plot.bottom + 21.0), Anchor::Middle, SMALL)?;
                free = x + wide + 8.0;
            }
            if let Some(short) = needs.short.filter(|short| short.value > 0.0) {
                let text = percent(short.value, language);
                let wide = canvas.width(&text, SMALL) / 2.0;
                if x - wide > free_above {
                    canvas.text(&text, (x, top - 5.0), Anchor::Middle, SMALL)?;
                    free_above = x + wide + 3.0;
                }
            }
        }
        if let Some(there) = found.all.staff {
            let y = up.at(there / unit.factor);
            // Over bars of any colour the line stands on white.
            canvas.line(&[(plot.left, y), (plot.right, y)], solid(WHITE, 4.6))?;
            canvas.line(&[(plot.left, y), (plot.right, y)], Stroke { color: INK, width: 2.2, dash: Dash::Long })?;
        }
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], solid(GREY, 1.2))
    }

    /// A year's people: filled to P50, hatched to P80. Returns where it ends, or the line of those that are there above it.
    fn bar(&self, canvas: &Canvas<'_>, needs: &Needs, x: f64, room: f64, up: &Scale) -> Result<f64, ChartError> {
        let color = frame::look(self.plan.strategy).0.color;
        let half = (room * PART).min(WIDEST) / 2.0;
        let [middle, high] = [needs.people.p50, needs.people.p80].map(|people| finite(people) / self.unit.factor);
        let (left, right) = (x - half, x + half);
        let lower = Area { left, top: up.at(middle), right, bottom: self.plot.bottom };
        let upper = Area { left, top: up.at(high.max(middle)), right, bottom: up.at(middle) };
        if lower.height() > 0.2 {
            canvas.fill_area(lower, color)?;
        }
        if upper.height() > 0.2 {
            canvas.hatch(upper, 6.0, solid(color, 1.2))?;
            canvas.outline(upper, solid(color, 1.0))?;
        }
        // A share does not stand on the line of those that are there.
        let line = self.found.all.staff.map(|there| up.at(there / self.unit.factor));
        let near = line.filter(|line| (upper.top - 20.0..upper.top + 2.0).contains(line));
        Ok(near.unwrap_or(upper.top))
    }
}

fn key(canvas: &Canvas<'_>, found: &Budget, unit: &Unit, language: Language) -> Result<(), ChartError> {
    let y = 152.0;
    let mut x = MARGIN;
    let there = found.all.staff.map(|there| {
        let (number, noun) = (people(there, language), PERSON.word(there, language));
        say!(language, "{number} {noun} there" | "{number} {noun} en place")
    });
    let median = language.pick("P50 (median)", "P50 (médiane)").to_owned();
    let band = language.pick("from P50 to P80", "du P50 au P80").to_owned();
    for (k, text) in [Some(median), Some(band), there].into_iter().enumerate() {
        let Some(text) = text else { continue };
        let area = Area { left: x, top: y - 12.0, right: x + 22.0, bottom: y + 2.0 };
        match k {
            0 => canvas.fill_area(area, GREY)?,
            1 => {
                canvas.hatch(area, 6.0, solid(GREY, 1.2))?;
                canvas.outline(area, solid(GREY, 1.0))?;
            }
            _ => canvas.line(
                &[(x - 6.0, y - 5.0), (x + 24.0, y - 5.0)],
                Stroke { color: INK, width: 2.2, dash: Dash::Long },
            )?,
        }
        canvas.text(&text, (x + 30.0, y), Anchor::Start, LABEL)?;
        x += 30.0 + canvas.width(&text, LABEL) + 32.0;
    }
    canvas.text(&unit.words, (MARGIN, TOP - 32.0), Anchor::Start, SMALL)
}
