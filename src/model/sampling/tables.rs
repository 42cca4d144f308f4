//! The values of a scenario's inputs, however many distributions they have: one table for each family.
//!
//! A value is shift + scale × that of its family's standard form. Normal and lognormal forms are made of a normal
//! score, the latter by its exponential; any other has a table. Beyond [`MOST`] tables, more than fit in cache, further
//! forms are inverted exactly. Which form an input has depends on its own distribution alone, so that others move no
//! value. Tables are kept for the scenarios that come after ([`Kept`]): variants of one differ by an input or two.

use super::stream::Words;
use super::table::{ScoreTable, Table, normal_table, tails_of};
use crate::distribution::{Distribution, Tails};
use crate::lanes::Lanes;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Most tables of either kind: 32 MiB and more.
const MOST: usize = 1024;

/// Tables of either kind that are kept: 8 MiB and more.
const KEPT: usize = 256;

static KEPT_FOR_WORDS: LazyLock<Kept<Table>> = LazyLock::new(Kept::default);
static KEPT_FOR_SCORES: LazyLock<Kept<ScoreTable>> = LazyLock::new(Kept::default);

/// Inputs' values by number, at random words for inputs drawn for themselves, at normal scores for correlated ones.
#[derive(Default)]
pub struct Tables {
    members: Vec<Member>,
    words: Forms<Table>,
    scores: Forms<ScoreTable>,
}

/// A distribution as one of its family.
struct Member {
    form: Form,
    shift: f64,
    scale: f64,
    low: f64,
    high: f64,
}

/// A standard form.
enum Form {
    /// The normal score itself.
    Score,
    /// The exponential of so many scores.
    Exponential(f64),
    /// The table of this number.
    Table(usize),
    /// Without a table.
    Exact(Box<Distribution>),
}

/// Where in its distribution an input is drawn, for each replication of a batch.
pub enum DrawnAt {
    /// At random words.
    Words(Words),
    /// At normal scores.
    Scores(Lanes),
}

impl Tables {
    /// Number of a distribution; its form's table is built if it is the first of its family.
    pub fn index(&mut self, distribution: &Distribution, by_scores: bool) -> usize {
        let family = distribution.standard();
        let form = match family.form {
            Distribution::Normal(_) => Form::Score,
            Distribution::LogNormal(law) => Form::Exponential(law.sigma()),
            form => match by_scores {
                true => self.scores.form(form, |form| KEPT_FOR_SCORES.table(form, Table::of_scores)),
                false => self.words.form(form, |form| KEPT_FOR_WORDS.table(form, Table::of)),
            },
        };
        let (low, high) = distribution.bounds();
        let (low, high) = (low.max(f64::MIN), high.min(f64::MAX));
        self.members.push(Member { form, shift: family.shift, scale: family.scale, low, high });
        self.members.len() - 1
    }

    /// Values of an input.
    #[inline(always)]
    pub fn value(&self, number: usize, at: &DrawnAt) -> Lanes {
        match at {
            DrawnAt::Words(words) => self.of_words(number, *words),
            DrawnAt::Scores(scores) => self.of_scores(number, *scores),
        }
    }

    /// Values at random words.
    #[inline(always)]
    pub fn of_words(&self, number: usize, words: Words) -> Lanes {
        let member = &self.members[number];
        let table = match &member.form {
            Form::Score | Form::Exponential(_) => self.normal(),
            Form::Table(table) => &self.words.tables[*table].1,
            Form::Exact(form) => return member.value(exact(form, |l| tails_of(words[l]))),
        };
        let values = table.lanes(words);
        member.value(if let Form::Exponential(sigma) = member.form { (values * sigma).exp() } else { values })
    }

    /// Values at normal scores.
    #[inline(always)]
    pub fn of_scores(&self, number: usize, scores: Lanes) -> Lanes {
        let member = &self.members[number];
        member.value(match &member.form {
            Form::Score => scores,
            Form::Exponential(sigma) => (scores * *sigma).exp(),
            Form::Table(table) => self.scores.tables[*table].1.lanes(scores),
            Form::Exact(form) => exact(form, |l| Tails::from_score(scores.0[l])),
        })
    }

