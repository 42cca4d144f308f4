//! What a scenario file says of itself in its first comment: `# Question:`, `# Shows:`, `# Sources:`, each on as many lines as it takes.

/// The text behind a label of the comment that a scenario begins with, on one line; none where there is no such label.
pub fn preface(text: &str, label: &str) -> Option<String> {
    let comment = text.lines().map_while(|line| line.strip_prefix('#'));
    let head = format!(" {label}:");
    let mut words: Option<Vec<&str>> = None;
    for line in comment {
        match (&mut words, line.strip_prefix(&head)) {
            (None, Some(rest)) => words = Some(rest.split_whitespace().collect()),
            // What goes on is set in.
            (Some(words), _) if line.starts_with("   ") => words.extend(line.split_whitespace()),
            (Some(_), _) => break,
            (None, None) => {}
        }
    }
    words.map(|words| words.join(" ")).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::preface;

    #[test]
    fn labels_take_the_lines_that_are_set_in() {
        let text = "# Question: who\n#   pays?\n# Shows: all\n#\n# Sources:\ntitle = 'T'\n# Guess: no\n";
        assert_eq!(preface(text, "Question").as_deref(), Some("who pays?"));
        assert_eq!(preface(text, "Shows").as_deref(), Some("all"));
        assert_eq!(preface(text, "Sources"), None);
        assert_eq!(preface(text, "Guess"), None);
    }
}
