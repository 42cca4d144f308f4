//! A document as text for a terminal: lines that fit, tables without borders, a blank line between sections.

use comfy_table::{CellAlignment, ContentArrangement, presets};
use report::document::{Block, Document, Layout, Side, Table};
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
    let parts = match table.layout {
        Layout::Split => table.parts(WIDTH),
        // The blanks behind the last column are not shown.
        Layout::Plain => table.parts(WIDTH + 1),
        Layout::Wrapped => vec![table.clone()],
    };
    let texts: Vec<String> = parts.iter().map(set).collect();
    texts.join("\n") + &table.note.as_ref().map_or_else(String::new, |note| wrapped(&note.plain()))
}

/// All columns of a table, which fit.
fn set(table: &Table) -> String {
    let mut shown = comfy_table::Table::new();
    shown.load_style(presets::NOTHING);
    shown.set_header(table.columns.iter().map(|column| column.header.plain()).collect::<Vec<String>>());
    for row in &table.rows {
        shown.add_row(row.iter().map(|cell| cell.text.plain()).collect::<Vec<String>>());
    }
    if table.layout == Layout::Wrapped {
        shown.set_width(WIDTH as u16).set_content_arrangement(ContentArrangement::Dynamic);
    }
    for (column, own) in shown.column_iter_mut().zip(&table.columns) {
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
    use report::document::Cell;

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
