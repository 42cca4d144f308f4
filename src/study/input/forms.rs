//! The forms that an uncertain value may take, in one table: reading, messages and the JSON Schema are made from it.

use model::distribution::{Distribution, Impossible};

/// A distribution, or why there is none.
type Made = Result<Distribution, Impossible>;
/// `min` and `max` beside a form.
pub(crate) type Ends = [Option<f64>; 2];

/// Names of the parameters of a form, and what it makes of them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Parameters {
    /// One number.
    One([&'static str; 1], fn([f64; 1], Ends) -> Made),
    /// Two.
    Two([&'static str; 2], fn([f64; 2], Ends) -> Made),
    /// Three.
    Three([&'static str; 3], fn([f64; 3], Ends) -> Made),
}

impl Parameters {
    /// The names, in order.
    pub fn names(&self) -> &[&'static str] {
        match self {
            Parameters::One(names, _) => names,
            Parameters::Two(names, _) => names,
            Parameters::Three(names, _) => names,
        }
    }

    /// What is made of the numbers of the names, all of which are read, so that all problems are found.
    pub fn make(&self, ends: Ends, mut number: impl FnMut(usize) -> Option<f64>) -> Option<Made> {
        Some(match self {
            Parameters::One(_, make) => make([number(0)?], ends),
            Parameters::Two(_, make) => {
                let [a, b] = [0, 1].map(number);
                make([a?, b?], ends)
            }
            Parameters::Three(_, make) => {
                let [a, b, c] = [0, 1, 2].map(number);
                make([a?, b?, c?], ends)
            }
        })
    }
}

/// What stands behind the name of a form.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// One number.
    Number,
    /// A list of numbers.
    List(Parameters),
    /// A table of numbers with the keys of one of these sets.
    Table(&'static [Parameters]),
    /// `file.csv#column`
    Column,
    /// A list of `[value, weight]`.
    Pairs,
    /// A list of tables, each a form with its `weight`.
    Parts,
    /// The name of a preset.
    Preset,
}

/// What `min` and `max` beside a form do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// They cut what it makes.
    Off,
    /// It makes something else with them.
    Within,
    /// Nothing: there is nothing to cut.
    Never,
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
    /// What `min` and `max` do.
    pub cut: Cut,
}

const fn form_of(name: &'static str, shape: Shape, meaning: &'static str) -> Form {
    Form { name, shape, meaning, cut: Cut::Off }
}

/// All of them.
pub(crate) const FORMS: &[Form] = &[
    Form { cut: Cut::Never, ..form_of("value", Shape::Number, "one number, certain") },
    form_of(
        "range",
        Shape::List(Parameters::Two(["low", "high"], |[low, high], _| Distribution::range(low, high))),
        "5 % below, 5 % above, as \"low to high\": lognormal when both ends are above 0, else normal",
    ),
    form_of(
        "uniform",
        Shape::List(Parameters::Two(["low", "high"], |[low, high], _| Distribution::uniform(low, high))),
        "every value between two ends equally likely",
    ),
    form_of(
        "triangular",
        Shape::List(Parameters::Three(["low", "mode", "high"], |[low, mode, high], _| {
            Distribution::triangular(low, mode, high)
        })),
        "straight lines from the ends up to the mode",
    ),
    form_of(
        "pert",
        Shape::List(Parameters::Three(["low", "mode", "high"], |[low, mode, high], _| {
            Distribution::pert(low, mode, high)
        })),
        "smooth between two ends, mean (low + 4 mode + high) / 6",
    ),
    form_of(
        "normal",
        Shape::Table(&[Parameters::Two(["mean", "sd"], |[mean, sd], _| Distribution::normal(mean, sd))]),
        "normal",
    ),
    form_of(
        "lognormal",
        Shape::Table(&[
            Parameters::Two(["median", "sigma"], |[median, sigma], _| Distribution::lognormal(median, sigma)),
            Parameters::Two(["mean", "sd"], |[mean, sd], _| Distribution::lognormal_mean_sd(mean, sd)),
            Parameters::Two(["p5", "p95"], |[low, high], _| Distribution::lognormal_between(5.0, low, high)),
            Parameters::Two(["p10", "p90"], |[low, high], _| Distribution::lognormal_between(10.0, low, high)),
        ]),
        "the logarithm is normal",
    ),
    Form {
        cut: Cut::Within,
        ..form_of(
            "beta",
            Shape::Table(&[Parameters::Two(["alpha", "beta"], |[alpha, beta], [min, max]| {
                Distribution::beta(alpha, beta, min.unwrap_or(0.0), max.unwrap_or(1.0))
            })]),
            "beta on [0, 1], or stretched to [min, max]",
        )
    },
    form_of(
        "gamma",
        Shape::Table(&[Parameters::Two(["shape", "scale"], |[shape, scale], _| Distribution::gamma(shape, scale))]),
        "gamma, mean shape x scale",
    ),
    form_of(
        "weibull",
        Shape::Table(&[Parameters::Two(["shape", "scale"], |[shape, scale], _| Distribution::weibull(shape, scale))]),
        "Weibull",
    ),
    form_of(
        "exponential",
        Shape::Table(&[Parameters::One(["mean"], |[mean], _| Distribution::exponential(mean))]),
        "exponential",
    ),
    form_of(
        "pareto",
        Shape::Table(&[Parameters::Two(["min", "alpha"], |[min, alpha], _| Distribution::pareto(min, alpha))]),
        "P(X > x) = (min/x)^alpha",
    ),
    form_of(
        "loglogistic",
        Shape::Table(&[Parameters::Two(["median", "shape"], |[median, shape], _| {
            Distribution::loglogistic(median, shape)
        })]),
        "the logarithm is logistic",
    ),
    Form {
        cut: Cut::Within,
        ..form_of(
            "quantiles",
            Shape::Table(&[Parameters::Three(["p10", "p50", "p90"], |[p10, p50, p90], [min, max]| {
                Distribution::metalog(p10, p50, p90, min, max)
            })]),
            "metalog through three quantiles, between min and max where given",
        )
    },
    form_of("empirical", Shape::Column, "observed values, a column of a CSV file"),
    form_of("discrete", Shape::Pairs, "values with weights"),
    form_of("mixture", Shape::Parts, "several forms with weights"),
    form_of(
        "adoption",
        Shape::Preset,
        "what the series of members of a known community says of this key, such as eric.joins",
    ),
];

/// Keys that may stand beside any form, besides those of [`super::said`].
pub(crate) const BESIDE: [(&str, &str); 2] = [("min", "no value below this"), ("max", "no value above this")];

/// The form of a name.
pub(crate) fn form(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

/// The names of all forms, for messages.
pub(crate) fn names() -> String {
    let names: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
    names.join(", ")
}
