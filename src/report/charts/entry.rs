//! Payments on entry by year of joining: from what leaves the founders no worse off to what still leaves the newcomer a saving.

use super::canvas::{Anchor, Canvas, Shape, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, LABEL, MARGIN, PLUM, SMALL, TEAL, WIDTH};
use super::labels::Area;
use super::scale::Scale;
use super::text::clean;
use super::words;
use super::words::question;
use super::{Chart, ChartError, Language};
use crate::language::{Unit, decimals, figure, number};
use study::analysis::terms::found::{Entry, EntryYear, Terms};

const PLOT: Area = Area { left: 104.0, top: 196.0, right: 916.0, bottom: 500.0 };
const HEIGHT: f64 = 560.0;
/// Half the width of a bar where there is room.
const HALF: f64 = 14.0;
/// Most of the way to the next bar that half of one takes.
const PART: f64 = 0.36;

/// Draws the chart.
pub(crate) fn draw(found: &Terms, entry: &Entry, language: Language) -> Result<Chart, ChartError> {
    let ends: Vec<(&EntryYear, [f64; 2])> =
        entry.years.iter().map(|year| (year, [year.least_payment, year.most_payment])).collect();
    let greatest = ends.iter().flat_map(|(_, ends)| *ends).fold(0.0, |most: f64, end| most.max(end.abs()));
    let unit = Unit::of(greatest, &clean(&found.header.currency, 12), language);
    let who = words::who(&entry.newcomer.name, &entry.newcomer.id, language);
    let title = title(&ends, &unit, &who, language);
    let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
    let heading = Heading {
        name: "entry",
        measure: language.pick(
            format!("Payment of {who} to the founders by year of joining · {count} replications of each, seed {seed}"),
            format!("Droit d’entrée selon l’année d’adhésion : {who} · {count} simulations chacune, graine {seed}"),
        ),
        note: language
            .pick(
                "Paid in the year of joining, in the mean. A bar spans the payments from which both gain.",
                "En moyenne, payé l’année d’adhésion. Une barre couvre les droits où chacun gagne.",
            )
            .to_owned(),
        description: format!("{title}. {}", reading(&ends, &unit, language)),
        title,
    };
    let height = if ends.is_empty() { 260.0 } else { HEIGHT };
    frame::sheet(&question(&found.header, language), language, &heading, height, |canvas| match ends.is_empty() {
        true => {
            let why = language.pick("There is nothing to draw.", "Il n’y a rien à tracer.");
            canvas.text(why, (WIDTH / 2.0, 190.0), Anchor::Middle, LABEL)
        }
        false => paint(canvas, &ends, &unit, found.header.price_year, language),
    })
}

/// Whether some payment leaves both no worse off.
fn suits(year: &EntryYear) -> bool {
    year.least_payment <= year.most_payment
}

fn title(ends: &[(&EntryYear, [f64; 2])], unit: &Unit, who: &str, language: Language) -> String {
    match ends.iter().find(|(year, [_, most])| suits(year) && *most > 0.0) {
        None => language.pick("No payment on entry suits both", "Aucun droit d’entrée ne convient aux deux").to_owned(),
        Some((year, [least, most])) => {
            // Both amounts have the decimals of the greater one.
            let digits = decimals(*most / unit.factor);
            let (joins, words) = (figure(year.joins, language), unit.beside(*most / unit.factor, digits, language));
            let amount = |value: f64| number(value / unit.factor, digits, language);
            let who = clean(who, 24).replace(' ', "\u{A0}");
            let most = amount(*most);
            match amount(*least) != amount(0.0) && *least > 0.0 {
                true => language.pick(
                    format!("Year {joins}: {who} could pay {} to {most} {words}", amount(*least)),
                    format!("Adhésion l’an {joins} : de {} à {most} {words} ({who})", amount(*least)),
                ),
                false => language.pick(
                    format!("Year {joins}: {who} could pay up to {most} {words}"),
                    format!("Adhésion l’an {joins} : jusqu’à {most} {words} ({who})"),
                ),
            }
        }
    }
}

fn reading(ends: &[(&EntryYear, [f64; 2])], unit: &Unit, language: Language) -> String {
    let one = |(year, [least, most]): &(&EntryYear, [f64; 2])| {
        let [least, most] = [least, most].map(|value| number(value / unit.factor, 2, language));
        let joins = figure(year.joins, language);
        language.pick(format!("{joins}: {least} and {most}"), format!("{joins} : {least} et {most}"))
    };
    ends.iter().map(one).collect::<Vec<_>>().join(language.pick("; ", " ; ")) + "."
}

