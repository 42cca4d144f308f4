//! Where an auditor finds the steps of two guides of appraisal on the page, and which steps it does not cover.

use super::frame::heading;
use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, say};

/// A step, what the page has of it, and the chapters that have it; none where it is not covered.
struct Step {
    name: String,
    about: String,
    chapters: &'static [&'static str],
}

/// Both guides, of the chapters that the page has.
pub fn document(present: &[&str], language: Language) -> Document {
    let mut document = Document::new(language);
    document.heading(say!(
        language,
        "Twelve steps of the Cost Estimating and Assessment Guide (GAO-20-195G)"
            | "Les douze étapes du guide d’estimation des coûts du Government Accountability Office des États-Unis (GAO-20-195G)"
    ));
    document.table(table(&gao(language), present, language));
    document.section().heading(say!(
        language,
        "Steps of an appraisal by the Green Book of HM Treasury"
            | "Les étapes d’une évaluation selon le Green Book du Trésor britannique"
    ));
    document.table(table(&green_book(language), present, language));
    document
}

fn table(steps: &[Step], present: &[&str], language: Language) -> Table {
    let header =
        language.pick(["step", "chapters", "what the page has of it"], ["étape", "chapitres", "ce que la page en dit"]);
    let row = |step: &Step| -> Vec<Cell> {
        let has = |id: &&str| step.chapters.contains(id);
        let chapters = present.iter().enumerate().filter(|(_, id)| has(id));
        let chapters: Vec<String> = chapters.map(|(at, id)| format!("{}. {}", at + 1, heading(id, language))).collect();
        let place = match (chapters.is_empty(), step.chapters.is_empty()) {
            (false, _) => chapters.join("\n"),
            (true, true) => language.pick("not covered", "non traité").to_owned(),
            (true, false) => language.pick("not asked (--only)", "non demandé (--only)").to_owned(),
        };
        vec![step.name.clone().into(), place.into(), step.about.clone().into()]
    };
    Table::new(header, steps.iter().map(row)).words_in(&[1, 2]).laid_out(Layout::Wrapped)
}

fn step(name: String, about: String, chapters: &'static [&'static str]) -> Step {
    Step { name, about, chapters }
}

fn gao(language: Language) -> [Step; 12] {
    [
        step(
            say!(language, "1. Define the estimate’s purpose" | "1. Définir l’objet de l’estimation"),
            say!(
                language,
                "the question and the strategies compared; who will use the estimate is not said"
                    | "la question et les stratégies comparées ; qui se servira de l’estimation n’est pas dit"
            ),
            &["answer"],
        ),
        step(
            say!(language, "2. Develop the estimating plan" | "2. Établir le plan d’estimation"),
            say!(
                language,
                "team, schedule and approvals stand outside this page"
                    | "l’équipe, le calendrier et les approbations sont hors de cette page"
            ),
            &[],
        ),
        step(
            say!(language, "3. Define the program" | "3. Définir le programme"),
            say!(
                language,
                "modules, administrations and horizon as inputs; no technical description"
                    | "modules, administrations et horizon en tant que données ; aucune description technique"
            ),
            &["assumptions"],
        ),
        step(
            say!(language, "4. Determine the estimating structure" | "4. Déterminer la structure de l’estimation"),
            say!(
                language,
                "effort by phase; it is no work breakdown structure"
                    | "l’effort par phase ; ce n’est pas un organigramme des tâches"
            ),
            &["strategies"],
        ),
        step(
            say!(
                language,
                "5. Identify ground rules and assumptions" | "5. Énoncer les règles de base et les hypothèses"
            ),
            say!(
                language,
                "every input with its value, unit and basis"
                    | "chaque donnée avec sa valeur, son unité et son fondement"
            ),
            &["assumptions", "risks"],
        ),
        step(
            say!(language, "6. Obtain the data" | "6. Recueillir les données"),
            say!(
                language,
                "sources and marks of each input; the sums of the files read"
                    | "sources et marques de chaque donnée ; empreintes des fichiers lus"
            ),
            &["assumptions", "again"],
        ),
        step(
            say!(language, "7. Develop the point estimate" | "7. Établir l’estimation ponctuelle"),
            say!(
                language,
                "cost of each strategy, mean and median; no independent estimate to compare it with"
                    | "coût de chaque stratégie, moyenne et médiane ; aucune estimation indépendante à laquelle la comparer"
            ),
            &["answer", "strategies"],
        ),
        step(
            say!(language, "8. Conduct a sensitivity analysis" | "8. Mener une analyse de sensibilité"),
            say!(
                language,
                "shares of variance, tornado, switching values" | "parts de la variance, tornade, valeurs de bascule"
            ),
            &["drivers", "changes"],
        ),
        step(
            say!(
                language,
                "9. Conduct a risk and uncertainty analysis" | "9. Mener une analyse des risques et de l’incertitude"
            ),
            say!(
                language,
                "Monte Carlo simulation, S-curves, amounts at P50 and P80; risks left out are listed"
                    | "simulation de Monte-Carlo, courbes en S, montants à P50 et P80 ; les risques exclus sont énumérés"
            ),
            &["strategies", "core", "budgets", "quality", "risks"],
        ),
        step(
            say!(language, "10. Document the estimate" | "10. Documenter l’estimation"),
            say!(
                language,
                "the model with its equations, all inputs, and how to compute it all again"
                    | "le modèle et ses équations, toutes les données, et la façon de tout recalculer"
            ),
            &["assumptions", "method", "again"],
        ),
        step(
            say!(
                language,
                "11. Present the estimate to management for approval"
                    | "11. Présenter l’estimation à la direction pour approbation"
            ),
            say!(
                language,
                "the first page; approval itself stands outside this page"
                    | "la première page ; l’approbation même est hors de cette page"
            ),
            &["answer"],
        ),
        step(
            say!(
                language,
                "12. Update the estimate to reflect actual costs and changes"
                    | "12. Mettre l’estimation à jour selon les coûts réels et les changements"
            ),
            say!(
                language,
                "the same command on changed inputs; actual costs are not compared here"
                    | "la même commande sur des données changées ; les coûts réels ne sont pas comparés ici"
            ),
            &[],
        ),
    ]
}

