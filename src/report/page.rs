//! The page of a report: all that was found of a scenario as one HTML document a language, which needs nothing else.
//!
//! Pure functions from what was found to text; what they say is the documents and charts of each question, in the order
//! in which a reader asks, and a few chapters about all of them ([`words`]). Everything is written through [`markup`], so that
//! the page is well-formed as HTML and as XML, and text from outside is nothing but text. A [`policy`] allows the page its own
//! style and script alone; it loses nothing without them.

mod again;
mod blocks;
mod chapter;
mod figure;
mod figures;
mod markup;
mod method;
mod outline;
mod policy;
mod words;
pub mod workbook;

#[cfg(test)]
mod tests;

use crate::language::Language;
use crate::output::{Files, OutputError};
use crate::words::answer;
use crate::words::run::Answer;
pub use again::Command;
use blocks::Setter;
use chapter::{Chapter, Confidence, Part};
pub use figures::{figures, whole_json};
use markup::{element, escape, of_text, void};
use model::results::Results;
use model::scenario::Scenario;
use study::analysis::whole::found::Answers;
use study::input::InputFile;
use study::input::problem::inert;
use words::frame;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// What a page is made of.
#[derive(Debug)]
pub struct Report<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The files that were read.
    pub inputs: &'a [InputFile],
    /// The command that makes the page again.
    pub command: &'a str,
    /// What was found.
    pub answers: &'a Answers,
    /// Whether charts are drawn.
    pub charts: bool,
    /// The languages of which there is a page.
    pub languages: &'a [Language],
}

/// Stem of the names of files in a language.
pub fn stem(language: Language) -> String {
    format!("report.{}", language.code())
}

/// Name of the page in a language.
pub fn file_name(language: Language) -> String {
    format!("{}.html", stem(language))
}

/// The page in a language.
///
/// # Errors
/// If a chart cannot be drawn or a table not be written.
pub fn html(report: &Report, language: Language) -> Result<String, OutputError> {
    let answer = Answer::of(&report.answers.results, language);
    let chapters = outline::chapters(report, &answer, language)?;
    let head = head(&answer.title, language);
    let body = body(report, &answer, &chapters, language);
    let html = element("html", &[("lang", language.code())], &format!("\n{head}\n{body}\n"));
    Ok(format!("<!DOCTYPE html>\n{html}\n"))
}

/// The page in each of its languages, as files.
///
/// # Errors
/// If one cannot be made.
pub fn pages(report: &Report) -> Result<Files, OutputError> {
    let page = |&language: &Language| Ok((file_name(language), html(report, language)?.into_bytes()));
    report.languages.iter().map(page).collect()
}

fn head(title: &str, language: Language) -> String {
    let parts = [
        void("meta", &[("charset", "utf-8")]),
        void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy::policy(STYLE, SCRIPT))]),
        void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
        void("meta", &[("name", "color-scheme"), ("content", "light dark")]),
        void("meta", &[("name", "referrer"), ("content", "no-referrer")]),
        of_text("title", &[], &frame::title(title, language)),
        void("link", &[("rel", "icon"), ("href", "data:,")]),
        element("style", &[], STYLE),
    ];
    element("head", &[], &format!("\n{}\n", parts.join("\n")))
}

fn body(report: &Report, answer: &Answer, chapters: &[Chapter], language: Language) -> String {
    let mut setter = Setter::new(language);
    let mut sections: Vec<String> =
        chapters.iter().enumerate().map(|(at, chapter)| section(at + 1, chapter, &mut setter, language)).collect();
    // The first chapter is an answer complete by itself; the list of the others follows it.
    sections.insert(1, contents(chapters, language));
    let parts = [
        of_text("a", &[("class", "skip"), ("href", "#answer")], frame::skip(language)),
        header(report, answer, language),
        element("main", &[("id", "main")], &format!("\n{}\n", sections.join("\n"))),
        footer(&report.answers.results, language),
        element("script", &[], SCRIPT),
    ];
    element("body", &[], &format!("\n{}\n", parts.join("\n")))
}

