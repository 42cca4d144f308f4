//! The answer of `backtest`: what was foretold of each case, how well, and what so few cases can tell.

use super::words::{listed, results, table, wrapped};
use model::results::Probability;
use model::scenario::Observable;
use report::charts::{Language, figure, number, percent};
use std::path::Path;
use study::analysis::backtest::found::{
    Backtest, Coverage, EventScore, Foretold, MeanOfCases, NumberScore, PastCase, Scores, Which,
};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Backtest, place: &Path, names: &str) -> String {
    let count = number(found.replications as f64, 0, LANGUAGE);
    let mut text = wrapped(&format!(
        "{} whose end is known, from what was known before; {count} replications of each, seed {}",
        cases(found.cases.len()),
        found.seed
    ));
    text += &events(&found.cases);
    text += &numbers(&found.cases);
    for scores in &found.scores {
        text += &told(scores, &found.scores[0]);
    }
    text += &wrapped(&format!("The naive forecaster says {}.", found.naive));
    text += &wrapped(CAUTION);
    if is_weak_anywhere(&found.cases) {
        text += &wrapped(WEAK);
    }
    text + &results(place, names)
}

/// What nobody should forget who reads the scores.
const CAUTION: &str = "Mind: the cases were not drawn by lot. Successes are found in collections, failures in audits and \
    newspapers (#: it was looked for because of its end); figures of one case are not apart from each other; of those marked * \
    a default rests on this very case.";

/// What the marks beside outcomes mean.
const WEAK: &str = "Beside what came: [R] it is commonly quoted and was not verified, [G] it is judgement.";

fn is_weak_anywhere(cases: &[PastCase]) -> bool {
    cases.iter().flat_map(|case| &case.figures).any(|one| !one.mark.is_sourced())
}

fn head(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// A row a case with the chance of every event, and whether it came.
fn events(cases: &[PastCase]) -> String {
    let kinds = [Observable::Abandoned, Observable::Exits];
    let cell = |case: &PastCase, what| {
        let known = case.figures.iter().find(|figure| figure.what == what).and_then(|one| Some((one, one.event?)));
        match known {
            Some((one, event)) => {
                vec![percent(event.probability, LANGUAGE), yes_no(one.came).to_owned() + &signs(one)]
            }
            None => vec![String::new(), String::new()],
        }
    };
    let has_event = |case: &&PastCase| case.figures.iter().any(|figure| figure.event.is_some());
    let rows: Vec<Vec<String>> = cases
        .iter()
        .filter(has_event)
        .map(|case| std::iter::once(name(case)).chain(kinds.iter().flat_map(|&what| cell(case, what))).collect())
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    table(head(&["event", "abandoned: chance", "came", "exits: chance", "came"]), rows.into_iter())
}

/// A row a case and number.
fn numbers(cases: &[PastCase]) -> String {
    let rows: Vec<Vec<String>> =
        cases.iter().flat_map(|case| case.figures.iter().filter_map(|one| number_row(case, one))).collect();
    if rows.is_empty() {
        return String::new();
    }
    let header = head(&["number", "of", "came", "P5", "P25", "P50", "P75", "P95", "mid-PIT", "within"]);
    table(header, rows.into_iter())
}

fn number_row(case: &PastCase, one: &Foretold) -> Option<Vec<String>> {
    let forecast = one.number?;
    let within = match (forecast.in_50, forecast.in_90) {
        (true, _) => "50%",
        (false, true) => "90%",
        (false, false) => "neither",
    };
    let mut row = vec![name(case), unit(one.what).to_owned(), figure(one.came, LANGUAGE) + &signs(one)];
    row.extend(forecast.quantiles.map(|value| figure(value, LANGUAGE)));
    row.extend([number(forecast.pit[1], 2, LANGUAGE), within.to_owned()]);
    Some(row)
}

/// The id, marked where the case was found because of its end.
fn name(case: &PastCase) -> String {
    shown(&case.id) + if case.found_by_end { "#" } else { "" }
}

fn unit(what: Observable) -> &'static str {
    match what {
        Observable::MembersAtEnd => "members at the end",
        Observable::Cost => "cost, times the plan",
        Observable::YearsLate => "years late",
        Observable::Saving => "saving, share",
        Observable::Abandoned => "abandoned",
        Observable::Exits => "exits",
    }
}

fn cases(count: usize) -> String {
    format!("{count} case{}", if count == 1 { "" } else { "s" })
}

fn yes_no(came: f64) -> &'static str {
    if came > 0.5 { "yes" } else { "no" }
}

