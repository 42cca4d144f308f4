//! What `sensitivity` says on a terminal: its advice is of use only where it can be read to its end.

use std::process::Command;

const NOTIFY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");

/// With 256 replications the intervals of a probability's shares are far wider than 0.1.
#[test]
fn advice_is_said_to_its_end() {
    let place = tempfile::tempdir().expect("a folder");
    let asked = ["sensitivity", NOTIFY, "--of", "saving.positive", "-n", "256", "--no-charts"];
    let output =
        Command::new(env!("CARGO_BIN_EXE_commonweal")).current_dir(place.path()).args(asked).output().expect("started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let words: Vec<&str> = text.split_whitespace().collect();
    let said = words.join(" ");
    assert!(said.contains("Mind: intervals are up to"), "{text}");
    assert!(said.contains("should make them narrower than 0.1."), "{text}");
}
