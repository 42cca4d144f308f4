//! The program as people call it: exit codes, files, signals.
//!
//! Whatever waits, waits for a limited time: a test that hangs fails.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

const SMALL: &str = r#"
title = "Two towns"
currency = "CAD"
price_year = 2024
horizon = 5
discount_rate = 0.035
module = [{ id = "permits", size = "40 to 110" }]
administration = [{ id = "a", level = "municipality", labour_rate = 12000 }, { id = "b", level = "municipality", labour_rate = 11000 }]
"#;

/// A folder with a small scenario in it, `towns.toml`.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    fs::write(place.path().join("towns.toml"), SMALL).expect("written");
    place
}

/// The program in a folder, untouched by the caller's environment.
fn command(place: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.env("LC_ALL", "C");
    for name in ["REPLICATIONS", "SEED", "THREADS", "OUT", "INSTRUCTIONS", "DESIGN"] {
        command.env_remove(format!("COMMONWEAL_{name}"));
    }
    command.current_dir(place).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Waits for an end, for so long.
fn wait(mut child: Child) -> Output {
    let started = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().expect("killed");
            panic!("still running after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().expect("output")
}

/// Runs to the end. Output goes through files, so that no pipe fills while nobody reads.
fn run(place: &Path, arguments: &[&str]) -> Output {
    let mut streams = [tempfile::tempfile(), tempfile::tempfile()].map(|file| file.expect("a temporary file"));
    let [out, err] = streams.each_ref().map(|file| Stdio::from(file.try_clone().expect("a handle")));
    let mut output = wait(command(place, arguments).stdout(out).stderr(err).spawn().expect("started"));
    for (file, bytes) in streams.iter_mut().zip([&mut output.stdout, &mut output.stderr]) {
        std::io::Seek::rewind(file).expect("seekable");
        std::io::Read::read_to_end(file, bytes).expect("readable");
    }
    output
}

/// Runs, asserts the exit code, and returns what was printed: to stdout and to stderr.
#[track_caller]
fn ends(place: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = run(place, arguments);
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("readable")).expect("JSON")
}

/// Names and contents of the files in a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    entries.map(|path| (name(&path), fs::read(&path).expect("readable"))).collect()
}

/// SHA-256 in hexadecimal.
fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Asserts that a folder holds a manifest of this name and exactly what it lists.
#[track_caller]
fn holds_what_is_listed(folder: &Path, manifest: &str) -> Value {
    let mut found = files(folder);
    let listed: Value = serde_json::from_slice(&found.remove(manifest).expect("a manifest")).expect("JSON");
    for file in listed["files"].as_array().expect("a list") {
        let name = file["name"].as_str().expect("a name");
        let bytes = found.remove(name).unwrap_or_else(|| panic!("{name} is listed and not there"));
        assert_eq!(file["size"], bytes.len(), "{name}");
        assert_eq!(file["sha256"], sum(&bytes), "{name}");
    }
    assert!(found.is_empty(), "not listed: {:?}", found.keys());
    listed
}

#[test]
fn bad_command_lines_end_with_2() {
    let place = place();
    let bad: [&[&str]; 8] = [
        &["run"],
        &["frobnicate"],
        &["run", "towns.toml", "--no-such-flag"],
        &["run", "towns.toml", "-n", "0"],
        &["run", "towns.toml", "-n", "many"],
        &["run", "towns.toml", "--seed", "-1"],
        &["run", "towns.toml", "--threads", "0"],
        &["run", "towns.toml", "--set", "no-equals-sign"],
    ];
    for arguments in bad {
        let (out, err) = ends(place.path(), arguments, 2);
        assert!(out.is_empty() && !err.is_empty(), "{arguments:?}");
    }
    assert!(!place.path().join("output").exists(), "nothing was run");
}

