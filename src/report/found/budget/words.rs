//! The answer of `budget`: what all need by strategy, each fiscal year of sharing, the other strategies beside it, and the
//! first years of each administration.

mod months;

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, Noun, Unit, code, figure, file, listed, number, percent, say};
use crate::words::names::{count, in_cell, name, strategy_in_row, taking};
use model::scenario::Strategy;
use months::month_name;
use study::analysis::budget::calendar::{FiscalYear, MONTHS};
use study::analysis::budget::found::{Amount, Budget, Needs, Plan, Unit as Whose};
use study::input::problem::shown;

/// Fiscal years shown of all together; the file has all.
const YEARS: usize = 12;
/// Fiscal years shown of each administration.
const FIRST: usize = 3;
/// Fiscal years named in which people do not suffice.
const WORST: usize = 2;
/// Administrations shown by a command, and on a page, which has more room.
const ROWS: [usize; 2] = [8, 200];
/// Administrations named whose people do not suffice.
const NAMED: usize = 4;
/// Months of a year.
const MONTH: Noun = Noun::new(["month", "months"], ["mois", "mois"]);
/// Fiscal years.
const FISCAL: Noun = Noun::new(["fiscal year", "fiscal years"], ["exercice", "exercices"]);

/// What was found, in words; of a command with how to ask further.
pub fn document(found: &Budget, of_command: bool, language: Language) -> Document {
    let plans = std::iter::once(&found.all).chain(&found.administrations).flat_map(|whose| &whose.strategies);
    let amounts = plans.flat_map(|plan| plan.years.iter().chain([&plan.whole])).map(|needs| needs.total.p80.abs());
    let largest = amounts.filter(|amount| amount.is_finite()).fold(0.0, f64::max);
    let unit = Unit::of(largest, &shown(&found.header.currency), language);
    let words = Words { found, language, unit };
    let mut document = Document::new(language);
    document.paragraph(words.head()).paragraph(words.assumptions()).section().paragraph(words.whole());
    if let Some(shared) = found.plan(Strategy::Shared) {
        document.section().table(words.years(shared));
        if let Some(others) = words.others() {
            document.section().table(others);
        }
        document.section().table(words.members(of_command)).paragraph(words.sums(shared));
    }
    document.section().paragraphs(words.staff(of_command)).paragraph(words.reading()).section();
    document
}

struct Words<'a> {
    found: &'a Budget,
    language: Language,
    unit: Unit,
}

