//! Poulin's economics of reuse: relative costs of writing for reuse (RCWR) and of reuse (RCR).
//!
//! Use it to see what two numbers of one's own reuse programme say; not where systems differ much, nor of money that errors
//! cost in service (service cost avoidance, 0.5 errors per KLOC at 10,000 dollars, is of one firm and left out here).
//!
//! avoided = R·(1 − RCR), additional = (RCWR − 1)·W
//! together = RCWR·W + Σ (U_i + RCR·R_i)
//! Equal systems all in common: n systems pay where RCWR + RCR·(n − 1) < n, or RCWR + RCR·n < n if the builder adapts it, too.
//!
//! R what is reused · W what is written for reuse · U_i, R_i what system i needs alone and in common; person-months.
//! Assumes that nothing but writing and reusing costs. Cost: linear in the number of systems.
//!
//! Source: Poulin, jeffreypoulin.info reucalc_basic; Poulin & Caruso, IWSR 1993. The break-even by way of mrkrish.blogspot.com
//! 2008, and derived.
//!
//! ```
//! use study::product_lines::poulin::{RCR, RCWR, break_even};
//! assert_eq!(break_even(RCWR, RCR, false), Some(1.625)); // the second use pays
//! ```

use super::{Constant, ConstantName, Differs, Family, Model, Published, Said};
use model::scenario::keys::Mark;

/// Relative cost of writing for reuse.
pub const RCWR: f64 = 1.5;
/// Relative cost of reuse without change.
pub const RCR: f64 = 0.2;

/// Effort that reusing saves.
pub fn avoided(reused: f64, rcr: f64) -> f64 {
    reused * (1.0 - rcr)
}

/// Effort that writing for reuse takes more.
pub fn additional(written: f64, rcwr: f64) -> f64 {
    (rcwr - 1.0) * written
}

/// Equal systems from which reuse pays; the builder of what is reused has it for nothing, or adapts it as everybody does.
pub fn break_even(rcwr: f64, rcr: f64, builder_adapts: bool) -> Option<f64> {
    super::break_even(if builder_adapts { rcwr } else { rcwr - rcr }, rcr)
}

fn says(family: &Family) -> Said {
    let reused = |system: &super::System| system.common - avoided(system.common, RCR);
    Said {
        apart: family.apart(),
        parts: vec![
            ("core", family.common + additional(family.common, RCWR)),
            ("unique", family.systems.iter().map(|system| system.unique()).sum()),
            ("reuse", family.systems.iter().map(reused).sum()),
        ],
    }
}

const SOURCE: &str = "Poulin, jeffreypoulin.info reucalc_basic; Poulin & Caruso 1993";

/// The model.
pub const MODEL: Model = Model {
    model: Published::Poulin,
    name: "Poulin (RCR, RCWR)",
    formula: "1.5 x what is common, once, + what each alone needs + 0.2 x what each has in common",
    differs: Differs::OwnCosts,
    constants: &[
        Constant { name: ConstantName::Rcwr, value: RCWR, mark: Mark::S, source: SOURCE },
        Constant { name: ConstantName::Rcr, value: RCR, mark: Mark::S, source: SOURCE },
    ],
    source: SOURCE,
    says,
};

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
    }

    /// Computed from Poulin's definitions: 20,000 lines reused and 10,000 written for reuse, at 100 dollars a line.
    #[test]
    fn development_cost_avoidance_and_additional_cost() {
        near(100.0 * avoided(20_000.0, RCR), 1_600_000.0);
        near(100.0 * additional(10_000.0, RCWR), 500_000.0);
    }

    /// n > 1.63 (mrkrish 2008), and 1.88 if the builder pays for reuse, too: both at the second use.
    #[test]
    fn reuse_pays_from_the_second_use_on() {
        near(break_even(RCWR, RCR, false).expect("a number"), 1.625);
        near(break_even(RCWR, RCR, true).expect("a number"), 1.875);
    }

    #[test]
    fn two_systems_by_hand() {
        let said = says(&crate::product_lines::tests::two());
        near(said.together(), 1.5 * 80.0 + 2.0 * 20.0 + 2.0 * 0.2 * 80.0);
    }
}
