//! `PATH=low..high[:steps]` or `PATH=a,b,c`: an input and the values it is to have.

use super::ask::axis;
use super::found::Axis;
use crate::analysis::variants::MEMBERS;
use crate::input::problem::shown;
use model::scenario::Scenario;
use std::collections::HashSet;
use std::str::FromStr;

/// Values of an input where nothing says how many: alone, and beside another.
const USUAL: [usize; 2] = [21, 11];
/// Most values of one input.
const MOST: usize = 100_000;
/// Ranges of counts up to this long are gone through one by one.
const ONE_BY_ONE: f64 = 60.0;
/// Paths that take whole numbers only.
const WHOLE: [&str; 3] = [MEMBERS, "horizon", "consortium.minimum_members"];

/// An input and where it is to go.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// Its path.
    pub path: String,
    values: Values,
}

#[derive(Debug, Clone, PartialEq)]
enum Values {
    Range { low: f64, high: f64, steps: Option<usize> },
    List(Vec<String>),
}

impl FromStr for Over {
    type Err = String;

    fn from_str(text: &str) -> Result<Over, String> {
        let parts = text.split_once('=').map(|(path, values)| (path.trim(), values.trim()));
        let Some((path, values)) = parts.filter(|(path, values)| !path.is_empty() && !values.is_empty()) else {
            return Err(format!(
                "`{}` is not PATH=LOW..HIGH[:STEPS] or PATH=A,B,C, such as consortium.coordination=0..0.2:11",
                shown(text)
            ));
        };
        let values = match range(values) {
            Some(range) => range?,
            None => Values::List(list(values)?),
        };
        Ok(Over { path: path.to_owned(), values })
    }
}

/// A range, if it is written as one.
fn range(text: &str) -> Option<Result<Values, String>> {
    let (low, rest) = text.split_once("..")?;
    let (high, steps) = match rest.split_once(':') {
        Some((high, steps)) => (high, Some(steps)),
        None => (rest, None),
    };
    let [low, high] = [low, high].map(|end| end.trim().parse::<f64>().ok().filter(|end| end.is_finite()));
    let (low, high) = (low?, high?);
    let steps = steps.map(|steps| steps.trim().parse::<usize>());
    Some(match steps {
        _ if low >= high => Err("the lower end comes first, such as 0..0.2".to_owned()),
        Some(Err(_)) => Err("STEPS is how many values there are, both ends among them, such as 0..0.2:11".to_owned()),
        Some(Ok(steps)) if !(2..=MOST).contains(&steps) => Err(format!("STEPS is a number from 2 to {MOST}")),
        steps => Ok(Values::Range { low, high, steps: steps.and_then(Result::ok) }),
    })
}

/// Values between commas; those within brackets or quotes belong to a value.
fn list(text: &str) -> Result<Vec<String>, String> {
    let (mut values, mut depth, mut quote) = (vec![String::new()], 0usize, None);
    for c in text.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('[' | '{', None) => depth += 1,
            (']' | '}', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == ',' && depth == 0 && quote.is_none() {
            values.push(String::new());
        } else if let Some(last) = values.last_mut() {
            last.push(c);
        }
    }
    distinct(values.iter().map(|value| value.trim().to_owned()).collect())
}

/// Values of which none is missing and none stands there twice.
fn distinct(values: Vec<String>) -> Result<Vec<String>, String> {
    if values.len() > MOST {
        return Err(format!("a list has at most {MOST} values"));
    }
    let mut known = HashSet::new();
    if let Some(twice) = values.iter().find(|value| !known.insert(value.as_str())) {
        return Err(format!("`{}` stands in the list twice", shown(twice)));
    }
    match values.is_empty() || values.iter().any(String::is_empty) {
        true => Err("a value of the list is missing: PATH=A,B,C".to_owned()),
        false => Ok(values),
    }
}

impl Over {
    /// An input and a list of values.
    ///
    /// # Errors
    /// If there is no value, or one of them stands there twice.
    pub fn listed(path: &str, values: Vec<String>) -> Result<Over, String> {
        Ok(Over { path: path.to_owned(), values: Values::List(distinct(values)?) })
    }

    /// The values as a scenario would have them; `usual` many where neither the range nor the input says how many.
    fn values(&self, usual: usize) -> Vec<String> {
        let (low, high, steps) = match &self.values {
            Values::List(values) => return values.clone(),
            Values::Range { low, high, steps } => (*low, *high, *steps),
        };
        let whole = [low, high].iter().all(|end| end.fract() == 0.0) && high - low <= ONE_BY_ONE;
        let counts = whole && WHOLE.contains(&self.path.as_str());
        let steps = steps.unwrap_or(if counts { (high - low) as usize + 1 } else { usual });
        (0..steps).map(|k| written(low + (high - low) * k as f64 / (steps - 1) as f64)).collect()
    }
}

/// Refuses inputs that a sweep cannot go over together.
///
/// # Errors
/// If they are none, more than two, or the same twice.
pub fn check(over: &[Over]) -> Result<(), &'static str> {
    match over {
        [one, other] if one.path == other.path => Err("both --over name the same input"),
        [_] | [_, _] => Ok(()),
        _ => Err("a sweep goes over one input or two: give --over once or twice"),
    }
}

/// The axes of a sweep over one input or two.
pub fn axes(scenario: &Scenario, over: &[Over]) -> Vec<Axis> {
    let usual = USUAL[usize::from(over.len() > 1)];
    over.iter().map(|over| axis(scenario, &over.path, over.values(usual))).collect()
}

/// A number as a scenario writes it, without the noise of its last digits.
fn written(value: f64) -> String {
    let value: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    let value = value + 0.0;
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { format!("{value:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, usual: usize) -> Vec<String> {
        text.parse::<Over>().expect(text).values(usual)
    }

    #[test]
    fn ranges_have_both_ends() {
        assert_eq!(values("consortium.coordination=0..0.3:4", 11), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(values("discount_rate = -0.01..0.03", 5), ["-0.01", "0", "0.01", "0.02", "0.03"]);
        assert_eq!(values("members=2..5", 11), ["2", "3", "4", "5"]);
        assert_eq!(values("members=2..10:3", 11), ["2", "6", "10"]);
        assert_eq!(values("horizon=5..100", 3), ["5", "52.5", "100"]);
        assert_eq!(values("x=1e-7..3e-7:3", 3), ["1e-7", "2e-7", "3e-7"]);
    }

    #[test]
    fn lists_are_split_at_their_own_commas() {
        assert_eq!(values("licence=open,closed", 11), ["open", "closed"]);
        let nested = values("s={ equal = 0.3, population = 0.7 }, \"a,b\", equal", 11);
        assert_eq!(nested, ["{ equal = 0.3, population = 0.7 }", "\"a,b\"", "equal"]);
        assert_eq!(values("x=\"3 to 5\"", 11), ["\"3 to 5\""]);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for text in ["x", "x=", "=1..2", "x=2..1", "x=1..2:1", "x=1..2:a", "x=1,,2", "x=1,1", "x=1..2:200000"] {
            assert!(text.parse::<Over>().is_err(), "{text}");
        }
    }
}
