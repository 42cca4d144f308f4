//! What readers of shares and bars must know, in words.

use crate::language::{Language, code, figure, number, percent, say};
use study::analysis::sensitivity::found::Warning;

/// A warning as a sentence.
pub(super) fn sentence(warning: Warning, language: Language) -> String {
    match warning {
        Warning::NoVariance => say!(
            language,
            "there is no variance to share out, only one of ranks: an input's tail is too heavy, or the quantity is a quotient."
                | "il n’y a pas de variance à répartir, seulement celle des rangs : la queue d’une donnée est trop lourde, ou la grandeur est un quotient."
        ),
        Warning::ExtremesDecide { extremes, widest } => {
            let [few, most] = [0.01, extremes].map(|share| percent(share, language));
            let widest = number(widest, 2, language);
            say!(
                language,
                "{few} of the replications make {most} of the variance, so that its shares may change with the seed by more than their intervals tell (the widest is {widest} wide). Go by the shares of the ranks, which tell what decides how high the quantity is among all that are possible, not by how much."
                    | "{few} des simulations comptent pour {most} de la variance, si bien que ses parts peuvent changer avec la graine plus que leurs intervalles ne le disent (le plus large mesure {widest}). Mieux vaut se fier aux parts des rangs, qui disent ce qui détermine la place de la grandeur parmi toutes les valeurs possibles, et non de l’ampleur."
            )
        }
        Warning::WideIntervals { widest, replications, replications_needed, wanted } => {
            let (widest, wanted) = (number(widest, 2, language), figure(wanted, language));
            let count = number(replications as f64, 0, language);
            let enough = code(&format!("-n {replications_needed}"));
            say!(
                language,
                "intervals are up to {widest} wide after {count} replications: {enough} should make them narrower than {wanted}."
                    | "les intervalles mesurent jusqu’à {widest} après {count} simulations : {enough} devrait les ramener sous {wanted}."
            )
        }
    }
}
