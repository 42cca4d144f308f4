//! Work that is killed, or whose disk is full: what goes on from it ends in the bytes of work that nobody touched, and complete results
//! are never lost before new ones are complete.
//!
//! A kill at every system call that touches a file, and a failure of each that writes, need strace: without it these two tests say so
//! and pass, unless `CI` is set.

mod program;

use program::commonweal;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Kills at random moments.
const KILLS: usize = 200;
/// Calls that open, make, write, move or remove files.
const TOUCHING: &str = "openat,mkdir,write,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,ftruncate";
/// Those that a full disk fails.
const WRITING: &str = "mkdir,write,fsync,fdatasync,rename,renameat,renameat2,ftruncate";

/// Work to be interrupted.
struct Work {
    arguments: Vec<String>,
    /// Where its results go, beneath the folder it is started in.
    results: &'static str,
}

/// A run of a scenario that keeps what it has done as often as it can, one of its parts, a sweep, one of its parts, and a back-test.
fn works(scenario: &str) -> Vec<Work> {
    let shipped = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name).to_string_lossy().into_owned();
    let work = |words: &str, replications: usize, scenarios: &[&str], results| {
        let mut arguments: Vec<String> = words.split(' ').map(str::to_owned).collect();
        arguments.extend(scenarios.iter().map(|name| shipped(name)));
        arguments.extend(["--quiet", "--no-charts", "--threads=1", "-n"].map(str::to_owned));
        arguments.push(replications.to_string());
        Work { arguments, results }
    };
    let run = "run --no-ambiguity --checkpoint-every=0";
    let sweep = "sweep --over consortium.coordination=0..0.2:40";
    let cases = ["scenarios/history/wycan.toml", "scenarios/history/panorama.toml"];
    vec![
        work(run, 300_000, &[scenario], "output/some"),
        work(&format!("{run} --shard=2/3"), 300_000, &[scenario], "output"),
        work(sweep, 200, &[scenario], "output/some-sweep"),
        work(&format!("{sweep} --shard=1/2"), 400, &[scenario], "output"),
        work("backtest", 5_000, &cases, "output/backtest"),
    ]
}

/// Bytes by names.
type Files = Vec<(PathBuf, Vec<u8>)>;

impl Work {
    fn with<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        self.arguments.iter().map(String::as_str).chain(more.iter().copied()).collect()
    }

    /// The same with few replications and another seed.
    fn other(&self) -> Vec<&str> {
        let (_, all_but_number) = self.arguments.split_last().expect("arguments");
        all_but_number.iter().map(String::as_str).chain(["500", "--seed=7"]).collect()
    }

    /// What it leaves where nobody touches it.
    fn whole(&self) -> Files {
        let place = tempfile::tempdir().expect("a folder");
        succeeds(place.path(), &self.with(&[]));
        self.found(place.path())
    }

    /// All files of its results but what knows the clock.
    fn found(&self, place: &Path) -> Files {
        let folder = place.join(self.results);
        let of_clock = |path: &PathBuf| path.file_name().is_some_and(|name| name == "manifest.json");
        let read = |path: PathBuf| {
            let bytes = std::fs::read(&path).expect("read");
            (path.strip_prefix(&folder).expect("beneath").to_owned(), bytes)
        };
        let mut found: Files = files(&folder).into_iter().filter(|path| !of_clock(path)).map(read).collect();
        found.sort();
        found
    }

    /// Goes on in a folder, to the bytes of the whole.
    #[track_caller]
    fn resumes(&self, place: &Path, whole: &Files, what: &str) {
        succeeds(place, &self.with(&["--resume"]));
        assert!(self.found(place) == *whole, "{:?}, {what}", self.arguments);
        let names = files(place).into_iter().map(|path| path.to_string_lossy().into_owned());
        let left: Vec<String> = names.filter(|name| name.contains("partial") || name.contains(".commonweal")).collect();
        assert!(left.is_empty(), "{:?}, {what}: {left:?}", self.arguments);
    }

    /// Starts it under strace with some options; what came of it, and the log.
    fn under_strace(&self, place: &Path, options: &[&str]) -> (Output, String) {
        let log = tempfile::NamedTempFile::new().expect("a file");
        let output = Command::new("strace")
            .args(["-f", "-qq"])
            .args(options)
            .arg("-o")
            .arg(log.path())
            .arg(env!("CARGO_BIN_EXE_commonweal"))
            .args(self.with(&["--resume"]))
            .env("LC_ALL", "C")
            .current_dir(place)
            .output()
            .expect("started");
        (output, std::fs::read_to_string(log.path()).expect("a log"))
    }

    /// How often a thread makes each of some calls at the most: strace counts for each thread apart.
    fn calls(&self, names: &str) -> BTreeMap<String, usize> {
        let place = with_earlier(self, self.results != "output");
        let (output, log) = self.under_strace(place.path(), &["-e", &format!("trace={names}")]);
        assert!(output.status.success());
        let mut by_thread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for line in log.lines() {
            let call = line
                .split_once(char::is_whitespace)
                .and_then(|(thread, rest)| Some((thread, rest.split_once('(')?.0.trim())));
            if let Some((thread, name)) = call.filter(|(_, name)| names.split(',').any(|own| own == *name)) {
                *by_thread.entry((thread, name)).or_default() += 1;
            }
        }
        let mut most = BTreeMap::new();
        for ((_, name), count) in by_thread {
            let known: &mut usize = most.entry(name.to_owned()).or_default();
            *known = count.max(*known);
        }
        most
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[track_caller]
fn succeeds(place: &Path, arguments: &[&str]) {
    let output = commonweal(place, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A folder in which complete results of something else may stand.
fn with_earlier(work: &Work, earlier: bool) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    if earlier {
        succeeds(place.path(), &work.other());
    }
    place
}

/// Whether what a manifest lists is there as it says.
#[track_caller]
fn is_complete(folder: &Path, what: &str) {
    let manifest = std::fs::read(folder.join("manifest.json")).unwrap_or_else(|error| panic!("{what}: {error}"));
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    for file in manifest["files"].as_array().expect("files") {
        let bytes = std::fs::read(folder.join(file["name"].as_str().expect("a name"))).expect("listed");
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], sum, "{what}: {file}");
    }
}

