//! What statistics are counted in.

use serde::{Serialize, Serializer};

/// The unit of a statistic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// Money, in the scenario's currency.
    Money(String),
    /// Effort in person-months.
    PersonMonths,
    /// Time in years.
    Years,
    /// A probability.
    Probability,
    /// A multiple of the cost that fees are to pay for.
    TimesCost,
}

impl Dimension {
    /// The word of results.
    pub fn word(&self) -> &str {
        match self {
            Dimension::Money(currency) => currency,
            Dimension::PersonMonths => "PM",
            Dimension::Years => "years",
            Dimension::Probability => "probability",
            Dimension::TimesCost => "× cost",
        }
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        matches!(self, Dimension::Money(_))
    }
}

impl Serialize for Dimension {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// What the precision of a statistic is measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrecisionUnit {
    /// Relative to the size of the estimate.
    ShareOfEstimate,
    /// The statistic's own unit.
    Own(Dimension),
}

impl Serialize for PrecisionUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            PrecisionUnit::ShareOfEstimate => serializer.serialize_str("share_of_estimate"),
            PrecisionUnit::Own(dimension) => dimension.serialize(serializer),
        }
    }
}
