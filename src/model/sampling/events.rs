//! Events, drawn by name like any input; their probabilities and hazards may be drawn themselves (model.md section 8).

use super::design::Draws;
use super::keys::Keys;
use super::stream::InputKey;
use super::table::tails_of;
use super::tables::Tables;
use crate::distribution::{Distribution, score_above};
use crate::inputs::Inputs;
use crate::lanes::Lanes;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use crate::scenario::{Scenario, Source};

/// Below this variance a gamma of mean 1 differs from a normal by less than 1e-6.
const NARROW: f64 = 1e-5;

/// How the events of a scenario are drawn.
pub struct Events {
    abandonments: Vec<Abandonment>,
    /// ρ_a, and √(1 − ρ_a²).
    with_overrun: (f64, f64),
    /// Rows of uniform numbers.
    uniform: Vec<(usize, InputKey)>,
    /// Rows of unit exponentials: every patience, then the lifetime for a hazard of 1.
    exponentials: Vec<(usize, InputKey)>,
    exponential: usize,
    frailty: (usize, InputKey),
    contagion: Contagion,
}

/// What settles whether a build is abandoned: the higher the overrun's normal score, the likelier, with ρ_a above 0.
struct Abandonment {
    row: usize,
    key: InputKey,
    /// The builder's overrun.
    overrun: Row,
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
        let abandonment = |event: Row, overrun: Row| {
            let (row, key) = named(event);
            Abandonment { row, key, overrun }
        };
        let core = Row::Event(ConsortiumEvent::CancelQuantile);
        let core = abandonment(core, Row::Global(Global::ConsortiumOverrun));
        let members = 0..scenario.administrations.len();
        let own = |i| {
            let event = Row::MemberEvent(i, MemberEvent::CancelQuantile);
            abandonment(event, Row::Member(i, Member::MemberOverrun))
        };
        let rho = scenario.cancellation_correlation;
        let quantile = |i| named(Row::MemberEvent(i, MemberEvent::IncidentQuantile));
        let patience = |i| named(Row::MemberEvent(i, MemberEvent::Patience));
        let lifetime = named(Row::Event(ConsortiumEvent::Lifetime));
        let core_quantile = named(Row::Event(ConsortiumEvent::IncidentQuantile));
        Events {
            abandonments: std::iter::once(core).chain(members.clone().map(own)).collect(),
            with_overrun: (rho, (1.0 - rho * rho).max(0.0).sqrt()),
            uniform: std::iter::once(core_quantile).chain(members.clone().map(quantile)).collect(),
            exponentials: members.map(patience).chain(std::iter::once(lifetime)).collect(),
            exponential: tables.index(&Distribution::unit_exponential(), false),
            frailty: named(Row::Event(ConsortiumEvent::Frailty)),
            contagion: Contagion::new(scenario, tables),
        }
    }

    /// The overruns whose scores decide with them whether builds are abandoned, and the rows where these scores are kept
    /// until the events are drawn; none where they decide nothing.
    pub fn overruns(&self) -> impl Iterator<Item = (Row, usize)> {
        let decide = self.with_overrun.0 != 0.0;
        self.abandonments.iter().filter(move |_| decide).map(|event| (event.overrun, event.row))
    }

    /// Draws them for a batch whose other inputs are drawn, with the scores of overruns in the rows of
    /// [`Events::overruns`].
    #[inline(always)]
    pub fn draw(&self, batch: &(impl Draws + ?Sized), tables: &Tables, inputs: &mut Inputs) {
        let (rho, rest) = self.with_overrun;
        for event in &self.abandonments {
            let quantile = inputs.common_mut(event.row);
            if rho == 0.0 || batch.holds(event.key) {
                *quantile = batch.units(event.key);
            } else {
                let score = *quantile * rho + tables.normal().lanes(batch.words(event.key)) * rest;
                *quantile = Lanes::from_fn(|l| score_above(score.0[l]));
            }
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
