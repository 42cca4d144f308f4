//! Programs that some tests need and not every machine has.

use std::io::Write;
use std::path::PathBuf;

/// The first of some programs that is on the PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let files = std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// What was found; where something is missing a word to whoever runs the tests, or with `CI=true` a failure.
pub fn or_skip<T>(tests: &str, found: Result<T, String>) -> Option<T> {
    match found {
        Ok(found) => Some(found),
        Err(missing) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{tests} tests must not be skipped here: {missing}");
            // What macros print is not shown of a test that passes.
            writeln!(std::io::stderr(), "{tests} tests were skipped: {missing}").expect("a stderr");
            None
        }
    }
}
