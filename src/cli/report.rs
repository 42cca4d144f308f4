//! `commonweal report`: all that is asked of a scenario, as a page in each language.

use super::allocate::Allocate;
use super::break_even::BreakEven;
use super::budget::Budget;
use super::count;
use super::decide::Decide;
use super::delivery::{Begun, Delivery, Drawing, Workbook, failed, of_found};
use super::progress::Progress;
use super::question::{Question, by_itself};
use super::reading::Reading;
use super::sensitivity::Sensitivity;
use super::speech::one_or_both;
use super::terms::Terms;
use super::{Exit, Failure, print};
use clap::ValueEnum;
use model::results::Results;
use model::scenario::{Scenario, Strategy};
use model::simulation::{Settings, simulate, summarise};
use report::found::Found;
use report::output::{About, administrations_csv, summary_csv, summary_json, years_csv};
use report::page::{self, Asked};
use report::words;
use report::words::notes::Counted;
use std::ops::ControlFlow;
use std::path::PathBuf;
use study::analysis::allocate::ask::{replications, settle};
use study::analysis::allocate::found::Allocations;
use study::analysis::variants::Variants;
use study::input::{InputFile, Written};

/// Replications of a run where none are asked for, as `run` takes by itself.
const REPLICATIONS: u32 = 10_000;

/// Answer all questions about a scenario on one page that needs nothing else, in English, French or both
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("lang", |lang| lang.value_parser(one_or_both())),
    after_help = "Examples:\n  commonweal report scenarios/canada-notify.toml --lang both\n  commonweal report scenarios/canada-notify.toml --only decide,budget -n 50000"
)]
pub struct Report {
    /// Scenario file; - for standard input
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// Questions to answer besides the run, which is always there [default: all]
    #[arg(long, value_name = "QUESTION", value_delimiter = ',')]
    only: Vec<Topic>,
    /// Replications of each question [default: what each command takes by itself]; `allocate` and `sensitivity`, which simulate very
    /// many variants, take no more than by themselves
    #[arg(long, short = 'n', value_name = "N", value_parser = count::within::<u32>(100..=1_000_000), allow_negative_numbers = true)]
    replications: Option<u32>,
    #[command(flatten)]
    workbook: Workbook,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

/// A question of the page, by the command that answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Topic {
    Run,
    Decide,
    Allocate,
    BreakEven,
    Sensitivity,
    Terms,
    Budget,
}

