//! Where the time of a replication goes: sampling, evaluation, summaries, and the whole run.
//!
//! `cargo bench` prints the time of a batch of 16 replications for the first two, of a chunk of some hundred for summaries, and of 16,384
//! replications on one thread for the whole.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use model::lanes::LANES;
use model::sampling::Sampler;
use model::scenario::Scenario;
use model::simulation::{Prepared, Settings, Summing, simulate};
use model::strategy::Evaluator;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use study::input::load;

const WHOLE: u64 = 16_384;

fn scenario(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    let loaded = load(&path, &[], false).expect("readable");
    loaded.scenario.expect("a good scenario")
}

fn replications(criterion: &mut Criterion) {
    for name in ["canada-notify.toml", "wycan.toml", "os2-denmark.toml"] {
        let scenario = scenario(name);
        let sampler = Sampler::new(&scenario, 1);
        let mut inputs = sampler.inputs();
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(LANES as u64)).sample_size(20);
        let mut first = 0;
        group.bench_function("sampling", |bench| {
            bench.iter(|| {
                first += LANES as u64;
                sampler.draw(black_box(first), &mut inputs);
            });
        });
        let mut evaluator = Evaluator::new(&scenario);
        group.bench_function("evaluation", |bench| {
            bench.iter(|| {
                black_box(evaluator.evaluate(black_box(&mut inputs)));
            });
        });
        // With grids, as in a long run.
        let prepared = Prepared::new(&scenario, &Settings::new(10_000_000, 1)).expect("finite");
        let mut summing = Summing::new(&prepared);
        group.throughput(Throughput::Elements(summing.replications() as u64));
        group.bench_function("summaries", |bench| bench.iter(|| summing.run()));
        let settings = Settings::new(WHOLE, 1);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        group.throughput(Throughput::Elements(WHOLE)).sample_size(10);
        group.bench_function("whole", |bench| {
            bench.iter(|| pool.install(|| simulate(&scenario, &settings, &mut |_| ControlFlow::Continue(()))));
        });
        group.finish();
    }
}

criterion_group!(benches, replications);
criterion_main!(benches);
