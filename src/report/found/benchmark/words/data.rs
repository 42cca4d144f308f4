//! What the projects of a data set are, in words.

use crate::language::{Language, say};
use study::analysis::benchmark::found::{Described, Origin};
use study::data_sets::{Projects, SizeUnit};
use study::input::problem::shown;

/// What the projects are.
pub(super) fn projects(about: &Described, language: Language) -> String {
    let about = match about {
        Described::Set(projects) => projects,
        Described::Column(effort) => {
            let effort = shown(effort);
            return say!(language, "column {effort}" | "colonne {effort}");
        }
    };
    let words = match about {
        Projects::IbmBusiness => language.pick("IBM, business applications", "IBM, applications de gestion"),
        Projects::ChineseFirms => language.pick("Chinese firms", "entreprises chinoises"),
        Projects::TrwAndOthers => language.pick("TRW and others, before 1981", "TRW et autres, avant 1981"),
        Projects::CanadianFirm => language.pick("one Canadian firm, 1980s", "entreprise canadienne, années 1980"),
        Projects::FinnishFirms => language.pick("Finnish firms", "entreprises finlandaises"),
        Projects::Consultancy => {
            language.pick("one consultancy, business applications", "cabinet-conseil, applications de gestion")
        }
        Projects::OutsourcingFirm => language.pick(
            "one outsourcing firm, with its first estimates",
            "entreprise d’impartition, avec ses premières estimations",
        ),
        Projects::FinnishBank => language.pick("a Finnish bank", "banque finlandaise"),
        Projects::JapaneseFirms => language.pick("Japanese firms, COBOL", "entreprises japonaises, COBOL"),
        Projects::Nasa71To87 => {
            language.pick("NASA 1971 to 1987, ratings of COCOMO 81", "NASA, 1971 à 1987, cotes de COCOMO 81")
        }
        Projects::Nasa93InCocomoIi => language
            .pick("the projects of nasa93 in ratings of COCOMO II", "projets de nasa93, selon les cotes de COCOMO II"),
        Projects::NasaInCocomoIi => language.pick("NASA, ratings of COCOMO II", "NASA, cotes de COCOMO II"),
    };
    words.to_owned()
}

/// Where they come from; a citation stays as it is.
pub(super) fn origin(origin: &Origin, language: Language) -> String {
    match origin {
        Origin::Published { citation } => (*citation).to_owned(),
        Origin::File { path } => shown(path),
        Origin::StandardInput => language.pick("standard input", "entrée standard").to_owned(),
    }
}

/// What sizes count.
pub(super) fn size_unit(unit: Option<SizeUnit>, language: Language) -> &'static str {
    match unit {
        Some(SizeUnit::FunctionPoints) => language.pick("function points", "points de fonction"),
        Some(SizeUnit::Kloc) => language.pick("KLOC", "milliers de lignes de code"),
        None => language.pick("a unit not told", "une unité non précisée"),
    }
}
