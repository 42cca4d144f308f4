//! Numbers, as TOML and cells write them, and `low to high`.

use super::meant;
use super::node::{Node, Value};
use super::problem::shown;
use super::reading::Reading;
use super::table::{Refusal, decimal};

/// Numbers beyond this are refused: cents would be lost.
pub(crate) const LARGEST: f64 = 9e15;
/// Numbers nearer to 0 than this are refused, 0 itself is not.
pub(crate) const SMALLEST: f64 = 1e-300;

/// The two ends of `low to high`, or why there are none; `None` if the text has another form.
pub(crate) fn range_ends(text: &str) -> Option<Result<(f64, f64), Refusal>> {
    let (low, high) = text.trim().split_once(" to ")?;
    let mut ends = decimal(low).and_then(|low| Ok((low, decimal(high)?)));
    if ends.is_ok() && meant::doubtful_range(low, high) {
        let message = format!("`{}` may be in thousands, or not", shown(text.trim()));
        ends = Err(Refusal { message, help: None });
    }
    Some(ends.map_err(|refusal| Refusal { help: meant::range(text).or(refusal.help), ..refusal }))
}

/// What a text that is no range may have meant.
pub(crate) fn range_help(text: &str) -> String {
    if decimal(text).is_ok() && !meant::rounded(text) {
        return format!("write {} without quotes", text.trim());
    }
    let help = meant::range(text).or_else(|| meant::number(text));
    help.unwrap_or_else(|| {
        "an uncertain value is written \"40 to 110\": 5 % below, 5 % above; decimals with a point".to_owned()
    })
}

/// The same of a text in a cell of a workbook, where nothing stands between quotes.
pub(crate) fn range_help_of_cell(text: &str) -> String {
    let doubtful = meant::doubtful_point(text).then(|| meant::two_readings(text)).flatten();
    let help = doubtful.or_else(|| meant::range(text)).or_else(|| meant::number(text));
    help.map(|help| help.replace('"', "")).unwrap_or_else(|| {
        "an uncertain value is written 40 to 110: 5 % below, 5 % above; or its ends stand below `low` and `high`"
            .to_owned()
    })
}

/// A number that a computer can work with: finite, not beyond [`LARGEST`], not lost beside 0.
pub(crate) fn plain(node: &Node, reading: &mut Reading) -> Option<f64> {
    let value = match &node.value {
        Value::Number { value, .. } => *value,
        // In a cell, a text may well be a number to the eye.
        Value::Text(text) if reading.sources.is_made(node.place.file) => {
            let message = format!("expected a number, found the text `{}`", shown(text));
            let help = meant::number(text)
                .or_else(|| meant::range(text).map(|help| help.replace('"', "")))
                .unwrap_or_else(|| "type digits alone, with a point before decimals".to_owned());
            reading.error_help(&node.place, message, help);
            return None;
        }
        _ => {
            reading.wrong_kind(node, "a number");
            return None;
        }
    };
    let written = reading.written(&node.place);
    if meant::rounded(written) {
        let message = format!("`{written}` is read as {value}");
        let help = meant::two_readings(written).unwrap_or_default();
        reading.warning(&node.place, message, help);
    }
    sane(value, node, reading)
}

/// Refuses numbers that are not finite, beyond [`LARGEST`] or lost beside 0; −0 becomes 0.
pub(crate) fn sane(value: f64, node: &Node, reading: &mut Reading) -> Option<f64> {
    let written = shown(reading.written(&node.place));
    if !value.is_finite() {
        reading.error(&node.place, format!("`{written}` is not a finite number"));
    } else if value.abs() > LARGEST {
        reading.error(&node.place, format!("{written} is too large: numbers go up to 9e15 (cents would be lost)"));
    } else if value != 0.0 && value.abs() < SMALLEST {
        reading.error(&node.place, format!("{written} is too near 0: write 0, or at least 1e-300"));
    } else {
        return Some(value + 0.0);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_one_form() {
        let ends = |text: &str| range_ends(text).and_then(Result::ok);
        assert_eq!(ends("40 to 110"), Some((40.0, 110.0)));
        assert_eq!(ends("  -5.5   to 3.5e+2 "), Some((-5.5, 350.0)));
        for text in
            ["40", "40 to", "to 110", "40 - 110", "40 to 110 to 3", "40to110", "1_0 to 20", "nan to 3", "0x1 to 3"]
        {
            assert_eq!(ends(text), None, "{text}");
        }
        assert_eq!(range_help("40 – 110"), "write \"40 to 110\"");
        assert_eq!(range_help("0,5 to 1,5"), "write \"0.5 to 1.5\"");
        assert_eq!(range_help("5"), "write 5 without quotes");
    }
}
