//! Which vector instructions are used: the widest that the machine has, or fewer on request. The bits of results are the same.

use pulp::{Arch, WithSimd};
use std::fmt::{Display, Formatter};
use std::str::FromStr;
use std::sync::OnceLock;

/// A set of vector instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instructions {
    /// The widest that the machine has.
    Widest,
    /// AVX-512 (x86-64-v4).
    Avx512,
    /// AVX2 (x86-64-v3).
    Avx2,
    /// What every machine of the kind has: SSE2 on x86-64.
    Baseline,
}

static CHOSEN: OnceLock<Arch> = OnceLock::new();

/// A build for AVX-512 alone has one form of everything, and is made in a third of the time.
const ONE_FORM: bool = cfg!(target_feature = "avx512f");

/// Runs something with the vector instructions chosen, by default the widest that the machine has. What is to profit must be
/// inlined into it; the bits of results are the same on every machine.
#[inline(always)]
pub fn vectorised<R>(run: impl FnOnce() -> R) -> R {
    if ONE_FORM {
        return run();
    }
    CHOSEN.get_or_init(Arch::new).dispatch(run)
}

/// The same for an operation written for vectors of any width, where the compiler makes none of its own accord.
#[inline(always)]
pub fn with_vectors<Op: WithSimd>(operation: Op) -> Op::Output {
    match CHOSEN.get_or_init(Arch::new) {
        // What every machine of the kind has is wider than one number.
        #[cfg(target_arch = "x86_64")]
        Arch::Scalar => pulp::Simd::vectorize(pulp::Scalar128b, operation),
        arch => arch.dispatch(operation),
    }
}

impl Instructions {
    /// All of them, widest first.
    pub const ALL: [Instructions; 4] =
        [Instructions::Widest, Instructions::Avx512, Instructions::Avx2, Instructions::Baseline];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Instructions::Widest => "widest",
            Instructions::Avx512 => "avx512",
            Instructions::Avx2 => "avx2",
            Instructions::Baseline => "baseline",
        }
    }

    /// Uses them from now on. Fails where the machine or this build does not have them, or where others are used already.
    pub fn choose(self) -> Result<(), Unavailable> {
        let available = !ONE_FORM || matches!(self, Instructions::Widest | Instructions::Avx512);
        let arch = self.arch().filter(|_| available).ok_or(Unavailable(self))?;
        CHOSEN.set(arch).map_err(|_| Unavailable(self))
    }

    #[cfg(target_arch = "x86_64")]
    fn arch(self) -> Option<Arch> {
        match self {
            Instructions::Widest => Some(Arch::new()),
            Instructions::Avx512 => pulp::x86::V4::try_new().map(Arch::V4),
            Instructions::Avx2 => pulp::x86::V3::try_new().map(Arch::V3),
            Instructions::Baseline => Some(Arch::Scalar),
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn arch(self) -> Option<Arch> {
        match self {
            Instructions::Widest => Some(Arch::new()),
            Instructions::Baseline => Some(Arch::Scalar),
            Instructions::Avx512 | Instructions::Avx2 => None,
        }
    }
}

/// Instructions that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("vector instructions `{0}` are not there, on this machine or in this build")]
pub struct Unavailable(Instructions);

impl Display for Instructions {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Instructions {
    type Err = String;

    fn from_str(text: &str) -> Result<Instructions, String> {
        let found = Instructions::ALL.into_iter().find(|instructions| instructions.word() == text);
        found.ok_or_else(|| format!("one of {}", Instructions::ALL.map(Instructions::word).join(", ")))
    }
}
