//! Data flows one way: modules beside each other import in no circle, crates only those before them, and files, clock and
//! environment stay where they belong.
//!
//! Imports are read from the sources: `use` items and paths in code, outside tests. What a module takes from the one above it,
//! or that from it, is no arrow between neighbours; a name that the one above hands on from a neighbour is the neighbour's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Crates in the order in which they may import: name, folder of the manifest, root of the modules.
const CRATES: [(&str, &str, &str); 5] = [
    ("model", "src/model", "src/model/lib.rs"),
    ("study", "src/study", "src/study/lib.rs"),
    ("report", "src/report", "src/report/lib.rs"),
    ("python", "src/python", "src/python/lib.rs"),
    ("command", "", "src/main.rs"),
];

/// Which neighbours each one imports.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// A path to something else.
#[derive(Debug, Clone, PartialEq)]
struct Import {
    /// Its names, from `crate`, `super` or a crate on.
    names: Vec<String>,
    /// What it is called in the file: its last name unless a `use` gives it another.
    called: String,
    /// Whether it stands in a `use`, so that it can be named by that alone.
    is_use: bool,
}

/// A module: its file, what it imports, and the names of the modules in it that those modules may take from it.
struct Module {
    file: String,
    imports: Vec<Import>,
    handed_on: BTreeMap<String, Vec<String>>,
}

/// All modules of a crate by their paths; the root has none.
type Modules = BTreeMap<Vec<String>, Module>;

// --- what a text imports

/// Names and signs of a text, without comments and what stands in quotes; `::` is one sign.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let is = |at: usize, c: char| chars.get(at) == Some(&c);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let start = at;
        match chars[at] {
            '/' if is(at + 1, '/') => at += chars[at..].iter().position(|c| *c == '\n').unwrap_or(chars.len() - at),
            'r' if is(at + 1, '#') && is(at + 2, '"') => {
                let end = chars[at + 3..].windows(2).position(|pair| pair == ['"', '#']);
                at += 3 + end.expect("an end of the text") + 2;
            }
            '"' => at = after_quote(&chars, at + 1, '"'),
            // A lifetime has no second quote.
            '\'' if is(at + 1, '\\') || is(at + 2, '\'') => at = after_quote(&chars, at + 1, '\''),
            c if c.is_alphanumeric() || c == '_' => {
                at += chars[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
                found.push(chars[start..at].iter().collect());
            }
            ':' if is(at + 1, ':') => {
                at += 2;
                found.push("::".to_owned());
            }
            c if c.is_whitespace() => at += 1,
            c => {
                at += 1;
                found.push(c.to_string());
            }
        }
    }
    found
}

fn after_quote(chars: &[char], mut at: usize, quote: char) -> usize {
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The tokens without items that are built for tests alone; modules in files of their own among these are named.
fn without_tests(tokens: &[String]) -> (Vec<String>, Vec<String>) {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut files, mut at) = (Vec::new(), Vec::new(), 0);
    while at < tokens.len() {
        if !tokens[at..].iter().take(mark.len()).eq(mark.iter()) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let item = at + mark.len();
        let (mut depth, mut end) = (0, item);
        while end < tokens.len() {
            match tokens[end].as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 && matches!(tokens[end - 1].as_str(), ";" | "}") {
                break;
            }
        }
        if let Some(name) = tokens[item..end].iter().position(|word| word == "mod") {
            files.push(tokens[item + name + 1].clone());
        }
        at = end;
    }
    (kept, files)
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// All paths of two names or more, those in braces one by one.
fn paths(tokens: &[String]) -> Vec<Import> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let begins = is_name(&tokens[at]) && tokens.get(at + 1).is_some_and(|next| next == "::");
        let is_use = at > 0 && tokens[at - 1] == "use";
        at = if begins { path(tokens, at, (&[], is_use), &mut found) } else { at + 1 };
    }
    found
}

/// Reads the path from a token on, behind the names before braces, and returns where it ends.
fn path(tokens: &[String], mut at: usize, (before, is_use): (&[String], bool), found: &mut Vec<Import>) -> usize {
    let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|token| token == sign);
    let mut names = before.to_vec();
    loop {
        if is(at, "{") {
            at += 1;
            while !is(at, "}") {
                at = path(tokens, at, (&names, is_use), found);
                at += usize::from(is(at, ","));
            }
            return at + 1;
        }
        if is(at, "*") || !tokens.get(at).is_some_and(|token| is_name(token)) {
            at += usize::from(is(at, "*"));
            break;
        }
        names.push(tokens[at].clone());
        at += 1;
        if !is(at, "::") {
            break;
        }
        at += 1;
    }
    let mut called = names.last().cloned().unwrap_or_default();
    if is(at, "as") {
        called.clone_from(&tokens[at + 1]);
        at += 2;
    }
    found.push(Import { names, called, is_use });
    at
}

