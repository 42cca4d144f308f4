//! Shipped scenarios and tables, cut at every byte and changed at random with a fixed seed: reading them ends in a scenario
//! or in an error that has a place, and never accepts what a strict TOML parser refuses.
//!
//! `cargo test --release --test mutations -- --nocapture` shows the counts.

mod trial;

use commonweal::input::problem::Severity;
use commonweal::input::{Loaded, load_text, render};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Changed texts, scenarios and tables together.
const MUTANTS: usize = 10_000;
/// No reading may take longer.
const LONGEST: Duration = Duration::from_secs(2);
/// Nor may all of them together ever hold more, in KiB.
const MOST_MEMORY: u64 = 512 << 10;
/// Tables above this are left to `tests/wide.rs`.
const LARGEST: u64 = 100_000;

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
    fn of(&self, what: &str, read: impl Fn() -> Loaded, sound: impl Fn() -> bool) {
        up(&self.texts);
        let begun = Instant::now();
        let Ok(loaded) = catch_unwind(AssertUnwindSafe(&read)) else {
            eprintln!("panic: {what}");
            return up(&self.panics);
        };
        if begun.elapsed() > LONGEST {
            eprintln!("{:?}: {what}", begun.elapsed());
            up(&self.slow);
        }
        if loaded.scenario.is_some() {
            up(&self.accepted);
            if !sound() {
                eprintln!("accepted though broken: {what}");
                up(&self.broken_but_accepted);
            }
            return;
        }
        let errors = loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        if errors == 0 {
            eprintln!("refused without a word: {what}");
            return up(&self.silent_refusals);
        }
        let shown = render(&loaded.problems, &loaded.sources, true);
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

fn files(ending: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<PathBuf> = ["scenarios", "scenarios/history"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("readable"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "municipalities"))
        .filter(|path| path.metadata().is_ok_and(|about| about.len() < LARGEST))
        .collect();
    found.sort();
    found
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a text")
}

fn read_scenario(path: &Path, text: &str) -> Loaded {
    load_text("scenario.toml", text, &[], path.parent())
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

fn read_table(bytes: &[u8], folder: &Path) -> Loaded {
    std::fs::write(folder.join("table.csv"), bytes).expect("written");
    load_text("around.toml", AROUND, &[], Some(folder))
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

#[test]
fn scenarios_cut_at_every_byte() {
    let counts = Counts::default();
    for path in files("toml") {
        let whole = text(&path);
        (0..=whole.len()).into_par_iter().filter(|&at| whole.is_char_boundary(at)).for_each(|at| {
            let cut = &whole[..at];
            counts.of(&format!("{} cut at {at}", path.display()), || read_scenario(&path, cut), || strict(cut));
        });
    }
    counts.assert_clean();
}

#[test]
fn tables_cut_at_every_byte() {
    let counts = Counts::default();
    for path in files("csv") {
        let whole = std::fs::read(&path).expect("readable");
        let cuts: Vec<usize> = (0..=whole.len()).collect();
        cuts.par_chunks(500).for_each(|cuts| {
            let folder = tempfile::tempdir().expect("a folder");
            for &at in cuts {
                let what = format!("{} cut at {at}", path.display());
                counts.of(&what, || read_table(&whole[..at], folder.path()), || true);
            }
        });
    }
    counts.assert_clean();
}

#[test]
fn scenarios_and_tables_changed_at_random() {
    let counts = Counts::default();
    let (scenarios, tables) = (files("toml"), files("csv"));
    let numbers: Vec<usize> = (0..MUTANTS).collect();
    numbers.par_chunks(250).for_each(|numbers| {
        let folder = tempfile::tempdir().expect("a folder");
        for &number in numbers {
            let mut random = ChaCha8Rng::seed_from_u64(number as u64);
            let of_table = random.random_bool(0.4);
            let from = if of_table { &tables } else { &scenarios };
            let path = &from[random.random_range(0..from.len())];
            let mut bytes = std::fs::read(path).expect("readable");
            mutate(&mut bytes, &mut random);
            let what = format!("{} changed with seed {number}", path.display());
            match of_table {
                true => counts.of(&what, || read_table(&bytes, folder.path()), || true),
                false => {
                    let text = String::from_utf8_lossy(&bytes);
                    counts.of(&what, || simulated(read_scenario(path, &text), &what), || strict(&text));
                }
            }
        }
    });
    counts.assert_clean();
}

/// What was accepted is computed with, too.
fn simulated(loaded: Loaded, what: &str) -> Loaded {
    if let Some(scenario) = &loaded.scenario {
        let trial = trial::trial(scenario, 1, 16);
        assert!(!trial.outputs.is_empty(), "{what}");
    }
    loaded
}
