//! Commands with every option, and exit codes, from the program's own help.

use super::printed;

const BEGINNING: &str = "# Commands and exit codes

This page is written by the program: it is what `commonweal --help` and `commonweal COMMAND --help` say. `commonweal completions SHELL` and
`commonweal man --out DIR` give the same to shells and as manual pages.

";

/// The page.
pub fn page() -> String {
    let help = printed(&["--help"]);
    let mut page = format!("{BEGINNING}```text\n{}\n```\n", plain(&help));
    for command in names(&help) {
        page += &format!("\n## {command}\n\n```text\n{}\n```\n", plain(&printed(&[command, "--help"])));
    }
    page
}

/// Without spaces at the ends of lines.
fn plain(text: &str) -> String {
    text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The names in the list of commands.
fn names(help: &str) -> Vec<&str> {
    let (_, rest) = help.split_once("Commands:\n").expect("a list");
    let (list, _) = rest.split_once("\n\n").expect("its end");
    list.lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}
