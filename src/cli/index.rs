//! `commonweal index`: a page that lists the scenarios of a folder with what each asks, rests on and answers.

use super::count;
use super::delivery::{Drawing, failed};
use super::reading::{Reading, in_folder};
use super::speech::Speech;
use super::terminal::wrapped;
use super::{Exit, Failure, print};
use model::simulation::{Settings, simulate, summarise};
use report::charts;
use report::output::{Entry, INDEX_MARKS, Picture, index_markdown, with_index, write_whole};
use report::words::index::{facts, heading, seen, title, written};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use study::analysis::allocate::ask::settle;
use study::input::preface;
use study::input::problem::shown_path;

/// Replications times administrations beyond which fewer replications have to do, and how few at least.
const MOST_WORK: u64 = 20_000_000;
const LEAST: u64 = 100;

/// Index the scenarios of a folder in its README.md: question, who, sources, headline result and picture of each
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The index takes the place of what stands between its two marks in README.md; a folder without one gets one. Pictures go to `pictures` in the folder.\n\nExamples:\n  commonweal index scenarios\n  commonweal index scenarios --print"
)]
pub struct Index {
    /// Folder of scenarios
    #[arg(value_name = "FOLDER", default_value = "scenarios")]
    folder: PathBuf,
    /// Print the index, and write neither page nor pictures
    #[arg(long)]
    print: bool,
    /// Replications of each scenario; fewer of very many administrations
    #[arg(long, short = 'n', value_name = "N", default_value_t = 200_000, value_parser = count::within::<u32>(2..=1_000_000), allow_negative_numbers = true)]
    replications: u32,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    speech: Speech,
}

impl Index {
    /// Runs each scenario, and writes the page.
    pub fn run(&self) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let paths = in_folder(&self.folder)?;
        let page = self.folder.join("README.md");
        let old = self.page(&page)?;
        let (mut entries, mut exit) = (Vec::new(), Exit::Done);
        for path in paths {
            match pool.install(|| self.entry(&path))? {
                Some(entry) => entries.push(entry),
                None => exit = Exit::Scenario,
            }
        }
        let index = index_markdown(&entries, self.speech.language());
        if self.print || exit != Exit::Done {
            print(&(index + "\n"))?;
            return Ok(exit);
        }
        let new = with_index(&old, &index).unwrap_or(old);
        for picture in entries.iter().filter_map(|entry| entry.picture.as_ref()) {
            write_whole(&self.folder.join(&picture.name), picture.svg.as_bytes()).map_err(failed)?;
        }
        write_whole(&page, new.as_bytes()).map_err(failed)?;
        print(&wrapped(&written(entries.len(), &shown_path(&page), self.speech.language())))?;
        Ok(Exit::Done)
    }

    /// The page as it is, or a first one.
    fn page(&self, path: &Path) -> Result<String, Failure> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                format!("# {}\n\n{}\n{}\n", heading(self.speech.language()), INDEX_MARKS[0], INDEX_MARKS[1])
            }
            Err(error) => {
                let path = shown_path(path);
                return Err(Failure::new(Exit::Usage, format!("cannot read {path}: {error}")));
            }
        };
        if !self.print && with_index(&text, "").is_none() {
            let [begin, end] = INDEX_MARKS;
            return Err(Failure::new(
                Exit::Usage,
                format!(
                    "{} has no place for an index: write `{begin}` and `{end}` into it, each on a line",
                    shown_path(path)
                ),
            ));
        }
        Ok(text)
    }

    /// What the page says of a scenario; none where it cannot be used.
    fn entry(&self, path: &Path) -> Result<Option<Entry>, Failure> {
        let (file, language) = (self.reading.open(path)?, self.speech.language());
        let Some((mut scenario, _)) = self.reading.load_written(&file, language) else { return Ok(None) };
        settle(&mut scenario, self.drawing.seed()).map_err(|error| Failure::new(Exit::Scenario, error))?;
        let most = (MOST_WORK / scenario.administrations.len() as u64).max(LEAST);
        let settings = Settings::new(u64::from(self.replications).min(most), self.drawing.seed());
        let simulation = simulate(&scenario, &settings, &mut |_| ControlFlow::Continue(()))
            .map_err(|error| Failure::new(Exit::Scenario, error))?;
        let results = summarise(&scenario, &simulation);
        let text = file.text();
        let facts = facts(&scenario, &results, |label| preface(&text, label), language);
        let charts = charts::draw_all(&results, language).map_err(|error| Failure::new(Exit::Failed, error))?;
        let picture = charts.into_iter().find(|chart| chart.name == "saving").map(|chart| Picture {
            name: format!("pictures/{}.svg", scenario.id),
            seen: seen(&results, language),
            svg: chart.svg,
        });
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Some(Entry { file, title: title(&results, language), facts, picture }))
    }
}
