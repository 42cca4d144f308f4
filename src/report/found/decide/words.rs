//! The answer of `decide`: the strategies as choices, who would rather have another, and what to find out first.

mod evppi;

use crate::document::{Cell, Document, Table};
use crate::language::{Language, Unit, code, listed, number, percent, say, typeset};
use crate::words::names;
use crate::words::names::strategy_in_row;
use model::results::AmbiguousCheapest;
use model::scenario::Strategy;
use study::analysis::decide::found::{Choice, Decision, MemberChoice};
use study::analysis::header::Header;
use study::input::problem::shown;

/// Costs that differ by less, relative, are the same: sums of the same amounts in another order.
const SAME: f64 = 1e-12;

/// What was found, in words.
pub fn document(found: &Decision, language: Language) -> Document {
    let budget = code("commonweal budget");
    let by_year =
        say!(language, "For the money of each year: {budget}." | "Pour la dépense de chaque exercice : {budget}.");
    let mut document = compared(found, Some(&by_year), language);
    document.section();
    evppi::evppi(found, is_certain(found), &mut document);
    document
}

/// What to find out first.
pub(super) fn find_out(found: &Decision, language: Language) -> Document {
    let mut document = Document::new(language);
    evppi::evppi(found, is_certain(found), &mut document);
    document
}

/// Which strategy to choose, and for whom not.
pub(super) fn choice(found: &Decision, language: Language) -> Document {
    compared(found, None, language)
}

/// The same, with a sentence on where the money of each year is told.
fn compared(found: &Decision, by_year: Option<&str>, language: Language) -> Document {
    let most = found.strategies.iter().map(|choice| choice.budget_p50_p70_p80[2]).fold(0.0, f64::max);
    let words = Words { found, unit: Unit::of(most, &shown(&found.header.currency), language), language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).section().table(words.choices());
    let about = say!(
        language,
        "Cash, and how often it is kept to, is present value before grants."
            | "La dépense et la part des simulations où elle est respectée sont en valeur actualisée, avant subvention."
    );
    document.paragraph([Some(about.as_str()), by_year].into_iter().flatten().collect::<Vec<&str>>().join(" "));
    document.section().paragraphs(words.verdict()).paragraphs(words.unknown());
    words.pairs(&mut document);
    document.paragraphs(words.members());
    document
}

/// A time of going live.
fn live_by(years: f64, language: Language) -> Cell {
    if years.is_finite() { Cell::number(years, 1, language) } else { language.pick("never", "jamais").into() }
}

/// Whether every replication comes to the same.
fn is_certain(found: &Decision) -> bool {
    let alike = |low: f64, high: f64| (high - low).abs() <= SAME * high.abs();
    found.strategies.iter().all(|choice| {
        let cost = choice.cost;
        let [low, high] = [cost.low, cost.high].map(|end| end.unwrap_or(cost.value));
        let budgets = choice.budget_p50_p70_p80;
        alike(low, high) && alike(budgets[0], budgets[2])
    })
}

struct Words<'a> {
    found: &'a Decision,
    unit: Unit,
    language: Language,
}

