//! Results in words, pictures and files.
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`language`] | English and French: sentences side by side, numbers, units, plurals, lists |
//! | [`document`] | an answer as blocks, whatever shows it |
//! | [`charts`] | one file a chart |
//! | [`words`] | what stands around any answer, the answers of `run` and `models` |
//! | [`workbook`] | the answer and tables of it as one workbook |
//! | [`output`] | the folder of results: manifest, tables of a run |
//! | [`found`] | one file an analysis: its tables, and which charts and words it has |
//! | [`verified`] | what is said of results that were held against their manifest |
//! | [`page`] | all that was found of a scenario as one HTML page a language |

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions"))]

pub mod charts;
pub mod document;
pub mod found;
pub mod language;
pub mod output;
pub mod page;
pub mod verified;
pub mod words;
pub mod workbook;
