//! Buy: a vendor's product each (MODEL.md section 5).

use super::alone::{Life, live_through};
use super::outcome::WayOutcome;
use super::time::Spread;
use super::{Context, nominal::Own};
use crate::lanes::{Lanes, Mask};
use crate::scenario::keys::{Global, Member};

/// Everyone buys.
#[inline(always)]
pub fn buy(context: &Context, outcome: &mut WayOutcome) {
    let inputs = context.inputs;
    for (i, administration) in context.scenario.administrations.iter().enumerate() {
        let &Own { size, stretch, .. } = context.nominal.own(i);
        let joins = inputs.member(i, Member::Joins);
        let setup = inputs.global(Global::BuyIntegration) * size;
        let live = joins + context.schedule.duration(setup, stretch);
        let inhabitants = administration.population.unwrap_or(0.0);
        let life = Life {
            build: Spread::new(setup * inputs.member(i, Member::MemberOverrun), joins, live),
            builds: Mask::NONE,
            live,
            kept_up: Lanes::ZERO,
            exposed: inputs.global(Global::BuyExposure) * size,
            fee: (
                inputs.global(Global::BuyFee) + inputs.global(Global::BuyFeePerPerson) * inhabitants,
                inputs.global(Global::BuyEscalation) + 1.0,
            ),
            changes: inputs.global(Global::BuyCustomisation) * inputs.member(i, Member::Adaptation) * size,
        };
        live_through(context, i, &life, outcome);
    }
}