#[test]
fn whatever_is_killed_resumes_to_the_same_bytes() {
    let works = works("tests/interruptions/some.toml");
    let timed = |work: &Work| {
        let started = Instant::now();
        let whole = work.whole();
        (whole, started.elapsed())
    };
    let wholes: Vec<_> = works.iter().map(timed).collect();
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let moments: Vec<[f64; 2]> = (0..KILLS / 2).map(|_| [0; 2].map(|_| random.random_range(0.0..1.0))).collect();
    let kill = |(number, moments): (usize, &[f64; 2])| {
        let (work, (whole, takes)) = (&works[number % works.len()], &wholes[number % works.len()]);
        let earlier = number % 3 == 0 && work.results != "output";
        let place = with_earlier(work, earlier);
        let mut killed = 0;
        for moment in moments {
            let mut child = Command::new(env!("CARGO_BIN_EXE_commonweal"))
                .current_dir(place.path())
                .args(work.with(&["--resume"]))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("started");
            std::thread::sleep(takes.mul_f64(*moment));
            // It may have ended just now.
            let _ = child.kill();
            killed += usize::from(!child.wait().expect("ended").success());
            if earlier {
                is_complete(&place.path().join(work.results), &format!("place {number}"));
            }
        }
        work.resumes(place.path(), whole, &format!("place {number}"));
        killed
    };
    let killed: usize = moments.par_iter().enumerate().map(kill).sum();
    // How many meet it at work depends on what else the machine does.
    assert!(killed > KILLS / 10, "{killed} of {KILLS}");
}

/// Injects a fault at the first, second, third call and so on of each kind, each time in a folder of its own. `check` hears whether complete
/// results of something else stood there before.
fn at_every_call(names: &str, fault: &str, check: impl Fn(&Work, &Path, &Output, bool) + Sync) {
    let strace = Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    if !strace {
        assert!(std::env::var_os("CI").is_none(), "no strace");
        println!("no strace: nothing was tried");
        return;
    }
    for work in works("tests/interruptions/some.toml") {
        let whole = work.whole();
        let counts = work.calls(names);
        let calls: Vec<(&str, usize)> =
            counts.iter().flat_map(|(name, most)| (1..=*most).map(|number| (name.as_str(), number))).collect();
        let try_at = |&(name, number): &(&str, usize)| {
            let earlier = work.results != "output" && number.is_multiple_of(2);
            let place = with_earlier(&work, earlier);
            let inject = format!("inject={name}:{fault}:when={number}");
            let (output, log) = work.under_strace(place.path(), &["-e", &format!("trace={name}"), "-e", &inject]);
            check(&work, place.path(), &output, earlier);
            work.resumes(place.path(), &whole, &format!("{name} {number}"));
            log.contains("INJECTED") || log.contains("killed by SIGKILL")
        };
        let met = calls.par_iter().map(try_at).filter(|met| *met).count();
        println!("{:?}: {met} of {} calls", work.arguments, calls.len());
        assert!(met >= 4 && met * 2 > calls.len(), "{:?}: {met} of {counts:?}", work.arguments);
    }
}

