//! What a run has found, whoever ran it: its files and its folder.

use super::Failure;
use super::delivery::{Delivery, Workbook, failed};
use model::results::{End, Results, SCHEMA_VERSION};
use model::sampling::Sampler;
use model::sampling::design::Plan;
use model::sampling::stream::STREAM_VERSION;
use model::scenario::Scenario;
use report::charts;
use report::output::{Asked, Claim, Folder, Manifest, OutputError, replications_csv, run_files};
use report::workbook;
use std::time::Instant;
use study::input::InputFile;

/// A run that has ended, and what it was of.
pub struct Ran<'a> {
    pub scenario: &'a Scenario,
    pub results: &'a Results,
    pub plan: Plan,
    /// Replications that are exported.
    pub replications_csv: Option<u64>,
    pub overrides: Vec<String>,
    pub asked: Asked,
    /// The command as it can be given again.
    pub arguments: Vec<String>,
    pub inputs: Vec<InputFile>,
    /// What it can be gone on with, where it was interrupted.
    pub checkpoint: Option<(&'static str, Vec<u8>)>,
    /// When it began, RFC 3339, and by the clock.
    pub started: (String, Instant),
}

impl Ran<'_> {
    /// Writes all files to the folder; returns their names.
    pub fn write(self, claim: &Claim, delivery: &Delivery, book: &Workbook) -> Result<Vec<String>, Failure> {
        self.written(claim, delivery, book).map_err(failed)
    }

    fn written(self, claim: &Claim, delivery: &Delivery, book: &Workbook) -> Result<Vec<String>, OutputError> {
        let Ran { scenario, results, plan, .. } = self;
        let language = delivery.speech.language();
        let mut files = run_files(results)?;
        if let Some(count) = self.replications_csv {
            let count = count.min(results.run.replications);
            let sampler = Sampler::planned(scenario, results.run.seed, plan);
            files.push(("replications.csv".to_owned(), replications_csv(scenario, &sampler, count)?));
        }
        files.extend(delivery.pictures(|language| charts::draw_all(results, language))?);
        let inputs = self.inputs.clone();
        book.add(&mut files, "summary", || workbook::run::workbook(results, scenario, &inputs, language))?;
        files.extend(self.checkpoint.clone().map(|(name, bytes)| (name.to_owned(), bytes)));
        let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        let partial = is_partial(results);
        let mut manifest = self.manifest();
        let replaced = if partial { Vec::new() } else { claim.replaced(&manifest, language) };
        let mut folder = Folder::open(claim, partial, &names)?;
        for (name, bytes) in &files {
            folder.write(name, bytes)?;
        }
        manifest.files = folder.written().to_vec();
        let mut json = serde_json::to_vec_pretty(&manifest)?;
        json.push(b'\n');
        folder.close(&json)?;
        delivery.tell_replaced(claim, &replaced);
        Ok(manifest.files.into_iter().map(|file| file.name).collect())
    }

    fn manifest(self) -> Manifest {
        let Ran { scenario, results, started: (started, clock), .. } = self;
        Manifest {
            schema_version: SCHEMA_VERSION,
            state: if is_partial(results) { "partial" } else { "complete" },
            version: env!("CARGO_PKG_VERSION"),
            stream: STREAM_VERSION,
            scenario: scenario.id.clone(),
            seed: results.run.seed,
            design: results.run.design.name.word(),
            replications: results.run.replications,
            replications_asked: results.run.replications_asked,
            overrides: self.overrides,
            arguments: self.arguments,
            asked: self.asked,
            inputs: self.inputs,
            files: Vec::new(),
            started,
            seconds: clock.elapsed().as_secs_f64(),
            threads: rayon::current_num_threads(),
        }
    }
}

/// Whether a run was stopped before it had done all that was asked.
pub fn is_partial(results: &Results) -> bool {
    results.run.ended_by == End::Interrupt
}
