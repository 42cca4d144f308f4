//! Who leaves when, whether the core is abandoned, and when the consortium ends (model.md section 4, leaving).

use super::Context;
use super::founding::Core;
use crate::lanes::{LANES, Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, MemberEvent};

/// One member's stay: of this much all must be known at once.
#[derive(Debug, Clone, Copy)]
pub struct Stay {
    /// j_i
    pub joins: Lanes,
    /// l_i, when it would leave of itself (infinite if never); from its [`Part`] on x_i, when its membership ends.
    pub ends: Lanes,
}

/// How one member takes part, once it is known what becomes of the consortium.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// j_i
    pub joins: Lanes,
    /// b_i = max(j_i, g_c)
    pub ready: Lanes,
    /// x_i: when its membership ends.
    pub ends: Lanes,
    /// Whether it goes its own way from max(j_i, x_i): the core is abandoned, it left before, or may not take it.
    pub alone: Mask,
    /// Whether it is the abandoned core that makes it so: it follows the fallback.
    pub falls_back: Mask,
    /// Whether there is something of the abandoned core that it may use.
    pub salvages: Mask,
}

impl Part {
    /// Of a member who leaves of itself when its stay says; in the end the stay says when its membership ends.
    #[inline(always)]
    pub fn new(core: &Core, fate: &Fate, closed: bool, stay: &mut Stay) -> Part {
        let (joins, leaves) = (stay.joins, stay.ends);
        let ready = joins.max(core.due);
        let early = leaves.lt(core.due);
        let completed = ready.max(leaves.min(fate.ends));
        stay.ends = fate.abandoned.select(leaves.min(fate.abandoned_at), early.select(leaves, completed));
        let falls_back = fate.abandoned & leaves.ge(fate.abandoned_at);
        let mut alone = fate.abandoned | early;
        if closed {
            // Nobody may take the code of a consortium that has ended.
            alone = alone | joins.ge(fate.ends);
        }
        Part { joins, ready, ends: stay.ends, alone, falls_back, salvages: falls_back & joins.le(fate.abandoned_at) }
    }
}

/// What becomes of the consortium.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fate {
    /// Whether the core build is abandoned within the horizon.
    pub abandoned: Mask,
    /// t_a where it is, infinite elsewhere.
    pub abandoned_at: Lanes,
    /// x_d, not cut at the horizon; 0 where the core is abandoned.
    pub ends: Lanes,
}

impl Fate {
    /// Share of the core's build that is done: nothing of one that takes no time and is abandoned.
    pub fn share_built(&self, core: &Core) -> Lanes {
        let takes_time = core.duration.gt(Lanes::ZERO);
        let time = (self.abandoned_at - core.begun).max(Lanes::ZERO);
        let share = (time / takes_time.select(core.duration, Lanes::ONE)).min(Lanes::ONE);
        self.abandoned.select(takes_time.keep(share), Lanes::ONE)
    }
}

/// When every member would leave of itself, and the consortium's fate.
#[inline(never)]
pub fn membership(context: &Context, core: &Core, stays: &mut Vec<Stay>, exits: &mut Exits) -> Fate {
    vectorised(
        #[inline(always)]
        || {
            let inputs = context.inputs;
            // Divisions are dear: what all members divide by is turned over once.
            let less_frail = Lanes::ONE / inputs.event(ConsortiumEvent::Frailty);
            let hazard = inputs.global(Global::ExitBuild);
            let build_time = Lanes::ONE / hazard;
            stays.clear();
            for i in 0..context.scenario.administrations.len() {
                let joins = inputs.member(i, Member::Joins);
                let patience = inputs.member_event(i, MemberEvent::Patience) * less_frail;
                let begins = joins.max(core.begun);
                let spent = hazard * (core.due - begins).max(Lanes::ZERO);
                let running = inputs.member(i, Member::MemberExit);
                let late = joins.max(core.due) + (patience - spent) / running;
                let late = running.gt(Lanes::ZERO).select(late, Lanes::splat(f64::INFINITY));
                let ends = patience.lt(spent).select(begins + patience * build_time, late);
                stays.push(Stay { joins, ends });
            }
            let too_few = exits.too_few(stays, context.scenario.minimum_members);
            let never = Lanes::splat(f64::INFINITY);
            let short = too_few.lt(core.due).select(too_few, never);
            let abandoned_at = core.cancelled_at(inputs).min(short);
            let abandoned = abandoned_at.lt(context.terms.end);
            let ends = too_few.min(core.due + inputs.event(ConsortiumEvent::Lifetime));
            Fate { abandoned, abandoned_at: abandoned.select(abandoned_at, never), ends: (!abandoned).keep(ends) }
        },
    )
}

/// Room to sort exits in.
#[derive(Debug, Default)]
pub struct Exits {
    latest: Vec<Lanes>,
    left: Vec<f64>,
    joined: Vec<f64>,
}

/// Beyond this minimum, sorting lane by lane is quicker.
const FEW: usize = 12;

