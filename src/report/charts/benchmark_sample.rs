//! Benchmarks to draw, plain and odd.

use study::analysis::benchmark::ask::benchmark;
use study::analysis::benchmark::found::{Benchmark, Described, Origin};
use study::analysis::benchmark::sample::Sample;
use study::data_sets::{Project, SETS, find};

fn of(names: &[&str]) -> Benchmark {
    let sets = names.iter().filter_map(|name| find(name));
    let samples: Vec<Sample> = sets.map(|set| Sample::of(set, set.usual_size()).expect("projects")).collect();
    benchmark(&samples, 1)
}

fn odd() -> Benchmark {
    let name = format!("<b>&\u{202E}{}", "long ".repeat(99));
    let projects = (1..9).map(|k| Project { size: 1e-9 * f64::from(k), effort: 1e12 * f64::from(k % 3 + 1) });
    let (about, source) = (Described::Column("effort".to_owned()), Origin::StandardInput);
    let sample = Sample { name, about, source, unit: None, projects: projects.collect(), rated: None, left_out: 0 };
    let mut found = benchmark(&[sample], 1);
    found.kinds[0].models[0].accuracy = -123.0;
    found.kinds[0].models[0].factor_90 = Some(f64::INFINITY);
    if let Some(forecast) = &mut found.sets[0].models[0].forecast {
        forecast.pit = [0.0; 10];
        forecast.pit[3] = 1.0;
        forecast.coverage_90.value = f64::NAN;
    }
    found
}

/// All of them.
pub(crate) fn all_benchmarks() -> Vec<(&'static str, Benchmark)> {
    let names: Vec<&str> = SETS.iter().map(|set| set.name).filter(|name| *name != "china").collect();
    let mut nothing = of(&["kemerer"]);
    nothing.sets.clear();
    nothing.kinds.clear();
    vec![("all-sets", of(&names)), ("one-set", of(&["miyazaki94"])), ("odd-set", odd()), ("no-set", nothing)]
}
