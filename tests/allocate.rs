//! `commonweal allocate` as people call it: answers, files, and every problem of a table at once.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn skane() -> String {
    format!("{}/scenarios/games/skane.csv", env!("CARGO_MANIFEST_DIR"))
}

/// Runs in a folder, asserts the exit code, and returns what was printed: to stdout and to stderr.
#[track_caller]
fn ends(place: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    command.env("LC_ALL", "C");
    command.env_remove("COMMONWEAL_OUT").current_dir(place).arg("allocate").args(arguments).stdin(Stdio::null());
    let output = command.output().expect("started");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

/// The problems of a table: what is printed to stderr.
#[track_caller]
fn problems(table: &str) -> String {
    let place = tempfile::tempdir().expect("a temporary folder");
    fs::write(place.path().join("g.csv"), table).expect("written");
    let (out, err) = ends(place.path(), &["--game", "g.csv"], 3);
    assert!(out.is_empty() && !place.path().join("output").exists());
    err
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// The table of a game of n members, each coalition costing the root of its size.
fn table(n: usize) -> String {
    let row = |s: usize| {
        let names: Vec<String> = (0..n).filter(|i| s >> i & 1 == 1).map(|i| format!("m{i}")).collect();
        format!("{},{}\n", names.join(";"), f64::from(s.count_ones()).sqrt())
    };
    "coalition,cost\n".to_owned() + &(1..1 << n).map(row).collect::<String>()
}

#[test]
fn the_answer_says_who_would_leave_and_why() {
    let place = folder();
    let (out, err) = ends(place.path(), &["--game", &skane(), "--unit", "million SEK"], 0);
    for line in [
        "skane: 6 members; 83.82 million SEK to divide, 24.79 million SEK less than alone",
        "Shapley value: H, K and L together pay 0.43 million SEK more than a system of their own would cost.",
        "Nobody has a reason to leave under “nucleolus”, “nucleolus per member” and “proportional nucleolus”.",
        "The core is not empty: every group can save 1.60 million SEK or more by staying.",
        "No answer by “serial sharing”",
        "Results: output/skane-allocation: allocation.json, allocations.csv, stability.csv, charts",
    ] {
        assert!(out.contains(line), "{line} is not in\n{out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 100), "wider than a screen:\n{out}");
    assert!(err.contains("not subadditive: `A;H;L` and `M;T` pay 0.37 less apart than together"), "{err}");
    assert!(err.contains("skane.csv:61:1"), "{err}");
}

#[test]
fn json_has_its_shape() {
    let place = folder();
    let (out, _) =
        ends(place.path(), &["--game", &skane(), "--json", "--rule", "shapley,nucleolus", "--rule", "aca"], 0);
    let json: Value = serde_json::from_str(&out).expect("JSON");
    let rules: Vec<&String> = json["rules"].as_object().expect("rules").keys().collect();
    assert_eq!(rules.len(), 3, "{rules:?}");
    let shapley = &json["rules"]["shapley"];
    assert!((shapley["shares"]["A"].as_f64().expect("a share") - 20.011).abs() < 1e-9);
    assert_eq!(shapley["in_core"], false);
    assert_eq!(shapley["worst_coalition"], serde_json::json!(["H", "K", "L"]));
    assert!((shapley["excess"].as_f64().expect("an excess") - 0.4275).abs() < 1e-9);
    assert!(shapley.get("kohlberg").is_none());
    assert_eq!(json["rules"]["nucleolus"]["kohlberg"], true);
    assert!(json["rules"]["scrb"]["shares"]["T"].is_number());
    assert_eq!(json["game"]["core_empty"], false);
    assert_eq!(json["game"]["violation"]["groups"], serde_json::json!([["A", "H", "L"], ["M", "T"]]));
    let written = fs::read_to_string(place.path().join("output/skane-allocation/allocation.json")).expect("written");
    assert_eq!(written, out);
}

#[test]
fn billed_amounts_add_up_in_every_table() {
    let place = folder();
    ends(place.path(), &["--game", &skane(), "--quiet"], 0);
    let results = place.path().join("output/skane-allocation");
    let json: Value =
        serde_json::from_slice(&fs::read(results.join("allocation.json")).expect("written")).expect("JSON");
    let mut answers = 0;
    for (rule, result) in json["rules"].as_object().expect("rules") {
        let Some(billed) = result["billed"].as_object() else {
            assert!(result["reason"].is_string(), "{rule}");
            continue;
        };
        let cents = |value: &Value| (value.as_f64().expect("a number") * 100.0).round() as i64;
        assert_eq!(billed.values().map(cents).sum::<i64>(), 8382, "{rule}");
        answers += 1;
    }
    assert_eq!(answers, 10);
    let csv = fs::read_to_string(results.join("allocations.csv")).expect("written");
    assert!(csv.starts_with("rule,member,alone,share,billed,saving,se_orders,se_draws,pays,cheaper,"));
    assert_eq!(csv.lines().count(), 1 + 11 * 6);
    assert_eq!(fs::read_to_string(results.join("stability.csv")).expect("written").lines().count(), 12);
    let manifest: Value =
        serde_json::from_slice(&fs::read(results.join("manifest.json")).expect("written")).expect("JSON");
    for chart in ["shares", "stability"] {
        assert!(
            fs::read_to_string(results.join(format!("{chart}.svg"))).expect("written").contains("</svg>"),
            "{chart}"
        );
    }
    assert_eq!(manifest["files"].as_array().map(Vec::len), Some(7));
}

#[test]
fn an_empty_core_is_told_with_its_subsidy() {
    let place = folder();
    let table = "coalition,cost\na,10\nb,10\nc,10\na;b,10\nc;a,10\nb ; c,10\nc;b;a,20\n";
    fs::write(place.path().join("g.csv"), table).expect("written");
    let (out, _) = ends(place.path(), &["--game", "g.csv"], 0);
    assert!(out.contains("The core is empty") && out.contains("3.33 more than on its own"), "{out}");
    assert!(out.contains("hold everybody is 5.00"), "{out}");
    // Of three equal thirds the first in order of ids gets the cent.
    for line in [
        " a        10.00           6.67       6.67 ",
        " b        10.00           6.67       6.67 ",
        " c        10.00           6.66       6.66 ",
    ] {
        assert!(out.contains(line), "{line} is not in\n{out}");
    }
}

#[test]
fn all_problems_of_a_table_are_told_at_once() {
    let err = problems("coalition,cost,Note\nA;B,NaN,\n\"A;x y\",3,\n;A,4,\nB;A,5,\na,7,\nA;A,2,\nC,1,\n,3,\nA,inf,\n");
    for (at, what) in [
        ("g.csv:1:16", "unknown column `Note`"),
        ("g.csv:2:5", "`NaN` is not a number"),
        ("g.csv:3:4", "a blank is not allowed in the id `x y`"),
        ("g.csv:4:1", "an id is missing"),
        ("g.csv:5:1", "the coalition `A;B` is given twice, first in line 2"),
        ("g.csv:6:1", "the ids `A` and `a` differ only in case"),
        ("g.csv:7:3", "`A` stands twice in one coalition"),
        ("g.csv:9:1", "a coalition without members"),
        ("g.csv:10:3", "`inf` is not a number"),
    ] {
        assert!(err.contains(at) && err.contains(what), "{at} {what} is not in\n{err}");
    }
}

#[test]
fn missing_coalitions_are_counted_and_the_first_listed() {
    let err = problems("coalition,cost\nA,1\nC,3\nA;B;C,4\nA;B,2.5\n");
    assert!(err.contains("3 of 7 coalitions have no cost: `B`, `A;C`, `C;B`"), "{err}");
    let err = problems("coalition,cost\nA,1\nB,1\nA;B,2\nZ,2\n");
    assert!(err.contains("3 of 7 coalitions have no cost") && err.contains("only line 5 names `Z`"), "{err}");
    let err = problems("coalition,cost\nA,1\nB,1\n");
    assert!(err.contains("1 of 3 coalitions has no cost: `A;B`"), "{err}");
    assert!(problems("coalition,costs\nA,1\n").contains("no column `cost`"));
    assert!(problems("").contains("the table is empty"));
}

#[test]
fn sixteen_members_are_divided_among_and_seventeen_refused() {
    let place = folder();
    fs::write(place.path().join("g.csv"), table(16)).expect("written");
    let (out, err) = ends(place.path(), &["--game", "g.csv"], 0);
    assert!(out.contains("g: 16 members; 4.00 to divide") && err.is_empty(), "{out}{err}");
    assert!(out.lines().all(|line| line.chars().count() <= 100), "wider than a screen:\n{out}");
    // Complete, the table of 17 would have more rows than any table may.
    let names: Vec<String> = (0..17).map(|i| format!("m{i}")).collect();
    let err = problems(&format!("coalition,cost\n{},4\nm3,1\n", names.join(";")));
    assert!(err.contains("g.csv:2:55") && err.contains("`m16` is one member too many"), "{err}");
    assert!(problems(&table(17)).contains("more rows than are read: at most 100,000"));
}

#[test]
fn one_member_pays_all_and_income_is_divided_too() {
    let place = folder();
    fs::write(place.path().join("one.csv"), "coalition,cost\nonly,5.5\n").expect("written");
    let (out, _) = ends(place.path(), &["--game", "one.csv"], 0);
    assert!(out.contains("one: 1 member; 5.50 to divide\n") && out.contains("nobody to divide it with"), "{out}");
    fs::write(place.path().join("income.csv"), "coalition,cost\na,0\nb,0\na;b,-9\n").expect("written");
    let (out, _) = ends(place.path(), &["--game", "income.csv"], 0);
    assert!(out.contains("−4.50") && out.contains("No answer by “proportional saving”"), "{out}");
}

#[test]
fn the_command_line_is_checked() {
    let place = folder();
    let (_, err) = ends(place.path(), &["--game", &skane(), "--rule", "fair"], 2);
    assert!(err.contains("shapley") && err.contains("per-capita-nucleolus"), "{err}");
    ends(place.path(), &[], 2);
    let (_, err) = ends(place.path(), &["--game", "no.csv"], 3);
    assert!(err.contains("cannot read no.csv"), "{err}");
    fs::create_dir_all(place.path().join("output/skane-allocation")).expect("made");
    fs::write(place.path().join("output/skane-allocation/mine.txt"), "mine").expect("written");
    ends(place.path(), &["--game", &skane()], 2);
    ends(place.path(), &["--game", &skane(), "--force"], 0);
    assert!(place.path().join("output/skane-allocation/mine.txt").exists());
}

/// Alone is to build, or where buying is listed the cheaper of the two: the answer says which.
#[test]
fn the_answer_says_what_alone_means() {
    let shipped = |name: &str| format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR"));
    let towns = fs::read_to_string(shipped("towns.toml")).expect("readable");
    let place = folder();
    fs::copy(shipped("towns.csv"), place.path().join("towns.csv")).expect("copied");
    let listed = "strategies = [\"independent\", \"shared\", \"fork\"]";
    assert!(towns.contains(listed));
    let buys = towns.replace(listed, "strategies = [\"independent\", \"shared\", \"buy\"]") + "\n[buy]\nfee = 20000\n";
    fs::write(place.path().join("builds.toml"), towns).expect("written");
    fs::write(place.path().join("buys.toml"), buys).expect("written");
    for (file, language, words) in [
        ("builds.toml", "en", &["alone (built)"][..]),
        ("builds.toml", "fr", &["(construit)"]),
        ("buys.toml", "en", &["or bought)", "whichever costs it less", "each alone, building or buying"]),
        ("buys.toml", "fr", &["acheté)", "selon ce qui lui coûte le moins"]),
    ] {
        let (out, _) = ends(place.path(), &[file, "-n", "64", "--no-charts", "--lang", language, "--force"], 0);
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.iter().all(|words| out.contains(words)), "{file} {language}: {out}");
    }
}
