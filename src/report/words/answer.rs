//! What stands around the answer of any analysis.

use crate::language::{Language, say};

/// Before an answer about other inputs than the scenario file gives: `With discount_rate=0.1 (--set).`
pub fn given(overrides: &str, language: Language) -> String {
    say!(language, "With {overrides} (--set)." | "Avec {overrides} (--set).")
}

/// What a reader must not overlook.
pub fn warning(text: &str, language: Language) -> String {
    say!(language, "Warning: {text}" | "Attention : {text}")
}

/// Where results were written, and their files by name, the charts together.
pub fn results(place: &str, names: &[String], language: Language) -> String {
    let is_chart = |name: &&String| name.ends_with(".svg") || name.ends_with(".png");
    let mut words: Vec<&str> = names.iter().filter(|name| !is_chart(name)).map(String::as_str).collect();
    if names.iter().any(|name| is_chart(&name)) {
        words.push(language.pick("charts", "graphiques"));
    }
    let names = words.join(", ");
    say!(language, "Results: {place}: {names}" | "Résultats : {place} : {names}")
}
