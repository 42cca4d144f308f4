//! Events, drawn by name like any input; their probabilities and hazards may be drawn themselves (model.md section 8).

use super::design::Draws;
use super::keys::Keys;
use super::stream::InputKey;
use super::table::tails_of;
use super::tables::Tables;
use crate::distribution::Distribution;
use crate::inputs::Inputs;
use crate::lanes::Lanes;
use crate::scenario::keys::Global;
use crate::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use crate::scenario::{Scenario, Source};

/// Below this variance a gamma of mean 1 differs from a normal by less than 1e-6.
const NARROW: f64 = 1e-5;

/// How the events of a scenario are drawn.
pub struct Events {
    cancellations: Vec<Cancellation>,
    /// Rows of uniform numbers.
    uniform: Vec<(usize, InputKey)>,
    /// Rows of unit exponentials: every patience, then the lifetime for a hazard of 1.
    exponentials: Vec<(usize, InputKey)>,
    exponential: usize,
    frailty: (usize, InputKey),
    contagion: Contagion,
}

struct Cancellation {
    row: usize,
    key: InputKey,
    probability: usize,
}

/// The variance of the common factor on exits.
enum Contagion {
    None,
    /// Certain: one table of the factor, for this variance.
    Table(usize, f64),
    /// Drawn: the factor's distribution differs from replication to replication.
    Drawn,
}

impl Events {
    /// Of a scenario.
    pub fn new(scenario: &Scenario, keys: &Keys, tables: &mut Tables) -> Events {
        let layout = scenario.layout();
        let named = |row: Row| (layout.row(row), keys.input(row));
        let cancellation = |event: Row, probability: Global| {
            let (row, key) = named(event);
            Cancellation { row, key, probability: layout.row(Row::Global(probability)) }
        };
        let core = cancellation(Row::Event(ConsortiumEvent::Cancelled), Global::ConsortiumCancellation);
        let members = 0..scenario.administrations.len();
        let own = |i| cancellation(Row::MemberEvent(i, MemberEvent::Cancelled), Global::Cancellation);
        let quantile = |i| named(Row::MemberEvent(i, MemberEvent::IncidentQuantile));
        let patience = |i| named(Row::MemberEvent(i, MemberEvent::Patience));
        let lifetime = named(Row::Event(ConsortiumEvent::Lifetime));
        let core_quantile = named(Row::Event(ConsortiumEvent::IncidentQuantile));
        Events {
            cancellations: std::iter::once(core).chain(members.clone().map(own)).collect(),
            uniform: std::iter::once(core_quantile).chain(members.clone().map(quantile)).collect(),
            exponentials: members.map(patience).chain(std::iter::once(lifetime)).collect(),
            exponential: tables.index(&Distribution::unit_exponential(), false),
            frailty: named(Row::Event(ConsortiumEvent::Frailty)),
            contagion: Contagion::new(scenario, tables),
        }
    }

    /// Draws them for a batch whose other inputs are drawn.
    #[inline(always)]
    pub fn draw(&self, batch: &(impl Draws + ?Sized), tables: &Tables, inputs: &mut Inputs) {
        for event in &self.cancellations {
            let happens = batch.units(event.key).lt(inputs.at(event.probability));
            *inputs.common_mut(event.row) = happens.number();
        }
        for &(row, key) in &self.uniform {
            *inputs.common_mut(row) = batch.units(key);
        }
        for &(row, key) in &self.exponentials {
            *inputs.common_mut(row) = tables.of_words(self.exponential, batch.words(key));
        }
        if let Some(&(row, _)) = self.exponentials.last() {
            *inputs.common_mut(row) = *inputs.common_mut(row) / inputs.global(Global::Dissolution);
        }
        let (row, key) = self.frailty;
        *inputs.common_mut(row) = self.contagion.factor(batch, key, tables, inputs);
    }
}

impl Contagion {
    fn new(scenario: &Scenario, tables: &mut Tables) -> Contagion {
        match scenario.source(Row::Global(Global::Contagion)) {
            Source::Drawn(distribution) => match distribution.certain() {
                Some(variance) => match frailty(variance) {
                    Some(factor) => Contagion::Table(tables.index(&factor, false), variance),
                    None => Contagion::None,
                },
                None => Contagion::Drawn,
            },
            Source::Common(_) | Source::Derived => Contagion::None,
        }
    }

    fn factor(&self, batch: &(impl Draws + ?Sized), key: InputKey, tables: &Tables, inputs: &Inputs) -> Lanes {
        let variance = inputs.global(Global::Contagion);
        match *self {
            Contagion::None if variance == Lanes::ZERO => Lanes::ONE,
            Contagion::Table(table, fixed) if variance == Lanes::splat(fixed) => {
                tables.of_words(table, batch.words(key))
            }
            _ => {
                let words = batch.words(key);
                Lanes::from_fn(|l| frailty(variance.0[l]).map_or(1.0, |factor| factor.quantile(tails_of(words[l]))))
            }
        }
    }
}

/// Gamma of mean 1 and the given variance, normal where so narrow that the two are one; none where there is no
/// variance.
fn frailty(variance: f64) -> Option<Distribution> {
    if variance <= 0.0 {
        None
    } else if variance < NARROW {
        Distribution::normal(1.0, variance.sqrt()).ok()
    } else {
        Distribution::gamma(1.0 / variance, variance).ok()
    }
}
