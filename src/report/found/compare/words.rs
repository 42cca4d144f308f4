//! The answer of `compare`: each quantity by scenario, what the others have more than the first, and which inputs differ.

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, Noun, Unit, number, path, range, say};
use crate::words::names::{bare_if_any, median_and_range, none};
use crate::words::{inputs, quantities};
use study::analysis::compare::found::{ComparedQuantity, Comparison, Difference, DifferingInput};
use study::input::problem::{inert, shown};

/// Differing inputs shown; the file has all.
const INPUTS: usize = 12;
/// Longest value of an input.
const LONGEST: usize = 40;

/// What was found, in words.
pub fn document(found: &Comparison, language: Language) -> Document {
    let listed: Vec<String> = found.scenarios.iter().map(|one| shown(&one.name)).collect();
    let words = Words { found, language };
    let mut document = Document::new(language);
    let (all, seed) = (listed.join(" | "), found.seed);
    let count = number(found.replications as f64, 0, language);
    document.paragraph(say!(
        language,
        "{all}; {count} replications of each on the same draws, seed {seed}"
            | "{all} ; {count} réplications de chacun aux mêmes tirages, graine {seed}"
    ));
    let corner = say!(language, "median (5% to 95%)" | "médiane (5 % à 95 %)");
    let header = std::iter::once(corner).chain(listed.iter().cloned());
    document.section().table(Table::new(header, found.quantities.iter().map(|quantity| words.values(quantity))));
    for (k, name) in listed.iter().enumerate().skip(1) {
        document.section();
        words.differences(k - 1, [&listed[0], name], &mut document);
    }
    document.section();
    words.inputs(&listed, &mut document);
    document
}

/// Whether a scenario has more or less of a quantity than the first in any replication.
fn moves(quantity: &ComparedQuantity, k: usize) -> bool {
    let Difference { more, less, .. } = &quantity.differences[k];
    more.value > 0.0 || less.value > 0.0
}

struct Words<'a> {
    found: &'a Comparison,
    language: Language,
}

impl Words<'_> {
    /// The unit of a quantity, as its greatest amount needs.
    fn unit(&self, quantity: &ComparedQuantity) -> Unit {
        let ends = quantity.values.iter().flat_map(|figures| [figures.p5, figures.p95]).flatten();
        let largest = ends.fold(0.0, |most: f64, end| most.max(end.abs()));
        Unit::of_quantity(&quantity.unit, largest, self.language)
    }

    fn named(&self, quantity: &ComparedQuantity, unit: &Unit) -> Cell {
        format!("{}{}", inert(quantities::label(&quantity.path, self.language).chars()), unit.after(", ")).into()
    }

    fn values(&self, quantity: &ComparedQuantity) -> Vec<Cell> {
        let unit = self.unit(quantity);
        let values = quantity
            .values
            .iter()
            .map(|figures| median_and_range([figures.p5, figures.p50, figures.p95], &unit, self.language));
        std::iter::once(self.named(quantity, &unit)).chain(values).collect()
    }

    /// What one scenario has more than the first.
    fn differences(&self, k: usize, [first, name]: [&str; 2], document: &mut Document) {
        let language = self.language;
        let (changed, same): (Vec<&ComparedQuantity>, Vec<&ComparedQuantity>) =
            self.found.quantities.iter().partition(|quantity| moves(quantity, k));
        if !changed.is_empty() {
            let header = [
                say!(language, "{name} more than {first}" | "{name} de plus que {first}"),
                say!(language, "mean (95% interval)" | "moyenne (intervalle de confiance à 95 %)"),
                say!(language, "5% to 95%" | "5 % à 95 %"),
                say!(language, "more in" | "plus dans"),
            ];
            document.table(Table::new(header, changed.iter().map(|quantity| self.difference(quantity, k))));
        }
        if !same.is_empty() {
            let label = |quantity: &&ComparedQuantity| inert(quantities::label(&quantity.path, language).chars());
            let same = same.iter().map(label).collect::<Vec<String>>().join(language.pick("; ", "\u{202F}; "));
            document.paragraph(say!(
                language,
                "{name}: the same in every replication: {same}."
                    | "{name} : identiques dans chaque réplication : {same}."
            ));
        }
    }

    fn difference(&self, quantity: &ComparedQuantity, k: usize) -> Vec<Cell> {
        let (unit, one, language) = (self.unit(quantity), &quantity.differences[k], self.language);
        let amount = |value: Option<f64>| bare_if_any(value, &unit, language);
        let mean = one.mean.map_or_else(
            || none(language).into(),
            |mean| {
                let [low, high] = [mean.low, mean.high].map(|end| amount(end).text.plain());
                let cell = Cell::bare(mean.value, &unit, language);
                let text = format!("{} ({})", cell.text.plain(), range(&low, &high, language));
                cell.read(text)
            },
        );
        let [low, high] = [one.figures.p5, one.figures.p95].map(|end| amount(end).text.plain());
        let between = range(&low, &high, language);
        vec![self.named(quantity, &unit), mean, between.into(), Cell::percent(one.more.value, language)]
    }

    fn inputs(&self, listed: &[String], document: &mut Document) {
        let (differing, language) = (&self.found.inputs, self.language);
        if differing.is_empty() {
            document.paragraph(language.pick("No input differs.", "Aucune donnée ne diffère."));
            return;
        }
        let value = |value: &Option<String>| -> Cell {
            match value {
                None => "–".into(),
                Some(value) if value.chars().count() > LONGEST => {
                    path(&shown(&value.chars().take(LONGEST - 1).chain(['…']).collect::<String>())).into()
                }
                Some(value) => path(&shown(value)).into(),
            }
        };
        let row = |input: &DifferingInput| {
            std::iter::once(inputs::named(&input.path, language).into()).chain(input.values.iter().map(value)).collect()
        };
        let corner = language.pick("inputs that differ", "données qui diffèrent").to_owned();
        let header = std::iter::once(corner).chain(listed.iter().cloned());
        let more = differing.len().checked_sub(INPUTS).filter(|more| *more > 0);
        let note = more.map(|more| Noun::MORE.counted(more, language));
        let note = note.map(|more| say!(language, "{more}: inputs.csv" | "{more} : inputs.csv"));
        let rows = differing.iter().take(INPUTS).map(row);
        document.table(Table::new(header, rows).laid_out(Layout::Wrapped).noted(note)).section();
    }
}
