//! Shipped scenarios, tables (their first rows), games and data sets, cut at every byte and changed at random with a
//! fixed seed: reading them ends in what was asked or in an error that has a place, and never accepts what a strict
//! TOML parser refuses.
//!
//! `cargo test --release --test mutations -- --nocapture` shows the counts.

mod trial;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use study::input::columns::{Allowed, load_columns};
use study::input::problem::{Problems, Severity, Sources};
use study::input::{load_game, load_text, render};

/// Changed texts, scenarios and tables together.
const MUTANTS: usize = 10_000;
/// No reading may take longer.
const LONGEST: Duration = Duration::from_secs(2);
/// Nor may all of them together ever hold more, in KiB.
const MOST_MEMORY: u64 = 512 << 10;
/// Rows that are read of a table: later ones are of the same kinds, and what size does is for `tests/wide.rs`.
const ROWS: usize = 40;

/// What a reading came to.
struct Answer {
    accepted: bool,
    problems: Problems,
    sources: Sources,
}

/// What happened to so many texts.
#[derive(Default, Debug)]
struct Counts {
    texts: AtomicUsize,
    accepted: AtomicUsize,
    panics: AtomicUsize,
    silent_refusals: AtomicUsize,
    refusals_without_place: AtomicUsize,
    broken_but_accepted: AtomicUsize,
    slow: AtomicUsize,
}

fn up(counter: &AtomicUsize) {
    counter.fetch_add(1, Ordering::Relaxed);
}

impl Counts {
    /// Reads a text and says what came of it; `sound` tells whether a strict parser takes it.
    fn of(&self, what: &str, read: impl Fn() -> Answer, sound: impl Fn() -> bool) {
        up(&self.texts);
        let begun = Instant::now();
        let Ok(answer) = catch_unwind(AssertUnwindSafe(&read)) else {
            eprintln!("panic: {what}");
            return up(&self.panics);
        };
        if begun.elapsed() > LONGEST {
            eprintln!("{:?}: {what}", begun.elapsed());
            up(&self.slow);
        }
        if answer.accepted {
            up(&self.accepted);
            if !sound() {
                eprintln!("accepted though broken: {what}");
                up(&self.broken_but_accepted);
            }
            return;
        }
        let errors = answer.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        if errors == 0 {
            eprintln!("refused without a word: {what}");
            return up(&self.silent_refusals);
        }
        let shown = render(&answer.problems, &answer.sources, true);
        if !shown.lines().any(has_place) {
            eprintln!("no place: {what}\n{shown}");
            up(&self.refusals_without_place);
        }
    }

    fn assert_clean(&self) {
        println!("{self:?}");
        let bad =
            [&self.panics, &self.silent_refusals, &self.refusals_without_place, &self.broken_but_accepted, &self.slow];
        assert!(bad.iter().all(|count| count.load(Ordering::Relaxed) == 0), "{self:?}");
        assert!(self.accepted.load(Ordering::Relaxed) > 0 && self.texts.load(Ordering::Relaxed) > 1000, "{self:?}");
        if let Some(peak) = peak_memory() {
            assert!(peak < MOST_MEMORY, "{peak} KiB at the peak");
        }
    }
}

/// Whether a line of a shown problem tells file, line and column.
fn has_place(line: &str) -> bool {
    let Some((_, place)) = line.split_once("--> ") else { return false };
    let mut parts = place.rsplitn(3, ':');
    let number = |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok());
    number(parts.next()) && number(parts.next()) && parts.next().is_some_and(|file| !file.is_empty())
}

/// The most memory this process has held, in KiB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Files of a shipped folder with an ending, in order.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// Shipped scenarios.
fn scenarios() -> Vec<PathBuf> {
    [files("scenarios", "toml"), files("scenarios/history", "toml")].concat()
}

/// Shipped tables of administrations.
fn tables() -> Vec<PathBuf> {
    [files("scenarios", "csv"), files("scenarios/history", "csv")].concat()
}

/// The first rows of a table.
fn rows(path: &Path) -> Vec<u8> {
    let lines: Vec<String> = text(path).split_inclusive('\n').take(ROWS).map(str::to_owned).collect();
    lines.concat().into_bytes()
}

/// A folder with the tables that scenarios name.
fn beside() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for table in tables() {
        std::fs::write(folder.path().join(table.file_name().expect("a name")), rows(&table)).expect("written");
    }
    folder
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a text")
}

fn read_text(text: &str, folder: &Path) -> Answer {
    let loaded = load_text("scenario.toml", text, &[], Some(folder));
    Answer { accepted: loaded.scenario.is_some(), problems: loaded.problems, sources: loaded.sources }
}

/// The same, and what was accepted is computed with, too.
fn simulate(text: &str, folder: &Path) -> Answer {
    let loaded = load_text("scenario.toml", text, &[], Some(folder));
    if let Some(scenario) = &loaded.scenario {
        assert!(!trial::trial(scenario, 1, 16).outputs.is_empty());
    }
    Answer { accepted: loaded.scenario.is_some(), problems: loaded.problems, sources: loaded.sources }
}

fn strict(text: &str) -> bool {
    text.parse::<toml::Table>().is_ok()
}

/// A scenario around a table, all else being in order.
const AROUND: &str = r#"title = "A table"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0.035
administrations = "table.csv"
module = [{ id = "permits", size = "40 to 110" }]
"#;

