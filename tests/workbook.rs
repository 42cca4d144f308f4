//! `--xlsx`: what the workbook holds is what JSON and CSV hold, sums are formulas that come to what stands beside them, text of
//! a scenario stays text, and the bytes are the same every time.

mod book;
mod program;

use book::{Book, Cell};
use program::{certain, commonweal, json, place, refused};
use report::document::{Block, Document, Table};
use report::language::Language;
use report::workbook::{
    Cell as Written, Chart, Column, Contents, Kind, MOST_ROWS, Origin, Series, Shape, Sheet, Workbook,
};
use serde_json::Value;
use std::path::Path;

/// Something uncertain, so that figures have many digits.
const TOWNS: &str = r#"
title = { en = "Two towns", fr = "Deux villes" }
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

fn run(folder: &Path, more: &[&str]) {
    let output =
        commonweal(folder, &[&["run", "some.toml", "-n", "500", "--no-charts", "--quiet", "--xlsx"], more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// All sums of all sheets are what stands above them comes to.
fn hold_sums(book: &Book) -> usize {
    let mut seen = 0;
    for sheet in book.sheets() {
        for ((row, column), formula, value) in sheet.formulas() {
            let inner = formula.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')')).expect("a sum");
            let (first, last) = inner.split_once(':').expect("a range");
            let row_of = |name: &str| -> usize {
                name.trim_start_matches(char::is_alphabetic).parse::<usize>().expect("a row") - 1
            };
            let (first, last) = (row_of(first), row_of(last));
            assert_eq!(last + 1, row, "{}: {formula} stands right below", sheet.name);
            let sum: f64 = (first..=last).map(|row| sheet.cells[&(row, column)].number()).sum();
            assert_eq!(value, sum, "{}: {formula}", sheet.name);
            let above = first.checked_sub(1).expect("a header");
            assert!(!sheet.text(above, column).is_empty(), "{}: {formula} is of a whole column", sheet.name);
            seen += 1;
        }
    }
    seen
}

#[test]
fn a_run_is_told_as_its_summary_tells_it() {
    let place = place(TOWNS);
    run(place.path(), &[]);
    let folder = place.path().join("output/some");
    let book = Book::open(&folder.join("summary.xlsx"));
    let names: Vec<String> = book.sheets().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["Answer", "Strategies", "Savings", "Members", "Years", "Percentiles", "Assumptions"]);
    let summary: Value =
        serde_json::from_slice(&std::fs::read(folder.join("summary.json")).expect("read")).expect("JSON");
    let number = |value: &Value| value.as_f64().expect("a number");

    let strategies = book.sheet("Strategies");
    let cost = strategies.row(1, "cost in cash");
    for (header, of) in [("mean", "mean"), ("standard error", "standard_error"), ("mean of the worst 5%", "cvar")] {
        let cell = strategies.cells[&(cost, strategies.column(header))].number();
        assert_eq!(cell, number(&summary["strategies"][0]["cost"][of]), "{header}");
    }
    let p95 = strategies.cells[&(cost, strategies.column("P95"))].number();
    assert_eq!(p95, number(&summary["strategies"][0]["cost"]["quantiles"][6]["value"]));

    let members = book.sheet("Members");
    for (k, one) in summary["administrations"].as_array().expect("a list").iter().enumerate() {
        let row = members.row(0, one["id"].as_str().expect("an id"));
        let cell = |header: &str| members.cells[&(row, members.column(header))].number();
        assert_eq!(cell("shared: cash, mean"), number(&one["strategies"][1]["cost"]["mean"]), "{k}");
        assert_eq!(cell("saving, P95"), number(&one["saving"]["quantiles"][6]["value"]), "{k}");
        let chances = ["chance: cheaper than alone", "chance: the same", "chance: dearer"].map(cell);
        assert_eq!(chances[0], number(&one["better_off"]["value"]));
        assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{chances:?}");
    }
    // Means of members add up to that of all together where no grant comes between.
    let sum = members.cells[&(members.row(0, "Sum"), members.column("shared: cash, mean"))].number();
    let whole = number(&summary["strategies"][1]["cost"]["mean"]);
    assert!((sum - whole).abs() < 1e-9 * whole, "{sum} for {whole}");

    let years = book.sheet("Years");
    let column = years.column("copy: cash, mean");
    let first = years.cells.keys().filter(|(_, at)| *at == column).nth(1).expect("a year").0;
    let expected: Vec<f64> = summary["years"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|year| year["strategy"] == "fork")
        .map(|year| number(&year["cost"]["mean"]))
        .collect();
    let found: Vec<f64> = (first..first + 5).map(|row| years.cells[&(row, column)].number()).collect();
    assert_eq!(found, expected);

    let percentiles = book.sheet("Percentiles");
    let column = percentiles.column("alone: cash");
    let curve: Vec<f64> = percentiles
        .cells
        .iter()
        .filter(|((_, at), cell)| *at == column && matches!(cell, Cell::Number(_)))
        .map(|(_, cell)| cell.number())
        .collect();
    let expected: Vec<f64> = summary["strategies"][0]["cost_curve"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|point| number(&point[1]))
        .collect();
    assert_eq!((curve.len(), curve), (99, expected));

    // What nobody gave a source for comes first.
    let assumptions = book.sheet("Assumptions");
    let support = assumptions.column("how well supported");
    let words: Vec<&str> = assumptions
        .cells
        .keys()
        .filter(|(_, at)| *at == support)
        .skip(1)
        .map(|(row, _)| assumptions.text(*row, support))
        .collect();
    assert_eq!((words[0], words.contains(&"sourced"), words.len() > 50), ("no source", true, true));
    let size = assumptions.row(0, "module.permits.size");
    assert_eq!(assumptions.text(size, assumptions.column("source")), "a plan");

    assert!(hold_sums(&book) >= 15, "members and years have sums");
    assert_eq!(book.parts().filter(|name| name.starts_with("xl/charts/chart")).count(), 2);
}

