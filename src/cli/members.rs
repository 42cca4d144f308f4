//! Administrations that an option names by their ids.

use model::scenario::Scenario;
use study::input::problem::shown;
use study::input::suggest;

/// Their numbers, ascending, each once.
///
/// # Errors
/// A message for the command line: an id that no administration has, with the nearest, or nobody named.
pub fn named(option: &str, ids: &[String], scenario: &Scenario) -> Result<Vec<usize>, String> {
    let known = || scenario.administrations.iter().map(|one| one.id.as_str());
    let (mut members, mut unknown) = (Vec::new(), Vec::new());
    for id in ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        match known().position(|known| known == id) {
            Some(i) => members.push(i),
            None => unknown.push(format!("`{}`: {}", shown(id), suggest::help(id, known().collect::<Vec<&str>>()))),
        }
    }
    if !unknown.is_empty() {
        return Err(format!("{option} names no administration of this scenario: {}", unknown.join("; ")));
    }
    if members.is_empty() {
        return Err(format!("{option} names nobody: give ids, separated by commas"));
    }
    members.sort_unstable();
    members.dedup();
    Ok(members)
}
