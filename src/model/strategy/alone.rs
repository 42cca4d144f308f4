//! Independent: administration i from start s (model.md section 3), and the life of any system run alone.
//!
//! Once everything is live, effort and money of a year grow evenly from year to year: only the years before are gone
//! through one by one, the rest is a straight line with a closed form.

use super::build::Build;
use super::outcome::{MemberOutcome, StrategyOutcome};
use super::time::{Ages, Spread, years};
use super::{Context, poisson};
use crate::effort::Phase;
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::MemberEvent;
use std::ops::Range;

/// A system that an administration keeps to itself.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    /// The effort to get it.
    pub build: Spread,
    /// Where that is building one's own rather than adapting another's.
    pub builds: Mask,
    /// When it is live.
    pub live: Lanes,
    /// Size to be kept up, PM; 0 where somebody else does.
    pub kept_up: Lanes,
    /// Size exposed to incidents, PM.
    pub exposed: Lanes,
    /// Further effort a live year, PM.
    pub changes: Lanes,
    /// Whether its operations are one's own.
    pub operated: bool,
}

impl Life {
    /// A system built from a start on, of which `size` is kept up, and run alone.
    #[inline(always)]
    pub fn own(build: &Build, start: Lanes, builds: Mask, size: Lanes) -> Life {
        let (build, live) = build.from(start);
        Life { build, builds, live, kept_up: size, exposed: size, changes: Lanes::ZERO, operated: true }
    }
}

/// The lives of a block of administrations: buffers used again from strategy to strategy and block to block.
#[derive(Debug, Default)]
pub struct Lives {
    /// One an administration, to be filled before they are lived through.
    pub lives: Vec<Life>,
    /// (T − g) + e·(T − g)²/2, an administration
    pub exposures: Vec<Lanes>,
    /// Incidents, an administration.
    pub incidents: Vec<Lanes>,
    nones: Vec<Lanes>,
}

/// What grows evenly in one strategy, from each year on, all administrations together.
#[derive(Debug, Default)]
pub struct Lines(Vec<Line>);

/// Money, effort and benefit of the years from one on, for those that grow evenly from then on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line {
    /// Of labour, at the wages of year 0.
    pub labour: Lanes,
    pub labour_slope: Lanes,
    /// Other money.
    pub other: Lanes,
    pub other_slope: Lanes,
    pub effort: Lanes,
    pub effort_slope: Lanes,
    /// What a live year is worth.
    pub benefit: Lanes,
}

impl Line {
    #[inline(always)]
    fn add(&mut self, other: &Line) {
        self.labour += other.labour;
        self.labour_slope += other.labour_slope;
        self.other += other.other;
        self.other_slope += other.other_slope;
        self.effort += other.effort;
        self.effort_slope += other.effort_slope;
        self.benefit += other.benefit;
    }
}

impl Lines {
    /// None yet.
    pub fn clear(&mut self, horizon: usize) {
        self.0.clear();
        self.0.resize(horizon + 1, Line::default());
    }

    /// Adds one from a year on.
    #[inline(always)]
    pub fn add(&mut self, from: usize, line: &Line) {
        self.0[from].add(line);
    }

    /// Adds all of them to the years, with what wages have become.
    #[inline(never)]
    pub fn draw_out(&self, wages: &[Lanes], outcome: &mut StrategyOutcome) {
        vectorised(
            #[inline(always)]
            || {
                let mut line = Line::default();
                for (t, (start, &wages)) in self.0.iter().zip(wages).enumerate() {
                    line.add(start);
                    outcome.year_cost[t] += wages * line.labour + line.other;
                    outcome.year_effort[t] += line.effort;
                    outcome.year_benefit[t] += line.benefit;
                    line.labour += line.labour_slope;
                    line.other += line.other_slope;
                    line.effort += line.effort_slope;
                }
            },
        )
    }
}

impl Lives {
    /// Adds the lives of a block of administrations to a strategy's outcome.
    pub fn live_through(
        &mut self,
        context: &Context,
        block: Range<usize>,
        lines: &mut Lines,
        outcome: &mut StrategyOutcome,
    ) {
        self.count_incidents(context, block.start);
        self.add_all(context, block, lines, outcome);
    }

    #[inline(never)]
    fn add_all(&mut self, context: &Context, block: Range<usize>, lines: &mut Lines, outcome: &mut StrategyOutcome) {
        vectorised(
            #[inline(always)]
            || {
                for (place, i) in block.enumerate() {
                    self.add(context, place, i, lines, outcome);
                }
            },
        )
    }

    #[inline(never)]
    fn build_own(&mut self, context: &Context, block: Range<usize>) {
        vectorised(
            #[inline(always)]
            || {
                self.lives.clear();
                for i in block {
                    let own = context.nominal.own(i);
                    let joins = context.inputs.member(i, Member::Joins);
                    self.lives.push(Life::own(&own.build, joins, !Mask::NONE, own.kept_up));
                }
            },
        )
    }

