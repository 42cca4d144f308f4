//! What a reader must know before trusting the means, in words.

use crate::language::{Language, Unit, code, figure, number, say};
use crate::words::inputs;
use model::results::{Lacks, Warning};

/// A warning as a sentence.
pub(super) fn sentence(warning: &Warning, language: Language) -> String {
    let max = code("max");
    match warning {
        Warning::HeavyTail { input, tail_index, lacks } => {
            let (input, index) = (inputs::quoted(input, language), number(*tail_index, 2, language));
            let lacks = match lacks {
                Lacks::Mean => language.pick("no mean", "aucune moyenne"),
                Lacks::StandardError => language.pick("a mean without an error", "qu’une moyenne sans erreur type"),
            };
            say!(
                language,
                "{input} has a tail so heavy (index {index}) that what grows with it has {lacks}: quantiles are given instead; a {max} on it would change that"
                    | "{input} a une queue si lourde (indice {index}) que ce qui croît avec cette donnée n’a {lacks} : les quantiles en tiennent lieu ; un {max} y remédierait"
            )
        }
        Warning::LongTail { input, skewness, replications_needed } => {
            let (input, skewness) = (inputs::quoted(input, language), figure(two_digits(*skewness), language));
            let needed = replications(*replications_needed, language);
            say!(
                language,
                "{input} has so long a tail that the intervals of means hold less often than they say: costs have a skewness of {skewness}, for which they need about {needed}; rely on quantiles, or put a {max} on it"
                    | "{input} a une queue si longue que les intervalles des moyennes tiennent moins souvent qu’ils ne le disent : les coûts ont une asymétrie de {skewness}, pour laquelle il leur faut environ {needed} ; mieux vaut se fier aux quantiles, ou donner un {max} à cette donnée"
            )
        }
        Warning::ExtremesDecide => say!(
            language,
            "a few extreme replications decide the spread of costs: intervals of means may be too narrow; rely on quantiles"
                | "quelques simulations extrêmes décident de la dispersion des coûts : les intervalles des moyennes peuvent être trop étroits ; mieux vaut se fier aux quantiles"
        ),
        Warning::FewReplications { replications } => {
            let count = number(*replications as f64, 0, language);
            say!(
                language,
                "{count} replications are few: look at the intervals before the numbers"
                    | "{count} simulations, c’est peu : mieux vaut regarder les intervalles avant les chiffres"
            )
        }
    }
}

/// How many replications, to two digits: `12,000 replications`, `3.5 billion replications`.
fn replications(count: f64, language: Language) -> String {
    let (count, noun) = (two_digits(count), language.pick("replications", "simulations"));
    if count < 1e6 {
        return format!("{} {noun}", number(count, 0, language));
    }
    let unit = Unit::of(count, noun, language);
    let scaled = count / unit.factor;
    let decimals = usize::from(scaled < 10.0);
    format!("{} {}", number(scaled, decimals, language), unit.beside(scaled, decimals, language))
}

/// A positive value rounded to two digits.
fn two_digits(value: f64) -> f64 {
    let step = libm::pow(10.0, libm::floor(libm::log10(value.max(1.0))) - 1.0);
    (value / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Fr};

    #[test]
    fn numbers_are_told_with_two_digits() {
        assert_eq!([7.04, 86.4, 1234.0].map(|x| figure(two_digits(x), En)), ["7", "86", "1,200"]);
        assert_eq!(
            [12_345.0, 3.52e9, 8.6e7].map(|x| replications(x, En)),
            ["12,000 replications", "3.5 billion replications", "86 million replications"]
        );
        assert_eq!(
            [12_345.0, 1.52e6].map(|x| replications(x, Fr)),
            ["12\u{202F}000 simulations", "1,5 million de simulations"]
        );
    }
}
