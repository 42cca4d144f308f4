//! What sharing saves along one input, or over two.

use super::{Chart, ChartError, Language, sweep_line, sweep_map};
use study::analysis::sweep::found::Sweep;

/// Draws the chart that fits: a line with its band, or a map.
pub(crate) fn draw(sweep: &Sweep, language: Language) -> Result<Chart, ChartError> {
    match sweep.over.len() {
        0 | 1 => sweep_line::draw(sweep, language),
        _ => sweep_map::draw(sweep, language),
    }
}
