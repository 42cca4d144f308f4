//! Arguments as Python gives them: what is none that is allowed is a `ValueError` that says what is.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};
use report::language::{Language, number};
use std::ops::RangeInclusive;
use study::analysis::decide::found::Observation;
use study::analysis::decide::named::{Asked, Group, Study};
use study::analysis::sweep::over::{self, Over};
use study::input::Override;

/// Most threads.
const THREADS: RangeInclusive<u64> = 1..=1024;

/// A whole number, or what was given in its place.
pub struct Whole(Result<u64, String>);

impl From<u64> for Whole {
    fn from(number: u64) -> Whole {
        Whole(Ok(number))
    }
}

impl FromPyObject<'_, '_> for Whole {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Whole> {
        let shown = || given.repr().map_or_else(|_| "something else".to_owned(), |text| text.to_string());
        match given.is_instance_of::<PyBool>() {
            true => Ok(Whole(Err(shown()))),
            false => Ok(Whole(given.extract::<u64>().map_err(|_| shown()))),
        }
    }
}

impl Whole {
    /// The number, within a range.
    pub fn within(&self, name: &str, range: RangeInclusive<u64>) -> PyResult<u64> {
        let given = match &self.0 {
            Ok(number) if range.contains(number) => return Ok(*number),
            Ok(number) => number.to_string(),
            Err(shown) => shown.clone(),
        };
        let [least, most] = [range.start(), range.end()].map(|end| number(*end as f64, 0, Language::En));
        let message = format!("{name}: a whole number from {least} to {most} is wanted, not {given}");
        Err(PyValueError::new_err(message))
    }

    /// A seed.
    pub fn seed(&self) -> PyResult<u64> {
        let wanted = |given: &String| {
            PyValueError::new_err(format!("seed: a whole number from 0 to 2^64 - 1 is wanted, not {given}"))
        };
        self.0.as_ref().copied().map_err(wanted)
    }
}

/// How many threads work; none: one for each processor.
pub fn threads(given: Option<Whole>) -> PyResult<Option<usize>> {
    given.map(|given| given.within("threads", THREADS).map(|threads| threads as usize)).transpose()
}

/// A language by its code.
pub fn language(code: &str) -> PyResult<Language> {
    code.parse().map_err(|_| PyValueError::new_err(format!("lang: `en` or `fr` is wanted, not `{code}`")))
}

/// The languages of a page, by the code of one or by `both`.
pub fn languages(code: &str) -> PyResult<Vec<Language>> {
    match code {
        "both" => Ok(Language::ALL.to_vec()),
        _ => language(code)
            .map(|one| vec![one])
            .map_err(|_| PyValueError::new_err(format!("lang: `en`, `fr` or `both` is wanted, not `{code}`"))),
    }
}

