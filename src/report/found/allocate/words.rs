//! The answer of `allocate`: who pays what by which rule, who would leave, and what holds of the game.

mod stability;
mod tables;
mod why;

pub(super) use why::sentence as reason;

use crate::document::Document;
use crate::language::{Language, Unit, listed, number, say};
use crate::words::classes;
use crate::words::names::{count, rule_called};
use study::analysis::allocate::found::{Allocations, GameResult, Method, Named};
use study::input::problem::{inert, shown};

/// Most decimals of an amount.
const MOST_DECIMALS: usize = 9;

/// What was found, in words.
pub fn document(allocations: &Allocations, language: Language) -> Document {
    let game = &allocations.game;
    let words = Words { allocations, game, unit: unit(game, language), language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).paragraphs(words.method());
    if let Some(warning) = words.dearer() {
        document.warning(warning);
    }
    words.tables(&mut document);
    document.section().paragraphs(words.errors()).section();
    words.stability(&mut document);
    document
}

/// The unit of amounts: of a scenario the currency, in a multiple that suits what members pay alone; of a table its own.
fn unit(game: &GameResult, language: Language) -> Unit {
    let own = shown(game.unit.as_deref().unwrap_or_default());
    match game.replications {
        Some(_) => Unit::of(game.alone.values().fold(0.0, |most: f64, cost| most.max(*cost)), &own, language),
        None => Unit { factor: 1.0, decimals: game.decimals as usize, words: own },
    }
}

/// A rule by its name.
fn name(words: &str, language: Language) -> String {
    inert(rule_called(words, language).chars())
}

/// The same within a sentence: names of several words stand in quotation marks.
fn quoted(words: &str, language: Language) -> String {
    say!(language, "“{}”" | "« {} »", name(words, language))
}

struct Words<'a> {
    allocations: &'a Allocations,
    game: &'a GameResult,
    unit: Unit,
    language: Language,
}