    /// The standard normal table, from words to scores.
    #[inline(always)]
    pub fn normal(&self) -> &Table {
        normal_table()
    }
}

impl Member {
    /// From values of the form; rounding carries none beyond the bounds.
    #[inline(always)]
    fn value(&self, form: Lanes) -> Lanes {
        (form * self.scale + self.shift).max(Lanes::splat(self.low)).min(Lanes::splat(self.high))
    }
}

#[cold]
#[inline(never)]
fn exact(form: &Distribution, tails: impl Fn(usize) -> Tails) -> Lanes {
    Lanes::from_fn(|lane| form.quantile(tails(lane)))
}

impl Table {
    /// Values of a batch's words.
    #[inline(always)]
    pub fn lanes(&self, words: Words) -> Lanes {
        let mut values = Lanes::ZERO;
        self.fill(&words, &mut values.0);
        values
    }
}

impl ScoreTable {
    /// Values at a batch's normal scores.
    #[inline(always)]
    pub fn lanes(&self, scores: Lanes) -> Lanes {
        let mut values = Lanes::ZERO;
        self.fill(&scores.0, &mut values.0);
        values
    }
}

/// Tables of one kind that were built, of all scenarios of the program. A table depends on its form alone, so that it is the
/// same whoever built it.
struct Kept<T>(Mutex<HashMap<Vec<u64>, Vec<Known<T>>>>);

/// A form and its table.
type Known<T> = (Distribution, Arc<T>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept(Mutex::new(HashMap::new()))
    }
}

impl<T> Kept<T> {
    fn table(&self, form: &Distribution, build: fn(&Distribution) -> T) -> Arc<T> {
        let glance = glance(form);
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept()
            .get(&glance)
            .and_then(|alike| alike.iter().find(|(known, _)| known == form))
            .map(|known| Arc::clone(&known.1));
        known.unwrap_or_else(|| {
            // Others need not wait for it.
            let table = Arc::new(build(form));
            let mut kept = kept();
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.entry(glance).or_default().push((form.clone(), Arc::clone(&table)));
            table
        })
    }
}

/// Tables of one kind, found by what tells their forms apart at a glance.
struct Forms<T> {
    tables: Vec<Known<T>>,
    numbers: HashMap<Vec<u64>, Vec<usize>>,
}

