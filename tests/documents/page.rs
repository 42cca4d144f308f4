//! A page as what is to be done with it: files that it gives, commands that it says, and what they are said to print.
//!
//! - A block `toml NAME` or `csv NAME` is a file that the reader saves under this name; `toml` alone is a piece of a scenario.
//! - A line of a block `console` is a command; so is a cell of a table that is nothing but `commonweal …`.
//! - A block `text` is what the command before it prints, `…` on a line of its own stands for lines left out.
//! - Words in italics with a digit in them, and all those in the cell of a table, are a quotation from what the command before
//!   them prints.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// One thing on a page, in its order.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// A file: name and content.
    File(String, String),
    /// A piece of a scenario.
    Piece(String),
    /// A command line.
    Command(String),
    /// What the command before it prints, line by line.
    Prints(String),
    /// Words from what the command before it prints.
    Says(String),
}

/// The steps of a page.
pub fn steps(text: &str) -> Vec<Step> {
    placed_steps(text).into_iter().map(|(step, _)| step).collect()
}

/// The steps of a page, and where each stands.
pub fn placed_steps(text: &str) -> Vec<(Step, Range<usize>)> {
    let mut steps = Vec::new();
    let mut block: Option<(String, String)> = None;
    let mut cell: Option<Vec<Event>> = None;
    let mut italics: Option<String> = None;
    for (event, place) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match &event {
            Event::Start(Tag::CodeBlock(kind)) => block = Some((language(kind), String::new())),
            Event::End(TagEnd::CodeBlock) => {
                let (language, content) = block.take().expect("begun");
                steps.extend(of_block(&language, content).into_iter().map(|step| (step, place.clone())));
            }
            Event::Start(Tag::TableCell) => cell = Some(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                if let [Event::Code(code)] = &cell.take().expect("begun")[..]
                    && is_ours(code)
                {
                    steps.push((Step::Command(code.to_string()), place.clone()));
                }
            }
            Event::Start(Tag::Emphasis) => italics = Some(String::new()),
            Event::End(TagEnd::Emphasis) => {
                let words = italics.take().expect("begun");
                if cell.is_some() || words.contains(|c: char| c.is_ascii_digit()) {
                    steps.push((Step::Says(words), place.clone()));
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, content)) = &mut block {
                    content.push_str(words);
                }
                if let Some(italics) = &mut italics {
                    italics.push_str(words);
                }
            }
            Event::SoftBreak => italics.iter_mut().for_each(|italics| italics.push(' ')),
            _ => {}
        }
        if let Some(cell) = &mut cell
            && event != Event::Start(Tag::TableCell)
        {
            cell.push(event);
        }
    }
    steps
}

fn language(kind: &CodeBlockKind) -> String {
    match kind {
        CodeBlockKind::Fenced(language) => language.to_string(),
        CodeBlockKind::Indented => String::new(),
    }
}

fn of_block(language: &str, content: String) -> Vec<Step> {
    match language.split_once(' ').unwrap_or((language, "")) {
        ("toml", "") => vec![Step::Piece(content)],
        ("toml" | "csv", name) => vec![Step::File(name.to_owned(), content)],
        ("console", _) => {
            content.replace("\\\n", " ").lines().map(|line| Step::Command(line.trim().to_owned())).collect()
        }
        ("text", _) => vec![Step::Prints(content)],
        // What other programs are told (`python`, `r`, `sh`), and drawings without a language.
        _ => Vec::new(),
    }
}

/// Whether a line starts this program.
fn is_ours(line: &str) -> bool {
    arguments(line).is_some()
}

/// The arguments that a line gives this program.
pub fn arguments(line: &str) -> Option<Vec<String>> {
    ["commonweal ", "cargo run --release -- "].iter().find_map(|start| line.strip_prefix(start)).map(words)
}

/// Words as a shell parts them: quotes hold together, and stand for nothing else.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote, mut within) = (Vec::new(), None, false);
    for c in line.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\'' | '"', None) => {
                quote = Some(c);
                if !within {
                    words.push(String::new());
                    within = true;
                }
            }
            (' ', None) => within = false,
            (c, _) => {
                if !within {
                    words.push(String::new());
                    within = true;
                }
                words.last_mut().expect("begun").push(c);
            }
        }
    }
    words
}

#[test]
fn a_page_is_read() {
    let text = "Do *as 3 say*.\n\n```csv a.csv\nid\n```\n\n```console\ncommonweal run a.toml --set 'x=\"1 to 2\"'\n```\n\n\
                ```text\none\n…\n```\n\n| a | b |\n| --- | --- |\n| `commonweal check a.toml` | *2 `b` c* |\n| see `run` | no |\n";
    let told = [
        Step::Says("as 3 say".to_owned()),
        Step::File("a.csv".to_owned(), "id\n".to_owned()),
        Step::Command("commonweal run a.toml --set 'x=\"1 to 2\"'".to_owned()),
        Step::Prints("one\n…\n".to_owned()),
        Step::Command("commonweal check a.toml".to_owned()),
        Step::Says("2 b c".to_owned()),
    ];
    assert_eq!(steps(text), told);
    assert_eq!(arguments("commonweal run a --set 'x=\"1 to 2\"'"), Some(words("run a --set 'x=\"1 to 2\"'")));
    assert_eq!(words("a  'b \"c\"' --d='e f'"), ["a", "b \"c\"", "--d=e f"]);
}
