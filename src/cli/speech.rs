//! In which language a command speaks: that of `--lang`, else that of the environment.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use report::language::Language;

/// Variables that name the language, the first that is set deciding, as POSIX has it.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that was asked for.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Speech {
    /// Language of answer and charts [default: French where LC_ALL, LC_MESSAGES or LANG begins with fr, else English]
    #[arg(long, value_name = "LANG", value_parser = codes())]
    lang: Option<Language>,
}

fn codes() -> impl TypedValueParser<Value = Language> {
    let values = [PossibleValue::new("en").help("English: 1,234.5"), PossibleValue::new("fr").help("French: 1 234,5")];
    PossibleValuesParser::new(values).try_map(|code| code.parse::<Language>())
}

impl Speech {
    /// The language.
    pub fn language(self) -> Language {
        self.lang.unwrap_or_else(|| of_environment(|name| std::env::var(name).ok()))
    }
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
