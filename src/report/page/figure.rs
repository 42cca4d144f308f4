//! A chart with its numbers: the drawing as it stands, and below it, folded, the table that it draws.

use super::blocks::Setter;
use super::chapter::{Drawn, Numbers};
use super::markup::{element, of_text};
use super::words::columns;
use crate::charts::Chart;
use crate::document::{Cell, Column, Figures, Side, Table};
use crate::found::Tables;
use crate::language::{Language, figure, number, say};
use crate::output::OutputError;
use study::analysis::header::Names;

/// Rows shown of a table; more are in its file.
const ROWS: usize = 200;
/// Digits of a whole number that may be a year or a count, and is left as it is.
const SHORT: usize = 4;

/// What words of a scenario stand for in a table: names of what has ids, and the currency.
pub(super) struct Called {
    /// Names of administrations and modules.
    pub names: Names,
    /// The currency.
    pub currency: String,
}

/// Charts with the numbers that tables have of them.
pub(super) fn drawn(
    charts: Vec<Chart>,
    tables: &Tables,
    called: &Called,
    language: Language,
) -> Result<Vec<Drawn>, OutputError> {
    let one = |chart: Chart| {
        let file = chart.numbers().and_then(|of| Some((of, tables.iter().find(|(name, _)| *name == of.table)?)));
        let numbers = file.map(|(of, (name, bytes))| read(bytes, name, |column| of.draws(column), called, language));
        Ok(Drawn { chart, numbers: numbers.transpose()? })
    };
    charts.into_iter().map(one).collect()
}

/// The columns that are drawn, of the first rows of a file.
fn read(
    bytes: &[u8],
    file: &str,
    draws: impl Fn(&str) -> bool,
    called: &Called,
    language: Language,
) -> Result<Numbers, OutputError> {
    let mut reader = csv::Reader::from_reader(bytes);
    let headers = reader.headers()?.clone();
    let places: Vec<usize> = headers.iter().enumerate().filter(|(_, name)| draws(name)).map(|(at, _)| at).collect();
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for record in reader.records() {
        let record = record?;
        match rows.len() < ROWS {
            true => {
                let cell = |&at: &usize| cell(&headers[at], &record[at], &called.names, language);
                rows.push(places.iter().map(cell).collect::<Vec<Cell>>());
            }
            false => left_out += 1,
        }
    }
    let columns = places.iter().enumerate().map(|(k, &at)| {
        let numeric = rows.iter().any(|row| row[k].figures.is_some());
        let header = columns::heading(&headers[at], &called.currency, language);
        Column { header: header.into(), side: if numeric { Side::Right } else { Side::Left } }
    });
    let table = Table { columns: columns.collect(), ..Table::new([""; 0], rows.iter().cloned()) };
    Ok(Numbers { table, file: Some(file.to_owned()), left_out })
}

/// A cell of a file: what is a number is rounded, a short whole one stays as it is; keys and ids have words.
fn cell(column: &str, text: &str, names: &Names, language: Language) -> Cell {
    // What never comes has no number.
    if ["inf", "-inf", "NaN"].contains(&text) {
        return "–".into();
    }
    let Some(value) = text.parse::<f64>().ok().filter(|value| value.is_finite()) else {
        return columns::said(column, text, names, language).into();
    };
    let whole = text.len() <= SHORT && text.bytes().all(|digit| digit.is_ascii_digit());
    let read = if whole { text.to_owned() } else { figure(value, language) };
    let figures = Figures { value, interval: None, decimals: 0, unit: String::new() };
    Cell { text: read.into(), figures: Some(figures) }
}

/// As markup.
pub(super) fn markup(drawn: &Drawn, setter: &mut Setter, language: Language) -> String {
    let name = drawn.chart.name;
    // Two charts may have one title; the drawing within tells its own.
    let label = setter.next_chart();
    let region = [("class", "chart"), ("role", "region"), ("tabindex", "0"), ("aria-label", label.as_str())];
    let chart = element("div", &region, &drawn.chart.svg);
    let numbers = drawn.numbers.as_ref().map_or_else(String::new, |numbers| folded(numbers, setter, language));
    // Where a window is narrower than its title, the drawing moves sideways; who hears the page has the title from the drawing.
    let words = narrow(title(&drawn.chart.svg), language);
    let caption = element("figcaption", &[("aria-hidden", "true")], &words);
    element("figure", &[("id", &format!("chart-{name}"))], &format!("{caption}\n{chart}\n{numbers}")) + "\n"
}

