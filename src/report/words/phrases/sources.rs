//! Where defaults come from.

use super::Pair;

/// Sources of defaults of keys, of what effort models settle and of presets of adoption.
pub(super) const SOURCES: &[Pair] = &[
    ("COCOMO II.2000, constant A", "COCOMO II.2000, constante A"),
    (
        "COCOMO II.2000 with nominal scale factors: 0.91 + 0.01 x 18.97",
        "COCOMO II.2000, facteurs d’échelle nominaux : 0,91 + 0,01 x 18,97",
    ),
    ("COCOMO II.2000, constant B", "COCOMO II.2000, constante B"),
    ("COCOMO II.2000, sum of nominal scale factors", "COCOMO II.2000, somme des facteurs d’échelle nominaux"),
    ("COCOMO II.2000, all nominal", "COCOMO II.2000, tout nominal"),
    (
        "864 finished projects of seven public sets (scenarios/effort), each set counting the same",
        "864 projets terminés de sept jeux publics (scenarios/effort), chaque jeu comptant autant",
    ),
    (
        "means of +27 % (Flyvbjerg & Budzier 2011: one in six about +200 %) to +30-40 % (Molokken & Jorgensen 2003); the cut at 10 is judgement",
        "moyennes de +27 % (Flyvbjerg et Budzier 2011 : un sur six vers +200 %) à +30 ou +40 % (Molokken et Jorgensen 2003) ; la coupure à 10 relève du jugement",
    ),
    (
        "judgement between almost one in four abandoned (McManus & Wood-Harper, read) and 12-16 % (commonly quoted, not verified)",
        "jugement, entre presque un projet abandonné sur quatre (McManus et Wood-Harper, lu) et 12 à 16 % (souvent cité, non vérifié)",
    ),
    ("judgement", "jugement"),
    ("COCOMO II.2000 nominal schedule, constant C", "COCOMO II.2000, délai nominal, constante C"),
    ("COCOMO II.2000 nominal schedule", "COCOMO II.2000, délai nominal"),
    (
        "+200 % cost with +70 % time (Flyvbjerg & Budzier 2011)",
        "+200 % de coût pour +70 % de délai (Flyvbjerg et Budzier 2011)",
    ),
    (
        "Poulin: mode 1.5; the range is commonly quoted, not verified",
        "Poulin : mode 1,5 ; la plage est souvent citée, non vérifiée",
    ),
    (
        "Poulin: mode 0.2; the range is commonly quoted, not verified",
        "Poulin : mode 0,2 ; la plage est souvent citée, non vérifiée",
    ),
    (
        "75-80 % in common was expected of unemployment insurance systems: an expectation, not a measurement; the upper end is judgement",
        "on attendait de 75 à 80 % en commun des systèmes d’assurance-chômage : une attente, non une mesure ; l’extrémité haute relève du jugement",
    ),
    ("judgement: about 7 % more per doubling", "jugement : environ 7 % de plus par doublement"),
    (
        "12 % a year (Panorama); 15-20 % commonly quoted, not verified",
        "12 % par an (Panorama) ; de 15 à 20 % souvent cités, non vérifiés",
    ),
    (
        "growth of 7.7-9.3 % a year measured on two notification services",
        "croissance de 7,7-9,3 % par an mesurée sur deux services de notification",
    ),
    (
        "judgement; 10-20 % of merges conflict (Ghiotto; Brindescu)",
        "jugement ; de 10 à 20 % des fusions entrent en conflit (Ghiotto ; Brindescu)",
    ),
    (
        "judgement, so that governance is 10-38 % of effort at 4-74 members, the range seen in cases",
        "jugement, pour que la gouvernance prenne de 10 à 38 % de l’effort de 4 à 74 membres, la plage observée dans les cas",
    ),
    ("OS2: a staff of 2 for 74 members", "OS2 : 2 employés pour 74 membres"),
    ("as effort.overrun", "comme effort.overrun"),
    (
        "small sample of consortia; almost one in four projects (McManus & Wood-Harper)",
        "petit échantillon de consortiums ; presque un projet sur quatre (McManus et Wood-Harper)",
    ),
    (
        "unemployment insurance consortia 0.1-0.25 with abandoned ones, which cancellation counts already",
        "consortiums d’assurance-chômage, 0,1-0,25 avec ceux qui ont été abandonnés, que l’abandon compte déjà",
    ),
    (
        "ERIC 0-0.02 in calm and 0.15-0.2 in a wave, PARCC 0.20, SBAC 0.12",
        "ERIC, 0-0,02 par temps calme et 0,15-0,2 lors d’une vague ; PARCC, 0,20 ; SBAC, 0,12",
    ),
    ("KOMBIT, SEEMiS, NIIS: no exit read", "KOMBIT, SEEMiS, NIIS : aucun départ relevé"),
    (
        "KONSENS and alike: no exit in some 1600 member-years, upper 95 % 0.002 a year",
        "KONSENS et semblables : aucun départ en quelque 1600 années-membres, au plus 0,002 par an à 95 %",
    ),
    (
        "judgement: under a closed licence nobody may take the code",
        "jugement : sous une licence fermée, personne ne peut reprendre le code",
    ),
    ("off: the scenario gives `effort.overrun` itself", "désactivé : le scénario donne lui-même `effort.overrun`"),
    (
        "+15 % of cost for each further year (Bloch, Blumberg & Laartz 2012) as the upper end; the rest is judgement",
        "+15 % de coût pour chaque année de plus (Bloch, Blumberg et Laartz 2012) comme borne haute ; le reste relève du jugement",
    ),
    (
        "small sample: spent when stopped 0.25 to 2.0 of the plan (WyCAN, FISCUS, CCMS, FiReControl), overruns included",
        "petit échantillon : dépensé à l’arrêt, de 0,25 à 2,0 fois le budget prévu (WyCAN, FISCUS, CCMS, FiReControl), dépassements compris",
    ),
    (
        "judgement: shares of upkeep were measured on what systems cost in the end (Panorama 12 %)",
        "jugement : les parts d’entretien ont été mesurées sur ce que les systèmes ont fini par coûter (Panorama, 12 %)",
    ),
    (
        "judgement: unknown; say whether something is replaced, it may decide the answer",
        "jugement : inconnu ; dites si quelque chose est remplacé, la réponse peut en dépendre",
    ),
    ("off: each runs its own", "désactivé : chacun exploite son installation"),
    (
        "about 6 months (IMPACT), years (WyCAN); the range is judgement",
        "environ 6 mois (IMPACT), des années (WyCAN) ; la plage relève du jugement",
    ),
    (
        "judgement; a Dutch example gives 3 of 100 thousand for meetings",
        "jugement ; un exemple néerlandais compte 3 sur 100 milliers pour les réunions",
    ),
    (
        "judgement: some Californian courts went on with interim versions of CCMS",
        "jugement : des tribunaux californiens ont gardé des versions provisoires de CCMS",
    ),
    ("judgement: exits come in waves", "jugement : les départs viennent par vagues"),
    ("off", "désactivé"),
    ("near the adoption of LocalGov Drupal", "proche de l’adoption de LocalGov Drupal"),
    ("Italy's catalogue: 55 publish, 663 reuse (2020)", "catalogue italien : 55 publient, 663 réutilisent (2020)"),
    ("off: evidence points both ways", "désactivé : les observations vont dans les deux sens"),
    ("must be given where `buy` is listed or the fallback", "à donner quand `buy` est dans la liste, ou sert de repli"),
    ("nominal", "valeur nominale"),
    ("whole", "en entier"),
    ("the start", "le début"),
    ("`effort.overrun`, as the scenario gives it", "`effort.overrun`, tel que le scénario le donne"),
    ("`effort.overrun`, the same distribution", "`effort.overrun`, la même loi"),
    ("`effort.cancellation`, as the scenario gives it", "`effort.cancellation`, tel que le scénario le donne"),
    ("log-log regression of {} projects: {}", "régression log-log de {} projets : {}"),
    (
        "Bass curve derived from case os2_denmark (os2.eu): 5 municipalities in 2012, 68 of 98 in 2024",
        "courbe de Bass tirée du cas os2_denmark (os2.eu) : 5 municipalités en 2012, 68 sur 98 en 2024",
    ),
    (
        "Bass curve derived from case localgov_drupal (localgovdrupal.org): 4 councils in 2019 to 60 in 2026; that about 380 could join is not verified",
        "courbe de Bass tirée du cas localgov_drupal (localgovdrupal.org) : 4 municipalités en 2019, 60 en 2026 ; qu’environ 380 puissent s’y joindre n’est pas vérifié",
    ),
    (
        "Bass curve derived from case eric (ericstates.org): 7 states in 2012, 33 of 51 in November 2022; the exits that followed are left out",
        "courbe de Bass tirée du cas eric (ericstates.org) : 7 États en 2012, 33 sur 51 en novembre 2022 ; les départs qui ont suivi n’y sont pas",
    ),
    (
        "Bass curve derived from case wingap (Beeck Center): 12 counties in 1989, 145 of 159 in 2019; when it came near that is not known, so that it may have been faster",
        "courbe de Bass tirée du cas wingap (Beeck Center) : 12 comtés en 1989, 145 sur 159 en 2019 ; on ignore quand il s’en est approché, si bien que ce fut peut-être plus rapide",
    ),
    (
        "Bass curve derived from case consul (consuldemocracy.org and others): 40 in 2018 to about 250 in 2024; the counts are of unlike kinds and fit no Bass curve, the market is unknown: hardly more than the prior",
        "courbe de Bass tirée du cas consul (consuldemocracy.org et autres) : 40 en 2018, environ 250 en 2024 ; les comptes sont disparates et ne suivent aucune courbe de Bass, le marché est inconnu : guère plus que l’a priori",
    ),
    (
        "Bass curve derived from case decidim (uoc.edu 2021): 1 in 2016, 450 in 2021; the market is unknown, and no more were told of in 2026",
        "courbe de Bass tirée du cas decidim (uoc.edu 2021) : 1 en 2016, 450 en 2021 ; le marché est inconnu, et on n’en signalait pas plus en 2026",
    ),
];

/// What serves where nothing is given, as value and as source.
pub(super) const DERIVED: &[Pair] = &[
    (
        "running.legacy x (labour_rate x ((maintenance + enhancement) x nominal effort + operations.instance) + operations.per_person x population)",
        "running.legacy x (labour_rate x ((maintenance + enhancement) x effort nominal + operations.instance) + operations.per_person x population)",
    ),
    (
        "the worth of a live year at which building alone just pays",
        "la valeur d’une année de service à laquelle construire seul est tout juste avantageux",
    ),
    (
        "the quantile of `reuse.adaptation_same_level` or `.adaptation_other_level` at its own draw",
        "le quantile de `reuse.adaptation_same_level` ou de `.adaptation_other_level` à son propre tirage",
    ),
    ("the distribution of `effort.overrun`, drawn for itself", "la loi de `effort.overrun`, tirée pour elle seule"),
    ("`{}`, one draw common to all that use it", "`{}`, un seul tirage pour tous ceux qui s’en servent"),
];
