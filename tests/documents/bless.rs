//! New quotations in the place of old ones: what is printed now that is nearest to what was.

use super::page::Step;
use std::collections::HashMap;
use std::ops::Range;

/// What is to stand in the place of a quotation; none for any other step.
pub fn nearest(step: &Step, printed: &str) -> Option<String> {
    match step {
        Step::Prints(lines) => {
            let parts = lines.split("…\n").map(|part| nearest_lines(part, printed));
            Some(format!("```text\n{}```", parts.collect::<Vec<String>>().join("…\n")))
        }
        Step::Says(words) => Some(format!("*{}*", nearest_words(words, printed))),
        _ => None,
    }
}

/// The page with them.
pub fn with(mut text: String, blessed: Vec<(Range<usize>, String)>) -> String {
    for (place, quotation) in blessed.into_iter().rev() {
        let end = text[place.clone()].ends_with('\n');
        text.replace_range(place, &(quotation + if end { "\n" } else { "" }));
    }
    text
}

/// As many lines.
fn nearest_lines(part: &str, printed: &str) -> String {
    let count = part.lines().count();
    let all: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let windows = all.windows(count.max(1)).map(|lines| lines.join("\n") + "\n");
    if count == 0 { String::new() } else { most_alike(part, windows) }
}

/// As many words.
fn nearest_words(words: &str, printed: &str) -> String {
    let count = words.split_whitespace().count();
    let starts: Vec<usize> = words_at(printed).map(|(start, _)| start).collect();
    let ends: Vec<usize> = words_at(printed).map(|(_, end)| end).collect();
    let windows = starts.iter().zip(ends.iter().skip(count - 1)).map(|(&start, &end)| {
        // Other spaces than these stay, as French has them.
        let words = printed[start..end].split([' ', '\n']).filter(|word| !word.is_empty());
        words.collect::<Vec<&str>>().join(" ")
    });
    most_alike(words, windows)
}

/// Where each word begins and ends.
fn words_at(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + word.len())
    })
}

fn most_alike(quotation: &str, candidates: impl Iterator<Item = String>) -> String {
    let wanted = pairs(quotation);
    let alike = |text: &str| {
        let common: usize = pairs(text).iter().map(|(pair, count)| (*count).min(*wanted.get(pair).unwrap_or(&0))).sum();
        2.0 * common as f64 / (text.chars().count() + quotation.chars().count()) as f64
    };
    let scored = candidates.map(|text| (alike(&text), text));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(quotation.to_owned(), |(_, text)| text)
}

/// How often each pair of neighbouring characters stands in a text.
fn pairs(text: &str) -> HashMap<(char, char), usize> {
    let mut counts = HashMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *counts.entry(pair).or_default() += 1;
    }
    counts
}

#[test]
fn the_nearest_takes_the_place() {
    let printed = "Costs are 3 PM,\n  in the mean alone 4.\n a  1  2\n b  3  4\n";
    let page = "So *are 2 PM, in the mean*.\n\n```text\n a  0  2\n…\n```\n";
    let steps = super::page::placed_steps(page);
    let blessed =
        steps.into_iter().map(|(step, place)| (place, nearest(&step, printed).expect("a quotation"))).collect();
    assert_eq!(with(page.to_owned(), blessed), "So *are 3 PM, in the mean*.\n\n```text\n a  1  2\n…\n```\n");
}
