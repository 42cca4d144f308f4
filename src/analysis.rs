//! Analyses that ask the model more than one question of the same draws: one file each.

pub mod allocate;
pub mod coalitions;
pub mod groups;
pub mod kinship;
pub mod partners;
pub mod sharing;
pub mod structure;
