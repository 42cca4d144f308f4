//! The pages of `commonweal report` in a real browser: nothing is logged, asked for or forbidden, axe-core finds nothing, keys reach
//! everything, nothing is missing without scripts, and no chart is cut on paper. What is checked stands in `tests/browser/*.mjs`.
//!
//! Chromium, Node.js and the modules of `tests/browser/package-lock.json` (`npm ci` in that folder) are needed, which `.ci/run` installs.
//! Where one is missing these tests say that they are skipped; with `CI=true` they fail.

mod installed;
mod program;

use installed::{on_path, or_skip};
use program::{certain, commonweal, place};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Oldest Node.js that the modules run on.
const NODE: u32 = 18;

/// Where Chromium is, or what is missing.
fn chromium() -> Result<PathBuf, String> {
    let browser = on_path(&["chromium", "chromium-browser", "google-chrome"]).ok_or("no Chromium is on the PATH")?;
    let node = Command::new("node").arg("--version").output().map_err(|_| "no Node.js is on the PATH")?;
    let version = String::from_utf8_lossy(&node.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.unwrap_or_default() < NODE {
        return Err(format!("Node.js {version} is older than {NODE}"));
    }
    for module in ["playwright-core", "axe-core"] {
        if !scripts().join("node_modules").join(module).is_dir() {
            return Err(format!("{module} is not installed: npm ci in tests/browser"));
        }
    }
    Ok(browser)
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Makes both pages of a scenario and holds them to what is promised.
fn hold(folder: &Path, scenario: &str, replications: &str) {
    let Some(browser) = or_skip("browser", chromium()) else { return };
    let out = tempfile::tempdir().expect("a folder");
    let out_place = out.path().to_str().expect("a plain name");
    let asked = ["report", scenario, "-n", replications, "--lang", "both", "--quiet", "--out", out_place];
    let made = commonweal(folder, &asked);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let pages = std::fs::read_dir(out.path()).expect("a folder").next().expect("a report").expect("read").path();
    let check = scripts().join("check.mjs");
    let looked = Command::new("node").arg(check).arg(browser).arg(pages).output().expect("started");
    let told = String::from_utf8_lossy(&looked.stdout);
    assert!(looked.status.success(), "{told}{}", String::from_utf8_lossy(&looked.stderr));
    assert_eq!(told.matches("looked at").count(), 12, "{told}");
}

#[test]
fn many_members_in_a_browser() {
    hold(Path::new(env!("CARGO_MANIFEST_DIR")), "scenarios/canada-notify.toml", "128");
}

#[test]
fn copies_in_a_browser() {
    hold(Path::new(env!("CARGO_MANIFEST_DIR")), "scenarios/notify-forks.toml", "128");
}

/// Words that would be markup if they could, that would turn the line round, or that find no place to break.
#[test]
fn hostile_words_in_a_browser() {
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let hostile = [
        format!("<script>alert(1)</script> {long}"),
        "\"><img src=x onerror=alert(1)> \u{202e}desrever\u{202c}".to_owned(),
        format!("</script></style></svg><svg onload=alert(1)>' \" & {long}{long}"),
    ];
    let text = |words: &str| serde_json::Value::from(words).to_string();
    let scenario = certain(2)
        .replace("title = 'Some'", &format!("title = {}", text(&hostile[0])))
        .replace("{ id = 'm0',", &format!("{{ id = 'm0', name = {}, population = 1000,", text(&hostile[1])))
        .replace("{ id = 'm1',", &format!("{{ id = 'm1', name = {}, population = 10,", text(&hostile[2])))
        .replace(
            "size = 100",
            &format!("size = {{ pert = [60, 90, 200], source = {}, note = {} }}", text(&hostile[2]), text(&hostile[1])),
        );
    let place = place(&scenario);
    hold(place.path(), "some.toml", "200");
}
