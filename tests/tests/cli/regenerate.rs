//! `cargo xtask regenerate`: what it writes, what it leaves alone, and what it says.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::binary::{Run, files, xtask};
use crate::support::{Schemas, root, small};

/// A folder of schemas, and one for the crate beside it.
struct Place {
    schemas: Schemas,
}

impl Place {
    fn new() -> Self {
        Self { schemas: Schemas::of(&small::files()) }
    }

    /// With the crate made.
    fn made() -> Self {
        let place = Self::new();
        let run = place.run(&[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        place
    }

    fn out(&self) -> PathBuf {
        self.schemas.around().join("out")
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let (schemas, out) = (self.schemas.path(), self.out());
        let [schemas, out] = [&schemas, &out].map(|path| path.to_str().expect("UTF-8"));
        xtask(&[&["regenerate", "--schemas", schemas, "--out", out], arguments].concat())
    }

    fn files(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.out())
    }

    fn times(&self) -> Vec<(String, SystemTime)> {
        let time = |path: &str| fs::metadata(self.out().join(path)).and_then(|found| found.modified()).expect("a time");
        self.files().into_iter().map(|(path, _)| (path.clone(), time(&path))).collect()
    }

    /// Makes every file an hour old, so that whatever is written is seen to be.
    fn age(&self) {
        for (path, _) in self.files() {
            let file = fs::File::options().append(true).open(self.out().join(path)).expect("a file");
            file.set_modified(SystemTime::now() - Duration::from_secs(3_600)).expect("a time");
        }
    }

    fn break_a_schema(&self) {
        self.schemas.write(small::TYPES, small::file(small::TYPES).replace("type=\"Integer\"", "type=\"Int\""));
    }
}

#[test]
fn a_missing_folder_is_made_and_then_up_to_date() {
    let place = Place::made();
    let made = place.files();
    assert!(made.iter().any(|(path, _)| path == "src/ci/query_job.rs"));
    let check = place.run(&["--check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("is up to date"), "{}", check.out);
    place.age();
    let times = place.times();
    assert_eq!(place.run(&[]).code, 0);
    assert_eq!((place.files(), place.times()), (made, times), "a second run changes nothing");
}

/// Contents are compared: neither the time nor the length of a file matters.
#[test]
fn a_changed_file_is_never_up_to_date() {
    let place = Place::made();
    place.age();
    let lib = place.out().join("src/lib.rs");
    let time = fs::metadata(&lib).and_then(|found| found.modified()).expect("a time");
    let text = fs::read_to_string(&lib).expect("a file");
    fs::write(&lib, text.replacen("pub mod", "mod pub", 1)).expect("a file");
    fs::File::options().append(true).open(&lib).and_then(|file| file.set_modified(time)).expect("a time");
    let check = place.run(&["--check"]);
    assert!(check.code == 1 && check.out.contains("src/lib.rs"), "{}", check.out);
    fs::write(&lib, text).expect("a file");
    assert!(place.run(&["--check"]).out.contains("is up to date"));
    fs::write(place.out().join("src/extra.rs"), "").expect("a file");
    assert_eq!(place.run(&["--check"]).code, 1, "a file too many");
    fs::remove_file(place.out().join("src/extra.rs")).expect("a file");
    place.break_a_schema();
    assert_eq!(place.run(&["--check"]).code, 1, "a schema that cannot be read");
}

#[test]
fn a_check_names_what_differs_and_writes_nothing() {
    let place = Place::made();
    let out = place.out();
    fs::write(out.join("src/extra.rs"), "").expect("a file");
    fs::remove_file(out.join("README.md")).expect("a file");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a file");
    fs::write(out.join("Cargo.toml"), manifest.replace("0.1.0", "0.2.0")).expect("a file");
    let before = place.files();
    let check = place.run(&["--check"]);
    assert_eq!(check.code, 1, "{}", check.out);
    for (word, path) in [("new", "README.md"), ("changed", "Cargo.toml"), ("stale", "src/extra.rs")] {
        assert!(check.out.contains(&format!("{word:>8} {}/{path}\n", out.display())), "{word}: {}", check.out);
    }
    assert!(check.out.contains("\n-version = \"0.2.0\"\n+version = \"0.1.0\"\n"), "{}", check.out);
    assert!(check.out.contains("1 new, 1 changed, 1 stale"), "{}", check.out);
    assert!(check.out.contains("run `cargo xtask regenerate`"), "{}", check.out);
    assert_eq!(place.files(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    let run = place.run(&["--dry-run"]);
    assert!(run.code == 0 && run.out.contains("would change") && run.out.contains("     new "), "{}", run.out);
    assert!(!place.out().exists());
    let place = Place::made();
    fs::write(place.out().join("src/lib.rs"), "mod broken").expect("a file");
    let before = place.files();
    let run = place.run(&["--dry-run"]);
    assert!(run.code == 0 && run.out.contains(" changed ") && run.out.contains("src/lib.rs"), "{}", run.out);
    assert_eq!(place.files(), before);
}

#[test]
fn only_what_changed_is_written() {
    let place = Place::made();
    place.age();
    let before = place.times();
    place.schemas.write(small::TYPES, small::file(small::TYPES).replace("How much.", "How very much."));
    let run = place.run(&[]);
    assert!(run.out.contains("0 new, 1 changed, 0 stale"), "{}", run.out);
    let after = place.times();
    let touched: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old != new).map(|(old, _)| &old.0).collect();
    assert_eq!(touched, ["src/ci/types.rs"]);
}

#[test]
fn what_a_schema_no_longer_says_is_removed() {
    let place = Place::made();
    let manifest = &small::halves()[0][0].1;
    place.schemas.write(small::MANIFEST, manifest);
    assert_eq!(place.run(&[]).code, 0);
    assert!(!place.out().join("src/ci").exists(), "not even an empty folder stays");
}

#[test]
fn output_that_is_broken_is_repaired() {
    let place = Place::made();
    let whole = place.files();
    let out = place.out();
    let remove_half = || fs::remove_dir_all(out.join("src")).and_then(|()| fs::remove_file(out.join("Cargo.toml")));
    let breakages: [(&str, &dyn Fn() -> std::io::Result<()>); 5] = [
        ("half of it is gone", &remove_half),
        ("it does not compile", &|| fs::write(out.join("src/lib.rs"), "mod {")),
        ("its manifest is broken", &|| fs::write(out.join("Cargo.toml"), "[package")),
        ("a file is a folder", &|| {
            fs::remove_file(out.join("README.md")).and_then(|()| fs::create_dir(out.join("README.md")))
        }),
        ("a folder is a file", &|| {
            fs::remove_dir_all(out.join("src/ci")).and_then(|()| fs::write(out.join("src/ci"), ""))
        }),
    ];
    for (what, damage) in breakages {
        damage().expect("damage");
        let run = place.run(&[]);
        assert_eq!(run.code, 0, "{what}: {}{}", run.out, run.err);
        assert_eq!(place.files(), whole, "{what}");
    }
}

#[test]
fn what_is_not_generated_is_left_alone() {
    let place = Place::new();
    fs::create_dir_all(place.out().join("src")).expect("a folder");
    fs::write(place.out().join("src/lib.rs"), "// mine").expect("a file");
    let before = place.files();
    for arguments in [&[][..], &["--check"], &["--dry-run"]] {
        let run = place.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains("it was not generated and is left alone"), "{}", run.err);
        assert_eq!(place.files(), before);
    }
}

#[test]
fn the_schemas_themselves_are_no_place_for_the_crate() {
    let place = Place::new();
    let before = files(&place.schemas.path());
    let schemas = place.schemas.path();
    let path = schemas.to_str().expect("UTF-8");
    assert_eq!(xtask(&["regenerate", "--schemas", path, "--out", path]).code, 2);
    assert_eq!(files(&place.schemas.path()), before);
}

#[test]
fn errors_write_nothing() {
    let place = Place::new();
    place.break_a_schema();
    let run = place.run(&[]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[TC0205]") && run.err.contains("ci/types.xml:7:"), "{}", run.err);
    assert!(!place.out().exists());
    let place = Place::made();
    place.break_a_schema();
    let before = place.files();
    assert_eq!([place.run(&[]).code, place.run(&["--check"]).code], [1, 1]);
    assert_eq!(place.files(), before);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let run = xtask(&["regenerate", "--schemas", "/nonexistent", "--out", "/nonexistent/out"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("client.toml:1:1") && run.err.contains("file not found"), "{}", run.err);
}

#[test]
fn one_service_goes_into_a_folder_of_its_own() {
    let place = Place::new();
    let run = place.run(&["--only", "tiny"]);
    assert!(run.code == 0 && run.out.contains("3 operations"), "{}{}", run.out, run.err);
    assert!(place.out().join("src/tiny").exists() && !place.out().join("src/ci").exists());
    let run = place.run(&["--only", "tiny,ci"]);
    assert!(run.code == 0 && place.out().join("src/ci").exists(), "{}{}", run.out, run.err);
    let run = place.run(&["--only", "tiney"]);
    assert!(run.code == 1 && run.err.contains("did you mean `tiny`?"), "{}", run.err);
}

#[test]
fn no_service_is_lost_from_the_crate_of_the_project() {
    let generated = root().join("generated");
    let absolute = generated.to_str().expect("UTF-8");
    let through = format!("{}/tests/../generated", root().display());
    let before = files(&generated);
    for out in
        [&[][..], &["--out", "generated"], &["--out", "./generated/"], &["--out", absolute], &["--out", &through]]
    {
        let run = xtask(&[&["regenerate", "--dry-run", "--only", "ims"], out].concat());
        assert_eq!(run.code, 2, "{out:?}: {}{}", run.out, run.err);
    }
    assert_eq!(files(&generated), before);
}
