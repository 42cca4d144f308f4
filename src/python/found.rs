//! What was found, whatever was asked: files as the command line writes them, tables, the answer in words.

use super::arguments::language;
use super::columns;
use super::errors::Trouble;
use super::table::Table;
use super::work::work;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyBytes, PyDict};
use report::charts;
use report::document::{Block, Document};
use report::found;
use report::language::Language;
use report::output::{Files, OutputError, write_whole};
use std::path::PathBuf;
use std::sync::Arc;

/// What an answer consists of.
pub trait Answer: Send + Sync {
    /// Its JSON first, then its tables.
    fn figures(&self) -> Result<Files, OutputError>;

    /// Its charts.
    fn pictures(&self, language: Language) -> Result<Files, OutputError>;

    /// It in words.
    fn document(&self, language: Language) -> Document;

    /// All of it as JSON.
    fn json(&self) -> Result<Vec<u8>, OutputError> {
        Ok(self.figures()?.swap_remove(0).1)
    }
}

impl<F: found::Found + Send + Sync> Answer for F {
    fn figures(&self) -> Result<Files, OutputError> {
        found::files(self)
    }

    fn pictures(&self, language: Language) -> Result<Files, OutputError> {
        Ok(charts::files(self.charts(language)?)?)
    }

    fn document(&self, language: Language) -> Document {
        found::Found::document(self, language)
    }
}

/// What was found: numbers, tables, charts and words of one answer.
#[pyclass(frozen, subclass, module = "commonweal")]
pub struct Found {
    answer: Arc<dyn Answer>,
    /// The class, for those who look at it.
    name: &'static str,
}

/// Who pays what by each rule of cost sharing, and who would have a reason to leave.
#[pyclass(frozen, extends = Found, module = "commonweal")]
pub struct Allocation;

/// Which strategy to choose, how surely, and what is worth finding out first.
#[pyclass(frozen, extends = Found, module = "commonweal")]
pub struct Decision;

/// A quantity along one input, or over two.
#[pyclass(frozen, extends = Found, module = "commonweal")]
pub struct Sweep;

/// All questions about a scenario: a page in each language, and the figures of every question.
#[pyclass(frozen, extends = Found, module = "commonweal")]
pub struct Report;

impl Found {
    /// An answer, under the name of its class.
    pub fn new(name: &'static str, answer: impl Answer + 'static) -> Found {
        Found { answer: Arc::new(answer), name }
    }
}

/// The first sentence of an answer: what stands before it is a title.
fn sentence(document: &Document) -> String {
    let words = |block: &Block| match block {
        Block::Paragraph(text) | Block::Bullet(text) => Some(text.plain()).filter(|text| text.ends_with('.')),
        _ => None,
    };
    let text = document.blocks().find_map(words).unwrap_or_default();
    text.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}

#[pymethods]
impl Found {
    /// All figures as a text of JSON: the bytes that the command line prints with `--json`.
    fn json(&self) -> PyResult<String> {
        let bytes = self.answer.json().map_err(Trouble::from)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// All figures as dicts and lists, read from that JSON: money in the scenario's currency at present value, effort in
    /// person-months, probabilities and shares between 0 and 1; None where a statistic does not exist.
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.json()?,))
    }

    /// Tables by name, such as `administrations`: one row an observation, units in the names of columns.
    fn tables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tables = PyDict::new(py);
        for (name, bytes) in self.answer.figures().map_err(Trouble::from)? {
            if let Some(stem) = name.strip_suffix(".csv") {
                tables.set_item(stem, Table::of(columns::of_csv(&bytes))?)?;
            }
        }
        Ok(tables)
    }

    /// Files by name, the bytes that the command line writes, but for the manifest.
    #[pyo3(signature = (charts = true, lang = "en"), text_signature = "($self, charts=True, lang='en')")]
    fn files<'py>(&self, py: Python<'py>, charts: bool, lang: &str) -> PyResult<Bound<'py, PyDict>> {
        let files = PyDict::new(py);
        for (name, bytes) in self.made(py, charts, lang)? {
            files.set_item(name, PyBytes::new(py, &bytes))?;
        }
        Ok(files)
    }

    /// Writes these files to a folder, each whole or not at all, over others of their names; returns their names. A folder of the
    /// command line has a manifest besides, which this has not.
    #[pyo3(signature = (folder, charts = true, lang = "en"), text_signature = "($self, folder, charts=True, lang='en')")]
    fn write(&self, py: Python<'_>, folder: PathBuf, charts: bool, lang: &str) -> PyResult<Vec<String>> {
        let files = self.made(py, charts, lang)?;
        py.import("os")?.call_method("makedirs", (&folder,), Some(&[("exist_ok", true)].into_py_dict(py)?))?;
        for (name, bytes) in &files {
            write_whole(&folder.join(name), bytes).map_err(Trouble::from)?;
        }
        Ok(files.into_iter().map(|(name, _)| name).collect())
    }

    /// The answer in words, without its tables, in `en` or `fr`.
    #[pyo3(signature = (lang = "en"), text_signature = "($self, lang='en')")]
    fn answer(&self, lang: &str) -> PyResult<String> {
        let words = |block: &Block| match block {
            Block::Heading(text) | Block::Paragraph(text) | Block::Detail(text) => Some(text.plain()),
            Block::Bullet(text) => Some(format!("- {}", text.plain())),
            Block::Warning(text) => Some(format!("! {}", text.plain())),
            Block::Figure { .. } | Block::Table(_) | Block::Code(_) | Block::Files { .. } => None,
        };
        let document = self.answer.document(language(lang)?);
        let section = |blocks: &Vec<Block>| blocks.iter().filter_map(words).collect::<Vec<String>>().join("\n");
        let sections: Vec<String> = document.sections.iter().map(section).filter(|text| !text.is_empty()).collect();
        Ok(sections.join("\n\n"))
    }

    fn __repr__(&self) -> String {
        format!("<commonweal.{}: {}>", self.name, sentence(&self.answer.document(Language::En)))
    }
}

impl Found {
    fn made(&self, py: Python<'_>, charts: bool, lang: &str) -> PyResult<Files> {
        let (answer, language) = (Arc::clone(&self.answer), language(lang)?);
        work(py, None, move |_| {
            let mut files = answer.figures()?;
            if charts {
                files.extend(answer.pictures(language)?);
            }
            Ok(files)
        })
    }
}
