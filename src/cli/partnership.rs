//! The answer of `partners`: which groups should form, whom to invite next, who joins when, and what kinship is worth.

use super::words;
use super::words::{listed, results, table, wrapped};
use model::results::Probability;
use report::charts::{Language, number};
use std::path::Path;
use study::analysis::partners::found::{Against, Chosen, MeanResult, Networks, Partners, Worth};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Rows of a table; its file has all of them.
const ROWS: usize = 16;
/// Names of a group; of more the rest is counted.
const NAMES: usize = 8;
/// Members named for what their kinship is worth.
const FEW: usize = 4;
/// Most decimals of an amount.
const MOST_DECIMALS: usize = 6;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(partners: &Partners, place: &Path, names: &str) -> String {
    let words = Words { partners };
    let mut text = wrapped(&words.head());
    for sentence in words.structure() {
        text += &wrapped(&sentence);
    }
    if partners.administrations.len() > 1 {
        text += &(String::from("\n") + &words.invitations() + "\n" + &words.sizes() + "\n");
        text += &wrapped(&words.networks());
        text += &wrapped(&words.levels());
    }
    text + &results(place, names)
}

struct Words<'a> {
    partners: &'a Partners,
}

impl Words<'_> {
    fn head(&self) -> String {
        let Partners { scenario, administrations, replications, seed, .. } = self.partners;
        let n = administrations.len();
        let s = if n == 1 { "" } else { "s" };
        format!(
            "{scenario}: which groups should form among {n} administration{s}; present value before any grant, means of {} \
             replications of each group, seed {seed}; ± is one standard error",
            number(*replications as f64, 0, LANGUAGE)
        )
    }

    fn unit(&self) -> String {
        self.partners.shown.unit.as_deref().map(shown).unwrap_or_default()
    }

    /// A value and its error with so many decimals that the error has a digit: `0.43`, `0.05`.
    fn figures(&self, mean: MeanResult) -> [String; 2] {
        let [value, error] = [mean.value, mean.standard_error].map(|x| x / self.partners.shown.per);
        let least = if error > 0.0 { (-libm::log10(error)).ceil().max(0.0) as usize } else { 0 };
        let digits = least.clamp(self.partners.shown.decimals as usize, MOST_DECIMALS);
        [value, error].map(|x| number(x, digits, LANGUAGE))
    }

    /// `0.43 million CAD (±0.05)`, whatever its sign.
    fn amount(&self, mean: MeanResult) -> String {
        let [value, error] = self.figures(MeanResult { value: mean.value.abs(), ..mean });
        format!("{value} {} (±{error})", self.unit())
    }

    /// The same without the unit.
    fn bare(&self, mean: MeanResult) -> String {
        let [value, error] = self.figures(MeanResult { value: mean.value.abs(), ..mean });
        format!("{value} (±{error})")
    }

    fn name(&self, id: &str) -> String {
        let known = self.partners.administrations.iter().find(|one| one.id == id);
        shown(known.map_or(id, |one| &one.name.en))
    }

    /// A name short enough for a table.
    fn cell(&self, id: &str) -> String {
        words::cell(&self.name(id), &shown(id))
    }

    fn group(&self, ids: &[String]) -> String {
        let n = self.partners.administrations.len();
        let others: Vec<String> = self.partners.administrations.iter().map(|one| one.id.clone()).collect();
        let others: Vec<&String> = others.iter().filter(|id| !ids.contains(id)).collect();
        if others.is_empty() && n > 1 {
            return "all together".to_owned();
        }
        if ids.len() > NAMES && others.len() <= NAMES {
            let names: Vec<String> = others.into_iter().map(|id| self.name(id)).collect();
            return format!("all but {}", listed(&names));
        }
        let mut names: Vec<String> = ids.iter().take(NAMES).map(|id| self.name(id)).collect();
        if ids.len() > NAMES {
            names.push(format!("{} more", ids.len() - NAMES));
        }
        listed(&names)
    }

    fn structure(&self) -> Vec<String> {
        let structure = &self.partners.structure;
        if self.partners.administrations.len() == 1 {
            return vec![format!("There is nobody to share with: alone it pays {}.", self.amount(structure.cost))];
        }
        let (several, single): (Vec<_>, Vec<_>) = structure.groups.iter().partition(|group| group.len() > 1);
        let single: Vec<String> = single.into_iter().flatten().cloned().collect();
        let groups: Vec<String> = several.iter().map(|group| self.group(group)).collect();
        let alone = match (single.is_empty(), groups.is_empty()) {
            (true, _) => String::new(),
            (false, true) => "everybody alone".to_owned(),
            (false, false) => format!("; alone: {}", self.group(&single)),
        };
        let count = if groups.len() > 1 { format!("{} groups: ", groups.len()) } else { String::new() };
        let mut text = format!("Best: {count}{}{alone}. ", groups.join(" | "));
        let saved = [(&structure.against_alone, "everybody alone"), (&structure.against_together, "all together")];
        let saved: Vec<String> = saved.into_iter().filter_map(|(against, whom)| self.saved(against, whom)).collect();
        text += &format!("Cost: {}; {}.", self.amount(structure.cost), saved.join("; "));
        let method = match structure.exact {
            true => "Exact: every group was evaluated, and no other structure costs less in the mean.".to_owned(),
            false => {
                "Found by merging groups, whichever saves most first, as there are too many groups to evaluate them all: \
                 a better structure may have been missed."
                    .to_owned()
            }
        };
        vec![text, method]
    }

    /// `12.90 million CAD (±0.30) less than everybody alone, cheaper in 74% of replications`
    fn saved(&self, against: &Against, whom: &str) -> Option<String> {
        let cheaper = against.cheaper?;
        let than = if against.saving.value < 0.0 { "more" } else { "less" };
        Some(format!(
            "{} {than} than {whom}, cheaper in {} of replications",
            self.amount(against.saving),
            percent(cheaper)
        ))
    }

    fn invitations(&self) -> String {
        let invitations = &self.partners.invitations;
        let group = self.group(&invitations.group);
        let who = match invitations.chosen {
            Chosen::Given => group,
            Chosen::Founders => format!("{group} (who may be there first)"),
            Chosen::BestPair => format!("{group} (the best pair, as everybody may be there first)"),
        };
        let Some(best) = invitations.candidates.first() else {
            return wrapped(&format!("Whom to invite to {who}: nobody is left."));
        };
        let name = self.name(&best.id);
        let worth = self.amount(best.worth);
        let sentence = match best.worth.value > 0.0 {
            true => format!(
                "Inviting {name} next saves all together {worth}, in {} of replications.",
                percent(best.positive)
            ),
            false => format!("Nobody is worth inviting: even {name}, the best, costs all together {worth}."),
        };
        let rows = invitations.candidates.iter().take(ROWS).map(|candidate| {
            let [worth, error] = self.figures(candidate.worth);
            vec![self.cell(&candidate.id), worth, error, percent(candidate.positive)]
        });
        let header = ["invited", &format!("saves all, {}", self.unit()), "±", "saves in"].map(str::to_owned).to_vec();
        wrapped(&format!("Whom to invite to {who}: {sentence}"))
            + &table(header, rows)
            + &more(invitations.candidates.len(), "invitations.csv")
    }

    fn sizes(&self) -> String {
        let sizes = &self.partners.sizes;
        let rows = sizes.iter().take(ROWS).map(|size| {
            let [gain, gain_error] = self.figures(size.gain);
            let [saving, saving_error] = self.figures(size.saving);
            let [each, _] = self.figures(size.saving_per_member);
            let [low, _, high] = size
                .per_member_p5_p50_p95
                .map(|value| self.figures(MeanResult { value, ..size.saving_per_member })[0].clone());
            let joins = match &size.joins[..] {
                [one] => self.cell(one),
                [one, other] => format!("{} and {}", self.cell(one), self.cell(other)),
                all => format!("{} to begin with", all.len()),
            };
            vec![
                joins,
                size.members.to_string(),
                gain,
                gain_error,
                saving,
                saving_error,
                each,
                format!("{low} to {high}"),
            ]
        });
        let header = ["joins", "members", "gain", "±", "all save", "±", "each saves", "(5% to 95%)"];
        let mut text =
            wrapped(&format!("Who joins when, if whoever is worth most is always invited next ({}):", self.unit()))
                + &table(header.map(str::to_owned).to_vec(), rows)
                + &more(sizes.len(), "sizes.csv");
        let [all, each] = [self.partners.largest_saving, self.partners.largest_saving_per_member];
        if sizes.iter().all(|size| size.saving.value <= 0.0) {
            text += "No size saves anything in the mean.\n";
        } else if let (Some(all), Some(each)) = (all, each) {
            text += &wrapped(&format!(
                "All together save most with {all} members; saving per member is greatest with {each}."
            ));
        }
        text
    }

    fn networks(&self) -> String {
        match &self.partners.kinship.networks {
            Worth::Nothing { skipped } => format!("Peer networks: not worked out, as {skipped}."),
            Worth::Found(Networks { none, one, without }) => {
                let mut strongest: Vec<(String, MeanResult)> =
                    without.iter().map(|one| (one.member.clone(), one.change)).collect();
                let own = match strongest.is_empty() {
                    true => String::new(),
                    false => format!(" In none by itself: {}.", self.strongest(&mut strongest)),
                };
                let (none, one) = (self.changed(*none), self.changed(*one));
                format!(
                    "Peer networks: if nobody had one in common, all together would save {none}; if all were in one, {one}.{own}"
                )
            }
        }
    }

    fn levels(&self) -> String {
        let levels = match &self.partners.kinship.levels {
            Worth::Nothing { skipped } => return format!("Levels of government: not worked out, as {skipped}."),
            Worth::Found(levels) => levels,
        };
        let core = shown(&levels.core);
        let often = match levels.core_in {
            1.0 => String::new(),
            share => format!(" in {} of replications", report::charts::percent(share, LANGUAGE)),
        };
        let all = match levels.all_at_core {
            Some(change) => {
                format!(
                    "if everybody were at the core's ({core}{often}), all together would save {}",
                    self.changed(change)
                )
            }
            None => format!("everybody is at the core's ({core})"),
        };
        let mut text = format!("Levels of government: {all}.");
        for (at_core, words) in [(false, "At the core's by itself"), (true, "At another by itself")] {
            let members = levels.members.iter().filter(|one| one.at_core == at_core);
            let mut changes: Vec<(String, MeanResult)> = members.map(|one| (one.member.clone(), one.change)).collect();
            if !changes.is_empty() {
                text += &format!(" {words}: {}.", self.strongest(&mut changes));
            }
        }
        text
    }

    /// `0.31 million CAD (±0.01) less`
    fn changed(&self, change: MeanResult) -> String {
        if change.value == 0.0 && change.standard_error == 0.0 {
            return "as much".to_owned();
        }
        format!("{} {}", self.amount(change), more_or_less(change))
    }

    /// The members who matter most: `Ontario 0.05 (±0.01) less, …`
    fn strongest(&self, changes: &mut [(String, MeanResult)]) -> String {
        changes.sort_by(|a, b| b.1.value.abs().total_cmp(&a.1.value.abs()));
        let named = changes.iter().take(FEW);
        let mut words: Vec<String> = named
            .map(|(id, change)| format!("{} {} {}", self.name(id), self.bare(*change), more_or_less(*change)))
            .collect();
        if changes.len() > FEW {
            words.push(format!("{} others by no more than that", changes.len() - FEW));
        }
        words.join(", ")
    }
}

fn more_or_less(change: MeanResult) -> &'static str {
    if change.value < 0.0 { "less" } else { "more" }
}

/// What a table leaves out.
fn more(rows: usize, file: &str) -> String {
    if rows > ROWS { format!(" and {} more in {file}\n", rows - ROWS) } else { String::new() }
}

fn percent(probability: Probability) -> String {
    report::charts::percent(probability.value, LANGUAGE)
}
