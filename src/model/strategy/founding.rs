//! Founders, what the core covers, and what it takes to build it (model.md section 4, first part).

use super::Context;
use super::time::Spread;
use crate::inputs::Inputs;
use crate::lanes::{Lanes, Mask, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, Row};
use crate::scenario::{Growth, Scenario, Source};

/// Members who join within this many years of the first are founders, or while the consortium forms if that is longer.
pub const FOUNDING_YEARS: f64 = 0.5;

/// s0, and who the founders are.
#[inline(never)]
pub fn founders(inputs: &Inputs, masks: &mut [Mask]) -> Lanes {
    vectorised(
        #[inline(always)]
        || {
            let mut start = inputs.member(0, Member::Joins);
            for i in 1..masks.len() {
                start = start.min(inputs.member(i, Member::Joins));
            }
            let last = start + inputs.global(Global::Formation).max(Lanes::splat(FOUNDING_YEARS));
            for (i, mask) in masks.iter_mut().enumerate() {
                *mask = inputs.member(i, Member::Joins).le(last);
            }
            start
        },
    )
}

/// The lead, else the first founder listed.
#[inline(always)]
pub fn first_founders(scenario: &Scenario, inputs: &Inputs, masks: &mut Vec<Mask>) {
    masks.clear();
    masks.resize(scenario.administrations.len(), Mask::NONE);
    if let Some(lead) = scenario.lead {
        masks[lead] = !Mask::NONE;
        return;
    }
    founders(inputs, masks);
    let mut found = Mask::NONE;
    for mask in masks {
        *mask = *mask & !found;
        found = found | *mask;
    }
}

/// c_k: the share of each module that the core covers.
#[derive(Debug, Default)]
pub struct Coverage {
    shares: Vec<Lanes>,
    /// Σ_k c_k z_k
    pub size: Lanes,
}

impl Coverage {
    /// The greatest need among the masked administrations.
    #[inline(never)]
    pub fn compute(&mut self, context: &Context, masks: &[Mask]) {
        vectorised(
            #[inline(always)]
            || {
                let (scenario, inputs) = (context.scenario, context.inputs);
                self.shares.clear();
                self.shares.resize(scenario.modules.len(), Lanes::ZERO);
                for (i, mask) in masks.iter().enumerate().filter(|(_, mask)| mask.any()) {
                    let scope = mask.keep(inputs.member(i, Member::Scope));
                    for (k, share) in self.shares.iter_mut().enumerate() {
                        *share = (scope * scenario.need(i, k)).max(*share);
                    }
                }
                self.size = Lanes::ZERO;
                for (k, &share) in self.shares.iter().enumerate() {
                    self.size += share * inputs.size(k);
                }
            },
        )
    }

    /// F_i^in and F_i^out, the effort for what administration i needs inside and outside the core. Where the core covers all
    /// of it nothing is outside: no rounding of two sums is left as local code.
    #[inline(always)]
    pub fn split(&self, context: &Context, i: usize) -> (Lanes, Lanes) {
        let scope = context.inputs.member(i, Member::Scope);
        let (mut size, mut covered) = (Lanes::ZERO, !Mask::NONE);
        for (k, &share) in self.shares.iter().enumerate() {
            let need = scope * context.scenario.need(i, k);
            covered = covered & need.le(share);
            size += need.min(share) * context.inputs.size(k);
        }
        let whole = context.nominal.own(i).function;
        let inside = covered.select(whole, context.terms.effort.nominal(size));
        (inside, whole - inside)
    }
}

/// Nominal local work: p_i·[(b·(1−a_i) + a_i)·F_i^in + F_i^out]
#[inline(always)]
pub fn local_nominal(context: &Context, i: usize, reusing: Lanes, inside: Lanes, outside: Lanes) -> Lanes {
    let adaptation = context.inputs.member(i, Member::Adaptation);
    let share = reusing * (Lanes::ONE - adaptation) + adaptation;
    context.inputs.member(i, Member::Productivity) * (share * inside + outside)
}

/// Peer networks: which members share one. Members with the same networks are one class.
#[derive(Debug)]
pub struct Networks {
    class: Vec<usize>,
    /// Whether two members of the classes share a network.
    linked: Vec<Vec<bool>>,
    /// h among all members.
    all: f64,
    /// h among the founders, where they are the same in every replication.
    fixed_founders: Option<f64>,
    /// Room to count the members of each class in.
    counts: Vec<Lanes>,
}