/// What is to be known of an outcome: that a default rests on it, and that nobody read it in a source.
fn signs(one: &Foretold) -> String {
    let star = if one.circular { "*" } else { "" };
    match one.mark.is_sourced() {
        true => star.to_owned(),
        false => format!("{star} [{}]", one.mark),
    }
}

/// What the scores over some of the figures tell, and what they cannot.
fn told(scores: &Scores, all: &Scores) -> String {
    let is_all = (&scores.events, &scores.numbers) == (&all.events, &all.numbers);
    let heading = match scores.of {
        Which::All => "All figures",
        Which::NotCircular if is_all => return wrapped("No default rests on any of these cases."),
        Which::NotCircular => "Without those marked *",
        Which::NotFoundByEnd | Which::Sourced if is_all => return String::new(),
        Which::NotFoundByEnd => "Without cases found because of how they ended (marked #)",
        Which::Sourced if scores.events.is_empty() && scores.numbers.is_empty() => {
            return wrapped("None of these ends was read in a source: all are marked [R] or [G].");
        }
        Which::Sourced => "Without those marked [R] or [G], which nobody read in a source",
    };
    let mut text = format!("\n{heading}\n");
    scores.events.iter().for_each(|event| text += &wrapped(&of_event(event)));
    scores.numbers.iter().for_each(|number| text += &wrapped(&of_number(number)));
    if let Some(coverage) = &scores.coverage {
        text += &wrapped(&of_coverage(coverage));
    }
    text
}

fn of_event(event: &EventScore) -> String {
    let name = if event.what == Observable::Abandoned { "abandonment" } else { "exits" };
    let Probability { low, high, .. } = event.share;
    let inside = (low..=high).contains(&event.foretold);
    let verdict =
        if inside { "which holds the mean chance foretold" } else { "which the mean chance foretold is outside of" };
    format!(
        "- {name}: in {} of {}, {} foretold (a mean chance of {}). So many cases fit any rate from {} to {} (95%), {verdict}. Brier score {}{}.",
        event.happened,
        cases(event.cases),
        number(event.foretold * event.cases as f64, 1, LANGUAGE),
        percent(event.foretold, LANGUAGE),
        percent(low, LANGUAGE),
        percent(high, LANGUAGE),
        number(event.brier, 3, LANGUAGE),
        against(event.naive_brier, event.gain)
    )
}

fn of_number(score: &NumberScore) -> String {
    let name = unit(score.what);
    format!(
        "- {name}: {} of {} within P5 to P95, mean mid-PIT {}. CRPS {}{}.",
        score.in_90,
        score.cases,
        number(score.pit, 2, LANGUAGE),
        number(score.crps, 3, LANGUAGE),
        against(score.naive_crps, score.gain)
    )
}

/// `, naive 0.210: better by 0.030 (95% −0.010 to 0.070), which so few cases cannot tell from nothing`
fn against(naive: Option<f64>, gain: Option<MeanOfCases>) -> String {
    let (Some(naive), Some(gain)) = (naive, gain) else { return String::new() };
    let naive = number(naive, 3, LANGUAGE);
    let word = if gain.value < 0.0 { "worse" } else { "better" };
    let amount = |value: f64| number(value, 3, LANGUAGE);
    let (Some(low), Some(high)) = (gain.low, gain.high) else {
        return format!(", naive {naive}: one case tells nothing of the difference");
    };
    let [low, high] = if gain.value < 0.0 { [-high, -low] } else { [low, high] };
    let verdict = if low > 0.0 { "" } else { ", which so few cases cannot tell from nothing" };
    format!(
        ", naive {naive}: {word} by {} (95% {} to {}){verdict}",
        amount(gain.value.abs()),
        amount(low),
        amount(high)
    )
}

fn of_coverage(coverage: &Coverage) -> String {
    let part = |k: usize, range: &str| {
        let Probability { low, high, .. } = coverage.shares[k];
        format!(
            "{} within {range} ({} to {} at 95%; {} expected)",
            coverage.inside[k],
            percent(low, LANGUAGE),
            percent(high, LANGUAGE),
            percent(coverage.expected[k], LANGUAGE)
        )
    };
    let parts = listed(&[part(0, "P25 to P75"), part(1, "P5 to P95")]);
    let [low, high] = coverage.pit_if_right.map(|end| number(end, 2, LANGUAGE));
    let side = match coverage.pit {
        pit if pit < coverage.pit_if_right[0] => "things came lower than foretold",
        pit if pit > coverage.pit_if_right[1] => "things came higher than foretold",
        _ => "no leaning to either side can be told",
    };
    format!(
        "- all {} numbers: {parts}. Mean mid-PIT {}, of right forecasts {low} to {high}: {side}.",
        coverage.numbers,
        number(coverage.pit, 2, LANGUAGE)
    )
}
