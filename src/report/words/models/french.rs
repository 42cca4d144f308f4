//! What the cards of the effort models say, in French. A model does not compile without it; that every parameter and every
//! rating has its words is held by a test.

use super::EffortModel;
use model::effort::{cocomo_81, cocomo_ii};

/// What a card says.
pub(super) struct French {
    /// Its name in the literature.
    pub name: &'static str,
    /// Its formula in words.
    pub formula: &'static str,
    /// Unit of a module's size, in short.
    pub unit: &'static str,
    /// The same in words.
    pub size: &'static str,
    /// When to use it.
    pub use_when: &'static str,
    /// When not.
    pub not_when: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Keys of what can be rated, and what they are.
    pub drivers: &'static [(&'static str, &'static str)],
    /// Where the ratings come from; empty without ratings.
    pub ratings_source: &'static str,
    /// What is estimated in the example.
    pub example: &'static str,
    /// Where the model comes from.
    pub source: &'static str,
}

/// A number, or a word, that a model takes.
#[derive(Clone, Copy)]
pub(super) struct Parameter {
    /// Its key in a scenario.
    pub key: &'static str,
    /// The value that it takes unless given.
    pub value: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// Where the value comes from.
    pub source: &'static str,
}

/// The card of a model.
pub(super) fn of(model: EffortModel) -> &'static French {
    match model {
        EffortModel::PersonMonths => &PERSON_MONTHS,
        EffortModel::FunctionPoints => &FUNCTION_POINTS,
        EffortModel::Power => &POWER,
        EffortModel::Regression => &REGRESSION,
        EffortModel::CocomoIi => &COCOMO_II,
        EffortModel::Cocomo81 => &COCOMO_81,
        EffortModel::Cocomo81Basic => &COCOMO_81_BASIC,
    }
}

/// Sources of what the models settle, in English and in French: a log of assumptions cites them, too.
pub(crate) const SOURCES: &[(&str, &str)] = &[
    (cocomo_ii::SOURCE, OF_COCOMO_II),
    (cocomo_81::BASIC_SOURCE, OF_BASIC),
    (cocomo_81::INTERMEDIATE_SOURCE, OF_INTERMEDIATE),
    (cocomo_81::MULTIPLIERS_SOURCE, OF_MULTIPLIERS),
];

const fn parameter(key: &'static str, value: &'static str, meaning: &'static str, source: &'static str) -> Parameter {
    Parameter { key, value, meaning, source }
}

const PERSON_MONTHS: French = French {
    name: "Mois-personnes",
    formula: "effort = taille",
    unit: "mois-personnes",
    size: "mois-personnes de 152 heures",
    use_when: "une équipe estime en mois-personnes, ou qu’on sait ce qu’a demandé un système comparable",
    not_when: "l’effort doit être transposé d’une taille à une autre",
    parameters: &[],
    drivers: &[],
    ratings_source: "",
    example: "construire un module de 40 en demande 40",
    source: "définition ; 152 heures par mois comme dans COCOMO II.2000 (doc/cocomo.md de ai-se/cocomo)",
};

const FUNCTION_POINTS: French = French {
    name: "Points de fonction",
    formula: "effort = taille x heures par point / 152",
    unit: "PF",
    size: "points de fonction",
    use_when: "on peut compter les fonctions que voient les utilisateurs, et qu’on connaît les heures par point de projets comparables",
    not_when: "le travail n’ajoute aucune fonction visible, ou que les points n’ont pas été comptés selon les mêmes règles que dans ces projets",
    parameters: &[parameter(
        "effort.hours_per_point",
        "lognormale, médiane 12, sigma 0,9",
        "heures pour un point de fonction, un seul tirage pour tous ; celles de ses propres projets sont moins dispersées",
        "864 projets terminés de sept jeux publics (scenarios/effort), chaque jeu comptant autant",
    )],
    drivers: &[],
    ratings_source: "",
    example: "400 points de fonction à 12 heures",
    source: "Albrecht et Gaffney 1983 : l’effort d’après les points de fonction",
};

const POWER: French = French {
    name: "Loi de puissance",
    formula: "effort = coefficient x taille^exposant",
    unit: "taille",
    size: "n’importe quelle unité, pourvu que le coefficient soit fait pour elle",
    use_when: "le coefficient et l’exposant ont été calés sur ses propres projets",
    not_when: "ils viennent d’autres, qui mesurent la taille autrement",
    parameters: &[
        parameter(
            "effort.coefficient",
            "2,94",
            "mois-personnes à la taille 1",
            "COCOMO II.2000, constante A, pour des tailles en KSLOC",
        ),
        parameter(
            "effort.exponent",
            "1,0997",
            "l’effort croît comme la taille à cette puissance",
            "COCOMO II.2000, tous les facteurs d’échelle nominaux : 0,91 + 0,01 x 18,97",
        ),
    ],
    drivers: &[],
    ratings_source: "",
    example: "100 KSLOC avec les valeurs par défaut",
    source: "src/model/model.md, section 2",
};

