//! Partners as files: JSON, and tables of sizes, invitations and the structure.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, joining, sizes};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use study::analysis::partners::found::{MeanResult, Partners};

impl Found for Partners {
    const NAME: &'static str = "partners";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![
            ("sizes.csv", sizes_csv(self)?),
            ("invitations.csv", invitations_csv(self)?),
            ("structure.csv", structure_csv(self)?),
        ])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        Ok(vec![sizes::draw(self, language)?, joining::draw(self, language)?])
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

/// `sizes.csv`: one row a size: the best group, who joins and leaves that of the size before, what that and all and each save.
fn sizes_csv(partners: &Partners) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&[
        "members",
        "group",
        "joins",
        "leaves",
        "gain",
        "gain_standard_error",
        "saving",
        "saving_standard_error",
    ]);
    table.header(&["saving_per_member", "saving_per_member_standard_error"]);
    table.header(&["saving_per_member_p5", "saving_per_member_p50", "saving_per_member_p95"]);
    table.end_row()?;
    for size in &partners.sizes {
        table.number(Some(size.members as f64));
        [&size.group, &size.joins, &size.leaves].into_iter().for_each(|ids| table.text(&ids.join(";")));
        [size.gain, size.saving, size.saving_per_member].into_iter().for_each(|figure| mean(&mut table, figure));
        size.per_member_p5_p50_p95.iter().for_each(|&value| table.number(Some(value)));
        table.end_row()?;
    }
    table.finish()
}

/// `invitations.csv`: one row a candidate, the best first.
fn invitations_csv(partners: &Partners) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["group", "invited", "worth", "worth_standard_error", "positive", "positive_low", "positive_high"]);
    table.end_row()?;
    for candidate in &partners.invitations.candidates {
        table.text(&partners.invitations.group.join(";"));
        table.text(&candidate.id);
        mean(&mut table, candidate.worth);
        let positive = candidate.positive;
        [positive.value, positive.low, positive.high].iter().for_each(|&value| table.number(Some(value)));
        table.end_row()?;
    }
    table.finish()
}

/// `structure.csv`: one row an administration: its group, by number, and its cost alone.
fn structure_csv(partners: &Partners) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["administration", "group", "group_members", "alone"]);
    table.end_row()?;
    for one in &partners.administrations {
        let Some(group) = partners.structure.groups.iter().position(|group| group.contains(&one.id)) else { continue };
        table.text(&one.id);
        table.number(Some(group as f64 + 1.0));
        table.number(Some(partners.structure.groups[group].len() as f64));
        table.number(Some(one.alone));
        table.end_row()?;
    }
    table.finish()
}

fn mean(table: &mut Table, mean: MeanResult) {
    table.number(Some(mean.value));
    table.number(Some(mean.standard_error));
}
