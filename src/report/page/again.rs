//! The command that makes a page again, as a shell takes it.

use std::fmt;
use study::analysis::whole::ask::Topic;

/// What a page was asked for with, of all that bears on it.
#[derive(Debug, Clone, Copy)]
pub struct Command<'a> {
    /// The scenario's file.
    pub scenario: &'a str,
    /// Values given in place of the file's, as `path=value`.
    pub overrides: &'a [String],
    /// Questions besides the run; none: all of them.
    pub only: &'a [Topic],
    /// Replications, if they were given.
    pub replications: Option<u32>,
    /// Seed of all draws.
    pub seed: u64,
    /// The word for its languages, if it was given.
    pub language: Option<&'a str>,
    /// Whether charts are drawn.
    pub charts: bool,
    /// Whether the scenario may read tables outside its own folder.
    pub allow_outside: bool,
}

impl fmt::Display for Command<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = vec!["commonweal report".to_owned(), quoted(self.scenario)];
        words.extend(self.overrides.iter().map(|set| format!("--set {}", quoted(set))));
        if !self.only.is_empty() {
            words.push(format!("--only {}", self.only.iter().map(|one| one.word()).collect::<Vec<&str>>().join(",")));
        }
        words.extend(self.replications.map(|n| format!("-n {n}")));
        words.push(format!("--seed {}", self.seed));
        words.extend(self.language.map(|word| format!("--lang {word}")));
        words.extend((!self.charts).then(|| "--no-charts".to_owned()));
        words.extend(self.allow_outside.then(|| "--allow-outside".to_owned()));
        f.write_str(&words.join(" "))
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-=:,+@%".contains(c);
    match word.chars().all(plain) && !word.is_empty() {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("a/b-c.toml"), "a/b-c.toml");
        assert_eq!(quoted("licence=\"it's\""), "'licence=\"it'\\''s\"'");
        assert_eq!(quoted(""), "''");
    }
}