/// What a drawing says it has found: its title, which is escaped as the drawing is.
fn title(svg: &str) -> &str {
    let inner = svg.split_once("<title").and_then(|(_, rest)| rest.split_once("</title>"));
    inner.and_then(|(title, _)| title.split_once('>')).map_or("", |(_, words)| words)
}

/// Above a drawing in a narrow window.
fn narrow(title: &str, language: Language) -> String {
    say!(language, "{title}. The chart moves sideways." | "{title}. Le graphique défile de côté.")
}

fn folded(numbers: &Numbers, setter: &mut Setter, language: Language) -> String {
    let summary = language.pick("The numbers of this chart", "Les chiffres de ce graphique");
    let mut inner = of_text("summary", &[], summary) + "\n";
    if let Some(file) = &numbers.file {
        inner += &of_text("p", &[("class", "note")], &about(file, numbers.left_out, language));
    }
    inner += &setter.table(&numbers.table);
    element("details", &[("class", "numbers")], &inner)
}

/// What the table is of its file.
fn about(file: &str, left_out: usize, language: Language) -> String {
    let (shown, left) = (number(ROWS as f64, 0, language), number(left_out as f64, 0, language));
    match left_out {
        0 => say!(
            language,
            "Rounded; {file}, beside this page, has all digits and all columns."
                | "Arrondis ; {file}, à côté de cette page, a tous les chiffres et toutes les colonnes, dont les noms sont en anglais."
        ),
        _ => say!(
            language,
            "The first {shown} rows, rounded; {file}, beside this page, has {left} more, and all digits and columns."
                | "Les {shown} premières lignes, arrondies ; {file}, à côté de cette page, en a {left} de plus, et tous les chiffres et colonnes, dont les noms sont en anglais."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::analysis_sample::{all_sensitivities, all_switching};
    use crate::charts::budget_sample::all_budgets;
    use crate::charts::decision_sample::{all_decisions, all_terms};
    use crate::found::Found;

    /// Columns that French calls as files do.
    const SAME: [&str; 3] = ["administration", "simulation", "gain"];

    fn called(currency: &str) -> Called {
        Called { names: Names::default(), currency: currency.to_owned() }
    }

    #[track_caller]
    fn has_numbers(found: &impl Found, currency: &str) {
        let tables = found.tables().expect("tables");
        let charts = found.charts(Language::Fr).expect("charts");
        for drawn in drawn(charts, &tables, &called(currency), Language::Fr).expect("readable") {
            let numbers = drawn.numbers.unwrap_or_else(|| panic!("{} has no numbers", drawn.chart.name));
            assert!(numbers.table.columns.len() >= 2, "{}", drawn.chart.name);
            let of = drawn.chart.numbers().expect("listed");
            let (_, bytes) = tables.iter().find(|(name, _)| *name == of.table).expect("its table");
            let headers: Vec<String> =
                csv::Reader::from_reader(&bytes[..]).headers().expect("headers").iter().map(str::to_owned).collect();
            for start in of.columns {
                assert!(headers.iter().any(|header| header.starts_with(start)), "{}: {start}", drawn.chart.name);
            }
            // Who reads the page knows no names of columns.
            for column in &numbers.table.columns {
                let words = column.header.plain();
                assert!(!words.contains('_') && !headers.contains(&words) || SAME.contains(&&*words), "{words}");
            }
        }
    }

    #[test]
    fn page_charts_have_their_numbers() {
        all_decisions().iter().for_each(|(_, found)| has_numbers(found, &found.header.currency));
        all_terms().iter().for_each(|(_, found)| has_numbers(found, &found.header.currency));
        all_budgets().iter().for_each(|(_, found)| has_numbers(found, &found.header.currency));
        all_switching().iter().for_each(|(_, found)| has_numbers(found, &found.header.currency));
        all_sensitivities().iter().for_each(|(_, found)| has_numbers(found, &found.header.currency));
        crate::charts::allocation_sample::allocations().iter().for_each(|(_, found)| has_numbers(found, "CAD"));
    }

    #[test]
    fn page_numbers_are_short_and_long_tables_are_cut() {
        let rows: String = (0..ROWS + 5).map(|k| format!("{},1234567.891,on\n", 2000 + k % 9)).collect();
        let numbers = read(
            format!("year,cost,who\n{rows}").as_bytes(),
            "a.csv",
            |name| name != "who",
            &called("CAD"),
            Language::Fr,
        );
        let numbers = numbers.expect("readable");
        let first: Vec<String> = numbers.table.rows[0].iter().map(|cell| cell.text.plain()).collect();
        assert_eq!(first, ["2000", "1\u{202F}234\u{202F}568"]);
        assert_eq!((numbers.table.rows.len(), numbers.left_out), (ROWS, 5));
    }
}
