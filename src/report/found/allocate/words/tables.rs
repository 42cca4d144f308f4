//! Rules by members: what each pays, and in a scenario how surely it pays less than alone.

use super::{Words, name};
use crate::document::{Cell, Document, Layout, Table};
use crate::language::{number, say, with_sign};
use crate::words::classes;
use crate::words::classes::{member, spoken};
use study::analysis::allocate::found::Named;

/// Most members of whom a line says which id is whose.
const LEGEND: usize = 20;

impl Words<'_> {
    /// The tables.
    pub(super) fn tables(&self, document: &mut Document) {
        let language = self.language;
        let amounts = |values: &Named<f64>| -> Vec<Cell> {
            values.values().map(|value| Cell::bare(*value, &self.unit, language)).collect()
        };
        let alone = [classes::alone(self.game, language).into()].into_iter().chain(amounts(&self.game.alone));
        let mut rows = vec![alone.chain([Cell::default()]).collect::<Vec<Cell>>()];
        for (rule, division) in self.allocations.divisions() {
            let pays = division.billed.as_ref().unwrap_or(&division.shares);
            let in_core = match division.in_core {
                None => self.not_known(),
                Some(true) => language.pick("yes", "oui").into(),
                Some(false) => language.pick("no", "non").into(),
            };
            rows.push([name(rule, language).into()].into_iter().chain(amounts(pays)).chain([in_core]).collect());
        }
        document.section().paragraphs(self.legend()).paragraphs(self.of_alone());
        self.table([language.pick("pays", "paie"), language.pick("in core", "dans le cœur")], rows, document);
        let share = |share: f64| {
            let text = with_sign(&number(100.0 * share, 0, language), language);
            Cell::percent(share, language).read(text)
        };
        let rows = self.allocations.divisions().filter_map(|(rule, division)| {
            let stability = division.stability.as_ref()?;
            let cells = stability.members.values().map(|stake| share(stake.cheaper.value));
            let in_core = stability.in_core.as_ref().map_or_else(|| self.not_known(), |known| share(known.value));
            Some([name(rule, language).into()].into_iter().chain(cells).chain([in_core]).collect::<Vec<Cell>>())
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        if !rows.is_empty() {
            let corner = language.pick("pays less than alone in", "paie moins que seul dans");
            document.section();
            self.table([corner, language.pick("in core in", "dans le cœur dans")], rows, document);
        }
    }

    fn not_known(&self) -> Cell {
        self.language.pick("not known", "inconnu").into()
    }

    fn table(&self, [corner, last]: [&str; 2], rows: Vec<Vec<Cell>>, document: &mut Document) {
        let members = self.game.alone.0.iter().map(|(key, _)| member(key, self.game, self.language));
        let members: Vec<String> = members.collect();
        let header = [corner].into_iter().chain(members.iter().map(String::as_str)).chain([last]);
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

    /// Which administration stands behind which id, where tables have ids and not every one is a name already.
    fn legend(&self) -> Option<String> {
        let (game, language) = (self.game, self.language);
        let named = || game.alone.0.iter().map(|(key, _)| (member(key, game, language), spoken(key, game, language)));
        let differ = named().any(|(id, name)| id.to_lowercase() != name.to_lowercase());
        let each = || named().map(|(id, name)| format!("{id} {name}")).collect::<Vec<String>>();
        (differ && game.alone.0.len() <= LEGEND).then(|| {
            let each = each().join(", ");
            say!(language, "In the tables: {each}." | "Dans les tableaux : {each}.")
        })
    }
}
