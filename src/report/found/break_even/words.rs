//! The answer of `break-even`: where each input takes the statistic across the threshold.

use crate::charts::{side, switching_value};
use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, Noun, Unit, figure, file, interval, listed, number, range, say};
use crate::words::{inputs, quantities};
use study::analysis::break_even::found::{BreakEven, Pays, Switching};
use study::analysis::header::Header;

/// Rows of the table; its file has all.
const ROWS: usize = 24;

/// What was found, in words.
pub fn document(found: &BreakEven, language: Language) -> Document {
    let (crossing, level): (Vec<&Switching>, Vec<&Switching>) = found.inputs.iter().partition(|one| one.at.is_some());
    let words = Words { found, language };
    let mut document = Document::new(language);
    document.paragraph(words.head());
    match crossing.first() {
        Some(first) => {
            document.paragraphs(words.nearest(first)).table(words.table(&crossing));
            if crossing.iter().any(|one| one.crossings > 1) {
                document.paragraph(language.pick(
                    "* crosses more than once: the crossing nearest to the present value is given.",
                    "* franchit le seuil plus d’une fois\u{202F}: le passage le plus proche de la valeur actuelle est donné.",
                ));
            }
        }
        None => {
            document.paragraph(language.pick(
                "No input, moved alone, takes it across.",
                "Aucune donnée, déplacée seule, ne la fait passer de l’autre côté.",
            ));
        }
    }
    if !level.is_empty() {
        let level =
            listed(&level.iter().map(|one| inputs::named(&one.path, language)).collect::<Vec<String>>(), language);
        document.paragraph(say!(
            language,
            "No crossing, whatever the value within the range that was searched: {level}."
                | "Aucun passage, quelle que soit la valeur dans l’étendue explorée : {level}."
        ));
    }
    document
}

struct Words<'a> {
    found: &'a BreakEven,
    language: Language,
}

impl Words<'_> {
    /// `saving.p50 is 12.90 million CAD (12.61 to 13.22) as the scenario stands; where does it reach 0?`
    fn head(&self) -> String {
        let (Header { scenario, seed, .. }, language) = (&self.found.header, self.language);
        let (statistic, now) = (quantities::named(&self.found.statistic, self.language), self.found.at_present);
        let ends = [Some(now.value), now.low, now.high, Some(self.found.reaches)];
        let largest = ends.iter().flatten().fold(0.0, |most: f64, end| most.max(end.abs()));
        let unit = Unit::of_quantity(&self.found.unit, largest, language);
        let known = match (now.low, now.high) {
            (Some(low), Some(high)) => {
                format!(" ({})", interval(&unit.bare(low, language), &unit.bare(high, language), language))
            }
            _ => String::new(),
        };
        let (value, reaches) = (unit.amount(now.value, language), figure(self.found.reaches, language));
        let count = number(self.found.header.replications as f64, 0, language);
        let basis = quantities::basis(&self.found.statistic, language);
        say!(
            language,
            "{scenario}: {statistic} is {value}{known}; each input is held at one value, alone, until it reaches {reaches}; {count} replications of each, seed {seed}{basis}"
                | "{scenario} : {statistic} vaut {value}{known} ; on fait varier chaque donnée, une à la fois, jusqu’à ce que {statistic} atteigne {reaches} ; {count} simulations chacune, graine {seed}{basis}"
        )
    }

    /// The nearest of all in words.
    fn nearest(&self, first: &Switching) -> Option<String> {
        let (found, language) = (self.found, self.language);
        let (at, pays) = (first.at?, first.pays?);
        let (statistic, reaches) = (quantities::quoted(&found.statistic, language), figure(found.reaches, language));
        // From where the scenario stands: what it takes to get below the threshold, or up to it.
        let reached = found.at_present.value >= found.reaches;
        let verb = match (pays == Pays::Below) == reached {
            true => language.pick("exceeds", "dépasse"),
            false => language.pick("falls below", "descend sous"),
        };
        let what = match (quantities::pays_above(&found.statistic, found.reaches), reached) {
            (true, true) => {
                language.pick("sharing stops paying", "construire en commun cesse d’être avantageux").to_owned()
            }
            (true, false) => {
                language.pick("sharing begins to pay", "construire en commun devient avantageux").to_owned()
            }
            (false, true) => {
                say!(language, "{statistic} falls below {reaches}" | "{statistic} descend sous {reaches}")
            }
            (false, false) => say!(language, "{statistic} reaches {reaches}" | "{statistic} atteint {reaches}"),
        };
        let (input, value) = (inputs::quoted(&first.path, language), switching_value(first, at.value, language));
        let value = match first.by_factor {
            true => say!(language, "{value} what is assumed" | "{value} ce qui est supposé"),
            false => value,
        };
        let of_all = match first.path.contains('*') && !first.by_factor {
            true => language.pick(", the same for all,", ", identique pour tous,"),
            false => "",
        };
        Some(say!(
            language,
            "Nearest to the present value: {what} when {input}{of_all} {verb} {value}."
                | "Au plus près de la valeur actuelle : {what} quand {input}{of_all} {verb} {value}."
        ))
    }

    fn table(&self, crossing: &[&Switching]) -> Table {
        let language = self.language;
        let header = language.pick(
            ["input", "now", "above the threshold", "searched"],
            ["donnée", "actuellement", "au-dessus du seuil", "étendue explorée"],
        );
        let more = crossing.len().checked_sub(ROWS).filter(|more| *more > 0);
        let note = more.map(|more| Noun::MORE.counted(more, language));
        let note = note
            .map(|more| say!(language, "{more} in the file {}" | "{more} dans le fichier {}", file("break-even.csv")));
        Table::new(header, crossing.iter().take(ROWS).map(|one| self.row(one))).laid_out(Layout::Wrapped).noted(note)
    }

    fn row(&self, one: &Switching) -> Vec<Cell> {
        let language = self.language;
        let value = |value: f64| switching_value(one, value, language);
        let between = |low: f64, high: f64| match low == high {
            true => value(low),
            false => range(&figure(low, language), &value(high), language),
        };
        let side = one.at.map_or_else(String::new, |at| {
            let several = if one.crossings > 1 { "*" } else { "" };
            let known = match (at.low, at.high) {
                (Some(low), Some(high)) => format!(" ({})", between(low, high)),
                _ => String::new(),
            };
            format!("{}{known}{several}", side(one, language))
        });
        let now = one.now.map_or_else(
            || language.pick("from other inputs", "selon d’autres données").to_owned(),
            |[low, _, high]| match one.by_factor {
                true => language.pick("as assumed", "comme supposé").to_owned(),
                false => between(low, high),
            },
        );
        let searched = between(one.searched[0], one.searched[1]);
        vec![inputs::named(&one.path, language).into(), now.into(), side.into(), searched.into()]
    }
}
