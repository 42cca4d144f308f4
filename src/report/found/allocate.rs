//! Allocations as files: JSON, and tables of shares and of stability.

mod sheets;
mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, shares, stability};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use crate::workbook::Contents;
use study::analysis::allocate::found::{Allocations, Named, RuleResult, ShareErrors, Stake};

impl Found for Allocations {
    const NAME: &'static str = "allocation";

    fn about(&self) -> About {
        About {
            game: Some(self.game.id.clone()),
            rules: Some(self.rules.0.iter().map(|(name, _)| name.clone()).collect()),
            seed: self.seed,
            replications: self.game.replications,
            overrides: self.overrides.clone(),
            ..About::default()
        }
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("allocations.csv", allocations_csv(self)?), ("stability.csv", stability_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![shares::draw(self, language)?, stability::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }

    fn contents(&self, language: Language) -> Contents {
        sheets::contents(self, language)
    }
}

/// `allocations.csv`: one row a rule and member. Empty cells where a rule has no answer.
fn allocations_csv(allocations: &Allocations) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["rule", "member", "alone", "share", "billed", "saving", "se_orders", "se_draws"]);
    table.header(&["pays", "cheaper", "cheaper_low", "cheaper_high"]);
    table.header(&["mean_saving", "mean_saving_standard_error", "saving_cvar"]);
    table.end_row()?;
    for (rule, result) in &allocations.rules.0 {
        for (at, (member, alone)) in allocations.game.alone.0.iter().enumerate() {
            let division = match result {
                RuleResult::Divided(division) => Some(division),
                RuleResult::None { .. } => None,
            };
            let share = division.map(|division| division.shares.0[at].1);
            let billed = division.and_then(|division| division.billed.as_ref()).map(|billed| billed.0[at].1);
            table.text(rule);
            table.text(member);
            let errors = division.and_then(|division| division.standard_errors.as_ref());
            let error = |of: fn(&ShareErrors) -> &Option<Named<f64>>| Some(of(errors?).as_ref()?.0[at].1);
            let errors = [error(|errors| &errors.of_orders), error(|errors| &errors.of_draws)];
            let values = [Some(*alone), share, billed, share.map(|share| alone - share)];
            for value in values.into_iter().chain(errors) {
                table.number(value);
            }
            // Of a scenario, how it fares replication by replication.
            let stability = division.and_then(|division| division.stability.as_ref());
            let stake = stability.map(|stability| &stability.members.0[at].1);
            let of = |value: fn(&Stake) -> f64| stake.map(value);
            table.number(of(|stake| stake.pays));
            table.number(of(|stake| stake.cheaper.value));
            table.number(of(|stake| stake.cheaper.low));
            table.number(of(|stake| stake.cheaper.high));
            table.number(of(|stake| stake.saving));
            table.number(of(|stake| stake.standard_error));
            table.number(of(|stake| stake.saving_cvar));
            table.end_row()?;
        }
    }
    table.finish()
}

/// `stability.csv`: one row a rule: in the core or not, who has the strongest reason to leave, and by how much.
fn stability_csv(allocations: &Allocations) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["rule", "in_core", "worst_coalition", "excess", "worse_off", "kohlberg", "no_answer"]);
    table.header(&["in_core_probability", "in_core_probability_low", "in_core_probability_high"]);
    table.end_row()?;
    let said = |value: Option<bool>| value.map_or("", |value| if value { "true" } else { "false" });
    for (rule, result) in &allocations.rules.0 {
        table.text(rule);
        match result {
            RuleResult::Divided(division) => {
                table.text(said(division.in_core));
                table.text(&division.worst_coalition.as_ref().map_or_else(String::new, |group| group.join(";")));
                table.number(division.excess);
                table.text(&division.worse_off.join(";"));
                table.text(said(division.kohlberg));
                table.text("");
            }
            RuleResult::None { reason } => ["", "", "", "", "", reason.word()].iter().for_each(|cell| table.text(cell)),
        }
        let in_core = match result {
            RuleResult::Divided(division) => division.stability.as_ref().and_then(|stability| stability.in_core),
            RuleResult::None { .. } => None,
        };
        table.number(in_core.map(|in_core| in_core.value));
        table.number(in_core.map(|in_core| in_core.low));
        table.number(in_core.map(|in_core| in_core.high));
        table.end_row()?;
    }
    table.finish()
}
