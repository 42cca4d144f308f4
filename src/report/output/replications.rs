//! `replications.csv`: the first replications with every input and output (model.md section 9).

use super::OutputError;
use model::lanes::{LANES, Lanes};
use model::sampling::Sampler;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use model::scenario::{Scenario, Strategy};
use model::simulation::compare::{Account, break_even_and_peak, fees_cover};
use model::strategy::{Evaluator, FeesOutcome, Outcome};

/// The first `count` replications of a sampler, one row each.
pub fn replications_csv(scenario: &Scenario, sampler: &Sampler, count: u64) -> Result<Vec<u8>, OutputError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(std::iter::once("replication".to_owned()).chain(replication_columns(scenario)))?;
    each_replication(scenario, sampler, count, &mut |replication, values| {
        let values = values.iter().map(|&value| decimal_if_any(value));
        writer.write_record(std::iter::once(replication.to_string()).chain(values))
    })?;
    writer.into_inner().map_err(|error| OutputError::Csv(error.into_error().into()))
}

/// What is exported of a replication, by name: inputs, then outputs.
pub fn replication_columns(scenario: &Scenario) -> impl Iterator<Item = String> {
    exported_inputs(scenario).map(|row| scenario.input_name(row)).chain(output_names(scenario))
}

/// Hands on what is exported of each of the first `count` replications, in the order of [`replication_columns`]; NaN where there is
/// no number.
///
/// # Errors
/// Those of `take`.
pub fn each_replication(
    scenario: &Scenario,
    sampler: &Sampler,
    count: u64,
    take: &mut dyn FnMut(u64, &[f64]) -> csv::Result<()>,
) -> csv::Result<()> {
    let mut inputs = sampler.inputs();
    let mut evaluator = Evaluator::new(scenario);
    let indices: Vec<usize> = exported_inputs(scenario).map(|row| scenario.layout().row(row)).collect();
    let mut values = Vec::new();
    for first in (0..count).step_by(LANES) {
        sampler.draw(first, &mut inputs);
        evaluator.evaluate(&mut inputs);
        for lane in 0..LANES.min((count - first) as usize) {
            values.clear();
            values.extend(indices.iter().map(|&row| inputs.at(row).0[lane]));
            output_values(evaluator.outcome(), evaluator.discount(), lane, &mut values);
            take(first + lane as u64, &values)?;
        }
    }
    Ok(())
}

/// Shortest decimals that read back as the same number; nothing where there is none.
fn decimal_if_any(x: f64) -> String {
    if x.is_nan() { String::new() } else { format!("{x:?}").trim_end_matches(".0").to_owned() }
}

/// Every numeric input that sections 2 to 5 use, in the order of section 9.
fn exported_inputs(scenario: &Scenario) -> impl Iterator<Item = Row> {
    let modules = (0..scenario.modules.len()).map(Row::Module);
    let globals = Global::ALL.iter().copied().filter(move |&key| is_exported(key, scenario)).map(Row::Global);
    // The discount rate stands before the sizes of modules.
    let rate = Row::Global(Global::DiscountRate);
    let (first, globals): (Vec<Row>, Vec<Row>) = globals.partition(|&row| row == rate);
    let n = scenario.administrations.len();
    let members = (0..n).flat_map(|i| Member::ALL.iter().map(move |&key| Row::Member(i, key)));
    let events = (0..n).flat_map(|i| MemberEvent::ALL.iter().map(move |&event| Row::MemberEvent(i, event)));
    first
        .into_iter()
        .chain(modules)
        .chain(globals)
        .chain(members)
        .chain(events)
        .chain(ConsortiumEvent::ALL.iter().map(|&event| Row::Event(event)))
}

/// Whether sections 2 to 5 use a key itself, rather than by the draws it decides.
fn is_exported(key: Global, scenario: &Scenario) -> bool {
    match key {
        _ if !scenario.effort_model.uses(key) => false,
        Global::DiscountRate => scenario.discount_schedule.is_empty(),
        Global::Overrun
        | Global::AdaptationSameLevel
        | Global::AdaptationOtherLevel
        | Global::Upstreaming
        | Global::Exit
        | Global::Contagion
        | Global::Dissolution
        | Global::Loss => false,
        _ => scenario.may_buy() || !key.spec().path.starts_with("buy."),
    }
}

/// Columns of the outputs, and how each is told of a lane.
fn output_names(scenario: &Scenario) -> impl Iterator<Item = String> {
    let mut names = Vec::new();
    for strategy in &scenario.strategies {
        let word = strategy.word();
        names.extend(["effort", "cost"].map(|what| format!("{word}.{what}")));
        for one in &scenario.administrations {
            names.push(format!("administration.{}.{word}.cost", one.id));
            if *strategy != Strategy::Keep {
                names.push(format!("administration.{}.{word}.live_years", one.id));
            }
        }
    }
    let ends = ["shared.funding", "break_even", "members_at_end", "abandoned", "dissolved"];
    // Beyond section 9, and last, so that nobody who reads by its columns is disturbed.
    let fees: &[&str] =
        if scenario.cost_sharing.tiers.is_some() { &["fees.owed", "fees.entry", "fees.cover"] } else { &[] };
    names.extend(ends.iter().chain(fees).map(|&name| name.to_owned()));
    names.into_iter()
}

fn output_values(outcome: &Outcome, discount: &[Lanes], lane: usize, values: &mut Vec<f64>) {
    let (independent, shared, consortium) = (&outcome.strategies[0].1, &outcome.strategies[1].1, &outcome.shared);
    for (strategy, result) in &outcome.strategies {
        values.extend([result.effort, result.cost].map(|total| total.0[lane]));
        for member in &result.members {
            values.push(member.cost.0[lane]);
            if *strategy != Strategy::Keep {
                values.push(member.live_years.0[lane]);
            }
        }
    }
    let break_even = break_even_and_peak(independent, shared, discount, Account::Cash).0;
    values.extend([consortium.funding, break_even, consortium.members_at_end].map(|value| value.0[lane]));
    values.extend([consortium.abandoned, consortium.dissolved].map(|is| f64::from(u8::from(is.lane(lane)))));
    if let Some(FeesOutcome { yearly: owed, entry }) = consortium.fees {
        values.extend([owed, entry, fees_cover(owed, consortium.pot)].map(|value| value.0[lane]));
    }
}
