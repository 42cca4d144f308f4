//! Words that the charts of partners share.

use super::Language;
use super::text::clean;
use super::words;
use super::words::who;
use crate::language::{Unit, number};
use study::analysis::partners::found::Partners;

/// Longest name, in characters.
const LONGEST: usize = 60;

/// What is asked, in a line.
pub(super) fn question(partners: &Partners, language: Language) -> String {
    words::question(&partners.header, language)
}

/// What is measured, with the replications and the seed.
pub(super) fn measure(words: &str, partners: &Partners, language: Language) -> String {
    let (count, seed) = (number(partners.header.replications as f64, 0, language), partners.header.seed);
    language.pick(
        format!("{words} · {count} replications of each group, seed {seed}"),
        format!("{words} · {count} simulations de chaque groupe, graine {seed}"),
    )
}

/// The unit of money up to a greatest amount, and what it is: `million CAD, 2024 prices, present value`.
pub(super) fn money(partners: &Partners, greatest: f64, language: Language) -> (Unit, String) {
    let unit = Unit::of(greatest, &clean(&partners.header.currency, 12), language);
    let year = partners.header.price_year;
    let words = language.pick(
        format!("{}, {year} prices, present value", unit.words),
        format!("{}, prix de {year}, valeur actualisée", unit.words),
    );
    (unit, words)
}

/// The name of an administration.
pub(super) fn name(partners: &Partners, id: &str, language: Language) -> String {
    let known = partners.administrations.iter().find(|one| one.id == id);
    clean(&known.map_or_else(|| id.to_owned(), |one| who(&one.name, id, language)), LONGEST)
}

/// Where there is nobody to share with.
pub(super) fn nobody(language: Language) -> &'static str {
    language.pick("There is nobody to share with", "Il n’y a personne avec qui construire")
}