/// A problem points at itself: file, line and column.
#[test]
fn bad_scenarios_end_with_3() {
    let place = place();
    fs::write(place.path().join("bad.toml"), SMALL.replace("horizon = 5", "horizn = 5")).expect("written");
    for verb in ["run", "check"] {
        let (out, err) = ends(place.path(), &[verb, "bad.toml"], 3);
        assert!(out.is_empty(), "{out}");
        assert!(err.contains("bad.toml:5:1"), "{err}");
        assert!(err.contains("horizn") && err.contains("horizon"), "{err}");
        ends(place.path(), &[verb, "absent.toml"], 3);
        ends(place.path(), &[verb, "towns.toml", "--set", "consortium.coordnation=0.1"], 3);
        ends(place.path(), &[verb, "towns.toml", "--set", "consortium.coordination=2"], 3);
    }
    assert!(!place.path().join("output").exists(), "nothing was run");
}

/// A file stands where the folder of results should be.
#[test]
fn results_that_cannot_be_written_end_with_1() {
    let place = place();
    fs::write(place.path().join("taken"), "a file").expect("written");
    let (_, err) = ends(place.path(), &["run", "towns.toml", "--out", "taken", "-n", "100"], 1);
    assert!(err.contains("taken"), "{err}");
    assert_eq!(fs::read(place.path().join("taken")).expect("readable"), b"a file");
}

#[test]
fn a_run_writes_what_its_manifest_lists() {
    let place = place();
    let (out, _) =
        ends(place.path(), &["run", "towns.toml", "-n", "500", "--seed", "9", "--replications-csv", "20"], 0);
    assert!(out.contains("Two towns"), "{out}");
    let folder = place.path().join("output/towns");
    let manifest = holds_what_is_listed(&folder, "manifest.json");
    assert_eq!(manifest["state"], "complete");
    assert_eq!(manifest["seed"], 9);
    assert_eq!(manifest["replications"], 500);
    let input = &manifest["inputs"][0];
    assert!(input["path"].as_str().is_some_and(|path| path.ends_with("towns.toml")), "{input}");
    assert_eq!(input["sha256"], sum(SMALL.as_bytes()));
    let written = files(&folder);
    for name in ["summary.json", "summary.csv", "administrations.csv", "years.csv", "replications.csv"] {
        assert!(written.contains_key(name), "{name}");
    }
    let endings = |ending: &str| written.keys().filter(|name| name.ends_with(ending)).count();
    assert!(endings(".svg") > 0 && endings(".svg") == endings(".png"), "charts in both forms");
    let rows = String::from_utf8(written["replications.csv"].clone()).expect("UTF-8").lines().count();
    assert_eq!(rows, 21);
    let only_these = fs::read_dir(place.path()).expect("a folder").count();
    assert_eq!(only_these, 2, "results go beneath the folder of results alone");
}

/// Bytes depend neither on the number of threads nor on the day; the manifest alone knows both.
#[test]
fn bytes_do_not_depend_on_threads() {
    let place = place();
    let results = ["1", "2", "7"].map(|threads| {
        let out = format!("out-{threads}");
        let arguments = ["run", "towns.toml", "-n", "20000", "--out", &out, "--threads", threads, "--quiet"];
        ends(place.path(), &[&arguments[..], &["--replications-csv", "50"]].concat(), 0);
        let mut files = files(&place.path().join(out).join("towns"));
        let manifest: Value = serde_json::from_slice(&files.remove("manifest.json").expect("there")).expect("JSON");
        assert_eq!(manifest["threads"].to_string(), threads);
        files
    });
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
    ends(place.path(), &["run", "towns.toml", "-n", "20000", "--seed", "2", "--out", "other", "--quiet"], 0);
    let other = files(&place.path().join("other/towns"));
    assert_ne!(results[0]["summary.json"], other["summary.json"], "another seed, other numbers");
}

