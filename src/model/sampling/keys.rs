//! The keys by which inputs are drawn, and the dimensions that they take in a design.
//!
//! Points of a design are spread best in its first dimensions, so what everything depends on comes first: common
//! factors of correlated groups, the scenario's keys, events of the consortium, modules, then one administration after
//! another, each its keys and its events. Inputs that decide nothing in this scenario (a hazard of 0, a strategy that
//! is not asked about) come last. An administration added at the end of the list leaves the dimensions of those before
//! it as they are. Random draws know no dimensions.

use super::level::CoreLevel;
use super::shape::{Shape, shape};
use super::stream::{InputKey, Stream};
use crate::scenario::keys::Global;
use crate::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use crate::scenario::{Scenario, Source};

/// Keys of a scenario's inputs.
pub struct Keys<'a> {
    scenario: &'a Scenario,
    stream: Stream,
    /// By row.
    dimensions: Vec<u32>,
}

impl<'a> Keys<'a> {
    /// Of a scenario and a seed's stream.
    pub fn new(scenario: &'a Scenario, stream: Stream, level: &CoreLevel) -> Keys<'a> {
        let rows: Vec<Row> = scenario.layout().rows().collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|&row| !decides(scenario, rows[row], level));
        let mut dimensions = vec![0; rows.len()];
        for (place, row) in order.into_iter().enumerate() {
            dimensions[row] = (place + factors(scenario)) as u32;
        }
        Keys { scenario, stream, dimensions }
    }

    /// Of an input.
    pub fn input(&self, row: Row) -> InputKey {
        let dimension = self.dimensions[self.scenario.layout().row(row)];
        self.stream.input(&self.scenario.input_name(row)).in_dimension(dimension)
    }

    /// Of the common cause of all overruns.
    pub fn overrun_cause(&self) -> InputKey {
        self.stream.input("effort.overrun_correlation").in_dimension(0)
    }

    /// Of the common factor of a correlated group of the scenario.
    pub fn group(&self, number: usize) -> InputKey {
        let name = format!("correlated.{}", self.scenario.correlated[number].name);
        self.stream.input(&name).in_dimension(1 + number as u32)
    }
}

/// Common factors: that of the overruns, and one of each correlated group.
pub fn factors(scenario: &Scenario) -> usize {
    1 + scenario.correlated.len()
}

/// Whether results may depend on an input's draw.
pub fn decides(scenario: &Scenario, what: Row, level: &CoreLevel) -> bool {
    let may = |key: Global| !scenario.is_off(Row::Global(key));
    let incidents = may(Global::Vulnerabilities) && may(Global::Exploited);
    match what {
        Row::Event(ConsortiumEvent::CancelQuantile) => may(Global::ConsortiumCancellation),
        Row::Event(ConsortiumEvent::Lifetime) => may(Global::Dissolution),
        Row::Event(ConsortiumEvent::Frailty) => may(Global::Contagion),
        Row::Event(ConsortiumEvent::IncidentQuantile) | Row::MemberEvent(_, MemberEvent::IncidentQuantile) => incidents,
        Row::MemberEvent(_, MemberEvent::CancelQuantile) => may(Global::Cancellation),
        Row::MemberEvent(_, MemberEvent::Patience) => true,
        Row::Global(Global::ConsortiumOverrun) => true,
        Row::Global(key) if !is_used(scenario, key) => false,
        Row::Global(_) | Row::Module(_) | Row::Member(..) => {
            let common = matches!(scenario.inputs[scenario.layout().row(what)], Source::Common(_));
            !common
                && match shape(scenario, what, level) {
                    Some(Shape::One(distribution)) => distribution.certain().is_none(),
                    Some(Shape::ByLevel { .. }) => true,
                    None => false,
                }
        }
    }
}

/// Whether a key is used itself, rather than as the pattern of others.
fn is_used(scenario: &Scenario, key: Global) -> bool {
    match key {
        _ if !scenario.effort_model.uses(key) => false,
        Global::Overrun | Global::AdaptationSameLevel | Global::AdaptationOtherLevel => false,
        Global::Exit | Global::Upstreaming | Global::Loss => {
            let default = |row: &Source| matches!(row, Source::Common(common) if *common == key);
            scenario.inputs.iter().any(default)
        }
        Global::DiscountRate => scenario.discount_schedule.is_empty(),
        _ => !key.spec().path.starts_with("buy.") || scenario.may_buy(),
    }
}
