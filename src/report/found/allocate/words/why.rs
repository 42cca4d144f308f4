//! Why a rule has no answer for a game, in words.

use crate::language::{Language, code, say};
use model::allocation::NoDivision;
use model::game::Unsolved;

/// A reason behind a colon.
pub(in crate::found::allocate) fn sentence(reason: NoDivision, language: Language) -> String {
    match reason {
        NoDivision::NoBenefit => say!(
            language,
            "the members together save nothing over paying their separable costs: there is no benefit to divide by"
                | "ensemble, les membres n’économisent rien par rapport à leurs coûts séparables : il n’y a aucun avantage à répartir"
        ),
        NoDivision::NotQuasiBalanced => say!(
            language,
            "the game is not quasi-balanced: what members must at least and need at most pay leaves no room for the total"
                | "le jeu n’est pas quasi équilibré : ce que les membres doivent payer au moins et au plus ne laisse pas de place au total"
        ),
        NoDivision::NoImputation => say!(
            language,
            "the total is more than all would pay alone: every division charges somebody more than alone"
                | "le total dépasse la somme de ce que chacun paierait seul : toute répartition fait payer à quelqu’un plus que s’il restait seul"
        ),
        NoDivision::NegativeCost => say!(
            language,
            "a coalition has a negative cost, of which an excess is no share"
                | "une coalition a un coût négatif, dont un excès n’est pas une part"
        ),
        NoDivision::FreeCoalition => say!(
            language,
            "a coalition costs nothing, and every division charges it something or leaves others open"
                | "une coalition ne coûte rien, et toute répartition lui fait payer quelque chose ou laisse les autres indéterminés"
        ),
        NoDivision::NoWeights => say!(
            language,
            "the members' weights are not all 0 or more with a positive sum"
                | "les poids des membres ne sont pas tous positifs ou nuls, de somme positive"
        ),
        NoDivision::NeedsDemands => say!(
            language,
            "it needs each member's demand and what smaller demands of all would cost; a table of coalitions has neither"
                | "il faut à cette règle la demande de chaque membre et ce que coûteraient des demandes plus petites ; une table de coalitions n’a ni l’une ni l’autre"
        ),
        NoDivision::UncertainDemands => {
            let scope = code("scope");
            say!(
                language,
                "it needs to know what each asks for: every member's {scope} must be certain"
                    | "elle exige que la part des modules requise par chaque membre ({scope}) soit connue avec certitude"
            )
        }
        NoDivision::NeedsCoalitions => say!(
            language,
            "it needs the cost of every coalition: there are too many, and the members do not fall into few classes of alike ones"
                | "elle exige le coût de chaque coalition : elles sont trop nombreuses, et les membres ne forment pas quelques classes de semblables"
        ),
        NoDivision::Unsolved(Unsolved::Infeasible) => {
            say!(language, "no division keeps all limits" | "aucune répartition ne respecte toutes les limites")
        }
        NoDivision::Unsolved(Unsolved::NotUnique) => {
            say!(language, "more than one division is as good as any" | "plusieurs répartitions se valent")
        }
        NoDivision::Unsolved(Unsolved::Numerical) => say!(
            language,
            "the numbers are too far apart to be solved reliably"
                | "les nombres sont trop éloignés les uns des autres pour un calcul fiable"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The English sentence is that of errors, for a scenario that is shared by such a rule.
    #[test]
    fn reasons_are_those_of_errors() {
        let all = [
            NoDivision::NoBenefit,
            NoDivision::NotQuasiBalanced,
            NoDivision::NoImputation,
            NoDivision::NegativeCost,
            NoDivision::FreeCoalition,
            NoDivision::NoWeights,
            NoDivision::NeedsDemands,
            NoDivision::NeedsCoalitions,
            NoDivision::Unsolved(Unsolved::Infeasible),
            NoDivision::Unsolved(Unsolved::NotUnique),
            NoDivision::Unsolved(Unsolved::Numerical),
        ];
        for reason in all {
            assert_eq!(sentence(reason, Language::En), reason.to_string());
            assert_ne!(sentence(reason, Language::Fr), reason.to_string());
        }
    }
}
