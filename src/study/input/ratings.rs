//! `[effort.ratings]`: what is rated, and the sum and product that the ratings come to.

use super::assumptions::Log;
use super::node::{Key, Node, Value};
use super::number;
use super::problem::{Place, shown};
use super::reading::Reading;
use super::said::Said;
use super::settled::Settled;
use super::suggest;
use model::distribution::Distribution;
use model::effort::cocomo_ii;
use model::effort::ratings::{Driver, Rating};
use model::effort::{CARDS, Card};
use model::scenario::keys::Global;

/// Most sums or products that uncertain ratings may come to.
const MOST: usize = 1000;

/// A driver with the ratings that it may have.
struct Rated {
    driver: &'static Driver,
    /// Ratings and weights.
    ratings: Vec<(Rating, f64)>,
}

impl Rated {
    /// Their numbers and weights.
    fn values(&self) -> Vec<(f64, f64)> {
        let number = |&(rating, weight): &(Rating, f64)| Some((self.driver.value(rating)?, weight));
        self.ratings.iter().filter_map(number).collect()
    }

    /// The one rating, where it is certain.
    fn certain(&self) -> Option<Rating> {
        let mut possible = self.ratings.iter().filter(|(_, weight)| *weight > 0.0);
        possible.next().filter(|_| possible.next().is_none()).map(|(rating, _)| *rating)
    }
}

/// The sums and products that ratings settle.
pub(crate) fn read(card: &Card, node: &Node, log: &mut Log, reading: &mut Reading) -> Vec<Settled> {
    let Value::Table(entries) = &node.value else {
        reading.wrong_kind(node, "a table such as { rely = \"high\", acap = \"very_high\" }");
        return Vec::new();
    };
    let mut rated = Vec::new();
    let mut sound = true;
    for (key, node) in entries {
        let one = driver(card, key, reading).and_then(|driver| one(driver, node, log, reading));
        sound &= one.is_some();
        rated.extend(one);
    }
    if !sound {
        return Vec::new();
    }
    log.unrated(card, rated.len());
    let other = |one: &Rated| one.driver.key == cocomo_ii::RUSE && one.certain() != Some(Rating::Nominal);
    let ruse = entries.iter().find(|(key, _)| key.text == cocomo_ii::RUSE);
    if let Some((key, _)) = ruse.filter(|_| rated.iter().any(other)) {
        let message = "`ruse` makes every strategy dearer or cheaper, building alone too";
        reading.warning(&key.place, message, "what the shared core alone takes is `reuse.writing_for_reuse`");
    }
    let among = |drivers: &[Driver]| rated.iter().any(|one| drivers.iter().any(|driver| driver.key == one.driver.key));
    let mut settled = Vec::new();
    if among(card.scale_factors) {
        let sum = combined(card.scale_factors, &rated, 0.0, |sum, value| sum + value);
        settled.extend(settle(card, Global::ScaleFactors, sum, "sum of the ratings", &node.place, reading));
    }
    if among(card.multipliers) {
        let product = combined(card.multipliers, &rated, 1.0, |product, value| product * value);
        settled.extend(settle(card, Global::Multipliers, product, "product of the ratings", &node.place, reading));
    }
    settled.extend(schedule(card, &rated, &settled));
    settled
}

/// The driver of a key.
fn driver(card: &Card, key: &Key, reading: &mut Reading) -> Option<&'static Driver> {
    let found = card.drivers().find(|driver| driver.key == key.text);
    if found.is_none() {
        let other = CARDS.iter().find(|other| other.drivers().any(|driver| driver.key == key.text));
        let help = match other {
            Some(other) => format!("it is rated in the effort model `{}`", other.word()),
            None => suggest::help(&key.text, card.drivers().map(|driver| driver.key)),
        };
        let message = format!("`{}` is nothing that `{}` rates", shown(&key.text), card.word());
        reading.error_help(&key.place, message, help + "; commonweal models tells what each is");
    }
    found
}

/// What is said of one driver: a word, `{ value = word, source }`, or words with weights.
fn one(driver: &'static Driver, node: &Node, log: &mut Log, reading: &mut Reading) -> Option<Rated> {
    let mut said = Said::default();
    let mut ratings = Vec::new();
    let mut sound = true;
    match &node.value {
        Value::Table(entries) => {
            for (key, node) in entries {
                sound &= match (key.text.as_str(), said.take(key, node, reading)) {
                    (_, Some(sound)) => sound,
                    ("value", _) => rating(driver, node, reading).map(|rating| ratings.push((rating, 1.0))).is_some(),
                    (_, None) => weighted(driver, key, node, reading).map(|pair| ratings.push(pair)).is_some(),
                };
            }
        }
        _ => ratings.push((rating(driver, node, reading)?, 1.0)),
    }
    if sound && ratings.iter().map(|(_, weight)| weight).sum::<f64>() <= 0.0 {
        reading.error_help(&node.place, "no rating with a weight above 0", "a rating is a word such as \"high\"");
        return None;
    }
    let one = Rated { driver, ratings };
    if sound && driver.key == cocomo_ii::SCED && one.certain().is_none() {
        reading.error(&node.place, "`sced` takes one rating: it settles the schedule, too");
        return None;
    }
    log.rated(driver, node, said, reading);
    sound.then_some(one)
}

