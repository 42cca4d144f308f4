//! Values that are allowed and far from usual: most often another unit, or a slip of the pen.

use super::administrations::People;
use super::arrange::{Arranged, Column, Roster, Row};
use super::needs::Modules;
use super::node::Value;
use super::problem::{Place, shown};
use super::reading::Reading;
use super::settings::Settings;
use super::suggest;
use model::distribution::Tails;
use model::effort::HOURS;
use model::scenario::Source;
use model::scenario::keys::Member;

/// Currencies of about the same worth, in which a usual labour rate can be told.
const ALIKE: [&str; 9] = ["AUD", "CAD", "CHF", "EUR", "GBP", "NZD", "SGD", "USD", "XDR"];
/// A labour rate below this is that of an hour or a day, one above [`MOST_RATE`] that of a year.
const LEAST_RATE: f64 = 500.0;
const MOST_RATE: f64 = 40_000.0;
/// A module larger than this, in person-months, is most often given in hours.
const LARGEST_MODULE: f64 = 1_000.0;
/// Working days of a person-month.
const DAYS: f64 = 19.0;
/// A calendar year is beyond this.
const CALENDAR: f64 = 1_000.0;
/// Levels that are compared with each other, and the letters that a word needs for one of them to be a slip.
const MOST_LEVELS: usize = 200;
const LEAST_LETTERS: usize = 5;

/// Warns of all of them, once a key.
pub(crate) fn warn(
    arranged: &Arranged,
    people: &People,
    modules: &Modules,
    settings: &Settings,
    reading: &mut Reading,
) {
    if let Some(horizon) = settings.horizon {
        let late = |source: &Source| joining(source).filter(|x| *x > horizon).map(|x| (x, late(x, horizon)));
        once(Member::Joins, &arranged.roster, people, reading, late);
    }
    if settings.currency.as_deref().is_some_and(|currency| ALIKE.contains(&currency)) {
        let odd = |source: &Source| median(source).and_then(|x| Some((x, rate(x)?)));
        once(Member::LabourRate, &arranged.roster, people, reading, odd);
    }
    if settings.effort.unit() == "PM" {
        sizes(&arranged.modules, modules, reading);
    }
    levels(&arranged.roster, people, reading);
}

fn median(source: &Source) -> Option<f64> {
    match source {
        Source::Drawn(drawn) => Some(drawn.quantile(Tails::from_below(0.5))),
        Source::Common(_) | Source::Derived => None,
    }
}

/// When an administration joins, if that is certain; of an uncertain time, which may lie beyond the horizon, the P5 of
/// what can only be calendar years.
fn joining(source: &Source) -> Option<f64> {
    let Source::Drawn(drawn) = source else { return None };
    let early = || Some(drawn.quantile(Tails::from_below(0.05))).filter(|early| *early > CALENDAR);
    drawn.certain().or_else(early)
}

/// Warns of the first value of a key that is odd, and counts the others.
fn once(
    member: Member,
    roster: &Roster,
    people: &People,
    reading: &mut Reading,
    odd: impl Fn(&Source) -> Option<(f64, (String, String))>,
) {
    let of = |i: usize| people.inputs.get(i * Member::ALL.len() + member as usize).and_then(&odd);
    let given = roster.rows.iter().enumerate().filter(|(_, row)| row.get(Column::Number(member)).is_some());
    let mut found = given.filter_map(|(i, row)| Some((row, of(i)?)));
    let Some((row, (x, (message, help)))) = found.next() else { return };
    let (place, others) = (row.place(Column::Number(member)).clone(), found.count());
    tell(&place, member.spec().path, x, &message, others, help, reading);
}

fn tell(place: &Place, key: &str, x: f64, message: &str, others: usize, help: String, reading: &mut Reading) {
    let more = if others == 0 { String::new() } else { format!("; {others} more likewise") };
    let x = if x.abs() > 100.0 { x.round() } else { x };
    reading.warning(place, format!("`{key}` of {x} is far from usual: {message}{more}"), help);
}

fn late(x: f64, horizon: f64) -> (String, String) {
    let help = match x > CALENDAR {
        true => "years from the start of the horizon, not a calendar year: 2 for the third year",
        false => "years from the start of the horizon: who joins beyond it never does, and may be left out",
    };
    (format!("beyond the horizon of {horizon} years"), help.to_owned())
}

