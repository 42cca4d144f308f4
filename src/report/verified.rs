//! What was found of results that were held against their manifest.

use crate::language::{Language, say};
use crate::output::verified::{Kept, Listed, Results};
use study::input::problem::shown;

/// A folder without results.
pub fn no_results(place: &str, language: Language) -> String {
    say!(language, "{place} holds no results of commonweal" | "{place} ne contient pas de résultats de commonweal")
}

/// How many files are as they were, and what else is there.
pub fn files(found: &Results, language: Language) -> String {
    let [written, read] = [&found.files, &found.inputs].map(|files| of(files));
    let mut text = say!(
        language,
        "{written} files are as they were written, {read} inputs as they were read."
            | "{written} fichiers sont tels qu’ils ont été écrits, {read} entrées telles qu’elles ont été lues."
    );
    if !found.others.is_empty() {
        let others: Vec<String> = found.others.iter().map(|name| shown(name)).collect();
        let others = others.join(", ");
        text += &say!(language, " Not listed: {others}." | " Non listés : {others}.");
    }
    text
}

/// How many files came out the same.
pub fn again(files: &[Listed], language: Language) -> String {
    let same = of(files);
    say!(
        language,
        "Made again, {same} files have the same bytes." | "Refaits, {same} fichiers sont identiques à l’octet près."
    )
}

/// `12 of 12`.
fn of(files: &[Listed]) -> String {
    format!("{}/{}", files.iter().filter(|file| file.kept == Kept::Same).count(), files.len())
}

/// Files that are not what they were.
pub fn changed(files: &[Listed], language: Language) -> Vec<String> {
    let told = |file: &Listed| {
        let name = shown(&file.name);
        match file.kept {
            Kept::Same | Kept::Unlisted => None,
            Kept::Changed => Some(say!(language, "{name} has changed" | "{name} a changé")),
            Kept::Missing => Some(say!(language, "{name} is missing" | "{name} manque")),
        }
    };
    files.iter().filter_map(told).collect()
}

/// Files that came out otherwise.
pub fn differing(files: &[Listed], language: Language) -> Vec<String> {
    let told = |file: &Listed| {
        let name = shown(&file.name);
        match file.kept {
            Kept::Same => None,
            Kept::Changed => Some(say!(language, "{name} differs when it is made again" | "{name}, refait, diffère")),
            Kept::Missing => Some(say!(language, "{name} is not made again" | "{name} n’est pas refait")),
            Kept::Unlisted => Some(say!(
                language,
                "{name} is made again, but the manifest does not list it"
                    | "{name} est refait, mais le manifeste ne le mentionne pas"
            )),
        }
    };
    files.iter().filter_map(told).collect()
}

/// Results of another version.
pub fn other_version(version: &str, stream: u64, language: Language) -> String {
    let version = shown(version);
    say!(
        language,
        "made by version {version} (stream {stream}): this version does not make the same again"
            | "produit par la version {version} (flux {stream}) : cette version ne refait pas les mêmes octets"
    )
}

/// Results of an interrupted run.
pub fn partial(language: Language) -> String {
    say!(
        language,
        "the results are partial: they are not made again" | "les résultats sont partiels : ils ne sont pas refaits"
    )
}

/// A manifest without files.
pub fn nothing_listed(language: Language) -> String {
    language.pick("the manifest lists no file", "le manifeste ne mentionne aucun fichier").to_owned()
}

/// A manifest without a command that can be given again.
pub fn no_command(language: Language) -> String {
    language
        .pick(
            "the manifest names no command that can be given again",
            "le manifeste ne nomme aucune commande qui puisse être redonnée",
        )
        .to_owned()
}

/// A command that failed when it was given again.
pub fn not_again(told: &str, language: Language) -> String {
    say!(language, "the same command fails now: {told}" | "la même commande échoue maintenant : {told}")
}
