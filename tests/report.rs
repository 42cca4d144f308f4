//! `commonweal report`: one page a language that needs nothing else, and the figures of the single commands beside it.

mod program;

use program::{certain, commonweal, place};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs it on a shipped scenario, and returns the folder of results.
fn report(out: &Path, options: &[&str]) -> PathBuf {
    let place = out.to_str().expect("a plain name");
    let asked = [&["report", "scenarios/canada-notify.toml", "-n", "128", "--quiet", "--out", place], options].concat();
    let output = commonweal(root(), &asked);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    out.join("canada-notify-report")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads a page as XML and hands it over.
fn with_page(path: &Path, look: impl FnOnce(&roxmltree::Document)) {
    let (text, options) = (read(path), roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() });
    look(&roxmltree::Document::parse_with_options(&text, options).unwrap_or_else(|error| panic!("{error}")));
}

/// Files of a folder that are no page and do not know the clock.
fn figures(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries
        .filter(|path| !path.ends_with("manifest.json") && path.extension().is_some_and(|it| it != "html"))
        .collect();
    found.sort();
    found
}

/// Both pages of a scenario with every question: sound, complete, and alone in the world.
#[test]
fn pages_are_sound_in_both_languages() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = report(out.path(), &["--lang", "both", "--threads", "2"]);
    for (language, other) in [("en", "fr"), ("fr", "en")] {
        with_page(&folder.join(format!("report.{language}.html")), |page| {
            assert_eq!(page.root_element().attribute("lang"), Some(language));
            let elements = || page.descendants().filter(roxmltree::Node::is_element);
            let count = |name: &str| elements().filter(|node| node.has_tag_name(name)).count();
            assert_eq!(["h1", "header", "nav", "main", "footer"].map(count), [1; 5]);
            let ids: Vec<&str> = elements().filter_map(|node| node.attribute("id")).collect();
            let known: HashSet<&str> = ids.iter().copied().collect();
            assert_eq!(known.len(), ids.len(), "an id stands twice");
            let links: Vec<&str> = elements().filter_map(|node| node.attribute("href")).collect();
            assert_eq!(links.iter().find(|link| link.starts_with('#')), Some(&"#answer"), "the first link skips");
            for link in links {
                match link.strip_prefix('#') {
                    Some(id) => assert!(known.contains(id), "{link} leads nowhere"),
                    None => assert!(link == "data:," || link == format!("report.{other}.html"), "{link}"),
                }
            }
            for node in elements() {
                assert!(node.attributes().all(|one| !["src", "srcset", "style"].contains(&one.name())), "{node:?}");
            }
            let charts: Vec<_> = elements().filter(|node| node.tag_name().name() == "svg").collect();
            assert!(charts.len() >= 16, "{} charts", charts.len());
            for chart in charts {
                let told = |name: &str| chart.children().any(|node| node.tag_name().name() == name);
                assert!(told("title") && told("desc"));
                let figure = chart.ancestors().find(|node| node.has_tag_name("figure")).expect("a figure");
                let numbers = figure.children().find(|node| node.has_tag_name("details")).expect("its numbers");
                assert!(numbers.descendants().any(|node| node.has_tag_name("td")), "{:?}", figure.attribute("id"));
            }
            let chapters =
                ["answer", "strategies", "core", "members", "budgets", "drivers", "changes", "first", "terms"];
            let about = ["assumptions", "risks", "method", "quality", "again", "glossary", "audit"];
            for id in chapters.iter().chain(&about) {
                assert!(known.contains(id), "{id}");
            }
        });
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let out = tempfile::tempdir().expect("a folder");
    let asked = ["--only", "decide,budget", "--lang", "fr"];
    let [one, two] = ["1", "2"].map(|threads| {
        let folder = report(&out.path().join(threads), &[&asked[..], &["--threads", threads]].concat());
        let page = read(&folder.join("report.fr.html"));
        assert!(!folder.join("report.en.html").exists());
        (page, figures(&folder).iter().map(|path| read(path)).collect::<Vec<String>>())
    });
    assert!(one == two, "pages or figures differ");
}

/// The figures are those of the single commands, to the last bit.
#[test]
fn figures_are_those_of_the_single_commands() {
    let out = tempfile::tempdir().expect("a folder");
    let together = report(
        out.path(),
        &["--only", "decide,terms,sensitivity", "--set", "consortium.coordination=0.1", "--no-charts"],
    );
    let place = out.path().to_str().expect("a plain name");
    let mut known = HashSet::new();
    for (command, folder) in
        [("run", ""), ("decide", "-decision"), ("terms", "-terms"), ("sensitivity", "-sensitivity")]
    {
        let asked = [command, "scenarios/canada-notify.toml", "-n", "128", "--set", "consortium.coordination=0.1"];
        let output = commonweal(root(), &[&asked[..], &["--no-charts", "--quiet", "--out", place]].concat());
        assert!(output.status.success());
        for path in figures(&out.path().join(format!("canada-notify{folder}"))) {
            let name = path.file_name().expect("a name").to_owned();
            assert_eq!(read(&path), read(&together.join(&name)), "{command}: {name:?}");
            known.insert(name);
        }
    }
    assert_eq!(known.len(), figures(&together).len());
    let page = read(&together.join("report.en.html"));
    assert!(!page.contains("<svg") && page.contains("With consortium.coordination=0.1 (--set)."));
    assert!(page.contains("commonweal report scenarios/canada-notify.toml --set consortium.coordination=0.1 --only decide,terms,sensitivity -n 128 --seed 1 --no-charts"));
}

/// What a scenario gives no answer to is a chapter that says so; the others stand.
#[test]
fn a_question_without_an_answer_does_not_end_the_page() {
    let heavy = certain(2).replace("overrun = 1\n", "overrun = { pareto = { min = 1, alpha = 0.9 } }\n");
    let place = place(&heavy);
    let output = commonweal(place.path(), &["report", "some.toml", "-n", "100", "--lang", "both"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("Results: output/some-report: report.en.html, report.fr.html, summary.json"), "{text}");
    for language in ["en", "fr"] {
        with_page(&place.path().join(format!("output/some-report/report.{language}.html")), |page| {
            let why = page.descendants().filter(|node| node.attribute("class") == Some("why"));
            let why: Vec<_> = why.map(|node| (node.attribute("lang"), node.text())).collect();
            assert!(
                why.len() >= 2 && why.iter().all(|(language, text)| *language == Some("en") && text.is_some()),
                "{why:?}"
            );
        });
    }
    assert!(!place.path().join("output/some-report/allocation.json").exists());
}

#[test]
fn a_single_administration_has_a_page() {
    let place = place(&certain(1));
    let output = commonweal(place.path(), &["report", "some.toml", "-n", "100", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["summary"]["question"]["administrations"], 1);
    assert!(place.path().join("output/some-report/report.en.html").exists());
}

/// Only a report has two languages at once.
#[test]
fn both_languages_are_for_reports_alone() {
    let place = place(&certain(2));
    let output = commonweal(place.path(), &["run", "some.toml", "--lang", "both"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("both: a page"));
}
