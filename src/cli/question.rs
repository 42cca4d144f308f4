//! What every analysis of a scenario's variants begins with: its file is read, threads are there, variants are on the same draws.

use super::delivery::{Begun, Delivery, Drawing, refused};
use super::reading::Reading;
use super::{Exit, Failure};
use report::found::Found;
use std::path::Path;
use study::analysis::variants::{VariantError, Variants};

/// A question to the variants of a scenario.
pub struct Question<'a> {
    /// Its file.
    pub scenario: &'a Path,
    /// How it is read.
    pub reading: &'a Reading,
    /// Who draws.
    pub drawing: &'a Drawing,
    /// Replications of each variant.
    pub replications: u32,
    /// Where results go.
    pub delivery: &'a Delivery,
    /// What the folder of results is called behind the scenario's id.
    pub folder: &'static str,
}

impl Question<'_> {
    /// Finds, writes and tells; or tells the problems of the scenario.
    pub fn answer<F: Found + Send>(
        &self,
        begun: &Begun,
        find: impl FnOnce(&Variants) -> Result<F, VariantError> + Send,
    ) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let written = self.reading.open(self.scenario)?;
        let Some((scenario, inputs)) = self.reading.load_written(&written) else { return Ok(Exit::Scenario) };
        let claim = self.delivery.claim(&format!("{}-{}", scenario.id, self.folder))?;
        let variants = Variants {
            written: &written,
            overrides: &[],
            seed: self.drawing.seed(),
            replications: self.replications as usize,
        };
        let found = pool.install(|| find(&variants)).map_err(refused)?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }
}
