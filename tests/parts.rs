//! Parts of runs: put together in any order they are the run in one go, to the last bit; interrupted runs go on as if nothing had been.

mod program;

use model::sampling::design::Design;
use model::scenario::Scenario;
use model::simulation::part::Restored;
use model::simulation::stored::Damaged;
use model::simulation::{Part, Prepared, Settings, simulate, summarise};
use program::{commonweal, place, refused};
use report::output::summary_json;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use study::input::load;

fn shipped(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).with_extension("toml");
    load(&path, &[], false).expect("readable").scenario.expect("a good scenario")
}

fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(work)
}

fn in_one_go(scenario: &Scenario, settings: &Settings) -> Vec<u8> {
    let all = simulate(scenario, settings, &mut |_| ControlFlow::Continue(())).expect("finite");
    summary_json(&summarise(scenario, &all)).expect("written")
}

fn whole(scenario: &Scenario, prepared: &Prepared, part: Part) -> Vec<u8> {
    assert_eq!(part.missing(prepared.plan.replications), []);
    summary_json(&summarise(scenario, &prepared.finish(part, Default::default()))).expect("written")
}

/// One shard as bytes.
fn shard(prepared: &Prepared, number: u64, of: u64) -> Vec<u8> {
    let mut part = prepared.part();
    let range = prepared.shard(number, of);
    prepared.simulate(&mut part, range, &mut |_| ControlFlow::Continue(())).expect("finite");
    prepared.stored(&part).expect("storable")
}

/// Random draws, a design, few replications (whose values are all kept), and a last task that is not whole.
#[test]
fn any_split_in_any_order_is_the_run_in_one_go() {
    for (name, replications, design) in [
        ("canada-notify", 40_007, Design::Random),
        ("os2-denmark", 30_000, Design::Random),
        ("wycan", 131_072, Design::Sobol),
        ("wycan", 900, Design::Random),
    ] {
        let scenario = shipped(name);
        let settings = Settings::new(replications, 3).with(design);
        let want = on(2, || in_one_go(&scenario, &settings));
        let prepared = Prepared::new(&scenario, &settings).expect("finite");
        for (count, threads) in [(1, 1), (2, 3), (7, 2), (64, 1)] {
            let mut numbers: Vec<u64> = (0..count).collect();
            numbers.reverse();
            numbers.rotate_left(count as usize / 3);
            let mut together = prepared.part();
            for number in numbers {
                let bytes = on(threads, || shard(&prepared, number, count));
                together.merge(prepared.restored(&bytes).expect("its own")).expect("no overlap");
            }
            assert!(want == whole(&scenario, &prepared, together), "{name} in {count} parts");
        }
    }
}

/// Stopped after each of its rounds, stored, restored by another and gone on with.
#[test]
fn a_run_goes_on_as_if_nothing_had_been() {
    let scenario = shipped("canada-notify");
    let settings = Settings::new(200_000, 5);
    let want = on(2, || in_one_go(&scenario, &settings));
    let mut kept: Option<Vec<u8>> = None;
    let mut stops = 0;
    loop {
        let prepared = Prepared::new(&scenario, &settings).expect("finite");
        let mut part = kept.as_ref().map_or(prepared.part(), |bytes| prepared.restored(bytes).expect("its own"));
        let ended = prepared.simulate(&mut part, 0..200_000, &mut |_| ControlFlow::Break(())).expect("finite");
        if !ended.is_interrupted() {
            assert!(want == whole(&scenario, &prepared, part));
            break;
        }
        stops += 1;
        kept = prepared.stored(&part);
    }
    assert!(stops > 0);
}

#[test]
fn parts_that_overlap_or_lack_something_are_known() {
    let scenario = shipped("wycan");
    let prepared = Prepared::new(&scenario, &Settings::new(60_000, 1)).expect("finite");
    let restored = |number| prepared.restored(&shard(&prepared, number, 3)).expect("its own");
    let mut part = restored(0);
    assert!(part.merge(restored(0)).is_err());
    part.merge(restored(2)).expect("apart");
    let [missing] = &part.missing(60_000)[..] else { panic!("one gap") };
    assert_eq!(*missing, prepared.shard(1, 3));
}

