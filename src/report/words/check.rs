//! The answer of `check`: the assumptions log, what is given and what is not, each with its source.

use super::{inputs, names, phrases};
use crate::document::Document;
use crate::language::{Language, Noun, path, say};
use model::scenario::{Assumption, Scenario};
use study::input::problem::inert;

/// Inputs that the scenario gives.
const GIVEN: Noun = Noun::new(["input given", "inputs given"], ["donnée fournie", "données fournies"]);
/// Those that it leaves.
const LEFT: Noun = Noun::new(
    ["left at default", "left at default"],
    ["laissée à sa valeur par défaut", "laissées à leur valeur par défaut"],
);

/// The log of a scenario that is good.
pub fn document(scenario: &Scenario, language: Language) -> Document {
    let (given, left): (Vec<&Assumption>, Vec<&Assumption>) =
        scenario.assumptions.iter().partition(|assumption| assumption.given);
    let after = known_after(scenario);
    let mut document = Document::new(language);
    document.paragraph(head(scenario, [given.len(), left.len()], language));
    let sections = [
        (language.pick("Given", "Fourni"), given),
        (language.pick("Left at default", "Laissé par défaut"), left),
        (
            language.pick("Known after, no part of a run", "Connu après coup, sans part dans une simulation"),
            after.iter().collect(),
        ),
    ];
    for (heading, entries) in sections.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        document.section().heading(heading);
        entries.into_iter().for_each(|assumption| entry(assumption, &mut document));
    }
    document.section().paragraph(marks(language));
    document
}

fn head(scenario: &Scenario, [given, left]: [usize; 2], language: Language) -> String {
    let title = inert(names::in_language(&scenario.title, language).chars());
    let administrations = Noun::ADMINISTRATION.counted(scenario.administrations.len(), language);
    let modules = Noun::MODULE.counted(scenario.modules.len(), language);
    let years = Noun::YEAR.counted(scenario.horizon, language);
    let (given, left) = (GIVEN.counted(given, language), LEFT.counted(left, language));
    say!(
        language,
        "{title}: good. {administrations}, {modules}, {years}; {given}, {left}."
            | "{title} : en ordre. {administrations}, {modules}, {years} ; {given}, {left}."
    )
}

/// What the marks of defaults mean.
pub(crate) fn marks(language: Language) -> String {
    say!(
        language,
        "Marks: S read in the source, D derived from data, R commonly quoted and not verified, G judgement, – neutral or off."
            | "Marques : S, lu dans la source ; D, tiré de données ; R, souvent cité, non vérifié ; G, jugement ; –, neutre ou désactivé."
    )
}

/// An assumption in words, fit for a sentence.
pub(crate) struct Entry {
    /// Its path.
    pub path: String,
    /// What answers and charts call it, where that is not its path.
    pub name: Option<String>,
    /// Its value.
    pub value: String,
    /// The unit of that; may be empty.
    pub unit: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// What the writer wants known.
    pub note: Option<String>,
    /// Who answers for it, and when that person signed it off.
    pub owned: Option<String>,
}

impl Entry {
    /// Of an assumption.
    pub fn of(assumption: &Assumption, language: Language) -> Entry {
        let [key, written, unit] =
            [&assumption.path, &assumption.value, &assumption.unit].map(|text| inert(text.chars()));
        // Whose it is the path says.
        let whose = key.strip_prefix("administration.").and_then(|rest| rest.rsplit_once('.'));
        let whole = whose.map_or_else(|| key.clone(), |(_, last)| format!("administration.*.{last}"));
        let name = inputs::name(&whole, language).filter(|name| *name != whole.replace('_', " "));
        let why = |reason: &Option<String>| Some(phrases::reason(&inert(reason.as_deref()?.chars()), language));
        Entry {
            name: name.map(|name| inert(name.chars())),
            value: phrases::value(&written, language).unwrap_or_else(|| path(&written)),
            unit: if unit.is_empty() { unit } else { phrases::unit(&unit, language) },
            source: why(&assumption.source),
            note: why(&assumption.note),
            owned: owned(assumption, language),
            path: key,
        }
    }
}

/// Whether anybody answers for any of the values.
pub(crate) fn any_owned(assumptions: &[Assumption]) -> bool {
    assumptions.iter().any(|one| one.owner.is_some() || one.signed_off.is_some())
}

/// Who answers for a value, and when that person signed it off.
fn owned(assumption: &Assumption, language: Language) -> Option<String> {
    // What a scenario says keeps its own spaces, so that no pair of sentences stands here.
    let colon = language.pick(":", "\u{202F}:");
    let part = |word: &str, text: &Option<String>| Some(format!("{word}{colon} {}", inert(text.as_deref()?.chars())));
    let owner = part(language.pick("owner", "responsable"), &assumption.owner);
    let day = part(language.pick("signed off", "approbation"), &assumption.signed_off);
    let parts: Vec<String> = [owner, day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(language.pick("; ", "\u{202F}; ")))
}

/// `reuse.reusing = { pert = [0.03, 0.2, 0.4] } (ratio)`, and below it why.
fn entry(assumption: &Assumption, document: &mut Document) {
    let language = document.language;
    let Entry { path: key, name, value, unit, source, note, owned } = Entry::of(assumption, language);
    let unit = if unit.is_empty() { unit } else { format!(" ({unit})") };
    document.paragraph(format!("{} = {value}{unit}", path(&key)));
    name.into_iter().for_each(|name| {
        document.detail(name);
    });
    // What a scenario says keeps its own spaces, so that no pair of sentences stands here.
    let colon = language.pick(":", "\u{202F}:");
    let source = source.map(|text| format!("source{colon} {text}"));
    let note = note.map(|text| format!("note{colon} {text}"));
    let why =
        [source, note, owned].into_iter().flatten().collect::<Vec<String>>().join(language.pick("; ", "\u{202F}; "));
    let mark = assumption.mark.filter(|_| !assumption.given).map(|mark| format!("[{mark}] ")).unwrap_or_default();
    let text = format!("{mark}{why}");
    if !text.is_empty() {
        document.detail(text.trim_end());
    }
}

/// What is known after the event, in the manner of the log.
pub fn known_after(scenario: &Scenario) -> Vec<Assumption> {
    let Some(observed) = &scenario.observed else { return Vec::new() };
    let line = |path: &str, value: String, source: &Option<String>, note: &Option<String>| Assumption {
        path: format!("outcome.{path}"),
        given: true,
        value,
        unit: String::new(),
        mark: None,
        source: source.clone(),
        note: note.clone(),
        meaning: "known after the event".to_owned(),
        ..Assumption::default()
    };
    let mut lines: Vec<Assumption> = observed
        .figures
        .iter()
        .map(|seen| {
            let value = match (seen.what.is_event(), seen.planned) {
                (true, _) => (seen.value > 0.5).to_string(),
                (false, Some(planned)) => format!("{}, planned {planned}", seen.value),
                (false, None) => seen.value.to_string(),
            };
            line(seen.what.word(), format!("{value} [{}]", seen.grade), &seen.source, &seen.note)
        })
        .collect();
    if !observed.evidence_for.is_empty() {
        lines.push(line("evidence_for", observed.evidence_for.join(", "), &None, &None));
    }
    lines
}
