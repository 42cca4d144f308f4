//! The numbers of the whole scenario: what the file gives, else a default, which may depend on what else it gives.

use super::arrange::Arranged;
use super::assumptions::Log;
use super::domain;
use super::known;
use super::node::Node;
use super::rates;
use super::reading::Reading;
use super::settings::Settings;
use super::value;
use model::scenario::conditional::{CONDITIONAL, Conditional, When};
use model::scenario::keys::{Global, KeySpec, Mark};
use model::scenario::{EffortModel, Source, Strategy};

/// How the numbers of the whole scenario come about.
pub(crate) struct Globals {
    /// By key.
    pub sources: Vec<Source>,
    /// Discount rates from years on, where they change.
    pub discount_schedule: Vec<(usize, f64)>,
}

/// Reads them all.
pub(crate) fn read(arranged: &Arranged, settings: &Settings, log: &mut Log, reading: &mut Reading) -> Globals {
    let mut globals = Globals { sources: Vec::with_capacity(Global::ALL.len()), discount_schedule: Vec::new() };
    for &key in Global::ALL {
        let source = match node(arranged, key) {
            Some(node) => match rates::entries(node).filter(|_| key == Global::DiscountRate) {
                Some(entries) => {
                    let (rates, said) = rates::read(entries, reading);
                    log.given(key.spec().path, key.spec(), node, said, reading);
                    globals.discount_schedule = rates;
                    Source::Derived
                }
                None => given(key, node, settings, log, reading),
            },
            None => {
                tell_missing(key, arranged, settings, reading);
                following(key, arranged, &globals.sources, log).unwrap_or_else(|| default(key, arranged, settings, log))
            }
        };
        globals.sources.push(source);
    }
    warn_of_unlike(arranged, reading);
    globals
}

/// What the file gives for a key.
fn node(arranged: &Arranged, key: Global) -> Option<&Node> {
    let (section, name) = known::split(key.spec().path);
    arranged.get(section, name)
}

/// Reports a key that must be given.
fn tell_missing(key: Global, arranged: &Arranged, settings: &Settings, reading: &mut Reading) {
    if key == Global::DiscountRate {
        let line = reading.setting(&arranged.place, "discount_rate", "0.035");
        let help = format!("give {line}: the real rate per year, 0 for none");
        reading.missing(&arranged.place, "the scenario lacks `discount_rate`", help);
    } else if key == Global::BuyFee && settings.buys() {
        let help = "give buy.fee, the vendor's fee per year and administration";
        let fallback = arranged.get("consortium", "fallback");
        match (settings.strategies.contains(&Strategy::Buy), fallback) {
            (false, Some(node)) => {
                let message = "`consortium.fallback` is `buy`, but `buy.fee` is not given";
                reading.missing(&node.place, message, help);
            }
            _ => reading.missing(&settings.strategies_place, "`buy` is listed, but `buy.fee` is not given", help),
        }
    }
}

fn given(key: Global, node: &Node, settings: &Settings, log: &mut Log, reading: &mut Reading) -> Source {
    let spec = key.spec();
    settings.effort.refuse_both(key, node, reading);
    let given = value::of(spec, node, reading);
    given.iter().for_each(|given| value::check_preset(given, spec.path, node, reading));
    log.given(spec.path, spec, node, given.as_ref().map(|given| given.said.clone()).unwrap_or_default(), reading);
    if let Some(why) = unused(key, settings) {
        reading.idle(
            &node.place,
            format!("`{}` has no effect: {why}", spec.path),
            "take it out, or see src/model/model.md",
        );
    }
    let confined = given.and_then(|given| domain::confine(given.distribution, spec, &node.place, reading));
    confined.map_or(Source::Derived, Source::Drawn)
}

/// Why a key plays no part in this scenario, if so.
fn unused(key: Global, settings: &Settings) -> Option<String> {
    settings.effort.unused(key).or_else(|| {
        let idle = !settings.buys() && key.spec().path.starts_with("buy.");
        idle.then(|| "`strategies` does not list `buy`, and `consortium.fallback` is not `buy`".to_owned())
    })
}

/// What a key left out takes from another one.
fn following(key: Global, arranged: &Arranged, sources: &[Source], log: &mut Log) -> Option<Source> {
    let spec = key.spec();
    match key {
        Global::ConsortiumOverrun => {
            log.left(spec.path, spec, "the distribution of effort.overrun", None);
            Some(sources[Global::Overrun as usize].clone())
        }
        Global::ConsortiumCancellation if node(arranged, Global::Cancellation).is_some() => {
            let source = "`effort.cancellation`, as the scenario gives it";
            let spec = KeySpec { mark: Mark::Neutral, source, ..*spec };
            log.left(spec.path, &spec, "as effort.cancellation, the same draw", None);
            Some(Source::Common(Global::Cancellation))
        }
        _ => None,
    }
}

fn default(key: Global, arranged: &Arranged, settings: &Settings, log: &mut Log) -> Source {
    let spec = key.spec();
    if let Some(settled) = settings.effort.settled(key) {
        log.settled(settled);
        return Source::Drawn(settled.distribution.clone());
    }
    if key == Global::ScheduleExponent && settings.effort.model == EffortModel::CocomoIi {
        log.left(spec.path, spec, "0.28 + 0.2 x 0.01 x effort.scale_factors", None);
        return Source::Derived;
    }
    if !settings.effort.model.uses(key) {
        return Source::Derived;
    }
    let holds = |one: &&Conditional| one.key == key && holds(one.when, arranged, settings);
    let spec = CONDITIONAL.iter().find(holds).map_or(*spec, Conditional::spec);
    if unused(key, settings).is_none() && !spec.default.is_empty() {
        // A word is logged without its quotation marks.
        log.left(spec.path, &spec, spec.default.trim_matches('"'), settings.effort.counted_twice(key));
    }
    value::default(&spec).map_or(Source::Derived, Source::Drawn)
}

/// Whether the scenario says what a default depends on.
fn holds(when: When, arranged: &Arranged, settings: &Settings) -> bool {
    match when {
        When::Bond(bond) => settings.bond == bond,
        When::ClosedLicence => settings.closed_licence,
        When::OwnOverrun => {
            settings.effort.settled(Global::Overrun).is_some() || node(arranged, Global::Overrun).is_some()
        }
    }
}

/// What the core's abandonment and that of one's own build rest on should be alike: sharing would else be judged by the
/// difference of two sources.
fn warn_of_unlike(arranged: &Arranged, reading: &mut Reading) {
    let [own, core] = [Global::Cancellation, Global::ConsortiumCancellation].map(|key| node(arranged, key));
    if let (None, Some(core)) = (own, core) {
        let message = "`consortium.cancellation` is given, and `effort.cancellation` is left at its default";
        let help = "give both from one source, or `effort.cancellation` alone: the core then takes the same draw";
        reading.warning(&core.place, message, help);
    }
}

#[cfg(test)]
mod tests;
