//! Parts of a sweep: each holds neighbouring cells.

use super::super::delivery::Begun;
use super::super::sweep_part::part_cells;
use super::super::{Exit, Failure};
use super::{Whole, incomplete, problem};
use report::output::{Foreign, NotWhole, Over};
use study::analysis::sweep::ask::{Plan, axis};
use study::analysis::sweep::found::{Axis, Cell};
use study::analysis::variants::Variants;

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
        if !matches!(over.len(), 1 | 2) || over.iter().any(|over| over.values.is_empty()) {
            return Err(problem("the parts are of no sweep"));
        }
        let axes: Vec<Axis> = over.iter().map(|over| axis(&source.scenario, &over.path, over.values.clone())).collect();
        let (plan, unit) = Plan::new(&variants, &axes, quantity, &source.scenario).map_err(|error| problem(&error))?;
        let found = plan.found(&source.scenario, unit, self.cells(&plan)?);
        let claim = merge.delivery.claim(&format!("{}-sweep", source.scenario.id))?;
        let begun = Begun::now(of.asked.clone(), self.arguments.clone());
        merge.delivery.deliver_with(Some(&merge.workbook), &begun, &claim, source.inputs.clone(), &found)
    }

    /// All cells in order; refused where some are there twice, or not at all.
    fn cells(&self, plan: &Plan) -> Result<Vec<Cell>, Failure> {
        let count = plan.cells();
        let (mut cells, mut problems) = (vec![None; count], Vec::new());
        for (name, file) in self.parts {
            let Some((first, own)) = part_cells(plan, &self.source.scenario, &file.seen)? else {
                problems.push(format!("{name} {}", Foreign::Damaged));
                continue;
            };
            let twice = own.iter().enumerate().filter(|(k, _)| cells[first + k].is_some()).count();
            if twice > 0 {
                problems.push(format!("{name} holds {twice} cells that another part holds"));
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
        if problems.is_empty() {
            Ok(cells.into_iter().flatten().collect())
        } else {
            Err(incomplete(NotWhole::Problems(problems)))
        }
    }
}
