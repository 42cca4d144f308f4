//! Whom to invite next, and the best group of each size.

use super::Words;
use crate::document::{Cell, Document, Table};
use crate::language::{Noun, of, percent, range, say};
use study::analysis::partners::found::{Chosen, Invitation, MeanResult, Size};

/// Rows of a table; its file has all of them.
const ROWS: usize = 16;

impl Words<'_> {
    /// Whom to invite.
    pub(super) fn invitations(&self, document: &mut Document) {
        let (invitations, language) = (&self.partners.invitations, self.language);
        let group = self.group(&invitations.group);
        let who = match invitations.chosen {
            Chosen::Given => group,
            Chosen::Founders => {
                say!(language, "{group} (who may be there first)" | "{group} (qui peuvent être là dès le début)")
            }
            Chosen::BestPair => say!(
                language,
                "{group} (the best pair, as everybody may be there first)"
                    | "{group} (la meilleure paire, puisque tous peuvent être là dès le début)"
            ),
        };
        let of_who = of(&who, language);
        let Some(best) = invitations.candidates.first() else {
            document.paragraph(say!(
                language,
                "Whom to invite to {who}: nobody is left." | "Qui inviter auprès {of_who} : il ne reste personne."
            ));
            return;
        };
        let (name, worth) = (self.name(&best.id), self.amount(best.worth));
        let often = percent(best.positive.value, language);
        let sentence = match best.worth.value > 0.0 {
            true => say!(
                language,
                "Inviting {name} next saves all together {worth}, in {often} of replications."
                    | "inviter d’abord {name} fait économiser à tous ensemble {worth}, dans {often} des simulations."
            ),
            false => say!(
                language,
                "Nobody is worth inviting: even {name}, the best, costs all together {worth}."
                    | "personne ne mérite d’être invité : même le meilleur choix, {name}, coûte à tous ensemble {worth}."
            ),
        };
        document.paragraph(say!(
            language,
            "Whom to invite to {who}: {sentence}" | "Qui inviter auprès {of_who} : {sentence}"
        ));
        let unit = &self.unit.words;
        let header = [
            say!(language, "invited" | "invité"),
            say!(language, "saves all, {unit}" | "fait économiser, {unit}"),
            "±".to_owned(),
            say!(language, "saves in" | "dans"),
        ];
        let row = |candidate: &Invitation| {
            let [worth, error] = self.cells(candidate.worth);
            let often = Cell::percent(candidate.positive.value, language);
            vec![self.cell(&candidate.id).into(), worth, error, often]
        };
        let rows = invitations.candidates.iter().take(ROWS).map(row);
        let note = self.more(invitations.candidates.len(), "invitations.csv");
        document.table(Table::new(header, rows).noted(note));
    }

    /// The best group of each size.
    pub(super) fn sizes(&self, document: &mut Document) {
        let (sizes, language) = (&self.partners.sizes, self.language);
        let unit = &self.unit.words;
        document.paragraph(match (self.partners.structure.exact, self.partners.invitations.chosen) {
            (true, Chosen::Given) => say!(
                language,
                "Best group of each size that holds them, against its members alone ({unit}):"
                    | "Meilleur groupe de chaque taille qui les comprend, face à ses membres seuls ({unit}) :"
            ),
            (true, _) => say!(
                language,
                "Best group of each size, against its members alone ({unit}):"
                    | "Meilleur groupe de chaque taille, face à ses membres seuls ({unit}) :"
            ),
            (false, _) => say!(
                language,
                "A group of each size, if whoever is worth most is always invited next ({unit}); a better one may exist:"
                    | "Un groupe de chaque taille, si l’on invite toujours celui qui apporte le plus ({unit}) ; il peut en exister un meilleur :"
            ),
        });
        let header = language.pick(
            ["members", "joins", "leaves", "all save", "±", "each", "(5% to 95%)"],
            ["membres", "entre", "sort", "tous\néconomisent", "±", "chacun", "(5\u{202F}% à 95\u{202F}%)"],
        );
        let rows = sizes.iter().take(ROWS).map(|size| self.size(size));
        document.table(Table::new(header, rows).noted(self.more(sizes.len(), "sizes.csv")));
        let [all, each] = [self.partners.largest_saving, self.partners.largest_saving_per_member];
        if sizes.iter().all(|size| size.saving.value <= 0.0) {
            document.paragraph(language.pick(
                "No size saves anything in the mean.",
                "Aucune taille ne fait économiser quoi que ce soit en moyenne.",
            ));
        } else if let (Some(all), Some(each)) = (all, each) {
            document.paragraph(say!(
                language,
                "All together save most with {all} members; saving per member is greatest with {each}."
                    | "Tous ensemble économisent le plus à {all} membres ; l’économie par membre est la plus grande à {each}."
            ));
        }
    }

    fn size(&self, size: &Size) -> Vec<Cell> {
        let language = self.language;
        let end = |value| self.figures(MeanResult { value, ..size.saving_per_member }).0[0].clone();
        let [low, _, high] = size.per_member_p5_p50_p95.map(end);
        let who = |ids: &[String]| match ids {
            [] => String::new(),
            [one] => self.cell(one),
            [one, other] => {
                let [one, other] = [one, other].map(|id| self.cell(id));
                say!(language, "{one} and {other}" | "{one} et {other}")
            }
            [first, others @ ..] => {
                let (first, others) = (self.cell(first), Noun::MORE.counted(others.len(), language));
                say!(language, "{first} and {others}" | "{first} et {others}")
            }
        };
        let members = Cell::number(size.members as f64, 0, language).read(size.members.to_string());
        let mut row = vec![members, who(&size.joins).into(), who(&size.leaves).into()];
        row.extend(self.cells(size.saving));
        let [each, _] = self.cells(size.saving_per_member);
        row.extend([each, range(&low, &high, language).into()]);
        row
    }

    /// What a table leaves out.
    fn more(&self, rows: usize, file: &str) -> Option<String> {
        let more = rows.checked_sub(ROWS).filter(|more| *more > 0)?;
        let more = Noun::MORE.counted(more, self.language);
        Some(say!(self.language, " and {more} in {file}" | " et {more} dans {file}"))
    }
}
