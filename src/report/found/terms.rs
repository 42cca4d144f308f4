//! Terms of coming in and leaving, as files.

mod words;

use super::{Found, Tables};
use crate::charts::{Chart, ChartError, departures, entry, upstreaming};
use crate::document::Document;
use crate::language::Language;
use crate::output::tables::Table;
use crate::output::{About, OutputError};
use model::results::Known;
use study::analysis::terms::found::{Gain, Terms};

impl Found for Terms {
    const NAME: &'static str = "terms";

    fn about(&self) -> About {
        About::from(&self.header)
    }

    fn tables(&self) -> Result<Tables, OutputError> {
        Ok(vec![
            ("entry.csv", entry_csv(self)?),
            ("support.csv", support_csv(self)?),
            ("departures.csv", departures_csv(self)?),
            ("upstreaming.csv", upstreaming_csv(self)?),
            ("worths.csv", worths_csv(self)?),
        ])
    }

    fn charts(&self, language: Language) -> Result<Vec<Chart>, ChartError> {
        let entry = self.entry.iter().map(|entry| entry::draw(self, entry, language));
        entry.chain([departures::draw(self, language), upstreaming::draw(self, language)]).collect()
    }

    fn document(&self, language: Language) -> Document {
        words::document(self, language)
    }
}

fn known(table: &mut Table, known: Option<Known>) {
    table.number(known.map(|known| known.value));
    table.number(known.and_then(|known| known.low));
    table.number(known.and_then(|known| known.high));
}

fn with_ends(table: &mut Table, name: &str, unit: &str) {
    for end in ["", "_low", "_high"] {
        table.text(&format!("{name}{end}{unit}"));
    }
}

/// `entry.csv`: one row a year of joining.
fn entry_csv(found: &Terms) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let unit = format!("_{}", found.header.currency.to_lowercase());
    table.header(&["newcomer", "joins_years"]);
    with_ends(&mut table, "founders_gain", &unit);
    with_ends(&mut table, "newcomer_saves", &unit);
    table.header(&["input"]);
    with_ends(&mut table, "setting", "");
    table.header(&[&format!("least_payment{unit}"), &format!("most_payment{unit}")]);
    table.end_row()?;
    let years = found.entry.iter().flat_map(|entry| entry.years.iter().map(move |year| (entry, year)));
    for (entry, year) in years {
        table.text(&entry.newcomer.id);
        table.number(Some(year.joins));
        known(&mut table, Some(year.founders_gain));
        known(&mut table, Some(year.newcomer_saves));
        table.text(entry.path.as_deref().unwrap_or_default());
        known(&mut table, year.setting);
        table.number(Some(year.least_payment));
        table.number(Some(year.most_payment));
        table.end_row()?;
    }
    table.finish()
}

/// `support.csv`: one row a member, the least willing first.
fn support_csv(found: &Terms) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let unit = format!("_{}", found.header.currency.to_lowercase());
    table.header(&["administration"]);
    with_ends(&mut table, "saves", &unit);
    with_ends(&mut table, "no_dearer", "");
    table.header(&["confidence"]);
    for name in ["own_grant", "own_grant_at_confidence", "core_grant", "core_grant_at_confidence"] {
        table.text(&format!("{name}{unit}"));
    }
    table.end_row()?;
    for one in &found.support {
        table.text(&one.who.id);
        known(&mut table, Some(one.saves));
        [one.no_dearer.value, one.no_dearer.low, one.no_dearer.high, found.confidence]
            .iter()
            .for_each(|&value| table.number(Some(value)));
        let grants =
            [Some(one.own_grant), Some(one.own_grant_at_confidence), one.core_grant, one.core_grant_at_confidence];
        grants.into_iter().for_each(|grant| table.number(grant));
        table.end_row()?;
    }
    table.finish()
}

/// `departures.csv`: one row a member, the dearest to lose first.
fn departures_csv(found: &Terms) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    let unit = format!("_{}", found.header.currency.to_lowercase());
    table.header(&["administration"]);
    with_ends(&mut table, "never_joins", &unit);
    table.header(&["leaves_after_years"]);
    with_ends(&mut table, "leaves", &unit);
    table.header(&["leaves_share", "ends", "hardest_hit", &format!("hardest_hit{unit}")]);
    table.end_row()?;
    for one in &found.departures {
        table.text(&one.who.id);
        known(&mut table, Some(one.never));
        table.number(Some(found.leaves_after));
        known(&mut table, Some(one.later));
        table.number(Some(one.later_share));
        table.number(Some(one.ends));
        table.text(one.hardest_hit.as_ref().map_or("", |(who, _)| who.id.as_str()));
        table.number(one.hardest_hit.as_ref().map(|(_, more)| *more));
        table.end_row()?;
    }
    table.finish()
}

/// The columns of a gain.
fn gain_header(table: &mut Table, currency: &str) {
    let unit = format!("_{}", currency.to_lowercase());
    with_ends(table, "gain", &unit);
    table.header(&[&format!("gain_p5{unit}"), &format!("gain_p95{unit}"), "better", "worse"]);
}

fn gained(table: &mut Table, gain: &Gain) {
    known(table, Some(gain.mean));
    [gain.p5, gain.p95, gain.better, gain.worse].into_iter().for_each(|value| table.number(Some(value)));
}

/// `upstreaming.csv`: one row a giver and receiver; without a receiver the others together, without a giver everybody.
fn upstreaming_csv(found: &Terms) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["giver", "receiver"]);
    gain_header(&mut table, &found.header.currency);
    table.end_row()?;
    let mut row = |giver: &str, receiver: &str, gain: &Gain| {
        table.text(giver);
        table.text(receiver);
        gained(&mut table, gain);
        table.end_row()
    };
    for one in &found.upstreaming {
        let giver = one.who.id.as_str();
        row(giver, giver, &one.itself)?;
        row(giver, "", &one.others)?;
        one.each.iter().try_for_each(|receiver| row(giver, &receiver.who.id, &receiver.gain))?;
    }
    found.upstreaming.iter().try_for_each(|one| row("", &one.who.id, &one.from_all))?;
    table.finish()
}

/// `worths.csv`: one row a mechanism.
fn worths_csv(found: &Terms) -> Result<Vec<u8>, OutputError> {
    let mut table = Table::new();
    table.header(&["mechanism"]);
    gain_header(&mut table, &found.header.currency);
    table.header(&["off"]);
    table.end_row()?;
    for one in &found.worths {
        table.text(one.mechanism.word());
        gained(&mut table, &one.all);
        table.text(one.off.map_or("", |off| off.word()));
        table.end_row()?;
    }
    table.finish()
}
