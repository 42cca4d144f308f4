//! What knowing inputs beforehand is worth.

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, Unit, say};
use crate::words::inputs;
use study::analysis::decide::found::{Decision, Estimated, InputWorth};
use study::input::problem::shown;

/// Inputs shown; the file has all.
const INPUTS: usize = 8;
/// Standard errors that an amount must be above 0.
const SURE: f64 = 2.0;
/// Share of what everything is worth below which an input is not worth a line.
const LEAST: f64 = 0.003;

/// The table, or the sentence that nothing is worth finding out.
pub(super) fn evppi(found: &Decision, is_certain: bool, document: &mut Document) {
    let language = document.language;
    if is_certain {
        document.paragraph(language.pick(
            "Every replication is alike, so that there is nothing to find out beforehand.",
            "Toutes les réplications se valent\u{202F}: il n’y a rien à chercher à savoir d’avance.",
        ));
        return;
    }
    let all = found.evpi.among_all_strategies;
    let to_share = found.evpi.to_share_or_not;
    let unit = Unit::of(all.value.max(to_share.value), &shown(&found.header.currency), language);
    let least = all.value * LEAST;
    let amount = |worth: Estimated| (is_worth(worth, least)).then(|| with_error(worth, &unit, language));
    let is_told = |one: &&InputWorth| {
        [one.worth.among_all_strategies, one.worth.to_share_or_not].into_iter().any(|worth| is_worth(worth, least))
    };
    let rows: Vec<&InputWorth> = found.evppi.iter().filter(is_told).take(INPUTS).collect();
    let words = &unit.words;
    if rows.is_empty() {
        let everything = match amount(all) {
            None => language.pick(", nor would to know all of them", ", et toutes les connaître non plus").to_owned(),
            Some(some) => {
                let some = some.text.plain();
                say!(language, " (all of them together: {some} {words})" | " (toutes ensemble : {some} {words})")
            }
        };
        document.paragraph(say!(
            language,
            "To know any single input beforehand would hardly change the choice{everything}."
                | "Connaître d’avance une seule donnée ne changerait guère le choix{everything}."
        ));
        return;
    }
    let header = [
        say!(language, "worth knowing beforehand, {words}" | "valeur de savoir d’avance, {words}"),
        say!(language, "to share or not" | "partager ou non"),
        say!(language, "among all strategies" | "entre toutes les stratégies"),
        say!(language, "rests on" | "source"),
    ];
    let cell = |worth| amount(worth).unwrap_or_else(|| "–".into());
    let everything = vec![language.pick("everything", "tout").into(), cell(to_share), cell(all), Cell::default()];
    let row = |one: &InputWorth| {
        let mark = one.mark.as_ref().map_or_else(
            || language.pick("the scenario", "le scénario").to_owned(),
            |mark| say!(language, "default [{mark}]" | "valeur par défaut [{mark}]"),
        );
        vec![
            inputs::named(&one.path, language).into(),
            cell(one.worth.to_share_or_not),
            cell(one.worth.among_all_strategies),
            mark.into(),
        ]
    };
    let rows = std::iter::once(everything).chain(rows.into_iter().map(row));
    document.table(Table::new(header, rows).laid_out(Layout::Wrapped));
    document.paragraph(say!(
        language,
        "A study that costs more than this does not pay; ± is one standard error. All others: evppi.csv"
            | "Une étude plus chère que cela n’est pas rentable ; ± : une erreur type. Toutes les autres : evppi.csv"
    ));
}

fn is_worth(worth: Estimated, least: f64) -> bool {
    worth.value > SURE * worth.standard_error && worth.value > least
}

/// `0.46 ±0.20`
fn with_error(worth: Estimated, unit: &Unit, language: Language) -> Cell {
    let [value, error] = [worth.value, worth.standard_error].map(|value| unit.bare(value, language));
    Cell::bare(worth.value, unit, language).read(format!("{value} ±{error}"))
}
