//! The answer of `run`, in the order in which it is read: the question, the best strategy and its best rival, what each costs,
//! who gains least, what could change the choice, what is not covered.

pub(crate) mod choice;
mod influences;
mod members;
mod table;
mod warnings;

use super::names;
use crate::document::{Block, Document, Table};
use crate::language::{Language, Noun, Unit, code, number, path, percent, say};
use model::results::{DesignResult, Dimension, End, Fees, PrecisionResult, PrecisionUnit, Results};
use model::scenario::Strategy;
use study::input::problem::{inert, shown};

/// The parts of the answer, in order; what shows it all at once needs [`document`] alone.
pub(crate) struct Answer {
    /// The question.
    pub title: String,
    /// What is counted, in which money, how often it was simulated, and why the run ended.
    pub basis: Vec<String>,
    /// The best strategy and its best rival, how surely, in cash, and by what becomes of the core.
    pub verdict: Vec<String>,
    /// What the strategies are charged for service that they have less than building alone.
    pub charged: Option<String>,
    /// What each strategy costs.
    pub strategies: Table,
    /// What befalls the consortium, and what its grant and its fees come to.
    pub fate: Vec<String>,
    /// Who gains least.
    pub least: Option<String>,
    /// What could change the choice.
    pub changes: Vec<Block>,
    /// The class of the estimate.
    pub class: Option<String>,
    /// What is not covered.
    pub not_covered: String,
    /// What a reader must know before trusting the means.
    pub warnings: Vec<String>,
}

impl Answer {
    /// Of a run.
    pub fn of(results: &Results, language: Language) -> Answer {
        let words = Words { results, language };
        let design = words.design(&results.run.design);
        let precise = results.run.precision.iter().map(|precision| words.precise(precision));
        let verdict =
            [choice::best(results, language), choice::cash(results, language), choice::outturns(results, language)];
        let grant = words.grant().map_or_else(String::new, |grant| format!(" {grant}"));
        let fees = results.consortium.fees.iter().map(|fees| words.schedule(fees));
        Answer {
            title: inert(names::in_language(&results.question.title, language).chars()),
            basis: [words.head()].into_iter().chain(design).chain(precise).collect(),
            verdict: verdict.into_iter().flatten().collect(),
            charged: choice::charged(results, language),
            strategies: table::table(results, language),
            fate: [words.fate() + &grant].into_iter().chain(fees).collect(),
            least: members::least(results, language),
            changes: influences::influences(results, language),
            class: choice::class(results, language),
            not_covered: influences::not_covered(results, language),
            warnings: results.warnings.iter().map(|warning| warnings::sentence(warning, language)).collect(),
        }
    }
}

/// What was found, in words.
pub fn document(results: &Results, language: Language) -> Document {
    let answer = Answer::of(results, language);
    let mut document = Document::new(language);
    document.paragraph(answer.title).paragraphs(answer.basis).paragraphs(answer.verdict);
    document.section().table(answer.strategies).section();
    document.paragraphs(answer.fate).paragraphs(answer.least);
    answer.changes.into_iter().for_each(|block| {
        document.push(block);
    });
    let class = answer.class.map_or_else(String::new, |class| format!("{class} "));
    document.paragraph(class + &answer.not_covered);
    answer.warnings.into_iter().for_each(|warning| {
        document.warning(warning);
    });
    document
}

/// The beginning of the answer: the question, the best strategy and how surely.
pub fn beginning(results: &Results, language: Language) -> Document {
    let answer = Answer::of(results, language);
    let mut document = Document::new(language);
    document.paragraph(answer.title).paragraphs(answer.basis).paragraphs(answer.verdict);
    document.paragraphs(answer.class).section();
    document
}

/// Share of replications from which on it is told that somebody is never live.
const LATE: f64 = 0.01;

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
                language.pick("the most replications allowed are done", "nombre maximal de simulations atteint")
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

    fn fate(&self) -> String {
        let (results, language) = (self.results, self.language);
        let consortium = &results.consortium;
        let [abandoned, dissolved] =
            [consortium.abandoned, consortium.dissolved].map(|chance| percent(chance.value, language));
        let all = number(results.question.administrations as f64, 0, language);
        let left = consortium.members_at_end_delivered.quantile(50);
        let left = left.map_or_else(String::new, |left| {
            let left = number(left, 0, language);
            say!(
                language,
                "; delivered, {left} of {all} members remain (median)"
                    | " ; si le code est livré, {left} membres sur {all} restent à la fin (médiane)"
            )
        });
        let late = [Strategy::Independent, Strategy::Shared]
            .map(|strategy| results.strategy(strategy).map_or(0.0, |found| found.not_live.value));
        let late = match late.iter().any(|share| *share >= LATE) {
            true => {
                let [alone, shared] = late.map(|share| percent(share, language));
                say!(
                    language,
                    " Somebody is never live in {shared} shared, {alone} alone."
                        | " Quelqu’un n’est jamais en service dans {shared} en commun, dans {alone} si chacun construit seul."
                )
            }
            false => String::new(),
        };
        say!(
            language,
            "The core is abandoned in {abandoned} of replications, the consortium dissolved later in {dissolved}{left}.{late}"
                | "Le code commun est abandonné dans {abandoned} des simulations ; le consortium est dissous plus tard dans {dissolved}{left}.{late}"
        )
    }

    fn grant(&self) -> Option<String> {
        let grant = self.amount(self.results.consortium.funding.quantile(50))?;
        Some(say!(
            self.language,
            "A grant of {grant} (median), if it comes, lowers bills only."
                | "Une subvention de {grant} (médiane), si elle vient, n’allège que les factures."
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
                | "Les cotisations annuelles prévues s’élèvent à {owed} (médiane), soit {middle} fois ce qu’elles doivent payer ({low} à {high}) : plus qu’il n’en faut dans {enough} des simulations. Les factures leur sont proportionnelles et leur somme est le coût.{entry}"
        )
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
