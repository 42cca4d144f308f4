//! Defaults that stand in place of those of the table of keys, where a scenario says something that they depend on.
//!
//! Beside that table ([`super::keys`]) this one is the only place where a default stands.

use super::Bond;
use super::keys::{Global, KeySpec, Mark};

/// What a scenario says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `consortium.bond` is this.
    Bond(Bond),
    /// `community.licence` is `closed`.
    ClosedLicence,
    /// `effort.overrun` is given, or projects settle it.
    OwnOverrun,
}

/// A default for where a scenario says something.
#[derive(Debug, Clone, Copy)]
pub struct Conditional {
    /// What it says.
    pub when: When,
    /// The key.
    pub key: Global,
    /// The default in the notation of a scenario file.
    pub default: &'static str,
    /// How well it is supported.
    pub mark: Mark,
    /// Where it comes from.
    pub source: &'static str,
}

const COMPANIES: &str = "KOMBIT, SEEMiS, NIIS: no exit read";
const STATUTES: &str = "KONSENS and alike: no exit in some 1600 member-years, upper 95 % 0.002 a year";
const CLOSED: &str = "judgement: under a closed licence nobody may take the code";
const JUDGEMENT: &str = "judgement";

/// All of them. What a voluntary bond has is the default of the table of keys.
pub const CONDITIONAL: &[Conditional] = &[
    bound(Bond::Company, Global::ExitBuild, "{ pert = [0, 0.01, 0.05] }", Mark::D, COMPANIES),
    bound(Bond::Company, Global::Exit, "{ pert = [0, 0.004, 0.02] }", Mark::D, COMPANIES),
    bound(Bond::Company, Global::Dissolution, "0.005", Mark::G, JUDGEMENT),
    bound(Bond::Statute, Global::ExitBuild, "{ pert = [0, 0.005, 0.02] }", Mark::D, STATUTES),
    bound(Bond::Statute, Global::Exit, "{ pert = [0, 0.001, 0.004] }", Mark::D, STATUTES),
    bound(Bond::Statute, Global::Dissolution, "0.002", Mark::G, JUDGEMENT),
    Conditional { when: When::ClosedLicence, key: Global::Transition, default: "1", mark: Mark::G, source: CLOSED },
    Conditional { when: When::ClosedLicence, key: Global::Salvage, default: "0", mark: Mark::G, source: CLOSED },
    Conditional {
        when: When::OwnOverrun,
        key: Global::OverrunGrowth,
        default: "0",
        mark: Mark::Neutral,
        source: "off: the scenario gives `effort.overrun` itself",
    },
];

const fn bound(bond: Bond, key: Global, default: &'static str, mark: Mark, source: &'static str) -> Conditional {
    Conditional { when: When::Bond(bond), key, default, mark, source }
}

impl Conditional {
    /// What is known of the key, with this default in place of that of the table.
    pub const fn spec(&self) -> KeySpec {
        KeySpec { default: self.default, mark: self.mark, source: self.source, ..*self.key.spec() }
    }
}
