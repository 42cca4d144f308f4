//! The bytes of every JSON and CSV that every command writes of every shipped scenario, as sums in `bytes.txt`: a change that
//! is not to alter results alters none of them.
//!
//! Where results are to change, `COMMONWEAL_BLESS=1 cargo test --release --locked --test bytes` writes the sums anew, and
//! CHANGELOG.md says why.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is asked of every scenario, with few replications.
const COMMANDS: [&[&str]; 13] = [
    &["run", "-n", "256", "--replications-csv", "8"],
    &["run", "-n", "256", "--design", "sobol"],
    &["run", "-n", "64", "--set", "discount_rate=0.05", "--seed", "7"],
    &["allocate", "-n", "16", "--budget", "256"],
    &["partners", "-n", "16"],
    &["decide", "-n", "256"],
    &["budget", "-n", "64", "--start", "2026-07", "--fiscal-year", "4", "--staff", "9"],
    &["terms", "-n", "16"],
    &["compare", "-n", "64", "--with", "consortium.coordination=0.2"],
    &["sweep", "-n", "64", "--over", "consortium.coordination=0,0.1", "--over", "discount_rate=0.02,0.05"],
    &["break-even", "-n", "32", "--solve", "consortium.coordination"],
    &["cross-check", "-n", "64"],
    &["sensitivity", "-n", "32"],
];

/// What is asked beside scenarios.
const OTHERS: [&[&str]; 5] = [
    &["backtest", "scenarios/history", "-n", "64"],
    &["allocate", "--game", "scenarios/games/skane.csv"],
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

/// Of so many administrations most commands would take minutes.
const LARGE: &str = "municipalities";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn scenarios() -> Vec<PathBuf> {
    let folders = ["scenarios", "scenarios/history"].map(|folder| root().join(folder));
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("readable"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    found.sort();
    found
}

/// Sums of what a command leaves, by the command and the file; where it is refused, its exit code.
fn sums(arguments: &[&str], found: &mut BTreeMap<(String, String), String>) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.current_dir(root()).args(arguments).args(["--no-charts", "--quiet", "--out"]).arg(place.path());
    let output = command.output().expect("started");
    let asked = arguments.join(" ");
    let code = output.status.code().expect("an exit code");
    assert_ne!(code, 101, "{asked}: {}", String::from_utf8_lossy(&output.stderr));
    if code != 0 {
        found.insert((asked.clone(), String::new()), format!("exit {code}"));
    }
    for folder in std::fs::read_dir(place.path()).expect("readable").flatten() {
        for file in std::fs::read_dir(folder.path()).expect("a folder of results").flatten() {
            let name = format!("{}/{}", folder.file_name().display(), file.file_name().display());
            // The manifest knows the clock.
            if !name.ends_with("/manifest.json") {
                let sum = Sha256::digest(std::fs::read(file.path()).expect("readable"));
                let sum = sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
                found.insert((asked.clone(), name), sum);
            }
        }
    }
}

#[test]
fn results_are_what_they_were() {
    let mut found = BTreeMap::new();
    for path in scenarios() {
        let path = path.strip_prefix(root()).expect("beneath").to_str().expect("a plain name").replace('\\', "/");
        let commands = if path.contains(LARGE) { &COMMANDS[2..3] } else { &COMMANDS[..] };
        for command in commands {
            sums(&[&command[..1], &[path.as_str()], &command[1..]].concat(), &mut found);
        }
    }
    OTHERS.iter().for_each(|arguments| sums(arguments, &mut found));
    let lines: Vec<String> = found.iter().map(|((asked, file), sum)| format!("{asked}\t{file}\t{sum}")).collect();
    let place = root().join("tests/bytes.txt");
    if std::env::var_os("COMMONWEAL_BLESS").is_some() {
        std::fs::write(&place, lines.join("\n") + "\n").expect("written");
    }
    let blessed = std::fs::read_to_string(&place).expect("readable");
    let blessed: Vec<&str> = blessed.lines().collect();
    let now: Vec<&str> = lines.iter().map(String::as_str).collect();
    let gone: Vec<_> = blessed.iter().filter(|line| !now.contains(line)).collect();
    let new: Vec<_> = now.iter().filter(|line| !blessed.contains(line)).collect();
    assert!(gone.is_empty() && new.is_empty(), "were: {gone:#?}\nare: {new:#?}");
    assert!(now.len() > 500, "{} files", now.len());
}
