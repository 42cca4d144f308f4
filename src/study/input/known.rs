//! Every key that a scenario may have: the numeric ones of [`model::scenario::keys`] and the words of this table.

use model::effort::cocomo_81::MODES;
use model::scenario::keys::{Global, KeySpec, MODULE_SIZE, Mark, Member};
use model::scenario::{ALONE, Bond, EffortModel, Fallback, Observable};

/// What may stand behind a key that is no uncertain number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    /// A text, or `{ en, fr }`.
    Title,
    /// A text.
    Text,
    /// An id.
    Id,
    /// Name of a CSV file.
    File,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A list of words from a few.
    Choices(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A whole number between two ends.
    Whole(f64, f64),
    /// A number between two ends.
    Fixed(f64, f64),
    /// SPDX id, `open` or `closed`.
    Licence,
    /// The three forms of `needed_by`.
    Needs,
    /// A rule of cost sharing.
    Sharing,
    /// true or false.
    Truth,
    /// What is known after the event.
    Known(Observable),
    /// Ratings of an effort model.
    Ratings,
    /// What is done with code that exists.
    Adapted,
    /// Finished projects.
    Data,
}

impl Shape {
    /// Whether it is of words, which may stand as `{ value = …, source = … }` where something is said of them.
    pub fn is_words(self) -> bool {
        matches!(self, Shape::Text | Shape::Id | Shape::Choice(_) | Shape::Choices(_) | Shape::Licence | Shape::Sharing)
    }

    /// Whether a source and the like may stand beside it.
    pub fn may_be_said_of(self) -> bool {
        let tables = matches!(
            self,
            Shape::Whole(..) | Shape::Fixed(..) | Shape::Known(_) | Shape::Ratings | Shape::Adapted | Shape::Data
        );
        tables || self.is_words()
    }
}

/// What is known of a key that is no uncertain number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordSpec {
    /// Section, empty at the top; `administration`, `module` and `correlated` are lists.
    pub section: &'static str,
    /// Key in its section.
    pub key: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether it must be given.
    pub required: bool,
    /// Default as the assumptions log names it; empty: none.
    pub default: &'static str,
    /// How well the default is supported.
    pub mark: Mark,
    /// What it means.
    pub meaning: &'static str,
}

/// Effort models and their words.
pub(crate) const MODELS: [(&str, EffortModel); EffortModel::ALL.len()] = {
    let mut models = [("", EffortModel::PersonMonths); EffortModel::ALL.len()];
    let mut k = 0;
    while k < models.len() {
        models[k] = (EffortModel::ALL[k].word(), EffortModel::ALL[k]);
        k += 1;
    }
    models
};
/// What binds a consortium, and its words.
pub(crate) const BONDS: [(&str, Bond); 3] = [
    (Bond::Voluntary.word(), Bond::Voluntary),
    (Bond::Company.word(), Bond::Company),
    (Bond::Statute.word(), Bond::Statute),
];
/// What members do where the core is abandoned, and its words.
pub(crate) const FALLBACKS: [(&str, Fallback); 3] = [
    (Fallback::Independent.word(), Fallback::Independent),
    (Fallback::Keep.word(), Fallback::Keep),
    (Fallback::Buy.word(), Fallback::Buy),
];
const MODEL_WORDS: &[&str] = &{
    let mut words = [""; MODELS.len()];
    let mut k = 0;
    while k < words.len() {
        words[k] = MODELS[k].0;
        k += 1;
    }
    words
};
const MODE_WORDS: &[&str] = &[MODES[0].word, MODES[1].word, MODES[2].word];
const BOND_WORDS: &[&str] = &[BONDS[0].0, BONDS[1].0, BONDS[2].0];
const FALLBACK_WORDS: &[&str] = &[FALLBACKS[0].0, FALLBACKS[1].0, FALLBACKS[2].0];
pub(crate) const STRATEGY_WORDS: [&str; 6] = ["independent", "shared", "fork", "buy", "keep", ALONE];

/// Most years that are counted.
pub(crate) const LONGEST_HORIZON: f64 = 100.0;

const fn word(section: &'static str, key: &'static str, shape: Shape, meaning: &'static str) -> WordSpec {
    WordSpec { section, key, shape, required: false, default: "", mark: Mark::Neutral, meaning }
}

