//! Effort models against finished projects, as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, benchmark, pit};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use model::results::{Known, Probability};
use study::analysis::benchmark::found::{Benchmark, Score, SetResult};
use study::data_sets::SizeUnit;

impl Found for Benchmark {
    const NAME: &'static str = "benchmark";

    fn about(&self) -> About {
        About { seed: Some(self.seed), ..About::default() }
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![
            ("models.csv", kinds_csv(self)?),
            ("benchmark.csv", benchmark_csv(self)?),
            ("estimates.csv", estimates_csv(self)?),
        ])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![benchmark::draw(self, language)?, pit::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `benchmark.csv`: one row a data set and model, the best of each data set first.
fn benchmark_csv(found: &Benchmark) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["data_set", "size_unit", "projects", "left_out", "model", "learnt", "made_on_these"]);
    for figure in ["standardised_accuracy", "mean_residual_pm", "median_residual_pm"] {
        let ends = ["", "_low", "_high"].map(|end| format!("{figure}{end}"));
        table.header(&ends.each_ref().map(String::as_str));
    }
    table.header(&["guessing_mean_residual_pm", "pred_25", "mmre_not_for_choosing", "actual_over_estimate_median"]);
    table.header(&["crps_ln", "crps_skill", "coverage_50", "coverage_50_low", "coverage_50_high"]);
    table.header(&["coverage_90", "coverage_90_low", "coverage_90_high", "factor_50", "factor_90"]);
    let bins: Vec<String> = (1..=10).map(|bin| format!("pit_{bin}")).collect();
    table.header(&bins.iter().map(String::as_str).collect::<Vec<&str>>());
    table.end_row()?;
    for set in &found.sets {
        for score in &set.models {
            row(&mut table, set, score);
            table.end_row()?;
        }
    }
    table.finish()
}

fn row(table: &mut Table, set: &SetResult, score: &Score) {
    table.text(&set.name);
    table.text(set.size_unit.map_or("", SizeUnit::word));
    table.number(Some(set.projects as f64));
    table.number(Some(set.left_out as f64));
    table.text(&score.model);
    table.text(score.learnt.word());
    table.text(if score.made_on_these { "yes" } else { "no" });
    let known = |table: &mut Table, known: Known| {
        table.number(Some(known.value));
        table.number(known.low);
        table.number(known.high);
    };
    for figure in [score.standardised_accuracy, score.mean_residual, score.median_residual] {
        known(table, figure);
    }
    for figure in [set.guessing, score.pred_25, score.mmre_not_for_choosing, score.actual_over_estimate] {
        table.number(Some(figure));
    }
    let forecast = score.forecast;
    table.number(forecast.map(|one| one.crps));
    table.number(forecast.and_then(|one| one.skill));
    let share = |table: &mut Table, share: Option<Probability>| {
        table.number(share.map(|one| one.value));
        table.number(share.map(|one| one.low));
        table.number(share.map(|one| one.high));
    };
    share(table, forecast.map(|one| one.coverage_50));
    share(table, forecast.map(|one| one.coverage_90));
    table.number(forecast.map(|one| one.factor_50));
    table.number(forecast.map(|one| one.factor_90));
    for bin in 0..10 {
        table.number(forecast.map(|one| one.pit[bin]));
    }
}

/// `models.csv`: one row a kind of data and model, the best of each kind first.
fn kinds_csv(found: &Benchmark) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["kind", "model", "learnt", "data_sets", "best_in", "standardised_accuracy_median"]);
    table.header(&["standardised_accuracy_least", "standardised_accuracy_greatest", "crps_against_best_median"]);
    table.header(&["factor_90_median", "coverage_90", "coverage_50", "crps_skill_median"]);
    table.end_row()?;
    for kind in &found.kinds {
        for one in &kind.models {
            table.text(kind.kind.word());
            table.text(&one.model);
            table.text(one.learnt.word());
            table.number(Some(one.sets as f64));
            table.number(Some(one.best_in as f64));
            table.number(Some(one.accuracy));
            one.accuracy_range.into_iter().for_each(|end| table.number(Some(end)));
            table.number(one.against_best);
            table.number(one.factor_90);
            table.number(one.coverage_90.map(|share| share.value));
            table.number(one.coverage_50.map(|share| share.value));
            table.number(one.skill);
            table.end_row()?;
        }
    }
    table.finish()
}

/// `estimates.csv`: one row a data set, model and project.
fn estimates_csv(found: &Benchmark) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&[
        "data_set",
        "model",
        "learnt",
        "project",
        "size",
        "actual_pm",
        "estimate_pm",
        "p5_pm",
        "p95_pm",
        "pit",
    ]);
    table.end_row()?;
    for set in &found.sets {
        for one in &set.estimates {
            table.text(&set.name);
            table.text(&one.model);
            table.text(one.learnt.word());
            table.number(Some(one.project as f64));
            for value in [one.size, one.actual, one.estimate] {
                table.number(Some(value));
            }
            table.number(one.interval.map(|ends| ends[0]));
            table.number(one.interval.map(|ends| ends[1]));
            table.number(one.pit);
            table.end_row()?;
        }
    }
    table.finish()
}
