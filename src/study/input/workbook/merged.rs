//! Merged cells: what is read is the first of them, though all of them look filled.

use super::draft::Draft;
use super::literal;
use super::sheet::{Merged, Sheet};
use crate::input::places::{At, letters};

impl Merged {
    /// As a spreadsheet names it, such as A2:A4.
    fn name(self) -> String {
        let cell = |(row, column): (u32, u32)| format!("{}{}", letters(column), u64::from(row) + 1);
        format!("{}:{}", cell(self.first), cell(self.last))
    }

    /// Whether some of them are read: those of columns that are, from the row of the headings on.
    fn is_read(self, head: u32, columns: &[u32]) -> bool {
        // A heading that is merged with empty cells below it stays one heading.
        let is_tall_heading = self.first.0 == head && self.first.1 == self.last.1;
        let covers = |column: &u32| (self.first.1..=self.last.1).contains(column);
        self.last.0 >= head && !is_tall_heading && columns.iter().any(covers)
    }
}

/// Tells of merged cells among those that are read.
pub(super) fn tell(sheet: (usize, &Sheet), head: u32, columns: &[u32], draft: &mut Draft) {
    let (number, cells) = sheet;
    for merged in cells.merged.iter().filter(|merged| merged.is_read(head, columns)) {
        let (row, column) = merged.first;
        let Some(cell) = cells.rows.get(&row).and_then(|row| row.get(&column)) else { continue };
        let message =
            format!("the cells {} are merged: only the first is read, the others count as empty", merged.name());
        let help = "part them again, and fill in each";
        draft.error(At::cell(number, row, column), &literal::content(Some(cell)), message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_counts() {
        let of = |first, last| Merged { first, last };
        assert_eq!(of((1, 0), (3, 0)).name(), "A2:A4");
        for (merged, read) in [
            (of((0, 0), (0, 5)), false),
            (of((2, 0), (3, 0)), false),
            (of((2, 0), (2, 1)), true),
            (of((3, 0), (5, 0)), true),
            (of((3, 3), (3, 4)), false),
            (of((3, 2), (3, 4)), false),
            (of((0, 0), (9, 9)), true),
        ] {
            assert_eq!(merged.is_read(2, &[0, 1]), read, "{merged:?}");
        }
    }
}
