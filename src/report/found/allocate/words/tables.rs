//! Members by rules: what each pays, and in a scenario how surely it pays less than alone.

use super::{Words, name};
use crate::document::{Cell, Document, Layout, Table};
use crate::language::{number, with_sign};
use crate::words::classes;
use crate::words::classes::spoken;
use crate::words::names::{in_cell, in_lines};
use study::analysis::allocate::found::Named;
use study::input::problem::shown;

/// Letters of a line of a header.
const LINE: usize = 13;

/// A column: its header, a cell for each member, and a last one.
type Upright = (String, Vec<Cell>, Cell);

impl Words<'_> {
    /// The tables.
    pub(super) fn tables(&self, document: &mut Document) {
        let language = self.language;
        let amounts = |values: &Named<f64>| -> Vec<Cell> {
            values.values().map(|value| Cell::bare(*value, &self.unit, language)).collect()
        };
        let alone = (classes::alone(self.game, language).to_owned(), amounts(&self.game.alone), Cell::default());
        let rules = self.allocations.divisions().map(|(rule, division)| {
            let pays = division.billed.as_ref().unwrap_or(&division.shares);
            let in_core = match division.in_core {
                None => self.not_known(),
                Some(true) => language.pick("yes", "oui").into(),
                Some(false) => language.pick("no", "non").into(),
            };
            (name(rule, language), amounts(pays), in_core)
        });
        let columns = std::iter::once(alone).chain(rules).collect();
        document.section().paragraphs(self.of_alone());
        self.table([language.pick("pays", "paie"), language.pick("in core", "dans le cœur")], columns, document);
        let share = |share: f64| {
            let text = with_sign(&number(100.0 * share, 0, language), language);
            Cell::percent(share, language).read(text)
        };
        let columns = self.allocations.divisions().filter_map(|(rule, division)| {
            let stability = division.stability.as_ref()?;
            let cells = stability.members.values().map(|stake| share(stake.cheaper.value));
            let in_core = stability.in_core.as_ref().map_or_else(|| self.not_known(), |known| share(known.value));
            Some((name(rule, language), cells.collect(), in_core))
        });
        let columns: Vec<Upright> = columns.collect();
        if !columns.is_empty() {
            let corner = language.pick("pays less than alone in", "paie moins que seul dans");
            document.section();
            self.table([corner, language.pick("in core in", "dans le cœur dans")], columns, document);
        }
    }

    fn not_known(&self) -> Cell {
        self.language.pick("not known", "inconnu").into()
    }

    /// A row a member, and a last one.
    fn table(&self, [corner, last]: [&str; 2], columns: Vec<Upright>, document: &mut Document) {
        let rules = columns.iter().map(|(rule, ..)| {
            let parts: Vec<String> = rule.split(" + ").map(|part| in_lines(part, LINE)).collect();
            parts.join("\n+ ")
        });
        let header = std::iter::once(corner.to_owned()).chain(rules);
        let row = |(at, (key, _)): (usize, &(String, f64))| {
            let member = in_cell(&spoken(key, self.game, self.language), &shown(key));
            let cells = columns.iter().map(|(_, cells, _)| cells.get(at).cloned().unwrap_or_default());
            std::iter::once(member.into()).chain(cells).collect::<Vec<Cell>>()
        };
        let lasts = std::iter::once(last.into()).chain(columns.iter().map(|(.., last)| last.clone()));
        let rows = self.game.alone.0.iter().enumerate().map(row).chain([lasts.collect()]);
        document.table(Table::new(header, rows).laid_out(Layout::Split));
    }

    /// What each would do alone, where that is not to build.
    fn of_alone(&self) -> Option<&'static str> {
        classes::may_buy(self.game).then(|| {
            self.language.pick(
                "Alone each builds or buys, whichever costs it less; `run` calls alone who builds.",
                "Seul, chacun construit ou achète, selon ce qui lui coûte le moins ; dans `run`, est seul qui construit.",
            )
        })
    }
}
