//! What is said of a consortium in words: how its coordination grows, what binds it, and what follows an abandoned core.

/// How coordination grows with the number of members, g(n). As an input it is a number: 0, 1 or 2, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Growth {
    /// log2 n
    Logarithmic,
    /// n - 1
    Linear,
    /// n (n - 1) / 2
    Pairs,
}

impl Growth {
    /// All of them, by their numbers.
    pub const ALL: [Growth; 3] = [Growth::Logarithmic, Growth::Linear, Growth::Pairs];

    /// The word of scenario files and results.
    pub const fn word(self) -> &'static str {
        match self {
            Growth::Logarithmic => "logarithmic",
            Growth::Linear => "linear",
            Growth::Pairs => "pairs",
        }
    }

    /// Its number as an input.
    pub const fn number(self) -> f64 {
        self as u8 as f64
    }
}

/// What members do where the core is abandoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fallback {
    /// Each builds alone.
    #[default]
    Independent,
    /// The systems that there are stay to the end.
    Keep,
    /// Each buys a product.
    Buy,
}

impl Fallback {
    /// All of them.
    pub const ALL: [Fallback; 3] = [Fallback::Independent, Fallback::Keep, Fallback::Buy];

    /// The word of scenario files and results.
    pub const fn word(self) -> &'static str {
        match self {
            Fallback::Independent => "independent",
            Fallback::Keep => "keep",
            Fallback::Buy => "buy",
        }
    }
}

/// What holds a consortium together: it sets the defaults of exits and dissolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bond {
    /// Members come and go as they like.
    #[default]
    Voluntary,
    /// Members own a company.
    Company,
    /// A law binds them.
    Statute,
}

impl Bond {
    /// All of them.
    pub const ALL: [Bond; 3] = [Bond::Voluntary, Bond::Company, Bond::Statute];

    /// The word of scenario files and results.
    pub const fn word(self) -> &'static str {
        match self {
            Bond::Voluntary => "voluntary",
            Bond::Company => "company",
            Bond::Statute => "statute",
        }
    }
}
