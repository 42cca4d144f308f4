//! The chapters of a page, in the order in which a reader asks.

use super::chapter::{Chapter, Drawn, Numbers, Part};
use super::figure::{Called, drawn};
use super::words::{assumptions, audit, frame, glossary, members, quality, reproduce, risks, tables};
use super::{Report, method};
use crate::charts::preview::ROWS;
use crate::charts::{Chart, draw_all};
use crate::document::{Block, Document};
use crate::found::{Found, choice, find_out, preview_words, to_read};
use crate::language::Language;
use crate::output::OutputError;
use crate::words::run::Answer;
use study::analysis::header::Names;
use study::analysis::preview::ask::preview;
use study::analysis::whole::found::Asked;

/// All chapters that there is something to say in.
pub(super) fn chapters(report: &Report, answer: &Answer, language: Language) -> Result<Vec<Chapter>, OutputError> {
    let writer = Writer { report, answer, language, charts: charts_of_run(report, language)? };
    let mut chapters = vec![writer.answer(), writer.strategies()?, writer.core(), writer.members()?];
    chapters.extend(writer.budgets()?);
    chapters.extend(writer.whole("drivers", &report.answers.sensitivity)?);
    chapters.extend(writer.changes()?);
    chapters.extend(writer.first()?);
    chapters.extend(writer.whole("terms", &report.answers.terms)?);
    chapters.push(writer.assumptions()?);
    chapters.push(writer.chapter("risks").told(risks::document(&answer.not_covered, language)));
    chapters.push(writer.method());
    chapters.push(writer.quality());
    chapters.push(writer.again());
    chapters.push(writer.chapter("glossary").told(glossary::document(language)));
    let present: Vec<&str> = chapters.iter().map(|chapter| chapter.id).chain(["audit"]).collect();
    let audit = audit::document(&present, language);
    chapters.push(writer.chapter("audit").told(audit));
    Ok(chapters)
}

fn charts_of_run(report: &Report, language: Language) -> Result<Vec<Chart>, OutputError> {
    Ok(if report.charts { draw_all(&report.answers.results, language)? } else { Vec::new() })
}

struct Writer<'a> {
    report: &'a Report<'a>,
    answer: &'a Answer,
    language: Language,
    charts: Vec<Chart>,
}

