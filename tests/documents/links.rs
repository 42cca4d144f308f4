//! Links between pages lead somewhere, and files that pages mention are there.

use super::reader::root;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every page of the project, but those of the tests' data.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = ["docs", "scenarios", "output", "benches", "src/model"].map(|name| root().join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.starts_with(root().join("output")) {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            }
        }
    }
    let front = ["README.md", "README.fr.md", "CONTRIBUTING.md", "GOVERNANCE.md"].map(|name| root().join(name));
    pages.extend(front);
    pages
}

/// The name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[derive(Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: Vec<String>,
    code: Vec<String>,
}

fn read(path: &Path) -> Page {
    let text = std::fs::read_to_string(path).expect("readable");
    let mut page = Page::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => page.anchors.extend(heading.take().map(|text| anchor(&text))),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.to_string());
            }
            Event::Text(words) => heading.iter_mut().for_each(|heading| heading.push_str(&words)),
            Event::Code(words) => {
                heading.iter_mut().for_each(|heading| heading.push_str(&words));
                page.code.push(words.to_string());
            }
            _ => {}
        }
    }
    page
}

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    for path in pages() {
        for link in read(&path).links.iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().expect("a folder").join(file) };
            let found = target.exists() && (place.is_empty() || read(&target).anchors.contains(place));
            if !found {
                wrong.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

/// A file of ours by its name: `src/…`, `tests/…` and so on, without stars.
fn names_a_file(code: &str) -> bool {
    let begins =
        ["src/", "tests/", "scenarios/", "docs/", "benches/", ".ci/"].iter().any(|start| code.starts_with(start));
    begins && code.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
}

#[test]
fn every_file_that_a_page_names_is_there() {
    let mut wrong = Vec::new();
    for path in pages() {
        let missing = read(&path).code.into_iter().filter(|code| names_a_file(code) && !root().join(code).exists());
        wrong.extend(missing.map(|code| format!("{}: {code}", path.display())));
    }
    assert!(wrong.is_empty(), "files that are not in the repository:\n{}", wrong.join("\n"));
}

/// Every page of `docs` stands in the contents of the book, and the contents name no other.
#[test]
fn the_contents_name_every_page() {
    let docs = root().join("docs");
    let named: BTreeSet<PathBuf> = read(&docs.join("SUMMARY.md")).links.iter().map(|link| docs.join(link)).collect();
    let mut there: BTreeSet<PathBuf> = pages().into_iter().filter(|path| path.starts_with(&docs)).collect();
    there.remove(&docs.join("SUMMARY.md"));
    assert_eq!(named, there);
}

#[test]
fn headings_are_linked_as_the_book_links_them() {
    assert_eq!(anchor("What to do, and `--set`"), "what-to-do-and---set");
    assert_eq!(anchor("Délai d’attente"), "délai-dattente");
}
