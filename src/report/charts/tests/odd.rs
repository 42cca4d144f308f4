//! Results that charts must stand: nothing saved, no means, negative and largest numbers, hostile names.

use crate::charts::sample::*;
use model::results::{Histogram, Results};
use model::scenario::Strategy;

fn one_administration() -> Results {
    let mut results = provinces();
    results.administrations.truncate(1);
    results
}

pub(super) fn no_saving() -> Results {
    let mut results = provinces();
    let mut none = saving(Strategy::Independent, 0.0, 0.0, 0.0);
    none.histogram = Histogram { low: 0.0, high: 0.0, shares: vec![1.0], abandoned: vec![0.2], below: 0.0, above: 0.0 };
    none.cost_share = symmetric(0.0, 0.0);
    results.savings = vec![none];
    results
}

fn sixty_eight_equal() -> Results {
    let mut results = many();
    for (k, one) in results.administrations.iter_mut().enumerate() {
        *one = administration(&format!("m{k}"), &"É".repeat(3000), "Ñ", 1e6, 0.7e6);
    }
    results
}

fn empty_lists() -> Results {
    let mut results = provinces();
    results.strategies.clear();
    results.savings.clear();
    results.administrations.clear();
    results.years.clear();
    results
}

fn no_mean() -> Results {
    let mut results = provinces();
    for strategy in &mut results.strategies {
        strategy.phases.iter_mut().for_each(|(_, effort)| effort.mean = None);
        strategy.effort.mean = None;
    }
    results
}

fn negative_costs() -> Results {
    let mut results = losing();
    results.strategies[1].phases[2].1 = symmetric(-2500.0, 300.0);
    for one in results.administrations.iter_mut().step_by(2) {
        one.strategies[1].cost = symmetric(-2e6, 4e5);
    }
    results.years.iter_mut().for_each(|year| year.cumulative_cost = symmetric(-1e6 * year.year as f64, 5e6));
    results
}

fn not_numbers() -> Results {
    let mut results = provinces();
    for (k, point) in results.strategies[0].equal_service_curve.iter_mut().enumerate().filter(|(k, _)| k % 3 == 0) {
        point.1 = if k % 2 == 0 { f64::NAN } else { f64::INFINITY };
    }
    results.savings[0].histogram.shares[3] = f64::NAN;
    results.savings[0].positive.value = f64::NAN;
    results.strategies[0].phases[0].1.mean = Some(f64::NAN);
    results.administrations[2].strategies[0].cost.quantiles[3].value = f64::INFINITY;
    results.years[5].cumulative_cost.quantiles[6].value = f64::INFINITY;
    results
}

fn hostile_text() -> Results {
    let mut results = provinces();
    let text = format!(
        "<script>&\"'\u{0}\u{202E}\u{FFFF}{}]]></svg> 漢字 \u{5D0} {}",
        "\u{301}".repeat(999),
        "long ".repeat(999)
    );
    results.question.title.fr = Some(text.clone());
    results.question.title.en = text.clone();
    results.question.currency = text.clone();
    results.administrations.iter_mut().for_each(|one| one.name.fr = Some(text.clone()));
    results
}

fn quality_not_numbers() -> Results {
    let mut results = with_quality(provinces(), [0.1, 0.9]);
    if let Some(best) = &mut results.best {
        best.settling[2].mean = f64::NAN;
        best.settling[4].standard_error = Some(f64::INFINITY);
        best.settling[5].mean = -1e300;
    }
    results.together[0].achieved[3].of_ranks = f64::NAN;
    results.together[1].achieved.truncate(1);
    results
}

/// Every sample of a run, by name.
pub(super) fn samples() -> Vec<(&'static str, Results)> {
    vec![
        ("provinces", provinces()),
        ("many", many()),
        ("sizes", of_all_sizes()),
        ("losing", losing()),
        ("four", all_strategies()),
        ("close", close_strategies()),
        ("one-year", with_horizon(1)),
        ("thirty-years", with_horizon(30)),
        ("nothing", nothing()),
        ("no-mean", no_mean()),
        ("one", one_administration()),
        ("no-saving", no_saving()),
        ("equal", sixty_eight_equal()),
        ("huge", scaled(1e9)),
        ("largest", scaled(1e292)),
        ("tiny", scaled(1e-13)),
        ("zero", scaled(0.0)),
        ("negative", negative_costs()),
        ("not-numbers", not_numbers()),
        ("empty", empty_lists()),
        ("hostile", hostile_text()),
        ("quality", with_quality(provinces(), [0.62, 0.99])),
        ("quality-sure", with_quality(all_strategies(), [1.0, 1.0])),
        ("quality-doubtful", with_quality(losing(), [0.0, 1.0])),
        ("quality-hostile", with_quality(hostile_text(), [0.3, 0.31])),
        ("quality-huge", with_quality(scaled(1e9), [0.5, 0.52])),
        ("quality-not-numbers", quality_not_numbers()),
    ]
}
