//! The whole page, of a small scenario whose words would be markup if they could.

use super::*;
use crate::charts::decision_sample::all_decisions;
use model::simulation::{Settings, simulate, summarise};
use roxmltree::{Node, ParsingOptions};
use std::collections::HashSet;
use study::analysis::whole::found::Asked;
use study::input::load_text;

/// Words that are nothing but words.
const HOSTILE: [&str; 4] =
    ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]></svg><svg onload=alert(1)>", "a\u{202e}b"];

fn scenario(title: &str, names: [&str; 2]) -> Scenario {
    let text = |words: &str| serde_json::Value::from(words).to_string();
    let one = |id: &str, name: &str| {
        format!("{{ id = '{id}', name = {}, level = 'l', labour_rate = 10000, population = 1000 }}", text(name))
    };
    let toml = format!(
        "title = {}\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 5\ndiscount_rate = 0.03\nmodule = [{{ id = 'm', size = {{ value = 100, note = {} }} }}]\n\
         administration = [{}, {}]\n",
        text(title),
        text(title),
        one("a", names[0]),
        one("b", names[1]),
    );
    let loaded = load_text("some.toml", &toml, &[], None);
    let problems: Vec<_> = loaded.problems.iter().map(|problem| problem.message.clone()).collect();
    loaded.scenario.unwrap_or_else(|| panic!("{problems:?}"))
}

/// The page of a scenario in which the choice was asked and all else is refused or not asked.
fn page(scenario: &Scenario, language: Language) -> String {
    let simulation = simulate(scenario, &Settings::new(64, 1), &mut |_| std::ops::ControlFlow::Continue(()));
    let results = summarise(scenario, &simulation.expect("finite"));
    let decision = all_decisions().swap_remove(0).1;
    let answers = Answers {
        results,
        decision: Asked::Found(Box::new(decision)),
        allocations: Asked::Refused(HOSTILE[1].to_owned()),
        break_even: Asked::Not,
        sensitivity: Asked::Not,
        terms: Asked::Not,
        budget: Asked::Refused("no\nanswer".to_owned()),
    };
    let report = Report {
        scenario,
        inputs: &[],
        command: HOSTILE[0],
        answers: &answers,
        charts: true,
        languages: &Language::ALL,
    };
    html(&report, language).expect("a page")
}

/// Reads a page as XML and hands it over.
fn with_page(page: &str, look: impl FnOnce(&roxmltree::Document)) {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    look(&roxmltree::Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}")));
}

fn elements<'a>(page: &'a roxmltree::Document, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    page.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

#[test]
fn page_words_of_others_are_inert() {
    for hostile in HOSTILE {
        let scenario = scenario(hostile, [hostile, HOSTILE[1]]);
        for language in Language::ALL {
            with_page(&page(&scenario, language), |page| {
                let scripts: Vec<&str> = elements(page, "script").filter_map(|node| node.text()).collect();
                assert_eq!(scripts, [SCRIPT]);
                assert_eq!(elements(page, "img").count() + elements(page, "iframe").count(), 0);
                let attributes = page.descendants().flat_map(|node| node.attributes());
                for attribute in attributes {
                    assert!(!attribute.name().starts_with("on") && attribute.name() != "style", "{attribute:?}");
                    let loads = ["src", "srcset", "data", "action", "xlink:href"].contains(&attribute.name());
                    assert!(!loads && !attribute.value().contains("javascript:"), "{attribute:?}");
                }
                let title = elements(page, "h1").next().and_then(|node| node.text()).unwrap_or_default();
                assert_eq!(title, inert(scenario.title.en.chars()));
                assert!(!page.input_text().contains('\u{202e}'));
            });
        }
    }
}