/// The same bytes with and without AVX2 and AVX-512, as far as this machine has them; values kept and values counted.
#[test]
fn bytes_do_not_depend_on_vector_instructions() {
    let place = place();
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    for count in ["1000", "40000"] {
        let mut seen = Vec::new();
        for set in ["widest", "baseline", "avx2", "avx512"] {
            let out = format!("{set}-{count}");
            let arguments =
                ["run", scenario, "-n", count, "--instructions", set, "--out", &out, "--no-charts", "--quiet"];
            let output = run(place.path(), &[&arguments[..], &["--replications-csv", "40"]].concat());
            if output.status.code() == Some(2) {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(said.contains("are not there") && set != "widest", "{said}");
                continue;
            }
            assert_eq!(output.status.code(), Some(0));
            let mut files = files(&place.path().join(out).join("canada-notify"));
            files.remove("manifest.json");
            seen.push((set, files));
        }
        for (set, files) in &seen[1..] {
            assert!(*files == seen[0].1, "{set} differs from the widest after {count} replications");
        }
        // A build for one set alone has no other to compare with.
        assert!(seen.len() > 1 || cfg!(target_feature = "avx512f"));
    }
}

/// The same bytes on any number of threads and with any vector instructions, for a number of replications whose values are kept
/// and one whose values are counted.
#[test]
fn bytes_of_designs_do_not_depend_on_the_machine() {
    let place = place();
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    for (design, count) in
        [("sobol", "1000"), ("sobol", "40000"), ("latin-hypercube", "1000"), ("latin-hypercube", "40000")]
    {
        let seen = [("widest", "1"), ("widest", "2"), ("baseline", "2")].map(|(set, threads)| {
            let out = format!("{design}-{set}-{threads}-{count}");
            let arguments = ["run", scenario, "-n", count, "--design", design, "--instructions", set, "--out", &out];
            let more = ["--threads", threads, "--no-charts", "--quiet", "--replications-csv", "40"];
            let output = run(place.path(), &[&arguments[..], &more].concat());
            // A build for one set alone has no other to compare with.
            let other = output.status.code() == Some(2) && set == "baseline" && cfg!(target_feature = "avx512f");
            assert!(other || output.status.code() == Some(0));
            let mut files = if other { BTreeMap::new() } else { files(&place.path().join(out).join("canada-notify")) };
            files.remove("manifest.json");
            files
        });
        assert!(seen[0] == seen[1] && (seen[0] == seen[2] || seen[2].is_empty()), "{design}, {count} replications");
    }
}

#[test]
fn a_design_is_named_and_has_its_own_number_of_replications() {
    let place = place();
    let go = |more: &[&str], code| {
        ends(place.path(), &[&["run", "towns.toml", "--no-charts", "--replications-csv", "300"], more].concat(), code)
    };
    let (out, err) = go(&["--design", "sobol", "-n", "1000"], 0);
    assert!(out.contains("1,024 replications, seed 1"), "{out}");
    assert!(out.contains("Design: sobol, 16 randomisations of 64 points each\n"), "{out}");
    assert!(err.contains("1024 replications in place of 1000"), "{err}");
    let folder = place.path().join("output/towns");
    let manifest = holds_what_is_listed(&folder, "manifest.json");
    assert_eq!((manifest["design"].as_str(), manifest["replications"].as_u64()), (Some("sobol"), Some(1024)));
    let run = &json(&folder.join("summary.json"))["run"];
    assert_eq!(run["design"]["name"], "sobol");
    assert_eq!([&run["design"]["randomisations"], &run["design"]["points"]].map(Value::as_u64), [Some(16), Some(64)]);
    assert_eq!((run["replications_asked"].as_u64(), run["ended_by"].as_str()), (Some(1000), Some("replications")));
    let rows = |folder: &Path| String::from_utf8(files(folder)["replications.csv"].clone()).expect("UTF-8");
    let short = rows(&folder);
    go(&["--design", "sobol", "-n", "4096"], 0);
    assert_eq!(rows(&folder), short, "the longer run begins as the shorter one");
    let (out, err) = go(&["--design", "latin-hypercube", "-n", "512"], 0);
    assert!(
        out.contains("Design: latin-hypercube, 16 randomisations of 32 points each") && !err.contains("in place of"),
        "{out}{err}"
    );
    assert_ne!(rows(&folder), short);
    let (out, _) = go(&["-n", "512"], 0);
    assert!(!out.contains("randomisations"), "{out}");
    let (_, err) = go(&["--design", "latin-hypercube", "--precision", "1%"], 2);
    assert!(err.contains("must know its number of replications beforehand"), "{err}");
    go(&["--design", "sobol", "-n", "3000000000"], 2);
    go(&["--design", "halton"], 2);
}

