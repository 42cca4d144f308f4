//! What published models are, in words.

use crate::language::Language;
use study::analysis::cross_check::found::CrossModel;
use study::product_lines::{ConstantName, Differs, Published};

/// What sets a model apart, behind its name.
pub(super) fn differs(differs: Differs, language: Language) -> &'static str {
    match differs {
        Differs::OwnCosts => language.pick(
            "takes sizes and what is common from the scenario, and its own costs of writing for reuse and of reuse; no agreements",
            "prend au scénario les tailles et ce qui est commun, et ses propres coûts d’écriture pour la réutilisation et \
             de réutilisation\u{202F}; aucun accord à conclure",
        ),
        Differs::AtMedians => language.pick(
            "takes all its numbers from the scenario, at their medians: it is the simulation without coordination, overruns, \
             abandoned builds and exits",
            "prend tous ses nombres au scénario, à leur médiane\u{202F}: c’est la simulation sans coordination, \
             dépassements, abandons ni départs",
        ),
        Differs::MeanSize => language.pick(
            "takes the mean size only: all members are alike to it, 60% in common, and the first pays for the core and adapts nothing",
            "ne prend que la taille moyenne\u{202F}: pour lui tous les membres sont semblables, communs à 60\u{202F}%, et le \
             premier paie le code commun sans rien adapter",
        ),
    }
}

/// What a number is that a model brings with it.
pub(super) fn constant(name: ConstantName, language: Language) -> &'static str {
    let french = match name {
        ConstantName::Rcwr => "RCWR",
        ConstantName::Rcr => "RCR",
        ConstantName::Unique => "part propre",
        ConstantName::Adapted => "part adaptée",
        ConstantName::Reused => "part réutilisée",
        ConstantName::RuseVeryHigh => "RUSE très élevé",
        ConstantName::RelyHigh => "RELY élevé",
        ConstantName::DocuHigh => "DOCU élevé",
        ConstantName::AamAdapted => "AAM du code adapté",
        ConstantName::AamReused => "AAM du code réutilisé",
    };
    language.pick(name.word(), french)
}

/// Where a model comes from.
pub(super) fn source(model: &CrossModel, language: Language) -> &'static str {
    let french = match model.model {
        Published::Poulin => "Poulin, jeffreypoulin.info reucalc_basic\u{202F}; Poulin et Caruso 1993",
        Published::Simple => {
            "Clements, McGregor et Cohen, CMU/SEI-2005-TR-003\u{202F}; termes non vérifiés, sauf Corg et Ccab [R]"
        }
        Published::Coplimo => {
            "Boehm et al., COPLIMO, diapositives de l’USC-CSE, 2012\u{202F}; Heradio et al. 2012 pour ses tailles égales"
        }
    };
    language.pick(model.source, french)
}
