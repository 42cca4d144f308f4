//! The answer of `allocate`: who pays what by which rule, who would leave, and what holds of the game.

use super::words::{WIDTH, listed, results, table, wrapped};
use report::charts::{Language, number};
use std::path::Path;
use study::analysis::allocate::found::{Allocations, DivisionResult, GameResult, Method, Named, Shown};
use study::input::problem::shown;

const LANGUAGE: Language = Language::En;
/// Of larger groups those are named who are not in them, if they are fewer.
const MANY: usize = 5;
/// Most decimals of an amount.
const MOST_DECIMALS: usize = 9;

/// All of it, as lines that end; `names` are the files written to `place`.
pub fn answer(allocations: &Allocations, place: &Path, names: &str) -> String {
    let game = &allocations.game;
    let mut text =
        wrapped(&head(game)) + &how(game) + &dearer(game) + "\n" + &tables(allocations) + &errors(allocations) + "\n";
    for (rule, division) in allocations.divisions().filter(|(_, division)| division.in_core == Some(false)) {
        text += &wrapped(&reason_to_leave(rule, division, game));
    }
    let whose = |in_core: Option<bool>| -> Vec<&str> {
        allocations.divisions().filter(|(_, one)| one.in_core == in_core).map(|(rule, _)| rule).collect()
    };
    let (stable, open) = (whose(Some(true)), whose(None));
    if !stable.is_empty() && game.alone.0.len() > 1 {
        text += &wrapped(&format!("Nobody has a reason to leave under {}.", in_words(&stable)));
    }
    if !open.is_empty() {
        text += &wrapped(&format!(
            "No group with a reason to leave was found under {}; not every group was looked at.",
            in_words(&open)
        ));
    }
    text += &wrapped(&core(game));
    for (rule, reason) in allocations.without() {
        text += &wrapped(&format!("No answer by {rule}: {reason}."));
    }
    for (rule, division) in allocations.divisions() {
        if division.kohlberg == Some(false) {
            text += &wrapped(&format!("Mind: {rule} does not pass Kohlberg's criterion; do not rely on it."));
        }
    }
    text + &results(place, names)
}

/// The game in a line.
fn head(game: &GameResult) -> String {
    let members = game.alone.0.len();
    let saving = game.alone.values().sum::<f64>() - game.total;
    let comparison = match saving {
        _ if members == 1 => String::new(),
        saving if saving < 0.0 => format!(", {} more than alone", amount(-saving, game)),
        saving => format!(", {} less than alone", amount(saving, game)),
    };
    let what = match (game.method, members) {
        (Method::Blocs, _) => "blocs",
        (_, 1) => "member",
        _ => "members",
    };
    let all = if matches!(game.method, Method::Classes | Method::Sampling) {
        "each coalition evaluated"
    } else {
        "every coalition"
    };
    let each = match (game.replications, game.risk) {
        (None, _) => String::new(),
        (Some(n), None) => format!("; means of {n} replications of {all}, present value"),
        (Some(n), Some(level)) => {
            format!("; means of the worst {:.0} % of {n} replications of {all}, present value", 100.0 * (1.0 - level))
        }
    };
    format!("{}: {members} {what}; {} to divide{comparison}{each}", game.id, amount(game.total, game))
}

/// By which method the game was evaluated, where it was not coalition by coalition.
fn how(game: &GameResult) -> String {
    let count = |count: usize| number(count as f64, 0, LANGUAGE);
    let (coalitions, classes) =
        (count(game.evaluations.unwrap_or_default()), game.classes.as_deref().unwrap_or_default());
    let listed: Vec<String> = classes.iter().map(|class| format!("{} ({})", class.name, count(class.size))).collect();
    match game.method {
        Method::Exact => String::new(),
        Method::Classes => wrapped(&format!(
            "By classes of alike members, one coalition for every number of each: {coalitions} coalitions. Classes: {}.",
            listed.join(", ")
        )),
        Method::Sampling => wrapped(&format!(
            "By sampling: {coalitions} of all coalitions were evaluated. Excesses are those of the worst groups found, and \
             may be greater."
        )),
        Method::Blocs => wrapped(&format!(
            "By blocs, each of which joins as a whole: {coalitions} coalitions. Blocs: {}.",
            listed.join(", ")
        )),
    }
}

