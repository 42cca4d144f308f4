//! What each member pays by the agreed rule and up to four others, against what it would pay alone.

use super::allocation_words::{caption, is_agreed, member, members_in_words, no_answer, question, rule, unit};
use super::canvas::{Anchor, Canvas, Shape, solid};
use super::font;
use super::frame;
use super::frame::{BLUE, GREY, GUIDE, Heading, INK, LABEL, MARGIN, NAME, ORANGE, PLUM, TEAL, WHITE, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::{Chart, ChartError, Language};
use crate::language::{capital, number};
use crate::words::classes::{alone, may_buy};
use plotters::style::RGBColor;
use study::analysis::allocate::found::{Allocations, DivisionResult};

const NAME_OF_CHART: &str = "shares";
/// Middle of the first line of the key, height of a line, and what lies between the last one and the plot.
const KEY: f64 = 118.0;
const LINE: f64 = 24.0;
const BELOW: f64 = 28.0;
/// Height of a row.
const ROW: f64 = 52.0;
/// Greatest width of the names.
const NAMES: f64 = 220.0;
/// Most members shown without a selection, and members at each end of one.
const MOST: usize = 40;
const ENDS: usize = 15;
/// Rules that are drawn if they have an answer, before others.
const FIRST: [&str; 4] = ["shapley", "nucleolus", "scrb", "proportional-saving"];
/// Rules drawn besides the agreed one.
const OTHERS: usize = 4;
/// Looks of the rules, the agreed one first: no two alike in colour or form.
const LOOKS: [(RGBColor, Shape); 5] = [
    (BLUE, Shape::Circle),
    (TEAL, Shape::Square),
    (PLUM, Shape::Triangle),
    (ORANGE, Shape::Diamond),
    (GREY, Shape::Cross),
];

/// What is drawn: rules, and which members.
struct Picture<'a> {
    allocations: &'a Allocations,
    series: Vec<(&'a str, &'a DivisionResult)>,
    /// Places of the members shown, in the order of the game.
    members: Vec<usize>,
    /// Places of the parts of the key: line and left edge.
    key: Vec<(usize, f64)>,
    factor: f64,
    language: Language,
}

/// Draws the chart.
pub(crate) fn draw(allocations: &Allocations, language: Language) -> Result<Chart, ChartError> {
    let series = series(allocations);
    let amounts = series.iter().flat_map(|(_, division)| division.shares.values());
    let greatest = amounts.chain(allocations.game.alone.values()).fold(0.0f64, |most, x| most.max(x.abs()));
    let unit = unit(allocations, greatest, language);
    let members = shown(allocations, &series);
    let title = title(allocations, &series, language);
    let mut picture = Picture { allocations, series, members, key: Vec::new(), factor: unit.factor, language };
    picture.key = picture.lay_key()?;
    let all = members_in_words(allocations, language);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: language.pick(
            format!("What each of {all} pays by rule, and alone"),
            format!("Ce que paie chacun selon la règle, et seul ; {all}"),
        ),
        note: String::new(),
        description: format!("{title}. {}", picture.reading()),
        title,
    };
    let heading = Heading { note: picture.note(), ..heading };
    let axis = caption(language.pick("Cost", "Coût"), &unit);
    let height = picture.top() + ROW * picture.members.len() as f64 + 66.0;
    frame::sheet(&question(allocations, language), language, &heading, height.max(280.0), |canvas| {
        picture.paint(canvas, &axis)
    })
}

/// The agreed rule, and at most four others: the well-known ones that have an answer, then the rest in the order of results.
fn series(allocations: &Allocations) -> Vec<(&str, &DivisionResult)> {
    let (mut found, mut others): (Vec<_>, Vec<_>) =
        allocations.divisions().partition(|(rule, _)| is_agreed(rule, allocations));
    others.sort_by_key(|(rule, _)| !FIRST.contains(rule));
    others.truncate(OTHERS);
    found.extend(others);
    found
}

