//! Words that the charts of a sweep share.

use super::Language;
use super::text::clean;
use super::words::{input, noun, quantity};
use crate::language::{Unit, figure, number};
use crate::words::quantities;
use study::analysis::header::Header;
use study::analysis::sweep::found::{Axis, Cell, Crossing, Sweep};
use study::analysis::variants::MEMBERS;

/// Longest name or value, in characters.
const LONGEST: usize = 60;

/// What an input is called.
pub(super) fn name(axis: &Axis, header: &Header, language: Language) -> String {
    input(&axis.path, header, LONGEST, language)
}

/// A value as it is shown.
pub(super) fn value(text: &str, language: Language) -> String {
    text.parse().map_or_else(|_| clean(text, LONGEST), |value| figure(value, language))
}

/// What is measured, with the replications and the seed.
pub(super) fn measure(sweep: &Sweep, what: &str, language: Language) -> String {
    let (count, seed) = (number(sweep.header.replications as f64, 0, language), sweep.header.seed);
    language.pick(
        format!("{what} · {count} replications of each value, seed {seed}"),
        format!("{what} · {count} simulations par valeur, graine {seed}"),
    )
}

/// Where sharing pays along an input: `below 0.21`, `from 3 members on`.
pub(super) fn crossing(sweep: &Sweep, one: &Crossing, language: Language) -> String {
    let noun = match sweep.over.first() {
        Some(axis) if axis.path == MEMBERS => language.pick(" members", " membres"),
        _ => "",
    };
    let [low, high] = one.between;
    let counts = high - low == 1.0 && low.fract() == 0.0;
    let of = |value: f64| figure(value, language);
    match (counts, one.pays_above) {
        (true, true) => language.pick(format!("from {}{noun} on", of(high)), format!("dès {}{noun}", of(high))),
        (true, false) => language.pick(format!("up to {}{noun}", of(low)), format!("jusqu’à {}{noun}", of(low))),
        (false, true) => language.pick(format!("above {}", of(one.at)), format!("au-dessus de {}", of(one.at))),
        (false, false) => language.pick(format!("below {}", of(one.at)), format!("sous {}", of(one.at))),
    }
}

/// The unit of the quantity, for values up to a greatest one.
pub(super) fn unit(sweep: &Sweep, greatest: f64, language: Language) -> Unit {
    let noun = noun(&sweep.unit, 12, language);
    match sweep.unit.is_money() {
        true => Unit::of(greatest, &noun, language),
        false => Unit { factor: 1.0, words: noun, decimals: 2 },
    }
}

/// The finding: where sharing pays, or, of another quantity than a saving, how far its median goes in the unit of the axis.
pub(super) fn title(sweep: &Sweep, unit: &Unit, language: Language) -> String {
    if !quantities::is_saving_of_all(&sweep.of) {
        return reach(sweep, unit, language);
    }
    let paying = sweep.cells.iter().filter(|cell| cell.saving_p50.is_some_and(|known| known.value > 0.0)).count();
    let all = sweep.cells.len();
    match (&sweep.crossings[..], paying) {
        (_, 0) => language
            .pick(
                "Sharing pays at none of these values",
                "Construire en commun n’est avantageux à aucune de ces valeurs",
            )
            .to_owned(),
        (_, some) if some == all => language
            .pick(
                "Sharing pays at every one of these values",
                "Construire en commun est avantageux à chacune de ces valeurs",
            )
            .to_owned(),
        ([one], _) => {
            let place = crossing(sweep, one, language);
            language.pick(
                format!("In the median case sharing pays {place}"),
                format!("Cas médian : construire en commun est avantageux {place}"),
            )
        }
        (_, some) if sweep.over.len() > 1 => language.pick(
            format!("Sharing pays at {some} of {all} pairs of values"),
            format!("Construire en commun est avantageux pour {some} paires sur {all}"),
        ),
        (_, some) => language.pick(
            format!("Sharing pays at {some} of {all} values"),
            format!("Construire en commun est avantageux à {some} valeurs sur {all}"),
        ),
    }
}

/// `fees.cover: median from 0.42 to 2.1`
fn reach(sweep: &Sweep, unit: &Unit, language: Language) -> String {
    let medians = || sweep.cells.iter().filter_map(|cell: &Cell| cell.of.p50).filter(|median| median.is_finite());
    let [low, high] = [f64::min, f64::max].map(|pick| medians().reduce(pick).unwrap_or(0.0) / unit.factor);
    let words = unit.beside(high, 2, language);
    let [low, high] = [low, high].map(|end| figure(end, language));
    let of = quantity(&sweep.of, &sweep.header, 40, language);
    language
        .pick(format!("{of}: median from {low} to {high} {words}"), format!("{of} : médiane de {low} à {high} {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::analysis_sample::all_sweeps;
    use crate::charts::sweep::draw;
    use Language::{En, Fr};

    /// Medians below a million where bands go beyond: the title counts in the unit of the axis.
    #[test]
    fn title_and_axis_count_in_the_same_unit() {
        // Not even of what is saved against another strategy does the title say that sharing pays.
        for of in ["administration.a.saving", "saving.fork"] {
            let (_, mut sweep) = all_sweeps().swap_remove(0);
            sweep.of = of.to_owned();
            for cell in &mut sweep.cells {
                (cell.of.p50, cell.of.p95) = (Some(5.1e5), Some(2.4e6));
            }
            for (language, axis, title) in [
                (En, "million CAD, 2024 prices", "median from 0.51 to 0.51 million CAD"),
                (Fr, "millions de CAD, prix de 2024", "médiane de 0,51 à 0,51 million de CAD"),
            ] {
                let svg = draw(&sweep, language).expect("a chart").svg;
                assert!(svg.contains(axis) && svg.contains(title), "{of}: {title}");
            }
        }
    }
}
