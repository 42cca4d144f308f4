//! The drawings: each chart reads what was found and nothing else, gives an SVG as text, or an error, and writes nothing.
//!
//! A chart is one file with a `draw` function. Those of a run stand in [`ALL`]; those of an analysis are listed by its
//! `charts` (`Found`). Every chart states its finding in its title, carries `<title>` and `<desc>`
//! for those who do not see it, never speaks by colour alone, and keeps its text as text. Text that comes from a
//! scenario is cleaned and shortened ([`text`]) and escaped by the SVG back end, so that it is inert.

mod administration_rows;
mod administrations;
mod allocation_words;
pub(crate) mod ambiguity;
pub(crate) mod backtest;
pub(crate) mod benchmark;
pub(crate) mod budget;
pub(crate) mod calibration;
mod canvas;
pub(crate) mod comparison;
mod contour;
pub(crate) mod convergence;
pub(crate) mod correlation;
mod cost_curves;
pub(crate) mod cross_check;
mod dash;
pub(crate) mod departures;
pub(crate) mod entry;
pub(crate) mod evppi;
pub(crate) mod fit;
mod font;
mod frame;
mod glyphs;
pub(crate) mod joining;
pub(crate) mod joint;
mod labels;
mod numbers;
mod panels;
mod partner_words;
mod phases;
pub(crate) mod pit;
mod png;
pub(crate) mod preview;
mod record;
mod saving;
mod scale;
pub(crate) mod sensitivity;
pub(crate) mod shares;
pub(crate) mod sizes;
pub(crate) mod stability;
pub(crate) mod staffing;
pub(crate) mod sweep;
mod sweep_line;
mod sweep_map;
mod sweep_words;
pub(crate) mod switching;
mod text;
pub(crate) mod tornado;
pub(crate) mod upstreaming;
mod words;
mod years;

#[cfg(test)]
pub(crate) mod allocation_sample;
#[cfg(test)]
pub(crate) mod analysis_sample;
#[cfg(test)]
pub(crate) mod backtest_sample;
#[cfg(test)]
pub(crate) mod benchmark_sample;
#[cfg(test)]
pub(crate) mod budget_sample;
#[cfg(test)]
pub(crate) mod calibration_sample;
#[cfg(test)]
pub(crate) mod decision_sample;
#[cfg(test)]
pub(crate) mod partner_sample;
#[cfg(test)]
pub(crate) mod preview_sample;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use model::results::Results;
use record::Drawing;

use crate::language::Language;
pub use numbers::Numbers;
pub(crate) use saving::decisive;
pub use switching::{side, value as switching_value};
pub(crate) use words::phase_name;
pub use words::strategy_name;

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Stem of its file name.
    pub name: &'static str,
    /// The drawing: a whole SVG document without XML declaration, so that a page can hold it as it stands.
    pub svg: String,
    drawing: Drawing,
}

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The embedded fonts could not be used.
    #[error("the embedded font could not be used: {0}")]
    Font(String),
    /// The drawing library refused.
    #[error("chart {chart} could not be drawn: {reason}")]
    Drawing {
        /// Name of the chart.
        chart: &'static str,
        /// What the library says.
        reason: String,
    },
    /// The drawing library wrote something that is no SVG.
    #[error("the SVG could not be read: {0}")]
    Svg(String),
    /// The picture has no size, or one too large to draw.
    #[error("a picture of {width} x {height} pixels cannot be made: both must lie between 1 and {limit}")]
    Size {
        /// Width asked for.
        width: f32,
        /// Height asked for.
        height: f32,
        /// Greatest width and height.
        limit: u32,
    },
    /// The picture could not be encoded.
    #[error("the PNG could not be encoded: {0}")]
    Encoding(String),
}

type Draw = fn(&Results, Language) -> Result<Chart, ChartError>;
type DrawSome = fn(&Results, Language) -> Result<Option<Chart>, ChartError>;

/// The charts of a run, in the order of a report.
const ALL: [Draw; 5] = [cost_curves::draw, saving::draw, administrations::draw, years::draw, phases::draw];

/// Those that there is not always something to draw in.
const SOME: [DrawSome; 3] = [convergence::draw, ambiguity::draw, correlation::draw];

/// Whether charts can show a text as it is: their font has a glyph for every character of it that is drawn.
pub fn holds(text: &str) -> bool {
    font::faces().is_ok_and(|faces| faces.hold(&text::clean(text, usize::MAX)))
}

/// Pixels of a PNG for each unit of its drawing.
const PNG_SCALE: f32 = 2.0;

/// Charts as files, each in two formats.
///
/// # Errors
/// If one cannot be encoded.
pub fn files(charts: Vec<Chart>) -> Result<Vec<(String, Vec<u8>)>, ChartError> {
    let mut files = Vec::new();
    for chart in charts {
        files.push((format!("{}.png", chart.name), chart.png(PNG_SCALE)?));
        files.push((format!("{}.svg", chart.name), chart.svg.into_bytes()));
    }
    Ok(files)
}

/// Draws every chart of a run in a language.
pub fn draw_all(results: &Results, language: Language) -> Result<Vec<Chart>, ChartError> {
    let all = ALL.iter().map(|draw| draw(results, language));
    all.chain(SOME.iter().filter_map(|draw| draw(results, language).transpose())).collect()
}
