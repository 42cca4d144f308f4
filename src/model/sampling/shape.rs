//! How an input is drawn: by one distribution, or by one of two, as the core's level of government turns out.

use super::level::CoreLevel;
use crate::distribution::Distribution;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source};

/// The distribution of an input (or, once built, its table).
#[derive(Clone, Copy)]
pub enum Shape<T> {
    /// The same in every replication.
    One(T),
    /// Of an administration's adaptation: one at the core's level of government, another elsewhere.
    ByLevel {
        /// Its own level.
        level: usize,
        /// Where the core's is the same.
        same: T,
        /// Where it is another.
        other: T,
    },
}

impl<T> Shape<T> {
    /// The same with something else in place of each distribution.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Shape<U> {
        match self {
            Shape::One(one) => Shape::One(f(one)),
            Shape::ByLevel { level, same, other } => Shape::ByLevel { level, same: f(same), other: f(other) },
        }
    }
}

/// How an input that has a distribution is drawn; none where it comes from other inputs.
pub fn shape<'a>(scenario: &'a Scenario, what: Row, level: &CoreLevel) -> Option<Shape<&'a Distribution>> {
    let given = |row: Row| match scenario.source(row) {
        Source::Drawn(distribution) => Some(distribution),
        Source::Common(_) | Source::Derived => None,
    };
    let Row::Member(i, Member::Adaptation) = what else { return given(what).map(Shape::One) };
    if let Some(distribution) = given(what) {
        return Some(Shape::One(distribution));
    }
    let same = given(Row::Global(Global::AdaptationSameLevel))?;
    let other = given(Row::Global(Global::AdaptationOtherLevel))?;
    let own = scenario.administrations[i].level;
    Some(match level.certain() {
        Some(core) => Shape::One(if core == own { same } else { other }),
        None => Shape::ByLevel { level: own, same, other },
    })
}