#[test]
fn the_first_sheet_says_where_it_comes_from() {
    let place = place(TOWNS);
    run(place.path(), &["--seed", "7", "--set", "discount_rate=0.05"]);
    let folder = place.path().join("output/some");
    let book = Book::open(&folder.join("summary.xlsx"));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).expect("read")).expect("JSON");
    let answer = book.sheet("Answer");
    let beside = |label: &str| answer.text(answer.row(0, label), 1).to_owned();
    assert_eq!(beside("Program"), concat!("commonweal ", env!("CARGO_PKG_VERSION")));
    assert_eq!(
        (beside("Results of"), beside("Replications"), beside("--set")),
        ("some".to_owned(), "500".to_owned(), "discount_rate=0.05".to_owned())
    );
    assert!(beside("Seed").starts_with("7 (stream "));
    let sum = manifest["inputs"][0]["sha256"].as_str().expect("a sum");
    assert_eq!(beside("some.toml"), format!("SHA-256 {sum}"));
    assert!(beside("Amounts").starts_with("CAD of 2024; costs over the whole horizon are present values"));
    assert!(answer.texts().contains(&"With discount_rate=0.05 (--set)."));
    assert!(book.part("docProps/core.xml").contains("<dc:title>Two towns</dc:title>"));
    // It is one of the files of the folder.
    let listed: Vec<&str> =
        manifest["files"].as_array().expect("a list").iter().filter_map(|file| file["name"].as_str()).collect();
    assert!(listed.contains(&"summary.xlsx"));
    assert!(manifest["asked"]["xlsx"].is_null(), "it is no other question");
}

#[test]
fn it_speaks_french() {
    let place = place(TOWNS);
    run(place.path(), &["--lang", "fr"]);
    let book = Book::open(&place.path().join("output/some/summary.xlsx"));
    let names: Vec<String> = book.sheets().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["Réponse", "Stratégies", "Économies", "Membres", "Années", "Centiles", "Hypothèses"]);
    let members = book.sheet("Membres");
    members.column("en commun\u{202F}: dépense, moyenne");
    members.row(0, "Somme");
    assert!(book.part("docProps/core.xml").contains("<dc:title>Deux villes</dc:title>"));
    assert!(book.sheet("Hypothèses").texts().contains(&"sans source"));
}