impl Networks {
    /// Of a scenario's administrations.
    pub fn new(scenario: &Scenario) -> Networks {
        let mut sets: Vec<&[usize]> = Vec::new();
        let mut numbers = std::collections::HashMap::new();
        let class = scenario.administrations.iter().map(|administration| {
            *numbers.entry(&administration.networks).or_insert_with(|| {
                sets.push(&administration.networks);
                sets.len() - 1
            })
        });
        let class: Vec<usize> = class.collect();
        let common = |a: &[usize], b: &[usize]| a.iter().any(|network| b.contains(network));
        let linked = sets.iter().map(|a| sets.iter().map(|b| common(a, b)).collect()).collect();
        let mut networks = Networks { class, linked, all: 0.0, fixed_founders: None, counts: Vec::new() };
        networks.all = networks.share(&vec![!Mask::NONE; scenario.administrations.len()]).0[0];
        networks.fixed_founders = fixed_founders(scenario).map(|founders| networks.share(&founders).0[0]);
        networks
    }

    /// h among all members.
    pub fn of_members(&self) -> Lanes {
        Lanes::splat(self.all)
    }

    /// h among the founders.
    #[inline(always)]
    pub fn of_founders(&mut self, founders: &[Mask]) -> Lanes {
        match self.fixed_founders {
            Some(share) => Lanes::splat(share),
            None => self.share(founders),
        }
    }

    /// Share of pairs with a common network; 0 without a pair.
    #[inline(always)]
    fn share(&mut self, masks: &[Mask]) -> Lanes {
        let Networks { class, linked: links, counts, .. } = self;
        counts.clear();
        counts.resize(links.len(), Lanes::ZERO);
        let mut members = Lanes::ZERO;
        for (mask, &class) in masks.iter().zip(&*class) {
            counts[class] += mask.number();
            members += mask.number();
        }
        let mut linked = Lanes::ZERO;
        for (a, links) in links.iter().enumerate() {
            if links[a] {
                linked += counts[a] * (counts[a] - Lanes::ONE) * 0.5;
            }
            for b in a + 1..counts.len() {
                if links[b] {
                    linked += counts[a] * counts[b];
                }
            }
        }
        let pairs = members * (members - Lanes::ONE) * 0.5;
        pairs.gt(Lanes::ZERO).keep(linked / pairs.max(Lanes::ONE))
    }
}

/// The founders, where they are the same in every replication: the first joins at a certain time, and everyone else
/// certainly founds or certainly joins later.
pub fn fixed_founders(scenario: &Scenario) -> Option<Vec<Mask>> {
    let bounds: Option<Vec<(f64, f64)>> = (0..scenario.administrations.len())
        .map(|i| match scenario.source(Row::Member(i, Member::Joins)) {
            Source::Drawn(distribution) => Some(distribution.bounds()),
            Source::Common(_) | Source::Derived => None,
        })
        .collect();
    let bounds = bounds?;
    let first = bounds.iter().fold(f64::INFINITY, |first, (low, _)| first.min(*low));
    let (shortest, longest) = match scenario.source(Row::Global(Global::Formation)) {
        Source::Drawn(formation) => formation.bounds(),
        Source::Common(_) | Source::Derived => (0.0, f64::INFINITY),
    };
    let [surely, at_most] = [shortest, longest].map(|formation| first + FOUNDING_YEARS.max(formation));
    let certain = bounds.contains(&(first, first));
    let clear = bounds.iter().all(|&(low, high)| high <= surely || low > at_most);
    (certain && clear).then(|| bounds.iter().map(|&(_, high)| Mask::from_fn(|_| high <= surely)).collect())
}

/// K(n) = 1 + κ·g(n)·(1 − ν·h)
#[derive(Debug, Clone, Copy)]
pub struct Coordination {
    /// g, where it is the same in all lanes.
    growth: Option<Growth>,
    /// The number of g.
    kind: Lanes,
    /// κ
    rate: Lanes,
    /// ν
    relief: Lanes,
}

impl Coordination {
    /// With the inputs of a batch.
    #[inline(always)]
    pub fn new(context: &Context) -> Coordination {
        let kind = context.inputs.global(Global::CoordinationGrowth);
        Coordination {
            growth: Growth::ALL.into_iter().find(|growth| kind == Lanes::splat(growth.number())),
            kind,
            rate: context.inputs.global(Global::Coordination),
            relief: context.inputs.global(Global::NetworkRelief),
        }
    }

