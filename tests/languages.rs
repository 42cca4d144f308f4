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
    for command in ["run", "budget", "decide", "terms", "partners", "allocate", "compare", "cross-check"] {
        let with = if command == "compare" { &["--with", "discount_rate=0.1"][..] } else { &[] };
        let asked = [&[command, "some.toml", "-n", "128", "--no-charts"], with].concat();
        let json = [&asked[..], &["--json"]].concat();
        assert_eq!(said(place.path(), &json, &[]), said(place.path(), &json, &[("LANG", "fr")]), "{command}");
        let [english, french] =
            ["en", "fr"].map(|code| said(place.path(), &[&asked[..], &["--lang", code]].concat(), &[]));
        assert!(english.contains("\nResults: output/") && french.contains("\nRésultats\u{202F}: output/"), "{command}");
    }
}

/// English words that no French sentence of the program has; short ones that addresses are made of are left out.
const ENGLISH: [&str; 33] = [
    "the",
    "of",
    "and",
    "is",
    "are",
    "with",
    "by",
    "than",
    "cost",
    "year",
    "years",
    "from",
    "to",
    "each",
    "all",
    "share",
    "alone",
    "never",
    "which",
    "where",
    "given",
    "left",
    "source",
    "read",
    "value",
    "values",
    "does",
    "not",
    "judgement",
    "members",
    "rating",
    "size",
    "good",
];

/// Words of a text in lower case; not what is between backticks, braces or quotation marks, and no addresses, paths and calls.
fn words(text: &str) -> Vec<String> {
    let mut plain = text.split('`').step_by(2).collect::<Vec<&str>>().join(" ¤ ");
    for [open, close] in [['«', '»'], ['{', '}']] {
        while let Some((from, length)) = plain.find(open).and_then(|from| Some((from, plain[from..].find(close)?))) {
            plain.replace_range(from..from + length + close.len_utf8(), " ");
        }
    }
    let is_typed =
        |word: &&str| word.contains(['/', '_', '=', '{', '[', '"']) || word.trim_end_matches('.').contains('.');
    let bare = plain.split_whitespace().filter(|word| !is_typed(word));
    let apart = bare.flat_map(|word| word.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase));
    apart.filter(|word| !word.is_empty()).collect()
}

/// Holds a French text to have no English word; `source` is a word of both.
#[track_caller]
fn is_french(text: &str, place: &str) {
    let hit = words(text).into_iter().find(|word| word != "source" && ENGLISH.contains(&word.as_str()));
    assert_eq!(hit, None, "{place}\n{text}");
}

fn shipped(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// The log of every shipped scenario and of one for each effort model, without what scenarios say themselves.
#[test]
fn logs_of_assumptions_are_french() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in ["scenarios", "scenarios/history", "tests/good"].into_iter().flat_map(shipped) {
        let ask = |more: &[&str]| said(root, &[&["check", path.as_str()], more].concat(), &[]);
        let english: serde_json::Value = serde_json::from_str(&ask(&["--json"])).expect("JSON");
        // Lines may end behind a hyphen.
        let joined = |text: &str| text.split_whitespace().collect::<Vec<&str>>().join(" ").replace("- ", "-");
        let told = joined(&ask(&["--lang", "fr"]));
        let (title, rest) = told.split_once(" : en ordre. ").expect(&path);
        assert!(!title.is_empty(), "{path}");
        let mut french = rest.to_owned();
        let mut own = Vec::new();
        for line in english.as_object().into_iter().flatten().flat_map(|(_, log)| log.as_array().expect("a log")) {
            let head = format!("{} =", line["path"].as_str().expect("a path"));
            assert!(french.contains(&head), "{path}: {head}");
            let keys: &[&str] = if line["given"] == true { &["value", "source", "note"] } else { &["value"] };
            let texts = keys.iter().filter_map(|key| line[key].as_str());
            own.extend(texts.map(|text| joined(text.split("; its size counts as").next().unwrap_or(text))));
        }
        // What the program writes in the place of a value stays in the text, to be looked at; a text may be part of another.
        let of_program = |text: &str| [" values", " between "].iter().any(|words| text.contains(words));
        own.retain(|text| text.len() > 3 && !(of_program(text) && text.len() < 80));
        own.sort_by_key(|text| std::cmp::Reverse(text.len()));
        own.iter().for_each(|text| french = french.replacen(text, "¤", 1));
        is_french(&french, &path);
    }
}

