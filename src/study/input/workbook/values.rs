//! A row's value with what is said of it: one number, three of them by a form, a word, or the notation of scenario files.

use super::draft::{Draft, Piece};
use super::headings::{FORM, HIGH, Headings, LIKELY, LOW, SAID};
use super::lists;
use super::literal;
pub(super) use super::literal::content;
use super::sheet::{Cell, Row, plain};
use crate::input::known::{Known, Shape};
use crate::input::places::At;
use crate::input::problem::shown;
use crate::input::suggest;
use model::scenario::CostSharing;
use model::scenario::keys::Domain;
use toml::de::DeValue;

/// Headings of the three numbers.
const THREE: [&str; 3] = [LOW, LIKELY, HIGH];

/// Forms of the numbers low, most likely and high: whether the middle one is needed, and the form in a scenario file, `%` for the
/// numbers.
pub const FORMS: [(&str, bool, &str); 6] = [
    ("range", false, "range = [%, %]"),
    ("pert", true, "pert = [%, %, %]"),
    ("triangular", true, "triangular = [%, %, %]"),
    ("uniform", false, "uniform = [%, %]"),
    ("lognormal", false, "lognormal = { p5 = %, p95 = % }"),
    ("quantiles", true, "quantiles = { p10 = %, p50 = %, p90 = % }"),
];

/// What stands in a row.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The headings above it.
    pub headings: &'a Headings,
    /// Its number.
    pub number: u32,
    /// Its cells.
    pub row: &'a Row,
}

