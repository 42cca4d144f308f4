//! The rows of every sheet that is read.

use super::{Choice, Column, Row, Sheet, columns, people};
use crate::language::{Language, number, say};
use crate::words::{inputs, names, phrases};
use model::scenario::Strategy;
use model::scenario::keys::Mark;
use study::input::filling::{Cells, Content, Entry, Filled};

/// The sheets in the order in which they are filled in.
pub(super) fn sheets(filled: &Filled, language: Language) -> Vec<Sheet> {
    let mut sheets = vec![settings(filled, language)];
    sheets.extend((!filled.strategies.is_empty()).then(|| strategies(filled, language)));
    sheets.push(modules(filled, language));
    sheets.push(people::sheet(filled, language));
    sheets.push(inputs_of(filled, language));
    sheets.push(correlated(filled, language));
    sheets
}

/// The cells of a row in the order of columns.
fn ordered(columns: &[Column], cells: &Cells) -> Vec<Option<Content>> {
    let plain = |heading: &str| heading.replace('_', " ");
    let of = |column: &Column| cells.iter().find(|(heading, _)| plain(heading) == plain(&column.heading));
    columns.iter().map(|column| of(column).map(|(_, content)| content.clone())).collect()
}

fn settings(filled: &Filled, language: Language) -> Sheet {
    let mut columns = vec![
        Column {
            fixed: true,
            ..columns::text(
                "path",
                28,
                say!(language, "What is set; leave it as it is." | "Ce qui est fixé ; à laisser tel quel."),
            )
        },
        columns::told("name", 30),
        columns::read(
            "value",
            44,
            say!(
                language,
                "The value; where cells offer a list, choose from it."
                    | "La valeur ; si la cellule propose une liste, choisissez."
            ),
        ),
    ];
    columns.extend(columns::said(language));
    columns.push(columns::told("if left empty", 26));
    Sheet {
        name: "scenario",
        note: say!(
            language,
            "What is asked, and what is chosen. Only the title, the currency, the price year and the horizon must be given."
                | "Ce qui est demandé et ce qui est choisi. Seuls le titre, la monnaie, l’année des prix et l’horizon sont obligatoires."
        ),
        rows: filled.settings.iter().map(|entry| row(entry, &columns, language)).collect(),
        columns,
        blank: 0,
        frozen: 2,
    }
}

fn inputs_of(filled: &Filled, language: Language) -> Sheet {
    let path = say!(
        language,
        "Which input; leave it as it is. A value of one administration or module may be added: administration.port.joins"
            | "Quelle donnée ; à laisser tel quel. La valeur d’une administration ou d’un module peut s’ajouter : administration.port.joins"
    );
    let mut columns = vec![Column { fixed: true, ..columns::text("path", 28, path) }, columns::told("name", 30)];
    columns.extend(columns::numbers("value", language));
    columns.push(columns::told("unit", 20));
    columns.extend(columns::said(language));
    columns.push(columns::told("if left empty", 48));
    Sheet {
        name: "assumptions",
        note: say!(
            language,
            "Every other input. An empty row takes the default of the last column. Marks: S read in the source, D derived from data, R commonly quoted and not verified, G judgement."
                | "Toutes les autres données. Une ligne vide prend la valeur par défaut de la dernière colonne. Marques : S, lu dans la source ; D, tiré de données ; R, souvent cité, non vérifié ; G, jugement."
        ),
        rows: filled.inputs.iter().map(|entry| row(entry, &columns, language)).collect(),
        columns,
        blank: 20,
        frozen: 2,
    }
}

