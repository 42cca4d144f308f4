//! From size to nominal effort and from effort to time (MODEL.md section 2 and the schedule of section 1).

use crate::lanes::Lanes;
use crate::scenario::EffortModel;
use crate::scenario::keys::Global;
use crate::strategy::Inputs;

/// The effort model with the parameters of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    model: EffortModel,
    factor: Lanes,
    exponent: Lanes,
}

impl Effort {
    /// With the inputs of a batch.
    #[inline(always)]
    pub fn new(model: EffortModel, inputs: &Inputs) -> Effort {
        let (factor, exponent) = match model {
            EffortModel::PersonMonths => (Lanes::ONE, Lanes::ONE),
            EffortModel::Power => (inputs.global(Global::EffortCoefficient), inputs.global(Global::EffortExponent)),
            EffortModel::CocomoIi => (
                inputs.global(Global::EffortCoefficient) * inputs.global(Global::Multipliers),
                inputs.global(Global::BaseExponent) + inputs.global(Global::ScaleFactors) * 0.01,
            ),
        };
        Effort { model, factor, exponent }
    }

    /// F(x), person-months; F(0) = 0.
    #[inline(always)]
    pub fn nominal(&self, size: Lanes) -> Lanes {
        match self.model {
            EffortModel::PersonMonths => size,
            EffortModel::Power | EffortModel::CocomoIi => {
                size.gt(Lanes::ZERO).keep(self.factor * size.pow(self.exponent))
            }
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

    /// The logarithm of O^d', which serves every build of one administration.
    #[inline(always)]
    pub fn stretch(&self, overrun: Lanes) -> Lanes {
        overrun.ln() * self.overrun_exponent
    }

    /// Years for nominal effort N with the stretch of its overrun.
    #[inline(always)]
    pub fn duration(&self, nominal: Lanes, stretch: Lanes) -> Lanes {
        nominal.gt(Lanes::ZERO).keep(self.years * (nominal.ln() * self.exponent + stretch).exp())
    }
}
