//! How cells look: formats of numbers that every language of a spreadsheet reads in its own way.

use crate::language::decimals;
use crate::workbook::{Cell, Kind, Sheet};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Lines and headers.
const INK: Color = Color::RGB(0x12_43_6D);
/// Behind headers.
const SHADE: Color = Color::RGB(0xE3_EA_F2);
/// Amounts from here on are shown without decimals.
const LARGE: f64 = 1000.0;
/// Amounts beyond which digits are shown by their power of ten.
const HUGE: f64 = 1e15;

/// A cell in a row of several lines begins at the top.
pub(super) fn risen(format: Format, high: bool) -> Format {
    if high { format.set_align(FormatAlign::Top) } else { format }
}

/// A text that is longer than a column is wide.
pub(super) fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The question.
pub(super) fn title() -> Format {
    heading().set_font_size(15.0).set_text_wrap()
}

/// Words that stand apart from the column before them.
pub(super) fn apart(format: Format, column: u16) -> Format {
    if column > 0 { format.set_align(FormatAlign::Left).set_indent(1) } else { format }
}

/// What the rows below are about.
pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_size(13.0).set_font_color(INK).set_align(FormatAlign::Top)
}

/// A warning.
pub(super) fn warning() -> Format {
    wrapped().set_bold().set_font_color(Color::RGB(0x80_16_50))
}

/// A line above a table.
pub(super) fn note() -> Format {
    Format::new().set_italic().set_font_color(Color::RGB(0x3D_3D_3D))
}

/// A header, over words or over numbers.
pub(super) fn header(over_numbers: bool) -> Format {
    let side = if over_numbers { FormatAlign::Right } else { FormatAlign::Left };
    let format = Format::new().set_bold().set_text_wrap().set_background_color(SHADE);
    format.set_border_bottom(FormatBorder::Thin).set_border_color(INK).set_align(side).set_align(FormatAlign::Bottom)
}

/// The row of sums.
pub(super) fn total(format: Format) -> Format {
    format.set_bold().set_border_top(FormatBorder::Thin).set_border_color(INK)
}

/// A number of a kind; `money`: decimals of money.
pub(super) fn number(kind: Kind, money: Option<usize>) -> Format {
    Format::new().set_num_format(pattern(kind, money))
}

/// The pattern of a kind.
pub(super) fn pattern(kind: Kind, money: Option<usize>) -> String {
    let grouped = |decimals: usize| match decimals {
        0 => "#,##0".to_owned(),
        decimals => format!("#,##0.{}", "0".repeat(decimals)),
    };
    match kind {
        Kind::Money => money.map_or_else(|| "0.00E+00".to_owned(), grouped),
        Kind::Amount => grouped(1),
        Kind::Years => "0.00".to_owned(),
        Kind::Share => "0.0%".to_owned(),
        Kind::Percent => "0%".to_owned(),
        Kind::Count => grouped(0),
        Kind::Label => "0".to_owned(),
        Kind::Decimals(decimals) => grouped(decimals),
        Kind::General => "General".to_owned(),
    }
}

/// Decimals of the money of a sheet: none of large amounts, else such as show the greatest; none at all where a power of
/// ten says more.
pub(super) fn money_decimals(sheet: &Sheet) -> Option<usize> {
    let money = sheet.written().iter().flatten().filter_map(|cell| match cell {
        Cell::Number(value, Kind::Money) => Some(value.abs()),
        _ => None,
    });
    match money.fold(0.0, f64::max) {
        large if (LARGE..HUGE).contains(&large) => Some(0),
        0.0 => Some(0),
        huge if huge >= HUGE => None,
        small => Some(decimals(small).max(2)),
    }
}

/// Characters that a number takes.
pub(super) fn width(value: f64, kind: Kind, money: Option<usize>) -> usize {
    let grouped = |value: f64, decimals: usize| crate::language::number(value, decimals, crate::language::Language::En);
    match (kind, money) {
        (Kind::Money, Some(decimals)) | (Kind::Decimals(decimals), _) => grouped(value, decimals).chars().count(),
        (Kind::Money, None) => 9,
        (Kind::Amount, _) => grouped(value, 1).chars().count(),
        (Kind::Years, _) => grouped(value, 2).chars().count(),
        (Kind::Share, _) => grouped(100.0 * value, 1).chars().count() + 1,
        (Kind::Percent, _) => 4,
        (Kind::Count | Kind::Label, _) => grouped(value, 0).chars().count(),
        (Kind::General, _) => value.to_string().chars().count().min(11),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_decimals_where_it_is_small() {
        let sheet = |values: &[f64]| Sheet {
            rows: values.iter().map(|value| vec![Cell::Number(*value, Kind::Money)]).collect(),
            ..Sheet::default()
        };
        let of = |values: &[f64]| money_decimals(&sheet(values));
        assert_eq!([of(&[1.0, -5e6]), of(&[0.0]), of(&[12.5]), of(&[0.0123])], [0, 0, 2, 4].map(Some));
        assert_eq!(of(&[1e18]), None);
        assert_eq!(pattern(Kind::Money, None), "0.00E+00");
        assert_eq!([Kind::Money, Kind::Share].map(|kind| pattern(kind, Some(2))), ["#,##0.00", "0.0%"]);
    }
}
