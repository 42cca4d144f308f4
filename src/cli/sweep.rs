//! `commonweal sweep`: what sharing saves along an input, or over two.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook, failed, refused};
use super::over::Over;
use super::progress;
use super::progress::{Progress, Wish};
use super::reading::Reading;
use super::{Exit, Failure, complain};
use model::results::Dimension;
use model::sampling::stream::STREAM_VERSION;
use model::scenario::Scenario;
use model::simulation::statistic::Statistic;
use report::found::{sweep_cells, sweep_header, sweep_rows};
use report::output::{Before, Claim, OutputError, Stream, before, partial_name};
use report::words::notes::{self, Counted};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use study::analysis::header::Header;
use study::analysis::sweep::ask::{MOST_CELLS, Plan, axis};
use study::analysis::sweep::found::{Axis, Cell, Sweep as Found, crossings};
use study::analysis::variants::Variants;
use study::input::InputFile;
use study::input::problem::shown;

/// The table that grows.
const TABLE: &str = "sweep.csv";
/// Values of an input where nothing says how many: alone, and beside another.
const USUAL: [usize; 2] = [21, 11];

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
        if self.over.len() > 2 {
            return Err(usage("a sweep goes over one input or two: give --over once or twice"));
        }
        if let [one, other] = &self.over[..]
            && one.path == other.path
        {
            return Err(usage("both --over name the same input"));
        }
        let pool = self.drawing.pool()?;
        let wish = progress::listen()?;
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
        let usual = USUAL[self.over.len() - 1];
        let axes: Vec<Axis> = self.over.iter().map(|over| axis(&scenario, &over.path, over.values(usual))).collect();
        let plan = Plan { variants: &variants, axes: &axes, of: Statistic::base(&self.of) };
        if plan.cells() > MOST_CELLS {
            return Err(usage(&format!("{} cells are too many: at most {MOST_CELLS}", plan.cells())));
        }
        let (_, unit) = Statistic::quantity(&scenario, &self.of).map_err(|error| usage(&error))?;
        pool.install(|| plan.check()).map_err(refused)?;
        let folder = format!("{}-sweep", scenario.id);
        let asked = self.asked(&plan, &inputs);
        // A damaged manifest is no longer known for ours: what stands beside it is asked about before the folder is.
        let before = before(&self.delivery.out.join(&folder), TABLE, &asked);
        if let (true, Before::Unknown) = (self.resume, &before) {
            return Err(unknown(&self.delivery.out.join(&folder)));
        }
        let claim = self.delivery.claim(&folder)?;
        let cells = pool.install(|| self.cells(&plan, &scenario, (&unit, &claim), (&asked, before), &wish))?;
        if let Some(end) = wish.end()
            && cells.len() < plan.cells()
        {
            let language = self.delivery.speech.language();
            complain(&notes::sweep_interrupted(cells.len(), plan.cells(), language), language);
            return Ok(end);
        }
        let found = self.found(&scenario, unit, axes, cells);
        self.delivery.deliver_with(Some(&self.workbook), begun, &claim, inputs, &found)
    }

    /// All cells, or those done before the wish to stop; each stands in the growing table as soon as it is done.
    fn cells(
        &self,
        plan: &Plan,
        scenario: &Scenario,
        (unit, claim): (&Dimension, &Claim),
        (asked, before): (&serde_json::Value, Before),
        wish: &Wish,
    ) -> Result<Vec<Cell>, Failure> {
        let place = claim.given();
        let header = sweep_header(plan.axes, plan.of, unit, &scenario.currency).map_err(failed)?;
        let mut cells = match before {
            Before::Lines(lines) if self.resume => {
                let at = |cell| (cell < plan.cells()).then(|| plan.at(cell));
                sweep_cells(&lines, &header, at).map_err(|line| damaged(place, line))?
            }
            Before::Damaged(line) if self.resume => return Err(damaged(place, line)),
            Before::Other(parts) if self.resume => {
                let message = format!(
                    "{} holds an interrupted sweep that was asked for otherwise ({}): give the same options, or leave out --resume to begin anew",
                    shown(&place.to_string_lossy()),
                    parts.join(", ")
                );
                return Err(usage(&message));
            }
            _ => Vec::new(),
        };
        let lines = [header, sweep_rows(&cells).map_err(failed)?].concat();
        let mut stream = Stream::open(claim, TABLE, asked, &lines).map_err(failed)?;
        let mut progress =
            Progress::new(plan.cells() as u64, Counted::Cells, self.delivery.quiet, self.delivery.speech.language());
        let mut broken: Option<OutputError> = None;
        let done = plan.run(cells.len(), &mut |more| {
            if let Err(error) = sweep_rows(&more).and_then(|rows| stream.append(&rows)) {
                broken = Some(error);
                return ControlFlow::Break(());
            }
            cells.extend(more);
            progress.tell(cells.len() as u64);
            wish.keep(true);
            if wish.end().is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        progress.finish();
        done.map_err(refused)?;
        broken.map_or(Ok(cells), |error| Err(failed(error)))
    }

    /// What the sweep is of: two that agree in it have the same cells.
    fn asked(&self, plan: &Plan, inputs: &[InputFile]) -> serde_json::Value {
        let axis = |axis: &Axis| serde_json::json!({ "path": axis.path, "values": axis.values });
        serde_json::json!({
            "version": env!("CARGO_PKG_VERSION"),
            "stream": STREAM_VERSION,
            "inputs": inputs,
            "overrides": self.reading.overrides_written(),
            "seed": self.drawing.seed(),
            "replications": self.replications,
            "of": plan.of,
            "over": plan.axes.iter().map(axis).collect::<Vec<_>>(),
        })
    }

    fn found(&self, scenario: &Scenario, unit: Dimension, over: Vec<Axis>, cells: Vec<Cell>) -> Found {
        let crossings = match &over[..] {
            [Axis { numbers: Some(numbers), .. }] => crossings(numbers, &cells),
            _ => Vec::new(),
        };
        Found {
            header: Header::of(scenario, self.replications as usize, self.drawing.seed()),
            of: Statistic::base(&self.of).to_owned(),
            unit,
            horizon: scenario.horizon,
            over,
            crossings,
            cells,
        }
    }
}

/// What an interrupted sweep left is not what it wrote.
fn damaged(place: &Path, line: usize) -> Failure {
    let message = format!(
        "{}, line {line}: not as the sweep wrote it (changed, moved, missing or of another sweep), so that it cannot go on from there: leave out --resume to begin anew",
        shown(&place.join(partial_name(TABLE)).to_string_lossy())
    );
    Failure::new(Exit::Incomplete, message)
}

/// An interrupted sweep whose manifest is gone or damaged.
fn unknown(place: &Path) -> Failure {
    let message = format!(
        "{} stands beside no manifest.partial.json that says what it is of, so that it cannot go on from there: leave out --resume and give --force to begin anew",
        shown(&place.join(partial_name(TABLE)).to_string_lossy())
    );
    Failure::new(Exit::Incomplete, message)
}

fn usage(message: &str) -> Failure {
    Failure::new(Exit::Usage, message)
}
