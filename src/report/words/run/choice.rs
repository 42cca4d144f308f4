//! The best strategy and its best rival: range, chance, simulation error and what is not known told apart.

use super::decimals;
use crate::language::{Language, Noun, Unit, capital, listed, number, percent, range, say};
use crate::words::names::taking;
use model::results::{Estimate, Outturn, Probability, Results, Saving, Spread, StrategyResult, Unknown};
use model::scenario::Strategy;
use study::input::problem::shown;

/// Times what a live year is worth beyond which nobody looks.
const FARTHEST: f64 = 10.0;

/// The class of the estimate, from how far costs of building alone spread around their median: within −25 % to +40 % it is
/// substantive, within −50 % to +100 % indicative, else of rough order of magnitude.
pub(super) fn class(results: &Results, language: Language) -> Option<String> {
    let ends = results.strategy(Strategy::Independent).and_then(spread)?;
    let [low, high] = ends;
    let class = match () {
        () if low >= -0.25 && high <= 0.4 => language.pick("Substantive estimate", "Estimation définitive"),
        () if low >= -0.5 && high <= 1.0 => language.pick("Indicative estimate", "Estimation indicative"),
        () => language.pick("Rough order of magnitude", "Ordre de grandeur"),
    };
    let [low, high] = [-low, high].map(|end| number(100.0 * end.max(0.0), 0, language));
    Some(say!(
        language,
        "{class}: alone costs {low}% less to {high}% more than its median (5% to 95%)."
            | "{class} : construire seul coûte de {low} % de moins à {high} % de plus que la médiane (5 % à 95 %)."
    ))
}

/// P5 and P95 of a cost, relative to its median.
fn spread(strategy: &StrategyResult) -> Option<[f64; 2]> {
    let [low, middle, high] = [5, 50, 95].map(|percent| strategy.cost.quantile(percent));
    let middle = middle.filter(|middle| *middle > 0.0)?;
    Some([low? / middle - 1.0, high? / middle - 1.0])
}

/// Money in a unit of its own size, with its sign where it is below 0.
pub(super) fn money(results: &Results, value: f64, language: Language) -> String {
    let unit = Unit::of(value, &shown(&results.question.currency), language);
    let scaled = value / unit.factor;
    let digits = decimals(scaled);
    format!("{} {}", number(scaled, digits, language), unit.beside(scaled, digits, language))
}

/// Two amounts in the unit of the larger: `−22.5 to 25.6 million CAD`.
fn amounts(results: &Results, ends: [f64; 2], language: Language) -> String {
    let greatest = ends.map(f64::abs).into_iter().fold(0.0, f64::max);
    let unit = Unit::of(greatest, &shown(&results.question.currency), language);
    let digits = decimals(greatest / unit.factor);
    let [low, high] = ends.map(|end| number(end / unit.factor, digits, language));
    format!("{} {}", range(&low, &high, language), unit.beside(greatest / unit.factor, digits, language))
}

/// What is saved or, below 0, costs more: `saving 2.3 million CAD`.
fn saves(results: &Results, value: f64, language: Language) -> String {
    let amount = money(results, value.abs(), language);
    if value < 0.0 {
        say!(language, "costing {amount} more" | "avec un surcoût de {amount}")
    } else {
        say!(language, "saving {amount}" | "avec une économie de {amount}")
    }
}

/// `74% of replications (65 to 83% over what is not known; simulation error ±1)`
pub(super) fn chance(chance: Probability, unknown: Option<Spread>, language: Language) -> String {
    let value = percent(chance.value, language);
    let half = 100.0 * (chance.high - chance.low) / 2.0;
    let error = number(half, usize::from(half < 0.95), language);
    let unknown = unknown.map_or_else(String::new, |spread| {
        let [low, high] = [spread.p5, spread.p95].map(|share| number(100.0 * share, 0, language));
        let ends = range(&low, &high, language);
        say!(language, "{ends}% over what is not known; " | "{ends} % selon ce qu’on ignore ; ")
    });
    say!(
        language,
        "{value} of replications ({unknown}simulation error ±{error})"
            | "{value} des simulations ({unknown}erreur de simulation ±{error})"
    )
}

