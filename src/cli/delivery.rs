//! Where results go, how they are shown, and who draws: the same options for every command, and one way of leaving a folder.

use super::count;
use super::progress;
use super::speech::Speech;
use super::terminal;
use super::{Exit, Failure, print};
use report::charts::{self, Chart, ChartError};
use report::document::{Block, Document};
use report::found::{self, Found};
use report::language::Language;
use report::output::{About, AnalysisManifest, Asked, Claim, OutputError};
use report::words::{answer, notes};
use report::workbook;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{Instant, SystemTime};
use study::analysis::variants::VariantError;
use study::input::problem::{shown, shown_path};
use study::input::{InputFile, meant};

/// Where results go, and how they are shown.
#[derive(Debug, clap::Args)]
pub struct Delivery {
    /// Folder that holds a folder of results for each scenario
    #[arg(long, value_name = "DIR", default_value = "output", env = "COMMONWEAL_OUT")]
    pub out: PathBuf,
    /// Draw no charts
    #[arg(long)]
    pub no_charts: bool,
    /// Language of the answer and of the charts
    #[command(flatten)]
    pub speech: Speech,
    /// Write to a folder of results even if it holds other files
    #[arg(long)]
    pub force: bool,
    /// Print neither answer nor progress
    #[arg(long, short)]
    pub quiet: bool,
    /// Print what was found as JSON in place of the answer
    #[arg(long)]
    pub json: bool,
}

/// The wish for a workbook, which commands that have one take in beside the delivery.
#[derive(Debug, clap::Args)]
pub struct Workbook {
    /// Write a workbook as well
    #[arg(long)]
    xlsx: bool,
}

impl Workbook {
    /// Adds the workbook to files of results, if it is wanted.
    pub fn add(
        &self,
        files: &mut Vec<(String, Vec<u8>)>,
        stem: &str,
        make: impl FnOnce() -> workbook::Workbook,
    ) -> Result<(), OutputError> {
        if self.xlsx {
            files.push((format!("{stem}.xlsx"), make().bytes()?));
        }
        Ok(())
    }
}

/// Who draws, and how many at once.
#[derive(Debug, clap::Args)]
pub struct Drawing {
    /// Seed of all draws: a whole number, or `random`
    #[arg(long, value_name = "S", default_value = "1", env = "COMMONWEAL_SEED", allow_negative_numbers = true)]
    seed: Seed,
    #[command(flatten)]
    threads: Threads,
}

/// How many work at once.
#[derive(Debug, clap::Args)]
pub struct Threads {
    /// Threads [default: one for each processor]
    #[arg(long, value_name = "T", env = "COMMONWEAL_THREADS", value_parser = count::within::<u16>(1..=1024), allow_negative_numbers = true)]
    threads: Option<u16>,
}

/// A seed, or the wish for any.
#[derive(Debug, Clone, Copy)]
struct Seed(u64);

impl FromStr for Seed {
    type Err = String;

    fn from_str(text: &str) -> Result<Seed, String> {
        match text {
            "random" => Ok(Seed(rand::random())),
            _ => text
                .parse()
                .map(Seed)
                .map_err(|_| count::refusal("a whole number from 0 to 2^64 - 1, or `random`,", meant::whole(text))),
        }
    }
}

impl Drawing {
    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed.0
    }

    /// Threads to work with.
    pub fn pool(&self) -> Result<rayon::ThreadPool, Failure> {
        self.threads.pool()
    }
}

impl Threads {
    /// As many as asked for, else one for each core.
    pub fn pool(&self) -> Result<rayon::ThreadPool, Failure> {
        let mut pool = rayon::ThreadPoolBuilder::new();
        if let Some(threads) = self.threads {
            pool = pool.num_threads(threads.into());
        }
        pool.build().map_err(|error| Failure::new(Exit::Failed, format!("cannot start threads: {error}")))
    }
}

/// The time now, in UTC, as manifests write it.
pub fn now() -> String {
    humantime::format_rfc3339_micros(SystemTime::now()).to_string()
}

/// When a command began, and what it was asked.
pub struct Begun {
    started: String,
    clock: Instant,
    /// All options that bear on results.
    pub asked: Asked,
    /// The command as it can be given again.
    pub arguments: Vec<String>,
}

impl Begun {
    /// Now.
    pub fn now(asked: Asked, arguments: Vec<String>) -> Begun {
        Begun { started: now(), clock: Instant::now(), asked, arguments }
    }

    /// The manifest of what was found then.
    fn manifest(&self, about: About, inputs: Vec<InputFile>) -> AnalysisManifest {
        AnalysisManifest::started(self.started.clone(), about, (self.arguments.clone(), self.asked.clone()), inputs)
    }
}

