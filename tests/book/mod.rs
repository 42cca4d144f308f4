//! A workbook as it stands in its file, read without what wrote it.

use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

/// A cell: what is stored, not what is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula, and the number beside it.
    Formula(String, f64),
}

impl Cell {
    /// Its number.
    pub fn number(&self) -> f64 {
        match self {
            Cell::Number(value) | Cell::Formula(_, value) => *value,
            Cell::Text(text) => panic!("`{text}` is no number"),
        }
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Cells by row and column, from 0.
    pub cells: BTreeMap<(usize, usize), Cell>,
}

impl Sheet {
    /// Words at a place; none where there are none.
    pub fn text(&self, row: usize, column: usize) -> &str {
        match self.cells.get(&(row, column)) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// The row in which a column has these words.
    pub fn row(&self, column: usize, words: &str) -> usize {
        let found = self.cells.iter().find(|((_, at), cell)| *at == column && **cell == Cell::Text(words.to_owned()));
        found.unwrap_or_else(|| panic!("no `{words}` in column {column} of {}", self.name)).0.0
    }

    /// The column of a header.
    pub fn column(&self, header: &str) -> usize {
        let found = self.cells.iter().find(|(_, cell)| **cell == Cell::Text(header.to_owned()));
        found.unwrap_or_else(|| panic!("no `{header}` in {}", self.name)).0.1
    }

    /// All words.
    pub fn texts(&self) -> Vec<&str> {
        let text = |cell: &'_ Cell| matches!(cell, Cell::Text(_));
        self.cells.iter().filter(|(_, cell)| text(cell)).map(|((row, column), _)| self.text(*row, *column)).collect()
    }

    /// Formulas with the numbers beside them, by place.
    pub fn formulas(&self) -> Vec<((usize, usize), &str, f64)> {
        let formula = |(place, cell): (&(usize, usize), &'_ Cell)| match cell {
            Cell::Formula(_, value) => Some((*place, *value)),
            _ => None,
        };
        let places: Vec<((usize, usize), f64)> = self.cells.iter().filter_map(formula).collect();
        let words = |place: &(usize, usize)| match &self.cells[place] {
            Cell::Formula(formula, _) => formula.as_str(),
            _ => "",
        };
        places.into_iter().map(|(place, value)| (place, words(&place), value)).collect()
    }
}

/// A workbook: its parts by name.
pub struct Book(BTreeMap<String, String>);

impl Book {
    /// Of a file.
    pub fn open(path: &Path) -> Book {
        Book::of(&std::fs::read(path).expect("a workbook"))
    }

    /// Of its bytes.
    pub fn of(bytes: &[u8]) -> Book {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
        let mut parts = BTreeMap::new();
        for k in 0..archive.len() {
            let mut part = archive.by_index(k).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            let name = part.name().expect("a name").into_owned();
            parts.insert(name, text);
        }
        Book(parts)
    }

    /// A part as it is written.
    pub fn part(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.0.keys()))
    }

    /// Names of all parts.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The sheets, in order.
    pub fn sheets(&self) -> Vec<Sheet> {
        let strings = self.strings();
        let book = Document::parse(self.part("xl/workbook.xml")).expect("XML");
        let names =
            book.descendants().filter(|node| node.has_tag_name("sheet")).filter_map(|node| node.attribute("name"));
        let sheet = |(k, name): (usize, &str)| {
            let part = Document::parse(self.part(&format!("xl/worksheets/sheet{}.xml", k + 1))).expect("XML");
            let cells =
                part.descendants().filter(|node| node.has_tag_name("c")).filter_map(|node| cell(node, &strings));
            Sheet { name: name.to_owned(), cells: cells.collect() }
        };
        names.enumerate().map(sheet).collect()
    }

    /// A sheet by its name.
    pub fn sheet(&self, name: &str) -> Sheet {
        let sheets = self.sheets();
        let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        sheets.into_iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no {name} in {names:?}"))
    }

    fn strings(&self) -> Vec<String> {
        let part = Document::parse(self.part("xl/sharedStrings.xml")).expect("XML");
        let all = part.descendants().filter(|node| node.has_tag_name("si"));
        let text = |node: Node| {
            node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text().map(str::to_owned)).collect()
        };
        // The escape of what would be an escape.
        all.map(text).map(|text: String| text.replace("_x005F_", "_")).collect()
    }
}

/// A cell that holds something, with its place.
fn cell(node: Node, strings: &[String]) -> Option<((usize, usize), Cell)> {
    let child = |name: &str| node.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text());
    let value = child("v")?;
    let place = place(node.attribute("r").expect("a place"));
    let number = || value.parse::<f64>().expect("a number");
    let cell = match (node.attribute("t"), child("f")) {
        (Some("s"), None) => Cell::Text(strings[value.parse::<usize>().expect("a string's number")].clone()),
        (None, Some(formula)) => Cell::Formula(formula.to_owned(), number()),
        (None, None) => Cell::Number(number()),
        (kind, formula) => panic!("a cell of kind {kind:?} with {formula:?}"),
    };
    Some((place, cell))
}

/// `C5` is row 4, column 2.
fn place(name: &str) -> (usize, usize) {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters.fold(0, |sum, letter| 26 * sum + usize::from(letter - b'A') + 1) - 1;
    let row: usize = name.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse().expect("a row");
    (row - 1, column)
}