const fn known(what: Observable, meaning: &'static str) -> WordSpec {
    word("outcome", what.word(), Shape::Known(what), meaning)
}

impl WordSpec {
    const fn required(self) -> Self {
        WordSpec { required: true, ..self }
    }

    const fn default(self, default: &'static str, mark: Mark) -> Self {
        WordSpec { default, mark, ..self }
    }

    /// Path in the file, `*` for an id.
    pub fn path(&self) -> String {
        match self.section {
            "" => self.key.to_owned(),
            "administration" | "module" => format!("{}.*.{}", self.section, self.key),
            section => format!("{section}.{}", self.key),
        }
    }
}

/// All of them.
pub(crate) const WORDS: &[WordSpec] = &[
    word("", "title", Shape::Title, "what is asked"),
    word("", "summary", Shape::Title, "a few lines on it"),
    word("", "currency", Shape::Text, "currency of all money").required(),
    word("", "price_year", Shape::Whole(1900.0, 2200.0), "year whose prices all money is in").required(),
    word("", "horizon", Shape::Whole(1.0, LONGEST_HORIZON), "years that are counted").required(),
    word("", "administrations", Shape::File, "CSV file of the administrations, instead of [[administration]]"),
    word(
        "",
        "strategies",
        Shape::Choices(&STRATEGY_WORDS),
        "strategies to compare; independent (or alone) and shared always are",
    )
    .default("independent, shared", Mark::Neutral),
    word("effort", "model", Shape::Choice(MODEL_WORDS), "from size to nominal effort")
        .default("person-months", Mark::Neutral),
    word("effort", "mode", Shape::Choice(MODE_WORDS), "mode of `cocomo-81`: organic is what code counters assume")
        .default(MODE_WORDS[0], Mark::G),
    word(
        "effort",
        "data",
        Shape::Data,
        "finished projects of `regression`: a public set by name, or a table of one's own",
    ),
    word("effort", "ratings", Shape::Ratings, "ratings of `cocomo-ii` and `cocomo-81`, `very_low` to `extra_high`"),
    word("effort", "overrun_correlation", Shape::Fixed(0.0, 1.0), "correlation of overruns with their common cause")
        .default("0.2", Mark::G),
    word(
        "effort",
        "cancellation_correlation",
        Shape::Fixed(-1.0, 1.0),
        "correlation of a build's abandonment with its overrun, of normal scores",
    )
    .default("0.5", Mark::G),
    word("consortium", "lead", Shape::Id, "who builds the core; none: the founders together")
        .default("none", Mark::Neutral),
    word(
        "consortium",
        "bond",
        Shape::Choice(BOND_WORDS),
        "what holds members together: they come and go, own a company, or a law binds them; sets the defaults of exits and dissolution",
    )
    .default(BOND_WORDS[0], Mark::Neutral),
    word(
        "consortium",
        "fallback",
        Shape::Choice(FALLBACK_WORDS),
        "what members do where the core is abandoned: build alone, keep the systems that there are, or buy",
    )
    .default(FALLBACK_WORDS[0], Mark::Neutral),
    word("consortium", "minimum_members", Shape::Whole(1.0, 1e6), "fewer than this after an exit end the consortium")
        .default("2", Mark::G),
    word("consortium", "cost_sharing", Shape::Sharing, "who pays what").default("equal", Mark::Neutral),
    word("community", "licence", Shape::Licence, "SPDX id, `open` or `closed`; closed: no outside adopters, and nobody may take the code along")
        .default("open", Mark::Neutral),
    word("administration", "id", Shape::Id, "its id").required(),
    word("administration", "name", Shape::Text, "its name"),
    word("administration", "name_fr", Shape::Text, "its name in French"),
    word("administration", "level", Shape::Text, "its level of government: municipality, province, …").required(),
    word("administration", "networks", Shape::Texts, "peer networks that it belongs to"),
    word("administration", "population", Shape::Whole(0.0, 9e15), "inhabitants, a weight for cost sharing"),
    word("module", "id", Shape::Id, "its id").required(),
    word("module", "title", Shape::Title, "its title"),
    word("module", "needed_by", Shape::Needs, "who needs it, and what share of it")
        .default("all, whole", Mark::Neutral),
    word("module", "adapted", Shape::Adapted, "what is done with code that exists: `size` is then of that code"),
    word("correlated", "inputs", Shape::Texts, "paths of the inputs that move together").required(),
    word("correlated", "coefficient", Shape::Fixed(-1.0, 1.0), "correlation of the normal scores of every pair")
        .required(),
    known(Observable::Abandoned, "whether the build of the core was abandoned"),
    known(Observable::Exits, "whether fewer members than joined were left at the end of the horizon"),
    known(Observable::MembersAtEnd, "members at the end of the horizon"),
    known(Observable::Cost, "what building came to, beside what was planned"),
    known(Observable::YearsLate, "years from the planned to the actual delivery of the core, beside the years planned"),
    known(Observable::Saving, "what sharing saved, as a share of the cost of building alone"),
    word("outcome", "evidence_for", Shape::Texts, "keys whose defaults rest on this case"),
    word("outcome", "found_by_end", Shape::Truth, "whether the case was found because of how it ended"),
    word("outcome", "note", Shape::Text, "what a reader should know of all that"),
];