impl Exits {
    /// The first exit after which fewer than `minimum` members remain; infinite if there is none.
    #[inline(always)]
    fn too_few(&mut self, stays: &[Stay], minimum: usize) -> Lanes {
        let (mut last_join, mut first_exit) = (Lanes::ZERO, Lanes::splat(f64::INFINITY));
        for stay in stays {
            last_join = last_join.max(stay.joins);
            first_exit = first_exit.min(stay.ends);
        }
        if minimum > FEW || minimum > stays.len() {
            return Lanes(std::array::from_fn(|lane| self.too_few_in_lane(stays, minimum, lane, last_join.0[lane])));
        }
        // Were everyone in from the start, the end would come at the minimum-th latest exit. It does all the same where
        // those who are in at the first exit are enough until the last has joined.
        let mut end = self.nth_latest(minimum, stays, last_join);
        let held = self.nth_latest(minimum, stays, first_exit);
        let doubtful = held.lt(last_join) & first_exit.lt(last_join) & first_exit.lt(end);
        if doubtful.any() {
            for lane in (0..LANES).filter(|&lane| doubtful.lane(lane)) {
                end.0[lane] = self.too_few_in_lane(stays, minimum, lane, last_join.0[lane]);
            }
        }
        end
    }

    /// The n-th latest exit of those who have joined by a time, lane by lane.
    #[inline(always)]
    fn nth_latest(&mut self, n: usize, stays: &[Stay], by: Lanes) -> Lanes {
        let never = Lanes::splat(f64::NEG_INFINITY);
        self.latest.clear();
        self.latest.resize(n, never);
        for stay in stays {
            let mut time = stay.joins.le(by).select(stay.ends, never);
            for latest in &mut self.latest {
                (*latest, time) = (latest.max(time), latest.min(time));
            }
        }
        self.latest[n - 1]
    }

    fn too_few_in_lane(&mut self, stays: &[Stay], minimum: usize, lane: usize, last_join: f64) -> f64 {
        // Were everyone in from the start, the end would come at the minimum-th latest exit.
        self.left.clear();
        self.left.extend(stays.iter().map(|stay| stay.ends.0[lane]));
        let place = stays.len() - minimum.min(stays.len());
        let (before, &mut end, _) = self.left.select_nth_unstable_by(place, f64::total_cmp);
        if before.iter().all(|&leaves| leaves >= last_join) {
            return end;
        }
        // Somebody leaves before somebody else has joined: count who is in after each exit, in time order.
        self.left.truncate(place);
        self.left.sort_unstable_by(f64::total_cmp);
        self.joined.clear();
        self.joined.extend(stays.iter().map(|stay| stay.joins.0[lane]));
        self.joined.sort_unstable_by(f64::total_cmp);
        let mut joined = 0;
        for (k, &leaves) in self.left.iter().enumerate() {
            let last_of_tie = self.left.get(k + 1) != Some(&leaves);
            joined += self.joined[joined..].iter().take_while(|&&joins| joins <= leaves).count();
            if last_of_tie && leaves.is_finite() && joined - (k + 1) < minimum {
                return leaves;
            }
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stays(times: &[(f64, f64)]) -> Vec<Stay> {
        let stay = |&(joins, leaves): &(f64, f64)| Stay { joins: Lanes::splat(joins), ends: Lanes::splat(leaves) };
        times.iter().map(stay).collect()
    }

    /// model.md, word for word: in time order of l_i, the first after which fewer than the minimum remain.
    fn by_definition(times: &[(f64, f64)], minimum: usize) -> f64 {
        let mut order: Vec<f64> = times.iter().map(|time| time.1).filter(|l| l.is_finite()).collect();
        order.sort_by(f64::total_cmp);
        let remaining = |l: f64| times.iter().filter(|&&(j, other)| j <= l && other > l).count();
        order.into_iter().find(|&l| remaining(l) < minimum).unwrap_or(f64::INFINITY)
    }

    #[test]
    fn the_end_by_too_few_members() {
        let never = f64::INFINITY;
        let cases: [&[(f64, f64)]; 7] = [
            &[(0.0, 3.0), (0.0, 5.0), (0.0, 4.0), (0.0, never)],
            &[(0.0, never), (0.0, never)],
            &[(0.0, 1.0), (2.0, 8.0), (2.0, 9.0), (0.0, 3.0)],
            &[(0.0, 1.0), (0.0, 1.0), (2.0, 8.0)],
            &[(0.0, 4.0)],
            &[(0.0, 0.5), (1.0, 7.0), (0.0, 2.0), (6.0, never), (0.0, never)],
            &[(0.0, 6.0), (3.0, 6.0), (5.0, 6.0), (7.0, 9.0)],
        ];
        for times in cases {
            for minimum in 1..5 {
                let got = Exits::default().too_few(&stays(times), minimum).0[0];
                assert_eq!(got, by_definition(times, minimum), "{times:?} with at least {minimum}");
            }
        }
    }
}
