//! ARFF, in which data sets on software effort are handed round: `@relation`, an `@attribute` a column, `@data`, a row a line.
//!
//! Values are separated by commas, quoted by either quote with `\\` before what is meant literally; `?` is a missing value,
//! and a line that begins with `%` a comment. Words in the place of numbers are refused where numbers are asked for. Not
//! read, and said so: sparse rows (`{2 5, 7 1}`), weights of rows, and relational attributes.
//!
//! Source: Weka, <https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/>.

use super::{MOST_COLUMNS, MOST_FIELD, MOST_PROBLEMS, MOST_ROWS, Report, Row, Table, shown, trim};
use crate::input::node::{Key, Node, Value};
use std::ops::Range;

/// Whether a text is ARFF: it begins with `@relation`, after comments.
pub(super) fn is_arff(text: &str) -> bool {
    lines(text).map(|span| trim(&text[span])).find(|line| says(line)).is_some_and(|line| begins(line, "@relation"))
}

/// Reads it; what is wrong is reported.
pub(super) fn read(text: &str, report: &mut Report) -> Table {
    let mut table = Table { columns: Vec::new(), rows: Vec::new() };
    let mut data = false;
    for span in lines(text).filter(|span| says(trim(&text[span.clone()]))) {
        let line = trim(&text[span.clone()]);
        if report.errors > MOST_PROBLEMS || table.rows.len() > MOST_ROWS {
            break;
        }
        match data {
            true => table.rows.extend(row(text, span, table.columns.len(), report)),
            false if begins(line, "@data") => data = true,
            false if begins(line, "@attribute") => table.columns.extend(attribute(text, span, report)),
            false if begins(line, "@relation") => {}
            false => {
                let message = format!("`{}` before @data is neither @attribute nor a comment", shown(line));
                report.error(span, message);
            }
        }
    }
    let end = text.len()..text.len();
    if table.rows.len() > MOST_ROWS {
        report.error(end, "more rows than are read: at most 100,000");
    } else if table.columns.len() > MOST_COLUMNS {
        report.error(end, format!("{} columns; at most {MOST_COLUMNS} are read", table.columns.len()));
    } else if table.rows.is_empty() && report.errors == 0 {
        let message = if data { "no row after @data" } else { "no @data: the rows are missing" };
        report.error(end, message);
    }
    super::distinct_columns(&table.columns, report);
    table
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr().addr();
    text.split(['\n', '\r']).map(move |line| line.as_ptr().addr() - start..line.as_ptr().addr() - start + line.len())
}

/// Whether a line is neither empty nor a comment.
fn says(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('%')
}

fn begins(line: &str, word: &str) -> bool {
    line.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}

/// The column that a line `@attribute name type` declares.
fn attribute(text: &str, line: Range<usize>, report: &mut Report) -> Option<Key> {
    let at = line.start + text[line.clone()].find('@')? + "@attribute".len();
    let blanks = text[at..line.end].len() - text[at..line.end].trim_start_matches([' ', '\t']).len();
    let begin = at + blanks;
    let Some((name, end)) = word(text, begin, line.end, &[' ', '\t', '{']).filter(|(name, _)| !name.is_empty()) else {
        report.error(line, "an @attribute without a name").help("write `@attribute name numeric`");
        return None;
    };
    let kind = trim(&text[end..line.end]);
    if begins(kind, "relational") {
        report.error(line, "a relational attribute: a table within a row, which is not read").help("leave it out");
        return None;
    }
    if kind.is_empty() {
        let help = format!("write `@attribute {} numeric`, or string, date or {{…}}", shown(&name));
        report.error(line, "an @attribute without a type").help(help);
        return None;
    }
    Some(Key { place: report.place(begin..end), text: name })
}

