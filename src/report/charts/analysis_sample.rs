//! Sweeps, switching values and sensitivities to draw, plain and odd.

use super::sample::header;
use model::results::{Dimension, Known, Probability, SCHEMA_VERSION};
use model::scenario::Text;
use model::scenario::keys::Global;
use study::analysis::break_even::found::{BreakEven, Pays, Switching};
use study::analysis::compare::found::{Compared, ComparedQuantity, Comparison, Difference};
use study::analysis::cross_check::found::{CrossCheck, CrossConstant, CrossModel, Simulated};
use study::analysis::sensitivity::found::{Bar, Base, FactorResult, Index, Sensitivity, Shares, Warning};
use study::analysis::sweep::found::{Axis, Cell, Figures, Sweep, crossings};
use study::product_lines::{Constant, Model, coplimo, poulin};

pub(crate) fn text(words: &str) -> Text {
    Text { en: words.to_owned(), fr: None }
}

fn axis(path: &str, values: &[String]) -> Axis {
    let numbers: Option<Vec<f64>> = values.iter().map(|value| value.parse().ok()).collect();
    Axis {
        path: path.to_owned(),
        meaning: None,
        unit: None,
        now: numbers.as_ref().map(|all| [all[0], all[all.len() / 2], all[all.len() - 1]]),
        values: values.to_vec(),
        numbers,
    }
}

fn cell(at: Vec<String>, saving: f64) -> Cell {
    let spread = |k: f64| Some(saving + k * saving.abs());
    let chance = if saving > 0.0 { 0.9 } else { 0.2 };
    let known = Probability { value: chance, low: chance - 0.05, high: chance + 0.05 };
    Cell {
        at,
        of: Figures {
            p5: spread(-2.0),
            p25: spread(-0.7),
            p50: Some(saving),
            p75: spread(0.7),
            p95: spread(2.0),
            ..Figures::default()
        },
        saving_p50: Some(Known { value: saving, low: None, high: None }),
        cheaper: known,
        breaks_even: known,
        break_even: (saving > 0.0).then_some(4.0),
    }
}

/// Over one input, or two.
fn sweep(name: &str, over: Vec<Axis>, saving: impl Fn(f64, f64) -> f64) -> Sweep {
    let number = |value: &str, k: usize| value.parse().unwrap_or(k as f64);
    let mut cells = Vec::new();
    for (k, first) in over[0].values.iter().enumerate() {
        match over.get(1) {
            None => cells.push(cell(vec![first.clone()], saving(number(first, k), 0.0))),
            Some(second) => cells.extend(second.values.iter().enumerate().map(|(j, other)| {
                cell(vec![first.clone(), other.clone()], saving(number(first, k), number(other, j)))
            })),
        }
    }
    let along =
        if let [Axis { numbers: Some(numbers), .. }] = &over[..] { crossings(numbers, &cells) } else { Vec::new() };
    Sweep {
        header: header(text(&name.repeat(3)), name, 1000),
        of: "saving".to_owned(),
        unit: dimension(name),
        horizon: 10,
        over,
        crossings: along,
        cells,
    }
}

/// Comparisons by name.
pub(crate) fn all_comparisons() -> Vec<(&'static str, Comparison)> {
    let figures = |x: f64| cell(Vec::new(), x).of;
    let of = |name: &str, savings: &[f64]| {
        let chance = Probability { value: 0.7, low: 0.6, high: 0.8 };
        let difference = |x: &f64| Difference {
            mean: Some(Known { value: x - savings[0], low: None, high: None }),
            median: None,
            figures: figures(x - savings[0]),
            more: chance,
            less: chance,
        };
        Comparison {
            schema_version: SCHEMA_VERSION,
            scenarios: savings.iter().map(|_| Compared { name: name.to_owned(), title: text(name) }).collect(),
            currency: name.to_owned(),
            price_year: 2024,
            replications: 1000,
            seed: 1,
            stream: 1,
            overrides: vec!["discount_rate=0.1".to_owned()],
            quantities: vec![ComparedQuantity {
                path: "saving".to_owned(),
                unit: dimension(name),
                values: savings.iter().map(|&x| figures(x)).collect(),
                positive: vec![Some(chance); savings.len()],
                differences: savings[1..].iter().map(difference).collect(),
            }],
            members: Vec::new(),
            inputs: Vec::new(),
        }
    };
    vec![
        ("compare", of("CAD", &[1e6, 2e6, -3e6])),
        ("compare-alike", of("CAD", &[0.0, 0.0])),
        ("compare-many", of("consortium.coordination=0.2", &[1.0; 30])),
        ("compare-largest", of("CAD", &[1e300, -1e300])),
        ("compare-not-numbers", of("CAD", &[1.0, f64::NAN])),
        ("compare-hostile", of(&"<script>&\"\u{202e}\u{0}".repeat(40), &[1.0, 2.0])),
    ]
}