#[test]
fn cards_of_all_models_are_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let french = |arguments: &[&str]| said(folder.path(), &[&["models", "--lang", "fr"], arguments].concat(), &[]);
    let list = french(&[]);
    assert!(list.contains("effort en mois-personnes"), "{list}");
    is_french(&list, "the list");
    let all: serde_json::Value = serde_json::from_str(&said(folder.path(), &["models", "--json"], &[])).expect("JSON");
    for model in all["models"].as_array().expect("a list") {
        let name = model["model"].as_str().expect("a word");
        let card = french(&[name]);
        assert!(card.contains("À employer quand") && card.contains("Sources"), "{card}");
        is_french(&card, name);
    }
}

#[test]
fn an_index_is_french() {
    let place = place(&certain(2));
    let index = |language: &str| said(place.path(), &["index", ".", "-n", "64", "--lang", language], &[]);
    assert!(index("fr").starts_with("1 scénario\u{202F}: "));
    let page = std::fs::read_to_string(place.path().join("README.md")).expect("a page");
    let facts: Vec<&str> = page.lines().filter(|line| !line.starts_with("<!--") && !line.starts_with('!')).collect();
    assert!(
        page.starts_with("# Scénarios\n") && page.contains("- *Réponse*\u{202F}: la mise en commun est "),
        "{page}"
    );
    is_french(&facts.join("\n"), "README.md");
    assert!(index("en").starts_with("1 scenarios: "));
}

/// What is said on stderr, and the warnings of results.
#[test]
fn notes_and_warnings_are_french() {
    let place = place(
        &certain(2)
            .replace("'Some'", "'計劃'")
            .replace("overrun = 1\n", "overrun = { pareto = { min = 1, alpha = 1.5 } }\n"),
    );
    let run = |arguments: &[&str]| {
        let all = [&["run", "some.toml", "--no-charts", "--lang", "fr", "-n"], arguments].concat();
        let output = program::commonweal(place.path(), &all);
        assert!(output.status.success());
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    };
    let (first, second) = (run(&["100"]), run(&["1000", "--design", "sobol"]));
    assert!(first[0].contains("Attention\u{202F}: 100 simulations, c’est peu"), "{}", first[0]);
    assert!(first[0].contains("une queue si lourde"), "{}", first[0]);
    assert!(first[1].contains("il manque à la police des graphiques"), "{}", first[1]);
    assert!(
        second[1].contains("1024 simulations au lieu de 1000") && second[1].contains("résultats demandés autrement")
    );
    for text in
        first.iter().map(|text| text.as_str()).chain(second[1].lines().filter(|line| !line.contains("warning:")))
    {
        is_french(&text.replace("warning:", ""), "run");
    }
}

/// French words are longer than English ones: no line of an answer may be wider than a screen for that.
#[test]
fn french_answers_fit_a_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let few = ["-n", "100", "--no-charts", "--force"];
    let questions: [&[&str]; 11] = [
        &["run"],
        &["terms"],
        &["decide"],
        &["allocate"],
        &["partners"],
        &["break-even"],
        &["sensitivity"],
        &["cross-check"],
        &["budget", "--start", "2026-04", "--fiscal-year", "4", "--staff", "12"],
        &["sweep", "--over", "consortium.overrun=1..2"],
        &["compare", "--with", "consortium.coordination=0.08"],
    ];
    let out = tempfile::tempdir().expect("a folder");
    let fits = |answer: &str, of: &str| {
        let wide = answer.lines().filter(|line| !line.contains(out.path().to_str().expect("a plain name")));
        let wide: Vec<&str> = wide.filter(|line| line.chars().count() > 100).collect();
        assert!(wide.is_empty(), "{of}: {}", wide.join("\n"));
    };
    for scenario in ["scenarios/canada-notify.toml", "scenarios/os2-denmark.toml"] {
        fits(&said(root, &["check", scenario, "--lang", "fr"], &[]), "check");
        for question in questions {
            let place = ["--lang", "fr", "--out", out.path().to_str().expect("a plain name")];
            let asked = [&question[..1], &[scenario], &question[1..], &place, &few].concat();
            fits(&said(root, &asked, &[]), &asked.join(" "));
        }
    }
}
