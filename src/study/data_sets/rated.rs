//! Projects with the ratings of their data set, as the numbers that the COCOMO models take.

use super::{DataError, DataSet, Project};
use model::effort::cocomo_81;
use model::effort::cocomo_81::{MODES, Mode};
use model::effort::cocomo_ii;
use model::effort::ratings::{Driver, Rating};

/// How the projects of a data set are rated; the columns bear the keys of the drivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ratings {
    /// COCOMO 81, the multipliers themselves.
    Cocomo81Numbers,
    /// COCOMO 81, `vl` to `xh`.
    Cocomo81Words,
    /// COCOMO II, `vl` to `xh`.
    CocomoIiWords,
    /// COCOMO II, scale factors and multipliers themselves.
    CocomoIiNumbers,
}

/// A rated project.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// Its size and effort.
    pub project: Project,
    /// Its mode, of COCOMO 81.
    pub mode: Option<&'static Mode>,
    /// The sum of its scale factors, 0 of COCOMO 81.
    pub scale_factors: f64,
    /// The product of its multipliers.
    pub multipliers: f64,
}

/// The words of the files, in the order of [`Rating::ALL`].
const SHORT: [&str; 6] = ["vl", "l", "n", "h", "vh", "xh"];

impl Ratings {
    /// Factors that add up, and factors that are multiplied.
    fn drivers(self) -> (&'static [Driver], &'static [Driver]) {
        match self {
            Ratings::Cocomo81Numbers | Ratings::Cocomo81Words => (&[], &cocomo_81::MULTIPLIERS),
            Ratings::CocomoIiWords | Ratings::CocomoIiNumbers => (&cocomo_ii::SCALE_FACTORS, &cocomo_ii::MULTIPLIERS),
        }
    }

    /// Column of the mode.
    fn mode(self) -> Option<&'static str> {
        match self {
            Ratings::Cocomo81Numbers => Some("dev_mode"),
            Ratings::Cocomo81Words => Some("mode"),
            Ratings::CocomoIiWords | Ratings::CocomoIiNumbers => None,
        }
    }

    fn value(self, driver: &Driver, cell: &str) -> Option<f64> {
        match self {
            Ratings::Cocomo81Numbers | Ratings::CocomoIiNumbers => {
                cell.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
            }
            Ratings::Cocomo81Words | Ratings::CocomoIiWords => {
                let place = SHORT.iter().position(|word| *word == cell)?;
                driver.value(Rating::ALL[place])
            }
        }
    }
}

impl DataSet {
    /// The projects with their ratings, in the order of the file; none where they are not rated.
    ///
    /// # Errors
    /// If a cell is no number above 0, or no rating.
    pub fn rated(&self) -> Result<Option<Vec<Rated>>, DataError> {
        let Some(ratings) = self.ratings else { return Ok(None) };
        let column = self.size_column(self.usual_size())?;
        let pairs = self.columns([column, self.effort])?;
        let rows = self.rows()?;
        let Some((header, rows)) = rows.split_first() else { return Ok(Some(Vec::new())) };
        let (scale, multipliers) = ratings.drivers();
        let per = self.unit.person_months();
        let mut projects = Vec::with_capacity(pairs.len());
        for (number, [size, effort]) in pairs {
            let row = Cells { set: self, header, row: &rows[number - 1], number };
            let mut project = Rated {
                project: Project { size, effort: effort * per },
                mode: ratings.mode().map(|column| row.mode(column)).transpose()?,
                scale_factors: 0.0,
                multipliers: 1.0,
            };
            for driver in scale {
                project.scale_factors += row.driver(ratings, driver)?;
            }
            for driver in multipliers {
                project.multipliers *= row.driver(ratings, driver)?;
            }
            projects.push(project);
        }
        Ok(Some(projects))
    }
}

/// One row of a data set.
struct Cells<'a> {
    set: &'a DataSet,
    header: &'a csv::StringRecord,
    row: &'a csv::StringRecord,
    number: usize,
}

impl Cells<'_> {
    fn cell(&self, column: &str) -> Result<&str, DataError> {
        Ok(self.row.get(self.set.place(self.header, column)?).unwrap_or_default())
    }

    fn refusal(&self, column: &str, found: &str) -> DataError {
        DataError::NoRating { set: self.set.name, row: self.number, column: column.to_owned(), found: found.to_owned() }
    }

    fn mode(&self, column: &str) -> Result<&'static Mode, DataError> {
        let cell = self.cell(column)?;
        MODES.iter().find(|mode| mode.word == cell).ok_or_else(|| self.refusal(column, cell))
    }

    fn driver(&self, ratings: Ratings, driver: &Driver) -> Result<f64, DataError> {
        let cell = self.cell(driver.key)?;
        ratings.value(driver, cell).ok_or_else(|| self.refusal(driver.key, cell))
    }
}

#[cfg(test)]
mod tests {
    use crate::data_sets::{SETS, find};

    /// The first row of each, multiplied by hand.
    #[test]
    fn ratings_become_numbers() {
        let first = |name: &str| find(name).and_then(|set| set.rated().expect("ratings")).expect("rated")[0];
        let boehm = first("cocomo81");
        let by_hand = 0.88 * 1.16 * 0.7 * 1.0 * 1.06 * 1.15 * 1.07 * 1.19 * 1.13 * 1.17 * 1.1 * 1.0 * 1.24 * 1.1 * 1.04;
        assert_eq!(boehm.mode.map(|mode| mode.word), Some("embedded"));
        assert!((boehm.multipliers - by_hand).abs() < 1e-12 && boehm.scale_factors == 0.0);
        // rely h, data l, cplx h, virt l, turn l, lexp h, modp h, sced l; the rest nominal
        let nasa = first("nasa93");
        let by_hand = 1.15 * 0.94 * 1.15 * 0.87 * 0.87 * 0.95 * 0.91 * 1.08;
        assert_eq!(nasa.mode.map(|mode| mode.word), Some("semidetached"));
        assert!((nasa.multipliers - by_hand).abs() < 1e-12, "{}", nasa.multipliers);
        // prec h, flex h, resl h, team vh, pmat h; rely h, data l, cplx h, pvol l, ltex h, sced l
        let second = first("nasa93_dem");
        assert!((second.scale_factors - (2.48 + 2.03 + 2.83 + 1.10 + 3.12)).abs() < 1e-12);
        assert!((second.multipliers - 1.10 * 0.90 * 1.17 * 0.87 * 0.91 * 1.14).abs() < 1e-12);
        let numbers = first("nasa_coc2000");
        assert!((numbers.scale_factors - (2.48 + 2.03 + 2.83 + 1.1 + 4.68)).abs() < 1e-12);
        let by_hand = 1.1 * 1.17 * 0.9 * 0.87 * 0.91 * 1.17 * 1.14 * 0.93;
        assert!((numbers.multipliers - by_hand).abs() < 1e-12, "{}", numbers.multipliers);
    }

    #[test]
    fn every_project_of_a_rated_data_set_is_rated() {
        for set in SETS.iter().filter(|set| set.ratings.is_some()) {
            let rated = set.rated().expect(set.name).expect("rated");
            let projects = set.projects(set.usual_size()).expect("projects");
            assert!(rated.iter().map(|one| one.project).eq(projects), "{}", set.name);
            assert!(rated.iter().all(|one| one.multipliers > 0.0));
        }
        assert_eq!(find("china").map(|set| set.rated()), Some(Ok(None)));
    }
}