/// All members, or of very many those whose saving by the first rule is greatest or least.
fn shown(allocations: &Allocations, series: &[(&str, &DivisionResult)]) -> Vec<usize> {
    let alone = &allocations.game.alone.0;
    let mut all: Vec<usize> = (0..alone.len()).collect();
    let (true, Some((_, division))) = (all.len() > MOST, series.first()) else { return all };
    let saving = |k: usize| alone[k].1 - division.shares.0[k].1;
    all.sort_by(|&a, &b| saving(b).total_cmp(&saving(a)));
    all.drain(ENDS..all.len() - ENDS);
    all
}

fn title(allocations: &Allocations, series: &[(&str, &DivisionResult)], language: Language) -> String {
    if let Some((_, division)) = series.first().filter(|(rule, _)| is_agreed(rule, allocations)) {
        return of_agreed(allocations, division, language);
    }
    let all = series.len();
    let good = series.iter().filter(|(_, division)| division.worse_off.is_empty()).count();
    match good {
        _ if all == 0 => no_answer(language).to_owned(),
        0 => language
            .pick(
                "Every rule shown charges somebody more than alone",
                "Toute règle montrée fait payer à un membre plus que seul",
            )
            .to_owned(),
        _ if good == all => language
            .pick("No rule shown charges anybody more than alone", "Aucune règle montrée ne fait payer plus que seul")
            .to_owned(),
        _ => {
            let (s, plural) = if good == 1 { ("s", "") } else { ("", "nt") };
            language.pick(
                format!("{good} of the {all} rules charge{s} nobody more than alone"),
                format!("{good} des {all} règles ne lèse{plural} personne par rapport au coût seul"),
            )
        }
    }
}

/// Whom the agreed rule charges more than alone.
fn of_agreed(allocations: &Allocations, division: &DivisionResult, language: Language) -> String {
    let [worse, all] =
        [division.worse_off.len(), allocations.game.alone.0.len()].map(|count| number(count as f64, 0, language));
    match &division.worse_off[..] {
        [] => language
            .pick(
                "The agreed rule charges nobody more than alone",
                "La règle convenue ne fait payer personne plus que seul",
            )
            .to_owned(),
        [one] => {
            let name = clean(&member(one, allocations, language), 30).replace(' ', "\u{A0}");
            language.pick(
                format!("The agreed rule charges {name} more than alone"),
                format!("Par la règle convenue, {name} paie plus que seul"),
            )
        }
        _ => language.pick(
            format!("The agreed rule charges {worse} of {all} more than alone"),
            format!("Par la règle convenue, {worse} sur {all} paient plus que seuls"),
        ),
    }
}