/// Where sharing among all costs more than what is divided: a reader must know that it is not what they would save.
fn dearer(game: &GameResult) -> String {
    let more = game.sharing.map_or(0.0, |sharing| sharing - game.total);
    if more <= 1e-9 * game.total.abs() {
        return String::new();
    }
    wrapped(&format!(
        "Mind: by sharing all would pay {} more. What is divided is what smaller groups, or each alone, would cost; by a rule on \
         the game bills would be higher in proportion.",
        amount(more, game)
    ))
}

/// How sure estimated shares are.
fn errors(allocations: &Allocations) -> String {
    let game = &allocations.game;
    let greatest = |errors: &Named<f64>| amount(errors.values().fold(0.0, |most: f64, error| most.max(*error)), game);
    let mut text = String::new();
    for (rule, division) in allocations.divisions() {
        let Some(errors) = &division.standard_errors else { continue };
        let part = |errors: &Option<Named<f64>>, from: &str| {
            errors.as_ref().map(|one| format!("{} from {from}", greatest(one)))
        };
        let parts = [part(&errors.of_orders, "the orders tried"), part(&errors.of_draws, "the draws")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        text += &wrapped(&format!("{rule} is an estimate: greatest standard error {}.", parts.join(" and ")));
    }
    if text.is_empty() { text } else { "\n".to_owned() + &text }
}

/// Rules by members: what each pays, and in a scenario how surely it pays less than alone.
fn tables(allocations: &Allocations) -> String {
    let game = &allocations.game;
    let digits = game.shown.decimals as usize;
    let shown = |values: &Named<f64>| {
        texts(values.values().map(|value| value / game.shown.per).collect::<Vec<f64>>().iter(), digits)
    };
    let mut rows = vec![("alone".to_owned(), shown(&game.alone), String::new())];
    for (rule, division) in allocations.divisions() {
        let pays = division.billed.as_ref().unwrap_or(&division.shares);
        let in_core = division.in_core.map_or("not known", |is_in| if is_in { "yes" } else { "no" });
        rows.push((rule.to_owned(), shown(pays), in_core.to_owned()));
    }
    let names: Vec<&str> = game.alone.0.iter().map(|(name, _)| name.as_str()).collect();
    let mut out = side_by_side("pays", &names, "in core", &rows);
    let percent = |share: f64| format!("{:.0}%", 100.0 * share);
    let stable = allocations.divisions().filter_map(|(rule, division)| Some((rule, division.stability.as_ref()?)));
    let rows: Vec<Row> = stable
        .map(|(rule, stability)| {
            let cells = stability.members.values().map(|stake| percent(stake.cheaper.value)).collect();
            (
                rule.to_owned(),
                cells,
                stability.in_core.as_ref().map_or("not known".to_owned(), |share| percent(share.value)),
            )
        })
        .collect();
    if !rows.is_empty() {
        out += "\n";
        out += &side_by_side("pays less than alone in", &names, "in core in", &rows);
    }
    out
}

/// A name, a cell for each member, and what is said of all.
type Row = (String, Vec<String>, String);

/// Rows of members, as many side by side as fit.
fn side_by_side(corner: &str, names: &[&str], last_column: &str, rows: &[Row]) -> String {
    let width = |at: usize| rows.iter().map(|row| row.1[at].len()).chain([names[at].len()]).max().unwrap_or(0) + 2;
    let first = rows.iter().map(|row| row.0.len()).chain([corner.len()]).max().unwrap_or(0) + 2;
    let mut out = String::new();
    let mut from = 0;
    while from < names.len() {
        let (mut to, mut used) = (from + 1, first + last_column.len() + 2 + width(from));
        while to < names.len() && used + width(to) <= WIDTH {
            used += width(to);
            to += 1;
        }
        let last = to == names.len();
        let mut header = vec![corner.to_owned()];
        header.extend(names[from..to].iter().map(|name| (*name).to_owned()));
        header.extend(last.then(|| last_column.to_owned()));
        let body = rows.iter().map(|(rule, cells, all)| {
            let mut row = vec![rule.clone()];
            row.extend_from_slice(&cells[from..to]);
            row.extend(last.then(|| all.clone()));
            row
        });
        out += &table(header, body);
        if !last {
            out.push('\n');
        }
        from = to;
    }
    out
}

fn texts<'a>(values: impl Iterator<Item = &'a f64>, digits: usize) -> Vec<String> {
    values.map(|value| number(*value, digits, LANGUAGE)).collect()
}

