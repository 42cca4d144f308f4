//! Shared: coalition C builds one core and adapts it (model.md section 4).
//!
//! First who founds the core, what it takes, who stays how long. Then what each member does by itself, block by block;
//! then the years in order, in which members depend on each other; then incidents, which change nothing but cost, money
//! and bills.

use super::Context;
use super::billing;
use super::book;
use super::buffers::Buffers;
use super::core_year::CoreYear;
use super::course::{Course, live_apart, take_part, use_core};
use super::founding::{Coordination, Core, Coverage, Networks, founders};
use super::membership::{Exits, Fate, Part, membership};
use super::outcome::{MemberOutcome, SharedOutcome, StrategyOutcome};
use super::running::run_years;
use super::time::years;
use crate::lanes::{Lanes, vectorised};
use crate::scenario::Scenario;
use crate::scenario::keys::{Global, Member};
use std::ops::Range;

/// The shared strategy, batch by batch.
#[derive(Debug)]
pub struct Shared {
    coverage: Coverage,
    core: Core,
    fate: Fate,
    exits: Exits,
    /// How the members of a block take part, and their courses.
    parts: Vec<(Part, Course)>,
    buffers: Buffers,
}

impl Shared {
    /// For a scenario.
    pub fn new(scenario: &Scenario) -> Shared {
        Shared {
            coverage: Coverage::default(),
            core: Core::default(),
            fate: Fate::default(),
            exits: Exits::default(),
            parts: Vec::new(),
            buffers: Buffers::new(scenario),
        }
    }

    /// Who founds the core, what it takes, who would stay how long, and how it ends.
    pub fn open(&mut self, context: &Context, networks: &mut Networks, consortium: &mut SharedOutcome) {
        let start = founders(context.inputs, &mut consortium.founders);
        self.coverage.compute(context, &consortium.founders);
        let k = Coordination::new(context);
        self.core = Core::found(context, networks, &consortium.founders, start, &self.coverage, k);
        self.fate = membership(context, &self.core, &mut self.buffers.stays, &mut self.exits);
        self.buffers.code.clear(context);
        self.buffers.billed.clear();
        // Sums over members start at nothing; all else is set year by year.
        self.buffers.years.resize(context.horizon(), CoreYear::default());
        for year in &mut self.buffers.years {
            (year.members, year.weighted, year.users) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
        }
        let rows = if context.terms.calm { 0 } else { self.buffers.stays.len() };
        self.buffers.exposed.resize(rows * context.horizon(), Lanes::ZERO);

        let ended = self.fate.ends.lt(context.terms.end);
        consortium.abandoned = self.fate.abandoned;
        consortium.built = self.fate.share_built(&self.core);
        (consortium.overrun, consortium.stretch) = (self.core.overrun, self.core.stretch);
        consortium.dissolved = ended & !self.fate.abandoned;
        consortium.members_at_end = Lanes::ZERO;
    }

    /// What every member of a block does by itself.
    pub fn go_through(
        &mut self,
        context: &Context,
        block: Range<usize>,
        outcome: &mut StrategyOutcome,
        consortium: &mut SharedOutcome,
    ) {
        self.set_out(context, block.clone(), outcome, consortium);
        self.live_apart(context, block.clone(), outcome);
        if let Some(ledger) = &mut outcome.ledger {
            book::apart(context, block, &self.parts, ledger);
        }
    }

    /// What they do together, year by year, and, where it is known what each would cost alone, who pays it.
    pub fn close(
        &mut self,
        context: &Context,
        networks: &Networks,
        independent: Option<&StrategyOutcome>,
        outcome: &mut StrategyOutcome,
        consortium: &mut SharedOutcome,
    ) {
        if let Some(independent) = independent {
            billing::weigh(context, independent, &mut self.buffers);
        }
        let (core, fate) = (self.core, self.fate);
        run_years(context, Coordination::new(context), networks.of_members(), &core, &fate, &mut self.buffers, outcome);
        let hits = billing::core_incidents(context, &core, &mut self.buffers.years, outcome, consortium);
        billing::mend_all(context, hits, &mut self.buffers, outcome);
        value_live_years(context, outcome);
        if independent.is_some() {
            billing::pay_all(context, consortium, &mut self.buffers, outcome);
        }
        if let StrategyOutcome { members, ledger: Some(ledger), .. } = outcome {
            book::incidents(context, hits, &self.buffers, members, ledger);
            if independent.is_some() {
                book::bills(context, &core, &self.buffers, ledger);
            }
        }
    }

    /// Every member's course, and its presence in the years of the core.
    #[inline(never)]
    fn set_out(
        &mut self,
        context: &Context,
        block: Range<usize>,
        outcome: &mut StrategyOutcome,
        consortium: &mut SharedOutcome,
    ) {
        vectorised(
            #[inline(always)]
            || {
                self.parts.clear();
                let closed = context.scenario.closed_licence;
                let users_count = context.inputs.global(Global::Quality) != Lanes::ZERO;
                for i in block {
                    let part = Part::new(&self.core, &self.fate, closed, &mut self.buffers.stays[i]);
                    let course = Course::new(context, i, &part, &self.core, consortium.built, &self.coverage);
                    let billed = years(part.joins, part.ends, self.buffers.years.len());
                    take_part(&part, billed.clone(), &mut self.buffers.years);
                    if users_count {
                        use_core(&course, &mut self.buffers.years);
                    }
                    self.buffers.billed.push(billed);
                    consortium.members_at_end += is_there_at_end(context, &self.fate, &part);
                    outcome.note_live(part.joins, course.live);
                    outcome.members[i] = MemberOutcome { live: course.live, ..MemberOutcome::NONE };
                    self.buffers.code.start(context, &course);
                    self.parts.push((part, course));
                }
            },
        )
    }

    /// What every member does whatever the others do.
    #[inline(never)]
    fn live_apart(&mut self, context: &Context, block: Range<usize>, outcome: &mut StrategyOutcome) {
        vectorised(
            #[inline(always)]
            || {
                let horizon = context.horizon();
                for (i, (part, course)) in block.zip(&self.parts) {
                    // Nobody is exposed where there are no incidents: there are no rows then.
                    let exposed = self.buffers.exposed.get_mut(i * horizon..(i + 1) * horizon).unwrap_or_default();
                    live_apart(context, i, part, course, exposed, outcome);
                }
            },
        )
    }
}

/// What every member's live years are worth.
#[inline(never)]
fn value_live_years(context: &Context, outcome: &mut StrategyOutcome) {
    vectorised(
        #[inline(always)]
        || {
            for (i, member) in outcome.members.iter_mut().enumerate() {
                member.benefit = context.inputs.member(i, Member::Benefit) * member.live_years;
            }
        },
    )
}

/// 1 where a member's stay reaches the end of the horizon, of a core that is not abandoned.
#[inline(always)]
fn is_there_at_end(context: &Context, fate: &Fate, part: &Part) -> Lanes {
    let end = context.terms.end;
    (part.ends.ge(end) & part.joins.lt(end) & !fate.abandoned).number()
}
