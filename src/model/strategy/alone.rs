//! Independent: administration i from start s (model.md section 3), and the life of any system run alone.
//!
//! Once everything is live, effort and money of a year grow evenly from year to year: only the years before are gone
//! through one by one, the rest is a straight line with a closed form.

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
}

impl Life {
    /// A system built and run alone.
    #[inline(always)]
    pub fn own(build: Spread, builds: Mask, live: Lanes, size: Lanes) -> Life {
        Life { build, builds, live, kept_up: size, exposed: size, changes: Lanes::ZERO }
    }
}

/// The lives of a block of administrations: buffers used again from strategy to strategy and block to block.
#[derive(Debug, Default)]
pub struct Lives {
    /// One an administration, to be filled before they are lived through.
    pub lives: Vec<Life>,
    /// (T − g) + e·(T − g)²/2, an administration
    exposures: Vec<Lanes>,
    incidents: Vec<Lanes>,
    nones: Vec<Lanes>,
}

/// What grows evenly in one strategy, from each year on, all administrations together.
#[derive(Debug, Default)]
pub struct Lines(Vec<Line>);

/// Money and effort of the years from one on, for those that grow evenly from then on.
#[derive(Debug, Clone, Copy)]
struct Line {
    cost: Lanes,
    cost_slope: Lanes,
    effort: Lanes,
    effort_slope: Lanes,
}

impl Line {
    const NONE: Line =
        Line { cost: Lanes::ZERO, cost_slope: Lanes::ZERO, effort: Lanes::ZERO, effort_slope: Lanes::ZERO };

    #[inline(always)]
    fn add(&mut self, other: &Line) {
        self.cost += other.cost;
        self.cost_slope += other.cost_slope;
        self.effort += other.effort;
        self.effort_slope += other.effort_slope;
    }
}

impl Lines {
    /// None yet.
    pub fn clear(&mut self, horizon: usize) {
        self.0.clear();
        self.0.resize(horizon + 1, Line::NONE);
    }

    /// Adds all of them to the years.
    #[inline(never)]
    pub fn draw_out(&self, outcome: &mut StrategyOutcome) {
        vectorised(
            #[inline(always)]
            || {
                let mut line = Line::NONE;
                let years = outcome.year_cost.iter_mut().zip(&mut outcome.year_effort);
                for (start, (cost, effort)) in self.0.iter().zip(years) {
                    line.add(start);
                    *cost += line.cost;
                    *effort += line.effort;
                    line.cost += line.cost_slope;
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
                    let (build, live) = own.build(context.inputs.member(i, Member::Joins), context.sunk(i));
                    self.lives.push(Life::own(build, !Mask::NONE, live, own.size));
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
        let fixes = inputs.global(Global::Fix) * incidents;

        // What a live year comes to is a part that is even and a part that grows with the system's age.
        let unit = Lanes::ONE / exposure.gt(Lanes::ZERO).select(exposure, Lanes::ONE);
        let (fix, lost) = (fixes * unit, loss * incidents * unit);
        let effort_even = life.kept_up * (m + e) + life.changes + fix;
        let effort_aged = (life.kept_up * m + fix) * e;
        let cost_even = wage * effort_even + lost;
        let cost_aged = wage * effort_aged + lost * e;

        let (begins, ends) = life.build.ends();
        let settling = years(joins.min(begins), life.live.max(ends), context.horizon());
        // What there was from the start until the end of a year, of which each year is a difference.
        let (half_effort, half_cost, half_legacy) = (effort_aged * 0.5, cost_aged * 0.5, legacy * e * 0.5);
        let until_live = life.live - joins;
        let (mut spent, mut worked, mut cost) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
        for t in settling.clone() {
            let until = Lanes::splat((t + 1) as f64);
            let needed = (until - joins).max(Lanes::ZERO);
            let waited = needed.min(until_live);
            let age = needed - waited;
            let built = life.build.before(until);
            let effort = built + age * (effort_even + half_effort * age);
            let money = wage * built + age * (cost_even + half_cost * age) + waited * (legacy + half_legacy * waited);
            let year = money - spent;
            outcome.year_cost[t] += year;
            outcome.year_effort[t] += effort - worked;
            cost += context.discount.factors[t] * year;
            (spent, worked) = (money, effort);
        }
        let settled = settling.end;
        let age = Lanes::splat(settled as f64 + 0.5) - life.live;
        let line = Line {
            cost: cost_even + cost_aged * age,
            cost_slope: cost_aged,
            effort: effort_even + effort_aged * age,
            effort_slope: effort_aged,
        };
        if settled < context.horizon() {
            lines.0[settled].add(&line);
            cost += context.discount.growing(settled, line.cost, line.cost_slope);
        }

        let whole = Ages::whole(life.live, Lanes::ZERO, end);
        let building = life.build.before(end);
        let running = life.kept_up * whole.run(m, e) + life.changes * whole.span;
        outcome.add_phase(Phase::Build, life.builds.keep(building));
        outcome.add_phase(Phase::Adaptation, (!life.builds).keep(building));
        outcome.add_phase(Phase::Running, running);
        outcome.add_phase(Phase::Security, fixes);
        outcome.incidents += incidents;
        outcome.note_live(life.live);
        outcome.members[i] = MemberOutcome { cost, effort: building + running + fixes, live: life.live };
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