/// The row of a setting or an input.
fn row(entry: &Entry, columns: &[Column], language: Language) -> Row {
    let mut cells = ordered(columns, &entry.cells);
    let at = |heading: &str| columns.iter().position(|column| column.heading == heading);
    let mut tell = |heading: &str, text: String| {
        if let Some(column) = at(heading).filter(|_| !text.is_empty()) {
            cells[column] = Some(Content::Text(text));
        }
    };
    let general = general(&entry.path);
    tell("path", entry.path.clone());
    tell("name", named(&general, language));
    tell("unit", phrases::unit(entry.unit, language));
    tell("if left empty", default(entry, language));
    let meaning = inputs::meaning(&general, entry.meaning, language);
    let words: Vec<&str> = entry.words.clone();
    let choice: Option<Choice> = (!words.is_empty()).then(|| columns::choice(&words, entry.closed));
    let leads = entry.path == "consortium.lead";
    let lead = leads.then_some(Choice { from: super::From::Cells("=administrations!$A$3:$A$500"), closed: false });
    Row { cells, note: at("name").zip(meaning), choice: at("value").zip(choice.or(lead)) }
}

/// What an entry is called; a text in French is called as in English.
fn named(path: &str, language: Language) -> String {
    let french = path.strip_suffix("_fr").and_then(|english| inputs::name(english, language));
    match french {
        Some(name) => say!(language, "{name}, in French" | "{name}, en français"),
        None => inputs::name(path, language).unwrap_or_default(),
    }
}

/// The path as all administrations have it; titles in French are those in English.
fn general(path: &str) -> String {
    let whose = path.strip_prefix("administration.").and_then(|rest| rest.rsplit_once('.'));
    match whose {
        Some((_, key)) => format!("administration.*.{key}"),
        None => path.to_owned(),
    }
}

/// What holds where a row is left empty.
fn default(entry: &Entry, language: Language) -> String {
    if entry.path == "administrations" {
        return say!(language, "the sheet administrations" | "la feuille administrations");
    }
    let value = shown(&entry.default, language);
    let why = phrases::reason(entry.source, language);
    let mark = match entry.mark {
        Mark::Neutral => String::new(),
        mark => format!("{mark}{} ", language.pick(":", "\u{202F}:")),
    };
    match (value.is_empty(), why.is_empty()) {
        (true, _) => why,
        (false, true) => value,
        (false, false) => format!("{value}\n{mark}{why}"),
    }
}

/// Cells in words: `0.03 to 0.4, most likely 0.2 (pert)`.
fn shown(cells: &Cells, language: Language) -> String {
    let get =
        |heading: &str| cells.iter().find(|(own, _)| *own == heading).map(|(_, content)| words(content, language));
    match (get("low"), get("most likely"), get("high"), get("value").or(get("form"))) {
        (Some(low), Some(likely), Some(high), form) => {
            let form = form.unwrap_or_default();
            say!(
                language,
                "{low} to {high}, most likely {likely} ({form})" | "{low} à {high}, le plus probable {likely} ({form})"
            )
        }
        (Some(low), None, Some(high), form) => {
            let form = form.map_or(String::new(), |form| format!(" ({form})"));
            say!(language, "{low} to {high}{form}" | "{low} à {high}{form}")
        }
        (.., other) => other.unwrap_or_default(),
    }
}

fn words(content: &Content, language: Language) -> String {
    match content {
        Content::Number(value) => {
            let decimals = value.to_string().split_once('.').map_or(0, |(_, part)| part.len());
            number(*value, decimals, language)
        }
        Content::Text(text) => phrases::value(text, language).unwrap_or_else(|| text.clone()),
        Content::Truth(truth) => truth.to_string(),
    }
}