#[test]
fn the_bytes_are_the_same_every_time() {
    let one = |threads: &str| {
        let place = place(TOWNS);
        run(place.path(), &["--threads", threads]);
        std::fs::read(place.path().join("output/some/summary.xlsx")).expect("read")
    };
    let first = one("1");
    // Files of an archive know times to two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == one("2"), "two threads");
    assert!(first == one("1"), "a second run");
}

#[test]
fn without_it_nothing_changes() {
    let files = |more: &[&str]| {
        let place = place(TOWNS);
        let output = commonweal(place.path(), &[&["run", "some.toml", "-n", "200", "--quiet"], more].concat());
        assert!(output.status.success());
        let folder = std::fs::read_dir(place.path().join("output/some")).expect("results");
        let mut names: Vec<_> = folder
            .map(|file| file.expect("a file").path())
            .filter(|path| !path.ends_with("manifest.json"))
            .map(|path| (path.file_name().expect("a name").to_owned(), std::fs::read(path).expect("read")))
            .collect();
        names.sort();
        names
    };
    let mut with = files(&["--xlsx"]);
    with.retain(|(name, _)| name != "summary.xlsx");
    assert!(with == files(&[]));
}

#[test]
fn commands_without_a_workbook_refuse_it() {
    let place = place(&certain(2));
    for command in ["decide", "partners", "terms", "compare", "break-even", "sensitivity", "cross-check", "check"] {
        refused(place.path(), &[command, "some.toml", "--xlsx"], 2, "unexpected argument '--xlsx'");
    }
}

#[test]
fn a_budget_is_told_as_its_table_tells_it() {
    let place = place(TOWNS);
    let found =
        json(place.path(), &["budget", "some.toml", "-n", "200", "--staff", "9", "--no-charts", "--json", "--xlsx"]);
    let book = Book::open(&place.path().join("output/some-budget/budget.xlsx"));
    let [all, members] = ["Budget", "Budget of members"].map(|name| book.sheet(name));
    let row = all.row(1, "all years");
    let whole = &found["all"]["strategies"][0]["whole"];
    for (header, of, quantile) in [
        ("build, P50", "build", "p50"),
        ("both after the grant, P80", "total_after_grant", "p80"),
        ("full-time people, P80", "people", "p80"),
    ] {
        assert_eq!(
            all.cells[&(row, all.column(header))].number(),
            whole[of][quantile].as_f64().expect("a number"),
            "{header}"
        );
    }
    assert_eq!(all.cells[&(row, all.column("people there"))], Cell::Number(9.0));
    let first = members.row(0, "b");
    assert_eq!(
        members.cells[&(first, members.column("run, P80"))].number(),
        found["administrations"][1]["strategies"][0]["years"][0]["run"]["p80"].as_f64().expect("a number")
    );
    // Quantiles do not add up.
    assert_eq!(hold_sums(&book), 0);
}

/// A report's workbook holds the sheets of the run, of who pays what and of the budget as their own commands write them.
#[test]
fn a_report_has_one_workbook_a_language() {
    let place = place(TOWNS);
    let report =
        ["report", "some.toml", "-n", "200", "--only", "allocate,budget", "--quiet", "--xlsx", "--lang", "both"];
    commonweal(place.path(), &report);
    for command in [["budget", "-n", "200"], ["allocate", "-n", "200"]] {
        commonweal(place.path(), &[&command[..], &["some.toml", "--quiet", "--no-charts", "--xlsx"]].concat());
    }
    commonweal(place.path(), &["run", "some.toml", "-n", "200", "--quiet", "--no-charts", "--xlsx"]);
    let folder = place.path().join("output");
    let book = Book::open(&folder.join("some-report/report.en.xlsx"));
    for (of, names) in [
        ("some/summary.xlsx", &["Strategies", "Savings", "Members", "Years", "Percentiles", "Assumptions"][..]),
        ("some-allocation/allocation.xlsx", &["Bills", "Stability", "Details"]),
        ("some-budget/budget.xlsx", &["Budget", "Budget of members"]),
    ] {
        let own = Book::open(&folder.join(of));
        for name in names {
            let [own, whole] = [&own, &book].map(|book| figures(&book.sheet(name)));
            assert!(!own.is_empty() && own == whole, "{name} of {of}");
        }
    }
    assert!(hold_sums(&book) > 0);
    let french = Book::open(&folder.join("some-report/report.fr.xlsx"));
    assert_eq!(french.sheets().len(), book.sheets().len());
    assert!(book.sheet("Bills").texts().contains(&"Of 200 replications."));
}

