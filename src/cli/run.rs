//! `commonweal run`: from a scenario to an answer, results files and charts.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook, now};
use super::parts::{self, Parts, Place};
use super::progress;
use super::progress::{Progress, Wish};
use super::ran::{Ran, is_partial};
use super::reading::Reading;
use super::{Exit, Failure, complain, print};
use model::lanes::Instructions;
use model::results::{End, Results};
use model::sampling::design::{Design, Plan};
use model::scenario::Scenario;
use model::simulation::precision::Asked;
use model::simulation::{Prepared, Settings, summarise};
use report::output::{Checkpoint, PartOf, Summary, Work};
use report::words;
use report::words::notes::{self, Counted};
use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;
use study::analysis::allocate::ask::settle;
use study::analysis::run::{MOST_TO_PRECISION, REPLICATIONS, Wanted};
use study::input::InputFile;

/// Simulate scenarios; write results and charts to a folder each in DIR
#[derive(Debug, clap::Args)]
pub struct Run {
    /// Scenario files; - for standard input
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    /// Number of replications
    #[arg(short = 'n', long, value_name = "N", default_value_t = u64::from(REPLICATIONS), env = "COMMONWEAL_REPLICATIONS", value_parser = count::within::<u64>(1..=4_000_000_000), allow_negative_numbers = true)]
    replications: u64,
    /// How draws are spread: `random`; `sobol`, scrambled Sobol' points (N is rounded up to 256 times a power of two);
    /// `latin-hypercube` (N, rounded up to a multiple of 256, must be known beforehand: no --precision)
    #[arg(long, value_name = "DESIGN", default_value = "random", env = "COMMONWEAL_DESIGN")]
    design: Design,
    /// Go on until a statistic is known this precisely (half its 95 % interval): `0.5%` of it, or `50000 CAD`, `2 points`
    #[arg(long, value_name = "P", conflicts_with = "replications")]
    precision: Option<Asked>,
    /// The statistic to be known: `saving`, `saving.p10`, `saving.positive`, `shared.cost`, `administration.qc.saving`
    #[arg(long, value_name = "STATISTIC", default_value = "saving", requires = "precision")]
    precision_of: String,
    /// Stop here even if the precision is not reached (exit code 4)
    #[arg(long, value_name = "N", default_value_t = MOST_TO_PRECISION, requires = "precision", value_parser = count::within::<u64>(1..=4_000_000_000), allow_negative_numbers = true)]
    max_replications: u64,
    /// Do not tell how far results move over what is not known
    #[arg(long)]
    no_ambiguity: bool,
    #[command(flatten)]
    drawing: Drawing,
    /// Vector instructions to use: widest, avx512, avx2 or baseline; results are the same
    #[arg(long, value_name = "SET", default_value = "widest", env = "COMMONWEAL_INSTRUCTIONS")]
    instructions: Instructions,
    #[command(flatten)]
    reading: Reading,
    /// Write the first K replications (all, if fewer are run), with inputs and outputs, to replications.csv
    #[arg(long, value_name = "K")]
    replications_csv: Option<u64>,
    #[command(flatten)]
    parts: Parts,
    #[command(flatten)]
    workbook: Workbook,
    #[command(flatten)]
    delivery: Delivery,
}

