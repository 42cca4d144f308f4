//! Months by their names, where a language writes them so.

/// The months, in French.
const MONTH_NAMES: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A month by its number, in French.
pub(super) fn month_name(month: usize) -> &'static str {
    MONTH_NAMES[month.saturating_sub(1) % MONTH_NAMES.len()]
}
