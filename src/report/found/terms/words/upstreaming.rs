//! Who benefits from whose code.

use super::Words;
use crate::document::{Cell, Table};
use crate::language::{Noun, Unit, file, number, say};
use study::analysis::terms::found::{Gain, Giver, Verdict};

/// Givers shown; the file has all.
const GIVERS: usize = 16;

impl Words<'_> {
    pub(super) fn upstreaming(&self) -> Table {
        let (found, language) = (self.found, self.language);
        let means = |one: &Giver| [&one.itself, &one.others, &one.from_all].map(|gain| gain.mean.value);
        let givers = found.foremost_givers(GIVERS);
        let money = self.unit(givers.iter().flat_map(|one| means(one)));
        let unit = money.after("\n");
        let header = [
            say!(language, "who gives its code\nto the core" | "qui reverse son code\nau code commun"),
            say!(language, "it gains{unit}" | "il gagne{unit}"),
            say!(language, "the others gain{unit}" | "les autres gagnent{unit}"),
            say!(language, "most to" | "surtout à"),
            say!(language, "it gains by\neverybody's code" | "son gain si\ntous reversent"),
        ];
        let row = |one: &Giver| {
            vec![
                self.cell(&one.who).into(),
                self.gained(&one.itself, &money),
                self.gained(&one.others, &money),
                self.most(one, &money),
                self.gained(&one.from_all, &money),
            ]
        };
        Table::new(header, givers.into_iter().map(row))
    }

    /// The one of the others who gains most, if any surely does.
    fn most(&self, one: &Giver, money: &Unit) -> Cell {
        let gains = one.each.iter().filter(|receiver| receiver.gain.verdict() == Verdict::Brings);
        let most = gains.max_by(|a, b| a.gain.mean.value.total_cmp(&b.gain.mean.value));
        most.map_or(self.language.pick("nobody", "personne").into(), |receiver| {
            let value = receiver.gain.mean.value;
            let text = format!("{} ({})", self.cell(&receiver.who), money.bare(value, self.language));
            Cell::bare(value, money, self.language).read(text)
        })
    }

    pub(super) fn on_upstreaming(&self) -> String {
        let (found, language) = (self.found, self.language);
        let verdict = self.on_gains();
        let shown = found.upstreaming.len().min(GIVERS);
        let more = match found.upstreaming.len() - shown {
            0 => String::new(),
            more => {
                let more = Noun::MORE.counted(more, language);
                say!(language, " {more} in the file {}." | " {more} dans le fichier {}.", file("upstreaming.csv"))
            }
        };
        let asked = match found.members.saturating_sub(found.upstreaming.len()) {
            0 => String::new(),
            _ => {
                let count = found.upstreaming.len();
                say!(
                    language,
                    " Only the {count} who pay most were looked at."
                        | " Seuls les {count} qui paient le plus ont été examinés."
                )
            }
        };
        say!(
            language,
            "{verdict} A gain is what is paid less, after grants, than if it gave none; less than 0 is a cost. It writes for reuse, the core keeps up at everybody's expense what it no longer does, and peers are spared work, the less the more others give. The last column is everybody's giving against nobody's.{asked}{more}"
                | "{verdict} Un gain est ce qui est payé de moins, après subventions, que s’il ne reversait rien ; moins de 0 est un coût. Il écrit pour la réutilisation, tous paient dans le code commun l’entretien dont il se décharge, et ses pairs s’épargnent du travail, d’autant moins que d’autres reversent aussi. Dernière colonne : tous reversent, au lieu de personne.{asked}{more}"
        )
    }

    /// For how many giving pays.
    fn on_gains(&self) -> String {
        let (found, language) = (self.found, self.language);
        let [of, replications] =
            [found.upstreaming.len(), found.header.replications].map(|count| number(count as f64, 0, language));
        let count = |verdict| {
            let of = |gain: fn(&Giver) -> &Gain| {
                found.upstreaming.iter().filter(|one| gain(one).verdict() == verdict).count()
            };
            [of(|one| &one.itself), of(|one| &one.others)]
        };
        if count(Verdict::Nothing) == [found.upstreaming.len(); 2] {
            return language
                .pick(
                    "Nobody benefits from another's code: nothing, in every replication.",
                    "Personne ne profite du code d’un autre\u{202F}: rien, dans aucune simulation.",
                )
                .to_owned();
        }
        let rest = match count(Verdict::Untold) {
            [0, 0] => String::new(),
            _ => say!(
                language,
                " Of all else {replications} replications cannot tell."
                    | " Pour le reste, {replications} simulations ne permettent pas de trancher."
            ),
        };
        let ([up, others_up], [down, others_down]) = (count(Verdict::Brings), count(Verdict::Costs));
        say!(
            language,
            "Giving its local code pays for {up} of {of} and costs {down}; to the others, what is given is a gain in {others_up} cases and a cost in {others_down}.{rest}"
                | "Reverser son code local profite à {up} des {of} membres et coûte à {down}. Pour les autres membres, le code reversé est un gain dans {others_up} cas et un coût dans {others_down}.{rest}"
        )
    }
}