/// A key of the scenario.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Known {
    /// An uncertain number of the whole scenario.
    Global(Global),
    /// An uncertain number of an administration.
    Member(Member),
    /// The size of a module.
    Size,
    /// Anything else.
    Word(&'static WordSpec),
}

impl Known {
    /// The key in its section.
    pub fn key(self) -> &'static str {
        match self {
            Known::Global(key) => split(key.spec().path).1,
            Known::Member(key) => key.spec().path,
            Known::Size => MODULE_SIZE.path,
            Known::Word(word) => word.key,
        }
    }

    /// What is known of an uncertain number.
    pub fn spec(self) -> Option<&'static KeySpec> {
        match self {
            Known::Global(key) => Some(key.spec()),
            Known::Member(key) => Some(key.spec()),
            Known::Size => Some(&MODULE_SIZE),
            Known::Word(_) => None,
        }
    }
}

/// Section and key of a path; the section of a top key is empty.
pub(crate) fn split(path: &'static str) -> (&'static str, &'static str) {
    path.split_once('.').unwrap_or(("", path))
}

/// Sections that are tables.
pub(crate) const SECTIONS: [&str; 10] =
    ["effort", "schedule", "reuse", "running", "operations", "consortium", "community", "security", "buy", "outcome"];
/// Sections that are lists of tables.
pub(crate) const LISTS: [&str; 3] = ["module", "administration", "correlated"];

/// All keys of a section.
pub(crate) fn keys(section: &str) -> impl Iterator<Item = Known> + Clone + use<'_> {
    let globals = Global::ALL
        .iter()
        .map(|&key| Known::Global(key))
        .filter(move |known| known.spec().is_some_and(|spec| split(spec.path).0 == section));
    let members = Member::ALL.iter().map(|&key| Known::Member(key)).filter(move |_| section == "administration");
    let size = std::iter::once(Known::Size).filter(move |_| section == "module");
    let words = WORDS.iter().filter(move |word| word.section == section).map(Known::Word);
    words.chain(globals).chain(members).chain(size)
}

/// The key of a name in a section.
pub(crate) fn find(section: &str, key: &str) -> Option<Known> {
    keys(section).find(|known| known.key() == key)
}

/// The table entry of a word.
pub(crate) fn word_spec(section: &str, key: &str) -> Option<&'static WordSpec> {
    WORDS.iter().find(|word| word.section == section && word.key == key)
}

/// Another section that has this key.
pub(crate) fn elsewhere(key: &str) -> Option<String> {
    let sections = SECTIONS.iter().chain(&LISTS).chain(&[""]);
    let section = sections.copied().find(|section| find(section, key).is_some())?;
    Some(match section {
        "" => format!("`{key}` stands at the top of the file, before the first [section]"),
        section if LISTS.contains(&section) => format!("`{key}` is a key of [[{section}]]"),
        section => format!("`{key}` is a key of [{section}]"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::scenario::Strategy;

    #[test]
    fn every_key_has_a_known_section() {
        for key in Global::ALL {
            let section = split(key.spec().path).0;
            assert!(section.is_empty() || SECTIONS.contains(&section), "{section}");
        }
        for strategy in Strategy::ALL {
            assert!(STRATEGY_WORDS.contains(&strategy.word()));
        }
    }
}
