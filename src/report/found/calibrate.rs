//! What was fitted to a table, as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, calibration, fit};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::calibrate::found::{Calibration, ColumnFit};

impl Found for Calibration {
    const NAME: &'static str = "calibration";

    fn about(&self) -> About {
        About { seed: Some(self.seed), ..About::default() }
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        let mut tables = sections(self);
        if self.overrun.is_some() || self.column.is_some() {
            tables.push(("fits.csv", fits_csv(self)?));
        }
        Ok(tables)
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        let effort = self.effort.iter().map(|fit| calibration::draw(fit, language));
        let overrun = self.overrun.iter().map(|one| fit::draw("overrun", &one.ratios, language));
        let column = self.column.iter().map(|column| fit::draw("fit", column, language));
        effort.chain(overrun).chain(column).collect()
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `fits.csv`: one row a column, distribution and parameter, the best of each column first.
fn fits_csv(found: &Calibration) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["column", "values", "distribution", "parameter", "value", "low", "high"]);
    table.header(&[
        "log_likelihood",
        "aic",
        "aic_above_best",
        "kolmogorov_smirnov",
        "anderson_darling",
        "p_value",
        "mean",
    ]);
    table.end_row()?;
    for column in columns(found) {
        for fit in &column.fits {
            for parameter in &fit.parameters {
                table.text(&column.column);
                table.number(Some(column.values as f64));
                table.text(fit.family);
                table.text(parameter.name);
                table.number(Some(parameter.known.value));
                table.number(parameter.known.low);
                table.number(parameter.known.high);
                for value in [fit.log_likelihood, fit.aic, fit.aic_above_best, fit.kolmogorov_smirnov] {
                    table.number(Some(value));
                }
                table.number(fit.anderson_darling);
                table.number(fit.p_value);
                table.number(fit.mean);
                table.end_row()?;
            }
        }
    }
    table.finish()
}

fn columns(found: &Calibration) -> impl Iterator<Item = &ColumnFit> {
    found.overrun.iter().map(|overrun| &overrun.ratios).chain(&found.column)
}

/// Sections of scenarios, one a file: the line through projects, and the overrun.
fn sections(found: &Calibration) -> Vec<(&'static str, Vec<u8>)> {
    let effort = found.effort.iter().map(|one| ("effort.toml", one.section.clone().into_bytes()));
    effort.chain(found.overrun.iter().map(|one| ("overrun.toml", one.section.clone().into_bytes()))).collect()
}
