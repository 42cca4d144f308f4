//! Whether the horizon leaves time for what a system is worth once it is live.

use super::administrations::People;
use super::arrange::Arranged;
use super::needs::Modules;
use super::reading::Reading;
use super::settings::Settings;
use model::distribution::Tails;
use model::effort::Effort;
use model::inputs::Inputs;
use model::lanes::Lanes;
use model::scenario::Source;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{Layout, Row};

/// A horizon of fewer times the years that a system of one's own takes is short.
const TIMES: f64 = 3.0;

/// Warns where the horizon is short beside the time that building takes. Of a case whose end is known the horizon is the
/// end.
pub(crate) fn warn(
    arranged: &Arranged,
    settings: &Settings,
    globals: &[Source],
    modules: &Modules,
    people: &People,
    reading: &mut Reading,
) {
    let (Some(node), Some(horizon)) = (arranged.get("", "horizon"), settings.horizon) else { return };
    let Some(years) = years(settings, globals, modules, people) else { return };
    let wanted = TIMES * years;
    if horizon < wanted && !arranged.sections.contains_key("outcome") {
        let message =
            format!("`horizon` of {horizon} years is short: building a system of one's own takes about {years:.1}");
        let help = format!(
            "count {} years or more: what a system is worth, and what running it costs, come after go-live",
            wanted.ceil()
        );
        reading.warning(&node.place, message, help);
    }
}

/// Years that a system of one's own takes as planned, with median inputs: the mean over administrations.
fn years(settings: &Settings, globals: &[Source], modules: &Modules, people: &People) -> Option<f64> {
    let mut inputs = Inputs::new(Layout { modules: 0, administrations: 0 });
    for (&key, source) in Global::ALL.iter().zip(globals) {
        *inputs.at_mut(inputs.layout().row(Row::Global(key))) = Lanes::splat(median(source).unwrap_or(0.0));
    }
    let known = |key: Global| median(&globals[key as usize]);
    let exponent = known(Global::ScheduleExponent).or(known(Global::ScaleFactors).map(|sum| 0.28 + 0.002 * sum))?;
    let coefficient = known(Global::ScheduleCoefficient)?;
    let effort = Effort::new(settings.effort.model, &inputs);
    let sizes: Vec<f64> = modules.sizes.iter().map(median).collect::<Option<_>>()?;
    if sizes.is_empty() || people.list.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    for (needs, own) in modules.needs.chunks(sizes.len()).zip(people.inputs.chunks(Member::ALL.len())) {
        let of = |key: Member| median(&own[key as usize]);
        let size: f64 = needs.iter().zip(&sizes).map(|(need, size)| need * size).sum();
        let nominal = of(Member::Productivity)? * effort.nominal(Lanes::splat(of(Member::Scope)? * size)).0[0];
        sum += if nominal > 0.0 { coefficient * libm::pow(nominal, exponent) / 12.0 } else { 0.0 };
    }
    let mean = sum / people.list.len() as f64;
    mean.is_finite().then_some(mean)
}

fn median(source: &Source) -> Option<f64> {
    match source {
        Source::Drawn(drawn) => Some(drawn.quantile(Tails::from_below(0.5))),
        Source::Common(_) | Source::Derived => None,
    }
}
