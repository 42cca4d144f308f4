//! Blocks as markup, each kind once.

use super::markup::{element, escape, of_text};
use crate::document::{Block, Cell, Column, Layout, Side, Span, Table, Text};
use crate::language::{Language, interval, say};
use crate::words::answer;
use std::borrow::Cow;

/// What is set: tables and charts are counted through the whole page, so that each has a name.
pub(super) struct Setter {
    language: Language,
    tables: usize,
    charts: usize,
}

impl Setter {
    /// At the beginning of a page.
    pub fn new(language: Language) -> Setter {
        Setter { language, tables: 0, charts: 0 }
    }

    /// Blocks in order; bullets and details that follow each other stand in one list.
    pub fn blocks(&mut self, blocks: &[Block]) -> String {
        let kind = |block: &Block| match block {
            Block::Bullet(_) => Some("bullets"),
            Block::Detail(_) => Some("details"),
            _ => None,
        };
        let mut out = String::new();
        for group in blocks.chunk_by(|one, next| kind(one).is_some() && kind(one) == kind(next)) {
            let inner: String = group.iter().map(|block| self.block(block) + "\n").collect();
            out += &match kind(&group[0]) {
                Some(class) => element("ul", &[("class", class)], &inner) + "\n",
                None => inner,
            };
        }
        out
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Heading(words) => element("h3", &[], &text(words, self.language)),
            Block::Paragraph(words) => element("p", &[], &text(words, self.language)),
            Block::Bullet(words) | Block::Detail(words) => element("li", &[], &text(words, self.language)),
            Block::Figure { label, value, interval: ends } => {
                let ends = ends.as_deref().map_or_else(String::new, |[low, high]| {
                    let words = interval(&low.text.plain(), &high.text.plain(), self.language);
                    format!(" ({})", escape(&words))
                });
                let value = element("strong", &[], &text(&value.text, self.language));
                element("p", &[], &format!("{} {value}{ends}", text(label, self.language)))
            }
            Block::Table(table) => self.table(table),
            Block::Warning(words) => {
                let word = of_text("strong", &[], answer::warning("", self.language).trim());
                element("p", &[("class", "warning")], &format!("{word} {}", text(words, self.language)))
            }
            Block::Code(words) => element("pre", &[], &of_text("code", &[], words.trim_end())),
            Block::Files { place, names } => of_text("p", &[], &answer::results(place, names, self.language)),
        }
    }

    /// What the next chart is called.
    pub fn next_chart(&mut self) -> String {
        self.charts += 1;
        let number = self.charts;
        say!(self.language, "Chart {number}" | "Graphique {number}")
    }

    /// A table in a region of its own, so that a narrow page moves it alone.
    pub fn table(&mut self, table: &Table) -> String {
        let table = &*across(table);
        match table.layout {
            Layout::Split => table.parts(SHEET).iter().map(|part| self.whole(part)).collect(),
            _ => self.whole(table),
        }
    }

    fn whole(&mut self, table: &Table) -> String {
        self.tables += 1;
        let number = self.tables;
        let label = say!(self.language, "Table {number}" | "Tableau {number}");
        let headers: String = table.columns.iter().map(|column| header(column, self.language)).collect();
        let row = |cells: &Vec<Cell>| {
            let cells = cells.iter().zip(&table.columns).enumerate();
            element(
                "tr",
                &[],
                &cells.map(|(at, (cell, column))| data(at, cell, column, self.language)).collect::<String>(),
            ) + "\n"
        };
        let rows: String = table.rows.iter().map(row).collect();
        let head = element("thead", &[], &element("tr", &[], &headers));
        let whole = element("table", &[], &format!("{head}\n{}", element("tbody", &[], &rows)));
        let region = [("class", "table"), ("role", "region"), ("tabindex", "0"), ("aria-label", label.as_str())];
        let note = table
            .note
            .as_ref()
            .map_or_else(String::new, |note| element("p", &[("class", "note")], &text(note, self.language)));
        element("div", &region, &whole) + &note
    }
}

/// Characters across that fit a sheet of paper.
const SHEET: usize = 110;
/// Columns of a table that may be split beyond which its columns become its rows: a page is long rather than wide.
const WIDE: usize = 16;

/// A table that is too wide, with its columns as rows.
fn across(table: &Table) -> Cow<'_, Table> {
    let [first, others @ ..] = &table.columns[..] else { return Cow::Borrowed(table) };
    if table.layout != Layout::Split || table.columns.len() <= WIDE {
        return Cow::Borrowed(table);
    }
    let names = table.rows.iter().filter_map(|row| row.first()).map(|cell| cell.text.clone());
    let row = |(at, column): (usize, &Column)| -> Vec<Cell> {
        let cells = table.rows.iter().map(|row| row.get(at + 1).cloned().unwrap_or_default());
        let header = Cell { text: column.header.clone(), figures: None };
        std::iter::once(header).chain(cells).collect()
    };
    let headers = std::iter::once(first.header.clone()).chain(names);
    Cow::Owned(Table::new(headers, others.iter().enumerate().map(row)).noted(table.note.clone()))
}