#[test]
fn page_has_landmarks_and_one_way_through() {
    let scenario = scenario("Two share", ["A", "B"]);
    for language in Language::ALL {
        with_page(&page(&scenario, language), |page| {
            assert_eq!(page.root_element().attribute("lang"), Some(language.code()));
            for name in ["h1", "header", "nav", "main", "footer", "style", "script", "title"] {
                // Charts have titles of their own.
                let own = elements(page, name).filter(|node| node.tag_name().namespace().is_none());
                assert_eq!(own.count(), 1, "{name}");
            }
            let ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
            let known: HashSet<&str> = ids.iter().copied().collect();
            assert_eq!(known.len(), ids.len());
            for node in page.descendants() {
                let names = [node.attribute("aria-labelledby"), node.attribute("for")];
                for id in names.into_iter().flatten().flat_map(str::split_whitespace) {
                    assert!(known.contains(id), "{id}");
                }
                if let Some(id) = node.attribute("href").and_then(|link| link.strip_prefix('#')) {
                    assert!(known.contains(id), "{id}");
                }
            }
            let levels = page.descendants().filter_map(|node| match node.tag_name().name() {
                "h1" => Some(1),
                "h2" => Some(2),
                "h3" => Some(3),
                "h4" | "h5" | "h6" => panic!("a deep heading"),
                _ => None,
            });
            let levels: Vec<u32> = levels.collect();
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
            let first = elements(page, "a").next().expect("a link");
            assert_eq!((first.attribute("class"), first.attribute("href")), (Some("skip"), Some("#answer")));
        });
    }
}

#[test]
fn page_charts_are_told_and_have_their_numbers() {
    let scenario = scenario("Two share", ["A", "B"]);
    with_page(&page(&scenario, Language::Fr), |page| {
        let charts: Vec<Node> = elements(page, "svg").collect();
        assert_eq!(charts.len(), 10);
        for chart in charts {
            let told = |name: &str| chart.children().any(|node| node.tag_name().name() == name);
            assert!(told("title") && told("desc") && chart.attribute("role") == Some("img"));
        }
        for figure in elements(page, "figure") {
            let tables = figure.descendants().filter(|node| node.has_tag_name("table")).count();
            assert_eq!(tables, 1, "{:?}", figure.attribute("id"));
        }
        let cells = elements(page, "td").chain(elements(page, "th"));
        assert!(cells.filter(|cell| cell.attribute("data-value").is_some()).count() > 100);
    });
}

#[test]
fn page_says_why_a_question_has_no_answer() {
    let scenario = scenario("Two share", ["A", "B"]);
    for language in Language::ALL {
        let html = page(&scenario, language);
        with_page(&html, |page| {
            let why: Vec<&str> = elements(page, "p")
                .filter(|node| node.attribute("class") == Some("why"))
                .filter_map(|node| node.text())
                .collect();
            assert_eq!(why, [HOSTILE[1], "no\nanswer"]);
        });
        assert!(!html.contains("id=\"drivers\"") && html.contains("id=\"budgets\""));
    }
}

#[test]
fn page_policy_knows_its_style_and_script() {
    let html = page(&scenario("Two share", ["A", "B"]), Language::En);
    let [style, script] = [("<style>", "</style>"), ("<script>", "</script>")].map(|(open, close)| {
        let (_, rest) = html.split_once(open).expect(open);
        rest.split_once(close).expect(close).0
    });
    assert!(html.contains(&markup::escape(&policy::policy(style, script))));
    assert!(!html.contains("http://www.w3.org/1999") && html.matches("://").count() == html.matches("xmlns=").count());
    // What is the same in HTML and in XML has no sign of either.
    assert!(!SCRIPT.contains(['<', '&']) && !STYLE.contains(['<', '&']));
}

#[test]
fn page_speaks_one_language() {
    let scenario = scenario("Deux partagent", ["A", "B"]);
    let foreign = ["the", "of", "and", "is", "are", "with", "by", "than", "which", "where", "each", "not", "does"];
    with_page(&page(&scenario, Language::Fr), |page| {
        let other = |node: &Node| {
            let spoken = node.ancestors().find_map(|node| node.attribute("lang"));
            let code =
                node.ancestors().any(|node| ["code", "style", "script", "svg"].contains(&node.tag_name().name()));
            code || spoken != Some("fr")
        };
        for node in page.descendants().filter(|node| node.is_text() && !other(node)) {
            let text = node.text().unwrap_or_default();
            let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            let hit = words.into_iter().find(|word| foreign.contains(&word.as_str()));
            assert_eq!(hit, None, "{text}");
            let spaced = ['!', '?', ';', ':', '%', '»'].into_iter().any(|sign| text.contains(&format!(" {sign}")));
            assert!(!spaced, "{text}");
        }
    });
}
