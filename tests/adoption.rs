//! Presets of adoption: the fit done again from the series, and scenarios that use them.

use model::distribution::Tails;
use model::scenario::adoption::{ADOPTIONS, Adoption};
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use study::input::load_text;

/// Points of the grid for p and q, and for a market that is not known.
const GRID: usize = 80;
const MARKETS: usize = 16;

/// f(t) from f0, as the module says.
fn share(f0: f64, p: f64, q: f64, years: f64) -> f64 {
    let a = (1.0 - f0) / (1.0 + f0 * q / p);
    let e = libm::exp(-(p + q) * years);
    (1.0 - a * e) / (1.0 + a * (q / p) * e)
}

/// A point of the posterior and its weight.
struct Point {
    weight: f64,
    p: f64,
    q: f64,
    market: f64,
}

/// Log-likelihood less that of the observed share: half the deviance, with its sign.
fn likelihood(of: f64, joined: f64, chance: f64) -> f64 {
    let (chance, seen) = (chance.clamp(1e-12, 1.0 - 1e-12), joined / of);
    let some = if joined > 0.0 { joined * libm::log(chance / seen) } else { 0.0 };
    let rest = if of > joined { (of - joined) * libm::log((1.0 - chance) / (1.0 - seen)) } else { 0.0 };
    some + rest
}

fn posterior(one: &Adoption) -> Vec<Point> {
    let last = one.series[one.series.len() - 1].1;
    let middle = |k: usize, of: usize| (k as f64 + 0.5) / of as f64;
    let markets = match one.market {
        Some(market) => vec![market],
        None => (0..MARKETS).map(|k| last * libm::pow(20.0, middle(k, MARKETS))).collect(),
    };
    let mut points = Vec::new();
    for &market in &markets {
        for i in 0..GRID {
            for j in 0..GRID {
                let (p, q) = (0.0005 * libm::pow(200.0, middle(i, GRID)), 0.8 * middle(j, GRID));
                let step = |pair: &[(f64, f64)]| {
                    let [(from, before), (to, after)] = [pair[0], pair[1]];
                    let f0 = before / market;
                    let chance = (share(f0, p, q, to - from) - f0) / (1.0 - f0);
                    likelihood(market - before, after - before, chance)
                };
                points.push(Point { weight: one.series.windows(2).map(step).sum(), p, q, market });
            }
        }
    }
    let best = points.iter().fold(f64::NEG_INFINITY, |best, point| best.max(point.weight));
    let parameters = if one.market.is_some() { 2 } else { 3 };
    let freedom = (one.series.len() - 1).saturating_sub(parameters).max(1);
    let spread = (-2.0 * best / freedom as f64).max(4.0);
    points.iter_mut().for_each(|point| point.weight = libm::exp((point.weight - best) / spread));
    let all: f64 = points.iter().map(|point| point.weight).sum();
    points.iter_mut().for_each(|point| point.weight /= all);
    points
}

fn quantile(points: &[Point], of: fn(&Point) -> f64, probability: f64) -> f64 {
    let mut values: Vec<(f64, f64)> = points.iter().map(|point| (of(point), point.weight)).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sum = 0.0;
    values
        .iter()
        .find(|(_, weight)| {
            sum += weight;
            sum >= probability - 1e-12
        })
        .expect("a point")
        .0
}

