//! The description of the model as markup: the same text from which the model is checked.

use super::markup::{element, escape, void};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What the model computes, exactly.
const DESCRIPTION: &str = include_str!("../../model/model.md");

/// All of it.
pub(super) fn method() -> String {
    markup(DESCRIPTION)
}

/// Markdown as well-formed markup; what is HTML in it is text. Its headings go below those of a chapter, the first, which is the
/// title, is left out.
fn markup(markdown: &str) -> String {
    let (mut out, mut in_head, mut in_title) = (String::new(), false, false);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => in_title = false,
            _ if in_title => {}
            Event::Start(tag) => {
                in_head |= matches!(tag, Tag::TableHead);
                let (name, attributes) = of_tag(&tag, in_head);
                out += &opened(name, &attributes);
            }
            Event::End(end) => {
                out += &closed(end, in_head);
                in_head &= !matches!(end, TagEnd::TableHead);
            }
            Event::Code(code) => out += &element("code", &[], &escape(&code)),
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out += &void("br", &[]),
            Event::Rule => out += &void("hr", &[]),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => out += &escape(&text),
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

fn opened(name: &str, attributes: &[(&str, &str)]) -> String {
    let whole = element(name, attributes, "");
    let end = whole.len() - name.len() - 3;
    // A table moves within a region of its own, and its head has a row.
    let around = match name {
        "table" => "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Symbols\">",
        _ => "",
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

    #[test]
    fn page_method_is_well_formed_and_whole() {
        let markup = element("div", &[], &method());
        let parsed = roxmltree::Document::parse(&markup).unwrap_or_else(|error| panic!("{error}\n{markup}"));
        let count = |name: &str| parsed.descendants().filter(|node| node.has_tag_name(name)).count();
        assert!(count("h3") == 10 && count("tr") > 15 && count("th") == 2, "{markup}");
        assert!(count("script") == 0 && count("span") == 0 && count("h1") == 0);
    }

    #[test]
    fn page_html_within_markdown_is_text() {
        let markup = element("div", &[], &markup("a <b>c</b> `<i>`\n\n<script>x</script>\n\n- d & *e*\n"));
        let parsed = roxmltree::Document::parse(&markup).expect("well-formed");
        assert!(parsed.descendants().all(|node| !node.has_tag_name("script") && !node.has_tag_name("b")));
        assert!(markup.contains("&lt;script&gt;") && markup.contains("<em>e</em>"), "{markup}");
    }
}
