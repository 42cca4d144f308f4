//! What inputs are called: a short name for people, beside the path that a scenario or `--set` knows them by.
//!
//! The names stand in tables beside this file: of keys and events ([`keys`]), of all else that a scenario sets ([`settings`]).

mod keys;
mod settings;

use super::names::in_language;
use crate::language::{Language, listed, path, say};
use keys::Words;
use model::scenario::Text;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{ConsortiumEvent, MemberEvent};
use study::analysis::header::Names;
use study::analysis::variants::MEMBERS;
use study::input::problem::{inert, shown};

/// Overruns of all builds, which move together.
const OVERRUNS: &str = "*.overrun";

/// The name of an input, of a group of inputs that move together, or of all that a path with `*` means; none of what is
/// no input. A module or an administration is named by its id.
pub(crate) fn name(path: &str, language: Language) -> Option<String> {
    name_among(path, &Names::default(), language)
}

/// The same, where modules and administrations have names.
fn name_among(path: &str, names: &Names, language: Language) -> Option<String> {
    if let Some(words) = of_scenario(path) {
        return Some(words.name(language).to_owned());
    }
    if path.contains(',') {
        let all: Option<Vec<String>> = path.split(',').map(|one| name_among(one.trim(), names, language)).collect();
        return all.map(|all| listed(&all, language));
    }
    let (list, rest) = path.split_once('.').unwrap_or(("", path));
    match list {
        "administration" => {
            let (id, key) = rest.rsplit_once('.')?;
            let name =
                of_member(key).map(|words| words.name(language)).or_else(|| settings::listed(list, key, language))?;
            let who = called(names.administration(id), id, language);
            Some(if id == "*" { name.to_owned() } else { format!("{name}, {who}") })
        }
        "module" => {
            let (id, key) = rest.rsplit_once('.')?;
            of_module((&called(names.module(id), id, language), key), language)
        }
        _ => settings::part(path, language),
    }
}

/// A name in the language, or the id where there is none.
pub(crate) fn called(name: Option<&Text>, id: &str, language: Language) -> String {
    let name = name.map(|name| in_language(name, language).trim()).filter(|name| !name.is_empty());
    name.unwrap_or(id).to_owned()
}

/// The name, or the path where there is none: for places without room for both.
pub(crate) fn label(path: &str, language: Language) -> String {
    name(path, language).unwrap_or_else(|| path.to_owned())
}

/// The same with the names of modules and administrations: for charts and the tables below them.
pub(crate) fn label_among(path: &str, names: &Names, language: Language) -> String {
    name_among(path, names, language).unwrap_or_else(|| path.to_owned())
}

/// The name with the path that can be typed: `discount rate (discount_rate)`.
pub(crate) fn named(input: &str, language: Language) -> String {
    let typed = path(&shown(input));
    match name(input, language) {
        Some(name) => format!("{} ({typed})", inert(name.chars())),
        None => typed,
    }
}

/// The same within a sentence, where a French name without an article stands in quotation marks.
pub(crate) fn quoted(input: &str, language: Language) -> String {
    match name(input, language) {
        Some(_) => say!(language, "{} ({})" | "« {} » ({})", bare(input, language), path(&shown(input))),
        None => path(&shown(input)),
    }
}

/// The name alone where there is one, else the path: for tables that have the path elsewhere.
pub(crate) fn bare(input: &str, language: Language) -> String {
    name(input, language).map_or_else(|| path(&shown(input)), |name| inert(name.chars()))
}

/// What an input means, at length, where its name does not say it already; results hold it in English.
pub(crate) fn meaning(path: &str, english: &str, language: Language) -> Option<String> {
    let french = || {
        let key = path.rsplit_once('.').map_or(path, |(_, key)| key);
        let words = of_scenario(path).or_else(|| match path.split_once('.')? {
            ("administration", _) => of_member(key),
            ("module", _) if key == "size" => Some(keys::SIZE),
            _ => None,
        });
        // Where a default comes from is said by its source, in one language as in the other.
        let whole = words.map(|words| words.meaning).filter(|meaning| !meaning.is_empty());
        let whole = whole.map(str::to_owned).or_else(|| settings::meaning(path).map(str::to_owned))?;
        let short = if english.contains("; default") { None } else { whole.split_once("\u{202F}; par défaut") };
        Some(short.map_or(whole.clone(), |(start, _)| start.to_owned()))
    };
    match language {
        Language::En => Some(inert(english.chars())).filter(|meaning| !meaning.is_empty()),
        Language::Fr => french(),
    }
    .filter(|meaning| name(path, language).as_ref() != Some(meaning))
}

/// What one input of the whole scenario is called.
fn of_scenario(path: &str) -> Option<Words> {
    let event = || ConsortiumEvent::ALL.into_iter().find(|event| event.path() == path);
    match path {
        MEMBERS => Some(keys::MEMBERS),
        OVERRUNS => Some(keys::OVERRUNS),
        _ => Global::find(path).map(keys::global).or_else(|| event().map(keys::consortium_event)),
    }
}

/// What an input of one administration is called.
fn of_member(key: &str) -> Option<Words> {
    let event = || MemberEvent::ALL.into_iter().find(|event| event.path() == key);
    Member::find(key).map(keys::member).or_else(|| event().map(keys::member_event))
}

/// A key of a module, which stands by its id.
fn of_module((id, key): (&str, &str), language: Language) -> Option<String> {
    Some(match (id, key) {
        ("*", "size") => say!(language, "size of every module" | "taille de chaque module"),
        (id, "size") => say!(language, "size of module {id}" | "taille du module {id}"),
        ("*", key) => settings::listed("module", key, language)?.to_owned(),
        (id, key) => format!("{}, {id}", settings::listed("module", key, language)?),
    })
}

#[cfg(test)]
mod tests;
