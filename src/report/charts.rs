//! The drawings of a run: each chart reads [`Results`] only and gives an SVG as text, or an error, and writes nothing.
//!
//! A chart is one file with a `draw` function and one line in [`ALL`] or, of [`Allocations`] and [`Partners`], in
//! [`OF_ALLOCATIONS`] and [`OF_PARTNERS`]. Every chart states its finding in its title, carries `<title>` and `<desc>`
//! for those who do not see it, never speaks by colour alone, and keeps its text as text. Text that comes from a
//! scenario is cleaned and shortened ([`text`]) and escaped by the SVG back end, so that it is inert.

mod administration_rows;
mod administrations;
mod allocation_words;
mod backtest;
mod benchmark;
mod calibration;
mod canvas;
mod comparison;
mod contour;
mod cost_curves;
mod cross_check;
mod dash;
mod departures;
mod entry;
mod evppi;
mod fit;
mod font;
mod frame;
mod glyphs;
mod joining;
mod joint;
mod labels;
mod partner_words;
mod phases;
mod pit;
mod png;
mod record;
mod saving;
mod scale;
mod sensitivity;
mod shares;
mod sizes;
mod stability;
mod sweep;
mod sweep_line;
mod sweep_map;
mod sweep_words;
mod switching;
mod text;
mod tornado;
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
pub(crate) mod calibration_sample;
#[cfg(test)]
pub(crate) mod decision_sample;
#[cfg(test)]
pub(crate) mod partner_sample;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use model::results::Results;
use record::Drawing;
use study::analysis::allocate::found::Allocations;
use study::analysis::backtest::found::Backtest;
use study::analysis::benchmark::found::Benchmark;
use study::analysis::break_even::found::BreakEven;
use study::analysis::calibrate::found::Calibration;
use study::analysis::compare::found::Comparison;
use study::analysis::cross_check::found::CrossCheck;
use study::analysis::decide::found::Decision;
use study::analysis::partners::found::Partners;
use study::analysis::sensitivity::found::Sensitivity;
use study::analysis::sweep::found::Sweep;
use study::analysis::terms::found::Terms;
use tornado::Others;

use crate::language::Language;
pub use switching::side;
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

/// The charts, in the order of a report.
const ALL: [Draw; 5] = [cost_curves::draw, saving::draw, administrations::draw, years::draw, phases::draw];

type DrawAllocations = fn(&Allocations, Language) -> Result<Chart, ChartError>;

/// The charts of allocations.
const OF_ALLOCATIONS: [DrawAllocations; 2] = [shares::draw, stability::draw];

/// Whether charts can show a text as it is: their font has a glyph for every character of it that is drawn.
pub fn holds(text: &str) -> bool {
    font::faces().is_ok_and(|faces| faces.hold(&text::clean(text, usize::MAX)))
}

/// Draws every chart of allocations in a language.
pub fn draw_allocations(allocations: &Allocations, language: Language) -> Result<Vec<Chart>, ChartError> {
    OF_ALLOCATIONS.iter().map(|draw| draw(allocations, language)).collect()
}

type DrawPartners = fn(&Partners, Language) -> Result<Chart, ChartError>;

/// The charts of partners.
const OF_PARTNERS: [DrawPartners; 2] = [sizes::draw, joining::draw];

/// Draws every chart of partners in a language.
pub fn draw_partners(partners: &Partners, language: Language) -> Result<Vec<Chart>, ChartError> {
    OF_PARTNERS.iter().map(|draw| draw(partners, language)).collect()
}

/// Draws the charts of a sensitivity analysis in a language.
pub fn draw_sensitivity(found: &Sensitivity, language: Language) -> Result<Vec<Chart>, ChartError> {
    Ok(vec![
        sensitivity::draw(found, language)?,
        tornado::draw(found, Others::Drawn, language)?,
        tornado::draw(found, Others::Median, language)?,
    ])
}

/// Draws the chart of switching values in a language.
pub fn draw_switching(found: &BreakEven, language: Language) -> Result<Chart, ChartError> {
    switching::draw(found, language)
}

/// Draws the charts of a benchmark in a language.
pub fn draw_benchmark(found: &Benchmark, language: Language) -> Result<Vec<Chart>, ChartError> {
    Ok(vec![benchmark::draw(found, language)?, pit::draw(found, language)?])
}

/// Draws the charts of a calibration in a language.
pub fn draw_calibration(found: &Calibration, language: Language) -> Result<Vec<Chart>, ChartError> {
    let effort = found.effort.iter().map(|fit| calibration::draw(fit, language));
    let overrun = found.overrun.iter().map(|one| fit::draw("overrun", &one.ratios, language));
    let column = found.column.iter().map(|column| fit::draw("fit", column, language));
    effort.chain(overrun).chain(column).collect()
}

/// Draws the chart of a back-test in a language.
pub fn draw_backtest(found: &Backtest, language: Language) -> Result<Chart, ChartError> {
    backtest::draw(found, language)
}

/// Draws the chart of published models beside the simulation in a language.
pub fn draw_cross_check(found: &CrossCheck, language: Language) -> Result<Chart, ChartError> {
    cross_check::draw(found, language)
}

/// Draws the charts of a decision in a language.
pub fn draw_decision(found: &Decision, language: Language) -> Result<Vec<Chart>, ChartError> {
    Ok(vec![joint::draw(found, language)?, evppi::draw(found, language)?])
}

/// Draws the chart of a comparison in a language.
pub fn draw_comparison(found: &Comparison, language: Language) -> Result<Chart, ChartError> {
    comparison::draw(found, language)
}

/// Draws the chart of a sweep in a language.
pub fn draw_sweep(found: &Sweep, language: Language) -> Result<Chart, ChartError> {
    sweep::draw(found, language)
}

/// Draws the charts of terms in a language: entry fees, where there can be any, and departures.
pub fn draw_terms(found: &Terms, language: Language) -> Result<Vec<Chart>, ChartError> {
    let entry = found.entry.iter().map(|entry| entry::draw(found, entry, language));
    entry.chain([departures::draw(found, language)]).collect()
}

/// Draws every chart in a language.
pub fn draw_all(results: &Results, language: Language) -> Result<Vec<Chart>, ChartError> {
    ALL.iter().map(|draw| draw(results, language)).collect()
}
