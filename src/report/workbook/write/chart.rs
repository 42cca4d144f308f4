//! A chart of a sheet: lines that differ in colour, dash and marker.

use super::place::Place;
use super::{WorkbookError, look};
use crate::workbook::{Chart, Kind, Shape, Sheet};
use rust_xlsxwriter as xlsx;
use rust_xlsxwriter::{ChartAxis, ChartFont, ChartLineDashType, ChartMarker, ChartSolidFill};
use rust_xlsxwriter::{ChartFormat, ChartLegendPosition, ChartLine, ChartMarkerType, ChartType, Color, Worksheet};

/// Colours of lines: all at least 3 to 1 on white.
const COLOURS: [u32; 6] = [0x12_43_6D, 0x28_A1_97, 0x80_16_50, 0xF4_6A_25, 0x3D_3D_3D, 0xA2_85_D1];
/// Lines of a grid.
const GRID: u32 = 0xD9_D9_D9;
/// Rows from which on a chart stands beside them and not below.
const TALL: usize = 40;
/// Pixels.
const SIZE: [u32; 2] = [760, 400];

/// Puts it beside or below the rows.
pub(super) fn insert(
    to: &mut Worksheet,
    sheet: &Sheet,
    chart: &Chart,
    place: &Place,
    money: Option<usize>,
) -> Result<(), WorkbookError> {
    let rows = sheet.written().len();
    let mut drawn = xlsx::Chart::new(match chart.shape {
        Shape::Lines => ChartType::Line,
        Shape::Points => ChartType::ScatterStraight,
    });
    for (k, series) in chart.series.iter().enumerate() {
        let till = series.rows.end.min(rows);
        if series.rows.start >= till {
            continue;
        }
        let [first, last] = [series.rows.start, till - 1].map(|row| place.first + row as u32);
        let [along, up] = series.columns.map(|column| column as u16);
        let many = till - series.rows.start > TALL;
        let line = drawn.add_series();
        line.set_name(series.name.as_str());
        line.set_categories((sheet.name, first, along, last, along));
        line.set_values((sheet.name, first, up, last, up));
        line.set_format(ChartFormat::new().set_line(&stroke(k))).set_marker(&marker(k, many));
    }
    drawn.title().set_name(chart.title.as_str()).set_font(ChartFont::new().set_size(12));
    let kinds = chart.series.first().map(|series| series.columns.map(|column| sheet.kind(column)));
    let [along, up] = kinds.unwrap_or_default();
    let is_line = chart.shape == Shape::Points;
    axis(drawn.x_axis(), &chart.axes[0], along, money, is_line);
    axis(drawn.y_axis(), &chart.axes[1], up, money, true);
    drawn.legend().set_position(ChartLegendPosition::Bottom);
    drawn.set_width(SIZE[0]).set_height(SIZE[1]).set_alt_text(chart.title.as_str());
    let (row, column) = match rows > TALL {
        true => (place.first, sheet.columns.len() as u16 + 1),
        false => (place.below + 1, 0),
    };
    to.insert_chart(row, column, &drawn)?;
    Ok(())
}

/// Names an axis; one of numbers shows them as cells do, and has a grid.
fn axis(axis: &mut ChartAxis, name: &str, kind: Option<Kind>, money: Option<usize>, is_scale: bool) {
    axis.set_name(name);
    if let (Some(kind), true) = (kind, is_scale) {
        let grid = ChartLine::new().set_color(Color::RGB(GRID)).clone();
        axis.set_num_format(look::pattern(kind, money)).set_major_gridlines(true).set_major_gridlines_line(&grid);
    }
    if kind == Some(Kind::Percent) {
        axis.set_min(0).set_max(1);
    }
}

fn colour(k: usize) -> Color {
    Color::RGB(COLOURS[k % COLOURS.len()])
}

fn stroke(k: usize) -> ChartLine {
    use ChartLineDashType::{Dash, DashDot, LongDash, Solid, SquareDot};
    let dash = [Solid, Dash, LongDash, DashDot, SquareDot][k % 5];
    ChartLine::new().set_color(colour(k)).set_width(2.25).set_dash_type(dash).clone()
}

/// A marker; none of a line through many points, where markers would hide it.
fn marker(k: usize, many: bool) -> ChartMarker {
    use ChartMarkerType::{Circle, Diamond, Square, Triangle, X};
    let mut marker = ChartMarker::new();
    if many {
        return marker.set_none().clone();
    }
    let mut fill = ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour(k))).clone();
    marker.set_type([Circle, Square, Triangle, Diamond, X][k % 5]).set_size(6).set_format(&mut fill);
    marker
}
