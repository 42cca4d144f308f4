//! From the parts of a file to the checked scenario.

use super::administrations;
use super::administrations::People;
use super::arrange::Arranged;
use super::assumptions::{Log, said};
use super::correlated;
use super::correlated::Inputs;
use super::domain;
use super::extras;
use super::known;
use super::needs;
use super::needs::Modules;
use super::observed;
use super::problem::shown;
use super::reading::Reading;
use super::settings;
use super::settings::Settings;
use super::sharing;
use super::tiers::Schedule;
use super::unusual;
use super::value;
use model::distribution::{Distribution, Tails};
use model::scenario::keys::Global;
use model::scenario::keys::Member;
use model::scenario::layout::{ConsortiumEvent, MemberEvent};
use model::scenario::{CostSharing, EffortModel, Scenario, Source, Strategy};
use std::collections::HashSet;

/// Checks everything; the scenario only if there is no error.
pub(crate) fn check(arranged: &Arranged, id: String, reading: &mut Reading) -> Option<Scenario> {
    let mut log = Log::default();
    let settings = settings::read(arranged, &mut log, reading);
    let globals = globals(arranged, &settings, &mut log, reading);
    let overrun = match &globals[Global::Overrun as usize] {
        Source::Drawn(distribution) => distribution.clone(),
        _ => Distribution::Constant(1.0),
    };
    if arranged.roster.rows.is_empty() && arranged.get("", "administrations").is_none() {
        let help = "add [[administration]] tables, or administrations = \"file.csv\"";
        reading.missing(&arranged.place, "no administration", help);
    }
    let people = administrations::read(&arranged.roster, &overrun, &mut log, reading);
    let modules = needs::read(&arranged.modules, &settings.effort, &people, &arranged.place, &mut log, reading);
    check_extrapolation(&settings, &modules, reading);
    unusual::warn(arranged, &people, &modules, &settings, reading);
    check_size(arranged, &people, modules.list.len(), reading);
    let lead = settings::lead(arranged, &people, reading);
    let sharing = arranged.get("consortium", "cost_sharing");
    let sharing = sharing::read(sharing, &people.list, &arranged.roster, reading);
    extras::check_typos(&arranged.roster, &sharing.named, reading);
    check_fee_per_person(arranged, &settings, &people, reading);
    check_entry(arranged, &globals, &sharing, reading);
    let inputs = assemble(globals, &modules, &people);
    let given = Inputs { modules: &modules, people: &people, sources: &inputs };
    let correlated = correlated::read(&arranged.correlated, &given, &mut log, reading);
    let observed = observed::read(arranged, people.list.len(), reading);
    if reading.problems.any_error() {
        return None;
    }
    let cost_sharing = sharing.rule?;
    log_sharing(arranged, &cost_sharing, &sharing.schedule, &mut log, reading);
    log.inherit_overrun();
    log.list.sort_by_key(|line| section_rank(&line.path));
    let title = settings.title.unwrap_or_else(|| model::scenario::Text { en: id.clone(), fr: None });
    Some(Scenario {
        id,
        title,
        summary: settings.summary,
        currency: settings.currency?,
        price_year: settings.price_year? as i64,
        horizon: settings.horizon? as usize,
        administrations: people.list,
        levels: people.levels,
        networks: people.networks,
        modules: modules.list,
        needs: modules.needs,
        effort_model: settings.effort.model,
        growth: settings.growth,
        lead,
        minimum_members: settings.minimum_members as usize,
        overrun_correlation: settings.overrun_correlation,
        closed_licence: settings.closed_licence,
        overrides: Vec::new(),
        cost_sharing,
        strategies: settings.strategies,
        inputs,
        correlated,
        assumptions: log.list,
        observed,
    })
}

/// A line through projects says little beyond their sizes.
fn check_extrapolation(settings: &Settings, modules: &Modules, reading: &mut Reading) {
    let median = |size: &Source| match size {
        Source::Drawn(size) => size.quantile(Tails::from_below(0.5)),
        Source::Common(_) | Source::Derived => f64::NAN,
    };
    if let Some(data) = &settings.effort.data {
        data.warn_of_size(modules.sizes.iter().map(median).sum(), reading);
    }
}

/// Most cells of the table of needs, administrations × modules.
const MOST_NEEDS: usize = 10_000_000;
/// Most different combinations of peer networks: pairs of them are compared.
const MOST_NETWORKS: usize = 1_000;

/// Refuses what would take more memory or time than anybody has.
fn check_size(arranged: &Arranged, people: &People, modules: usize, reading: &mut Reading) {
    let administrations = people.list.len();
    if administrations.saturating_mul(modules) > MOST_NEEDS {
        let message = format!(
            "{administrations} administrations times {modules} modules; together at most {MOST_NEEDS} needs are read"
        );
        reading.error_help(&arranged.place, message, "join modules that everybody needs into one");
    }
    let combinations: HashSet<&[usize]> = people.list.iter().map(|one| one.networks.as_slice()).collect();
    if combinations.len() > MOST_NETWORKS {
        let message =
            format!("{} different combinations of networks; at most {MOST_NETWORKS} are read", combinations.len());
        reading.error_help(&arranged.place, message, "name only the networks that ease coordination");
    }
}

