//! Questions that are asked of the model: one folder each, with what is asked (`ask`) and what is found (`found`).
//!
//! A question is asked of many groups or variants of a scenario on the same draws.

pub mod header;
pub mod paths;
pub mod run;
pub mod variants;

/// Who pays what.
pub mod allocate {
    pub mod alike;
    pub mod ask;
    pub mod blocs;
    pub mod classes;
    pub mod costs;
    pub mod demands;
    pub mod division;
    pub mod found;
    pub mod large;
    pub mod rules;
    pub mod sampled;
    pub mod sharing;
}

/// Cases whose end is known.
pub mod backtest {
    pub mod ask;
    pub mod found;
    pub mod scores;
}

/// Effort models on finished projects.
pub mod benchmark {
    pub mod accuracy;
    pub mod ask;
    pub mod candidates;
    pub mod elsewhere;
    pub mod found;
    pub mod models;
    pub mod over_sets;
    pub mod sample;
}

/// The values of inputs from which sharing pays.
pub mod break_even {
    pub mod ask;
    mod candidates;
    pub mod found;
    mod search;
    mod side;
}

/// Nominal money and staff by fiscal year.
pub mod budget {
    pub mod ask;
    pub mod calendar;
    pub mod found;
}

/// Keys of a scenario, fitted to finished projects.
pub mod calibrate {
    pub mod ask;
    pub mod found;
    pub mod section;
}

/// Two scenarios on the same draws.
pub mod compare {
    pub mod ask;
    pub mod found;
}

/// The published economics of reuse.
pub mod cross_check {
    pub mod ask;
    pub mod found;
}

/// The choice of a strategy, and what knowing more is worth.
pub mod decide {
    pub mod ask;
    pub mod columns;
    pub mod evppi;
    pub mod found;
    pub mod knowable;
    pub mod named;
    pub mod studies;
}

/// The effort models, as listed.
pub mod models {
    pub mod found;
}

/// Which groups of administrations would share.
pub mod partners {
    pub mod ask;
    pub mod found;
    pub mod groups;
    pub mod kinship;
    pub mod structure;
}

/// What uncertain inputs look like.
pub mod preview {
    pub mod ask;
    pub mod found;
}

/// The inputs that decide.
pub mod sensitivity {
    pub mod ask;
    pub mod factors;
    pub mod found;
    pub mod indices;
    pub mod pick_freeze;
    pub mod tornado;
    pub mod warning;
}

/// A quantity along one input, or over two.
pub mod sweep {
    pub mod ask;
    pub mod found;
    pub mod over;
}

/// Terms on which members come in, are helped in, and leave.
pub mod terms {
    pub mod ask;
    mod case;
    mod departure;
    pub mod entry;
    pub mod found;
    mod mechanisms;
    pub mod support;
    mod upstreaming;
}

/// All questions of a page.
pub mod whole {
    pub mod ask;
    pub mod found;
}
