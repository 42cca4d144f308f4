//! What the page itself says: headings, and the chapters that no single question answers.

pub(super) mod assumptions;
pub(super) mod audit;
pub(super) mod columns;
pub(super) mod frame;
pub(super) mod glossary;
pub(super) mod members;
pub(super) mod quality;
pub(super) mod reproduce;
pub(super) mod risks;
mod settings;
pub(super) mod tables;
