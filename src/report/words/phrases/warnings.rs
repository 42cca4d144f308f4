//! Warnings of results, and reasons why there is no answer.

use super::Pair;

/// What a reader must not overlook.
pub(super) const WARNINGS: &[Pair] = &[
    (
        "{} replications are few: look at the intervals before the numbers",
        "{} réplications, c’est peu : regardez les intervalles avant les nombres",
    ),
    (
        "a few extreme replications decide the spread of costs: intervals of means may be too narrow; rely on quantiles",
        "quelques réplications extrêmes décident de la dispersion des coûts : les intervalles des moyennes sont peut-être trop étroits ; fiez-vous aux quantiles",
    ),
    (
        "`{}` has a tail so heavy (index {}) that what grows with it has no mean: quantiles are given instead; a `max` on it would change that",
        "`{}` a une queue si lourde (indice {}) que ce qui croît avec elle n’a pas de moyenne : les quantiles en tiennent lieu ; un `max` y changerait quelque chose",
    ),
    (
        "`{}` has a tail so heavy (index {}) that what grows with it has a mean without an error: quantiles are given instead; a `max` on it would change that",
        "`{}` a une queue si lourde (indice {}) que la moyenne de ce qui croît avec elle n’a pas d’erreur type : les quantiles en tiennent lieu ; un `max` y changerait quelque chose",
    ),
    (
        "`{}` has so long a tail that the intervals of means hold less often than they say: costs have a skewness of {}, for which they need about {} replications; rely on quantiles, or put a `max` on it",
        "`{}` a une queue si longue que les intervalles des moyennes tiennent moins souvent qu’ils ne le disent : les coûts ont une asymétrie de {}, qui demande environ {} réplications ; fiez-vous aux quantiles, ou donnez-lui un `max`",
    ),
    (
        "there is no variance to share out, only one of ranks: an input's tail is too heavy, or the quantity is a quotient",
        "il n’y a pas de variance à répartir, sinon celle des rangs : la queue d’une donnée est trop lourde, ou la grandeur est un quotient",
    ),
    (
        "1 % of the replications make {} % of the variance, so that its shares may change with the seed by more than their intervals tell (the widest is {} wide). Go by the shares of the ranks, which tell what decides how high the quantity is among all that are possible, not by how much",
        "1 % des réplications font {} % de la variance, si bien que ses parts peuvent changer avec la graine plus que leurs intervalles ne le disent (le plus large : {}). Fiez-vous aux parts des rangs, qui disent ce qui décide du rang de la grandeur parmi toutes celles qui sont possibles, et non de combien",
    ),
    (
        "intervals are up to {} wide after {} replications: `-n {}` should make them narrower than {}",
        "les intervalles vont jusqu’à {} de large après {} réplications : `-n {}` devrait les ramener sous {}",
    ),
    ("a thousand billion and more", "mille milliards et plus"),
    ("{} billion", "{} milliards de"),
    ("{} million", "{} millions de"),
    ("{} thousand", "{} mille"),
];

/// Why a rule, a fit or a comparison has no answer.
pub(super) const REASONS: &[Pair] = &[
    (
        "the members together save nothing over paying their separable costs: there is no benefit to divide by",
        "ensemble, les membres n’économisent rien par rapport à leurs coûts séparables : il n’y a aucun avantage selon lequel répartir",
    ),
    (
        "the game is not quasi-balanced: what members must at least and need at most pay leaves no room for the total",
        "le jeu n’est pas quasi équilibré : ce que les membres doivent payer au moins et au plus ne laisse pas place au total",
    ),
    (
        "the total is more than all would pay alone: every division charges somebody more than alone",
        "le total dépasse ce que tous paieraient séparément : toute répartition fait payer à quelqu’un plus que séparément",
    ),
    (
        "a coalition has a negative cost, of which an excess is no share",
        "une coalition a un coût négatif, dont un excédent n’est pas une part",
    ),
    (
        "a coalition costs nothing, and every division charges it something or leaves others open",
        "une coalition ne coûte rien, et toute répartition lui fait payer quelque chose ou laisse les autres parts ouvertes",
    ),
    (
        "the members' weights are not all 0 or more with a positive sum",
        "les poids des membres ne sont pas tous positifs ou nuls, de somme positive",
    ),
    (
        "it needs each member's demand and what smaller demands of all would cost; a table of coalitions has neither",
        "il faut la demande de chaque membre et ce que coûteraient des demandes plus petites de tous ; un tableau de coalitions n’a ni l’une ni l’autre",
    ),
    (
        "it needs to know what each asks for: every member's `scope` must be certain",
        "il faut savoir ce que chacun demande : le `scope` de chaque membre doit être certain",
    ),
    (
        "it needs the cost of every coalition: there are too many, and the members do not fall into few classes of alike ones",
        "il faut le coût de chaque coalition : il y en a trop, et les membres ne se rangent pas en quelques classes de semblables",
    ),
    ("no division keeps all limits", "aucune répartition ne respecte toutes les limites"),
    ("more than one division is as good as any", "plusieurs répartitions se valent"),
    (
        "the numbers are too far apart to be solved reliably",
        "les nombres sont trop éloignés les uns des autres pour un calcul sûr",
    ),
    ("it is asked for twice", "elle est demandée deux fois"),
    ("there are no two administrations", "il n’y a pas deux administrations"),
    (
        "consortium.network_relief is 0: a common network saves no coordination",
        "consortium.network_relief est nul : un réseau commun n’épargne aucune coordination",
    ),
    (
        "consortium.coordination is 0: there is no coordination that a common network could save",
        "consortium.coordination est nul : il n’y a pas de coordination qu’un réseau commun puisse épargner",
    ),
    (
        "every administration's adaptation is given, and contributions are as useful across levels as within one",
        "l’adaptation de chaque administration est fournie, et les contributions sont aussi utiles entre niveaux qu’au sein d’un seul",
    ),
    (
        "{} of {} values not above 0, the first {}, line {}",
        "valeurs non supérieures à 0 : {} sur {}, la première {}, ligne {}",
    ),
    ("{} of {} values not above 0, the first {}", "valeurs non supérieures à 0 : {} sur {}, la première {}"),
    ("no best fit exists", "il n’existe pas de meilleur ajustement"),
];
