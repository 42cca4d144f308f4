//! Decimal commas of a table whose fields are separated by semicolons, where they can mean nothing else, and blanks or points between
//! its thousands.

use super::Table;
use crate::input::meant;
use crate::input::meant::Comma;
use crate::input::node::Value;

/// Columns that hold no numbers: a comma there is part of a word.
pub(crate) const WORDS: [&str; 6] = ["coalition", "id", "level", "name", "name_fr", "networks"];

/// Writes points for decimal commas; whether there were any. A comma before exactly three digits may part thousands: it
/// is taken for a decimal one where another number of its column has one that is plain, and left to be refused elsewhere.
pub(super) fn to_points(table: &mut Table) -> bool {
    let mut any = false;
    for (k, column) in table.columns.iter().enumerate() {
        if WORDS.contains(&column.text.as_str()) {
            continue;
        }
        let mut cells: Vec<_> = table.rows.iter_mut().filter_map(|row| row.cells.get_mut(k)).collect();
        let kinds: Vec<Comma> = cells.iter().map(|cell| kind(&cell.value)).collect();
        let plain = kinds.contains(&Comma::Decimal);
        any |= plain;
        for (cell, kind) in cells.iter_mut().zip(kinds) {
            let Value::Text(text) = &mut cell.value else { continue };
            if let Some(digits) = parted(text) {
                *text = digits;
            } else if kind == Comma::Decimal || (plain && kind == Comma::Doubtful) {
                *text = text.replace(',', ".");
            }
        }
    }
    any
}

/// The plain spelling of a number, or of the ends of a range, whose thousands are parted so that it has no other reading:
/// `12 500`, `1.234,5`.
fn parted(text: &str) -> Option<String> {
    let ends: Option<Vec<String>> = text.split(" to ").map(|end| meant::one(end.trim())).collect();
    ends.filter(|ends| ends.len() <= 2).map(|ends| ends.join(" to "))
}

fn kind(value: &Value) -> Comma {
    match value {
        Value::Text(text) => Comma::of(text),
        _ => Comma::None,
    }
}

#[cfg(test)]
mod tests {
    use crate::input::node::Value;
    use crate::input::problem::{Problems, Sources};
    use crate::input::table::read;

    #[test]
    fn commas_become_points_where_they_are_plain() {
        let rows = "id;a;b;c;networks\nx;0,8;12,500;12\u{202f}500,5;1,5\ny;-2,125;7;1.250,5 to 2 000;2\nz;1,5 to 2,25;1,2,3;1.250;\n;;;;\n";
        let (mut sources, mut problems) = (Sources::default(), Problems::default());
        let table = read(rows.as_bytes(), "t.csv", &mut sources, &mut problems).expect("a sound table");
        let column = |name: &str| -> Vec<Value> {
            let index = table.column(name).expect("a column");
            table.rows.iter().map(|row| row.cells[index].value.clone()).collect()
        };
        let texts = |texts: [&str; 3]| texts.map(|text| Value::Text(text.to_owned()));
        assert_eq!(column("a"), texts(["0.8", "-2.125", "1.5 to 2.25"]));
        assert_eq!(column("b"), texts(["12,500", "7", "1,2,3"]), "two readings, or none");
        assert_eq!(column("c"), texts(["12500.5", "1250.5 to 2000", "1.250"]), "thousands that have one reading");
        assert_eq!(column("networks"), texts(["1,5", "2", ""]));
    }

    #[test]
    fn points_beside_decimal_commas_are_doubted() {
        for (rows, doubted) in [(&b"a;b\n0,5;1.250\n"[..], true), (b"a;b\n0.5;1.250\n", false)] {
            let (mut sources, mut problems) = (Sources::default(), Problems::default());
            read(rows, "t.csv", &mut sources, &mut problems).expect("a sound table");
            assert_eq!(problems.iter().any(|problem| problem.message.contains("`1.250` is read as 1.25")), doubted);
        }
    }
}
