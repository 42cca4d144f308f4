//! The drawn inputs of a batch of replications: one row of lanes an input.

use crate::lanes::Lanes;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, Layout, MemberEvent, Row};

/// Inputs of a batch, by row of [`Layout`].
#[derive(Debug, Clone)]
pub struct Inputs {
    layout: Layout,
    rows: Vec<Lanes>,
}

impl Inputs {
    /// All zero.
    pub fn new(layout: Layout) -> Inputs {
        Inputs { layout, rows: vec![Lanes::ZERO; layout.len()] }
    }

    /// Where things stand.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// A row by number.
    #[inline(always)]
    pub fn at(&self, row: usize) -> Lanes {
        self.rows[row]
    }

    /// A row by number, to be written.
    #[inline(always)]
    pub fn at_mut(&mut self, row: usize) -> &mut Lanes {
        &mut self.rows[row]
    }

    /// A key of the scenario.
    #[inline(always)]
    pub fn global(&self, key: Global) -> Lanes {
        self.rows[self.layout.row(Row::Global(key))]
    }

    /// An event of the consortium.
    #[inline(always)]
    pub fn event(&self, event: ConsortiumEvent) -> Lanes {
        self.rows[self.layout.row(Row::Event(event))]
    }

    /// Size of module k.
    #[inline(always)]
    pub fn size(&self, k: usize) -> Lanes {
        self.rows[self.layout.row(Row::Module(k))]
    }

    /// A key of administration i.
    #[inline(always)]
    pub fn member(&self, i: usize, key: Member) -> Lanes {
        self.rows[self.layout.row(Row::Member(i, key))]
    }

    /// An event of administration i.
    #[inline(always)]
    pub fn member_event(&self, i: usize, event: MemberEvent) -> Lanes {
        self.rows[self.layout.row(Row::MemberEvent(i, event))]
    }
}