/// Values given in place of the file's, in the order in which they were given.
pub fn overrides(set: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<Override>> {
    let Some(set) = set else { return Ok(Vec::new()) };
    if set.is_instance_of::<PyString>() {
        return Err(PyValueError::new_err(
            "set: a dict {path: value} or a list of \"path=value\" is wanted, not one text",
        ));
    }
    let texts: Vec<String> = if set.hasattr("items")? {
        let one = |pair: PyResult<Bound<'_, PyAny>>| {
            let (path, value): (String, Bound<'_, PyAny>) = pair?.extract()?;
            Ok(format!("{path}={}", written(&value, &path)?))
        };
        items(Some(set), one)?
    } else {
        set.extract()
            .map_err(|_| PyValueError::new_err("set: a dict {path: value} or a list of \"path=value\" is wanted"))?
    };
    texts
        .iter()
        .map(|text| text.parse::<Override>().map_err(|error| PyValueError::new_err(format!("set: {error}"))))
        .collect()
}

/// A value as a scenario writes it: a text stands as it is.
fn written(value: &Bound<'_, PyAny>, path: &str) -> PyResult<String> {
    if let Ok(truth) = value.cast::<PyBool>() {
        return Ok(truth.is_true().to_string());
    }
    if let Ok(text) = value.extract::<String>() {
        return Ok(text);
    }
    let plain = value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>();
    // Numbers of NumPy are none of these two, but convert.
    let number = if plain { value.clone() } else { value.call_method0("item").unwrap_or_else(|_| value.clone()) };
    match number.is_instance_of::<PyInt>() || number.is_instance_of::<PyFloat>() {
        true => Ok(number.repr()?.to_string()),
        false => {
            let message =
                "a number, true or false, or a text in the notation of the file is wanted, such as \"3 to 5\"";
            Err(PyValueError::new_err(format!("{path}: {message}")))
        }
    }
}

/// Inputs and the values that they are to have: a list, or a range such as `0..0.2:11`.
pub fn over(given: &Bound<'_, PyAny>) -> PyResult<Vec<Over>> {
    if !given.hasattr("items")? {
        return Err(PyValueError::new_err("over: a dict {path: [values] or \"low..high:steps\"} is wanted"));
    }
    let one = |pair: PyResult<Bound<'_, PyAny>>| {
        let (path, values): (String, Bound<'_, PyAny>) = pair?.extract()?;
        let found = match values.extract::<String>() {
            Ok(text) => format!("{path}={text}").parse(),
            Err(_) => {
                let each = values.try_iter()?.map(|value| written(&value?, &path)).collect::<PyResult<_>>()?;
                Over::listed(&path, each)
            }
        };
        found.map_err(|error: String| PyValueError::new_err(format!("over: {error}")))
    };
    let all = items(Some(given), one)?;
    over::check(&all).map_err(|_| PyValueError::new_err("over: a sweep goes over one input or two"))?;
    Ok(all)
}

/// What is asked of a decision besides: groups of inputs by name, and studies by path.
pub fn named(groups: Option<&Bound<'_, PyAny>>, studies: Option<&Bound<'_, PyAny>>) -> PyResult<Asked> {
    let group = |pair: PyResult<Bound<'_, PyAny>>| {
        let (name, paths): (String, Vec<String>) = pair?.extract()?;
        match name.is_empty() || paths.is_empty() {
            true => Err(PyValueError::new_err(format!("groups: `{name}` needs a name and paths of inputs"))),
            false => Ok(Group { name, paths }),
        }
    };
    let study = |pair: PyResult<Bound<'_, PyAny>>| {
        let (path, given): (String, Bound<'_, PyAny>) = pair?.extract()?;
        let (observations, error) = match given.extract::<(Whole, Bound<'_, PyAny>)>() {
            Ok((observations, error)) => (observations, Some(of_error(&error, &path)?)),
            Err(_) => (given.extract::<Whole>()?, None),
        };
        let observations = observations.within(&format!("studies: {path}"), 1..=1_000_000)? as u32;
        Ok(Study { path, observations, error })
    };
    Ok(Asked { groups: items(groups, group)?, studies: items(studies, study)? })
}

/// What is made of each pair of a dict, in its order.
fn items<'py, T>(
    dict: Option<&Bound<'py, PyAny>>,
    one: impl Fn(PyResult<Bound<'py, PyAny>>) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    dict.map_or_else(|| Ok(Vec::new()), |dict| dict.call_method0("items")?.try_iter()?.map(one).collect())
}

/// The error of each observation: a number in the unit of the input, or a share of its value as `30%`.
fn of_error(given: &Bound<'_, PyAny>, path: &str) -> PyResult<Observation> {
    let positive = |error: f64| Some(error).filter(|error| *error > 0.0 && error.is_finite());
    let found = match given.extract::<String>() {
        Ok(text) => {
            let percent = text.strip_suffix('%').and_then(|percent| percent.trim().parse().ok()).and_then(positive);
            percent.map(|percent| Observation::Relative { error: percent / 100.0 })
        }
        Err(_) => given.extract().ok().and_then(positive).map(|error| Observation::Absolute { error }),
    };
    found.ok_or_else(|| {
        let message = "an error above 0 is wanted, in the unit of the input or in percent, such as 0.02 or \"30%\"";
        PyValueError::new_err(format!("studies: {path}: {message}"))
    })
}
