//! A document as text for a terminal: lines that fit, tables without borders, a blank line between sections.

use comfy_table::{CellAlignment, ContentArrangement, presets};
use report::document::{Block, Cell, Column, Document, Layout, Side, Table};
use report::language::{Language, interval};
use report::words::answer;

/// Longest line, in characters.
const WIDTH: usize = 100;

/// All of it, as lines that end.
pub fn text(document: &Document) -> String {
    let sections = document
        .sections
        .iter()
        .map(|section| section.iter().map(|block| of_block(block, document.language)).collect::<String>());
    sections.filter(|text| !text.is_empty()).collect::<Vec<String>>().join("\n")
}

fn of_block(block: &Block, language: Language) -> String {
    match block {
        Block::Heading(text) => text.plain() + "\n",
        Block::Paragraph(text) => wrapped(&text.plain()),
        Block::Bullet(text) => wrapped(&format!("- {}", text.plain())),
        Block::Detail(text) => wrapped(&format!("  {}", text.plain())),
        Block::Figure { label, value, interval: ends } => {
            let ends = ends.as_deref().map_or_else(String::new, |[low, high]| {
                format!(" ({})", interval(&low.text.plain(), &high.text.plain(), language))
            });
            wrapped(&format!("{} {}{ends}", label.plain(), value.text.plain()))
        }
        Block::Table(table) => of_table(table),
        Block::Warning(text) => wrapped(&answer::warning(&text.plain(), language)),
        Block::Code(text) => text.trim_end_matches('\n').to_owned() + "\n",
        Block::Files { place, names } => wrapped(&answer::results(place, names, language)),
    }
}

/// A sentence on lines that fit.
pub(super) fn wrapped(text: &str) -> String {
    textwrap::fill(text, textwrap::Options::new(WIDTH).subsequent_indent("  ")) + "\n"
}

fn of_table(table: &Table) -> String {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let too_wide = || all.iter().map(|&k| width(table, k)).sum::<usize>() > WIDTH + 1;
    let parts = match table.layout {
        Layout::Split => split(table),
        Layout::Plain if too_wide() => split(table),
        Layout::Plain | Layout::Wrapped => vec![all],
    };
    let texts: Vec<String> = parts.iter().map(|part| columns(table, part)).collect();
    texts.join("\n") + &table.note.as_ref().map_or_else(String::new, |note| wrapped(&note.plain()))
}

/// Characters of a column, with the blanks beside it.
fn width(table: &Table, k: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(k)).map(|cell| &cell.text);
    let texts = cells.chain([&table.columns[k].header]).map(|text| longest(&text.plain()));
    texts.max().unwrap_or(0) + 2
}

/// Characters of the longest line.
fn longest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// Columns that fit beside each other, each time after the first.
fn split(table: &Table) -> Vec<Vec<usize>> {
    let (mut part, mut used) = (vec![0], width(table, 0));
    let mut parts = Vec::new();
    for k in 1..table.columns.len() {
        let own = width(table, k);
        if part.len() > 1 && used + own > WIDTH {
            parts.push(std::mem::replace(&mut part, vec![0]));
            used = width(table, 0);
        }
        part.push(k);
        used += own;
    }
    parts.push(part);
    parts
}

/// Some columns of a table.
fn columns(table: &Table, places: &[usize]) -> String {
    let mut shown = comfy_table::Table::new();
    shown.load_style(presets::NOTHING);
    let columns: Vec<&Column> = places.iter().map(|&k| &table.columns[k]).collect();
    shown.set_header(columns.iter().map(|column| column.header.plain()).collect::<Vec<String>>());
    for row in &table.rows {
        let cell = |&k: &usize| row.get(k).map_or_else(String::new, |cell: &Cell| cell.text.plain());
        shown.add_row(places.iter().map(cell).collect::<Vec<String>>());
    }
    if table.layout == Layout::Wrapped {
        shown.set_width(WIDTH as u16).set_content_arrangement(ContentArrangement::Dynamic);
    }
    for (column, own) in shown.column_iter_mut().zip(columns) {
        column.set_cell_alignment(match own.side {
            Side::Left => CellAlignment::Left,
            Side::Right => CellAlignment::Right,
        });
    }
    shown.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(language: Language, fill: impl FnOnce(&mut Document)) -> String {
        let mut document = Document::new(language);
        fill(&mut document);
        text(&document)
    }

    #[test]
    fn sections_are_apart_and_lines_fit() {
        let long = "word ".repeat(30);
        let text = shown(Language::En, |document| {
            document.paragraph(long.trim()).section().section().bullet("a").warning("b").section();
            document.push(Block::Files { place: "out".to_owned(), names: vec!["a.json".into(), "b.svg".into()] });
        });
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(lines[1].starts_with("  word"), "{text}");
        assert_eq!(lines[2..], ["", "- a", "Warning: b", "", "Results: out: a.json, charts"]);
    }

    #[test]
    fn french_has_its_own_punctuation() {
        let text = shown(Language::Fr, |document| {
            document.warning("b");
            document.figure("médiane", Cell::from("1"), Some(["0".into(), "2".into()]));
        });
        let interval = "intervalle de confiance à 95\u{202F}%\u{202F}: 0 à 2";
        assert_eq!(text, format!("Attention\u{202F}: b\nmédiane 1 ({interval})\n"));
    }

    #[test]
    fn wide_tables_are_split_after_their_first_column() {
        let many = |word: &str| std::iter::repeat_n(format!("{word}{}", "x".repeat(14)), 12);
        let headers = ["who".to_owned()].into_iter().chain(many("h")).chain(["last".to_owned()]);
        let row = [Cell::from("one")].into_iter().chain(many("c").map(Cell::from)).chain(["yes".into()]).collect();
        let table = Table::new(headers, [row]).laid_out(Layout::Split);
        let text = shown(Language::En, |document| {
            document.table(table);
        });
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(lines.iter().filter(|line| line.starts_with(" who")).count(), 3, "{text}");
        assert_eq!(text.matches("yes").count(), 1, "{text}");
    }
}
