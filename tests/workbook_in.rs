//! Scenarios as workbooks: what is wrong is told by sheet and cell, and what is no workbook is refused.

mod program;

use program::{certain, commonweal, place, refused};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::path::Path;

/// A cell in a test.
#[derive(Clone)]
enum Cell {
    Number(f64),
    Text(&'static str),
    Truth(bool),
    Day,
    Failed,
}
use Cell::{Day, Failed, Number, Text, Truth};

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    match cell {
        Number(value) => sheet.write_number(row, column, *value),
        Text(words) => sheet.write_string(row, column, *words),
        Truth(truth) => sheet.write_boolean(row, column, *truth),
        Day => {
            sheet.write_datetime_with_format(row, column, ExcelDateTime::from_ymd(2025, 3, 31).expect("a day"), &day)
        }
        Failed => sheet.write_formula(row, column, Formula::new("=1/0").set_result("#DIV/0!")),
    }
    .expect("a cell");
}

type Sheets = Vec<(&'static str, Vec<Vec<Cell>>)>;

fn texts(words: &[&'static str]) -> Vec<Cell> {
    words.iter().map(|word| Text(word)).collect()
}

/// A scenario that is good, by the fewest cells that make one.
fn sheets() -> Sheets {
    vec![
        (
            "scenario",
            vec![
                texts(&["path", "value"]),
                texts(&["title", "Two towns"]),
                texts(&["currency", "CAD"]),
                vec![Text("price_year"), Number(2024.0)],
                vec![Text("horizon"), Number(5.0)],
            ],
        ),
        (
            "modules",
            vec![texts(&["id", "low", "most likely", "high", "source"]), {
                vec![Text("permits"), Number(40.0), Number(60.0), Number(110.0), Text("a plan")]
            }],
        ),
        (
            "administrations",
            vec![
                texts(&["id", "level", "labour_rate", "networks"]),
                vec![Text("a"), Text("town"), Number(12_000.0), Text("x; y")],
                vec![Text("b"), Text("town"), Text("9000 to 11000")],
            ],
        ),
        (
            "assumptions",
            vec![
                texts(&["path", "low", "most likely", "high", "value", "form", "owner", "signed off"]),
                vec![Text("discount_rate"), Number(0.02), Text(""), Number(0.05), Text(""), Text(""), Text("Kim"), Day],
            ],
        ),
    ]
}

fn write(path: &Path, sheets: &Sheets) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(cells) {
                if !matches!(cell, Text("")) {
                    put(sheet, row, column, cell);
                }
            }
        }
    }
    book.save(path).expect("written");
}

/// The sheets with one cell another one.
fn with(sheet: &str, row: usize, column: usize, cell: Cell) -> Sheets {
    let mut all = sheets();
    let rows = &mut all.iter_mut().find(|(name, _)| *name == sheet).expect("a sheet").1;
    while rows.len() <= row {
        rows.push(Vec::new());
    }
    while rows[row].len() <= column {
        rows[row].push(Text(""));
    }
    rows[row][column] = cell;
    all
}

