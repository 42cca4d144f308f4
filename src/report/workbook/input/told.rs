//! The first sheet: what the workbook is, how it is filled in, what is typed to run it, and what comes of it.

use crate::language::{Language, say};

/// The name of the sheet and its lines, each with whether it is a heading.
pub(super) fn lines(file: &str, language: Language) -> (&'static str, Vec<(bool, String)>) {
    let mut lines = Vec::new();
    for (heading, texts) in [
        (say!(language, "A scenario for commonweal" | "Un scénario pour commonweal"), question(language)),
        (say!(language, "How to fill it in" | "Comment le remplir"), filling(language)),
        (say!(language, "How to run it" | "Comment le lancer"), running(file, language)),
        (say!(language, "What comes of it" | "Ce qu’il en sort"), results(language)),
    ] {
        lines.push((true, heading));
        lines.extend(texts.into_iter().map(|text| (false, text)));
    }
    (language.pick("read me", "lisez-moi"), lines)
}

fn question(language: Language) -> Vec<String> {
    vec![say!(
        language,
        "What do administrations save by building one core codebase together instead of one each, who pays what, and how sure is that? This workbook holds one such question. What stands in it now is an example that runs: put your own figures in its place."
            | "Qu’économisent des administrations à construire en commun un seul code plutôt qu’un chacune, qui paie quoi, et avec quelle certitude ? Ce classeur contient une telle question. Ce qui s’y trouve est un exemple qui fonctionne : mettez vos chiffres à la place."
    )]
}

fn filling(language: Language) -> Vec<String> {
    vec![
        say!(
            language,
            "Fill in the yellow cells. Grey columns are for reading only. Names of sheets and headings stay as they are; further sheets, colours and comments of yours are left alone. Hidden rows are read like any other."
                | "Remplissez les cellules jaunes. Les colonnes grises ne servent qu’à la lecture. Les noms des feuilles et les titres des colonnes restent tels quels ; vos autres feuilles, couleurs et commentaires ne dérangent pas. Les lignes masquées sont lues comme les autres."
        ),
        say!(
            language,
            "scenario: the title, the currency, the years that are counted, and what is chosen. strategies: say yes to those that are compared. modules: the parts of the system, their sizes in person-months, and who needs them. administrations: who takes part, a row each."
                | "scenario : le titre, la monnaie, le nombre d’années et les choix. strategies : répondez oui pour celles qui sont comparées. modules : les parties du système, leur taille en mois-personnes et qui en a besoin. administrations : qui participe, une ligne chacune."
        ),
        say!(
            language,
            "assumptions: every other input. Leave a row empty and its default stands, which the last column shows. A value is one number below “value”; or low and high: 5 % of cases lie below, 5 % above; or low, most likely and high: the least, the most likely and the greatest value."
                | "assumptions : toutes les autres données. Une ligne laissée vide garde sa valeur par défaut, indiquée dans la dernière colonne. Une valeur est un seul nombre sous « value » ; ou low et high : 5 % des cas en dessous, 5 % au-dessus ; ou low, most likely et high : la valeur la plus basse, la plus probable et la plus haute."
        ),
        say!(
            language,
            "form says what low, most likely and high mean: range (5 % below, 5 % above), pert (smooth from the least to the greatest), triangular, uniform (all alike between low and high), lognormal (5 % below, 5 % above, never below 0), quantiles (one in ten below low, half below most likely, one in ten above high). Left empty it is range, or pert where there are three numbers."
                | "form dit ce que signifient low, most likely et high : range (5 % en dessous, 5 % au-dessus), pert (courbe douce de la plus basse à la plus haute), triangular, uniform (toutes aussi probables entre low et high), lognormal (5 % en dessous, 5 % au-dessus, jamais sous 0), quantiles (un cas sur dix sous low, la moitié sous most likely, un sur dix au-dessus de high). Vide, c’est range, ou pert s’il y a trois nombres."
        ),
        say!(
            language,
            "source says where a value was read; note what a reader should know; owner who answers for it; signed off on which day that person signed it. Values without a source stand first in every report."
                | "source dit où la valeur a été lue ; note, ce qu’il faut en savoir ; owner, qui en répond ; signed off, le jour où cette personne l’a approuvée. Les valeurs sans source viennent en tête de chaque rapport."
        ),
    ]
}

fn running(file: &str, language: Language) -> Vec<String> {
    vec![
        say!(
            language,
            "In a terminal, in the folder of this file, after saving and closing it:"
                | "Dans un terminal, dans le dossier de ce fichier, après l’avoir enregistré et fermé :"
        ),
        say!(
            language,
            "commonweal check {file}\nsays what is wrong, by sheet and cell, and lists what is assumed"
                | "commonweal check {file} --lang fr\nindique ce qui ne va pas, par feuille et cellule, et liste les hypothèses"
        ),
        say!(
            language,
            "commonweal run {file} --xlsx\nsimulates it and writes results as a workbook, tables and pictures"
                | "commonweal run {file} --xlsx --lang fr\nsimule et écrit les résultats : classeur, tableaux et images"
        ),
        say!(
            language,
            "commonweal report {file}\nwrites one page with all of it, to be read, printed or sent"
                | "commonweal report {file} --lang fr\nécrit une page qui contient tout, à lire, à imprimer ou à envoyer"
        ),
    ]
}

fn results(language: Language) -> Vec<String> {
    vec![say!(
        language,
        "The terminal says the answer in a few sentences, and in which folder all the rest is: what each strategy costs and how uncertain that is, who gains and who loses, budgets by year, what drives the result and what was assumed without a source."
            | "Le terminal donne la réponse en quelques phrases et indique le dossier où se trouve le reste : ce que coûte chaque stratégie et avec quelle incertitude, qui y gagne et qui y perd, les budgets par année, ce qui détermine le résultat et ce qui est supposé sans source."
    )]
}
