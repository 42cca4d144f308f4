//! French punctuation: a narrow no-break space before what stands high, and within quotation marks.

use super::marks::is_mark;

/// Narrow no-break space.
const NARROW: char = '\u{202F}';

/// What is written with an apostrophe.
const BUYING: &str = "que acheter";

/// French text in which a plain space before `: ; ! ? % »` and after `«` becomes a narrow no-break space; what stands
/// between marks of code stays as it is.
pub fn typeset(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let (mut marked, mut last) = (false, ' ');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_mark(c) {
            marked = !marked;
        }
        let high = |next: &char| matches!(next, ':' | ';' | '!' | '?' | '%' | '»');
        let narrow = c == ' ' && !marked && (chars.peek().is_some_and(high) || last == '«');
        out.push(if narrow { NARROW } else { c });
        last = c;
    }
    // The one strategy that begins with a vowel.
    if out.contains(BUYING) { out.replace(BUYING, "qu’acheter") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::code;

    #[test]
    fn spaces_are_narrow_where_they_are_due() {
        assert_eq!(typeset("Oui : 5 % ; « non » !"), "Oui\u{202F}: 5\u{202F}%\u{202F}; «\u{202F}non\u{202F}»\u{202F}!");
        assert_eq!(typeset("a:b 50%"), "a:b 50%");
        assert_eq!(typeset("moins cher que acheter"), "moins cher qu’acheter");
        assert_eq!(typeset(&format!("{} : b", code("a : b"))), format!("{}\u{202F}: b", code("a : b")));
    }
}
