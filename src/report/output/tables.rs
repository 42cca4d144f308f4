//! The CSV tables: one row an observation, plain names, units in the headers.

use super::OutputError;
use model::results::{Estimate, PERCENTS, Probability, Results};
use model::scenario::{Strategy, Text};

/// Writes rows of text cells that a spreadsheet cannot take for a formula, and numbers as they are.
pub(crate) struct Table {
    writer: csv::Writer<Vec<u8>>,
    row: Vec<String>,
}

impl Table {
    pub(crate) fn new() -> Table {
        Table { writer: csv::Writer::from_writer(Vec::new()), row: Vec::new() }
    }

    pub(crate) fn text(&mut self, text: &str) {
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        self.row.push(if formula { format!("'{text}") } else { text.to_owned() });
    }

    pub(crate) fn number(&mut self, value: Option<f64>) {
        self.row.push(value.map_or_else(String::new, |value| format!("{}", value + 0.0)));
    }

    pub(crate) fn header(&mut self, names: &[&str]) {
        self.row.extend(names.iter().map(|name| (*name).to_owned()));
    }

    pub(crate) fn end_row(&mut self) -> Result<(), OutputError> {
        self.writer.write_record(&self.row)?;
        self.row.clear();
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, OutputError> {
        self.writer.into_inner().map_err(|error| OutputError::Csv(error.into_error().into()))
    }

    /// Header cells of an estimate: `cost_mean_cad`, `cost_p5_cad`, …
    fn estimate_header(&mut self, name: &str, unit: &str) {
        for statistic in ["mean", "standard_error", "sd"] {
            self.row.push(format!("{name}_{statistic}_{unit}"));
        }
        for percent in PERCENTS {
            self.row.push(format!("{name}_p{percent}_{unit}"));
        }
        self.row.push(format!("{name}_worst_5_percent_{unit}"));
    }

    fn estimate(&mut self, estimate: &Estimate) {
        self.number(estimate.mean);
        self.number(estimate.standard_error);
        self.number(estimate.sd);
        for percent in PERCENTS {
            self.number(estimate.quantile(percent));
        }
        self.number(estimate.cvar);
    }
}

/// The currency as part of a column's name.
fn money(results: &Results) -> String {
    let plain: String = results.question.currency.chars().filter(char::is_ascii_alphanumeric).collect();
    if plain.is_empty() { "money".to_owned() } else { plain.to_lowercase() }
}

/// `summary.csv`: one row a quantity, with its unit.
pub fn summary_csv(results: &Results) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let statistics =
        ["quantity", "unit", "replications", "mean", "standard_error", "mean_low", "mean_high", "sd", "min"];
    table.row.extend(statistics.map(str::to_owned));
    for percent in PERCENTS {
        table.row.extend([format!("p{percent}"), format!("p{percent}_low"), format!("p{percent}_high")]);
    }
    table.row.extend(["max", "worst_5_percent_mean"].map(str::to_owned));
    table.end_row()?;
    let money = format!("{} of {}", results.question.currency, results.question.price_year);
    for (name, unit, value) in summary_rows(results) {
        let unit = unit.replace("money", &money);
        match value {
            Value::Estimate(estimate) => estimate_row(&mut table, &name, &unit, estimate, results)?,
            Value::Probability(probability) => probability_row(&mut table, &name, probability, results)?,
            Value::Number(number) => number_row(&mut table, &name, &unit, number)?,
        }
    }
    table.finish()
}

/// A quantity of the summary.
enum Value<'a> {
    Estimate(&'a Estimate),
    Probability(Probability),
    Number(Option<f64>),
}

fn summary_rows(results: &Results) -> Vec<(String, &'static str, Value<'_>)> {
    let mut rows = Vec::new();
    let mut estimate = |name: String, unit, estimate| rows.push((name, unit, Value::Estimate(estimate)));
    for strategy in &results.strategies {
        let name = strategy.strategy.word();
        estimate(format!("{name}.cost"), "money, present value", &strategy.cost);
        estimate(format!("{name}.effort"), "PM", &strategy.effort);
        for (phase, effort) in &strategy.phases {
            estimate(format!("{name}.effort.{}", phase.word()), "PM", effort);
        }
        estimate(format!("{name}.go_live"), "years", &strategy.go_live);
        estimate(format!("{name}.live_years"), "administration-years", &strategy.live_years);
        estimate(format!("{name}.incidents"), "count", &strategy.incidents);
    }
    for saving in &results.savings {
        let name = format!("saving.{}", saving.against.word());
        estimate(format!("{name}.cost"), "money, present value", &saving.cost);
        estimate(format!("{name}.cost_share"), "share", &saving.cost_share);
        estimate(format!("{name}.effort"), "PM", &saving.effort);
        estimate(format!("{name}.effort_share"), "share", &saving.effort_share);
    }
    let consortium = &results.consortium;
    estimate("shared.funding".to_owned(), "money, present value", &consortium.funding);
    estimate("break_even".to_owned(), "year", &consortium.break_even);
    estimate("peak_extra_outlay".to_owned(), "money, present value", &consortium.peak_extra_outlay);
    estimate("members_at_end".to_owned(), "count", &consortium.members_at_end);
    estimate("live_years_lost".to_owned(), "administration-years", &consortium.live_years_lost);
    if let Some(fees) = &consortium.fees {
        estimate("fees.owed".to_owned(), "money, present value", &fees.owed);
        estimate("fees.entry".to_owned(), "money, present value", &fees.entry);
        estimate("fees.left_over".to_owned(), "money, present value", &fees.left_over);
        estimate("fees.cover".to_owned(), "factor", &fees.cover);
    }
    for group in &results.groups {
        estimate(format!("{}.independent.cost", group.group), "money, present value", &group.independent);
        estimate(format!("{}.shared.cost", group.group), "money, present value", &group.shared);
        estimate(format!("{}.saving", group.group), "money, present value", &group.saving);
    }
    let mut probability = |name: String, value| rows.push((name, "probability", Value::Probability(value)));
    for saving in &results.savings {
        probability(format!("saving.{}.cost.positive", saving.against.word()), saving.positive);
        probability(format!("saving.{}.effort.positive", saving.against.word()), saving.effort_positive);
    }
    probability("breaks_even".to_owned(), consortium.breaks_even);
    probability("abandoned".to_owned(), consortium.abandoned);
    probability("dissolved".to_owned(), consortium.dissolved);
    if let Some(fees) = &consortium.fees {
        probability("fees.more_than_enough".to_owned(), fees.more_than_enough);
    }
    for group in &results.groups {
        probability(format!("{}.better_off", group.group), group.better_off);
    }
    let vanishing = Value::Number(consortium.vanishing_value_of_live_year);
    rows.push(("vanishing_value_of_live_year".to_owned(), "money per administration-year", vanishing));
    rows
}

