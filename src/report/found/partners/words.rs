//! The answer of `partners`: which groups should form, whom to invite next, the best group of each size, and what kinship is worth.

mod growth;
mod kinship;

use crate::document::{Cell, Document, Figures};
use crate::language::{Language, Noun, Unit, listed, number, percent, say};
use crate::words::names;
use crate::words::names::{count, in_cell};
use study::analysis::header::Header;
use study::analysis::partners::found::{Against, MeanResult, Method, Partners};
use study::input::problem::shown;

/// Names of a group; of more the rest is counted.
const NAMES: usize = 8;
/// Most decimals of an amount.
const MOST_DECIMALS: usize = 6;

/// What was found, in words.
pub fn document(partners: &Partners, language: Language) -> Document {
    let all = &partners.administrations;
    let mean = all.iter().map(|one| one.alone).sum::<f64>() / all.len() as f64;
    let words = Words { partners, unit: Unit::of(mean, &shown(partners.header.currency.trim()), language), language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).paragraphs(words.structure());
    if all.len() > 1 {
        document.section();
        words.invitations(&mut document);
        document.section();
        words.sizes(&mut document);
        document.section().paragraph(words.networks()).paragraph(words.levels());
    }
    document
}

struct Words<'a> {
    partners: &'a Partners,
    unit: Unit,
    language: Language,
}

