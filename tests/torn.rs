//! What is torn, doubtful or without an end is refused or warned of on every way in, not only in a scenario's file.

mod program;

use program::{certain, commonweal, place, refused};
use std::path::Path;
use std::process::Command;

#[test]
fn a_torn_value_is_refused_wherever_it_is_given() {
    let folder = place(&certain(2));
    let torn = "consortium.coordination=\"0.9";
    let commands = "run check allocate partners decide budget terms break-even sensitivity cross-check backtest";
    for command in commands.split(' ') {
        refused(folder.path(), &[command, "some.toml", "--set", torn], 3, "invalid basic string");
    }
    refused(folder.path(), &["compare", "some.toml", "--with", torn], 3, "invalid basic string");
    let axis = "consortium.coordination=0.1,\"0.2";
    refused(folder.path(), &["sweep", "some.toml", "--over", axis], 3, "invalid basic string");
}

#[test]
fn a_pipe_that_nobody_fills_is_not_waited_for() {
    let folder = place(&certain(2));
    let Ok(made) = Command::new("mkfifo").arg(folder.path().join("pipe")).status() else { return };
    assert!(made.success());
    for arguments in [&["check", "pipe"][..], &["allocate", "--game", "pipe"], &["calibrate", "pipe", "--fit", "x"]] {
        refused(folder.path(), arguments, 3, "not a regular file");
    }
}

#[test]
fn a_scenario_too_large_is_refused_at_the_limit_and_not_before() {
    let folder = place("");
    let write = |size: usize| {
        let text = format!("{}#", certain(2));
        let rest = "x".repeat(size - text.len());
        std::fs::write(folder.path().join("some.toml"), text + &rest).expect("written");
    };
    write(4 << 20);
    assert!(commonweal(folder.path(), &["check", "some.toml"]).status.success());
    write((4 << 20) + 1);
    refused(folder.path(), &["check", "some.toml"], 3, "larger than 4 MiB");
}

/// The warnings of a value on the command line.
fn warned(folder: &Path, set: &str) -> String {
    let output = commonweal(folder, &["check", "some.toml", "--set", set]);
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn doubtful_and_unusual_numbers_are_warned_of() {
    let folder = place(&certain(2));
    for (set, words) in [
        ("discount_rate=3.5", "a rate of 3.5 % a year is written 0.035"),
        ("discount_rate=\"0.3 to 0.5\"", "far from usual"),
        ("administration.m0.joins=2012", "not a calendar year"),
        ("administration.m0.joins=30", "beyond the horizon of"),
        ("administration.m0.labour_rate=45", "45 an hour is 6840"),
        ("administration.m0.labour_rate=96000", "96000 a year is 8000"),
        ("module.m.size=6080", "6080 hours are 40"),
        ("administration.m0.labour_rate=12.500", "12500 (12 thousand 500)"),
    ] {
        let shown = warned(folder.path(), set);
        assert!(shown.contains("warning") && shown.contains(words), "{set}\n{shown}");
    }
    let range = "administration.m0.labour_rate=\"11.250 to 14.375\"";
    refused(folder.path(), &["check", "some.toml", "--set", range], 3, "11250 to 14375");
    for set in [
        "discount_rate=0.2",
        "administration.m0.joins=1",
        "administration.m0.labour_rate=1200.5",
        "module.m.size=180.565",
    ] {
        assert_eq!(warned(folder.path(), set), "", "{set}");
    }
}
