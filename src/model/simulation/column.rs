//! A column of a chunk of replications.

use crate::lanes::Lanes;

/// A column of a chunk: its values in batches that stand a row apart.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// All columns, row by row.
    pub rows: &'a [Lanes],
    /// Which one.
    pub number: usize,
    /// Of how many.
    pub width: usize,
}

impl<'a> Column<'a> {
    /// The values of a batch.
    #[inline(always)]
    pub fn at(self, batch: usize) -> &'a Lanes {
        &self.rows[batch * self.width + self.number]
    }
}
