//! `commonweal sensitivity`: which inputs decide a quantity.

use super::delivery::{Begun, Delivery, Drawing, Findings, failed};
use super::reading::Reading;
use super::shares::{table, wrapped};
use super::{Exit, Failure};
use crate::analysis::sensitivity::{MOST_REPLICATIONS, sensitivity};
use crate::charts::{self, Language, number, percent};
use crate::input::problem::{inert, shown};
use crate::output::{AnalysisManifest, sensitivity_csv, sensitivity_json};
use crate::results::{FactorResult, Sensitivity as Found};
use crate::scenario::Scenario;
use crate::simulation::statistic::{Figure, Statistic};
use std::path::{Path, PathBuf};

const LANGUAGE: Language = Language::En;
/// Factors in the answer; the files have all of them.
const ROWS: usize = 12;
/// Longest meaning in the answer, in characters.
const MEANING: usize = 64;

/// Find out which inputs decide a quantity: Sobol' indices and rank correlations
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal sensitivity scenarios/canada-notify.toml\n  commonweal sensitivity scenarios/canada-notify.toml --of shared.cost --each"
)]
pub struct Sensitivity {
    /// Scenario of at most 1,000 administrations
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// The quantity: `saving`, `shared.cost`, `administration.<id>.saving`, …; with `.positive`, whether it is above 0
    #[arg(long, value_name = "STATISTIC", default_value = "saving")]
    of: String,
    /// Take modules' and administrations' inputs apart; those that are correlated stay together
    #[arg(long)]
    each: bool,
    /// Replications of each set of points, rounded up to 256 times a power of two
    #[arg(long, short = 'n', value_name = "N", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(2..=MOST_REPLICATIONS))]
    replications: u64,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Sensitivity {
    /// Simulates, and tells.
    pub fn run(&self) -> Result<Exit, Failure> {
        let begun = Begun::now();
        let pool = self.drawing.pool()?;
        let Some((scenario, inputs)) = self.reading.load(&self.scenario)? else { return Ok(Exit::Scenario) };
        let of = self.statistic(&scenario)?;
        let plan = (self.drawing.seed(), self.replications);
        let found = pool
            .install(|| sensitivity(&scenario, &of, plan, self.each))
            .map_err(|error| Failure::new(Exit::Scenario, error))?;
        let manifest = AnalysisManifest {
            scenario: Some(scenario.id.clone()),
            seed: Some(self.drawing.seed()),
            replications: Some(found.replications as usize),
            ..begun.manifest(&self.reading, inputs)
        };
        let findings = Findings {
            folder: format!("{}-sensitivity", scenario.id),
            json: ("sensitivity.json", sensitivity_json(&found).map_err(failed)?),
            tables: vec![("sensitivity.csv", sensitivity_csv(&found).map_err(failed)?)],
            charts: &|language| charts::draw_sensitivity(&found, language),
            answer: &|place, names| answer(&found, place, names),
        };
        self.delivery.deliver(&begun, manifest, findings)?;
        Ok(Exit::Done)
    }

    fn statistic(&self, scenario: &Scenario) -> Result<Statistic, Failure> {
        let refused = |error: String| Failure::new(Exit::Usage, format!("--of: {error}"));
        let of = Statistic::find(scenario, &self.of).map_err(|error| {
            let heavy = error.starts_with("the mean of");
            let advice = "; a quantile has no variance to share out: set a `max` on that input, or ask for whether the quantity is `.positive`";
            refused(if heavy { error + advice } else { error })
        })?;
        match of.figure {
            Figure::Quantile(_) => Err(refused(format!(
                "`{}` is a quantile, whose variance has no shares: ask for the quantity itself, or whether it is `.positive`",
                shown(&self.of)
            ))),
            Figure::Mean | Figure::Positive => Ok(of),
        }
    }
}

fn answer(found: &Found, place: &Path, names: &str) -> String {
    let mut text = wrapped(&format!(
        "{}: what decides `{}`; mean {} {}, standard deviation {}; {} replications of each set of points, seed {}",
        shown(&found.scenario),
        shown(&found.of),
        significant(found.mean),
        shown(&found.unit),
        significant(found.sd),
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    ));
    let index = |index: crate::analysis::indices::Index| {
        let [value, low, high] = [index.value, index.low, index.high].map(|x| number(x, 2, LANGUAGE));
        format!("{value} ({low} to {high})")
    };
    let row = |one: &FactorResult| {
        let ranks = one.rank_correlation.map_or("–".to_owned(), |value| number(value, 2, LANGUAGE));
        let name: String = shown(&one.name).chars().take(38).collect();
        vec![name, index(one.first_order), index(one.total), ranks]
    };
    let header = ["input", "alone", "with others", "rank corr."].map(str::to_owned).to_vec();
    text += &("\n".to_owned() + &table(header, found.factors.iter().take(ROWS).map(row)));
    if found.factors.len() > ROWS {
        text += &format!(" and {} more in sensitivity.csv\n", found.factors.len() - ROWS);
    }
    text += "\n";
    for one in found.factors.iter().take(ROWS) {
        let mark = one.mark.as_ref().map_or(String::new(), |mark| format!(" [{mark}]"));
        let meaning: String = inert(one.meaning.chars()).chars().take(MEANING).collect();
        let source = one.source.as_ref().map_or(String::new(), |source| format!("; {}", shown(source)));
        text += &wrapped(&format!("{}: {meaning}{mark}{source}", shown(&one.name)));
    }
    text += &wrapped(&format!(
        "Chance events by themselves make {} of the variance; the rest is what is not known, or both together.",
        percent(found.chance.clamp(0.0, 1.0), LANGUAGE)
    ));
    text.extend(found.warnings.iter().map(|warning| wrapped(&format!("Mind: {warning}"))));
    text + &wrapped(&format!("Results: {}: {names}", place.display()))
}

/// Three significant digits.
fn significant(value: f64) -> String {
    let size = value.abs();
    let digits = if size > 0.0 { (2.0 - libm::log10(size).floor()).clamp(0.0, 9.0) as usize } else { 0 };
    number(value, digits, LANGUAGE)
}
