//! Problems as people read them: message, place, the line with the offending text marked, and what to do.

use super::problem::{Place, Problem, Problems, Severity, Sources, invisible, shown};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use std::collections::HashMap;

/// Problems that are shown in full; the others are counted.
const SHOWN: usize = 20;
/// Where there are more, so many of a kind are shown.
const OF_A_KIND: usize = 3;
/// Most characters of a line that are shown.
const WIDTH: usize = 110;
/// Characters shown before the offending text in a longer line.
const BEFORE: usize = 40;

/// The problems as text, errors first, the first 20 of them and a count; empty if there are none. Of more than 20 the
/// first three of each kind, lest one mistake in every row of a table hides the others.
pub fn render(problems: &Problems, sources: &Sources, color: bool) -> String {
    let of = |severity: Severity| problems.iter().filter(move |problem| problem.severity == severity);
    let (errors, warnings) = (problems.number(Severity::Error), problems.number(Severity::Warning));
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(2 * WIDTH);
    let mut out = String::new();
    let (mut shown, mut kinds) = (0, HashMap::new());
    for problem in of(Severity::Error).chain(of(Severity::Warning)) {
        let seen: &mut usize = kinds.entry(kind(problem)).or_default();
        *seen += 1;
        if shown == SHOWN || (errors + warnings > SHOWN && *seen > OF_A_KIND) {
            continue;
        }
        shown += 1;
        out.push_str(&one(problem, sources, &renderer));
        out.push_str("\n\n");
    }
    if errors + warnings > shown {
        out.push_str(&format!(
            "{shown} of {} problems are shown, of one kind at most {OF_A_KIND}.\n",
            errors + warnings
        ));
    }
    if errors + warnings > 1 {
        out.push_str(&format!("{}, {}.\n", count(errors, "error"), count(warnings, "warning")));
    }
    out
}

/// What problems of one kind have in common: the message without what is quoted in it and without numbers.
fn kind(problem: &Problem) -> (bool, String) {
    let words = problem.message.split('`').step_by(2).flat_map(str::chars);
    (problem.severity == Severity::Error, words.filter(|c| !c.is_ascii_digit()).collect())
}

fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}

fn one(problem: &Problem, sources: &Sources, renderer: &Renderer) -> String {
    if let Some(cell) = sources.cell(&problem.place) {
        return in_cell(problem, cell, sources, renderer);
    }
    let (line, column) = sources.position(&problem.place);
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = visible(&problem.message);
    let name = visible(sources.name(problem.place.file));
    let window = Window::around(&problem.place, sources);
    let mark = AnnotationKind::Primary.span(window.start..window.end);
    let snippet = Snippet::source(&window.text).line_start(line).annotation(mark);
    let title = level.primary_title(message);
    let mut group = match window.whole {
        true => title.element(snippet.path(name)),
        false => title.element(Origin::path(name).line(line).char_column(column)).element(snippet),
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// A problem of a workbook: told by sheet and cell, and what stands there.
fn in_cell(
    problem: &Problem,
    (content, told, is_cell): (String, String, bool),
    sources: &Sources,
    renderer: &Renderer,
) -> String {
    let title = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
    .primary_title(visible(&problem.message));
    let name = visible(sources.name(problem.place.file));
    let whole = if told.is_empty() { name } else { format!("{name}, {}", visible(&told)) };
    let mut group = title.element(Origin::path(whole));
    // A row is shown at its first cell, and is many lines of the text.
    if !content.is_empty() && is_cell && !content.contains('\n') && !problem.message.contains(&content) {
        group = group.element(Level::NOTE.message(format!("the cell holds `{}`", shown(&content))));
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

/// A stretch of the line on which a problem begins, fit to be shown, and the bytes in it to mark.
struct Window {
    text: String,
    start: usize,
    end: usize,
    /// Whether it begins where the line begins.
    whole: bool,
}

impl Window {
    fn around(place: &Place, sources: &Sources) -> Self {
        let text = sources.text(place.file);
        let end_of_line = |c: char| c == '\n' || c == '\r';
        let from = place.span.start.min(text.len());
        let (before, after) = (text.get(..from).unwrap_or_default(), text.get(from..).unwrap_or_default());
        let before = &before[before.rfind(end_of_line).map_or(0, |at| at + 1)..];
        let after = &after[..after.find(end_of_line).unwrap_or(after.len())];
        let length = (place.span.end.saturating_sub(place.span.start)).min(after.len());
        let marked = after.get(..length).unwrap_or(after);
        let rest = &after[marked.len()..];

        let fits = before.len() + after.len() <= WIDTH;
        let mut window = Window { text: String::new(), start: 0, end: 0, whole: true };
        match before.char_indices().rev().nth(BEFORE) {
            Some((at, c)) if !fits => {
                window.whole = false;
                window.text.push_str("...");
                window.push(&before[at + c.len_utf8()..], BEFORE);
            }
            _ => window.push(before, WIDTH),
        }
        window.start = window.text.len();
        window.push(marked, WIDTH - BEFORE);
        window.end = window.text.len();
        window.push(rest, WIDTH.saturating_sub(window.text.chars().count()));
        window
    }

    /// Adds a text, each character as one that shows, at most a number of them.
    fn push(&mut self, text: &str, most: usize) {
        let cut = text.chars().nth(most).is_some();
        let kept = if cut { most.saturating_sub(3) } else { most };
        self.text.extend(text.chars().take(kept).map(seen));
        if cut {
            self.text.push_str("...");
        }
    }
}

/// A character as it is shown in a line of a file.
fn seen(c: char) -> char {
    match c {
        '\t' => ' ',
        c if invisible(c) => '\u{fffd}',
        c => c,
    }
}

/// A message with everything spelt out that would act on a terminal.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_place_and_nothing_acts() {
        let mut sources = Sources::default();
        let file = sources.add("x\u{1b}.toml", "a = 1\r\nb = \"\u{202e}oops\u{9b}\" # c\n");
        let mut problems = Problems::default();
        problems.error(Place { file, span: 11..22 }, "wrong \u{1b}[31m").help("mend\u{7} it");
        let shown = render(&problems, &sources, false);
        assert!(shown.contains("--> x\\u{1b}.toml:2:5"), "{shown}");
        assert!(!shown.chars().any(|c| invisible(c) && c != '\n'), "{shown}");
        assert!(shown.contains("b = \"\u{fffd}oops\u{fffd}\" # c") && shown.contains("help: mend"), "{shown}");
    }

    #[test]
    fn long_lines_and_many_problems_are_cut() {
        let mut sources = Sources::default();
        let file = sources.add("x.toml", "é".repeat(100_000));
        let mut problems = Problems::default();
        for at in [0, 2000, 199_998] {
            problems.error(Place { file, span: at..200_000 }, "long");
        }
        for kind in 'a'..='g' {
            for row in 0..5 {
                problems.warning(Place { file, span: 0..1 }, format!("{kind}: `{row}{kind}` in row {row}"));
            }
        }
        let shown = render(&problems, &sources, false);
        assert!(shown.len() < 20 * 600, "{}", shown.len());
        assert!(shown.contains("20 of 38 problems are shown") && shown.contains("3 errors, 35 warnings."), "{shown}");
        assert_eq!(['a', 'e', 'f', 'g'].map(|kind| shown.matches(&format!("{kind}: `")).count()), [3, 3, 2, 0]);
        assert!(shown.contains("x.toml:1:1001"), "{shown}");
    }
}
