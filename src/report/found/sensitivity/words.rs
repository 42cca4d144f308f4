//! The answer of `sensitivity`: which inputs decide, how much, and in which direction.

mod warnings;

use crate::document::{Cell, Document, Figures, Table};
use crate::language::{Language, Noun, Unit, figure, file, number, percent, quoted, say};
use crate::words::{inputs, phrases, quantities};
use model::results::Dimension;
use study::analysis::sensitivity::found::{FactorResult, Index, Sensitivity};
use study::input::problem::{inert, shown};

/// Factors in each table; the files have all of them.
const ROWS: usize = 10;
/// Longest name and longest source, in characters.
const NAME: usize = 48;
const SOURCE: usize = 90;

/// What was found, in words.
pub fn document(found: &Sensitivity, language: Language) -> Document {
    let (bars, decisive) = (found.bars(), found.decisive());
    let words = Words { found, language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).paragraph(language.pick(
        "Shares that inputs decide alone, and with all others (± of 95% intervals): of the variance of the ranks, which is how \
         high it is among all that are possible, and of the variance, which is by how much. Trend: rank correlation.",
        "Part de la variance que chaque donnée explique, seule puis avec toutes les autres (±\u{202F}: intervalle de confiance \
         à 95\u{202F}%). Rangs\u{202F}: place parmi toutes les valeurs possibles\u{202F}; variance\u{202F}: ampleur. \
         Tendance\u{202F}: corrélation des rangs.",
    ));
    document.section().table(words.shares(&decisive));
    document.section().paragraph(words.caption());
    document.section().table(words.tornado(&bars)).section();
    let mut told: Vec<&str> = Vec::new();
    for one in decisive.into_iter().take(ROWS).chain(bars.into_iter().take(ROWS)) {
        if !told.contains(&one.name.as_str()) {
            told.push(&one.name);
            document.paragraph(words.meaning(one));
        }
    }
    let chance = percent(found.chance.clamp(0.0, 1.0), language);
    document.paragraph(say!(
        language,
        "Chance events by themselves decide {chance} of the ranks; the rest is what is not known, or both together."
            | "Le hasard des événements explique à lui seul {chance} de la variance des rangs ; le reste vient de ce qu’on ignore, ou des deux ensemble."
    ));
    for warning in &found.warnings {
        document.warning(warnings::sentence(*warning, language));
    }
    document
}

struct Words<'a> {
    found: &'a Sensitivity,
    language: Language,
}

