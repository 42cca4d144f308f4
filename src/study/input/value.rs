//! From a node to a distribution: a number, `"low to high"`, or a table with one form.

use super::document;
use super::domain;
use super::empirical;
use super::forms;
use super::forms::{Cut, Form, Shape};
use super::given::Given;
use super::growth;
use super::meant;
use super::node::{Key, Node, Value};
use super::number;
use super::parameters;
use super::problem::shown;
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::suggest;
use super::table;
use super::text;
use model::distribution::{Distribution, Impossible};
use model::scenario::adoption;
use model::scenario::adoption::Adoption;
use model::scenario::keys::{Domain, KeySpec};

/// The distribution of a node, none after a report.
pub(crate) fn value(node: &Node, reading: &mut Reading) -> Option<Given> {
    match &node.value {
        Value::Number { .. } => number::plain(node, reading).map(|x| Given::bare(Distribution::Constant(x))),
        Value::Text(text) => range(text, node, reading).map(Given::bare),
        Value::Table(entries) => table(entries, node, reading),
        _ => {
            reading.wrong_kind(node, "a number, \"low to high\" or a table such as { pert = [1, 2, 4] }");
            None
        }
    }
}

/// The value of a key: of one whose values are words by these.
pub(crate) fn of(spec: &KeySpec, node: &Node, reading: &mut Reading) -> Option<Given> {
    match spec.domain {
        Domain::Growth => growth::value(node, reading),
        _ => value(node, reading),
    }
}

/// The distribution of a cell: a number or `low to high`.
pub(crate) fn cell(node: &Node, reading: &mut Reading) -> Option<Distribution> {
    match &node.value {
        Value::Text(text) if text.contains(" to ") => range(text, node, reading),
        Value::Text(text) if table::decimal(text).is_err() && meant::range(text).is_some() => {
            range(text, node, reading)
        }
        _ => {
            let x = table::number(node, &mut reading.problems)?;
            number::sane(x, node, reading).map(Distribution::Constant)
        }
    }
}

fn range(text: &str, node: &Node, reading: &mut Reading) -> Option<Distribution> {
    match number::range_ends(text) {
        Some(Ok((low, high))) => possible(Distribution::range(low, high), node, reading),
        Some(Err(refusal)) => {
            let (range, quotes) = reading.either(&node.place, ("\"low to high\"", true), ("a range", false));
            let message = format!("in {range}: {}", refusal.message);
            let help = refusal.help.map(|help| if quotes { help } else { help.replace('"', "") });
            reading.problems.error(node.place.clone(), message).help = help;
            None
        }
        None => {
            let wanted =
                reading.either(&node.place, "a number or \"low to high\"", "a number, or two such as 40 to 110");
            let message = format!("expected {wanted}, found the text `{}`", shown(text));
            let help = reading.either(&node.place, number::range_help(text), number::range_help_of_cell(text));
            reading.error_help(&node.place, message, help);
            None
        }
    }
}

/// The distribution, or a report of why there is none.
fn possible(made: Result<Distribution, Impossible>, node: &Node, reading: &mut Reading) -> Option<Distribution> {
    match made {
        Ok(distribution) => Some(distribution),
        Err(impossible) => {
            reading.error(&node.place, format!("no such distribution: {}", ends_told(&impossible.0)));
            None
        }
    }
}

/// The words for what is impossible; an end that is not given is told as none.
fn ends_told(why: &str) -> String {
    match why.contains(" and max inf") {
        true => why.replace("between min", "from min").replace(" and max inf", " on"),
        false => why.replace("between min -inf and max", "up to max"),
    }
}

/// What stands beside a form.
#[derive(Default)]
struct Beside {
    min: Option<f64>,
    max: Option<f64>,
    said: Said,
}

