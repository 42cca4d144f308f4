//! Scenarios that ship, changed in ways whose consequences are known.

use super::{read_file, shipped, shipped_path};
use model::scenario::Scenario;
use model::scenario::layout::Row;
use std::path::PathBuf;
use tempfile::TempDir;

/// Largest relative difference that adding up in another order may make.
pub const ROUNDING: f64 = 1e-9;
/// Administrations of a table that a test takes, spread over it, where there are very many.
const MANY: usize = 400;

/// Asserts that two columns agree but for rounding; money that cancels is measured against `scale`.
#[track_caller]
pub fn agree(found: &[f64], expected: &[f64], scale: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (replication, ((x, y), scale)) in found.iter().zip(expected).zip(scale).enumerate() {
        let largest = scale.abs().max(x.abs()).max(y.abs());
        assert!(x == y || (x - y).abs() <= ROUNDING * largest, "{what}, replication {replication}: {x} for {y}");
    }
}

/// What switches on all that is off by default, and lists all strategies that a scenario may have.
pub fn everything(closed_licence: bool) -> [&'static str; 11] {
    let strategies = match closed_licence {
        true => r#"strategies=["independent", "shared", "buy", "keep"]"#,
        false => r#"strategies=["independent", "shared", "fork", "buy", "keep"]"#,
    };
    [
        strategies,
        "effort.wage_growth=0.01",
        "operations.instance=0.5 to 2",
        "operations.per_person=0.01 to 0.03",
        "operations.pooled=0.5",
        "administration.*.rollout_cost=20000 to 90000",
        "community.quality=0.05",
        "consortium.fallback=buy",
        "buy.fee=30000 to 90000",
        "buy.fee_per_person=0.01",
        "buy.escalation=0.02",
    ]
}

/// A shipped scenario with all of it.
pub fn all_of(name: &str, overrides: &[&str]) -> Scenario {
    shipped(name, &[&everything(shipped(name, &[]).closed_licence), overrides].concat())
}

/// Whether an input is an amount of money.
pub fn is_money(row: Row) -> bool {
    Scenario::key_spec(row).is_some_and(|spec| spec.unit.starts_with("money"))
}

/// A schedule's fees, which are no inputs, in another unit of money.
pub fn dearer(mut scenario: Scenario, k: f64) -> Scenario {
    for class in scenario.cost_sharing.tiers.iter_mut().flat_map(|tiers| &mut tiers.classes) {
        (class.yearly, class.entry) = (k * class.yearly, k * class.entry);
    }
    scenario
}

/// A shipped scenario whose administrations are listed otherwise, in a folder of its own.
pub struct Rewritten {
    _folder: TempDir,
    path: PathBuf,
}

impl Rewritten {
    /// The scenario, with values in place of its own.
    pub fn read(&self, overrides: &[&str]) -> Scenario {
        read_file(&self.path, overrides)
    }
}

/// Rewrites the list of administrations, each as it stands in the table or the scenario itself.
pub fn rewritten(name: &str, change: impl Fn(&mut Vec<String>)) -> Rewritten {
    renamed(name, change, |text| text)
}

/// The same, and then the text of the scenario, which may name them.
pub fn renamed(name: &str, change: impl Fn(&mut Vec<String>), rename: impl Fn(String) -> String) -> Rewritten {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = shipped_path(name);
    let file = path.file_name().expect("a name");
    let mut text = std::fs::read_to_string(&path).expect("readable");
    let table = path.with_extension("csv");
    if table.exists() {
        let table = std::fs::read_to_string(table).expect("readable");
        let mut lines = table.lines().map(str::to_owned);
        let header = lines.next().expect("a header");
        let mut rows: Vec<String> = lines.collect();
        let step = rows.len().div_ceil(MANY);
        rows = rows.into_iter().step_by(step).collect();
        change(&mut rows);
        rows.insert(0, header);
        let place = folder.path().join(file).with_extension("csv");
        std::fs::write(place, rows.join("\n") + "\n").expect("written");
    } else {
        let (head, mut rows, mark, tail) = listed(&text);
        change(&mut rows);
        text = head + mark + &rows.join(mark) + &tail;
    }
    let place = folder.path().join(file);
    std::fs::write(&place, rename(text)).expect("written");
    Rewritten { _folder: folder, path: place }
}

/// What stands before the administrations of a scenario's text, each of them with what stands before it, and what comes after.
fn listed(text: &str) -> (String, Vec<String>, &'static str, String) {
    const BLOCK: &str = "[[administration]]\n";
    const LIST: &str = "administration = [\n";
    if let Some((head, list)) = text.split_once(LIST) {
        let (rows, tail) = list.split_once("\n]\n").expect("an end");
        let rows = rows.lines().map(|row| row.to_owned() + "\n").collect();
        return (head.to_owned() + LIST, rows, "", format!("]\n{tail}"));
    }
    let mut blocks = text.split(BLOCK).map(str::to_owned);
    let head = blocks.next().expect("a head");
    let mut rows: Vec<String> = blocks.collect();
    // The last one ends where something else begins.
    let last = rows.pop().expect("administrations");
    let end = last.find("\n[").map_or(last.len(), |end| end + 1);
    rows.push(last[..end].to_owned());
    (head, rows, BLOCK, last[end..].to_owned())
}

/// The id of an administration as it stands in a table or a scenario.
pub fn id(row: &str) -> &str {
    match row.split_once("id = \"") {
        Some((_, rest)) => rest.split('"').next().unwrap_or_default(),
        None => row.split(',').next().unwrap_or_default(),
    }
}

/// The same administration under another id.
pub fn with_id(row: &str, new: &str) -> String {
    let old = id(row);
    let changed = match row.contains("id = \"") {
        true => row.replacen(&format!("id = \"{old}\""), &format!("id = \"{new}\""), 1),
        false => row.replacen(old, new, 1),
    };
    assert_ne!(changed, row);
    changed
}

/// A copy of the last administration under the id `newcomer`.
pub fn add_newcomer(rows: &mut Vec<String>) {
    rows.push(with_id(rows.last().expect("administrations"), "newcomer"));
}
