//! Which inputs are drawn together: the factors of a sensitivity analysis, independent of each other.

use super::found::{Bar, FactorResult, Shares};
use model::distribution::Tails;
use model::sampling::Sampler;
use model::scenario::keys::{Global, KeySpec, Member};
use model::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use model::scenario::{Assumption, Scenario, Source};
use std::collections::HashMap;

/// Overruns, which move together by `effort.overrun_correlation`.
const OVERRUNS: &str = "*.overrun";

/// Inputs that are drawn together.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Path, with `*` where it is several inputs.
    pub name: String,
    /// Their rows.
    pub rows: Vec<usize>,
    /// What they are.
    all: Vec<Row>,
}

/// The factors of a scenario in the order of their first rows; `each`: modules' and administrations' inputs apart.
pub fn factors(scenario: &Scenario, sampler: &Sampler, each: bool) -> Vec<Factor> {
    let all: Vec<Row> = scenario.layout().rows().collect();
    let mut factors: Vec<Factor> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in sampler.deciding() {
        let name = name(scenario, all[row], row, each);
        let place = *places.entry(name.clone()).or_insert(factors.len());
        if place == factors.len() {
            factors.push(Factor { name, rows: Vec::new(), all: Vec::new() });
        }
        factors[place].rows.push(row);
        factors[place].all.push(all[row]);
    }
    factors
}

/// What an input is called together with those it is drawn with.
fn name(scenario: &Scenario, what: Row, row: usize, each: bool) -> String {
    if let Some(group) = scenario.correlated.iter().find(|group| group.rows.contains(&row)) {
        return group.name.clone();
    }
    match what {
        Row::Global(Global::ConsortiumOverrun) | Row::Member(_, Member::MemberOverrun)
            if scenario.overrun_correlation != 0.0 =>
        {
            OVERRUNS.to_owned()
        }
        _ if !each => kind(scenario, what),
        _ => scenario.input_name(what),
    }
}

/// What an input is called together with all of its kind.
fn kind(scenario: &Scenario, what: Row) -> String {
    match what {
        Row::Module(_) => "module.*.size".to_owned(),
        Row::Member(_, key) => format!("administration.*.{}", key.spec().path),
        Row::MemberEvent(_, event) => format!("administration.*.{}", event.path()),
        Row::Global(_) | Row::Event(_) => scenario.input_name(what),
    }
}

impl Factor {
    /// With what was found of it.
    pub fn result(
        &self,
        scenario: &Scenario,
        (variance, ranks): (Option<Shares>, Shares),
        rank_correlation: Option<f64>,
        tornado: Bar,
    ) -> FactorResult {
        let known = self.assumption(scenario);
        FactorResult {
            name: self.name.clone(),
            inputs: self.rows.len(),
            meaning: self.meaning(scenario),
            mark: known.and_then(|one| one.mark).map(|mark| mark.to_string()),
            source: known.and_then(|one| one.source.clone()),
            chance: self.spec().is_none(),
            variance,
            ranks,
            rank_correlation,
            tornado,
        }
    }

    /// Whether all are values of one key, or one kind of event.
    pub fn alike(&self, scenario: &Scenario) -> bool {
        let first = kind(scenario, self.all[0]);
        self.all.iter().all(|&row| kind(scenario, row) == first)
    }

    /// Whether its lowest draws are those in which it happens.
    pub fn happens_first(&self) -> bool {
        matches!(
            self.all[0],
            Row::Event(ConsortiumEvent::CancelQuantile) | Row::MemberEvent(_, MemberEvent::CancelQuantile)
        )
    }

    /// The unit of its values; empty for events.
    pub fn unit(&self) -> String {
        self.spec().map_or(String::new(), |spec| spec.unit.to_owned())
    }

    /// P10 and P90 of its inputs, where all have the same.
    pub fn ends(&self, scenario: &Scenario) -> Option<[f64; 2]> {
        let ends = |row: &Row| match scenario.source(*row) {
            Source::Drawn(distribution) => Some([0.1, 0.9].map(|p| distribution.quantile(Tails::from_below(p)))),
            Source::Common(_) | Source::Derived => None,
        };
        self.spec()?;
        let first = ends(&self.all[0])?;
        self.all.iter().all(|row| ends(row) == Some(first)).then_some(first)
    }

    fn spec(&self) -> Option<&'static KeySpec> {
        Scenario::key_spec(self.all[0])
    }

    fn meaning(&self, scenario: &Scenario) -> String {
        if !self.alike(scenario) {
            let words = if self.name == OVERRUNS { "overruns of all builds" } else { "inputs that move together" };
            return words.to_owned();
        }
        let words = event_words(self.all[0]).or(self.spec().map(|spec| spec.meaning)).unwrap_or_default();
        // Where a default comes from is said by its source.
        words.split("; default").next().unwrap_or_default().to_owned()
    }

    fn assumption<'a>(&self, scenario: &'a Scenario) -> Option<&'a Assumption> {
        let named = |path: &str| scenario.assumptions.iter().find(|one| one.path == path);
        if self.name == OVERRUNS {
            return named("effort.overrun");
        }
        let paths = [self.name.clone(), scenario.input_name(self.all[0]), kind(scenario, self.all[0])];
        if self.alike(scenario) { paths.iter().find_map(|path| named(path)) } else { None }
    }
}

/// What an event is.
fn event_words(row: Row) -> Option<&'static str> {
    Some(match row {
        Row::Event(ConsortiumEvent::CancelQuantile) => "whether the core build is abandoned",
        Row::Event(ConsortiumEvent::Frailty) => "waves of exits",
        Row::Event(ConsortiumEvent::Lifetime) => "when the consortium is dissolved",
        Row::Event(ConsortiumEvent::IncidentQuantile) => "how many incidents hit the core",
        Row::MemberEvent(_, MemberEvent::CancelQuantile) => "whether an own build is abandoned",
        Row::MemberEvent(_, MemberEvent::Patience) => "when a member leaves",
        Row::MemberEvent(_, MemberEvent::IncidentQuantile) => "how many incidents hit an own system",
        Row::Global(_) | Row::Module(_) | Row::Member(..) => return None,
    })
}
