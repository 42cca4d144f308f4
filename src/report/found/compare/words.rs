//! The answer of `compare`: each quantity by scenario, what the others have more than the first, and which inputs differ.

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, Noun, Unit, file, number, path, range, say};
use crate::words::names;
use crate::words::names::{bare_if_any, in_cell, median_and_range, none};
use crate::words::{inputs, quantities};
use model::results::Dimension;
use study::analysis::compare::found::{
    ComparedMember, ComparedQuantity, Comparison, Difference, DifferingInput, MemberChange,
};
use study::input::problem::{inert, shown};

/// Differing inputs shown; the file has all.
const INPUTS: usize = 12;
/// Members shown; the file has all.
const MEMBERS: usize = 16;
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
            | "{all} ; {count} simulations de chacun aux mêmes tirages, graine {seed}"
    ));
    document.paragraph(say!(
        language,
        "Present value: savings of all at equal service, before any grant; costs in cash. What a member pays and saves: after it."
            | "Valeur actualisée : économies de tous à service égal, avant toute subvention ; coûts en dépense. Ce qu’un membre paie et économise : après elle."
    ));
    let corner = say!(language, "median (5% to 95%)" | "médiane (5 % à 95 %)");
    let header = std::iter::once(corner).chain(listed.iter().map(|name| name.replacen('=', "\n=", 1)));
    document.section().table(
        Table::new(header, found.quantities.iter().map(|quantity| words.values(quantity))).laid_out(Layout::Wrapped),
    );
    for (k, name) in listed.iter().enumerate().skip(1) {
        document.section();
        words.differences(k - 1, [&listed[0], name], &mut document);
        words.members(k - 1, [&listed[0], name], &mut document);
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
                say!(language, "{name}\nmore than {first}" | "{name}\nde plus que {first}"),
                say!(language, "mean (95% interval)" | "moyenne\n(intervalle à 95 %)"),
                say!(language, "5% to 95%" | "5 % à 95 %"),
                say!(language, "more\nin" | "plus\ndans"),
            ];
            let rows = changed.iter().map(|quantity| self.difference(quantity, k));
            document.table(Table::new(header, rows).laid_out(Layout::Wrapped));
        }
        if !same.is_empty() {
            let label = |quantity: &&ComparedQuantity| inert(quantities::label(&quantity.path, language).chars());
            let same = same.iter().map(label).collect::<Vec<String>>().join(language.pick("; ", "\u{202F}; "));
            document.paragraph(say!(
                language,
                "{name}: the same in every replication: {same}."
                    | "{name} : identiques dans chaque simulation : {same}."
            ));
        }
    }

    fn difference(&self, quantity: &ComparedQuantity, k: usize) -> Vec<Cell> {
        let (unit, one, language) = (self.unit(quantity), &quantity.differences[k], self.language);
        let [low, high] = [one.figures.p5, one.figures.p95].map(|end| bare_if_any(end, &unit, language).text.plain());
        let between = range(&low, &high, language);
        let more = Cell::percent(one.more.value, language);
        vec![self.named(quantity, &unit), self.mean(one, &unit), between.into(), more]
    }

    /// The mean of a difference with its interval.
    fn mean(&self, difference: &Difference, unit: &Unit) -> Cell {
        let Some(mean) = difference.mean else { return none(self.language).into() };
        let ends = [mean.low, mean.high].map(|end| bare_if_any(end, unit, self.language).text.plain());
        let cell = Cell::bare(mean.value, unit, self.language);
        let text = format!("{} ({})", cell.text.plain(), range(&ends[0], &ends[1], self.language));
        cell.read(text)
    }

    /// What each member pays and saves more, whoever pays most more first.
    fn members(&self, k: usize, [first, name]: [&str; 2], document: &mut Document) {
        let language = self.language;
        let both = self.found.members.iter().filter_map(|member| Some((member, member.changes[k].as_ref()?)));
        let mut rows: Vec<(&ComparedMember, &MemberChange)> = both.collect();
        if rows.is_empty() {
            return;
        }
        let differs = |one: &Difference| one.more.value > 0.0 || one.less.value > 0.0;
        if !rows.iter().any(|(_, change)| differs(&change.pays) || differs(&change.saves)) {
            document.paragraph(say!(
                language,
                "{name}: no member pays or saves more or less in any replication."
                    | "{name} : aucun membre ne paie ni n’économise plus ou moins dans aucune simulation."
            ));
            return;
        }
        let order = |change: &MemberChange| change.pays.mean.map_or(0.0, |mean| mean.value);
        rows.sort_by(|(_, a), (_, b)| order(b).total_cmp(&order(a)));
        let means = rows.iter().flat_map(|(_, change)| [change.pays.mean, change.saves.mean]).flatten();
        let largest = means.fold(0.0, |most: f64, mean| most.max(mean.value.abs()));
        let unit = Unit::of_quantity(&Dimension::Money(self.found.currency.clone()), largest, language);
        let money = &unit.words;
        let header = [
            say!(language, "{name}\nagainst {first},\n{money}" | "{name}\nface à {first},\n{money}"),
            say!(language, "pays more\n(95% interval)" | "paie de plus\n(intervalle à 95 %)"),
            say!(language, "more\nin" | "plus\ndans"),
            say!(language, "saves more\nthan alone" | "économise de\nplus que seul"),
            say!(language, "more\nin" | "plus\ndans"),
        ];
        let row = |(member, change): &(&ComparedMember, &MemberChange)| {
            let who = in_cell(&names::name(&member.name, &member.id, language), &shown(&member.id));
            let often = |one: &Difference| Cell::percent(one.more.value, language);
            let MemberChange { pays, saves } = change;
            vec![who.into(), self.mean(pays, &unit), often(pays), self.mean(saves, &unit), often(saves)]
        };
        let more = rows.len().checked_sub(MEMBERS).filter(|more| *more > 0);
        let note = more.map(|more| Noun::MORE.counted(more, language));
        let note =
            note.map(|more| say!(language, "{more} in the file {}" | "{more} dans le fichier {}", file("members.csv")));
        document.table(Table::new(header, rows.iter().take(MEMBERS).map(row)).noted(note));
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
        let note =
            note.map(|more| say!(language, "{more} in the file {}" | "{more} dans le fichier {}", file("inputs.csv")));
        let rows = differing.iter().take(INPUTS).map(row);
        document.table(Table::new(header, rows).laid_out(Layout::Wrapped).noted(note)).section();
    }
}
