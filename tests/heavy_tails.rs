//! Costs that have no mean, and figures beyond what can be computed with: refused in words, in every command, never a
//! number that means nothing.

mod program;

use program::{commonweal, place};

const SCENARIO: &str = r#"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0.035
module = [{ id = "permits", size = 75 }]
administration = [
  { id = "a", level = "municipality", labour_rate = 12000 },
  { id = "b", level = "municipality", labour_rate = 11000 },
  { id = "c", level = "municipality", labour_rate = 10000 },
]
"#;

/// Losses whose tail has an index.
fn losses(alpha: f64) -> String {
    format!(
        "{SCENARIO}[security]\nvulnerabilities = 20\nexploited = 0.5\nloss = {{ pareto = {{ min = 50000, alpha = {alpha} }} }}\n"
    )
}

/// Stderr of a command that is refused; nothing is written.
fn refused(scenario: &str, arguments: &[&str]) -> String {
    let place = place(scenario);
    let output = commonweal(place.path(), &[arguments, &["--no-charts"]].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    // A sweep keeps what it may go on with, under names that say so.
    let folders = std::fs::read_dir(place.path().join("output")).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
    let whole: Vec<_> =
        files.map(|file| file.file_name()).filter(|name| !name.to_string_lossy().contains("partial")).collect();
    assert!(whole.is_empty(), "{arguments:?}: {whole:?}");
    said
}

#[test]
fn what_rests_on_means_that_do_not_exist_is_refused() {
    let shapley = ["run", "some.toml", "--set", "consortium.cost_sharing=shapley"];
    for (alpha, lacks) in [(0.7, "has no mean"), (1.5, "has a mean without an error")] {
        for command in [
            &["allocate", "some.toml"][..],
            &["partners", "some.toml"],
            &["decide", "some.toml"],
            &["terms", "some.toml"],
            &shapley,
        ] {
            let said = refused(&losses(alpha), &[command, &["-n", "128"]].concat());
            assert!(
                said.contains(lacks) && said.contains("`security.loss`") && said.contains(&format!("{alpha:.2}")),
                "{said}"
            );
        }
    }
    // With an end to losses, or a tail that is less heavy, there are means.
    let ended = losses(0.7).replace("alpha = 0.7 }", "alpha = 0.7 }, max = 1000000");
    for scenario in [ended, losses(2.5)] {
        for command in ["allocate", "partners", "decide", "terms"] {
            let output = commonweal(place(&scenario).path(), &[command, "some.toml", "-n", "128", "--no-charts"]);
            assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn a_run_tells_no_means_that_do_not_exist() {
    let place = place(&losses(0.7));
    let run = program::json(place.path(), &["run", "some.toml", "-n", "1000", "--json", "--no-charts"]);
    assert!(run["saving"]["independent"]["cost"]["mean"].is_null());
    assert_eq!(run["influences"].as_array().map(Vec::len), Some(0));
}

#[test]
fn what_cannot_be_computed_with_is_refused_with_the_input_that_is_too_wide() {
    let wide = |path: &str, sigma: u32| format!("{path}={{lognormal={{median=1,sigma={sigma}}}}}");
    let commands = [
        &["run"][..],
        &["allocate"],
        &["partners"],
        &["decide"],
        &["terms"],
        &["sensitivity"],
        &["sweep", "--over", "horizon=5,6"],
    ];
    for command in commands {
        for path in ["consortium.support", "effort.overrun"] {
            let set = wide(path, 300);
            let said =
                refused(SCENARIO, &[&command[..1], &["some.toml", "-n", "128", "--set", &set], &command[1..]].concat());
            assert!(said.contains(&format!("`{path}` is too wide")), "{command:?}: {said}");
            assert!(!said.contains("NaN") && !said.contains("Strategy("), "{said}");
        }
    }
    let gamma = SCENARIO.replace("size = 75", "size = { gamma = { shape = 0.01, scale = 1 } }");
    let said = refused(&gamma, &["run", "some.toml"]);
    assert!(said.contains("`module.permits.size` is too wide"), "{said}");
}