    /// The whole exposure in closed form: incidents are counted first, then spread over the years as it.
    #[inline(never)]
    fn count_incidents(&mut self, context: &Context, first: usize) {
        vectorised(
            #[inline(always)]
            || {
                self.exposures.clear();
                self.incidents.clear();
                if context.terms.calm {
                    self.exposures.resize(self.lives.len(), Lanes::ZERO);
                    self.incidents.resize(self.lives.len(), Lanes::ZERO);
                    return;
                }
                for life in &self.lives {
                    let exposure =
                        Ages::whole(life.live, Lanes::ZERO, context.terms.end).expose(context.terms.enhancement);
                    self.exposures.push(exposure);
                    self.incidents.push(context.terms.incident_rate * life.exposed * exposure);
                }
                let quantile = |place| context.inputs.member_event(first + place, MemberEvent::IncidentQuantile);
                poisson::quantiles(&mut self.incidents, &mut self.nones, quantile);
            },
        )
    }

    /// Adds the whole life of administration i's system, which stands at a place of the block.
    #[inline(always)]
    fn add(&self, context: &Context, place: usize, i: usize, lines: &mut Lines, outcome: &mut StrategyOutcome) {
        let (life, incidents, exposure) = (self.lives[place], self.incidents[place], self.exposures[place]);
        let (inputs, m, e, end) =
            (context.inputs, context.terms.maintenance, context.terms.enhancement, context.terms.end);
        let (joins, legacy) = (inputs.member(i, Member::Joins), inputs.member(i, Member::LegacyCost));
        let (wage, loss) = (inputs.member(i, Member::LabourRate), inputs.member(i, Member::IncidentLoss));
        let benefit = inputs.member(i, Member::Benefit);
        let fixes = inputs.global(Global::Fix) * incidents;
        let (duty, served) = if life.operated { context.operations(i) } else { (Lanes::ZERO, Lanes::ZERO) };

        // What a live year comes to is a part that is even and a part that grows with the system's age.
        let unit = Lanes::ONE / exposure.gt(Lanes::ZERO).select(exposure, Lanes::ONE);
        let (fix, lost) = (fixes * unit, loss * incidents * unit);
        let effort_even = life.kept_up * (m + e) + life.changes + duty + fix;
        let effort_aged = (life.kept_up * m + fix) * e;
        let (other_even, other_aged) = (lost + served, lost * e);

        let (begins, ends) = life.build.ends();
        let rollout = context.rollout(i, life.live);
        let settling = years(joins.min(begins), rollout.settled(life.live.max(ends)), context.horizon());
        // What there was from the start until the end of a year, of which each year is a difference.
        let (half_effort, half_other, half_legacy) = (effort_aged * 0.5, other_aged * 0.5, legacy * e * 0.5);
        let until_live = life.live - joins;
        let (mut spent, mut worked, mut lived) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
        let (mut cost, mut live_years) = (Lanes::ZERO, Lanes::ZERO);
        for t in settling.clone() {
            let until = Lanes::splat((t + 1) as f64);
            let needed = (until - joins).max(Lanes::ZERO);
            let waited = needed.min(until_live);
            let age = needed - waited;
            let effort = life.build.before(until) + age * (effort_even + half_effort * age);
            let other = age * (other_even + half_other * age) + waited * (legacy + half_legacy * waited);
            let money = wage * context.discount.wages[t] * (effort - worked) + (other - spent) + rollout.in_year(t);
            outcome.year_cost[t] += money;
            outcome.year_effort[t] += effort - worked;
            outcome.year_benefit[t] += benefit * (age - lived);
            cost += context.discount.money.factors[t] * money;
            live_years += context.discount.money.factors[t] * (age - lived);
            (spent, worked, lived) = (other, effort, age);
        }
        let settled = settling.end;
        if settled < context.horizon() {
            let age = Lanes::splat(settled as f64 + 0.5) - life.live;
            let (effort, effort_slope) = (effort_even + effort_aged * age, effort_aged);
            let line = Line {
                labour: wage * effort,
                labour_slope: wage * effort_slope,
                other: other_even + other_aged * age,
                other_slope: other_aged,
                effort,
                effort_slope,
                benefit,
            };
            lines.add(settled, &line);
            cost += context.discount.labour.growing(settled, line.labour, line.labour_slope);
            cost += context.discount.money.growing(settled, line.other, line.other_slope);
            live_years += context.discount.money.sums[settled];
        }

        let whole = Ages::whole(life.live, Lanes::ZERO, end);
        let building = life.build.before(end);
        let running = life.kept_up * whole.run(m, e) + life.changes * whole.span;
        let operating = duty * whole.span;
        outcome.add_phase(Phase::Build, life.builds.keep(building));
        outcome.add_phase(Phase::Adaptation, (!life.builds).keep(building));
        outcome.add_phase(Phase::Running, running);
        outcome.add_phase(Phase::Operations, operating);
        outcome.add_phase(Phase::Security, fixes);
        outcome.incidents += incidents;
        outcome.note_live(joins, life.live);
        let effort = building + running + operating + fixes;
        let benefit = benefit * live_years;
        outcome.members[i] =
            MemberOutcome { cost, effort, live: life.live, live_years, benefit, ..MemberOutcome::NONE };
    }
}

/// Everyone in a block builds alone.
pub fn independent(
    context: &Context,
    block: Range<usize>,
    lives: &mut Lives,
    lines: &mut Lines,
    outcome: &mut StrategyOutcome,
) {
    lives.build_own(context, block.clone());
    lives.live_through(context, block, lines, outcome);
}
