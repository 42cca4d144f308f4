//! Names of the keys of the model and of its events, in both languages, and what they mean, in French. English meanings stand
//! with the keys, in [`model::scenario::keys`]: a key that has no line here does not compile.

use crate::language::Language;
use model::scenario::keys::{Global, Member};
use model::scenario::layout::{ConsortiumEvent, MemberEvent};

/// What an input is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    /// Name in English.
    pub en: &'static str,
    /// Name in French.
    pub fr: &'static str,
    /// What it means, in French.
    pub meaning: &'static str,
}

impl Words {
    /// The name in a language.
    pub fn name(self, language: Language) -> &'static str {
        language.pick(self.en, self.fr)
    }
}

/// A function from what has a name to its [`Words`].
macro_rules! words {
    ($(#[$doc:meta])* $name:ident($key:ident) { $($variant:ident: $en:literal | $fr:literal, $meaning:literal;)* }) => {
        $(#[$doc])*
        pub(super) fn $name(key: $key) -> Words {
            match key {
                $($key::$variant => Words { en: $en, fr: $fr, meaning: $meaning },)*
            }
        }
    };
}

words! {
    /// A key of the whole scenario.
    global(Global) {
    DiscountRate: "discount rate" | "taux d’actualisation", "taux d’actualisation\u{202F}: l’argent de l’année t compte pour (1+r)^-(t+0,5)";

    EffortCoefficient: "coefficient of effort" | "coefficient d’effort", "coefficient A des modèles d’effort, sauf `person-months` et `function-points`";
    EffortExponent: "exponent of size in effort" | "exposant de la taille dans l’effort", "exposant B des modèles d’effort `power`, `regression` et `cocomo-81`";
    Centre: "central size of past projects" | "taille centrale des projets passés", "taille pour laquelle `effort.coefficient` est l’effort médian du modèle `regression`\u{202F}: moyenne géométrique de ses projets";
    BaseExponent: "base exponent of COCOMO II" | "exposant de base de COCOMO II", "exposant de base de `cocomo-ii`";
    ScaleFactors: "sum of scale factors" | "somme des facteurs d’échelle", "somme des facteurs d’échelle de `cocomo-ii`\u{202F}; 18,97 si tous sont nominaux";
    Multipliers: "product of effort multipliers" | "produit des multiplicateurs d’effort", "produit des multiplicateurs d’effort de `cocomo-ii` et de `cocomo-81`\u{202F}; 1 si tous sont nominaux";
    HoursPerPoint: "hours per function point" | "heures par point de fonction", "heures pour un point de fonction dans le modèle d’effort `function-points`\u{202F}; un seul tirage pour tous";
    Overrun: "overrun of builds" | "dépassement des constructions", "effort réel par rapport à l’effort prévu\u{202F}; tiré pour chaque administration et une fois pour le code commun";
    OverrunGrowth: "growth of overruns with duration" | "dépassement accru par la durée", "une construction de plus de deux ans dépasse d’autant plus pour chaque année de plus, une plus courte moins";
    Cancellation: "chance that a build is abandoned" | "risque d’abandon d’une construction", "probabilité qu’une construction soit abandonnée une fois, puis recommencée";
    Sunk: "share lost when a build is abandoned" | "part perdue en cas d’abandon", "part du temps et de l’effort perdue quand une construction est abandonnée";
    WageGrowth: "real growth of wages" | "croissance réelle des salaires", "croissance réelle de tous les coûts du mois-personne";

    ScheduleCoefficient: "duration of one person-month of effort" | "durée d’un mois-personne d’effort", "mois de calendrier pour un mois-personne";
    ScheduleExponent: "exponent of effort in the schedule" | "exposant de l’effort dans la durée", "la durée croît comme l’effort à cette puissance\u{202F}; avec `cocomo-ii`, sauf indication contraire, 0,28 + 0,2 x 0,01 x facteurs d’échelle";
    ScheduleOverrunExponent: "exponent of overruns in the schedule" | "exposant du dépassement dans la durée", "la durée croît comme le dépassement à cette puissance";

    WritingForReuse: "relative cost of writing for reuse" | "coût relatif d’un code réutilisable", "coût d’un code écrit pour être réutilisé, par rapport au même code écrit pour soi (RCWR)";
    Reusing: "relative cost of reuse" | "coût relatif de la réutilisation", "coût relatif de la réutilisation (RCR)";
    AdaptationSameLevel: "own needs, same level of government" | "besoins propres, au même niveau", "part des besoins qu’une administration est seule à avoir, au niveau d’administration du code commun";
    AdaptationOtherLevel: "own needs, other level of government" | "besoins propres, à un autre niveau", "part des besoins qu’une administration est seule à avoir, à un autre niveau d’administration que le code commun";
    Variety: "growth of the core with its founders" | "croissance du code avec les fondateurs", "le code commun grossit comme le nombre de fondateurs à cette puissance";
    Upstreaming: "local code given to the core each year" | "code local reversé chaque année", "part de son code local qu’un membre reverse au code commun chaque année";
    Usefulness: "use of a peer's contribution to others" | "utilité des contributions des pairs", "part de la contribution d’un pair qui remplace du travail qu’un autre aurait fait";
    CrossLevel: "usefulness between levels of government" | "utilité d’un niveau à l’autre", "utilité entre niveaux d’administration, par rapport au même niveau";

    Maintenance: "yearly upkeep" | "entretien annuel", "entretien, en part de l’effort nominal par an";
    Enhancement: "new needs each year" | "nouveaux besoins chaque année", "nouveaux besoins, en part de l’effort nominal par an";
    Merging: "carrying local code over releases" | "report du code local à chaque version", "report du code local d’une version du code commun à l’autre, en part de ce code par an";
    OverrunCarried: "overrun that has to be kept up" | "dépassement à entretenir ensuite", "part du dépassement d’une construction qui est du système à entretenir\u{202F}: le dépassement à cette puissance\u{202F}; 0\u{202F}: rien, 1\u{202F}: tout";
    LegacyShare: "running cost of what is replaced" | "coût annuel de ce qui est remplacé", "ce que coûte par an le système remplacé, en part de l’entretien d’un système à soi\u{202F}; 0 si rien n’est remplacé";

    Instance: "operations of an installation" | "exploitation d’une installation", "hébergement, assistance et astreinte d’une installation";
    PerPerson: "operations per inhabitant" | "exploitation par habitant", "coût d’exploitation par habitant desservi";
    Pooled: "operations done together" | "exploitation mise en commun", "part de l’exploitation d’une installation que les membres assurent ensemble";

    Formation: "time to form the consortium" | "délai de mise sur pied du consortium", "du premier besoin au début de la construction\u{202F}; les réseaux de pairs qui existent en épargnent une part";

    Setup: "setting up the consortium" | "mise sur pied du consortium", "ententes et gouvernance, une seule fois";
    Participation: "members' time for governance" | "participation aux instances", "temps qu’un membre consacre lui-même au pilotage et aux groupes d’utilisateurs";
    Coordination: "cost of coordination, per member" | "coût de coordination, par membre", "effort de coordination par rapport au travail, à chaque pas de sa croissance";
    CoordinationGrowth: "how coordination grows with members" | "croissance de la coordination", "comment la coordination croît avec le nombre de membres\u{202F}: logarithmique, linéaire ou par paires";
    NetworkRelief: "coordination saved by a peer network" | "coordination évitée par un réseau", "coordination évitée quand tous les membres ont deux à deux un réseau de pairs en commun";
    Support: "core team's support per member" | "soutien du code commun par membre", "soutien de l’équipe du code commun par membre actif";
    ConsortiumOverrun: "overrun of the core build" | "dépassement du code commun", "dépassement de la construction du code commun\u{202F}; par défaut, la distribution de `effort.overrun`";
    ConsortiumCancellation: "chance that the core build is abandoned" | "risque d’abandon du code commun", "probabilité que la construction du code commun soit abandonnée\u{202F}; si seul `effort.cancellation` est donné, son tirage";
    Salvage: "code saved from an abandoned core" | "récupération du code abandonné", "part du code commun abandonné qui sert aux membres qui construisent ensuite seuls";
    ExitBuild: "exits before the core is live" | "départs avant la mise en service", "taux annuel auquel un membre part avant la mise en service du code commun";
    Exit: "exits after the core is live" | "départs après la mise en service", "taux annuel auquel un membre part après la mise en service du code commun";
    Contagion: "contagion of exits" | "contagion des départs", "variance d’un facteur commun à tous les taux de départ";
    Dissolution: "yearly rate of dissolution" | "taux annuel de dissolution", "taux annuel auquel le consortium prend fin";
    Transition: "cost of leaving the consortium" | "coût de quitter le consortium", "effort pour partir, en part d’un système à soi";
    Funding: "grant for the core build" | "subvention au code commun", "subvention à la construction du code commun";
    BuyIn: "buy-in of later members" | "part des coûts passés due à l’adhésion", "part de ce que les membres précédents ont payé, demandée à qui adhère";

    Quality: "better system by more users" | "qualité due au nombre d’utilisateurs", "chaque doublement du nombre d’utilisateurs fait compter d’autant plus une année de service du code commun";
    Market: "possible outside adopters" | "adoptants externes possibles", "administrations externes qui peuvent adopter le code commun";
    Innovation: "adoption on one's own initiative" | "adoption de sa propre initiative", "coefficient d’innovation de Bass";
    Imitation: "adoption by imitation" | "adoption par imitation", "coefficient d’imitation de Bass";
    Contributors: "outside adopters who contribute" | "adoptants externes qui contribuent", "part des adoptants externes qui contribuent";
    Contribution: "effort given by an outside contributor" | "effort apporté par contributeur externe", "ce que chacun d’eux apporte";
    Triage: "review of outside contributions" | "examen des contributions externes", "part de ces contributions que l’équipe du code commun consacre à les examiner";

    Vulnerabilities: "vulnerabilities found in code" | "vulnérabilités trouvées dans le code", "vulnérabilités trouvées dans le code";
    Exploited: "vulnerabilities that are exploited" | "vulnérabilités exploitées", "probabilité que l’une d’elles devienne un incident, avec un seul contributeur";
    Eyes: "effect of many eyes on incidents" | "effet de plusieurs regards", "les incidents diminuent comme le nombre de contributeurs à moins cette puissance";
    Fix: "effort to mend an incident" | "effort pour réparer un incident", "effort pour réparer un incident";
    Loss: "loss in an incident" | "perte lors d’un incident", "perte d’une administration lors d’un incident";

    BuyFee: "vendor's fee" | "redevance du fournisseur", "redevance du fournisseur, par administration";
    BuyFeePerPerson: "vendor's fee per inhabitant" | "redevance par habitant", "redevance du fournisseur, par habitant";
    BuyEscalation: "yearly growth of the vendor's fees" | "hausse annuelle des redevances", "croissance des redevances à partir de l’année 0";
    BuyIntegration: "setting up the bought product" | "mise en place du produit acheté", "mise en place du produit, en part d’un système à soi";
    BuyCustomisation: "changes to the bought product" | "modifications du produit acheté", "modification du produit, en part de ce dont seule cette administration a besoin";
    BuyExposure: "exposed code of the bought product" | "code exposé du produit acheté", "code exposé aux incidents, en part d’un système à soi";
    }
}

words! {
    /// A key of one administration.
    member(Member) {
    LabourRate: "cost of a person-month" | "coût d’un mois-personne", "coût complet d’un mois-personne de 152 heures";
    Productivity: "multiplier of own effort" | "multiplicateur d’effort propre", "multiplicateur d’effort\u{202F}; plus de 1\u{202F}: plus d’effort";
    Scope: "share of the modules needed" | "part des modules requise", "part de chaque module dont elle a besoin";
    Joins: "year of need" | "année du besoin", "moment où elle a besoin du système";
    LegacyCost: "cost of the old system" | "coût de l’ancien système", "ce qu’elle continue de payer jusqu’à la mise en service, et qui croît avec les nouveaux besoins\u{202F}; ce que vaut de plus un système en service est `benefit`";
    Benefit: "worth of a live year" | "valeur d’une année de service", "ce que vaut pour elle une année de service, quelle que soit la voie suivie";
    RolloutCost: "cost of roll-out" | "coût du déploiement", "formation et migration, une seule fois, à la première mise en service";
    Adaptation: "own needs" | "besoins propres", "part de ses besoins qu’elle est seule à avoir";
    MemberOverrun: "overrun of the own build" | "dépassement de sa construction", "effort réel par rapport à l’effort prévu";
    IncidentLoss: "own loss in an incident" | "sa perte lors d’un incident", "sa perte lors d’un incident";
    MemberExit: "own rate of exit" | "son taux de départ", "taux annuel auquel elle part après la mise en service du code commun";
    MemberUpstreaming: "own local code given to the core" | "son code local reversé", "part de son code local qu’elle reverse chaque année";
    }
}

words! {
    /// An event of the consortium.
    consortium_event(ConsortiumEvent) {
    CancelQuantile: "abandonment of the core build" | "abandon du code commun", "si la construction du code commun est abandonnée";
    Frailty: "waves of exits" | "vagues de départs", "vagues de départs";
    Lifetime: "years until dissolution" | "années jusqu’à la dissolution", "moment où le consortium est dissous";
    IncidentQuantile: "incidents of the core" | "incidents du code commun", "nombre d’incidents qui touchent le code commun";
    }
}

words! {
    /// An event of one administration.
    member_event(MemberEvent) {
    CancelQuantile: "abandonment of the own build" | "abandon de sa construction", "si la construction d’un membre seul est abandonnée";
    Patience: "moment of a member's exit" | "moment du départ d’un membre", "moment où un membre part";
    IncidentQuantile: "incidents of the own system" | "incidents de son système", "nombre d’incidents qui touchent le système d’un membre seul";
    }
}

/// The size of a module, whose name stands with its id.
pub(super) const SIZE: Words = Words {
    en: "size of a module",
    fr: "taille d’un module",
    meaning: "taille du module\u{202F}: mois-personnes, ou ce que demande le modèle d’effort",
};

/// How many of the administrations take part.
pub(super) const MEMBERS: Words =
    Words {
        en: "number of members", fr: "nombre de membres", meaning: "combien participent, dans l’ordre d’adhésion"
    };

/// Overruns that move together.
pub(super) const OVERRUNS: Words = Words {
    en: "overruns of all builds",
    fr: "dépassements de toutes les constructions",
    meaning: "dépassements de toutes les constructions",
};