fn table(entries: &[(Key, Node)], node: &Node, reading: &mut Reading) -> Option<Given> {
    let mut beside = Beside::default();
    let mut found: Option<(&'static Form, &Node)> = None;
    let mut sound = true;
    for (key, node) in entries {
        let known = match (key.text.as_str(), forms::form(&key.text)) {
            (_, Some(form)) => match found {
                Some((first, _)) => {
                    let message = format!("`{}` beside `{}`: a value has one form", form.name, first.name);
                    reading.error(&key.place, message);
                    false
                }
                None => {
                    found = Some((form, node));
                    true
                }
            },
            ("min", _) => assign(&mut beside.min, number::plain(node, reading)),
            ("max", _) => assign(&mut beside.max, number::plain(node, reading)),
            _ => match beside.said.take(key, node, reading) {
                Some(sound) => sound,
                None => unknown(key, reading),
            },
        };
        sound &= known;
    }
    let Some((form, inner)) = found else {
        if sound {
            reading.error_help(&node.place, "a value without its form", format!("give one of {}", forms::names()));
        }
        return None;
    };
    let distribution = shaped(form, inner, &beside, reading).filter(|_| sound)?;
    let distribution = cut(form, distribution, &beside, node, reading)?;
    let preset = preset_of(form, inner);
    let of_preset = preset.map(|(adoption, _)| Said::sourced(adoption.source.to_owned()));
    let said = beside.said.or(of_preset.unwrap_or_default());
    let path = |of: &str| adoption::OF.iter().find(|(word, _)| *word == of).map(|(_, path)| *path);
    Some(Given { distribution, said, of: preset.and_then(|(_, of)| path(of)) })
}

/// The preset that a form names, and what of it.
fn preset_of(form: &Form, inner: &Node) -> Option<(&'static Adoption, &'static str)> {
    match (&inner.value, form.shape) {
        (Value::Text(name), Shape::Preset) => Adoption::named(name),
        _ => None,
    }
}

/// The distribution of a preset.
fn preset(form: &Form, node: &Node, reading: &mut Reading) -> Option<Distribution> {
    let name = text::line(node, reading)?;
    let Some((adoption, of)) = preset_of(form, node) else {
        let names: Vec<String> = Adoption::names().collect();
        let help = suggest::help(&name, names.iter().map(String::as_str));
        reading.error_help(&node.place, format!("`{}` is no preset of adoption", shown(&name)), help);
        return None;
    };
    possible(adoption.says(of)?, node, reading)
}

/// Reports a preset that is of another key.
pub(crate) fn check_preset(given: &Given, path: &str, node: &Node, reading: &mut Reading) {
    if let Some(of) = given.of.filter(|of| *of != path) {
        reading.error(&node.place, format!("this preset of adoption is of `{of}`, not of `{path}`"));
    }
}

fn assign<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

fn unknown(key: &Key, reading: &mut Reading) -> bool {
    let known =
        forms::FORMS.iter().map(|form| form.name).chain(forms::BESIDE.map(|(name, _)| name)).chain(said::names());
    reading.error_help(
        &key.place,
        format!("`{}` is no part of a value", shown(&key.text)),
        suggest::help(&key.text, known),
    );
    false
}

/// Cuts to min and max, for the forms that do not use them themselves.
fn cut(form: &Form, made: Distribution, beside: &Beside, node: &Node, reading: &mut Reading) -> Option<Distribution> {
    if (beside.min.is_none() && beside.max.is_none()) || form.cut == Cut::Within {
        return Some(made);
    }
    if form.cut == Cut::Never {
        reading.error(&node.place, "`min` and `max` cut distributions; a certain value has nothing to cut");
        return None;
    }
    let (low, high) = (beside.min.unwrap_or(f64::NEG_INFINITY), beside.max.unwrap_or(f64::INFINITY));
    possible(made.truncated(low, high).map(|(kept, _)| kept), node, reading)
}

fn shaped(form: &Form, node: &Node, beside: &Beside, reading: &mut Reading) -> Option<Distribution> {
    let ends = [beside.min, beside.max];
    match form.shape {
        Shape::Number => number::plain(node, reading).map(Distribution::Constant),
        Shape::List(parameters) => possible(parameters::listed(form, &parameters, ends, node, reading)?, node, reading),
        Shape::Table(sets) => possible(parameters::named(form, sets, ends, node, reading)?, node, reading),
        Shape::Column => {
            let values = empirical::column(node, reading)?;
            possible(Distribution::empirical(values), node, reading)
        }
        Shape::Pairs => {
            let pairs = parameters::pairs(node, reading)?;
            possible(Distribution::discrete(pairs), node, reading)
        }
        Shape::Preset => preset(form, node, reading),
        Shape::Parts => {
            let parts = parts(node, reading)?;
            possible(Distribution::mixture(parts), node, reading)
        }
    }
}

fn parts(node: &Node, reading: &mut Reading) -> Option<Vec<(f64, Distribution)>> {
    let wanted = "`mixture` takes a list of tables, each a form with its `weight`";
    let Value::List(items) = &node.value else {
        reading.error(&node.place, format!("{wanted}, found {}", node.value.kind()));
        return None;
    };
    let parts: Vec<Option<(f64, Distribution)>> = items.iter().map(|item| part(wanted, item, reading)).collect();
    parts.into_iter().collect()
}

fn part(wanted: &str, item: &Node, reading: &mut Reading) -> Option<(f64, Distribution)> {
    let Value::Table(entries) = &item.value else {
        reading.error(&item.place, format!("{wanted}, found {} in it", item.value.kind()));
        return None;
    };
    let weight = entries.iter().find(|(key, _)| key.text == "weight");
    let rest: Vec<(Key, Node)> = entries.iter().filter(|(key, _)| key.text != "weight").cloned().collect();
    let made = table(&rest, item, reading).map(|given| given.distribution);
    let Some((_, weight)) = weight else {
        reading.error_help(&item.place, "a part of a mixture without its weight", "add `weight = 1`");
        return None;
    };
    number::plain(weight, reading).zip(made)
}

/// The default of a key, if it has one.
pub(crate) fn default(spec: &KeySpec) -> Option<Distribution> {
    if spec.default.is_empty() {
        return None;
    }
    let mut reading = Reading::default();
    let file = reading.sources.add("defaults", spec.default);
    let node = document::single(file, 0, &mut reading)?;
    let given = of(spec, &node, &mut reading)?;
    domain::confine(given.distribution, spec, &node.place, &mut reading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::problem::Place;
    use model::distribution::Tails;
    use model::scenario::keys::{Global, Member};

    fn read(text: &str) -> (Option<Given>, Reading) {
        let mut reading = Reading::default();
        let file = reading.sources.add("test", text);
        let node = document::single(file, 0, &mut reading);
        let given = node.and_then(|node| value(&node, &mut reading));
        (given, reading)
    }

    #[test]
    fn every_form_is_built_with_its_parameters_in_place() {
        for (text, wanted) in [
            ("3", Distribution::constant(3.0)),
            ("0x10", Distribution::constant(16.0)),
            ("-1_000.5e1", Distribution::constant(-10_005.0)),
            ("\"40 to 110\"", Distribution::range(40.0, 110.0)),
            ("\"-5 to  5e1\"", Distribution::range(-5.0, 50.0)),
            ("{ value = 3 }", Distribution::constant(3.0)),
            ("{ range = [40, 110] }", Distribution::range(40.0, 110.0)),
            ("{ uniform = [1, 2] }", Distribution::uniform(1.0, 2.0)),
            ("{ triangular = [1, 2, 4] }", Distribution::triangular(1.0, 2.0, 4.0)),
            ("{ pert = [1, 2, 4] }", Distribution::pert(1.0, 2.0, 4.0)),
            ("{ normal = { sd = 2, mean = 1 } }", Distribution::normal(1.0, 2.0)),
            ("{ lognormal = { sigma = 0.5, median = 2 } }", Distribution::lognormal(2.0, 0.5)),
            ("{ lognormal = { mean = 2, sd = 0.5 } }", Distribution::lognormal_mean_sd(2.0, 0.5)),
            ("{ lognormal = { p5 = 1, p95 = 5 } }", Distribution::lognormal_between(5.0, 1.0, 5.0)),
            ("{ lognormal = { p10 = 1, p90 = 5 } }", Distribution::lognormal_between(10.0, 1.0, 5.0)),
            ("{ beta = { alpha = 2, beta = 3 } }", Distribution::beta(2.0, 3.0, 0.0, 1.0)),
            ("{ beta = { alpha = 2, beta = 3 }, min = -1, max = 4 }", Distribution::beta(2.0, 3.0, -1.0, 4.0)),
            ("{ gamma = { shape = 2, scale = 3 } }", Distribution::gamma(2.0, 3.0)),
            ("{ weibull = { shape = 2, scale = 3 } }", Distribution::weibull(2.0, 3.0)),
            ("{ exponential = { mean = 2 } }", Distribution::exponential(2.0)),
            ("{ pareto = { min = 2, alpha = 3 } }", Distribution::pareto(2.0, 3.0)),
            ("{ loglogistic = { median = 2, shape = 3 } }", Distribution::loglogistic(2.0, 3.0)),
            ("{ quantiles = { p10 = 1, p50 = 2, p90 = 4 } }", Distribution::metalog(1.0, 2.0, 4.0, None, None)),
            (
                "{ quantiles = { p10 = 1, p50 = 2, p90 = 4 }, min = 0, max = 9 }",
                Distribution::metalog(1.0, 2.0, 4.0, Some(0.0), Some(9.0)),
            ),
            ("{ discrete = [[1, 0.5], [2, 1.5]] }", Distribution::discrete(vec![(1.0, 0.5), (2.0, 1.5)])),
        ] {
            let (given, reading) = read(text);
            assert_eq!(given.map(|given| given.distribution), wanted.ok(), "{text} {:?}", reading.problems);
        }
    }

    #[test]
    fn min_and_max_cut_and_sources_are_kept() {
        let text = "{ mixture = [{ weight = 3, value = 1 }, { weight = 1, uniform = [2, 9], max = 7 }], min = 0.5, \
            source = \"a\", note = \"b\" }";
        let given = read(text).0.expect("a value");
        assert_eq!(given.distribution.bounds(), (1.0, 7.0));
        assert_eq!(given.distribution.quantile(Tails::from_below(0.4)), 1.0);
        assert_eq!((given.said.source.as_deref(), given.said.note.as_deref()), (Some("a"), Some("b")));
        let cut = read("{ normal = { mean = 0, sd = 1 }, min = -1 }").0.expect("a value");
        assert_eq!(cut.distribution.bounds().0, -1.0);
    }

    #[test]
    fn every_default_lies_in_its_domain() {
        let global = Global::ALL.iter().map(|key| key.spec());
        for spec in global.chain(Member::ALL.iter().map(|key| key.spec())).filter(|spec| !spec.default.is_empty()) {
            if spec.domain == Domain::Growth {
                assert_eq!(default(spec), Some(Distribution::Constant(0.0)));
                continue;
            }
            let given = read(spec.default).0.expect(spec.path);
            assert_eq!(default(spec), Some(given.distribution), "{}", spec.path);
        }
    }

    #[test]
    fn a_distribution_is_cut_to_its_domain() {
        let confined = |text: &str, spec: &KeySpec| {
            let (given, mut reading) = read(text);
            let place = Place { file: reading.sources.add("t", ""), span: 0..0 };
            let kept = domain::confine(given.expect("a value").distribution, spec, &place, &mut reading);
            (kept, reading.problems.count())
        };
        let share = Global::Sunk.spec();
        let (kept, problems) = confined("{ normal = { mean = 0.5, sd = 0.1 } }", share);
        assert_eq!((kept.map(|kept| kept.bounds()), problems), (Some((0.0, 1.0)), 0));
        let (kept, problems) = confined("{ uniform = [0, 1.1] }", share);
        assert_eq!((kept.map(|kept| kept.bounds()), problems), (Some((0.0, 1.0)), 1));
        let rate = Member::LabourRate.spec();
        let (kept, problems) = confined("{ discrete = [[0, 1], [5, 1]] }", rate);
        assert_eq!((kept, problems), (Distribution::constant(5.0).ok(), 1));
        let (kept, problems) = confined("\"5 to 9\"", rate);
        assert_eq!((kept, problems), (Distribution::range(5.0, 9.0).ok(), 0));
    }
}
