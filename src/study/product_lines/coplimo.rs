//! COPLIMO, the Constructive Product Line Investment Model: its development part.
//!
//! Use it as a second opinion on shares and surcharges that nobody has measured at home. Its products are all of one size, so
//! that it is a poor guide where a few are much larger (Heradio 2012). Its yearly life-cycle part is left out.
//!
//! first = S·(u + RCWR·(a + r)), every further = S·(u + AAM_a·a + AAM_r·r), RCWR = RUSE·RELY·DOCU
//!
//! S size of a product, here the mean of what the systems take apart, person-months · u, a, r shares that are unique, adapted,
//! reused · AAM relative cost of adapting code ([`model::effort::adapted`]). The surcharge is on what is reused or adapted
//! only: models that put it on the whole product make product lines look worse than they are.
//! Assumes effort proportional to size. Cost: none.
//!
//! Source: Boehm et al., COPLIMO, slides of USC-CSE 2012 (slideserve): structure; RELY at least high where RUSE is very high.
//! The shares of 40, 30 and 30 % are commonly quoted. What adapted and reused code takes is judgement within the tables of
//! COCOMO II.
//!
//! ```
//! use study::product_lines::coplimo::{further, rcwr, first};
//! assert!((rcwr() - 1.15 * 1.10 * 1.11).abs() < 1e-12);
//! assert!(first() > 1.0 && further() < 0.5);
//! ```

use super::{Constant, ConstantName, Differs, Family, Model, Published, Said};
use model::effort::adapted::Adapted;
use model::effort::cocomo_ii;
use model::effort::ratings::Rating;
use model::scenario::keys::Mark;

/// Share of a product that it alone has.
pub const UNIQUE: f64 = 0.4;
/// Share that is adapted from the core.
pub const ADAPTED: f64 = 0.3;
/// Share that is reused as it is.
pub const REUSED: f64 = 0.3;
/// Ratings of the core: written for a product line, and what that asks of reliability and documentation.
const RATED: [(&str, Rating); 3] = [("ruse", Rating::VeryHigh), ("rely", Rating::High), ("docu", Rating::High)];
/// What is done with code that is adapted.
const ADAPTING: Adapted = Adapted {
    design: 0.1,
    code: 0.2,
    integration: 0.3,
    understanding: Rating::Nominal,
    unfamiliarity: 0.4,
    assessment: 0.04,
};
/// What is done with code that is reused: it is assessed.
const REUSING: Adapted = Adapted { design: 0.0, code: 0.0, integration: 0.0, ..ADAPTING };

/// Relative cost of writing for reuse: RUSE × RELY × DOCU.
pub fn rcwr() -> f64 {
    let value = |(key, rating): (&str, Rating)| {
        let driver = cocomo_ii::MULTIPLIERS.iter().find(|driver| driver.key == key);
        driver.and_then(|driver| driver.value(rating)).unwrap_or(1.0)
    };
    RATED.into_iter().map(value).product()
}

/// The first product, relative to one built apart.
pub fn first() -> f64 {
    UNIQUE + rcwr() * (ADAPTED + REUSED)
}

/// Every further one.
pub fn further() -> f64 {
    UNIQUE + ADAPTING.factor() * ADAPTED + REUSING.factor() * REUSED
}

/// Equal products from which the line pays.
pub fn break_even() -> Option<f64> {
    super::break_even(first() - further(), further())
}

fn says(family: &Family) -> Said {
    let n = family.systems.len() as f64;
    let mean = family.apart() / n.max(1.0);
    let more = (n - 1.0).max(0.0);
    Said {
        apart: family.apart(),
        parts: vec![
            ("core", mean * rcwr() * (ADAPTED + REUSED)),
            ("unique", n * mean * UNIQUE),
            ("reuse", more * mean * (ADAPTING.factor() * ADAPTED + REUSING.factor() * REUSED)),
        ],
    }
}

const SHARES: &str = "defaults of COPLIMO as commonly quoted";
const RATINGS: &str = "COCOMO II.2000, ratings by the rule of the USC-CSE slides";
const CODE: &str = "judgement: 10 % of design, 20 % of code modified, 30 % of integration; reused code assessed at 4 %";

/// The model.
pub const MODEL: Model = Model {
    model: Published::Coplimo,
    name: "COPLIMO",
    formula: "first product: unique + RCWR x (adapted + reused); further ones: unique + 0.28 x adapted + 0.04 x reused",
    differs: Differs::MeanSize,
    constants: &[
        Constant { name: ConstantName::Unique, value: UNIQUE, mark: Mark::R, source: SHARES },
        Constant { name: ConstantName::Adapted, value: ADAPTED, mark: Mark::R, source: SHARES },
        Constant { name: ConstantName::Reused, value: REUSED, mark: Mark::R, source: SHARES },
        Constant { name: ConstantName::RuseVeryHigh, value: 1.15, mark: Mark::S, source: RATINGS },
        Constant { name: ConstantName::RelyHigh, value: 1.10, mark: Mark::S, source: RATINGS },
        Constant { name: ConstantName::DocuHigh, value: 1.11, mark: Mark::S, source: RATINGS },
        Constant { name: ConstantName::AamAdapted, value: 0.2756, mark: Mark::G, source: CODE },
        Constant { name: ConstantName::AamReused, value: 0.04, mark: Mark::G, source: CODE },
    ],
    source: "Boehm et al., COPLIMO, USC-CSE slides of 2012; Heradio et al. 2012 on its equal sizes",
    says,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_that_are_told_are_those_that_are_used() {
        let told = |name: ConstantName| MODEL.constants.iter().find(|one| one.name == name).expect("a constant").value;
        let product = [ConstantName::RuseVeryHigh, ConstantName::RelyHigh, ConstantName::DocuHigh]
            .map(told)
            .iter()
            .product::<f64>();
        assert!((rcwr() - product).abs() < 1e-12);
        assert!((ADAPTING.factor() - told(ConstantName::AamAdapted)).abs() < 1e-12);
        assert!((REUSING.factor() - told(ConstantName::AamReused)).abs() < 1e-12);
        assert!((UNIQUE + ADAPTED + REUSED - 1.0).abs() < 1e-12);
    }

    /// "It takes two" (Clements, SEI 2003): about two to three systems.
    #[test]
    fn it_takes_two() {
        let from = break_even().expect("a number");
        assert!(from > 1.0 && from < 2.0, "{from}");
        assert!((from - (first() - further()) / (1.0 - further())).abs() < 1e-12);
    }

    #[test]
    fn parts_are_those_of_first_and_further() {
        let said = says(&crate::product_lines::tests::two());
        assert!((said.together() - 100.0 * (first() + further())).abs() < 1e-9, "{}", said.together());
    }
}
