//! `cargo xtask regenerate`: what it writes, what it leaves unchanged, and what it prints.

use std::fs;

use super::binary::{files, xtask};
use super::project::Project;
use crate::support::{root, small};

#[test]
fn a_missing_crate_is_generated_and_then_up_to_date() {
    let project = Project::generated();
    let generated = project.files();
    assert!(generated.iter().any(|(path, _)| path == "src/ci/query_job.rs"));
    let check = project.run(&["--check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("is up to date"), "{}", check.out);
    project.age_files();
    let times = project.times();
    assert_eq!(project.run(&[]).code, 0);
    assert_eq!((project.files(), project.times()), (generated, times), "a second run changes nothing");
}

/// Contents are compared, not modification times or lengths.
#[test]
fn a_changed_file_is_not_up_to_date() {
    let project = Project::generated();
    project.age_files();
    let lib = project.out().join("src/lib.rs");
    let time = fs::metadata(&lib).and_then(|found| found.modified()).expect("a time");
    let text = fs::read_to_string(&lib).expect("a file");
    fs::write(&lib, text.replacen("pub mod", "mod pub", 1)).expect("a file");
    fs::File::options().append(true).open(&lib).and_then(|file| file.set_modified(time)).expect("a time");
    let check = project.run(&["--check"]);
    assert!(check.code == 1 && check.out.contains("src/lib.rs"), "{}", check.out);
    fs::write(&lib, text).expect("a file");
    assert!(project.run(&["--check"]).out.contains("is up to date"));
    fs::write(project.out().join("src/extra.rs"), "").expect("a file");
    assert_eq!(project.run(&["--check"]).code, 1, "an extra file");
    fs::remove_file(project.out().join("src/extra.rs")).expect("a file");
    project.damage_schema();
    assert_eq!(project.run(&["--check"]).code, 1, "an invalid schema");
}

#[test]
fn check_lists_differences_and_writes_nothing() {
    let project = Project::generated();
    let out = project.out();
    fs::write(out.join("src/extra.rs"), "").expect("a file");
    fs::remove_file(out.join("README.md")).expect("a file");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a file");
    fs::write(out.join("Cargo.toml"), manifest.replace("0.1.0", "0.2.0")).expect("a file");
    let before = project.files();
    let check = project.run(&["--check"]);
    assert_eq!(check.code, 1, "{}", check.out);
    for (word, path) in [("new", "README.md"), ("changed", "Cargo.toml"), ("stale", "src/extra.rs")] {
        assert!(check.out.contains(&format!("{word:>8} {}/{path}\n", out.display())), "{word}: {}", check.out);
    }
    assert!(check.out.contains("\n-version = \"0.2.0\"\n+version = \"0.1.0\"\n"), "{}", check.out);
    assert!(check.out.contains("1 new, 1 changed, 1 stale"), "{}", check.out);
    assert!(check.out.contains("run `cargo xtask regenerate`"), "{}", check.out);
    assert_eq!(project.files(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = Project::new();
    let run = project.run(&["--dry-run"]);
    assert!(run.code == 0 && run.out.contains("would change") && run.out.contains("     new "), "{}", run.out);
    assert!(!project.out().exists());
    let project = Project::generated();
    fs::write(project.out().join("src/lib.rs"), "mod broken").expect("a file");
    let before = project.files();
    let run = project.run(&["--dry-run"]);
    assert!(run.code == 0 && run.out.contains(" changed ") && run.out.contains("src/lib.rs"), "{}", run.out);
    assert_eq!(project.files(), before);
}

#[test]
fn only_changed_files_are_written() {
    let project = Project::generated();
    project.age_files();
    let before = project.times();
    project.schemas.write(small::TYPES, small::file(small::TYPES).replace("How much.", "How very much."));
    let run = project.run(&[]);
    assert!(run.out.contains("0 new, 1 changed, 0 stale"), "{}", run.out);
    let after = project.times();
    let touched: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old != new).map(|(old, _)| &old.0).collect();
    assert_eq!(touched, ["src/ci/types.rs"]);
}

#[test]
fn modules_of_removed_services_are_deleted() {
    let project = Project::generated();
    let manifest = &small::halves()[0][0].1;
    project.schemas.write(small::MANIFEST, manifest);
    assert_eq!(project.run(&[]).code, 0);
    assert!(!project.out().join("src/ci").exists(), "an empty folder is left");
}

#[test]
fn broken_output_is_repaired() {
    let project = Project::generated();
    let whole = project.files();
    let out = project.out();
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
    for (damaged, damage) in breakages {
        damage().expect("damage");
        let run = project.run(&[]);
        assert_eq!(run.code, 0, "{damaged}: {}{}", run.out, run.err);
        assert_eq!(project.files(), whole, "{damaged}");
    }
}

#[test]
fn a_folder_that_was_not_generated_is_unchanged() {
    let project = Project::new();
    fs::create_dir_all(project.out().join("src")).expect("a folder");
    fs::write(project.out().join("src/lib.rs"), "// mine").expect("a file");
    let before = project.files();
    for arguments in [&[][..], &["--check"], &["--dry-run"]] {
        let run = project.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains("it was not generated and is left alone"), "{}", run.err);
        assert_eq!(project.files(), before);
    }
}

#[test]
fn the_output_folder_must_not_be_the_schema_folder() {
    let project = Project::new();
    let before = files(&project.schemas.path());
    let schemas = project.schemas.path();
    let path = schemas.to_str().expect("UTF-8");
    assert_eq!(xtask(&["regenerate", "--schemas", path, "--out", path]).code, 2);
    assert_eq!(files(&project.schemas.path()), before);
}

#[test]
fn nothing_is_written_if_schemas_have_errors() {
    let project = Project::new();
    project.damage_schema();
    let run = project.run(&[]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[TC0205]") && run.err.contains("ci/types.xml:7:"), "{}", run.err);
    assert!(!project.out().exists());
    let project = Project::generated();
    project.damage_schema();
    let before = project.files();
    assert_eq!([project.run(&[]).code, project.run(&["--check"]).code], [1, 1]);
    assert_eq!(project.files(), before);
}

#[test]
fn a_missing_schema_folder_is_an_error() {
    let run = xtask(&["regenerate", "--schemas", "/nonexistent", "--out", "/nonexistent/out"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("client.toml:1:1") && run.err.contains("file not found"), "{}", run.err);
}

#[test]
fn selected_services_are_generated_into_another_folder() {
    let project = Project::new();
    let run = project.run(&["--only", "tiny"]);
    assert!(run.code == 0 && run.out.contains("3 operations"), "{}{}", run.out, run.err);
    assert!(project.out().join("src/tiny").exists() && !project.out().join("src/ci").exists());
    let run = project.run(&["--only", "tiny,ci"]);
    assert!(run.code == 0 && project.out().join("src/ci").exists(), "{}{}", run.out, run.err);
    let run = project.run(&["--only", "tiney"]);
    assert!(run.code == 1 && run.err.contains("did you mean `tiny`?"), "{}", run.err);
}

#[test]
fn selected_services_must_not_replace_the_crate_of_the_project() {
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
