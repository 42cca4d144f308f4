//! A checked scenario with other values: what a variant of it is.

use super::keys::Domain;
use super::layout::Row;
use super::{Correlated, CostSharing, Scenario, Source};
use crate::distribution::Distribution;

/// Something of a scenario that a variant has otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An input of a key is drawn from this distribution, or held at a constant.
    Input(Row, Distribution),
    /// Who pays what.
    CostSharing(CostSharing),
}

/// Why a scenario cannot have a change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unchangeable {
    /// What happens is drawn, and cannot be given.
    #[error("`{0}` is an event, which no scenario gives")]
    Event(String),
    /// The distribution has values that the key cannot have.
    #[error("`{path}` must be {domain}")]
    Outside {
        /// Path of the input.
        path: String,
        /// Where its values lie, in words.
        domain: &'static str,
    },
}

impl Scenario {
    /// The scenario with some changes, a later one in place of an earlier one. An input that is certain now leaves its group
    /// of correlated ones, a group that nothing is left of goes. The log of assumptions stays behind, as it tells of the
    /// scenario and not of the variant.
    ///
    /// What follows another key by default keeps what it has: who changes `effort.overrun` changes the overruns that have
    /// the same distribution, too.
    ///
    /// # Errors
    /// If an input is that of an event, or a value lies outside its domain.
    pub fn with(&self, changes: &[Change]) -> Result<Scenario, Unchangeable> {
        let mut scenario = Scenario { assumptions: Vec::new(), ..self.clone() };
        let layout = self.layout();
        for change in changes {
            match change {
                Change::Input(row, distribution) => {
                    let path = || self.input_name(*row);
                    let spec = Scenario::key_spec(*row).ok_or_else(|| Unchangeable::Event(path()))?;
                    if !lies_in(distribution, spec.domain) {
                        return Err(Unchangeable::Outside { path: path(), domain: spec.domain.words() });
                    }
                    scenario.inputs[layout.row(*row)] = Source::Drawn(distribution.clone());
                }
                Change::CostSharing(rule) => scenario.cost_sharing = rule.clone(),
            }
        }
        let inputs = &scenario.inputs;
        let certain = |row: usize| matches!(&inputs[row], Source::Drawn(drawn) if drawn.is_constant());
        for group in &mut scenario.correlated {
            group.rows.retain(|&row| !certain(row));
        }
        scenario.correlated.retain(|Correlated { rows, .. }| !rows.is_empty());
        Ok(scenario)
    }
}

fn lies_in(distribution: &Distribution, domain: Domain) -> bool {
    if let Distribution::Constant(x) = distribution {
        return domain.contains(*x);
    }
    let ((low, high), (least, most)) = (domain.bounds(), distribution.bounds());
    low <= least && most <= high
}
