use super::*;
use crate::language::Language;
use std::fs;
use std::path::Path;

fn ours() -> Vec<u8> {
    marker(Vec::new(), None)
}

fn manifest(names: &[&str]) -> Vec<u8> {
    marker(names.iter().map(|name| (*name).to_owned()).collect(), None)
}

/// Names in a folder, in order.
fn names(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).expect("readable").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn complete(path: &Path, files: &[(&str, &str)]) {
    let claim = Claim::take(path, false).expect("ours");
    let mut folder = Folder::open(&claim, false, &[]).expect("open");
    for (name, text) in files {
        folder.write(name, text.as_bytes()).expect("written");
    }
    let listed: Vec<&str> = files.iter().map(|file| file.0).collect();
    folder.close(&manifest(&listed)).expect("closed");
}

#[test]
fn new_results_replace_the_old_ones_and_nothing_else() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("run");
    let claim = Claim::take(&path, false).expect("a new folder");
    assert!(!path.exists(), "a right alone makes nothing");
    let mut folder = Folder::open(&claim, true, &["a.csv".to_owned()]).expect("open");
    folder.write("a.csv", b"old").expect("written");
    folder.close(&manifest(&["a.partial.csv", "../keep"])).expect("closed");
    drop(claim);
    fs::write(place.path().join("keep"), "outside").expect("written");
    fs::write(path.join("notes.txt"), "mine").expect("written");
    fs::create_dir(path.join("drafts")).expect("made");
    complete(&path, &[("b.csv", "new")]);
    assert_eq!(names(&path), ["b.csv", "drafts", MANIFEST, "notes.txt"]);
    assert_eq!(names(place.path()), ["keep", "run"], "nothing is left beside");
    fs::remove_file(path.join(MANIFEST)).expect("there");
    assert!(matches!(Claim::take(&path, false), Err(OutputError::NotOurs(_))));
    Claim::take(&path, true).expect("forced");
}

#[test]
fn partial_results_stand_beside_complete_ones() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("run");
    complete(&path, &[("a.csv", "whole")]);
    for _ in 0..2 {
        let claim = Claim::take(&path, false).expect("ours");
        let mut folder = Folder::open(&claim, true, &["b.csv".to_owned()]).expect("open");
        folder.write("b.csv", b"half").expect("written");
        folder.close(&manifest(&["b.partial.csv"])).expect("closed");
        assert_eq!(names(&path), ["a.csv", "b.partial.csv", MANIFEST, PARTIAL_MANIFEST]);
    }
}

#[test]
fn a_manifest_of_others_is_not_ours() {
    let place = tempfile::tempdir().expect("a temporary folder");
    for text in [r#"{"name":"shop","version":"1","files":[]}"#, "{}", "[]", "", "{"] {
        fs::write(place.path().join(MANIFEST), text).expect("written");
        assert!(matches!(Claim::take(place.path(), false), Err(OutputError::NotOurs(_))), "{text}");
        assert_eq!(fs::read_to_string(place.path().join(MANIFEST)).expect("there"), text);
    }
}

#[test]
fn one_command_at_a_time_has_a_folder() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("run");
    let claim = Claim::take(&path, false).expect("free");
    assert!(matches!(Claim::take(&path, true), Err(OutputError::Busy(_))));
    Claim::take(&place.path().join("other"), false).expect("another folder is free");
    drop(claim);
    Claim::take(&path, false).expect("free again");
    Claim::take(&path.join("deeper/still"), false).expect("a folder that is to be made");
    assert!(names(place.path()).is_empty(), "nothing was written");
}

/// Many at once: each has the folder for itself or learns that another has it, and what stands there is of one.
#[test]
fn results_of_two_commands_never_mix() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("run");
    let write = |who: usize| {
        for _ in 0..20 {
            let claim = match Claim::take(&path, false) {
                Ok(claim) => claim,
                Err(OutputError::Busy(_)) => continue,
                Err(error) => panic!("{error}"),
            };
            let mut folder = Folder::open(&claim, false, &[]).expect("open");
            for name in ["a", "b"] {
                folder.write(name, who.to_string().as_bytes()).expect("written");
            }
            folder.close(&manifest(&["a", "b"])).expect("closed");
            let read = |name: &str| fs::read_to_string(path.join(name)).expect("there");
            assert_eq!((read("a"), read("b")), (who.to_string(), who.to_string()));
        }
    };
    std::thread::scope(|scope| {
        for who in 0..4 {
            scope.spawn(move || write(who));
        }
    });
    assert_eq!(names(&path), ["a", "b", MANIFEST]);
    assert_eq!(names(place.path()), ["run"]);
}

