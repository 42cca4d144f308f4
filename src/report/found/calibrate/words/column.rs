//! What was fitted to the values of a column, how well it fits, and how heavy the tail is.

use super::{in_words, left_out, three};
use crate::document::{Block, Cell, Document, Table};
use crate::language::{Language, code, figure, listed, path, percent, say};
use crate::words::names::{count, value};
use std::path::Path;
use study::analysis::calibrate::found::{ColumnFit, FitResult, NotFitted, TailResult};
use study::input::problem::shown;

/// All of a column in a table.
pub(super) fn column(fit: &ColumnFit, file: &str, document: &mut Document) {
    let language = document.language;
    let (name, values, left_out) = (shown(fit.column.trim()), fit.values, left_out(fit.left_out, language));
    let [low, middle, high, mean] =
        [fit.range[0], fit.range[1], fit.range[2], fit.mean].map(|value| figure(value, language));
    document.section().paragraph(say!(
        language,
        "{name}: {values} values{left_out}, {low} to {high}, median {middle}, mean {mean}"
            | "{name} : {values} valeurs{left_out}, de {low} à {high}, médiane {middle}, moyenne {mean}"
    ));
    document.section();
    fits(fit, document);
    tail(fit, document);
    if let Some(best) = fit.fits.first() {
        offer(best, fit, &name_of(file), document);
    }
}

/// What to paste: the best by AIC, and where it does not fit, what does.
fn offer(best: &FitResult, fit: &ColumnFit, file: &str, document: &mut Document) {
    let language = document.language;
    let parameters = best.parameters.iter().map(|one| format!("{} {}", path(one.name), in_words(one.known, language)));
    let (family, parameters) =
        (path(best.family), parameters.collect::<Vec<String>>().join(language.pick("; ", "\u{202F}; ")));
    let best_of_all =
        say!(language, "Best by AIC: {family}, {parameters}" | "Le meilleur selon l’AIC : {family}, {parameters}");
    let Some(p) = best.p_value.filter(|_| best.is_misfit()).map(|p| figure(p, language)) else {
        document.paragraph(say!(language, "{best_of_all}. To paste:" | "{best_of_all}. À coller :"));
        document.section().push(Block::Code(best.text.clone()));
        return;
    };
    document.paragraph(say!(
        language,
        "{best_of_all}. It does not fit (p {p})." | "{best_of_all}. L’ajustement n’est pas bon (p {p})."
    ));
    if let Some(other) = fit.fitting() {
        let family = path(other.family);
        document.paragraph(say!(
            language,
            "Best by AIC of those that fit: {family}. To paste:"
                | "Le meilleur selon l’AIC de ceux qui s’ajustent : {family}. À coller :"
        ));
        document.section().push(Block::Code(other.text.clone()));
        return;
    }
    document.paragraph(language.pick(
        "None of the distributions fits. To paste, the values themselves, or the best of the misfits:",
        "Aucune des lois ne s’ajuste. À coller, les valeurs mêmes, ou la moins mauvaise des lois\u{202F}:",
    ));
    let values = toml::Value::String(format!("{file}#{}", fit.column));
    let note = say!(language, "does not fit, p {p}" | "ajustement mauvais, p {p}");
    document.section().push(Block::Code(format!("{{ empirical = {values} }}\n{}  # {note}\n", best.text)));
}

/// Distributions that were not fitted, those of one reason together.
fn unfitted(fit: &ColumnFit, document: &mut Document) {
    let language = document.language;
    let mut reasons: Vec<(NotFitted, Vec<String>)> = Vec::new();
    for one in &fit.unfitted {
        match reasons.iter_mut().find(|(reason, _)| *reason == one.reason) {
            Some((_, families)) => families.push(path(one.family)),
            None => reasons.push((one.reason, vec![path(one.family)])),
        }
    }
    for (reason, families) in reasons {
        let (families, reason) = (listed(&families, language), why(reason, language));
        document
            .paragraph(say!(language, "Not fitted: {families} ({reason})." | "Non ajusté : {families} ({reason})."));
    }
}

