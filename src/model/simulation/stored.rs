//! What was seen of replications as bytes, so that it outlives the program and goes from one machine to another.
//!
//! Whole numbers are LEB128, signed ones in zigzag; numbers are eight bytes, the least first. The order is that of the code: every
//! type writes its parts one after the other. Nothing is compressed and nothing is trusted: whoever reads gets an error, never a
//! panic, and allocates no more than what is read into has room for.

use super::exact_sum::ExactSum;
use super::grid::Counts;
use super::moments::PowerSums;
use super::quantiles::Values;

/// Bytes that are not what such a part of a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what such a run writes")]
pub struct Damaged;

/// What can be written, and read into one of the same run that is empty.
pub trait Stored {
    /// Writes it.
    fn store(&self, to: &mut Writer);

    /// Reads it.
    ///
    /// # Errors
    /// If the bytes are of something else.
    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged>;
}

/// Bytes that grow.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A whole number.
    pub fn whole(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A whole number with a sign.
    pub fn signed(&mut self, value: i64) {
        self.whole((value << 1 ^ value >> 63) as u64);
    }

    /// A number.
    pub fn number(&mut self, value: f64) {
        self.0.extend(value.to_le_bytes());
    }
}

/// Bytes that are read one after the other.
#[derive(Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Damaged> {
        let (head, rest) = self.0.split_first_chunk().ok_or(Damaged)?;
        self.0 = rest;
        Ok(*head)
    }

    /// A whole number.
    pub fn whole(&mut self) -> Result<u64, Damaged> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.take()?;
            let part = u64::from(byte & 0x7f);
            value |= part.checked_shl(shift).filter(|shifted| shifted >> shift == part).ok_or(Damaged)?;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Damaged)
    }

    /// A whole number that fits a smaller type.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Damaged> {
        self.whole()?.try_into().map_err(|_| Damaged)
    }

    /// A whole number with a sign.
    pub fn signed(&mut self) -> Result<i64, Damaged> {
        let value = self.whole()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A number.
    pub fn number(&mut self) -> Result<f64, Damaged> {
        Ok(f64::from_le_bytes(self.take()?))
    }
}

/// Occupied cells: distances from one to the next, then by how much their counts differ.
impl Stored for Counts {
    fn store(&self, to: &mut Writer) {
        let occupied: Vec<(usize, u32)> =
            self.counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
        to.whole(occupied.len() as u64);
        let mut next = 0;
        for &(cell, _) in &occupied {
            to.whole((cell - next) as u64);
            next = cell + 1;
        }
        let mut last = 0;
        for &(_, count) in &occupied {
            to.signed(i64::from(count) - last);
            last = i64::from(count);
        }
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        let length: usize = from.small()?;
        if length > self.counts.len() {
            return Err(Damaged);
        }
        let (mut cells, mut next) = (Vec::with_capacity(length), 0_usize);
        for _ in 0..length {
            let cell = next.checked_add(from.small()?).filter(|&cell| cell < self.counts.len()).ok_or(Damaged)?;
            cells.push(cell);
            next = cell + 1;
        }
        let mut count = 0_i64;
        for cell in cells {
            count = count.checked_add(from.signed()?).ok_or(Damaged)?;
            self.counts[cell] = count.try_into().map_err(|_| Damaged)?;
        }
        Ok(())
    }
}

/// Of few replications all values are kept; those are drawn again instead, which takes less time than to read them.
impl Stored for Values {
    fn store(&self, to: &mut Writer) {
        if let Values::Counts(counts) = self {
            counts.store(to);
        }
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        match self {
            Values::Counts(counts) => counts.restore(from),
            Values::Exact(_) | Values::Nothing => Ok(()),
        }
    }
}

/// The place of the first limb, how many there are, and the limbs, the last of which has the sign.
impl Stored for ExactSum {
    fn store(&self, to: &mut Writer) {
        let (first, limbs) = self.limbs();
        to.whole(limbs.len() as u64);
        if let Some((&last, rest)) = limbs.split_last() {
            to.whole(first as u64);
            rest.iter().for_each(|&limb| to.0.extend((limb as u32).to_le_bytes()));
            to.signed(last);
        }
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        let length: usize = from.small()?;
        if length == 0 {
            *self = ExactSum::default();
            return Ok(());
        }
        let first = from.small()?;
        let mut limbs = Vec::new();
        for _ in 1..length {
            limbs.push(i64::from(u32::from_le_bytes(from.take()?)));
        }
        limbs.push(from.signed()?);
        *self = ExactSum::of_limbs(first, limbs).ok_or(Damaged)?;
        Ok(())
    }
}

impl Stored for PowerSums {
    fn store(&self, to: &mut Writer) {
        to.whole(self.count);
        self.sums.iter().for_each(|sum| sum.store(to));
    }

    fn restore(&mut self, from: &mut Reader) -> Result<(), Damaged> {
        self.count = from.whole()?;
        self.sums.iter_mut().try_for_each(|sum| sum.restore(from))
    }
}
