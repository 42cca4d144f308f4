//! Columns of every table that every command writes, as they are written.

use super::printed;
use std::path::{Path, PathBuf};

const BEGINNING: &str = "# Columns of every table

This page is written by a test that has every command write its tables for `docs/towns.toml` and lists their first lines. [What each file holds](../../output/README.md)
stands beside it.

| ending or name | meaning |
| --- | --- |
| `_cad` | money in the scenario's currency, here CAD; of another currency its name |
| `_pm` | effort in person-months of 152 hours |
| `_years`, `year` | years from the start of the horizon |
| `mean`, `standard_error`, `sd` | the mean over replications, how well it is known, and the spread of replications |
| `p5` … `p95` | quantiles over replications, by their per cent |
| `worst_5_percent` | mean of the worst twentieth |
| `_low`, `_high` | ends of the 95 % interval of the figure of that name |
| `positive`, `cheaper`, `better`, `worse`, `more`, `less` | share of replications in which it is so |
| `mark`, `source`, `note` | S, D, R, G or neutral, where it comes from, what to know of it |

An empty cell is a statistic that does not exist.

";

/// Every command that writes tables, with little to do.
const COMMANDS: [&[&str]; 15] = [
    &["run", "docs/towns.toml", "-n", "64", "--replications-csv", "1"],
    &["allocate", "docs/towns.toml", "-n", "16"],
    &["partners", "docs/towns.toml", "-n", "16"],
    &["decide", "docs/towns.toml", "-n", "256"],
    &["terms", "docs/towns.toml", "-n", "16"],
    &["compare", "docs/towns.toml", "-n", "64", "--with", "consortium.lead=mill"],
    &["budget", "docs/towns.toml", "-n", "64", "--start", "2026-04", "--staff", "12"],
    &["sweep", "docs/towns.toml", "-n", "64", "--over", "members=2..7"],
    &["break-even", "docs/towns.toml", "-n", "64", "--solve", "consortium.overrun"],
    &["sensitivity", "docs/towns.toml", "-n", "64"],
    &["cross-check", "docs/towns.toml", "-n", "64"],
    &["backtest", "-n", "16"],
    &["benchmark", "kemerer"],
    &[
        "calibrate",
        "scenarios/effort/kemerer.csv",
        "--size",
        "KSLOC",
        "--effort",
        "EffortMM",
        "--unit",
        "person-months",
    ],
    &["calibrate", "scenarios/effort/kemerer.csv", "--fit", "EffortMM"],
];

/// The page.
pub fn page() -> String {
    let mut page = BEGINNING.to_owned();
    let mut quantities = String::new();
    for command in COMMANDS {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().to_str().expect("a name");
        printed(&[command, &["--no-charts", "--quiet", "--out", out]].concat());
        let tables = tables(place.path());
        if tables.is_empty() {
            continue;
        }
        page += &format!("## {}\n\n| table | columns |\n| --- | --- |\n", title(command));
        for table in tables {
            let name = table.file_name().expect("a name").to_string_lossy().into_owned();
            page += &format!("| `{name}` | {} |\n", columns(&table).join(" "));
            if name == "summary.csv" {
                quantities = rows(&table).join(" ");
            }
        }
        page += "\n";
    }
    page + "## Rows of summary.csv\n\n" + &quantities + "\n"
}

/// The command and what makes it another one.
fn title(command: &[&str]) -> String {
    let flag = command.iter().find(|word| ["--fit", "--size"].contains(word));
    flag.map_or(command[0].to_owned(), |flag| format!("{} {flag}", command[0]))
}

fn tables(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(tables(&path));
        } else if path.extension().is_some_and(|ending| ending == "csv") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn columns(table: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(table).expect("readable");
    reader.headers().expect("a first line").iter().map(|name| format!("`{name}`")).collect()
}

/// The first cell of every row.
fn rows(table: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(table).expect("readable");
    reader.records().map(|row| format!("`{}`", &row.expect("a row")[0])).collect()
}