/// Without a sum over them: nothing that is read may panic or fill the memory, whatever it is.
#[test]
fn bytes_of_anything_are_refused_or_read() {
    let scenario = shipped("wycan");
    let prepared = Prepared::new(&scenario, &Settings::new(60_000, 1)).expect("finite");
    let bytes = shard(&prepared, 0, 20);
    assert_eq!(prepared.restored(&[]).map(|_| ()), Err(Restored::Damaged(Damaged)));
    let (mut state, mut refused) = (1_u64, 0);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for _ in 0..1000 {
        let mut changed = bytes.clone();
        match next() % 3 {
            0 => changed.truncate(next() % bytes.len()),
            1 => changed[next() % bytes.len()] ^= 1 << (next() % 8),
            _ => changed[next() % bytes.len()] = 0xff,
        }
        refused += u32::from(prepared.restored(&changed).is_err());
    }
    assert!(refused > 300, "{refused}");
}

fn scenario_path() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml")
}

/// All results of a folder but what knows the clock.
fn results(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("read")))
        .filter(|(name, _)| name != "manifest.json")
        .collect();
    found.sort();
    found
}

fn done(folder: &Path, arguments: &[&str]) {
    let output = commonweal(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

const RUN: [&str; 8] =
    ["-n", "100000", "--quiet", "--no-charts", "--no-ambiguity", "--replications-csv", "20", "--set"];
const SET: &str = "consortium.coordination=0.07";

#[test]
fn shards_are_merged_from_the_command_line() {
    let place = tempfile::tempdir().expect("a folder");
    let run = [&["run", scenario_path()], &RUN[..], &[SET]].concat();
    done(place.path(), &[&run[..], &["--out", "whole"]].concat());
    for number in ["3/3", "1/3", "2/3"] {
        done(place.path(), &[&run[..], &["--shard", number, "--out", "parts"]].concat());
    }
    done(place.path(), &["merge", "parts", "--quiet", "--no-charts", "--out", "merged", "--threads", "1"]);
    let [one, other] = ["whole", "merged"].map(|folder| results(&place.path().join(folder).join("canada-notify")));
    assert!(one.len() == 5 && one == other, "{:?}", other.iter().map(|(name, _)| name).collect::<Vec<_>>());
    done(place.path(), &["verify", "merged/canada-notify"]);
    let other = [&run[..], &["--shard", "1/3", "--out", "parts", "--seed", "5"]].concat();
    refused(place.path(), &other, 2, "is a part of other work (it differs in seed)");
    let size =
        |entry: std::io::Result<std::fs::DirEntry>| entry.and_then(|entry| entry.metadata()).expect("a file").len();
    let largest = std::fs::read_dir(place.path().join("parts")).expect("parts").map(size).max();
    assert!(largest.is_some_and(|size| size < 300_000), "{largest:?}");
}

#[test]
fn parts_that_do_not_fit_are_listed() {
    let place = tempfile::tempdir().expect("a folder");
    let run = |more: &[&str], out: &str| {
        done(place.path(), &[&["run", scenario_path()], &RUN[..], &[SET], more, &["--out", out]].concat());
    };
    run(&["--shard", "1/2"], "parts");
    refused(place.path(), &["merge", "parts"], 5, "replications 48384 to 99999 are missing");
    refused(place.path(), &["merge", "parts", "parts"], 5, "holds replications 0 to 48383, as another part does");
    run(&["--shard", "2/2", "--seed", "2"], "others");
    refused(place.path(), &["merge", "parts", "others"], 5, "of other work than");
    refused(place.path(), &["merge", "parts", "others"], 5, "they differ in seed");
    let part = place.path().join("parts/canada-notify.1-of-2.part");
    let mut bytes = std::fs::read(&part).expect("a part");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    std::fs::write(&part, bytes).expect("written");
    refused(place.path(), &["merge", "parts"], 5, "is damaged");
    refused(place.path(), &["merge", scenario_path()], 5, "is no part of a run");
    refused(place.path(), &["merge", "nowhere"], 5, "nowhere");
    refused(place.path(), &["run", scenario_path(), "--shard", "1/2", "--seed", "random"], 2, "a seed of its own");
    for wrong in ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"] {
        refused(place.path(), &["run", scenario_path(), &format!("--shard={wrong}")], 2, "is no part");
    }
}

#[test]
fn a_scenario_that_changed_is_refused() {
    let place = place(&program::certain(3));
    done(place.path(), &["run", "some.toml", "-n", "90000", "--shard", "1/1", "--out", "parts", "--quiet"]);
    let text = std::fs::read_to_string(place.path().join("some.toml")).expect("read");
    std::fs::write(place.path().join("some.toml"), text.replace("size = 100", "size = 101")).expect("written");
    refused(place.path(), &["merge", "parts"], 5, "is not what the parts were made with");
}

/// A run of several rounds.
const LONG: [&str; 8] =
    ["-n", "900000", "--quiet", "--no-charts", "--no-ambiguity", "--replications-csv", "20", "--set"];

/// A long run that keeps what it has done as often as it can.
fn begin(folder: &Path, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .current_dir(folder)
        .args([&["run", scenario_path()], &LONG[..], &[SET, "--checkpoint-every", "0"], more].concat())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started")
}

#[test]
fn a_damaged_checkpoint_is_not_gone_on_from() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("output/canada-notify");
    let mut child = begin(place.path(), &[]);
    let names = ["checkpoint.partial.part", "checkpoint-before.partial.part"].map(|name| folder.join(name));
    while !names.iter().all(|name| name.exists()) && child.try_wait().expect("asked").is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(names.iter().all(|name| name.exists()), "ended before its time");
    let run = [&["run", scenario_path()], &LONG[..], &[SET, "--resume"]].concat();
    let other = commonweal(place.path(), &[&run[..], &["--seed", "9"]].concat());
    assert_eq!(other.status.code(), Some(2), "{}", String::from_utf8_lossy(&other.stderr));
    for name in &names {
        let mut bytes = std::fs::read(name).unwrap_or_default();
        let middle = bytes.len() / 2;
        bytes.iter_mut().skip(middle).take(1).for_each(|byte| *byte ^= 1);
        std::fs::write(name, bytes).expect("written");
    }
    let damaged = commonweal(place.path(), &run);
    let text = String::from_utf8_lossy(&damaged.stderr).into_owned();
    assert!(damaged.status.code() == Some(5) && text.contains("is damaged"), "{text}");
    done(place.path(), &run[..run.len() - 1]);
    assert!(!names.iter().any(|name| name.exists()));
}