#[test]
fn a_kill_at_any_call_that_touches_a_file_loses_nothing() {
    at_every_call(TOUCHING, "signal=KILL", |work, place, _, earlier| {
        let folder = place.join(work.results);
        if earlier {
            is_complete(&folder, &format!("{:?}", work.arguments));
        }
    });
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    at_every_call(WRITING, "error=ENOSPC", |work, place, output, earlier| {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {said}", work.arguments);
        // The message is a write, too, which may have been the one that failed.
        assert!(output.status.success() || said.is_empty() || said.contains("error"), "{:?}: {said}", work.arguments);
        assert!(!said.contains("panicked") && said.lines().count() <= 3, "{said}");
        if earlier {
            is_complete(&place.join(work.results), &format!("{:?}", work.arguments));
        }
    });
}

/// Starts work that takes long, waits for a file of it, and ends it by a signal.
fn stopped(place: &Path, arguments: &[&str], file: &Path, signal: &str) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .current_dir(place)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let is_there = || std::fs::read(file).is_ok_and(|bytes| bytes.ends_with(b"\n") || signal == "-TERM");
    let begun = Instant::now();
    while !is_there() && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let id = child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().expect("started").success());
    child.wait().expect("ended").code()
}

/// What is kept is read when work goes on: a changed byte is seen.
#[test]
fn what_is_kept_is_read() {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interruptions/some.toml");
    let cases =
        ["wycan", "panorama"].map(|name| format!("{}/scenarios/history/{name}.toml", env!("CARGO_MANIFEST_DIR")));
    let place = tempfile::tempdir().expect("a folder");
    let long = ["backtest", &cases[0], &cases[1], "-n", "1000000", "--quiet"];
    let lines = place.path().join("output/backtest/forecasts.partial.jsonl");
    let kept = |bytes: &[u8]| bytes.ends_with(b"\n");
    stopped(place.path(), &long, &lines, "-KILL");
    let bytes = std::fs::read(&lines).expect("kept");
    assert!(kept(&bytes), "{}", String::from_utf8_lossy(&bytes));
    std::fs::write(&lines, String::from_utf8_lossy(&bytes).replacen("0.", "1.", 1)).expect("written");
    let changed = commonweal(place.path(), &[&long[..], &["--resume"]].concat());
    let said = String::from_utf8_lossy(&changed.stderr).into_owned();
    assert!(changed.status.code() == Some(5) && said.contains("(line 1 is changed"), "{said}");
    let other = commonweal(place.path(), &[&long[..], &["--resume", "--seed", "2"]].concat());
    assert_eq!(other.status.code(), Some(2), "{}", String::from_utf8_lossy(&other.stderr));

    let scenario = scenario.to_string_lossy();
    let long =
        ["sweep", &scenario, "--over", "consortium.coordination=0..0.2:90", "-n", "1000000", "--shard", "1/2", "-q"];
    let started = place.path().join("output/.commonweal-nothing");
    let begun = std::thread::scope(|scope| {
        let code = scope.spawn(|| stopped(place.path(), &long, &started, "-TERM"));
        std::thread::sleep(Duration::from_millis(1500));
        std::fs::write(&started, "").expect("written");
        code.join().expect("ended")
    });
    assert_eq!(begun, Some(143));
    let part = place.path().join("output/some-sweep.1-of-2.partial.part");
    let mut bytes = std::fs::read(&part).expect("kept");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&part, bytes).expect("written");
    let changed = commonweal(place.path(), &[&long[..], &["--resume"]].concat());
    let said = String::from_utf8_lossy(&changed.stderr).into_owned();
    assert!(changed.status.code() == Some(5) && said.contains("is damaged"), "{said}");
}
