//! Tables, sound and broken, and the limits: at each and one past it.

use super::*;

/// Errors of a table as `line:column message`.
fn errors(bytes: &[u8]) -> Vec<String> {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let table = read(bytes, "t.csv", &mut sources, &mut problems);
    assert_eq!(table.is_none(), problems.any_error());
    let line = |problem: &Problem| {
        let (line, column) = sources.position(&problem.place);
        format!("{line}:{column} {}", problem.message)
    };
    problems.iter().map(line).collect()
}

fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let table = read(bytes, "t.csv", &mut sources, &mut problems).expect("a sound table");
    let text = |node: &Node| match &node.value {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    table.rows.iter().map(|row| row.cells.iter().map(text).collect()).collect()
}

#[test]
fn quotes_blanks_and_line_ends() {
    let found = texts(b"\xEF\xBB\xBFa,\"b\"\r\n \t\r\n1 ,\" x \"\r\"p,\"\"q\"\"\",\"two\r\nlines\"\n\"\",\n\n,last");
    assert_eq!(found, [["1", "x"], ["p,\"q\"", "two\r\nlines"], ["", ""], ["", "last"]]);
}

#[test]
fn cells_know_where_they_stand() {
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let table = read("a,b\né, x \n\"1\n2\",\"y\"\n".as_bytes(), "t.csv", &mut sources, &mut problems).expect("sound");
    let at = |place: &Place| (sources.position(place), &sources.text(place.file)[place.span.clone()]);
    assert_eq!(at(&table.rows[0].cells[1].place), ((2, 3), " x "));
    assert_eq!(at(&table.rows[1].cells[0].place), ((3, 1), "\"1\n2\""));
    assert_eq!(at(&table.rows[1].cells[1].place), ((4, 4), "\"y\""));
    assert_eq!(at(&table.rows[1].place), ((3, 1), "\"1"));
    assert_eq!(table.header().map(|place| at(&place)), Some(((1, 1), "a,b")));
    assert_eq!(table.column("b"), Some(1));
}

#[test]
fn all_problems_are_told_at_once() {
    let found = errors(b"a,b,b\n# note\n1,2\n1,\"2\"x,3\np,q,r,x\n1, \"2\",3\n1,2\"3,4\na,b,b\n1,\x00,\"3\n");
    let places: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(places, ["1:5", "2:1", "3:1", "4:6", "5:7", "6:3", "7:4", "8:1", "9:5"], "{found:#?}");
}

#[test]
fn messages_say_what_it_may_be() {
    for (bytes, wanted) in [
        (&b"a,b\nNeuch\xE2tel,1\n"[..], "2:6 the byte E2 is not UTF-8; in Latin-1 or Windows-1252 it is `â`"),
        (
            b"a,b\nx\x92\x80y,1\n",
            "2:2 the byte 92 is not UTF-8; in Windows-1252 it is `’` (2 bytes of the file are not)",
        ),
        (b"a,b\nx,caf\xC3", "2:6 the file ends inside a character (bytes C3)"),
        (b"a,b\nx,\x81,\n", "2:3 the byte 81 is not UTF-8"),
        (b"PK\x03\x04\0\0", "1:1 a workbook"),
        (b"a,,c\n1,2,3\n", "1:3 a column without a name"),
        (b"a,Ab,aB\n1,2,3\n", "1:6 column `aB` differs from another only in case: it is column 2 and column 3"),
        (b"a,b\xE2\x80\x8B\n1,2\n", "1:3 the name of a column holds the invisible character U+200B"),
        (b"a\tb\n1\t2\n", "1:1 the columns are separated by tabs"),
        (b"a;b\n1,5;2;3\n", "2:7 3 fields in this row, 2 columns in the header"),
        (b"a,b\n1,200,x\n", "2:1 3 fields in this row, 2 columns in the header"),
        (b"a,b\n\"x,1\ny,\"z\"\n", "3:4 text after a closing quote"),
        (b"\n#a\n", "2:1 a comment"),
    ] {
        let found = errors(bytes);
        assert!(found.iter().any(|line| line.starts_with(wanted)), "{wanted}: {found:#?}");
    }
}