/// Whatever step a command is killed behind, the next one finds old results or new ones whole, and what is not ours.
#[test]
fn nothing_is_lost_behind_any_step() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("run");
    let (old, new) = (place.path().join(".commonweal-run.old"), place.path().join(".commonweal-run.new"));
    let begin = || {
        let _ = fs::remove_dir_all(&path);
        complete(&path, &[("a.csv", "old")]);
        fs::write(path.join("notes.txt"), "mine").expect("written");
        fs::create_dir(&new).expect("made");
        fs::write(new.join("a.csv"), "new").expect("written");
        fs::write(new.join("manifest.json"), manifest(&["a.csv"])).expect("written");
    };
    let steps: [&dyn Fn(); 4] =
        [&|| {}, &|| fs::rename(&path, &old).expect("moved"), &|| fs::rename(&new, &path).expect("moved"), &|| {
            fs::rename(old.join("notes.txt"), path.join("notes.txt")).expect("moved")
        }];
    for (done, text) in [(1, "old"), (2, "old"), (3, "new"), (4, "new")] {
        begin();
        steps[..done].iter().for_each(|step| step());
        drop(Claim::take(&path, false).expect("recovered"));
        assert_eq!(names(&path), ["a.csv", MANIFEST, "notes.txt"], "{done}");
        assert_eq!(fs::read_to_string(path.join("a.csv")).expect("there"), text, "{done}");
        assert_eq!(names(place.path()), ["run"], "{done}");
    }
}

/// A link to a folder stands for the folder.
#[cfg(unix)]
#[test]
fn a_link_is_followed() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (real, link) = (place.path().join("real"), place.path().join("link"));
    complete(&real, &[("a.csv", "old")]);
    std::os::unix::fs::symlink(&real, &link).expect("linked");
    let claim = Claim::take(&real, false).expect("free");
    assert!(matches!(Claim::take(&link, false), Err(OutputError::Busy(_))), "the same folder");
    drop(claim);
    complete(&link, &[("b.csv", "new")]);
    assert!(link.is_symlink());
    assert_eq!(names(&real), ["b.csv", MANIFEST]);
}

#[test]
fn what_was_asked_otherwise_is_told() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let path = place.path().join("run");
    let manifest = |of: &str, sum: &str| {
        let mut manifest: serde_json::Value = serde_json::from_slice(&ours()).expect("JSON");
        manifest["asked"] = serde_json::json!({ "of": [of], "seed": ["1"] });
        manifest["inputs"] = serde_json::json!([{ "path": "towns.toml", "sha256": sum }]);
        manifest
    };
    let claim = Claim::take(&path, false).expect("free");
    assert!(claim.replaced(&manifest("saving", "1"), Language::En).is_empty(), "nothing was there");
    let folder = Folder::open(&claim, false, &[]).expect("open");
    folder.close(manifest("saving", "1").to_string().as_bytes()).expect("closed");
    drop(claim);
    let claim = Claim::take(&path, false).expect("ours");
    assert!(claim.replaced(&manifest("saving", "1"), Language::En).is_empty(), "the same");
    assert_eq!(claim.replaced(&manifest("cost", "1"), Language::Fr), ["--of était saving, est cost"]);
    assert_eq!(claim.replaced(&manifest("cost", "1"), Language::En), ["--of was saving, is cost"]);
    assert_eq!(claim.replaced(&manifest("saving", "2"), Language::En), ["towns.toml has changed or is another"]);
}

#[test]
fn a_files_sum_is_its_own() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let claim = Claim::take(&place.path().join("run"), false).expect("free");
    let mut folder = Folder::open(&claim, false, &[]).expect("open");
    folder.write("a.txt", b"abc").expect("written");
    assert!(folder.written()[0].sha256.starts_with("ba7816bf"));
}