impl Topic {
    fn word(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// What was found by all questions.
struct Answers {
    results: Results,
    decision: Asked<<Decide as Question>::Found>,
    allocations: Asked<Allocations>,
    break_even: Asked<<BreakEven as Question>::Found>,
    sensitivity: Asked<<Sensitivity as Question>::Found>,
    terms: Asked<<Terms as Question>::Found>,
    budget: Asked<<Budget as Question>::Found>,
}

impl Report {
    /// Reads, asks everything, writes the pages and all figures, and says the beginning of the answer.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let language = self.delivery.speech.language();
        let pool = self.drawing.pool()?;
        let written = self.reading.open(&self.scenario)?;
        let Some((mut scenario, inputs)) = self.reading.load_written(&written, language) else {
            return Ok(Exit::Scenario);
        };
        let claim = self.delivery.claim(&format!("{}-report", scenario.id))?;
        let work = || {
            settle(&mut scenario, self.drawing.seed()).map_err(|error| Failure::new(Exit::Scenario, error))?;
            let answers = self.ask(&written, &scenario)?;
            let files = self.documents(&scenario, &inputs, &answers)?;
            Ok::<_, Failure>((answers, files))
        };
        let (answers, mut files) = self.delivery.working(&claim, || pool.install(work))??;
        let figures = answers.files()?;
        files.extend(figures.iter().cloned());
        let results = &answers.results;
        let about = About {
            scenario: Some(scenario.id.clone()),
            seed: Some(results.run.seed),
            replications: Some(results.run.replications as usize),
            overrides: results.overrides.clone(),
            ..About::default()
        };
        let names = self.delivery.leave(begun, &claim, (about, inputs), &files)?;
        if self.delivery.json {
            print(&whole(&figures))?;
        } else if !self.delivery.quiet {
            self.delivery.tell(&results.overrides, words::run::beginning(results, language), claim.given(), &names)?;
        }
        Ok(Exit::Done)
    }

    fn ask(&self, written: &Written, scenario: &Scenario) -> Result<Answers, Failure> {
        let (language, quiet) = (self.delivery.speech.language(), self.delivery.quiet);
        let topics: Vec<Topic> = Topic::value_variants().iter().copied().filter(|topic| self.asks(*topic)).collect();
        let progress = Progress::new(topics.len() as u64, Counted::Questions, quiet, language);
        let mut asking = Asking { report: self, written, scenario, topics, progress };
        let results = asking.results()?;
        let decisive = decisive(&results);
        let answers = Answers {
            results,
            decision: asking.question::<Decide>(Topic::Decide, &[])?,
            allocations: asking.allocations()?,
            break_even: asking.question::<BreakEven>(Topic::BreakEven, &["--of", &decisive])?,
            sensitivity: asking.question::<Sensitivity>(Topic::Sensitivity, &[])?,
            terms: asking.question::<Terms>(Topic::Terms, &[])?,
            budget: asking.question::<Budget>(Topic::Budget, &[])?,
        };
        asking.progress.finish();
        Ok(answers)
    }

    /// Whether a question is asked; the run is always.
    fn asks(&self, topic: Topic) -> bool {
        topic == Topic::Run || self.only.is_empty() || self.only.contains(&topic)
    }

    /// The page in each language, then the workbook in each, if one is wanted.
    fn documents(
        &self,
        scenario: &Scenario,
        inputs: &[InputFile],
        answers: &Answers,
    ) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let languages = self.delivery.speech.languages();
        let report = page::Report {
            scenario,
            inputs,
            command: &self.command(),
            results: &answers.results,
            decision: &answers.decision,
            allocations: &answers.allocations,
            break_even: &answers.break_even,
            sensitivity: &answers.sensitivity,
            terms: &answers.terms,
            budget: &answers.budget,
            charts: !self.delivery.no_charts,
            languages: &languages,
        };
        let page = |&language| {
            let html = page::html(&report, language).map_err(failed)?;
            Ok((page::file_name(language), html.into_bytes()))
        };
        let mut files = languages.iter().map(page).collect::<Result<Vec<(String, Vec<u8>)>, Failure>>()?;
        for &language in &languages {
            let make = || page::workbook::workbook(&report, language);
            self.workbook.add(&mut files, &page::stem(language), make).map_err(failed)?;
        }
        Ok(files)
    }

    /// The command that makes the page again: what it was given that bears on the page.
    fn command(&self) -> String {
        let mut words = vec!["commonweal report".to_owned(), quoted(&self.scenario.to_string_lossy())];
        words.extend(self.reading.overrides_written().iter().map(|set| format!("--set {}", quoted(set))));
        if !self.only.is_empty() {
            words.push(format!("--only {}", self.only.iter().map(|one| one.word()).collect::<Vec<String>>().join(",")));
        }
        words.extend(self.replications.map(|n| format!("-n {n}")));
        words.push(format!("--seed {}", self.drawing.seed()));
        words.extend(self.delivery.speech.word().map(|word| format!("--lang {word}")));
        words.extend(self.delivery.no_charts.then(|| "--no-charts".to_owned()));
        words.extend(self.reading.allow_outside.then(|| "--allow-outside".to_owned()));
        words.join(" ")
    }
}

/// Questions one after the other, and how far they are.
struct Asking<'a> {
    report: &'a Report,
    written: &'a Written,
    scenario: &'a Scenario,
    topics: Vec<Topic>,
    progress: Progress,
}

