//! The command line: arguments, one short file a command, exit codes.

mod allocate;
mod asked;
mod backtest;
mod benchmark;
mod break_even;
mod budget;
mod calibrate;
mod check;
mod compare;
mod convert;
mod count;
mod cross_check;
mod decide;
mod delivery;
mod growing;
mod index;
mod init;
mod leaving;
mod members;
mod merge;
mod models;
mod partners;
mod parts;
mod progress;
mod question;
mod ran;
mod reading;
mod report;
mod run;
mod sensitivity;
mod shard;
mod shell;
mod speech;
mod sweep;
mod sweep_part;
mod terminal;
mod terms;
mod verify;

use ::report::language::Language;
use ::report::words::notes;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use question::Ask;
use std::io::Write;
use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Could not finish: the disk, or a bug.
    Failed,
    /// The command line makes no sense.
    Usage,
    /// The scenario or its data cannot be used.
    Scenario,
    /// The most replications were done before the precision asked for was reached; results are complete.
    Imprecise,
    /// What an interrupted command left cannot be gone on with: it is not as it was written.
    Incomplete,
    /// Stopped from the keyboard; partial results are kept.
    Interrupted,
    /// Told to end; partial results are kept.
    Terminated,
}

impl Exit {
    const ALL: [Exit; 8] = [
        Exit::Done,
        Exit::Failed,
        Exit::Usage,
        Exit::Scenario,
        Exit::Imprecise,
        Exit::Incomplete,
        Exit::Interrupted,
        Exit::Terminated,
    ];

    fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Scenario => 3,
            Exit::Imprecise => 4,
            Exit::Incomplete => 5,
            Exit::Interrupted => 130,
            Exit::Terminated => 143,
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Exit::Done => "done",
            Exit::Failed => "could not finish: the disk, or a bug",
            Exit::Usage => "the command line makes no sense",
            Exit::Scenario => "the scenario or its data cannot be used",
            Exit::Imprecise => "complete, but not as precise as asked after --max-replications",
            Exit::Incomplete => {
                "not as it was written, or not whole: what --resume found, parts of a run, results to be verified"
            }
            Exit::Interrupted => "interrupted; what a run, a sweep or a back-test had done is kept, marked partial",
            Exit::Terminated => "told to end; what a run, a sweep or a back-test had done is kept, marked partial",
        }
    }
}

/// What stands below the list of commands.
fn after_help() -> String {
    let codes: Vec<String> = Exit::ALL.iter().map(|exit| format!("  {:<4} {}", exit.code(), exit.meaning())).collect();
    format!(
        "Examples:\n  commonweal run scenarios/canada-notify.toml\n  commonweal check my.toml --set consortium.coordination=0.08\n\n\
         Exit codes:\n{}",
        codes.join("\n")
    )
}

/// Why a command could not be carried out, for the terminal.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    message: String,
}

impl Failure {
    /// With the exit code it leads to.
    pub fn new(exit: Exit, message: impl std::fmt::Display) -> Failure {
        Failure { exit, message: message.to_string() }
    }
}

/// What do administrations save by sharing one core codebase, who pays what, and how sure are we?
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = after_help())]
struct Arguments {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: clap::ColorChoice,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Run),
    Merge(merge::Merge),
    Report(report::Report),
    Check(check::Check),
    Allocate(allocate::Allocate),
    Partners(Ask<partners::Partners>),
    Decide(Ask<decide::Decide>),
    Compare(compare::Compare),
    Sweep(sweep::Sweep),
    BreakEven(Ask<break_even::BreakEven>),
    Budget(Ask<budget::Budget>),
    Backtest(backtest::Backtest),
    CrossCheck(Ask<cross_check::CrossCheck>),
    Models(models::List),
    Benchmark(benchmark::Benchmark),
    Calibrate(calibrate::Calibrate),
    Sensitivity(Ask<sensitivity::Sensitivity>),
    Terms(Ask<terms::Terms>),
    Verify(verify::Verify),
    Index(index::Index),
    Init(init::Init),
    Convert(convert::Convert),
    Schema(shell::Schema),
    Completions(shell::Completions),
    Man(shell::Man),
}

/// Reads the command line, carries it out, and tells how it went.
pub fn main() -> ExitCode {
    if std::env::args_os().len() < 2 {
        return short_help();
    }
    let parsed = Arguments::command().try_get_matches().and_then(|matches| {
        let command = Arguments::command();
        let asked = (asked::asked(&command, &matches), asked::arguments(&command, &matches));
        Arguments::from_arg_matches(&matches).map(|arguments| (arguments, asked))
    });
    let (arguments, asked) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // A closed stderr leaves only the exit code to speak; help and version were asked for.
            let told = error.print().and_then(|()| anstream::stdout().flush());
            let code = ExitCode::from(error.exit_code() as u8);
            return if error.use_stderr() { code } else { ended(written(told).map(|()| Exit::Done)) };
        }
    };
    match arguments.color {
        clap::ColorChoice::Always => anstream::ColorChoice::Always.write_global(),
        clap::ColorChoice::Never => anstream::ColorChoice::Never.write_global(),
        clap::ColorChoice::Auto => {}
    }
    let begun = delivery::Begun::now(asked.0, asked.1);
    let done = match arguments.command {
        Command::Run(command) => command.run(&begun),
        Command::Merge(command) => command.run(&begun),
        Command::Report(command) => command.run(&begun),
        Command::Check(command) => command.run(&begun),
        Command::Allocate(command) => command.run(&begun),
        Command::Partners(command) => command.run(&begun),
        Command::Decide(command) => command.run(&begun),
        Command::Compare(command) => command.run(&begun),
        Command::Sweep(command) => command.run(&begun),
        Command::BreakEven(command) => command.run(&begun),
        Command::Budget(command) => command.run(&begun),
        Command::Backtest(command) => command.run(&begun),
        Command::CrossCheck(command) => command.run(&begun),
        Command::Models(command) => command.run(),
        Command::Benchmark(command) => command.run(&begun),
        Command::Calibrate(command) => command.run(&begun),
        Command::Sensitivity(command) => command.run(&begun),
        Command::Terms(command) => command.run(&begun),
        Command::Verify(command) => command.run(),
        Command::Index(command) => command.run(),
        Command::Init(command) => command.run(),
        Command::Convert(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    ended(done)
}

/// The exit code, after a word on why it is not 0.
fn ended(done: Result<Exit, Failure>) -> ExitCode {
    match done {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(failure) => {
            // What is wrong is said in English, whatever the language of answers.
            complain(&failure.message, Language::En);
            ExitCode::from(failure.exit.code())
        }
    }
}

fn short_help() -> ExitCode {
    let text = "commonweal: what do administrations save by sharing one core codebase?\n\n  \
                commonweal init my.toml                        write a starter scenario\n  \
                commonweal init --workbook my.xlsx             write one to fill in with a spreadsheet\n  \
                commonweal run scenarios/canada-notify.toml    simulate it, write results and charts\n\n\
                commonweal --help says the rest.\n";
    ended(print(text).map(|()| Exit::Done))
}

/// Prints an error to stderr.
fn complain(message: &str, language: Language) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    // A closed stderr leaves only the exit code to speak.
    let (word, colon) = notes::error(language);
    let _ = writeln!(anstream::stderr(), "{style}{word}{style:#}{colon} {message}");
}

/// Writes what was asked for to stdout; a reader who has gone is no error.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// How writing to stdout went; a reader who has gone is no error.
fn written(done: std::io::Result<()>) -> Result<(), Failure> {
    match done {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Exit::Failed, format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