/// One row of data.
fn row(text: &str, line: Range<usize>, columns: usize, report: &mut Report) -> Option<Row> {
    if trim(&text[line.clone()]).starts_with('{') {
        let help = "save it with a value for every attribute (in Weka: the filter SparseToNonSparse)";
        report.error(line, "a sparse row, which is not read").help(help);
        return None;
    }
    let mut cells = Vec::with_capacity(columns);
    let mut at = line.start;
    loop {
        let Some((value, end)) = word(text, at, line.end, &[',']) else {
            let message = "a quote that is not closed, or text after it";
            report.error(at..line.end, message).help("a quote within a value has `\\` before it");
            return None;
        };
        let missing = trim(&text[at..end]) == "?";
        if value.len() > MOST_FIELD {
            report.error(at..end, format!("a field of {} bytes; at most 64 KiB are read", value.len()));
        }
        let value = Value::Text(if missing { String::new() } else { value });
        cells.push(Node { place: report.place(at..end), value });
        if end == line.end || cells.len() > MOST_COLUMNS {
            break;
        }
        at = end + 1;
    }
    if cells.len() != columns {
        let s = if cells.len() == 1 { "" } else { "s" };
        report.error(line, format!("{} value{s} in this row, {columns} attributes", cells.len()));
        return None;
    }
    Some(Row { place: report.place(line), cells })
}

/// A word from a place on, quoted or up to one of some characters, and where it ends; none where quotes are not in order.
fn word(text: &str, begin: usize, end: usize, until: &[char]) -> Option<(String, usize)> {
    let raw = &text[begin..end];
    let blanks = raw.len() - raw.trim_start_matches([' ', '\t']).len();
    let Some(quote) = raw[blanks..].chars().next().filter(|c| matches!(c, '\'' | '"')) else {
        let length = raw.find(until).unwrap_or(raw.len());
        return Some((trim(&raw[..length]).to_owned(), begin + length));
    };
    let (mut word, mut literal) = (String::new(), false);
    for (at, c) in raw.char_indices().skip_while(|(at, _)| *at <= blanks) {
        if literal || (c != '\\' && c != quote) {
            word.push(c);
            literal = false;
        } else if c == '\\' {
            literal = true;
        } else {
            let rest = &raw[at + 1..];
            let more = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let ends = rest[more..].chars().next().is_none_or(|c| until.contains(&c));
            let ends = ends || (more > 0 && until.contains(&' '));
            let length = if until.contains(&' ') { at + 1 } else { at + 1 + more };
            return ends.then_some((word, begin + length));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::problem::{Problems, Sources};

    fn told(text: &str) -> (Option<Table>, Vec<String>) {
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let table = crate::input::table::read(text.as_bytes(), "t.arff", &mut sources, &mut problems);
        let line = |place| sources.position(place).0;
        (table, problems.iter().map(|one| format!("{} {}", line(&one.place), one.message)).collect())
    }

    #[test]
    fn columns_and_rows_are_read() {
        let (table, problems) = told(concat!(
            "% of projects\n\n@RELATION 'two words'\r\n@attribute id numeric\n@Attribute 'person hours' REAL\n",
            "@attribute \"lang\\\"s\"{1, 'b c'}\n@attribute note string\n@DATA\n% none\n",
            "1, 10.5 ,'b c',?\n2,?,1, 'it\\'s, so' \n"
        ));
        assert_eq!(problems, [""; 0]);
        let table = table.expect("a table");
        let names: Vec<&str> = table.columns.iter().map(|column| column.text.as_str()).collect();
        assert_eq!(names, ["id", "person hours", "lang\"s", "note"]);
        let text = |cell: &Node| if let Value::Text(text) = &cell.value { text.clone() } else { String::new() };
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.cells.iter().map(text).collect()).collect();
        assert_eq!(rows, [["1", "10.5", "b c", ""], ["2", "", "1", "it's, so"]]);
    }

    #[test]
    fn what_is_not_read_is_said() {
        let head = "@relation a\n@attribute x numeric\n@attribute y numeric\n";
        for (rest, message) in [
            ("@data\n{1 5}\n", "5 a sparse row, which is not read"),
            ("@data\n1,2,3\n", "5 3 values in this row, 2 attributes"),
            ("@data\n1,'2\n", "5 a quote that is not closed, or text after it"),
            ("@data\n", "5 no row after @data"),
            ("1,2\n", "4 `1,2` before @data is neither @attribute nor a comment"),
            (
                "@attribute z relational\n@data\n1,2\n",
                "4 a relational attribute: a table within a row, which is not read",
            ),
            ("@attribute x numeric\n@data\n1,2,3\n", "4 column `x` is given twice: it is column 1 and column 3"),
            ("@attribute z\n@data\n1,2\n", "4 an @attribute without a type"),
        ] {
            let (table, problems) = told(&format!("{head}{rest}"));
            assert!(table.is_none() && problems.iter().any(|one| one == message), "{rest}: {problems:#?}");
        }
    }
}