    /// K of n members, a share h of whose pairs have a common network.
    #[inline(always)]
    pub fn factor(&self, members: Lanes, linked: Lanes) -> Lanes {
        let n = members.max(Lanes::ONE);
        let growth = match self.growth {
            Some(growth) => grown(growth, n),
            None => {
                let of = |growth: Growth| self.kind.is(growth.number()).keep(grown(growth, n));
                Growth::ALL.into_iter().fold(Lanes::ZERO, |sum, growth| sum + of(growth))
            }
        };
        Lanes::ONE + self.rate * growth * (Lanes::ONE - self.relief * linked)
    }
}

/// g(n)
#[inline(always)]
fn grown(growth: Growth, n: Lanes) -> Lanes {
    match growth {
        Growth::Logarithmic => n.ln() * std::f64::consts::LOG2_E,
        Growth::Linear => n - Lanes::ONE,
        Growth::Pairs => n * (n - Lanes::ONE) * 0.5,
    }
}

/// The core and its build.
#[derive(Debug, Clone, Copy, Default)]
pub struct Core {
    /// s0
    pub start: Lanes,
    /// s1: when the consortium has formed and the build starts.
    pub begun: Lanes,
    /// D_c
    pub duration: Lanes,
    /// O_c(n_c)
    pub overrun: Lanes,
    /// D_c over what it would be without overrun.
    pub stretch: Lanes,
    /// g_c
    pub due: Lanes,
    /// O_c(n_c)^ζ: what is kept up of it, for a unit of what was planned.
    pub carried: Lanes,
    /// V*: what is kept up of it, PM.
    pub size: Lanes,
    /// w_c
    pub labour_rate: Lanes,
    /// p_c
    pub productivity: Lanes,
    /// g0 over [s0, s1)
    pub setup: Spread,
    /// E_c over [s1, g_c), before anything is abandoned.
    pub build: Spread,
    /// Share of that build which is coordination.
    pub coordination: Lanes,
}

impl Core {
    /// What the founders (or the lead) set out to build.
    #[inline(never)]
    pub fn found(
        context: &Context,
        networks: &mut Networks,
        founders: &[Mask],
        start: Lanes,
        coverage: &Coverage,
        k: Coordination,
    ) -> Core {
        vectorised(
            #[inline(always)]
            || {
                let inputs = context.inputs;
                let mut count = Lanes::ZERO;
                let (mut adaptation, mut productivity, mut labour_rate) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
                for (i, founder) in founders.iter().enumerate().filter(|(_, founder)| founder.any()) {
                    count += founder.number();
                    adaptation += founder.keep(inputs.member(i, Member::Adaptation));
                    productivity += founder.keep(inputs.member(i, Member::Productivity));
                    labour_rate += founder.keep(inputs.member(i, Member::LabourRate));
                }
                let adaptation = adaptation / count;
                let (productivity, labour_rate) = match context.scenario.lead {
                    Some(lead) => (inputs.member(lead, Member::Productivity), inputs.member(lead, Member::LabourRate)),
                    None => (productivity / count, labour_rate / count),
                };
                let written = inputs.global(Global::WritingForReuse) * (Lanes::ONE - adaptation);
                let variants = count.pow(inputs.global(Global::Variety));
                let size = productivity * written * context.terms.effort.nominal(coverage.size) * variants;
                let linked = networks.of_founders(founders);
                let factor = k.factor(count, linked);
                let builds = &context.terms.builds;
                let builder = builds.core(inputs);
                let build = builds.build(&builder, factor * size, Lanes::ONE);
                let [overrun, stretch, _] = builds.overruns(&builder, builds.plain(factor * size));
                let relief = Lanes::ONE - inputs.global(Global::NetworkRelief) * linked;
                let forming = count.gt(Lanes::ONE).keep(inputs.global(Global::Formation) * relief);
                let begun = start + forming;
                let (effort, due) = build.from(begun);
                Core {
                    start,
                    begun,
                    duration: build.duration,
                    overrun,
                    stretch,
                    due,
                    carried: build.carried,
                    size: size * build.carried,
                    labour_rate,
                    productivity,
                    setup: Spread::new(inputs.global(Global::Setup), start, begun),
                    build: effort,
                    coordination: (factor - Lanes::ONE) / factor,
                }
            },
        )
    }

    /// When the event says that the build is abandoned; never where it says nothing.
    #[inline(always)]
    pub fn cancelled_at(&self, inputs: &Inputs) -> Lanes {
        let cancelled = inputs.event(ConsortiumEvent::CancelQuantile).lt(inputs.global(Global::ConsortiumCancellation));
        cancelled.select(self.begun + inputs.global(Global::Sunk) * self.duration, Lanes::splat(f64::INFINITY))
    }
}
