//! `verify`: results are what their manifest says, and the same command leaves them again.

mod program;

use program::{certain, commonweal, place};
use std::fs;
use std::path::Path;

fn ends(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = commonweal(folder, arguments);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    text
}

/// Of every kind of command that leaves a folder: sums hold, and it is made again with the same bytes.
#[test]
fn results_are_made_again() {
    let commands: [(&[&str], &str); 6] = [
        (&["run", "some.toml", "-n", "200", "--set", "horizon=2", "--seed", "random", "--xlsx"], "some"),
        (&["decide", "some.toml", "-n", "128", "--lang", "fr"], "some-decision"),
        (&["allocate", "some.toml", "-n", "128", "--no-charts"], "some-allocation"),
        (&["sweep", "some.toml", "-n", "16", "--over", "horizon=1,2"], "some-sweep"),
        (&["compare", "some.toml", "-n", "128", "--with", "horizon=2"], "some-compare"),
        (&["budget", "some.toml", "-n", "128"], "some-budget"),
    ];
    let place = place(&certain(3));
    for (command, folder) in commands {
        ends(place.path(), &[command, &["--quiet"]].concat(), 0);
        let folder = format!("output/{folder}");
        let said = ends(place.path(), &["verify", &folder], 0);
        let count = fs::read_dir(place.path().join(&folder)).expect("results").count() - 1;
        assert!(said.contains(&format!("{count}/{count} files are as they were written")), "{said}");
        assert!(said.contains(&format!("Made again, {count}/{count} files have the same bytes")), "{said}");
    }
    let said = ends(place.path(), &["verify", "output/some", "--lang", "fr", "--sums-only"], 0);
    assert!(said.contains("tels qu’ils ont été écrits") && !said.contains("Refaits"), "{said}");
}

/// A table is named from the folder of its scenario on.
#[test]
fn tables_stand_beside_their_scenario() {
    let place = tempfile::tempdir().expect("a folder");
    fs::create_dir(place.path().join("in")).expect("made");
    for name in ["towns.toml", "towns.csv"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        fs::copy(from, place.path().join("in").join(name)).expect("copied");
    }
    ends(place.path(), &["run", "in/towns.toml", "-n", "128", "--quiet", "--no-charts"], 0);
    let said = ends(place.path(), &["verify", "output/towns"], 0);
    assert!(said.contains("2/2 inputs") && said.contains("Made again"), "{said}");
}

#[test]
fn whatever_has_changed_is_told() {
    let place = place(&certain(3));
    ends(place.path(), &["run", "some.toml", "-n", "200", "--quiet", "--no-charts"], 0);
    let file = |name: &str| place.path().join("output/some").join(name);
    fs::write(file("mine.txt"), "x").expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 0).contains("Not listed: mine.txt"));
    let summary = fs::read(file("summary.csv")).expect("read");
    fs::write(file("summary.csv"), [&summary[..], b"\n"].concat()).expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("summary.csv has changed"));
    fs::remove_file(file("summary.csv")).expect("removed");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("summary.csv is missing"));
    fs::write(file("summary.csv"), summary).expect("written");
    // A sum that fits what was changed: only making it again tells.
    let manifest = fs::read_to_string(file("manifest.json")).expect("read");
    let other = manifest.replace("\"--replications=200\"", "\"--replications=201\"");
    assert_ne!(manifest, other);
    fs::write(file("manifest.json"), other).expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("summary.json differs when it is made again"));
    fs::write(file("manifest.json"), manifest.replace("\"0.1.0\"", "\"0.0.1\"")).expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("version 0.0.1"));
    let start = manifest.find("\"files\": [").expect("files");
    let end = start + manifest[start..].find(']').expect("their end");
    fs::write(file("manifest.json"), format!("{}\"files\": [{}", &manifest[..start], &manifest[end..]))
        .expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("the manifest lists no file"));
    let first = start + manifest[start..].find('{').expect("a file");
    let second = first + 1 + manifest[first + 1..].find('{').expect("another file");
    fs::write(file("manifest.json"), manifest[..first].to_owned() + &manifest[second..]).expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("does not list it"));
    fs::write(file("manifest.json"), manifest).expect("written");
    let scenario = fs::read_to_string(place.path().join("some.toml")).expect("read");
    fs::write(place.path().join("some.toml"), scenario + "\n").expect("written");
    assert!(ends(place.path(), &["verify", "output/some"], 5).contains("some.toml has changed"));
    assert!(ends(place.path(), &["verify", "nowhere"], 5).contains("holds no results"));
    assert!(ends(place.path(), &["verify", "."], 5).contains("holds no results"));
}
