//! Sheets of allocations: bills by member and rule, which add up; how stable each rule is; and everything by rule and member.

use super::words::reason as reason_of;
use crate::document::Text;
use crate::language::{Language, number, say};
use crate::words::classes::{alone, member_called};
use crate::words::names::rule_called;
use crate::workbook::{Cell, Column, Contents, Kind, Sheet};
use study::analysis::allocate::found::{Allocations, DivisionResult, Named, RuleResult, ShareErrors, Stake};
use study::input::problem::{inert, shown};

/// What the workbook holds.
pub(super) fn contents(found: &Allocations, language: Language) -> Contents {
    let sheets = Sheets { found, language };
    let bills = sheets.bills();
    Contents {
        title: inert(found.game.id.chars()),
        amounts: sheets.amounts(),
        sheets: std::iter::once(bills).chain([sheets.stability(), sheets.details()]).collect(),
    }
}

struct Sheets<'a> {
    found: &'a Allocations,
    language: Language,
}

impl Sheets<'_> {
    /// Of a scenario, means over replications; of a table of coalitions, what it says itself.
    fn amounts(&self) -> Option<String> {
        let (game, language) = (&self.found.game, self.language);
        let unit = shown(game.unit.as_deref()?);
        Some(match game.replications {
            Some(_) => say!(
                language,
                "{unit}: present value at equal service, after grants"
                    | "{unit} : valeur actualisée à service égal, après subventions"
            ),
            None => unit,
        })
    }

    /// Bills have the decimals of minor units.
    fn billed(&self) -> Kind {
        Kind::Decimals(self.found.game.decimals as usize)
    }

    fn name(&self, key: &str) -> String {
        inert(member_called(key, &self.found.game, self.language).chars())
    }

    fn rule(&self, words: &str) -> String {
        inert(rule_called(words, self.language).chars())
    }

    /// What each pays by each rule: bills, or shares where there are no bills.
    fn bills(&self) -> Sheet {
        let (game, language) = (&self.found.game, self.language);
        let rules: Vec<(&str, &DivisionResult)> = self.found.divisions().collect();
        let mut columns = vec![
            Column::new(language.pick("member", "membre")),
            Column::summed(alone(game, language)),
            Column::summed(language.pick("adds to the cost of all others", "ajoute au coût de tous les autres")),
        ];
        columns.extend(rules.iter().map(|(rule, _)| Column::summed(self.rule(rule))));
        let row = |(at, (key, alone)): (usize, &(String, f64))| {
            let amounts = [*alone, game.separable.0[at].1].map(|value| Cell::number(Some(value), self.billed()));
            let pays = rules.iter().map(|(_, division)| {
                let pays = division.billed.as_ref().unwrap_or(&division.shares);
                Cell::number(Some(pays.0[at].1), self.billed())
            });
            std::iter::once(self.name(key).into()).chain(amounts).chain(pays).collect()
        };
        let total = number(game.total, game.decimals as usize, language);
        let mut notes = vec![match rules.iter().all(|(_, division)| self.adds_up(division)) {
            true => say!(
                language,
                "To divide: {total}. What members are billed by a rule adds up to it."
                    | "À répartir : {total}. Les factures d’une règle s’y additionnent."
            ),
            false => say!(language, "To divide: {total}." | "À répartir : {total}."),
        }];
        notes.extend(self.amounts());
        Sheet {
            name: language.pick("Bills", "Factures"),
            notes,
            columns,
            rows: game.alone.0.iter().enumerate().map(row).collect(),
            file: Some("allocations.csv"),
            frozen: 1,
            ..Sheet::default()
        }
    }

    /// Whether bills come to the total, to less than their smallest unit.
    fn adds_up(&self, division: &DivisionResult) -> bool {
        let (total, decimals) = (self.found.game.total, self.found.game.decimals);
        let billed = division.billed.as_ref().map(|billed| billed.values().sum::<f64>());
        billed.is_some_and(|billed| (billed - total).abs() < libm::pow(10.0, -f64::from(decimals)))
    }

    /// A rule in a row: the core, and who has the strongest reason to leave.
    fn stability(&self) -> Sheet {
        let language = self.language;
        let columns = [
            language.pick("rule", "règle"),
            language.pick("in the core", "dans le cœur"),
            language.pick("worst group", "pire groupe"),
            language.pick("pay more than alone", "paient plus que seul"),
            language.pick("why there is no answer", "pourquoi il n’y a pas de réponse"),
            language.pick("excess of the worst group", "excédent du pire groupe"),
            language
                .pick("chance that no group pays more than apart", "chance qu’aucun groupe ne paie plus qu’à lui seul"),
            language.pick("95% interval from", "intervalle à 95\u{202F}% de"),
            language.pick("to", "à"),
        ];
        let note = language.pick(
            "The excess is what a group pays more than it would on its own; less than 0: what it saves.",
            "L’excédent est ce qu’un groupe paie de plus qu’à lui seul\u{202F}; moins de 0\u{202F}: ce qu’il économise.",
        );
        Sheet {
            name: language.pick("Stability", "Stabilité"),
            notes: std::iter::once(note.to_owned()).chain(self.amounts()).collect(),
            columns: columns.into_iter().map(Column::new).collect(),
            rows: self.found.rules.0.iter().map(|(rule, result)| self.stable(rule, result)).collect(),
            file: Some("stability.csv"),
            frozen: 1,
            ..Sheet::default()
        }
    }

    fn stable(&self, rule: &str, result: &RuleResult) -> Vec<Cell> {
        let language = self.language;
        let group = |keys: &[String]| {
            let names: Vec<String> = keys.iter().map(|key| self.name(key)).collect();
            let names = names.join(", ");
            if names.is_empty() { Cell::Empty } else { inert(names.chars()).into() }
        };
        let mut cells = vec![Cell::from(self.rule(rule))];
        match result {
            RuleResult::Divided(division) => {
                cells.push(match division.in_core {
                    None => language.pick("not known", "inconnu").into(),
                    Some(true) => language.pick("yes", "oui").into(),
                    Some(false) => language.pick("no", "non").into(),
                });
                let worst = group(division.worst_coalition.as_deref().unwrap_or_default());
                cells.extend([worst, group(&division.worse_off), Cell::Empty]);
                cells.push(Cell::number(division.excess, self.billed()));
                let in_core = division.stability.as_ref().and_then(|stability| stability.in_core);
                let ends = in_core.map(|known| [known.value, known.low, known.high]);
                cells.extend((0..3).map(|end| Cell::number(ends.map(|ends| ends[end]), Kind::Share)));
            }
            RuleResult::None { reason } => {
                let why = Text::from(reason_of(*reason, language)).plain();
                cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, why.into()]);
                cells.extend([const { Cell::Empty }; 4]);
            }
        }
        cells
    }

    /// A rule and member in a row.
    fn details(&self) -> Sheet {
        let language = self.language;
        let columns = [
            language.pick("rule", "règle"),
            language.pick("member", "membre"),
            alone(&self.found.game, language),
            language.pick("share", "part"),
            language.pick("billed", "facturé"),
            language.pick("saving", "économie"),
            language.pick("standard error of the share, from orders", "erreur type de la part, par les ordres"),
            language.pick("standard error of the share, from draws", "erreur type de la part, par les tirages"),
            language.pick("pays, mean", "paie, moyenne"),
            language.pick("chance to pay less than alone", "chance de payer moins que seul"),
            language.pick("95% interval from", "intervalle à 95\u{202F}% de"),
            language.pick("to", "à"),
            language.pick("saving, mean", "économie, moyenne"),
            language.pick("saving, standard error", "économie, erreur type"),
            language.pick("saving, mean of the worst 5%", "économie, moyenne des 5\u{202F}% pires"),
        ];
        let divisions = self.found.divisions().flat_map(|(rule, division)| {
            let members = self.found.game.alone.0.iter().enumerate();
            members.map(move |(at, (key, alone))| self.detail(rule, key, *alone, division, at))
        });
        Sheet {
            name: language.pick("Details", "Détails"),
            notes: Vec::from_iter(self.amounts()),
            columns: columns.into_iter().map(Column::new).collect(),
            rows: divisions.collect(),
            file: Some("allocations.csv"),
            frozen: 2,
            filter: true,
            ..Sheet::default()
        }
    }

    fn detail(&self, rule: &str, key: &str, alone: f64, division: &DivisionResult, at: usize) -> Vec<Cell> {
        let share = division.shares.0[at].1;
        let billed = division.billed.as_ref().map(|billed| billed.0[at].1);
        let errors = division.standard_errors.as_ref();
        let error = |of: fn(&ShareErrors) -> &Option<Named<f64>>| Some(of(errors?).as_ref()?.0[at].1);
        let stake = division.stability.as_ref().map(|stability| &stability.members.0[at].1);
        let of = |value: fn(&Stake) -> f64| stake.map(value);
        let money = |value: Option<f64>| Cell::number(value, self.billed());
        vec![
            self.rule(rule).into(),
            self.name(key).into(),
            money(Some(alone)),
            money(Some(share)),
            money(billed),
            money(Some(alone - share)),
            money(error(|errors| &errors.of_orders)),
            money(error(|errors| &errors.of_draws)),
            money(of(|stake| stake.pays)),
            Cell::number(of(|stake| stake.cheaper.value), Kind::Share),
            Cell::number(of(|stake| stake.cheaper.low), Kind::Share),
            Cell::number(of(|stake| stake.cheaper.high), Kind::Share),
            money(of(|stake| stake.saving)),
            money(of(|stake| stake.standard_error)),
            money(of(|stake| stake.saving_cvar)),
        ]
    }
}
