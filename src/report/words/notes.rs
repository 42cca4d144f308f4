//! What is said beside an answer, on stderr: how far a run is, what it replaces, what charts cannot show.

use crate::language::{Language, Noun, number, say};

/// What is counted while a command works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Replications of a run.
    Replications,
    /// Cells of a sweep.
    Cells,
    /// Cases of a back-test.
    PastCases,
    /// Questions of a report.
    Questions,
}

impl Counted {
    fn word(self, language: Language) -> &'static str {
        match self {
            Counted::Replications => language.pick("replications", "simulations"),
            Counted::Cells => language.pick("cells", "cases"),
            Counted::PastCases => language.pick("past cases", "cas passés"),
            Counted::Questions => language.pick("questions answered", "questions traitées"),
        }
    }
}

/// A command was stopped that has nothing to keep before its end.
pub fn stopped(language: Language) -> &'static str {
    language.pick("Stopped: nothing was written.", "Arrêt\u{202F}: rien n’a été écrit.")
}

/// The word before what ends a command, and its colon.
pub fn error(language: Language) -> (&'static str, &'static str) {
    language.pick(("error", ":"), ("erreur", "\u{202F}:"))
}

/// The template of a bar, with places for its figures: `done` and `all`, and the speed and time left of `indicatif`. Questions
/// are few and take unlike times: they have a message in the place of a speed.
pub fn bar(counted: Counted, language: Language) -> String {
    let word = counted.word(language);
    if counted == Counted::Questions {
        return say!(
            language,
            "{{bar:30}} {{done}} of {{all}} {word}; now: {{msg}}"
                | "{{bar:30}} {{done}} sur {{all}} {word} ; en cours : {{msg}}"
        );
    }
    say!(
        language,
        "{{bar:30}} {{done}} of {{all}} {word}, {{per_sec:.0}}, {{eta}} left"
            | "{{bar:30}} {{done}} sur {{all}} {word}, {{per_sec:.0}}, reste {{eta}}"
    )
}

/// A line of progress: what is done of all, how much a second, seconds left.
pub fn progress([done, total]: [u64; 2], counted: Counted, [rate, left]: [f64; 2], language: Language) -> String {
    let word = counted.word(language);
    say!(
        language,
        "{done} of {total} {word}, {rate:.0} a second, {left:.0} s left"
            | "{done} sur {total} {word}, {rate:.0} par seconde, reste {left:.0} s"
    )
}

/// A line of progress of questions: what is answered of all, and what is asked now.
pub fn question([done, total]: [u64; 2], now: &str, language: Language) -> String {
    let word = Counted::Questions.word(language);
    say!(language, "{done} of {total} {word}; now: {now}" | "{done} sur {total} {word} ; en cours : {now}")
}

/// A run that was stopped before its end.
pub fn run_interrupted(done: [u64; 2], can_go_on: bool, language: Language) -> String {
    let [done, total] = done.map(|number| count(number, language));
    let more = if can_go_on {
        say!(language, "; the same command with --resume goes on" | " ; la même commande avec --resume reprend")
    } else {
        String::new()
    };
    say!(
        language,
        "interrupted after {done} of {total} replications; what was done is kept under names with `partial`{more}"
            | "interrompu après {done} simulations sur {total} ; ce qui est fait est conservé sous des noms avec `partial`{more}"
    )
}

/// A part of a work that was stopped before its end.
pub fn shard_interrupted(done: [u64; 2], counted: Counted, place: &str, language: Language) -> String {
    let ([done, total], word) = (done.map(|number| count(number, language)), counted.word(language));
    say!(
        language,
        "interrupted after {done} of {total} {word}, which {place} keeps; the same command with --resume goes on"
            | "interrompu après {done} {word} sur {total}, que {place} conserve ; la même commande avec --resume reprend"
    )
}

/// A checkpoint that could not be written.
pub fn not_kept(error: &str, language: Language) -> String {
    say!(
        language,
        "{error}; the run goes on without keeping anything to resume from"
            | "{error} ; l’exécution continue sans rien conserver pour la reprendre"
    )
}

/// A part of a work that is done.
pub fn shard_done(done: [u64; 2], counted: Counted, place: &str, language: Language) -> String {
    let ([done, total], word) = (done.map(|number| count(number, language)), counted.word(language));
    say!(
        language,
        "{done} of {total} {word} are in {place}; `commonweal merge` puts all parts together"
            | "{done} {word} sur {total} sont dans {place} ; `commonweal merge` réunit toutes les parties"
    )
}

