//! How the time of a run grows with administrations, years, modules and replications.
//!
//! `cargo bench --bench growth` times runs of parts of `municipalities.toml` on one thread, prints nanoseconds for each
//! replication of an administration's year, and draws them to `target/growth/growth.svg`: level curves are linear growth.

#![allow(
    clippy::disallowed_methods,
    reason = "where a point stands in a picture need not be the same bytes everywhere"
)]

use model::scenario::Scenario;
use model::simulation::{Settings, simulate};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;
use study::input::{Override, load};

/// Replications of administrations in a run, about.
const WORK: usize = 2_000_000;
/// Runs of which the quickest counts.
const RUNS: usize = 3;

/// What grows, and what was measured: its size and nanoseconds a member-year.
struct Curve {
    what: &'static str,
    points: Vec<(f64, f64)>,
}

/// The founders and every so many of the rest, until there are `administrations`, with so many modules and years.
fn part(administrations: usize, modules: usize, years: usize) -> Scenario {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let read = |name: &str| std::fs::read_to_string(shipped.join(name)).expect("readable");
    let table = read("municipalities.csv");
    let (founders, rest): (Vec<&str>, Vec<&str>) = table.lines().skip(1).partition(|line| line.contains(",0,"));
    let wanted = administrations - founders.len();
    let rest = (0..wanted).map(|k| rest[k * rest.len() / wanted]);
    let lines = table.lines().take(1).chain(founders).chain(rest);
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("municipalities.csv"), lines.collect::<Vec<_>>().join("\n")).expect("written");
    let mut question = read("municipalities.toml");
    for k in 6..modules {
        writeln!(question, "[[module]]\nid = \"m{k}\"\nsize = {{ lognormal = {{ p5 = 8, p95 = 25 }} }}")
            .expect("written");
    }
    let path = folder.path().join("municipalities.toml");
    std::fs::write(&path, question).expect("written");
    let horizon: Override = format!("horizon={years}").parse().expect("PATH=VALUE");
    load(&path, &[horizon], false).expect("readable").scenario.expect("a good scenario")
}

/// Seconds that a run takes.
fn seconds(scenario: &Scenario, replications: usize) -> f64 {
    let clock = Instant::now();
    simulate(scenario, &Settings::new(replications as u64, 1), &mut |_| ControlFlow::Continue(())).expect("finite");
    clock.elapsed().as_secs_f64()
}

/// Nanoseconds a member-year of a longer run beyond one of half its length: what both take to begin does not count.
fn nanoseconds(scenario: &Scenario, replications: usize) -> f64 {
    let quickest = |replications| (0..RUNS).map(|_| seconds(scenario, replications)).fold(f64::INFINITY, f64::min);
    let taken = quickest(2 * replications) - quickest(replications);
    taken * 1e9 / (replications * scenario.administrations.len() * scenario.horizon) as f64
}

fn measure(what: &'static str, points: impl Iterator<Item = (usize, Scenario, usize)>) -> Curve {
    let points = points.map(|(size, scenario, replications)| {
        let nanoseconds = nanoseconds(&scenario, replications);
        let each = nanoseconds * (scenario.administrations.len() * scenario.horizon) as f64 / 1e3;
        println!("{what:>15} {size:>9} {nanoseconds:>9.1} ns a member-year {each:>11.2} us a replication");
        (size as f64, nanoseconds)
    });
    Curve { what, points: points.collect() }
}

/// Whole batches, and more than a few even where each is large.
fn replications(administrations: usize) -> usize {
    (WORK / administrations).next_multiple_of(64).max(128)
}

fn main() {
    // `cargo test --benches` only looks whether it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let curves = pool.install(|| {
        let sizes = [13, 100, 1000, 10_000, 45_743].into_iter();
        let administrations = sizes.map(|n| (n, part(n, 6, 10), replications(n)));
        let years = [5, 10, 20, 40].into_iter().map(|years| (years, part(200, 6, years), replications(200)));
        let modules = [6, 12, 24, 48].into_iter().map(|modules| (modules, part(200, modules, 10), replications(200)));
        let runs = [10_000, 100_000, 500_000].into_iter().map(|n| (n, part(13, 6, 10), n / 2));
        [
            measure("administrations", administrations),
            measure("years", years),
            measure("modules", modules),
            measure("replications", runs),
        ]
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("growth");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("growth.svg"), chart(&curves)).expect("written");
    println!("{}", folder.join("growth.svg").display());
}

/// A panel a curve: sizes on a logarithmic axis, nanoseconds from 0 up.
fn chart(curves: &[Curve]) -> String {
    const SIDE: f64 = 260.0;
    const MARGIN: f64 = 50.0;
    let most = curves.iter().flat_map(|curve| &curve.points).fold(1.0_f64, |most, point| most.max(point.1));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" font-family=\"sans-serif\" font-size=\"12\">\n",
        curves.len() as f64 * (SIDE + MARGIN) + MARGIN,
        SIDE + 2.0 * MARGIN
    );
    svg += "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    for (panel, curve) in curves.iter().enumerate() {
        let left = MARGIN + panel as f64 * (SIDE + MARGIN);
        let (first, last) = (libm::log(curve.points[0].0), libm::log(curve.points[curve.points.len() - 1].0));
        let x = |size: f64| left + SIDE * (libm::log(size) - first) / (last - first);
        let y = |nanoseconds: f64| MARGIN + SIDE * (1.0 - nanoseconds / (1.1 * most));
        let line: Vec<String> = curve.points.iter().map(|&(size, ns)| format!("{:.1},{:.1}", x(size), y(ns))).collect();
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {MARGIN}V{0}H{1}\" fill=\"none\" stroke=\"#888\"/><polyline points=\"{2}\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\"/><text x=\"{left}\" y=\"30\">{3}: ns a member-year</text>",
            MARGIN + SIDE,
            left + SIDE,
            line.join(" "),
            curve.what
        );
        for &(size, ns) in &curve.points {
            let _ = writeln!(
                svg,
                "<circle cx=\"{0:.1}\" cy=\"{1:.1}\" r=\"3\" fill=\"#1f5fa8\"/><text x=\"{0:.1}\" y=\"{2:.1}\" text-anchor=\"middle\">{ns:.1}</text><text x=\"{0:.1}\" y=\"{3}\" text-anchor=\"middle\">{size}</text>",
                x(size),
                y(ns),
                y(ns) - 8.0,
                MARGIN + SIDE + 18.0
            );
        }
    }
    svg + "</svg>\n"
}