#[test]
fn a_run_by_sobol_points_can_go_on_until_a_statistic_is_known() {
    let place = place();
    let go = |more: &[&str], code| {
        let arguments = ["run", "towns.toml", "--no-charts", "--json", "--design", "sobol", "--precision"];
        let (out, _) = ends(place.path(), &[&arguments[..], more].concat(), code);
        serde_json::from_str::<Value>(&out).expect("JSON")
    };
    let found = go(&["0.5%"], 0);
    let run = &found["run"];
    assert_eq!(run["ended_by"], "precision");
    assert!(run["precision"]["reached"].as_f64().is_some_and(|reached| reached <= 0.005 && reached > 0.0));
    let count = run["replications"].as_u64().expect("a number");
    assert!(count.is_power_of_two() && count >= 1024, "{count}");
    assert_eq!(found, go(&["0.5%", "--threads", "1"], 0));
    let found = go(&["0.001 points", "--precision-of", "saving.positive", "--max-replications", "3000"], 4);
    assert_eq!(found["run"]["replications"], 2048);
}

#[test]
fn a_run_can_go_on_until_a_statistic_is_known() {
    let place = place();
    let precise = ["run", "towns.toml", "--no-charts", "--json", "--precision"];
    let go = |more: &[&str], code| ends(place.path(), &[&precise[..], more].concat(), code);
    let (out, _) = go(&["4%"], 0);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    let run = &found["run"];
    assert_eq!((run["ended_by"].as_str(), run["precision"]["statistic"].as_str()), (Some("precision"), Some("saving")));
    let reached = run["precision"]["reached"].as_f64().expect("a number");
    assert!(reached <= 0.04 && reached > 0.02, "{reached}");
    let saving = &found["savings"][0]["cost"];
    let half =
        1.959_964 * saving["standard_error"].as_f64().expect("one") / saving["mean"].as_f64().expect("one").abs();
    assert!((half - reached).abs() < 1e-6, "{half} is not {reached}");
    // The replications are those of a run of that length.
    let count = run["replications"].to_string();
    let (same, _) = ends(place.path(), &["run", "towns.toml", "--no-charts", "--json", "-n", &count], 0);
    let same: Value = serde_json::from_str(&same).expect("JSON");
    let means = [&found, &same].map(|results| results["savings"][0]["cost"]["mean"].as_f64().expect("a mean"));
    assert!((means[0] / means[1] - 1.0).abs() < 1e-12);
    assert_eq!(found, serde_json::from_str::<Value>(&go(&["4%", "--threads", "1"], 0).0).expect("JSON"));

    let (out, _) = go(&["0.1 points", "--precision-of", "saving.positive", "--max-replications", "3000"], 4);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(found["run"]["ended_by"], "max-replications");
    assert_eq!(found["run"]["replications"], 3000);
    let (_, err) = go(&["5 EUR"], 2);
    assert!(err.contains("counted in CAD"), "{err}");
    let (_, err) = go(&["5%", "--precision-of", "sharing"], 2);
    assert!(err.contains("is no statistic"), "{err}");
    let (answer, _) = ends(place.path(), &["run", "towns.toml", "--no-charts", "--precision", "10%"], 0);
    assert!(answer.contains("Stopped: as precisely as asked; `saving` is known to ±"), "{answer}");
}

