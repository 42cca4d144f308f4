//! What holds for the whole scenario and is no uncertain number: texts, words, fixed numbers.

use super::administrations::People;
use super::arrange::Arranged;
use super::assumptions::Log;
use super::effort;
use super::effort::Effort;
use super::fixed;
use super::fixed::Range;
use super::known;
use super::known::{STRATEGY_WORDS, Shape};
use super::needs;
use super::node::{Node, Value};
use super::problem::{Place, shown};
use super::reading::Reading;
use super::said::Said;
use super::suggest;
use super::text;
use model::scenario::{Bond, Fallback, Strategy, Text};

/// Most characters of a currency.
const LONGEST_CURRENCY: usize = 16;

/// The words of a scenario. What could not be read is absent or its default: there is an error then.
#[derive(Debug)]
pub(crate) struct Settings {
    /// What is asked.
    pub title: Option<Text>,
    /// A few lines on it.
    pub summary: Option<Text>,
    /// Currency of all money.
    pub currency: Option<String>,
    /// Year of the prices.
    pub price_year: Option<f64>,
    /// Years that are counted.
    pub horizon: Option<f64>,
    /// Strategies to compare.
    pub strategies: Vec<Strategy>,
    /// Where they are listed.
    pub strategies_place: Place,
    /// From size to effort.
    pub effort: Effort,
    /// Fewer end the consortium.
    pub minimum_members: f64,
    /// Correlation of overruns.
    pub overrun_correlation: f64,
    /// Correlation of abandonment with overruns.
    pub cancellation_correlation: f64,
    /// Whether the licence is `closed`.
    pub closed_licence: bool,
    /// What binds the members.
    pub bond: Bond,
    /// What they do where the core is abandoned.
    pub fallback: Fallback,
}

impl Settings {
    /// Whether anybody may buy: by choice, or where the core is abandoned.
    pub fn buys(&self) -> bool {
        self.strategies.contains(&Strategy::Buy) || self.fallback == Fallback::Buy
    }
}

/// Reads them all.
pub(crate) fn read(arranged: &Arranged, log: &mut Log, reading: &mut Reading) -> Settings {
    let title = arranged.get("", "title").and_then(|node| text::title(node, false, reading));
    let summary = arranged.get("", "summary").and_then(|node| text::title(node, true, reading));
    let currency = required("currency", "CAD", arranged, reading).and_then(|node| currency(node, reading));
    let listed = arranged.get("", "strategies");
    let mut settings = Settings {
        title,
        summary,
        currency,
        price_year: None,
        horizon: None,
        strategies: listed.map_or(vec![Strategy::Independent, Strategy::Shared], |node| strategies(node, reading)),
        strategies_place: listed.map_or(&arranged.place, |node| &node.place).clone(),
        effort: effort::read(arranged, log, reading),
        minimum_members: 2.0,
        overrun_correlation: 0.2,
        cancellation_correlation: 0.5,
        closed_licence: false,
        bond: Bond::default(),
        fallback: Fallback::default(),
    };
    if required("price_year", "2024", arranged, reading).is_some() {
        settings.price_year = number("", "price_year", arranged, log, reading);
    }
    if required("horizon", "10", arranged, reading).is_some() {
        settings.horizon = number("", "horizon", arranged, log, reading);
    }
    settings.minimum_members = number("consortium", "minimum_members", arranged, log, reading).unwrap_or(2.0);
    settings.overrun_correlation = number("effort", "overrun_correlation", arranged, log, reading).unwrap_or(0.0);
    settings.cancellation_correlation =
        number("effort", "cancellation_correlation", arranged, log, reading).unwrap_or(0.0);
    if let Some(node) = logged("consortium", "bond", arranged, log, reading) {
        settings.bond = text::choice("consortium.bond", &known::BONDS, node, reading).unwrap_or_default();
    }
    if let Some(node) = logged("consortium", "fallback", arranged, log, reading) {
        settings.fallback = text::choice("consortium.fallback", &known::FALLBACKS, node, reading).unwrap_or_default();
    }
    if let Some(node) = logged("community", "licence", arranged, log, reading) {
        settings.closed_licence = closed(node, reading);
    }
    if let Some(node) = listed {
        refuse_closed_copies(node, &settings, reading);
    }
    for key in ["currency", "strategies"] {
        logged("", key, arranged, log, reading);
    }
    logged("consortium", "lead", arranged, log, reading);
    settings
}

/// A key that must be given.
fn required<'a>(key: &'static str, example: &str, arranged: &'a Arranged, reading: &mut Reading) -> Option<&'a Node> {
    let node = arranged.get("", key);
    if node.is_none() {
        let meaning = known::word_spec("", key).map_or("", |word| word.meaning);
        let help = format!("{meaning}: {}", reading.setting(&arranged.place, key, example));
        reading.missing(&arranged.place, format!("the scenario lacks `{key}`"), help);
    }
    node
}

