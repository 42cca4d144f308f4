//! What every chart of every sample must be.

mod marks;
mod odd;

use super::allocation_sample::allocations;
use super::analysis_sample::{all_comparisons, all_cross_checks, all_sensitivities, all_sweeps, all_switching};
use super::backtest_sample::all_backtests;
use super::benchmark_sample::all_benchmarks;
use super::budget_sample::all_budgets;
use super::calibration_sample::all_calibrations;
use super::canvas::FINE;
use super::decision_sample::{all_decisions, all_terms};
use super::labels::Area;
use super::partner_sample::all_partners;
use super::preview_sample::all_previews;
use super::record::{Form, Text};
use super::sample::*;
use super::*;
use crate::found::Found;
use model::scenario::Strategy;
use odd::{no_saving, samples};
use std::collections::HashMap;
use std::path::Path;
use tiny_skia::Pixmap;

/// The only chart of an analysis.
fn one(found: &impl Found, language: Language) -> Chart {
    let mut charts = found.charts(language).unwrap();
    assert_eq!(charts.len(), 1);
    charts.remove(0)
}

/// Every chart of every sample in both languages.
fn each(mut check: impl FnMut(&str, &Chart)) {
    for (sample, results) in samples() {
        for language in [Language::En, Language::Fr] {
            for chart in draw_all(&results, language).unwrap() {
                check(&format!("{sample} {} {}", chart.name, language.code()), &chart);
            }
        }
    }
    for language in [Language::En, Language::Fr] {
        let mut check = |sample: &str, chart: Chart| {
            check(&format!("{sample} {} {}", chart.name, language.code()), &chart);
        };
        all_sweeps().iter().for_each(|(sample, sweep)| check(sample, one(sweep, language)));
        all_comparisons().iter().for_each(|(sample, found)| check(sample, one(found, language)));
        all_cross_checks().iter().for_each(|(sample, found)| check(sample, one(found, language)));
        for (sample, found) in all_decisions() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        for (sample, found) in all_terms() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        for (sample, found) in all_sensitivities() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        all_backtests().iter().for_each(|(sample, found)| check(sample, one(found, language)));
        for (sample, found) in all_budgets() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        for (sample, found) in all_previews() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        for (sample, found) in all_calibrations() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        for (sample, found) in all_benchmarks() {
            found.charts(language).unwrap().into_iter().for_each(|chart| check(sample, chart));
        }
        all_switching().iter().for_each(|(sample, found)| check(sample, one(found, language)));
    }
    for (sample, partners) in all_partners() {
        for language in [Language::En, Language::Fr] {
            for chart in partners.charts(language).unwrap() {
                check(&format!("{sample} {} {}", chart.name, language.code()), &chart);
            }
        }
    }
    for (sample, allocations) in allocations() {
        for language in [Language::En, Language::Fr] {
            for chart in allocations.charts(language).unwrap() {
                check(&format!("{sample} {} {}", chart.name, language.code()), &chart);
            }
        }
    }
}

#[test]
fn every_chart_is_well_formed_and_speaks() {
    let mut ids = HashMap::new();
    each(|which, chart| {
        let document = roxmltree::Document::parse(&chart.svg).unwrap_or_else(|error| panic!("{which}: {error}"));
        let root = document.root_element();
        let children: Vec<_> = root.children().filter(|node| node.is_element()).take(2).collect();
        assert_eq!(children[0].tag_name().name(), "title", "{which}");
        assert_eq!(children[1].tag_name().name(), "desc", "{which}");
        let described = root.attribute("aria-labelledby").unwrap();
        let own: Vec<&str> = children.iter().map(|node| node.attribute("id").unwrap()).collect();
        assert_eq!(described, own.join(" "), "{which}");
        assert_eq!(root.attribute("role"), Some("img"));
        let language = which.rsplit(' ').next().unwrap().to_owned();
        for id in own {
            // A page may hold all charts of a language, each with ids of its own.
            let whose = (chart.name, language.clone());
            assert_eq!(ids.entry(id.to_owned()).or_insert_with(|| whose.clone()), &whose, "{which}: {id}");
        }
        let title = children[0].text().unwrap();
        assert!(!title.is_empty() && title.split(' ').count() <= 12, "{which}: {title}");
        assert!(children[1].text().unwrap().len() > title.len(), "{which}");
        for node in document.descendants().filter(|node| node.tag_name().name() == "text") {
            assert_eq!(node.attribute("font-family"), Some(font::FAMILY), "{which}");
            assert!(node.attribute("font-size").unwrap().parse::<f64>().unwrap() >= 130.0, "{which}");
        }
        for word in ["NaN", "inf,", "inf<", "style=", "<script", "href"] {
            assert!(!chart.svg.contains(word), "{which} contains {word}");
        }
    });
}

