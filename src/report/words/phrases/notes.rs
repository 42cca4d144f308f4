//! Notes on defaults, and what stands in the place of a value.

use super::Pair;

/// What the program writes where a scenario would have a value.
pub(super) const VALUES: &[Pair] = &[
    ("all, whole", "tous, en entier"),
    ("none", "aucun"),
    ("0.28 + 0.2 x 0.01 x effort.scale_factors", "0,28 + 0,2 x 0,01 x effort.scale_factors"),
    ("the distribution of effort.overrun", "la loi de effort.overrun"),
    ("as effort.cancellation, the same draw", "comme effort.cancellation, le même tirage"),
    ("column `{}`: 1 values", "colonne `{}` : 1 valeur"),
    ("column `{}`: {} values", "colonne `{}` : {} valeurs"),
    ("{} values", "{} valeurs"),
    ("{} between {}", "{} entre {}"),
    ("up to {}: {} a year, {} at entry; 0 members", "jusqu’à {} : {} par an, {} à l’entrée ; 0 membre"),
    ("up to {}: {} a year, {} at entry; 1 member", "jusqu’à {} : {} par an, {} à l’entrée ; 1 membre"),
    ("up to {}: {} a year, {} at entry; {} members", "jusqu’à {} : {} par an, {} à l’entrée ; {} membres"),
    ("above: {} a year, {} at entry; 0 members", "au-dessus : {} par an, {} à l’entrée ; 0 membre"),
    ("above: {} a year, {} at entry; 1 member", "au-dessus : {} par an, {} à l’entrée ; 1 membre"),
    ("above: {} a year, {} at entry; {} members", "au-dessus : {} par an, {} à l’entrée ; {} membres"),
    ("{}, planned {} [{}]", "{}, prévu : {} [{}]"),
];

/// Notes of the program.
pub(super) const NOTES: &[Pair] = &[
    ("for the {} of {} administrations that give none", "pour les administrations ({} sur {}) qui n’en donnent pas"),
    ("for the {} of {} that are not rated", "pour ce qui n’est pas évalué ({} sur {})"),
    ("of COCOMO 81, {}", "de COCOMO 81, {}"),
    ("sum of the ratings", "somme des évaluations"),
    ("product of the ratings", "produit des évaluations"),
    ("for the schedule that `sced = {}` asks for", "pour le délai que demande `sced = {}`"),
    ("geometric mean size of the projects", "moyenne géométrique des tailles des projets"),
    ("one draw for all: what is not known of the line", "un seul tirage pour tous : ce qu’on ignore de la droite"),
    ("person-months at effort.centre; {}", "mois-personnes à effort.centre ; {}"),
    (
        "residuals of these projects: what makes a project differ, in place of the default, which would count it twice. Medians lie on the line, means are {} times higher. Part of it is common: effort.overrun_correlation. Projects that were abandoned are not in it: effort.cancellation",
        "résidus de ces projets : ce qui distingue un projet, à la place de la valeur par défaut, qui le compterait deux fois. Les médianes sont sur la droite, les moyennes {} fois plus haut. Une part en est commune : effort.overrun_correlation. Les projets abandonnés n’y sont pas : effort.cancellation",
    ),
    (
        "counts optimism twice: {}. Give how far such estimates of yours were off, such as effort.overrun = {}, the spread of 145 projects about their first estimates (kitchenham.csv)",
        "compte l’optimisme deux fois : {}. Donnez l’écart de vos propres estimations, par exemple effort.overrun = {}, la dispersion de 145 projets autour de leur première estimation (kitchenham.csv)",
    ),
    (
        "hours per point are of finished projects, overruns included",
        "les heures par point viennent de projets terminés, dépassements compris",
    ),
    (
        "coefficient and exponent are mostly fitted to finished projects, overruns included",
        "le coefficient et l’exposant sont le plus souvent ajustés à des projets terminés, dépassements compris",
    ),
    (
        "COCOMO is fitted to finished projects, overruns included",
        "COCOMO est ajusté à des projets terminés, dépassements compris",
    ),
    ("its size counts as {} of new code (COCOMO II.2000)", "sa taille compte pour {} de code nouveau (COCOMO II.2000)"),
    (
        "{}; its size counts as {} of new code (COCOMO II.2000)",
        "{} ; sa taille compte pour {} de code nouveau (COCOMO II.2000)",
    ),
];
