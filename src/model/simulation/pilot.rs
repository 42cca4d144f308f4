//! The first replications of a run, which show where the values of each quantity lie.

use super::convergence::Followed;
use super::measure::Quantity;
use super::not_finite::NotFinite;
use super::prepared::Prepared;
use super::quantiles::{Keep, Method};
use super::tally::Tally;
use super::wide::Crew;
use super::worker::{Stretch, Worker};
use super::{Settings, counted};
use crate::sampling::Sampler;
use crate::sampling::design::Design;
use crate::scenario::Scenario;
use rayon::prelude::*;

/// Replications that grids are fitted to: fewer where there are very many quantities, or no grids.
const PILOT: u64 = 1024;
const LEAST_PILOT: u64 = 64;

impl<'a> Prepared<'a> {
    /// Draws the first replications, to see where values lie.
    ///
    /// # Errors
    /// If one of them has a figure that cannot be computed with.
    pub fn new(scenario: &'a Scenario, settings: &Settings) -> Result<Prepared<'a>, NotFinite> {
        let plan = settings.plan();
        let counted = counted(scenario);
        let method = Method::choose(counted.quantities.len(), plan.replications);
        let first = |&quantity: &Quantity| {
            let keep = if method.keep(quantity) == Keep::Nothing { Keep::Nothing } else { Keep::All };
            Tally::new(quantity, keep)
        };
        let tallies = counted.tallied.iter().map(first).collect();
        let followed = Followed::of(&counted, plan);
        let sampler = Sampler::planned(scenario, settings.seed, plan);
        let settings = settings.clone();
        let pilot = Prepared { scenario, settings, plan, sampler, counted, method, followed, tallies };
        let tallies = pilot.first_replications().map_err(|error| error.of(scenario))?;
        let fitted = |tally: &Tally| {
            let fitted = tally.fitted(method.keep(tally.quantity));
            if plan.design == Design::Random { fitted } else { fitted.of_design(tally) }
        };
        Ok(Prepared { tallies: tallies.par_iter().map(fitted).collect(), ..pilot })
    }

    /// Tallies of the first replications, which show where values lie.
    fn first_replications(&self) -> Result<Vec<Tally>, NotFinite> {
        let all = self.counted.quantities.len();
        let few = self.method == Method::Exact && self.plan.design == Design::Random;
        let most = if few { LEAST_PILOT } else { PILOT };
        let length = most.min(Method::room(all)).max(LEAST_PILOT).min(self.plan.replications);
        if self.is_wide() {
            let mut tallies = self.tallies.clone();
            Crew::new(self).run(0..length, &mut tallies, None)?;
            return Ok(tallies);
        }
        let mut worker = Worker::new(self);
        worker.run(Stretch::of(0..length))?;
        Ok(worker.seen.tallies)
    }
}
