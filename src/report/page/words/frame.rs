//! What stands around chapters: their headings, links, and the sentence for a question without an answer.

use crate::language::{Language, say};
use model::scenario::Strategy;

/// Ids of chapters and their headings, in the order of the page.
const CHAPTERS: [(&str, [&str; 2]); 16] = [
    ("answer", ["The answer", "La réponse"]),
    ("strategies", ["The strategies compared", "Les stratégies comparées"]),
    (
        "core",
        ["If the core is delivered, and if it is abandoned", "Si le code commun est livré, et s’il est abandonné"],
    ),
    ("members", ["Who pays what, and whether it is stable", "Qui paie quoi, et avec quelle stabilité"]),
    ("budgets", ["Budgets by year", "Les budgets par exercice"]),
    ("drivers", ["What drives the result", "Ce qui détermine le résultat"]),
    ("changes", ["What would change the answer", "Ce qui changerait la réponse"]),
    ("first", ["What to find out first", "Ce qu’il faut d’abord chercher à savoir"]),
    ("terms", ["Who benefits, and on which terms", "Qui y gagne, et à quelles conditions"]),
    ("assumptions", ["Assumptions", "Les hypothèses"]),
    ("risks", ["Risks outside the model", "Les risques hors du modèle"]),
    ("method", ["Method", "La méthode"]),
    ("quality", ["Quality of the simulation", "La qualité de la simulation"]),
    ("again", ["How to make this page again", "Comment refaire cette page"]),
    ("glossary", ["Glossary", "Glossaire"]),
    ("audit", ["For auditors", "Pour les auditeurs"]),
];

/// The heading of a chapter.
pub fn heading(id: &str, language: Language) -> &'static str {
    let known = CHAPTERS.iter().find(|(own, _)| *own == id);
    known.map_or("", |(_, [en, fr])| language.pick(en, fr))
}

/// What a window or a tab calls the page.
pub fn title(question: &str, language: Language) -> String {
    say!(language, "{question}: report" | "{question} : rapport")
}

/// The link over all that stands before the answer.
pub fn skip(language: Language) -> &'static str {
    language.pick("Skip to the answer", "Aller à la réponse")
}

/// The list of chapters.
pub fn contents(language: Language) -> &'static str {
    language.pick("Contents", "Sommaire")
}

/// The link to the page in a language, in that language.
pub fn other(language: Language) -> &'static str {
    language.pick("This page in English", "Cette page en français")
}

/// Before why a question has no answer.
pub fn refused(language: Language) -> String {
    say!(
        language,
        "This scenario gives no answer to this question. The program says why:"
            | "Ce scénario ne donne pas de réponse à cette question. Le programme dit pourquoi, en anglais :"
    )
}

/// Why the values at which the choice turns are not quite those of the first page.
pub fn thresholds(language: Language) -> String {
    say!(
        language,
        "The first page tells roughly at which value an input turns the choice: on a straight line between the results at its P10 and its P90. Here each value was sought by simulating at it, and beyond that range, too: values differ a little, and more inputs are named."
            | "La première page donne à peu près la valeur à laquelle une donnée fait basculer le choix : sur une droite entre les résultats à son P10 et à son P90. Ici, chaque valeur a été cherchée par simulation, au-delà de cet intervalle aussi : les valeurs diffèrent un peu, et davantage de données sont citées."
    )
}

/// What the page needs and who made it.
pub fn colophon(version: &str, stream: u32, language: Language) -> String {
    say!(
        language,
        "Made by commonweal {version} (stream {stream}). This page loads nothing from elsewhere, and says all it says without scripts."
            | "Page produite par commonweal {version} (flux {stream}). Elle ne charge rien de l’extérieur et reste complète sans script."
    )
}