/// The question, what is counted and how, how good the estimate is, and the way to the other language.
fn header(report: &Report, answer: &Answer, language: Language) -> String {
    let others = report.languages.iter().filter(|other| **other != language).map(|&other| {
        let code = other.code();
        let link = [("href", &*file_name(other)), ("hreflang", code), ("lang", code)];
        element("p", &[("class", "language")], &of_text("a", &link, frame::other(other)))
    });
    let mut parts: Vec<String> = others.collect();
    parts.push(of_text("h1", &[], &answer.title));
    parts.extend(
        answer
            .basis
            .iter()
            .map(|words| element("p", &[("class", "basis")], &blocks::text(&words.as_str().into(), language))),
    );
    parts.extend(answer.class.iter().map(|words| of_text("p", &[("class", "basis")], words)));
    let given = &report.answers.results.overrides;
    if !given.is_empty() {
        let words = answer::given(&inert(given.join(", ").chars()), language);
        parts.push(of_text("p", &[("class", "warning")], &words));
    }
    element("header", &[], &format!("\n{}\n", parts.join("\n")))
}

fn contents(chapters: &[Chapter], language: Language) -> String {
    let entry = |chapter: &Chapter| {
        element("li", &[], &of_text("a", &[("href", &format!("#{}", chapter.id))], &chapter.title)) + "\n"
    };
    let list = element("ol", &[], &format!("\n{}", chapters.iter().map(entry).collect::<String>()));
    let heading = of_text("h2", &[("id", "contents")], frame::contents(language));
    element("nav", &[("aria-labelledby", "contents")], &format!("\n{heading}\n{list}\n"))
}

fn section(number: usize, chapter: &Chapter, setter: &mut Setter, language: Language) -> String {
    let id = format!("{}-heading", chapter.id);
    let heading = of_text("h2", &[("id", &id)], &format!("{number}. {}", chapter.title));
    let parts: String = chapter.parts.iter().map(|part| self::part(part, setter, language)).collect();
    let attributes = [("class", "chapter"), ("id", chapter.id), ("aria-labelledby", &id)];
    element("section", &attributes, &format!("\n{heading}\n{parts}"))
}

fn part(part: &Part, setter: &mut Setter, language: Language) -> String {
    match part {
        Part::Basis(words) => element("p", &[("class", "basis")], &blocks::text(words, language)) + "\n",
        Part::Blocks(blocks) => setter.blocks(blocks),
        Part::Chart(drawn) => figure::markup(drawn, setter, language),
        Part::Refused(why) => {
            let word = of_text("strong", &[], answer::warning("", language).trim());
            let intro = element("p", &[], &format!("{word} {}", escape(&frame::refused(language))));
            let why = of_text("p", &[("class", "why"), ("lang", Language::En.code())], why);
            element("div", &[("class", "warning")], &format!("{intro}\n{why}")) + "\n"
        }
        Part::Folded { summary, markup } => {
            let inside = element("div", &[], markup);
            element("details", &[], &format!("{}\n{inside}", of_text("summary", &[], summary))) + "\n"
        }
        Part::Confidence(confidence) => chosen(confidence, setter),
    }
}

/// The percentiles, and a slider for those who have scripts: it reads the table.
fn chosen(confidence: &Confidence, setter: &mut Setter) -> String {
    let slider = [("type", "range"), ("id", "confidence"), ("min", "5"), ("max", "95"), ("step", "5"), ("value", "80")];
    let label = of_text("label", &[("for", "confidence")], &confidence.label);
    let output = element("output", &[("for", "confidence")], "");
    let names = confidence.names.join("|");
    let attributes = [
        ("class", "confidence"),
        ("hidden", "hidden"),
        ("data-sentence", confidence.sentence.as_str()),
        ("data-between", confidence.between.as_str()),
        ("data-names", names.as_str()),
    ];
    let choice = element("div", &attributes, &format!("{label}\n{}\n{output}", void("input", &slider)));
    element("div", &[("id", "percentiles")], &format!("{choice}\n{}", setter.table(&confidence.table))) + "\n"
}

fn footer(results: &Results, language: Language) -> String {
    let run = &results.run;
    let words = frame::colophon(&run.version, run.stream, language);
    element("footer", &[], &of_text("p", &[], &words))
}
