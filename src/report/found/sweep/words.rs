//! The answer of `sweep`: figures along an input, or a map of the median over two, and where sharing begins or ceases to
//! pay.

mod verdict;

use crate::document;
use crate::document::{Document, Table};
use crate::language::{Language, Noun, Unit, figure, listed, number, say};
use crate::words::names;
use crate::words::names::bare_if_any;
use crate::words::{inputs, quantities};
use study::analysis::header::Header;
use study::analysis::sweep::found::{Axis, Sweep, some_places};
use study::input::problem::shown;

/// Rows of a table; its file has all.
const ROWS: usize = 25;
/// Columns of a map.
const COLUMNS: usize = 7;

/// What was found, in words.
pub fn document(found: &Sweep, language: Language) -> Document {
    let words = Words { found, language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).section();
    match &found.over[..] {
        [axis] => words.along(axis, &mut document),
        [down, across, ..] => words.over(down, across, &mut document),
        [] => {}
    }
    document
}

struct Words<'a> {
    found: &'a Sweep,
    language: Language,
}

impl Words<'_> {
    /// `canada-notify: saving along members; 12 cells of 10,000 replications, seed 1; present value …`
    fn head(&self) -> String {
        let (Header { scenario, seed, .. }, language) = (&self.found.header, self.language);
        let paths: Vec<String> = self.found.over.iter().map(|axis| inputs::quoted(&axis.path, language)).collect();
        let along = if paths.len() > 1 { language.pick("over", "selon") } else { language.pick("along", "selon") };
        let (paths, of) = (listed(&paths, language), self.of());
        let cells = number(self.found.cells.len() as f64, 0, language);
        let count = number(self.found.header.replications as f64, 0, language);
        let basis = quantities::basis(&self.found.of, language);
        say!(
            language,
            "{scenario}: {of} {along} {paths}; {cells} cells of {count} replications each on the same draws, seed {seed}{basis}"
                | "{scenario} : {of} {along} {paths} ; {cells} cases de {count} simulations chacune aux mêmes tirages, graine {seed}{basis}"
        )
    }

    /// The quantity by the name that options know it by.
    fn of(&self) -> String {
        quantities::quoted(&self.found.of, self.language)
    }

    fn value(&self, text: &str) -> String {
        text.parse().map_or_else(|_| shown(text), |value| figure(value, self.language))
    }

    fn along(&self, axis: &Axis, document: &mut Document) {
        let (found, language) = (self.found, self.language);
        let ends = found.cells.iter().flat_map(|cell| [cell.of.p5, cell.of.p95]).flatten();
        let unit = self.unit(ends);
        let (of, unit_words, unit_below, whose) = (self.of(), unit.after(", "), unit.after(",\n"), self.whose());
        let header = [
            inputs::bare(&axis.path, language),
            say!(language, "{of} (5% to 95%){unit_words}" | "{of} (5 % à 95 %){unit_below}"),
            say!(language, "{whose}cheaper than alone" | "{whose}moins cher\nque seul"),
            say!(language, "breaks even after (median)" | "avantageux après\n(médiane)"),
        ];
        let row = |k: usize| {
            let cell = &found.cells[k];
            let after = match cell.break_even {
                None => language.pick("not in half", "pas dans la moitié").to_owned(),
                Some(0.0) => language.pick("at once", "d’emblée").to_owned(),
                Some(year) => format!("{} {}", figure(year, language), Noun::YEAR.word(year, language)),
            };
            vec![
                self.value(&cell.at[0]).into(),
                names::median_and_range([cell.of.p5, cell.of.p50, cell.of.p95], &unit, language),
                document::Cell::percent(cell.cheaper.value, language),
                after.into(),
            ]
        };
        let rows = some_places(found.cells.len(), ROWS);
        let shortened = rows.len() < found.cells.len();
        document.table(Table::new(header, rows.into_iter().map(row))).section();
        if shortened {
            let all = found.cells.len();
            document.paragraph(say!(
                language,
                "{ROWS} of {all} rows; sweep.csv has all." | "{ROWS} lignes sur {all} ; sweep.csv les a toutes."
            ));
        }
        document.paragraph(format!("{whose}{}", verdict::verdict(found, axis, language)));
    }

    fn unit(&self, amounts: impl Iterator<Item = f64>) -> Unit {
        let largest = amounts.fold(0.0, |most: f64, amount| most.max(amount.abs()));
        Unit::of_quantity(&self.found.unit, largest, self.language)
    }

    /// What is said of sharing is of all together, also where the quantity is of one or of another kind.
    fn whose(&self) -> String {
        match quantities::is_saving_of_all(&self.found.of) {
            true => String::new(),
            false => say!(
                self.language,
                "all together, against building alone: " | "tous ensemble, par rapport à construire seul : "
            ),
        }
    }

    /// The median of the quantity over two inputs.
    fn over(&self, down: &Axis, across: &Axis, document: &mut Document) {
        let (found, language) = (self.found, self.language);
        let medians: Vec<Option<f64>> = found.cells.iter().map(|cell| cell.of.p50).collect();
        let unit = self.unit(medians.iter().flatten().copied());
        let (rows, columns) = (some_places(down.values.len(), ROWS), some_places(across.values.len(), COLUMNS));
        let width = across.values.len();
        let corner = format!("{} \\\n{}", inputs::bare(&down.path, language), inputs::bare(&across.path, language));
        let header = std::iter::once(corner).chain(columns.iter().map(|&column| self.value(&across.values[column])));
        let row = |&row: &usize| {
            let amounts = columns.iter().map(|&column| bare_if_any(medians[row * width + column], &unit, language));
            std::iter::once(self.value(&down.values[row]).into()).chain(amounts).collect()
        };
        let (some, all) = (rows.len() * columns.len(), found.cells.len());
        let shortened = match some < all {
            true => say!(
                language,
                " ({some} of {all} cells; sweep.csv has all)" | " ({some} cases sur {all} ; sweep.csv les a toutes)"
            ),
            false => String::new(),
        };
        let (of, unit_words) = (self.of(), unit.after(", "));
        document.paragraph(say!(
            language,
            "Median of {of}{unit_words}{shortened}:" | "Médiane de {of}{unit_words}{shortened} :"
        ));
        document.table(Table::new(header, rows.iter().map(row))).section();
        let paying = found.cells.iter().filter(|cell| cell.saving_p50.is_some_and(|known| known.value > 0.0)).count();
        let (whose, extremes) = (self.whose(), self.extremes(&medians, (down, across), &unit));
        document.paragraph(say!(
            language,
            "{whose}In the median case sharing pays in {paying} of {all} cells. {extremes}"
                | "{whose}Dans le cas médian, construire en commun est avantageux dans {paying} cases sur {all}. {extremes}"
        ));
    }

    /// `The median of saving goes from −4.2 at a = 1 and b = 2 to …`
    fn extremes(&self, medians: &[Option<f64>], (down, across): (&Axis, &Axis), unit: &Unit) -> String {
        let language = self.language;
        let known = || medians.iter().enumerate().filter_map(|(k, value)| Some((k, (*value)?)));
        let least = known().min_by(|a, b| a.1.total_cmp(&b.1));
        let most = known().max_by(|a, b| a.1.total_cmp(&b.1));
        let (Some(least), Some(most)) = (least, most) else { return String::new() };
        let place = |(k, amount): (usize, f64)| {
            let at = &self.found.cells[k].at;
            let one = |axis: &Axis, value: &str| {
                say!(language, "{} = {}" | "« {} » = {}", inputs::bare(&axis.path, language), self.value(value))
            };
            let (amount, down, across) = (unit.bare(amount, language), one(down, &at[0]), one(across, &at[1]));
            say!(language, "{amount} at {down} and {across}" | "{amount} à {down} et {across}")
        };
        let (of, least, most) = (self.of(), place(least), place(most));
        say!(
            language,
            "The median of {of} goes from {least} to {most}." | "La médiane de {of} va de {least} jusqu’à {most}."
        )
    }
}