impl Words<'_> {
    fn head(&self) -> String {
        let (found, language) = (self.found, self.language);
        let (scenario, currency) = (shown(&found.header.scenario), shown(&found.header.currency));
        let who = Noun::ADMINISTRATION.counted(found.administrations.len(), language);
        let (start, replications) = (found.start, count(found.header.replications, language));
        let (year, month, seed) = (start.year, format!("{:02}", start.month), found.header.seed);
        let begins = found.fiscal_year_begins;
        let [begins_in, starts_in] = [begins, start.month].map(|month| month_name(month as usize));
        say!(
            language,
            "{scenario}: cash of {who} by fiscal year (from month {begins}), {currency} of each year, first year of the scenario from {year}-{month}; {replications} replications, seed {seed}"
                | "{scenario} : dépenses de {who} par exercice (commençant en {begins_in}), {currency} courants ; la première année du scénario commence en {starts_in} {year} ; {replications} simulations, graine {seed}"
        )
    }

    /// A rate a year: `2%`, `2.5%`.
    fn rate(&self, rate: f64) -> String {
        let rate = figure(100.0 * rate, self.language);
        say!(self.language, "{rate}%" | "{rate} %")
    }

    /// Nothing that is said of prices is known.
    fn assumptions(&self) -> String {
        let (found, language) = (self.found, self.language);
        let (prices, year) = (self.rate(found.inflation), found.header.price_year);
        let wages = match (found.wage_inflation, self.rate(found.wage_growth)) {
            (Some(wages), _) => {
                let wages = self.rate(wages);
                say!(
                    language,
                    "wages by {wages}, in place of the scenario’s growth"
                        | "les salaires de {wages}, à la place de la croissance du scénario"
                )
            }
            (None, growth) => say!(
                language,
                "wages as much and by the scenario’s real growth ({growth}, median)"
                    | "les salaires d’autant, plus la croissance réelle du scénario ({growth}, médiane)"
            ),
        };
        say!(
            language,
            "Your assumptions, from no source: from mid-{year} prices rise by {prices} a year, {wages}; a grant rises with wages."
                | "Vos hypothèses, sans source : à partir de la mi-{year} les prix montent de {prices} par an, {wages} ; une subvention suit les salaires."
        )
    }

    fn amount(&self, value: f64) -> String {
        self.unit.bare(value, self.language)
    }

    /// `41.5 at P50 and 57.0 ±0.6 at P80`.
    fn both(&self, amount: &Amount) -> String {
        let [middle, high] = [amount.p50, amount.p80].map(|value| self.amount(value));
        let error = match amount.p80_interval {
            Some([low, high]) if high > low => format!(" ±{}", self.amount((high - low) / 2.0)),
            _ => String::new(),
        };
        say!(self.language, "{middle} at P50, {high}{error} at P80" | "{middle} au P50, {high}{error} au P80")
    }

    /// What each strategy takes over all years.
    fn whole(&self) -> String {
        let (found, language) = (self.found, self.language);
        let one = |plan: &Plan| {
            let (taking, both) = (taking(plan.strategy, language), self.both(&plan.whole.total));
            let funded = plan.strategy == Strategy::Shared && found.is_funded();
            let after = self.both(&plan.whole.total_after_grant);
            match funded {
                true => say!(
                    language,
                    "{taking} {both} (after the grant {after})" | "{taking} {both} (après subvention {after})"
                ),
                false => format!("{taking} {both}"),
            }
        };
        let each: Vec<String> = found.all.strategies.iter().map(one).collect();
        let (each, years) = (each.join(language.pick("; ", "\u{202F}; ")), FISCAL.counted(found.years.len(), language));
        let unit = self.unit.after(", ");
        say!(
            language,
            "All together over {years}{unit}: {each} (±: simulation error, 95%)."
                | "Ensemble sur {years}{unit} : {each} (± : erreur de simulation, 95 %)."
        )
    }

    fn label(&self, year: &FiscalYear) -> String {
        match year.months {
            MONTHS => year.label.clone(),
            months => format!("{} ({})", year.label, MONTH.counted(months as usize, self.language)),
        }
    }

    /// Rows of the first fiscal years, and of all together.
    fn rows<'b>(
        &'b self,
        row: impl Fn(&dyn Fn(&Plan) -> Needs) -> Vec<Cell> + 'b,
    ) -> impl Iterator<Item = Vec<Cell>> + 'b {
        let years = self.found.years.iter().take(YEARS).enumerate();
        let labels = years.map(|(f, year)| (self.label(year), Some(f)));
        let all = self.language.pick("all years", "tous").to_owned();
        labels.chain([(all, None)]).map(move |(label, f)| {
            let needs = move |plan: &Plan| f.map_or(plan.whole, |f| plan.years[f]);
            std::iter::once(label.into()).chain(row(&needs)).collect()
        })
    }

    /// How many fiscal years are left out.
    fn more(&self, shown: usize, all: usize) -> Option<String> {
        let more = all.checked_sub(shown).filter(|more| *more > 0)?;
        let more = Noun::MORE.counted(more, self.language);
        Some(say!(self.language, "{more} in the file {}" | "{more} dans le fichier {}", file("budget.csv")))
    }

    fn money(&self, value: f64) -> Cell {
        Cell::bare(value, &self.unit, self.language)
    }

    /// P50 and P80 in a cell.
    fn pair(&self, amount: &Amount) -> Cell {
        let text = format!("{} / {}", self.amount(amount.p50), self.amount(amount.p80));
        self.money(amount.p50).read(text)
    }

    /// The same of people.
    fn people(&self, amount: &Amount) -> Cell {
        let text = [amount.p50, amount.p80].map(|value| number(value, 1, self.language)).join(" / ");
        Cell::number(amount.p50, 1, self.language).read(text)
    }

    /// Each fiscal year of sharing.
    fn years(&self, shared: &Plan) -> Table {
        let (language, funded) = (self.language, self.found.is_funded());
        let (name, unit) = (strategy_in_row(shared.strategy, language), self.unit.after("\n"));
        let mut header = vec![
            format!("{name}{unit}"),
            language.pick("build\nP50", "investissement\nP50").to_owned(),
            language.pick("run\nP50", "fonctionnement\nP50").to_owned(),
            language.pick("both\nP50 / P80", "total\nP50 / P80").to_owned(),
        ];
        if funded {
            header.push(language.pick("after the grant\nP50 / P80", "après subvention\nP50 / P80").to_owned());
        }
        header.push(language.pick("people\nP50 / P80", "ETP\nP50 / P80").to_owned());
        let row = |needs: &dyn Fn(&Plan) -> Needs| {
            let needs = needs(shared);
            let mut cells = vec![self.money(needs.build.p50), self.money(needs.run.p50), self.pair(&needs.total)];
            cells.extend(funded.then(|| self.pair(&needs.total_after_grant)));
            cells.push(self.people(&needs.people));
            cells
        };
        let years = self.found.years.len();
        Table::new(header, self.rows(row)).noted(self.more(years.min(YEARS), years))
    }

    /// The other strategies year by year; none where there are no others.
    fn others(&self) -> Option<Table> {
        let language = self.language;
        let others = || self.found.all.strategies.iter().filter(|plan| plan.strategy != Strategy::Shared);
        others().next()?;
        let mut header = vec![self.unit.words.clone()];
        for plan in others() {
            let name = strategy_in_row(plan.strategy, language);
            header.push(format!("{name}\nP50 / P80"));
            header.push(say!(language, "people, {name}\nP50 / P80" | "ETP, {name}\nP50 / P80"));
        }
        let row = |needs: &dyn Fn(&Plan) -> Needs| {
            let one = |plan: &Plan| {
                let Needs { total, people, .. } = needs(plan);
                [self.pair(&total), self.people(&people)]
            };
            others().flat_map(one).collect()
        };
        let years = self.found.years.len();
        let note = self.more(years.min(YEARS), years);
        Some(Table::new(header, self.rows(row)).laid_out(Layout::Split).noted(note))
    }

    /// The first years of each administration that shares.
    fn members(&self, of_command: bool) -> Table {
        let (found, language) = (self.found, self.language);
        let unit = self.unit.after("\n");
        let shares = match found.is_funded() {
            true => language.pick("shared, after grant", "en commun, après subvention"),
            false => strategy_in_row(Strategy::Shared, language),
        };
        let mut header = vec![format!("{shares}{unit}")];
        let all = language.pick("all years", "tous");
        let first = found.years.iter().take(FIRST).map(|year| year.label.as_str());
        header.extend(first.chain([all]).map(|label| format!("{label}\nP50 / P80")));
        let row = |whose: &Whose| {
            let plan = whose.plan(Strategy::Shared);
            let needs = plan.into_iter().flat_map(|plan| plan.years.iter().take(FIRST).chain([&plan.whole]));
            let amounts = needs.map(|needs| self.pair(&needs.total_after_grant));
            std::iter::once(self.cell(whose).into()).chain(amounts).collect()
        };
        let members = found.administrations.len();
        let most = if of_command { ROWS[0] } else { ROWS[1] };
        let rows = found.administrations.iter().take(most).map(row);
        Table::new(header, rows).noted(self.more(members.min(most), members))
    }

    fn name(&self, whose: &Whose) -> String {
        whose.name.as_ref().map_or_else(|| shown(&whose.id), |text| name(text, &whose.id, self.language))
    }

    fn cell(&self, whose: &Whose) -> String {
        in_cell(&self.name(whose), &shown(&whose.id))
    }

    /// P80s do not add up.
    fn sums(&self, shared: &Plan) -> String {
        let (found, language) = (self.found, self.language);
        let of_years: f64 = shared.years.iter().map(|needs| needs.total_after_grant.p80).sum();
        let members = found.administrations.iter().filter_map(|whose| whose.plan(Strategy::Shared));
        let of_members: f64 = members.map(|plan| plan.whole.total_after_grant.p80).sum();
        let [years, members, whole] =
            [of_years, of_members, shared.whole.total_after_grant.p80].map(|value| self.amount(value));
        say!(
            language,
            "P80s do not add up: those of the years come to {years}, those of the administrations to {members}; the P80 of the whole is {whole}."
                | "Les P80 ne s’additionnent pas : ceux des exercices font {years}, ceux des administrations {members} ; le P80 de l’ensemble est de {whole}."
        )
    }

    /// Whether the people that are there suffice.
    fn staff(&self, of_command: bool) -> Vec<String> {
        let language = self.language;
        let mut said = Vec::new();
        if let Some(there) = self.found.all.staff {
            let each: Vec<String> = self
                .found
                .all
                .strategies
                .iter()
                .filter_map(|plan| Some(format!("{} {}", taking(plan.strategy, language), self.short(plan)?)))
                .collect();
            let (there, each) = (self.number(there), each.join(language.pick("; ", "\u{202F}; ")));
            let error = self.error(self.found.all.strategies.iter());
            said.push(say!(
                language,
                "Of {there} full-time people there in all: {each} ({error})."
                    | "Pour {there} équivalents temps plein en place au total : {each} ({error})."
            ));
        }
        let own = self.found.administrations.iter().filter(|whose| whose.staff.is_some());
        let mut own: Vec<(&Whose, &Plan)> =
            own.filter_map(|whose| Some((whose, whose.plan(Strategy::Shared)?))).collect();
        let lacks = |plan: &Plan| plan.whole.short.map_or(0.0, |short| short.value);
        own.sort_by(|a, b| lacks(b.1).total_cmp(&lacks(a.1)));
        if !own.is_empty() {
            let one = |(whose, plan): &(&Whose, &Plan)| {
                let there = self.number(whose.staff.unwrap_or(0.0));
                format!("{} ({there}) {}", self.name(whose), self.short(plan).unwrap_or_default())
            };
            let each: Vec<String> = own.iter().take(NAMED).map(one).collect();
            let each = each.join(language.pick("; ", "\u{202F}; "));
            let more = self
                .more(own.len().min(NAMED), own.len())
                .map_or(String::new(), |more| say!(language, "; {more}" | " ; {more}"));
            let error = self.error(own.iter().map(|(_, plan)| *plan));
            said.push(say!(
                language,
                "Sharing with its own people: {each}{more} ({error})."
                    | "En commun, avec son propre personnel : {each}{more} ({error})."
            ));
        }
        if said.is_empty() {
            let example =
                code(&format!("--staff {}=2", self.found.administrations.first().map_or("id", |one| &one.id)));
            let all = code("--staff 20");
            let how = say!(language, " ({all} or {example})" | " (option {all} ou {example})");
            let how = if of_command { how } else { String::new() };
            said.push(say!(
                language,
                "How many people are there is not said{how}: no shortage is counted."
                    | "L’effectif en place n’a pas été fourni{how} : on ne calcule pas de manque."
            ));
        }
        said
    }

    fn number(&self, people: f64) -> String {
        number(people, usize::from(people.fract() != 0.0), self.language)
    }

    /// `is short in 45% of replications, most often in 2027 (34%) and 2028 (20%)`.
    fn short(&self, plan: &Plan) -> Option<String> {
        let language = self.language;
        let whole = plan.whole.short?.value;
        let mut years: Vec<(f64, &str)> = plan
            .years
            .iter()
            .zip(&self.found.years)
            .filter_map(|(needs, year)| Some((needs.short?.value, year.label.as_str())))
            .filter(|(share, _)| *share > 0.0)
            .collect();
        if years.is_empty() {
            return Some(language.pick("is short in no year", "ne dépasse l’effectif aucune année").to_owned());
        }
        years.sort_by(|a, b| b.0.total_cmp(&a.0));
        let named: Vec<String> =
            years.iter().take(WORST).map(|(share, label)| format!("{label} ({})", percent(*share, language))).collect();
        let (whole, named) = (percent(whole, language), listed(&named, language));
        Some(say!(
            language,
            "is short in {whole} of replications, most often in {named}"
                | "dépasse l’effectif dans {whole} des simulations, surtout en {named}"
        ))
    }

    /// The greatest simulation error of shares that were told.
    fn error<'b>(&self, plans: impl Iterator<Item = &'b Plan>) -> String {
        let shares = plans.flat_map(|plan| plan.years.iter().chain([&plan.whole])).filter_map(|needs| needs.short);
        let half = shares.map(|share| (share.high - share.value).max(share.value - share.low)).fold(0.0, f64::max);
        let half = number(100.0 * half, 1, self.language);
        say!(self.language, "simulation error at most ±{half} points" | "erreur de simulation d’au plus ±{half} point")
    }

    /// What the words mean.
    fn reading(&self) -> String {
        let language = self.language;
        let people = language.pick("People", "ETP");
        say!(
            language,
            "Build: setting up, building, adapting, roll-out, leaving, buying in; run: all else, the old system too. {people}: full-time, on average over the year, the billed part of the core’s included, those who keep the old system up not; 12 person-months of 152 hours are a full-time year. All is cash: what is late or never live costs less."
                | "Investissement : mise en place, construction, adaptation, déploiement, départs, droits d’entrée ; fonctionnement : tout le reste, ancien système compris. {people} : équivalents temps plein, en moyenne sur l’exercice, avec la part facturée du code commun et sans l’ancien système ; 12 mois-personnes de 152 heures font une année à temps plein. Ce sont des dépenses seules : un système en retard ou jamais mis en service y coûte donc moins."
        )
    }
}