impl Words<'_> {
    /// An amount with its unit; of a small one two digits.
    fn amount(&self, value: f64) -> String {
        let (scaled, total) = (value / self.unit.factor, self.game.total / self.unit.factor);
        let usual = self.unit.decimals;
        let least = libm::pow(10.0, -(usual as f64));
        let digits = match scaled.abs() {
            zero if zero <= 1e-9 * total.abs() => 0,
            small if small < 10.0 * least => {
                usual.max((1.0 - libm::log10(small).floor()).max(0.0) as usize).min(MOST_DECIMALS)
            }
            _ => usual,
        };
        let unit = match self.unit.words.as_str() {
            "" => String::new(),
            _ => format!(" {}", self.unit.beside(scaled, digits, self.language)),
        };
        number(scaled, digits, self.language) + &unit
    }

    /// The game in a line.
    fn head(&self) -> String {
        let (game, language) = (self.game, self.language);
        let members = game.alone.0.len();
        let saving = game.alone.values().sum::<f64>() - game.total;
        let difference = self.amount(saving.abs());
        let (alone, apart) = match classes::may_buy(game) {
            true => ("each alone, building or buying", "construisait ou achetait"),
            false => ("alone", "construisait"),
        };
        let comparison = match saving {
            _ if members == 1 => String::new(),
            saving if saving < 0.0 => {
                say!(language, ", {difference} more than {alone}" | ", {difference} de plus que si chacun {apart} seul")
            }
            _ => say!(
                language,
                ", {difference} less than {alone}" | ", {difference} de moins que si chacun {apart} seul"
            ),
        };
        let what = match (game.method, members) {
            (Method::Blocs, _) => language.pick("blocs", "blocs"),
            (_, 1) => language.pick("member", "membre"),
            _ => language.pick("members", "membres"),
        };
        let (id, total, each) = (&game.id, self.amount(game.total), self.each());
        // A table of coalitions says itself what it is of.
        let after = match game.replications {
            Some(_) => language
                .pick(" (bills after grants, and service lost)", " (factures après subventions et service perdu)"),
            None => "",
        };
        say!(
            language,
            "{id}: {members} {what}; {total} to divide{after}{comparison}{each}"
                | "{id} : {members} {what} ; {total} à répartir{after}{comparison}{each}"
        )
    }

    /// What costs are means of.
    fn each(&self) -> String {
        let (game, language) = (self.game, self.language);
        let Some(n) = game.replications else { return String::new() };
        let n = language.pick(n.to_string(), count(n, language));
        let all = match game.method {
            Method::Classes | Method::Sampling => language.pick("each coalition evaluated", "chaque coalition évaluée"),
            Method::Exact | Method::Blocs => language.pick("every coalition", "chaque coalition"),
        };
        match game.risk {
            None => say!(
                language,
                "; means of {n} replications of {all}, present value at equal service"
                    | " ; moyennes de {n} simulations de {all}, valeur actualisée à service égal"
            ),
            Some(level) => {
                let worst = number(100.0 * (1.0 - level), 0, language);
                say!(
                    language,
                    "; means of the worst {worst}% of {n} replications of {all}, present value at equal service"
                        | " ; moyennes des pires {worst} % de {n} simulations de {all}, valeur actualisée à service égal"
                )
            }
        }
    }

    /// By which method the game was evaluated, where it was not coalition by coalition.
    fn method(&self) -> Option<String> {
        let (game, language) = (self.game, self.language);
        let coalitions = count(game.evaluations.unwrap_or_default(), language);
        let found = game.classes.as_deref().unwrap_or_default();
        let classes: Vec<String> = found
            .iter()
            .map(|class| format!("{} ({})", classes::common(&class.common, language), count(class.size, language)))
            .collect();
        let classes = classes.join(", ");
        match game.method {
            Method::Exact => None,
            Method::Classes => Some(say!(
                language,
                "By classes of alike members, one coalition for every number of each: {coalitions} coalitions. Classes: {classes}."
                    | "Par classes de membres semblables, une coalition pour chaque effectif de chacune : {coalitions} coalitions. Classes : {classes}."
            )),
            Method::Sampling => Some(say!(
                language,
                "By sampling: {coalitions} of all coalitions were evaluated. Excesses are those of the worst groups found, and may be greater."
                    | "Par échantillonnage : {coalitions} coalitions ont été évaluées. Les excédents sont ceux des pires groupes trouvés, et peuvent être plus grands."
            )),
            Method::Blocs => Some(say!(
                language,
                "By blocs, each of which joins as a whole: {coalitions} coalitions. Blocs: {classes}."
                    | "Par blocs, dont chacun adhère en entier : {coalitions} coalitions. Blocs : {classes}."
            )),
        }
    }

    /// Where sharing among all costs more than what is divided: a reader must know that it is not what they would save.
    fn dearer(&self) -> Option<String> {
        let more = self.game.sharing.map_or(0.0, |sharing| sharing - self.game.total);
        (more > 1e-9 * self.game.total.abs()).then(|| {
            let more = self.amount(more);
            say!(
                self.language,
                "by sharing all would pay {more} more. What is divided is what smaller groups, or each alone, would cost; by a rule on the game bills would be higher in proportion."
                    | "en construisant en commun, tous paieraient {more} de plus. Ce qui est réparti est ce que coûteraient des groupes plus petits, ou chacun seul ; selon une règle du jeu, les factures seraient plus élevées en proportion."
            )
        })
    }

    /// How sure estimated shares are.
    fn errors(&self) -> Vec<String> {
        let language = self.language;
        let greatest =
            |errors: &Named<f64>| self.amount(errors.values().fold(0.0, |most: f64, error| most.max(*error)));
        let estimated =
            self.allocations.divisions().filter_map(|(rule, one)| Some((rule, one.standard_errors.as_ref()?)));
        let sentence = |(rule, errors): (&str, &study::analysis::allocate::found::ShareErrors)| {
            let parts = [
                errors.of_orders.as_ref().map(|one| {
                    let greatest = greatest(one);
                    say!(language, "{greatest} from the orders tried" | "{greatest} dus aux ordres essayés")
                }),
                errors.of_draws.as_ref().map(|one| {
                    let greatest = greatest(one);
                    say!(language, "{greatest} from the draws" | "{greatest} dus aux tirages")
                }),
            ];
            let parts = listed(&parts.into_iter().flatten().collect::<Vec<String>>(), language);
            let rule = name(rule, language);
            say!(
                language,
                "{rule} is an estimate: greatest standard error {parts}."
                    | "{rule} : c’est une estimation ; plus grande erreur type : {parts}."
            )
        };
        estimated.map(sentence).collect()
    }
}
