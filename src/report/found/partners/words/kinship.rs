//! What peer networks and levels of government are worth.

use super::{Words, more_or_less};
use crate::language::{Language, Noun, path, percent, say};
use study::analysis::partners::found::{MeanResult, Networks, Skipped, Worth};
use study::input::problem::shown;

/// Those who are not named.
const OTHER: Noun = Noun::new(["other", "others"], ["autre", "autres"]);
/// Members named for what their kinship is worth.
const FEW: usize = 4;

impl Words<'_> {
    /// Peer networks.
    pub(super) fn networks(&self) -> String {
        let language = self.language;
        let Networks { none, one, without } = match &self.partners.kinship.networks {
            Worth::Found(found) => found,
            Worth::Nothing { skipped } => {
                let skipped = why(*skipped, language);
                return say!(
                    language,
                    "Peer networks: not worked out, as {skipped}." | "Réseaux de pairs : non calculé ({skipped})."
                );
            }
        };
        let mut strongest: Vec<(String, MeanResult)> =
            without.iter().map(|one| (one.member.clone(), one.change)).collect();
        let own = match strongest.is_empty() {
            true => String::new(),
            false => {
                let members = self.strongest(&mut strongest);
                say!(language, " In none by itself: {members}." | " Hors de tout réseau, un seul : {members}.")
            }
        };
        let [none, one] = [*none, *one].map(|change| self.changed(change));
        say!(
            language,
            "Peer networks: if nobody had one in common, all together would save {none}; if all were in one, {one}.{own}"
                | "Réseaux de pairs : si personne n’en avait en commun, tous ensemble économiseraient {none} ; si tous étaient dans un seul, {one}.{own}"
        )
    }

    /// Levels of government.
    pub(super) fn levels(&self) -> String {
        let language = self.language;
        let levels = match &self.partners.kinship.levels {
            Worth::Found(levels) => levels,
            Worth::Nothing { skipped } => {
                let skipped = why(*skipped, language);
                return say!(
                    language,
                    "Levels of government: not worked out, as {skipped}."
                        | "Niveaux d’administration : non calculé ({skipped})."
                );
            }
        };
        let core = shown(&levels.core);
        let often = match levels.core_in {
            1.0 => String::new(),
            share => {
                let share = percent(share, language);
                say!(language, " in {share} of replications" | " dans {share} des simulations")
            }
        };
        let all = match levels.all_at_core {
            Some(change) => {
                let change = self.changed(change);
                say!(
                    language,
                    "if everybody were at the core's ({core}{often}), all together would save {change}"
                        | "si tous étaient à celui du code commun ({core}{often}), tous ensemble économiseraient {change}"
                )
            }
            None => say!(language, "everybody is at the core's ({core})" | "tous sont à celui du code commun ({core})"),
        };
        let mut text = say!(language, "Levels of government: {all}." | "Niveaux d’administration : {all}.");
        for at_core in [false, true] {
            let members = levels.members.iter().filter(|one| one.at_core == at_core);
            let mut changes: Vec<(String, MeanResult)> = members.map(|one| (one.member.clone(), one.change)).collect();
            if changes.is_empty() {
                continue;
            }
            let members = self.strongest(&mut changes);
            text += &match at_core {
                false => say!(
                    language,
                    " At the core's by itself: {members}." | " Un seul amené à celui du code commun : {members}."
                ),
                true => say!(language, " At another by itself: {members}." | " Un seul amené à un autre : {members}."),
            };
        }
        text
    }

    /// `0.31 million CAD (±0.01) less`
    fn changed(&self, change: MeanResult) -> String {
        if change.value == 0.0 && change.standard_error == 0.0 {
            return self.language.pick("as much", "autant").to_owned();
        }
        format!("{} {}", self.amount(change), self.word(change))
    }

    /// The members who matter most: `Ontario 0.05 (±0.01) less, …`
    fn strongest(&self, changes: &mut [(String, MeanResult)]) -> String {
        changes.sort_by(|a, b| b.1.value.abs().total_cmp(&a.1.value.abs()));
        let named = changes.iter().take(FEW);
        let mut words: Vec<String> = named
            .map(|(id, change)| format!("{} {} {}", self.name(id), self.bare(*change), self.word(*change)))
            .collect();
        if changes.len() > FEW {
            let others = OTHER.counted(changes.len() - FEW, self.language);
            words.push(say!(self.language, "{others} by no more than that" | "{others}, pas davantage"));
        }
        words.join(", ")
    }

    fn word(&self, change: MeanResult) -> &'static str {
        more_or_less(change.value >= 0.0, self.language)
    }
}

/// Why kinship cannot matter.
fn why(skipped: Skipped, language: Language) -> String {
    let (relief, coordination) = (path("consortium.network_relief"), path("consortium.coordination"));
    match skipped {
        Skipped::NoTwo => {
            say!(language, "there are no two administrations" | "il n’y a pas deux administrations")
        }
        Skipped::NoRelief => say!(
            language,
            "{relief} is 0: a common network saves no coordination"
                | "{relief} vaut 0 : un réseau commun n’épargne aucune coordination"
        ),
        Skipped::NoCoordination => say!(
            language,
            "{coordination} is 0: there is no coordination that a common network could save"
                | "{coordination} vaut 0 : il n’y a aucune coordination qu’un réseau commun pourrait épargner"
        ),
        Skipped::LevelsAlike => say!(
            language,
            "every administration's adaptation is given, and contributions are as useful across levels as within one"
                | "l’adaptation de chaque administration est donnée, et les contributions sont aussi utiles d’un niveau à l’autre qu’au sein d’un seul"
        ),
    }
}