impl Delivery {
    /// Takes the right to a folder beneath DIR: that it cannot be had is better known before the work than after.
    pub fn claim(&self, folder: &str) -> Result<Claim, Failure> {
        Claim::take(&self.out.join(folder), self.force).map_err(failed)
    }

    /// Works for results that are written at the end: whoever stops it before finds nothing of them, and is told so.
    pub fn working<T: Send>(&self, claim: &Claim, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
        progress::stoppable(work, || {
            claim.give_back();
            if !self.quiet {
                // Nobody may be listening; the work ends all the same.
                let _ = writeln!(std::io::stderr(), "{}", notes::stopped(self.speech.language()));
            }
        })
    }

    /// Says on stderr in what the results that were replaced had been asked for otherwise.
    pub fn tell_replaced(&self, claim: &Claim, differences: &[String]) {
        if !differences.is_empty() && !self.quiet {
            let (place, differences) = (shown_path(claim.given()), shown(&differences.join("; ")));
            let text = notes::replaced(&place, &differences, self.speech.language());
            // Nobody may be listening; the results are written all the same.
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// Prints the answer, before it what was given another value than the scenario file gives, after it the files.
    pub fn tell(
        &self,
        overrides: &[String],
        mut document: Document,
        place: &Path,
        names: &[String],
    ) -> Result<(), Failure> {
        let language = document.language;
        if !overrides.is_empty() {
            document.preface(answer::given(&shown(&overrides.join(", ")), language));
        }
        document.push(Block::Files { place: shown_path(place), names: names.to_vec() });
        print(&terminal::text(&document))
    }

    /// Charts as files, if they are wanted.
    pub fn pictures(
        &self,
        draw: impl FnOnce(Language) -> Result<Vec<Chart>, ChartError>,
    ) -> Result<Vec<(String, Vec<u8>)>, OutputError> {
        if self.no_charts { Ok(Vec::new()) } else { Ok(charts::files(draw(self.speech.language())?)?) }
    }

    /// Writes files to a folder of results, and their manifest; says what they replace. Returns their names.
    pub fn leave(
        &self,
        begun: &Begun,
        claim: &Claim,
        (about, inputs): (About, Vec<InputFile>),
        files: &[(String, Vec<u8>)],
    ) -> Result<Vec<String>, Failure> {
        let manifest = begun.manifest(about, inputs);
        let replaced = claim.replaced(&manifest, self.speech.language());
        let seconds = || begun.clock.elapsed().as_secs_f64();
        let names = manifest.close_over(claim, files, seconds).map_err(failed)?;
        self.tell_replaced(claim, &replaced);
        Ok(names)
    }

    /// Writes what an analysis found to its folder, and prints its answer, or its JSON.
    pub fn deliver<F: Found>(
        &self,
        begun: &Begun,
        claim: &Claim,
        inputs: Vec<InputFile>,
        found: &F,
    ) -> Result<Exit, Failure> {
        self.deliver_with(None, begun, claim, inputs, found)
    }

    /// The same, with a workbook where one is wanted.
    pub fn deliver_with<F: Found>(
        &self,
        workbook: Option<&Workbook>,
        begun: &Begun,
        claim: &Claim,
        inputs: Vec<InputFile>,
        found: &F,
    ) -> Result<Exit, Failure> {
        let mut files = found::files(found).map_err(failed)?;
        files.extend(self.pictures(|language| found.charts(language)).map_err(failed)?);
        if let Some(workbook) = workbook {
            let make = || found::workbook(found, &inputs, self.speech.language());
            workbook.add(&mut files, F::NAME, make).map_err(failed)?;
        }
        let about = found.about();
        let overrides = about.overrides.clone();
        let names = self.leave(begun, claim, (about, inputs), &files)?;
        if self.json {
            print(&String::from_utf8_lossy(&files[0].1))?;
        } else if !self.quiet {
            self.tell(&overrides, found.document(self.speech.language()), claim.given(), &names)?;
        }
        Ok(Exit::Done)
    }
}

/// What it means for the command that results could not be written.
pub fn failed(error: OutputError) -> Failure {
    match error {
        OutputError::NotOurs(_) => Failure::new(Exit::Usage, error),
        _ => Failure::new(Exit::Failed, error),
    }
}

impl From<VariantError> for Failure {
    fn from(error: VariantError) -> Failure {
        refused(error)
    }
}

/// What it means for the command that a variant of the scenario has no answer.
pub fn refused(error: VariantError) -> Failure {
    match &error {
        VariantError::Statistic(_) => Failure::new(Exit::Usage, error),
        _ => Failure::new(Exit::Scenario, error.told()),
    }
}