/// `shapley: H, K and L together pay 0.43 million SEK more than a system of their own would cost.`
fn reason_to_leave(rule: &str, division: &DivisionResult, game: &GameResult) -> String {
    let (Some(group), Some(excess)) = (&division.worst_coalition, division.excess) else { return String::new() };
    let names: Vec<&str> = group.iter().map(String::as_str).collect();
    let more = amount(excess, game);
    let everybody: Vec<&str> = game.alone.0.iter().map(|(name, _)| name.as_str()).collect();
    let sentence = match names[..] {
        _ if names.len() > MANY && 2 * names.len() > everybody.len() => {
            let others: Vec<&str> = everybody.into_iter().filter(|name| !names.contains(name)).collect();
            format!("{rule}: all but {} pay {more} more than a system of their own would cost", in_words(&others))
        }
        [one] => format!("{rule}: {one} pays {more} more than a system of its own would cost"),
        _ => format!("{rule}: {} together pay {more} more than a system of their own would cost", in_words(&names)),
    };
    let alone: Vec<&str> = division.worse_off.iter().map(String::as_str).collect();
    match alone.is_empty() || names.len() == 1 && alone.len() == 1 {
        true => sentence + ".",
        false => {
            let verb = if alone.len() == 1 { "pays" } else { "pay" };
            format!("{sentence}; {} {verb} more than alone.", in_words(&alone))
        }
    }
}

/// Whether there is a core, and what would make one.
fn core(game: &GameResult) -> String {
    if game.alone.0.len() == 1 {
        return "There is nobody to divide it with.".to_owned();
    }
    let Some(epsilon) = game.least_core_epsilon else {
        return "Whether the core is empty is not known: not every group was looked at.".to_owned();
    };
    let promise = amount(epsilon.abs(), game);
    if let (Some(true), Some(subsidy)) = (game.core_empty, game.subsidy) {
        return format!(
            "The core is empty: whatever the division, some group pays at least {promise} more than on its own; the \
             smallest subsidy that would hold everybody is {}.",
            amount(subsidy, game)
        );
    }
    match promise.starts_with("0 ") || promise == "0" {
        true => "The core is not empty, but some group always saves nothing by staying.".to_owned(),
        false => format!("The core is not empty: every group can save {promise} or more by staying."),
    }
}

/// An amount with its unit; of a small one two digits.
fn amount(value: f64, game: &GameResult) -> String {
    let Shown { per, decimals, unit } = &game.shown;
    let (value, total) = (value / per, game.total / per);
    let least = libm::pow(10.0, -f64::from(*decimals));
    let digits = match value.abs() {
        zero if zero <= 1e-9 * total.abs() => 0,
        small if small < 10.0 * least => {
            (*decimals as usize).max((1.0 - libm::log10(small).floor()).max(0.0) as usize).min(MOST_DECIMALS)
        }
        _ => *decimals as usize,
    };
    let unit = unit.as_deref().map(|unit| format!(" {}", shown(unit))).unwrap_or_default();
    number(value, digits, LANGUAGE) + &unit
}

/// `A, B and C`
fn in_words(names: &[&str]) -> String {
    listed(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>())
}
