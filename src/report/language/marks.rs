//! Marks within sentences: which stretch is code, and which is the path of an input. Sentences are put together as plain
//! text; a document takes the marks out. They are control characters, which no text from outside keeps.

/// Before code.
const CODE: char = '\u{E}';
/// Before the path of an input.
const PATH: char = '\u{11}';
/// Before what somebody else wrote.
const QUOTED: char = '\u{12}';
/// Before the name of a file of results.
const FILE: char = '\u{13}';
/// After any.
const END: char = '\u{F}';

/// Marks what can be typed, which a terminal shows between backticks.
pub fn code(text: &str) -> String {
    format!("{CODE}{text}{END}")
}

/// Marks the path of an input, a word that a terminal shows as it is.
pub fn path(text: &str) -> String {
    format!("{PATH}{text}{END}")
}

/// Marks what somebody else wrote, in whatever language; a terminal shows it as it is.
pub fn quoted(text: &str) -> String {
    format!("{QUOTED}{text}{END}")
}

/// Marks the name of a file of results, which a page says plainly.
pub fn file(name: &str) -> String {
    format!("{FILE}{name}{END}")
}

/// Whether a character begins or ends a marked stretch.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, CODE | PATH | QUOTED | FILE | END)
}

/// What a stretch of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Plain,
    /// What can be typed.
    Code,
    /// The path of an input.
    Path,
    /// What somebody else wrote.
    Quoted,
    /// The name of a file of results.
    File,
}

/// The stretches of a marked text, in order, none of them empty.
pub fn pieces(text: &str) -> Vec<(Piece, String)> {
    let mut pieces: Vec<(Piece, String)> = Vec::new();
    let mut kind = Piece::Plain;
    for c in text.chars() {
        match c {
            CODE => kind = Piece::Code,
            PATH => kind = Piece::Path,
            QUOTED => kind = Piece::Quoted,
            FILE => kind = Piece::File,
            END => kind = Piece::Plain,
            c => match pieces.last_mut().filter(|last| last.0 == kind) {
                Some(last) => last.1.push(c),
                None => pieces.push((kind, c.to_string())),
            },
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let text = format!("{} is {} here", code("saving.p50"), path("a.b"));
        let pieces = pieces(&text);
        let kinds: Vec<(Piece, &str)> = pieces.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        let expected =
            [(Piece::Code, "saving.p50"), (Piece::Plain, " is "), (Piece::Path, "a.b"), (Piece::Plain, " here")];
        assert_eq!(kinds, expected);
    }
}