/// What `check` says of it on both outputs, and how it ends.
fn checked(sheets: &Sheets) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("some.xlsx"), sheets);
    let output = commonweal(folder.path(), &["check", "some.xlsx"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    (output.status.code(), text)
}

#[test]
fn a_workbook_is_a_scenario() {
    let (code, text) = checked(&sheets());
    assert_eq!(code, Some(0), "{text}");
    for words in
        ["Two towns: good", "pert = [40, 60, 110]", "owner: Kim; signed off: 2025-03-31", "range = [0.02, 0.05]"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("warning"), "{text}");
}

/// Cells that are wrong, and words of what is said of each.
#[test]
fn problems_name_sheet_and_cell() {
    let cases: Vec<(Sheets, &str, &str)> = vec![
        (with("assumptions", 1, 3, Failed), "sheet \"assumptions\", cell D2", "a formula failed: `#DIV/0!`"),
        (with("assumptions", 1, 1, Day), "sheet \"assumptions\", cell B2", "a date where a number is expected"),
        (with("assumptions", 1, 1, Truth(true)), "sheet \"assumptions\", cell B2", "TRUE where a number"),
        (with("assumptions", 1, 1, Text("1,250")), "sheet \"assumptions\", cell B2", "expected a number"),
        (
            with("assumptions", 1, 0, Text("discount_rte")),
            "sheet \"assumptions\", cell A2",
            "did you mean `discount_rate`?",
        ),
        (with("assumptions", 1, 3, Text("")), "sheet \"assumptions\", cell B2", "`low` alone is no value"),
        (with("assumptions", 1, 4, Number(0.03)), "sheet \"assumptions\", cell B2", "another below `low`"),
        (with("assumptions", 1, 5, Text("trianglar")), "sheet \"assumptions\", cell F2", "did you mean `triangular`?"),
        (with("assumptions", 1, 5, Text("pert")), "sheet \"assumptions\", cell B2", "low, most likely and high"),
        (with("assumptions", 1, 5, Text("{ normal = ")), "sheet \"assumptions\", cell F2", "written out, and a number"),
        (
            with("assumptions", 1, 7, Text("in May")),
            "sheet \"assumptions\", cell H2",
            "`signed_off` cannot be `in May`",
        ),
        (with("assumptions", 0, 6, Text("ownr")), "sheet \"assumptions\", cell G1", "did you mean `owner`?"),
        (with("assumptions", 2, 4, Number(3.0)), "sheet \"assumptions\", cell E3", "a value without its path"),
        (with("assumptions", 2, 0, Text("discount_rate")), "", "good"),
        (with("scenario", 4, 1, Text("five")), "sheet \"scenario\", cell B5", "found the text `five`"),
        (with("scenario", 4, 1, Number(0.5)), "sheet \"scenario\", cell B5", "a whole number from 1 to 100"),
        (with("scenario", 2, 0, Text("")), "sheet \"scenario\", cell B3", "a value without its path"),
        (with("scenario", 5, 0, Text("horizon")), "", "good"),
        (with("modules", 1, 1, Number(70.0)), "sheet \"modules\", cell B2", "no such distribution"),
        (with("modules", 1, 0, Text("per mits")), "sheet \"modules\", cell A2", "id"),
        (with("modules", 0, 0, Text("ident")), "sheet \"modules\"", "no heading `id`"),
        (
            with("administrations", 1, 2, Text("12,000")),
            "sheet \"administrations\", cell C2",
            "12000 (12 thousand) or 12.0",
        ),
        (
            with("administrations", 1, 2, Text("12.500")),
            "sheet \"administrations\", cell C2",
            "12500 (12 thousand 500) or 12.5 (12 and a fraction)?",
        ),
        (with("assumptions", 1, 3, Text("1/4")), "sheet \"assumptions\", cell D2", "or 0.25 for a fraction"),
        (with("administrations", 2, 1, Text("")), "sheet \"administrations\", cell A3", "lacks `level`"),
        (with("administrations", 2, 0, Text("a")), "sheet \"administrations\", cell A3", "`a`"),
        (with("administrations", 1, 5, Number(1.0)), "sheet \"administrations\", cell F2", "no column has a heading"),
        (
            with("administrations", 0, 4, Text("source")),
            "sheet \"administrations\", cell E1",
            "says not of which value",
        ),
    ];
    for (sheets, place, words) in cases {
        let (code, text) = checked(&sheets);
        let wanted = if place.is_empty() { 0 } else { 3 };
        assert_eq!(code, Some(wanted), "{words}: {text}");
        assert!(text.contains(words), "{words}: {text}");
        let told = format!("some.xlsx, {place}");
        assert!(place.is_empty() || text.contains(&told), "{told}: {text}");
        assert!(!text.contains(".toml") && !text.contains("panicked"), "{text}");
    }
}

/// A workbook as `checked` takes it, with more settings and, where there are any, rows of correlated inputs.
fn with_settings(rows: &[[&'static str; 2]], correlated: &[[&'static str; 2]]) -> Sheets {
    let mut all = sheets();
    all[0].1.extend(rows.iter().map(|row| texts(row)));
    if !correlated.is_empty() {
        let heads = [["inputs", "coefficient"]];
        all.push(("correlated", heads.iter().chain(correlated).map(|row| texts(row)).collect()));
    }
    all
}

/// What only who writes TOML knows is told in words of sheets, columns, rows and cells.
#[test]
fn problems_speak_of_sheets_and_not_of_toml() {
    let cases: Vec<(Sheets, &str)> = vec![
        (with_settings(&[["maintenance", "0.1"]], &[]), "did you mean `running.maintenance`?"),
        (with_settings(&[["consortium.led", "a"]], &[]), "did you mean `consortium.lead`?"),
        (with_settings(&[["reuse", "3"]], &[]), "allowed: `reuse.writing_for_reuse`"),
        (with_settings(&[["modules", "3"]], &[]), "a sheet of their own, `modules`"),
        (with_settings(&[["module.permits.id", "x"]], &[]), "ids stand in the sheet `modules`"),
        (with_settings(&[["module.permits.size", "7"]], &[]), "stands here and in the sheet of assumptions"),
        (with_settings(&[["module.permits.siz", "7"]], &[]), "did you mean `size`?"),
        (with_settings(&[["consortium.cost_sharing", "equal = 0.3; equal = 0.7"]], &[]), "`equal` is given twice"),
        (with_settings(&[["consortium.cost_sharing", "key:points"]], &[]), "no column `points` of numbers"),
        (
            with_settings(&[["effort.ratings", "{ rely = \"high\" }"], ["effort.ratings.rely", "low"]], &[]),
            "ratings stand in one cell and in rows of their own",
        ),
        (with_settings(&[["administrations", "others.csv"]], &[]), "and in the sheet `administrations`"),
        (
            with_settings(&[["effort.sunk", "{ uniform = [0.1, 0.2], min = 0.5 }"]], &[]),
            "nothing is left from min 0.5 on",
        ),
        (with_settings(&[], &[["module.permits.size", ""]]), "a row has paths below `inputs`"),
        (with_settings(&[], &[["module.*.sizes; discount_rate", "0.4"]]), "paths are such as module.*.size"),
        (with("scenario", 2, 1, Text("")), "a row with `currency` below `path` and `CAD` below `value`"),
        (with("modules", 1, 0, Text("")), "fill in the column `id`"),
        (with("administrations", 1, 2, Text("40-110")), "write 40 to 110"),
        (with("administrations", 1, 2, Text("1.125")), "1125 (1 thousand 125)"),
        (with("assumptions", 1, 1, Text("2 %")), "write 0.02"),
        (with("assumptions", 1, 7, Number(45_747.0)), "a date that lost its format"),
    ];
    for (sheets, words) in cases {
        let (code, text) = checked(&sheets);
        assert!(code == Some(3) && text.contains(words), "{words}: {text}");
        for mark in ["[[", "TOML", "duplicate", " inf", "[effort]", "[running]", " = \"", "file's", "without quotes"] {
            let told = text.lines().filter(|line| !line.contains("the cell holds"));
            assert!(!told.clone().any(|line| line.contains(mark)), "{mark}: {text}");
        }
    }
    let (code, text) = checked(&with("administrations", 1, 2, Text("\"9000 to 11000\"")));
    assert_eq!(code, Some(0), "{text}");
}

/// The cell is shown as it was typed, not as what it was turned into.
#[test]
fn cells_are_shown_as_they_were_typed() {
    for (setting, words) in [
        (["effort.sunk", "{ pert = [0.4, 0.2, 0.03] }"], "the cell holds `{ pert = [0.4, 0.2, 0.03] }`"),
        (["outcome.evidence_for", "running.maintenence; running.merging"], "`running.maintenence; running.merging`"),
    ] {
        let (code, text) = checked(&with_settings(&[setting, ["outcome.note", "x"]], &[]));
        assert!(code == Some(3) && text.contains(words), "{words}: {text}");
    }
}

/// What only follows from a problem is not told beside it.
#[test]
fn what_follows_from_a_problem_is_not_told() {
    let mut points = with("administrations", 0, 4, Text("points"));
    points[2].1[1].push(Number(3.0));
    let mut two = with_settings(&[], &[["module.permits.size; module.other.size", "0.5"]]);
    two[1].1.push(vec![Text("other"), Text("7-x"), Text(""), Number(9.0)]);
    let mut failed = two.clone();
    failed[1].1[2][1] = Failed;
    let mut renamed = with("administrations", 1, 0, Text("new york"));
    renamed[0].1.push(texts(&["consortium.lead", "new york"]));
    renamed[1].1[0].push(Text("needed_by"));
    renamed[1].1[1].push(Text("new york; b"));
    let rule = |rule| {
        let mut sheets = points.clone();
        sheets[0].1.push(texts(&["consortium.cost_sharing", rule]));
        sheets
    };
    let cases: Vec<(Sheets, &str)> = vec![
        (rule("kye:points"), "no rule of cost sharing"),
        (rule("#"), "no rule of cost sharing"),
        (two, "found the text `7-x`"),
        (failed, "a formula failed"),
        (renamed, "a blank is not allowed in the id"),
        (with_settings(&[["effort.model", "cocomo"], ["effort.mode", "organic"]], &[]), "`effort.model` cannot be"),
        (with_settings(&[["consortium.fallback", "byu"], ["buy.fee", "10000"]], &[]), "did you mean `buy`?"),
    ];
    for (sheets, words) in cases {
        let (code, text) = checked(&sheets);
        assert!(code == Some(3) && text.contains(words), "{words}: {text}");
        let told = text.lines().filter(|line| line.starts_with("error") || line.starts_with("warning"));
        assert_eq!(told.count(), 1, "{text}");
    }
    let (code, text) = checked(&rule("key:points"));
    assert!(code == Some(3) && text.contains("no value for the column `points`"), "{text}");
}

/// Merged cells look filled, and only the first is read.
#[test]
fn merged_cells_among_those_that_are_read_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    for (sheet, (first_row, last_row), (first, last), place) in [
        ("administrations", (1, 2), (1, 1), "cells B2:B3 are merged"),
        ("modules", (1, 1), (1, 2), "cells B2:C2 are merged"),
        ("modules", (0, 0), (1, 2), "cells B1:C1 are merged"),
        ("assumptions", (0, 1), (0, 0), ""),
        ("administrations", (7, 8), (5, 6), ""),
    ] {
        let mut book = Workbook::new();
        for (name, rows) in sheets() {
            let page = book.add_worksheet().set_name(name).expect("a name");
            if name == sheet {
                page.merge_range(first_row, first, last_row, last, "", &Format::new()).expect("merged");
            }
            for (row, cells) in (0u32..).zip(&rows) {
                for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !matches!(cell, Text(""))) {
                    let hidden = (first_row..=last_row).contains(&row) && (first..=last).contains(&column);
                    if name != sheet || !hidden || (row, column) == (first_row, first) || place.is_empty() {
                        put(page, row, column, cell);
                    }
                }
            }
        }
        book.save(here.join("some.xlsx")).expect("written");
        let output = commonweal(here, &["check", "-q", "some.xlsx"]);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(if place.is_empty() { 0 } else { 3 }), "{text}");
        assert!(text.contains(place) && text.contains(&format!("sheet \"{sheet}\"")) != place.is_empty(), "{text}");
    }
}

