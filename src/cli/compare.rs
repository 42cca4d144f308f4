//! `commonweal compare`: scenarios side by side, on the same draws.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, refused};
use super::reading::Reading;
use super::{Exit, Failure};
use std::path::PathBuf;
use study::analysis::compare::ask::{Side, compare};
use study::analysis::variants::Variants;
use study::input::Override;

/// Compare scenarios on the same draws: what one saves more than another, and which inputs differ
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal compare before.toml after.toml\n  commonweal compare scenarios/canada-notify.toml --with consortium.lead=on --with consortium.lead=qc"
)]
pub struct Compare {
    /// Scenario files; the first is the one that the others are compared with
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    /// Compare also the first scenario with another value; can be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    with: Vec<Override>,
    #[command(flatten)]
    reading: Reading,
    /// Replications of each
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10_000, value_parser = count::within::<u32>(2..=10_000_000), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

impl Compare {
    /// Simulates each, and delivers.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        if self.scenarios.len() + self.with.len() < 2 {
            return Err(Failure::new(Exit::Usage, "give two scenarios or more, or --with PATH=VALUE"));
        }
        let pool = self.drawing.pool()?;
        let Some((written, inputs)) = self.reading.open_all(&self.scenarios, self.delivery.speech.language())? else {
            return Ok(Exit::Scenario);
        };
        let found = pool.install(|| {
            let plain = written.iter().map(|one| (one, &[][..], String::new()));
            let changed = self
                .with
                .iter()
                .map(|one| (&written[0], std::slice::from_ref(one), format!("{}={}", one.path, one.value)));
            let mut sides: Vec<Side> = Vec::new();
            for (written, overrides, change) in plain.chain(changed) {
                let (seed, replications) = (self.drawing.seed(), self.replications as usize);
                let variants = Variants { written, overrides, seed, replications };
                let scenario = variants.scenario(&[]).map_err(refused)?;
                let own = if change.is_empty() { scenario.id.clone() } else { change };
                let name = free_name(&sides, own);
                sides.push(Side { name, variants, scenario });
            }
            let claim = self.delivery.claim(&format!("{}-compare", sides[0].scenario.id))?;
            compare(&sides).map(|found| (claim, found)).map_err(refused)
        });
        let (claim, found) = found?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }
}

/// The name, with a number where another has it already.
fn free_name(sides: &[Side], name: String) -> String {
    let taken = |name: &str| sides.iter().any(|side| side.name == name);
    let numbered = (2..).map(|k| format!("{name} ({k})"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}
