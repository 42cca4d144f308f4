//! `commonweal allocate`: who pays what, by which rule, and who would have a reason to leave.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook};
use super::reading::{Reading, tell};
use super::{Exit, Failure};
use model::allocation::{ALL, Rule, find};
use model::scenario::Scenario;
use model::simulation::coalitions::Risk;
use report::output::Claim;
use std::io::Write;
use std::path::{Path, PathBuf};
use study::analysis::allocate::ask::{Plan, divide};
use study::analysis::allocate::division::Sharing;
use study::analysis::allocate::found::{Allocations, Money};
use study::analysis::allocate::rules::{self, EVERY, NoRule};
use study::analysis::allocate::sampled::BUDGET;
use study::input;
use study::input::{InputFile, Written, load_game};

/// Divide a cost among members by rules of cost sharing, and find who would have a reason to leave
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal allocate scenarios/wycan.toml\n  commonweal allocate scenarios/wycan.toml --rule shapley,nucleolus --game cvar:0.9\n  commonweal allocate --game scenarios/games/skane.csv --unit \"million SEK\""
)]
pub struct Allocate {
    /// Scenario whose coalitions are simulated, all of them up to 16 administrations; leave it out to read a game from a table
    #[arg(value_name = "SCENARIO", required_unless_present = "game")]
    scenario: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// With a scenario, what a cost is: `mean`, or `cvar:0.9`, the mean of the worst tenth. Without one, the cost of every
    /// coalition: a CSV table with the columns coalition (members separated by ;) and cost; - for standard input
    #[arg(long, value_name = "FILE|RISK")]
    game: Option<PathBuf>,
    /// Rule; can be given several times, or all. Of a scenario also a key: agreed (its own), equal, population, standalone,
    /// key:COLUMN, or tiers, its schedule of fees
    #[arg(long = "rule", value_name = "NAME", default_value = "all", value_delimiter = ',', value_parser = rule_name)]
    rules: Vec<String>,
    /// Replications of every coalition of a scenario [default: 1024, fewer of more than 300 administrations]
    #[arg(long, short = 'n', value_name = "N", value_parser = count::within::<u32>(2..=1_000_000), allow_negative_numbers = true)]
    replications: Option<u32>,
    /// Coalitions of a scenario that are evaluated where there are too many for all, about so many
    #[arg(long, value_name = "N", default_value_t = BUDGET as u32, value_parser = count::within::<u32>(1..=100_000_000), allow_negative_numbers = true)]
    budget: u32,
    #[command(flatten)]
    drawing: Drawing,
    /// Unit of the costs of a table, for words: `million SEK`
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Decimals of what is billed [default: 2, more where the total is less than 1]; fewer where the total is too large to be held with
    /// them
    #[arg(long, value_name = "D", value_parser = count::within::<u32>(0..=9), allow_negative_numbers = true)]
    decimals: Option<u32>,
    #[command(flatten)]
    workbook: Workbook,
    #[command(flatten)]
    delivery: Delivery,
}

/// A rule on the game, a key, or all.
fn rule_name(text: &str) -> Result<String, String> {
    rules::check_name(text).map(|()| text.to_owned())
}

/// What was divided, and what it was read from.
struct Divided {
    allocations: Allocations,
    inputs: Vec<InputFile>,
    claim: Claim,
}

impl Allocate {
    /// Reads or simulates the game, divides its cost, and delivers.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let divided = match (&self.scenario, &self.game) {
            (Some(path), _) => self.scenario(path)?,
            (None, Some(path)) => self.table(path)?,
            (None, None) => return Err(Failure::new(Exit::Usage, "give a scenario, or a game with --game FILE")),
        };
        let Some(Divided { allocations, inputs, claim }) = divided else { return Ok(Exit::Scenario) };
        self.delivery.deliver_with(Some(&self.workbook), begun, &claim, inputs, &allocations)
    }

    /// A game from a table; none after a report.
    fn table(&self, path: &Path) -> Result<Option<Divided>, Failure> {
        let loaded = load_game(path).map_err(|error| {
            let name = input::problem::shown(&path.to_string_lossy());
            Failure::new(Exit::Scenario, format!("cannot read {name}: {error}"))
        })?;
        let text = input::render(&loaded.problems, &loaded.sources, true);
        // A closed stderr leaves only the exit code to speak.
        let _ = anstream::stderr().write_all(text.as_bytes());
        let Some(game) = loaded.game else { return Ok(None) };
        let money = Money { unit: self.unit.clone(), decimals: self.decimals };
        if let Some(key) = self.rules.iter().find(|name| *name != EVERY && find(name).is_none()) {
            let message = format!("`{key}` is a key of administrations, which a table of coalitions has not");
            return Err(Failure::new(Exit::Usage, message));
        }
        let claim = self.claim(&loaded.id)?;
        let work = || Allocations::of(&loaded.id, &game, &self.chosen(), &money);
        let allocations = self
            .delivery
            .working(&claim, work)?
            .map_err(|error| Failure::new(Exit::Failed, format!("the least core was not found: {error}")))?;
        Ok(Some(Divided { allocations, inputs: loaded.files, claim }))
    }

    /// The right to the folder of results, beside that of a run of the same name.
    fn claim(&self, id: &str) -> Result<Claim, Failure> {
        self.delivery.claim(&format!("{id}-allocation"))
    }

    /// The game of a scenario's coalitions; none after a report.
    fn scenario(&self, path: &Path) -> Result<Option<Divided>, Failure> {
        let risk = self.game.as_ref().map_or(Ok(Risk::Mean), |text| rules::risk(&text.to_string_lossy()));
        let risk = risk.map_err(|message| Failure::new(Exit::Usage, message))?;
        let pool = self.drawing.pool()?;
        let written = self.reading.open(path)?;
        let Some((scenario, inputs)) = self.reading.load_written(&written, self.delivery.speech.language()) else {
            return Ok(None);
        };
        let Some(rules) = self.sharing(&written, &scenario)? else { return Ok(None) };
        let claim = self.claim(&scenario.id)?;
        let replications = self.replications.map(|n| n as usize);
        let plan = Plan { seed: self.drawing.seed(), replications, risk, budget: self.budget as usize };
        let allocations =
            self.delivery.working(&claim, || pool.install(|| self.divided(&scenario, &rules, &plan)))??;
        Ok(Some(Divided { allocations, inputs, claim }))
    }

    fn divided(&self, scenario: &Scenario, rules: &[Sharing], plan: &Plan) -> Result<Allocations, Failure> {
        let money = Money { unit: Some(scenario.currency.clone()), decimals: self.decimals };
        divide(scenario, rules, &money, plan).map_err(|error| Failure::new(Exit::Scenario, error))
    }

    /// The rules that a scenario is divided by; none after a report.
    fn sharing(&self, written: &Written, scenario: &Scenario) -> Result<Option<Vec<Sharing>>, Failure> {
        match rules::named(written, scenario, &self.rules) {
            Ok(rules) => Ok(Some(rules)),
            Err(NoRule::Lacking(message)) => Err(Failure::new(Exit::Usage, message)),
            Err(NoRule::Unusable(loaded)) => {
                tell(&loaded);
                Ok(None)
            }
        }
    }

    /// The rules asked for, each once.
    fn chosen(&self) -> Vec<&'static Rule> {
        if self.rules.iter().any(|name| name == EVERY) {
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
}
