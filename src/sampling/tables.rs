//! The tables of a scenario's distributions, one for each that differs.

use super::stream::Words;
use super::table::{ScoreTable, Table, normal_table};
use crate::distribution::Distribution;
use crate::lanes::Lanes;

/// Tables by number: of words, for inputs drawn for themselves, and of normal scores, for correlated ones.
#[derive(Default)]
pub struct Tables {
    words: Vec<(Distribution, Table)>,
    scores: Vec<(Distribution, ScoreTable)>,
}

impl Tables {
    /// Number of a distribution's table, which is built if it is the first of its kind.
    pub fn index(&mut self, distribution: &Distribution, by_scores: bool) -> usize {
        if by_scores {
            find_or_build(&mut self.scores, distribution, Table::of_scores)
        } else {
            find_or_build(&mut self.words, distribution, Table::of)
        }
    }

    /// Values at random words.
    #[inline(always)]
    pub fn of_words(&self, table: usize, words: Words) -> Lanes {
        self.words[table].1.lanes(words)
    }

    /// Values at normal scores.
    #[inline(always)]
    pub fn of_scores(&self, table: usize, scores: Lanes) -> Lanes {
        self.scores[table].1.lanes(scores)
    }

    /// The standard normal table, from words to scores.
    #[inline(always)]
    pub fn normal(&self) -> &Table {
        normal_table()
    }
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

fn find_or_build<T>(
    tables: &mut Vec<(Distribution, T)>,
    wanted: &Distribution,
    build: fn(&Distribution) -> T,
) -> usize {
    tables.iter().position(|(known, _)| known == wanted).unwrap_or_else(|| {
        tables.push((wanted.clone(), build(wanted)));
        tables.len() - 1
    })
}
