//! The description of the model as markup: the same text from which the model is checked.

use super::markup::{element, escape, void};
use crate::language::{Language, typeset};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What the model computes, exactly: English, from which the program is checked, and French, with the same equations.
const DESCRIPTION: [&str; 2] = [include_str!("../../model/model.md"), include_str!("../../model/model.fr.md")];

/// All of it.
pub(super) fn method(language: Language) -> String {
    markup(language.pick(DESCRIPTION[0], DESCRIPTION[1]), language)
}

/// Markdown as well-formed markup; what is HTML in it is text. Its headings go below those of a chapter, the first, which is the
/// title, is left out.
fn markup(markdown: &str, language: Language) -> String {
    let set = |text: &str| escape(&if language == Language::Fr { typeset(text) } else { text.to_owned() });
    let (mut out, mut in_head, mut in_title) = (String::new(), false, false);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => in_title = false,
            _ if in_title => {}
            Event::Start(tag) => {
                in_head |= matches!(tag, Tag::TableHead);
                let (name, attributes) = of_tag(&tag, in_head);
                out += &opened(name, &attributes, language.pick("Symbols", "Symboles"));
            }
            Event::End(end) => {
                out += &closed(end, in_head);
                in_head &= !matches!(end, TagEnd::TableHead);
            }
            Event::Code(code) => out += &element("code", &[], &escape(&code)),
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out += &void("br", &[]),
            Event::Rule => out += &void("hr", &[]),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => out += &set(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                out += &escape(&text)
            }
            Event::TaskListMarker(_) => {}
        }
    }
    out
}

/// The element of a tag, which may be two, one in the other.
fn of_tag(tag: &Tag<'_>, in_head: bool) -> (&'static str, Vec<(&'static str, &'static str)>) {
    match tag {
        Tag::Heading { .. } => ("h3", vec![]),
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => ("pre", vec![]),
        Tag::Table(_) => ("table", vec![]),
        Tag::TableCell if in_head => ("th", vec![("scope", "col")]),
        other => (name(other.to_end()), vec![]),
    }
}

fn opened(name: &str, attributes: &[(&str, &str)], table: &str) -> String {
    let whole = element(name, attributes, "");
    let end = whole.len() - name.len() - 3;
    // A table moves within a region of its own, and its head has a row.
    let around = match name {
        "table" => format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{table}\">"),
        _ => String::new(),
    };
    let inside = if name == "thead" { "<tr>" } else { "" };
    format!("{around}{}{inside}", &whole[..end])
}

fn closed(end: TagEnd, in_head: bool) -> String {
    match end {
        TagEnd::Heading(_) => "</h3>\n".to_owned(),
        TagEnd::CodeBlock => "</pre>\n".to_owned(),
        TagEnd::Table => "</tbody></table></div>\n".to_owned(),
        TagEnd::TableHead => "</tr></thead><tbody>\n".to_owned(),
        TagEnd::TableCell if in_head => "</th>".to_owned(),
        other => {
            let name = name(other);
            let line = if matches!(other, TagEnd::Emphasis | TagEnd::Strong | TagEnd::TableCell) { "" } else { "\n" };
            format!("</{name}>{line}")
        }
    }
}

fn name(end: TagEnd) -> &'static str {
    match end {
        TagEnd::Paragraph => "p",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::TableHead => "thead",
        TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        // What the description has not; the words of it stay.
        _ => "span",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::{En, Fr};

    #[test]
    fn page_method_is_well_formed_and_whole() {
        for language in [En, Fr] {
            let markup = element("div", &[], &method(language));
            let parsed = roxmltree::Document::parse(&markup).unwrap_or_else(|error| panic!("{error}\n{markup}"));
            let count = |name: &str| parsed.descendants().filter(|node| node.has_tag_name(name)).count();
            assert!(count("h3") == 10 && count("tr") > 15 && count("th") == 2, "{markup}");
            assert!(count("script") == 0 && count("span") == 0 && count("h1") == 0);
        }
    }

    /// The blocks of a description, each with its keys and with the numbers and signs of its equations, sorted: a sentence may be
    /// turned round, an equation may not change.
    fn skeleton(markdown: &str) -> Vec<Vec<String>> {
        let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            let last = blocks.last_mut().expect("a block");
            match event {
                Event::Code(key) if key.chars().all(|c| c.is_ascii_alphanumeric() || "._-<>*[]".contains(c)) => {
                    last.push(key.into_string());
                }
                Event::Code(text) | Event::Text(text) => last.extend(signs(&text)),
                Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::CodeBlock(_)) => {
                    blocks.push(Vec::new());
                }
                _ => {}
            }
        }
        blocks.iter_mut().for_each(|block| block.sort());
        blocks
    }

    /// Numbers, Greek letters and signs of arithmetic; a number of four digits has a space in French, and a comma in English.
    fn signs(text: &str) -> Vec<String> {
        let text =
            text.replace("1 024", "1024").replace("1,024", "1024").replace("4 096", "4096").replace("4,096", "4096");
        let is_digit = |c: &char| c.is_ascii_digit();
        let numbers = text.split(|c| !is_digit(&c)).filter(|digits| !digits.is_empty()).map(str::to_owned);
        let is_sign =
            |c: &char| "=<≤≥≠+−·/²√ΣΠ^|⌊⌋∈×{}[]÷".contains(*c) || ('Α'..='ω').contains(c) || "ℓℒ°".contains(*c);
        numbers.chain(text.chars().filter(is_sign).map(String::from)).collect()
    }

    #[test]
    fn page_method_has_the_same_equations_in_french() {
        let [english, french] = DESCRIPTION.map(skeleton);
        let differ: Vec<_> = english.iter().zip(&french).filter(|(one, other)| one != other).collect();
        assert!(differ.is_empty(), "{differ:#?}");
        assert!(english.len() == french.len() && english.concat().len() > 1000);
    }

    #[test]
    fn page_html_within_markdown_is_text() {
        let markup = element("div", &[], &markup("a <b>c</b> `<i>`\n\n<script>x</script>\n\n- d & *e*\n", En));
        let parsed = roxmltree::Document::parse(&markup).expect("well-formed");
        assert!(parsed.descendants().all(|node| !node.has_tag_name("script") && !node.has_tag_name("b")));
        assert!(markup.contains("&lt;script&gt;") && markup.contains("<em>e</em>"), "{markup}");
    }
}
