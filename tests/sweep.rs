//! `sweep`, from outside: the closed form, the same as runs with the input set, interruption, the same bytes on any
//! threads.

mod program;

use sha2::{Digest, Sha256};

use program::{certain, commonweal, json, place, refused};

const PLAIN: [&str; 5] = ["-n", "16", "--json", "--no-charts", "--force"];

fn medians(found: &serde_json::Value) -> Vec<f64> {
    let cells = found["cells"].as_array().expect("a list");
    cells.iter().map(|cell| cell["of"]["p50"].as_f64().expect("a number")).collect()
}

/// Alone 200 PM; shared (1 + κ)·150 + 20 PM for two: the saving falls by 1.5 million a unit of κ, from 0.3 million at
/// 0.
#[test]
fn along_an_input_it_is_the_closed_form() {
    let place = place(&certain(2));
    let over = ["sweep", "some.toml", "--over", "consortium.coordination=0..0.5:6"];
    let found = json(place.path(), &[&over[..], &PLAIN].concat());
    for (k, median) in medians(&found).into_iter().enumerate() {
        let want = 0.3e6 - 1.5e6 * k as f64 * 0.1;
        assert!((median - want).abs() < 1.0, "{k}: {median} for {want}");
    }
    let crossing = &found["crossings"][0];
    assert!((crossing["at"].as_f64().expect("a number") - 0.2).abs() < 1e-9, "{crossing}");
    assert_eq!(crossing["pays_above"], false);
    assert_eq!(found["over"][0]["values"], serde_json::json!(["0", "0.1", "0.2", "0.3", "0.4", "0.5"]));
    assert_eq!(found["cells"][0]["cheaper"]["value"], 1.0);
    assert_eq!(found["cells"][5]["break_even"], serde_json::Value::Null);
}

/// n alone n·100 PM; shared (1 + κ·log2 n)·150 + n·10: κ = 0.05.
#[test]
fn along_members_it_is_the_closed_form() {
    let place = place(&certain(8));
    let found = json(place.path(), &[&["sweep", "some.toml", "--over", "members=1..8"], &PLAIN[..]].concat());
    for (k, median) in medians(&found).into_iter().enumerate().skip(1) {
        let n = (k + 1) as f64;
        let want = 1e4 * (100.0 * n - (1.0 + 0.05 * libm::log2(n)) * 150.0 - 10.0 * n);
        assert!((median - want).abs() < 1.0, "{n}: {median} for {want}");
    }
}

#[test]
fn a_cell_is_a_run_with_its_values() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let options = ["-n", "500", "--seed", "3", "--json", "--no-charts", "--force"];
    let over = ["--over", "consortium.lead=on,qc", "--over", "administration.*.joins=0..2:3", "--of", "shared.cost"];
    let found = json(place.path(), &[&["sweep", scenario], &over[..], &options].concat());
    let cell = &found["cells"][4];
    assert_eq!(cell["at"], serde_json::json!(["qc", "1"]));
    let set = ["--set", "consortium.lead=qc", "--set", "administration.*.joins=1"];
    let run = json(place.path(), &[&["run", scenario], &set[..], &options].concat());
    let near = |a: &serde_json::Value, b: &serde_json::Value| {
        let (a, b) = (a.as_f64().expect("a number"), b.as_f64().expect("a number"));
        assert!((a - b).abs() <= 1e-9 * b.abs(), "{a} {b}");
    };
    let shared = run["strategies"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|strategy| strategy["strategy"] == "shared")
        .expect("shared");
    near(&cell["of"]["mean"], &shared["cost"]["mean"]);
    near(&cell["of"]["p95"], &shared["cost"]["quantiles"][6]["value"]);
    near(&cell["cheaper"]["value"], &run["savings"][0]["positive"]["value"]);
    near(&cell["saving_p50"]["value"], &run["savings"][0]["cost"]["quantiles"][3]["value"]);
}

