//! LibreOffice opens the workbooks of `--xlsx` without a word, and its sums come to the numbers that stand in them.
//!
//! Where LibreOffice is missing this test says that it is skipped; with `CI=true` it fails.

#[allow(dead_code, reason = "another test looks at more of a workbook")]
mod book;
mod installed;
mod program;

use book::Book;
use installed::{on_path, or_skip};
use program::commonweal;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;

const TOWNS: &str = r#"
title = "Two towns"
currency = "CAD"
price_year = 2024
horizon = 5
discount_rate = 0.035
strategies = ["independent", "shared", "fork"]
module = [{ id = "permits", size = { pert = [40, 60, 110], source = "a plan" } }]
administration = [
  { id = "a", level = "town", labour_rate = 12000, population = 1000 },
  { id = "b", level = "town", labour_rate = 11000, population = 3000 },
]
"#;

/// Every sheet as a table of full digits, in UTF-8.
const TABLES: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

/// Sums are computed when a file is opened, whatever stands beside them.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// A workbook in which every formula stands beside a 0, so that no number can be taken over; how many formulas it has.
fn emptied(workbook: &[u8]) -> (Vec<u8>, usize) {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a zip file");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut formulas = 0;
    for k in 0..archive.len() {
        let mut part = archive.by_index(k).expect("a part");
        let (name, mut bytes) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut bytes).expect("readable");
        if name.starts_with("xl/worksheets/") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let mut pieces = text.split("</f><v>");
            let mut whole = pieces.next().expect("a piece").to_owned();
            for piece in pieces {
                let (_, rest) = piece.split_once("</v>").expect("a number");
                whole += &format!("</f><v>0</v>{rest}");
                formulas += 1;
            }
            bytes = whole.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).expect("begun");
        out.write_all(&bytes).expect("written");
    }
    (out.finish().expect("closed").into_inner(), formulas)
}

/// All cells of the sheets of workbooks as LibreOffice has them, by the name of the file and the sheet.
fn opened(office: &Path, files: &[PathBuf], place: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let (profile, out) = (place.join("profile"), place.join("tables"));
    std::fs::create_dir_all(profile.join("user")).expect("a folder");
    std::fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).expect("written");
    let done = Command::new(office)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", TABLES, "--outdir"])
        .arg(&out)
        .args(files)
        .output()
        .expect("started");
    // It may miss Java, which no workbook needs.
    let said = String::from_utf8_lossy(&done.stderr).to_lowercase();
    let said: Vec<&str> = said.lines().filter(|line| !line.contains("javaldx") && !line.is_empty()).collect();
    let fine = said.iter().all(|line| !line.contains("error") && !line.contains("warn"));
    assert!(done.status.success() && fine, "{said:?}");
    let entries = std::fs::read_dir(&out).expect("tables").map(|entry| entry.expect("an entry").path());
    let table = |path: PathBuf| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).expect("a table");
        let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), rows.collect())
    };
    entries.map(table).collect()
}

#[test]
fn libreoffice_opens_every_workbook_and_comes_to_the_same_sums() {
    let found = on_path(&["soffice", "libreoffice"]).ok_or_else(|| "no LibreOffice is on the PATH".to_owned());
    let Some(office) = or_skip("LibreOffice", found) else { return };
    let place = program::place(TOWNS);
    let asked: [(&str, &[&str], &str); 4] = [
        ("run", &["-n", "500"], "some/summary.xlsx"),
        ("budget", &["-n", "200", "--staff", "9"], "some-budget/budget.xlsx"),
        ("allocate", &["-n", "64"], "some-allocation/allocation.xlsx"),
        ("sweep", &["-n", "64", "--over", "horizon=3,5"], "some-sweep/sweep.xlsx"),
    ];
    let mut files = Vec::new();
    let mut books = Vec::new();
    for (command, arguments, file) in asked {
        let arguments = [&[command, "some.toml", "--no-charts", "--quiet", "--xlsx"], arguments].concat();
        let output = commonweal(place.path(), &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bytes = std::fs::read(place.path().join("output").join(file)).expect("a workbook");
        let (copy, formulas) = emptied(&bytes);
        let path = place.path().join(format!("{command}.xlsx"));
        std::fs::write(&path, copy).expect("written");
        books.push((command, Book::of(&bytes), formulas));
        files.push(path);
    }
    let tables = opened(&office, &files, place.path());
    let mut sums = 0;
    for (command, book, formulas) in books {
        let mut seen = 0;
        for sheet in book.sheets() {
            let name = format!("{command}-{}", sheet.name);
            let table = tables.get(&name).unwrap_or_else(|| panic!("no {name} in {:?}", tables.keys()));
            for ((row, column), formula, value) in sheet.formulas() {
                let computed: f64 = table[row][column].parse().expect("a number");
                let close = (computed - value).abs() <= 1e-12 * value.abs();
                assert!(close, "{name}, {formula}: {computed} for {value}");
                seen += 1;
            }
        }
        assert_eq!(seen, formulas, "{command}");
        sums += seen;
    }
    assert!(sums > 20, "{sums} sums");
}
