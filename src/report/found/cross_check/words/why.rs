//! Where the simulation differs, and why.

use super::Words;
use crate::language::{listed, percent, say};

impl Words<'_> {
    /// In sentences; none without steps.
    pub(super) fn why(&self) -> Option<String> {
        let (found, language) = (self.found, self.language);
        let (certain, last) = (found.steps.get(1)?, found.steps.last()?);
        // The median of what is saved, by which members are counted, too: medians of costs may lie the other way round.
        let shares = found.simulated.saving[1] > 0.0;
        let agreement = self.agreement(shares);
        let apart = match (last.shared < last.independent) == shares {
            true => String::new(),
            false => {
                let often = percent(found.simulated.positive.value, language);
                let (saves, other) = (self.months_in_words(found.simulated.saving[1]), self.verdict(!shares));
                say!(
                    language,
                    " It does so in most replications: sharing takes less in {often}, and saves {saves} in the median. The median of all that {other} takes lies below the other nevertheless, as the two medians are of different replications."
                        | " Elle le dit de la plupart des simulations : construire en commun demande moins dans {often}, et économise {saves} en médiane. La médiane de ce que demande l’autre stratégie, {other}, est pourtant la plus basse, car les deux médianes viennent de simulations différentes."
                )
            }
        };
        let [alone, together] = [last.independent - certain.independent, last.shared - certain.shared]
            .map(|more| self.months_in_words(more));
        let added = match is_none(&alone) && is_none(&together) {
            true => language
                .pick(", and none of them adds anything here", ", et rien de cela n’ajoute quoi que ce soit ici")
                .to_owned(),
            false => say!(
                language,
                ": from them on the simulation adds {alone} person-months to building alone and {together} to sharing"
                    | " : à partir d’eux, la simulation ajoute {alone} mois-personnes à construire seul et {together} à construire en commun"
            ),
        };
        let balance = self.balance();
        Some(say!(
            language,
            "{agreement}{apart} The models know no coordination, overruns, abandoned builds or exits{added}. {balance}"
                | "{agreement}{apart} Les modèles ignorent coordination, dépassements, constructions abandonnées et départs{added}. {balance}"
        ))
    }

    fn verdict(&self, shares: bool) -> &'static str {
        match shares {
            true => self.language.pick("sharing", "construire en commun"),
            false => self.language.pick("building alone", "construire seul"),
        }
    }

    /// Which models say what the simulation says.
    fn agreement(&self, shares: bool) -> String {
        let (language, verdict) = (self.language, self.verdict(shares));
        let others = self.found.models.iter().filter(|one| (one.shared < one.independent) != shares);
        let others: Vec<String> = others.map(|one| one.name.to_owned()).collect();
        let names = listed(&others, language);
        let say = match others.len() {
            1 => language.pick("says", "dit"),
            _ => language.pick("say", "disent"),
        };
        match others.is_empty() {
            true => say!(language, "All say that {verdict} takes less." | "Tous disent que {verdict} demande moins."),
            false => say!(
                language,
                "The simulation says that {verdict} takes less, {names} {say} the contrary."
                    | "La simulation dit que {verdict} demande moins, {names} {say} le contraire."
            ),
        }
    }

    /// What changes the balance most.
    fn balance(&self) -> String {
        let (steps, language) = (&self.found.steps, self.language);
        let more = |k: usize| {
            let [before, now] = [&steps[k - 1], &steps[k]];
            (now.shared - before.shared) - (now.independent - before.independent)
        };
        let most = (1..steps.len()).max_by(|a, b| more(*a).abs().total_cmp(&more(*b).abs())).unwrap_or(1);
        let by = self.months_in_words(more(most).abs());
        let (what, favour) = (self.with(steps[most].with), self.verdict(more(most) < 0.0));
        match is_none(&by) {
            true => say!(
                language,
                "Nothing of what they leave out changes the balance."
                    | "Rien de ce qu’ils laissent de côté ne change l’équilibre."
            ),
            false => say!(
                language,
                "What changes the balance most is {what}, in favour of {favour} ({by} person-months)."
                    | "Ce qui change le plus l’équilibre : {what}, en faveur de « {favour} » ({by} mois-personnes)."
            ),
        }
    }
}

/// Whether an amount is shown as nothing.
fn is_none(shown: &str) -> bool {
    !shown.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
}
