//! What each uncertain input of a scenario looks like before anything is drawn.
//!
//! Use it to see at a glance whether ranges are what was meant: a factor of ten, a tail without an end, a default that nobody
//! looked at. It says nothing of what an input matters: `sensitivity` does.
//!
//! Inputs are those of the log of assumptions that have a distribution. Administrations that have the same one are one input;
//! where each has its own, the one in the middle by its median stands for all. Cost: a few hundred values of each distribution.

use super::found::{Basis, Bins, Preview, Quantiles, Uncertain};
use model::distribution::{Distribution, Tails};
use model::scenario::keys::Global;
use model::scenario::layout::Row;
use model::scenario::{Assumption, Scenario, Source};
use std::collections::HashMap;

/// Bins of a shape.
const BINS: usize = 48;

/// The uncertain inputs of a scenario.
pub fn preview(scenario: &Scenario) -> Preview {
    let log = Log::of(scenario);
    let (mut found, mut places): (Vec<Group>, HashMap<&str, usize>) = (Vec::new(), HashMap::new());
    for row in scenario.layout().rows() {
        let Source::Drawn(distribution) = scenario.source(row) else { continue };
        let Some(line) = log.line(scenario, row) else { continue };
        if distribution.certain().is_some() || repeats_overrun(scenario, line, distribution) {
            continue;
        }
        let place = *places.entry(&line.path).or_insert(found.len());
        if place == found.len() {
            found.push(Group { line, is_of_several: line.path.contains('*'), all: Vec::new() });
        }
        found[place].all.push(distribution);
    }
    let mut inputs: Vec<Uncertain> = found.into_iter().map(Group::uncertain).collect();
    inputs.sort_by(|a, b| a.basis.cmp(&b.basis).then(b.quantiles.width().total_cmp(&a.quantiles.width())));
    Preview::of(scenario, inputs)
}

/// Whether an input has the distribution of `effort.overrun` because nothing else is said of it.
fn repeats_overrun(scenario: &Scenario, line: &Assumption, distribution: &Distribution) -> bool {
    let own = Global::Overrun.spec().path;
    let all = scenario.source(Row::Global(Global::Overrun));
    line.path != own && !line.given && line.path.ends_with("overrun") && *all == Source::Drawn(distribution.clone())
}

/// The log of assumptions by path; of a path that stands twice, for some administrations and for the others, what is given.
struct Log<'a>(HashMap<&'a str, &'a Assumption>);

impl<'a> Log<'a> {
    fn of(scenario: &'a Scenario) -> Log<'a> {
        let mut lines: HashMap<&str, &Assumption> = HashMap::new();
        for line in &scenario.assumptions {
            let known = lines.entry(&line.path).or_insert(line);
            if line.given {
                *known = line;
            }
        }
        Log(lines)
    }

    /// What it says of an input; nothing of what is not used.
    fn line(&self, scenario: &Scenario, row: Row) -> Option<&'a Assumption> {
        let starred = || match row {
            Row::Member(_, key) => self.0.get(&*format!("administration.*.{}", key.spec().path)),
            _ => None,
        };
        self.0.get(&*scenario.input_name(row)).or_else(starred).copied()
    }
}

/// Inputs of one line of the log.
struct Group<'a> {
    line: &'a Assumption,
    /// Whether the line is of several administrations.
    is_of_several: bool,
    all: Vec<&'a Distribution>,
}

impl Group<'_> {
    fn uncertain(self) -> Uncertain {
        let Group { line, is_of_several, mut all } = self;
        let alike = all.iter().all(|one| *one == all[0]);
        if !alike {
            all.sort_by(|a, b| at(a, 0.5).total_cmp(&at(b, 0.5)));
        }
        let distribution = all[all.len() / 2];
        let [p1, p10, p50, p90, p99] = [0.01, 0.1, 0.5, 0.9, 0.99].map(|below| at(distribution, below));
        Uncertain {
            path: line.path.clone(),
            unit: line.unit.clone(),
            basis: Basis::of(line),
            given: line.given,
            mark: line.mark.filter(|_| !line.given),
            administrations: is_of_several.then_some(all.len()),
            alike,
            quantiles: Quantiles { p1, p10, p50, p90, p99 },
            bins: bins(distribution, p1, p99),
        }
    }
}

/// The quantile of a probability.
fn at(distribution: &Distribution, below: f64) -> f64 {
    distribution.quantile(Tails::from_below(below))
}

/// Shares between two values; a value that has a probability of its own is in the bin that ends with it.
fn bins(distribution: &Distribution, low: f64, high: f64) -> Bins {
    let width = (high - low) / BINS as f64;
    let edge = |k: usize| if k == BINS { high } else { low + width * k as f64 };
    // What lies at the lower end belongs to the first bin.
    let below = |k: usize| distribution.cdf(if k == 0 { low.next_down() } else { edge(k) });
    let shares = (0..BINS).map(|k| (below(k + 1) - below(k)).max(0.0)).collect();
    Bins { low, high, shares }
}
