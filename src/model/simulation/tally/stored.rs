//! A tally as bytes.

use super::Tally;
use crate::simulation::stored::{Damaged, Reader, Stored, Writer};

/// Values, extremes and counts; moments come of sums that are stored elsewhere.
impl Stored for Tally {
    fn store(&self, to: &mut Writer) {
        self.values.store(to);
        to.number(self.min);
        to.number(self.max);
        to.whole(self.positive);
        to.whole(self.ties);
        to.whole(self.seen);
        self.randomised.iter().for_each(|randomised| randomised.store(to));
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        self.values.restore(from)?;
        self.min = from.number()?;
        self.max = from.number()?;
        self.positive = from.whole()?;
        self.ties = from.whole()?;
        self.seen = from.whole()?;
        self.randomised.iter_mut().try_for_each(|randomised| randomised.restore(from))
    }
}
