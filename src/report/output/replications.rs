//! `replications.csv`: the first replications with every input and output (model.md section 9).

use super::OutputError;
use model::lanes::LANES;
use model::sampling::Sampler;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{ConsortiumEvent, MemberEvent, Row};
use model::scenario::{EffortModel, Scenario};
use model::simulation::measure::{break_even_and_peak, fees_cover};
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

/// Every numeric input that sections 2 to 4 use, in the order of section 9.
fn exported_inputs(scenario: &Scenario) -> impl Iterator<Item = Row> {
    let model = scenario.effort_model;
    let modules = (0..scenario.modules.len()).map(Row::Module);
    let globals = Global::ALL.iter().copied().skip(1).filter(move |&key| is_exported(key, model)).map(Row::Global);
    let n = scenario.administrations.len();
    let members = (0..n).flat_map(|i| Member::ALL.iter().map(move |&key| Row::Member(i, key)));
    let events = (0..n).flat_map(|i| MemberEvent::ALL.iter().map(move |&event| Row::MemberEvent(i, event)));
    std::iter::once(Row::Global(Global::DiscountRate))
        .chain(modules)
        .chain(globals)
        .chain(members)
        .chain(events)
        .chain(ConsortiumEvent::ALL.iter().map(|&event| Row::Event(event)))
}

/// Whether sections 2 to 4 use a key itself, rather than by the draws it decides.
fn is_exported(key: Global, model: EffortModel) -> bool {
    match key {
        _ if !model.uses(key) => false,
        Global::Overrun
        | Global::Cancellation
        | Global::AdaptationSameLevel
        | Global::AdaptationOtherLevel
        | Global::Upstreaming
        | Global::ConsortiumCancellation
        | Global::Exit
        | Global::Contagion
        | Global::Dissolution
        | Global::Loss => false,
        _ => !key.spec().path.starts_with("buy."),
    }
}

fn output_names(scenario: &Scenario) -> impl Iterator<Item = String> {
    let totals = ["independent.effort", "independent.cost", "shared.effort", "shared.cost", "shared.funding"];
    let members = scenario.administrations.iter().flat_map(|administration| {
        ["independent", "shared"].map(|strategy| format!("administration.{}.{strategy}.cost", administration.id))
    });
    let ends = ["break_even", "members_at_end", "abandoned", "dissolved"];
    // Beyond section 9, and last, so that nobody who reads by its columns is disturbed.
    let fees: &[&str] =
        if scenario.cost_sharing.tiers.is_some() { &["fees.owed", "fees.entry", "fees.cover"] } else { &[] };
    let ends = ends.iter().chain(fees).map(|&name| name.to_owned()).collect::<Vec<_>>();
    totals.map(str::to_owned).into_iter().chain(members).chain(ends)
}

fn output_values(outcome: &Outcome, discount: &[model::lanes::Lanes], lane: usize) -> Vec<String> {
    let (independent, shared, consortium) = (&outcome.strategies[0].1, &outcome.strategies[1].1, &outcome.shared);
    let totals = [independent.effort, independent.cost, shared.effort, shared.cost, consortium.funding];
    let mut values: Vec<String> = totals.iter().map(|total| decimal(total.0[lane])).collect();
    for (alone, sharing) in independent.members.iter().zip(&shared.members) {
        values.extend([decimal(alone.cost.0[lane]), decimal(sharing.cost.0[lane])]);
    }
    let break_even = break_even_and_peak(independent, shared, discount).0.0[lane];
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
