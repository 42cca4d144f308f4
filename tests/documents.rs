//! What the pages for people say is what the program does: every command on them is carried out, and every figure that they
//! quote is compared with what it prints. `documents/page.rs` says how a page is written for that.
//!
//! Where an answer changes on purpose, `COMMONWEAL_BLESS=1 cargo test --release --test documents` puts what is nearest to each
//! quotation in its place and still fails: read the difference, mend what the page says around it, and say in CHANGELOG.md why it
//! changed.

#[path = "documents/bless.rs"]
mod bless;
#[path = "documents/links.rs"]
mod links;
#[path = "documents/page.rs"]
mod page;
#[path = "documents/reader.rs"]
mod reader;

use reader::{follow, root};
use std::path::PathBuf;

/// Pages of a folder of the book.
fn pages(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).expect("a folder");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages
}

#[track_caller]
fn hold(pages: &[PathBuf]) {
    let wrong: Vec<String> = pages.iter().flat_map(|page| follow(page)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_readme_is_true() {
    hold(&[root().join("README.md")]);
}

#[test]
fn the_french_readme_is_true() {
    hold(&[root().join("README.fr.md")]);
}

#[test]
fn the_tutorial_is_true() {
    hold(&pages("docs"));
}

#[test]
fn the_how_tos_are_true() {
    hold(&pages("docs/how-to"));
}

#[test]
fn the_explanations_are_true() {
    hold(&pages("docs/explanation"));
}

/// Who opens the front page reads it to its end; what is longer has its place in the book.
#[test]
fn front_pages_are_short() {
    for name in ["README.md", "README.fr.md"] {
        let length = std::fs::read_to_string(root().join(name)).expect("readable").len();
        assert!(length <= 8192, "{name} has {length} bytes");
    }
}

/// Both front pages ask the same commands, the French one for answers in French.
#[test]
fn front_pages_are_equals() {
    let commands = |name: &str| -> Vec<Vec<String>> {
        let text = std::fs::read_to_string(root().join(name)).expect("readable");
        let lines = page::steps(&text).into_iter().filter_map(|step| match step {
            page::Step::Command(line) => page::arguments(&line),
            _ => None,
        });
        lines.map(|words| words.into_iter().filter(|word| word != "--lang" && word != "fr").collect()).collect()
    };
    assert_eq!(commands("README.md"), commands("README.fr.md"));
}

/// What the tutorial ends with is what the other pages begin with.
#[test]
fn the_towns_are_those_of_the_tutorial() {
    let text = std::fs::read_to_string(root().join("docs/tutorial.md")).expect("readable");
    for name in ["towns.toml", "towns.csv"] {
        let shipped = std::fs::read_to_string(root().join("docs").join(name)).expect("readable");
        let mut files = page::steps(&text).into_iter().filter_map(|step| match step {
            page::Step::File(file, content) if file == name => Some(content),
            _ => None,
        });
        assert_eq!(files.next_back().as_deref(), Some(&shipped[..]), "{name}");
    }
}

/// OS2's schedule of fees is the one of its scenario.
#[test]
fn the_schedule_of_fees_is_the_one_of_the_scenario() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect("readable");
    let mut pieces = page::steps(&read("docs/how-to/fees.md")).into_iter().filter_map(|step| match step {
        page::Step::Piece(piece) => Some(piece),
        _ => None,
    });
    let shown: toml::Table = pieces.next().expect("a schedule").parse().expect("TOML");
    let shipped: toml::Table = read("scenarios/os2-denmark.toml").parse().expect("TOML");
    assert_eq!(shown["consortium"]["cost_sharing"]["tiers"], shipped["consortium"]["cost_sharing"]["tiers"]);
}

/// The answer that everybody sees first fits on one screen.
#[test]
fn an_answer_fits_on_one_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .env("LC_ALL", "C")
        .args(["run", "scenarios/canada-notify.toml", "-n", "200000", "--no-charts", "--out"])
        .arg(folder.path())
        .current_dir(root())
        .output()
        .expect("it starts");
    let answer = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success() && answer.lines().count() <= 27, "more than one screen:\n{answer}");
    assert!(answer.lines().all(|line| line.chars().count() <= 100), "wider than one screen:\n{answer}");
}
