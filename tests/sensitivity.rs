//! `sensitivity`, from outside: indices of closed forms, the same bytes on any threads, what is refused.

mod program;

use program::{commonweal, place};
use serde_json::Value;
use std::path::Path;

const NOTIFY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");

/// Two who need the same at 10,000 a month, at once, with nothing beside the building: they save the share 0.1125 of what
/// they would spend alone. Four places for what is uncertain.
fn scenario(modules: &str, writing: &str, coordination: &str, rate: &str) -> String {
    format!(
        "title = 'Two'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 1\ndiscount_rate = 0\n\
         module = [{modules}]\n\
         administration = [{{ id = 'a', level = 'l', labour_rate = {rate}, legacy_cost = 0, adaptation = 0 }},\n\
                           {{ id = 'b', level = 'l', labour_rate = {rate}, legacy_cost = 0, adaptation = 0 }}]\n\
         [effort]\noverrun = 1\ncancellation = 0\nsunk = 0.5\n\
         [schedule]\ncoefficient = 0\n\
         [reuse]\nwriting_for_reuse = {writing}\nreusing = 0.1\nvariety = 0\nupstreaming = 0\n\
         [running]\nmaintenance = 0\nenhancement = 0\nmerging = 0\noverrun_carried = 0\n\
         [consortium]\nformation = 0\nparticipation = 0\nsalvage = 0\nsetup = 0\ncoordination = {coordination}\nsupport = 0\ncancellation = 0\nexit_build = 0\nexit = 0\n\
         contagion = 0\ndissolution = 0\n"
    )
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    program::json(folder, &[arguments, &["--json", "--no-charts", "--force"]].concat())
}

fn found(text: &str, more: &[&str]) -> Value {
    json(place(text).path(), &[&["sensitivity", "some.toml"], more].concat())
}