/// A sign-off of a day to come is told on stderr, and changes nothing.
#[test]
fn signing_off_in_advance_is_told() {
    let (code, text) = checked(&with("assumptions", 1, 7, Text("2999-01-01")));
    assert!(code == Some(0) && text.contains("signed off on 2999-01-01, a day that is still to come"), "{text}");
    assert!(text.contains("sheet \"assumptions\", cell H2"), "{text}");
    let scenario = certain(2).replace("discount_rate = 0\n", "discount_rate = { value = 0, signed_off = DAY }\n");
    let run = |day: &str| {
        let folder = place(&scenario.replace("DAY", day));
        let output = commonweal(folder.path(), &["run", "some.toml", "-n", "64", "--no-charts"]);
        assert!(output.status.success());
        let summary = std::fs::read_to_string(folder.path().join("output/some/summary.json")).expect("a summary");
        (String::from_utf8_lossy(&output.stderr).into_owned(), summary.replace(day, "DAY"))
    };
    let [early, late] = ["2020-01-01", "2999-01-01"].map(run);
    assert!(late.0.contains("still to come") && late.0.contains("some.toml:5:"), "{}", late.0);
    assert!(!early.0.contains("still to come") && early.1 == late.1, "{}", early.0);
}

/// A million rows that are only coloured hold nothing.
#[test]
fn rows_that_are_only_formatted_take_little_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(&here.join("some.xlsx"), &sheets());
    let book = std::fs::read(here.join("some.xlsx")).expect("readable");
    let name = "xl/worksheets/sheet3.xml";
    let sheet = parts(&book).into_iter().find(|(own, _)| own == name).expect("a sheet").1;
    let blank: String = (9..1_000_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let text = String::from_utf8(sheet).expect("text").replace("</sheetData>", &(blank + "</sheetData>"));
    std::fs::write(here.join("some.xlsx"), replaced(&book, name, text.as_bytes())).expect("written");
    let begun = std::time::Instant::now();
    let output = commonweal(here, &["check", "-q", "some.xlsx"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(begun.elapsed() < std::time::Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn what_two_rows_give_is_told_where_the_second_stands() {
    let mut sheets = with("assumptions", 2, 0, Text("discount_rate"));
    sheets[3].1[2].extend([Text(""), Text(""), Text(""), Number(0.03)]);
    let (code, text) = checked(&sheets);
    assert!(code == Some(3) && text.contains("`discount_rate` is given twice"), "{text}");
    assert!(text.contains("sheet \"assumptions\", cell A3"), "{text}");
}

/// Strategies that somebody says no to: what is always compared cannot be left out, and each stands once.
#[test]
fn strategies_are_said_yes_or_no_to_once() {
    let with = |rows: &[[&'static str; 2]]| {
        let mut sheets = sheets();
        let heading = [["strategy", "compared"]];
        sheets.push(("strategies", heading.iter().chain(rows).map(|row| texts(row)).collect()));
        checked(&sheets)
    };
    let (code, text) = with(&[["independent", "yes"], ["shared", "yes"], ["fork", "yes"], ["keep", "no"]]);
    assert!(code == Some(0) && text.contains("\"independent\", \"shared\", \"fork\"]"), "{text}");
    let (code, text) = with(&[["independent", "no"], ["fork", "yes"]]);
    assert!(code == Some(3) && text.contains("`independent` is always compared"), "{text}");
    assert!(text.contains("sheet \"strategies\", cell B2"), "{text}");
    let (code, text) = with(&[["fork", "yes"], ["Fork", "no"]]);
    assert!(code == Some(3) && text.contains("`strategies.fork` is given twice"), "{text}");
    assert!(text.contains("sheet \"strategies\", cell A3"), "{text}");
}

/// A heading that was renamed is a column of one's own: the default then stands, and that is told.
#[test]
fn a_column_that_nothing_uses_is_told() {
    let mut sheets = with("administrations", 0, 4, Text("share"));
    sheets[2].1[1].push(Number(0.5));
    let (code, text) = checked(&sheets);
    assert!(code == Some(0) && text.contains("nothing uses `share`"), "{text}");
    assert!(text.contains("sheet \"administrations\", cell E1"), "{text}");
}

#[test]
fn values_of_one_module_or_administration_may_stand_among_the_assumptions() {
    let mut sheets = sheets();
    sheets[3].1.push(vec![
        Text("administration.a.joins"),
        Text(""),
        Text(""),
        Text(""),
        Number(1.0),
        Text(""),
        Text("Lee"),
    ]);
    let (code, text) = checked(&sheets);
    assert!(code == Some(0) && text.contains("administration.a.joins") && text.contains("owner: Lee"), "{text}");
    sheets[3].1.push(vec![Text("administration.c.joins"), Text(""), Text(""), Text(""), Number(1.0)]);
    let (code, text) = checked(&sheets);
    assert!(code == Some(3) && text.contains("no administration has the id `c`"), "{text}");
    assert!(text.contains("sheet \"assumptions\", cell A4"), "{text}");
}

#[test]
fn headings_and_texts_are_read_as_people_write_them() {
    let mut sheets = sheets();
    sheets[0].0 = "Scenario";
    sheets[1].0 = " MODULES";
    sheets[1].1[0] = texts(&["ID ", "Low", "Most\u{a0}Likely", "HIGH", "Source"]);
    sheets[1].1[1] = texts(&["\u{a0}permits ", "40", " 60,5\u{202f}", "1 100", "a plan"]);
    sheets[1].1.insert(0, texts(&["A note above the headings"]));
    sheets[1].1.push(Vec::new());
    sheets[2].1[0] = texts(&["Id", "Level", "Labour Rate", "Networks"]);
    sheets.push(("my notes", vec![texts(&["path", "value"]), texts(&["anything", "goes"])]));
    let (code, text) = checked(&sheets);
    assert!(code == Some(0) && text.contains("pert = [40, 60.5, 1100]"), "{text}");
    sheets.last_mut().expect("a sheet").0 = "my assumptions";
    let (code, text) = checked(&sheets);
    assert!(code == Some(0) && text.contains("did you mean `assumptions`?"), "{text}");
    sheets.last_mut().expect("a sheet").0 = "assumption";
    let (code, text) = checked(&sheets);
    assert!(code == Some(0) && text.contains("did you mean `assumptions`?"), "{text}");
}

#[test]
fn a_formula_that_nobody_calculated_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(&here.join("some.xlsx"), &sheets());
    let book = std::fs::read(here.join("some.xlsx")).expect("readable");
    let sheet = parts(&book).into_iter().find(|(name, _)| name == "xl/worksheets/sheet3.xml").expect("a sheet").1;
    let text = String::from_utf8(sheet).expect("text");
    assert!(text.contains("<v>12000</v>"), "{text}");
    for (cell, code, words) in
        [("<f>2*6000</f><v/>", 3, "sheet \"administrations\", cell C2"), ("<f>2*6000</f><v>12000</v>", 0, "")]
    {
        let text = text.replace("<v>12000</v>", cell);
        let changed = replaced(&book, "xl/worksheets/sheet3.xml", text.as_bytes());
        std::fs::write(here.join("some.xlsx"), changed).expect("written");
        let output = commonweal(here, &["check", "some.xlsx"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(code) && told.contains(words), "{told}");
        assert_eq!(told.contains("never calculated"), code == 3, "{told}");
    }
}

#[test]
fn what_is_no_workbook_is_refused_in_one_message() {
    let folder = place(&certain(2));
    let here = folder.path();
    assert!(commonweal(here, &["convert", "some.toml", "good.xlsx"]).status.success());
    let good = std::fs::read(here.join("good.xlsx")).expect("readable");
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("empty", Vec::new(), "no workbook, though its name says so"),
        ("text", b"path,value\n".to_vec(), "no workbook, though its name says so"),
        ("torn", good[..good.len() / 2].to_vec(), "damaged"),
        ("old", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "an old kind, or behind a password"),
        ("archive", archive(&[("a.txt", b"a".to_vec())]), "damaged, or is none"),
        ("mended", mended(&good), "damaged"),
    ];
    for (name, bytes, words) in cases {
        let name = format!("{name}.xlsx");
        std::fs::write(here.join(&name), bytes).expect("written");
        refused(here, &["check", &name], 3, words);
        let output = commonweal(here, &["run", &name]);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            (output.status.code(), text.lines().filter(|line| line.starts_with("error")).count()),
            (Some(3), 1),
            "{text}"
        );
    }
}

/// A zip archive of some files.
fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("whole").into_inner()
}

/// The files of a workbook.
fn parts(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("an archive");
    let count = zip.len();
    let part = |k| {
        let mut part = zip.by_index(k).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("readable");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// A workbook with one of its files another one.
fn replaced(book: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = parts(book);
    all.iter_mut().filter(|(own, _)| own == name).for_each(|(_, own)| *own = bytes.to_vec());
    let all: Vec<(&str, Vec<u8>)> = all.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    archive(&all)
}

fn mended(book: &[u8]) -> Vec<u8> {
    replaced(book, "xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row><c r=\"A1\"")
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let folder = place(&certain(2));
    let here = folder.path();
    assert!(commonweal(here, &["convert", "some.toml", "good.xlsx"]).status.success());
    let good = std::fs::read(here.join("good.xlsx")).expect("readable");
    let huge = vec![b' '; 600 << 20];
    std::fs::write(here.join("bomb.xlsx"), replaced(&good, "xl/styles.xml", &huge)).expect("written");
    refused(here, &["check", "bomb.xlsx"], 3, "unpacks to more than 512 MiB");
    let counted = b"<sst uniqueCount=\"99999999999999\"></sst>";
    std::fs::write(here.join("count.xlsx"), replaced(&good, "xl/sharedStrings.xml", counted)).expect("written");
    refused(here, &["check", "count.xlsx"], 3, "counts more texts than it holds");
    let far =
        b"<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    std::fs::write(here.join("far.xlsx"), replaced(&good, "xl/worksheets/sheet1.xml", far)).expect("written");
    assert!(commonweal(here, &["check", "far.xlsx"]).status.success());
}

#[test]
fn tables_may_be_sheets() {
    let folder = place("");
    let here = folder.path();
    let members = vec![("notes", vec![texts(&["nothing"])]), ("Towns", sheets().swap_remove(2).1)];
    write(&here.join("members.xlsx"), &members);
    let text = |name: &str| {
        let rest = certain(1);
        let begin = rest.find("administration = [").expect("there");
        let end = rest.find("\n[effort]").expect("there");
        let text = format!("{}administrations = \"{name}\"{}", &rest[..begin], &rest[end..]);
        std::fs::write(here.join("some.toml"), text).expect("written");
    };
    text("members.xlsx#towns");
    let output = commonweal(here, &["check", "some.toml", "--json"]);
    let log = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && log.contains("column `labour_rate`: 2 values"), "{log}");
    for (name, words) in [
        ("members.xlsx", "name one of them: members.xlsx#Sheet. There are `notes`, `Towns`"),
        ("members.xlsx#Twns", "did you mean `Towns`?"),
        ("#Towns", "the scenario is no workbook"),
        ("absent.xlsx#Towns", "cannot read `absent.xlsx`"),
        ("../members.xlsx#Towns", "outside the scenario's folder"),
    ] {
        text(name);
        refused(here, &["check", "some.toml"], 3, words);
    }
    let mut broken = members;
    broken[1].1[2][2] = Text("much");
    broken[1].1[1][2] = Failed;
    write(&here.join("members.xlsx"), &broken);
    text("members.xlsx#Towns");
    refused(here, &["check", "some.toml"], 3, "members.xlsx, sheet \"Towns\", cell C2");
}

#[test]
fn every_command_takes_a_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    write(&here.join("some.xlsx"), &sheets());
    for arguments in [
        &["run", "some.xlsx", "-n", "64", "--no-charts", "--set", "discount_rate=0.03"][..],
        &["decide", "some.xlsx", "-n", "128", "--out", "decided"],
        &["sweep", "some.xlsx", "-n", "128", "--over", "discount_rate=0.01,0.05", "--out", "swept"],
    ] {
        let output = commonweal(here, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let manifest = std::fs::read_to_string(here.join("output/some/manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let bytes = std::fs::read(here.join("some.xlsx")).expect("readable");
    assert_eq!(manifest["inputs"][0]["path"], "some.xlsx");
    assert_eq!(manifest["inputs"][0]["size"], bytes.len());
}

#[test]
fn a_workbook_to_fill_in_runs_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let good = |arguments: &[&str]| {
        let output = commonweal(here, arguments);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !text.contains("warning"), "{arguments:?}: {text}");
    };
    good(&["init", "--workbook", "mine.xlsx"]);
    good(&["check", "mine.xlsx"]);
    good(&["init", "mine.toml"]);
    good(&["init", "--workbook", "le-mien.xlsx", "--lang", "fr"]);
    good(&["check", "le-mien.xlsx", "--lang", "fr"]);
    refused(here, &["init", "--workbook", "mine.xlsx"], 2, "is there already");
    refused(here, &["init", "--workbook", "mine.ods"], 2, "ends in .xlsx");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/wycan.toml");
    good(&["init", "--workbook", "wycan.xlsx", "--from", shipped.to_str().expect("a path")]);
    let read = |file: &str| {
        let mut scenario = study::input::load(&here.join(file), &[], false).expect("readable").scenario.expect("good");
        scenario.assumptions.clear();
        model::scenario::Scenario { id: String::new(), ..scenario }
    };
    let [text, english, french] = ["mine.toml", "mine.xlsx", "le-mien.xlsx"].map(read);
    assert!(text == english && english == french);
}