/// A rating with its weight.
fn weighted(driver: &Driver, key: &Key, node: &Node, reading: &mut Reading) -> Option<(Rating, f64)> {
    let rating = named(driver, &key.text, &key.place, reading);
    let weight = number::plain(node, reading)?;
    if weight < 0.0 {
        reading.error(&node.place, format!("a weight of {weight}: weights are 0 or more"));
        return None;
    }
    Some((rating?, weight))
}

/// A rating given as a text.
fn rating(driver: &Driver, node: &Node, reading: &mut Reading) -> Option<Rating> {
    match &node.value {
        Value::Text(word) => named(driver, word, &node.place, reading),
        _ => {
            reading.wrong_kind(node, "a rating such as \"high\", or ratings with weights: { nominal = 2, high = 1 }");
            None
        }
    }
}

/// A rating by its word, if the driver has it.
fn named(driver: &Driver, word: &str, place: &Place, reading: &mut Reading) -> Option<Rating> {
    let found = driver.rated().find(|(rating, _)| rating.word() == word);
    if found.is_none() {
        let known = driver.rated().map(|(rating, _)| rating.word());
        let all = format!("allowed: {}", suggest::list(known.clone()));
        let near = suggest::nearest(word, known).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        reading.error_help(place, format!("`{}` has no rating `{}`", driver.key, shown(word)), near + &all);
    }
    found.map(|(rating, _)| rating)
}

/// What all drivers of a kind come to, those that are not rated being nominal; none past [`MOST`] values.
fn combined(
    drivers: &[Driver],
    rated: &[Rated],
    neutral: f64,
    join: impl Fn(f64, f64) -> f64,
) -> Option<Vec<(f64, f64)>> {
    let mut all = vec![(neutral, 1.0)];
    for driver in drivers {
        let own = rated.iter().find(|one| one.driver.key == driver.key);
        let own = own.map_or_else(|| vec![(driver.nominal(), 1.0)], Rated::values);
        if all.len() * own.len() > MOST {
            return None;
        }
        let pairs = all.iter().flat_map(|(x, p)| own.iter().map(|(y, q)| (join(*x, *y), p * q)).collect::<Vec<_>>());
        all = pairs.collect();
    }
    Some(all)
}

fn settle(
    card: &Card,
    key: Global,
    values: Option<Vec<(f64, f64)>>,
    note: &str,
    place: &Place,
    reading: &mut Reading,
) -> Option<Settled> {
    let Some(values) = values else {
        let message = format!("uncertain ratings come to more than {MOST} values of `{}`", key.spec().path);
        reading.error_help(place, message, format!("give fewer weights, or `{}` as a range", key.spec().path));
        return None;
    };
    let distribution = match values.as_slice() {
        [(value, _)] => Distribution::Constant(*value),
        _ => Distribution::discrete(values).ok()?,
    };
    let (low, high) = distribution.bounds();
    let rounded = |x: f64| ((x * 1e4).round() / 1e4).to_string();
    let value = if low == high { rounded(low) } else { format!("{} to {}", rounded(low), rounded(high)) };
    Some(Settled {
        key,
        distribution,
        value,
        given: true,
        mark: card.ratings_mark,
        source: card.ratings_source.to_owned(),
        note: Some(note.to_owned()),
    })
}

/// The schedule of COCOMO II where `sced` is rated.
fn schedule(card: &Card, rated: &[Rated], settled: &[Settled]) -> Option<Settled> {
    if card.scale_factors.is_empty() {
        return None;
    }
    let sced = rated.iter().find(|one| one.driver.key == cocomo_ii::SCED).and_then(Rated::certain)?;
    let scale = settled.iter().find(|settled| settled.key == Global::ScaleFactors);
    let scale = scale.and_then(|settled| settled.distribution.mean()).unwrap_or(cocomo_ii::NOMINAL_SCALE);
    let coefficient = cocomo_ii::schedule_coefficient(sced, scale)?;
    Some(Settled {
        key: Global::ScheduleCoefficient,
        distribution: Distribution::Constant(coefficient),
        value: ((coefficient * 1e4).round() / 1e4).to_string(),
        given: false,
        mark: card.ratings_mark,
        source: card.ratings_source.to_owned(),
        note: Some(format!("for the schedule that `sced = {}` asks for", sced.word())),
    })
}
