//! Keeping inputs inside their domains.

use super::problem::Place;
use super::reading::Reading;
use model::distribution::{Distribution, Tails};
use model::scenario::keys::{Domain, KeySpec};

/// A larger part cut away than this is worth a warning.
const NOTICEABLE: f64 = 0.01;

/// Keys whose value, beyond this much, is most often in another unit: a percentage.
const UNUSUAL: [(&str, f64, &str); 1] = [("discount_rate", 0.2, "a rate of 3.5 % a year is written 0.035")];

fn warn_if_unusual(x: f64, spec: &KeySpec, place: &Place, reading: &mut Reading) {
    if let Some((path, most, help)) = UNUSUAL.iter().find(|(path, most, _)| spec.path == *path && x > *most) {
        reading.warning(place, format!("`{path}` of {x} is far from usual: beyond {most}"), *help);
    }
}

/// The distribution confined to its key's domain: a constant outside is an error, anything else is cut.
pub(crate) fn confine(
    distribution: Distribution,
    spec: &KeySpec,
    place: &Place,
    reading: &mut Reading,
) -> Option<Distribution> {
    let domain = spec.domain;
    if let Distribution::Constant(x) = distribution {
        if domain.contains(x) {
            warn_if_unusual(x, spec, place, reading);
            return Some(distribution);
        }
        let message = format!("`{}` must be {}, found {x}", spec.path, domain.words());
        match percent_help(domain, x) {
            Some(help) => reading.error_help(place, message, help),
            None => reading.error(place, message),
        }
        return None;
    }
    warn_if_unusual(distribution.quantile(Tails::from_below(0.5)), spec, place, reading);
    let (low, high) = ends(&distribution, domain);
    let (least, most) = distribution.bounds();
    if low <= least && most <= high {
        return Some(distribution);
    }
    match distribution.truncated(low, high) {
        Ok((kept, cut)) => {
            if cut > NOTICEABLE {
                let message = format!("`{}` must be {}: {:.2} % is cut away", spec.path, domain.words(), 100.0 * cut);
                reading.warning(place, message, "choose a distribution that stays inside, or give min and max");
            }
            Some(kept)
        }
        Err(_) => {
            let message = format!("`{}` must be {}: no value of this is", spec.path, domain.words());
            reading.error(place, message);
            None
        }
    }
}

/// The closed interval to keep: at an open end a value that has a probability of its own must go.
fn ends(distribution: &Distribution, domain: Domain) -> (f64, f64) {
    let (low, high) = domain.bounds();
    let open = matches!(domain, Domain::Positive | Domain::AboveMinusOne);
    match open && !distribution.is_continuous() {
        true => (low.next_up(), high),
        false => (low, high),
    }
}

fn percent_help(domain: Domain, x: f64) -> Option<String> {
    (domain == Domain::Share && x > 1.0 && x <= 100.0).then(|| format!("{x} % is written {}", x / 100.0))
}
