//! Finished projects of public data sets: how large they were and how much effort they took.
//!
//! The files of `scenarios/effort/` are part of the program, so that models can be held against them and fitted to them
//! wherever it runs. Their README says who gathered them and where the copies come from. A data set is one entry of
//! [`SETS`]: a new one is a file there, a line of that README, and an entry.
//!
//! Effort is given in person-months of [`HOURS`] hours, whatever unit the file counts in. A project whose size or effort is
//! missing is left out; all others are kept, outliers too.
//!
//! ```
//! use study::data_sets::{SizeUnit, find};
//! let kemerer = find("kemerer").expect("a data set of the program");
//! let projects = kemerer.projects(SizeUnit::Kloc)?;
//! assert_eq!((projects.len(), projects[0].size, projects[0].effort), (15, 253.6, 287.0));
//! # Ok::<(), study::data_sets::DataError>(())
//! ```

mod rated;
mod sets;

pub use rated::{Rated, Ratings};
pub use sets::SETS;

pub use model::effort::HOURS;

use serde::{Serialize, Serializer};

/// What a size counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SizeUnit {
    /// Function points, adjusted where the file has them so.
    FunctionPoints,
    /// Thousands of lines of code.
    Kloc,
}

impl SizeUnit {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            SizeUnit::FunctionPoints => "function points",
            SizeUnit::Kloc => "KLOC",
        }
    }

    /// Its abbreviation.
    pub fn short(self) -> &'static str {
        match self {
            SizeUnit::FunctionPoints => "FP",
            SizeUnit::Kloc => "KLOC",
        }
    }
}

impl Serialize for SizeUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// What an effort is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffortUnit {
    /// Hours of work.
    Hours,
    /// Thousands of hours.
    ThousandHours,
    /// Person-months of 152 hours.
    PersonMonths,
}

impl EffortUnit {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            EffortUnit::Hours => "hours",
            EffortUnit::ThousandHours => "thousands of hours",
            EffortUnit::PersonMonths => "person-months",
        }
    }

    /// Person-months in one.
    pub fn person_months(self) -> f64 {
        match self {
            EffortUnit::Hours => 1.0 / HOURS,
            EffortUnit::ThousandHours => 1000.0 / HOURS,
            EffortUnit::PersonMonths => 1.0,
        }
    }
}

/// What the projects of a data set are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Projects {
    /// IBM, business applications.
    IbmBusiness,
    /// Chinese firms.
    ChineseFirms,
    /// TRW and others, before 1981.
    TrwAndOthers,
    /// One Canadian firm, 1980s.
    CanadianFirm,
    /// Finnish firms.
    FinnishFirms,
    /// One consultancy, business applications.
    Consultancy,
    /// One outsourcing firm, with its first estimates.
    OutsourcingFirm,
    /// A Finnish bank.
    FinnishBank,
    /// Japanese firms, COBOL.
    JapaneseFirms,
    /// NASA 1971 to 1987, ratings of COCOMO 81.
    #[serde(rename = "nasa_1971_to_1987")]
    Nasa71To87,
    /// The projects of nasa93 in ratings of COCOMO II.
    #[serde(rename = "nasa93_in_cocomo_ii")]
    Nasa93InCocomoIi,
    /// NASA, ratings of COCOMO II.
    #[serde(rename = "nasa_in_cocomo_ii")]
    NasaInCocomoIi,
}

/// A column of sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SizeColumn {
    /// Its name in the file.
    pub column: &'static str,
    /// What it counts.
    pub unit: SizeUnit,
}

/// A data set of the program.
#[derive(Debug, Clone, Copy)]
pub struct DataSet {
    /// Its name, the stem of its file.
    pub name: &'static str,
    /// What the projects are.
    pub about: Projects,
    /// Columns of sizes, the usual one first.
    pub sizes: &'static [SizeColumn],
    /// Column of efforts.
    pub effort: &'static str,
    /// What efforts are counted in.
    pub unit: EffortUnit,
    /// Column of the efforts estimated at the start, in the same unit.
    pub estimate: Option<&'static str>,
    /// How the projects are rated.
    pub ratings: Option<Ratings>,
    /// What stands for a missing value, beside an empty cell.
    pub missing: Option<&'static str>,
    /// Who published it.
    pub source: &'static str,
    text: &'static str,
}

