//! What was fitted, as a scenario takes it: text to paste, with sources.

use super::found::ColumnFit;
use crate::calibration::fitting::Fitted;
use crate::calibration::line::Line;
use std::fmt::Write;

/// A table's columns, as sources name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The file.
    pub file: String,
    /// Column of sizes, or of estimates.
    pub first: String,
    /// Column of efforts, or of what came.
    pub second: String,
    /// Line of each row that is not left out; may be empty.
    pub lines: Vec<usize>,
    /// Rows left out because one of them is empty.
    pub left_out: usize,
}

/// A number with five digits, as TOML takes it: `1e20` is a number there, 1 followed by twenty zeros is not.
fn number(value: f64) -> String {
    format!("{:?}", format!("{value:.4e}").parse::<f64>().unwrap_or(value))
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A text that fits behind `#`.
fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// `{ lognormal = { median = 1.2, sigma = 0.4 } }`
pub fn distribution(fitted: &Fitted) -> String {
    format!("{{ {} }}", inner(fitted))
}

fn inner(fitted: &Fitted) -> String {
    let values: Vec<f64> = fitted.parameters.iter().map(|parameter| parameter.1).collect();
    if fitted.family.word() == "uniform" {
        let ends: Vec<String> = values.into_iter().map(number).collect();
        return format!("uniform = [{}]", ends.join(", "));
    }
    let keys: Vec<String> =
        fitted.parameters.iter().map(|(name, value)| format!("{name} = {}", number(*value))).collect();
    format!("{} = {{ {} }}", fitted.family.word(), keys.join(", "))
}

fn lognormal(median: f64, sigma: f64) -> String {
    match sigma > 1e-9 {
        true => format!("lognormal = {{ median = {}, sigma = {} }}", number(median), number(sigma)),
        false => format!("value = {}", number(median)),
    }
}

/// `[effort]` of a line through projects.
pub fn effort(named: &Named, unit: &str, line: &Line) -> String {
    let source =
        quoted(&format!("{} projects of {}: {} ({unit}) by {}", line.n, named.file, named.second, named.first));
    let slope = match line.slope_sd > 1e-9 {
        true => format!("normal = {{ mean = {}, sd = {} }}, min = 0", number(line.slope), number(line.slope_sd)),
        false => format!("value = {}", number(line.slope)),
    };
    let cut = match 100.0 * line.cut() {
        percent if percent >= 1.0 => format!(
            ", note = \"{percent:.0} % of it lies below 0 and is cut away: few projects, or a weak connection\""
        ),
        _ => String::new(),
    };
    let sizes = format!("sizes in {}, {} to {}", named.first, number(line.sizes[0]), number(line.sizes[1]));
    let mut text = format!("# module sizes as {} counts them\n", on_one_line(&named.first));
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "[effort]\nmodel = \"regression\"\n\
         centre = {{ value = {}, source = {source}, note = {} }}\n\
         coefficient = {{ {}, source = {source}, note = \"person-months at the centre\" }}\n\
         exponent = {{ {slope}, source = {source}{cut} }}\n\
         overrun = {{ {}, source = {source}, note = \"residuals: how far projects lie from the line\" }}\n",
        number(line.centre),
        quoted(&sizes),
        lognormal(line.median, line.median_sd),
        lognormal(1.0, line.residual_sd),
    );
    text
}

/// `[effort]` of actual over estimated effort: its median and sigma, widened for few pairs.
pub fn overrun(named: &Named, (median, sigma): (f64, f64), ratios: &ColumnFit) -> String {
    let source =
        quoted(&format!("{} projects of {}: {} over {}", ratios.values, named.file, named.second, named.first));
    let mut text = format!(
        "# module sizes as person-months, estimated as these were\n[effort]\noverrun = {{ {}, source = {source} }}\n",
        lognormal(median, sigma)
    );
    let own = ratios.fits.iter().find(|one| one.family == "lognormal");
    if let Some(p) = own.filter(|own| own.is_misfit()).and_then(|own| own.p_value) {
        let _ = writeln!(text, "# does not fit, p {p}: the ratios are no lognormal");
    }
    let own = own.map(|one| one.aic_above_best);
    if let (Some(best), Some(above)) = (ratios.fits.first(), own.filter(|above| *above > 4.0)) {
        let inside = best.text.strip_prefix("{ ").and_then(|text| text.strip_suffix(" }")).unwrap_or_default();
        let better = if best.is_misfit() { "lies nearer, and does not fit" } else { "fits better" };
        let _ = writeln!(text, "# {better}, AIC {above:.0} less: overrun = {{ {inside}, source = {source} }}");
    }
    text
}
