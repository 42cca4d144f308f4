//! A scenario to begin with: every part of the format once, explained.

/// Text of the starter scenario; it loads without a word.
pub const STARTER: &str = include_str!("starter.toml");