/// Sweeps by name.
pub(crate) fn all_sweeps() -> Vec<(&'static str, Sweep)> {
    let range = |n: usize| (0..n).map(|k| format!("{}", k as f64 / 4.0)).collect::<Vec<String>>();
    let words = ["equal", "population", "shapley"].map(str::to_owned);
    let hostile = "<script>&\"\u{202e}\u{0}".repeat(40);
    let line = |n: usize| vec![axis("consortium.coordination", &range(n))];
    let map = |n: usize, m: usize| vec![axis("reuse.reusing", &range(n)), axis("consortium.coordination", &range(m))];
    vec![
        ("sweep", sweep("CAD", line(21), |x, _| 1e6 * (3.0 - x))),
        ("sweep-members", sweep("CAD", vec![axis("members", &["1", "2", "3"].map(str::to_owned))], |x, _| x - 1.5)),
        ("sweep-words", sweep("CAD", vec![axis("consortium.cost_sharing", &words)], |x, _| 1e9 * (x - 1.0))),
        ("sweep-one", sweep("CAD", line(1), |_, _| 5.0)),
        ("sweep-many", sweep("CAD", line(3000), |x, _| (x * 0.1).sin())),
        ("sweep-zero", sweep("CAD", line(5), |_, _| 0.0)),
        ("sweep-largest", sweep("CAD", line(5), |x, _| 1e300 * (x - 0.3))),
        ("sweep-not-numbers", sweep("CAD", line(5), |x, _| if x > 0.3 { f64::NAN } else { x })),
        ("sweep-hostile", sweep(&hostile, vec![axis(&hostile, &[hostile.clone(), "1".to_owned()])], |x, _| x)),
        ("map", sweep("CAD", map(6, 7), |x, y| 1e6 * (1.4 - x - y))),
        ("map-large", sweep("CAD", map(200, 90), |x, y| x - y)),
        ("map-one", sweep("CAD", map(1, 1), |_, _| 1.0)),
        ("map-losing", sweep("CAD", map(4, 3), |x, y| -1e-12 * (x + y))),
        ("map-zero", sweep("CAD", map(2, 2), |_, _| 0.0)),
        ("map-largest", sweep("CAD", map(2, 3), |x, y| 1e300 * (x - y))),
        ("map-not-numbers", sweep("CAD", map(3, 3), |x, _| if x > 0.3 { f64::NAN } else { 1.0 })),
        (
            "map-hostile",
            sweep(&hostile, vec![axis(&hostile, &[hostile.clone(), "b".to_owned()]), axis("a", &words)], |x, y| x - y),
        ),
    ]
}

fn switching(path: &str, at: Option<f64>, searched: [f64; 2]) -> Switching {
    Switching {
        path: path.to_owned(),
        meaning: "what it means".to_owned(),
        unit: "share".to_owned(),
        by_factor: path.contains("benefit"),
        given: true,
        mark: None,
        source: None,
        now: at.map(|at| [at * 0.5, at * 0.7, at * 0.9]),
        searched,
        at: at.map(|value| Known { value, low: Some(value * 0.9), high: Some(value * 1.1) }),
        pays: at.map(|at| if at > 0.5 { Pays::Below } else { Pays::Above }),
        crossings: usize::from(at.is_some()),
        ends: [1.0, -1.0],
    }
}

/// Published models beside simulations by name.
pub(crate) fn all_cross_checks() -> Vec<(&'static str, CrossCheck)> {
    let constant = |one: &Constant| CrossConstant {
        name: one.name,
        value: one.value,
        mark: one.mark.to_string(),
        source: one.source,
    };
    let model = |model: &Model, shared: f64, pays_from| CrossModel {
        model: model.model,
        name: model.name,
        formula: model.formula,
        independent: 1000.0,
        shared,
        parts: Vec::new(),
        pays_from,
        differs: model.differs,
        constants: model.constants.iter().map(constant).collect(),
        source: model.source,
    };
    let of = |title: &str, scale: f64| CrossCheck {
        header: header(text(title), "CAD", 2000),
        members: 13,
        counted: 13,
        models: vec![model(&poulin::MODEL, 480.0, Some(2)), model(&coplimo::MODEL, 1210.0, None)],
        simulated: Simulated {
            independent: [700.0, 1300.0, 2900.0].map(|x| x * scale),
            shared: [300.0, 900.0, 3100.0].map(|x| x * scale),
            saving: [-900.0, 350.0, 1200.0].map(|x| x * scale),
            positive: model::simulation::tally::probability(1500, 2000),
            pays_from: Some(4),
        },
        steps: Vec::new(),
    };
    let hostile = "<script>&\"\u{202e}\u{0}".repeat(40);
    vec![
        ("cross-check", of("A question", 1.0)),
        ("cross-check-nothing", of("Nothing", 0.0)),
        ("cross-check-largest", of("Large", 1e300)),
        ("cross-check-hostile", of(&hostile, 1.0)),
    ]
}