/// A work that was stopped before its end, and keeps every thing that was done.
pub fn interrupted(done: [u64; 2], counted: Counted, language: Language) -> String {
    let ([done, total], word) = (done.map(|number| count(number, language)), counted.word(language));
    say!(
        language,
        "interrupted after {done} of {total} {word}; the same command with --resume goes on"
            | "interrompu après {done} {word} sur {total} ; la même commande avec --resume reprend"
    )
}

/// A design that has another number of replications than was asked for.
pub fn rounded([had, asked]: [u64; 2], design: &str, [randomisations, points]: [u64; 2], language: Language) -> String {
    say!(
        language,
        "{had} replications in place of {asked}: `{design}` has {randomisations} randomisations of {points} points"
            | "{had} simulations au lieu de {asked} : `{design}` a {randomisations} tirages de {points} points"
    )
}

/// Results that were asked for otherwise, and are replaced.
pub fn replaced(place: &str, differences: &str, language: Language) -> String {
    say!(
        language,
        "note: {place} held results that were asked for otherwise, now replaced: {differences}"
            | "note : {place} contenait des résultats demandés autrement, maintenant remplacés : {differences}"
    )
}

/// A name that charts cannot write, and how many more there are.
pub fn name_lacks_letters(name: &str, others: usize, language: Language) -> String {
    let more = match (others, language) {
        (0, _) => String::new(),
        (_, Language::En) => format!(" and {others} more"),
        (_, Language::Fr) => format!(" et de {}", Noun::MORE.counted(others, language)),
    };
    say!(
        language,
        "warning: the font of the charts lacks letters of `{name}`{more}: charts show the id there"
            | "attention : il manque à la police des graphiques des lettres de `{name}`{more} : les graphiques y montrent l’identifiant"
    )
}

/// A title that charts cannot write.
pub fn title_lacks_letters(title: &str, language: Language) -> String {
    say!(
        language,
        "warning: the font of the charts lacks letters of the title `{title}`: pictures show boxes there"
            | "attention : il manque à la police des graphiques des lettres du titre `{title}` : les images y montrent des cases"
    )
}

/// What comes after a workbook that is written to be filled in.
pub fn workbook_written(name: &str, language: Language) -> String {
    say!(
        language,
        "{name} is written. Next: fill in its yellow cells in a spreadsheet, save it, then commonweal check {name} and commonweal run {name}"
            | "{name} est écrit. Ensuite : remplissez ses cellules jaunes dans un tableur, enregistrez, puis commonweal check {name} et commonweal run {name}"
    )
}

/// What was written of a scenario in another notation, and what of it is not.
pub fn converted(from: &str, to: &str, table: Option<&str>, comments: bool, language: Language) -> String {
    let mut told = match table {
        Some(table) => say!(
            language,
            "{to} is written, and {table}, the table of its administrations: the same scenario as {from}."
                | "{to} est écrit, ainsi que {table}, le tableau de ses administrations : le même scénario que {from}."
        ),
        None => say!(
            language,
            "{to} is written: the same scenario as {from}." | "{to} est écrit : le même scénario que {from}."
        ),
    };
    if comments {
        told += &say!(
            language,
            " Sources, notes, owners and sign-offs are kept; the comments of {from} are not."
                | " Les sources, les notes, les responsables et les approbations sont repris ; les commentaires de {from} ne le sont pas."
        );
    }
    told
}

/// A number of a bar.
pub fn count(value: u64, language: Language) -> String {
    number(value as f64, 0, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_in_both_languages() {
        let told = |language| progress([2000, 10_000], Counted::Cells, [49.6, 161.0], language);
        assert_eq!(told(Language::En), "2000 of 10000 cells, 50 a second, 161 s left");
        assert_eq!(told(Language::Fr), "2000 sur 10000 cases, 50 par seconde, reste 161 s");
    }

    #[test]
    fn others_are_counted_in_both_languages() {
        let told = |others| name_lacks_letters("ᐃ", others, Language::Fr);
        assert!(
            told(0).contains("`ᐃ`\u{202F}:")
                && told(1).contains("et de 1 autre\u{202F}:")
                && told(2).contains("2 autres")
        );
        assert!(name_lacks_letters("ᐃ", 3, Language::En).contains("`ᐃ` and 3 more: charts"));
    }
}
