//! Finished projects to hold models against: a data set in one unit of size, or a table of one's own.

use super::found::{Described, Kind, Origin};
use crate::data_sets::{DataError, DataSet, Project, Rated, SizeUnit};

/// Finished projects to hold models against.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its name.
    pub name: String,
    /// What the projects are.
    pub about: Described,
    /// Who published it.
    pub source: Origin,
    /// What sizes count; none if that is not known.
    pub unit: Option<SizeUnit>,
    /// The projects.
    pub projects: Vec<Project>,
    /// Their ratings, one a project.
    pub rated: Option<Vec<Rated>>,
    /// Rows left out because size or effort is missing.
    pub left_out: usize,
}

impl Sample {
    /// A data set of the program, its size in a unit.
    ///
    /// # Errors
    /// If it does not count size in this unit, or cannot be read.
    pub fn of(set: &DataSet, unit: SizeUnit) -> Result<Sample, DataError> {
        let rated = if unit == set.usual_size() { set.rated()? } else { None };
        let projects = set.projects(unit)?;
        let name = match set.sizes {
            [_] => set.name.to_owned(),
            _ => format!("{} ({})", set.name, unit.short()),
        };
        Ok(Sample {
            name,
            about: Described::Set(set.about),
            source: Origin::Published { citation: set.source },
            unit: Some(unit),
            left_out: set.rows_in_all()? - projects.len(),
            projects,
            rated,
        })
    }

    /// What kind of data it is.
    pub fn kind(&self) -> Kind {
        match (self.unit, &self.rated) {
            (Some(SizeUnit::FunctionPoints), _) => Kind::FunctionPoints,
            (Some(SizeUnit::Kloc), None) => Kind::Kloc,
            (Some(SizeUnit::Kloc), Some(_)) => Kind::RatedKloc,
            (None, _) => Kind::Other,
        }
    }
}