#[test]
fn a_bad_byte_moves_no_later_place() {
    let found = errors(b"a,b\n\xE9\xE9,1\"\n\xC3\xA9\xFF,\"x\n");
    let places: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(places, ["2:1", "2:5", "3:4"], "{found:#?}");
}

#[test]
fn a_spreadsheet_error_is_no_comment() {
    assert_eq!(texts(b"a\n#N/A\n"), [["#N/A"]]);
}

#[test]
fn semicolons_separate_where_the_header_has_no_comma() {
    assert_eq!(texts(b"a;\"b,c\"\n1,2;\"x;y\"\n"), [["1.2", "x;y"]]);
    assert_eq!(texts(b"a,b;c\n1;2,3\n"), [["1;2", "3"]]);
}

#[test]
fn rows_left_empty_are_skipped() {
    assert_eq!(texts(b"a,b\n,\n1,2\n , \n,,,,\n\"\",\n"), [["1", "2"], ["", ""]]);
    assert_eq!(errors(b"a;b\n;\n"), ["3:1 a header without rows"]);
}

#[test]
fn columns_are_limited() {
    let line = |n: usize| (0..n).map(|i| format!("c{i}")).collect::<Vec<_>>().join(",") + "\n";
    let row = |n: usize| vec!["1"; n].join(",") + "\n";
    assert_eq!(errors((line(MOST_COLUMNS) + &row(MOST_COLUMNS)).as_bytes()), [""; 0]);
    let found = errors((line(MOST_COLUMNS + 1) + &row(MOST_COLUMNS + 1)).as_bytes());
    assert_eq!(found, ["1:1171 257 columns; at most 256 are read"]);
    let found = errors((line(MOST_COLUMNS) + &row(MOST_COLUMNS + 1)).as_bytes());
    assert_eq!(found, ["2:1 a row of 257 fields; at most 256 are read"]);
}

#[test]
fn fields_are_limited() {
    let table = |n: usize, quote: &str| format!("a,b\n1,{quote}{}{quote}\n", "é".repeat(n / 2));
    for quote in ["", "\""] {
        assert_eq!(errors(table(MOST_FIELD, quote).as_bytes()), [""; 0]);
        let found = errors(table(MOST_FIELD + 2, quote).as_bytes());
        assert_eq!(found, ["2:3 a field of 65538 bytes; at most 64 KiB (65536 bytes) are read"]);
    }
}

#[test]
fn rows_are_limited() {
    let table = |n: usize| "a,b\n".to_owned() + &"1,2\n".repeat(n);
    assert_eq!(errors(table(MOST_ROWS).as_bytes()), [""; 0]);
    let found = errors(table(MOST_ROWS + 1).as_bytes());
    assert_eq!(found, ["100002:1 more rows than are read: at most 100,000"]);
}

#[test]
fn files_are_limited() {
    let found = errors(&vec![0; MOST_BYTES + 1]);
    assert_eq!(found, ["1:1 a file of more than 1 GiB; that is the most that is read"]);
}

#[test]
fn problems_are_limited() {
    let found = errors(("a,b\n".to_owned() + &"1\n".repeat(50_000)).as_bytes());
    assert_eq!(found.len(), MOST_PROBLEMS + 2);
    assert!(found.last().is_some_and(|line| line.contains("not read")), "{:?}", found.last());
    assert!(errors("#\n".repeat(50_000).as_bytes()).len() <= 2 * MOST_PROBLEMS + 2);
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(proptest::prelude::prop_oneof![
        proptest::prelude::Just(b','), proptest::prelude::Just(b'"'), proptest::prelude::Just(b'\n'),
        proptest::prelude::Just(b'\r'), proptest::prelude::Just(b' '), proptest::prelude::Just(b'#'),
        proptest::prelude::any::<u8>(),
    ], 0..200)) {
        errors(&bytes);
    }

    #[test]
    fn what_a_writer_writes_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[a-z\",\n\r é]{0,6}", 3), 1..6)) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(["A", "B", "C"]).expect("writes to memory");
        for row in &rows {
            writer.write_record(row).expect("writes to memory");
        }
        let bytes = writer.into_inner().expect("writes to memory");
        let trimmed: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| trim(cell).to_owned()).collect()).collect();
        proptest::prop_assert_eq!(texts(&bytes), trimmed);
    }
}