const FIT: &str = "l’ajustement à `effort.data`";

const REGRESSION: French = French {
    name: "Régression log-log sur des projets terminés",
    formula: "effort = coefficient x (taille / centre)^exposant ; l’écart d’un projet à cette médiane est son dépassement",
    unit: "taille des données",
    size: "unités de `effort.data` : points de fonction ou KLOC d’un jeu public, ou une colonne de son propre tableau",
    use_when: "on a soi-même dix projets terminés ou plus, ou un jeu public dont les projets ressemblent aux siens",
    not_when: "la taille est loin de celles des projets, ou que les tailles ont été mesurées autrement",
    parameters: &[
        parameter(
            "effort.data",
            "aucune",
            "le nom d’un jeu public, ou { file = \"own.csv\", size = \"COLUMN\", effort = \"COLUMN\", unit = \"hours\" }",
            "jeux publics : scenarios/effort",
        ),
        parameter(
            "effort.centre",
            "moyenne géométrique des tailles",
            "taille à laquelle le coefficient et l’exposant sont indépendants",
            FIT,
        ),
        parameter(
            "effort.coefficient",
            "lognormale : l’effort médian au centre, écart type s/√n",
            "mois-personnes au centre ; un seul tirage pour tous",
            FIT,
        ),
        parameter(
            "effort.exponent",
            "normale : la pente, son erreur type",
            "l’effort croît comme la taille à cette puissance ; un seul tirage pour tous",
            FIT,
        ),
        parameter(
            "effort.overrun",
            "lognormale : médiane 1, sigma s",
            "résidus : écarts à la droite de la construction de chaque administration et de celle du code commun, au lieu de la valeur par défaut",
            FIT,
        ),
    ],
    drivers: &[],
    ratings_source: "",
    example: "200 points de fonction selon les 81 projets de desharnais, médiane : 24,01 x (200/240,2)^0,9415",
    source: "tout manuel de régression, p. ex. Weisberg, « Applied Linear Regression » ; les dispersions sont celles de la loi de Student",
};

const OF_COCOMO_II: &str =
    "COCOMO II.2000, d’après constants.py de aayush598/krivisio-mcp et doc/cocomo.md de ai-se/cocomo";
const AS_SIZE: &str = "l’effort croît comme la taille à cette puissance ; organic, semidetached, embedded";
const DELAY: &str = "le délai en mois croît comme les mois-personnes à cette puissance";
const ONE_MONTH: &str = "délai en mois pour un mois-personne";

const COCOMO_II: French = French {
    name: "COCOMO II.2000, post-architecture",
    formula: "effort = coefficient x KSLOC^E x produit des multiplicateurs de 17 évaluations ; E = exposant de base + 0,01 x somme de cinq facteurs d’échelle",
    unit: "KSLOC",
    size: "KSLOC : milliers de lignes source logiques, nouvelles ou, avec `adapted`, équivalentes",
    use_when: "on peut dire la taille du code et évaluer le projet ; au mieux, calé sur ses propres projets",
    not_when: "l’architecture n’est pas encore connue, ou que la taille est loin hors de 2 à 512 KSLOC",
    parameters: &[
        parameter("effort.coefficient", "2,94", "A : mois-personnes à 1 KSLOC", OF_COCOMO_II),
        parameter(
            "effort.base_exponent",
            "0,91",
            "B : l’exposant quand tous les facteurs d’échelle sont nuls",
            OF_COCOMO_II,
        ),
        parameter(
            "effort.scale_factors",
            "18,97",
            "leur somme, quand [effort.ratings] n’en donne aucun ; 18,97 : tous nominaux",
            OF_COCOMO_II,
        ),
        parameter(
            "effort.multipliers",
            "1",
            "leur produit, quand [effort.ratings] n’en donne aucun ; 1 : tous nominaux",
            OF_COCOMO_II,
        ),
        parameter(
            "schedule.coefficient",
            "3,67",
            "délai en mois pour un mois-personne ; de 75 à 160 % de celui-ci selon l’évaluation de `sced`",
            OF_COCOMO_II,
        ),
        parameter("schedule.exponent", "0,28 + 0,2 x 0,01 x facteurs d’échelle", DELAY, OF_COCOMO_II),
    ],
    drivers: &[
        ("prec", "précédents : ce qui en a déjà été fait"),
        ("flex", "liberté dans la façon de répondre aux exigences"),
        ("resl", "architecture arrêtée, risques levés"),
        ("team", "cohésion des parties prenantes"),
        ("pmat", "maturité du processus"),
        ("rely", "fiabilité exigée"),
        ("data", "taille de la base de données d’essai"),
        ("cplx", "complexité"),
        ("ruse", "écrit pour être réutilisé ailleurs"),
        ("docu", "documentation au regard des besoins du cycle de vie"),
        ("time", "contraintes de temps d’exécution"),
        ("stor", "contraintes de mémoire"),
        ("pvol", "instabilité de la plateforme"),
        ("acap", "compétence des analystes"),
        ("pcap", "compétence des programmeurs"),
        ("pcon", "stabilité du personnel"),
        ("apex", "expérience de telles applications"),
        ("plex", "expérience de la plateforme"),
        ("ltex", "expérience du langage et des outils"),
        ("tool", "emploi d’outils logiciels"),
        ("site", "proximité des membres de l’équipe"),
        ("sced", "délai exigé par rapport au délai nominal"),
    ],
    ratings_source: OF_COCOMO_II,
    example: "100 KSLOC, toutes les évaluations nominales",
    source: "Boehm et coll., « Software Cost Estimation with COCOMO II », Prentice Hall 2000 ; manuel de définition du modèle",
};

