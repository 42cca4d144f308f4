//! Which inputs are drawn together: the factors of a sensitivity analysis, independent of each other.

use crate::results::FactorResult;
use crate::sampling::Sampler;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use crate::scenario::{Assumption, Scenario};

use super::indices::{Index, Indices};

/// Inputs that are drawn together.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Path, with `*` where it is several inputs.
    pub name: String,
    /// Their rows.
    pub rows: Vec<usize>,
    /// The first of them.
    first: Row,
    /// Whether all are values of one key or event.
    pub alike: bool,
}

/// The factors of a scenario in the order of their first rows; `each`: modules' and administrations' inputs apart.
pub fn factors(scenario: &Scenario, sampler: &Sampler, each: bool) -> Vec<Factor> {
    let all: Vec<Row> = scenario.layout().rows().collect();
    let mut factors: Vec<Factor> = Vec::new();
    for row in sampler.deciding() {
        let (name, alike) = name(scenario, all[row], row, each);
        match factors.iter_mut().find(|factor| factor.name == name) {
            Some(factor) => factor.rows.push(row),
            None => factors.push(Factor { name, rows: vec![row], first: all[row], alike }),
        }
    }
    factors
}

/// What an input is called together with those it is drawn with, and whether these are of one kind.
fn name(scenario: &Scenario, what: Row, row: usize, each: bool) -> (String, bool) {
    if let Some(group) = scenario.correlated.iter().find(|group| group.rows.contains(&row)) {
        return (group.name.clone(), false);
    }
    let is_overrun = matches!(what, Row::Global(Global::ConsortiumOverrun) | Row::Member(_, Member::MemberOverrun));
    let name = match what {
        _ if is_overrun && scenario.overrun_correlation != 0.0 => "*.overrun".to_owned(),
        Row::Module(_) if !each => "module.*.size".to_owned(),
        Row::Member(_, key) if !each => format!("administration.*.{}", key.spec().path),
        Row::MemberEvent(_, event) if !each => format!("administration.*.{}", event.path()),
        _ => scenario.input_name(what),
    };
    (name, true)
}

impl Factor {
    /// With what was found of it.
    pub fn result(&self, scenario: &Scenario, indices: Option<Indices>, rank_correlation: Option<f64>) -> FactorResult {
        const NOTHING: Index = Index { value: 0.0, low: 0.0, high: 0.0 };
        let known = self.assumption(scenario);
        let spec = Scenario::key_spec(self.first);
        FactorResult {
            name: self.name.clone(),
            inputs: self.rows.len(),
            meaning: match (self.alike, event_words(self.first), spec) {
                (false, ..) => "inputs that move together".to_owned(),
                (_, Some(words), _) => words.to_owned(),
                (_, _, Some(spec)) => spec.meaning.to_owned(),
                _ => String::new(),
            },
            mark: known.and_then(|one| one.mark).map(|mark| mark.to_string()),
            source: known.and_then(|one| one.source.clone()),
            chance: spec.is_none(),
            first_order: indices.map_or(NOTHING, |indices| indices.first),
            total: indices.map_or(NOTHING, |indices| indices.total),
            rank_correlation,
        }
    }

    fn assumption<'a>(&self, scenario: &'a Scenario) -> Option<&'a Assumption> {
        let own = scenario.input_name(self.first);
        let general = match self.first {
            Row::Member(_, key) => format!("administration.*.{}", key.spec().path),
            _ => self.name.clone(),
        };
        let named = |path: &str| scenario.assumptions.iter().find(|one| one.path == path);
        if self.alike { named(&self.name).or_else(|| named(&own)).or_else(|| named(&general)) } else { None }
    }
}

/// What an event is.
fn event_words(row: Row) -> Option<&'static str> {
    Some(match row {
        Row::Event(ConsortiumEvent::Cancelled) => "whether the core build is abandoned",
        Row::Event(ConsortiumEvent::Frailty) => "waves of exits",
        Row::Event(ConsortiumEvent::Lifetime) => "when the consortium is dissolved",
        Row::Event(ConsortiumEvent::IncidentQuantile) => "how many incidents hit the core",
        Row::MemberEvent(_, MemberEvent::Cancelled) => "whether an own build is abandoned",
        Row::MemberEvent(_, MemberEvent::Patience) => "when a member leaves",
        Row::MemberEvent(_, MemberEvent::IncidentQuantile) => "how many incidents hit an own system",
        Row::Global(_) | Row::Module(_) | Row::Member(..) => return None,
    })
}
