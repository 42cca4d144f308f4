//! The workbook of a report: that of the run, then who pays what by each rule, and money by fiscal year.

use super::Report;
use crate::found::Found;
use crate::language::{Language, number, say};
use crate::workbook::{Sheet, Workbook, run};
use study::analysis::whole::found::Asked;

/// The workbook of all that was found and has sheets.
pub fn workbook(report: &Report, language: Language) -> Workbook {
    let mut contents = run::contents(&report.answers.results, report.scenario, language);
    contents.sheets.extend(sheets(&report.answers.allocations, language));
    contents.sheets.extend(sheets(&report.answers.budget, language));
    run::workbook_of(&report.answers.results, report.inputs, contents, language)
}

/// The sheets of a question, which say how many replications they are of: other questions may have taken other numbers.
fn sheets<F: Found>(asked: &Asked<F>, language: Language) -> Vec<Sheet> {
    let Some(found) = asked.found() else { return Vec::new() };
    let count = found.about().replications.map(|count| number(count as f64, 0, language));
    let basis = count.map(|count| say!(language, "Of {count} replications." | "Sur {count} simulations."));
    let mut sheets = found.contents(language).sheets;
    for sheet in &mut sheets {
        sheet.notes.splice(0..0, basis.clone());
    }
    sheets
}
