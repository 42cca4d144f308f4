//! `index`, from outside: the shipped page is what the program makes of the shipped scenarios, and nothing else of a page is touched.

mod program;

use program::{certain, commonweal, place, refused};
use std::path::Path;

fn shipped() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios"))
}

#[test]
fn the_shipped_index_is_of_the_shipped_scenarios() {
    let place = tempfile::tempdir().expect("a folder");
    let copy = place.path().join("scenarios");
    std::fs::create_dir(&copy).expect("made");
    for entry in std::fs::read_dir(shipped()).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            std::fs::copy(&path, copy.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
    let output = commonweal(place.path(), &["index"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |path: std::path::PathBuf| std::fs::read(path).expect("readable");
    let page = |folder: &Path| String::from_utf8(read(folder.join("README.md"))).expect("UTF-8");
    assert_eq!(page(&copy), page(shipped()), "run `commonweal index`, and look at what has changed");
    let pictures = |folder: &Path| {
        let entries = std::fs::read_dir(folder.join("pictures")).expect("pictures");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(pictures(&copy), pictures(shipped()));
    for name in pictures(&copy) {
        let own = |folder: &Path| read(folder.join("pictures").join(&name));
        assert!(own(&copy) == own(shipped()), "{name:?} differs");
    }
}

#[test]
fn a_folder_of_ones_own_gets_a_page_and_keeps_what_it_says() {
    let place = place(&format!("# Question: who pays\n#   what?\n{}", certain(2)));
    let run = |arguments: &[&str]| {
        let output = commonweal(place.path(), arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let printed = run(&["index", ".", "-n", "64", "--print"]);
    assert!(printed.contains("*Question*: who pays what?") && printed.contains("2 administrations (2 l)"), "{printed}");
    assert!(!place.path().join("README.md").exists() && !place.path().join("pictures").exists());
    run(&["index", ".", "-n", "64"]);
    let path = place.path().join("README.md");
    let page = std::fs::read_to_string(&path).expect("a page");
    assert!(page.contains(printed.trim()) && page.contains("pictures/some.svg"), "{page}");
    std::fs::write(&path, format!("Ours.\n{page}Ours, too.\n")).expect("written");
    run(&["index", ".", "-n", "64"]);
    assert_eq!(std::fs::read_to_string(&path).expect("a page"), format!("Ours.\n{page}Ours, too.\n"));
}

#[test]
fn what_cannot_be_indexed_is_refused() {
    let empty = tempfile::tempdir().expect("a folder");
    refused(empty.path(), &["index", "."], 2, "holds no .toml file");
    refused(empty.path(), &["index", "nowhere"], 3, "nowhere");
    let place = place("title = 3\n");
    refused(place.path(), &["index", "."], 3, "title");
    std::fs::write(place.path().join("README.md"), "A page of ours.\n").expect("written");
    refused(place.path(), &["index", "."], 2, "no place for an index");
    refused(place.path(), &["index", "README.md"], 3, "cannot read README.md:");
    assert_eq!(std::fs::read_to_string(place.path().join("README.md")).expect("kept"), "A page of ours.\n");
}
