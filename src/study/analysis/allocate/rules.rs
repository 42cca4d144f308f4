//! Rules by their names: those on the game, the keys of a scenario, and all that it has what they need for.

use super::division::Sharing;
use crate::input::problem::shown;
use crate::input::{Loaded, Override, Written};
use model::allocation::{ALL, find};
use model::scenario::{CostSharing, Scenario};
use model::simulation::coalitions::Risk;

/// The name that stands for all rules.
pub const EVERY: &str = "all";

/// Keys that a scenario can be divided by, beside columns.
const KEYS: [&str; 4] = ["agreed", "equal", "population", "standalone"];

/// Why a rule cannot be had.
#[derive(Debug)]
pub enum NoRule {
    /// The scenario does not have what the rule asks for.
    Lacking(String),
    /// With the key it has problems.
    Unusable(Box<Loaded>),
}

/// Refuses a name that no rule and no key has.
///
/// # Errors
/// If it is none, with those that there are.
pub fn check_name(text: &str) -> Result<(), String> {
    let keys = || KEYS.contains(&text) || text == CostSharing::TIERS || text.starts_with("key:");
    let known = text == EVERY || find(text).is_some() || keys();
    let rules: Vec<&str> = ALL.iter().map(|rule| rule.name).collect();
    known.then_some(()).ok_or_else(|| {
        format!(
            "no rule is called so: try all, {}, or of a scenario {}, {} or key:COLUMN",
            rules.join(", "),
            KEYS.join(", "),
            CostSharing::TIERS,
        )
    })
}

/// What costs of a scenario are: `mean`, or `cvar:0.9`.
///
/// # Errors
/// If it is neither.
pub fn risk(text: &str) -> Result<Risk, String> {
    let level =
        text.strip_prefix("cvar:").and_then(|level| level.parse().ok()).filter(|level| (0.0..1.0).contains(level));
    match (text, level) {
        ("mean", _) => Ok(Risk::Mean),
        (_, Some(level)) => Ok(Risk::Cvar(level)),
        _ => {
            let rule =
                "with a scenario --game is `mean`, or `cvar:` and a level from 0 to less than 1, such as `cvar:0.9`";
            Err(format!("`{}`: {rule}", shown(text)))
        }
    }
}

/// The rules of these names that a scenario is divided by: of all, those that it has what they need for.
///
/// # Errors
/// If one of them cannot be had.
pub fn named(written: &Written, scenario: &Scenario, names: &[String]) -> Result<Vec<Sharing>, NoRule> {
    let agreed = &scenario.cost_sharing;
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    if names.contains(&EVERY) {
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
                    return Err(NoRule::Lacking(message.to_owned()));
                }
            },
            None => {
                let key = Override { path: "consortium.cost_sharing".to_owned(), value: format!("\"{name}\"") };
                let variant = written.variant(&[key]).map_err(NoRule::Unusable)?;
                Sharing::Keys(name.to_owned(), variant.cost_sharing)
            }
        };
        if rules.iter().all(|known| known.name() != sharing.name()) {
            rules.push(sharing);
        }
    }
    Ok(rules)
}