/// All numbers of a sheet, row by row.
fn figures(sheet: &book::Sheet) -> Vec<f64> {
    let cells = sheet.cells.values();
    cells.filter_map(|cell| if let Cell::Number(value) = cell { Some(*value) } else { None }).collect()
}

/// What sheets call a rule that JSON has by its id.
fn called(rule: &str) -> String {
    const NAMES: [(&str, &str); 11] = [
        ("equal-saving", "equal saving"),
        ("proportional-saving", "proportional saving"),
        ("per-capita-nucleolus", "nucleolus per member"),
        ("proportional-nucleolus", "proportional nucleolus"),
        ("equal", "equal shares"),
        ("standalone", "cost alone"),
        ("shapley", "Shapley value"),
        ("scrb", "separable costs, remaining benefits"),
        ("acs", "equal split of common cost"),
        ("serial", "serial sharing"),
        ("tau", "tau value"),
    ];
    NAMES.iter().find(|(id, _)| *id == rule).map_or(rule, |(_, name)| name).to_owned()
}

#[test]
fn bills_add_up_to_what_is_divided() {
    let place = place(TOWNS);
    let found = json(place.path(), &["allocate", "some.toml", "-n", "64", "--no-charts", "--json", "--xlsx"]);
    let book = Book::open(&place.path().join("output/some-allocation/allocation.xlsx"));
    let bills = book.sheet("Bills");
    let rules = found["rules"].as_object().expect("rules");
    let divided: Vec<&String> =
        rules.iter().filter(|(_, rule)| rule["billed"].is_object()).map(|(name, _)| name).collect();
    assert!(divided.len() > 8);
    let (total, sum) = (found["game"]["total"].as_f64().expect("a number"), bills.row(0, "Sum"));
    for rule in divided {
        let column = bills.column(&called(rule));
        let billed = rules[rule]["billed"]["b"].as_f64().expect("a number");
        assert_eq!(bills.cells[&(bills.row(0, "b"), column)].number(), billed, "{rule}");
        assert!((bills.cells[&(sum, column)].number() - total).abs() < 0.01, "{rule}");
    }
    assert!(hold_sums(&book) > 8);
    let details = book.sheet("Details");
    let row = details.row(0, "Shapley value");
    let cheaper =
        found["rules"]["shapley"]["stability"]["members"]["a"]["cheaper"]["value"].as_f64().expect("a number");
    assert_eq!(details.cells[&(row, details.column("chance to pay less than alone"))].number(), cheaper);
    let stability = book.sheet("Stability");
    let excess =
        stability.cells[&(stability.row(0, "Shapley value"), stability.column("excess of the worst group"))].number();
    assert_eq!(excess, rules["shapley"]["excess"].as_f64().expect("a number"));
}

