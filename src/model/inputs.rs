//! The drawn inputs of a batch of replications: one row of lanes an input.
//!
//! What is certain, and what many rows take from one key, stands once however many administrations have it: of many
//! thousands only what is drawn for each takes room and time.

use crate::lanes::Lanes;
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::{ConsortiumEvent, Layout, MemberEvent, Row};
use std::collections::HashMap;

/// Inputs of a batch, by row of [`Layout`].
#[derive(Debug)]
pub struct Inputs {
    layout: Layout,
    /// Values; first those that more than one row may have.
    values: Vec<Lanes>,
    /// Which of them each row has.
    places: Vec<u32>,
    /// How many of them more than one row may have.
    common: usize,
}

/// Where the value of a row stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stands {
    /// By itself.
    Alone,
    /// With that of a key of the scenario.
    With(Global),
    /// With all that have the same certain value.
    Certain(f64),
}

impl Clone for Inputs {
    fn clone(&self) -> Inputs {
        Inputs { layout: self.layout, values: self.values.clone(), places: self.places.clone(), common: self.common }
    }

    fn clone_from(&mut self, other: &Inputs) {
        self.values.clone_from(&other.values);
        self.places.clone_from(&other.places);
        (self.layout, self.common) = (other.layout, other.common);
    }
}

impl Inputs {
    /// All zero, every row by itself.
    pub fn new(layout: Layout) -> Inputs {
        Inputs::arranged(layout, |_| Stands::Alone)
    }

    /// Rows of which some have their values in common; what is certain is in place, all else zero.
    pub fn arranged(layout: Layout, stands: impl Fn(usize) -> Stands) -> Inputs {
        let globals = Global::ALL.len();
        let mut values = vec![Lanes::ZERO; globals];
        let mut certain = HashMap::new();
        let mut place_of = |row: usize| match stands(row) {
            Stands::With(key) => Some(key as usize),
            Stands::Certain(value) if row < globals => {
                values[row] = Lanes::splat(value);
                Some(row)
            }
            Stands::Certain(value) => Some(*certain.entry(value.to_bits()).or_insert_with(|| {
                values.push(Lanes::splat(value));
                values.len() - 1
            })),
            Stands::Alone => (row < globals).then_some(row),
        };
        let known: Vec<Option<usize>> = (0..layout.len()).map(&mut place_of).collect();
        let common = values.len();
        let mut next = common;
        let own = |place: Option<usize>| {
            let place = place.unwrap_or(next);
            next = next.max(place + 1);
            place as u32
        };
        let places: Vec<u32> = known.into_iter().map(own).collect();
        values.resize(next, Lanes::ZERO);
        Inputs { layout, values, places, common }
    }

    /// Some of these rows, arranged by another layout: row r of it is row `from[r]` here.
    pub fn part(&self, layout: Layout, from: &[usize]) -> Inputs {
        let places = from.iter().map(|&row| self.places[row]).collect();
        Inputs { layout, values: self.values.clone(), places, common: self.common }
    }

    /// The values of another batch, for a [`part`](Inputs::part) of inputs arranged like it. What was written to one row
    /// alone and had its value in common stays.
    #[inline(always)]
    pub fn take_values(&mut self, whole: &Inputs) {
        self.values[..whole.values.len()].copy_from_slice(&whole.values);
    }

    /// Where things stand.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// A row by number.
    #[inline(always)]
    pub fn at(&self, row: usize) -> Lanes {
        self.values[self.places[row] as usize]
    }

    /// A row by number, to be written: it alone, whatever others have the same value until now.
    #[inline(always)]
    pub fn at_mut(&mut self, row: usize) -> &mut Lanes {
        if (self.places[row] as usize) < self.common {
            self.set_apart(row);
        }
        &mut self.values[self.places[row] as usize]
    }

    #[cold]
    #[inline(never)]
    fn set_apart(&mut self, row: usize) {
        self.values.push(self.at(row));
        self.places[row] = (self.values.len() - 1) as u32;
    }

    /// The same, for all rows that have it in common.
    #[inline(always)]
    pub fn common_mut(&mut self, row: usize) -> &mut Lanes {
        &mut self.values[self.places[row] as usize]
    }

    /// Where the value of a row stands; never elsewhere in inputs arranged alike.
    pub fn place(&self, row: usize) -> usize {
        self.places[row] as usize
    }

    /// The value that stands at a place, to be written for all rows that have it.
    #[inline(always)]
    pub fn place_mut(&mut self, place: usize) -> &mut Lanes {
        &mut self.values[place]
    }

    /// Gives up what was written to one row alone where it has its value in common: `original` has the same rows,
    /// all in their places, and what is certain.
    pub fn restore(&mut self, original: &Inputs) {
        self.places.clone_from(&original.places);
        self.values.truncate(original.values.len());
        self.values[..self.common].copy_from_slice(&original.values[..self.common]);
    }

    /// A key of the scenario.
    #[inline(always)]
    pub fn global(&self, key: Global) -> Lanes {
        self.at(self.layout.row(Row::Global(key)))
    }

    /// An event of the consortium.
    #[inline(always)]
    pub fn event(&self, event: ConsortiumEvent) -> Lanes {
        self.at(self.layout.row(Row::Event(event)))
    }

    /// Size of module k.
    #[inline(always)]
    pub fn size(&self, k: usize) -> Lanes {
        self.at(self.layout.row(Row::Module(k)))
    }

    /// A key of administration i.
    #[inline(always)]
    pub fn member(&self, i: usize, key: Member) -> Lanes {
        self.at(self.layout.row(Row::Member(i, key)))
    }

    /// An event of administration i.
    #[inline(always)]
    pub fn member_event(&self, i: usize, event: MemberEvent) -> Lanes {
        self.at(self.layout.row(Row::MemberEvent(i, event)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_common_part_when_one_is_written() {
        let layout = Layout { modules: 2, administrations: 3 };
        let exit = |i| layout.row(Row::Member(i, Member::MemberExit));
        let scope = |i| layout.row(Row::Member(i, Member::Scope));
        let key = layout.row(Row::Global(Global::Exit));
        let original = Inputs::arranged(layout, |row| match row {
            row if (0..3).any(|i| row == exit(i)) => Stands::With(Global::Exit),
            row if (0..3).any(|i| row == scope(i)) => Stands::Certain(0.5),
            _ => Stands::Alone,
        });
        let mut inputs = original.clone();
        *inputs.common_mut(key) = Lanes::splat(7.0);
        assert_eq!([0, 1, 2].map(|i| inputs.member(i, Member::MemberExit).0[0]), [7.0; 3]);
        *inputs.at_mut(exit(1)) = Lanes::splat(8.0);
        *inputs.at_mut(scope(2)) = Lanes::ONE;
        assert_eq!([0, 1, 2].map(|i| inputs.member(i, Member::MemberExit).0[0]), [7.0, 8.0, 7.0]);
        assert_eq!([0, 1, 2].map(|i| inputs.member(i, Member::Scope).0[0]), [0.5, 0.5, 1.0]);
        inputs.restore(&original);
        *inputs.common_mut(key) = Lanes::splat(9.0);
        assert_eq!([0, 1, 2].map(|i| inputs.member(i, Member::MemberExit).0[0]), [9.0; 3]);
        assert_eq!(inputs.member(2, Member::Scope).0[0], 0.5);
    }
}
