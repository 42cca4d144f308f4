//! A scenario as the sheets of a workbook hold it: the way back from its parts to cells, of which [`super::workbook`] is the way in.

mod entries;
mod filled;
mod notation;
mod people;
mod settings;

pub use filled::{Cells, Content, Entry, Filled};

use super::arrange::Arranged;
use super::reading::Reading;
use notation::Notation;

/// The sheets of a scenario.
pub(crate) fn filled(arranged: &Arranged, reading: &Reading) -> Filled {
    let notation = Notation { reading };
    let mut filled = Filled::default();
    settings::settings(arranged, &notation, &mut filled);
    settings::inputs(arranged, &notation, &mut filled);
    filled.modules = arranged.modules.iter().map(|row| settings::module(row, &notation)).collect();
    people::fill(&arranged.roster, &notation, &mut filled);
    filled.correlated = arranged.correlated.iter().map(|row| settings::group(row, &notation)).collect();
    filled
}
