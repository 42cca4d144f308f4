//! `module.<id>.adapted`: what is done with code that exists, and what that counts for in new code.

use super::assumptions::{Log, said};
use super::effort::Effort;
use super::fixed;
use super::fixed::Range;
use super::given::Given;
use super::node::{Node, Value};
use super::problem::shown;
use super::reading::Reading;
use super::suggest;
use super::text;
use model::distribution::Distribution;
use model::effort::adapted::{Adapted, MOST_ASSESSMENT, UNDERSTANDING};
use model::effort::ratings::Rating;

/// Its numbers: key, most, and what it is.
pub(crate) const NUMBERS: [(&str, f64, &str); 5] = [
    ("design", 1.0, "share of the design that is modified"),
    ("code", 1.0, "share of the code that is modified"),
    ("integration", 2.0, "integration and test needed, relative to new code"),
    ("unfamiliarity", 1.0, "0 where those who adapt it know it, 1 where they have never seen it"),
    ("assessment", MOST_ASSESSMENT, "assessing whether it fits, as a share"),
];
/// The key of its rating.
pub(crate) const RATING: &str = "understanding";

/// The word of a module that is new code after all.
pub(crate) const NONE: &str = "none";

/// Whether a module is new code.
pub(crate) fn is_none(node: &Node) -> bool {
    matches!(&node.value, Value::Text(word) if word == NONE)
}

/// Size of new code that takes as much effort, relative to the size that is adapted; none after a report.
pub(crate) fn factor(node: &Node, id: &str, effort: &Effort, log: &mut Log, reading: &mut Reading) -> Option<f64> {
    if !effort.may_count_code() {
        let message =
            format!("`adapted` is for sizes in lines of code, not for `effort.model = {}`", effort.model.word());
        reading.error_help(&node.place, message, "give effort.model = \"cocomo-ii\", or the size of the work itself");
        return None;
    }
    let Value::Table(entries) = &node.value else {
        reading.wrong_kind(node, "`none`, or a table such as { design = 0.1, code = 0.2, integration = 0.3 }");
        return None;
    };
    let mut numbers = NUMBERS.map(|_| 0.0);
    let mut understanding = Rating::Nominal;
    let (mut given, mut sound) =
        (Given { distribution: Distribution::Constant(0.0), source: None, note: None, of: None }, true);
    for (key, node) in entries {
        sound &= match key.text.as_str() {
            "source" => text::plain(node, reading).map(|text| given.source = Some(text)).is_some(),
            "note" => text::plain(node, reading).map(|text| given.note = Some(text)).is_some(),
            RATING => {
                let words: Vec<_> = UNDERSTANDING.rated().map(|(rating, _)| (rating.word(), rating)).collect();
                text::choice(RATING, &words, node, reading).map(|rating| understanding = rating).is_some()
            }
            name => match NUMBERS.iter().position(|(known, ..)| *known == name) {
                Some(k) => {
                    let range = Range { low: 0.0, high: NUMBERS[k].1, whole: false };
                    let fixed = fixed::fixed_node(&format!("adapted.{name}"), range, node, reading);
                    fixed.map(|fixed| numbers[k] = fixed.value).is_some()
                }
                None => {
                    let known = NUMBERS.iter().map(|(known, ..)| *known).chain([RATING, "source", "note"]);
                    let message = format!("`{}` is no part of `adapted`", shown(name));
                    reading.error_help(&key.place, message, suggest::help(name, known));
                    false
                }
            },
        };
    }
    let [design, code, integration, unfamiliarity, assessment] = numbers;
    let factor = Adapted { design, code, integration, understanding, unfamiliarity, assessment }.factor();
    if sound && factor <= 0.0 {
        let help = "give `integration`, `code`, `design` or `assessment`; what takes nothing needs no module";
        reading.error_help(&node.place, "nothing is done with this code", help);
        return None;
    }
    log.adapted(id, factor, node, said(&given), reading);
    sound.then_some(factor)
}