impl<'a> Line<'a> {
    /// The cell below a heading.
    pub fn get(&self, heading: &str) -> Option<&'a Cell> {
        self.headings.get(self.row, heading)
    }

    /// Where that is.
    pub fn at(&self, heading: &str) -> At {
        self.headings.at(self.number, heading)
    }

    /// The first of some headings below which something stands.
    pub fn first(&self, headings: &[&'static str]) -> Option<&'static str> {
        headings.iter().copied().find(|heading| self.get(heading).is_some())
    }
}

/// A value: as it stands, or a table that more may be added to.
enum Literal {
    Whole(Piece),
    /// Two ends, which have a form for themselves and one that takes more.
    Range([Piece; 2]),
    /// Without its closing brace.
    Table(Piece),
}

/// What a row gives, with what is said of it; none where it gives nothing, or after a report. `value` is the heading of a single
/// value.
pub(super) fn given(line: &Line, value: &'static str, known: Option<Known>, draft: &mut Draft) -> Option<Piece> {
    let Some(first) = line.first(&[value, FORM, LOW, LIKELY, HIGH]) else {
        if let Some(said) = line.first(&SAID) {
            let message = format!("`{said}` without a value: the default stands");
            draft.warning(
                line.at(said),
                &content(line.get(said)),
                message,
                "give the value that it is of, or leave the row empty",
            );
        }
        return None;
    };
    let at = line.at(first);
    let literal = match (line.get(value), line.first(&[LOW, LIKELY, HIGH])) {
        (Some(_), Some(other)) => {
            let message = format!("one number below `{value}`, and another below `{other}`");
            draft.error(line.at(other), &content(line.get(other)), message, "a value is one number, or low and high");
            None
        }
        (Some(cell), None) => alone(line, value, cell, known, draft),
        (None, _) => three(line, known, draft),
    }?;
    let mut said = said(line, known, draft);
    said.retain(|(heading, _)| is_said_once(&literal, line, heading, draft));
    let mut piece = with_said(literal, said.into_iter().map(|(_, piece)| piece).collect());
    piece.close(0, at);
    Some(piece)
}

/// Whether what is said below a heading is not said in the value, too; tells where it is.
fn is_said_once(literal: &Literal, line: &Line, heading: &'static str, draft: &mut Draft) -> bool {
    let Literal::Table(open) = literal else { return true };
    let whole = format!("{} }}", open.text);
    let key = heading.replace(' ', "_");
    let holds = |value: &DeValue| value.as_table().is_some_and(|table| table.keys().any(|own| *own.get_ref() == key));
    if !DeValue::parse(&whole).is_ok_and(|value| holds(value.get_ref())) {
        return true;
    }
    let message = format!("the {heading} stands here and in the value itself");
    draft.error(line.at(heading), &content(line.get(heading)), message, "leave one of the two");
    false
}

/// A single value, beside which there may be the word of a form only where it says so.
fn alone(line: &Line, value: &'static str, cell: &Cell, known: Option<Known>, draft: &mut Draft) -> Option<Literal> {
    if let Some(Cell::Text(form)) = line.get(FORM)
        && plain(form) != "value"
    {
        let message = format!("the form `{}` beside a single value", shown(form));
        draft.error(line.at(FORM), form, message, "give low and high, or leave the form empty");
        return None;
    }
    let at = line.at(value);
    let text = single(cell, at, known, draft)?;
    let is_words =
        matches!(known, Some(Known::Word(word)) if !matches!(word.shape, Shape::Whole(..) | Shape::Fixed(..)));
    let ends = text.trim_matches('"').split_once(" to ").filter(|_| text.starts_with('"') && !is_words);
    if let Some((low, high)) = ends {
        let [low, high] = [low, high].map(literal::plain);
        return Some(match (low, high) {
            (Some(low), Some(high)) => Literal::Range([low, high].map(|end| piece_of(&end, at))),
            _ => Literal::Whole(piece_of(&text, at)),
        });
    }
    Some(of_notation(&text, at, known))
}

fn piece_of(text: &str, at: At) -> Piece {
    let mut piece = Piece::default();
    piece.cell(at, text);
    piece
}

/// A value in the notation of scenario files: a table takes what is said of it among its entries, but for shares by name.
fn of_notation(text: &str, at: At, known: Option<Known>) -> Literal {
    let is_sharing = matches!(known, Some(Known::Word(word)) if word.shape == Shape::Sharing);
    let takes_more = !is_sharing || text.contains(CostSharing::TIERS);
    match text.strip_suffix('}').filter(|_| text.starts_with('{') && takes_more) {
        Some(open) => Literal::Table(piece_of(open.trim_end().trim_end_matches(',').trim_end(), at)),
        None => Literal::Whole(piece_of(text, at)),
    }
}

/// The single value of a key.
fn single(cell: &Cell, at: At, known: Option<Known>, draft: &mut Draft) -> Option<String> {
    let words = |draft: &mut Draft| match cell {
        Cell::Text(words) if words.starts_with(['{', '[']) => literal::raw(words, at, draft),
        cell => literal::of_text(cell, at, draft).map(|words| literal::text(&words)),
    };
    let is_growth = known.and_then(Known::spec).is_some_and(|spec| spec.domain == Domain::Growth);
    match (known, cell) {
        (Some(Known::Word(word)), _) => match word.shape {
            Shape::Whole(..) | Shape::Fixed(..) => literal::of_number(cell, at, draft),
            Shape::Choices(_) | Shape::Texts => lists::list(cell, at, draft),
            Shape::Sharing => lists::rule(cell, at, draft),
            Shape::Needs => lists::needs(cell, at, draft),
            Shape::Truth | Shape::Known(_) => truth(cell).or_else(|| literal::of_number(cell, at, draft)),
            Shape::Ratings | Shape::Adapted | Shape::Data => words(draft),
            Shape::Title | Shape::Text | Shape::Id | Shape::File | Shape::Choice(_) | Shape::Licence => match cell {
                Cell::Text(text)
                    if text.starts_with('{') && word.shape != Shape::Text && word.shape != Shape::Title =>
                {
                    literal::raw(text, at, draft)
                }
                cell => literal::of_text(cell, at, draft).map(|words| literal::text(&words)),
            },
        },
        (_, Cell::Text(_)) if is_growth => words(draft),
        _ => literal::of_number(cell, at, draft),
    }
}

fn truth(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Truth(truth) => Some(truth.to_string()),
        Cell::Text(word) => match plain(word).as_str() {
            "yes" | "true" | "oui" | "vrai" => Some("true".to_owned()),
            "no" | "false" | "non" | "faux" => Some("false".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// What low, most likely and high say together, by the form; or a form that is written out.
fn three(line: &Line, known: Option<Known>, draft: &mut Draft) -> Option<Literal> {
    let at = line.at(FORM);
    let form = match line.get(FORM) {
        Some(cell) => Some(literal::of_text(cell, at, draft)?),
        None => None,
    };
    let some = line.first(&THREE);
    if let Some(written) = form.as_deref().filter(|form| form.starts_with(['{', '['])) {
        if let Some(other) = some {
            let message = format!("a form that is written out, and a number below `{other}`");
            draft.error(at, written, message, "give the one or the other");
            return None;
        }
        return literal::raw(written, at, draft).map(|text| of_notation(&text, at, known));
    }
    let default = if line.get(LIKELY).is_some() { FORMS[1] } else { FORMS[0] };
    let (word, middle, pattern) = match form.as_deref() {
        None => default,
        Some(word) => match FORMS.into_iter().find(|(known, ..)| *known == plain(word)) {
            Some(form) => form,
            None => {
                let all = FORMS.iter().map(|(word, ..)| *word).chain(["value"]);
                let help = suggest::help(&plain(word), all.collect::<Vec<_>>());
                draft.error(at, word, format!("no form is called `{}`", shown(word)), help);
                return None;
            }
        },
    };
    let needed: &[&'static str] = if middle { &THREE } else { &[LOW, HIGH] };
    let lacking = needed.iter().find(|heading| line.get(heading).is_none());
    if lacking.is_some() || (!middle && line.get(LIKELY).is_some()) {
        let wanted = if middle { "low, most likely and high" } else { "low and high" };
        let there = some.unwrap_or(FORM);
        let message = match form {
            Some(_) => format!("the form `{word}` is made of {wanted}, and of nothing else"),
            None => format!("`{there}` alone is no value: it takes low and high, with or without most likely"),
        };
        draft.error(
            line.at(there),
            &content(line.get(there)),
            message,
            "a single number stands in the column of values",
        );
        return None;
    }
    let numbers = needed.iter().map(|heading| {
        let number = line.get(heading).and_then(|cell| literal::of_number(cell, line.at(heading), draft));
        number.map(|number| piece_of(&number, line.at(heading)))
    });
    let numbers: Vec<Option<Piece>> = numbers.collect();
    let numbers: Vec<Piece> = numbers.into_iter().collect::<Option<_>>()?;
    match <[Piece; 2]>::try_from(numbers) {
        // An end that is no number is told in the form that asks for numbers.
        Ok(ends) if word == FORMS[0].0 && ends.iter().all(|end| !end.text.starts_with('"')) => {
            Some(Literal::Range(ends))
        }
        Ok(ends) => Some(Literal::Table(filled(pattern, ends.into()))),
        Err(numbers) => Some(Literal::Table(filled(pattern, numbers))),
    }
}

/// A pattern with the numbers in the place of its marks.
fn filled(pattern: &str, numbers: Vec<Piece>) -> Piece {
    let mut piece = Piece::default();
    let mut parts = pattern.split('%');
    piece.put("{ ");
    piece.put(parts.next().unwrap_or_default());
    for (number, part) in numbers.into_iter().zip(parts) {
        piece.paste(number);
        piece.put(part);
    }
    piece
}

/// What is said of the value, as entries of a table.
fn said(line: &Line, known: Option<Known>, draft: &mut Draft) -> Vec<(&'static str, Piece)> {
    let mute = match known {
        Some(Known::Word(word)) => !word.shape.may_be_said_of(),
        _ => false,
    };
    let mut entries = Vec::new();
    for heading in SAID {
        let (Some(cell), at) = (line.get(heading), line.at(heading)) else { continue };
        if mute {
            let message = format!("nothing keeps the {heading} of this");
            draft.warning(at, &content(Some(cell)), message, "it is kept of numbers and choices");
            continue;
        }
        let words = match cell {
            Cell::Date(day) if heading == SAID[3] => Some(day.clone()),
            Cell::Number(number) if heading == SAID[3] => {
                let help =
                    "a date that lost its format is a number: format the cell as a date, or type such as 2025-03-31";
                draft.error(at, &content(Some(cell)), format!("`signed_off` cannot be {number}"), help);
                continue;
            }
            cell => literal::of_text(cell, at, draft),
        };
        let mut piece = Piece::default();
        piece.put(&format!("{} = ", heading.replace(' ', "_")));
        piece.cell(at, &literal::text(&words.unwrap_or_default()));
        entries.push((heading, piece));
    }
    entries
}

/// A value in one piece, with what is said of it.
fn with_said(literal: Literal, said: Vec<Piece>) -> Piece {
    let mut piece = Piece::default();
    let mut put = |parts: [&str; 3], [low, high]: [Piece; 2]| {
        piece.put(parts[0]);
        piece.paste(low);
        piece.put(parts[1]);
        piece.paste(high);
        piece.put(parts[2]);
    };
    match literal {
        Literal::Whole(whole) if said.is_empty() => return whole,
        Literal::Range(ends) if said.is_empty() => {
            put(["\"", " to ", "\""], ends);
            return piece;
        }
        Literal::Range(ends) => put(["{ range = [", ", ", "]"], ends),
        Literal::Whole(whole) => {
            piece.put("{ value = ");
            piece.paste(whole);
        }
        Literal::Table(open) => piece = open,
    }
    for one in said {
        piece.put(if piece.text.trim_end() == "{" { " " } else { ", " });
        piece.paste(one);
    }
    piece.put(" }");
    piece
}
