//! Analyses that ask the model more than one question of the same draws: one file each.

pub mod alike;
pub mod allocate;
pub mod blocs;
pub mod break_even;
pub mod coalitions;
pub mod compare;
pub mod costs;
pub mod cross_check;
pub mod decide;
pub mod demands;
pub mod factors;
pub mod groups;
pub mod indices;
pub mod information;
pub mod kinship;
pub mod large;
pub mod partners;
pub mod paths;
pub mod sample;
pub mod sampled;
pub mod sensitivity;
pub mod sharing;
pub mod structure;
pub mod sweep;
pub mod tornado;
pub mod variants;
