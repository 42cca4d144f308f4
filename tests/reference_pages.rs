//! The pages of `docs/reference` that are written by the program: commands and exit codes, keys, columns of every table.
//!
//! `COMMONWEAL_BLESS=1 cargo test --release --locked --test reference_pages` writes them anew where something was added on
//! purpose.

#[path = "reference_pages/columns.rs"]
mod columns;
#[path = "reference_pages/commands.rs"]
mod commands;
#[path = "reference_pages/keys.rs"]
mod keys;

use std::path::Path;
use std::process::Command;

/// What the program prints.
fn printed(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    // Help shows what these are set to.
    for variable in ["COMMONWEAL_SEED", "COMMONWEAL_THREADS", "COMMONWEAL_OUT"] {
        command.env_remove(variable);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = command.env("LC_ALL", "C").current_dir(root).args(arguments).output().expect("started");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A text in the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// Holds a page to what is written now, or writes it.
#[track_caller]
fn hold(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference").join(name);
    if std::env::var_os("COMMONWEAL_BLESS").is_some() {
        std::fs::write(&path, page).expect("written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = there.lines().zip(page.lines()).find(|(there, now)| there != now);
    assert!(there == page, "{name} is not what the program says now (COMMONWEAL_BLESS=1 writes it): {differs:?}");
}

#[test]
fn the_page_of_commands_is_what_the_program_says() {
    hold("commands.md", &commands::page());
}

#[test]
fn the_page_of_keys_is_what_the_program_says() {
    hold("keys.md", &keys::page());
}

#[test]
fn the_page_of_columns_is_what_the_program_writes() {
    hold("columns.md", &columns::page());
}
