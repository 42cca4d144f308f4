//! Whole numbers on the command line, and what a text that is none may have meant.

use report::language::{Language, number};
use std::ops::RangeInclusive;
use study::input::meant;
use study::input::problem::shown;

/// Reads a whole number within a range.
pub fn within<T: TryFrom<u64>>(
    range: RangeInclusive<u64>,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text| {
        let taken = |count: &u64| range.contains(count);
        let found = text.trim().parse().ok().filter(taken).and_then(|count| T::try_from(count).ok());
        found.ok_or_else(|| {
            let [least, most] = [range.start(), range.end()].map(|end| number(*end as f64, 0, Language::En));
            refusal(&format!("a whole number from {least} to {most}"), meant::whole(text).filter(taken))
        })
    }
}

/// What is wanted, and what may have been meant.
pub fn refusal(wanted: &str, meant: Option<u64>) -> String {
    meant.map_or_else(
        || format!("{wanted} is wanted"),
        |meant| format!("{wanted} is wanted: {}?", shown(&meant.to_string())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_and_others_answered_with_what_they_mean() {
        let read = within::<u32>(2..=1_000_000);
        assert_eq!((read("2"), read("1000000")), (Ok(2), Ok(1_000_000)));
        for (text, end) in [
            ("1e4", "1,000,000 is wanted: 10000?"),
            ("10,000", "wanted: 10000?"),
            ("10.000", "wanted: 10000?"),
            ("10 000", "wanted: 10000?"),
            ("10_000", "wanted: 10000?"),
            ("10k", "wanted: 10000?"),
            ("1M", "wanted: 1000000?"),
            ("1000.0", "wanted: 1000?"),
            ("-1", "from 2 to 1,000,000 is wanted"),
            ("1.5", "is wanted"),
            ("1", "is wanted"),
            ("1e9", "is wanted"),
            ("many", "is wanted"),
        ] {
            assert!(read(text).is_err_and(|message| message.ends_with(end)), "{text}");
        }
    }
}
