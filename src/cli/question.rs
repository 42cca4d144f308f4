//! What an analysis of one scenario asks, and the command that asks it: the file is read, threads are there, variants are
//! on the same draws, and results are left in one way.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook, refused};
use super::reading::Reading;
use super::{Exit, Failure};
use clap::builder::StyledStr;
use report::found::Found;
use std::path::PathBuf;
use study::analysis::variants::{VariantError, Variants};

/// A question: its arguments are those of its own, its documentation is the help of the command.
pub trait Question: clap::Args + Sync {
    /// What answers it.
    type Found: Found + Send;
    /// What the folder of results is called behind the scenario's id.
    const FOLDER: &'static str;
    /// Which scenarios it can be asked of.
    const SCENARIO: &'static str = "Scenario file; - for standard input";
    /// What is simulated so many times.
    const COUNTED: &'static str = "Replications of each variant";
    /// Replications where none are given: a text, for a default made of a number would be one for all questions.
    const REPLICATIONS: &'static str = "10000";
    /// Fewest and most replications.
    const ALLOWED: [u32; 2] = [2, 1_000_000];

    /// Asks the model.
    ///
    /// # Errors
    /// If it has no answer, with what is wrong.
    fn ask(&self, variants: &Variants) -> Result<Self::Found, Unanswered>;

    /// The wish for a workbook, of a question whose arguments have one.
    fn workbook(&self) -> Option<&Workbook> {
        None
    }
}

/// Why a question has no answer.
pub enum Unanswered {
    /// The scenario, or a variant of it, has none.
    Scenario(VariantError),
    /// An argument asks for what the scenario does not have.
    Usage(String),
}

impl<E: Into<VariantError>> From<E> for Unanswered {
    fn from(error: E) -> Unanswered {
        Unanswered::Scenario(error.into())
    }
}

impl From<Unanswered> for Failure {
    fn from(why: Unanswered) -> Failure {
        match why {
            Unanswered::Scenario(error) => refused(error),
            Unanswered::Usage(message) => Failure::new(Exit::Usage, message),
        }
    }
}

/// The command that asks a question of a scenario.
#[derive(Debug, clap::Args)]
#[command(about = help::<Q>())]
pub struct Ask<Q: Question> {
    #[arg(value_name = "SCENARIO", help = Q::SCENARIO)]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    question: Q,
    #[arg(long, short = 'n', value_name = "N", help = Q::COUNTED, default_value = Q::REPLICATIONS, value_parser = count::within::<u32>(u64::from(Q::ALLOWED[0])..=u64::from(Q::ALLOWED[1])), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

/// What the documentation of a question says.
fn help<Q: Question>() -> StyledStr {
    Q::augment_args(clap::Command::new(Q::FOLDER)).get_about().cloned().unwrap_or_default()
}

impl<Q: Question> Ask<Q> {
    /// Reads, asks, writes and shows what was found; or shows the problems of the scenario.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let written = self.reading.open(&self.scenario)?;
        let Some((scenario, inputs)) = self.reading.load_written(&written, self.delivery.speech.language()) else {
            return Ok(Exit::Scenario);
        };
        let claim = self.delivery.claim(&format!("{}-{}", scenario.id, Q::FOLDER))?;
        let variants = Variants {
            written: &written,
            overrides: &[],
            seed: self.drawing.seed(),
            replications: self.replications as usize,
        };
        let found = self.delivery.working(&claim, || pool.install(|| self.question.ask(&variants)))??;
        self.delivery.deliver_with(self.question.workbook(), begun, &claim, inputs, &found)
    }
}