fn rate(x: f64) -> Option<(String, String)> {
    if x > 0.0 && x < LEAST_RATE {
        let help = format!(
            "a labour rate is the loaded cost of a person-month of 152 hours: {x} an hour is {}, {x} a day is {}",
            (x * HOURS).round(),
            (x * DAYS).round()
        );
        return Some(("a rate an hour or a day?".to_owned(), help));
    }
    (x > MOST_RATE).then(|| {
        let help = format!("a labour rate is the loaded cost of a person-month: {x} a year is {}", (x / 12.0).round());
        ("the pay of a year?".to_owned(), help)
    })
}

fn sizes(rows: &[Row], modules: &Modules, reading: &mut Reading) {
    // A size with a source has been looked at.
    let sourced = |row: &Row| match row.get(Column::Word("size")).map(|node| &node.value) {
        Some(Value::Table(entries)) => entries.iter().any(|(key, _)| key.text == "source" || key.text == "note"),
        _ => false,
    };
    let given = rows.iter().zip(&modules.sizes).filter(|(row, _)| !sourced(row));
    let given = given.filter_map(|(row, size)| Some((row, median(size)?)));
    let mut found = given.filter(|(_, x)| *x > LARGEST_MODULE);
    let Some((row, x)) = found.next() else { return };
    let (place, others) = (row.place(Column::Word("size")).clone(), found.count());
    let help = format!("a size is in person-months of 152 hours: {x} hours are {}", (x / HOURS).round());
    tell(&place, "size", x, "hours?", others, help, reading);
}

/// Levels that are one to the eye are two to the model, and a level of one administration may be another misspelt.
fn levels(roster: &Roster, people: &People, reading: &mut Reading) {
    if people.levels.len() > MOST_LEVELS {
        return;
    }
    let mut members = vec![0_usize; people.levels.len()];
    // Of a scenario with errors a level may not be known.
    for one in &people.list {
        if let Some(count) = members.get_mut(one.level) {
            *count += 1;
        }
    }
    for (k, level) in people.levels.iter().enumerate() {
        let same = people.levels[..k].iter().find(|other| bare(other) == bare(level));
        let mut others = people.levels.iter().zip(&members).filter(|(_, count)| **count > 1).map(|(other, _)| other);
        let near = if members[k] == 1 { others.find(|other| is_slip(level, other)) } else { None };
        let (other, how, help) = match (same, near) {
            (Some(other), _) => (other, "differ in case, blanks or accents only", "write them alike if they are one"),
            (None, Some(other)) => {
                (other, "differ in one letter", "only one administration has it: a slip of the pen?")
            }
            _ => continue,
        };
        let message = format!("levels `{}` and `{}` {how}, and are two", shown(other), shown(level));
        let written = |row: &&Row| {
            let text = row.get(Column::Word("level")).map(|node| &node.value);
            matches!(text, Some(Value::Text(text)) if text.trim() == level)
        };
        if let Some(row) = roster.rows.iter().find(written) {
            reading.warning(row.place(Column::Word("level")), message, help);
        }
    }
}

/// A word without what the eye passes over.
fn bare(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).map(suggest::without_accent).collect()
}

/// Whether two words are one letter apart; numbers and short words tell levels apart on purpose.
fn is_slip(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().count() >= LEAST_LETTERS && !word.contains(|c: char| c.is_numeric());
    letters(one) && letters(other) && strsim::damerau_levenshtein(&bare(one), &bare(other)) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_but_for_accents_blanks_and_case() {
        assert_eq!(bare("Région urbaine"), bare("region-Urbaine"));
        assert!(is_slip("municipality", "municipallity") && is_slip("commune", "comune"));
        for (one, other) in [("level 1", "level 2"), ("town", "down"), ("province", "region"), ("city", "city")] {
            assert!(!is_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn rates_of_other_units_are_told() {
        assert!(rate(45.0).is_some_and(|(_, help)| help.contains("45 an hour is 6840")));
        assert!(rate(96_000.0).is_some_and(|(_, help)| help.contains("96000 a year is 8000")));
        assert_eq!([0.0, 500.0, 12_000.0, 40_000.0].map(rate), [const { None }; 4]);
    }
}