/// A fee per person needs the population of everyone.
fn check_fee_per_person(arranged: &Arranged, settings: &Settings, people: &People, reading: &mut Reading) {
    let Some(node) = arranged.get("buy", "fee_per_person") else { return };
    let without = people.list.iter().find(|one| one.population.is_none());
    if let (true, Some(one)) = (settings.strategies.contains(&Strategy::Buy), without) {
        let message = format!("`buy.fee_per_person` needs a population, and `{}` has none", shown(&one.id));
        reading.missing(&node.place, message, "give every administration its population");
    }
}

/// A joiner buys itself in once: by a share of what was paid, or by the entry fee of its class.
pub(crate) fn check_entry(arranged: &Arranged, globals: &[Source], sharing: &sharing::Read, reading: &mut Reading) {
    let Some(node) = arranged.get("consortium", "buy_in") else { return };
    let off = globals[Global::BuyIn as usize] == Source::Drawn(Distribution::Constant(0.0));
    if sharing.schedule.have_entry() && !off {
        let message = "`consortium.buy_in` beside the entry fees of `cost_sharing`: a joiner pays the one or the other";
        reading.error_help(&node.place, message, "take it out, or the entry fees");
    }
}

fn log_sharing(arranged: &Arranged, rule: &CostSharing, schedule: &Schedule, log: &mut Log, reading: &Reading) {
    let node = arranged.get("consortium", "cost_sharing");
    if let Some(spec) = known::word_spec("consortium", "cost_sharing") {
        log.word(spec, node, (None, None), reading);
        if let Some(line) = log.list.last_mut() {
            line.value.clone_from(&rule.words);
        }
        if let Some(tiers) = &rule.tiers {
            schedule.write(&spec.path(), tiers, log, reading);
        }
    }
}

/// Where a section stands in the log.
fn section_rank(path: &str) -> usize {
    let section = path.split('.').next().unwrap_or_default();
    let order = known::SECTIONS.iter().chain(&known::LISTS);
    match path.contains('.') || section == "correlated" {
        true => 1 + order.into_iter().position(|known| *known == section).unwrap_or(0),
        false => 0,
    }
}

/// How the numbers of the whole scenario come about.
fn globals(arranged: &Arranged, settings: &Settings, log: &mut Log, reading: &mut Reading) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::with_capacity(Global::ALL.len());
    for &key in Global::ALL {
        let source = match given(arranged, key, settings, log, reading) {
            Some(source) => source,
            None if key == Global::ConsortiumOverrun => {
                log.left(key.spec().path, key.spec(), "the distribution of effort.overrun", None);
                sources[Global::Overrun as usize].clone()
            }
            None => default(key, settings, log),
        };
        sources.push(source);
    }
    sources
}

fn given(
    arranged: &Arranged,
    key: Global,
    settings: &Settings,
    log: &mut Log,
    reading: &mut Reading,
) -> Option<Source> {
    let spec = key.spec();
    let (section, name) = known::split(spec.path);
    let Some(node) = arranged.get(section, name) else {
        if key == Global::DiscountRate {
            let help = "give discount_rate = 0.035, the real rate per year, 0 for none";
            reading.missing(&arranged.place, "the scenario lacks `discount_rate`", help);
        } else if key == Global::BuyFee && settings.strategies.contains(&Strategy::Buy) {
            let help = "give buy.fee, the vendor's fee per year and administration";
            reading.missing(&settings.strategies_place, "`buy` is listed, but `buy.fee` is not given", help);
        }
        return None;
    };
    settings.effort.refuse_both(key, node, reading);
    let given = value::value(node, reading);
    given.iter().for_each(|given| value::check_preset(given, spec.path, node, reading));
    log.given(spec.path, spec, node, given.as_ref().map(said).unwrap_or_default(), reading);
    if let Some(why) = unused(key, settings) {
        reading.warning(
            &node.place,
            format!("`{}` has no effect: {why}", spec.path),
            "take it out, or see src/model/model.md",
        );
    }
    let confined = given.and_then(|given| domain::confine(given.distribution, spec, &node.place, reading));
    Some(confined.map_or(Source::Derived, Source::Drawn))
}

/// Why a key plays no part in this scenario, if so.
fn unused(key: Global, settings: &Settings) -> Option<String> {
    settings.effort.unused(key).or_else(|| {
        let buys = settings.strategies.contains(&Strategy::Buy) || !key.spec().path.starts_with("buy.");
        (!buys).then(|| "`strategies` does not list `buy`".to_owned())
    })
}

fn default(key: Global, settings: &Settings, log: &mut Log) -> Source {
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
    if unused(key, settings).is_none() && !spec.default.is_empty() {
        log.left(spec.path, spec, spec.default, settings.effort.counted_twice(key));
    }
    value::default(spec).map_or(Source::Derived, Source::Drawn)
}

/// The inputs by row: the scenario's, its events, sizes, then each administration's and its events.
fn assemble(globals: Vec<Source>, modules: &Modules, people: &People) -> Vec<Source> {
    let mut inputs = globals;
    inputs.extend(ConsortiumEvent::ALL.iter().map(|_| Source::Derived));
    inputs.extend(modules.sizes.iter().cloned());
    for own in people.inputs.chunks(Member::ALL.len()) {
        inputs.extend(own.iter().cloned());
        inputs.extend(MemberEvent::ALL.iter().map(|_| Source::Derived));
    }
    inputs
}