#[test]
fn json_goes_to_stdout_and_is_the_summary() {
    let place = place();
    let (out, _) = ends(place.path(), &["run", "towns.toml", "-n", "200", "--no-charts", "--json"], 0);
    let printed: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(printed, json(&place.path().join("output/towns/summary.json")));
    assert_eq!(printed["run"]["replications"], 200);
    let (out, _) = ends(place.path(), &["check", "towns.toml", "--json"], 0);
    let log: Value = serde_json::from_str(&out).expect("JSON");
    assert!(log["towns"].as_array().is_some_and(|assumptions| assumptions.len() > 20));
}

#[test]
fn quiet_is_silent() {
    let place = place();
    for arguments in [&["run", "towns.toml", "-n", "200", "--quiet"][..], &["check", "towns.toml", "--quiet"]] {
        assert_eq!(ends(place.path(), arguments, 0), (String::new(), String::new()), "{arguments:?}");
    }
    let (_, err) = ends(place.path(), &["run", "absent.toml", "--quiet"], 3);
    assert!(!err.is_empty(), "errors are told all the same");
}

/// Help that nobody gets is no success.
#[cfg(target_os = "linux")]
#[test]
fn help_onto_a_full_device_fails() {
    let place = place();
    for arguments in [&["--help"][..], &["--version"], &["run", "--help"], &[]] {
        let full = fs::File::options().write(true).open("/dev/full").expect("the device");
        let output = wait(command(place.path(), arguments).stdout(full).spawn().expect("started"));
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"), "{arguments:?}");
    }
}

/// All rules of one scenario that can be read once only; what is warned of is told once.
#[test]
fn allocate_reads_standard_input_once() {
    let place = place();
    let text = SMALL.replace("discount_rate = 0.035", "discount_rate = 0.35");
    assert_ne!(text, SMALL);
    let mut child = command(place.path(), &["allocate", "-", "-n", "32", "--no-charts"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("started");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("read");
    let output = wait(child);
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(out.contains("Shapley value") && out.contains("equal shares"), "{out}");
    assert_eq!(err.matches("warning").count(), 1, "{err}");
}

#[test]
fn the_starter_runs() {
    let place = place();
    ends(place.path(), &["init", "mine.toml"], 0);
    let (log, _) = ends(place.path(), &["check", "mine.toml"], 0);
    assert!(log.contains("consortium.coordination"), "{log}");
    ends(place.path(), &["run", "mine.toml", "-n", "200", "--no-charts"], 0);
    holds_what_is_listed(&place.path().join("output/mine"), "manifest.json");
    let before = fs::read(place.path().join("mine.toml")).expect("readable");
    fs::write(place.path().join("mine.toml"), SMALL).expect("written");
    ends(place.path(), &["init", "mine.toml"], 2);
    assert_eq!(fs::read(place.path().join("mine.toml")).expect("readable"), SMALL.as_bytes(), "not overwritten");
    ends(place.path(), &["init", "mine.toml", "--force"], 0);
    assert_eq!(fs::read(place.path().join("mine.toml")).expect("readable"), before);
}

#[test]
fn help_for_machines_and_people_is_printed() {
    let place = place();
    let schema: Value = serde_json::from_str(&ends(place.path(), &["schema"], 0).0).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema), "a JSON Schema");
    assert!(ends(place.path(), &["completions", "bash"], 0).0.contains("commonweal"));
    assert!(ends(place.path(), &["man"], 0).0.contains(".TH"));
    assert!(ends(place.path(), &[], 0).0.contains("commonweal run"));
    assert!(ends(place.path(), &["--version"], 0).0.contains(env!("CARGO_PKG_VERSION")));
    ends(place.path(), &["completions", "nosuchshell"], 2);
}