/// Years of joining as far apart as they are, and half the width of a bar.
fn places(ends: &[(&EntryYear, [f64; 2])]) -> (Scale, f64) {
    let years = || ends.iter().map(|(year, _)| year.joins).filter(|year| year.is_finite());
    let [first, last] = [f64::min, f64::max].map(|pick| years().reduce(pick).unwrap_or(0.0));
    let across = Scale::linear(first - 0.5, last + 0.5, PLOT.left, PLOT.right);
    let apart = ends.windows(2).map(|pair| across.at(pair[1].0.joins) - across.at(pair[0].0.joins));
    let least = apart.filter(|width| *width > 0.0).fold(f64::INFINITY, f64::min);
    (across, HALF.min(least * PART))
}

fn paint(
    canvas: &Canvas<'_>,
    ends: &[(&EntryYear, [f64; 2])],
    unit: &Unit,
    price_year: i64,
    language: Language,
) -> Result<(), ChartError> {
    key(canvas, language)?;
    let [least, most] =
        [f64::min, f64::max].map(|pick| ends.iter().flat_map(|(_, ends)| *ends).fold(0.0, pick) / unit.factor);
    let up = Scale::linear(least, most, PLOT.bottom, PLOT.top).nice(6);
    let (across, half) = places(ends);
    let words = &unit.words;
    let caption = language.pick(format!("{words}, {price_year} prices"), format!("{words}, prix de {price_year}"));
    canvas.text(&caption, (MARGIN, PLOT.top - 18.0), Anchor::Start, SMALL)?;
    frame::left_axis(canvas, PLOT, &up, 7, Some(&|value, decimals| number(value, decimals, language)))?;
    for (year, [least, most]) in ends {
        let x = across.at(year.joins);
        let [low, high] = [least, most].map(|value| up.at(value / unit.factor));
        if suits(year) {
            canvas.fill_area(Area { left: x - half, top: high, right: x + half, bottom: low.max(high + 1.0) }, TEAL)?;
        }
        canvas.marker(Shape::Circle, (x, low), 5.5, BLUE)?;
        canvas.marker(Shape::Diamond, (x, high), 6.0, PLUM)?;
        canvas.text(&figure(year.joins, language), (x, PLOT.bottom + 21.0), Anchor::Middle, SMALL)?;
    }
    canvas.line(&[(PLOT.left, up.at(0.0)), (PLOT.right, up.at(0.0))], solid(GREY, 1.2))?;
    let caption = language.pick("years after the start", "années après le début");
    canvas.text(caption, (PLOT.right, PLOT.bottom + 43.0), Anchor::End, SMALL)
}

fn key(canvas: &Canvas<'_>, language: Language) -> Result<(), ChartError> {
    let y = PLOT.top - 48.0;
    canvas.marker(Shape::Circle, (MARGIN + 6.0, y), 5.5, BLUE)?;
    let least =
        language.pick("least: the founders are no worse off", "minimum\u{202F}: les fondateurs n’y perdent pas");
    canvas.text(least, (MARGIN + 20.0, y + 5.0), Anchor::Start, SMALL)?;
    let x = MARGIN + 20.0 + canvas.width(least, SMALL) + 36.0;
    canvas.marker(Shape::Diamond, (x, y), 6.0, PLUM)?;
    let most =
        language.pick("most: the newcomer saves nothing more", "maximum\u{202F}: le nouveau n’économise plus rien");
    canvas.text(most, (x + 14.0, y + 5.0), Anchor::Start, SMALL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::decision_sample::all_terms;

    #[test]
    fn years_are_as_far_apart_as_they_are() {
        let (_, terms) = all_terms().swap_remove(0);
        let mut years = terms.entry.expect("an entry").years;
        years.truncate(3);
        for (year, joins) in years.iter_mut().zip([1.0, 2.0, 5.0]) {
            year.joins = joins;
        }
        let ends: Vec<(&EntryYear, [f64; 2])> = years.iter().map(|year| (year, [0.0, 1.0])).collect();
        let (across, half) = places(&ends);
        let apart = |a: f64, b: f64| across.at(b) - across.at(a);
        assert!((apart(2.0, 5.0) - 3.0 * apart(1.0, 2.0)).abs() < 1e-9);
        assert!(half > 0.0 && 2.0 * half < apart(1.0, 2.0));
        let alone = places(&ends[..1]);
        assert!(alone.1 == HALF && (PLOT.left..PLOT.right).contains(&alone.0.at(1.0)));
    }

    #[test]
    fn any_name_fits_the_french() {
        let (_, terms) = all_terms().swap_remove(0);
        let mut entry = terms.entry.clone().expect("an entry");
        entry.newcomer.name.en = "Illinois".to_owned();
        let svg = draw(&terms, &entry, Language::Fr).expect("a chart").svg;
        assert!(svg.contains("Illinois") && !svg.contains("de Illinois"));
    }
}