/// A finished project.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Project {
    /// Its size, above 0.
    pub size: f64,
    /// Its effort in person-months, above 0.
    pub effort: f64,
}

/// What was estimated at the start, and what it came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// Person-months estimated.
    pub estimate: f64,
    /// Person-months that it took.
    pub actual: f64,
}

/// Why a data set cannot be used so.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DataError {
    /// The file has no such column.
    #[error("data set `{set}` has no column `{column}`")]
    NoColumn {
        /// The data set.
        set: &'static str,
        /// The column.
        column: String,
    },
    /// A cell is no number above 0.
    #[error("data set `{set}`, row {row}, column `{column}`: `{found}` is no number above 0")]
    NotANumber {
        /// The data set.
        set: &'static str,
        /// The row, from 1 after the header.
        row: usize,
        /// The column.
        column: String,
        /// What stands there.
        found: String,
    },
    /// A cell is no rating that its driver has.
    #[error("data set `{set}`, row {row}, column `{column}`: `{found}` is no rating of it")]
    NoRating {
        /// The data set.
        set: &'static str,
        /// The row, from 1 after the header.
        row: usize,
        /// The column.
        column: String,
        /// What stands there.
        found: String,
    },
    /// The data set does not count size in this unit.
    #[error("data set `{set}` has no size in {}", unit.word())]
    NoSize {
        /// The data set.
        set: &'static str,
        /// The unit.
        unit: SizeUnit,
    },
    /// The file cannot be split into rows.
    #[error("data set `{set}`: {message}")]
    Broken {
        /// The data set.
        set: &'static str,
        /// What the reader says.
        message: String,
    },
}

/// The data set of a name.
pub fn find(name: &str) -> Option<&'static DataSet> {
    SETS.iter().find(|set| set.name == name)
}

impl DataSet {
    /// The unit in which size is usually counted.
    pub fn usual_size(&self) -> SizeUnit {
        self.sizes.first().map_or(SizeUnit::FunctionPoints, |column| column.unit)
    }

    /// The projects, in the order of the file.
    ///
    /// # Errors
    /// If size is not counted in this unit, or a cell is no number above 0.
    pub fn projects(&self, unit: SizeUnit) -> Result<Vec<Project>, DataError> {
        let column = self.size_column(unit)?;
        let pairs = self.columns([column, self.effort])?;
        let per = self.unit.person_months();
        Ok(pairs.into_iter().map(|(_, [size, effort])| Project { size, effort: effort * per }).collect())
    }

    /// Rows of the file, those with missing values too.
    ///
    /// # Errors
    /// If the file cannot be split into rows.
    pub fn rows_in_all(&self) -> Result<usize, DataError> {
        Ok(self.rows()?.len().saturating_sub(1))
    }

    /// What was estimated and what it came to; none where the data set has no estimates.
    ///
    /// # Errors
    /// If a cell is no number above 0.
    pub fn estimates(&self) -> Result<Option<Vec<Estimated>>, DataError> {
        let Some(column) = self.estimate else { return Ok(None) };
        let pairs = self.columns([column, self.effort])?;
        let per = self.unit.person_months();
        let estimated =
            |(_, [estimate, actual]): (usize, [f64; 2])| Estimated { estimate: estimate * per, actual: actual * per };
        Ok(Some(pairs.into_iter().map(estimated).collect()))
    }