impl Writer<'_> {
    fn chapter(&self, id: &'static str) -> Chapter {
        Chapter::new(id, frame::heading(id, self.language))
    }

    /// A chart of the run with its numbers.
    fn of_run(&self, name: &str) -> Option<Drawn> {
        let chart = self.charts.iter().find(|chart| chart.name == name)?.clone();
        let numbers = tables::numbers(name, &self.report.answers.results, self.language);
        Some(Drawn { chart, numbers })
    }

    /// The charts of what was found, some of them.
    fn of(&self, found: &impl Found, names: &[&str]) -> Result<Vec<Drawn>, OutputError> {
        if !self.report.charts {
            return Ok(Vec::new());
        }
        let charts = found.charts(self.language)?;
        let wanted = charts.into_iter().filter(|chart| names.is_empty() || names.contains(&chart.name));
        let called = Called { names: Names::of(self.report.scenario), currency: self.report.scenario.currency.clone() };
        drawn(wanted.collect(), &found.tables()?, &called, self.language)
    }

    fn document(&self) -> Document {
        Document::new(self.language)
    }

    /// The answer of the run, complete by itself.
    fn answer(&self) -> Chapter {
        let mut before = self.document();
        before.paragraphs(self.answer.verdict.iter().map(String::as_str));
        before.paragraphs(self.answer.charged.as_deref());
        for one in &self.report.answers.results.strategies {
            before.bullet(frame::strategy(one.strategy, self.language));
        }
        self.answer.warnings.iter().for_each(|warning| {
            before.warning(warning.as_str());
        });
        let mut after = self.document();
        after.table(self.answer.strategies.clone()).paragraphs(self.answer.least.as_deref());
        self.answer.changes.iter().for_each(|block| {
            after.push(block.clone());
        });
        after.paragraph(self.answer.not_covered.as_str());
        after.paragraph(assumptions::unsourced(self.report.scenario, self.language));
        self.chapter("answer").told(before).drawn(self.of_run("saving")).told(after)
    }

    fn strategies(&self) -> Result<Chapter, OutputError> {
        let (results, language) = (&self.report.answers.results, self.language);
        let mut chapter = self.chapter("strategies");
        match &self.report.answers.decision {
            Asked::Not => {}
            Asked::Refused(why) => chapter = chapter.with(Part::Refused(why.clone())),
            Asked::Found(found) => {
                let charts = self.of(&**found, &["joint"])?;
                chapter = chapter.answered(choice(found, language)).drawn(charts);
            }
        }
        chapter = chapter.drawn(self.of_run("cost-curves")).drawn(self.of_run("phases"));
        if let Some(percentiles) = tables::percentiles(results, language) {
            let mut document = self.document();
            document.heading(frame::within("chances", language)).paragraph(frame::percentiles(language));
            chapter = chapter.told(document).with(Part::Confidence(percentiles));
        }
        Ok(chapter)
    }

    fn core(&self) -> Chapter {
        let mut document = self.document();
        document.paragraphs(self.answer.fate.iter().map(String::as_str));
        document.section().heading(frame::within("courses", self.language));
        document.table(tables::courses(&self.report.answers.results, self.language));
        self.chapter("core").told(document)
    }

    fn members(&self) -> Result<Chapter, OutputError> {
        let (results, language, rules) =
            (&self.report.answers.results, self.language, self.report.answers.allocations.found());
        let chart = self.of_run("administrations");
        let [mut about, mut each] = [self.document(), self.document()];
        about.paragraph(members::about(results, chart.is_some(), rules, language));
        each.heading(frame::within("each", language)).table(members::table(results, language));
        let chapter = self.chapter("members").told(about).drawn(chart).told(each);
        let mut heading = self.document();
        heading.heading(frame::within("rules", self.language));
        Ok(match &self.report.answers.allocations {
            Asked::Not => chapter,
            Asked::Refused(why) => chapter.told(heading).with(Part::Refused(why.clone())),
            Asked::Found(found) => {
                let charts = self.of(&**found, &[])?;
                chapter.told(heading).answered(found.document(self.language)).drawn(charts)
            }
        })
    }

    /// Money by year: of the budget, and up to the end of each year.
    fn budgets(&self) -> Result<Option<Chapter>, OutputError> {
        let years = self.of_run("years");
        let Some(found) = self.report.answers.budget.found() else {
            return Ok(match self.whole("budgets", &self.report.answers.budget)? {
                Some(chapter) => Some(chapter.drawn(years)),
                None => years.map(|years| self.chapter("budgets").drawn([years])),
            });
        };
        let chapter = self.chapter("budgets").answered(to_read(found, self.language));
        Ok(Some(chapter.drawn(self.of(found, &[])?).drawn(years)))
    }

    fn first(&self) -> Result<Option<Chapter>, OutputError> {
        let Some(found) = self.report.answers.decision.found() else { return Ok(None) };
        let charts = self.of(found, &["evppi"])?;
        Ok(Some(self.chapter("first").told(find_out(found, self.language)).drawn(charts)))
    }

    /// A question with all its words and charts; none where it was not asked.
    fn whole<F: Found>(&self, id: &'static str, asked: &Asked<F>) -> Result<Option<Chapter>, OutputError> {
        let chapter = self.chapter(id);
        Ok(match asked {
            Asked::Not => None,
            Asked::Refused(why) => Some(chapter.with(Part::Refused(why.clone()))),
            Asked::Found(found) => {
                let charts = self.of(&**found, &[])?;
                Some(chapter.answered(found.document(self.language)).drawn(charts))
            }
        })
    }

    /// What would change the answer, and why its figures are not quite those of the first page.
    fn changes(&self) -> Result<Option<Chapter>, OutputError> {
        let asked = &self.report.answers.break_even;
        let chapter = self.whole("changes", asked)?;
        let note = || Part::Blocks(vec![Block::Paragraph(frame::thresholds(self.language).into())]);
        Ok(chapter.map(|chapter| if asked.found().is_some() { chapter.with(note()) } else { chapter }))
    }

    /// What each uncertain input looks like, then the log.
    fn assumptions(&self) -> Result<Chapter, OutputError> {
        let (scenario, language) = (self.report.scenario, self.language);
        let found = preview(scenario);
        let mut introduction = assumptions::introduction(language);
        let charts = if self.report.charts { found.charts(language)? } else { Vec::new() };
        if !charts.is_empty() {
            introduction
                .section()
                .heading(frame::within("inputs", language))
                .paragraph(preview_words(&found, language));
        }
        let pages = found.inputs.chunks(ROWS).map(Some).chain(std::iter::repeat(None));
        let drawn = charts.into_iter().zip(pages).map(|(chart, rows)| {
            let table = rows.map(|rows| assumptions::numbers(rows, &found.names, &found.currency, language));
            Drawn { chart, numbers: table.map(|table| Numbers { table, file: None, left_out: 0 }) }
        });
        let log = assumptions::document(scenario, language);
        Ok(self.chapter("assumptions").told(introduction).drawn(drawn).told(log))
    }

    /// How well means are known, what is not known, and whether draws are what was asked.
    fn quality(&self) -> Chapter {
        let (results, language) = (&self.report.answers.results, self.language);
        let chapter = self.chapter("quality").told(quality::known(results, language)).drawn(self.of_run("convergence"));
        let chapter = chapter.told(quality::unknown(results, language)).drawn(self.of_run("ambiguity"));
        let chapter = match (quality::together(results, language), self.of_run("correlation")) {
            (Some(document), Some(drawn)) => chapter.told(document).drawn([drawn]),
            _ => chapter,
        };
        chapter.told(quality::tails(results, language))
    }

    fn method(&self) -> Chapter {
        let [intro, summary] = frame::method(self.language);
        let whole = Part::Folded { summary, markup: method::method(self.language) };
        self.chapter("method").with(Part::Blocks(vec![Block::Paragraph(intro.into())])).with(whole)
    }

    fn again(&self) -> Chapter {
        let Report { answers, inputs, command, .. } = self.report;
        let results = &answers.results;
        let mut asked = vec![("run", results.run.replications as usize)];
        asked.extend(self.replications(&answers.decision));
        asked.extend(self.replications(&answers.allocations));
        asked.extend(self.replications(&answers.break_even));
        asked.extend(self.replications(&answers.sensitivity));
        asked.extend(self.replications(&answers.terms));
        asked.extend(self.replications(&answers.budget));
        self.chapter("again").told(reproduce::document(results, inputs, command, &asked, self.language))
    }

    fn replications<F: Found>(&self, asked: &Asked<F>) -> Option<(&'static str, usize)> {
        Some((F::NAME, asked.found()?.about().replications?))
    }
}
