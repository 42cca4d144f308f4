//! What each member saves in the mean, with its range, as the consortium grows by whoever is worth most.

use super::canvas::{Anchor, Canvas, Dash, Shape, Stroke, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, LABEL, MARGIN, NAME, PLUM, SMALL, WIDTH};
use super::labels::{Area, spread};
use super::partner_words::{measure, money, nobody, question};
use super::scale::Scale;
use super::{Chart, ChartError, Language};
use crate::language::{decimals, number, signed};
use plotters::style::RGBColor;
use study::analysis::partners::found::Partners;

const NAME_OF_CHART: &str = "sizes";
const PLOT: Area = Area { left: 104.0, top: 216.0, right: 916.0, bottom: 534.0 };
/// Baseline of the headings of marks, above the plot, so that no band is covered.
const MARKS: f64 = 178.0;
/// Most numbers below the plot.
const TICKS: usize = 20;

/// The band, pale enough for what lies on it.
const PALE: RGBColor = RGBColor(0xD3, 0xE6, 0xF8);

/// One size of consortium, in the chart's unit.
#[derive(Debug, Clone, Copy)]
struct Point {
    members: usize,
    mean: f64,
    low: f64,
    high: f64,
    total: f64,
}

/// Draws the chart.
pub(crate) fn draw(partners: &Partners, language: Language) -> Result<Chart, ChartError> {
    let mut points = points(partners);
    let greatest =
        points.iter().flat_map(|point| [point.low, point.high, point.mean]).fold(0.0, |a: f64, b| a.max(b.abs()));
    let (unit, words) = money(partners, greatest, language);
    for point in &mut points {
        for value in [&mut point.mean, &mut point.low, &mut point.high, &mut point.total] {
            *value /= unit.factor;
        }
    }
    let title = title(partners, &points, language);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: measure(
            language.pick(
                "Mean saving per member by size of consortium",
                "Économie moyenne par membre selon la taille du groupe",
            ),
            partners,
            language,
        ),
        note: match partners.structure.exact {
            true => language.pick(
                "The best group of each size. Band: 5% to 95% of replications.",
                "Le meilleur groupe de chaque taille. Bande : 5 % à 95 % des simulations.",
            ),
            false => language.pick(
                "Each time whoever is worth most joins next. Band: 5% to 95% of replications.",
                "À chaque pas, le plus utile se joint au groupe. Bande : 5 % à 95 % des simulations.",
            ),
        }
        .to_owned(),
        description: format!("{title}. {}", reading(&points, &unit.words, language)),
        title,
    };
    let height = if points.is_empty() { 260.0 } else { frame::HEIGHT };
    frame::sheet(&question(partners, language), language, &heading, height, |canvas| match &points[..] {
        [] => canvas.text(nobody(language), (480.0, 190.0), Anchor::Middle, LABEL),
        points => Sheet { partners, points, language }.paint(canvas, &words),
    })
}

/// The sizes whose figures are numbers.
fn points(partners: &Partners) -> Vec<Point> {
    let point = |size: &study::analysis::partners::found::Size| {
        let [low, _, high] = size.per_member_p5_p50_p95;
        let (mean, total) = (size.saving_per_member.value, size.saving.value);
        let usable = [low, high, mean, total].iter().all(|value| value.is_finite());
        usable.then_some(Point { members: size.members, mean, low, high, total })
    };
    partners.sizes.iter().filter_map(point).collect()
}

fn title(partners: &Partners, points: &[Point], language: Language) -> String {
    let saves = points.iter().any(|point| point.mean > 0.0);
    let all = partners.administrations.len();
    match partners.largest_saving_per_member.filter(|_| !points.is_empty()) {
        None => nobody(language).to_owned(),
        Some(_) if !saves => language
            .pick("No size of consortium saves anything", "Aucune taille de groupe ne fait économiser")
            .to_owned(),
        Some(best) if best == all => language
            .pick("Each member saves most with all as members", "Chaque membre économise le plus si tous participent")
            .to_owned(),
        Some(best) => language.pick(
            format!("Each member saves most with {best} of {all} members"),
            format!("Chaque membre économise le plus à {best} sur {all}"),
        ),
    }
}

fn reading(points: &[Point], unit: &str, language: Language) -> String {
    let digits = digits(points);
    let one = |point: &Point| {
        let [mean, low, high] = [point.mean, point.low, point.high].map(|value| number(value, digits, language));
        let members = point.members;
        language.pick(
            format!("{members} members: {mean} each ({low} to {high})"),
            format!("{members} membres : {mean} chacun ({low} à {high})"),
        )
    };
    let list = points.iter().map(one).collect::<Vec<String>>().join(language.pick("; ", " ; "));
    let head = language.pick("Saving per member", "Économie par membre");
    match points {
        [] => language.pick("There is nothing to draw.", "Il n’y a rien à tracer.").to_owned(),
        _ => language.pick(format!("{head}, {unit}: {list}."), format!("{head}, {unit} : {list}.")),
    }
}

fn digits(points: &[Point]) -> usize {
    decimals(points.iter().fold(0.0, |most, point| most.max(point.mean.abs())))
}

struct Sheet<'a> {
    partners: &'a Partners,
    points: &'a [Point],
    language: Language,
}

