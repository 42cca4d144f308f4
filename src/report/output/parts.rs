//! Parts put together: refused where they are of different runs, there twice, or not all.

use super::part_file::PartFile;
use model::sampling::stream::STREAM_VERSION;
use model::simulation::part::{Overlap, Restored};
use model::simulation::{Part, Prepared};
use std::fmt;
use std::ops::Range;

/// Most problems that are listed.
const LISTED: usize = 20;

/// Why parts are no whole.
#[derive(Debug, Clone, PartialEq)]
pub enum NotWhole {
    /// The part of this name cannot be what such a run writes.
    Unrestored(String, Restored),
    /// What they lack or have too much.
    Problems(Vec<String>),
}

impl fmt::Display for NotWhole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotWhole::Unrestored(name, Restored::Damaged(_)) => write!(f, "{name} is damaged: not as it was written"),
            NotWhole::Unrestored(name, Restored::NotFinite(error)) => write!(f, "{name} cannot be made again: {error}"),
            NotWhole::Problems(problems) => {
                let more = problems.len().saturating_sub(LISTED);
                let mut lines: Vec<String> =
                    problems.iter().take(LISTED).map(|problem| format!("  {problem}")).collect();
                lines.extend((more > 0).then(|| format!("  and {more} more")));
                write!(f, "these parts are no whole:\n{}", lines.join("\n"))
            }
        }
    }
}

/// Refuses parts of different work, and of another version of the program or of its draws; each part with its name.
///
/// # Errors
/// In what they differ from the first, or from this program.
pub fn alike(parts: &[(String, PartFile)]) -> Result<(), NotWhole> {
    let own = (env!("CARGO_PKG_VERSION"), STREAM_VERSION);
    let of_others = parts.iter().filter(|(_, part)| (part.of.version.as_str(), part.of.stream) != own);
    let of_another = |(name, part): &(String, PartFile)| {
        format!(
            "{name} is of version {}, stream {}: this is {}, stream {}",
            part.of.version, part.of.stream, own.0, own.1
        )
    };
    let problems: Vec<String> = of_others.map(of_another).collect();
    if !problems.is_empty() {
        return Err(NotWhole::Problems(problems));
    }
    let Some(((first, one), others)) = parts.split_first() else { return Ok(()) };
    let differs = |(name, other): &(String, PartFile)| {
        let differences = one.of.differences(&other.of);
        let text = || format!("{name} is of other work than {first}: they differ in {}", differences.join(", "));
        (!differences.is_empty()).then(text)
    };
    let problems: Vec<String> = others.iter().filter_map(differs).collect();
    if problems.is_empty() { Ok(()) } else { Err(NotWhole::Problems(problems)) }
}

/// What all parts hold together.
///
/// # Errors
/// If some replications are there twice, or a part cannot be used.
pub fn joined(prepared: &Prepared, parts: &[(String, PartFile)]) -> Result<Part, NotWhole> {
    let (part, problems) = union(prepared, parts)?;
    if problems.is_empty() { Ok(part) } else { Err(NotWhole::Problems(problems)) }
}

/// The whole of all parts.
///
/// # Errors
/// If some replications are there twice, or not at all, or a part cannot be used.
pub fn whole(prepared: &Prepared, parts: &[(String, PartFile)]) -> Result<Part, NotWhole> {
    let (part, mut problems) = union(prepared, parts)?;
    let missing = part.missing(prepared.plan.replications).into_iter();
    problems.extend(missing.map(|range| format!("{} are missing", replications(&range))));
    if problems.is_empty() { Ok(part) } else { Err(NotWhole::Problems(problems)) }
}

fn union(prepared: &Prepared, parts: &[(String, PartFile)]) -> Result<(Part, Vec<String>), NotWhole> {
    let (mut all, mut problems) = (prepared.part(), Vec::new());
    for (name, file) in parts {
        let part = prepared.restored(&file.seen).map_err(|error| NotWhole::Unrestored(name.clone(), error))?;
        if let Err(Overlap(range)) = all.merge(part) {
            problems.push(format!("{name} holds {}, as another part does", replications(&range)));
        }
    }
    Ok((all, problems))
}

/// Some replications, numbered from 0.
fn replications(range: &Range<u64>) -> String {
    format!("replications {} to {}", range.start, range.end - 1)
}