/// A sentence or more. Files of results lie beside the page.
pub(super) fn text(words: &Text, language: Language) -> String {
    let one = |span: &Span| match span {
        Span::File(_) => language.pick("beside this page", "à côté de cette page").to_owned(),
        Span::Plain(words) => prose(words),
        Span::Code(words) | Span::Path(words) => code(words),
        Span::Quoted(words) => element("span", &[("lang", "")], &prose(words)),
    };
    words.0.iter().map(one).collect()
}

/// Words in which what stands between backticks can be typed.
fn prose(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return lines(words);
    }
    let one = |(at, part): (usize, &&str)| if at % 2 == 1 { code(part) } else { lines(part) };
    parts.iter().enumerate().map(one).collect()
}

/// What can be typed; a long path may be parted behind its signs, a number not.
fn code(words: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for (at, sign) in words.char_indices().filter(|(_, c)| matches!(c, '.' | '_' | '/')) {
        let end = at + sign.len_utf8();
        if words[end..].starts_with(char::is_alphabetic) {
            out += &(lines(&words[from..end]) + "<wbr />");
            from = end;
        }
    }
    element("code", &[], &(out + &lines(&words[from..])))
}

/// Text whose lines stay apart.
fn lines(words: &str) -> String {
    escape(words).replace('\n', "<br />")
}

fn header(column: &Column, language: Language) -> String {
    let words = text(&column.header, language);
    match words.trim().is_empty() {
        true => "<td></td>".to_owned(),
        false => element("th", &[("scope", "col"), ("class", side(column))], &words),
    }
}

/// A cell: the first names its row, where it has words. What can be calculated with is kept beside what is read.
fn data(at: usize, cell: &Cell, column: &Column, language: Language) -> String {
    let value = cell.figures.as_ref().map(|figures| format!("{}", figures.value));
    let value = value.as_deref().map(|value| ("data-value", value));
    let attributes: Vec<(&str, &str)> = [("class", side(column))].into_iter().chain(value).collect();
    match at == 0 && column.side == Side::Left && !cell.text.0.is_empty() {
        true => element("th", &[&[("scope", "row")], &attributes[..]].concat(), &text(&cell.text, language)),
        false => element("td", &attributes, &text(&cell.text, language)),
    }
}

fn side(column: &Column) -> &'static str {
    match column.side {
        Side::Left => "words",
        Side::Right => "number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(blocks: &[Block]) -> String {
        Setter::new(Language::En).blocks(blocks)
    }

    #[test]
    fn page_lists_hold_what_belongs_together() {
        let [bullet, detail] = [Block::Bullet, Block::Detail].map(|make| move |text: &str| make(text.into()));
        let html =
            markup(&[bullet("a"), bullet("b"), detail("c"), Block::Paragraph("d & `e.f = 0.2`".into()), detail("g")]);
        let lists = "<ul class=\"bullets\"><li>a</li>\n<li>b</li>\n</ul>\n<ul class=\"details\"><li>c</li>\n</ul>\n";
        let rest = "<p>d &amp; <code>e.<wbr />f = 0.2</code></p>\n<ul class=\"details\"><li>g</li>\n</ul>\n";
        assert_eq!(html, format!("{lists}{rest}"));
    }

    #[test]
    fn page_files_lie_beside_it() {
        let words = format!("2 more in the file {}", crate::language::file("a.csv"));
        assert_eq!(markup(&[Block::Paragraph(words.into())]), "<p>2 more in the file beside this page</p>\n");
    }

    #[test]
    fn page_blocks_are_each_set_once() {
        let figure = Block::Figure {
            label: "median".into(),
            value: Cell::from("1"),
            interval: Some(Box::new(["0".into(), "2".into()])),
        };
        let files = Block::Files { place: "out".to_owned(), names: vec!["a.json".to_owned()] };
        let html = markup(&[
            Block::Heading("h".into()),
            figure,
            Block::Warning("w".into()),
            Block::Code("c <d>\n".into()),
            files,
        ]);
        let expected = "<h3>h</h3>\n<p>median <strong>1</strong> (95% interval 0 to 2)</p>\n\
                        <p class=\"warning\"><strong>Warning:</strong> w</p>\n<pre><code>c &lt;d&gt;</code></pre>\n\
                        <p>Results: out: a.json</p>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn page_wide_tables_stand_upright() {
        let headers = std::iter::once("who".to_owned()).chain((0..20).map(|k| format!("c{k}")));
        let row =
            std::iter::once(Cell::from("one")).chain((0..20).map(|k| Cell::number(f64::from(k), 0, Language::En)));
        let table = Table::new(headers, [row.collect()]);
        let [wide, upright] =
            [Layout::Plain, Layout::Split].map(|layout| markup(&[Block::Table(table.clone().laid_out(layout))]));
        assert_eq!([wide.matches("<tr>").count(), upright.matches("<tr>").count()], [2, 21]);
        let last = "<tr><th scope=\"row\" class=\"words\">c19</th><td class=\"number\" data-value=\"19\">19</td></tr>";
        assert!(
            upright.contains(last) && upright.contains("role=\"region\" tabindex=\"0\" aria-label=\"Table 1\""),
            "{upright}"
        );
    }
}