impl Picture<'_> {
    /// What the marks stand for: what each would cost alone, then the rules.
    fn words(&self) -> Vec<String> {
        let alone = alone(&self.allocations.game, self.language).to_owned();
        let rules = self.series.iter().map(|(named, _)| rule(named, self.allocations, self.language));
        std::iter::once(alone).chain(rules).map(|text| capital(&text)).collect()
    }

    /// Places the parts of the key in as many lines as they need.
    fn lay_key(&self) -> Result<Vec<(usize, f64)>, ChartError> {
        let faces = font::faces()?;
        let (mut line, mut x) = (0, MARGIN);
        let place = |text: String| {
            let width = 16.0 + faces.width(&text, NAME.size, NAME.bold);
            if x > MARGIN && x + width > WIDTH - MARGIN {
                (line, x) = (line + 1, MARGIN);
            }
            let at = (line, x);
            x += width + 26.0;
            at
        };
        Ok(self.words().into_iter().map(place).collect())
    }

    /// Upper edge of the rows.
    fn top(&self) -> f64 {
        let note = if self.note().is_empty() { 0.0 } else { 20.0 };
        KEY + note + LINE * self.key.last().map_or(0.0, |last| last.0 as f64) + BELOW
    }

    /// Who is shown, where not all are.
    fn note(&self) -> String {
        let all = self.allocations.game.alone.0.len();
        let count = number(all as f64, 0, self.language);
        let Some((named, _)) = self.series.first().filter(|_| self.members.len() < all) else { return String::new() };
        let by = clean(&rule(named, self.allocations, self.language), 60);
        self.language.pick(
            format!("{ENDS} largest and {ENDS} smallest savings of {count} members ({by})"),
            format!("Les {ENDS} plus grandes et {ENDS} plus petites économies sur {count} membres ({by})"),
        )
    }

    fn reading(&self) -> String {
        let rules = self.words().split_off(1).join(", ");
        let (alone, seul) = match may_buy(&self.allocations.game) {
            true => ("would stand alone, building or buying,", "construit ou achète seul"),
            false => ("would stand alone,", "construit seul"),
        };
        self.language.pick(
            format!("Each row is a member: a dark bar where it {alone} and a marker for what it pays by {rules}."),
            format!("Chaque rangée est un membre : une barre foncée pour son coût s’il {seul}, une marque pour ce qu’il paie selon {rules}."),
        )
    }

    fn paint(&self, canvas: &Canvas<'_>, caption: &str) -> Result<(), ChartError> {
        let alone = &self.allocations.game.alone.0;
        let name = |k: usize| member(&alone[k].0, self.allocations, self.language);
        let names: Vec<String> = self.members.iter().map(|&k| name(k)).collect();
        let widest = names.iter().map(|name| canvas.width(name, LABEL)).fold(0.0, f64::max).min(NAMES);
        let top = self.top();
        let bottom = top + ROW * names.len() as f64;
        let plot = Area { left: MARGIN + widest + 24.0, top, right: WIDTH - MARGIN, bottom };
        let of_rules = self.series.iter().flat_map(|(_, one)| self.members.iter().map(|&k| one.shares.0[k].1));
        let values = of_rules.chain(self.members.iter().map(|&k| alone[k].1)).map(|x| x / self.factor);
        let (low, high) = values.fold((0.0f64, 0.0f64), |(low, high), x| (low.min(x), high.max(x)));
        let across = Scale::linear(low, high, plot.left, plot.right).nice(7);
        self.key(canvas)?;
        frame::bottom_axis(canvas, plot, &across, 7, caption, self.language)?;
        if across.low < 0.0 {
            canvas.line(&[(across.at(0.0), plot.top), (across.at(0.0), plot.bottom)], solid(GREY, 1.6))?;
        }
        for (row, (name, &k)) in names.iter().zip(&self.members).enumerate() {
            let middle = top + ROW * (row as f64 + 0.5);
            let baseline = middle + (font::ASCENT - font::DESCENT) * LABEL.size / 2.0 - 1.0;
            canvas.line(&[(MARGIN, middle + ROW / 2.0), (WIDTH - MARGIN, middle + ROW / 2.0)], solid(GUIDE, 0.8))?;
            canvas.text(&canvas.fit_ends(name, LABEL, widest + 1.0), (MARGIN, baseline), Anchor::Start, LABEL)?;
            for (slot, ((color, shape), (_, division))) in LOOKS.into_iter().zip(&self.series).enumerate() {
                // Side by side, so that rules that agree do not hide each other.
                let y = middle + 9.6 * (slot as f64 - (self.series.len() as f64 - 1.0) / 2.0);
                canvas.marker(shape, (across.at(division.shares.0[k].1 / self.factor), y), 4.8, color)?;
            }
            // Over the markers, which would hide it where a rule asks just as much.
            bar(canvas, (across.at(alone[k].1 / self.factor), middle), ROW / 2.0 - 3.0)?;
        }
        Ok(())
    }

    /// What the marks stand for, above the plot.
    fn key(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let first = KEY + if self.note().is_empty() { 0.0 } else { 20.0 };
        for (k, (text, &(line, x))) in self.words().iter().zip(&self.key).enumerate() {
            let y = first + LINE * line as f64;
            match k.checked_sub(1).map(|rule| LOOKS[rule]) {
                None => bar(canvas, (x + 5.0, y), 9.0)?,
                Some((color, shape)) => canvas.marker(shape, (x + 5.0, y), 5.4, color)?,
            }
            canvas.text(
                &canvas.fit(text, NAME, WIDTH - MARGIN - x - 16.0),
                (x + 16.0, y + 5.0),
                Anchor::Start,
                NAME,
            )?;
        }
        Ok(())
    }
}

/// Where a member would stand alone.
fn bar(canvas: &Canvas<'_>, (x, middle): (f64, f64), half: f64) -> Result<(), ChartError> {
    let line = [(x, middle - half), (x, middle + half)];
    canvas.line(&line, solid(WHITE, 4.6))?;
    canvas.line(&line, solid(INK, 2.6))
}