fn green_book(language: Language) -> [Step; 9] {
    [
        step(
            say!(language, "Rationale and objectives" | "Justification et objectifs"),
            say!(
                language,
                "why the system is needed stands outside this page"
                    | "la raison d’être du système est hors de cette page"
            ),
            &[],
        ),
        step(
            say!(language, "Long list of options" | "Liste longue des options"),
            say!(
                language,
                "the strategies are given by the scenario; how they were chosen is not said"
                    | "les stratégies sont données par le scénario ; la façon dont elles ont été choisies n’est pas dite"
            ),
            &[],
        ),
        step(
            say!(language, "Short list, with business as usual" | "Liste courte, avec le statu quo"),
            say!(
                language,
                "the strategies compared; keeping what there is only where the scenario lists it"
                    | "les stratégies comparées ; le maintien de l’existant seulement si le scénario le prévoit"
            ),
            &["answer", "strategies"],
        ),
        step(
            say!(language, "Appraisal of costs, discounted" | "Évaluation des coûts, actualisés"),
            say!(
                language,
                "present values at constant prices; the discount rate is among the assumptions"
                    | "valeurs actualisées à prix constants ; le taux d’actualisation figure parmi les hypothèses"
            ),
            &["strategies", "assumptions"],
        ),
        step(
            say!(language, "Appraisal of benefits" | "Évaluation des avantages"),
            say!(
                language,
                "years of service alone, at equal service; wider social value is not appraised"
                    | "les années de service seulement, à service égal ; la valeur sociale plus large n’est pas évaluée"
            ),
            &["strategies", "risks"],
        ),
        step(
            say!(language, "Optimism bias and risk" | "Biais d’optimisme et risques"),
            say!(
                language,
                "overruns, abandonment and departures are simulated from what happened elsewhere"
                    | "dépassements, abandons et départs sont simulés d’après ce qui est arrivé ailleurs"
            ),
            &["core", "assumptions", "risks"],
        ),
        step(
            say!(language, "Sensitivity and switching values" | "Sensibilité et valeurs de bascule"),
            say!(
                language,
                "what moves the result, and where it turns" | "ce qui déplace le résultat, et où il bascule"
            ),
            &["drivers", "changes"],
        ),
        step(
            say!(language, "Who gains and who loses" | "Qui gagne et qui perd"),
            say!(
                language,
                "by administration; not by group of the population"
                    | "par administration ; non par groupe de la population"
            ),
            &["members", "terms"],
        ),
        step(
            say!(language, "Monitoring and evaluation" | "Suivi et évaluation"),
            say!(language, "not on this page" | "absents de cette page"),
            &[],
        ),
    ]
}
