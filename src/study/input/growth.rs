//! How coordination grows: a word, or words with weights of which one is drawn. As an input it is a number.

use super::given::Given;
use super::node::{Key, Node, Value};
use super::number;
use super::problem::shown;
use super::reading::Reading;
use super::said::Said;
use super::suggest;
use super::text;
use model::distribution::Distribution;
use model::scenario::Growth;
use model::scenario::keys::Global;

const NAME: &str = Global::CoordinationGrowth.spec().path;

/// The ways and their words.
pub(crate) const WORDS: [(&str, Growth); 3] = [
    (Growth::Logarithmic.word(), Growth::Logarithmic),
    (Growth::Linear.word(), Growth::Linear),
    (Growth::Pairs.word(), Growth::Pairs),
];

/// The numbers that a node stands for; none after a report.
pub(crate) fn value(node: &Node, reading: &mut Reading) -> Option<Given> {
    let bare = |growth: Growth| Given::bare(Distribution::Constant(growth.number()));
    match &node.value {
        Value::Text(_) => text::choice(NAME, &WORDS, node, reading).map(bare),
        Value::Number { value, .. } => {
            refuse_number(*value, node, reading);
            None
        }
        Value::Table(entries) => table(entries, node, reading),
        _ => {
            reading.wrong_kind(node, &format!("one of {}, or a table of them with weights", words()));
            None
        }
    }
}

fn words() -> String {
    suggest::list(WORDS.iter().map(|(word, _)| *word))
}

/// Results hold a number for each word; a file has the word.
fn refuse_number(value: f64, node: &Node, reading: &mut Reading) {
    let meant = WORDS.iter().find(|(_, growth)| growth.number() == value);
    let allowed = format!("allowed: {}", words());
    let help = meant.map_or_else(|| allowed.clone(), |(word, _)| format!("did you mean `{word}`? {allowed}"));
    reading.error_help(&node.place, format!("`{NAME}` is a word, found {value}"), help);
}

fn table(entries: &[(Key, Node)], node: &Node, reading: &mut Reading) -> Option<Given> {
    let (mut said, mut ways) = (Said::default(), Vec::new());
    let mut sound = true;
    for (key, node) in entries {
        sound &= match (key.text.as_str(), said.take(key, node, reading)) {
            (_, Some(sound)) => sound,
            ("value", _) => text::choice(NAME, &WORDS, node, reading).map(|growth| ways.push((growth, 1.0))).is_some(),
            (_, None) => weighted(key, node, reading).map(|way| ways.push(way)).is_some(),
        };
    }
    if !sound {
        return None;
    }
    if entries.iter().any(|(key, _)| key.text == "value") && ways.len() > 1 {
        reading.error(&node.place, format!("`value` beside weights: `{NAME}` is one word, or words with weights"));
        return None;
    }
    ways.retain(|(_, weight)| *weight > 0.0);
    let distribution = match ways.as_slice() {
        [] => {
            let help = "write a word, or words with weights: { logarithmic = 3, linear = 1 }";
            reading.error_help(&node.place, format!("`{NAME}` has no word with a weight above 0"), help);
            return None;
        }
        [(growth, _)] => Distribution::Constant(growth.number()),
        _ => Distribution::discrete(ways.iter().map(|(growth, weight)| (growth.number(), *weight)).collect()).ok()?,
    };
    Some(Given { distribution, said, of: None })
}

/// A word with its weight.
fn weighted(key: &Key, node: &Node, reading: &mut Reading) -> Option<(Growth, f64)> {
    let Some((word, growth)) = WORDS.into_iter().find(|(word, _)| *word == key.text) else {
        let known = WORDS.iter().map(|(word, _)| *word);
        let message = format!("`{NAME}` cannot be `{}`", shown(&key.text));
        reading.error_help(&key.place, message, suggest::help(&key.text, known));
        return None;
    };
    let weight = number::plain(node, reading)?;
    if weight < 0.0 {
        reading.error(&node.place, format!("the weight of `{word}` must be 0 or more, found {weight}"));
        return None;
    }
    Some((growth, weight))
}