impl Run {
    /// Runs each scenario in turn; a bad one does not hide the others.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        self.instructions.choose().map_err(|error| Failure::new(Exit::Usage, error))?;
        let pool = self.drawing.pool()?;
        let wish = progress::listen()?;
        let (mut exit, mut ids, mut found) = (Exit::Done, HashSet::new(), Vec::new());
        for path in &self.scenarios {
            let Some((mut scenario, files)) = self.reading.load(path, self.delivery.speech.language())? else {
                exit = Exit::Scenario;
                continue;
            };
            if !ids.insert(scenario.id.clone()) {
                let message =
                    format!("two scenarios are named `{}`: their results would go to one folder", scenario.id);
                return Err(Failure::new(Exit::Usage, message));
            }
            pool.install(|| settle(&mut scenario, self.drawing.seed()))
                .map_err(|error| Failure::new(Exit::Scenario, error))?;
            if let Some(shard) = self.parts.shard() {
                shard.refuse_chance(begun.asked.get("seed"))?;
                let settings = self.settings(&scenario)?;
                let of = self.part_of(begun, &scenario, &files, &settings);
                pool.install(|| parts::leave(&self.parts, shard, (&scenario, &settings), of, (&self.delivery, &wish)))?;
                wish.keep(false);
                if let Some(end) = wish.end() {
                    exit = end;
                    break;
                }
                continue;
            }
            let (results, names) = pool.install(|| self.simulate_one(begun, &scenario, files, &wish))?;
            wish.keep(false);
            if !self.delivery.json && !self.delivery.quiet {
                let place = self.delivery.out.join(&scenario.id);
                let answer = words::run::document(&results, self.delivery.speech.language());
                self.delivery.tell(&results.overrides, answer, &place, &names)?;
            }
            if results.run.ended_by == End::MaxReplications && exit == Exit::Done {
                exit = Exit::Imprecise;
            }
            if self.delivery.json {
                found.push(results);
            }
            if let Some(end) = wish.end() {
                exit = end;
                break;
            }
        }
        if self.delivery.json {
            let summaries: Vec<Summary> = found.iter().map(Summary::of).collect();
            let json = match &summaries[..] {
                [one] if self.scenarios.len() == 1 => serde_json::to_string_pretty(one),
                all => serde_json::to_string_pretty(all),
            };
            print(&(json.map_err(|error| Failure::new(Exit::Failed, error))? + "\n"))?;
        }
        Ok(exit)
    }

    /// What was found, and the names of the files it was written to.
    fn simulate_one(
        &self,
        begun: &Begun,
        scenario: &Scenario,
        files: Vec<InputFile>,
        wish: &Wish,
    ) -> Result<(Results, Vec<String>), Failure> {
        let (started, clock) = (now(), Instant::now());
        let claim = self.delivery.claim(&scenario.id)?;
        let settings = self.settings(scenario)?;
        let plan = settings.plan();
        self.tell_rounded(&settings, plan);
        let language = self.delivery.speech.language();
        let of = self.part_of(begun, scenario, &files, &settings);
        let unusable = |error| Failure::new(Exit::Scenario, error);
        let prepared = Prepared::new(scenario, &settings).map_err(unusable)?;
        let mut part = self.parts.resumed(&claim, &of, &prepared)?;
        let mut kept = self.parts.keeping(Place::Results(Checkpoint::at(&claim)), &of, language);
        let mut progress = Progress::new(plan.replications, Counted::Replications, self.delivery.quiet, language)
            .after(part.replications());
        let ended = prepared.simulate(&mut part, 0..plan.replications, &mut |standing| {
            kept.watch(&prepared, standing, &mut progress, wish)
        });
        progress.finish();
        let ended = ended.map_err(unusable)?;
        let checkpoint = if ended.is_interrupted() { parts::checkpoint(&prepared, &part, &of)? } else { None };
        // What was tallied takes far more memory than what is made of it: it goes as soon as it can.
        let results = summarise(scenario, &prepared.finish(part, ended));
        let can_go_on = checkpoint.is_some();
        let ran = Ran {
            scenario,
            results: &results,
            plan,
            replications_csv: self.replications_csv,
            overrides: self.reading.overrides_written(),
            asked: begun.asked.clone(),
            arguments: begun.arguments.clone(),
            inputs: files,
            checkpoint,
            started: (started, clock),
        };
        let names = ran.write(&claim, &self.delivery, &self.workbook)?;
        if is_partial(&results) {
            let done = [results.run.replications, plan.replications];
            complain(&notes::run_interrupted(done, can_go_on, language), language);
        }
        Ok((results, names))
    }

    /// What the run is of: two that agree in it can be put together, or go on from each other.
    fn part_of(&self, begun: &Begun, scenario: &Scenario, files: &[InputFile], settings: &Settings) -> PartOf {
        let work = Work::Run {
            design: settings.design.word().to_owned(),
            ambiguity: settings.ambiguity,
            replications_csv: self.replications_csv,
        };
        parts::of(begun, &self.reading, (scenario, files), (settings.seed, settings.replications), work)
    }

    /// Says that a design has another number of replications than was asked for.
    fn tell_rounded(&self, settings: &Settings, plan: Plan) {
        if let Some(randomisations) = plan.design.randomisations().filter(|_| settings.goal.is_none())
            && plan.replications != settings.replications
            && !self.delivery.quiet
        {
            let counts = [plan.replications, settings.replications];
            let points = [randomisations, plan.replications / randomisations];
            let text = notes::rounded(counts, plan.design.word(), points, self.delivery.speech.language());
            // Nobody may be listening; the results say it too.
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    fn settings(&self, scenario: &Scenario) -> Result<Settings, Failure> {
        let wanted = Wanted {
            replications: if self.precision.is_some() { self.max_replications } else { self.replications },
            seed: self.drawing.seed(),
            design: self.design,
            ambiguity: !self.no_ambiguity,
            precision: self.precision.as_ref().map(|asked| (asked, self.precision_of.as_str())),
        };
        wanted.settings(scenario).map_err(|message| Failure::new(Exit::Usage, message))
    }
}