#[test]
fn a_game_from_a_table_has_a_workbook_too() {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("game.csv"), "coalition,cost\na,6\nb,7\na;b,9\n").expect("written");
    let output = commonweal(place.path(), &["allocate", "--game", "game.csv", "--unit", "=1+1", "--xlsx", "--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book = Book::open(&place.path().join("output/game-allocation/allocation.xlsx"));
    assert_eq!(book.sheet("Answer").text(book.sheet("Answer").row(0, "Amounts"), 1), "=1+1");
    let bills = book.sheet("Bills");
    assert_eq!(bills.cells[&(bills.row(0, "Sum"), bills.column("Shapley value"))].number(), 9.0);
    assert!(hold_sums(&book) > 5);
}

#[test]
fn a_sweep_has_a_row_for_every_cell() {
    let place = place(TOWNS);
    let over = ["--over", "consortium.coordination=0,0.1,0.2", "--over", "consortium.cost_sharing=equal,population"];
    let found = json(
        place.path(),
        &[&["sweep", "some.toml", "-n", "64", "--no-charts", "--json", "--xlsx"], &over[..]].concat(),
    );
    let sheet = Book::open(&place.path().join("output/some-sweep/sweep.xlsx")).sheet("Cells");
    let header = sheet.row(2, "saving, CAD: mean");
    for (k, cell) in found["cells"].as_array().expect("cells").iter().enumerate() {
        let row = header + 1 + k;
        let at = |header: &str| sheet.cells[&(row, sheet.column(header))].number();
        assert_eq!(
            sheet.cells[&(row, 0)],
            Cell::Number(cell["at"][0].as_str().expect("a text").parse().expect("a number"))
        );
        assert_eq!(sheet.text(row, 1), cell["at"][1].as_str().expect("a text"));
        assert_eq!(at("saving, CAD: mean"), cell["of"]["mean"].as_f64().expect("a number"));
        assert_eq!(at("chance: cheaper than alone"), cell["cheaper"]["value"].as_f64().expect("a number"));
    }
    assert_eq!(sheet.cells.keys().map(|(row, _)| *row).max(), Some(header + 6));
}

#[test]
fn text_of_a_scenario_stays_text() {
    let hostile =
        ["=1+1", "@cmd", "+A1", "-2", "\\u0007http://example.org/\\u202e", "=HYPERLINK(\\\"http://x\\\")", "_x0041_"];
    for title in hostile {
        let text = certain(2).replace("title = 'Some'", &format!("title = \"{title}\""));
        let text = text.replace("id = 'm0'", &format!("id = 'm0', name = \"{title}\""));
        let place = place(&text);
        let output = commonweal(place.path(), &["run", "some.toml", "-n", "64", "--no-charts", "--quiet", "--xlsx"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let book = Book::open(&place.path().join("output/some/summary.xlsx"));
        let shown = title.replace("\\u0007", "\u{FFFD}").replace("\\u202e", "\u{FFFD}").replace("\\\"", "\"");
        assert_eq!(book.sheet("Answer").text(0, 0), shown);
        assert_eq!(book.sheet("Members").text(book.sheet("Members").row(0, "m0"), 1), shown);
        assert!(book.parts().all(|part| !book.part(part).contains("hyperlink")), "{title}");
        assert!(
            book.sheets()
                .iter()
                .flat_map(|sheet| sheet
                    .formulas()
                    .into_iter()
                    .map(|(_, formula, _)| formula.to_owned())
                    .collect::<Vec<_>>())
                .all(|formula| formula.starts_with("SUM("))
        );
    }
}

// --- the renderer

fn origin() -> Origin<'static> {
    Origin { id: "made-up", ..Origin::default() }
}

fn book(sheet: Sheet) -> Book {
    let contents = Contents { title: "T".to_owned(), amounts: None, sheets: vec![sheet] };
    Book::of(&Workbook::new(Document::new(Language::En), &origin(), contents).bytes().expect("a workbook"))
}

fn sheet(columns: Vec<Column>, rows: Vec<Vec<Written>>) -> Sheet {
    Sheet { name: "S", columns, rows, frozen: 1, filter: true, ..Sheet::default() }
}

#[test]
fn numbers_keep_every_bit_and_what_is_none_is_empty() {
    let values = [0.1 + 0.2, 1.0 / 3.0, -1.797e308, 5e-324, 123_456_789.123_456_78, 0.0, -0.0];
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let rows = values
        .iter()
        .chain(&odd)
        .map(|value| vec![Written::number(Some(*value), Kind::Money), Written::number(None, Kind::Share)]);
    let found = book(sheet(vec![Column::summed("a"), Column::new("b")], rows.collect())).sheet("S");
    for (k, value) in values.iter().enumerate() {
        assert_eq!(found.cells[&(1 + k, 0)], Cell::Number(*value));
    }
    assert_eq!(found.cells.keys().filter(|(row, _)| *row > values.len()).count(), 0, "{:?}", found.cells);
}

#[test]
fn controls_are_spelt_out_and_names_that_are_too_long_are_cut() {
    let hostile = "\u{0}a\u{1b}[31m\u{202e}\u{FFFE}";
    let found = book(sheet(vec![Column::new(hostile)], vec![vec![hostile.into()]])).sheet("S");
    assert_eq!([found.text(0, 0), found.text(1, 0)], ["\\u{0}a\\u{1b}[31m\\u{202e}\\u{fffe}"; 2]);
    let long = "n".repeat(40_000);
    let found = book(sheet(vec![Column::new(long.as_str())], vec![vec![long.as_str().into()]])).sheet("S");
    for row in [0, 1] {
        let text = found.text(row, 0);
        assert!(text.len() < 32_767 + 2 && text.ends_with("… [7,293 more characters]"), "{}", text.len());
    }
}

#[test]
fn what_is_more_than_a_sheet_holds_is_said_to_be_elsewhere() {
    let rows = (0..=MOST_ROWS).map(|k| vec![Written::number(Some(k as f64), Kind::Count)]).collect();
    let long = Sheet { file: Some("years.csv"), ..sheet(vec![Column::summed("a")], rows) };
    let found = book(long).sheet("S");
    assert_eq!(found.text(0, 0), "The first 20,000 of 20,001 rows; years.csv has all.");
    assert_eq!(found.cells.keys().map(|(row, _)| *row).max(), Some(MOST_ROWS + 1));
    assert_eq!(found.formulas().len(), 0, "a sum of a part would be taken for that of the whole");
}

#[test]
fn headers_stay_in_sight_rows_can_be_filtered_and_no_clock_is_read() {
    let rows = vec![vec!["x".into(), Written::number(Some(0.25), Kind::Share)]; 3];
    let series = Series { name: "a".to_owned(), columns: [0, 1], rows: 0..3 };
    let axes = ["x".to_owned(), "y".to_owned()];
    let chart = Chart { title: "=T".to_owned(), shape: Shape::Lines, axes, series: vec![series] };
    let found = book(Sheet { chart: Some(chart), ..sheet(vec![Column::new("a"), Column::new("b")], rows) });
    let part = found.part("xl/worksheets/sheet2.xml");
    assert!(
        part.contains("state=\"frozen\"") && part.contains("ySplit=\"1\"") && part.contains("xSplit=\"1\""),
        "{part}"
    );
    assert!(part.contains("<autoFilter ref=\"A1:B4\"/>"), "{part}");
    assert!(found.part("xl/styles.xml").contains("formatCode=\"0.0%\""));
    assert!(found.part("docProps/core.xml").contains("2000-01-01T00:00:00Z"));
    assert!(found.part("xl/charts/chart1.xml").contains("S!$B$2:$B$4"));
}

#[test]
fn an_answer_keeps_its_tables_as_cells() {
    use report::document::Cell as Shown;
    let mut document = Document::new(Language::Fr);
    let cells = vec![
        "a".into(),
        Shown::number(1234.5, 1, Language::Fr),
        Shown::percent(0.25, Language::Fr),
        Shown::percent(0.9999, Language::Fr),
    ];
    let read = Shown::number(7.0, 0, Language::Fr).read("7 (1 à 9)");
    document.heading("Titre").bullet("un").detail("deux").warning("trois").push(Block::Code("=x\ny".to_owned()));
    document.figure(
        "quatre",
        Shown::number(2.0, 0, Language::Fr),
        Some([Shown::number(1.0, 0, Language::Fr), "?".into()]),
    );
    document.section().table(
        Table::new(["", "b\nP50", "c", "d"], [cells, vec!["e".into(), read, "".into(), "".into()]]).noted(Some("cinq")),
    );
    let bytes = Workbook::new(document, &origin(), Contents::default()).bytes().expect("a workbook");
    let answer = Book::of(&bytes).sheet("Réponse");
    let texts = ["Titre", "• un", "deux", "Attention\u{202F}: trois", "=x", "y", "quatre"];
    assert_eq!((0..7).map(|row| answer.text(row, 0)).collect::<Vec<_>>(), texts);
    assert_eq!((answer.cells[&(6, 1)].clone(), answer.cells[&(6, 2)].clone()), (Cell::Number(2.0), Cell::Number(1.0)));
    assert_eq!(answer.text(8, 1), "b\nP50");
    assert_eq!(
        (answer.cells[&(9, 1)].clone(), answer.cells[&(9, 2)].clone()),
        (Cell::Number(1234.5), Cell::Number(0.25))
    );
    // What a number would show otherwise stays as it is read.
    assert_eq!((answer.text(9, 3), answer.text(10, 1), answer.text(11, 0)), (">99\u{202F}%", "7 (1 à 9)", "cinq"));
}
