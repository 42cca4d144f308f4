//! `commonweal verify`: whether results are what their manifest says, and whether the same command leaves them again.

use super::speech::Speech;
use super::{Exit, Failure, print};
use model::sampling::stream::STREAM_VERSION;
use report::language::Language;
use report::output::verified::{Kept, Listed, Results, verify};
use report::verified as words;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use study::input::problem::shown_path;

/// Check that results are as they were written, then make them again and compare
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal verify output/canada-notify\n  commonweal verify output/canada-notify --sums-only"
)]
pub struct Verify {
    /// A folder of results
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Compare sums alone; do not make the results again
    #[arg(long)]
    sums_only: bool,
    #[command(flatten)]
    speech: Speech,
}

impl Verify {
    /// Tells what is as it was, and fails where anything is not.
    pub fn run(&self) -> Result<Exit, Failure> {
        let language = self.speech.language();
        let incomplete = |message: String| Failure::new(Exit::Incomplete, message);
        let found =
            verify(&self.folder).ok_or_else(|| incomplete(words::no_results(&shown_path(&self.folder), language)))?;
        let mut problems = words::changed(&found.files, language);
        problems.extend(words::changed(&found.inputs, language));
        problems.extend(found.files.is_empty().then(|| words::nothing_listed(language)));
        print(&(words::files(&found, language) + "\n"))?;
        if problems.is_empty() && !self.sums_only {
            match self.again(&found, language)? {
                Ok(again) => {
                    problems.extend(words::differing(&again, language));
                    print(&(words::again(&again, language) + "\n"))?;
                }
                Err(reason) => problems.push(reason),
            }
        }
        if problems.is_empty() { Ok(Exit::Done) } else { Err(incomplete(problems.join("\n"))) }
    }

    /// The same command in a folder of its own: its files beside those that are listed; or why it was not given again.
    fn again(&self, found: &Results, language: Language) -> Result<Result<Vec<Listed>, String>, Failure> {
        let manifest = &found.manifest;
        let word = |key: &str| manifest[key].as_str().unwrap_or_default().to_owned();
        let stream = manifest["stream"].as_u64().unwrap_or(STREAM_VERSION.into());
        if word("version") != env!("CARGO_PKG_VERSION") || stream != u64::from(STREAM_VERSION) {
            return Ok(Err(words::other_version(&word("version"), stream, language)));
        }
        if !found.complete {
            return Ok(Err(words::partial(language)));
        }
        let arguments = manifest["arguments"].as_array().into_iter().flatten().filter_map(|word| word.as_str());
        let mut arguments: Vec<String> = arguments.map(str::to_owned).collect();
        if arguments.is_empty() || arguments.iter().any(|word| word == "-") {
            return Ok(Err(words::no_command(language)));
        }
        if let Some(seed) = manifest["seed"].as_u64()
            && !arguments.iter().any(|word| word.starts_with("--seed="))
        {
            arguments.push(format!("--seed={seed}"));
        }
        let failed = |error: std::io::Error| Failure::new(Exit::Failed, format!("cannot run it again: {error}"));
        let place = tempfile::tempdir().map_err(failed)?;
        let done = Command::new(std::env::current_exe().map_err(failed)?)
            .args(&arguments)
            .arg("--quiet")
            .arg("--out")
            .arg(place.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .output()
            .map_err(failed)?;
        // A precision that was not reached was not reached then either.
        if !done.status.success() && done.status.code() != Some(Exit::Imprecise.code().into()) {
            let told = String::from_utf8_lossy(&done.stderr).trim().to_owned();
            return Ok(Err(words::not_again(&told, language)));
        }
        let name = self.folder.canonicalize().map_err(failed)?.file_name().map(PathBuf::from).unwrap_or_default();
        let made = verify(&place.path().join(&name)).or_else(|| only(place.path()));
        let Some(made) = made else { return Ok(Err(words::not_again(&shown_path(&name), language))) };
        let same = |file: &Listed| {
            let own = made.files.iter().find(|own| own.name == file.name);
            let kept = match own {
                None => Kept::Missing,
                Some(own) if own.sha256 == file.sha256 => Kept::Same,
                Some(_) => Kept::Changed,
            };
            Listed { kept, ..file.clone() }
        };
        let listed = |own: &&Listed| !found.files.iter().any(|file| file.name == own.name);
        let more = made.files.iter().filter(listed).map(|own| Listed { kept: Kept::Unlisted, ..own.clone() });
        Ok(Ok(found.files.iter().map(same).chain(more).collect()))
    }
}

/// The results in the one folder of a place: those that are verified may have been given another name.
fn only(place: &std::path::Path) -> Option<Results> {
    let entries = std::fs::read_dir(place).ok()?.flatten();
    let folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    if let [one] = &folders[..] { verify(one) } else { None }
}
