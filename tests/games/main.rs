//! Cost games and the rules that divide them: known answers, axioms, and a second opinion.

mod axioms;
mod oracle;
mod published;
mod rounding;
mod samples;