impl Sheet<'_> {
    fn paint(&self, canvas: &Canvas<'_>, words: &str) -> Result<(), ChartError> {
        let language = self.language;
        let ends =
            self.points.iter().fold((0.0f64, 0.0f64), |(low, high), point| (low.min(point.low), high.max(point.high)));
        let up = Scale::linear(ends.0, ends.1, PLOT.bottom, PLOT.top).nice(6);
        let (first, last) = (self.points[0].members as f64, self.points[self.points.len() - 1].members as f64);
        let across = Scale::linear(first - 0.4, last + 0.4, PLOT.left, PLOT.right);
        let caption = language.pick(format!("Saving per member ({words})"), format!("Économie par membre ({words})"));
        canvas.text(&caption, (MARGIN, MARKS - 30.0), Anchor::Start, SMALL)?;
        frame::left_axis(canvas, PLOT, &up, 7, Some(&|value, decimals| number(value, decimals, language)))?;
        self.bottom(canvas, &across)?;
        let places: Vec<(f64, f64)> =
            self.points.iter().map(|p| (across.at(p.members as f64), up.at(p.mean))).collect();
        self.band(canvas, (&across, &up))?;
        canvas.line(&[(PLOT.left, up.at(0.0)), (PLOT.right, up.at(0.0))], solid(INK, 1.6))?;
        canvas.line(&places, solid(BLUE, 3.0))?;
        for &place in &places {
            canvas.marker(Shape::Circle, place, 3.6, BLUE)?;
        }
        self.marks(canvas, &places)
    }

    /// Numbers of members below the plot.
    fn bottom(&self, canvas: &Canvas<'_>, across: &Scale) -> Result<(), ChartError> {
        let stride = self.points.len().div_ceil(TICKS).max(1);
        for point in self.points.iter().step_by(stride) {
            let x = across.at(point.members as f64);
            canvas.line(&[(x, PLOT.bottom), (x, PLOT.bottom + 5.0)], solid(GREY, 1.0))?;
            let text = number(point.members as f64, 0, self.language);
            canvas.text(&text, (x, PLOT.bottom + 21.0), Anchor::Middle, SMALL)?;
        }
        canvas.line(&[(PLOT.left, PLOT.bottom), (PLOT.right, PLOT.bottom)], solid(GREY, 1.2))?;
        let caption = self.language.pick("Members", "Membres");
        canvas.text(caption, (PLOT.right, PLOT.bottom + 43.0), Anchor::End, SMALL)
    }

    /// From P5 to P95: a band between its two edges, or one bar where there is one size only.
    fn band(&self, canvas: &Canvas<'_>, (across, up): (&Scale, &Scale)) -> Result<(), ChartError> {
        let edge = |value: fn(&Point) -> f64| -> Vec<(f64, f64)> {
            self.points.iter().map(|point| (across.at(point.members as f64), up.at(value(point)))).collect()
        };
        let (low, high) = (edge(|point| point.low), edge(|point| point.high));
        if let ([low], [high]) = (&low[..], &high[..]) {
            return canvas.line(&[*low, *high], solid(PALE, 14.0));
        }
        let round: Vec<(f64, f64)> = high.iter().copied().chain(low.iter().rev().copied()).collect();
        canvas.fill(&round, PALE)?;
        for line in [&low, &high] {
            canvas.line(line, Stroke { color: BLUE, width: 1.0, dash: Dash::Dots })?;
        }
        Ok(())
    }

    /// The sizes that save most, in total and per member, in words above the plot with a line to their points.
    fn marks(&self, canvas: &Canvas<'_>, places: &[(f64, f64)]) -> Result<(), ChartError> {
        let language = self.language;
        let at = |members: Option<usize>| {
            members.and_then(|size| self.points.iter().position(|point| point.members == size && point.mean > 0.0))
        };
        let (each, all) = (at(self.partners.largest_saving_per_member), at(self.partners.largest_saving));
        let both = language.pick("Most per member and in total", "Le plus par membre et au total");
        let marks = match each == all {
            true => vec![(each, both, Shape::Diamond)],
            false => vec![
                (each, language.pick("Most per member", "Le plus par membre"), Shape::Diamond),
                (all, language.pick("Most in total", "Le plus au total"), Shape::Square),
            ],
        };
        let mut marks: Vec<(usize, &str, Shape)> =
            marks.into_iter().filter_map(|(k, word, shape)| Some((k?, word, shape))).collect();
        marks.sort_by_key(|mark| mark.0);
        let lines: Vec<String> = marks.iter().map(|mark| self.figures(&self.points[mark.0])).collect();
        let width = |(mark, line): (&(usize, &str, Shape), &String)| {
            (canvas.width(mark.1, NAME) + 18.0).max(canvas.width(line, LABEL))
        };
        let widths: Vec<f64> = marks.iter().zip(&lines).map(width).collect();
        let centres: Vec<f64> = marks.iter().map(|mark| places[mark.0].0).collect();
        let spots = spread(&centres, &widths, (MARGIN, WIDTH - MARGIN), 24.0);
        for (((k, word, shape), line), (x, width)) in marks.into_iter().zip(&lines).zip(spots.into_iter().zip(widths)) {
            canvas.line(&[(x, MARKS + 24.0), places[k]], solid(PLUM, 1.2))?;
            canvas.marker(shape, places[k], 6.5, PLUM)?;
            let left = x - width / 2.0;
            canvas.marker(shape, (left + 6.0, MARKS - 5.0), 5.4, PLUM)?;
            canvas.text(word, (left + 18.0, MARKS), Anchor::Start, NAME)?;
            canvas.text(line, (left, MARKS + 18.0), Anchor::Start, LABEL)?;
        }
        Ok(())
    }

    /// `13 members, +0.99 each, 12.9 in total`
    fn figures(&self, point: &Point) -> String {
        let digits = digits(self.points);
        let members = number(point.members as f64, 0, self.language);
        let mean = signed(point.mean, digits, self.language);
        let total = signed(point.total, digits.saturating_sub(1), self.language);
        self.language.pick(
            format!("{members} members, {mean} each, {total} in total"),
            format!("{members} membres, {mean} chacun, {total} au total"),
        )
    }
}
