//! Results in words, pictures and files.
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`language`] | English and French: sentences side by side, numbers, units, plurals, lists |
//! | [`document`] | an answer as blocks, whatever shows it |
//! | [`charts`] | one file a chart |
//! | [`words`] | the answer of each analysis as a document |
//! | [`output`] | tables of a run, manifest, and the folder that holds them |
//! | [`found`] | what each analysis leaves: tables, and which charts and words it has |

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions"))]

pub mod charts;
pub mod document;
pub mod found;
pub mod language;
pub mod output;
pub mod words;
