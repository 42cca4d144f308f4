//! `commonweal partners` as people call it: answers, files, bad groups, and scenarios of all sizes.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

fn shipped(name: &str) -> String {
    format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

/// Runs in a folder, asserts the exit code, and returns what was printed: to stdout and to stderr.
#[track_caller]
fn ends(place: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.env("LC_ALL", "C");
    command.env_remove("COMMONWEAL_OUT").current_dir(place).arg("partners").args(arguments).stdin(Stdio::null());
    let output = command.output().expect("started");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

/// A scenario of n towns, each with a module of its own beside the common one where `apart`.
fn towns(n: usize, apart: bool) -> String {
    let mut text =
        "title = \"Towns\"\ncurrency = \"CAD\"\nprice_year = 2024\nhorizon = 6\ndiscount_rate = 0.03\n".to_owned();
    text += "[[module]]\nid = \"common\"\nsize = \"30 to 60\"\n";
    if apart {
        text += "needed_by = [\"t0\"]\n";
        for i in 1..n {
            text += &format!("[[module]]\nid = \"own-{i}\"\nsize = \"30 to 60\"\nneeded_by = [\"t{i}\"]\n");
        }
    }
    for i in 0..n {
        text += &format!("[[administration]]\nid = \"t{i}\"\nlevel = \"town\"\nlabour_rate = 10000\n");
    }
    text
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_answer_is_in_words_and_files() {
    let place = tempfile::tempdir().expect("a temporary folder");
    // Nobody waits and nothing is abandoned, so that all four save most together.
    let at_once = ["schedule.coefficient=0", "consortium.formation=0", "consortium.cancellation=0"];
    let sets: Vec<&str> = at_once.iter().flat_map(|set| ["--set", set]).collect();
    let (out, err) = ends(place.path(), &[&[&shipped("wycan"), "-n", "64"][..], &sets].concat(), 0);
    assert!(err.is_empty(), "{err}");
    for words in [
        "wycan: which groups should form among 4 administrations",
        "Exact: every group was evaluated",
        "the best pair, as everybody may be there first",
        "next saves all together",
        "Best group of each size",
        "All together save most with 4 members",
        "Peer networks: if nobody had one in common, all together would save as much",
        "everybody is at the core's (state)",
        "output/wycan-partners: partners.json, sizes.csv, invitations.csv,",
    ] {
        assert!(out.contains(words), "{words} is not in\n{out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 100), "wider than a screen:\n{out}");
    let results = place.path().join("output/wycan-partners");
    let rows = |file: &str| fs::read_to_string(results.join(file)).expect("written").lines().count();
    assert_eq!([rows("sizes.csv"), rows("invitations.csv"), rows("structure.csv")], [4, 3, 5]);
    for chart in ["sizes", "joining"] {
        assert!(
            fs::read_to_string(results.join(format!("{chart}.svg"))).expect("written").contains("</svg>"),
            "{chart}"
        );
        assert!(results.join(format!("{chart}.png")).exists());
    }
    let manifest = json(&fs::read_to_string(results.join("manifest.json")).expect("written"));
    assert_eq!((&manifest["scenario"], &manifest["replications"]), (&"wycan".into(), &64.into()));
    assert_eq!(manifest["files"].as_array().map(Vec::len), Some(8));
    assert!(manifest.get("rules").is_none() && manifest.get("game").is_none());
}

#[test]
fn json_has_its_shape_and_the_same_bytes_on_any_number_of_threads() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let run = |threads: &str| {
        let with = ["--with", "nd,wy", "-n", "40", "--json", "--no-charts", "--threads", threads];
        ends(place.path(), &[&[shipped("wycan").as_str()], &with[..]].concat(), 0).0
    };
    let text = run("1");
    assert_eq!(text, run("3"));
    assert_eq!(text, fs::read_to_string(place.path().join("output/wycan-partners/partners.json")).expect("written"));
    let found = json(&text);
    assert_eq!(found["invitations"]["group"], serde_json::json!(["wy", "nd"]));
    assert_eq!(found["invitations"]["chosen"], "given");
    assert_eq!(found["structure"]["exact"], true);
    let number = |value: &Value| value.as_f64().expect("a number");
    // What joins first is the best candidate, and gains add up to what all save.
    let (best, sizes) = (&found["invitations"]["candidates"][0], found["sizes"].as_array().expect("a list"));
    assert_eq!(sizes[1]["joins"][0], best["id"]);
    assert!((number(&sizes[1]["gain"]["value"]) - number(&best["worth"]["value"])).abs() < 1e-3);
    let gains: f64 = sizes.iter().map(|size| number(&size["gain"]["value"])).sum();
    assert!((gains - number(&sizes[2]["saving"]["value"])).abs() < 1e-3);
    let [cost, saving] = ["cost", "saving"].map(|key| number(&found["structure"]["against_alone"][key]["value"]));
    assert!((cost - saving - number(&found["structure"]["cost"]["value"])).abs() < 1e-3);
    for kin in ["networks", "levels"] {
        assert!(found["kinship"][kin].is_object());
    }
}

/// The best group of two is the best of all pairs, and of three that of all triples, each asked for by itself.
#[test]
fn of_each_size_no_other_group_saves_more() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let ids = ["wy", "co", "az", "nd"];
    let asked = |with: &[&str]| {
        let with = with.join(",");
        let given = if with.is_empty() { vec![] } else { vec!["--with", with.as_str()] };
        let rest = ["-n", "60", "--json", "--no-charts", "--force"];
        json(&ends(place.path(), &[&[shipped("wycan").as_str()], &given[..], &rest].concat(), 0).0)
    };
    let best = asked(&[]);
    let saving = |found: &Value, k: usize| found["sizes"][k]["saving"]["value"].as_f64().expect("a number");
    assert_eq!(best["sizes"].as_array().expect("a list").len(), 3);
    for (k, size) in [2_u32, 3, 4].into_iter().enumerate() {
        let groups = (0_u32..16).filter(|group| group.count_ones() == size);
        let of = |group: u32| -> Vec<&str> { (0..4).filter(|i| group >> i & 1 == 1).map(|i| ids[i]).collect() };
        let most = groups.map(|group| saving(&asked(&of(group)), 0)).fold(f64::NEG_INFINITY, f64::max);
        assert!((saving(&best, k) - most).abs() <= 1e-9 * most.abs(), "{size}: {} for {most}", saving(&best, k));
        assert_eq!(best["sizes"][k]["group"].as_array().expect("ids").len(), size as usize);
    }
}

#[test]
fn a_bad_group_is_refused_with_the_near_ids() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (_, err) = ends(place.path(), &[&shipped("os2-denmark"), "--with", "ishoej,ballerupp,nowhere"], 2);
    assert!(err.contains("`ballerupp`: did you mean `ballerup`?"), "{err}");
    assert!(err.contains("`nowhere`: allowed: `ballerup`"), "{err}");
    let (_, err) = ends(place.path(), &[&shipped("wycan"), "--with", ","], 2);
    assert!(err.contains("--with names nobody"), "{err}");
    assert!(!place.path().join("output").exists());
}

#[test]
fn scenarios_of_all_sizes_have_an_answer() {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (n, says) in
        [(1, "There is nobody to share with"), (2, "nobody is left"), (17, "a better structure may have been missed")]
    {
        fs::write(place.path().join("towns.toml"), towns(n, false)).expect("written");
        let (out, _) = ends(place.path(), &["towns.toml", "-n", "32"], 0);
        let plain = out.replace("\n  ", " ");
        assert!(plain.contains(says), "{n}: {says} is not in\n{out}");
    }
    fs::write(place.path().join("towns.toml"), towns(129, false)).expect("written");
    let (_, err) = ends(place.path(), &["towns.toml"], 3);
    assert!(err.contains("129 administrations are too many"), "{err}");
}

#[test]
fn who_has_nothing_in_common_stays_alone() {
    let place = tempfile::tempdir().expect("a temporary folder");
    for n in [4, 17] {
        fs::write(place.path().join("towns.toml"), towns(n, true)).expect("written");
        let (out, _) = ends(place.path(), &["towns.toml", "-n", "32", "--json"], 0);
        let found = json(&out);
        assert_eq!(found["structure"]["groups"].as_array().map(Vec::len), Some(n), "{n}");
        assert_eq!(found["structure"]["exact"], n == 4);
        assert!(found["structure"]["against_alone"]["cheaper"].is_null());
    }
    let (out, _) = ends(place.path(), &["towns.toml", "-n", "32"], 0);
    let plain = out.replace("\n  ", " ");
    for words in ["Best: everybody alone.", "Nobody is worth inviting", "No size saves anything in the mean"] {
        assert!(plain.contains(words), "{words} is not in\n{out}");
    }
}

#[test]
fn sixty_eight_have_an_answer() {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (lang, words) in [("en", "and 51 more in sizes.csv"), ("fr", "et 51 autres dans sizes.csv")] {
        let (out, _) = ends(place.path(), &[&shipped("os2-denmark"), "-n", "32", "--lang", lang, "--force"], 0);
        assert!(out.contains(words) || out.contains(&words.replace("51", "52")), "{out}");
        assert!(out.lines().all(|line| line.chars().count() <= 100), "wider than a screen:\n{out}");
    }
}
