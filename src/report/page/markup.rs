//! Elements and text: what goes through here is well-formed, as HTML and as XML, and text is nothing but text.

use study::input::problem::inert;

/// Text within an element or an attribute: what the eye cannot see is spelt out, what would be markup is escaped; lines
/// stay lines.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for c in inert(line.chars()).chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                c => out.push(c),
            }
        }
    }
    out
}

/// An element around what is markup already.
pub(super) fn element(name: &str, attributes: &[(&str, &str)], inner: &str) -> String {
    format!("<{name}{}>{inner}</{name}>", written(attributes))
}

/// An element that has no inside.
pub(super) fn void(name: &str, attributes: &[(&str, &str)]) -> String {
    format!("<{name}{} />", written(attributes))
}

/// An element around text.
pub(super) fn of_text(name: &str, attributes: &[(&str, &str)], text: &str) -> String {
    element(name, attributes, &escape(text))
}

fn written(attributes: &[(&str, &str)]) -> String {
    attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_markup_of_others_is_text() {
        let text = "<script>alert(1)</script> \"><img onerror='x'> ]]> &amp; \u{202e}\u{0}";
        let markup = of_text("p", &[("title", text)], text);
        let parsed = roxmltree::Document::parse(&markup).expect("well-formed");
        let seen = "<script>alert(1)</script> \"><img onerror='x'> ]]> &amp; \\u{202e}\\u{0}";
        assert_eq!(parsed.root_element().text(), Some(seen));
        assert_eq!(parsed.root_element().attribute("title"), Some(seen));
        assert_eq!(parsed.descendants().filter(roxmltree::Node::is_element).count(), 1);
    }

    #[test]
    fn page_lines_stay_lines() {
        assert_eq!(of_text("pre", &[], "a\n b"), "<pre>a\n b</pre>");
        assert_eq!(void("br", &[]), "<br />");
    }
}
