//! The terms of the page, each in a sentence or two.

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, say};

/// Terms and what they mean, in the order in which a reader meets them.
pub fn document(language: Language) -> Document {
    let terms = [
        say!(
            language,
            "simulation, replication | One possible course of events: every uncertain input is drawn once, and all strategies are followed on the same draws."
                | "simulation (dans les fichiers : « replication ») | Un déroulement possible des événements : chaque donnée incertaine est tirée une fois, et toutes les stratégies sont suivies sur les mêmes tirages."
        ),
        say!(
            language,
            "P50, P80 | The amount that is not exceeded in 50, or 80, of 100 simulations. P50 is the median."
                | "P50, P80 | Le montant qui n’est pas dépassé dans 50, ou 80, simulations sur 100. P50 est la médiane."
        ),
        say!(
            language,
            "mean | The sum over all simulations, divided by their number. A few very bad courses raise the mean of a cost above its median."
                | "moyenne | La somme sur toutes les simulations, divisée par leur nombre. Quelques déroulements très défavorables portent la moyenne d’un coût au-dessus de sa médiane."
        ),
        say!(
            language,
            "median | The amount that is exceeded in half of the simulations."
                | "médiane | Le montant qui est dépassé dans la moitié des simulations."
        ),
        say!(
            language,
            "P5, P95 | Between them lie 90 of 100 simulations: 5 are below P5, 5 above P95."
                | "P5, P95 | Entre les deux se trouvent 90 simulations sur 100 : 5 sont sous P5, 5 au-dessus de P95."
        ),
        say!(
            language,
            "horizon | How many years are counted, from the start of the scenario."
                | "horizon | Le nombre d’années prises en compte, depuis le début du scénario."
        ),
        say!(
            language,
            "seed | The number from which all draws follow: the same seed gives the same figures."
                | "graine | Le nombre dont découlent tous les tirages : la même graine donne les mêmes chiffres."
        ),
        say!(
            language,
            "present value | What money of later years is worth today, at the discount rate and in the prices of one year."
                | "valeur actualisée | Ce que vaut aujourd’hui l’argent des années à venir, au taux d’actualisation et aux prix d’une même année."
        ),
        say!(language, "cash | What is paid, and nothing else." | "dépense | Ce qui est payé, et rien d’autre."),
        say!(
            language,
            "equal service | Cash, and what the years of service are worth that a strategy has less than building alone, or minus those that it has more. Without it, being late or never live would look like a saving."
                | "service égal | La dépense, plus la valeur des années de service qu’une stratégie a de moins que construire seul, ou moins celle des années qu’elle a de plus. Sans cela, un retard ou un abandon passerait pour une économie."
        ),
        say!(
            language,
            "core | The code that is shared; each administration adapts what is its own."
                | "code commun | Le code partagé ; chaque administration adapte ce qui lui est propre."
        ),
        say!(
            language,
            "abandoned, dissolved | The core is abandoned if it is never finished; the consortium is dissolved if it ends after the core was built."
                | "abandonné, dissous | Le code commun est abandonné s’il n’est jamais achevé ; le consortium est dissous s’il prend fin après l’achèvement."
        ),
        say!(
            language,
            "simulation error | How far a figure may be off because simulations are finite in number; more of them make it smaller."
                | "erreur de simulation | De combien un chiffre peut s’écarter parce que le nombre de simulations est fini ; davantage de simulations la réduisent."
        ),
        say!(
            language,
            "standard error | The usual size of the simulation error of a figure."
                | "erreur type | L’ampleur habituelle de l’erreur de simulation d’un chiffre."
        ),
        say!(
            language,
            "what is not known | Inputs that a study could settle. The range over them stays, however many simulations are run."
                | "ce qu’on ignore | Les données qu’une étude pourrait établir. L’intervalle qui en résulte demeure, quel que soit le nombre de simulations."
        ),
        say!(
            language,
            "95% interval | It holds the true figure in 95 of 100 such computations, as far as simulation error goes."
                | "intervalle de confiance à 95 % | Il contient la vraie valeur dans 95 calculs de ce genre sur 100, pour ce qui est de l’erreur de simulation."
        ),
        say!(
            language,
            "regret | By how much the chosen strategy turns out dearer than the cheapest one of the same simulation."
                | "regret | De combien la stratégie choisie s’avère plus chère que la moins chère de la même simulation."
        ),
        say!(
            language,
            "worth knowing beforehand (EVPPI) | What the choice would gain in the mean if an input were known exactly before deciding: a study that costs more does not pay."
                | "valeur de savoir d’avance (EVPPI) | Ce que le choix gagnerait en moyenne si une donnée était connue exactement avant de décider : une étude plus chère n’est pas avantageuse."
        ),
        say!(
            language,
            "switching value | The value of one input, all others as they are, at which the answer changes."
                | "valeur de bascule | La valeur d’une donnée, toutes les autres restant ce qu’elles sont, à laquelle la réponse change."
        ),
        say!(
            language,
            "in the core (of a game) | A division of the cost by which no group pays more than on its own, so that none has a reason to leave."
                | "dans le cœur (d’un jeu) | Une répartition du coût où aucun groupe ne paie plus qu’à lui seul, si bien qu’aucun n’a de raison de partir."
        ),
        say!(
            language,
            "person-month | The work of one person in a month, 152 hours."
                | "mois-personne | Le travail d’une personne en un mois, soit 152 heures."
        ),
        say!(
            language,
            "full-time person (FTE) | The work of one person all year, full-time: 12 person-months."
                | "ETP (équivalent temps plein) | Le travail d’une personne à temps plein toute l’année, soit 12 mois-personnes."
        ),
        say!(
            language,
            "constant prices, prices of each year | Constant prices leave inflation out; budgets are in the prices of each year."
                | "prix constants, prix courants | Les prix constants ignorent l’inflation ; les budgets sont aux prix de chaque année."
        ),
    ];
    let rows = terms.iter().map(|entry| {
        let (term, meaning) = entry.split_once(" | ").unwrap_or((entry, ""));
        vec![Cell::from(term), meaning.into()]
    });
    let mut document = Document::new(language);
    let header = language.pick(["term", "what it means"], ["terme", "ce qu’il signifie"]);
    document.table(Table::new(header, rows).words_in(&[1]).laid_out(Layout::Wrapped));
    document
}
