//! Reading scenarios: good ones load, bad ones say where and why.

use model::scenario::keys::{Global, Member};
use model::scenario::{Source, Weight};
use model::simulation::statistic::Statistic;
use std::path::Path;
use study::input::{Loaded, Override, STARTER, json_schema, load, load_text, render};

fn show(loaded: &Loaded) -> String {
    render(&loaded.problems, &loaded.sources, false)
}

fn tomls(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = std::fs::read_dir(folder).expect("a folder of fixtures");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

#[test]
fn good_scenarios_load_without_a_word() {
    for path in tomls("good").into_iter().chain(tomls("vectors")) {
        let loaded = load(&path, &[], false).expect("a file");
        // Two of them have a column of their own that their rule does not use.
        let mut told = loaded.problems.iter().map(|problem| problem.message.as_str());
        assert!(told.all(|message| message.starts_with("nothing uses `")), "{}\n{}", path.display(), show(&loaded));
        assert!(loaded.scenario.is_some());
    }
}

/// The expectations of a bad scenario: `# expect: line:column words` in its first lines.
fn expectations(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().map_while(|line| line.strip_prefix("# expect: "));
    lines.map(|line| line.split_once(' ').expect("a place and words")).collect()
}

#[test]
fn bad_scenarios_say_where_and_why() {
    let mut failures = Vec::new();
    for path in tomls("bad") {
        let text = std::fs::read_to_string(&path).expect("a text");
        let expected = expectations(&text);
        assert!(!expected.is_empty(), "{} expects nothing", path.display());
        let loaded = load(&path, &[], false).expect("a file");
        let shown = show(&loaded);
        if std::env::var_os("SHOW").is_some() {
            println!("{shown}");
        }
        let told = |(place, words): &(&str, &str)| {
            let at = format!("{}:{place}\n", path.display());
            shown.split("\n\n").any(|one| one.contains(&at) && one.contains(words))
        };
        if loaded.scenario.is_some() || !expected.iter().all(told) {
            failures.push(format!("{}\n{expected:?}\n{shown}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_starter_loads_without_a_word() {
    let loaded = load_text("starter.toml", STARTER, &[], None);
    assert_eq!(show(&loaded), "");
    assert!(loaded.scenario.is_some());
}

fn as_json(text: &str) -> serde_json::Value {
    let table: toml::Table = toml::from_str(text).expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

#[test]
fn the_schema_accepts_what_loads() {
    let schema = json_schema();
    jsonschema::draft202012::meta::validate(&schema).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let texts = tomls("good").into_iter().chain(tomls("vectors"));
    let texts = texts.map(|path| std::fs::read_to_string(path).expect("a text"));
    for text in texts.chain([STARTER.to_owned()]) {
        let errors: Vec<String> = validator.iter_errors(&as_json(&text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

/// Bad scenarios that a schema cannot know: references, files, arithmetic, and what is text to it.
const BEYOND_SCHEMA: &str = "absolute-path buy-without-fee correlated- cut-to-nothing duplicate- empirical-column \
    empty-currency folder-as-file impossible- level-without long-currency negative-key no-population no-such-file \
    outside-domain outside-folder price-year range-upside unknown-column unknown-lead unknown-level unknown-needed \
    zero-key zero-shares zero-weights closed-licence missing-in too-large misspelt-key adapted-person-months \
    ratings-and too-many-ratings tiers-not-ascending tiers-after tiers-too-low tiers-without-population tiers-nobody \
    tiers-and-buy-in regression-without outcome-too-many outcome-disagrees outcome-unknown-evidence adoption-of-another-key \
    outcome-cost-in-other-units outcome-early-before-begun thousands-in- \
    rates-late rates-not growth-without operations-without fork-under";

#[test]
fn the_schema_refuses_what_does_not_load() {
    let validator = jsonschema::draft202012::new(&json_schema()).expect("a schema");
    let mut accepted = Vec::new();
    for path in tomls("bad") {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        let Ok(table) = toml::from_str::<toml::Table>(&text) else { continue };
        let beyond = BEYOND_SCHEMA.split_whitespace().any(|known| name.starts_with(known));
        if validator.is_valid(&serde_json::to_value(table).expect("JSON")) && !beyond {
            accepted.push(name);
        }
    }
    assert!(accepted.is_empty(), "{accepted:?}");
}

#[test]
fn the_schema_has_every_key_with_its_default() {
    let schema = json_schema();
    for key in Global::ALL {
        let pointer = format!("/properties/{}", key.spec().path.replace('.', "/properties/"));
        let property = schema.pointer(&pointer).unwrap_or_else(|| panic!("{pointer}"));
        assert_eq!(property.get("default").is_some(), !key.spec().default.is_empty(), "{pointer}");
    }
    for key in Member::ALL {
        let pointer = format!("/properties/administration/items/properties/{}", key.spec().path);
        assert!(schema.pointer(&pointer).is_some(), "{pointer}");
    }
}

fn set(text: &str) -> Override {
    text.parse().expect("an override")
}

#[test]
fn overrides_take_the_place_of_the_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/western.toml");
    let sets = [
        "consortium.coordination=0.05",
        "administration.ab.joins=2",
        "module.*.size=30 to 60",
        "administration.*.level=\"province\"",
        "administration.mb.koenigstein=5",
        "consortium.cost_sharing=key:koenigstein",
        "schedule.coefficient={ pert = [3, 4, 5], source = \"ours\" }",
        "strategies=[\"fork\"]",
        "horizon=7",
    ];
    let loaded = load(&path, &sets.map(set), false).expect("a file");
    assert!(!loaded.problems.any_error(), "{}", show(&loaded));
    let scenario = loaded.scenario.expect("a scenario");
    assert_eq!((scenario.horizon, scenario.levels.len(), scenario.strategies.len()), (7, 1, 3));
    assert_eq!(scenario.cost_sharing.parts, [(1.0, Weight::Column(vec![11.6, 13.1, 5.0, 0.9]))]);
    let source = |path: &str| {
        let mut rows = scenario.layout().rows();
        let row = rows.find(|&row| scenario.input_name(row) == path).expect("an input");
        scenario.source(row).clone()
    };
    assert_eq!(source("consortium.coordination"), source("security.exploited"));
    assert_eq!(source("module.payments.size"), source("module.applications.size"));
    assert!(matches!(source("administration.ab.joins"), Source::Drawn(joins) if joins.bounds() == (2.0, 2.0)));
    let line = scenario.assumptions.iter().find(|line| line.path == "schedule.coefficient").expect("a line");
    assert_eq!((line.value.as_str(), line.source.as_deref()), ("{ pert = [3, 4, 5] }", Some("ours")));
    let line = scenario.assumptions.iter().find(|line| line.path == "consortium.coordination").expect("a line");
    assert_eq!((line.value.as_str(), line.source.as_deref()), ("0.05", Some("--set")));
}

#[test]
fn overrides_that_match_nothing_are_errors() {
    for (text, words) in [
        ("consortium.coordinaton=0.05", "did you mean `consortium.coordination`?"),
        ("coordination=0.05", "`coordination` is a key of [consortium]"),
        ("administration.al.joins=2", "no administration has the id `al`"),
        ("administration.*.join=2", "did you mean `administration.*.joins`?"),
        ("administration.*.id=2", "no key `administration.*.id`"),
        ("module.x.size=2", "no module has the id `x`"),
        ("horizon=soon", "expected a number"),
        ("reuse.variety={ pert = [1", "--set:1:"),
        ("effort.sunk=2", "--set:1:13"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/western.toml");
        let loaded = load(&path, &[set(text)], false).expect("a file");
        let shown = show(&loaded);
        assert!(loaded.scenario.is_none() && shown.contains(words), "{text}\n{shown}");
    }
}

#[test]
fn the_log_says_what_was_given_and_what_was_not() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/western.toml");
    let scenario = load(&path, &[], false).expect("a file").scenario.expect("a scenario");
    let lines: Vec<String> = scenario
        .assumptions
        .iter()
        .map(|line| {
            format!(
                "{}{} = {} [{}]{}",
                if line.given { "+ " } else { "- " },
                line.path,
                line.value,
                line.unit,
                line.note.as_deref().unwrap_or_default()
            )
        })
        .collect();
    for wanted in [
        "+ horizon = 10 []",
        "+ discount_rate = 0.035 [per year, real]",
        "+ module.applications.size = 40 to 110 [PM]",
        "- administration.*.productivity = 1 [ratio]",
        "+ administration.*.legacy_cost = column `legacy_cost`: 3 values [money/year]",
        "+ consortium.cost_sharing = 0.3 equal + 0.7 population []",
        "- consortium.minimum_members = 2 []",
        "- consortium.overrun = the distribution of effort.overrun [ratio actual/estimate]",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}\n{}", lines.join("\n"));
    }
    assert!(lines.iter().any(|line| line.starts_with("- administration.*.legacy_cost")
        && line.ends_with("for the 1 of 4 administrations that give none")));
    assert!(!lines.iter().any(|line| line.contains("effort.coefficient")));
}

/// A scenario whose administrations stand in the table of this name beside it.
fn with_table(table: &str) -> String {
    // In kroner no labour rate is unusual.
    let head = "currency = \"DKK\"\nprice_year = 2024\nhorizon = 10\ndiscount_rate = 0\n";
    format!("{head}administrations = \"{table}\"\nmodule = [{{ id = \"m\", size = 3 }}]\n")
}

#[test]
fn a_large_table_loads() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut table = String::from("id,name,level,population,labour_rate,networks,joins,points\n");
    for i in 0..45_743 {
        table.push_str(&format!(
            "m{i},Town {i},level{},{i},\"9000 to {}\",net{};all,{},{i}\n",
            i % 5,
            9001 + i,
            i % 300,
            i % 7
        ));
    }
    std::fs::write(folder.path().join("towns.csv"), table).expect("a file");
    let text = with_table("towns.csv")
        + "needed_by = [\"m7\", \"level:level3\"]\n[consortium]\ncost_sharing = { equal = 1, \"key:points\" = 0.5 }\n";
    let text = text.replace("module = [{ id = \"m\", size = 3 }]", "[[module]]\nid = \"m\"\nsize = 3");
    let loaded = load_text("large.toml", &text, &[], Some(folder.path()));
    assert_eq!(show(&loaded), "");
    let scenario = loaded.scenario.expect("a scenario");
    assert_eq!((scenario.administrations.len(), scenario.networks.len()), (45_743, 301));
    assert_eq!(scenario.needs.iter().sum::<f64>(), 9148.0 + 1.0);
    assert!(scenario.assumptions.len() < 100, "{}", scenario.assumptions.len());
}

#[test]
fn many_unknown_ids_are_told_in_short() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..20_000).map(|i| format!("m{i},level{i},1\n")).collect();
    std::fs::write(folder.path().join("towns.csv"), format!("id,level,labour_rate\n{rows}")).expect("a file");
    let names: Vec<String> = (0..20_000).map(|i| format!("\"n{i}\", \"level:x{i}\"")).collect();
    let text = with_table("towns.csv").replace("size = 3", &format!("size = 3, needed_by = [{}]", names.join(", ")));
    let loaded = load_text("large.toml", &text, &[], Some(folder.path()));
    let shown = show(&loaded);
    assert!(loaded.scenario.is_none() && shown.len() < 20_000, "{}", shown.len());
}

#[test]
fn files_are_read_beneath_the_folder_only() {
    let outer = tempfile::tempdir().expect("a folder");
    let inner = outer.path().join("scenarios");
    std::fs::create_dir(&inner).expect("a folder");
    let table = "id,level,labour_rate\na,city,100\nb,city,\"90 to 120\"\n";
    std::fs::write(outer.path().join("towns.csv"), table).expect("a file");
    std::fs::write(inner.join("towns.csv"), table).expect("a file");
    let write = |text: &str| {
        let path = inner.join("x y.toml");
        std::fs::write(&path, text).expect("a file");
        path
    };
    let inside = load(&write(&with_table("./towns.csv")), &[], false).expect("a file");
    assert_eq!(show(&inside), "");
    assert_eq!(inside.scenario.expect("a scenario").id, "x-y");
    let sizes: Vec<u64> = inside.files.iter().map(|file| file.size).collect();
    assert_eq!(sizes, [with_table("./towns.csv").len() as u64, table.len() as u64]);
    assert_eq!((inside.files[1].path.as_str(), inside.files[1].sha256.len()), ("./towns.csv", 64));
    let outside = write(&with_table("../towns.csv"));
    assert!(load(&outside, &[], false).expect("a file").scenario.is_none());
    assert!(load(&outside, &[], true).expect("a file").scenario.is_some());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outer.path().join("towns.csv"), inner.join("link.csv")).expect("a link");
        let linked = load(&write(&with_table("link.csv")), &[], false).expect("a file");
        assert!(show(&linked).contains("outside the scenario's folder"), "{}", show(&linked));
        let device = load(&write(&with_table("/dev/zero")), &[], true).expect("a file");
        assert!(show(&device).contains("not a regular file"), "{}", show(&device));
    }
    let text = STARTER.replace("\"40 to 110\"", "{ empirical = \"towns.csv#labour_rate\" }");
    let loaded = load_text("s.toml", &text, &[], Some(&inner));
    assert!(show(&loaded).contains("towns.csv:3:8"), "{}", show(&loaded));
    std::fs::write(inner.join("towns.csv"), table.replace("\"90 to 120\"", "90")).expect("a file");
    assert!(load_text("s.toml", &text, &[], Some(&inner)).scenario.is_some());
    assert!(load(&inner.join("absent.toml"), &[], false).is_err());
}

#[test]
fn marks_line_ends_and_broken_bytes() {
    let marked = format!("\u{feff}{}", STARTER.replace('\n', "\r\n"));
    let loaded = load_text("s.toml", &marked, &[], None);
    assert_eq!(show(&loaded), "");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.toml");
    std::fs::write(&path, b"title = \"a\"\ncurrency = \"\xff\xfe\"\n").expect("a file");
    let loaded = load(&path, &[], false).expect("a file");
    assert!(show(&loaded).contains("not UTF-8") && show(&loaded).contains(":2:13"), "{}", show(&loaded));
}

#[test]
fn hostile_texts_are_inert_and_short() {
    let key = "k".repeat(65_536);
    let name = "Port\\u001b[31m\\u202e Town";
    let text = format!("\"{key}\" = 1\n\"\\u001b]0;x\\u0007\\u202e\\u009b\" = 2\n{STARTER}").replace("Port Town", name);
    let shown = show(&load_text("s.toml", &text, &[], None));
    assert!(shown.len() < 3000, "{}", shown.len());
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{shown}");
    let loaded = load_text("s.toml", &STARTER.replace("Port Town", name), &[], None);
    assert_eq!(loaded.scenario.expect("a scenario").administrations[0].name.en, "Port\u{fffd}[31m\u{fffd} Town");
    for deep in ["[".repeat(100_000), "{a=".repeat(100_000), "a.".repeat(100_000)] {
        let loaded = load_text("s.toml", &format!("x = {deep}"), &[], None);
        assert!(loaded.scenario.is_none() && show(&loaded).len() < 20_000);
        load_text("s.toml", &format!("{deep} = 1"), &[], None);
        load_text("s.toml", "horizon = 1", &[set(&format!("reuse.variety={deep}"))], None);
    }
}

/// A small generator for texts that are nearly right.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[test]
fn no_text_panics() {
    let western = std::fs::read_to_string("tests/good/western.toml").expect("a text");
    let pieces = [
        "[", "]", "{", "}", "\"", "=", ",", ".", "#", "\n", " to ", "-", "1e9", "nan", "0", "\u{feff}", "é", "[[",
        "'''", "\\u", "*", "level:", "key:", "\r", "\0",
    ];
    let mut state = 7;
    for round in 0..3000 {
        let base = if round % 2 == 0 { STARTER } else { western.as_str() };
        let mut text: Vec<char> = base.chars().collect();
        for _ in 0..1 + next(&mut state) % 4 {
            let at = next(&mut state) % text.len();
            let end = (at + next(&mut state) % 12).min(text.len());
            let piece = pieces[next(&mut state) % pieces.len()];
            text.splice(at..end, piece.chars());
        }
        let text: String = text.into_iter().collect();
        let loaded = load_text("s.toml", &text, &[], Some(Path::new("tests/good")));
        let shown = show(&loaded);
        assert_eq!(loaded.scenario.is_none(), loaded.problems.any_error(), "{text}");
        assert!(shown.len() < 30_000, "{}", shown.len());
    }
}

#[test]
fn columns_are_checked_with_the_scenario() {
    let folder = tempfile::tempdir().expect("a folder");
    let rule = |rule: &str| format!("{}[consortium]\ncost_sharing = {rule}\n", with_table("t.csv"));
    for (table, text, words) in [
        ("id,level,labor_rate\na,city,1\n", with_table("t.csv"), "t.csv:1:10|did you mean `labour_rate`?"),
        ("id,level,labor_rate\na,city,1\n", with_table("t.csv"), "t.csv:1:1|no column `labour_rate`"),
        ("id,level,labor_rate,labour_rate\na,city,1,1\n", rule("\"key:labor_rate\""), ""),
        ("id,level,labour_rate,region\na,city,1,west\n", with_table("t.csv"), "t.csv:1:22|unknown key `region`"),
        ("id,level,labour_rate,k\na,city,1,2\nb,city,1,\n", rule("\"key:k\""), "t.csv:3:10|no value for the key `k`"),
        (
            "id,level,labour_rate,k\na,city,1,2\nb,city,1,-1\n",
            rule("{ \"key:k\" = 1 }"),
            "t.csv:3:10|must be 0 or more",
        ),
        ("id,level,labour_rate,k\na,city,1,2\nb,city,1,1 to 2\n", rule("\"key:k\""), "t.csv:1:22|not a number"),
        ("id,level,labour_rate,k\na,city,1,2\nb,city,1,\n", with_table("t.csv"), "t.csv:1:22|nothing uses `k`"),
        ("id,level,labour_rate\na,city,1\nb,city,\n", with_table("t.csv"), "t.csv:3:8|`b` lacks `labour_rate`"),
        ("id,level,labour_rate,scope\na,city,1,50\n", with_table("t.csv"), "t.csv:2:10|50 % is written 0.5"),
        ("id,level,labour_rate,joins\na,city,1,3 to 1\n", with_table("t.csv"), "t.csv:2:10|no such distribution"),
        ("id,level,labour_rate,population\na,city,1,\n", rule("\"population\""), "t.csv:2:10|has no population"),
        ("id,level,labour_rate,population\na,city,1,0\nb,city,1,5\n", rule("\"population\""), "t.csv:2:10|nobody"),
        ("id,level,labour_rate,legacy_cost\na,city,1,\nb,city,1,0\n", with_table("t.csv"), ""),
    ] {
        std::fs::write(folder.path().join("t.csv"), table).expect("a file");
        let loaded = load_text("s.toml", &text, &[], Some(folder.path()));
        let shown = show(&loaded);
        match words.split_once('|') {
            None => assert_eq!(shown, "", "{table}"),
            Some((place, words)) => {
                let told = shown.split("\n\n").any(|one| one.contains(place) && one.contains(words));
                assert!(told, "{table}\n{shown}");
            }
        }
    }
}

/// What would take more memory or time than anybody has is refused, one past the limit.
#[test]
fn sizes_have_limits() {
    let folder = tempfile::tempdir().expect("a folder");
    for (combinations, good) in [(1_000, true), (1_001, false)] {
        let rows: String = (0..combinations).map(|i| format!("m{i},town,1,n{i}\n")).collect();
        let table = format!("id,level,labour_rate,networks\n{rows}");
        std::fs::write(folder.path().join("towns.csv"), table).expect("a file");
        let loaded = load_text("many.toml", &with_table("towns.csv"), &[], Some(folder.path()));
        assert_eq!(loaded.scenario.is_some(), good, "{}", show(&loaded));
        assert_eq!(show(&loaded).contains("different combinations of networks; at most 1000"), !good);
    }
}

/// The warnings and errors of a table of administrations, all else being in order.
fn told(table: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), table).expect("a file");
    show(&load_text("s.toml", &with_table("t.csv"), &[], Some(folder.path())))
}

#[test]
fn thousands_are_never_guessed() {
    let both = "12000 (12 thousand) or 12.0 (12)?";
    for (cell, kind, words) in [
        ("\"12,000\"", "error", both),
        ("12,000", "error", both),
        ("12 000", "error", "write 12000"),
        ("\"1,200,000\"", "error", "write 1200000"),
        ("\"11,000 to 14,000\"", "error", "\"11000 to 14000\" (thousands) or \"11.0 to 14.0\" (decimals)?"),
        ("11.000 to 14.000", "error", "\"11000 to 14000\" (thousands) or \"11.0 to 14.0\" (decimals)?"),
        ("12.000", "warning", both),
        ("12.500", "warning", "12500 (12 thousand 500) or 12.5 (12 and a fraction)?"),
    ] {
        let shown = told(&format!("id,level,labour_rate\na,city,{cell}\n"));
        assert!(shown.contains(kind) && shown.contains(words), "{cell}\n{shown}");
        assert!(!shown.contains("write 12.000") && !shown.contains("`12.000`: "), "{cell}\n{shown}");
    }
    let shown = told("id,level,labour_rate,population\na,city,9000,77.000\nb,city,8000,12.000\n");
    assert!(shown.contains("`77.000` is read as 77, and 1 more in this column"), "{shown}");
    assert_eq!(told("id,level,labour_rate\na,city,9000.000\nb,city,900.000\n"), "");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/western.toml");
    for (text, words) in [
        ("administration.ab.labour_rate=12,000", both),
        ("administration.ab.labour_rate=12.000", both),
        ("administration.ab.labour_rate=10k", "write 10000"),
        ("consortium.coordination=4%", "write 0.04"),
        ("consortium.setup=5-7", "write \"5 to 7\""),
    ] {
        let shown = show(&load(&path, &[set(text)], false).expect("a file"));
        assert!(shown.contains(words), "{text}\n{shown}");
    }
}

/// Who says `alone` means `independent`, where strategies are listed and where a statistic is asked for.
#[test]
fn alone_is_independent() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/western.toml");
    let listed = |words: &str| {
        let loaded = load(&path, &[set(&format!("strategies={words}"))], false).expect("a file");
        loaded.scenario.map(|scenario| scenario.strategies)
    };
    assert_eq!(listed(r#"["alone", "fork"]"#), listed(r#"["independent", "fork"]"#));
    assert!(listed(r#"["alone", "fork"]"#).is_some() && listed(r#"["aline"]"#).is_none());
    let scenario = load(&path, &[], false).expect("a file").scenario.expect("a scenario");
    for path in ["alone.cost.p90", "saving.alone.positive", "administration.ab.alone.cost"] {
        let found = Statistic::find(&scenario, path).expect("a statistic");
        let same = Statistic::find(&scenario, &path.replace("alone", "independent")).expect("a statistic");
        assert_eq!((found.quantity, found.figure), (same.quantity, same.figure));
    }
}
