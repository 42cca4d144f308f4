//! Paths of keys, where `*` stands for any run of characters.

use super::known;

/// Whether a pattern with `*` for any run of characters matches a text.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        match text.find(piece) {
            Some(at) => text = &text[at + piece.len()..],
            None => return false,
        }
    }
    text.ends_with(last)
}

/// A path by its parts: a key of the scenario, or a key of those whose id matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern<'a> {
    /// Section (empty at the top) and key.
    Plain(&'a str, &'a str),
    /// `module` or `administration`, id and key.
    Listed(&'a str, &'a str, &'a str),
}

/// The parts of a path; ids may contain points.
pub(crate) fn pattern(path: &str) -> Pattern<'_> {
    let Some((first, rest)) = path.split_once('.') else { return Pattern::Plain("", path) };
    match rest.rsplit_once('.') {
        Some((id, key)) if known::LISTS.contains(&first) => Pattern::Listed(first, id, key),
        _ => Pattern::Plain(first, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_patterns() {
        assert_eq!(pattern("horizon"), Pattern::Plain("", "horizon"));
        assert_eq!(pattern("reuse.variety"), Pattern::Plain("reuse", "variety"));
        assert_eq!(pattern("module.a.b.size"), Pattern::Listed("module", "a.b", "size"));
        for (pattern, text, yes) in [
            ("*", "", true),
            ("a*", "ab", true),
            ("*b", "ab", true),
            ("a*b*c", "axxbyyc", true),
            ("a*a", "a", false),
            ("ab", "abc", false),
            ("a*bc", "abxc", false),
        ] {
            assert_eq!(matches(pattern, text), yes, "{pattern} {text}");
        }
    }
}
