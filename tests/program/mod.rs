//! The program from outside: started in a folder, its answer as JSON, and a scenario in which everything is known.

#![allow(dead_code, reason = "not every test starts the program in every way")]

use std::path::Path;
use std::process::{Command, Output};

/// Starts it in a folder and waits for its end.
pub fn commonweal(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    // The language of the environment would be the program's.
    command.env("LC_ALL", "C").current_dir(folder).args(arguments).output().expect("started")
}

/// What it prints as JSON.
pub fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let output = commonweal(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Holds it to an exit code and to words of its complaint, and to leaving no results.
#[track_caller]
pub fn refused(folder: &Path, arguments: &[&str], code: i32, words: &str) {
    let output = commonweal(folder, arguments);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{text}");
    assert!(text.contains(words) && !text.contains("error: error"), "{text}");
    assert!(!folder.join("output").exists(), "{arguments:?} left results");
}

/// Those who need the same 100 PM at 10,000 a month, at once, with nothing uncertain and nothing beside the building: each alone
/// 100 PM; n together (1 + 0.05·log2 n)·150 + n·10.
pub fn certain(members: usize) -> String {
    let one = |k: usize| {
        format!("{{ id = 'm{k}', level = 'l', labour_rate = 10000, legacy_cost = 0, adaptation = 0, joins = 0 }}")
    };
    let members: Vec<String> = (0..members).map(one).collect();
    format!(
        "title = 'Some'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 1\ndiscount_rate = 0\n\
         module = [{{ id = 'm', size = 100 }}]\nadministration = [{}]\n\
         [effort]\noverrun = 1\ncancellation = 0\nsunk = 0.5\n\
         [schedule]\ncoefficient = 0\n\
         [reuse]\nwriting_for_reuse = 1.5\nreusing = 0.1\nvariety = 0\nupstreaming = 0\n\
         [running]\nmaintenance = 0\nenhancement = 0\nmerging = 0\noverrun_carried = 0\n\
         [consortium]\nformation = 0\nparticipation = 0\nsalvage = 0\nsetup = 0\ncoordination = 0.05\nsupport = 0\ncancellation = 0\nexit_build = 0\nexit = 0\n\
         contagion = 0\ndissolution = 0\n",
        members.join(",\n")
    )
}

/// A folder with a scenario, `some.toml`.
pub fn place(text: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("some.toml"), text).expect("written");
    place
}