/// Imports of a text, and the names of its modules for tests. A path that begins with what a `use` names goes on from there.
fn imports(text: &str) -> (Vec<Import>, Vec<String>) {
    let (kept, files) = without_tests(&tokens(text));
    let mut imports = paths(&kept);
    let uses: BTreeMap<String, Vec<String>> =
        imports.iter().filter(|one| one.is_use).map(|one| (one.called.clone(), one.names.clone())).collect();
    for import in imports.iter_mut().filter(|import| !import.is_use) {
        if let Some(whole) = uses.get(&import.names[0]) {
            import.names = [&whole[..], &import.names[1..]].concat();
        }
    }
    (imports, files)
}

// --- modules and arrows

/// The modules of a crate without those for tests.
fn modules(root: &str) -> Modules {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = home.join(root).parent().expect("a folder").to_owned();
    let mut modules = Modules::new();
    let mut for_tests: Vec<Vec<String>> = Vec::new();
    let mut waiting: Vec<(Vec<String>, PathBuf)> = vec![(Vec::new(), home.join(root))];
    let files = rust_files(&folder, root).into_iter().filter(|file| *file != home.join(root));
    waiting.extend(files.map(|file| (module_path(&folder, &file), file)));
    for (path, file) in waiting {
        let text = std::fs::read_to_string(&file).expect("a source");
        let (imports, tests) = imports(&text);
        for_tests.extend(tests.into_iter().map(|test| [&path[..], &[test]].concat()));
        let file = file.strip_prefix(home).expect("inside").display().to_string();
        modules.insert(path, Module { file, imports, handed_on: BTreeMap::new() });
    }
    modules.retain(|path, _| !for_tests.iter().any(|test| path.starts_with(test)));
    let known: BTreeSet<Vec<String>> = modules.keys().cloned().collect();
    for (path, module) in &mut modules {
        let inner = |import: &&Import| known.contains(&[&path[..], &import.names[..1]].concat());
        let handed_on = module.imports.iter().filter(|import| import.is_use).filter(inner);
        let whole = |import: &Import| (import.called.clone(), [&path[..], &import.names].concat());
        module.handed_on = handed_on.map(whole).collect();
    }
    modules
}

/// Sources beneath a folder; of the command only its own.
fn rust_files(folder: &Path, root: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let others =
            ["model", "study", "report", "python"].iter().any(|name| root == "src/main.rs" && path.ends_with(name));
        if path.is_dir() && !others {
            found.extend(rust_files(&path, root));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn module_path(folder: &Path, file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(folder).expect("inside").with_extension("");
    inside.iter().map(|part| part.to_string_lossy().into_owned()).collect()
}

/// The module that a path written in another leads to, if it is one of this crate.
fn leads_to(modules: &Modules, from: &[String], names: &[String]) -> Option<Vec<String>> {
    let mut at = match names[0].as_str() {
        "crate" => Vec::new(),
        "self" => from.to_vec(),
        "super" => from[..from.len().checked_sub(1)?].to_vec(),
        _ => return None,
    };
    let mut rest = &names[1..];
    while let Some(name) = rest.first() {
        let inner = [&at[..], std::slice::from_ref(name)].concat();
        if name == "super" {
            at.pop();
        } else if modules.keys().any(|path| path.starts_with(&inner)) {
            at = inner;
        } else if let Some(further) = modules.get(&at).and_then(|module| module.handed_on.get(name)) {
            let own: Vec<String> = [&["crate".to_owned()], &further[..]].concat();
            return leads_to(modules, &[], &own);
        } else {
            break;
        }
        rest = &rest[1..];
    }
    Some(at)
}

/// Arrows between neighbours at every level of a crate.
fn arrows(modules: &Modules) -> Arrows {
    let mut arrows = Arrows::new();
    for (from, module) in modules {
        for Import { names, .. } in &module.imports {
            let Some(to) = leads_to(modules, from, names) else { continue };
            let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
            if common < from.len() && common < to.len() {
                let neighbour = |path: &[String]| path[..=common].join("::");
                arrows.entry(neighbour(from)).or_default().insert(neighbour(&to));
            }
        }
    }
    arrows
}

/// Circles of arrows, each by the names along it; none where there is none, though not all where there are many.
fn circles(arrows: &Arrows) -> Vec<String> {
    let (mut done, mut found) = (BTreeSet::new(), Vec::new());
    for start in arrows.keys() {
        follow(arrows, start, &mut Vec::new(), &mut done, &mut found);
    }
    found
}

fn follow<'a>(
    arrows: &'a Arrows,
    at: &'a str,
    way: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
    found: &mut Vec<String>,
) {
    if let Some(begin) = way.iter().position(|before| *before == at) {
        found.push([&way[begin..], &[at]].concat().join(" → "));
    } else if !done.contains(at) {
        way.push(at);
        for next in arrows.get(at).into_iter().flatten() {
            follow(arrows, next, way, done, found);
        }
        way.pop();
        done.insert(at);
    }
}

// --- what holds

#[test]
fn neighbours_import_in_no_circle() {
    for (name, _, root) in CRATES {
        let modules = modules(root);
        let arrows = arrows(&modules);
        assert!(arrows.len() > 8, "{name}: hardly any imports were found: {arrows:?}");
        assert_eq!(circles(&arrows), Vec::<String>::new(), "{name}: move what both need below both");
    }
}

#[test]
fn crates_import_only_those_before_them() {
    for (k, (name, folder, root)) in CRATES.iter().enumerate() {
        let later: Vec<&str> = CRATES[k..].iter().map(|(name, ..)| *name).collect();
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("Cargo.toml");
        let text = std::fs::read_to_string(manifest).expect("a manifest");
        let table: toml::Table = text.parse().expect("TOML");
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let given = table.get(kind).and_then(toml::Value::as_table);
            let wrong = given.into_iter().flat_map(toml::Table::keys).find(|given| {
                let given = given.strip_prefix("commonweal-").unwrap_or(given);
                later.contains(&given)
            });
            assert_eq!(wrong, None, "{kind} of {name}");
        }
        for module in modules(root).values() {
            let wrong = module.imports.iter().find(|import| later.contains(&import.names[0].as_str()));
            assert_eq!(wrong, None, "{} imports a crate that comes after it", module.file);
        }
    }
}

