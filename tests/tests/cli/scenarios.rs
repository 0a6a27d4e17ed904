//! `cargo xtask regenerate` where others interfere: it is killed, runs several times at once, in other locales, or without
//! permissions. Every run ends by itself or is killed.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::binary::{binary, xtask};
use super::project::Project;
use crate::support::{root, small};

type Files = Vec<(String, Vec<u8>)>;

fn regenerate(schemas: &Path, out: &Path) -> Command {
    let mut command = Command::new(binary("regenerate"));
    command.current_dir(root()).env("NO_COLOR", "1").stdout(Stdio::null()).stderr(Stdio::null());
    command.args(["regenerate", "--schemas"]).arg(schemas).arg("--out").arg(out);
    command
}

fn start(schemas: &Path, out: &Path) -> Child {
    regenerate(schemas, out).spawn().expect("it starts")
}

/// Returns the files of the crate, without those of the generator, whose names are hidden.
fn crate_files(project: &Project) -> Files {
    project.files().into_iter().filter(|(path, _)| !path.starts_with('.')).collect()
}

/// Returns two projects whose crates differ in several files.
fn two_projects() -> (Project, Project) {
    let (one, other) = (Project::generated(), Project::new());
    for path in [small::TYPES, small::OPERATION] {
        other.schemas.write(path, small::file(path).replace("<doc>", "<doc>New. "));
    }
    assert_eq!(other.run(&[]).code, 0);
    assert_ne!(crate_files(&one), crate_files(&other));
    (one, other)
}

#[test]
fn a_killed_run_leaves_the_old_crate_or_the_new_one() {
    let (project, other) = two_projects();
    let (whole, old, new) = (project.files(), crate_files(&project), crate_files(&other));
    for round in 0..12 {
        let mut killed = start(&other.schemas.path(), &project.out());
        sleep(Duration::from_millis(5 * round));
        killed.kill().and_then(|()| killed.wait()).expect("it ends");
        project.run(&["--check"]);
        let found = crate_files(&project);
        assert!(found == old || found == new, "a mixture after {round}");
        // The next run finishes or repeats the work, and leaves nothing of the killed one behind.
        assert!(regenerate(&project.schemas.path(), &project.out()).status().expect("it runs").success());
        assert_eq!(project.files(), whole, "after {round}");
    }
}

#[test]
fn runs_at_the_same_time_leave_one_of_their_crates() {
    let (project, other) = two_projects();
    let (old, new) = (crate_files(&project), crate_files(&other));
    for _ in 0..3 {
        let runs: Vec<_> =
            [&project, &other, &project, &other].map(|from| start(&from.schemas.path(), &project.out())).into();
        for mut run in runs {
            assert!(run.wait().expect("it ends").success());
        }
        let found = crate_files(&project);
        assert!(found == old || found == new, "a mixture");
    }
}

#[test]
fn locale_time_zone_and_folder_change_nothing() {
    let project = Project::generated();
    let (expected, path) = (crate_files(&project), project.schemas.path());
    let folder = tempfile::tempdir().expect("a folder");
    for (number, locale) in ["C", "tr_TR.UTF-8", "zh_CN.GBK", "de_DE.ISO-8859-1"].into_iter().enumerate() {
        let out = folder.path().join(number.to_string());
        let mut command = regenerate(&path, &out);
        command.env("LC_ALL", locale).env("LANG", locale).env("TZ", "Asia/Kathmandu").current_dir(folder.path());
        assert!(command.status().expect("it runs").success(), "{locale}");
        let files = super::binary::files(&out).into_iter().filter(|(path, _)| !path.starts_with('.'));
        // The manifest has the path to the runtime, which depends on the folder.
        let others = |(path, _): &(String, Vec<u8>)| path != "Cargo.toml";
        assert!(files.filter(others).eq(expected.iter().filter(|file| others(file)).cloned()), "{locale}");
    }
}

#[cfg(unix)]
#[test]
fn folders_without_permissions_are_errors_and_stay_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::generated();
    let (before, out) = (project.files(), project.out());
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    for path in [out.join("src"), project.schemas.path().join("tiny")] {
        allow(&path, 0o000);
        // Nothing is forbidden to root.
        let is_root = fs::read_dir(&path).is_ok();
        project.schemas.write(small::MANIFEST, small::file(small::MANIFEST).replace("0.1.0", "0.2.0"));
        let denied = xtask(&["regenerate", "--schemas", text(&project.schemas.path()), "--out", text(&out)]);
        allow(&path, 0o755);
        if is_root {
            println!("skipped: root may do everything");
            return;
        }
        assert!(denied.code != 0 && denied.err.contains("denied"), "{}", denied.err);
        assert_eq!(project.files(), before);
    }
}

#[cfg(unix)]
fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
