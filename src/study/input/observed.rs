//! `[outcome]`: what is known after the event. Every figure says how well it is known and where it was read.

use super::arrange::Arranged;
use super::known;
use super::node::{Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;
use super::suggest;
use super::text;
use model::scenario::keys::Global;
use model::scenario::{Grade, Observable, Observed, Seen};

/// The section.
pub(crate) const SECTION: &str = "outcome";
/// Least plan: what is divided by it must stay a number.
pub(crate) const LEAST_PLAN: f64 = 1e-6;
/// Most that a cost may be of its plan: no project overran so far, and mixed units do.
const MOST_TIMES: f64 = 1000.0;
/// Keys of a figure and what they mean.
pub(crate) const FIELDS: [(&str, &str); 5] = [
    ("value", "what came of it"),
    ("planned", "what was planned beforehand: money of the same kind, or years of building"),
    ("mark", "S read in the source, S2 in a weak one, D derived from sources, R quoted and not verified, G judgement"),
    ("source", "where it was read; R and G have none"),
    ("note", "what a reader should know; R and G need one"),
];

/// What is known after, if the scenario says anything of it; none also after a report.
pub(crate) fn read(arranged: &Arranged, administrations: usize, reading: &mut Reading) -> Option<Observed> {
    // What only the command line gives has no section.
    let given = Observable::ALL.iter().find_map(|what| arranged.get(SECTION, what.word()));
    let place = arranged.sections.get(SECTION).or(given.map(|node| &node.place))?;
    let mut observed = Observed {
        note: arranged.get(SECTION, "note").and_then(|node| text::plain(node, reading)),
        evidence_for: arranged.get(SECTION, "evidence_for").map(|node| paths(node, reading)).unwrap_or_default(),
        found_by_end: arranged.get(SECTION, "found_by_end").and_then(|node| truth(node, reading)) == Some(1.0),
        figures: Vec::new(),
    };
    for what in Observable::ALL {
        let Some(node) = arranged.get(SECTION, what.word()) else { continue };
        observed.figures.extend(figure(what, node, administrations, reading));
    }
    if given.is_none() {
        let known = Observable::ALL.map(Observable::word);
        let message = reading.either(
            place,
            "an [outcome] in which nothing is known",
            "paths that begin with `outcome.`, and none that says what came of it",
        );
        reading.missing(place, message, format!("give {}", suggest::list(known)));
    }
    agree(arranged, &observed, reading);
    Some(observed)
}

/// An abandoned build leaves nobody in.
fn agree(arranged: &Arranged, observed: &Observed, reading: &mut Reading) {
    let value = |what| observed.figures.iter().find(|known| known.what == what).map(|known| known.value);
    if value(Observable::Abandoned) != Some(1.0) {
        return;
    }
    let others = [(Observable::MembersAtEnd, 0.0), (Observable::Exits, 1.0)];
    for (what, only) in others {
        if let (Some(found), Some(node)) = (value(what), arranged.get(SECTION, what.word()))
            && found != only
        {
            let message =
                format!("`{}` does not go with `abandoned`: who abandons a build has no members left", what.word());
            reading.error_help(
                &node.place,
                message,
                "`abandoned` is of the build of the core; what ends later is none",
            );
        }
    }
}

/// Paths of keys of the whole scenario.
fn paths(node: &Node, reading: &mut Reading) -> Vec<String> {
    let Value::List(items) = &node.value else {
        reading.wrong_kind(node, "a list of keys, such as [\"consortium.exit\"]");
        return Vec::new();
    };
    let mut paths = Vec::new();
    for item in items {
        let Some(path) = text::line(item, reading) else { continue };
        let all = Global::ALL.iter().map(|key| key.spec().path);
        if all.clone().all(|known| known != path) {
            reading.unknown(&item.place, format!("no key `{}` has a default", shown(&path)), &path, all);
        }
        paths.push(path);
    }
    paths
}

/// The parts of a figure as they stand in the file.
#[derive(Default)]
struct Parts<'a> {
    value: Option<&'a Node>,
    planned: Option<&'a Node>,
    mark: Option<&'a Node>,
    source: Option<&'a Node>,
    note: Option<&'a Node>,
}

fn parts<'a>(what: Observable, node: &'a Node, reading: &mut Reading) -> Option<Parts<'a>> {
    let Value::Table(entries) = &node.value else {
        let example = if what.is_event() { "true" } else { "3" };
        reading.wrong_kind(node, &format!("a table such as {{ value = {example}, mark = \"S\", source = \"…\" }}"));
        return None;
    };
    let mut parts = Parts::default();
    for (key, node) in entries {
        let part = match key.text.as_str() {
            "value" => &mut parts.value,
            "planned" if what.needs_plan() => &mut parts.planned,
            "mark" => &mut parts.mark,
            "source" => &mut parts.source,
            "note" => &mut parts.note,
            other => {
                let known =
                    FIELDS.map(|(name, _)| name).into_iter().filter(|name| what.needs_plan() || *name != "planned");
                let message = format!("unknown key `{}` in `outcome.{}`", shown(other), what.word());
                reading.error_help(&key.place, message, suggest::help(other, known));
                return None;
            }
        };
        *part = Some(node);
    }
    Some(parts)
}

