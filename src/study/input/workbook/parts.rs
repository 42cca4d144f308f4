//! What the sheets give, by where it stands in the file of a scenario.

use super::draft::{Draft, Piece};
use super::sheet::Cell;
use super::values;
use crate::input::known;
use crate::input::places::At;
use crate::input::problem::shown;
use std::collections::{BTreeMap, HashMap};

/// Values by where they stand in the file.
#[derive(Default)]
pub(super) struct Parts {
    /// Entries at the top and of sections, in order.
    pub sections: BTreeMap<usize, Piece>,
    /// Values of one module or administration that stand elsewhere: by list and id, key and value.
    pub owned: HashMap<(&'static str, String), Vec<(Piece, Piece)>>,
    /// Where a path was first given.
    taken: HashMap<String, At>,
    /// Names for the title and the summary in two languages.
    pub titles: BTreeMap<&'static str, [Option<Piece>; 2]>,
    /// The table that the administrations stand in instead of their sheet, and where it is named.
    pub table: Option<(At, String)>,
}

impl Parts {
    /// Adds an entry to a section by its number, 0 for the top.
    pub fn entry(&mut self, section: usize, key: &str, value: Piece) {
        let piece = self.sections.entry(section).or_default();
        piece.put(key);
        piece.put(" = ");
        piece.paste(value);
        piece.put("\n");
    }

    /// Puts title and summary before all else.
    pub fn title_first(&mut self) {
        let titles = std::mem::take(&mut self.titles);
        let rest = self.sections.remove(&0).unwrap_or_default();
        // In the order of the file: the title, then the summary.
        for (key, texts) in titles.into_iter().rev() {
            self.entry(0, key, title(texts));
        }
        self.sections.entry(0).or_default().paste(rest);
    }

    /// Whether a path is given for the first time; tells where it is not.
    pub fn is_first(&mut self, path: &str, at: At, draft: &mut Draft) -> bool {
        let parts_of = |whole: &str, part: &str| part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.'));
        const RATINGS: &str = "effort.ratings";
        let parted = |other: &&String| {
            parts_of(RATINGS, other) && path == RATINGS || parts_of(RATINGS, path) && *other == RATINGS
        };
        if self.taken.keys().any(|other| parted(&other)) {
            let message = "ratings stand in one cell and in rows of their own";
            draft.error(at, path, message, "give them in one of the two ways");
            return false;
        }
        if self.taken.contains_key(path) {
            let message = format!("`{}` is given twice", shown(path));
            draft.error(at, path, message, "leave one of the two rows, or empty one of them");
            return false;
        }
        self.taken.insert(path.to_owned(), at);
        true
    }

    /// Tells of values of modules and administrations that nobody is.
    pub fn tell_orphans(&mut self, draft: &mut Draft) {
        let mut left: Vec<_> = std::mem::take(&mut self.owned).into_iter().collect();
        left.sort_by(|(one, _), (other, _)| one.cmp(other));
        for ((list, id), _) in left {
            let path = self.taken.iter().find(|(path, _)| path.starts_with(&format!("{list}.{id}.")));
            let Some((path, at)) = path else { continue };
            let help = match (list, self.table.is_some()) {
                ("administration", true) => "administrations are read from a table: give the value there",
                _ => "paths name ids as their sheets do: administration.<id>.joins, module.<id>.size",
            };
            draft.error(*at, path, format!("no {list} has the id `{}`", shown(&id)), help);
        }
    }

    /// Adds the values of a module or an administration that stand elsewhere.
    pub fn put_owned(&mut self, list: &'static str, id: Option<&Cell>, out: &mut Piece) {
        let id = values::content(id);
        for (key, value) in self.owned.remove(&(list, id)).unwrap_or_default() {
            out.paste(key);
            out.put(" = ");
            out.paste(value);
            out.put("\n");
        }
    }

    /// The keys that stand elsewhere for one.
    pub fn owned_keys(&self, list: &'static str, id: &str) -> impl Iterator<Item = &str> {
        self.owned.get(&(list, id.to_owned())).into_iter().flatten().map(|(key, _)| key.text.as_str())
    }

    /// Writes top and sections; what the scenario lacks is told of a place.
    pub fn write_sections(&mut self, top: At, draft: &mut Draft) {
        let mut sections = std::mem::take(&mut self.sections);
        draft.piece.paste(sections.remove(&0).unwrap_or_default());
        draft.piece.put("\n");
        draft.piece.close(0, top);
        for (section, entries) in sections {
            draft.piece.put(&format!("[{}]\n", known::SECTIONS[section - 1]));
            draft.piece.paste(entries);
            draft.piece.put("\n");
        }
    }
}

/// A text in one or two languages.
pub(super) fn title(texts: [Option<Piece>; 2]) -> Piece {
    match texts {
        [Some(only), None] => only,
        [en, fr] => {
            let mut piece = Piece::default();
            piece.put("{");
            let both = en.is_some() && fr.is_some();
            for (k, (language, text)) in [("en", en), ("fr", fr)].into_iter().enumerate() {
                let Some(text) = text else { continue };
                piece.put(if k > 0 && both { ", " } else { " " });
                piece.put(&format!("{language} = "));
                piece.paste(text);
            }
            piece.put(" }");
            piece
        }
    }
}