/// The years until one in a share of those who had not joined at first does, over the whole posterior.
fn joins(points: &[Point], founders: f64, probability: f64) -> f64 {
    let below = |years: f64| {
        let one = |point: &Point| {
            let f0 = founders / point.market;
            point.weight * (share(f0, point.p, point.q, years) - f0) / (1.0 - f0)
        };
        points.iter().map(one).sum::<f64>()
    };
    let (mut low, mut high) = (0.0, 300.0);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if below(middle) < probability { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// Rounded to two digits or a tenth, as the table has them.
#[test]
fn the_table_is_what_the_fit_gives() {
    for one in &ADOPTIONS {
        let points = posterior(one);
        for (k, probability) in [0.05, 0.5, 0.95].into_iter().enumerate() {
            let (p, q) =
                (quantile(&points, |point| point.p, probability), quantile(&points, |point| point.q, probability));
            assert!((p / one.innovation[k] - 1.0).abs() < 0.06, "{} p: {p} for {}", one.name, one.innovation[k]);
            assert!((q - one.imitation[k]).abs() < 0.0006, "{} q: {q} for {}", one.name, one.imitation[k]);
        }
        for (k, probability) in [0.1, 0.5, 0.9].into_iter().enumerate() {
            let years = joins(&points, one.series[0].1, probability);
            assert!((years - one.joins[k]).abs() < 0.06, "{} joins: {years} for {}", one.name, one.joins[k]);
        }
    }
}

/// The book shows what the table has.
#[test]
fn the_book_shows_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/explanation/joining.md");
    let text = std::fs::read_to_string(path).expect("readable");
    for one in &ADOPTIONS {
        let line = text.lines().find(|line| line.starts_with(&format!("| `{}` |", one.name))).expect(one.name);
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let numbers = |cell: &str| cell.split(' ').map(|x| x.parse().expect("a number")).collect::<Vec<f64>>();
        assert_eq!(numbers(cells[3]), one.joins, "{line}");
        assert_eq!((numbers(cells[4]), numbers(cells[5])), (one.innovation.to_vec(), one.imitation.to_vec()), "{line}");
    }
}

fn with(joins: &str, community: &str) -> String {
    format!(
        "currency = 'CAD'\nprice_year = 2024\nhorizon = 10\ndiscount_rate = 0\nmodule = [{{ id = 'm', size = 10 }}]\n\
         administration = [{{ id = 'a', level = 'l', labour_rate = 1 }}, \
         {{ id = 'b', level = 'l', labour_rate = 1, joins = {joins} }}]\n[community]\nmarket = 50\n{community}\n"
    )
}

fn joins_of_b(scenario: &Scenario) -> [f64; 3] {
    let Source::Drawn(drawn) = scenario.source(Row::Member(1, Member::Joins)) else { panic!("not drawn") };
    [0.1, 0.5, 0.9].map(|p| drawn.quantile(Tails::from_below(p)))
}

#[test]
fn presets_stand_for_their_distributions_and_tell_their_source() {
    let text = with("{ adoption = 'eric.joins' }", "innovation = { adoption = 'os2.innovation', max = 0.05 }");
    let loaded = load_text("s.toml", &text, &[], None);
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.problems));
    for (found, want) in joins_of_b(&scenario).into_iter().zip([1.9, 8.2, 20.0]) {
        assert!((found - want).abs() < 1e-6, "{found} for {want}");
    }
    let told = |path: &str| scenario.assumptions.iter().find(|one| one.path == path).expect("told").source.clone();
    assert!(told("administration.b.joins").expect("a source").contains("ericstates.org"));
    assert!(told("community.innovation").expect("a source").contains("os2.eu"));
}

#[test]
fn presets_of_another_key_or_name_are_refused() {
    for (joins, community, words) in [
        ("{ adoption = 'erik.joins' }", "", "did you mean `eric.joins`"),
        ("{ adoption = 'eric' }", "", "`eric` is no preset"),
        ("{ adoption = 'eric.imitation' }", "", "is of `community.imitation`"),
        ("0", "imitation = { adoption = 'eric.joins' }", "is of `joins`"),
        ("{ adoption = 3 }", "", "expected a text"),
    ] {
        let loaded = load_text("s.toml", &with(joins, community), &[], None);
        let shown = study::input::render(&loaded.problems, &loaded.sources, false);
        assert!(loaded.scenario.is_none() && shown.contains(words), "{joins} {community}: {shown}");
    }
}
