//! An answer as blocks, whatever shows it: a terminal, a page, a workbook.
//!
//! A document is made in one language and knows neither widths nor colours. Blocks that belong together are a section;
//! what shows them leaves room between sections.

mod table;

pub use table::{Cell, Column, Figures, Layout, Side, Table};

use crate::language::{Language, Piece, pieces};

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Plain(String),
    /// What can be typed.
    Code(String),
    /// The path of an input, or another name that files and options use.
    Path(String),
    /// What somebody else wrote, in a language of their own.
    Quoted(String),
    /// The name of a file of results.
    File(String),
}

/// A sentence or more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// The words alone, what can be typed between backticks.
    pub fn plain(&self) -> String {
        let one = |span: &Span| match span {
            Span::Plain(text) | Span::Path(text) | Span::Quoted(text) | Span::File(text) => text.clone(),
            Span::Code(text) => format!("`{text}`"),
        };
        self.0.iter().map(one).collect()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::from(text.as_str())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        let span = |(piece, text)| match piece {
            Piece::Plain => Span::Plain(text),
            Piece::Code => Span::Code(text),
            Piece::Path => Span::Path(text),
            Piece::Quoted => Span::Quoted(text),
            Piece::File => Span::File(text),
        };
        Text(pieces(text).into_iter().map(span).collect())
    }
}

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the blocks after it are about.
    Heading(Text),
    /// Sentences.
    Paragraph(Text),
    /// One of several sentences in a list.
    Bullet(Text),
    /// A line that belongs to the paragraph before it.
    Detail(Text),
    /// A labelled figure, with its 95 % interval where it has one.
    Figure {
        /// What it is.
        label: Text,
        /// The figure.
        value: Cell,
        /// Lower and upper end.
        interval: Option<Box<[Cell; 2]>>,
    },
    /// Rows under headers.
    Table(Table),
    /// What a reader must not overlook.
    Warning(Text),
    /// Text to be pasted as it stands.
    Code(String),
    /// The files of results.
    Files {
        /// Their folder.
        place: String,
        /// Their names.
        names: Vec<String>,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its language.
    pub language: Language,
    /// Its blocks; those that belong together in one section.
    pub sections: Vec<Vec<Block>>,
}

impl Document {
    /// An empty document.
    pub fn new(language: Language) -> Document {
        Document { language, sections: vec![Vec::new()] }
    }

    /// Begins a section: what is added from now on belongs to it.
    pub fn section(&mut self) -> &mut Document {
        self.sections.push(Vec::new());
        self
    }

    /// Adds a block to the last section.
    pub fn push(&mut self, block: Block) -> &mut Document {
        match self.sections.last_mut() {
            Some(last) => last.push(block),
            None => self.sections.push(vec![block]),
        }
        self
    }

    /// Adds sentences.
    pub fn paragraph(&mut self, text: impl Into<Text>) -> &mut Document {
        self.push(Block::Paragraph(text.into()))
    }

    /// Adds several, or none.
    pub fn paragraphs<T: Into<Text>>(&mut self, texts: impl IntoIterator<Item = T>) -> &mut Document {
        texts.into_iter().fold(self, |document, text| document.paragraph(text))
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<Text>) -> &mut Document {
        self.push(Block::Heading(text.into()))
    }

    /// Adds one of several sentences in a list.
    pub fn bullet(&mut self, text: impl Into<Text>) -> &mut Document {
        self.push(Block::Bullet(text.into()))
    }

    /// Adds a line that belongs to the paragraph before it.
    pub fn detail(&mut self, text: impl Into<Text>) -> &mut Document {
        self.push(Block::Detail(text.into()))
    }

    /// Adds a warning.
    pub fn warning(&mut self, text: impl Into<Text>) -> &mut Document {
        self.push(Block::Warning(text.into()))
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) -> &mut Document {
        self.push(Block::Table(table))
    }

    /// Adds a labelled figure.
    pub fn figure(&mut self, label: impl Into<Text>, value: Cell, interval: Option<[Cell; 2]>) -> &mut Document {
        self.push(Block::Figure { label: label.into(), value, interval: interval.map(Box::new) })
    }

    /// Puts sentences before all else, in a section of their own.
    pub fn preface(&mut self, text: impl Into<Text>) -> &mut Document {
        self.sections.insert(0, vec![Block::Paragraph(text.into())]);
        self
    }

    /// All blocks in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{code, path};

    #[test]
    fn sentences_keep_what_can_be_typed_apart() {
        let text = Text::from(format!("Held at {}, {} reaches 0.", path("effort.overrun"), code("saving.p50")));
        assert_eq!(text.0.len(), 5);
        assert_eq!(text.0[1], Span::Path("effort.overrun".to_owned()));
        assert_eq!(text.plain(), "Held at effort.overrun, `saving.p50` reaches 0.");
    }

    #[test]
    fn blocks_go_to_the_last_section() {
        let mut document = Document::new(Language::En);
        document.paragraph("a").section().paragraph("b").preface("before");
        let plain = |block: &Block| match block {
            Block::Paragraph(text) => text.plain(),
            _ => String::new(),
        };
        let sections: Vec<Vec<String>> =
            document.sections.iter().map(|section| section.iter().map(plain).collect()).collect();
        assert_eq!(sections, [["before"], ["a"], ["b"]]);
    }
}
