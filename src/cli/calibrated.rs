//! The answer of `calibrate`: what was fitted, how well it is known, and the text to paste.

use super::words::{listed, results, table, wrapped};
use model::results::Known;
use report::charts::{Language, figure, percent};
use std::path::Path;
use study::analysis::calibrate::found::{Calibration, ColumnFit, EffortFit, FitResult, OverrunFit};

const LANGUAGE: Language = Language::En;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(found: &Calibration, place: &Path, names: &str) -> String {
    let mut text = String::new();
    if let Some(fit) = &found.effort {
        text += &(effort(fit) + "\n" + &fit.section + "\n");
    }
    if let Some(fit) = &found.overrun {
        text += &(overrun(fit) + "\n" + &fit.section + "\n");
    }
    if let Some(fit) = &found.column {
        text += &(column(fit, &name_of(&found.file)) + "\n");
    }
    text + &results(place, names)
}

fn number(value: f64) -> String {
    figure(value, LANGUAGE)
}

/// `0.81 (95% interval 0.77 to 0.85)`
fn known(known: Known) -> String {
    match (known.low, known.high) {
        (Some(low), Some(high)) => {
            format!("{} (95% interval {} to {})", number(known.value), number(low), number(high))
        }
        _ => number(known.value),
    }
}

fn left_out(rows: usize) -> String {
    if rows > 0 { format!(", {rows} left out") } else { String::new() }
}

fn effort(fit: &EffortFit) -> String {
    let mut text = wrapped(&format!(
        "Effort by size: {} projects{}, {} ({}) by {} from {} to {}",
        fit.projects,
        left_out(fit.left_out),
        fit.effort,
        fit.unit,
        fit.size,
        number(fit.sizes[0]),
        number(fit.sizes[1])
    ));
    text += &wrapped(&format!(
        "median person-months at {} (geometric mean size): {}",
        number(fit.centre),
        known(fit.median)
    ));
    text += &wrapped(&format!("effort grows as size to the power of {}", known(fit.exponent)));
    text += &wrapped(&format!("sd of logarithms about the line: {}", known(fit.residual_sd)));
    if fit.is_exact() {
        return text
            + &wrapped(
                "All projects lie on the line, as those of finished projects never do: is one column made from the other?",
            );
    }
    text + &wrapped(&format!(
        "A new project takes from 1/{0} to {0} times the median in nine cases of ten. `commonweal benchmark` tells how \
         other models do on these projects.",
        number(fit.factor_90)
    ))
}

fn overrun(fit: &OverrunFit) -> String {
    let mut text = wrapped(&format!(
        "Overrun: {} projects{}, {} over {}; {} took more than estimated (95% interval {} to {})",
        fit.ratios.values,
        left_out(fit.ratios.left_out),
        fit.actual,
        fit.estimate,
        percent(fit.above_estimate.value, LANGUAGE),
        percent(fit.above_estimate.low, LANGUAGE),
        percent(fit.above_estimate.high, LANGUAGE)
    ));
    text += &wrapped(&format!("median {}", known(fit.median)));
    text += &wrapped(&format!("mean {}", known(fit.mean)));
    text += &wrapped(&format!("sigma of the lognormal {}", known(fit.sigma)));
    text + "\n" + &fits(&fit.ratios) + &tail(&fit.ratios)
}

fn column(fit: &ColumnFit, file: &str) -> String {
    let mut text = wrapped(&format!(
        "{}: {} values{}, {} to {}, median {}, mean {}",
        fit.column,
        fit.values,
        left_out(fit.left_out),
        number(fit.range[0]),
        number(fit.range[2]),
        number(fit.range[1]),
        number(fit.mean)
    ));
    text += "\n";
    text += &fits(fit);
    text += &tail(fit);
    if let Some(best) = fit.fits.first() {
        text += &offer(best, fit, file);
    }
    text
}

/// What to paste: the best by AIC, and where it does not fit, what does.
fn offer(best: &FitResult, fit: &ColumnFit, file: &str) -> String {
    let parameters: Vec<String> =
        best.parameters.iter().map(|one| format!("{} {}", one.name, known(one.known))).collect();
    let best_of_all = format!("Best by AIC: {}, {}", best.family, parameters.join("; "));
    let Some(p) = best.p_value.filter(|_| best.is_misfit()) else {
        return wrapped(&format!("{best_of_all}. To paste:")) + &format!("\n{}\n", best.text);
    };
    let mut text = wrapped(&format!("{best_of_all}. It does not fit (p {}).", number(p)));
    if let Some(other) = fit.fitting() {
        text += &wrapped(&format!("Best by AIC of those that fit: {}. To paste:", other.family));
        return text + &format!("\n{}\n", other.text);
    }
    text += &wrapped("None of the distributions fits. To paste, the values themselves, or the best of the misfits:");
    let values = toml::Value::String(format!("{file}#{}", fit.column));
    text + &format!("\n{{ empirical = {values} }}\n{}  # does not fit, p {}\n", best.text, number(p))
}

/// Distributions that were not fitted, those of one reason together.
fn unfitted(fit: &ColumnFit) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for one in &fit.unfitted {
        match reasons.iter_mut().find(|(reason, _)| *reason == one.reason) {
            Some((_, families)) => families.push(one.family.to_owned()),
            None => reasons.push((&one.reason, vec![one.family.to_owned()])),
        }
    }
    let line =
        |(reason, families): &(&str, Vec<String>)| wrapped(&format!("Not fitted: {} ({reason}).", listed(families)));
    reasons.iter().map(line).collect()
}

/// The table of fits.
fn fits(fit: &ColumnFit) -> String {
    let header = ["distribution", "log-likelihood", "AIC above best", "KS", "AD", "p", "mean"].map(str::to_owned);
    let any = |value: Option<f64>| value.map_or("none".to_owned(), number);
    let row = |one: &FitResult| {
        vec![
            one.family.to_owned(),
            number(one.log_likelihood),
            number(one.aic_above_best),
            number(one.kolmogorov_smirnov),
            any(one.anderson_darling),
            any(one.p_value),
            any(one.mean),
        ]
    };
    table(header.to_vec(), fit.fits.iter().map(row))
        + &unfitted(fit)
        + &wrapped(
            "KS and AD: Kolmogorov–Smirnov and Anderson–Darling distances. Their tables do not hold here, as parameters were \
             fitted to the same values; p is the share of 199 samples from the fit, fitted anew, that are no nearer (AD; of uniform and Pareto KS). A \
             small p: not this distribution. AIC differences under 2 say nothing.",
        )
}

/// The name of a file beneath its folder, as a scenario beside it would name it.
fn name_of(file: &str) -> String {
    Path::new(file).file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What is to be feared of the upper tail.
fn tail(fit: &ColumnFit) -> String {
    let Some(tail) = fit.tail else {
        return wrapped("Too few values to tell how heavy the tail is.");
    };
    let share = fit
        .largest_share
        .map_or(String::new(), |share| format!("; the largest value alone is {} of the sum", percent(share, LANGUAGE)));
    let text = format!("tail index of the {} largest (Hill): {}{share}", tail.k, known(tail.index));
    match tail.heavy {
        true => wrapped(&format!(
            "Warning, heavy tail: {text}. A few values may decide the mean, and none of the fits is known beyond {}: cut it \
             with `max` where the world has a limit, and look at medians and quantiles first.",
            number(fit.range[2])
        )),
        false if tail.index.low.is_some_and(|low| low < 2.0) => {
            wrapped(&format!("The tail may be heavy, too few values tell: {text}."))
        }
        false => wrapped(&format!("No heavy tail: {text}.")),
    }
}