/// What a strategy is.
pub fn strategy(strategy: Strategy, language: Language) -> String {
    match strategy {
        Strategy::Independent => say!(
            language,
            "Alone: each builds and runs a system of its own."
                | "Seul : chacun construit et exploite son propre système."
        ),
        Strategy::Shared => say!(
            language,
            "Shared: a consortium builds one core; each adapts it and pays a part of it."
                | "En commun : un consortium construit un code commun ; chacun l’adapte et en paie sa part."
        ),
        Strategy::Fork => say!(
            language,
            "Copy: one builds its own system and pays for it; the others then adapt a copy of it, each by itself."
                | "Par copie : l’un construit son propre système et le paie ; les autres en adaptent ensuite une copie, chacun pour soi."
        ),
        Strategy::Buy => say!(
            language,
            "Buy: each takes a vendor's product and pays its fees."
                | "Par achat : chacun prend le produit d’un fournisseur et en paie les redevances."
        ),
        Strategy::Keep => say!(
            language,
            "Keep: what there is goes on, and nothing new comes."
                | "Garder l’existant : ce qui existe continue, sans rien de nouveau."
        ),
    }
}

/// Before the description of the model.
pub fn method(language: Language) -> [String; 2] {
    let intro = say!(
        language,
        "Each simulation draws every uncertain input once, follows each strategy year by year on the same draws, and counts money, effort and years of service. The figures of this page are what came of all simulations. The description below is the one from which the program is checked: a second program, written from it alone, computes the same."
            | "Chaque simulation tire une fois chaque donnée incertaine, suit chaque stratégie année par année sur les mêmes tirages, et compte l’argent, l’effort et les années de service. Les chiffres de cette page résument toutes les simulations. La description ci-dessous sert à vérifier le programme : un second programme, écrit d’après sa version anglaise seule, obtient les mêmes résultats. Si les deux versions diffèrent, la version anglaise fait foi."
    );
    [intro, language.pick("The model with its equations", "Le modèle et ses équations").to_owned()]
}

/// The parts of the chapter on strategies: what is paid, at how many chances.
pub fn percentiles(language: Language) -> String {
    say!(
        language,
        "The cash that suffices in so many of 100 simulations for what the model counts: all administrations over the whole horizon, present value, before any grant. P80 suffices in 80 of 100. It is no appropriation: the money of each year stands in the chapter on budgets, and what is not counted in that on risks."
            | "La dépense qui suffit dans le nombre voulu de simulations sur 100, pour ce que le modèle compte : toutes les administrations sur tout l’horizon, en valeur actualisée, avant subvention. P80 suffit dans 80 sur 100. Ce n’est pas un crédit budgétaire : la dépense de chaque exercice se trouve au chapitre des budgets, et ce qui n’est pas compté à celui des risques."
    )
}

/// The slider over percentiles, the sentence that it makes of amounts in a unit, and what stands between these.
pub fn confidence(unit: &str, language: Language) -> [String; 3] {
    let label = say!(
        language,
        "In how many of 100 simulations should the money suffice?"
            | "Dans combien de simulations sur 100 l’argent doit-il suffire ?"
    );
    let sentence = say!(
        language,
        "For the money to suffice in {{percent}} of 100 simulations (cash, present value, {unit}): {{amounts}}."
            | "Pour que l’argent suffise dans {{percent}} simulations sur 100 (dépense, valeur actualisée, {unit}) : {{amounts}}."
    );
    [label, sentence, say!(language, "; " | " ; ")]
}

/// The headings within chapters.
pub fn within(id: &str, language: Language) -> &'static str {
    match id {
        "chances" => language.pick("Cash that suffices", "La dépense qui suffit"),
        "choice" => language.pick("As a choice", "Le choix"),
        "each" => language.pick("Each administration", "Chaque administration"),
        "rules" => language.pick("By rules of cost sharing", "Selon les règles de répartition"),
        "inputs" => {
            language.pick("What is uncertain, before anything is drawn", "Ce qui est incertain, avant tout tirage")
        }
        "courses" => language
            .pick("What is saved, by what becomes of the core", "Ce qui est économisé, selon le sort du code commun"),
        _ => "",
    }
}
