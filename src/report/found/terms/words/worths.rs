//! What networks, an open licence, outside adopters and everybody's upstreaming are worth.

use super::Words;
use crate::document::{Cell, Table};
use crate::language::{capital, listed, number, path, range, say};
use study::analysis::terms::found::{Mechanism, Off, Verdict, Worth};

impl Words<'_> {
    pub(super) fn worths(&self) -> Table {
        let language = self.language;
        let header = [
            say!(language, "worth to all together" | "valeur pour tous ensemble"),
            say!(language, "mean" | "moyenne"),
            say!(language, "5% to 95%" | "5 % à 95 %"),
            String::new(),
            say!(language, "gains\nin" | "gain\ndans"),
            say!(language, "costs\nin" | "coût\ndans"),
        ];
        Table::new(header, self.found.worths.iter().map(|one| self.worth(one))).words_in(&[3])
    }

    fn worth(&self, one: &Worth) -> Vec<Cell> {
        let (language, gain) = (self.language, &one.all);
        // Each in a unit of its own: one may be worth a thousand times the other.
        let unit = self.unit([gain.mean.value, gain.p5, gain.p95].into_iter());
        let mut row = vec![self.mechanism(one).into(), self.gained(gain, &unit)];
        row.extend(match gain.verdict() {
            Verdict::Nothing => ["–", "", "–", "–"].map(Cell::from),
            _ => [
                range(&unit.bare(gain.p5, language), &unit.bare(gain.p95, language), language).into(),
                unit.words.as_str().into(),
                Cell::percent(gain.better, language),
                Cell::percent(gain.worse, language),
            ],
        });
        row
    }

    fn mechanism(&self, one: &Worth) -> &'static str {
        self.language.pick(
            match one.mechanism {
                Mechanism::Networks => "peer networks",
                Mechanism::OpenLicence if one.off.is_some() => "opening the licence",
                Mechanism::OpenLicence => "an open licence",
                Mechanism::Adopters => "outside adopters",
                Mechanism::Upstreaming => "everybody's upstreaming",
            },
            match one.mechanism {
                Mechanism::Networks => "réseaux de pairs",
                Mechanism::OpenLicence if one.off.is_some() => "ouverture de la licence",
                Mechanism::OpenLicence => "licence ouverte",
                Mechanism::Adopters => "adoptants externes",
                Mechanism::Upstreaming => "code reversé par tous",
            },
        )
    }

    pub(super) fn on_worths(&self) -> String {
        let language = self.language;
        let said: String = self.found.worths.iter().filter_map(|one| self.plainly(one)).collect();
        let [leaving, salvage] = ["consortium.transition", "consortium.salvage"].map(path);
        say!(
            language,
            "Each against its absence; the licence against a closed one, under which, unless given, leaving is a rewrite ({leaving}) and nothing of an abandoned core is of use ({salvage}). What all bear less together at equal service, after grants, ± the 95% interval of the mean.{said}"
                | "Chaque élément est comparé à son absence ; la licence ouverte, à une licence fermée, avec laquelle partir oblige à tout réécrire ({leaving}) et rien d’un code abandonné ne sert ({salvage}), sauf valeur fournie. Les montants sont ce que tous ensemble paient de moins à service égal, après subventions (± : intervalle à 95 % de la moyenne).{said}"
        )
    }

    /// What a figure alone does not say: that it is nothing, and why.
    fn plainly(&self, one: &Worth) -> Option<String> {
        let (language, name) = (self.language, capital(self.mechanism(one)));
        if let Some(off) = one.off {
            let why = self.off(one.mechanism, off);
            return Some(say!(language, " {name}: {why}." | " {name} : {why}."));
        }
        let replications = number(self.found.header.replications as f64, 0, language);
        match one.all.verdict() {
            Verdict::Nothing => Some(say!(
                language,
                " {name}: nothing, in every replication." | " {name} : rien, dans aucune simulation."
            )),
            Verdict::Untold => Some(say!(
                language,
                " {name}: nothing that {replications} replications can tell."
                    | " {name} : rien que {replications} simulations permettent de distinguer."
            )),
            Verdict::Costs => Some(say!(
                language,
                " {name}: in the mean a cost, not a gain." | " {name} : en moyenne un coût, et non un gain."
            )),
            Verdict::Brings => None,
        }
    }

    /// Why a mechanism does nothing, by what would turn it on.
    fn off(&self, mechanism: Mechanism, off: Off) -> String {
        let language = self.language;
        let zero = |keys: &[&str]| {
            let keys: Vec<String> = keys.iter().map(|key| path(key)).collect();
            let (are, keys) = (keys.len() > 1, listed(&keys, language));
            let verb = language.pick(if are { "are" } else { "is" }, if are { "valent" } else { "vaut" });
            say!(language, "off, nothing as long as {keys} {verb} 0" | "rien tant que {keys} {verb} 0")
        };
        let licence = path("community.licence");
        match off {
            Off::NoNetworks => {
                let networks = path("administration.*.networks");
                say!(
                    language,
                    "nothing, as no two members share one ({networks})"
                        | "rien, car aucun n’est commun à deux membres ({networks})"
                )
            }
            Off::NoRelief => zero(&["consortium.network_relief"]),
            Off::NothingToSpare => zero(&["consortium.coordination", "consortium.formation"]),
            Off::Closed if mechanism == Mechanism::OpenLicence => say!(
                language,
                "it is closed ({licence}), and the figure is what opening it would bring"
                    | "elle est fermée ({licence}), et le chiffre est ce que son ouverture apporterait"
            ),
            Off::Closed => {
                say!(
                    language,
                    "nothing under a closed licence ({licence})" | "rien sous une licence fermée ({licence})"
                )
            }
            Off::NoMarket => zero(&["community.market"]),
            Off::AdoptersGiveNothing => zero(&["community.contribution", "community.quality", "security.eyes"]),
            Off::NoUpstreaming => zero(&["reuse.upstreaming"]),
        }
    }
}
