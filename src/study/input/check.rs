//! From the parts of a file to the checked scenario.

use super::administrations;
use super::administrations::People;
use super::arrange::Arranged;
use super::assumptions::Log;
use super::correlated;
use super::correlated::Inputs;
use super::extras;
use super::globals;
use super::globals::Globals;
use super::horizon;
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
use model::distribution::{Distribution, Tails};
use model::scenario::keys::Global;
use model::scenario::keys::Member;
use model::scenario::layout::{ConsortiumEvent, MemberEvent};
use model::scenario::{CostSharing, Scenario, Source};
use std::collections::HashSet;

/// Checks everything; the scenario only if there is no error.
pub(crate) fn check(arranged: &Arranged, id: String, reading: &mut Reading) -> Option<Scenario> {
    let mut log = Log::default();
    let settings = settings::read(arranged, &mut log, reading);
    let Globals { sources: globals, discount_schedule } = globals::read(arranged, &settings, &mut log, reading);
    let overrun = match &globals[Global::Overrun as usize] {
        Source::Drawn(distribution) => distribution.clone(),
        _ => Distribution::Constant(1.0),
    };
    if arranged.roster.rows.is_empty() && arranged.get("", "administrations").is_none() {
        let help = match reading.book.is_some() {
            true => "fill in the sheet `administrations`, a row each",
            false => "add [[administration]] tables, or administrations = \"file.csv\"",
        };
        reading.missing(&arranged.place, "no administration", help);
    }
    let people = administrations::read(&arranged.roster, &overrun, &mut log, reading);
    let modules = needs::read(&arranged.modules, &settings.effort, &people, &arranged.place, &mut log, reading);
    check_extrapolation(&settings, &modules, reading);
    unusual::warn(arranged, &people, &modules, &settings, reading);
    horizon::warn(arranged, &settings, &globals, &modules, &people, reading);
    check_size(arranged, &people, modules.list.len(), reading);
    let lead = settings::lead(arranged, &people, reading);
    let sharing = arranged.get("consortium", "cost_sharing");
    let sharing = sharing::read(sharing, &people.list, &arranged.roster, reading);
    reading.unsettled |= sharing.rule.is_none();
    extras::check_typos(&arranged.roster, &sharing.named, reading);
    check_populations(arranged, &settings, &globals, &people, reading);
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
        discount_schedule,
        lead,
        minimum_members: settings.minimum_members as usize,
        overrun_correlation: settings.overrun_correlation,
        cancellation_correlation: settings.cancellation_correlation,
        closed_licence: settings.closed_licence,
        bond: settings.bond,
        fallback: settings.fallback,
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

/// What is paid per person needs the population of everyone.
fn check_populations(
    arranged: &Arranged,
    settings: &Settings,
    globals: &[Source],
    people: &People,
    reading: &mut Reading,
) {
    let Some(one) = people.list.iter().find(|one| one.population.is_none()) else { return };
    for (key, is_used) in [(Global::BuyFeePerPerson, settings.buys()), (Global::PerPerson, true)] {
        let path = key.spec().path;
        let (section, name) = known::split(path);
        let off = globals[key as usize] == Source::Drawn(Distribution::Constant(0.0));
        if let (Some(node), true, false) = (arranged.get(section, name), is_used, off) {
            let message = format!("`{path}` needs a population, and `{}` has none", shown(&one.id));
            reading.missing(&node.place, message, "give every administration its population");
        }
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
        log.word(spec, node, arranged.said("consortium", "cost_sharing"), reading);
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
