//! `commonweal sweep`: what sharing saves along an input, or over two.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook, failed, refused};
use super::growing::Growing;
use super::parts;
use super::progress::{self, Progress};
use super::reading::Reading;
use super::shard::{Shard, ShardFile, damaged};
use super::sweep_part::{cells_of, header, part_bytes, part_cells};
use super::{Exit, Failure, complain};
use model::scenario::Scenario;
use rayon::ThreadPool;
use report::found::sweep_rows;
use report::output::{Claim, Foreign, OutputError, Over as OfAxis, PartFile, PartOf, Stream, Work};
use report::words::notes::{self, Counted};
use serde_json::Value;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use study::analysis::sweep::ask::Plan;
use study::analysis::sweep::found::Cell;
use study::analysis::sweep::over::{self, Over};
use study::analysis::variants::Variants;

/// The table that grows.
const TABLE: &str = "sweep.csv";
/// How often a part is kept while it grows.
const KEPT_EVERY: Duration = Duration::from_secs(5);

/// Follow what sharing saves along one input, or over two: where does it pay?
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal sweep scenarios/canada-notify.toml --over consortium.coordination=0..0.2\n  commonweal sweep scenarios/canada-notify.toml --over members=2..13\n  commonweal sweep scenarios/canada-notify.toml --over consortium.coordination=0..0.2:20 --over reuse.adaptation_same_level=0..1:20\n  commonweal sweep scenarios/canada-notify.toml --over consortium.cost_sharing=equal,population --of administration.yt.saving"
)]
pub struct Sweep {
    /// Scenario file; - for standard input
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Input and its values: PATH=LOW..HIGH, PATH=LOW..HIGH:STEPS or PATH=A,B,C; once or twice. `members` is how many take
    /// part, in the order of joining; `*` stands for any id
    #[arg(long, value_name = "PATH=VALUES", required = true)]
    over: Vec<Over>,
    /// The quantity: `saving`, `saving.fork`, `shared.cost`, `administration.<id>.saving`
    #[arg(long, value_name = "QUANTITY", default_value = "saving")]
    of: String,
    /// Replications of each cell
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10_000, value_parser = count::within::<u32>(2..=10_000_000), allow_negative_numbers = true)]
    replications: u32,
    /// Go on where the same sweep was interrupted
    #[arg(long)]
    resume: bool,
    /// Do only the i-th of n parts of the cells, into a file that `merge` puts together with the others
    #[arg(long, value_name = "I/N", conflicts_with_all = ["json", "xlsx"])]
    shard: Option<Shard>,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    workbook: Workbook,
    #[command(flatten)]
    delivery: Delivery,
}