fn estimate_row(
    table: &mut Table,
    name: &str,
    unit: &str,
    estimate: &Estimate,
    results: &Results,
) -> Result<(), OutputError> {
    table.text(name);
    table.text(unit);
    table.row.push(estimate.count.to_string());
    table.number(estimate.mean);
    table.number(estimate.standard_error);
    let half = estimate.standard_error.map(|error| results.run.design.mean_interval_factor * error);
    table.number(estimate.mean.zip(half).map(|(mean, half)| mean - half));
    table.number(estimate.mean.zip(half).map(|(mean, half)| mean + half));
    table.number(estimate.sd);
    table.number(estimate.min);
    for percent in PERCENTS {
        let quantile = estimate.quantiles.iter().find(|quantile| quantile.percent == percent);
        table.number(quantile.map(|quantile| quantile.value));
        table.number(quantile.and_then(|quantile| quantile.low));
        table.number(quantile.and_then(|quantile| quantile.high));
    }
    table.number(estimate.max);
    table.number(estimate.cvar);
    table.end_row()
}

fn probability_row(table: &mut Table, name: &str, p: Probability, results: &Results) -> Result<(), OutputError> {
    table.text(name);
    table.text("probability");
    table.row.push(results.run.replications.to_string());
    for value in [Some(p.value), None, Some(p.low), Some(p.high)] {
        table.number(value);
    }
    table.row.resize(11 + 3 * PERCENTS.len(), String::new());
    table.end_row()
}

fn number_row(table: &mut Table, name: &str, unit: &str, number: Option<f64>) -> Result<(), OutputError> {
    table.text(name);
    table.text(unit);
    table.row.push(String::new());
    table.number(number);
    table.row.resize(11 + 3 * PERCENTS.len(), String::new());
    table.end_row()
}

/// `administrations.csv`: one row an administration.
pub fn administrations_csv(results: &Results) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let money = money(results);
    table.row.extend(["administration", "name", "name_fr", "level", "population"].map(str::to_owned));
    for strategy in &results.strategies {
        let name = strategy.strategy.word();
        table.estimate_header(&format!("{name}_cost"), &money);
        table.estimate_header(&format!("{name}_effort"), "pm");
        table.estimate_header(&format!("{name}_go_live"), "years");
    }
    table.estimate_header("saving", &money);
    table.estimate_header("effort_saving", "pm");
    let probabilities = ["better_off_probability", "better_off_probability_low", "better_off_probability_high"];
    table.row.extend(probabilities.map(str::to_owned));
    table.end_row()?;
    for administration in &results.administrations {
        let Text { en, fr } = &administration.name;
        for text in [&administration.id, en, fr.as_ref().unwrap_or(en), &administration.level] {
            table.text(text);
        }
        table.number(administration.population);
        for strategy in &administration.strategies {
            for estimate in [&strategy.cost, &strategy.effort, &strategy.go_live] {
                table.estimate(estimate);
            }
        }
        table.estimate(&administration.saving);
        table.estimate(&administration.effort_saving);
        let Probability { value, low, high } = administration.better_off;
        for number in [value, low, high] {
            table.number(Some(number));
        }
        table.end_row()?;
    }
    table.finish()
}

/// `years.csv`: one row a year and strategy.
pub fn years_csv(results: &Results) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let money = money(results);
    table.row.extend(["year", "strategy"].map(str::to_owned));
    table.estimate_header("cost", &money);
    table.estimate_header("effort", "pm");
    table.estimate_header("cumulative_discounted_cost", &money);
    table.end_row()?;
    for year in &results.years {
        table.row.push(year.year.to_string());
        table.text(Strategy::word(year.strategy));
        for estimate in [&year.cost, &year.effort, &year.cumulative_cost] {
            table.estimate(estimate);
        }
        table.end_row()?;
    }
    table.finish()
}
