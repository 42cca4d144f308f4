//! The languages of answers and charts, English and French: sentences side by side, numbers, units, plurals, lists.

mod grammar;
mod marks;
mod numbers;
mod typeset;
mod unit;

pub use grammar::{Noun, capital, interval, listed, of, range};
pub use marks::{Piece, code, file, path, pieces, quoted};
pub(crate) use numbers::{LEAST, exponent, power_of_ten};
pub use numbers::{decimals, figure, number, percent, signed, with_sign};
pub use typeset::typeset;
pub use unit::{Unit, noun_of};

use std::str::FromStr;

/// A sentence in both languages, of which one is written: `say!(language, "{n} years" | "{n} ans")`. Both are formats of
/// [`std::fmt`], so that the compiler checks them; the French one is [`typeset()`].
macro_rules! say {
    ($language:expr, $en:literal | $fr:literal $(, $($rest:tt)*)?) => {
        match $language {
            $crate::language::Language::En => format!($en $(, $($rest)*)?),
            $crate::language::Language::Fr => $crate::language::typeset(&format!($fr $(, $($rest)*)?)),
        }
    };
}
pub(crate) use say;

/// Language of words and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English: 1,234.5
    En,
    /// French: 1 234,5
    Fr,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::En, Language::Fr];

    /// The code of the `lang` attribute and of file names.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
        }
    }

    /// The text of this language out of two.
    pub fn pick<T>(self, en: T, fr: T) -> T {
        match self {
            Language::En => en,
            Language::Fr => fr,
        }
    }

    /// The language of a POSIX locale such as `fr_CA.UTF-8`: French where it begins with `fr`, else English.
    pub fn of_locale(locale: &str) -> Language {
        let word = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        if word.eq_ignore_ascii_case("fr") { Language::Fr } else { Language::En }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Language, String> {
        let known = Language::ALL.into_iter().find(|language| language.code() == code);
        known.ok_or_else(|| "give en or fr".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_begin_with_their_language() {
        let of = Language::of_locale;
        assert_eq!(["fr", "fr_CA.UTF-8", "FR-be", "fr@euro"].map(of), [Language::Fr; 4]);
        assert_eq!(["", "C", "en_GB", "fry", "de_FR"].map(of), [Language::En; 5]);
        assert_eq!("fr".parse(), Ok(Language::Fr));
        assert!("French".parse::<Language>().is_err());
    }

    #[test]
    fn both_sentences_stand_side_by_side() {
        let share = percent(0.5, Language::Fr);
        assert_eq!(say!(Language::Fr, "In {share}: yes" | "Dans {share} : oui"), "Dans 50\u{202F}%\u{202F}: oui");
        assert_eq!(say!(Language::En, "{}: {n}" | "{} : {n}", "a", n = 2), "a: 2");
    }
}