impl<T> Default for Forms<T> {
    fn default() -> Self {
        Forms { tables: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T> Forms<T> {
    fn form(&mut self, wanted: Distribution, table: impl FnOnce(&Distribution) -> Arc<T>) -> Form {
        let alike = self.numbers.entry(glance(&wanted)).or_default();
        if let Some(&number) = alike.iter().find(|&&number| self.tables[number].0 == wanted) {
            return Form::Table(number);
        }
        if self.tables.len() == MOST {
            return Form::Exact(Box::new(wanted));
        }
        alike.push(self.tables.len());
        let table = table(&wanted);
        self.tables.push((wanted, table));
        Form::Table(self.tables.len() - 1)
    }
}

/// A few numbers that are the same for equal distributions and seldom for others.
fn glance(distribution: &Distribution) -> Vec<u64> {
    let (low, high) = distribution.bounds();
    let marks = distribution.law().landmarks();
    [low, high].iter().chain(marks.iter().take(16)).map(|x| x.to_bits()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::score_quantile;
    use crate::distribution::tests::{continuous, stepped};
    use crate::lanes::LANES;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    /// Fixed words, in batches.
    fn batches(count: u64) -> impl Iterator<Item = Words> {
        let word =
            |k: u64| (k + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17).wrapping_mul(0xd1b5_4a32_d192_ed03);
        (0..count).map(move |batch| std::array::from_fn(|l| word(batch * LANES as u64 + l as u64)))
    }

    /// Largest error of a number's values, by words and by scores, relative to P99 − P1 or to the distance from the
    /// median.
    fn error(tables: &Tables, [by_words, by_scores]: [usize; 2], law: &Distribution) -> f64 {
        let median = law.quantile(Tails::from_below(0.5));
        let mut worst = 0.0_f64;
        for words in batches(200) {
            let scores = Lanes::from_fn(|l| score_quantile(tails_of(words[l])));
            let found = [tables.of_words(by_words, words), tables.of_scores(by_scores, scores)];
            for (l, word) in words.into_iter().enumerate() {
                let exact = law.quantile(tails_of(word));
                let yardstick = law.spread().max((exact - median).abs()).max(1e-300);
                worst = found.iter().map(|found| (found.0[l] - exact).abs() / yardstick).fold(worst, f64::max);
            }
        }
        worst
    }

    /// 1.3e-7 is what a table may be off between the points where it is checked.
    #[test]
    fn values_are_as_exact_as_tables() {
        for (name, law) in continuous().into_iter().chain(stepped()) {
            let mut tables = Tables::default();
            let numbers = [false, true].map(|by_scores| tables.index(&law, by_scores));
            let error = error(&tables, numbers, &law);
            assert!(error <= 1.3e-7, "{name}: {error:e}");
        }
    }

    #[test]
    fn a_family_has_one_table() {
        let of = |k: u32| {
            let (a, b) = (0.7 * f64::from(k), f64::from(k) * 0.1);
            let two = [
                Distribution::uniform(a, a + b),
                Distribution::triangular(a, a + 0.2 * b, a + b),
                Distribution::pert(a, a + 0.2 * b, a + b),
                Distribution::normal(a, b),
                Distribution::lognormal(a, 0.01 * b),
                Distribution::gamma(2.5, b),
                Distribution::weibull(1.7, b),
                Distribution::exponential(b),
                Distribution::pareto(b, 1.3),
                Distribution::loglogistic(b, 4.0),
            ];
            two.map(|law| law.expect("possible"))
        };
        let mut tables = Tables::default();
        for k in 1..200 {
            for law in of(k) {
                let numbers = [false, true].map(|by_scores| tables.index(&law, by_scores));
                let error = if k % 50 == 7 { error(&tables, numbers, &law) } else { 0.0 };
                assert!(error <= 1.3e-7, "{law:?}: {error:e}");
            }
        }
        assert_eq!((tables.words.tables.len(), tables.scores.tables.len()), (8, 8));
    }

    /// The same form has the table that was built first, whoever asks; room for others is limited.
    #[test]
    fn a_table_that_is_kept_is_not_built_again() {
        static BUILT: AtomicUsize = AtomicUsize::new(0);
        let kept = Kept::<usize>::default();
        let of = |k: usize| {
            let form = Distribution::uniform(0.0, 1.0 + k as f64).expect("possible");
            *kept.table(&form, |_| BUILT.fetch_add(1, Relaxed))
        };
        assert_eq!([of(0), of(1), of(0), of(1)], [0, 1, 0, 1]);
        (2..KEPT).for_each(|k| assert_eq!(of(k), k));
        assert_eq!((of(0), of(KEPT), of(0)), (0, KEPT, KEPT + 1));
    }

    /// The first keep their tables; whoever comes after is drawn exactly, within the bounds.
    #[test]
    fn tables_are_limited_in_number() {
        let cut = |k: usize| {
            let median = 0.3 + 0.5 * k as f64 / MOST as f64;
            Distribution::lognormal(median, 0.4).and_then(|law| law.truncated(0.0, 1.0)).expect("possible").0
        };
        let mut tables = Tables::default();
        let numbers: Vec<usize> = (0..MOST + 20).map(|k| tables.index(&cut(k), false)).collect();
        assert_eq!(tables.words.tables.len(), MOST);
        let again = tables.index(&cut(3), false);
        for words in batches(20) {
            assert_eq!(tables.of_words(numbers[3], words), tables.of_words(again, words));
            let beyond = tables.of_words(numbers[MOST + 7], words);
            assert_eq!(beyond, Lanes::from_fn(|l| cut(MOST + 7).quantile(tails_of(words[l]))));
            assert!(beyond.0.iter().all(|x| (0.0..=1.0).contains(x)));
        }
    }
}
