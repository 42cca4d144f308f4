//! What a command was asked: the options that bear on its results, so that two results can be distinguished.

use clap::ArgAction;
use clap::parser::ArgMatches;
use report::output::Asked;
use serde_json::Value;
use std::any::TypeId;
use std::path::PathBuf;

/// Options that say how results are made or shown, not what they are of.
const APART: [&str; 11] = [
    "lang",
    "force",
    "allow_outside",
    "quiet",
    "json",
    "no_charts",
    "xlsx",
    "threads",
    "instructions",
    "resume",
    "color",
];

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
        if APART.contains(&id) || is_file || !matches.try_contains_id(id).unwrap_or(false) {
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
