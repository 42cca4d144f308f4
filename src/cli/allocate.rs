//! `commonweal allocate`: who pays what, by which rule, and who would have a reason to leave.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook};
use super::reading::Reading;
use super::{Exit, Failure};
use model::allocation::{ALL, Rule, find};
use model::scenario::{CostSharing, Scenario};
use report::output::Claim;
use std::io::Write;
use std::path::{Path, PathBuf};
use study::analysis::allocate::ask::{Plan, divide};
use study::analysis::allocate::division::Sharing;
use study::analysis::allocate::found::{Allocations, Money};
use study::analysis::allocate::sampled::BUDGET;
use study::analysis::coalitions::Risk;
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

/// Keys that `--rule` takes for a scenario, beside columns.
const KEYS: [&str; 4] = ["agreed", "equal", "population", "standalone"];

/// A rule on the game, a key, or all.
fn rule_name(text: &str) -> Result<String, String> {
    let keys = || KEYS.contains(&text) || text == CostSharing::TIERS || text.starts_with("key:");
    let known = text == "all" || find(text).is_some() || keys();
    let rules: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
    known.then(|| text.to_owned()).ok_or_else(|| {
        format!(
            "no rule is called so: try all, {}, or of a scenario {}, {} or key:COLUMN",
            rules.join(", "),
            KEYS.join(", "),
            CostSharing::TIERS,
        )
    })
}

/// What costs of a scenario are, by `--game`.
fn risk(text: &str) -> Result<Risk, Failure> {
    let level =
        text.strip_prefix("cvar:").and_then(|level| level.parse().ok()).filter(|level| (0.0..1.0).contains(level));
    match (text, level) {
        ("mean", _) => Ok(Risk::Mean),
        (_, Some(level)) => Ok(Risk::Cvar(level)),
        _ => {
            let name = input::problem::shown(text);
            let rule =
                "with a scenario --game is `mean`, or `cvar:` and a level from 0 to less than 1, such as `cvar:0.9`";
            Err(Failure::new(Exit::Usage, format!("`{name}`: {rule}")))
        }
    }
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
        if let Some(key) = self.rules.iter().find(|name| *name != "all" && find(name).is_none()) {
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
        let risk = self.game.as_ref().map_or(Ok(Risk::Mean), |text| risk(&text.to_string_lossy()))?;
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

    /// What a scenario that was read is divided into, in the mean and without another word on how.
    pub fn of(
        &self,
        written: &Written,
        scenario: &Scenario,
        seed: u64,
        replications: Option<usize>,
    ) -> Result<Allocations, Failure> {
        let unfit = || Failure::new(Exit::Scenario, "a key of cost sharing does not fit the scenario");
        let rules = self.sharing(written, scenario)?.ok_or_else(unfit)?;
        self.divided(scenario, &rules, &Plan { seed, replications, risk: Risk::Mean, budget: self.budget as usize })
    }

    /// The rules that a scenario is divided by: of all, those that it has what they need for.
    fn sharing(&self, written: &Written, scenario: &Scenario) -> Result<Option<Vec<Sharing>>, Failure> {
        let agreed = &scenario.cost_sharing;
        let mut names: Vec<&str> = self.rules.iter().map(String::as_str).collect();
        if names.contains(&"all") {
            let known = scenario.administrations.iter().all(|one| one.population.is_some_and(|people| people > 0.0));
            let keys = KEYS.into_iter().filter(|key| match *key {
                "population" => known,
                "agreed" => agreed.game.is_none() && !KEYS.contains(&agreed.words.as_str()),
                _ => true,
            });
            names = keys.chain(ALL.iter().map(|rule| rule.name)).collect();
        }
        let mut rules: Vec<Sharing> = Vec::new();
        for name in names {
            let on_game = find(name).filter(|_| !KEYS.contains(&name));
            let sharing = match on_game {
                Some(rule) => Sharing::Game(rule),
                None if name == "agreed" => match agreed.game.as_deref().and_then(find) {
                    Some(rule) => Sharing::Game(rule),
                    None => Sharing::Keys(agreed.words.clone(), agreed.clone()),
                },
                // A schedule has no word that would stand for it: it is the scenario's own or none.
                None if name == CostSharing::TIERS => match &agreed.tiers {
                    Some(_) => Sharing::Keys(name.to_owned(), agreed.clone()),
                    None => {
                        let message = "the rule `tiers` asks for a schedule of fees, `consortium.cost_sharing = { tiers = [ … ] }`, which the scenario has not";
                        return Err(Failure::new(Exit::Usage, message));
                    }
                },
                None => {
                    let set = format!("consortium.cost_sharing=\"{name}\"");
                    let Some(scenario) = self.reading.load_variant(written, &set) else { return Ok(None) };
                    Sharing::Keys(name.to_owned(), scenario.cost_sharing)
                }
            };
            if rules.iter().all(|known| known.name() != sharing.name()) {
                rules.push(sharing);
            }
        }
        Ok(Some(rules))
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
}
