//! Where the rows of a sheet lie in the file.

/// Rows, from 0.
pub(super) struct Place {
    /// Row of the headers.
    pub header: u32,
    /// First row below them.
    pub first: u32,
    /// Last of them.
    pub last: u32,
    /// First row below all.
    pub below: u32,
}
