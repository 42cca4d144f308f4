//! Kohlberg's certificate: a division is the nucleolus exactly if the loudest complaints are balanced, at every level.
//!
//! Let D(α) be the coalitions whose complaint is at least α. A division x is the prenucleolus if every D(α) is balanced, and
//! the nucleolus if that holds with the help of members who pay just what they would pay alone (weights of 0 or more).
//! Coalitions in the span of louder ones change nothing, so that a program is asked at most n − 1 times. The check shares
//! no line with the solver but the span: whether a family is balanced is decided in whole numbers.
//!
//! Kohlberg (1971), On the nucleolus of a characteristic function game, doi:10.1137/0120009; for weighted excesses
//! Derks & Haller (1999), doi:10.1142/S0219198999000128.

use super::balanced::{is_balanced, is_balanced_by_counts};
use super::counted::Counted;
use super::least_core::scaled;
use super::lexicographic::typical;
use super::span::Span;
use super::{Game, sums};

/// Complaints nearer than this, in units of the game's scale, are alike. A true level cut in two by rounding would fail,
/// two levels taken for one do not, so that coarser ones are tried, too.
const ALIKE: [f64; 3] = [1e-9, 1e-8, 1e-7];

/// Whether a division passes as the lexicographic minimum of e(S, x)/w(S) among those that charge nobody more than alone;
/// `weights` are by bitmask, and x(S) ≤ c(S) must hold where one is 0.
pub fn kohlberg(game: &Game, weights: &[f64], shares: &[f64]) -> bool {
    let (costs, unit) = scaled(game);
    let shares: Vec<f64> = shares.iter().map(|share| share / unit).collect();
    let typical = typical(weights).unwrap_or(1.0);
    let sums = sums(&shares);
    let excesses: Vec<f64> = sums.iter().zip(&costs).map(|(sum, cost)| sum - cost).collect();
    let weights: Vec<f64> = weights.iter().map(|weight| weight / typical).collect();
    let all = All {
        n: game.n(),
        weights,
        excesses,
        single: &|s| s.count_ones() == 1,
        insert: &|span, s| _ = span.insert(s),
        residues: &Span::residues,
        balanced: &|family, helpers| is_balanced(game.n(), family, helpers),
    };
    ALIKE.iter().any(|alike| all.passes(*alike))
}

/// The same for members that fall into classes, of divisions that charge alike members alike: `weights` are by place, `shares`
/// by class. None where whole numbers of 128 bits might not do.
pub fn kohlberg_by_counts(game: &Counted, weights: &[f64], shares: &[f64]) -> Option<bool> {
    let (sizes, unit) = (game.sizes(), game.unit());
    let bound: f64 = sizes.iter().map(|size| *size as f64 * libm::sqrt(sizes.len() as f64)).product();
    if bound > LARGEST_MINOR {
        return None;
    }
    let counts: Vec<Vec<usize>> = (0..game.costs().len()).map(|place| game.counts(place)).collect();
    let paid = |counts: &[usize]| counts.iter().zip(shares).map(|(count, share)| *count as f64 * share).sum::<f64>();
    let excesses = counts.iter().zip(game.costs()).map(|(counts, cost)| (paid(counts) - cost) / unit).collect();
    let typical = (0..sizes.len()).map(|c| weights[game.step(c)]).fold(0.0, f64::max);
    let of = |places: &[usize]| places.iter().map(|&place| counts[place].clone()).collect::<Vec<_>>();
    let all = All {
        n: sizes.len(),
        weights: weights.iter().map(|weight| if typical > 0.0 { weight / typical } else { *weight }).collect(),
        excesses,
        single: &|place| counts[place].iter().sum::<usize>() == 1,
        insert: &|span, place| _ = span.insert_vector(counts[place].iter().map(|count| *count as u64).collect()),
        residues: &|span| {
            let weights = span.weights();
            counts.iter().map(|counts| Span::residue(&weights, counts)).collect()
        },
        balanced: &|family, helpers| is_balanced_by_counts(sizes, &of(family), &of(helpers)),
    };
    Some(ALIKE.iter().any(|alike| all.passes(*alike)))
}

/// Greatest minor that is sure not to overflow: the product of two, times values of as many coalitions, stays below 2¹²⁷.
const LARGEST_MINOR: f64 = 1e14;

/// All coalitions by place, nobody first and everybody last.
struct All<'a> {
    n: usize,
    weights: Vec<f64>,
    excesses: Vec<f64>,
    /// Whether a place is that of a single member.
    single: &'a dyn Fn(usize) -> bool,
    insert: &'a dyn Fn(&mut Span, usize),
    /// By place a number that is 0 in the span.
    residues: &'a dyn Fn(&Span) -> Vec<u64>,
    balanced: &'a dyn Fn(&[usize], &[usize]) -> bool,
}

impl All<'_> {
    fn passes(&self, alike: f64) -> bool {
        let All { weights, excesses, .. } = self;
        let grand = excesses.len() - 1;
        let limited: Vec<usize> = (1..grand).filter(|s| (self.single)(*s) || weights[*s] == 0.0).collect();
        if excesses[grand].abs() > alike || limited.iter().any(|s| excesses[*s] > alike) {
            return false;
        }
        let helpers: Vec<usize> = limited.into_iter().filter(|s| excesses[*s] >= -alike).collect();
        let mut span = Span::new(self.n);
        (self.insert)(&mut span, grand);
        let mut family = Vec::new();
        while !span.is_full() {
            let residues = (self.residues)(&span);
            let open = || (1..grand).filter(|s| residues[*s] != 0 && weights[*s] > 0.0);
            let Some(level) = open().map(|s| excesses[s] / weights[s]).reduce(f64::max) else { break };
            let loudest: Vec<usize> = open().filter(|&s| excesses[s] - level * weights[s] >= -alike).collect();
            for &s in &loudest {
                (self.insert)(&mut span, s);
            }
            family.extend(loudest);
            if !(self.balanced)(&family, &helpers) {
                return false;
            }
        }
        true
    }
}
