//! Where a workbook comes from, in rows of a label and a text.

use crate::language::{Language, say};
use model::sampling::stream::STREAM_VERSION;
use study::input::InputFile;
use study::input::problem::inert;

/// What was simulated or read.
#[derive(Debug, Clone, Default)]
pub struct Origin<'a> {
    /// Id of the scenario or game.
    pub id: &'a str,
    /// Seed of all draws, where there are any.
    pub seed: Option<u64>,
    /// Replications done, likewise.
    pub replications: Option<u64>,
    /// Inputs given other values than the scenario file gives them.
    pub overrides: &'a [String],
    /// Files that were read.
    pub inputs: &'a [InputFile],
    /// Whether the run was stopped before it had done all that was asked.
    pub partial: bool,
}

impl Origin<'_> {
    /// Labels and texts.
    pub(super) fn rows(&self, amounts: Option<&str>, language: Language) -> Vec<[String; 2]> {
        let mut rows: Vec<[String; 2]> = Vec::new();
        let mut row = |label: &str, text: String| rows.push([label.to_owned(), text]);
        row(language.pick("Program", "Programme"), concat!("commonweal ", env!("CARGO_PKG_VERSION")).to_owned());
        row(language.pick("Results of", "Résultats de"), inert(self.id.chars()));
        if let Some(replications) = self.replications {
            let stopped = match self.partial {
                true => language.pick(" (stopped before all were done)", " (arrêt avant la fin)"),
                false => "",
            };
            row(language.pick("Replications", "Simulations"), format!("{replications}{stopped}"));
        }
        if let Some(seed) = self.seed {
            let stream = say!(language, "{seed} (stream {STREAM_VERSION})" | "{seed} (flux {STREAM_VERSION})");
            row(language.pick("Seed", "Graine"), stream);
        }
        for given in self.overrides {
            row("--set", inert(given.chars()));
        }
        for file in self.inputs {
            row(&inert(file.path.chars()), format!("SHA-256 {}", file.sha256));
        }
        if let Some(amounts) = amounts {
            row(language.pick("Amounts", "Montants"), amounts.to_owned());
        }
        let sums = language.pick(
            "Sums are formulas, there where figures add up: means and bills do, quantiles and chances do not.",
            "Les sommes sont des formules, là où les chiffres s’additionnent\u{202F}: les moyennes et les factures, non les quantiles ni les chances.",
        );
        row(language.pick("Sums", "Sommes"), sums.to_owned());
        rows
    }
}
