//! Sheets of a budget: all together and each member, by strategy and fiscal year. Nothing in them adds up: they are quantiles.

use crate::language::{Language, say};
use crate::words::names::{in_language, strategy_in_row};
use crate::workbook::{Cell, Chart, Column, Contents, Kind, Series, Shape, Sheet};
use study::analysis::budget::found::{Amount, Budget, Needs, Plan, Unit};
use study::input::problem::{inert, shown};

/// Columns of all together: of the fiscal year, and of the median of build and run after the grant.
const DRAWN: [usize; 2] = [1, 12];
/// Columns that say of whom the rows are.
const WHOSE: usize = 2;

/// What the workbook holds.
pub(super) fn contents(found: &Budget, language: Language) -> Contents {
    let currency = shown(&found.header.currency);
    let amounts = say!(
        language,
        "{currency} of each fiscal year: cash, neither discounted nor at constant prices"
            | "{currency} de chaque exercice : dépenses, ni actualisées ni à prix constants"
    );
    let notes = || {
        let years = language.pick("all years", "tous");
        vec![
            format!("{amounts}."),
            say!(
                language,
                "P50 and P80 are of the sum in each replication: they add up neither over years nor over members. The rows “{years}” are of all years together."
                    | "P50 et P80 sont ceux de la somme dans chaque simulation : ils ne s’additionnent ni entre exercices ni entre membres. Les lignes « {years} » sont de tous les exercices ensemble."
            ),
        ]
    };
    let has_staff = found.administrations.iter().any(|one| one.staff.is_some());
    let all = Sheet {
        name: language.pick("Budget", "Budget"),
        notes: notes(),
        columns: columns(found.all.staff.is_some(), language).skip(WHOSE).collect(),
        rows: rows(found, &found.all, found.all.staff.is_some(), language).map(|row| row[WHOSE..].to_vec()).collect(),
        frozen: DRAWN[0] + 1,
        filter: true,
        chart: Some(chart(found, &currency, language)),
        file: Some("budget.csv"),
    };
    let members = Sheet {
        name: language.pick("Budget of members", "Budget des membres"),
        notes: notes(),
        columns: columns(has_staff, language).collect(),
        rows: found.administrations.iter().flat_map(|one| rows(found, one, has_staff, language)).collect(),
        frozen: WHOSE + DRAWN[0] + 1,
        filter: true,
        chart: None,
        file: Some("budget.csv"),
    };
    let title = in_language(&found.header.title, language).to_owned();
    Contents { title, amounts: Some(amounts), sheets: vec![all, members] }
}

/// Headers; of people that are there only where somebody says how many are.
fn columns(has_staff: bool, language: Language) -> impl Iterator<Item = Column> {
    let head = [
        language.pick("administration", "administration"),
        language.pick("name", "nom"),
        language.pick("strategy", "stratégie"),
        language.pick("fiscal year", "exercice"),
        language.pick("begins", "début"),
        language.pick("months", "mois"),
    ];
    let amounts = [
        language.pick("build", "investissement"),
        language.pick("run", "fonctionnement"),
        language.pick("both", "total"),
        language.pick("build after the grant", "investissement après subvention"),
        language.pick("both after the grant", "total après subvention"),
        language.pick("full-time people", "équivalents temps plein"),
    ];
    let staff = [
        language.pick("people there", "en place"),
        language.pick("chance that they are too few", "chance qu’ils ne suffisent pas"),
    ];
    let quantiles = amounts.iter().flat_map(|name| ["P50", "P80"].map(|quantile| format!("{name}, {quantile}")));
    let quantiles: Vec<String> = quantiles.collect();
    let staff = staff.into_iter().filter(move |_| has_staff);
    head.into_iter().map(str::to_owned).chain(quantiles).chain(staff.map(str::to_owned)).map(Column::new)
}

/// Rows of an administration, or of all together: its strategies, the years of each, then all years.
fn rows(found: &Budget, whose: &Unit, has_staff: bool, language: Language) -> impl Iterator<Item = Vec<Cell>> {
    let name = whose.name.as_ref().map_or("", |name| in_language(name, language));
    let [id, name] = [&whose.id, name].map(|text| inert(text.chars()));
    let months = found.years.iter().map(|year| year.months).sum();
    let mut rows = Vec::new();
    for plan in &whose.strategies {
        let strategy = strategy_in_row(plan.strategy, language);
        let mut row = |label: &str, begins: String, months: u32, needs: &Needs| {
            let head = [id.as_str(), &name, strategy, label, &begins].map(Cell::from);
            let months = Cell::number(Some(f64::from(months)), Kind::Count);
            let mut row: Vec<Cell> = head.into_iter().chain([months]).chain(amounts(needs)).collect();
            if has_staff {
                let short = needs.short.map(|short| short.value);
                row.extend([Cell::number(whose.staff, Kind::Amount), Cell::number(short, Kind::Share)]);
            }
            rows.push(row);
        };
        for (year, needs) in found.years.iter().zip(&plan.years) {
            row(&year.label, format!("{}-{:02}", year.begins.year, year.begins.month), year.months, needs);
        }
        row(language.pick("all years", "tous"), String::new(), months, &plan.whole);
    }
    rows.into_iter()
}

fn amounts(needs: &Needs) -> impl Iterator<Item = Cell> {
    let Needs { build, run, total, build_after_grant, total_after_grant, people, .. } = *needs;
    let pair = |amount: Amount, kind: Kind| [amount.p50, amount.p80].map(|value| Cell::number(Some(value), kind));
    let money = [build, run, total, build_after_grant, total_after_grant];
    money.into_iter().flat_map(move |amount| pair(amount, Kind::Money)).chain(pair(people, Kind::Amount))
}

/// Medians of each strategy, without the row of all years.
fn chart(found: &Budget, currency: &str, language: Language) -> Chart {
    let years = found.years.len();
    let line = |(k, plan): (usize, &Plan)| Series {
        name: strategy_in_row(plan.strategy, language).to_owned(),
        columns: DRAWN,
        rows: k * (years + 1)..k * (years + 1) + years,
    };
    let title =
        language.pick("Median cash by fiscal year, after the grant", "Dépense médiane par exercice, après subvention");
    Chart {
        title: title.to_owned(),
        shape: Shape::Lines,
        axes: [language.pick("fiscal year", "exercice").to_owned(), currency.to_owned()],
        series: found.all.strategies.iter().enumerate().map(line).collect(),
    }
}