/// The middle of a difference: its mean, or its median where there is no mean.
fn middle(estimate: &Estimate, language: Language) -> Option<(f64, &'static str)> {
    match estimate.mean {
        Some(mean) => Some((mean, language.pick("in the mean", "en moyenne"))),
        None => Some((estimate.quantile(50)?, language.pick("in the median", "en médiane"))),
    }
}

/// Why the best rival may be the best strategy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// What is not known could turn the choice.
    Unknown,
    /// So many replications do not tell the two apart.
    Simulation,
}

/// Whether the best strategy may be another.
pub(crate) fn doubt(results: &Results) -> Option<Doubt> {
    let best = results.best.as_ref()?;
    if best.unknown.as_ref().is_some_and(Unknown::may_turn) {
        return Some(Doubt::Unknown);
    }
    let half = best.cheaper_by.standard_error.map(|error| results.run.design.mean_interval_factor * error);
    let apart = match (best.cheaper_by.mean, half) {
        (Some(mean), Some(half)) => mean >= half,
        _ => best.cheaper.low >= 0.5,
    };
    (!apart).then_some(Doubt::Simulation)
}

/// The strategy that costs least, and how surely it is cheaper than the one that comes next.
pub(super) fn best(results: &Results, language: Language) -> Option<String> {
    let best = results.best.as_ref()?;
    let (strategy, rival) = (taking(best.strategy, language), taking(best.rival, language));
    let first = capital(strategy);
    let strategy = if language == Language::En { first.clone() } else { strategy.to_owned() };
    if best.cheaper_by.min == Some(0.0) && best.cheaper_by.max == Some(0.0) {
        return Some(say!(
            language,
            "{strategy} costs exactly as much as {rival}, and nothing costs less, at equal service."
                | "À service égal, {strategy} coûte exactement autant que {rival}, et rien ne coûte moins."
        ));
    }
    let (value, how) = middle(&best.cheaper_by, language)?;
    let by = money(results, value, language);
    let ends = [5, 95].map(|percent| best.cheaper_by.quantile(percent).unwrap_or(value));
    let ends = amounts(results, ends, language);
    let chance = chance(best.cheaper, best.unknown.map(|unknown| unknown.cheaper), language);
    match doubt(results) {
        Some(Doubt::Unknown) => {
            return Some(say!(
                language,
                "{strategy} costs least at equal service, {by} less {how} than {rival} (5% to 95%: {ends}), but as far as is known it may as well be the other way round. {first} is cheaper in {chance}."
                    | "À service égal, {strategy} coûte le moins : {by} de moins {how} que {rival} (5 % à 95 % : {ends}), mais en l’état des connaissances ce pourrait aussi bien être l’inverse. {first} est moins cher dans {chance}."
            ));
        }
        Some(Doubt::Simulation) => {
            let count = Noun::REPLICATION.counted(results.run.replications as usize, language);
            let tell = if results.run.replications == 1 {
                language.pick("does not tell", "ne permet pas")
            } else {
                language.pick("do not tell", "ne permettent pas")
            };
            return Some(say!(
                language,
                "{strategy} costs least at equal service, {by} less {how} than {rival} (5% to 95%: {ends}), but {count} {tell} the two apart. {first} is cheaper in {chance}."
                    | "À service égal, {strategy} coûte le moins : {by} de moins {how} que {rival} (5 % à 95 % : {ends}), mais {count} {tell} de les départager. {first} est moins cher dans {chance}."
            ));
        }
        None => {}
    }
    Some(say!(
        language,
        "{strategy} costs least at equal service: {by} less {how} than its best rival, {rival} (5% to 95%: {ends}). {first} is cheaper in {chance}."
            | "À service égal, {strategy} coûte le moins : {by} de moins {how} que la deuxième stratégie, {rival} (5 % à 95 % : {ends}). {first} est moins cher dans {chance}."
    ))
}

