//! `commonweal report`: all that is asked of a scenario, as a page in each language.

use super::count;
use super::delivery::{Begun, Delivery, Drawing, Workbook, failed};
use super::progress::Progress;
use super::reading::Reading;
use super::speech::one_or_both;
use super::{Exit, Failure, print};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::scenario::Scenario;
use report::output::About;
use report::page::{self, figures, whole_json};
use report::words;
use report::words::notes::Counted;
use std::path::PathBuf;
use study::analysis::allocate::ask::settle;
use study::analysis::whole::ask::{Topic, Whole};
use study::analysis::whole::found::Answers;
use study::input::{InputFile, Written};

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
    #[arg(long, value_name = "QUESTION", value_delimiter = ',', value_parser = topic())]
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

/// A question by its command's name.
fn topic() -> impl TypedValueParser<Value = Topic> {
    PossibleValuesParser::new(Topic::ALL.map(Topic::word))
        .try_map(|word| Topic::ALL.into_iter().find(|topic| topic.word() == word).ok_or("no question is called so"))
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
        let figures = figures(&answers).map_err(failed)?;
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
            print(&whole_json(&figures))?;
        } else if !self.delivery.quiet {
            self.delivery.tell(&results.overrides, words::run::beginning(results, language), claim.given(), &names)?;
        }
        Ok(Exit::Done)
    }

    fn ask(&self, written: &Written, scenario: &Scenario) -> Result<Answers, Failure> {
        let (language, quiet) = (self.delivery.speech.language(), self.delivery.quiet);
        let topics: Vec<Topic> = Topic::ALL.into_iter().filter(|topic| self.asks(*topic)).collect();
        let mut progress = Progress::new(topics.len() as u64, Counted::Questions, quiet, language);
        let whole =
            Whole { written, scenario, topics: &topics, seed: self.drawing.seed(), replications: self.replications };
        let answers = whole.ask(&mut |topic| {
            let done = topics.iter().position(|own| *own == topic);
            progress.tell_next(done.unwrap_or_default() as u64, topic.word());
        });
        progress.finish();
        answers.map_err(|error| Failure::new(Exit::Scenario, error))
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
            answers,
            charts: !self.delivery.no_charts,
            languages: &languages,
        };
        let mut files = page::pages(&report).map_err(failed)?;
        for &language in &languages {
            let make = || page::workbook::workbook(&report, language);
            self.workbook.add(&mut files, &page::stem(language), make).map_err(failed)?;
        }
        Ok(files)
    }

    /// The command that makes the page again: what it was given that bears on the page.
    fn command(&self) -> String {
        let command = page::Command {
            scenario: &self.scenario.to_string_lossy(),
            overrides: &self.reading.overrides_written(),
            only: &self.only,
            replications: self.replications,
            seed: self.drawing.seed(),
            language: self.delivery.speech.word(),
            charts: !self.delivery.no_charts,
            allow_outside: self.reading.allow_outside,
        };
        command.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::break_even::BreakEven;
    use super::super::budget::Budget;
    use super::super::decide::Decide;
    use super::super::question::Question;
    use super::super::sensitivity::Sensitivity;
    use super::super::terms::Terms;
    use study::analysis::run::REPLICATIONS;
    use study::analysis::sensitivity::ask;

    /// The page asks a question as its command does by itself, which gives the number as a text.
    #[test]
    fn questions_are_asked_with_the_replications_of_their_commands() {
        let most = [Decide::REPLICATIONS, BreakEven::REPLICATIONS, Terms::REPLICATIONS, Budget::REPLICATIONS];
        assert_eq!(most, [REPLICATIONS.to_string().as_str(); 4]);
        assert_eq!(Sensitivity::REPLICATIONS, ask::REPLICATIONS.to_string());
    }
}
