//! The columns that several sheets have.

use super::{Choice, Column, From, Typed};
use crate::language::{Language, say};
use study::input::workbook::FORMS;

/// A column that is read.
pub(super) fn read(heading: &str, width: usize, note: String) -> Column {
    Column { heading: heading.to_owned(), width, note, ..Column::default() }
}

/// The same, of texts that must stay as they are typed.
pub(super) fn text(heading: &str, width: usize, note: String) -> Column {
    Column { typed: Typed::Text, ..read(heading, width, note) }
}

/// A column for people alone.
pub(super) fn told(heading: &str, width: usize) -> Column {
    Column { told: true, ..read(heading, width, String::new()) }
}

/// Words to choose from.
pub(super) fn choice(words: &[&str], closed: bool) -> Choice {
    Choice { from: From::Words(words.iter().map(|word| (*word).to_owned()).collect()), closed }
}

/// The three numbers, the single one, and the form.
pub(super) fn numbers(single: &str, language: Language) -> Vec<Column> {
    let low = say!(
        language,
        "With high alone: 5 % of cases lie below. With most likely, too: the least value."
            | "Avec high seul : 5 % des cas sont en dessous. Avec most likely aussi : la valeur la plus basse."
    );
    let likely =
        say!(language, "The most likely value; may be left empty." | "La valeur la plus probable ; peut rester vide.");
    let high = say!(
        language,
        "With low alone: 5 % of cases lie above. With most likely, too: the greatest value."
            | "Avec low seul : 5 % des cas sont au-dessus. Avec most likely aussi : la valeur la plus haute."
    );
    let one = say!(
        language,
        "One number, where it is certain; low, most likely and high stay empty then."
            | "Un seul nombre, s’il est certain ; low, most likely et high restent alors vides."
    );
    let form = say!(
        language,
        "What low, most likely and high mean, see the first sheet. Any other form may be written out as in a scenario file: {{ normal = {{ mean = 3, sd = 1 }}, min = 0 }}"
            | "Ce que signifient low, most likely et high : voir la première feuille. Toute autre forme peut être écrite comme dans un fichier de scénario : {{ normal = {{ mean = 3, sd = 1 }}, min = 0 }}"
    );
    let words: Vec<&str> = FORMS.iter().map(|(word, ..)| *word).collect();
    vec![
        read("low", 11, low),
        read("most likely", 11, likely),
        read("high", 11, high),
        read(single, 14, one),
        Column { choice: Some(choice(&words, false)), ..text("form", 12, form) },
    ]
}

/// What is said of a value.
pub(super) fn said(language: Language) -> Vec<Column> {
    let source = say!(language, "Where the value was read." | "Où la valeur a été lue.");
    let note = say!(language, "What a reader should know." | "Ce qu’il faut en savoir.");
    let owner = say!(language, "Who answers for the value." | "Qui répond de la valeur.");
    let day = say!(
        language,
        "The day on which the owner signed the value off." | "Le jour où la personne responsable a approuvé la valeur."
    );
    vec![
        text("source", 36, source),
        text("note", 36, note),
        text("owner", 16, owner),
        Column { typed: Typed::Day, ..read("signed off", 12, day) },
    ]
}
