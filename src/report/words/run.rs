//! The answer of `run`: the question, what sharing saves, who may lose, what it rests on.

mod losers;
mod table;
mod warnings;

use super::{inputs, names};
use crate::document::Document;
use crate::language::{Language, Noun, Unit, code, number, path, percent, say};
use model::results::{DesignResult, Dimension, End, Fees, PrecisionResult, PrecisionUnit, Results, Saving};
use model::scenario::Strategy;
use study::input::problem::{inert, shown};

/// Defaults listed.
const DEFAULTS: usize = 3;

/// What was found, in words.
pub fn document(results: &Results, language: Language) -> Document {
    let words = Words { results, language };
    let mut document = Document::new(language);
    document.paragraph(inert(names::in_language(&results.question.title, language).chars()));
    document.paragraph(words.head());
    document.paragraphs(words.design(&results.run.design));
    document.paragraphs(results.run.precision.iter().map(|precision| words.precise(precision)));
    document.section().table(table::table(results, language)).section();
    document.paragraphs(results.savings.iter().map(|saving| words.verdict(saving)));
    document.paragraph(words.break_even()).paragraph(words.fate()).paragraphs(words.grant());
    document.paragraphs(results.consortium.fees.iter().map(|fees| words.schedule(fees)));
    document.paragraph(losers::losers(&results.administrations, language));
    words.defaults(&mut document);
    for warning in &results.warnings {
        document.warning(warnings::sentence(warning, language));
    }
    document
}

/// Decimals that show three digits of a value, and of 0 two.
fn decimals(value: f64) -> usize {
    match value.abs() {
        large if large >= 100.0 => 0,
        medium if medium >= 10.0 => 1,
        small if small >= 1.0 || small == 0.0 => 2,
        _ => 3,
    }
}

struct Words<'a> {
    results: &'a Results,
    language: Language,
}

