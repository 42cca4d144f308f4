//! Where in a workbook the stretches of a text stand that was made of its cells.

use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// A cell of a sheet, or a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// The sheet, by number.
    pub sheet: usize,
    /// Row and column, from 0; none: the sheet as a whole.
    pub cell: Option<(u32, u32)>,
}

impl At {
    /// The workbook as a whole.
    pub const BOOK: At = At { sheet: usize::MAX, cell: None };

    /// A cell.
    pub fn cell(sheet: usize, row: u32, column: u32) -> At {
        At { sheet, cell: Some((row, column)) }
    }

    /// A sheet.
    pub fn sheet(sheet: usize) -> At {
        At { sheet, cell: None }
    }
}

/// The cells that a text was made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// Names of the sheets.
    sheets: Vec<String>,
    /// Stretches by their beginning; what holds others comes before them.
    stretches: Vec<(Range<usize>, At)>,
    /// Whether the text is what stands in the cells, and not in the notation of scenario files.
    is_plain: bool,
}

impl Places {
    /// Of stretches in any order.
    pub fn new(sheets: Vec<String>, mut stretches: Vec<(Range<usize>, At)>) -> Places {
        stretches.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        Places { sheets, stretches, is_plain: false }
    }

    /// Of a text that is what stands in the cells.
    pub fn plain(self) -> Places {
        Places { is_plain: true, ..self }
    }

    /// A stretch of the text as it was typed in its cell.
    pub fn typed(&self, written: &str) -> String {
        if self.is_plain {
            return written.to_owned();
        }
        if written.starts_with('{') && written.matches('{').count() > written.matches('}').count() {
            // What is said of a value was put in before its end.
            return format!("{} }}", written.trim_end());
        }
        let words = |item: &Spanned<DeValue>| item.get_ref().as_str().map(str::to_owned);
        match DeValue::parse(written).map(Spanned::into_inner) {
            Ok(DeValue::String(text)) => text.into_owned(),
            Ok(DeValue::Array(items)) => {
                let all: Option<Vec<String>> = items.iter().map(words).collect();
                all.map_or_else(|| written.to_owned(), |all| all.join("; "))
            }
            _ => written.to_owned(),
        }
    }

    /// The smallest stretch that holds a span, as people name its place, and whether it is a cell.
    pub fn find(&self, span: &Range<usize>) -> Option<(Range<usize>, String, bool)> {
        let until = self.stretches.partition_point(|(own, _)| own.start <= span.start);
        let holds = |own: &Range<usize>| own.end >= span.end && (own.end > span.start || own.is_empty());
        let holding = self.stretches[..until].iter().filter(|(own, _)| holds(own));
        // Of equals the first is the innermost: what holds it was closed after it.
        // The scenario as a whole is told by what all of it stands in.
        let whole = *span == (0..0) && !self.stretches.iter().any(|(own, _)| *own == (0..0));
        let (own, at) = match whole {
            true => holding.max_by_key(|(own, _)| own.len())?,
            false => holding.min_by_key(|(own, _)| own.len())?,
        };
        let Some(sheet) = self.sheets.get(at.sheet) else { return Some((own.clone(), String::new(), false)) };
        let sheet = format!("sheet \"{sheet}\"");
        Some(match at.cell {
            Some((row, column)) => (own.clone(), format!("{sheet}, cell {}{}", letters(column), row + 1), true),
            None => (own.clone(), sheet, false),
        })
    }
}

/// The letters of a column.
pub(crate) fn letters(column: u32) -> String {
    let (mut rest, mut out) = (column + 1, Vec::new());
    while rest > 0 {
        let letter = (rest - 1) % 26;
        out.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
        );
    }

    #[test]
    fn the_innermost_place_is_told() {
        let sheets = vec!["a".to_owned(), "b".to_owned()];
        let cells = vec![(4..9, At::cell(1, 6, 3)), (0..30, At::sheet(0)), (2..20, At::cell(0, 0, 0))];
        let places = Places::new(sheets, cells);
        let told = |span| places.find(&span).map(|(_, told, _)| told);
        assert_eq!(told(5..6).as_deref(), Some("sheet \"b\", cell D7"));
        assert_eq!(told(2..20).as_deref(), Some("sheet \"a\", cell A1"));
        assert_eq!(told(8..12).as_deref(), Some("sheet \"a\", cell A1"), "what goes beyond a cell is of the row");
        assert_eq!(
            [told(0..0).as_deref(), told(25..26).as_deref(), told(31..32).as_deref()],
            [Some("sheet \"a\""), Some("sheet \"a\""), None]
        );
    }
}
