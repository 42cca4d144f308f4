//! `module.<id>.adapted`: what is done with code that exists, and what that counts for in new code.

use super::assumptions::Log;
use super::effort::Effort;
use super::fixed;
use super::fixed::Range;
use super::node::{Node, Value};
use super::problem::shown;
use super::reading::Reading;
use super::said;
use super::said::Said;
use super::suggest;
use super::text;
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
            format!("`adapted` is for sizes in lines of code, not for the effort model `{}`", effort.model.word());
        let line = reading.setting(&node.place, "effort.model", "cocomo-ii");
        reading.error_help(&node.place, message, format!("give {line}, or the size of the work itself"));
        return None;
    }
    let Value::Table(entries) = &node.value else {
        reading.wrong_kind(node, "`none`, or a table such as { design = 0.1, code = 0.2, integration = 0.3 }");
        return None;
    };
    let mut numbers = NUMBERS.map(|_| 0.0);
    let mut understanding = Rating::Nominal;
    let (mut said, mut sound) = (Said::default(), true);
    for (key, node) in entries {
        sound &= match (key.text.as_str(), said.take(key, node, reading)) {
            (_, Some(sound)) => sound,
            (RATING, _) => {
                let words: Vec<_> = UNDERSTANDING.rated().map(|(rating, _)| (rating.word(), rating)).collect();
                text::choice(RATING, &words, node, reading).map(|rating| understanding = rating).is_some()
            }
            (name, None) => match NUMBERS.iter().position(|(known, ..)| *known == name) {
                Some(k) => {
                    let range = Range { low: 0.0, high: NUMBERS[k].1, whole: false };
                    let fixed = fixed::fixed_node(&format!("adapted.{name}"), range, node, reading);
                    fixed.map(|fixed| numbers[k] = fixed.value).is_some()
                }
                None => {
                    let known = NUMBERS.iter().map(|(known, ..)| *known).chain([RATING]).chain(said::names());
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
    log.adapted(id, factor, node, said, reading);
    sound.then_some(factor)
}
