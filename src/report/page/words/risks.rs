//! What the model leaves out, so that nobody takes the page for more than it is.

use crate::document::Document;
use crate::language::{Language, say};

/// The risks that no figure of the page holds.
pub fn document(not_covered: &str, language: Language) -> Document {
    let mut document = Document::new(language);
    document.paragraph(say!(
        language,
        "No figure of this page holds what follows. Weigh it beside the figures."
            | "Aucun chiffre de cette page ne contient ce qui suit. Ce sont des éléments à peser en plus des chiffres."
    ));
    // What this scenario leaves out, before what every one leaves out.
    document.bullet(not_covered);
    let always = [
        say!(
            language,
            "Benefits: a live year is worth what the scenario says, or as much as makes building alone just pay. Political value is not priced."
                | "Avantages : une année de service vaut ce qu’en dit le scénario, ou autant qu’il faut pour que construire seul soit tout juste avantageux. La valeur politique n’est pas chiffrée."
        ),
        say!(
            language,
            "Causes of failure: overruns, abandonments and departures are drawn from what happened elsewhere, not from the people and contracts of this project."
                | "Causes d’échec : les dépassements, abandons et départs sont tirés de ce qui est arrivé ailleurs, et non des personnes et des contrats de ce projet."
        ),
        say!(
            language,
            "Procurement: tendering, legal fees, intellectual property, taxes, people who cannot be hired at any price."
                | "Approvisionnement : appels d’offres, frais juridiques, propriété intellectuelle, taxes, compétences introuvables, quel que soit le prix."
        ),
        say!(
            language,
            "Bargaining: the page says who would have a reason to leave; in the simulations nobody leaves because of the bill."
                | "Négociation : la page dit qui aurait une raison de partir ; dans les simulations, personne ne part à cause de la facture."
        ),
        say!(
            language,
            "Correlation: inputs move together only where the scenario says so; overruns have one common cause, incidents none."
                | "Corrélation : les données ne varient ensemble que là où le scénario le dit ; les dépassements ont une cause commune, les incidents n’en ont pas."
        ),
        say!(
            language,
            "Evidence: defaults come from few and selected cases, and many are judgement. The assumptions above say which."
                | "Preuves : les valeurs par défaut viennent de cas peu nombreux et choisis, et beaucoup sont des jugements. Les hypothèses disent lesquelles."
        ),
    ];
    for risk in always {
        document.bullet(risk);
    }
    document
}
