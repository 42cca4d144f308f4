//! A constant: one value, certain.
//!
//! Use it for what is known; it takes no draw. It is also what every other distribution becomes when its parameters
//! leave no room (equal ends, no spread).
//!
//! P(X = c) = 1.
//!
//! ```
//! use model::distribution::{Distribution, Tails};
//! let certain = Distribution::uniform(3.0, 3.0)?;
//! assert!(certain.is_constant());
//! assert_eq!(certain.quantile(Tails::from_below(0.9)), 3.0);
//! # Ok::<(), model::distribution::Impossible>(())
//! ```

use super::{Distribution, Law, Tails};

impl Law for f64 {
    fn quantile(&self, _level: Tails) -> f64 {
        *self
    }

    fn cdf(&self, x: f64) -> f64 {
        f64::from(u8::from(x >= *self))
    }

    fn survival(&self, x: f64) -> f64 {
        f64::from(u8::from(x < *self))
    }

    fn density(&self, _x: f64) -> f64 {
        0.0
    }

    fn mean(&self) -> Option<f64> {
        Some(*self)
    }

    fn variance(&self) -> Option<f64> {
        Some(0.0)
    }

    fn scaled(&self, factor: f64) -> Distribution {
        Distribution::Constant(factor * self)
    }

    fn bounds(&self) -> (f64, f64) {
        (*self, *self)
    }

    fn tail_index(&self) -> Option<f64> {
        None
    }

    fn is_continuous(&self) -> bool {
        false
    }

    fn landmarks(&self) -> Vec<f64> {
        vec![*self]
    }
}
