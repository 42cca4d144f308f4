//! What is known after the event: the `[outcome]` of a scenario, which plays no part in a run.

use std::fmt;

/// What can be known after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Observable {
    /// Whether the build of the core was abandoned.
    Abandoned,
    /// Whether fewer members than joined are left at the end of the horizon.
    Exits,
    /// Members at the end of the horizon.
    MembersAtEnd,
    /// What building came to, beside what was planned.
    Cost,
    /// Years from the planned to the actual delivery of the core.
    YearsLate,
    /// What sharing saved, as a share of the cost of building alone.
    Saving,
}

impl Observable {
    /// All of them, events first.
    pub const ALL: [Observable; 6] = [
        Observable::Abandoned,
        Observable::Exits,
        Observable::MembersAtEnd,
        Observable::Cost,
        Observable::YearsLate,
        Observable::Saving,
    ];

    /// The key of scenario files and the word of results.
    pub const fn word(self) -> &'static str {
        match self {
            Observable::Abandoned => "abandoned",
            Observable::Exits => "exits",
            Observable::MembersAtEnd => "members_at_end",
            Observable::Cost => "cost",
            Observable::YearsLate => "years_late",
            Observable::Saving => "saving",
        }
    }

    /// Whether it happens or not, and is no number.
    pub fn is_event(self) -> bool {
        matches!(self, Observable::Abandoned | Observable::Exits)
    }

    /// Whether it is measured against what was planned.
    pub fn needs_plan(self) -> bool {
        matches!(self, Observable::Cost | Observable::YearsLate)
    }

    /// Keys whose defaults decide what is predicted of it.
    pub fn rests_on(self) -> &'static [&'static str] {
        const BUILD: [&str; 3] = ["consortium.cancellation", "consortium.exit_build", "consortium.contagion"];
        const STAY: [&str; 5] = [
            "consortium.cancellation",
            "consortium.exit_build",
            "consortium.exit",
            "consortium.contagion",
            "consortium.dissolution",
        ];
        match self {
            Observable::Abandoned => &BUILD,
            Observable::Exits | Observable::MembersAtEnd => &STAY,
            Observable::Cost => &["effort.overrun", "consortium.overrun", "consortium.cancellation", "effort.sunk"],
            Observable::YearsLate => &["effort.overrun", "consortium.overrun", "schedule.overrun_exponent"],
            Observable::Saving => &[
                "effort.overrun",
                "reuse.writing_for_reuse",
                "reuse.reusing",
                "reuse.adaptation_same_level",
                "consortium.cancellation",
                "consortium.coordination",
                "consortium.support",
                "running.maintenance",
            ],
        }
    }
}

/// How well a figure is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Grade {
    /// Read in the source named.
    S,
    /// Read in a second-hand or weak source.
    S2,
    /// Derived from what was read.
    D,
    /// Commonly quoted, not verified.
    R,
    /// Judgement.
    G,
}

impl Grade {
    /// All of them by their marks.
    pub const ALL: [(&str, Grade); 5] =
        [("S", Grade::S), ("S2", Grade::S2), ("D", Grade::D), ("R", Grade::R), ("G", Grade::G)];

    /// Whether it has a source that was read.
    pub fn is_sourced(self) -> bool {
        matches!(self, Grade::S | Grade::S2 | Grade::D)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Grade::ALL.iter().find(|(_, grade)| grade == self).map_or("", |(word, _)| word);
        f.write_str(word)
    }
}

/// One figure that is known after.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Of what.
    pub what: Observable,
    /// Its value; of an event 1 or 0.
    pub value: f64,
    /// What was planned: money, or years of building.
    pub planned: Option<f64>,
    /// How well it is known.
    pub grade: Grade,
    /// Where it was read.
    pub source: Option<String>,
    /// What the writer wants known.
    pub note: Option<String>,
}

/// All that is known after.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Observed {
    /// In the order of [`Observable::ALL`].
    pub figures: Vec<Seen>,
    /// Paths of keys whose defaults rest on this case.
    pub evidence_for: Vec<String>,
    /// Whether the case was found because of how it ended: an audit of a failure, a collection of successes.
    pub found_by_end: bool,
    /// What the writer wants known of all.
    pub note: Option<String>,
}

impl Observed {
    /// Whether the defaults that decide a figure rest on this very case.
    pub fn is_circular(&self, what: Observable) -> bool {
        self.evidence_for.iter().any(|path| what.rests_on().contains(&path.as_str()))
    }
}
