//! A decision as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, evppi, joint};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::decide::found::{Decision, Observation, Worthwhile};

impl Found for Decision {
    const NAME: &'static str = "decision";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![
            ("choices.csv", choices_csv(self)?),
            ("pairs.csv", pairs_csv(self)?),
            ("joint.csv", joint_csv(self)?),
            ("evppi.csv", evppi_csv(self)?),
        ])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![joint::draw(self, language)?, evppi::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// Which strategy to choose, and for whom not: the answer up to what to find out.
pub(crate) fn choice(found: &Decision, language: Language) -> Document {
    words::choice(found, language)
}

/// What to find out first: the rest of the answer.
pub(crate) fn find_out(found: &Decision, language: Language) -> Document {
    words::find_out(found, language)
}

/// `choices.csv`: one row a strategy, all together (no administration) and for each administration.
fn choices_csv(found: &Decision) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let currency = found.header.currency.to_lowercase();
    table.header(&["administration", "strategy", "best"]);
    for name in ["mean_cost", "budget_p50", "budget_p70", "budget_p80", "mean_regret", "regret_p95"] {
        table.text(&format!("{name}_{currency}"));
    }
    table.header(&["cheapest", "go_live_p50_years", "go_live_p70_years", "go_live_p80_years"]);
    table.header(&["joint_p50", "joint_p70", "joint_p80"]);
    table.end_row()?;
    for choice in &found.strategies {
        table.text("");
        table.text(choice.strategy.word());
        table.text(if choice.strategy == found.best { "yes" } else { "no" });
        table.number(Some(choice.cost.value));
        choice.budget_p50_p70_p80.iter().for_each(|&value| table.number(Some(value)));
        let rest = [choice.regret, choice.regret_p95, choice.cheapest.value];
        let rest = rest.iter().chain(&choice.go_live_p50_p70_p80).chain(&choice.joint_p50_p70_p80);
        rest.for_each(|&value| table.number(Some(value)));
        table.end_row()?;
    }
    for administration in &found.administrations {
        for strategy in &administration.strategies {
            table.text(&administration.id);
            table.text(strategy.strategy.word());
            table.text(if strategy.strategy == administration.best { "yes" } else { "no" });
            table.number(Some(strategy.cost));
            strategy.budget_p50_p70_p80.iter().for_each(|&value| table.number(Some(value)));
            table.number(Some(strategy.regret));
            table.number(None);
            table.number(Some(strategy.cheapest));
            (0..6).for_each(|_| table.number(None));
            table.end_row()?;
        }
    }
    table.finish()
}

/// `pairs.csv`: what every strategy saves against every other.
fn pairs_csv(found: &Decision) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["strategy", "against"]);
    let currency = found.header.currency.to_lowercase();
    for name in ["saves_mean", "saves_mean_low", "saves_mean_high", "saves_p5", "saves_p50", "saves_p95"] {
        table.text(&format!("{name}_{currency}"));
    }
    table.header(&["cheaper", "cheaper_low", "cheaper_high"]);
    table.end_row()?;
    for pair in &found.pairs {
        table.text(pair.strategy.word());
        table.text(pair.against.word());
        [Some(pair.saves.value), pair.saves.low, pair.saves.high].into_iter().for_each(|value| table.number(value));
        let rest = [pair.cheaper.value, pair.cheaper.low, pair.cheaper.high];
        pair.saves_p5_p50_p95.iter().chain(&rest).for_each(|&value| table.number(Some(value)));
        table.end_row()?;
    }
    table.finish()
}

/// `joint.csv`: cost and go-live of the first replications, two columns a strategy.
fn joint_csv(found: &Decision) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let currency = found.header.currency.to_lowercase();
    table.header(&["replication"]);
    for choice in &found.strategies {
        table.text(&format!("{}.cost_{currency}", choice.strategy.word()));
        table.text(&format!("{}.go_live_years", choice.strategy.word()));
    }
    table.end_row()?;
    for k in 0..found.joint.first().map_or(0, Vec::len) {
        table.number(Some(k as f64));
        found.joint.iter().flat_map(|strategy| strategy[k]).for_each(|value| table.number(Some(value)));
        table.end_row()?;
    }
    table.finish()
}

/// `evppi.csv`: what knowing is worth: everything in the first row, groups, each input, what is worth most first, and
/// studies.
fn evppi_csv(found: &Decision) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["input", "inputs"]);
    let currency = found.header.currency.to_lowercase();
    for name in ["share_or_not", "share_or_not_standard_error", "all_strategies", "all_strategies_standard_error"] {
        table.text(&format!("{name}_{currency}"));
    }
    table.header(&["mark", "source", "group", "observations", "observation", "error"]);
    table.end_row()?;
    let blank = Row { path: "", inputs: None, worth: found.evpi, said: [""; 3], study: None };
    let paths: Vec<String> = found.groups.iter().map(|group| group.paths.join(",")).collect();
    let groups = found.groups.iter().zip(&paths).map(|(group, paths)| {
        let said = ["", "", group.name.as_str()];
        Row { path: paths, inputs: Some(group.inputs), worth: group.worth, said, study: None }
    });
    let inputs = found.evppi.iter().map(|one| {
        let said = [one.mark.as_deref().unwrap_or_default(), one.source.as_deref().unwrap_or_default(), ""];
        Row { path: &one.path, inputs: Some(one.inputs), worth: one.worth, said, study: None }
    });
    let studies = found.studies.iter().map(|one| {
        let study = Some((one.observations, one.observation));
        Row { path: &one.path, inputs: Some(1), worth: one.worth, study, ..blank }
    });
    let everything = Row { path: "everything", ..blank };
    for row in std::iter::once(everything).chain(groups).chain(inputs).chain(studies) {
        row.write(&mut table)?;
    }
    table.finish()
}

/// What knowing something is worth.
#[derive(Clone, Copy)]
struct Row<'a> {
    path: &'a str,
    inputs: Option<usize>,
    worth: Worthwhile,
    /// Mark, source and group.
    said: [&'a str; 3],
    /// How many observations, and how each comes about.
    study: Option<(u32, Observation)>,
}

impl Row<'_> {
    fn write(&self, table: &mut Table) -> Result<(), OutputError> {
        table.text(self.path);
        table.number(self.inputs.map(|count| count as f64));
        for worth in [self.worth.to_share_or_not, self.worth.among_all_strategies] {
            table.number(Some(worth.value));
            table.number(Some(worth.standard_error));
        }
        self.said.into_iter().for_each(|text| table.text(text));
        let (word, error) = match self.study.map(|study| study.1) {
            None => ("", None),
            Some(Observation::Absolute { error }) => ("absolute", Some(error)),
            Some(Observation::Relative { error }) => ("relative", Some(error)),
            Some(Observation::Cases) => ("cases", None),
            Some(Observation::Events) => ("events", None),
        };
        table.number(self.study.map(|study| f64::from(study.0)));
        table.text(word);
        table.number(error);
        table.end_row()
    }
}