impl Asking<'_> {
    /// Says that a question comes next; no where it is not asked.
    fn next(&mut self, topic: Topic) -> bool {
        let place = self.topics.iter().position(|own| *own == topic);
        place.inspect(|&done| self.progress.tell_next(done as u64, &topic.word())).is_some()
    }

    fn results(&mut self) -> Result<Results, Failure> {
        self.next(Topic::Run);
        let replications = u64::from(self.report.replications.unwrap_or(REPLICATIONS));
        let settings = Settings { ambiguity: true, ..Settings::new(replications, self.report.drawing.seed()) };
        let simulation = simulate(self.scenario, &settings, &mut |_| ControlFlow::Continue(()));
        let simulation = simulation.map_err(|error| Failure::new(Exit::Scenario, error))?;
        Ok(summarise(self.scenario, &simulation))
    }

    /// A question as its command asks it with some arguments.
    fn question<Q: Question>(&mut self, topic: Topic, given: &[&str]) -> Result<Asked<Q::Found>, Failure> {
        if !self.next(topic) {
            return Ok(Asked::Not);
        }
        let own: u32 = Q::REPLICATIONS.parse().unwrap_or(REPLICATIONS);
        // A question that takes fewer than a run by itself simulates many variants.
        let asked = self.report.replications.map_or(own, |n| if own < REPLICATIONS { n.min(own) } else { n });
        let variants = Variants {
            written: self.written,
            overrides: &[],
            seed: self.report.drawing.seed(),
            replications: asked as usize,
        };
        answered(by_itself::<Q>(given)?.ask(&variants).map_err(Failure::from))
    }

    fn allocations(&mut self) -> Result<Asked<Allocations>, Failure> {
        if !self.next(Topic::Allocate) {
            return Ok(Asked::Not);
        }
        let own = replications(self.scenario.administrations.len());
        let asked = self.report.replications.map(|n| own.min(n as usize));
        let allocate = by_itself::<Allocate>(&["scenario"])?;
        let (scenario, seed) = (self.read()?, self.report.drawing.seed());
        answered(allocate.of(self.written, &scenario, seed, asked))
    }

    /// The scenario as it was read, before a rule on the game has said who pays what.
    fn read(&self) -> Result<Scenario, Failure> {
        let gone = || Failure::new(Exit::Scenario, "the scenario cannot be read");
        self.written.loaded().scenario.clone().ok_or_else(gone)
    }
}

/// The statistic that is to cross 0 for the choice to change: what sharing saves against the strategy that it is chosen against, in
/// the mean, or in the median where there is no mean.
fn decisive(results: &Results) -> String {
    let pair = results.best.as_ref().map(|best| (best.strategy, best.rival, best.cheaper_by.mean.is_some()));
    match pair {
        Some((Strategy::Shared, other, mean) | (other, Strategy::Shared, mean)) => {
            let figure = if mean { "" } else { ".p50" };
            match other {
                Strategy::Independent => format!("saving{figure}"),
                other => format!("saving.{}{figure}", other.word()),
            }
        }
        _ => "saving.p50".to_owned(),
    }
}

/// What was found, or why not: that a scenario has no answer to one question does not end the others.
fn answered<F>(found: Result<F, Failure>) -> Result<Asked<F>, Failure> {
    match found {
        Ok(found) => Ok(Asked::Found(Box::new(found))),
        Err(Failure { exit: Exit::Scenario | Exit::Usage, message }) => Ok(Asked::Refused(message)),
        Err(failure) => Err(failure),
    }
}

impl Answers {
    /// All figures, as the single commands write them.
    fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let results = &self.results;
        let mut files = vec![
            ("summary.json".to_owned(), summary_json(results).map_err(failed)?),
            ("summary.csv".to_owned(), summary_csv(results).map_err(failed)?),
            ("administrations.csv".to_owned(), administrations_csv(results).map_err(failed)?),
            ("years.csv".to_owned(), years_csv(results).map_err(failed)?),
        ];
        files.extend(of_asked(&self.decision)?);
        files.extend(of_asked(&self.allocations)?);
        files.extend(of_asked(&self.break_even)?);
        files.extend(of_asked(&self.sensitivity)?);
        files.extend(of_asked(&self.terms)?);
        files.extend(of_asked(&self.budget)?);
        Ok(files)
    }
}

fn of_asked<F: Found>(asked: &Asked<F>) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    asked.found().map_or(Ok(Vec::new()), of_found)
}

/// The JSON of all questions as one, by the names of their files.
fn whole(files: &[(String, Vec<u8>)]) -> String {
    let json = files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".json")?, bytes)));
    let parts: Vec<String> =
        json.map(|(name, bytes)| format!("\"{name}\": {}", String::from_utf8_lossy(bytes).trim_end())).collect();
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-=:,+@%".contains(c);
    match word.chars().all(plain) && !word.is_empty() {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_asked_as_their_commands_ask_them() {
        assert!(by_itself::<Decide>(&[]).is_ok() && by_itself::<Terms>(&[]).is_ok());
        assert!(by_itself::<BreakEven>(&[]).is_ok() && by_itself::<Sensitivity>(&[]).is_ok());
        assert!(by_itself::<Budget>(&[]).is_ok() && by_itself::<Allocate>(&["scenario"]).is_ok());
        assert_eq!(Topic::BreakEven.word(), "break-even");
    }

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("a/b-c.toml"), "a/b-c.toml");
        assert_eq!(quoted("licence=\"it's\""), "'licence=\"it'\\''s\"'");
        assert_eq!(quoted(""), "''");
    }
}
