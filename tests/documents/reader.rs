//! A reader who does what a page says, in a folder of its own, and compares what comes.

use super::bless;
use super::page::{self, Step};
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};
use study::input::load_text;

/// What a page may say that is nothing of this program's.
const ELSEWHERE: [&str; 6] =
    ["cargo test --release", "cargo install --path .", "cargo bench", "python3 ", "cd ", "mdbook build docs"];
/// Commands that take replications; where nothing of theirs is quoted a few will do.
const SIMULATE: [&str; 13] = [
    "run",
    "report",
    "allocate",
    "partners",
    "decide",
    "terms",
    "compare",
    "budget",
    "sweep",
    "break-even",
    "cross-check",
    "sensitivity",
    "backtest",
];

/// The folder of this project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text as one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Does all that a page says; what is not as it says.
pub fn follow(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("readable");
    let steps = page::placed_steps(&text);
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["scenarios", "docs"] {
        #[cfg(unix)]
        std::os::unix::fs::symlink(root().join(name), folder.path().join(name)).expect("a link");
    }
    let mut printed = String::new();
    let mut wrong = Vec::new();
    let mut blessed = Vec::new();
    for (k, (step, place)) in steps.iter().enumerate() {
        let told = match step {
            Step::File(name, content) => std::fs::write(folder.path().join(name), content).map_err(|e| e.to_string()),
            Step::Piece(piece) => fits(piece, folder.path()),
            Step::Command(line) => {
                let mut after = steps[k + 1..].iter().take_while(|(step, _)| !matches!(step, Step::Command(_)));
                let quoted = after.any(|(step, _)| matches!(step, Step::Prints(_) | Step::Says(_)));
                carry_out(line, quoted, folder.path()).map(|output| printed = output)
            }
            Step::Prints(lines) => prints(lines, &printed),
            Step::Says(words) if one_line(&printed).contains(&one_line(words)) => Ok(()),
            Step::Says(_) => Err(format!("it does not say so, but:\n{printed}")),
        };
        if let Err(told) = told {
            blessed.extend(bless::nearest(step, &printed).map(|nearest| (place.clone(), nearest)));
            wrong.push(format!("{}: {step:?}\n{told}", path.display()));
        }
    }
    if std::env::var_os("COMMONWEAL_BLESS").is_some() {
        std::fs::write(path, bless::with(text, blessed)).expect("written");
    }
    wrong
}

/// What a command prints.
fn carry_out(line: &str, quoted: bool, folder: &Path) -> Told {
    let Some(mut arguments) = page::arguments(line) else {
        let known = line.is_empty() || ELSEWHERE.iter().any(|start| line.starts_with(start));
        return if known { Ok(String::new()) } else { Err("an unknown command".to_owned()) };
    };
    let has = |arguments: &[String], flag: &str| arguments.iter().any(|argument| argument == flag);
    if SIMULATE.contains(&arguments[0].as_str()) && !has(&arguments, "--game") {
        if !quoted && !has(&arguments, "-n") && !has(&arguments, "--precision") {
            arguments.extend(["-n", "100"].map(str::to_owned));
        }
        if !quoted || !has(&arguments, "--xlsx") {
            arguments.push("--no-charts".to_owned());
        }
    }
    // What is asked of a file that all pages see is asked once.
    if !arguments.iter().any(|argument| argument.starts_with("docs/") || argument.starts_with("scenarios/")) {
        return printed(&arguments, folder);
    }
    let once = Arc::clone(TOLD.lock().expect("not poisoned").entry(arguments.clone()).or_default());
    once.get_or_init(|| printed(&arguments, folder)).clone()
}

/// What a command prints, or why it does not.
type Told = Result<String, String>;

/// What a command printed, asked once, however many pages wait for it.
type Once = Arc<OnceLock<Told>>;

/// What commands printed, by their arguments.
static TOLD: LazyLock<Mutex<HashMap<Vec<String>, Once>>> = LazyLock::new(Mutex::default);

fn printed(arguments: &[String], folder: &Path) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_commonweal"))
        .env("LC_ALL", "C")
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| error.to_string())?;
    match output.status.success() {
        true => String::from_utf8(output.stdout).map_err(|error| error.to_string()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Whether the lines, but those left out, stand in what is printed, in their order.
fn prints(lines: &str, printed: &str) -> Result<(), String> {
    let all: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let mut from = 0;
    for part in lines.split("…\n").filter(|part| !part.is_empty()) {
        let part: Vec<&str> = part.lines().map(str::trim_end).collect();
        let found = all[from..].windows(part.len()).position(|window| window == part);
        let Some(at) = found else {
            return Err(format!("it does not print\n{}\nbut\n{printed}", part.join("\n")));
        };
        from += at + part.len();
    }
    Ok(())
}

/// Whether a piece may stand in the scenario of the towns, in place of what that says of the same.
fn fits(piece: &str, folder: &Path) -> Result<(), String> {
    let read = |name: &str| std::fs::read_to_string(root().join("docs").join(name)).expect("readable");
    let mut whole: toml::Table = read("towns.toml").parse().expect("TOML");
    std::fs::write(folder.join("members.csv"), read("towns.csv")).expect("written");
    whole.insert("administrations".to_owned(), "members.csv".into());
    let piece = piece.parse::<toml::Table>().map_err(|error| error.to_string())?;
    if piece.contains_key("administration") {
        whole.remove("administrations");
        whole.retain(|key, _| key != "module");
        whole.insert("module".to_owned(), toml::Value::Array(vec![toml::toml! { id = "m" size = 40 }.into()]));
    }
    whole.extend(piece);
    let loaded = load_text("piece.toml", &whole.to_string(), &[], Some(folder));
    let told: Vec<String> = loaded.problems.iter().map(|problem| problem.message.clone()).collect();
    if loaded.scenario.is_some() && told.is_empty() { Ok(()) } else { Err(told.join("\n")) }
}
