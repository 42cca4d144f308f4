//! In which language a command speaks: that of `--lang`, else that of the environment.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use report::language::Language;

/// Variables that name the language, the first that is set deciding, as POSIX has it.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// What `--lang` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    One(Language),
    Both,
}

/// The language that was asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Speech {
    /// Language of answer and charts [default: French where LC_ALL, LC_MESSAGES or LANG begins with fr, else English]
    #[arg(long, value_name = "LANG", value_parser = one())]
    lang: Option<Asked>,
}

/// English or French.
fn one() -> impl TypedValueParser<Value = Asked> {
    codes([])
}

/// English, French, or both, for what can be left in two languages at once.
pub fn one_or_both() -> impl TypedValueParser {
    codes([PossibleValue::new(BOTH).help("a page in each")])
}

/// The word for all languages.
const BOTH: &str = "both";

fn codes<const N: usize>(more: [PossibleValue; N]) -> impl TypedValueParser<Value = Asked> {
    let values = [PossibleValue::new("en").help("English: 1,234.5"), PossibleValue::new("fr").help("French: 1 234,5")];
    PossibleValuesParser::new(values.into_iter().chain(more)).try_map(|code| match code.as_str() {
        BOTH => Ok(Asked::Both),
        code => code.parse().map(Asked::One),
    })
}

impl Speech {
    /// The language; of both that of the environment.
    pub fn language(self) -> Language {
        match self.lang {
            Some(Asked::One(language)) => language,
            Some(Asked::Both) | None => usual(),
        }
    }

    /// All languages that were asked for.
    pub fn languages(self) -> Vec<Language> {
        match self.lang {
            Some(Asked::Both) => Language::ALL.to_vec(),
            _ => vec![self.language()],
        }
    }

    /// As it was asked for, if it was.
    pub fn word(self) -> Option<&'static str> {
        self.lang.map(|asked| match asked {
            Asked::One(language) => language.code(),
            Asked::Both => BOTH,
        })
    }
}

/// The language where none was asked for.
pub fn usual() -> Language {
    of_environment(|name| std::env::var(name).ok())
}

/// The language of the first variable that is set and not empty; English where none is.
fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = VARIABLES.iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    locale.map_or(Language::En, |locale| Language::of_locale(&locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let of = |set: &[(&str, &str)]| {
            of_environment(|name| set.iter().find(|one| one.0 == name).map(|one| one.1.to_owned()))
        };
        assert_eq!(of(&[]), Language::En);
        assert_eq!(of(&[("LANG", "fr_CA.UTF-8")]), Language::Fr);
        assert_eq!(of(&[("LC_ALL", ""), ("LANG", "fr_FR")]), Language::Fr);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "fr_FR")]), Language::En);
        assert_eq!(of(&[("LC_MESSAGES", "fr_BE"), ("LANG", "en_US")]), Language::Fr);
    }
}
