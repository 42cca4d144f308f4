//! `commonweal partners`: which groups should form, whom to invite next, and what kinship is worth.

use super::reading::Reading;
use super::run::{PNG_SCALE, in_words};
use super::{Exit, Failure, partnership, print};
use crate::analysis::allocate::REPLICATIONS;
use crate::analysis::partners::partners;
use crate::charts::{self, Language};
use crate::input::problem::shown;
use crate::input::suggest;
use crate::output::{AnalysisManifest, OutputError, invitations_csv, partners_json, sizes_csv, structure_csv};
use crate::results::Partners as Found;
use crate::scenario::Scenario;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Find out which administrations should share with whom, and whom to invite next
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal partners scenarios/canada-notify.toml\n  commonweal partners scenarios/canada-notify.toml --with on,qc,nb"
)]
pub struct Partners {
    /// Scenario of at most 128 administrations; of at most 16 every group is evaluated
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Ids of a group that others are to be invited to, and that grows [default: those who may be there first; to grow, the best pair]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    with: Vec<String>,
    /// Replications of every group
    #[arg(long, short = 'n', value_name = "N", default_value_t = REPLICATIONS as u32, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    replications: u32,
    /// Seed of all draws
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Folder that holds a folder of results for each scenario
    #[arg(long, value_name = "DIR", default_value = "output", env = "COMMONWEAL_OUT")]
    out: PathBuf,
    /// Draw no charts
    #[arg(long)]
    no_charts: bool,
    /// Language of the charts
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: Language,
    /// Write to a folder of results even if it holds other files
    #[arg(long)]
    force: bool,
    /// Print no answer
    #[arg(long, short)]
    quiet: bool,
    /// Print what was found as JSON in place of the answer
    #[arg(long)]
    json: bool,
}

impl Partners {
    /// Simulates the groups, and tells.
    pub fn run(&self) -> Result<Exit, Failure> {
        let (started, clock) = (jiff::Timestamp::now(), Instant::now());
        let pool = super::pool(self.threads)?;
        let Some((scenario, inputs)) = self.reading.load(&self.scenario)? else { return Ok(Exit::Scenario) };
        let with = self.group(&scenario)?;
        let plan = (self.seed, self.replications as usize);
        let found = pool
            .install(|| partners(&scenario, plan, with.as_deref()))
            .map_err(|error| Failure::new(Exit::Scenario, error))?;
        let manifest = AnalysisManifest {
            scenario: Some(scenario.id.clone()),
            seed: Some(self.seed),
            replications: Some(found.replications),
            ..AnalysisManifest::started(started.to_string(), self.reading.overrides_written(), inputs)
        };
        let place = self.out.join(format!("{}-partners", scenario.id));
        let names = self.write(&found, &place, manifest, clock).map_err(|error| match error {
            OutputError::NotOurs(_) => Failure::new(Exit::Usage, error),
            _ => Failure::new(Exit::Failed, error),
        })?;
        if self.json {
            let json = partners_json(&found).map_err(|error| Failure::new(Exit::Failed, error))?;
            print(&String::from_utf8_lossy(&json))?;
        } else if !self.quiet {
            print(&partnership::answer(&found, &place, &in_words(&names)))?;
        }
        Ok(Exit::Done)
    }

    /// The group of `--with` by numbers, ascending; none where it is not given.
    fn group(&self, scenario: &Scenario) -> Result<Option<Vec<usize>>, Failure> {
        let ids = || scenario.administrations.iter().map(|one| one.id.as_str());
        let mut group = Vec::new();
        let mut unknown = Vec::new();
        for id in self.with.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
            match ids().position(|known| known == id) {
                Some(i) => group.push(i),
                None => unknown.push(format!("`{}`: {}", shown(id), suggest::help(id, ids().collect::<Vec<&str>>()))),
            }
        }
        if !unknown.is_empty() {
            let message = format!("--with names no administration of this scenario: {}", unknown.join("; "));
            return Err(Failure::new(Exit::Usage, message));
        }
        group.sort_unstable();
        group.dedup();
        match (group.is_empty(), self.with.is_empty()) {
            (true, true) => Ok(None),
            (true, false) => Err(Failure::new(Exit::Usage, "--with names nobody: give ids, separated by commas")),
            (false, _) => Ok(Some(group)),
        }
    }

    fn write(
        &self,
        found: &Found,
        place: &Path,
        manifest: AnalysisManifest,
        clock: Instant,
    ) -> Result<Vec<String>, OutputError> {
        let mut files = vec![
            ("partners.json".to_owned(), partners_json(found)?),
            ("sizes.csv".to_owned(), sizes_csv(found)?),
            ("invitations.csv".to_owned(), invitations_csv(found)?),
            ("structure.csv".to_owned(), structure_csv(found)?),
        ];
        if !self.no_charts {
            for chart in charts::draw_partners(found, self.lang)? {
                files.push((format!("{}.png", chart.name), charts::png(&chart.svg, PNG_SCALE)?));
                files.push((format!("{}.svg", chart.name), chart.svg.into_bytes()));
            }
        }
        manifest.close_over(place, self.force, &files, || clock.elapsed().as_secs_f64())
    }
}