fn strategies(filled: &Filled, language: Language) -> Sheet {
    let compared = say!(
        language,
        "yes or no; independent and shared are compared in any case."
            | "oui ou non ; independent et shared sont comparées dans tous les cas."
    );
    let words = language.pick(["yes", "no"], ["oui", "non"]);
    let columns = vec![
        Column { fixed: true, ..columns::text("strategy", 18, String::new()) },
        columns::told("name", 36),
        Column { choice: Some(columns::choice(&words, true)), ..columns::text("compared", 14, compared) },
    ];
    let row = |(word, yes): &(&str, bool)| {
        let strategy = Strategy::from_word(word);
        let name = strategy.map(|strategy| names::strategy_in_row(strategy, language).to_owned());
        // Nobody can say no to what is always compared; left empty, it is not said.
        let always = matches!(strategy, Some(Strategy::Independent | Strategy::Shared));
        let compared = (*yes || !always).then(|| text(words[usize::from(!*yes)]));
        Row { cells: vec![Some(text(word)), name.map(Content::Text), compared], ..Row::default() }
    };
    Sheet {
        name: "strategies",
        note: say!(
            language,
            "Ways of getting the system that are compared." | "Façons d’obtenir le système qui sont comparées."
        ),
        rows: filled.strategies.iter().map(row).collect(),
        columns,
        blank: 0,
        frozen: 1,
    }
}

fn text(words: &str) -> Content {
    Content::Text(words.to_owned())
}

fn modules(filled: &Filled, language: Language) -> Sheet {
    let id = say!(
        language,
        "Letters, digits, - and _; each once." | "Lettres sans accent, chiffres, - et _ ; chacun une fois."
    );
    let needed = say!(
        language,
        "Empty: everyone. Else ids or levels, parted by semicolons: level:city; hill – or with the share that each needs: level:city = 1; hill = 0.5"
            | "Vide : tout le monde. Sinon des identifiants ou des niveaux, séparés par des points-virgules : level:city; hill – ou avec la part dont chacun a besoin : level:city = 1; hill = 0.5"
    );
    let adapted = say!(
        language,
        "What is done with code that exists, where sizes are in lines of code."
            | "Ce qui est fait d’un code existant, si les tailles sont en lignes de code."
    );
    let mut columns = vec![
        columns::text("id", 18, id),
        columns::text("title", 34, say!(language, "In English." | "En anglais.")),
        columns::text(
            "title_fr",
            34,
            say!(language, "In French; may be left empty." | "En français ; peut rester vide."),
        ),
    ];
    columns.extend(columns::numbers("size", language));
    columns.push(columns::text("needed_by", 30, needed));
    let uses_adapted = filled.modules.iter().any(|cells| cells.iter().any(|(heading, _)| *heading == "adapted"));
    columns.extend(uses_adapted.then(|| columns::text("adapted", 30, adapted)));
    columns.extend(columns::said(language));
    Sheet {
        name: "modules",
        note: say!(
            language,
            "The parts of the system. Sizes in person-months of one nominal team, before any overrun, unless effort.model says otherwise."
                | "Les parties du système. Tailles en mois-personnes d’une équipe type, avant tout dépassement, sauf si effort.model dit autre chose."
        ),
        rows: filled.modules.iter().map(|cells| Row { cells: ordered(&columns, cells), ..Row::default() }).collect(),
        columns,
        blank: 20,
        frozen: 1,
    }
}

fn correlated(filled: &Filled, language: Language) -> Sheet {
    let inputs = say!(
        language,
        "Paths of the inputs, parted by semicolons; * stands for any id: module.*.size"
            | "Chemins des données, séparés par des points-virgules ; * remplace tout identifiant : module.*.size"
    );
    let coefficient = say!(language, "From -1 to 1." | "De -1 à 1.");
    let mut columns = vec![columns::text("inputs", 44, inputs), columns::read("coefficient", 12, coefficient)];
    columns.extend(columns::said(language));
    Sheet {
        name: "correlated",
        note: say!(
            language,
            "Inputs that are high together, or low: who underestimates one module underestimates the next."
                | "Données qui sont élevées ensemble, ou basses : qui sous-estime un module sous-estime le suivant."
        ),
        rows: filled.correlated.iter().map(|cells| Row { cells: ordered(&columns, cells), ..Row::default() }).collect(),
        columns,
        blank: 10,
        frozen: 1,
    }
}