/// What is not ours stays, and we do not write beside it unless forced.
#[test]
fn foreign_files_are_refused_and_kept() {
    let place = place();
    let folder = place.path().join("output/towns");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("thesis.txt"), "years of work").expect("written");
    let arguments = ["run", "towns.toml", "-n", "100", "--no-charts"];
    let (_, err) = ends(place.path(), &arguments, 2);
    assert!(err.contains("--force"), "{err}");
    assert_eq!(files(&folder).len(), 1, "nothing was written");
    ends(place.path(), &[&arguments[..], &["--force"]].concat(), 0);
    ends(place.path(), &arguments, 0);
    let found = files(&folder);
    assert_eq!(found["thesis.txt"], b"years of work");
    assert!(found.contains_key("manifest.json") && found.contains_key("summary.json"));
}

/// A new run leaves nothing of the one before it.
#[test]
fn a_second_run_replaces_the_first() {
    let place = place();
    ends(place.path(), &["run", "towns.toml", "-n", "100", "--no-charts", "--replications-csv", "5"], 0);
    ends(place.path(), &["run", "towns.toml", "-n", "300", "--no-charts"], 0);
    let manifest = holds_what_is_listed(&place.path().join("output/towns"), "manifest.json");
    assert_eq!(manifest["replications"], 300);
}

#[test]
fn two_scenarios_in_one_call() {
    let place = place();
    fs::write(place.path().join("again.toml"), SMALL.replace("horizon = 5", "horizon = 6")).expect("written");
    let (out, _) = ends(place.path(), &["run", "towns.toml", "again.toml", "-n", "100", "--no-charts", "--json"], 0);
    let printed: Value = serde_json::from_str(&out).expect("JSON");
    let ids: Vec<_> = printed.as_array().expect("a list").iter().map(|results| &results["question"]["id"]).collect();
    assert_eq!(ids, ["towns", "again"]);
    for id in ["towns", "again"] {
        holds_what_is_listed(&place.path().join("output").join(id), "manifest.json");
    }
    ends(place.path(), &["run", "towns.toml", "./towns.toml", "-n", "100", "--no-charts"], 2);
}

/// A bad scenario does not hide a good one, nor the good one the bad.
#[test]
fn a_bad_scenario_beside_a_good_one() {
    let place = place();
    fs::write(place.path().join("bad.toml"), "horizon = 0\n").expect("written");
    ends(place.path(), &["run", "bad.toml", "towns.toml", "-n", "100", "--no-charts"], 3);
    holds_what_is_listed(&place.path().join("output/towns"), "manifest.json");
    assert!(!place.path().join("output/bad").exists());
}

#[test]
fn a_scenario_from_standard_input() {
    let place = place();
    let arguments = ["run", "-", "-n", "100", "--no-charts", "--quiet"];
    let mut child = command(place.path(), &arguments).stdin(Stdio::piped()).spawn().expect("started");
    child.stdin.take().expect("a pipe").write_all(SMALL.as_bytes()).expect("read");
    let output = wait(child);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let folders: Vec<PathBuf> =
        fs::read_dir(place.path().join("output")).expect("a folder").map(|entry| entry.expect("one").path()).collect();
    assert_eq!(folders.len(), 1);
    holds_what_is_listed(&folders[0], "manifest.json");
}

/// What the command line sets is what is run, and the manifest says so.
#[test]
fn overrides_are_used_and_kept() {
    let place = place();
    let arguments = ["run", "towns.toml", "-n", "100", "--no-charts", "--json", "--set", "horizon=7"];
    let (out, _) = ends(place.path(), &arguments, 0);
    let printed: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(printed["question"]["horizon"], 7);
    assert_eq!(json(&place.path().join("output/towns/manifest.json"))["overrides"][0], "horizon=7");
}

