//! Where sharing pays along an input.

use crate::language::{Language, figure, say};
use crate::words::inputs;
use study::analysis::sweep::found::{Axis, Cell, Crossing, Sweep};
use study::analysis::variants::MEMBERS;

/// A sentence or two.
pub(super) fn verdict(found: &Sweep, axis: &Axis, language: Language) -> String {
    let pays = |cell: &&Cell| cell.saving_p50.is_some_and(|known| known.value > 0.0);
    let (paying, all, now) = (found.cells.iter().filter(pays).count(), found.cells.len(), now(axis, language));
    let key = inputs::bare(&axis.path, language);
    let places = found.crossings.iter().map(|one| crossing(one, language)).collect::<Vec<String>>();
    let mut places = places.join(language.pick("; ", "\u{202F}; "));
    if axis.path == MEMBERS {
        places += language.pick(", in the order of joining", ", dans l’ordre d’adhésion");
    }
    match (&found.crossings[..], paying) {
        (_, 0) => say!(
            language,
            "Sharing pays at none of these values in the median case.{now}"
                | "Dans le cas médian, construire en commun n’est avantageux à aucune de ces valeurs.{now}"
        ),
        ([], paying) if paying == all => say!(
            language,
            "Sharing pays at every one of these values in the median case.{now}"
                | "Dans le cas médian, construire en commun est avantageux à chacune de ces valeurs.{now}"
        ),
        ([], some) => say!(
            language,
            "Sharing pays at {some} of these {all} values in the median case."
                | "Dans le cas médian, construire en commun est avantageux à {some} de ces {all} valeurs."
        ),
        _ => {
            say!(
                language,
                "In the median case sharing pays where {key} is {places}.{now}"
                    | "Dans le cas médian, construire en commun est avantageux là où « {key} » est {places}.{now}"
            )
        }
    }
}

/// What the scenario says of the input.
fn now(axis: &Axis, language: Language) -> String {
    let Some([low, _, high]) = axis.now else { return String::new() };
    let [from, to] = [low, high].map(|end| figure(end, language));
    match low == high {
        true => say!(language, " It is {from} at present." | " Sa valeur actuelle est {from}."),
        false => say!(
            language,
            " It lies between {from} and {to} at present." | " Sa valeur actuelle se situe entre {from} et {to}."
        ),
    }
}

/// `above 0.2`, of counts `4 or more`: between counts there is nothing, the first that pays is what matters.
fn crossing(one: &Crossing, language: Language) -> String {
    let [below, above, at] = [one.between[0], one.between[1], one.at].map(|end| figure(end, language));
    let whole = one.between[1] - one.between[0] == 1.0 && one.between.iter().all(|end| end.fract() == 0.0);
    match (whole, one.pays_above) {
        (true, true) => say!(language, "{above} or more" | "de {above} ou plus"),
        (true, false) => say!(language, "{below} or fewer" | "de {below} ou moins"),
        (false, true) => say!(language, "above {at}" | "au-dessus de {at}"),
        (false, false) => say!(language, "below {at}" | "au-dessous de {at}"),
    }
}