fn factor<'a>(found: &'a Value, name: &str) -> &'a Value {
    let factors = found["factors"].as_array().expect("a list");
    factors.iter().find(|factor| factor["name"] == name).unwrap_or_else(|| panic!("no {name} in {factors:?}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[track_caller]
fn near(value: &Value, want: f64, error: f64) {
    let found = number(value);
    assert!((found - want).abs() <= error, "{found} for {want}");
}

/// A dearer core lowers the saving, and nothing else moves it.
#[test]
fn the_only_input_decides_everything() {
    let text = scenario("{ id = 'm', size = 100 }", "{ uniform = [1, 1.8] }", "0.05", "10000");
    let found = found(&text, &[]);
    let writing = factor(&found, "reuse.writing_for_reuse");
    for index in ["first_order", "total"] {
        near(&writing["ranks"][index]["value"], 1.0, 1e-9);
        near(&writing["variance"][index]["value"], 1.0, 1e-9);
    }
    near(&writing["rank_correlation"], -1.0, 1e-12);
    // 200 PM alone; shared 105·G + 20, G 1.4 in the mean with a spread of 0.8/√12.
    near(&found["mean"], 330_000.0, 500.0);
    near(&found["sd"], 1.05e6 * 0.8 / 12f64.sqrt(), 500.0);
    assert_eq!(number(&factor(&found, "administration.*.patience")["ranks"]["total"]["value"]), 0.0);
    assert_eq!(found["unit"], "CAD");
    assert_eq!(found["warnings"], Value::Array(Vec::new()));
}

/// The sum of five uniforms, of the worked examples: a fifth each, and all of it together.
#[test]
fn five_alike_decide_a_fifth_each() {
    let modules: Vec<String> = (1..6).map(|k| format!("{{ id = 'm{k}', size = {{ uniform = [0, 1] }} }}")).collect();
    let text = scenario(&modules.join(", "), "1.5", "0.05", "10000");
    let apart = found(&text, &["--each", "-n", "8192"]);
    for k in 1..6 {
        let one = factor(&apart, &format!("module.m{k}.size"));
        for index in ["first_order", "total"] {
            near(&one["variance"][index]["value"], 0.2, 0.01);
        }
        // Spearman's for a nearly normal pair whose Pearson correlation is √0.2: 6/π·asin(√0.2/2).
        near(&one["rank_correlation"], 0.4307, 0.03);
    }
    let together = factor(&found(&text, &[]), "module.*.size").clone();
    near(&together["variance"]["first_order"]["value"], 1.0, 1e-9);
    assert_eq!(together["inputs"], 5);
}

/// Size times rate: with variances v and w of factors of mean 1, shares v, w and v·w of (1 + v)(1 + w) − 1.
#[test]
fn a_product_interacts() {
    let text = scenario("{ id = 'm', size = { uniform = [0, 2] } }", "{ uniform = [1, 1.8] }", "0", "10000");
    let found = found(&text, &[]);
    let of_writing = (0.8 * 0.8) / 12.0 / (0.4 * 0.4);
    let of_size = 1.0 / 3.0;
    let all = (1.0 + of_writing) * (1.0 + of_size) - 1.0;
    let (size, writing) = (factor(&found, "module.*.size"), factor(&found, "reuse.writing_for_reuse"));
    for (one, alone) in [(size, of_size), (writing, of_writing)] {
        near(&one["variance"]["first_order"]["value"], alone / all, 0.02);
        near(&one["variance"]["total"]["value"], (alone + of_size * of_writing) / all, 0.02);
    }
}

/// PERT(1, 2, 4) of the worked examples: the saving is 1,125·2 CAD per PM.
#[test]
fn mean_and_spread_are_those_of_the_input() {
    let found = found(&scenario("{ id = 'm', size = { pert = [1, 2, 4] } }", "1.5", "0.05", "10000"), &[]);
    near(&found["mean"], 2250.0 * 2.1666667, 2.0);
    near(&found["sd"], 2250.0 * 0.3055556f64.sqrt(), 2.0);
}

/// Inputs of a correlated group are one, and each goes to its own P10 and P90: 1.1 and 1.9 PM, of which 2,250 CAD are saved.
#[test]
fn a_correlated_group_is_one() {
    let modules = "{ id = 'x', size = { uniform = [1, 2] } }, { id = 'y', size = { uniform = [1, 2] } }";
    let group = "[[correlated]]\ninputs = ['module.x.size', 'module.y.size']\ncoefficient = 0.5\n";
    let found = found(&(scenario(modules, "1.5", "0.05", "10000") + group), &["--each"]);
    let strongest = &found["factors"][0];
    assert_eq!(strongest["inputs"], 2);
    near(&strongest["variance"]["first_order"]["value"], 1.0, 1e-9);
    near(&strongest["rank_correlation"], 1.0, 1e-9);
    for (end, size) in [(0, 1.1), (1, 1.9)] {
        near(&strongest["tornado"]["at"][end], size, 1e-9);
        near(&strongest["tornado"]["free"][end], 2250.0 * 2.0 * size, 0.1);
        near(&strongest["tornado"]["median"][end], 2250.0 * 2.0 * size, 0.1);
    }
    let others = &found["factors"].as_array().expect("a list")[1..];
    assert!(others.iter().all(|one| one["ranks"]["total"]["value"] == 0.0));
}

/// Own overruns have the core's as their common cause, also where the core's own is certain.
#[test]
fn overruns_are_one_with_their_common_cause() {
    let text = scenario("{ id = 'm', size = 100 }", "1.5", "0.05", "10000");
    let set = ["effort.overrun=\"0.8 to 1.6\"", "consortium.overrun=1", "effort.overrun_correlation=0.5"];
    let found = found(&text, &set.iter().flat_map(|one| ["--set", one]).collect::<Vec<&str>>());
    let overruns = factor(&found, "*.overrun");
    assert_eq!(overruns["inputs"], 2);
    near(&overruns["variance"]["first_order"]["value"], 1.0, 1e-9);
    near(&overruns["variance"]["total"]["value"], 1.0, 1e-9);
}

/// Saved are 1.8 million less 1.05 million for each part of G: at its P10, 1.08, 666,000, at its P90, 1.72, minus 6,000.
#[test]
fn bars_are_those_of_the_closed_form() {
    let text = scenario("{ id = 'm', size = 100 }", "{ uniform = [1, 1.8] }", "0.05", "10000");
    let of_mean = found(&text, &[]);
    near(&of_mean["base"]["median"], 330_000.0, 1.0);
    let bar = &factor(&of_mean, "reuse.writing_for_reuse")["tornado"];
    for ends in ["free", "median"] {
        near(&bar[ends][0], 666_000.0, 1.0);
        near(&bar[ends][1], -6_000.0, 1.0);
    }
    near(&bar["span"]["value"], 672_000.0, 1.0);
    near(&bar["span"]["high"], 672_000.0, 1.0);
    // Positive up to G = 180/105.
    let of_chance = found(&text, &["--of", "saving.positive"]);
    near(&of_chance["base"]["free"]["value"], (180.0 / 105.0 - 1.0) / 0.8, 1e-3);
    let bar = &factor(&of_chance, "reuse.writing_for_reuse")["tornado"];
    assert_eq!((&bar["free"][0], &bar["free"][1]), (&Value::from(1.0), &Value::from(0.0)));
    near(&bar["median"][0], 666_000.0, 1.0);
    let of_median = found(&text, &["--of", "saving.p50"]);
    near(&of_median["base"]["free"]["value"], 330_000.0, 500.0);
    assert_eq!((&of_median["of"], &of_median["quantity"]), (&Value::from("saving.p50"), &Value::from("saving")));
}

/// Where others are drawn, a bar is the mean over them; where they are at their median, it is of one case.
#[test]
fn others_are_drawn_or_at_their_median() {
    let text = scenario("{ id = 'm', size = { pert = [1, 2, 8] } }", "{ uniform = [1, 1.8] }", "0.05", "10000");
    let found = found(&text, &["-n", "16384"]);
    let bar = &factor(&found, "reuse.writing_for_reuse")["tornado"];
    let size = [(1.0 + 8.0 + 8.0) / 6.0, number(&found["base"]["median"]) / 3300.0];
    assert!(size[1] < size[0] - 0.05, "{size:?}");
    near(&bar["free"][0], 6660.0 * size[0], 10.0);
    near(&bar["median"][0], 6660.0 * size[1], 1.0);
}

/// An event happens at one end if its chance is more than 10 %, whether or not it goes with the overrun.
#[test]
fn an_event_happens_at_one_end() {
    let text = scenario("{ id = 'm', size = 100 }", "1.4", "0.05", "10000");
    for correlation in ["0", "0.6"] {
        let correlated = format!("effort.cancellation_correlation={correlation}");
        let found = |chance: &str| found(&text, &["--set", chance, "--set", &correlated]);
        let likely = found("consortium.cancellation=0.3");
        let one = factor(&likely, "consortium.cancel_quantile");
        near(&one["variance"]["total"]["value"], 1.0, 1e-9);
        assert_eq!((&one["chance"], &one["tornado"]["happens"]), (&Value::from(true), &Value::from(true)));
        near(&one["tornado"]["free"][0], 330_000.0, 1.0);
        assert!(number(&one["tornado"]["free"][1]) <= 0.0, "{one:?}");
        let rare = found("consortium.cancellation=0.05");
        let one = factor(&rare, "consortium.cancel_quantile");
        assert_eq!(number(&one["tornado"]["span"]["value"]), 0.0);
        assert!(number(&one["ranks"]["total"]["value"]) > 0.99);
    }
}

/// Without a variance there are shares of the ranks, and bars of a quantile.
#[test]
fn heavy_tails_leave_ranks() {
    let text = scenario("{ id = 'm', size = 100 }", "'1.2 to 1.8'", "0.05", "10000");
    let heavy = "effort.overrun={ pareto = { min = 1, alpha = 1.5 } }";
    let found = found(&text, &["--of", "saving.p50", "--set", heavy]);
    assert_eq!((&found["mean"], &found["sd"]), (&Value::Null, &Value::Null));
    let strongest = &found["factors"][0];
    assert_eq!(strongest["variance"], Value::Null);
    assert!(number(&strongest["ranks"]["total"]["value"]) > 0.5, "{strongest:?}");
    assert_eq!(found["warnings"][0]["kind"], "no_variance");
}

/// What the warning advises makes it go away.
#[test]
fn advice_works() {
    let place = tempfile::tempdir().expect("a folder");
    let advised = |n: &str, seed: &str| {
        let found = json(place.path(), &["sensitivity", NOTIFY, "-n", n, "--seed", seed]);
        let warnings = found["warnings"].as_array().expect("a list").clone();
        let needed = warnings.iter().find_map(|warning| warning["replications_needed"].as_u64());
        needed.map(|needed| needed.to_string())
    };
    for seed in ["1", "2", "3"] {
        let enough = advised("256", seed).expect("too few");
        assert_eq!(advised(&enough, seed), None, "seed {seed}: {enough}");
    }
}

/// The first three inputs of the main scenario are the same for every seed, though its variance is made by rare losses.
#[test]
fn the_order_does_not_depend_on_the_seed() {
    let place = tempfile::tempdir().expect("a folder");
    for seed in ["1", "2", "3", "4"] {
        let found = json(place.path(), &["sensitivity", NOTIFY, "--seed", seed]);
        let first = [0, 1, 2].map(|k| found["factors"][k]["name"].as_str().expect("a name").to_owned());
        assert_eq!(first, ["*.overrun", "consortium.cancel_quantile", "module.*.size"], "seed {seed}");
        for one in found["factors"].as_array().expect("a list") {
            for index in ["first_order", "total"] {
                let index = &one["ranks"][index];
                assert!(number(&index["high"]) - number(&index["low"]) < 0.1, "seed {seed}: {one:?}");
            }
        }
    }
}

#[test]
fn threads_and_repetition_change_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let files =
        ["sensitivity.json", "sensitivity.csv", "tornado.csv", "sensitivity.svg", "tornado.svg", "tornado-median.svg"];
    let all: Vec<Vec<Vec<u8>>> = ["1", "3"]
        .iter()
        .map(|threads| {
            let asked = ["sensitivity", NOTIFY, "-n", "512", "--threads", threads, "--out", threads, "--quiet"];
            let output = commonweal(place.path(), &asked);
            assert!(output.status.success() && output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            let folder = place.path().join(threads).join("canada-notify-sensitivity");
            assert!(folder.join("manifest.json").exists());
            files.iter().map(|file| std::fs::read(folder.join(file)).expect("readable")).collect()
        })
        .collect();
    assert_eq!(all[0], all[1]);
}

#[test]
fn the_table_has_what_the_json_has() {
    let place = place(&scenario("{ id = 'm', size = '5 to 9' }", "'1.2 to 1.8'", "0.05", "10000"));
    let found = json(place.path(), &["sensitivity", "some.toml"]);
    let read = |name: &str| {
        let mut table =
            csv::Reader::from_path(place.path().join("output/some-sensitivity").join(name)).expect("a table");
        let header = table.headers().expect("a header").clone();
        let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("readable");
        let column = move |name: &str| header.iter().position(|column| column == name).expect("a column");
        (rows, column)
    };
    let factors = found["factors"].as_array().expect("a list");
    let (rows, column) = read("sensitivity.csv");
    assert_eq!(rows.len(), factors.len());
    for (row, factor) in rows.iter().zip(factors) {
        assert_eq!(row[column("factor")], *factor["name"].as_str().expect("a name"));
        for (name, value) in [
            ("ranks_total", &factor["ranks"]["total"]["value"]),
            ("ranks_first_order_low", &factor["ranks"]["first_order"]["low"]),
            ("variance_total_high", &factor["variance"]["total"]["high"]),
        ] {
            near(value, row[column(name)].parse().expect("a number"), 1e-9);
        }
    }
    let (rows, column) = read("tornado.csv");
    let spans: Vec<f64> = rows.iter().map(|row| row[column("span")].parse().expect("a number")).collect();
    assert!(spans.len() == 2 && spans[0] > spans[1] && spans[1] > 0.0, "{spans:?}");
    for row in &rows {
        let bar = &factor(&found, &row[column("factor")])["tornado"];
        near(&bar["free"][1], row[column("statistic_at_p90")].parse().expect("a number"), 1e-6);
        near(&bar["median"][0], row[column("median_case_at_p10")].parse().expect("a number"), 1e-6);
    }
}

#[test]
fn what_has_no_answer_is_refused_in_words() {
    let certain = scenario("{ id = 'm', size = 100 }", "1.5", "0.05", "10000");
    let place = place(&certain);
    let refused = |arguments: &[&str], code: i32, words: &str| {
        let output = commonweal(place.path(), &[&["sensitivity", "some.toml"], arguments].concat());
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(words), "{text}");
        assert!(!place.path().join("output").exists());
    };
    refused(&[], 3, "the same in every replication");
    refused(&["--of", "savings"], 2, "is no statistic");
    refused(&["--of", "saving.p80"], 2, "`p80` is not among the quantiles `p5`, `p10`");
    refused(&["--of", "administration.c.saving"], 2, "is no statistic");
    refused(&["-n", "1"], 2, "a whole number from 2 to 1,000,000");
    refused(&["--set", "effort.overrun={ pareto = { min = 1, alpha = 1.5 } }"], 2, "saving.p50");
    let many: String = (0..300).map(|i| format!("m{i},l,9000 to 11000\n")).collect();
    std::fs::write(place.path().join("many.csv"), format!("id,level,labour_rate\n{many}")).expect("written");
    let start = certain.find("administration = [").expect("there");
    let end = certain.find("[effort]").expect("there");
    let text = format!("{}administrations = 'many.csv'\n{}", &certain[..start], &certain[end..]);
    std::fs::write(place.path().join("some.toml"), text).expect("written");
    refused(&["--each"], 3, "leave out --each");
}

/// Advice is of use only where it can be read to its end. With 256 replications the intervals of a probability's shares are far
/// wider than 0.1.
#[test]
fn advice_is_said_to_its_end() {
    let place = tempfile::tempdir().expect("a folder");
    let asked = ["sensitivity", NOTIFY, "--of", "saving.positive", "-n", "256", "--no-charts"];
    let output = commonweal(place.path(), &asked);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let words: Vec<&str> = text.split_whitespace().collect();
    let said = words.join(" ");
    assert!(said.contains("Warning: intervals are up to"), "{text}");
    assert!(said.contains("should make them narrower than 0.1."), "{text}");
}