impl Words<'_> {
    fn unit(&self, unit: &Dimension, greatest: f64) -> Unit {
        Unit::of_quantity(unit, greatest, self.language)
    }

    /// `saving`: mean 11.9 million CAD …
    fn head(&self) -> String {
        let (found, language) = (self.found, self.language);
        let is_chance = found.unit == Dimension::Probability;
        let moments = match (found.mean, found.sd) {
            (Some(mean), Some(sd)) if is_chance => {
                let [mean, sd] = [mean, sd].map(|value| figure(value, language));
                say!(language, "probability {mean}, standard deviation {sd}" | "probabilité {mean}, écart type {sd}")
            }
            (Some(mean), Some(sd)) => {
                let unit = self.unit(&found.quantity_unit, mean.abs().max(sd));
                let [mean, sd] = [mean, sd].map(|value| unit.amount(value, language));
                say!(language, "mean {mean}, standard deviation {sd}" | "moyenne {mean}, écart type {sd}")
            }
            _ => language.pick("no variance", "aucune variance").to_owned(),
        };
        let (scenario, of) = (
            shown(&found.header.scenario),
            quantities::named(if is_chance { &found.of } else { &found.quantity }, language),
        );
        let (count, seed) = (number(found.header.replications as f64, 0, language), found.header.seed);
        let basis = quantities::basis(&found.quantity, language);
        say!(
            language,
            "{scenario}: what decides {of}: {moments}; {count} replications of each set of points, seed {seed}{basis}"
                | "{scenario} : ce qui détermine {of} : {moments} ; {count} simulations de chaque jeu de points, graine {seed}{basis}"
        )
    }

    fn shares(&self, decisive: &[&FactorResult]) -> Table {
        let language = self.language;
        let index = |one: Index| {
            let half = (one.high - one.low) / 2.0;
            let text = [one.value, half].map(|value| number(value, 2, language)).join(" ±");
            let figures =
                Figures { value: one.value, interval: Some([one.low, one.high]), decimals: 2, unit: String::new() };
            Cell { text: text.into(), figures: Some(figures) }
        };
        let header = language.pick(
            ["input", "ranks: alone", "with others", "variance: alone", "with others", "trend"],
            [
                "donnée",
                "rangs\u{202F}:\nseule",
                "avec\nles autres",
                "variance\u{202F}:\nseule",
                "avec\nles autres",
                "tendance",
            ],
        );
        let rows = decisive.iter().take(ROWS).map(|one| {
            let of_variance = one.variance.map(|shares| [shares.first_order, shares.total].map(index));
            let mut row: Vec<Cell> =
                vec![name(one, language).into(), index(one.ranks.first_order), index(one.ranks.total)];
            row.extend(of_variance.unwrap_or_else(|| ["–".into(), "–".into()]));
            row.push(one.rank_correlation.map_or("–".into(), |trend| Cell::number(trend, 2, language)));
            row
        });
        Table::new(header, rows).noted(self.more(decisive.len(), "sensitivity.csv"))
    }

    /// What a table leaves out.
    fn more(&self, rows: usize, name: &str) -> Option<String> {
        let more = rows.checked_sub(ROWS).filter(|more| *more > 0)?;
        let (more, file) = (Noun::MORE.counted(more, self.language), file(name));
        Some(say!(self.language, " and {more} in the file {file}" | " et {more} dans le fichier {file}"))
    }

    /// What the bars are of.
    fn caption(&self) -> String {
        let (found, language) = (self.found, self.language);
        let (free, median) = (found.base.free.value, found.base.median);
        let now = self.unit(&found.unit, free).amount(free, language);
        let case = self.unit(&found.quantity_unit, median).amount(median, language);
        let [of, quantity] = [&found.of, &found.quantity].map(|name| quantities::quoted(name, language));
        say!(
            language,
            "Tornado: {of} is {now}; with one input at its P10, then at its P90, all others drawn; and in the one case in which all others are at their median, where {quantity} is {case}:"
                | "Diagramme en tornade : {of} vaut {now}. Le tableau donne sa valeur quand une donnée passe de son P10 à son P90, les autres étant tirées au hasard, puis dans le cas médian, où elles sont à leur médiane et où {quantity} vaut {case} :"
        )
    }

    fn tornado(&self, bars: &[&FactorResult]) -> Table {
        let (found, language) = (self.found, self.language);
        let largest = |values: &dyn Fn(&FactorResult) -> [f64; 2]| {
            bars.iter().flat_map(|one| values(one)).fold(0.0, |most: f64, value| most.max(value.abs()))
        };
        let largest = [largest(&|one| one.tornado.free), largest(&|one| one.tornado.median)];
        // Amounts of one unit are to be read beside each other.
        let both = largest[0].max(largest[1]);
        let [of_free, of_median] = if found.unit == found.quantity_unit { [both, both] } else { largest };
        let (free, median) = (self.unit(&found.unit, of_free), self.unit(&found.quantity_unit, of_median));
        let pair = |ends: [f64; 2], unit: &Unit| ends.map(|end| unit.bare(end, language)).join(" → ");
        let comma = language.pick(", ", ",\n");
        let (of_free, of_median) = (free.after(comma), median.after(comma));
        let header = [
            say!(language, "input" | "donnée"),
            say!(language, "P10 → P90" | "P10 → P90"),
            say!(language, "others drawn{of_free}" | "les autres au hasard{of_free}"),
            say!(language, "median case{of_median}" | "cas médian{of_median}"),
        ];
        let rows = bars.iter().take(ROWS).map(|one| {
            let bar = &one.tornado;
            let happens = if bar.happens { language.pick("no → yes", "non → oui") } else { "" };
            let at =
                bar.at.map_or_else(|| happens.to_owned(), |ends| ends.map(|end| figure(end, language)).join(" → "));
            vec![name(one, language).into(), at.into(), pair(bar.free, &free).into(), pair(bar.median, &median).into()]
        });
        Table::new(header, rows).noted(self.more(bars.len(), "tornado.csv"))
    }

    /// An input by name and path, what it means, and where its values come from.
    fn meaning(&self, one: &FactorResult) -> String {
        let language = self.language;
        let count = one.inputs;
        let parts = [
            inputs::meaning(&one.name, &one.meaning, language),
            (count > 1).then(|| say!(language, "{count} inputs" | "{count} données")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let mark = one.mark.as_ref().map(|mark| format!("[{mark}]"));
        let said = [Some(parts.join(", ")).filter(|parts| !parts.is_empty()), mark];
        let said = said.into_iter().flatten().collect::<Vec<String>>().join(" ");
        let source = one.source.as_ref().map(|source| short(&phrases::reason(source, self.language)));
        // What the scenario gives has no mark, and a source in a language of its own.
        let source = source.map(|source| if one.mark.is_none() { quoted(&source) } else { source });
        let all = [Some(said).filter(|said| !said.is_empty()), source];
        let all: Vec<String> = all.into_iter().flatten().collect();
        let (name, all) = (inputs::named(&one.name, language), all.join(language.pick("; ", " ; ")));
        if all.is_empty() { name } else { say!(language, "{name}: {all}" | "{name} : {all}") }
    }
}

/// A source that is not cut off in the middle of a word.
fn short(source: &str) -> String {
    let source: String = inert(source.chars());
    if source.chars().count() <= SOURCE {
        return source;
    }
    let start: String = source.chars().take(SOURCE).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start[..end].trim_end_matches([',', ';']))
}

/// The name in a cell; its path stands below the tables.
fn name(one: &FactorResult, language: Language) -> String {
    let name = inputs::label(&one.name, language);
    let name = match inputs::name(&one.name, language) {
        Some(_) => inert(name.chars()),
        None => return inputs::bare(&one.name, language),
    };
    match name.chars().count() > NAME {
        true => name.chars().take(NAME - 1).chain(['…']).collect(),
        false => name,
    }
}
