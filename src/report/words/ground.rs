//! What an assumption rests on.

use model::scenario::Assumption;
use model::scenario::keys::Mark;

/// What is chosen, of which there is nothing to be known; the endings of paths.
const CHOICES: [&str; 13] = [
    "price_year",
    "horizon",
    "currency",
    "strategies",
    "effort.model",
    "consortium.minimum_members",
    "consortium.bond",
    "consortium.fallback",
    "consortium.lead",
    "consortium.cost_sharing",
    "community.licence",
    ".needed_by",
    ".networks",
];
/// What stands in the place of a source where the command line gave the value.
const COMMAND_LINE: &str = "--set";

/// What an assumption rests on, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ground {
    /// It is given, and nobody says why.
    Nothing,
    /// A default by judgement.
    Judgement,
    /// A default that is commonly quoted, and that nobody verified.
    Quoted,
    /// It has a source, or is derived from data.
    Source,
    /// A default that changes nothing.
    Off,
    /// It is part of the question.
    Choice,
}

impl Ground {
    /// All of them.
    pub(crate) const ALL: [Ground; 6] =
        [Ground::Nothing, Ground::Judgement, Ground::Quoted, Ground::Source, Ground::Off, Ground::Choice];

    /// What an assumption rests on.
    pub(crate) fn of(assumption: &Assumption) -> Ground {
        let is_choice = CHOICES.iter().any(|choice| assumption.path.ends_with(choice));
        match (assumption.given, assumption.mark, assumption.source.as_deref()) {
            _ if is_choice => Ground::Choice,
            (true, _, None | Some(COMMAND_LINE)) => Ground::Nothing,
            (true, _, Some(_)) => Ground::Source,
            (false, Some(Mark::G), _) => Ground::Judgement,
            (false, Some(Mark::R), _) => Ground::Quoted,
            (false, Some(Mark::Neutral), _) => Ground::Off,
            (false, ..) => Ground::Source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_needs_no_source_and_what_is_tried_has_none() {
        let of = |path: &str, given, mark, source: Option<&str>| {
            let source = source.map(str::to_owned);
            Ground::of(&Assumption { path: path.to_owned(), given, mark, source, ..Assumption::default() })
        };
        assert_eq!(of("horizon", true, None, None), Ground::Choice);
        assert_eq!(of("module.a.needed_by", true, None, None), Ground::Choice);
        assert_eq!(of("module.a.size", true, None, None), Ground::Nothing);
        assert_eq!(of("module.a.size", true, None, Some("--set")), Ground::Nothing);
        assert_eq!(of("module.a.size", true, None, Some("a plan")), Ground::Source);
        assert_eq!(of("effort.sunk", false, Some(Mark::G), Some("guess")), Ground::Judgement);
        assert_eq!(of("effort.sunk", false, Some(Mark::R), Some("quoted")), Ground::Quoted);
        assert_eq!(of("effort.sunk", false, Some(Mark::Neutral), None), Ground::Off);
    }
}