/// Switching values by name.
pub(crate) fn all_switching() -> Vec<(&'static str, BreakEven)> {
    let of = |name: &str, inputs: Vec<Switching>| BreakEven {
        header: header(text(&name.repeat(3)), "CAD", 1000),
        statistic: "saving.p50".to_owned(),
        unit: dimension(name),
        reaches: 0.0,
        at_present: Known { value: 1e6, low: None, high: None },
        inputs,
    };
    let some = |n: usize| (0..n).map(|k| switching(key(k), Some(0.1 * (k + 1) as f64), [0.0, 4.0]));
    let hostile = "<script>&\"\u{202e}\u{0}".repeat(40);
    vec![
        ("break-even", of("CAD", some(9).collect())),
        ("break-even-one", of("CAD", some(1).collect())),
        ("break-even-none", of("CAD", vec![switching("a", None, [0.0, 1.0])])),
        ("break-even-many", of("CAD", some(60).collect())),
        (
            "break-even-largest",
            of(
                "CAD",
                vec![
                    switching("a", Some(1e300), [0.0, 1e301]),
                    switching("administration.*.benefit", Some(1e-300), [0.0, 1.0]),
                ],
            ),
        ),
        ("break-even-hostile", of(&hostile, vec![switching(&hostile, Some(0.3), [0.0, 1.0])])),
    ]
}

/// The path of some key.
fn key(k: usize) -> &'static str {
    Global::ALL[k % Global::ALL.len()].spec().path
}

/// What a sample is counted in.
fn dimension(name: &str) -> Dimension {
    match name {
        "probability" => Dimension::Probability,
        currency => Dimension::Money(currency.to_owned()),
    }
}

/// A factor that decides a share and moves a statistic from here to there.
fn factor(name: &str, share: f64, free: [f64; 2]) -> FactorResult {
    let index = |value: f64| Index { value, low: value - 0.02, high: value + 0.02 };
    let shares = Shares { first_order: index(share * 0.6), total: index(share) };
    let span = (free[1] - free[0]).abs();
    FactorResult {
        name: name.to_owned(),
        inputs: 1,
        meaning: Global::find(name).map_or_else(String::new, |key| key.spec().meaning.to_owned()),
        mark: None,
        source: None,
        chance: false,
        ranks: shares,
        variance: Some(shares),
        rank_correlation: Some(0.5),
        tornado: Bar {
            at: (share > 0.1).then_some([0.001, 1e6]),
            unit: "share".to_owned(),
            happens: share > 0.05,
            free,
            span: Index { value: span, low: span * 0.9, high: span * 1.1 },
            median: [free[1], free[0]],
        },
    }
}

/// Sensitivities by name.
pub(crate) fn all_sensitivities() -> Vec<(&'static str, Sensitivity)> {
    let of = |name: &str, base: f64, factors: Vec<FactorResult>| Sensitivity {
        header: header(text(&name.repeat(3)), "CAD", 4096),
        of: "saving".to_owned(),
        unit: dimension(name),
        quantity: "saving".to_owned(),
        quantity_unit: dimension(name),
        mean: Some(base),
        sd: Some(base.abs()),
        extremes: Some(0.1),
        chance: 0.4,
        base: Base { free: Index { value: base, low: base, high: base }, median: base },
        factors,
        warnings: vec![
            Warning::NoVariance,
            Warning::ExtremesDecide { extremes: 0.34, widest: 0.21 },
            Warning::WideIntervals { widest: 0.2, replications: 4096, replications_needed: 27_904, wanted: 0.1 },
        ],
    };
    let some = |n: usize, from: f64| {
        (0..n)
            .map(|k| {
                let reach = from / (k + 1) as f64;
                let ends = if k % 2 == 0 { [-reach, reach] } else { [2.0 * reach, reach / 2.0] };
                factor(key(k), 0.5 / (k + 1) as f64, ends)
            })
            .collect()
    };
    let hostile = "<script>&\"\u{202e}\u{0}".repeat(40);
    vec![
        ("sensitivity", of("CAD", 1.2e6, some(9, 9e6))),
        ("sensitivity-many", of("CAD", 1.2e6, some(90, 9e6))),
        ("sensitivity-one-side", of("CAD", 0.0, vec![factor("a", 1.0, [3.0, 5.0]), factor("b", 0.01, [-5.0, -3.0])])),
        ("sensitivity-none", of("CAD", 1.0, Vec::new())),
        ("sensitivity-still", of("CAD", 1.0, vec![factor("a", 0.0, [1.0, 1.0])])),
        ("sensitivity-probability", of("probability", 0.7, some(3, 0.4))),
        ("sensitivity-largest", of("CAD", 1e300, some(4, 1e300))),
        ("sensitivity-tiny", of("CAD", 1e-12, some(4, 1e-12))),
        (
            "sensitivity-not-numbers",
            of("CAD", f64::NAN, vec![factor("a", f64::NAN, [f64::NAN, 1.0]), factor("b", 0.3, [1.0, f64::INFINITY])]),
        ),
        ("sensitivity-hostile", of(&hostile, 1.0, vec![factor(&hostile, 0.3, [0.0, 2.0])])),
    ]
}