/// Whoever reads an answer, or finds other results replaced, learns what had been asked.
#[test]
fn what_was_asked_is_told() {
    let place = place();
    let plain = ["run", "towns.toml", "-n", "100", "--no-charts"];
    let (out, err) = ends(place.path(), &plain, 0);
    assert!(!out.contains("--set") && err.is_empty(), "{out}{err}");
    let (out, err) = ends(place.path(), &[&plain[..], &["--set", "horizon=7"]].concat(), 0);
    assert!(out.starts_with("With horizon=7 (--set).\n"), "{out}");
    assert!(err.contains("output/towns held results that were asked for otherwise"), "{err}");
    assert!(err.contains("--set was not given, is horizon=7"), "{err}");
    assert_eq!(json(&place.path().join("output/towns/summary.json"))["overrides"][0], "horizon=7");
    assert_eq!(json(&place.path().join("output/towns/manifest.json"))["asked"]["replications"], "100");
    // How results are made and shown is no other question.
    let apart = ["--set", "horizon=7", "--threads", "1", "--lang", "fr", "--color", "never"];
    let (_, err) = ends(place.path(), &[&plain[..], &apart].concat(), 0);
    assert!(err.is_empty(), "{err}");
    fs::write(place.path().join("towns.toml"), format!("{SMALL}\n")).expect("written");
    let (_, err) = ends(place.path(), &[&plain[..], &apart].concat(), 0);
    assert!(err.contains("towns.toml a changé ou est un autre fichier"), "{err}");
}

/// A killed run leaves the old results as they were; a run beside another is refused.
#[cfg(unix)]
#[test]
fn old_results_outlive_a_killed_run() {
    let place = place();
    let folder = place.path().join("output/towns");
    ends(place.path(), &["run", "towns.toml", "-n", "100", "--no-charts"], 0);
    let before = files(&folder);
    let arguments = ["run", "towns.toml", "-n", "4000000000", "--threads", "1", "--no-charts", "--quiet"];
    let mut child = command(place.path(), &arguments).spawn().expect("started");
    let lock = place.path().join("output/.commonweal-towns.lock");
    let started = Instant::now();
    while !lock.exists() && started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(5));
    }
    let (_, err) = ends(place.path(), &["run", "towns.toml", "-n", "100", "--no-charts"], 1);
    assert!(err.contains("another command is writing to output/towns"), "{err}");
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert_eq!(files(&folder), before);
    ends(place.path(), &["run", "towns.toml", "-n", "200", "--no-charts"], 0);
    holds_what_is_listed(&folder, "manifest.json");
    assert!(!lock.exists());
}

/// A run that would take days.
#[cfg(unix)]
const LONG: [&str; 8] = ["run", "towns.toml", "-n", "4000000000", "--threads", "1", "--no-charts", "--quiet"];

