//! What every analysis of a scenario's variants begins with: its file is read, threads are there, variants are on the same draws.

use super::Failure;
use super::delivery::{Delivery, Drawing, refused};
use super::reading::Reading;
use report::output::Claim;
use std::path::Path;
use study::analysis::variants::{VariantError, Variants};
use study::input::InputFile;

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
    /// What is found, the files that were read, and the right to the folder of results; none where problems of the scenario were told in its place.
    pub fn answered<T: Send>(
        &self,
        find: impl FnOnce(&Variants) -> Result<T, VariantError> + Send,
    ) -> Result<Option<(T, Vec<InputFile>, Claim)>, Failure> {
        let pool = self.drawing.pool()?;
        let written = self.reading.open(self.scenario)?;
        let Some((scenario, inputs)) = self.reading.load_written(&written) else { return Ok(None) };
        let claim = self.delivery.claim(&format!("{}-{}", scenario.id, self.folder))?;
        let variants = Variants {
            written: &written,
            overrides: &self.reading.overrides,
            seed: self.drawing.seed(),
            replications: self.replications as usize,
        };
        let found = pool.install(|| find(&variants)).map_err(refused)?;
        Ok(Some((found, inputs, claim)))
    }
}