/// One figure; none after a report.
fn figure(what: Observable, node: &Node, administrations: usize, reading: &mut Reading) -> Option<Seen> {
    let parts = parts(what, node, reading)?;
    let value = present("value", "say what came of it", parts.value, (what, node), reading)?;
    let mark = present("mark", FIELDS[2].1, parts.mark, (what, node), reading)?;
    let grade = text::choice("mark", &Grade::ALL, mark, reading)?;
    is_supported(grade, &parts, (what, node), reading)?;
    if what.needs_plan() {
        let help = "it is measured against the plan: give what was planned beforehand";
        present("planned", help, parts.planned, (what, node), reading)?;
    }
    let (low, high, whole) = range(what, administrations);
    let value = match what.is_event() {
        true => truth(value, reading),
        false => number_of(what.word(), low, high, whole, value, reading),
    };
    let most = most_planned(what);
    let number = |node: &Node, reading: &mut Reading| number_of("planned", LEAST_PLAN, most, false, node, reading);
    let planned = parts.planned.map_or(Some(None), |node| number(node, reading).map(Some));
    if let (Some(value), Some(Some(planned)), Some(node)) = (value, planned, parts.value) {
        fits_the_plan(what, value, planned, node, reading)?;
    }
    let [source, note] =
        [parts.source, parts.note].map(|part| part.map_or(Some(None), |node| text::line(node, reading).map(Some)));
    // What stands there and cannot be read was reported.
    Some(Seen { what, value: value?, planned: planned?, grade, source: source?, note: note? })
}

/// A part that must be there.
fn present<'a>(
    part: &str,
    help: &str,
    found: Option<&'a Node>,
    (what, node): (Observable, &Node),
    reading: &mut Reading,
) -> Option<&'a Node> {
    if found.is_none() {
        reading.missing(&node.place, format!("`outcome.{}` lacks `{part}`", what.word()), help);
    }
    found
}

/// Whether a figure says what its mark asks for: where it was read, or what it rests on.
fn is_supported(grade: Grade, parts: &Parts, of: (Observable, &Node), reading: &mut Reading) -> Option<()> {
    match (grade.is_sourced(), parts.source) {
        (true, found) => present("source", "say where it was read, or mark it R or G", found, of, reading).map(|_| ()),
        (false, Some(node)) => {
            let help = "what was read is marked S, S2 or D; of all else a `note` tells";
            reading.error_help(&node.place, format!("a figure marked {grade} has no source"), help);
            None
        }
        (false, None) => {
            present("note", "a figure marked R or G says what it rests on", parts.note, of, reading).map(|_| ())
        }
    }
}

fn number_of(name: &str, low: f64, high: f64, whole: bool, node: &Node, reading: &mut Reading) -> Option<f64> {
    let value = number::plain(node, reading)?;
    if (low..=high).contains(&value) && !(whole && value.fract() != 0.0) {
        return Some(value);
    }
    let kind = if whole { "a whole number" } else { "a number" };
    reading.error(&node.place, format!("`{name}` must be {kind} from {low} to {high}, found {value}"));
    None
}

/// Where the value of a figure may lie, and whether it is whole.
pub(crate) fn range(what: Observable, administrations: usize) -> (f64, f64, bool) {
    match what {
        Observable::MembersAtEnd => (0.0, administrations as f64, true),
        Observable::YearsLate => (-known::LONGEST_HORIZON, known::LONGEST_HORIZON, false),
        Observable::Saving => (-1000.0, 1.0, false),
        Observable::Abandoned | Observable::Exits | Observable::Cost => (0.0, number::LARGEST, false),
    }
}

/// The greatest plan: money, or years of building.
pub(crate) fn most_planned(what: Observable) -> f64 {
    if what == Observable::YearsLate { known::LONGEST_HORIZON } else { number::LARGEST }
}

/// Whether what came can have come of what was planned: nothing is delivered before it is begun, and what costs thousands of
/// times its plan is counted in another unit.
fn fits_the_plan(what: Observable, value: f64, planned: f64, node: &Node, reading: &mut Reading) -> Option<()> {
    let (message, help) = match what {
        Observable::YearsLate if value < -planned => (
            format!("`years_late` must be at least −{planned}, the planned years, found {value}"),
            "a core that was there sooner would have been delivered before it was begun",
        ),
        Observable::Cost if value > MOST_TIMES * planned => (
            format!("`cost` must be at most {MOST_TIMES} times what was planned, {planned}, found {value}"),
            "give both in the same money, neither of them in thousands or millions",
        ),
        _ => return Some(()),
    };
    reading.error_help(&node.place, message, help);
    None
}

fn truth(node: &Node, reading: &mut Reading) -> Option<f64> {
    match node.value {
        Value::Boolean(happened) => Some(f64::from(u8::from(happened))),
        _ => {
            reading.wrong_kind(node, "true or false");
            None
        }
    }
}
