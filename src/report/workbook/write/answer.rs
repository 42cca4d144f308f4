//! The first sheet: the answer as it is read, below it where it comes from.

use super::{WorkbookError, look, text};
use crate::document::{self, Block, Side, Table};
use crate::language::{Language, number, with_sign};
use crate::words;
use crate::workbook::{Kind, Workbook};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

/// Columns that a sentence goes across: the first is wide, for words of tables.
const COLUMNS: u16 = 8;
/// Width of the first column, in characters.
const FIRST: usize = 34;
/// Width of each of the others.
const OTHERS: usize = 13;
/// Height of a line, in points.
const LINE: f64 = 15.0;
/// Greatest height of a row, in points.
const HIGHEST: f64 = 409.0;

/// Writes it.
pub(super) fn write(to: &mut Worksheet, book: &Workbook) -> Result<(), WorkbookError> {
    let language = book.language;
    to.set_name(language.pick("Answer", "Réponse"))?;
    to.set_column_width(0, FIRST as f64)?;
    to.set_column_range_width(1, COLUMNS - 1, OTHERS as f64)?;
    let mut page = Page { to, row: 0, title: &book.title, language };
    // The question, where the answer does not begin with it.
    let mut blocks = book.answer.blocks();
    let asked = blocks.any(|block| matches!(block, Block::Paragraph(said) if said.plain() == book.title));
    if !asked && !book.title.is_empty() {
        page.across(0, &book.title, &look::title())?;
        page.row += 1;
    }
    for section in book.answer.sections.iter().filter(|section| !section.is_empty()) {
        section.iter().try_for_each(|block| page.block(block))?;
        page.row += 1;
    }
    page.across(0, language.pick("Where this comes from", "D’où cela vient"), &look::heading())?;
    for [label, said] in &book.origin {
        page.labelled(label, said)?;
    }
    page.to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&L&A&R&P / &N");
    Ok(())
}

/// The sheet as it is filled from above.
struct Page<'a> {
    to: &'a mut Worksheet,
    row: u32,
    title: &'a str,
    language: Language,
}

