//! Uncertain inputs to draw, plain and odd.

use super::analysis_sample::text;
use model::results::SCHEMA_VERSION;
use model::scenario::keys::Mark;
use study::analysis::header::Names;
use study::analysis::preview::found::{Basis, Bins, Preview, Quantiles, Uncertain};

/// An input around a value, in bins that rise and fall.
fn input(path: &str, middle: f64, basis: Basis) -> Uncertain {
    let bins = (0..48).map(|k: i32| f64::from(24 - (k - 20).abs()).max(0.0) / 576.0).collect();
    let of = |factor: f64| middle * factor;
    Uncertain {
        path: path.to_owned(),
        unit: if path.contains("labour_rate") { "money/PM".to_owned() } else { "ratio".to_owned() },
        basis,
        given: basis != Basis::Judgement,
        mark: (basis == Basis::Judgement).then_some(Mark::G),
        administrations: path.contains('*').then_some(13),
        alike: !path.contains("labour_rate"),
        quantiles: Quantiles { p1: of(0.4), p10: of(0.6), p50: of(1.0), p90: of(1.5), p99: of(2.0) },
        bins: Bins { low: of(0.4), high: of(2.0), shares: bins },
    }
}

fn preview(title: &str, inputs: Vec<Uncertain>) -> Preview {
    Preview {
        schema_version: SCHEMA_VERSION,
        scenario: "sample".to_owned(),
        title: text(title),
        currency: if title.len() > 40 { title.to_owned() } else { "CAD".to_owned() },
        price_year: 2024,
        overrides: Vec::new(),
        names: Names::default(),
        inputs,
    }
}

/// Inputs by the path, of every basis.
fn several() -> Vec<Uncertain> {
    let paths = [
        ("module.letters.size", 14.0, Basis::Unsourced),
        ("administration.*.labour_rate", 11_000.0, Basis::Unsourced),
        ("reuse.reusing", 0.2, Basis::Judgement),
        ("administration.*.productivity", 1.0, Basis::Judgement),
        ("effort.overrun", 1.2, Basis::Sourced),
    ];
    paths.into_iter().map(|(path, middle, basis)| input(path, middle, basis)).collect()
}

/// Previews by name.
pub(crate) fn all_previews() -> Vec<(&'static str, Preview)> {
    let many = |count: usize| -> Vec<Uncertain> {
        let basis = |k: usize| [Basis::Unsourced, Basis::Judgement, Basis::Sourced][3 * k / count];
        (0..count).map(|k| input(&format!("module.m{k}.size"), 10f64.powi(k as i32 % 9 - 3), basis(k))).collect()
    };
    let hostile = "<script>&\"\u{202e}\u{0}".repeat(40);
    let mut not_numbers = several();
    not_numbers[0].quantiles.p50 = f64::NAN;
    not_numbers[1].bins.high = f64::INFINITY;
    not_numbers[2].bins.shares[3] = f64::NAN;
    not_numbers[3].bins.shares.clear();
    not_numbers[4].quantiles.p90 = 1e300;
    let evil = vec![input(&format!("module.{hostile}.size"), 1.0, Basis::Unsourced)];
    vec![
        ("inputs", preview("Towns", several())),
        ("inputs-none", preview("Towns", Vec::new())),
        ("inputs-sixty", preview("Towns", many(60))),
        ("inputs-hundreds", preview("Towns", many(300))),
        ("inputs-not-numbers", preview("Towns", not_numbers)),
        ("inputs-hostile", preview(&hostile, evil)),
    ]
}