/// What may be imported only by some files: names that paths begin with, and where they may.
const WALLS: [(&[&str], &[&str]); 6] = [
    (&["std", "fs"], &["src/cli", "src/report/output", "src/study/input"]),
    (&["std", "io"], &["src/cli", "src/report/output", "src/study/input"]),
    (&["std", "env"], &["src/cli", "src/report/output/manifest.rs"]),
    (&["std", "process"], &["src/cli", "src/main.rs"]),
    (&["std", "time", "Instant"], &["src/cli", "src/report/output/manifest.rs"]),
    (&["std", "time", "SystemTime"], &["src/cli", "src/report/output/manifest.rs"]),
];

#[test]
fn files_clock_and_environment_stay_behind_their_walls() {
    for (_, _, root) in CRATES {
        for Module { file, imports, .. } in modules(root).values() {
            for (wall, open) in WALLS {
                let through = imports.iter().find(|import| import.names.iter().take(wall.len()).eq(wall));
                // An error of this kind opens no file: the drawing library has it.
                let is_error = through.is_some_and(|import| import.names.join("::").starts_with("std::io::Error"));
                let may = is_error || open.iter().any(|place| file.starts_with(place));
                assert!(may || through.is_none(), "{file} imports {through:?}");
            }
        }
    }
}

// --- the test itself

#[test]
fn a_circle_would_be_found() {
    let arrows = |pairs: &[(&str, &str)]| {
        let mut arrows = Arrows::new();
        for (from, to) in pairs {
            arrows.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        arrows
    };
    assert_eq!(circles(&arrows(&[("a", "b"), ("b", "c"), ("a", "c"), ("d", "a")])), Vec::<String>::new());
    assert_eq!(circles(&arrows(&[("a", "b"), ("b", "a")])), ["a → b → a"]);
    assert_eq!(circles(&arrows(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("a", "d")])), ["b → c → d → b"]);
}

#[test]
fn imports_are_read_where_they_stand() {
    let text = "use super::a::{b, c::{D, E as F}, self};\n// use super::no;\nlet s = \"crate::no\"; let c = ':';\n\
                fn f<'a>(x: &'a [u8; 2]) -> crate::g::H { super::super::i::j(); F::new() }\n#[cfg(test)]\nmod files;\n\
                #[cfg(test)]\npub(crate) mod tests { use super::no; fn f() { crate::no::g() } }\npub use k::*;";
    let (imports, tests) = imports(text);
    let paths: Vec<String> = imports.iter().map(|import| import.names.join("::")).collect();
    let of_uses = ["super::a::b", "super::a::c::D", "super::a::c::E", "super::a::self"];
    let of_code = ["crate::g::H", "super::super::i::j", "super::a::c::E::new", "k"];
    assert_eq!(paths, [&of_uses[..], &of_code].concat());
    assert_eq!(tests, ["files", "tests"]);
}

/// A name that the module above hands on from a neighbour is the neighbour's.
#[test]
fn what_is_handed_on_hides_no_arrow() {
    let path =
        |names: &str| names.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<String>>();
    let module = |text: &str| Module { file: String::new(), imports: imports(text).0, handed_on: BTreeMap::new() };
    let mut modules = Modules::new();
    modules.insert(path("top"), module("use low::Thing;"));
    modules.insert(path("top::low"), module("use super::high::Other;"));
    modules.insert(path("top::high"), module("use super::Thing;"));
    assert_eq!(circles(&arrows(&modules)), Vec::<String>::new());
    let handed_on = BTreeMap::from([("Thing".to_owned(), path("top::low::Thing"))]);
    modules.get_mut(&path("top")).expect("there").handed_on = handed_on;
    assert_eq!(circles(&arrows(&modules)), ["top::high → top::low → top::high"]);
}
