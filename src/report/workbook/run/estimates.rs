//! Columns and cells of an estimate.

use crate::language::Language;
use crate::workbook::{Cell, Column, Kind};
use model::results::{Estimate, PERCENTS, Probability};

/// Headers: replications, mean with its error, spread, quantiles, the mean of the worst.
pub(super) fn columns(language: Language) -> impl Iterator<Item = Column> {
    let first = [
        language.pick("replications", "simulations"),
        language.pick("mean", "moyenne"),
        language.pick("standard error", "erreur type"),
        language.pick("standard deviation", "écart type"),
    ];
    let worst = language.pick("mean of the worst 5%", "moyenne des 5\u{202F}% pires");
    let quantiles = PERCENTS.iter().map(|percent| format!("P{percent}"));
    first.into_iter().map(str::to_owned).chain(quantiles).chain([worst.to_owned()]).map(Column::new)
}

/// The cells below.
pub(super) fn cells(estimate: &Estimate, kind: Kind) -> impl Iterator<Item = Cell> {
    let count = Cell::number(Some(estimate.count as f64), Kind::Count);
    let Estimate { mean, standard_error, sd, cvar, .. } = *estimate;
    // Of years an error is often less than a hundredth.
    let finer = if kind == Kind::Years { Kind::Decimals(4) } else { kind };
    let moments = [(mean, kind), (standard_error, finer), (sd, kind)].map(|(value, kind)| Cell::number(value, kind));
    let quantiles = PERCENTS.map(|percent| Cell::number(estimate.quantile(percent), kind));
    std::iter::once(count).chain(moments).chain(quantiles).chain([Cell::number(cvar, kind)])
}

/// A probability with its interval; nothing where there is none.
pub(super) fn chance(probability: Option<Probability>) -> [Cell; 3] {
    let of = |end: fn(Probability) -> f64| Cell::number(probability.map(end), Kind::Share);
    [of(|one| one.value), of(|one| one.low), of(|one| one.high)]
}
