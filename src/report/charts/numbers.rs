//! Numbers as a language writes them, by the name that charts know them by.

pub(super) use crate::language::{Unit, decimals, figure, noun_of, number, percent, signed, with_sign};