fn why(reason: NotFitted, language: Language) -> String {
    match reason {
        NotFitted::NotPositive { outside, of, first, line } => {
            let [outside, of] = [outside, of].map(|values| count(values, language));
            let first = value(&first.to_string(), language);
            let line = line.map_or_else(String::new, |line| say!(language, ", line {line}" | ", ligne {line}"));
            say!(
                language,
                "{outside} of {of} values not above 0, the first {first}{line}"
                    | "valeurs négatives ou nulles : {outside} sur {of}, la première {first}{line}"
            )
        }
        NotFitted::NoMaximum => say!(language, "no best fit exists" | "aucun ajustement n’est le meilleur"),
    }
}

/// The table of fits.
pub(super) fn fits(fit: &ColumnFit, document: &mut Document) {
    let language = document.language;
    let header = language.pick(
        ["distribution", "log-likelihood", "AIC above best", "KS", "AD", "p", "mean"],
        ["loi", "log-vraisemblance", "AIC (écart)", "KS", "AD", "p", "moyenne"],
    );
    let any = |value: Option<f64>| -> Cell {
        value.map_or_else(|| language.pick("none", "aucune").into(), |value| three(value, language))
    };
    let row = |one: &FitResult| {
        vec![
            path(one.family).into(),
            three(one.log_likelihood, language),
            three(one.aic_above_best, language),
            three(one.kolmogorov_smirnov, language),
            any(one.anderson_darling),
            any(one.p_value),
            any(one.mean),
        ]
    };
    document.table(Table::new(header, fit.fits.iter().map(row)));
    unfitted(fit, document);
    document.paragraph(language.pick(
        "KS and AD: Kolmogorov–Smirnov and Anderson–Darling distances. Their tables do not hold here, as parameters were \
         fitted to the same values; p is the share of 199 samples from the fit, fitted anew, that are no nearer (AD; of uniform and Pareto KS). A \
         small p: not this distribution. AIC differences under 2 say nothing.",
        "KS et AD\u{202F}: distances de Kolmogorov–Smirnov et d’Anderson–Darling. Leurs tables ne valent pas ici, car les paramètres \
         sont ajustés aux mêmes valeurs\u{202F}; p est la part de 199 échantillons de la loi ajustée, ajustés à leur tour, qui ne \
         sont pas plus proches (AD\u{202F}; pour les lois uniforme et de Pareto, KS). Un petit p\u{202F}: ce n’est pas cette loi. Des \
         écarts d’AIC inférieurs à 2 ne disent rien.",
    ));
}

/// The name of a file beneath its folder, as a scenario beside it would name it.
fn name_of(file: &str) -> String {
    Path::new(file).file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What is to be feared of the upper tail.
pub(super) fn tail(fit: &ColumnFit, document: &mut Document) {
    let language = document.language;
    let Some(tail) = fit.tail else {
        document.paragraph(language.pick(
            "Too few values to tell how heavy the tail is.",
            "Trop peu de valeurs pour dire si la queue est lourde.",
        ));
        return;
    };
    let text = index(tail, fit, language);
    match tail.heavy {
        true => {
            let (beyond, max) = (figure(fit.range[2], language), code("max"));
            document.warning(say!(
                language,
                "heavy tail: {text}. A few values may decide the mean, and none of the fits is known beyond {beyond}: cut it with {max} where the world has a limit, and look at medians and quantiles first."
                    | "queue lourde : {text}. Quelques valeurs peuvent décider de la moyenne, et aucune des lois n’est connue au-delà de {beyond} : la couper par {max} là où le monde a une limite, et regarder d’abord médianes et quantiles."
            ));
        }
        false if tail.index.low.is_some_and(|low| low < 2.0) => {
            document.paragraph(say!(
                language,
                "The tail may be heavy, too few values tell: {text}."
                    | "La queue est peut-être lourde, trop peu de valeurs le disent : {text}."
            ));
        }
        false => {
            document.paragraph(say!(language, "No heavy tail: {text}." | "Pas de queue lourde : {text}."));
        }
    }
}

fn index(tail: TailResult, fit: &ColumnFit, language: Language) -> String {
    let share = fit.largest_share.map_or_else(String::new, |share| {
        let share = percent(share, language);
        say!(
            language,
            "; the largest value alone is {share} of the sum"
                | " ; la plus grande valeur fait à elle seule {share} de la somme"
        )
    });
    let (k, known) = (tail.k, in_words(tail.index, language));
    say!(
        language,
        "tail index of the {k} largest (Hill): {known}{share}"
            | "indice de queue des {k} plus grandes (Hill) : {known}{share}"
    )
}
