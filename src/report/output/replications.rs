//! `replications.csv`: the first replications with every input and output (model.md section 9).

use super::OutputError;
use model::lanes::LANES;
use model::sampling::Sampler;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use model::scenario::{Scenario, Strategy};
use model::simulation::compare::{Account, break_even_and_peak, fees_cover};
use model::strategy::{Evaluator, FeesOutcome, Outcome};

/// The first `count` replications of a sampler, one row each.
pub fn replications_csv(scenario: &Scenario, sampler: &Sampler, count: u64) -> Result<Vec<u8>, OutputError> {
    let mut inputs = sampler.inputs();
    let mut evaluator = Evaluator::new(scenario);
    let rows: Vec<Row> = exported_inputs(scenario).collect();
    let indices: Vec<usize> = rows.iter().map(|&row| scenario.layout().row(row)).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once("replication".to_owned()).chain(rows.iter().map(|&row| scenario.input_name(row)));
    writer.write_record(header.chain(output_names(scenario)))?;
    for first in (0..count).step_by(LANES) {
        sampler.draw(first, &mut inputs);
        evaluator.evaluate(&mut inputs);
        for lane in 0..LANES.min((count - first) as usize) {
            let replication = std::iter::once((first + lane as u64).to_string());
            let values = indices.iter().map(|&row| decimal(inputs.at(row).0[lane]));
            let outputs = output_values(evaluator.outcome(), evaluator.discount(), lane);
            writer.write_record(replication.chain(values).chain(outputs))?;
        }
    }
    writer.into_inner().map_err(|error| OutputError::Csv(error.into_error().into()))
}

/// Shortest decimals that read back as the same number.
fn decimal(x: f64) -> String {
    format!("{x:?}").trim_end_matches(".0").to_owned()
}

/// Nothing where there is no number.
fn decimal_if_any(x: f64) -> String {
    if x.is_nan() { String::new() } else { decimal(x) }
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

fn output_values(outcome: &Outcome, discount: &[model::lanes::Lanes], lane: usize) -> Vec<String> {
    let (independent, shared, consortium) = (&outcome.strategies[0].1, &outcome.strategies[1].1, &outcome.shared);
    let mut values = Vec::new();
    for (strategy, result) in &outcome.strategies {
        values.extend([result.effort, result.cost].map(|total| decimal(total.0[lane])));
        for member in &result.members {
            values.push(decimal(member.cost.0[lane]));
            if *strategy != Strategy::Keep {
                values.push(decimal(member.live_years.0[lane]));
            }
        }
    }
    let break_even = break_even_and_peak(independent, shared, discount, Account::Cash).0.0[lane];
    values.push(decimal(consortium.funding.0[lane]));
    values.push(decimal_if_any(break_even));
    values.push(decimal(consortium.members_at_end.0[lane]));
    values.push(u8::from(consortium.abandoned.lane(lane)).to_string());
    values.push(u8::from(consortium.dissolved.lane(lane)).to_string());
    if let Some(FeesOutcome { yearly: owed, entry }) = consortium.fees {
        values.extend([decimal(owed.0[lane]), decimal(entry.0[lane])]);
        values.push(decimal_if_any(fees_cover(owed, consortium.pot).0[lane]));
    }
    values
}
