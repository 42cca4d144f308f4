//! What a command was asked: the options that bear on its results, so that two results can be distinguished.

use super::speech;
use clap::ArgAction;
use clap::parser::{ArgMatches, ValueSource};
use report::output::Asked;
use serde_json::Value;
use std::any::TypeId;
use std::path::PathBuf;

/// Options that say how fast results are made and who hears of it.
const ASIDE: [&str; 9] =
    ["force", "quiet", "json", "threads", "instructions", "resume", "checkpoint_every", "shard", "color"];

/// Options that say what is left and how it is shown, not what results are of.
const SHOWN: [&str; 4] = ["lang", "allow_outside", "no_charts", "xlsx"];

/// Options that change no byte of a file.
const ELSEWHERE: [&str; 2] = ["out", "help"];

/// The command with all that bears on its files, as it can be given again: also what the environment said. A seed by chance is left
/// out; results name it.
pub fn arguments(arguments: &clap::Command, matches: &ArgMatches) -> Vec<String> {
    let Some((name, matches)) = matches.subcommand() else { return Vec::new() };
    let Some(command) = arguments.find_subcommand(name) else { return Vec::new() };
    let mut told = vec![name.to_owned()];
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        if ASIDE.contains(&id)
            || ELSEWHERE.contains(&id)
            || !matches.try_contains_id(id).is_ok_and(|known| known || id == "lang")
        {
            continue;
        }
        let given = matches!(matches.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable));
        let words = || matches.get_raw(id).into_iter().flatten().map(|word| word.to_string_lossy().into_owned());
        match argument.get_long() {
            None => told.extend(words()),
            Some("lang") if !given => told.push(format!("--lang={}", speech::usual().code())),
            Some(_) if !given => {}
            Some(long) if matches!(argument.get_action(), ArgAction::SetTrue) => told.push(format!("--{long}")),
            Some("seed") if words().any(|word| word == "random") => {}
            Some(long) => told.extend(words().map(|word| format!("--{long}={word}"))),
        }
    }
    told
}

/// Options of the command by name, with what each was given or has by default. Files are left out: manifests list what
/// was read, with the sum of each.
pub fn asked(arguments: &clap::Command, matches: &ArgMatches) -> Asked {
    let mut asked = Asked::new();
    let Some((name, matches)) = matches.subcommand() else { return asked };
    let Some(command) = arguments.find_subcommand(name) else { return asked };
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        let Some(long) = argument.get_long() else { continue };
        let is_file = argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
        if ASIDE.contains(&id) || SHOWN.contains(&id) || is_file || !matches.try_contains_id(id).unwrap_or(false) {
            continue;
        }
        let mut words = matches.get_raw(id).into_iter().flatten().map(|word| word.to_string_lossy().into_owned());
        let value = match argument.get_action() {
            ArgAction::SetTrue => Value::from(matches.get_flag(id)),
            ArgAction::Append => words.map(Value::from).collect(),
            _ => Value::from(words.next()),
        };
        asked.insert(long.to_owned(), value);
    }
    asked
}