impl Sweep {
    /// Simulates every cell, and delivers.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        over::check(&self.over).map_err(usage)?;
        let pool = self.drawing.pool()?;
        let written = self.reading.open(&self.scenario)?;
        let Some((scenario, inputs)) = self.reading.load_written(&written, self.delivery.speech.language()) else {
            return Ok(Exit::Scenario);
        };
        let variants = Variants {
            written: &written,
            overrides: &[],
            seed: self.drawing.seed(),
            replications: self.replications as usize,
        };
        let axes = over::axes(&scenario, &self.over);
        let (plan, unit) = Plan::new(&variants, &axes, &self.of, &scenario).map_err(|error| usage(&error))?;
        pool.install(|| plan.check()).map_err(refused)?;
        let over = axes.iter().map(|axis| OfAxis { path: axis.path.clone(), values: axis.values.clone() }).collect();
        let work = Work::Sweep { of: plan.of.to_owned(), over };
        let counts = (variants.seed, self.replications.into());
        let of = parts::of(begun, &self.reading, (&scenario, &inputs), counts, work);
        if let Some(shard) = self.shard {
            shard.refuse_chance(begun.asked.get("seed"))?;
            return self.part(&plan, &scenario, (of, shard), &pool);
        }
        let folder = format!("{}-sweep", scenario.id);
        let growing = Growing::new(self.delivery.out.join(&folder), TABLE);
        let asked = Value::Object(of.alike());
        // A damaged manifest is no longer known for ours: what stands beside it is asked about before the folder is.
        let before = if self.resume { growing.lines_before(&asked)? } else { None };
        let claim = self.delivery.claim(&folder)?;
        let header = header(&plan, &scenario)?;
        let cells = match before {
            Some(lines) => cells_of(&plan, &header, &lines, 0).map_err(|line| growing.damaged(line))?,
            None => Vec::new(),
        };
        let cells = self.cells(&plan, (&header, cells), (&claim, &asked), &pool)?;
        let found = plan.found(&scenario, unit, cells);
        self.delivery.deliver_with(Some(&self.workbook), begun, &claim, inputs, &found)
    }

    /// All cells, from those that are known; each stands in the growing table as soon as it is done.
    fn cells(
        &self,
        plan: &Plan,
        (header, known): (&[u8], Vec<Cell>),
        (claim, asked): (&Claim, &Value),
        pool: &ThreadPool,
    ) -> Result<Vec<Cell>, Failure> {
        let lines = [header, &sweep_rows(&known).map_err(failed)?].concat();
        let mut stream = Stream::open(claim, TABLE, asked, &lines).map_err(failed)?;
        let language = self.delivery.speech.language();
        let stopped = |cells: &[Cell]| {
            claim.give_back();
            let done = [cells.len(), plan.cells()].map(|count| count as u64);
            complain(&notes::interrupted(done, Counted::Cells, language), language);
        };
        let mut keep = |cells: &[Cell], new: usize| sweep_rows(&cells[new..]).and_then(|rows| stream.append(&rows));
        self.simulate(plan, 0..plan.cells(), known, (&mut keep, &stopped), pool)
    }

    /// One part of the cells, into its file.
    fn part(
        &self,
        plan: &Plan,
        scenario: &Scenario,
        (of, shard): (PartOf, Shard),
        pool: &ThreadPool,
    ) -> Result<Exit, Failure> {
        let language = self.delivery.speech.language();
        let file = ShardFile::of(&format!("{}-sweep", scenario.id), shard, (&of, Counted::Cells), &self.delivery)?;
        let range = shard.range(plan.cells());
        let known = match if self.resume { file.found_before(&of)? } else { None } {
            Some(seen) => part_cells(plan, scenario, &seen)?
                .filter(|(first, cells)| *first == range.start && cells.len() <= range.len()),
            None => Some((range.start, Vec::new())),
        };
        let (_, known) = known.ok_or_else(|| damaged(file.partial(), &Foreign::Damaged))?;
        let part =
            |cells: &[Cell]| Ok::<_, OutputError>(PartFile { of: of.clone(), seen: part_bytes(range.start, cells)? });
        let done = |cells: &[Cell]| [cells.len(), range.len()].map(|count| count as u64);
        let stopped = |cells: &[Cell]| {
            let left = part(cells).map_err(failed).and_then(|part| file.leave_partial(&part, done(cells)));
            if let Err(failure) = left {
                complain(&failure.message, language);
            }
        };
        let (mut last, mut pause) = (Instant::now(), KEPT_EVERY);
        let mut keep = |cells: &[Cell], _: usize| {
            if last.elapsed() < pause {
                return Ok(());
            }
            let begun = Instant::now();
            if let Err(error) = part(cells).and_then(|part| file.keep(&part)) {
                // The sweep goes on: its end may fit where this did not.
                complain(&error.to_string(), language);
            }
            // Keeping takes no more than a twentieth of the time.
            (last, pause) = (Instant::now(), KEPT_EVERY.max(20 * begun.elapsed()));
            Ok(())
        };
        let cells = self.simulate(plan, range.clone(), known, (&mut keep, &stopped), pool)?;
        file.leave(&part(&cells).map_err(failed)?, [cells.len() as u64, plan.cells() as u64])?;
        Ok(Exit::Done)
    }

    /// Simulates some cells behind those that are known. `keep` hears of all cells and the number of the first new one; `stopped` of all,
    /// where somebody stops the work.
    fn simulate(
        &self,
        plan: &Plan,
        range: Range<usize>,
        known: Vec<Cell>,
        (keep, stopped): (&mut Keep, &Stopped),
        pool: &ThreadPool,
    ) -> Result<Vec<Cell>, Failure> {
        let language = self.delivery.speech.language();
        let mut progress =
            Progress::new(range.len() as u64, Counted::Cells, self.delivery.quiet, language).after(known.len() as u64);
        let left = range.start + known.len()..range.end;
        let cells = Mutex::new(known);
        let mut take = |more: Vec<Cell>| {
            let mut cells = whole(&cells);
            let new = cells.len();
            cells.extend(more);
            progress.tell(cells.len() as u64);
            keep(&cells, new).map_err(failed)
        };
        let work = || pool.install(|| plan.run(left, &mut take));
        progress::stoppable(work, || stopped(&whole(&cells)))??;
        progress.finish();
        Ok(cells.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Keeps cells; the number is that of the first new one.
type Keep<'a> = dyn FnMut(&[Cell], usize) -> Result<(), OutputError> + Send + 'a;

/// Hears of the cells that are done where somebody stops the work.
type Stopped<'a> = dyn Fn(&[Cell]) + Sync + 'a;

/// Cells that are added to whole groups at a time.
fn whole(cells: &Mutex<Vec<Cell>>) -> MutexGuard<'_, Vec<Cell>> {
    cells.lock().unwrap_or_else(PoisonError::into_inner)
}

fn usage(message: &str) -> Failure {
    Failure::new(Exit::Usage, message)
}
