//! Budgets to draw, plain and odd.

use super::analysis_sample::text;
use super::sample::header;
use model::results::Probability;
use model::scenario::Strategy;
use study::analysis::budget::calendar::{Calendar, Month};
use study::analysis::budget::found::{Amount, Budget, Needs, Plan, Unit};

/// What is asked of a year of an amount.
fn needs(amount: f64, staff: Option<f64>) -> Needs {
    let of = |part: f64| Amount {
        p50: part * amount,
        p80: 1.4 * part * amount,
        p80_interval: Some([1.3 * part * amount, 1.5 * part * amount]),
    };
    Needs {
        build: of(0.6),
        run: of(0.4),
        total: of(1.0),
        build_after_grant: of(0.5),
        total_after_grant: of(0.9),
        people: of(1e-6),
        short: staff.map(|staff| {
            let value = if amount > 1e5 * staff { 0.25 } else { 0.0 };
            Probability { value, low: value * 0.9, high: (value * 1.1).min(1.0) }
        }),
    }
}

fn budget(name: &str, amounts: &[f64], members: usize, staff: Option<f64>) -> Budget {
    let strategies = [Strategy::Independent, Strategy::Shared, Strategy::Fork];
    let plans = |scale: f64| -> Vec<Plan> {
        let years: Vec<Needs> = amounts.iter().map(|amount| needs(amount * scale, staff)).collect();
        let whole = needs(amounts.iter().sum::<f64>() * scale, staff);
        strategies.iter().map(|&strategy| Plan { strategy, years: years.clone(), whole }).collect()
    };
    let unit = |k: usize| Unit {
        id: format!("m{k}"),
        name: Some(text(name)),
        staff: staff.filter(|_| k.is_multiple_of(2)),
        strategies: plans(0.5),
    };
    let start = Month { year: 2025, month: 7 };
    let calendar = Calendar { start, fiscal: 7, price_year: 2024, horizon: amounts.len() };
    Budget {
        header: header(text(name), if name.len() > 40 { name } else { "CAD" }, 1000),
        start,
        fiscal_year_begins: 7,
        inflation: 0.02,
        wage_inflation: staff.map(|_| 0.03),
        wage_growth: 0.005,
        months_a_year: 12.0,
        years: calendar.years(0.02, 0.02),
        all: Unit { id: "all".to_owned(), name: None, staff, strategies: plans(1.0) },
        administrations: (0..members).map(unit).collect(),
    }
}

/// Budgets by name.
pub(crate) fn all_budgets() -> Vec<(&'static str, Budget)> {
    vec![
        ("budget", budget("Town", &[4e6, 1e6, 5e5, 4e5], 3, Some(12.0))),
        ("budget-one-year", budget("Town", &[4e6], 1, None)),
        ("budget-many", budget("Commune", &[1e4; 60], 40, Some(0.0))),
        ("budget-nothing", budget("Town", &[0.0; 3], 2, Some(1.0))),
        ("budget-largest", budget("Town", &[1e300, 1e299], 2, None)),
        ("budget-not-numbers", budget("Town", &[1.0, f64::NAN, f64::INFINITY], 2, None)),
        ("budget-hostile", budget(&"<script>&\"\u{202e}\u{0}".repeat(40), &[2.0, 1.0], 2, Some(1.0))),
    ]
}