    fn size_column(&self, unit: SizeUnit) -> Result<&'static str, DataError> {
        let found = self.sizes.iter().find(|column| column.unit == unit);
        found.map(|column| column.column).ok_or(DataError::NoSize { set: self.name, unit })
    }

    /// The rows, split into cells; the first is the header.
    fn rows(&self) -> Result<Vec<csv::StringRecord>, DataError> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(self.text.as_bytes());
        let rows: Result<_, csv::Error> = reader.records().collect();
        rows.map_err(|error| DataError::Broken { set: self.name, message: error.to_string() })
    }

    fn place(&self, header: &csv::StringRecord, column: &str) -> Result<usize, DataError> {
        let place = header.iter().position(|name| name == column);
        place.ok_or_else(|| DataError::NoColumn { set: self.name, column: column.to_owned() })
    }

    /// Two columns of numbers above 0, with the numbers of their rows from 1; rows where one is missing are left out.
    fn columns(&self, names: [&str; 2]) -> Result<Vec<(usize, [f64; 2])>, DataError> {
        let rows = self.rows()?;
        let Some((header, rows)) = rows.split_first() else { return Ok(Vec::new()) };
        let places = [self.place(header, names[0])?, self.place(header, names[1])?];
        let mut pairs = Vec::with_capacity(rows.len());
        for (i, row) in rows.iter().enumerate() {
            let one = |k: usize| self.positive(row.get(places[k]).unwrap_or_default(), i + 1, names[k]);
            if let (Some(first), Some(second)) = (one(0)?, one(1)?) {
                pairs.push((i + 1, [first, second]));
            }
        }
        Ok(pairs)
    }

    /// The number above 0 in a cell; none where it is missing.
    fn positive(&self, cell: &str, row: usize, column: &str) -> Result<Option<f64>, DataError> {
        if cell.is_empty() || self.missing == Some(cell) {
            return Ok(None);
        }
        let number = cell.parse().ok().filter(|number: &f64| *number > 0.0 && number.is_finite());
        let (column, found) = (column.to_owned(), cell.to_owned());
        number.map(Some).ok_or(DataError::NotANumber { set: self.name, row, column, found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_set_has_the_projects_that_its_readme_says() {
        let readme = include_str!("../../scenarios/effort/README.md");
        for set in &SETS {
            let line = readme.lines().find(|line| line.starts_with(&format!("| `{}.csv` |", set.name)));
            let said: usize = line.and_then(|line| line.split('|').nth(2)?.trim().parse().ok()).expect("a number");
            for column in set.sizes {
                assert_eq!(set.projects(column.unit).expect(set.name).len(), said, "{}", set.name);
                assert!(line.is_some_and(|line| line.contains(&format!("`{}`", column.column))), "{}", column.column);
            }
            assert!(line.is_some_and(|line| line.contains(set.unit.word())), "{}", set.name);
        }
    }

    /// The first project of each, by hand from its file.
    #[test]
    fn units_become_person_months() {
        let first = |name: &str| find(name).map(|set| set.projects(set.usual_size()).expect("rows")[0]);
        assert_eq!(first("albrecht"), Some(Project { size: 1750.0, effort: 102.4 * (1000.0 / 152.0) }));
        assert_eq!(first("china"), Some(Project { size: 1587.0, effort: 7490.0 * (1.0 / 152.0) }));
        assert_eq!(first("miyazaki94"), Some(Project { size: 44.2, effort: 59.5 }));
        let kitchenham = find("kitchenham").and_then(|set| set.estimates().expect("rows")).expect("estimates");
        assert_eq!(kitchenham[0], Estimated { estimate: 495.0 * (1.0 / 152.0), actual: 485.0 * (1.0 / 152.0) });
        assert_eq!(find("china").map(|set| set.estimates()), Some(Ok(None)));
    }

    #[test]
    fn what_cannot_be_had_is_told() {
        let unit = SizeUnit::Kloc;
        assert_eq!(SETS[0].projects(unit), Err(DataError::NoSize { set: "albrecht", unit }));
        let with = |text| DataSet { missing: Some("-1"), text, ..SETS[1] };
        let bad = with("AFP,Effort\n10,5\n-1,5\n,5\nmany,5\n").projects(SizeUnit::FunctionPoints);
        let (column, found) = ("AFP".to_owned(), "many".to_owned());
        assert_eq!(bad, Err(DataError::NotANumber { set: "china", row: 4, column, found }));
        let none = with("AFP,Hours\n10,5\n").projects(SizeUnit::FunctionPoints);
        assert_eq!(none, Err(DataError::NoColumn { set: "china", column: "Effort".to_owned() }));
        let missing = with("AFP,Effort\n10,5\n-1,5\n,5\n").projects(SizeUnit::FunctionPoints);
        assert_eq!(missing.map(|rows| rows.len()), Ok(1));
    }
}