/// What the two cost in cash, and whether it is the worth of a live year that decides between them.
pub(super) fn cash(results: &Results, language: Language) -> Option<String> {
    let best = results.best.as_ref()?;
    let (cash, rival) = (best.cash_by.filter(|cash| *cash != 0.0)?, taking(best.rival, language));
    let by = money(results, cash.abs(), language);
    let assumed = match best.worth_assumed {
        true => language.pick(
            ", assumed to be such that building alone just pays",
            ", fixée au niveau où construire seul est tout juste avantageux",
        ),
        false => "",
    };
    let factor = best.worth_turns_at().filter(|factor| *factor <= FARTHEST);
    let times = factor.map(|factor| number(factor, 2, language));
    Some(match times {
        Some(times) if cash < 0.0 => say!(
            language,
            "In cash {rival} costs {by} less in the mean: what a live year is worth decides{assumed}; below {times} times that, {rival} costs less."
                | "En dépense, {rival} coûte {by} de moins en moyenne : tout dépend donc de la valeur d’une année de service{assumed} ; sous {times} fois cette valeur, {rival} coûte moins."
        ),
        Some(times) => say!(
            language,
            "In cash it costs {by} less in the mean, too; were a live year worth over {times} times as much{assumed}, {rival} would cost less."
                | "En dépense aussi, c’est {by} de moins en moyenne ; si une année de service valait plus de {times} fois sa valeur{assumed}, {rival} coûterait moins."
        ),
        None => say!(
            language,
            "In cash it costs {by} less in the mean, too, whatever a live year is worth up to {FARTHEST} times as much."
                | "En dépense aussi, c’est {by} de moins en moyenne, même si une année de service valait {FARTHEST} fois plus."
        ),
    })
}

/// What sharing saves against the best of the others where the core is delivered, and where it is abandoned.
pub(super) fn outturns(results: &Results, language: Language) -> Option<String> {
    let best = results.best.as_ref()?;
    let other = if best.strategy == Strategy::Shared { best.rival } else { best.strategy };
    let saving: &Saving = results.saving(other)?;
    let all = results.run.replications as f64;
    let told = |outturn: &Outturn| {
        let (positive, (value, _)) = (outturn.positive?, middle(&outturn.cost, language)?);
        let (share, sure) = (percent(outturn.replications as f64 / all, language), percent(positive.value, language));
        Some((share, sure, saves(results, value, language)))
    };
    let other = taking(other, language);
    let how = middle(&saving.cost, language)?.1;
    Some(match (told(&saving.delivered), told(&saving.abandoned)) {
        (Some((share, sure, saves)), Some((lost, unsure, loses))) => say!(
            language,
            "Sharing against {other}: if the core is delivered ({share} of replications), cheaper in {sure}, {saves} {how}; if it is abandoned ({lost}), in {unsure}, {loses}."
                | "Construire en commun plutôt que {other} : si le code commun est livré ({share} des simulations), c’est moins cher dans {sure}, {saves} {how} ; s’il est abandonné ({lost}), dans {unsure}, {loses}."
        ),
        (Some((_, sure, saves)), None) => say!(
            language,
            "Sharing against {other}: the core is always delivered; cheaper in {sure}, {saves} {how}."
                | "Construire en commun plutôt que {other} : le code commun est toujours livré ; c’est moins cher dans {sure}, {saves} {how}."
        ),
        (None, Some((_, sure, saves))) => say!(
            language,
            "Sharing against {other}: the core is always abandoned; cheaper in {sure}, {saves} {how}."
                | "Construire en commun plutôt que {other} : le code commun est toujours abandonné ; c’est moins cher dans {sure}, {saves} {how}."
        ),
        (None, None) => return None,
    })
}

/// What each strategy is charged for service that comes later than by building alone, or fails to come.
pub(super) fn charged(results: &Results, language: Language) -> Option<String> {
    let charge = |one: &StrategyResult| {
        let charge = one.equal_service.mean? - one.cost.mean?;
        let (amount, strategy) = (money(results, charge, language), taking(one.strategy, language));
        Some(say!(language, "{amount} for {strategy}" | "{amount} pour {strategy}"))
    };
    let others = results.strategies.iter().filter(|one| one.strategy != Strategy::Independent);
    let charges: Vec<String> = others.map(charge).collect::<Option<_>>()?;
    let charges = listed(&charges, language);
    (!charges.is_empty()).then(|| {
        say!(
            language,
            "At equal service means: a strategy is charged for every year of service that it has less than building alone, here in the mean {charges}."
                | "À service égal : chaque année de service qu’une stratégie a de moins que si chacun construit seul lui est imputée, ici en moyenne {charges}."
        )
    })
}
