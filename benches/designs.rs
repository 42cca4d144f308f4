//! How much a design spares: the variance of plain Monte Carlo over the design's, at the same number of replications.
//!
//! `cargo bench --bench designs` prints the table of benches/README.md: for each scenario, design and number of
//! replications the variance over seeds of five final estimates, and how many of 100 intervals hold what 2^20 Sobol'
//! points say. A ratio from two variances over 30 seeds each varies by about a third; `cargo bench --bench designs --
//! 60` takes 60 seeds.

use model::sampling::design::Design;
use model::scenario::{Scenario, Strategy};
use model::simulation::measure::{Quantity, SavingQuantity};
use model::simulation::{Settings, simulate};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use study::input::load;

/// Seeds of each design, unless told otherwise.
const SEEDS: u64 = 30;

/// Numbers of replications, as powers of two.
const LENGTHS: [u32; 3] = [10, 13, 16];

/// What is estimated.
const STATISTICS: [&str; 5] = ["mean", "P10", "P50", "P90", "P(> 0)"];

fn scenario(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    load(&path, &[], false).expect("readable").scenario.expect("a good scenario")
}

/// The estimates of the saving against building alone, and whether their 95 % intervals hold the truth, if it is given.
fn estimates(scenario: &Scenario, settings: &Settings) -> [(f64, [f64; 2]); 5] {
    let simulation = simulate(scenario, settings, &mut |_| ControlFlow::Continue(())).expect("finite values");
    let wanted = Quantity::Saving(Strategy::Independent, SavingQuantity::Cost);
    let tally = simulation.tally(wanted).expect("always there");
    let saving = tally.estimate(true);
    let (mean, error) = (saving.mean.expect("a mean"), saving.standard_error.expect("an error"));
    let half = tally.score() * error;
    let quantile = |percent| {
        let quantile = saving.quantiles.iter().find(|quantile| quantile.percent == percent).expect("reported");
        (quantile.value, [quantile.low.unwrap_or(f64::NEG_INFINITY), quantile.high.unwrap_or(f64::INFINITY)])
    };
    let positive = tally.positive();
    [
        (mean, [mean - half, mean + half]),
        quantile(10),
        quantile(50),
        quantile(90),
        (positive.value, [positive.low, positive.high]),
    ]
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)
}

/// Variances over seeds, and the share of intervals that hold the truth.
fn spread(scenario: &Scenario, settings: &Settings, seeds: u64, truth: &[f64; 5]) -> [(f64, f64); 5] {
    let all: Vec<_> = (1..=seeds).map(|seed| estimates(scenario, &Settings { seed, ..settings.clone() })).collect();
    std::array::from_fn(|k| {
        let values: Vec<f64> = all.iter().map(|estimates| estimates[k].0).collect();
        let holds = |estimates: &&[(f64, [f64; 2]); 5]| estimates[k].1[0] <= truth[k] && truth[k] <= estimates[k].1[1];
        (variance(&values), all.iter().filter(holds).count() as f64 / seeds as f64)
    })
}

fn main() -> std::io::Result<()> {
    let seeds = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(SEEDS);
    let mut out = std::io::stdout();
    writeln!(out, "| scenario | design | replications | {} | cover |", STATISTICS.join(" | "))?;
    writeln!(out, "| --- | --- | --- |{} --- |", " --- |".repeat(STATISTICS.len()))?;
    for name in ["canada-notify", "wycan"] {
        let scenario = scenario(&format!("{name}.toml"));
        let long = Settings::new(1 << 20, 1_000_003).with(Design::Sobol);
        let truth = estimates(&scenario, &long).map(|(value, _)| value);
        for length in LENGTHS {
            let of = |design| spread(&scenario, &Settings::new(1 << length, 0).with(design), seeds, &truth);
            let plain = of(Design::Random);
            for design in Design::ALL {
                let found = if design == Design::Random { plain } else { of(design) };
                let ratios: Vec<String> =
                    plain.iter().zip(&found).map(|(plain, found)| format!("{:.2}", plain.0 / found.0)).collect();
                let cover: Vec<String> = found.iter().map(|(_, share)| format!("{:.0}", 100.0 * share)).collect();
                let (word, ratios, cover) = (design.word(), ratios.join(" | "), cover.join(" "));
                writeln!(out, "| {name} | {word} | 2^{length} | {ratios} | {cover} |")?;
            }
        }
    }
    Ok(())
}