/// The texts of a chart with the room their lines take, in pixels.
fn texts(chart: &Chart) -> Vec<(&str, Area)> {
    let texts = chart.drawing.marks.iter().filter_map(|mark| match &mark.form {
        Form::Text(text) => Some(text),
        _ => None,
    });
    texts.map(|text| (text.words.as_str(), room(text))).collect()
}

fn room(text: &Text) -> Area {
    let face = font::faces().unwrap().face(text.bold);
    let line = text.line(face);
    Area {
        left: line.left / FINE,
        top: (text.at.1 - line.unit * f64::from(face.ascender())) / FINE,
        right: (line.left + line.unit * f64::from(glyphs::lay(face, &text.words).1)) / FINE,
        bottom: (text.at.1 - line.unit * f64::from(face.descender())) / FINE,
    }
}

fn check_layout(which: &str, chart: &Chart) {
    let [width, height] = [chart.drawing.size.0, chart.drawing.size.1].map(|units| f64::from(units) / FINE);
    let found = texts(chart);
    assert!(found.len() >= 3, "{which}");
    for (k, (text, area)) in found.iter().enumerate() {
        let inside = area.left >= 8.0 && area.top >= 8.0 && area.right <= width - 8.0 && area.bottom <= height - 8.0;
        assert!(inside, "{which}: {text:?} leaves the drawing: {area:?}");
        for (other, place) in &found[..k] {
            let across = area.right.min(place.right) - area.left.max(place.left);
            let down = area.bottom.min(place.bottom) - area.top.max(place.top);
            // Boxes hold whole lines with room for accents; touching by three pixels leaves the letters apart.
            assert!(across <= 0.5 || down <= 3.0, "{which}: {text:?} covers {other:?}");
        }
    }
}

#[test]
fn every_text_lies_inside_and_clear_of_the_others() {
    each(check_layout);
}

/// Numbers that plots fail on, drawn by a small generator.
struct Odd(u64);

impl Odd {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let odd = [0.0, -0.0, 1.0, -1.0, 1e308, -1e308, 5e-324, 1e-9, 1e15, -3e7, 2e7, 1e6, f64::NAN, f64::INFINITY];
        odd[(self.0 >> 33) as usize % odd.len()]
    }
}

#[test]
fn odd_numbers_neither_panic_nor_leave_the_drawing() {
    let mut odd = Odd(1);
    for round in 0..150 {
        let mut results = all_strategies();
        let mut spoil = |estimate: &mut model::results::Estimate| {
            estimate.mean = Some(odd.next()).filter(|_| round % 2 > 0);
            let mut values = [(); 7].map(|()| odd.next());
            if round % 4 > 0 {
                values = values.map(|value| if value.is_finite() { value } else { 0.5 });
                values.sort_by(f64::total_cmp);
            }
            estimate.quantiles.iter_mut().zip(values).for_each(|(quantile, value)| quantile.value = value);
        };
        results.strategies.iter_mut().flat_map(|strategy| &mut strategy.phases).for_each(|(_, effort)| spoil(effort));
        results.years.iter_mut().for_each(|year| spoil(&mut year.cumulative_cost));
        results.savings.iter_mut().for_each(|saving| spoil(&mut saving.cost));
        results.savings.iter_mut().for_each(|saving| spoil(&mut saving.cost_share));
        results.administrations.iter_mut().for_each(|one| spoil(&mut one.saving));
        results
            .administrations
            .iter_mut()
            .flat_map(|one| &mut one.strategies)
            .for_each(|strategy| spoil(&mut strategy.cost));
        spoil(&mut results.consortium.cash_break_even);
        results
            .strategies
            .iter_mut()
            .flat_map(|strategy| &mut strategy.equal_service_curve)
            .for_each(|point| point.1 = odd.next());
        for saving in &mut results.savings {
            (saving.histogram.low, saving.histogram.high) = (odd.next(), odd.next());
            (saving.histogram.below, saving.positive.value) = (odd.next(), odd.next());
        }
        (results.consortium.cash_breaks_even.value, results.administrations[0].better_off.value) =
            (odd.next(), odd.next());
        for chart in draw_all(&results, Language::Fr).unwrap() {
            check_layout(&format!("round {round} {}", chart.name), &chart);
        }
    }
}

#[test]
fn accents_stay_text() {
    let charts = draw_all(&provinces(), Language::Fr).unwrap();
    let administrations = &charts.iter().find(|chart| chart.name == "administrations").unwrap().svg;
    for name in ["Île-du-Prince-Édouard", "Québec", "Nouvelle-Écosse", "simulations", "10\u{202F}000"] {
        assert!(administrations.contains(name), "{name}");
    }
}