/// A word's node, after a line in the log.
fn logged<'a>(
    section: &'static str,
    key: &'static str,
    arranged: &'a Arranged,
    log: &mut Log,
    reading: &Reading,
) -> Option<&'a Node> {
    let node = arranged.get(section, key);
    if let Some(spec) = known::word_spec(section, key) {
        log.word(spec, node, arranged.said(section, key), reading);
    }
    node
}

/// A fixed number: what is given, else the default of the table; a line in the log either way.
fn number(
    section: &'static str,
    key: &'static str,
    arranged: &Arranged,
    log: &mut Log,
    reading: &mut Reading,
) -> Option<f64> {
    let spec = known::word_spec(section, key)?;
    let range = match spec.shape {
        Shape::Whole(low, high) => Range { low, high, whole: true },
        Shape::Fixed(low, high) => Range { low, high, whole: false },
        _ => return None,
    };
    let Some(node) = arranged.get(section, key) else {
        log.word(spec, None, Said::default(), reading);
        return spec.default.parse().ok();
    };
    let fixed = fixed::fixed_node(&spec.path(), range, node, reading)?;
    log.word(spec, Some(node), fixed.given.said, reading);
    Some(fixed.value)
}

fn currency(node: &Node, reading: &mut Reading) -> Option<String> {
    let currency = text::line(node, reading)?;
    if currency.chars().count() > LONGEST_CURRENCY {
        let message = format!("`currency` is longer than {LONGEST_CURRENCY} characters: `{}`", shown(&currency));
        reading.error_help(&node.place, message, "use its code, such as CAD or EUR");
        return None;
    }
    Some(currency)
}

/// The strategies listed, with independent and shared before them.
fn strategies(node: &Node, reading: &mut Reading) -> Vec<Strategy> {
    let mut listed = Vec::new();
    match &node.value {
        Value::List(items) => {
            let words = STRATEGY_WORDS.map(|word| (word, Strategy::from_word(word)));
            listed.extend(items.iter().filter_map(|item| text::choice("strategies", &words, item, reading)).flatten());
        }
        _ => reading.wrong_kind(node, "a list such as [\"independent\", \"shared\", \"fork\"]"),
    }
    let always = |strategy: &Strategy| matches!(strategy, Strategy::Independent | Strategy::Shared);
    Strategy::ALL.into_iter().filter(|strategy| always(strategy) || listed.contains(strategy)).collect()
}

/// A copy needs the code.
fn refuse_closed_copies(strategies: &Node, settings: &Settings, reading: &mut Reading) {
    let Value::List(items) = &strategies.value else { return };
    let is_fork = |item: &&Node| matches!(&item.value, Value::Text(text) if text == Strategy::Fork.word());
    if let (true, Some(item)) = (settings.closed_licence, items.iter().find(is_fork)) {
        let message = reading.either(
            &item.place,
            "`fork` copies code, which `community.licence = \"closed\"` does not allow",
            "`fork` copies code, which `closed` as `community.licence` does not allow",
        );
        reading.error_help(&item.place, message, "take `fork` out of `strategies`, or give another licence");
    }
}

/// Whether a licence is `closed`.
fn closed(node: &Node, reading: &mut Reading) -> bool {
    let Some(licence) = text::line(node, reading) else { return false };
    let spdx = |c: char| c.is_ascii_alphanumeric() || "-.+:() ".contains(c);
    let near = suggest::typo(&licence, ["closed", "open"]).filter(|near| *near != licence);
    if let Some(near) = near {
        let message = format!("`community.licence` is `{}`", shown(&licence));
        reading.error_help(&node.place, message, format!("did you mean `{near}`?"));
    } else if !licence.chars().all(spdx) || licence.chars().count() > 128 || licence.eq_ignore_ascii_case("proprietary")
    {
        let message = format!("`community.licence` cannot be `{}`", shown(&licence));
        reading.error_help(&node.place, message, "give an SPDX id such as EUPL-1.2, `open` or `closed`");
    }
    licence == "closed"
}

/// Index of the lead.
pub(crate) fn lead(arranged: &Arranged, people: &People, reading: &mut Reading) -> Option<usize> {
    let node = arranged.get("consortium", "lead")?;
    let Value::Text(id) = &node.value else {
        reading.wrong_kind(node, "the id of an administration");
        return None;
    };
    let found = people.ids.get(id).copied();
    if found.is_none() {
        needs::unknown_id(id, &node.place, people, reading);
    }
    found
}
