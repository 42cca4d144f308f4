//! The answer of `cross-check`: the models beside the simulation, and what makes them differ.

use super::words::{listed, results, table, wrapped};
use report::charts::{Language, number, percent};
use std::path::Path;
use study::analysis::cross_check::found::{Added, CrossCheck, CrossConstant, CrossModel};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &CrossCheck, place: &Path, names: &str) -> String {
    let mut text = wrapped(&format!(
        "{}: person-months of building {} system{}, alone and by a shared core, nothing of running them; {} replications, seed {}",
        shown(&found.scenario),
        found.members,
        if found.members == 1 { "" } else { "s" },
        number(found.replications as f64, 0, LANGUAGE),
        found.seed
    ));
    text += &("\n".to_owned() + &models(found) + "\n");
    text += &wrapped("What the models leave out, one after another (medians, each with all before it):");
    text += &("\n".to_owned() + &steps(found) + "\n");
    text += &wrapped(&why(found));
    text.extend(found.models.iter().map(|model| wrapped(&about(model))));
    text + &results(place, names)
}

fn models(found: &CrossCheck) -> String {
    let header = ["", "alone", "shared", "of alone", "pays from members"].map(str::to_owned).to_vec();
    let from = |members: Option<usize>| match members {
        Some(members) => members.to_string(),
        None if found.counted == 0 => "not counted".to_owned(),
        None => "never".to_owned(),
    };
    let months = |value| months(value, found);
    let row = |name: &str, alone: String, shared: String, share: f64, members| {
        vec![name.to_owned(), alone, shared, percent(share, LANGUAGE), from(members)]
    };
    let simulated = &found.simulated;
    let range = |[low, middle, high]: [f64; 3]| match low == high {
        true => months(middle),
        false => format!("{} ({} to {})", months(middle), months(low), months(high)),
    };
    let last = row(
        "simulation, median (5% to 95%)",
        range(simulated.independent),
        range(simulated.shared),
        simulated.shared[1] / simulated.independent[1],
        simulated.pays_from,
    );
    let rows = found.models.iter().map(|one| {
        row(one.name, months(one.independent), months(one.shared), one.shared / one.independent, one.pays_from)
    });
    table(header, rows.chain([last]))
}

fn steps(found: &CrossCheck) -> String {
    let steps = &found.steps;
    let (months, signed) = (|value| months(value, found), |value| signed(value, found));
    let header = ["", "alone", "", "shared", ""].map(str::to_owned).to_vec();
    let rows = steps.iter().enumerate().map(|(k, step)| {
        let before = k.checked_sub(1).map(|before| &steps[before]);
        let more = |now: f64, then: Option<f64>| then.map_or(String::new(), |then| signed(now - then));
        vec![
            with(step.with).to_owned(),
            months(step.independent),
            more(step.independent, before.map(|before| before.independent)),
            months(step.shared),
            more(step.shared, before.map(|before| before.shared)),
        ]
    });
    table(header, rows)
}

fn with(added: Added) -> &'static str {
    match added {
        Added::Medians => "SIMPLE: all inputs at their median",
        Added::Uncertainty => "inputs as uncertain as they are",
        Added::Coordination => "coordination",
        Added::Overruns => "overruns",
        Added::Failures => "abandoned builds and exits",
    }
}

/// Where the simulation differs, and why.
fn why(found: &CrossCheck) -> String {
    let (Some(certain), Some(last)) = (found.steps.get(1), found.steps.last()) else { return String::new() };
    let more = |k: usize| {
        let [before, now] = [&found.steps[k - 1], &found.steps[k]];
        (now.shared - before.shared) - (now.independent - before.independent)
    };
    let most = (1..found.steps.len()).max_by(|a, b| more(*a).abs().total_cmp(&more(*b).abs())).unwrap_or(1);
    let verdict = |shares: bool| if shares { "sharing" } else { "building alone" };
    // The median of what is saved, by which members are counted, too: medians of costs may lie the other way round.
    let shares = found.simulated.saving[1] > 0.0;
    let said: Vec<String> = found
        .models
        .iter()
        .filter(|one| (one.shared < one.independent) != shares)
        .map(|one| one.name.to_owned())
        .collect();
    let agreement = match said.as_slice() {
        [] => format!("All say that {} takes less.", verdict(shares)),
        others => format!(
            "The simulation says that {} takes less, {} {} the contrary.",
            verdict(shares),
            listed(others),
            if others.len() == 1 { "says" } else { "say" }
        ),
    };
    let apart = match (last.shared < last.independent) == shares {
        true => String::new(),
        false => format!(
            " It does so in most replications: sharing takes less in {}, and saves {} in the median. The median of all that \
             {} takes lies below the other nevertheless, as the two medians are of different replications.",
            percent(found.simulated.positive.value, LANGUAGE),
            months(found.simulated.saving[1], found),
            verdict(!shares)
        ),
    };
    let [alone, together] =
        [last.independent - certain.independent, last.shared - certain.shared].map(|more| months(more, found));
    let added = match is_none(&alone) && is_none(&together) {
        true => ", and none of them adds anything here".to_owned(),
        false => {
            format!(
                ": from them on the simulation adds {alone} person-months to building alone and {together} to sharing"
            )
        }
    };
    let by = months(more(most).abs(), found);
    let balance = match is_none(&by) {
        true => "Nothing of what they leave out changes the balance.".to_owned(),
        false => format!(
            "What changes the balance most is {}, in favour of {} ({by} person-months).",
            with(found.steps[most].with),
            verdict(more(most) < 0.0)
        ),
    };
    format!("{agreement}{apart} The models know no coordination, overruns, abandoned builds or exits{added}. {balance}")
}

/// Whether an amount is shown as nothing.
fn is_none(shown: &str) -> bool {
    !shown.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
}

/// What sets a model apart, and the numbers that it brings with it.
fn about(model: &CrossModel) -> String {
    let one = |constant: &CrossConstant| format!("{} {} [{}]", constant.name, constant.value, constant.mark);
    let own = match model.constants.as_slice() {
        [] => String::new(),
        all => format!(" Its numbers: {}.", all.iter().map(one).collect::<Vec<_>>().join(", ")),
    };
    format!("{} {}.{own} Source: {}.", model.name, model.differs, model.source)
}

/// Person-months, with a decimal where all are few.
fn months(value: f64, found: &CrossCheck) -> String {
    number(value, if found.simulated.independent[1] < 100.0 { 1 } else { 0 }, LANGUAGE)
}

fn signed(value: f64, found: &CrossCheck) -> String {
    let sign = if value >= 0.0 { "+" } else { "" };
    format!("{sign}{}", months(value, found))
}