impl Words<'_> {
    fn head(&self) -> String {
        let Header { scenario, price_year, replications, seed, .. } = &self.found.header;
        let (unit, count) = (&self.unit.words, number(*replications as f64, 0, self.language));
        say!(
            self.language,
            "{scenario}: {unit} of {price_year}, present value, costs at equal service; {count} replications, seed {seed}"
                | "{scenario} : {unit}, prix de {price_year}, valeur actualisée, coûts à service égal ; {count} simulations, graine {seed}"
        )
    }

    fn name(&self, strategy: Strategy) -> &'static str {
        strategy_in_row(strategy, self.language)
    }

    fn bare(&self, value: f64) -> Cell {
        Cell::bare(value, &self.unit, self.language)
    }

    fn choices(&self) -> Table {
        let language = self.language;
        let header = language.pick(
            [
                "strategy",
                "cheapest in",
                "mean cost",
                "mean regret",
                "cash P50 / P70 / P80",
                "live by P50 / P70 / P80",
                "both kept",
            ],
            [
                "stratégie",
                "moins\nchère dans",
                "coût\nmoyen",
                "regret\nmoyen",
                "dépense\nP50 / P70 / P80",
                "mise en service\nP50 / P70 / P80",
                "dépense et date\nrespectées",
            ],
        );
        let row = |choice: &Choice| {
            let three = |values: [f64; 3], of: &dyn Fn(f64) -> Cell| {
                let texts = values.map(|value| of(value).text.plain());
                // What never comes is said once.
                match values.iter().all(|value| value.is_infinite()) {
                    true => of(values[0]),
                    false => of(values[0]).read(texts.join(" / ")),
                }
            };
            vec![
                self.name(choice.strategy).into(),
                Cell::percent(choice.cheapest.value, language),
                self.bare(choice.cost.value),
                self.bare(choice.regret),
                three(choice.budget_p50_p70_p80, &|value| self.bare(value)),
                three(choice.go_live_p50_p70_p80, &|years| live_by(years, language)),
                three(choice.joint_p50_p70_p80, &|share| Cell::percent(share, language)),
            ]
        };
        Table::new(header, self.found.strategies.iter().map(row))
    }

    fn verdict(&self) -> Option<String> {
        let (found, language) = (self.found, self.language);
        let best = found.strategies.iter().find(|choice| choice.strategy == found.best)?;
        let name = self.name(best.strategy);
        if is_certain(found) {
            return Some(say!(
                language,
                "Nothing is uncertain here: {name} costs least."
                    | "Rien n’est incertain ici : la stratégie la moins chère est « {name} »."
            ));
        }
        if best.regret == 0.0 {
            return Some(say!(
                language,
                "Least in the mean, and in every replication: {name}."
                    | "La moins chère en moyenne, et dans chaque simulation : « {name} »."
            ));
        }
        let cheapest = percent(best.cheapest.value, language);
        let [regret, most] = [best.regret, best.regret_p95].map(|value| self.unit.amount(value, language));
        Some(say!(
            language,
            "Least in the mean: {name}, the cheapest in {cheapest} of replications; otherwise it costs more than the cheapest, {regret} in the mean of all, over {most} in one of twenty."
                | "La moins chère en moyenne : « {name} », qui l’est aussi dans {cheapest} des simulations ; dans les autres, elle coûte plus que la moins chère : {regret} en moyenne sur toutes, plus de {most} dans une sur vingt."
        ))
    }

    /// How often each strategy is the cheapest in the mean over what is not known.
    fn unknown(&self) -> Option<String> {
        let (ambiguity, language) = (self.found.ambiguity.as_ref()?, self.language);
        let share = |(k, one): (usize, &AmbiguousCheapest)| {
            let (name, share) = (self.name(one.strategy), percent(one.share, language));
            let cases = if k == 0 { " des cas" } else { "" };
            say!(language, "{name} {share}" | "{name} dans {share}{cases}")
        };
        let some = ambiguity.cheapest.iter().filter(|one| one.share > 0.0).enumerate();
        let shares: Vec<String> = some.map(share).collect();
        let shares = match language {
            Language::En => listed(&shares, language),
            Language::Fr => shares.join(", "),
        };
        Some(say!(
            language,
            "Cheapest in the mean over what is not known, chance apart: {shares}."
                | "Selon la valeur réelle de ce qu’on ignore, la stratégie la moins chère en moyenne serait : {shares}."
        ))
    }

    /// What each strategy saves against each other, where there are more than two.
    fn pairs(&self, document: &mut Document) {
        let (found, language) = (self.found, self.language);
        if found.strategies.len() < 3 {
            return;
        }
        let unit = self.unit.after(language.pick(", ", ",\n"));
        let against = found.strategies.iter().map(|choice| {
            let name = self.name(choice.strategy);
            say!(language, "against {name}" | "face à\n« {name} »")
        });
        let header = std::iter::once(say!(language, "saves{unit}" | "économise{unit}")).chain(against);
        let cell = |strategy: Strategy, other: Strategy| {
            let Some(pair) = found.pairs.iter().find(|pair| pair.strategy == strategy && pair.against == other) else {
                return "–".into();
            };
            let half = pair.saves.high.map_or(f64::NAN, |high| high - pair.saves.value);
            let [value, half] = [pair.saves.value, half].map(|value| self.unit.bare(value, language));
            self.bare(pair.saves.value).read(format!("{value} ±{half} ({})", percent(pair.cheaper.value, language)))
        };
        let row = |choice: &Choice| {
            let cells = found.strategies.iter().map(|other| cell(choice.strategy, other.strategy));
            std::iter::once(self.name(choice.strategy).into()).chain(cells).collect::<Vec<Cell>>()
        };
        document.section().table(Table::new(header, found.strategies.iter().map(row)));
        document.paragraph(language.pick(
            "Means with their 95% interval, and in how many replications the strategy is cheaper.",
            "Moyennes avec leur intervalle de confiance à 95\u{202F}%, et part des simulations où la stratégie est moins chère.",
        ));
        document.section();
    }

    /// Those whose best strategy is another; strategies that cost a member the same stand together, as alone and a
    /// fork of the original do.
    fn members(&self) -> Vec<String> {
        let (found, language) = (self.found, self.language);
        let best = |one: &MemberChoice| -> Vec<Strategy> {
            let least = one.strategies.iter().map(|strategy| strategy.cost).fold(f64::INFINITY, f64::min);
            one.strategies
                .iter()
                .filter(|strategy| strategy.cost <= least + SAME * least.abs())
                .map(|strategy| strategy.strategy)
                .collect()
        };
        let mut groups: Vec<(Vec<Strategy>, Vec<String>)> = Vec::new();
        for one in &found.administrations {
            let (strategies, who) = (best(one), names::name(&one.name, &one.id, language));
            match groups.iter_mut().find(|group| group.0 == strategies) {
                Some(group) => group.1.push(who),
                None => groups.push((strategies, vec![who])),
            }
        }
        groups.retain(|(strategies, _)| *strategies != [found.best]);
        groups.sort_by_key(|(strategies, _)| {
            strategies
                .iter()
                .map(|strategy| found.strategies.iter().position(|own| own.strategy == *strategy))
                .collect::<Vec<_>>()
        });
        if groups.is_empty() && !found.administrations.is_empty() {
            let so = language.pick(
                "After funding, it is so for every administration.",
                "Après subvention, c’est le cas pour chaque administration.",
            );
            return vec![so.to_owned()];
        }
        groups.iter().map(|(strategies, names)| self.members_of(strategies, names)).collect()
    }

    fn members_of(&self, strategies: &[Strategy], names: &[String]) -> String {
        let names = listed(names, self.language);
        let own: Vec<&str> = strategies.iter().map(|strategy| self.name(*strategy)).collect();
        match (self.language, own.len()) {
            (Language::En, count) => {
                let same = if count > 1 { " alike" } else { "" };
                format!("Least in the mean by {}{same}, after funding, for {names}.", own.join(" and "))
            }
            (Language::Fr, count) => {
                let own = own.iter().map(|strategy| format!("« {strategy} »")).collect::<Vec<String>>().join(" et ");
                let are = match count {
                    1 => format!("la stratégie {own} est la moins chère"),
                    _ => format!("les stratégies {own} sont à égalité les moins chères"),
                };
                typeset(&format!("Après subvention, {are} en moyenne pour : {names}."))
            }
        }
    }
}
