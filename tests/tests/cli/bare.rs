//! `cargo xtask` in a checkout without the generated crate: it must build, and generate the crate.

use std::fs;
use std::path::{Path, PathBuf};

use super::binary::{build, cargo, files};
use crate::support::root;

/// The parts of the repository that `xtask` needs. The generated crate is not among them.
const PARTS: [&str; 8] = [".cargo", "codegen", "mock", "runtime", "schemas", "tools", "xtask", "tests/Cargo.toml"];

/// Copies the project to a fixed folder, with modification times, so that the next run compiles changed files only.
fn copy() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bare");
    let _ = fs::remove_dir_all(&folder);
    let root = root();
    let parts = PARTS.iter().map(|part| root.join(part)).filter(|part| part.exists());
    let mut open: Vec<_> = parts
        .chain(["Cargo.toml", "Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT"].map(|name| root.join(name)))
        .collect();
    while let Some(from) = open.pop() {
        if from.is_dir() {
            open.extend(fs::read_dir(&from).expect("a folder").map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let to = folder.join(from.strip_prefix(&root).expect("it is inside"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(&from, &to).expect("a copy");
        let time = fs::metadata(&from).and_then(|found| found.modified()).expect("a time");
        fs::File::options().append(true).open(&to).and_then(|file| file.set_modified(time)).expect("a time");
    }
    folder
}

/// Reads the generated crate, without files that Cargo or people added.
fn crate_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = files(&folder.join("generated"));
    found.retain(|(path, _)| !path.starts_with("target/") && path != "Cargo.lock" && !path.starts_with('.'));
    found
}

#[test]
fn the_committed_crate_is_generated_if_it_is_missing_or_broken() {
    let folder = copy();
    build(&folder, &[]);
    let generated = folder.join("generated");
    let breakages: [(&str, &dyn Fn()); 3] = [
        ("it is missing", &|| assert!(!generated.exists())),
        ("its manifest is broken", &|| fs::write(generated.join("Cargo.toml"), "[package").expect("a file")),
        ("its manifest is gone", &|| fs::remove_file(generated.join("Cargo.toml")).expect("a file")),
    ];
    for (damaged, damage) in breakages {
        damage();
        let run = cargo(&["xtask", "regenerate"], &folder);
        assert_eq!(run.code, 0, "{damaged}: {}{}", run.out, run.err);
        let (generated_files, committed) = (crate_in(&folder), crate_in(&root()));
        let paths = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&generated_files), paths(&committed), "{damaged}");
        let pairs = generated_files.iter().zip(&committed);
        let differ = pairs.filter(|(generated, committed)| generated != committed).map(|(file, _)| &file.0);
        assert_eq!(
            differ.collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{damaged}: `cargo xtask regenerate` was not run"
        );
    }
}
