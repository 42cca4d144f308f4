//! Shared: coalition C builds one core and adapts it (MODEL.md section 4).
//!
//! First who founds the core, what it takes, who stays how long. Then what each member does by itself; then the years in
//! order, in which members depend on each other; then incidents, which change nothing but cost, money and bills.

use super::Context;
use super::billing;
use super::buy_in::Waves;
use super::course::{Course, live_apart, take_part};
use super::founding::{Coordination, Core, Coverage, Networks, founders};
use super::membership::{Exits, Stay, membership};
use super::outcome::{MemberOutcome, SharedOutcome, WayOutcome};
use super::running::{CoreYear, LocalCode, run_years};
use crate::lanes::{Lanes, vectorised};
use crate::scenario::Scenario;

/// Buffers used again from batch to batch.
#[derive(Debug)]
pub struct Buffers {
    exits: Exits,
    pub(super) stays: Vec<Stay>,
    pub(super) courses: Vec<Course>,
    pub(super) code: LocalCode,
    pub(super) years: Vec<CoreYear>,
    /// Own code exposed to incidents × years, PM·years: row i, column t.
    pub(super) exposed: Vec<Lanes>,
    /// W_i
    pub(super) weights: Vec<Lanes>,
    /// Local incidents of each member.
    pub(super) incidents: Vec<Lanes>,
    pub(super) exposures: Vec<Exposure>,
    pub(super) waves: Waves,
}

/// A member's own code exposed to incidents × years, PM·years.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exposure {
    /// Over the horizon.
    pub total: Lanes,
    /// The same, each year discounted.
    pub value: Lanes,
}

impl Buffers {
    /// For a scenario.
    pub fn new(scenario: &Scenario) -> Buffers {
        Buffers {
            exits: Exits::default(),
            stays: Vec::new(),
            courses: Vec::new(),
            code: LocalCode::default(),
            years: Vec::new(),
            exposed: Vec::new(),
            weights: Vec::new(),
            incidents: Vec::new(),
            exposures: Vec::new(),
            waves: Waves::new(scenario),
        }
    }

    /// Everyone shares.
    pub fn share(
        &mut self,
        context: &Context,
        networks: &Networks,
        coverage: &mut Coverage,
        independent: &WayOutcome,
        outcome: &mut WayOutcome,
        consortium: &mut SharedOutcome,
    ) {
        let start = founders(context.inputs, &mut consortium.founders);
        coverage.compute(context, &consortium.founders);
        let k = Coordination::new(context);
        let core = Core::found(context, networks, &consortium.founders, start, coverage, k);
        let fate = membership(context, &core, &mut self.stays, &mut self.exits);
        billing::weigh(context, independent, &mut self.weights);

        self.set_out(context, coverage, outcome);
        self.live_apart(context, outcome);
        run_years(context, k, networks.of_members(), &core, &fate, self, outcome);

        let ended = fate.ends.lt(context.end);
        consortium.abandoned = fate.abandoned;
        consortium.dissolved = ended & !fate.abandoned;
        consortium.members_at_end = members_at_end(context, &self.stays);
        billing::settle(context, &core, self, outcome, consortium);
    }

    /// Every member's course, and its presence in the years of the core.
    #[inline(never)]
    fn set_out(&mut self, context: &Context, coverage: &Coverage, outcome: &mut WayOutcome) {
        vectorised(
            #[inline(always)]
            || {
                self.years.clear();
                self.years.resize(context.horizon(), CoreYear::default());
                self.courses.clear();
                for (i, (stay, weight)) in self.stays.iter().zip(&self.weights).enumerate() {
                    let course = Course::new(context, i, stay, coverage);
                    take_part(stay, &course, weight, &mut self.years);
                    outcome.members[i] = MemberOutcome { cost: Lanes::ZERO, effort: Lanes::ZERO, live: course.live };
                    self.courses.push(course);
                }
            },
        )
    }

    /// What every member does by itself.
    #[inline(never)]
    fn live_apart(&mut self, context: &Context, outcome: &mut WayOutcome) {
        vectorised(
            #[inline(always)]
            || {
                let horizon = context.horizon();
                self.exposed.clear();
                self.exposed.resize(self.stays.len() * horizon, Lanes::ZERO);
                let rows = self.exposed.chunks_exact_mut(horizon);
                for (i, ((stay, course), exposed)) in self.stays.iter().zip(&self.courses).zip(rows).enumerate() {
                    live_apart(context, i, stay, course, exposed, outcome);
                }
            },
        )
    }
}

/// Members whose stay reaches the end of the horizon; those who had left before the core was due are not counted.
#[inline(always)]
fn members_at_end(context: &Context, stays: &[Stay]) -> Lanes {
    stays.iter().fold(Lanes::ZERO, |count, stay| {
        let there = stay.ends.ge(context.end) & stay.joins.lt(context.end) & !stay.alone;
        count + there.number()
    })
}
