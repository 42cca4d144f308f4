//! What a writer may have meant: the nearest known word.

use super::problem::shown;

/// Longer words than this are no slips of the pen.
const LONGEST: usize = 80;

/// The nearest of the known words, if one is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = plain(word);
    let ranked = known.into_iter().filter(|candidate| candidate.len() <= LONGEST).map(|candidate| {
        let plain = plain(candidate);
        let begins = plain.len() > 3 && word.len() > 3 && (word.starts_with(&plain) || plain.starts_with(&word));
        let distance = if begins { 1 } else { strsim::damerau_levenshtein(&word, &plain) };
        (distance, plain.chars().count(), candidate)
    });
    let most = word.chars().count();
    ranked
        .filter(|&(distance, length, _)| distance <= (length.min(most) / 3).max(1) && distance < length)
        .min_by_key(|&(distance, ..)| distance)
        .map(|(.., candidate)| candidate)
}

/// Whether a word is so near a known one that it is taken for a typo: a letter in four.
pub(crate) fn typo<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidate = nearest(word, known)?;
    let (word, near) = (plain(word), plain(candidate));
    let length = word.chars().count().min(near.chars().count());
    (strsim::damerau_levenshtein(&word, &near) <= (length / 4).max(1)).then_some(candidate)
}

/// A known word that begins alike: `joining_year` and `joins`, by the first four letters of their first part.
pub(crate) fn kin<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: usize = 4;
    let word = plain(word);
    let alike = |candidate: &&str| {
        let [one, other] = [word.as_str(), candidate].map(|word| word.split('_').next().unwrap_or_default());
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= ALIKE
    };
    known.into_iter().find(alike)
}

/// A letter without its accent, where it is one of the Latin alphabet and in lower case.
pub(crate) fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// `did you mean …?`, or which words are allowed.
pub fn help<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(near) => format!("did you mean `{}`?", shown(near)),
        None => format!("allowed: {}", list(known)),
    }
}

/// Words for a message, the first dozen of them.
pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let words: Vec<&str> = words.into_iter().collect();
    let mut named: Vec<String> = words.iter().take(MOST).map(|word| format!("`{}`", shown(word))).collect();
    if words.len() > MOST {
        named.push(format!("and {} more", words.len() - MOST));
    }
    named.join(", ")
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_near_and_keys_are_not() {
        let known = ["labour_rate", "joins", "level", "scope", "population"];
        assert_eq!(typo("labor_rate", known), Some("labour_rate"));
        assert_eq!(typo("Labour Rate", known), Some("labour_rate"));
        assert_eq!(typo("points", known), None);
        assert_eq!(typo("koenigstein", known), None);
        assert_eq!(kin("joining_year", known), Some("joins"));
        assert_eq!((kin("points", known), kin("join", known), kin("lab", known)), (None, Some("joins"), None));
        assert_eq!(nearest(&"a".repeat(70_000), known), None);
    }
}
