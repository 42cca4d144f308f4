//! Cost games and the rules that divide them: known answers, axioms, and a second opinion.

#![allow(clippy::disallowed_methods, reason = "tests compare to the platform's functions")]

mod axioms;
mod oracle;
mod published;
mod rounding;
mod samples;
