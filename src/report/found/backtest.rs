//! Back-tests as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, backtest};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use model::results::Probability;
use study::analysis::backtest::found::{Backtest, MeanOfCases};

impl Found for Backtest {
    const NAME: &'static str = "backtest";

    fn about(&self) -> About {
        About {
            seed: Some(self.seed),
            replications: Some(self.replications),
            overrides: self.overrides.clone(),
            ..About::default()
        }
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![("backtest.csv", backtest_csv(self)?), ("scores.csv", scores_csv(self)?)])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![backtest::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `backtest.csv`: one row a case and figure.
fn backtest_csv(found: &Backtest) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["case", "figure", "came", "planned", "mark", "circular", "probability", "p5", "p25", "p50", "p75"]);
    table.header(&[
        "p95",
        "pit_low",
        "pit_mid",
        "pit_high",
        "in_50",
        "in_90",
        "score",
        "naive_score",
        "source",
        "note",
    ]);
    table.end_row()?;
    for case in &found.cases {
        for figure in &case.figures {
            let (event, number) = (figure.event, figure.number);
            table.text(&case.id);
            table.text(figure.what.word());
            table.number(Some(figure.came));
            table.number(figure.planned);
            table.text(&figure.mark.to_string());
            table.number(Some(f64::from(u8::from(figure.circular))));
            table.number(event.map(|event| event.probability));
            for k in 0..5 {
                table.number(number.map(|number| number.quantiles[k]));
            }
            for k in 0..3 {
                table.number(number.map(|number| number.pit[k]));
            }
            for inside in [number.map(|number| number.in_50), number.map(|number| number.in_90)] {
                table.number(inside.map(|inside| f64::from(u8::from(inside))));
            }
            table.number(event.map(|event| event.brier).or(number.map(|number| number.crps)));
            let naive = event.and_then(|event| event.naive_brier);
            table.number(naive.or(number.and_then(|number| number.naive_crps)));
            table.text(figure.source.as_deref().unwrap_or_default());
            table.text(figure.note.as_deref().unwrap_or_default());
            table.end_row()?;
        }
    }
    table.finish()
}

/// `scores.csv`: one row a kind of figure, over all figures and over parts of them.
fn scores_csv(found: &Backtest) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&[
        "of",
        "figure",
        "cases",
        "happened",
        "share_low",
        "share_high",
        "predicted",
        "in_50",
        "in_90",
        "pit",
    ]);
    table.header(&["score", "naive_score", "gain", "gain_low", "gain_high"]);
    table.end_row()?;
    for scores in &found.scores {
        let of = scores.of.word();
        for event in &scores.events {
            let Probability { low, high, .. } = event.share;
            let values = [Some(event.happened as f64), Some(low), Some(high), Some(event.predicted), None, None, None];
            let kind = (event.what.word(), event.cases);
            row(&mut table, of, kind, values, (Some(event.brier), event.naive_brier, event.gain))?;
        }
        for number in &scores.numbers {
            let values = [None, None, None, None, None, Some(number.in_90 as f64), Some(number.pit)];
            let kind = (number.what.word(), number.cases);
            row(&mut table, of, kind, values, (Some(number.crps), number.naive_crps, number.gain))?;
        }
        if let Some(coverage) = &scores.coverage {
            let [in_50, in_90] = coverage.inside.map(|count| Some(count as f64));
            let values = [None, None, None, None, in_50, in_90, Some(coverage.pit)];
            row(&mut table, of, ("all_numbers", coverage.numbers), values, (None, None, None))?;
        }
    }
    table.finish()
}

/// A score, that of the naive forecaster, and the gain on it.
type Compared = (Option<f64>, Option<f64>, Option<MeanOfCases>);

fn row(
    table: &mut Table,
    of: &str,
    (kind, cases): (&str, usize),
    values: [Option<f64>; 7],
    (score, naive, gain): Compared,
) -> Result<(), OutputError> {
    table.text(of);
    table.text(kind);
    table.number(Some(cases as f64));
    values.into_iter().for_each(|value| table.number(value));
    let ends = [gain.map(|gain| gain.value), gain.and_then(|gain| gain.low), gain.and_then(|gain| gain.high)];
    [score, naive].into_iter().chain(ends).for_each(|value| table.number(value));
    table.end_row()
}
