//! All figures of a page as files, as the single commands write them.

use crate::found::{self, Found};
use crate::output::{Files, OutputError, run_files};
use study::analysis::whole::found::{Answers, Asked};

/// The figures of all questions that were answered.
///
/// # Errors
/// If one cannot be written.
pub fn figures(answers: &Answers) -> Result<Files, OutputError> {
    let mut files = run_files(&answers.results)?;
    files.extend(of_asked(&answers.decision)?);
    files.extend(of_asked(&answers.allocations)?);
    files.extend(of_asked(&answers.break_even)?);
    files.extend(of_asked(&answers.sensitivity)?);
    files.extend(of_asked(&answers.terms)?);
    files.extend(of_asked(&answers.budget)?);
    Ok(files)
}

fn of_asked<F: Found>(asked: &Asked<F>) -> Result<Files, OutputError> {
    asked.found().map_or(Ok(Vec::new()), found::files)
}

/// The JSON of all questions as one, by the names of their files.
pub fn whole_json(files: &[(String, Vec<u8>)]) -> String {
    let json = files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".json")?, bytes)));
    let parts: Vec<String> =
        json.map(|(name, bytes)| format!("\"{name}\": {}", String::from_utf8_lossy(bytes).trim_end())).collect();
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}
