//! What every administration pays and works in every year, at constant prices: kept where it is asked for alone, since a
//! run needs nothing but sums over one or the other.

use crate::lanes::Lanes;

/// One administration's year. Build is what is spent once: setting up, building, adapting, rolling out, leaving, buying
/// in. Run is what goes on: keeping up, operating, coordinating and taking part, incidents, fees, and the old system.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Entry {
    /// Labour of the build, before funding: money at the wages of year 0.
    pub build_labour: Lanes,
    /// Other money of the build; of a buy-in, less than nothing for those that it goes to.
    pub build_other: Lanes,
    /// Labour of the run: money at the wages of year 0.
    pub run_labour: Lanes,
    /// Other money of the run.
    pub run_other: Lanes,
    /// What the grant pays of the labour of the build, at the wages of year 0.
    pub funded: Lanes,
    /// Own effort and the billed share of the core's, PM.
    pub effort: Lanes,
}

impl Entry {
    /// Adds a part of another.
    #[inline(always)]
    pub fn add(&mut self, other: &Entry, part: f64) {
        self.build_labour += other.build_labour * part;
        self.build_other += other.build_other * part;
        self.run_labour += other.run_labour * part;
        self.run_other += other.run_other * part;
        self.funded += other.funded * part;
        self.effort += other.effort * part;
    }

    /// Adds effort of the build, paid at a wage of year 0.
    #[inline(always)]
    pub fn build(&mut self, wage: Lanes, effort: Lanes) {
        self.build_labour += wage * effort;
        self.effort += effort;
    }

    /// Adds effort of the run, likewise.
    #[inline(always)]
    pub fn run(&mut self, wage: Lanes, effort: Lanes) {
        self.run_labour += wage * effort;
        self.effort += effort;
    }
}

/// The entries of a batch by one strategy, administration by administration, year by year.
#[derive(Debug, Clone)]
pub struct Ledger {
    horizon: usize,
    entries: Vec<Entry>,
}

impl Ledger {
    /// Empty.
    pub fn new(horizon: usize, administrations: usize) -> Ledger {
        Ledger { horizon, entries: vec![Entry::default(); horizon * administrations] }
    }

    /// Empty again.
    pub fn clear(&mut self) {
        self.entries.fill(Entry::default());
    }

    /// The years of administration i.
    pub fn of(&self, i: usize) -> &[Entry] {
        &self.entries[i * self.horizon..(i + 1) * self.horizon]
    }

    /// The same, to be written in.
    #[inline(always)]
    pub fn of_mut(&mut self, i: usize) -> &mut [Entry] {
        &mut self.entries[i * self.horizon..(i + 1) * self.horizon]
    }

    /// Administration i's year t.
    #[inline(always)]
    pub fn at(&mut self, i: usize, t: usize) -> &mut Entry {
        &mut self.entries[i * self.horizon + t]
    }
}
