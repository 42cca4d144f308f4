//! Settings and inputs as their keys are known.

use super::filled::{Cells, Entry};
use super::notation::{Notation, of_cell};
use crate::input::document;
use crate::input::growth;
use crate::input::known::{Shape, WordSpec};
use crate::input::reading::Reading;
use crate::input::sharing;
use crate::input::workbook::{FORM, VALUE};
use model::scenario::keys::{Domain, KeySpec, Mark};

/// An input as its key is known.
pub(super) fn of_key(path: String, spec: &'static KeySpec, cells: Cells) -> Entry {
    let words = spec.domain == Domain::Growth;
    Entry {
        path,
        cells,
        unit: if spec.unit == "1" || words { "" } else { spec.unit },
        default: of_default(spec.default),
        mark: spec.mark,
        source: spec.source,
        meaning: spec.meaning,
        closed: false,
        words: if words { growth::WORDS.map(|(word, _)| word).to_vec() } else { Vec::new() },
    }
}

/// A default as cells.
fn of_default(text: &str) -> Cells {
    let mut reading = Reading::default();
    let file = reading.sources.add("defaults", text);
    let node = (!text.is_empty()).then(|| document::single(file, 0, &mut reading)).flatten();
    node.map(|node| Notation { reading: &reading }.value(&node, VALUE, FORM)).unwrap_or_default()
}

/// A setting as its word is known.
pub(super) fn of_word(path: String, word: &'static WordSpec, cells: Cells) -> Entry {
    Entry {
        path,
        cells,
        unit: "",
        default: Some(word.default)
            .filter(|text| !text.is_empty())
            .map(|text| (VALUE, of_cell(text)))
            .into_iter()
            .collect(),
        mark: word.mark,
        source: "",
        meaning: word.meaning,
        closed: matches!(word.shape, Shape::Choice(_)),
        words: match word.shape {
            Shape::Choice(words) => words.to_vec(),
            Shape::Sharing => sharing::KEYS.into_iter().chain(sharing::games()).collect(),
            Shape::Licence => vec!["open", "closed", "MIT", "Apache-2.0", "EUPL-1.2", "AGPL-3.0-or-later"],
            _ => Vec::new(),
        },
    }
}

/// A value of an administration that is no input of the model.
pub(super) fn of_own(path: String, meaning: &'static str, cells: Cells) -> Entry {
    let (default, words) = (Vec::new(), Vec::new());
    Entry { path, cells, unit: "", default, mark: Mark::Neutral, source: "", meaning, words, closed: false }
}