/// Starts what takes long, lets it go on for a while once it has begun, and sends it a signal.
#[cfg(unix)]
fn interrupted(place: &Path, arguments: &[&str], signal: &str, after: Duration) -> Output {
    let mut child = command(place, arguments).spawn().expect("started");
    let started = Instant::now();
    let is_lock = |name: &std::ffi::OsStr| name.to_string_lossy().ends_with(".lock");
    let begun = || {
        let mut entries = fs::read_dir(place.join("output")).into_iter().flatten().flatten();
        entries.any(|entry| is_lock(&entry.file_name()))
    };
    // The program listens for signals before it takes the folder of results.
    while !begun() {
        assert!(child.try_wait().expect("a child").is_none(), "ended before its time");
        if started.elapsed() > PATIENCE {
            child.kill().expect("killed");
            panic!("no lock after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(after);
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    wait(child)
}

/// While tables are built there is nothing to keep yet, and a signal ends the program.
#[cfg(unix)]
#[test]
fn signals_are_heard_while_tables_are_built() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let part = |k: u32, j: u32| format!("{{ weight = 1, lognormal = {{ median = {k}.{j}1, sigma = 0.3 }} }}");
    let parts = |j| (5..69).map(|k| part(k, j)).collect::<Vec<String>>().join(", ");
    let module = |j| format!("{{ id = 'm{j}', size = {{ mixture = [{}] }} }}", parts(j));
    let modules = (100..800).map(module).collect::<Vec<String>>().join(", ");
    let text = SMALL.replace(r#"{ id = "permits", size = "40 to 110" }"#, &modules);
    fs::write(place.path().join("towns.toml"), text).expect("written");
    let output = interrupted(place.path(), &LONG, "-TERM", Duration::from_millis(200));
    assert_eq!(output.status.code(), Some(143), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!place.path().join("output/towns").exists());
}

/// What answers all at the end leaves nothing where it is stopped before.
#[cfg(unix)]
#[test]
fn an_interrupted_question_leaves_nothing() {
    for command in ["report", "decide", "allocate", "compare"] {
        for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
            let place = place();
            let plan: &[&str] = if command == "compare" { &["--with", "horizon=5"] } else { &[] };
            let asked = [command, "towns.toml", "-n", "1000000", "--threads", "1", "--quiet"];
            let output = interrupted(place.path(), &[&asked, plan].concat(), signal, Duration::from_millis(300));
            assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(!place.path().join("output").exists(), "{command}");
        }
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_keeps_partial_results() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        // One that comes before the first replications are done ends the program with nothing kept: then it is given more time.
        let kept = [1, 4, 16].into_iter().find_map(|seconds| {
            let place = place();
            let output = interrupted(place.path(), &LONG, signal, Duration::from_secs(seconds));
            assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
            place.path().join("output/towns/manifest.partial.json").exists().then_some(place)
        });
        let place = kept.expect("partial results");
        let folder = place.path().join("output/towns");
        let manifest = holds_what_is_listed(&folder, "manifest.partial.json");
        assert_eq!(manifest["state"], "partial");
        assert_eq!(manifest["replications_asked"], 4_000_000_000_u64);
        let done = manifest["replications"].as_u64().expect("a number");
        assert!(done > 0 && done < 4_000_000_000, "{done}");
        assert!(files(&folder).keys().all(|name| name.contains("partial")), "{:?}", files(&folder).keys());
        assert_eq!(json(&folder.join("summary.partial.json"))["run"]["replications"], done);
        // A complete run then takes its place.
        ends(place.path(), &["run", "towns.toml", "-n", "100", "--no-charts"], 0);
        holds_what_is_listed(&folder, "manifest.json");
    }
}

/// Two results that differ in what was asked do not look alike: answer, JSON and every chart name what was given another value.
#[test]
fn answers_json_and_charts_name_what_was_given_another_value() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/notify-forks.toml");
    let commands: [&[&str]; 10] = [
        &["run"],
        &["budget"],
        &["decide"],
        &["break-even"],
        &["sensitivity"],
        &["terms"],
        &["partners"],
        &["allocate"],
        &["cross-check"],
        &["sweep", "--over", "horizon=5,8"],
    ];
    for command in commands {
        let place = tempfile::tempdir().expect("a temporary folder");
        let arguments = [command, &[scenario, "-n", "128", "--set", "discount_rate=0.0123"]].concat();
        let (answer, _) = ends(place.path(), &arguments, 0);
        assert!(answer.contains("discount_rate=0.0123"), "{command:?}: {answer}");
        let folder = std::fs::read_dir(place.path().join("output")).expect("results").next().expect("a folder");
        let files = std::fs::read_dir(folder.expect("readable").path()).expect("results");
        let (mut charts, mut named) = (0, false);
        for file in files.map(|file| file.expect("readable").path()) {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            if name.ends_with(".svg") {
                charts += 1;
                let text = std::fs::read_to_string(&file).expect("text");
                let named = text.contains("0.0123") && text.to_lowercase().contains("discount rate");
                assert!(named, "{command:?}: {name}");
            }
            if name.ends_with(".json") && name != "manifest.json" {
                let text = std::fs::read(&file).expect("bytes");
                let json: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
                assert_eq!(json["overrides"], serde_json::json!(["discount_rate=0.0123"]), "{command:?}: {name}");
                named = true;
            }
        }
        assert!(charts > 0 && named, "{command:?}");
    }
}