impl Page<'_> {
    fn block(&mut self, block: &Block) -> Result<(), WorkbookError> {
        match block {
            Block::Heading(said) => self.across(0, &said.plain(), &look::heading()),
            Block::Paragraph(said) if said.plain() == self.title => self.across(0, self.title, &look::title()),
            Block::Paragraph(said) => self.across(0, &said.plain(), &look::wrapped()),
            Block::Bullet(said) => self.across(0, &format!("• {}", said.plain()), &look::wrapped()),
            Block::Detail(said) => self.across(0, &said.plain(), &look::wrapped().set_indent(2)),
            Block::Warning(said) => {
                self.across(0, &words::answer::warning(&said.plain(), self.language), &look::warning())
            }
            Block::Figure { label, value, interval } => self.figure(&label.plain(), value, interval.as_deref()),
            Block::Table(table) => self.table(table),
            Block::Code(code) => {
                code.lines().try_for_each(|line| self.across(0, line, &look::wrapped().set_font_name("Courier New")))
            }
            Block::Files { names, .. } => self.across(0, &names.join(", "), &look::wrapped()),
        }
    }

    /// A text from a column to the last, on as many lines as it needs.
    fn across(&mut self, from: u16, said: &str, format: &Format) -> Result<(), WorkbookError> {
        let said = text::held(said, self.language);
        let width = if from == 0 { FIRST } else { 0 } + OTHERS * usize::from(COLUMNS - from.max(1));
        // Letters of a proportional font are narrower than the digits that widths are counted in.
        let lines = text::lines(&said, width * 11 / 10);
        self.to.merge_range(self.row, from, self.row, COLUMNS - 1, &said, format)?;
        let larger = [look::title(), look::heading()].contains(format);
        if lines > 1 || larger {
            let line = if larger { 1.3 * LINE } else { LINE };
            self.to.set_row_height(self.row, (lines as f64 * line).min(HIGHEST))?;
        }
        self.row += 1;
        Ok(())
    }

    /// A label and a text beside it.
    fn labelled(&mut self, label: &str, said: &str) -> Result<(), WorkbookError> {
        let label = text::held(label, self.language);
        self.to.write_string_with_format(self.row, 0, &label, &look::wrapped().set_bold())?;
        let (row, high) = (self.row, text::lines(&label, FIRST - 2));
        self.across(1, said, &look::wrapped())?;
        let beside = text::lines(said, OTHERS * usize::from(COLUMNS - 1));
        if high > beside {
            self.to.set_row_height(row, (high as f64 * LINE).min(HIGHEST))?;
        }
        Ok(())
    }

    fn figure(
        &mut self,
        label: &str,
        value: &document::Cell,
        interval: Option<&[document::Cell; 2]>,
    ) -> Result<(), WorkbookError> {
        self.to.write_string_with_format(self.row, 0, text::held(label, self.language), &look::wrapped())?;
        let ends = interval.into_iter().flatten();
        for (column, cell) in (1u16..).zip(std::iter::once(value).chain(ends)) {
            self.cell(column, cell, Side::Right, true)?;
        }
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), WorkbookError> {
        let mut tallest = 1;
        for (column, head) in (0u16..).zip(&table.columns) {
            let words = text::held(&head.header.plain(), self.language);
            tallest = tallest.max(text::lines(&words, if column == 0 { FIRST } else { OTHERS }));
            let format = look::header(head.side == Side::Right);
            self.to.write_string_with_format(self.row, column, words, &format)?;
            if column >= COLUMNS {
                self.to.set_column_width(column, OTHERS as f64)?;
            }
        }
        self.to.set_row_height(self.row, tallest as f64 * LINE)?;
        self.row += 1;
        for row in &table.rows {
            let lines = |(column, cell): (usize, &document::Cell)| {
                text::lines(&cell.text.plain(), if column == 0 { FIRST } else { OTHERS })
            };
            let tallest = row.iter().enumerate().map(lines).max().unwrap_or(1);
            for ((column, cell), head) in (0u16..).zip(row).zip(&table.columns) {
                self.cell(column, cell, head.side, tallest > 1)?;
            }
            if tallest > 1 {
                self.to.set_row_height(self.row, (tallest as f64 * LINE).min(HIGHEST))?;
            }
            self.row += 1;
        }
        match &table.note {
            Some(note) => self.across(0, &note.plain(), &look::note()),
            None => Ok(()),
        }
    }

    /// A cell, in a row that may be high: the number, where it reads as nothing more than the number; else what is read.
    fn cell(&mut self, column: u16, cell: &document::Cell, side: Side, high: bool) -> Result<(), WorkbookError> {
        let said = cell.text.plain();
        if let Some((value, kind)) = bare(cell, &said, self.language) {
            let format = look::risen(look::number(kind, Some(0)), high);
            self.to.write_number_with_format(self.row, column, value, &format)?;
            return Ok(());
        }
        let side = if side == Side::Right { FormatAlign::Right } else { FormatAlign::Left };
        let format = if high { look::wrapped() } else { Format::new() }.set_align(side);
        self.to.write_string_with_format(self.row, column, text::held(&said, self.language), &format)?;
        Ok(())
    }
}

/// The number of a cell that says nothing beside it.
fn bare(cell: &document::Cell, said: &str, language: Language) -> Option<(f64, Kind)> {
    let figures = cell.figures.as_ref().filter(|figures| figures.value.is_finite())?;
    let digits = number(figures.value, figures.decimals, language);
    match (figures.unit.as_str(), said) {
        ("%", said) if figures.decimals == 0 && said == with_sign(&digits, language) => {
            Some((figures.value / 100.0, Kind::Percent))
        }
        (unit, said) if unit != "%" && said == digits => Some((figures.value, Kind::Decimals(figures.decimals))),
        _ => None,
    }
}