const OF_BASIC: &str = "Boehm 1981, COCOMO de base, d’après gristprojectmanagement.us ; organic aussi d’après cs.nmsu.edu/~rth/cs/cs371/cocomo.html et sloccount";
const OF_INTERMEDIATE: &str =
    "Boehm 1981, COCOMO intermédiaire, d’après fact-index.com/i/in/intermediate_cocomo_1.html";
const OF_MULTIPLIERS: &str = "Boehm 1981, d’après fact-index.com, dont les lignes interverties ont été remises en place selon les 63 projets de Boehm (PROMISE cocomo81)";
const MODE: Parameter = parameter(
    "effort.mode",
    "organic",
    "organic (petites équipes, cadre familier), semidetached ou embedded (contraintes serrées)",
    "ce que supposent les compteurs de code comme sloccount",
);
const AT_ONE: &str = "mois-personnes à 1 KLOC ; organic, semidetached, embedded";
const EXPONENT: Parameter = parameter("effort.exponent", "1,05 ; 1,12 ; 1,20", AS_SIZE, OF_BASIC);
const SCHEDULE: [Parameter; 2] = [
    parameter("schedule.coefficient", "2,5", ONE_MONTH, OF_BASIC),
    parameter("schedule.exponent", "0,38 ; 0,35 ; 0,32", DELAY, OF_BASIC),
];

const COCOMO_81: French = French {
    name: "COCOMO 81, intermédiaire",
    formula: "effort = coefficient x KLOC^exposant x produit des multiplicateurs de 15 évaluations",
    unit: "KLOC",
    size: "KLOC : milliers d’instructions source livrées",
    use_when: "on compare des chiffres à d’autres qui en sont issus",
    not_when: "on cherche une nouvelle estimation : ses 63 projets se sont terminés avant 1981 ; COCOMO II lui succède",
    parameters: &[
        MODE,
        parameter("effort.coefficient", "3,2 ; 3,0 ; 2,8", AT_ONE, OF_INTERMEDIATE),
        EXPONENT,
        parameter(
            "effort.multipliers",
            "1",
            "produit des multiplicateurs, quand [effort.ratings] ne donne pas d’évaluations",
            "toutes les évaluations nominales",
        ),
        SCHEDULE[0],
        SCHEDULE[1],
    ],
    drivers: &[
        ("rely", "fiabilité exigée"),
        ("data", "taille de la base de données"),
        ("cplx", "complexité"),
        ("time", "contraintes de temps d’exécution"),
        ("stor", "contraintes de mémoire centrale"),
        ("virt", "instabilité de la machine et de son logiciel de base"),
        ("turn", "temps de retour de l’ordinateur"),
        ("acap", "compétence des analystes"),
        ("aexp", "expérience de telles applications"),
        ("pcap", "compétence des programmeurs"),
        ("vexp", "expérience de la machine et de son logiciel de base"),
        ("lexp", "expérience du langage"),
        ("modp", "méthodes modernes de programmation"),
        ("tool", "emploi d’outils logiciels"),
        ("sced", "délai exigé par rapport au délai nominal"),
    ],
    ratings_source: OF_MULTIPLIERS,
    example: "32 KLOC, organic, toutes les évaluations nominales",
    source: "Boehm, « Software Engineering Economics », Prentice Hall 1981",
};

const COCOMO_81_BASIC: French = French {
    name: "COCOMO 81, de base",
    formula: "effort = coefficient x KLOC^exposant",
    use_when: "on compare des chiffres à ceux qu’affichent les compteurs de code",
    parameters: &[
        MODE,
        parameter("effort.coefficient", "2,4 ; 3,0 ; 3,6", AT_ONE, OF_BASIC),
        EXPONENT,
        SCHEDULE[0],
        SCHEDULE[1],
    ],
    drivers: &[],
    ratings_source: "",
    example: "32 KLOC, organic",
    ..COCOMO_81
};
