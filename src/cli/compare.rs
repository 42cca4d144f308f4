//! `commonweal compare`: scenarios side by side, on the same draws.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, refused};
use super::members;
use super::reading::Reading;
use super::{Exit, Failure};
use std::path::PathBuf;
use study::analysis::compare::ask::{Side, compare};
use study::analysis::variants::Variants;
use study::input::{Override, Written};

/// Compare scenarios on the same draws: what one saves more than another, and which inputs differ
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal compare before.toml after.toml\n  commonweal compare scenarios/canada-notify.toml --with consortium.lead=on --with consortium.lead=qc\n  commonweal compare scenarios/canada-notify.toml --without on --only qc,nb,ns"
)]
pub struct Compare {
    /// Scenario files; the first is the one that the others are compared with
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
    /// Compare also the first scenario with another value; can be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    with: Vec<Override>,
    /// Compare also the first scenario without some administrations; can be given several times
    #[arg(long, value_name = "ID,…")]
    without: Vec<String>,
    /// Compare also the first scenario with these administrations only; can be given several times
    #[arg(long, value_name = "ID,…")]
    only: Vec<String>,
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
        if self.scenarios.len() + self.with.len() + self.without.len() + self.only.len() < 2 {
            let message = "give two scenarios or more, or --with PATH=VALUE, --without ID or --only ID,…";
            return Err(Failure::new(Exit::Usage, message));
        }
        let pool = self.drawing.pool()?;
        let Some((written, inputs)) = self.reading.open_all(&self.scenarios, self.delivery.speech.language())? else {
            return Ok(Exit::Scenario);
        };
        let sides = pool.install(|| {
            let plain = written.iter().map(|one| (one, &[][..], String::new()));
            let changed = self
                .with
                .iter()
                .map(|one| (&written[0], std::slice::from_ref(one), format!("{}={}", one.path, one.value)));
            let mut sides: Vec<Side> = Vec::new();
            let (seed, replications) = (self.drawing.seed(), self.replications as usize);
            for (written, overrides, change) in plain.chain(changed) {
                let variants = Variants { written, overrides, seed, replications };
                let scenario = variants.scenario(&[]).map_err(refused)?;
                let own = if change.is_empty() { scenario.id.clone() } else { change };
                let name = free_name(&sides, own);
                sides.push(Side { name, variants, scenario });
            }
            for (name, members) in self.parts(&written[0])? {
                let variants = Variants { written: &written[0], overrides: &[], seed, replications };
                let scenario = variants.of_members(&members).map_err(refused)?;
                sides.push(Side { name: free_name(&sides, name), variants, scenario });
            }
            Ok::<_, Failure>(sides)
        })?;
        let claim = self.delivery.claim(&format!("{}-compare", sides[0].scenario.id))?;
        let found = self.delivery.working(&claim, || pool.install(|| compare(&sides)))?.map_err(refused)?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }

    /// Who takes part by `--without` and `--only`, under the name of the side.
    fn parts(&self, written: &Written) -> Result<Vec<(String, Vec<usize>)>, Failure> {
        let Some(scenario) = &written.loaded().scenario else { return Ok(Vec::new()) };
        let named = |option: &str, ids: &String| {
            let ids: Vec<String> = ids.split(',').map(str::to_owned).collect();
            members::named(option, &ids, scenario).map_err(|message| Failure::new(Exit::Usage, message))
        };
        let mut parts = Vec::new();
        for ids in &self.without {
            let out = named("--without", ids)?;
            let left: Vec<usize> = (0..scenario.administrations.len()).filter(|i| !out.contains(i)).collect();
            if left.is_empty() {
                return Err(Failure::new(Exit::Usage, "--without leaves nobody"));
            }
            parts.push((format!("without={ids}"), left));
        }
        for ids in &self.only {
            parts.push((format!("only={ids}"), named("--only", ids)?));
        }
        Ok(parts)
    }
}

/// The name, with a number where another has it already.
fn free_name(sides: &[Side], name: String) -> String {
    let taken = |name: &str| sides.iter().any(|side| side.name == name);
    let numbered = (2..).map(|k| format!("{name} ({k})"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}
