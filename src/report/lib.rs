//! Results as files and pictures.
//!
//! | module | what lives there |
//! | --- | --- |
//! | [`charts`] | one file a chart |
//! | [`output`] | JSON, tables, manifest, and the folder that holds them |

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions"))]

pub mod charts;
pub mod output;
