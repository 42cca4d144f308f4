//! Parts of a run, as `run --shard` leaves them, and what is made of them.

use super::errors::Trouble;
use super::given::Given;
use super::run::Ran;
use super::work::Stop;
use model::simulation::{Prepared, Settings, summarise};
use report::output::{NotWhole, PartFile, alike, joined, whole};
use study::input::InputFile;

/// Does one part of several.
///
/// # Errors
/// If the run has no answer, or cannot be done in parts.
pub fn part(given: &Given, settings: &Settings, (number, of): (u64, u64), stop: &Stop) -> Result<Vec<u8>, Trouble> {
    let scenario = given.settled(settings.seed)?;
    let prepared = Prepared::new(&scenario, settings).map_err(Trouble::model)?;
    let mut part = prepared.part();
    if prepared.can_store() {
        let range = prepared.shard(number - 1, of);
        prepared.simulate(&mut part, range, &mut |_| stop.flow()).map_err(Trouble::model)?;
        stop.check()?;
    }
    let seen = prepared
        .stored(&part)
        .ok_or_else(|| Trouble::model("a run of so many administrations cannot be done in parts"))?;
    Ok(PartFile { of: given.part_of(settings), seen }.bytes()?)
}

/// Parts of one run of a scenario, each with a name.
fn read(given: &Given, parts: &[Vec<u8>]) -> Result<Vec<(String, PartFile)>, Trouble> {
    let one = |(at, bytes): (usize, &Vec<u8>)| {
        let name = format!("part {}", at + 1);
        PartFile::read(bytes).map(|part| (name.clone(), part)).map_err(|error| format!("{name} {error}"))
    };
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for part in parts.iter().enumerate().map(one) {
        match part {
            Ok(part) => found.push(part),
            Err(problem) => problems.push(problem),
        }
    }
    if found.is_empty() && problems.is_empty() {
        problems.push("no part".to_owned());
    }
    let sums = |inputs: &[InputFile]| inputs.iter().map(|one| one.sha256.clone()).collect::<Vec<_>>();
    let own = (sums(&given.inputs), &given.overrides);
    let of_others = found.iter().filter(|(_, part)| (sums(&part.of.inputs), &part.of.overrides) != own);
    problems.extend(of_others.map(|(name, _)| format!("{name} is of another scenario")));
    if !problems.is_empty() {
        return Err(NotWhole::Problems(problems).into());
    }
    alike(&found)?;
    Ok(found)
}

/// What is made of parts of one run, which is prepared for them.
fn with<T>(
    given: &Given,
    parts: &[Vec<u8>],
    make: impl FnOnce(&Prepared, &[(String, PartFile)]) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let parts = read(given, parts)?;
    let of_sweep = || Trouble::Incomplete("these parts are of a sweep, not of a run".to_owned());
    let settings = parts[0].1.of.settings().map_err(Trouble::Incomplete)?.ok_or_else(of_sweep)?;
    let scenario = given.settled(settings.seed)?;
    make(&Prepared::new(&scenario, &settings).map_err(Trouble::model)?, &parts)
}

/// What parts of one run hold together, as one part.
///
/// # Errors
/// If they are of different runs, or hold the same replications.
pub fn join(given: &Given, parts: &[Vec<u8>]) -> Result<Vec<u8>, Trouble> {
    with(given, parts, |prepared, parts| {
        let seen = prepared.stored(&joined(prepared, parts)?).unwrap_or_default();
        Ok(PartFile { of: parts[0].1.of.clone(), seen }.bytes()?)
    })
}

/// The run that parts are together.
///
/// # Errors
/// If they are not one whole run.
pub fn merge(given: &Given, parts: &[Vec<u8>]) -> Result<Ran, Trouble> {
    with(given, parts, |prepared, parts| {
        let simulation = prepared.finish(whole(prepared, parts)?, Default::default());
        Ok(Ran { results: summarise(prepared.scenario, &simulation), plan: prepared.plan })
    })
}