impl Words<'_> {
    fn head(&self) -> String {
        let (Header { scenario, seed, .. }, language) = (&self.partners.header, self.language);
        let all = Noun::ADMINISTRATION.counted(self.partners.administrations.len(), language);
        let count = count(self.partners.header.replications, language);
        say!(
            language,
            "{scenario}: which groups should form among {all}; present value at equal service before any grant, means of {count} replications of each group, seed {seed}; ± is one standard error"
                | "{scenario} : quels groupes former entre {all} ; valeur actualisée à service égal avant toute subvention, moyennes de {count} simulations de chaque groupe, graine {seed} ; ± : une erreur type"
        )
    }

    /// A value and its error with so many decimals that the error has a digit: `0.43`, `0.05`.
    fn figures(&self, mean: MeanResult) -> ([String; 2], Figures) {
        let [value, error] = [mean.value, mean.standard_error].map(|x| x / self.unit.factor);
        let least = if error > 0.0 { (-libm::log10(error)).ceil().max(0.0) as usize } else { 0 };
        let decimals = least.clamp(self.unit.decimals, MOST_DECIMALS);
        let texts = [value, error].map(|x| number(x, decimals, self.language));
        (texts, Figures { value, interval: None, decimals, unit: self.unit.words.clone() })
    }

    /// A mean and its error, a cell each.
    fn cells(&self, mean: MeanResult) -> [Cell; 2] {
        let ([value, error], figures) = self.figures(mean);
        let of_error = Figures { value: mean.standard_error / self.unit.factor, ..figures.clone() };
        [(value, figures), (error, of_error)].map(|(text, figures)| Cell { text: text.into(), figures: Some(figures) })
    }

    /// `0.43 million CAD (±0.05)`, whatever its sign.
    fn amount(&self, mean: MeanResult) -> String {
        let ([value, error], figures) = self.figures(MeanResult { value: mean.value.abs(), ..mean });
        let unit = self.unit.beside(figures.value, figures.decimals, self.language);
        format!("{value} {unit} (±{error})")
    }

    /// The same without the unit.
    fn bare(&self, mean: MeanResult) -> String {
        let ([value, error], _) = self.figures(MeanResult { value: mean.value.abs(), ..mean });
        format!("{value} (±{error})")
    }

    fn name(&self, id: &str) -> String {
        let known = self.partners.administrations.iter().find(|one| one.id == id);
        known.map_or_else(|| shown(id), |one| names::name(&one.name, id, self.language))
    }

    /// A name short enough for a table.
    fn cell(&self, id: &str) -> String {
        in_cell(&self.name(id), &shown(id))
    }

    fn group(&self, ids: &[String]) -> String {
        let language = self.language;
        let all = self.partners.administrations.iter().map(|one| &one.id);
        let others: Vec<&String> = all.filter(|id| !ids.contains(id)).collect();
        if others.is_empty() && self.partners.administrations.len() > 1 {
            return language.pick("all together", "tous ensemble").to_owned();
        }
        if ids.len() > NAMES && others.len() <= NAMES {
            let names = listed(&others.into_iter().map(|id| self.name(id)).collect::<Vec<String>>(), language);
            return say!(language, "all but {names}" | "tous sauf {names}");
        }
        let mut names: Vec<String> = ids.iter().take(NAMES).map(|id| self.name(id)).collect();
        if ids.len() > NAMES {
            names.push(Noun::MORE.counted(ids.len() - NAMES, language));
        }
        listed(&names, language)
    }

    fn structure(&self) -> Vec<String> {
        let (structure, language) = (&self.partners.structure, self.language);
        let cost = self.amount(structure.cost);
        if self.partners.administrations.len() == 1 {
            return vec![say!(
                language,
                "There is nobody to share with: alone it pays {cost}."
                    | "Il n’y a personne avec qui construire : seule, elle paie {cost}."
            )];
        }
        let (several, single): (Vec<_>, Vec<_>) = structure.groups.iter().partition(|group| group.len() > 1);
        let single: Vec<String> = single.into_iter().flatten().cloned().collect();
        let groups: Vec<String> = several.iter().map(|group| self.group(group)).collect();
        let alone = match (single.is_empty(), groups.is_empty()) {
            (true, _) => String::new(),
            (false, true) => language.pick("everybody alone", "chacun seul").to_owned(),
            (false, false) => {
                let single = self.group(&single);
                say!(language, "; alone: {single}" | " ; chacun seul : {single}")
            }
        };
        let (several, groups) = (groups.len(), groups.join(" | "));
        let counted = match several > 1 {
            true => say!(language, "{several} groups: " | "{several} groupes : "),
            false => String::new(),
        };
        let saved = [
            self.saved(&structure.against_alone, language.pick("everybody alone", "chacun seul")),
            self.saved(&structure.against_together, language.pick("all together", "tous ensemble")),
        ];
        let saved: String = saved.into_iter().flatten().map(|one| say!(language, "; {one}" | " ; {one}")).collect();
        let text = say!(
            language,
            "Best: {counted}{groups}{alone}. Cost: {cost}{saved}."
                | "Le mieux : {counted}{groups}{alone}. Coût : {cost}{saved}."
        );
        let method = match structure.method {
            Method::EveryGroup => language.pick(
                "Exact: every group was evaluated, and no other structure costs less in the mean.",
                "Exact\u{202F}: chaque groupe a été évalué, et aucune autre structure ne coûte moins en moyenne.",
            ),
            Method::Merging => language.pick(
                "Found by merging groups, whichever saves most first, as there are too many groups to evaluate them all: a \
                 better structure may have been missed.",
                "Trouvé en fusionnant des groupes, d’abord ceux qui économisent le plus, car ils sont trop nombreux pour être \
                 tous évalués\u{202F}: une meilleure structure a pu échapper.",
            ),
        };
        vec![text, method.to_owned()]
    }

    /// `12.90 million CAD (±0.30) less than everybody alone, cheaper in 74% of replications`
    fn saved(&self, against: &Against, whom: &str) -> Option<String> {
        let (cheaper, language) = (percent(against.cheaper?.value, self.language), self.language);
        let (amount, than) = (self.amount(against.saving), more_or_less(against.saving.value < 0.0, language));
        Some(say!(
            language,
            "{amount} {than} than {whom}, cheaper in {cheaper} of replications"
                | "{amount} {than} que {whom}, moins cher dans {cheaper} des simulations"
        ))
    }
}

/// The word of a difference.
fn more_or_less(more: bool, language: Language) -> &'static str {
    if more { language.pick("more", "de plus") } else { language.pick("less", "de moins") }
}
