//! What marks do to each other: words can be read on what lies beneath them, and cover no band.

use super::*;
use crate::charts::record::Mark;

/// Least contrast of a text with its ground (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;
/// Places in a text that are looked beneath, across and down.
const PLACES: [usize; 2] = [12, 3];

type Colour = (u8, u8, u8);
const WHITE: Colour = (255, 255, 255);

/// Relative luminance.
fn luminance((red, green, blue): Colour) -> f64 {
    let part = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Whether a filled mark lies beneath a place in pixels.
fn covers(mark: &Mark, (x, y): (f64, f64)) -> bool {
    let (x, y) = (x * FINE, y * FINE);
    match &mark.form {
        Form::Polygon(points) => {
            let edges = points.iter().zip(points.iter().cycle().skip(1));
            let crosses = edges.filter(|((ax, ay), (bx, by))| {
                let ([ax, ay], [bx, by]) = ([*ax, *ay].map(f64::from), [*bx, *by].map(f64::from));
                (ay > y) != (by > y) && x < ax + (y - ay) * (bx - ax) / (by - ay)
            });
            crosses.count() % 2 == 1
        }
        Form::Disc { centre, radius } => {
            let (dx, dy) = (x - f64::from(centre.0), y - f64::from(centre.1));
            dx * dx + dy * dy < f64::from(*radius) * f64::from(*radius)
        }
        _ => false,
    }
}

/// Places spread over a rectangle.
fn places(area: Area) -> impl Iterator<Item = (f64, f64)> {
    let [across, down] = PLACES;
    let at = |low: f64, high: f64, k: usize, of: usize| low + (high - low) * (k as f64 + 0.5) / of as f64;
    (0..across).flat_map(move |i| {
        (0..down).map(move |j| (at(area.left, area.right, i, across), at(area.top, area.bottom, j, down)))
    })
}

/// The middle of a text's line, where its letters are.
fn letters(text: &Text) -> Area {
    let area = room(text);
    let quarter = area.height() / 4.0;
    Area { top: area.top + quarter, bottom: area.bottom - quarter, ..area }
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    each(|which, chart| {
        let marks = &chart.drawing.marks;
        for (k, mark) in marks.iter().enumerate() {
            let Form::Text(text) = &mark.form else { continue };
            for place in places(letters(text)) {
                let ground =
                    marks[..k].iter().rev().find(|below| covers(below, place)).map_or(WHITE, |mark| mark.color);
                let found = contrast(mark.color, ground);
                assert!(found >= CONTRAST, "{which}: {:?} on {ground:?} has a contrast of {found:.1}", text.words);
            }
        }
    });
}

/// Whether a label stands wholly within a rectangle: a figure in its cell.
fn is_cell(mark: &Mark, label: Area) -> bool {
    let Form::Polygon(points) = &mark.form else { return false };
    let ends = |of: fn(&(i32, i32)) -> i32| {
        let values = || points.iter().map(of);
        [values().min(), values().max()].map(|end| f64::from(end.unwrap_or_default()) / FINE)
    };
    let ([left, right], [top, bottom]) = (ends(|point| point.0), ends(|point| point.1));
    let upright = points.iter().zip(points.iter().cycle().skip(1)).all(|(a, b)| a.0 == b.0 || a.1 == b.1);
    upright && left <= label.left && label.right <= right && top <= label.top + 4.0 && label.bottom - 4.0 <= bottom
}

/// A label on white is written right after its ground.
#[test]
fn no_label_covers_what_is_drawn() {
    each(|which, chart| {
        let marks = &chart.drawing.marks;
        for (k, pair) in marks.windows(2).enumerate() {
            let ([ground, label], [Mark { color: WHITE, .. }, Mark { form: Form::Text(text), .. }]) = (pair, pair)
            else {
                continue;
            };
            let Form::Polygon(_) = ground.form else { continue };
            let words = &text.words;
            let below = |place: (f64, f64)| marks.get(1..k)?.iter().rev().find(|below| covers(below, place));
            let covered = places(room(text))
                .filter(|&place| covers(ground, place))
                .filter_map(below)
                .find(|below| below.color != WHITE && !is_cell(below, room(text)));
            assert!(covered.is_none() || label.opacity < 1.0, "{which}: {words:?} covers {covered:?}");
        }
    });
}

/// The words of a chart.
fn words(chart: &Chart) -> Vec<&str> {
    texts(chart).into_iter().map(|(words, _)| words).collect()
}

#[test]
fn every_strategy_listed_is_drawn() {
    let results = all_strategies();
    for language in Language::ALL {
        for chart in draw_all(&results, language).unwrap().iter().filter(|chart| chart.name != "saving") {
            for one in &results.strategies {
                let name = strategy_name(one.strategy, language);
                assert!(words(chart).iter().any(|words| words.starts_with(&name)), "{}: {name}", chart.name);
            }
        }
    }
}

#[test]
fn abandoned_cores_are_told_apart() {
    let charts = draw_all(&provinces(), Language::En).unwrap();
    let saving = charts.iter().find(|chart| chart.name == "saving").unwrap();
    assert!(words(saving).contains(&"core abandoned") && words(saving).contains(&"Core abandoned: 3%"));
    let grey = (0x3D, 0x3D, 0x3D);
    let feet = saving.drawing.marks.iter().filter(|mark| mark.color == grey && matches!(mark.form, Form::Polygon(_)));
    // One in the key, and one in every bar that has some.
    assert_eq!(feet.count(), 1 + 20);
}

#[test]
fn names_stand_in_place_of_ids() {
    let names = names();
    for (sample, allocations) in allocations().iter().filter(|(sample, _)| sample.starts_with("shares-of")) {
        for chart in allocations.charts(Language::Fr).unwrap() {
            for word in words(&chart).iter().flat_map(|words| words.split([' ', ','])) {
                let id = names.administrations.iter().find(|(id, _)| id == word);
                assert!(id.is_none() && !word.starts_with("member-"), "{sample} {}: {word}", chart.name);
            }
        }
    }
    let (_, mut found) = all_sensitivities().swap_remove(0);
    found.factors[0].name = "administration.qc.labour_rate".to_owned();
    found.factors[1].name = "module.m.size".to_owned();
    for chart in found.charts(Language::Fr).unwrap() {
        let all = words(&chart).join("\n");
        assert!(all.contains("mois-personne, Québec") && all.contains("Module de courriel"), "{}: {all}", chart.name);
    }
    let (_, mut sweep) = all_sweeps().swap_remove(0);
    sweep.of = "administration.qc.saving".to_owned();
    let all = one(&sweep, Language::Fr);
    assert!(words(&all).iter().any(|words| words.contains("Québec")));
}

#[test]
fn the_agreed_rule_is_drawn_first_and_titled() {
    let found = allocations();
    let of = |name: &str| {
        let (_, allocations) = found.iter().find(|(sample, _)| *sample == name).unwrap();
        words_of(&allocations.charts(Language::En).unwrap()[0])
    };
    let all = of("shares-of-scenario");
    assert!(all[0].starts_with("The agreed rule charges nobody more"), "{}", all[0]);
    assert!(all.iter().any(|words| words == "Agreed: equal saving"), "{all:?}");
    assert_eq!(of("shares-of-many")[0], "The agreed rule charges 2 of 98 more than alone");
    // A game without a scenario counts the rules that are drawn.
    assert!(of("game")[0].contains("rule"), "{}", of("game")[0]);
}

fn words_of(chart: &Chart) -> Vec<String> {
    words(chart).into_iter().map(str::to_owned).collect()
}

#[test]
fn logarithmic_axes_say_so() {
    for (_, found) in all_calibrations() {
        for chart in found.charts(Language::En).unwrap().iter().filter(|chart| chart.name == "calibration") {
            assert!(words(chart).iter().any(|words| words.starts_with("Logarithmic scale")), "{:?}", words(chart));
        }
    }
}
