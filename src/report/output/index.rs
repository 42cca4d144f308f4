//! An index page of scenarios, in Markdown, between two marks of a README.

use crate::language::Language;

/// Where the index begins and ends in a page.
pub const MARKS: [&str; 2] = ["<!-- index: made by `commonweal index` -->", "<!-- end of index -->"];

/// A scenario in an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Name of its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Labels and texts, in order.
    pub facts: Vec<(&'static str, String)>,
    /// Its picture; none without one.
    pub picture: Option<Picture>,
}

/// A picture of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Name beneath the folder.
    pub name: String,
    /// What is to be seen.
    pub seen: String,
    /// Itself.
    pub svg: String,
}

/// The index as a part of a page.
pub fn index_markdown(entries: &[Entry], language: Language) -> String {
    let colon = language.pick(":", "\u{202F}:");
    let mut text = format!("{}\n", MARKS[0]);
    for Entry { file, title, facts, picture } in entries {
        let plain = file.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        let name = if plain { format!("`{file}`") } else { escaped(file) };
        text += &format!("\n### {}\n\n[{name}]({})\n\n", escaped(title), address(file));
        for (label, fact) in facts {
            text += &format!("- *{label}*{colon} {}\n", with_code(fact));
        }
        if let Some(Picture { name, seen, .. }) = picture {
            text += &format!("\n![{}]({})\n", escaped(seen), address(name));
        }
    }
    text + "\n" + MARKS[1]
}

/// The page with the index in place of the one between its marks; none where it has no marks.
pub fn with_index(page: &str, index: &str) -> Option<String> {
    let (before, rest) = page.split_once(MARKS[0])?;
    let (_, after) = rest.split_once(MARKS[1])?;
    Some(format!("{before}{index}{after}"))
}

/// The address of a file beneath the page's folder: all but letters, digits and a few signs percent-encoded.
fn address(name: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    name.bytes().map(encoded).collect()
}

/// Text in which what can be typed stands between backticks, and nothing else is taken for markup.
fn with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let closed = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.is_empty());
    if !closed {
        return escaped(text);
    }
    let part = |(k, part): (usize, &&str)| match k % 2 {
        0 => escaped(part),
        _ => format!("`{}`", study::input::problem::inert(part.chars())),
    };
    parts.iter().enumerate().map(part).collect()
}

/// Text in which nothing is taken for markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in study::input::problem::inert(text.chars()).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '[' | ']' | '|' | '*' | '_' | '!' | '`' | '~' | '\\' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_neither_markup_nor_escapes() {
        let entry =
            |file: &str| Entry { file: file.to_owned(), title: "T".to_owned(), facts: Vec::new(), picture: None };
        let index = index_markdown(&[entry("a b](x) `c`\u{1b}[1m.toml"), entry("plain-1.toml")], Language::En);
        assert!(
            index.contains("[a b\\](x) \\`c\\`\\\\u{1b}\\[1m.toml](a%20b%5D%28x%29%20%60c%60%1B%5B1m.toml)"),
            "{index}"
        );
        assert!(index.contains("[`plain-1.toml`](plain-1.toml)") && !index.contains('\u{1b}'), "{index}");
    }

    #[test]
    fn what_can_be_typed_stands_between_backticks() {
        assert_eq!(with_code("as `a_b` is, *so* "), "as `a_b` is, \\*so\\* ");
        assert_eq!(with_code("`<b>` first"), "`<b>` first");
        assert_eq!(with_code("one ` alone"), "one \\` alone");
        assert_eq!(with_code("two `` together"), "two \\`\\` together");
    }

    #[test]
    fn an_index_takes_the_place_of_the_old_one() {
        let entry = Entry {
            file: "a.toml".to_owned(),
            title: "<A> [b]".to_owned(),
            facts: vec![("Question", "who | pays?".to_owned())],
            picture: None,
        };
        let index = index_markdown(std::slice::from_ref(&entry), Language::En);
        assert!(index.contains("### &lt;A&gt; \\[b\\]") && index.contains("- *Question*: who \\| pays?"), "{index}");
        assert!(index_markdown(&[entry], Language::Fr).contains("- *Question*\u{202F}: who"));
        let page = format!("# Head\n{}\nold\n{}\ntail\n", MARKS[0], MARKS[1]);
        let once = with_index(&page, &index).expect("marks");
        assert!(once.starts_with("# Head\n<!--") && once.ends_with("-->\ntail\n") && !once.contains("old"), "{once}");
        assert_eq!(with_index(&once, &index), Some(once.clone()));
        assert_eq!(with_index("no marks", &index), None);
    }
}