/// A sweep in parts, merged in any order, is the sweep in one go; a part that is there twice or not at all is named.
#[test]
fn parts_of_a_sweep_are_the_sweep_in_one_go() {
    let place = place(&program::certain(3));
    let sweep =
        ["sweep", "some.toml", "--over", "consortium.coordination=0..0.5:7", "--over", "members=2..3", "-n", "64"];
    let sweep = [&sweep[..], &["--quiet", "--no-charts"]].concat();
    done(place.path(), &[&sweep[..], &["--out", "whole"]].concat());
    for number in ["3/4", "1/4", "4/4"] {
        done(place.path(), &[&sweep[..], &["--shard", number, "--out", "parts"]].concat());
    }
    refused(place.path(), &["merge", "parts"], 5, "cells 3 to 6 are missing");
    done(place.path(), &[&sweep[..], &["--shard", "2/4", "--out", "parts"]].concat());
    refused(
        place.path(),
        &["merge", "parts", "parts/some-sweep.2-of-4.part"],
        5,
        "holds 4 cells that another part holds",
    );
    done(place.path(), &["merge", "parts", "--quiet", "--no-charts", "--out", "merged"]);
    let [one, other] = ["whole", "merged"].map(|folder| results(&place.path().join(folder).join("some-sweep")));
    assert!(one.len() == 2 && one == other);
    done(place.path(), &["run", "some.toml", "--shard", "1/1", "--out", "parts", "--quiet"]);
    refused(place.path(), &["merge", "parts"], 5, "they differ in of, over");
    let part = place.path().join("parts/some-sweep.2-of-4.part");
    let bytes = std::fs::read(&part).expect("a part");
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(report::output::PartFile::read(&changed).is_err(), "bit {bit}");
    }
}
