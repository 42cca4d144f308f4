//! From size to nominal effort and from effort to time (model.md section 2 and the schedule of section 1).
//!
//! One file a model: its formula with symbols, units, assumptions and sources, its constants, and a [`Card`] that
//! `commonweal models` prints. Whatever the model, a batch computes x, k·x or k·x^E with k and E settled once.

pub mod adapted;
mod card;
pub mod cocomo_81;
pub mod cocomo_ii;
pub mod function_points;
pub mod person_months;
mod phase;
pub mod power;
pub mod ratings;
pub mod regression;

pub use card::{Card, Example, Parameter};
pub use phase::Phase;

use crate::inputs::Inputs;
use crate::lanes::Lanes;
use crate::scenario::EffortModel;
use crate::scenario::keys::Global;

/// Hours of a person-month (COCOMO II.2000).
pub const HOURS: f64 = 152.0;

/// Every model, in the order in which they are listed.
pub const CARDS: [&Card; 7] = [
    &person_months::CARD,
    &function_points::CARD,
    &power::CARD,
    &regression::CARD,
    &cocomo_ii::CARD,
    &cocomo_81::CARD,
    &cocomo_81::BASIC_CARD,
];

/// What is known of a model.
pub fn card(model: EffortModel) -> &'static Card {
    CARDS.into_iter().find(|card| card.model == model).unwrap_or(&person_months::CARD)
}

/// The effort model with the parameters of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    curve: Curve,
    factor: Lanes,
    exponent: Lanes,
}

/// What effort is of size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Curve {
    /// x
    Same,
    /// k·x
    Linear,
    /// k·x^E
    Power,
}

impl Effort {
    /// With the inputs of a batch.
    #[inline(always)]
    pub fn new(model: EffortModel, inputs: &Inputs) -> Effort {
        let [coefficient, exponent] = [Global::EffortCoefficient, Global::EffortExponent].map(|key| inputs.global(key));
        let (curve, factor, exponent) = match model {
            EffortModel::PersonMonths => (Curve::Same, Lanes::ONE, Lanes::ONE),
            EffortModel::FunctionPoints => (Curve::Linear, inputs.global(Global::HoursPerPoint) / HOURS, Lanes::ONE),
            EffortModel::Power | EffortModel::Cocomo81Basic => (Curve::Power, coefficient, exponent),
            EffortModel::Regression => {
                (Curve::Power, coefficient / inputs.global(Global::Centre).pow(exponent), exponent)
            }
            EffortModel::Cocomo81 => (Curve::Power, coefficient * inputs.global(Global::Multipliers), exponent),
            EffortModel::CocomoIi => (
                Curve::Power,
                coefficient * inputs.global(Global::Multipliers),
                inputs.global(Global::BaseExponent) + inputs.global(Global::ScaleFactors) * 0.01,
            ),
        };
        Effort { curve, factor, exponent }
    }

    /// F(x), person-months; F(0) = 0.
    #[inline(always)]
    pub fn nominal(&self, size: Lanes) -> Lanes {
        match self.curve {
            Curve::Same => size,
            Curve::Linear => self.factor * size,
            Curve::Power => size.gt(Lanes::ZERO).keep(self.factor * size.pow(self.exponent)),
        }
    }
}

/// D(N, O) = c·N^d·O^d'/12 years for nominal effort N and overrun O; 0 if N = 0.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    years: Lanes,
    exponent: Lanes,
    overrun_exponent: Lanes,
}

impl Schedule {
    /// With the inputs of a batch.
    #[inline(always)]
    pub fn new(inputs: &Inputs) -> Schedule {
        Schedule {
            years: inputs.global(Global::ScheduleCoefficient) / 12.0,
            exponent: inputs.global(Global::ScheduleExponent),
            overrun_exponent: inputs.global(Global::ScheduleOverrunExponent),
        }
    }

    /// D(N, 1): years for nominal effort N that nothing overruns.
    #[inline(always)]
    pub fn plain(&self, nominal: Lanes) -> Lanes {
        nominal.gt(Lanes::ZERO).keep(self.years * (nominal.ln() * self.exponent).exp())
    }

    /// O^d': how much longer a build takes that overruns, from the logarithm of its overrun.
    #[inline(always)]
    pub fn stretch(&self, log_overrun: Lanes) -> Lanes {
        (log_overrun * self.overrun_exponent).exp()
    }
}
