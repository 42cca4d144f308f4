//! The answer of `terms`: small tables, each with a sentence that says what it means.

mod upstreaming;
mod worths;

use crate::document::{Cell, Document, Table};
use crate::language::{Language, Noun, Unit, file, listed, number, percent, range, say, with_sign};
use crate::words::inputs;
use crate::words::names;
use crate::words::names::in_cell;
use model::results::Known;
use study::analysis::header::Header;
use study::analysis::terms::found::{Departure, Entry, EntryYear, Gain, Support, Terms, Verdict, Who};
use study::input::problem::shown;

/// Founders named; of more their number is told.
const NAMED: usize = 4;
/// Departures shown; the file has all.
const DEPARTURES: usize = 8;

/// What was found, in words.
pub fn document(found: &Terms, language: Language) -> Document {
    let words = Words { found, language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).section();
    match &found.entry {
        Some(entry) => {
            document.table(words.entry(entry)).paragraph(words.on_entry(entry));
        }
        None => {
            document.paragraph(language.pick(
                "Nobody can join later: the horizon is over before the founders have had a year.",
                "Personne ne peut adhérer plus tard\u{202F}: l’horizon s’achève avant que les fondateurs aient eu un an.",
            ));
        }
    }
    document.section().table(words.support()).paragraph(words.on_support());
    document.section().table(words.departures()).paragraph(words.on_departures());
    document.section().table(words.upstreaming()).paragraph(words.on_upstreaming());
    document.section().table(words.worths()).paragraph(words.on_worths());
    document.section();
    document
}

struct Words<'a> {
    found: &'a Terms,
    language: Language,
}