fn read_table(bytes: &[u8], folder: &Path) -> Answer {
    std::fs::write(folder.join("table.csv"), bytes).expect("written");
    read_text(AROUND, folder)
}

fn read_game(bytes: &[u8], folder: &Path) -> Answer {
    let path = folder.join("game.csv");
    std::fs::write(&path, bytes).expect("written");
    let loaded = load_game(&path).expect("readable");
    Answer { accepted: loaded.game.is_some(), problems: loaded.problems, sources: loaded.sources }
}

/// Reads the last column of a data set.
fn read_projects(bytes: &[u8], column: &str, folder: &Path) -> Answer {
    let path = folder.join("projects.csv");
    std::fs::write(&path, bytes).expect("written");
    let loaded = load_columns(&path, &[column], Allowed::Any).expect("readable");
    Answer { accepted: loaded.values.is_some(), problems: loaded.problems, sources: loaded.sources }
}

fn last_column(path: &Path) -> String {
    text(path).lines().next().and_then(|header| header.rsplit(',').next()).expect("a header").to_owned()
}

/// Changes that hands, editors and disks make.
fn mutate(text: &mut Vec<u8>, random: &mut ChaCha8Rng) {
    const PIECES: [&[u8]; 24] = [
        b"\"",
        b"'",
        b"[",
        b"]",
        b"{",
        b"}",
        b"=",
        b",",
        b".",
        b"\n",
        b"#",
        b";",
        b"-",
        b"0",
        b"9",
        b"e",
        b"\0",
        b"\xff",
        b" ",
        b"000",
        b",000",
        b"nan",
        b"inf",
        "\u{202e}".as_bytes(),
    ];
    for _ in 0..random.random_range(1..4) {
        if text.is_empty() {
            return;
        }
        let at = random.random_range(0..text.len());
        let end = (at + random.random_range(1..20)).min(text.len());
        match random.random_range(0..6) {
            0 => drop(text.drain(at..end)),
            1 => text[at] = random.random_range(0..=255),
            2 => text[at] ^= 1 << random.random_range(0..8),
            3 => {
                let piece = PIECES[random.random_range(0..PIECES.len())];
                drop(text.splice(at..at, piece.iter().copied()));
            }
            4 => {
                let copy = text[at..end].to_vec();
                let to = random.random_range(0..text.len());
                drop(text.splice(to..to, copy));
            }
            _ => text.truncate(at),
        }
    }
}

/// Every beginning of a text, each read in a folder of its own.
fn cut(counts: &Counts, what: &Path, whole: &[u8], read: impl Fn(&[u8], &Path) -> Answer + Sync) {
    let ends: Vec<usize> = (0..=whole.len()).collect();
    ends.par_chunks(500).for_each(|ends| {
        let folder = tempfile::tempdir().expect("a folder");
        for &end in ends {
            counts.of(&format!("{} cut at {end}", what.display()), || read(&whole[..end], folder.path()), || true);
        }
    });
}

#[test]
fn scenarios_cut_at_every_byte() {
    let (counts, folder) = (Counts::default(), beside());
    for path in scenarios() {
        let whole = text(&path);
        (0..=whole.len()).into_par_iter().filter(|&at| whole.is_char_boundary(at)).for_each(|at| {
            let cut = &whole[..at];
            counts.of(&format!("{} cut at {at}", path.display()), || read_text(cut, folder.path()), || strict(cut));
        });
    }
    counts.assert_clean();
}

#[test]
fn tables_games_and_data_sets_cut_at_every_byte() {
    let counts = Counts::default();
    for path in tables() {
        cut(&counts, &path, &rows(&path), read_table);
    }
    for path in files("scenarios/games", "csv") {
        cut(&counts, &path, &rows(&path), read_game);
    }
    for path in files("scenarios/effort", "csv") {
        let column = last_column(&path);
        cut(&counts, &path, &rows(&path), |bytes, folder| read_projects(bytes, &column, folder));
    }
    counts.assert_clean();
}

#[test]
fn texts_changed_at_random() {
    let (counts, beside) = (Counts::default(), beside());
    let (scenarios, tables, games) = (scenarios(), tables(), files("scenarios/games", "csv"));
    let projects = files("scenarios/effort", "csv");
    let numbers: Vec<usize> = (0..MUTANTS).collect();
    numbers.par_chunks(250).for_each(|numbers| {
        let folder = tempfile::tempdir().expect("a folder");
        for &number in numbers {
            let mut random = ChaCha8Rng::seed_from_u64(number as u64);
            let from = match number % 10 {
                0..5 => &scenarios,
                5..8 => &tables,
                8 => &games,
                _ => &projects,
            };
            let path = &from[random.random_range(0..from.len())];
            let mut bytes = rows(path);
            mutate(&mut bytes, &mut random);
            let what = format!("{} changed with seed {number}", path.display());
            let folder = folder.path();
            match number % 10 {
                0..5 => {
                    let text = String::from_utf8_lossy(&bytes);
                    counts.of(&what, || simulate(&text, beside.path()), || strict(&text));
                }
                5..8 => counts.of(&what, || read_table(&bytes, folder), || true),
                8 => counts.of(&what, || read_game(&bytes, folder), || true),
                _ => counts.of(&what, || read_projects(&bytes, &last_column(path), folder), || true),
            }
        }
    });
    counts.assert_clean();
}
