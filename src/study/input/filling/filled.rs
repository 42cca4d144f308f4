//! What the sheets of a workbook hold of a scenario.

use model::scenario::keys::Mark;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// TRUE or FALSE.
    Truth(bool),
}

/// What a row gives, by heading.
pub type Cells = Vec<(&'static str, Content)>;

/// A setting or an input: what is given for it, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// What is given, and said of it; empty where it is left to its default.
    pub cells: Cells,
    /// Its unit; empty where it has none.
    pub unit: &'static str,
    /// Its default as cells; empty where it has none, or takes it from elsewhere.
    pub default: Cells,
    /// How well that is supported.
    pub mark: Mark,
    /// Where that comes from.
    pub source: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Words that it may be.
    pub words: Vec<&'static str>,
    /// Whether it can be nothing else.
    pub closed: bool,
}

/// A scenario by its sheets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// What holds for all, and what is chosen.
    pub settings: Vec<Entry>,
    /// Strategies, and whether each is compared; empty where the settings list them.
    pub strategies: Vec<(&'static str, bool)>,
    /// One a module.
    pub modules: Vec<Cells>,
    /// Headings of the administrations.
    pub columns: Vec<String>,
    /// One an administration, a cell for every heading.
    pub administrations: Vec<Vec<Option<Content>>>,
    /// Every uncertain input of the whole scenario, and what of one administration does not fit into a cell.
    pub inputs: Vec<Entry>,
    /// One a group of inputs that move together.
    pub correlated: Vec<Cells>,
}
