//! Adapted code: what taking over existing code counts for in new code (the reuse model of COCOMO II.2000).
//!
//! Use it where a module starts from code that exists; not for a shared core, whose reuse the model of this program counts
//! itself (`reuse.reusing`), nor for code that is translated by a program.
//!
//! AAF = 0.4·DM + 0.3·CM + 0.3·IM
//! AAM = [AA + AAF·(1 + 0.02·SU·UNFM)]/100 for AAF ≤ 50, [AA + AAF + SU·UNFM]/100 above; equivalent size = size·AAM
//!
//! DM, CM, IM per cent of design modified, of code modified, of the usual integration needed (may pass 100) · SU 50, 40, 30,
//! 20, 10 for an understanding that is very low … very high; none where nothing is modified · UNFM unfamiliarity, 0 to 1 ·
//! AA assessment and assimilation, 0 to 8.
//! Assumes sizes in lines of code. Cost: none, at loading.
//!
//! Source: COCOMO II.2000 Model Definition Manual; equation 4 by way of ousXomo `COCOMO.awk` (unbox.org), which names the
//! error of an earlier version, and three further public programs that print the same; SU, UNFM and AA by way of
//! aayush598/krivisio-mcp `reuse.py`, whose own AAM leaves AAF out and is not to be copied. That SU plays no part where
//! nothing is modified is commonly quoted, not verified.
//!
//! ```
//! use model::effort::adapted::Adapted;
//! use model::effort::ratings::Rating;
//! let adapted = Adapted {
//!     design: 0.1, code: 0.2, integration: 0.3, understanding: Rating::Nominal, unfamiliarity: 0.4, assessment: 0.04,
//! };
//! assert!((adapted.factor() - 0.2756).abs() < 1e-12); // AAF 19: (4 + 19·1.24)/100
//! ```

use super::ratings::{Driver, Rating, driver};

/// What is done with code that exists; shares, not per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adapted {
    /// DM: share of its design that is modified.
    pub design: f64,
    /// CM: share of the code that is modified.
    pub code: f64,
    /// IM: integration and test needed, relative to new code.
    pub integration: f64,
    /// How well it can be understood, `very_low` to `very_high`.
    pub understanding: Rating,
    /// UNFM: 0 where those who adapt it know it, 1 where they have never seen it.
    pub unfamiliarity: f64,
    /// AA: assessing whether it fits, 0 to 0.08.
    pub assessment: f64,
}

/// SU by rating, per cent.
pub const UNDERSTANDING: Driver =
    driver("understanding", "structure, clarity and documentation", &[50.0, 40.0, 30.0, 20.0, 10.0]);
/// Above this AAF the increments no longer multiply.
const WHOLE: f64 = 50.0;
/// Most that AA comes to.
pub const MOST_ASSESSMENT: f64 = 0.08;

impl Adapted {
    /// AAM: the size of new code that takes as much effort, relative to the size that is adapted.
    pub fn factor(&self) -> f64 {
        let extent = 40.0 * self.design + 30.0 * self.code + 30.0 * self.integration;
        let modified = self.design > 0.0 || self.code > 0.0;
        let understanding = UNDERSTANDING.value(self.understanding).filter(|_| modified).unwrap_or(0.0);
        let effort = match extent <= WHOLE {
            true => extent * (1.0 + 0.02 * understanding * self.unfamiliarity),
            false => extent + understanding * self.unfamiliarity,
        };
        (100.0 * self.assessment + effort) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Adapted = Adapted {
        design: 0.0,
        code: 0.0,
        integration: 0.0,
        understanding: Rating::VeryLow,
        unfamiliarity: 1.0,
        assessment: 0.0,
    };

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn what_is_only_integrated_needs_no_understanding() {
        near(Adapted { integration: 0.2, assessment: 0.02, ..NONE }.factor(), 0.02 + 0.06);
        near(NONE.factor(), 0.0);
    }

    #[test]
    fn both_branches_meet_at_half() {
        // AAF 50: 50·(1 + 0.02·50·1) = 100; just above, 50 + 50.
        near(Adapted { design: 0.5, code: 0.5, integration: 0.5, ..NONE }.factor(), 1.0);
        let above = Adapted { design: 0.5, code: 0.5, integration: 0.5 + 1e-9, ..NONE }.factor();
        assert!((above - 1.0).abs() < 1e-8);
        // Everything modified by those who never saw it: dearer than new code.
        near(Adapted { design: 1.0, code: 1.0, integration: 1.0, assessment: 0.08, ..NONE }.factor(), 1.58);
    }
}
