//! Paths of settings, as a column of a sheet names them.

use super::draft::Draft;
use crate::input::known::{self, Known};
use crate::input::places::At;
use crate::input::problem::shown;
use crate::input::suggest;

/// Where a path leads.
pub(super) struct Split<'a> {
    /// Where it leads.
    pub place: Place<'a>,
    /// The key there.
    pub key: &'a str,
    /// What is known of that key.
    pub known: Option<Known>,
}

/// Where a value stands in the file of a scenario.
pub(super) enum Place<'a> {
    /// A text in a language, by number.
    Title(&'static str, usize),
    /// A list and an id.
    Owned(&'static str, &'a str),
    /// A section by its number, 0 for the top.
    Section(usize),
}

/// A path as its parts.
pub(super) fn split(path: &str) -> Split<'_> {
    for key in ["title", "summary"] {
        let language = [key.to_owned(), format!("{key}_fr")].iter().position(|own| own == path);
        if let Some(language) = language {
            return Split { place: Place::Title(key, language), key: path, known: known::find("", key) };
        }
    }
    for list in ["module", "administration"] {
        let rest = path.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'));
        if let Some((id, key)) = rest.and_then(|rest| rest.rsplit_once('.')) {
            return Split { place: Place::Owned(list, id), key, known: known::find(list, key) };
        }
    }
    let (name, key) = path.split_once('.').unwrap_or(("", path));
    match known::SECTIONS.iter().position(|section| *section == name) {
        Some(section) => {
            let known = known::find(name, if key.starts_with("ratings.") { "ratings" } else { key });
            Split { place: Place::Section(section + 1), key, known }
        }
        // A path whose section is unknown is told of as a key that is.
        None => Split { place: Place::Section(0), key: path, known: known::find("", path) },
    }
}

/// Whether a path is one of a scenario, or a key of an administration that is the writer's own; tells where it is not.
pub(super) fn is_known(path: &str, split: &Split, at: At, draft: &mut Draft) -> bool {
    let help = match split.place {
        Place::Owned(list, id) if split.key == "id" => {
            let message = format!("the id of `{}` is given by a path that names it", shown(id));
            draft.error(at, path, message, format!("ids stand in the sheet `{list}s`"));
            return false;
        }
        Place::Owned("administration", _) => return true,
        _ if split.known.is_some() => return true,
        Place::Owned(list, _) => {
            let keys = known::keys(list).map(Known::key).filter(|key| *key != "id");
            suggest::help(split.key, keys)
        }
        _ => meant(path),
    };
    draft.error(at, path, format!("no setting has the path `{}`", shown(path)), help);
    false
}

/// What was meant by a path that there is not.
fn meant(path: &str) -> String {
    if let Some(list) =
        known::LISTS.into_iter().find(|list| path.strip_prefix(list).is_some_and(|rest| ["", "s"].contains(&rest)))
    {
        let sheet = if list == "correlated" { list.to_owned() } else { format!("{list}s") };
        return format!("they stand in a sheet of their own, `{sheet}`");
    }
    let all = all();
    let all = || all.iter().map(String::as_str);
    let (section, last) = (path.split('.').next().unwrap_or(path), path.rsplit('.').next().unwrap_or(path));
    let own = |section: &str| {
        all().filter(|own| own.split_once('.').is_some_and(|(of, _)| of == section)).collect::<Vec<_>>()
    };
    let keys =
        |section: &str| own(section).into_iter().map(|own| own.rsplit('.').next().unwrap_or(own)).collect::<Vec<_>>();
    let is_section = known::SECTIONS.contains(&section);
    let near = match is_section && path != section {
        true => suggest::nearest(last, keys(section))
            .and_then(|key| own(section).into_iter().find(|own| own.ends_with(&format!(".{key}")))),
        false if is_section => None,
        false => suggest::nearest(path, all()),
    };
    let same = || all().find(|own| own.rsplit('.').next() == Some(last));
    if let Some(near) = near.or_else(same) {
        return format!("did you mean `{near}`?");
    }
    if let Some(list) = ["module", "administration"].into_iter().find(|list| known::find(list, last).is_some()) {
        return format!("it is given in the sheet `{list}s`, below `{last}`");
    }
    match known::SECTIONS.into_iter().find(|own| suggest::nearest(section, [*own]).is_some()) {
        Some(section) => format!("allowed: {}", suggest::list(own(section))),
        None => "the sheet `assumptions` that `commonweal init --workbook` writes has all of them".to_owned(),
    }
}

/// All paths of settings that are of the scenario as a whole.
fn all() -> Vec<String> {
    let top = known::keys("").map(|known| known.key().to_owned()).chain(["title_fr", "summary_fr"].map(str::to_owned));
    let of = |section: &'static str| known::keys(section).map(move |known| format!("{section}.{}", known.key()));
    top.chain(known::SECTIONS.into_iter().flat_map(of)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_told_in_words_of_sheets() {
        for (path, words) in [
            ("discount_rte", "did you mean `discount_rate`?"),
            ("maintenance", "did you mean `running.maintenance`?"),
            ("consortium.led", "did you mean `consortium.lead`?"),
            ("running.coordination", "did you mean `consortium.coordination`?"),
            ("modules", "a sheet of their own, `modules`"),
            ("correlated", "a sheet of their own, `correlated`"),
            ("labour_rate", "the sheet `administrations`, below `labour_rate`"),
            ("reuse", "allowed: `reuse.writing_for_reuse`"),
            ("reuse.zzzzzzzz", "allowed: `reuse.writing_for_reuse`"),
            ("zzz", "has all of them"),
        ] {
            assert!(meant(path).contains(words), "{path}: {}", meant(path));
        }
    }
}
