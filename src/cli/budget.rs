//! `commonweal budget`: nominal money and staff of each administration by fiscal year.

use super::delivery::Workbook;
use super::members;
use super::question::{Question, Unanswered};
use model::scenario::Scenario;
use std::str::FromStr;
use study::analysis::budget::ask::{Asked, INFLATION, budget};
use study::analysis::budget::calendar::{MONTHS, Month};
use study::analysis::budget::found;
use study::analysis::variants::Variants;
use study::input::problem::shown;

/// Set out each administration's money and staff by fiscal year, in the prices of each year, at P50 and P80
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal budget scenarios/canada-notify.toml --start 2026-04 --fiscal-year 4\n  commonweal budget scenarios/canada-notify.toml --inflation 0.025 --wage-inflation 0.03 --staff 20 --staff on=6"
)]
pub struct Budget {
    /// Month in which the scenario's first year begins [default: January after the year of its prices]
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    start: Option<Month>,
    /// Month in which fiscal years begin, such as 4 for April
    #[arg(long, value_name = "MM", default_value = "1", value_parser = month_of_year)]
    fiscal_year: u32,
    /// General inflation a year, from the middle of the year of the scenario's prices on
    #[arg(long, value_name = "RATE", default_value_t = INFLATION, value_parser = rate, allow_negative_numbers = true)]
    inflation: f64,
    /// Growth of wages a year, inflation included, in place of the scenario's own [default: inflation, and on top of it the real growth that the scenario says]
    #[arg(long, value_name = "RATE", value_parser = rate, allow_negative_numbers = true)]
    wage_inflation: Option<f64>,
    /// Full-time people there, all together or of one administration; can be given several times
    #[arg(long, value_name = "[ID=]NUMBER", allow_negative_numbers = true)]
    staff: Vec<Staff>,
    #[command(flatten)]
    workbook: Workbook,
}

/// Full-time people of an administration, or of all together.
#[derive(Debug, Clone)]
struct Staff {
    id: Option<String>,
    people: f64,
}

impl FromStr for Staff {
    type Err = String;

    fn from_str(text: &str) -> Result<Staff, String> {
        let (id, number) = match text.rsplit_once('=') {
            Some((id, number)) => (Some(id.trim().to_owned()), number),
            None => (None, text),
        };
        let people = number.trim().parse().ok().filter(|people: &f64| (0.0..=1e9).contains(people));
        match people {
            Some(people) => Ok(Staff { id, people }),
            None => Err("give a number of full-time people, such as 20, or one of an administration, on=6".to_owned()),
        }
    }
}

fn month(text: &str) -> Result<Month, String> {
    let found = text.trim().split_once('-').and_then(|(year, month)| {
        let year = year.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        Some(Month { year, month: month_of_year(month).ok()? })
    });
    found.ok_or_else(|| "give a year and a month, such as 2026-04".to_owned())
}

fn month_of_year(text: &str) -> Result<u32, String> {
    let month = text.trim().parse().ok().filter(|month| (1..=MONTHS).contains(month));
    month.ok_or_else(|| "give a month from 1 to 12".to_owned())
}

fn rate(text: &str) -> Result<f64, String> {
    let rate = text.trim().parse().ok().filter(|rate: &f64| (-0.5..=1.0).contains(rate));
    rate.ok_or_else(|| "give a rate a year from -0.5 to 1, such as 0.02".to_owned())
}

impl Question for Budget {
    type Found = found::Budget;
    const FOLDER: &'static str = "budget";
    const SCENARIO: &'static str = "Scenario of at most 1,000 administrations; - for standard input";
    const COUNTED: &'static str = "Replications";

    fn ask(&self, variants: &Variants) -> Result<found::Budget, Unanswered> {
        let scenario = variants.scenario(&[])?;
        let (staff, staff_of) = self.staff(&scenario)?;
        let asked = Asked {
            start: self.start,
            fiscal_year: self.fiscal_year,
            inflation: self.inflation,
            wage_inflation: self.wage_inflation,
            staff,
            staff_of,
        };
        Ok(budget(variants, &scenario, &asked)?)
    }

    fn workbook(&self) -> Option<&Workbook> {
        Some(&self.workbook)
    }
}

impl Budget {
    /// People of all together, and of each administration.
    fn staff(&self, scenario: &Scenario) -> Result<(Option<f64>, Vec<Option<f64>>), Unanswered> {
        let (mut all, mut each) = (None, vec![None; scenario.administrations.len()]);
        for Staff { id, people } in &self.staff {
            let place = match id {
                None => &mut all,
                Some(id) => {
                    let named = members::named("--staff", std::slice::from_ref(id), scenario);
                    &mut each[named.map_err(Unanswered::Usage)?[0]]
                }
            };
            if place.replace(*people).is_some() {
                let whose = id.as_deref().map_or_else(|| "all together".to_owned(), |id| format!("`{}`", shown(id)));
                return Err(Unanswered::Usage(format!("--staff gives the people of {whose} twice")));
            }
        }
        Ok((all, each))
    }
}
