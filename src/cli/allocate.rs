//! `commonweal allocate`: who pays what, by which rule, and who would have a reason to leave.

use super::run::{PNG_SCALE, in_words};
use super::{Exit, Failure, print, shares};
use crate::allocation::{ALL, Rule, find};
use crate::charts::{self, Language};
use crate::input::{self, load_game};
use crate::output::{AllocationManifest, Folder, OutputError, allocation_json, allocations_csv, stability_csv};
use crate::results::{Allocations, Money, SCHEMA_VERSION};
use clap::builder::PossibleValue;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

/// Divide a cost among members by rules of cost sharing, and tell who would have a reason to leave
#[derive(Debug, clap::Args)]
pub struct Allocate {
    /// The cost of every coalition: a CSV table with the columns coalition (members separated by ;) and cost; - for standard input
    #[arg(long, value_name = "FILE")]
    game: PathBuf,
    /// Rule; can be given several times, or all
    #[arg(long = "rule", value_name = "NAME", default_value = "all", value_delimiter = ',', value_parser = names())]
    rules: Vec<String>,
    /// Unit of the costs, for words: `million SEK`
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Decimals of what is billed [default: 2, more where the total is less than 1]
    #[arg(long, value_name = "D", value_parser = clap::value_parser!(u32).range(0..=9))]
    decimals: Option<u32>,
    /// Folder that holds a folder of results for each game
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
    /// Print the allocations as JSON in place of the answer
    #[arg(long)]
    json: bool,
}

/// The names that `--rule` takes, with what they do.
fn names() -> clap::builder::PossibleValuesParser {
    let rules = ALL.iter().map(|rule| PossibleValue::new(rule.name).aliases(rule.aliases).help(rule.sentence));
    clap::builder::PossibleValuesParser::new(rules.chain([PossibleValue::new("all").help("every rule")]))
}

impl Allocate {
    /// Reads the game, divides its cost, and tells.
    pub fn run(&self) -> Result<Exit, Failure> {
        let (started, clock) = (jiff::Timestamp::now(), Instant::now());
        let loaded = load_game(&self.game).map_err(|error| {
            let name = input::problem::shown(&self.game.to_string_lossy());
            Failure::new(Exit::Scenario, format!("cannot read {name}: {error}"))
        })?;
        let text = input::render(&loaded.problems, &loaded.sources, true);
        // A closed stderr leaves only the exit code to speak.
        let _ = anstream::stderr().write_all(text.as_bytes());
        let Some(game) = loaded.game else { return Ok(Exit::Scenario) };
        let money = Money { unit: self.unit.clone(), decimals: self.decimals };
        let rules = self.chosen();
        let allocations = Allocations::of(&loaded.id, &game, &rules, &money)
            .map_err(|error| Failure::new(Exit::Failed, format!("the least core was not found: {error}")))?;
        let manifest = AllocationManifest {
            schema_version: SCHEMA_VERSION,
            state: "complete",
            version: env!("CARGO_PKG_VERSION"),
            game: loaded.id,
            rules: rules.iter().map(|rule| rule.name.to_owned()).collect(),
            inputs: loaded.files,
            files: Vec::new(),
            started: started.to_string(),
            seconds: 0.0,
        };
        let names = self.write(&allocations, manifest, clock).map_err(|error| match error {
            OutputError::NotOurs(_) => Failure::new(Exit::Usage, error),
            _ => Failure::new(Exit::Failed, error),
        })?;
        if self.json {
            let json = allocation_json(&allocations).map_err(|error| Failure::new(Exit::Failed, error))?;
            print(&String::from_utf8_lossy(&json))?;
        } else if !self.quiet {
            print(&shares::answer(&allocations, &self.place(&allocations.game.id), &in_words(&names)))?;
        }
        Ok(Exit::Done)
    }

    /// The rules asked for, each once.
    fn chosen(&self) -> Vec<&'static Rule> {
        if self.rules.iter().any(|name| name == "all") {
            return ALL.iter().collect();
        }
        let mut chosen: Vec<&Rule> = Vec::new();
        for rule in self.rules.iter().filter_map(|name| find(name)) {
            if chosen.iter().all(|known| known.name != rule.name) {
                chosen.push(rule);
            }
        }
        chosen
    }

    /// A folder beside that of a run of the same name.
    fn place(&self, id: &str) -> PathBuf {
        self.out.join(format!("{id}-allocation"))
    }

    fn write(
        &self,
        allocations: &Allocations,
        mut manifest: AllocationManifest,
        clock: Instant,
    ) -> Result<Vec<String>, OutputError> {
        let mut files = vec![
            ("allocation.json".to_owned(), allocation_json(allocations)?),
            ("allocations.csv".to_owned(), allocations_csv(allocations)?),
            ("stability.csv".to_owned(), stability_csv(allocations)?),
        ];
        if !self.no_charts {
            for chart in charts::draw_allocations(allocations, self.lang)? {
                files.push((format!("{}.png", chart.name), charts::png(&chart.svg, PNG_SCALE)?));
                files.push((format!("{}.svg", chart.name), chart.svg.into_bytes()));
            }
        }
        let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        let mut folder = Folder::open(&self.place(&manifest.game), false, self.force, &names)?;
        for (name, bytes) in &files {
            folder.write(name, bytes)?;
        }
        manifest.files = folder.written().to_vec();
        manifest.seconds = clock.elapsed().as_secs_f64();
        let mut json = serde_json::to_vec_pretty(&manifest)?;
        json.push(b'\n');
        folder.close(&json)?;
        Ok(names)
    }
}
