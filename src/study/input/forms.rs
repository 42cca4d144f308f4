//! The forms that an uncertain value may take, in one table: reading, messages and the JSON Schema are made from it.

/// What stands behind the name of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One number.
    Number,
    /// A list of numbers with these names.
    List(&'static [&'static str]),
    /// A table of numbers with the keys of one of these sets.
    Table(&'static [&'static [&'static str]]),
    /// `file.csv#column`
    Column,
    /// A list of `[value, weight]`.
    Pairs,
    /// A list of tables, each a form with its `weight`.
    Parts,
    /// The name of a preset.
    Preset,
}

/// One form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Its key.
    pub name: &'static str,
    /// What stands behind the key.
    pub shape: Shape,
    /// What it means.
    pub meaning: &'static str,
}

/// All of them.
pub(crate) const FORMS: &[Form] = &[
    Form { name: "value", shape: Shape::Number, meaning: "one number, certain" },
    Form {
        name: "uniform",
        shape: Shape::List(&["low", "high"]),
        meaning: "every value between two ends equally likely",
    },
    Form {
        name: "triangular",
        shape: Shape::List(&["low", "mode", "high"]),
        meaning: "straight lines from the ends up to the mode",
    },
    Form {
        name: "pert",
        shape: Shape::List(&["low", "mode", "high"]),
        meaning: "smooth between two ends, mean (low + 4 mode + high) / 6",
    },
    Form { name: "normal", shape: Shape::Table(&[&["mean", "sd"]]), meaning: "normal" },
    Form {
        name: "lognormal",
        shape: Shape::Table(&[&["median", "sigma"], &["mean", "sd"], &["p5", "p95"], &["p10", "p90"]]),
        meaning: "the logarithm is normal",
    },
    Form {
        name: "beta",
        shape: Shape::Table(&[&["alpha", "beta"]]),
        meaning: "beta on [0, 1], or stretched to [min, max]",
    },
    Form { name: "gamma", shape: Shape::Table(&[&["shape", "scale"]]), meaning: "gamma, mean shape x scale" },
    Form { name: "weibull", shape: Shape::Table(&[&["shape", "scale"]]), meaning: "Weibull" },
    Form { name: "exponential", shape: Shape::Table(&[&["mean"]]), meaning: "exponential" },
    Form { name: "pareto", shape: Shape::Table(&[&["min", "alpha"]]), meaning: "P(X > x) = (min/x)^alpha" },
    Form { name: "loglogistic", shape: Shape::Table(&[&["median", "shape"]]), meaning: "the logarithm is logistic" },
    Form {
        name: "quantiles",
        shape: Shape::Table(&[&["p10", "p50", "p90"]]),
        meaning: "metalog through three quantiles, between min and max where given",
    },
    Form { name: "empirical", shape: Shape::Column, meaning: "observed values, a column of a CSV file" },
    Form { name: "discrete", shape: Shape::Pairs, meaning: "values with weights" },
    Form { name: "mixture", shape: Shape::Parts, meaning: "several forms with weights" },
    Form {
        name: "adoption",
        shape: Shape::Preset,
        meaning: "what the series of members of a known community says of this key, such as eric.joins",
    },
];

/// Keys that may stand beside any form.
pub(crate) const BESIDE: [(&str, &str); 4] = [
    ("min", "no value below this"),
    ("max", "no value above this"),
    ("source", "where the value comes from"),
    ("note", "what a reader should know"),
];

/// The form of a name.
pub(crate) fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

/// The names of all forms, for messages.
pub(crate) fn names() -> String {
    let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
    names.join(", ")
}
