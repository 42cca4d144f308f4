//! Classes of a game: administrations that are alike, or that join as one.

use serde::{Serialize, Serializer};

/// Administrations that are alike, or that join as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Class {
    /// What its members have in common.
    #[serde(rename = "name")]
    pub common: Common,
    /// Number of members.
    pub size: usize,
}

/// What the members of a class have in common: its key in JSON and CSV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Common {
    /// They differ from this member, the first of them, in nothing but their names.
    AlikeTo(String),
    /// A level of government.
    Level(String),
    /// A level of government and a quantile of population.
    Quantile {
        /// The level.
        level: String,
        /// Which quantile; that of the smallest is 1.
        number: usize,
        /// How many there are, of equally many members.
        of: usize,
    },
    /// They are of so many levels of government, those of fewest members.
    OtherLevels(usize),
}

impl Common {
    /// The key of the class, and of its share where it joins as one.
    pub fn key(&self) -> String {
        match self {
            Common::AlikeTo(member) => member.clone(),
            Common::Level(level) => level.clone(),
            Common::Quantile { level, number, of } => format!("{level}, size {number} of {of}"),
            Common::OtherLevels(levels) => format!("{levels} other levels"),
        }
    }
}

impl Serialize for Common {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who reads JSON and CSV finds shares by these.
    #[test]
    fn keys_are_those_of_shares() {
        let keys = [
            (Common::AlikeTo("on".to_owned()), "on"),
            (Common::Level("commune".to_owned()), "commune"),
            (Common::Quantile { level: "commune".to_owned(), number: 1, of: 3 }, "commune, size 1 of 3"),
            (Common::OtherLevels(2), "2 other levels"),
        ];
        for (common, key) in keys {
            let class = serde_json::to_value(Class { common, size: 7 }).expect("JSON");
            assert_eq!(class, serde_json::json!({ "name": key, "size": 7 }));
        }
    }
}
