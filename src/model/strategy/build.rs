//! One build: an own system, a copy, a set-up, a local adaptation, the core (model.md, units).
//!
//! Long builds overrun more; a build may be abandoned once and started again; part of what it overran is system that has
//! to be kept up.

use super::time::Spread;
use crate::effort::Schedule;
use crate::inputs::Inputs;
use crate::lanes::{Lanes, Mask};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::MemberEvent;

/// Length of the builds that figures of overruns come from, years.
const USUAL: f64 = 2.0;
/// Builds longer than this overrun no more for it, years.
const LONGEST: f64 = 10.0;

/// What all builds of a batch have in common.
#[derive(Debug, Clone, Copy)]
pub struct Builds {
    schedule: Schedule,
    /// ln(1 + δ); none where δ is 0 throughout.
    growth: Option<Lanes>,
    /// ζ; none where it is 0 throughout.
    carried: Option<Lanes>,
    cancellation: Lanes,
    /// σ
    sunk: Lanes,
}

/// What the builds of one builder have in common.
#[derive(Debug, Clone, Copy)]
pub struct Builder {
    /// O_i
    overrun: Lanes,
    log_overrun: Lanes,
    /// O_i^d'
    stretch: Lanes,
    /// O_i^ζ
    carried: Lanes,
    /// u_i
    quantile: Lanes,
}

/// A build of some nominal effort.
#[derive(Debug, Clone, Copy)]
pub struct Build {
    /// E = n·O(n): what it takes when nothing is lost, PM.
    pub effort: Lanes,
    /// D(n, O(n)), years
    pub duration: Lanes,
    /// E/D, PM a year; 0 where D is 0.
    rate: Lanes,
    /// O(n)^ζ: what is kept up, for a unit of what was planned.
    pub carried: Lanes,
    /// σ where it is abandoned once, else 0.
    lost: Lanes,
}

impl Builds {
    /// With the inputs of a batch.
    pub fn new(inputs: &Inputs) -> Builds {
        let or_none = |lanes: Lanes| (lanes != Lanes::ZERO).then_some(lanes);
        Builds {
            schedule: Schedule::new(inputs),
            growth: or_none(inputs.global(Global::OverrunGrowth)).map(|growth| (growth + 1.0).ln()),
            carried: or_none(inputs.global(Global::OverrunCarried)),
            cancellation: inputs.global(Global::Cancellation),
            sunk: inputs.global(Global::Sunk),
        }
    }

    /// D(n, 1): how long a build of nominal effort n takes that nothing overruns, years.
    #[inline(always)]
    pub fn plain(&self, nominal: Lanes) -> Lanes {
        self.schedule.plain(nominal)
    }

    /// Administration i as a builder.
    #[inline(always)]
    pub fn administration(&self, inputs: &Inputs, i: usize) -> Builder {
        self.builder(inputs.member(i, Member::MemberOverrun), inputs.member_event(i, MemberEvent::CancelQuantile))
    }

    /// The core's builder. What it abandons is not started again.
    #[inline(always)]
    pub fn core(&self, inputs: &Inputs) -> Builder {
        self.builder(inputs.global(Global::ConsortiumOverrun), Lanes::ONE)
    }

    #[inline(always)]
    fn builder(&self, overrun: Lanes, quantile: Lanes) -> Builder {
        let log_overrun = overrun.ln();
        // Where long builds overrun more, each build has its own.
        let (stretch, carried) = match self.growth {
            Some(_) => (Lanes::ONE, Lanes::ONE),
            None => (self.schedule.stretch(log_overrun), self.carried(log_overrun)),
        };
        Builder { overrun, log_overrun, stretch, carried, quantile }
    }

    #[inline(always)]
    fn carried(&self, log_overrun: Lanes) -> Lanes {
        self.carried.map_or(Lanes::ONE, |share| (log_overrun * share).exp())
    }

    /// O(n), how much longer the build takes for it, and O(n)^ζ, of a build that would take so many years without.
    #[inline(always)]
    pub fn overruns(&self, builder: &Builder, plain: Lanes) -> [Lanes; 3] {
        match self.growth {
            Some(growth) => {
                let log = builder.log_overrun + growth * (plain.min(Lanes::splat(LONGEST)) - Lanes::splat(USUAL));
                [log.exp(), self.schedule.stretch(log), self.carried(log)]
            }
            None => [builder.overrun, builder.stretch, builder.carried],
        }
    }

    /// Of nominal effort n, which is a share of the builder's own system.
    #[inline(always)]
    pub fn build(&self, builder: &Builder, nominal: Lanes, share: Lanes) -> Build {
        let some = nominal.gt(Lanes::ZERO);
        let struck = some & builder.quantile.lt(share.min(Lanes::ONE) * self.cancellation);
        let lost = struck.keep(self.sunk);
        let plain = self.schedule.plain(nominal);
        let [overrun, stretch, carried] = self.overruns(builder, plain);
        let (duration, effort) = (plain * stretch, nominal * overrun);
        let takes_time = duration.gt(Lanes::ZERO);
        let rate = takes_time.keep(effort / takes_time.select(duration, Lanes::ONE));
        Build { effort, duration, rate, carried, lost }
    }
}

impl Build {
    /// Its effort from a start on, and when it is live. The restart goes on at the same yearly rate.
    #[inline(always)]
    pub fn from(&self, start: Lanes) -> (Spread, Lanes) {
        let times = self.lost + Lanes::ONE;
        let live = start + self.duration * times;
        (Spread::at_rate(self.rate, self.effort * times, start, live), live)
    }
}

/// n/N, of a system that may be nothing.
#[inline(always)]
pub fn share(nominal: Lanes, own: Lanes) -> Lanes {
    let some: Mask = own.gt(Lanes::ZERO);
    nominal / some.select(own, Lanes::ONE)
}