impl Words<'_> {
    fn head(&self) -> String {
        let (question, run, language) = (&self.results.question, &self.results.run, self.language);
        let administrations = Noun::ADMINISTRATION.counted(question.administrations, language);
        let modules = Noun::MODULE.counted(question.modules, language);
        let years = Noun::YEAR.counted(question.horizon, language);
        let (currency, year, seed) = (shown(&question.currency), question.price_year, run.seed);
        let count = number(run.replications as f64, 0, language);
        let replications = Noun::REPLICATION.word(run.replications as f64, language);
        say!(
            language,
            "{administrations}, {modules}, {years}; {currency} of {year}, present value; {count} {replications}, seed {seed}"
                | "{administrations}, {modules}, {years} ; {currency}, prix de {year}, valeur actualisée ; {count} {replications}, graine {seed}"
        )
    }

    /// The design, where draws are not random.
    fn design(&self, design: &DesignResult) -> Option<String> {
        let (randomisations, points) = design.randomisations.zip(design.points)?;
        let (points, name) = (number(points as f64, 0, self.language), path(design.name.word()));
        Some(say!(
            self.language,
            "Design: {name}, {randomisations} randomisations of {points} points each"
                | "Plan : {name}, {randomisations} tirages de {points} points chacun"
        ))
    }

    /// What ended a run that was to know something precisely.
    fn precise(&self, precision: &PrecisionResult) -> String {
        let language = self.language;
        let amount = |half: f64| match &precision.unit {
            PrecisionUnit::ShareOfEstimate => format!("{} %", significant(half * 100.0, language)),
            PrecisionUnit::Own(Dimension::Probability) => format!("{} points", significant(half * 100.0, language)),
            PrecisionUnit::Own(unit) => format!("{} {}", significant(half, language), short(unit, language)),
        };
        let known = precision.reached.map_or_else(
            || language.pick("not at all", "inconnue").to_owned(),
            |reached| {
                let reached = amount(reached);
                say!(language, "to ±{reached}" | "connue à {reached} près")
            },
        );
        let why = match self.results.run.ended_by {
            End::Precision => language.pick("as precisely as asked", "précision demandée atteinte"),
            End::Interrupt => language.pick("interrupted before", "interruption avant la fin"),
            End::MaxReplications | End::Replications => {
                language.pick("the most replications allowed are done", "nombre maximal de réplications atteint")
            }
        };
        let (statistic, asked) = (code(&shown(&precision.statistic)), amount(precision.asked));
        say!(
            language,
            "Stopped: {why}; {statistic} is known {known} (asked ±{asked})"
                | "Arrêt : {why} ; {statistic} est {known} (demandé : {asked})"
        )
    }

    /// An amount of money in a unit of its own size; none where it is as good as 0.
    fn amount(&self, value: Option<f64>) -> Option<String> {
        let value = value.filter(|value| *value >= 0.005)?;
        let unit = Unit::of(value, &shown(&self.results.question.currency), self.language);
        let scaled = value / unit.factor;
        let decimals = decimals(scaled);
        Some(format!("{} {}", number(scaled, decimals, self.language), unit.beside(scaled, decimals, self.language)))
    }

    fn verdict(&self, saving: &Saving) -> String {
        let language = self.language;
        let strategy = match saving.against {
            Strategy::Independent => language.pick("building alone", "de construire séparément"),
            Strategy::Fork => language.pick("copying and forking", "de copier et de diverger"),
            Strategy::Buy => language.pick("buying", "d’acheter"),
            Strategy::Shared => language.pick("sharing", "de partager"),
        };
        let p = saving.positive;
        let [value, effort] = [p.value, saving.effort_positive.value].map(|share| percent(share, language));
        let [low, high] = [p.low, p.high].map(|share| number(100.0 * share, 0, language));
        say!(
            language,
            "Cheaper than {strategy} in {value} of replications (95% interval {low}–{high}%), less effort in {effort}."
                | "Moins cher que {strategy} dans {value} des réplications (intervalle de confiance à 95 % : {low}–{high} %), moins d’effort dans {effort}."
        )
    }

    fn break_even(&self) -> String {
        let (consortium, language) = (&self.results.consortium, self.language);
        let within = percent(consortium.breaks_even.value, language);
        let median = match consortium.break_even_median {
            Some(0.0) => {
                language.pick("sharing is never dearer", "la mise en commun n’est jamais plus chère").to_owned()
            }
            Some(year) => {
                let years = Noun::YEAR.counted(year as usize + 1, language);
                say!(language, "sharing breaks even after {years}" | "la mise en commun est rentable après {years}")
            }
            None => language
                .pick(
                    "sharing does not break even within the horizon",
                    "la mise en commun ne devient pas rentable avant l’horizon",
                )
                .to_owned(),
        };
        let peak = self.amount(consortium.peak_extra_outlay.quantile(90)).map_or_else(String::new, |peak| {
            say!(
                language,
                "; on the way it needs up to {peak} more (P90)"
                    | " ; d’ici là, elle demande jusqu’à {peak} de plus (P90)"
            )
        });
        say!(
            language,
            "In the median case {median}; break-even comes in {within} of replications{peak}."
                | "Dans le cas médian, {median} ; le seuil de rentabilité est atteint dans {within} des réplications{peak}."
        )
    }

    fn fate(&self) -> String {
        let (results, language) = (self.results, self.language);
        let consortium = &results.consortium;
        let live = |strategy: Strategy| {
            let years = results.strategy(strategy).and_then(|strategy| strategy.go_live.quantile(50));
            years.map_or_else(|| language.pick("never", "jamais").to_owned(), |years| number(years, 1, language))
        };
        let (alone, together) = (live(Strategy::Independent), live(Strategy::Shared));
        let [abandoned, dissolved] =
            [consortium.abandoned, consortium.dissolved].map(|chance| percent(chance.value, language));
        let left = number(consortium.members_at_end.quantile(50).unwrap_or(0.0), 0, language);
        let all = number(results.question.administrations as f64, 0, language);
        say!(
            language,
            "Live after {alone} years alone, {together} shared (median). The core build is abandoned in {abandoned} of replications, the consortium dissolved later in {dissolved}; {left} of {all} members are there at the end (median)."
                | "Mise en service (médiane, en années) : {alone} séparément, {together} en commun. La construction du code commun est abandonnée dans {abandoned} des réplications, le consortium dissous plus tard dans {dissolved} ; membres restants à la fin (médiane) : {left} sur {all}."
        )
    }

    fn grant(&self) -> Option<String> {
        let grant = self.amount(self.results.consortium.funding.quantile(50))?;
        Some(say!(
            self.language,
            "A grant of {grant} (median) lowers the members' bills; it is no saving."
                | "Une subvention de {grant} (médiane) allège les factures des membres ; ce n’est pas une économie."
        ))
    }

    /// What the fees of a schedule would come to as they are written.
    fn schedule(&self, fees: &Fees) -> String {
        let language = self.language;
        let owed = self.amount(fees.owed.quantile(50)).unwrap_or_else(|| language.pick("nothing", "zéro").to_owned());
        let ends = [5, 50, 95].map(|percent| fees.cover.quantile(percent).map(|factor| times(factor, language)));
        let ([Some(low), Some(middle), Some(high)], true) = (ends, fees.cover.count > 0) else {
            return say!(
                language,
                "The yearly fees as written come to {owed} (median), and there is nothing that they are to pay for."
                    | "Les cotisations annuelles prévues s’élèvent à {owed} (médiane), et il n’y a rien qu’elles aient à payer."
            );
        };
        let entry = self.amount(fees.entry.quantile(50)).map_or_else(String::new, |entry| {
            say!(
                language,
                " Entry fees, {entry}, go to earlier members."
                    | " Les droits d’entrée, {entry}, vont aux membres plus anciens."
            )
        });
        let enough = percent(fees.more_than_enough.value, language);
        say!(
            language,
            "The yearly fees as written come to {owed} (median), {middle} times what they are to pay for ({low} to {high}): more than enough in {enough} of replications. Bills are in proportion to them and add up to the cost.{entry}"
                | "Les cotisations annuelles prévues s’élèvent à {owed} (médiane), soit {middle} fois ce qu’elles doivent payer ({low} à {high}) : plus qu’il n’en faut dans {enough} des réplications. Les factures leur sont proportionnelles et leur somme est le coût.{entry}"
        )
    }

    /// The defaults that move the saving most.
    fn defaults(&self, document: &mut Document) {
        let language = self.language;
        if self.results.influential_defaults.is_empty() {
            document.paragraph(
                language.pick(
                    "No default decides anything here.",
                    "Aucune valeur par défaut ne décide quoi que ce soit ici.",
                ),
            );
            return;
        }
        document.paragraph(language.pick(
            "Left at default, and moving the mean saving most (by how much, ± one standard error):",
            "Laissées à leur valeur par défaut, celles qui déplacent le plus l’économie moyenne (de combien, ± une erreur type)\u{202F}:",
        ));
        for influence in self.results.influential_defaults.iter().take(DEFAULTS) {
            let unit = Unit::of(influence.saving_from.abs().max(influence.saving_to.abs()), "", language);
            let plain = |value: f64| number(value / unit.factor, decimals(value / unit.factor), language);
            let money = |value: f64| {
                let scaled = value / unit.factor;
                format!("{} {}", plain(value), unit.beside(scaled, decimals(scaled), language)).trim_end().to_owned()
            };
            let error = influence.standard_error.map_or_else(String::new, |error| {
                format!(" ±{}", number(error / unit.factor, decimals(influence.swing() / unit.factor), language))
            });
            let (from, to, moved) =
                (money(influence.saving_from), money(influence.saving_to), plain(influence.swing()));
            let (input, mark) = (inputs::bare(&influence.path, language), &influence.mark);
            let [low, high] = [&influence.moved_from, &influence.moved_to].map(|value| names::value(value, language));
            document.detail(say!(
                language,
                "{input} [{mark}]: {from} at {low}, {to} at {high} ({moved}{error})"
                    | "{input} [{mark}] : {from} à {low}, {to} à {high} ({moved}{error})"
            ));
        }
    }
}

/// The unit of a precision.
fn short(unit: &Dimension, language: Language) -> String {
    Unit::of_quantity(unit, 1.0, language).words
}

/// Three significant digits.
fn significant(value: f64, language: Language) -> String {
    let digits = if value > 0.0 { (2.0 - libm::log10(value).floor()).clamp(0.0, 9.0) as usize } else { 0 };
    number(value, digits, language)
}

/// A factor, to two digits behind the point, or three of its own where it is small.
fn times(factor: f64, language: Language) -> String {
    if factor >= 0.01 { number(factor, 2, language) } else { significant(factor, language) }
}
