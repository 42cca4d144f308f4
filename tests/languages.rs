//! In which language the program answers, and that results are the same in both.

mod program;

use program::{certain, place};
use std::path::Path;
use std::process::Command;

/// What it prints, with variables of the environment in place of all that name a language.
fn said(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_commonweal"));
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().for_each(|name| {
        command.env_remove(name);
    });
    command.envs(variables.iter().copied()).current_dir(folder).args(arguments);
    let output = command.output().expect("started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_option_decides_and_else_the_environment() {
    let place = place(&certain(2));
    let plain = ["run", "some.toml", "-n", "100", "--no-charts"];
    let is_french = |options: &[&str], variables: &[(&str, &str)]| {
        let text = said(place.path(), &[&plain[..], options].concat(), variables);
        assert_ne!(text.contains("valeur actualisée"), text.contains("present value"), "{text}");
        text.contains("valeur actualisée")
    };
    assert!(!is_french(&[], &[]));
    assert!(is_french(&["--lang", "fr"], &[]));
    assert!(is_french(&[], &[("LANG", "fr_CA.UTF-8")]));
    assert!(!is_french(&["--lang", "en"], &[("LANG", "fr_CA.UTF-8")]));
    assert!(!is_french(&[], &[("LC_ALL", "C"), ("LANG", "fr_FR.UTF-8")]));
    assert!(is_french(&[], &[("LC_MESSAGES", "fr_FR.UTF-8"), ("LANG", "en_GB.UTF-8")]));
}

#[test]
fn results_are_the_same_in_both_languages() {
    let place = place(&certain(3));
    for command in ["run", "decide", "terms", "partners", "allocate", "compare", "cross-check"] {
        let with = if command == "compare" { &["--with", "discount_rate=0.1"][..] } else { &[] };
        let asked = [&[command, "some.toml", "-n", "128", "--no-charts"], with].concat();
        let json = [&asked[..], &["--json"]].concat();
        assert_eq!(said(place.path(), &json, &[]), said(place.path(), &json, &[("LANG", "fr")]), "{command}");
        let [english, french] =
            ["en", "fr"].map(|code| said(place.path(), &[&asked[..], &["--lang", code]].concat(), &[]));
        assert!(english.contains("\nResults: output/") && french.contains("\nRésultats\u{202F}: output/"), "{command}");
    }
}