/// The first lines of a table as an interrupted sweep leaves them: each with a sum over it and the sum before.
fn sealed(asked: &serde_json::Value, table: &[u8], lines: usize) -> String {
    let sum = |before: &str, line: &str| {
        let digest = Sha256::digest([before, line].concat());
        digest[..8].iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let mut last = sum("", &asked.to_string());
    let seal = |line: &str| {
        last = sum(&last, line);
        format!("{line},{last}\n")
    };
    std::str::from_utf8(table).expect("text").lines().take(lines).map(seal).collect()
}

/// What is done to a table behind the program's back.
type Damage<'a> = &'a dyn Fn(&str) -> String;

#[test]
fn what_was_cut_off_goes_on_to_the_same_bytes() {
    let place = place(&certain(2));
    let arguments =
        ["sweep", "some.toml", "--over", "consortium.coordination=0..0.5:40", "--no-charts", "-n", "64", "-q"];
    let with = |more: &[&str]| commonweal(place.path(), &[&arguments[..], more].concat());
    assert!(with(&["--threads", "1"]).status.success());
    let folder = place.path().join("output/some-sweep");
    let read = |name: &str| std::fs::read(folder.join(name)).expect(name);
    let (table, all) = (read("sweep.csv"), read("sweep.json"));
    // The state of a sweep that was killed while it wrote its eleventh row.
    let manifest: serde_json::Value = serde_json::from_slice(&read("manifest.json")).expect("JSON");
    let mut inputs = manifest["inputs"].clone();
    inputs[0]["path"] = "".into();
    let values: Vec<String> = (0..40)
        .map(|k| format!("{:.11e}", 0.5 * f64::from(k) / 39.0).parse::<f64>().expect("a number"))
        .map(|x| if x == 0.0 { "0".to_owned() } else { format!("{x:?}") })
        .collect();
    let asked = serde_json::json!({
        "version": env!("CARGO_PKG_VERSION"), "stream": serde_json::from_slice::<serde_json::Value>(&all).expect("JSON")["stream"],
        "scenario": manifest["scenario"], "inputs": inputs, "allow_outside": false, "overrides": [], "seed": 1, "replications": 64,
        "work": "sweep", "of": "saving",
        "over": [{ "path": "consortium.coordination", "values": values }],
    });
    let killed = |asked: &serde_json::Value| {
        std::fs::write(folder.join("sweep.partial.csv"), sealed(asked, &table, 11) + "0.12,3").expect("written");
        let marker = serde_json::json!({
            "schema_version": "1.1", "state": "writing", "version": env!("CARGO_PKG_VERSION"),
            "files": [{ "name": "sweep.partial.csv" }], "asked": asked,
        });
        std::fs::write(folder.join("manifest.partial.json"), marker.to_string()).expect("written");
    };
    killed(&asked);
    assert!(with(&["--resume", "--threads", "3"]).status.success());
    assert_eq!((read("sweep.csv"), read("sweep.json")), (table.clone(), all.clone()));
    assert!(!folder.join("sweep.partial.csv").exists());
    // Rows that were kept are taken, not made again.
    let wrong = String::from_utf8(table.clone()).expect("text").replacen("300000", "123456", 1).into_bytes();
    assert_ne!(wrong, table);
    killed(&asked);
    std::fs::write(folder.join("sweep.partial.csv"), sealed(&asked, &wrong, 41)).expect("written");
    assert!(with(&["--resume"]).status.success());
    assert_eq!(read("sweep.csv"), wrong);
    // What is not as it was written is refused, and stays.
    let partial = folder.join("sweep.partial.csv");
    let damaged: [(&str, Damage); 4] = [
        ("(line 2 ", &|text| text.replacen("300000", "300001", 1)),
        ("(line 4 ", &|text| {
            text.split_inclusive('\n').enumerate().filter(|(k, _)| *k != 3).map(|(_, row)| row).collect()
        }),
        ("(line 1 ", &|_| String::from_utf8(table.clone()).expect("text")),
        ("(line 1 ", &|_| sealed(&serde_json::json!({ "seed": 2 }), &table, 11)),
    ];
    for (line, damage) in damaged {
        killed(&asked);
        let text = damage(&std::fs::read_to_string(&partial).expect("text"));
        std::fs::write(&partial, &text).expect("written");
        let output = with(&["--resume"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(5), "{said}");
        assert!(said.contains("sweep.partial.csv") && said.contains(line), "{said}");
        assert_eq!(std::fs::read_to_string(&partial).expect("kept"), text);
    }
    // Rows of which nobody can say what they are of are not begun anew without a word, either.
    for marker in ["", "{", "{}"] {
        killed(&asked);
        std::fs::write(folder.join("manifest.partial.json"), marker).expect("written");
        let output = with(&["--resume"]);
        assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(partial.exists());
    }
    killed(&asked);
    let other = with(&["--resume", "--seed", "2"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&other.stderr).contains("asked for otherwise (seed)"));
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let place = place(&certain(2));
    let refused = |arguments: &[&str], code, words| {
        refused(place.path(), &[&["sweep", "some.toml"], arguments].concat(), code, words);
    };
    refused(&[], 2, "--over");
    refused(&["--over", "members=2..9"], 2, "the scenario has 2 administrations");
    refused(&["--over", "members=0..2"], 2, "whole number from 1 to 2");
    refused(&["--over", "consortium.cordination=0..1"], 3, "did you mean `consortium.coordination`?");
    refused(&["--over", "reuse.writing_for_reuse=0..2"], 3, "1 or more");
    refused(&["--over", "horizon=1..2:5"], 3, "horizon");
    refused(&["--over", "reuse.reusing=2..1"], 2, "lower end comes first");
    refused(&["--over", "reuse.reusing=0..1", "--over", "reuse.reusing=0..1"], 2, "same input");
    refused(&["--over", "a=0..1", "--over", "b=0..1", "--over", "c=0..1"], 2, "one input or two");
    refused(&["--over", "reuse.reusing=0..1", "--of", "savings"], 2, "is no statistic");
    refused(&["--over", "reuse.reusing=0..1", "--of", "saving.p80"], 2, "`p80` is not among the quantiles `p5`, `p10`");
    let many = ["--over", "reuse.reusing=0..1:2000", "--over", "reuse.variety=0..1:2000"];
    refused(&many, 2, "too many");
}
