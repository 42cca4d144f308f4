//! What every analysis of a scenario's variants begins with: its file is read, threads are there, variants are on the same draws.

use super::Failure;
use super::delivery::{Drawing, refused};
use super::reading::Reading;
use crate::analysis::variants::{VariantError, Variants};
use crate::input::InputFile;
use std::path::Path;

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
}

impl Question<'_> {
    /// What is found, and the files that were read; none where problems of the scenario were told in its place.
    pub fn answered<T: Send>(
        &self,
        find: impl FnOnce(&Variants) -> Result<T, VariantError> + Send,
    ) -> Result<Option<(T, Vec<InputFile>)>, Failure> {
        let pool = self.drawing.pool()?;
        let written = self.reading.open(self.scenario)?;
        let Some((_, inputs)) = self.reading.load_written(&written) else { return Ok(None) };
        let variants = Variants {
            written: &written,
            overrides: &self.reading.overrides,
            seed: self.drawing.seed(),
            replications: self.replications as usize,
        };
        let found = pool.install(|| find(&variants)).map_err(refused)?;
        Ok(Some((found, inputs)))
    }
}