impl Words<'_> {
    fn head(&self) -> String {
        let Header { scenario, currency, price_year, replications, seed, .. } = &self.found.header;
        let (currency, rule) = (shown(currency), names::rule_called(&self.found.cost_sharing, self.language));
        let count = number(*replications as f64, 0, self.language);
        say!(
            self.language,
            "{scenario}: {currency} of {price_year}, present value at equal service, means; cost shared by {rule}; {count} replications of each variant, seed {seed}"
                | "{scenario} : {currency}, prix de {price_year}, valeur actualisée à service égal, moyennes ; règle de répartition : {rule} ; {count} simulations de chaque variante, graine {seed}"
        )
    }

    fn name(&self, who: &Who) -> String {
        names::name(&who.name, &who.id, self.language)
    }

    /// The name in a cell of a table.
    fn cell(&self, who: &Who) -> String {
        in_cell(&self.name(who), &shown(&who.id))
    }

    /// A unit for the largest of amounts.
    fn unit(&self, amounts: impl Iterator<Item = f64>) -> Unit {
        let largest = amounts.map(f64::abs).filter(|value| value.is_finite()).fold(0.0, f64::max);
        Unit::of(largest, &shown(&self.found.header.currency), self.language)
    }

    /// `1.20 ±0.05`, half of the 95 % interval.
    fn with_half(&self, known: Known, unit: &Unit) -> Cell {
        let cell = Cell::bare(known.value, unit, self.language);
        let (Some(low), Some(high)) = (known.low, known.high) else { return cell };
        let half = unit.bare(high - known.value, self.language);
        let text = format!("{} ±{half}", unit.bare(known.value, self.language));
        cell.read(text).within([low, high].map(|end| end / unit.factor))
    }

    /// The same of a gain; what is nothing in every replication is called so.
    fn gained(&self, gain: &Gain, unit: &Unit) -> Cell {
        match gain.verdict() {
            Verdict::Nothing => self.language.pick("nothing", "rien").into(),
            _ => self.with_half(gain.mean, unit),
        }
    }

    /// Years, with a decimal where there is a part of one.
    fn years(&self, years: f64) -> (String, &'static str) {
        let decimals = if years.fract() == 0.0 { 0 } else { 1 };
        (number(years, decimals, self.language), Noun::YEAR.word(years, self.language))
    }

    fn entry(&self, entry: &Entry) -> Table {
        let language = self.language;
        let money =
            self.unit(entry.years.iter().flat_map(|year| [year.founders_gain.value, year.newcomer_saves.value]));
        let paid = self.unit(entry.years.iter().flat_map(|year| [year.least_payment, year.most_payment]));
        let (newcomer, unit, unit_paid) = (self.cell(&entry.newcomer), money.after("\n"), paid.after("\n"));
        let mut header = vec![
            say!(language, "{newcomer}\njoins in year" | "année d’adhésion\n({newcomer})"),
            say!(language, "founders gain{unit}" | "les fondateurs gagnent{unit}"),
            say!(language, "it saves{unit}" | "il économise{unit}"),
            say!(language, "payment on entry{unit_paid}" | "paiement à l’entrée{unit_paid}"),
        ];
        let by_fee = entry.path.as_deref().map(|path| path != "consortium.buy_in");
        header.extend(by_fee.map(|by_fee| {
            let words = match by_fee {
                true => language.pick("entry fee\nof all classes", "droit d’entrée\nde toutes les classes"),
                false => language.pick("or a buy-in\nfor all", "ou une part des\ncoûts passés"),
            };
            words.to_owned()
        }));
        let row = |year: &EntryYear| {
            let [least, most] = [year.least_payment, year.most_payment].map(|value| paid.bare(value, language));
            let zone = match year.least_payment > year.most_payment {
                true => language.pick("none suits both", "aucun accord possible").to_owned(),
                false => range(&least, &most, language),
            };
            let joins = self.years(year.joins).0;
            let mut row = vec![Cell::number(year.joins, 1, language).read(joins)];
            row.extend([year.founders_gain, year.newcomer_saves].map(|known| self.with_half(known, &money)));
            row.push(zone.into());
            row.extend(by_fee.map(|by_fee| self.setting(year.setting, by_fee, &paid)));
            row
        };
        Table::new(header, entry.years.iter().map(row))
    }

    /// A setting as a share or a fee; what is below 0 is not needed.
    fn setting(&self, known: Option<Known>, by_fee: bool, unit: &Unit) -> Cell {
        match known {
            None => "–".into(),
            Some(known) if known.value <= 0.0 => self.language.pick("none needed", "inutile").into(),
            Some(known) if by_fee => Cell::bare(known.value, unit, self.language),
            Some(known) if known.value > 1.0 => self.language.pick("over 1", "plus de 1").into(),
            Some(known) => Cell::number(known.value, 2, self.language),
        }
    }

    fn on_entry(&self, entry: &Entry) -> String {
        let language = self.language;
        let (count, newcomer) = (entry.founders.len(), self.name(&entry.newcomer));
        let founders = match count {
            1..=NAMED => listed(&entry.founders.iter().map(|who| self.name(who)).collect::<Vec<String>>(), language),
            _ => say!(language, "the {count} founders" | "les {count} fondateurs"),
        };
        let what = entry.path.as_deref().map_or_else(String::new, |key| {
            let key = inputs::quoted(key, language);
            say!(
                language,
                " {key}, which all who join later pay by, would do the same at the value on the right."
                    | " {key}, qui s’applique à tous ceux qui adhèrent plus tard, aurait le même effet à la valeur de droite."
            )
        });
        let are =
            if count == 1 { language.pick("is", "n’y perd pas") } else { language.pick("are", "n’y perdent pas") };
        say!(
            language,
            "Gain and saving by the rule as it stands, ± the 95% interval. With the lower payment to them in the year of joining {founders} {are} no worse off than if {newcomer} never joined; beyond the upper one {newcomer} would be; below 0 they would pay it.{what}"
                | "Gain et économie selon la règle en vigueur, ± l’intervalle de confiance à 95 %. Avec le plus petit paiement, reçu l’année de l’adhésion, {founders} {are} par rapport au cas où {newcomer} n’adhérerait jamais ; au-delà du plus grand, c’est {newcomer} qui y perdrait ; au-dessous de 0, ce seraient les fondateurs qui paieraient.{what}"
        )
    }

    /// The unit of grants to the core.
    fn core_unit(&self) -> Unit {
        self.unit(std::iter::once(self.found.most_tried))
    }

    /// A unit on lines of its own; those of French are long.
    fn below(&self, unit: &Unit) -> String {
        let unit = unit.after("\n");
        self.language.pick(unit.clone(), unit.replacen(" de ", "\nde ", 1).replacen(" d’", "\nd’", 1))
    }

    fn support(&self) -> Table {
        let (found, language) = (self.found, self.language);
        let money = self
            .unit(found.support.iter().flat_map(|one| [one.saves.value, one.own_grant, one.own_grant_at_confidence]));
        let core = self.core_unit();
        let (unit, core_unit, sure) = (self.below(&money), self.below(&core), percent(found.confidence, language));
        let second = say!(language, "\n\nin {sure}" | "\n\n\n\ndans {sure}");
        let header = [
            say!(language, "least willing" | "les moins disposés"),
            say!(language, "no dearer\nin" | "pas plus\ncher dans"),
            say!(language, "saves{unit}" | "économise{unit}"),
            say!(language, "own grant{unit}\nmean" | "subvention\npropre{unit}\nmoyenne"),
            second.clone(),
            say!(language, "core grant{core_unit}\nmean" | "au code\ncommun{core_unit}\nmoyenne"),
            second,
        ];
        let grant = |value: f64| match value {
            0.0 => language.pick("none", "aucune").into(),
            value => Cell::bare(value, &money, language),
        };
        let to_core = |value: Option<f64>, enough: bool| match value {
            _ if enough => language.pick("as now", "l’actuelle").into(),
            None => language.pick("none does", "impossible").into(),
            Some(value) => Cell::bare(value, &core, language),
        };
        let row = |one: &Support| {
            vec![
                self.cell(&one.who).into(),
                Cell::percent(one.no_dearer.value, language),
                self.with_half(one.saves, &money),
                grant(one.own_grant),
                grant(one.own_grant_at_confidence),
                to_core(one.core_grant, one.saves.value >= 0.0),
                to_core(one.core_grant_at_confidence, one.no_dearer.value >= found.confidence),
            ]
        };
        Table::new(header, found.support.iter().map(row))
    }

    fn on_support(&self) -> String {
        let (core, language) = (self.core_unit(), self.language);
        let [now, most] = [self.found.grant_now, self.found.most_tried].map(|value| core.amount(value, language));
        let (sure, funding) = (percent(self.found.confidence, language), inputs::named("consortium.funding", language));
        say!(
            language,
            "What makes each pay no more than alone, in the mean and in {sure} of replications: a grant to it alone (present value), or a {funding} in place of {now}; up to {most} was tried."
                | "Ce qui permet à chacun de ne pas payer plus que seul, en moyenne et dans {sure} des simulations : une subvention à lui seul (valeur actualisée), ou une {funding} au lieu de {now} ; essais jusqu’à {most}."
        )
    }

    fn departures(&self) -> Table {
        let (found, language) = (self.found, self.language);
        let money = self.unit(found.departures.iter().flat_map(|one| [one.never.value, one.later.value]));
        let (unit, (after, years)) = (money.after(", "), self.years(found.leaves_after));
        let header = [
            say!(language, "the others pay more{unit}" | "surcoût des autres{unit}"),
            say!(language, "if it\nnever joins" | "sans son\nadhésion"),
            say!(
                language,
                "if it leaves {after} {years}\nafter go-live" | "s’il part {after} {years}\naprès la mise en service"
            ),
            say!(language, "of their\ncost" | "de leur\ncoût"),
            say!(language, "hardest hit" | "le plus touché"),
        ];
        let row = |one: &Departure| {
            let hardest = one.hardest_hit.as_ref();
            let share = with_sign(&number(100.0 * one.later_share, 1, language), language);
            vec![
                self.cell(&one.who).into(),
                self.with_half(one.never, &money),
                self.with_half(one.later, &money),
                Cell::percent(one.later_share, language).read(share),
                hardest.map_or("–".into(), |(who, more)| {
                    let text = format!("{} ({})", self.cell(who), money.bare(*more, language));
                    Cell::bare(*more, &money, language).read(text)
                }),
            ]
        };
        Table::new(header, found.departures.iter().take(DEPARTURES).map(row))
    }

    fn on_departures(&self) -> String {
        let (found, language) = (self.found, self.language);
        let more = match found.departures.len().saturating_sub(DEPARTURES) {
            0 => String::new(),
            more => {
                let more = Noun::MORE.counted(more, language);
                say!(language, " {more} in the file {}." | " {more} dans le fichier {}.", file("departures.csv"))
            }
        };
        let owed = match found.entry.as_ref().is_some_and(|entry| entry.path.is_none()) {
            true => language.pick(
                " By this rule a member's part of the core is fixed, and owed after it has left, too.",
                " Selon cette règle, la part d’un membre dans le code commun est fixe, et due même après son départ.",
            ),
            false => "",
        };
        say!(
            language,
            "Both against its joining as it does and staying to the end. Less than 0: the others would pay less without it. It takes effect when the core has been live so long, or the member in it.{owed}{more}"
                | "Dans les deux cas, par rapport à un membre qui adhère comme prévu et reste jusqu’à la fin. Sous 0, les autres paieraient moins sans lui. Le délai avant le départ court à partir de la mise en service du code commun, ou de l’adhésion si elle est plus tardive.{owed}{more}"
        )
    }
}
