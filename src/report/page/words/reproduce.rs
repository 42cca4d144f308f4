//! How the page is made again: the command, the version, the seed, and the sums of what was read.

use crate::document::{Block, Cell, Document, Layout, Table};
use crate::language::{Language, number, path, say};
use model::results::Results;
use study::input::InputFile;
use study::input::problem::inert;

/// All of it; a row of `asked` says how often something was simulated.
pub fn document(
    results: &Results,
    inputs: &[InputFile],
    command: &str,
    asked: &[(&str, usize)],
    language: Language,
) -> Document {
    let mut document = Document::new(language);
    document.paragraph(say!(
        language,
        "The same command on the same files gives the same figures to the last bit, on any machine and any number of threads."
            | "La même commande sur les mêmes fichiers donne les mêmes chiffres jusqu’au dernier bit, sur toute machine et avec n’importe quel nombre de fils d’exécution."
    ));
    document.push(Block::Code(inert(command.chars())));
    let run = &results.run;
    let rows = [
        (say!(language, "version of the program" | "version du programme"), run.version.clone()),
        (say!(language, "stream of draws" | "flux des tirages"), run.stream.to_string()),
        (say!(language, "seed" | "graine"), run.seed.to_string()),
        (say!(language, "design" | "plan"), design(run.design.name.word(), language)),
        (
            say!(language, "version of the shape of files" | "version du format des fichiers"),
            results.schema_version.to_owned(),
        ),
    ];
    let header = language.pick(["what decides the figures", "value"], ["ce qui détermine les chiffres", "valeur"]);
    let rows = rows.into_iter().map(|(name, value)| vec![Cell::from(name), value.into()]);
    document.table(Table::new(header, rows).words_in(&[1]));
    let header =
        language.pick(["question", "simulations of each variant"], ["question", "simulations de chaque variante"]);
    let rows = asked
        .iter()
        .map(|(name, count)| vec![question(name, language).into(), Cell::number(*count as f64, 0, language)]);
    document.table(Table::new(header, rows));
    document.section().table(files(inputs, language));
    document.paragraph(say!(
        language,
        "The files beside this page hold all figures; manifest.json has their sums, and when they were made."
            | "Les fichiers à côté de cette page contiennent tous les chiffres ; manifest.json en a les empreintes, et dit quand ils ont été faits."
    ));
    document
}

/// The design of draws as it can be typed, in French in words.
fn design(word: &str, language: Language) -> String {
    match (language, word) {
        (Language::Fr, "random") => "tirage aléatoire".to_owned(),
        (Language::Fr, "latin-hypercube") => "hypercube latin".to_owned(),
        (Language::Fr, "sobol") => "suite de Sobol".to_owned(),
        _ => path(word),
    }
}

/// A question as it can be typed, in French in words.
fn question(name: &str, language: Language) -> String {
    let french = match name {
        "run" => "calcul principal",
        "decision" => "décision",
        "allocation" => "répartition",
        "break-even" => "valeurs de bascule",
        "sensitivity" => "sensibilité",
        "terms" => "conditions",
        "budget" => "budget",
        _ => return path(name),
    };
    language.pick(path(name), french.to_owned())
}

fn files(inputs: &[InputFile], language: Language) -> Table {
    let header = language.pick(["file read", "bytes", "SHA-256"], ["fichier lu", "octets", "SHA-256"]);
    let row = |file: &InputFile| -> Vec<Cell> {
        let bytes = Cell { text: number(file.size as f64, 0, language).into(), figures: None };
        vec![path(&inert(file.path.chars())).into(), bytes, path(&file.sha256).into()]
    };
    Table::new(header, inputs.iter().map(row)).words_in(&[2]).laid_out(Layout::Wrapped)
}
