//! What the README shows is what the program does.

use std::path::Path;
use std::process::Command;
use study::input::load_text;

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("readable")
}

/// The first block of a language.
fn block<'a>(text: &'a str, language: &str) -> &'a str {
    let fence = format!("```{language}\n");
    let (_, rest) = text.split_once(&fence).expect("a block");
    rest.split_once("```").expect("a closed block").0
}

#[test]
fn its_scenario_loads_without_a_word() {
    let text = readme();
    let loaded = load_text("readme.toml", block(&text, "toml"), &[], None);
    assert!(loaded.scenario.is_some() && loaded.problems.iter().count() == 0, "{:?}", loaded.problems);
}

/// OS2's schedule is the one of its scenario.
#[test]
fn its_schedule_of_fees_is_the_one_of_the_scenario() {
    let text = readme();
    let (_, shown) = text.split_once("[consortium.cost_sharing]\n").expect("a schedule");
    let (shown, _) = shown.split_once("```").expect("a closed block");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/os2-denmark.toml");
    let shipped: toml::Table = std::fs::read_to_string(path).expect("readable").parse().expect("TOML");
    let shown: toml::Table = shown.parse().expect("TOML");
    assert_eq!(shown["tiers"], shipped["consortium"]["cost_sharing"]["tiers"]);
}

/// And so is what the README says of it.
#[test]
fn its_schedule_goes_as_far_as_it_says() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .env("LC_ALL", "C")
        .args(["run", "scenarios/os2-denmark.toml", "--no-charts", "--out"])
        .arg(place.path())
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .expect("it starts");
    assert!(output.status.success());
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let answer = one_line(&String::from_utf8(output.stdout).expect("text"));
    let text = one_line(&readme());
    let (_, said) = text.split_once("would go: *").expect("a figure");
    let (said, _) = said.split_once('*').expect("its end");
    assert!(said.contains("times what they are to pay for") && answer.contains(said), "{said}: {answer}");
}

/// To bless a changed answer, copy the new one into the README and say in CHANGELOG.md why it changed.
#[test]
fn its_answer_is_the_answer_of_its_command() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .env("LC_ALL", "C")
        .args(["run", "scenarios/canada-notify.toml", "-n", "200000", "--no-charts", "--out"])
        .arg(place.path())
        .current_dir(root)
        .output()
        .expect("it starts");
    assert!(output.status.success());
    let answer = String::from_utf8(output.stdout).expect("text");
    let without_place = |text: &str| {
        text.lines().take_while(|line| !line.starts_with("Results:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let text = readme();
    assert_eq!(without_place(&answer), without_place(block(&text, "text")));
    assert!(answer.lines().count() <= 27, "more than one screen:\n{answer}");
    assert!(answer.lines().all(|line| line.chars().count() <= 100), "wider than one screen:\n{answer}");
}
