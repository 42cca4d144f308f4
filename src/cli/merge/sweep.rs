//! Parts of a sweep: each holds neighbouring cells.

use super::super::delivery::{Begun, refused};
use super::super::sweep_part::part_cells;
use super::super::{Exit, Failure};
use super::{Whole, incomplete};
use report::output::{Foreign, Over};
use study::analysis::sweep::ask::{MOST_CELLS, Plan, axis};
use study::analysis::sweep::found::{Axis, Cell};
use study::analysis::variants::Variants;
use study::input::problem::shown_path;

impl Whole<'_> {
    /// Puts cells together; writes and tells what a sweep does.
    pub fn sweep(&self, quantity: &str, over: &[Over]) -> Result<Exit, Failure> {
        let (of, source, merge) = (self.of, &self.source, self.merge);
        let variants = Variants {
            written: &source.written,
            overrides: &[],
            seed: of.seed,
            replications: of.replications as usize,
        };
        let axes: Vec<Axis> = over.iter().map(|over| axis(&source.scenario, &over.path, over.values.clone())).collect();
        let plan = Plan { variants: &variants, axes: &axes, of: quantity };
        let found = plan.found(&source.scenario, self.cells(&plan)?).map_err(refused)?;
        let claim = merge.delivery.claim(&format!("{}-sweep", source.scenario.id))?;
        let begun = Begun::now(of.asked.clone(), of.arguments.clone());
        merge.delivery.deliver_with(Some(&merge.workbook), &begun, &claim, source.inputs.clone(), &found)
    }

    /// All cells in order; refused where some are there twice, or not at all.
    fn cells(&self, plan: &Plan) -> Result<Vec<Cell>, Failure> {
        let count = plan.cells();
        if count > MOST_CELLS {
            return Err(incomplete(&[format!("{count} cells are more than a sweep has")]));
        }
        let (mut cells, mut problems) = (vec![None; count], Vec::new());
        for (path, file) in self.parts {
            let Some((first, own)) = part_cells(plan, &self.source.scenario, &file.seen)? else {
                problems.push(format!("{} {}", shown_path(path), Foreign::Damaged));
                continue;
            };
            let twice = own.iter().enumerate().filter(|(k, _)| cells[first + k].is_some()).count();
            if twice > 0 {
                problems.push(format!("{} holds {twice} cells that another part holds", shown_path(path)));
            }
            for (k, cell) in own.into_iter().enumerate() {
                cells[first + k] = Some(cell);
            }
        }
        let mut at = 0;
        while at < count {
            let same = cells[at..].iter().take_while(|cell| cell.is_some() == cells[at].is_some()).count();
            if cells[at].is_none() {
                problems.push(format!("cells {at} to {} are missing", at + same - 1));
            }
            at += same;
        }
        if problems.is_empty() { Ok(cells.into_iter().flatten().collect()) } else { Err(incomplete(&problems)) }
    }
}
