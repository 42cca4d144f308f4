//! What a page is made of: chapters, and in them blocks, charts with what they draw, and the few things that are no block.

use crate::charts::Chart;
use crate::document::{Block, Document, Table, Text};

/// A chapter.
pub(super) struct Chapter {
    /// Where links lead.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What it holds, in order.
    pub parts: Vec<Part>,
}

/// A part of a chapter.
pub(super) enum Part {
    /// What an answer is of, and how it was drawn.
    Basis(Text),
    /// Blocks of an answer.
    Blocks(Vec<Block>),
    /// A chart.
    Chart(Box<Drawn>),
    /// Why a question has no answer: a sentence that there is in English alone.
    Refused(String),
    /// Markup, folded until it is asked for.
    Folded {
        /// What is behind it.
        summary: String,
        /// What is behind it, well-formed.
        markup: String,
    },
    /// A table of percentiles out of which a slider chooses one.
    Confidence(Confidence),
}

/// A chart, and the numbers that it draws.
pub(super) struct Drawn {
    /// The chart.
    pub chart: Chart,
    /// Its numbers.
    pub numbers: Option<Numbers>,
}

/// The numbers of a chart.
pub(super) struct Numbers {
    /// The table, whole or its first rows.
    pub table: Table,
    /// The file that has all of it, with names of columns in English; none where the page makes the table.
    pub file: Option<String>,
    /// How many rows are left out.
    pub left_out: usize,
}

/// Percentiles, of which a reader chooses.
pub(super) struct Confidence {
    /// A row for each percentile, a column for each strategy after the first.
    pub table: Table,
    /// What the slider is called.
    pub label: String,
    /// The sentence, with `{percent}` and `{amounts}` in the places of what is chosen.
    pub sentence: String,
    /// What stands between amounts.
    pub between: String,
    /// Each strategy within the sentence by column, with `{amount}` in the place of its own; nothing where it is not told.
    pub names: Vec<String>,
}

impl Chapter {
    /// An empty chapter.
    pub fn new(id: &'static str, title: impl Into<String>) -> Chapter {
        Chapter { id, title: title.into(), parts: Vec::new() }
    }

    /// With another part.
    pub fn with(mut self, part: Part) -> Chapter {
        self.parts.push(part);
        self
    }

    /// With the blocks of a document.
    pub fn told(self, document: Document) -> Chapter {
        let blocks = document.sections.into_iter().flatten().collect();
        self.with(Part::Blocks(blocks))
    }

    /// With the answer to a question, which says first what it is of.
    pub fn answered(self, mut document: Document) -> Chapter {
        let first = document.sections.first_mut().filter(|blocks| matches!(blocks.first(), Some(Block::Paragraph(_))));
        match first.map(|blocks| blocks.remove(0)) {
            Some(Block::Paragraph(basis)) => self.with(Part::Basis(basis)).told(document),
            _ => self.told(document),
        }
    }

    /// With charts.
    pub fn drawn(mut self, charts: impl IntoIterator<Item = Drawn>) -> Chapter {
        self.parts.extend(charts.into_iter().map(|one| Part::Chart(Box::new(one))));
        self
    }
}