#[test]
fn titles_say_who_wins() {
    let title = |results: &Results, language: Language, name: &str| -> String {
        let charts = draw_all(results, language).unwrap();
        let svg = &charts.iter().find(|chart| chart.name == name).unwrap().svg;
        let document = roxmltree::Document::parse(svg).unwrap();
        document.descendants().find(|node| node.tag_name().name() == "title").unwrap().text().unwrap().to_owned()
    };
    let (won, lost) = (provinces(), losing());
    assert_eq!(
        title(&won, Language::En, "cost-curves"),
        "Sharing costs least in the mean (98% against building alone)"
    );
    assert_eq!(
        title(&lost, Language::Fr, "cost-curves"),
        "Construire seul coûte le moins en moyenne (79\u{202F}% contre construire en commun)"
    );
    // Of a cheaper rival the title does not keep silent.
    let mut rival = all_strategies();
    rival.best = Some(best(Strategy::Fork, Strategy::Shared, 1e6, 1e6));
    assert_eq!(
        title(&rival, Language::Fr, "cost-curves"),
        "Copier coûte le moins en moyenne (84\u{202F}% contre construire en commun)"
    );
    assert_eq!(title(&rival, Language::En, "saving"), "Sharing costs less than copying in 78% of replications");
    assert_eq!(
        title(&won, Language::Fr, "saving"),
        "En commun\u{202F}: moins cher que construire seul dans 98\u{202F}% des simulations"
    );
    assert_eq!(
        title(&lost, Language::En, "saving"),
        "Sharing costs no less than building alone in 79% of replications"
    );
    assert_eq!(title(&no_saving(), Language::En, "saving"), "Sharing costs exactly as much as building alone");
    assert_eq!(title(&won, Language::En, "administrations"), "11 of 13 administrations usually gain by sharing");
    assert_eq!(
        title(&lost, Language::Fr, "administrations"),
        "Aucune des 13 administrations ne gagne d’ordinaire à construire en commun"
    );
    assert_eq!(title(&won, Language::En, "years"), "Sharing breaks even in cash in 93%; median: after 4\u{A0}years");
    assert_eq!(title(&lost, Language::Fr, "years"), "En dépense, construire en commun n’est pas avantageux en 10 ans");
    assert_eq!(
        title(&won, Language::Fr, "phases"),
        "En moyenne, construire en commun économise 36\u{202F}% de l’effort"
    );
    assert_eq!(title(&lost, Language::En, "phases"), "On average sharing takes 25% more effort than alone");
}

#[test]
fn a_selection_says_so() {
    let charts = draw_all(&many(), Language::En).unwrap();
    let svg = &charts.iter().find(|chart| chart.name == "administrations").unwrap().svg;
    assert!(svg.contains("15 largest and 15 smallest median savings of 68 administrations"));
    assert!(svg.contains("38 administrations between these are not shown"));
}

#[test]
fn many_are_shown_by_size() {
    let charts = draw_all(&of_all_sizes(), Language::En).unwrap();
    let svg = &charts.iter().find(|chart| chart.name == "administrations").unwrap().svg;
    for text in [
        "300 administrations by size: each figure is the median over those of a size",
        "inhabitants (administrations)",
        "under 5 (31)",
        "500 to 999 (14)",
        "1,000,000 or more (23)",
    ] {
        assert!(svg.contains(text), "{text}");
    }
    // Alone 20,000 + 3 an inhabitant, shared 9,000 + 4: it pays up to 11,000 inhabitants.
    assert!(svg.contains("187 of 300 administrations usually gain by sharing"));
}

#[test]
fn the_same_results_give_the_same_bytes() {
    assert_eq!(draw_all(&many(), Language::Fr).unwrap(), draw_all(&many(), Language::Fr).unwrap());
}

#[test]
fn a_picture_has_the_size_asked_for() {
    for chart in draw_all(&provinces(), Language::Fr).unwrap() {
        let picture = Pixmap::decode_png(&chart.png(2.0).unwrap()).unwrap();
        assert_eq!(picture.width(), 1920);
        assert_eq!(picture.height(), chart.drawing.size.1 / 5);
        let inked = picture.pixels().iter().filter(|pixel| pixel.red() < 100).count();
        assert!(inked > 5_000, "{} has too little ink: {inked}", chart.name);
    }
}

#[test]
fn impossible_pictures_are_refused() {
    let chart = &draw_all(&provinces(), Language::En).unwrap()[0];
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e9] {
        assert!(matches!(chart.png(scale), Err(ChartError::Size { .. })), "{scale}");
    }
}

/// Writes the sample charts to look at.
#[test]
#[ignore = "writes pictures for the eye"]
fn pictures_of_the_samples() {
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/charts");
    std::fs::create_dir_all(&out).unwrap();
    each(|which, chart| {
        let stem = out.join(which.replace(' ', "-"));
        std::fs::write(stem.with_extension("svg"), &chart.svg).unwrap();
        std::fs::write(stem.with_extension("png"), chart.png(1.0).unwrap()).unwrap();
    });
}
