//! `cargo xtask services`, and metadata by name: from an archive, from the cache, or from the registry's client, which
//! the tests replace by a script.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::package::{self, CHINA, INTERNATIONAL, metadata};
use tests::zip::{Entry, zip};

use super::binary::{Run, binary, finish};
use super::test_folder::TestFolder;

impl TestFolder {
    /// Runs `cargo xtask` with a cache of its own, and with nothing on the path but the folder `bin`.
    fn offline(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(binary(arguments[0]));
        command.args(arguments).current_dir(&self.0).env("PATH", self.0.join("bin"));
        command.env("XDG_CACHE_HOME", self.0.join("cache"));
        finish(&mut command)
    }

    fn add_named(&self, service: &str, more: &[&str]) -> Run {
        let (schemas, out) = (self.path("schemas"), self.path("crate"));
        self.offline(&[&["add", service, "--schemas", &schemas, "--out", &out], more].concat())
    }

    /// Writes both packages, and returns their paths.
    fn packages(&self) -> [PathBuf; 2] {
        let folder = self.0.join("packages");
        package::write(&folder).expect("packages");
        [CHINA, INTERNATIONAL].map(|name| folder.join(name))
    }

    /// Returns the calls of the stand-in for pip.
    fn calls(&self) -> String {
        fs::read_to_string(self.0.join("packages/log")).expect("the calls")
    }

    fn cached(&self) -> Vec<String> {
        let folder = self.0.join("cache/tencentcloud-metadata");
        let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().expect("UTF-8")).collect();
        names.sort();
        names
    }

    /// Puts a script in place of Python.
    #[cfg(unix)]
    fn python(&self, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.0.join("bin/python3");
        fs::create_dir_all(self.0.join("bin")).expect("a folder");
        fs::write(&path, script).expect("a file");
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn services_are_listed_and_found() {
    let folder = TestFolder::new("services");
    let [china, international] = folder.packages();
    let both = ["--from", text(&china), "--from", text(&international)];
    let services = |words: &[&str]| folder.offline(&[&["services"], words, &both].concat());
    let all = services(&[]);
    assert_eq!(all.code, 0, "{}", all.err);
    let lines: Vec<_> = all.out.lines().collect();
    assert_eq!(lines.len(), 5, "{}", all.out);
    assert!(lines[1].starts_with("cvm      2017-03-12"), "{}", all.out);
    assert!(lines[1].ends_with("              1              1  Cloud Virtual Machine · 云服务器"), "{}", all.out);
    assert!(lines[3].ends_with("              3              -  数据湖[31m"), "{}", all.out);
    for words in [&["cvm"][..], &["Cloud Virtual Machine"], &["virtual", "machine"], &["云服务器"]] {
        let found = services(words);
        assert!(found.code == 0 && found.out.lines().count() == 2 && found.out.contains("\ncvm "), "{}", found.out);
    }
    assert!(services(&["streamlive"]).out.contains("\nmdl "));
    let missing = services(&["cvn"]);
    assert!(missing.code == 1 && missing.err.contains("did you mean `cvm`?"), "{}", missing.err);
    let of_site = folder.offline(&["services", "mdl", "--site", "international", "--from", text(&international)]);
    assert!(of_site.code == 0 && !of_site.out.contains("china"), "{}", of_site.out);
    let other = folder.offline(&["services", "--site", "international", "--from", text(&china)]);
    assert!(other.code == 2 && other.err.contains("is the metadata of the site `china`"), "{}", other.err);
}

#[test]
fn a_service_is_added_from_an_archive() {
    let folder = TestFolder::new("services-archive");
    let [china, international] = folder.packages();
    let added = folder.add_named("mdl", &["--from", text(&china), "--from", text(&international)]);
    assert!(added.code == 0 && added.out.contains("mdl/2024-01-01.json: 3 actions"), "{}{}", added.out, added.err);
    assert!(!folder.0.join("schemas/cvm").exists() && !folder.0.join("packages/tccli").exists());
}

#[cfg(unix)]
#[test]
fn a_service_is_added_by_name() {
    let folder = TestFolder::new("services-by-name");
    folder.packages();
    folder.python(&package::pip(&folder.0.join("packages")));
    let added = folder.add_named("cvm", &[]);
    assert!(added.code == 0 && added.out.contains("cvm/2017-03-12.json"), "{}{}", added.out, added.err);
    assert!(added.err.contains("Collecting tccli-intl-en") && !added.out.contains("Collecting"), "{}", added.err);
    assert_eq!(folder.cached(), [CHINA, INTERNATIONAL]);
    let log = folder.calls();
    assert!(log.lines().all(|line| line.contains("-m pip download --no-deps --only-binary=:all: ")), "{log}");
    // Without the client, a release that was downloaded is at hand, the newest or by its name.
    fs::remove_dir_all(folder.0.join("bin")).expect("the folder");
    let again = folder.add_named("cvm", &["--offline"]);
    assert!(again.code == 0 && again.out.contains("is up to date"), "{}{}", again.out, again.err);
    // The descriptor of one site differs from that of both.
    let one = folder.add_named("cvm", &["--release", "3.1.189.1", "--site", "china", "--update"]);
    assert!(one.code == 0 && one.out.contains("cvm/2017-03-12.json: "), "{}{}", one.out, one.err);
    let found = folder.offline(&["services", "stream", "--offline"]);
    assert!(found.code == 0 && found.out.contains("StreamLive"), "{}{}", found.out, found.err);
}

#[cfg(unix)]
#[test]
fn a_release_is_chosen_for_each_site() {
    let folder = TestFolder::new("services-release");
    folder.packages();
    folder.python(&package::pip(&folder.0.join("packages")));
    let run = folder.offline(&["services", "--release", "china=3.1.189.1"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let log = folder.calls();
    assert!(log.contains(" tccli==3.1.189.1\n") && log.contains(" tccli-intl-en\n"), "{log}");
    for (release, expected) in
        [("3.1;x", "is not a version"), ("-r", "is not a version"), ("moon=3.1", "unknown site `moon`")]
    {
        let run = folder.offline(&["services", &format!("--release={release}")]);
        assert!(run.code == 2 && run.err.contains(expected), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn without_a_network_the_message_says_what_to_do() {
    let folder = TestFolder::new("services-no-network");
    let [china, _] = folder.packages();
    folder.python(
        "#!/bin/sh\necho \"WARNING: Retrying (total=1) after: Name or service not known\" >&2\n\
         echo \"WARNING: Retrying (total=0) after: Name or service not known\" >&2\n\
         echo \"ERROR: No matching distribution found for tccli\" >&2\nexit 1",
    );
    let run = folder.add_named("cvm", &[]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    let expected = "error: cannot download the package `tccli`: pip failed\n  \
                    WARNING: Retrying (total=0) after: Name or service not known\n  \
                    ERROR: No matching distribution found for tccli\n\
                    help: check the network and the settings of pip\n   \
                    or download the package by hand, such as with \
                    `python3 -m pip download --no-deps --only-binary=:all: tccli`, and name it with `--from`\n";
    assert_eq!(run.err, expected);
    fs::create_dir_all(folder.0.join("cache/tencentcloud-metadata")).expect("a folder");
    fs::copy(china, folder.0.join("cache/tencentcloud-metadata").join(CHINA)).expect("a file");
    let run = folder.add_named("cvm", &[]);
    assert!(run.err.contains(&format!("use `--offline`: {CHINA} was downloaded before")), "{}", run.err);
    assert!(!folder.0.join("schemas").exists());
    assert_eq!(folder.add_named("cvm", &["--offline", "--site", "china"]).code, 0);
}

#[cfg(unix)]
#[test]
fn without_python_the_message_says_both_ways() {
    let folder = TestFolder::new("services-no-python");
    let run = folder.add_named("cvm", &[]);
    assert!(run.code == 2 && run.err.contains("no Python interpreter was found"), "{}", run.err);
    assert!(run.err.contains("install Python with pip") && run.err.contains("name it with `--from`"), "{}", run.err);
    let run = folder.add_named("cvm", &["--offline"]);
    assert!(run.code == 2 && run.err.contains("does not have any release of the package `tccli`"), "{}", run.err);
    assert!(run.err.contains("run the command once without `--offline`"), "{}", run.err);
    assert!(!folder.0.join("schemas").exists() && folder.cached().is_empty());
}

#[cfg(unix)]
#[test]
fn a_hostile_package_is_refused_and_not_kept() {
    let folder = TestFolder::new("services-hostile");
    folder.packages();
    folder.python(&package::pip(&folder.0.join("packages")));
    let path = "tccli/services/cvm/v20240101/api.json";
    let leaving = zip(&[Entry::file("../../etc/api.json", metadata("cvm", ""))]);
    let altered = zip(&[Entry { crc: 7, ..Entry::file(path, metadata("cvm", "")) }]);
    fs::write(folder.0.join("packages").join(CHINA), leaving).expect("a file");
    let run = folder.add_named("cvm", &[]);
    assert!(run.code == 2 && run.err.contains("does not have a plain path below the archive"), "{}", run.err);
    assert!(folder.cached().is_empty() && !folder.0.join("schemas").exists(), "{:?}", folder.cached());
    let package = folder.0.join("packages").join(CHINA);
    fs::write(&package, altered).expect("a file");
    for run in [folder.add_named("cvm", &["--from", text(&package)]), folder.add_named("cvm", &[])] {
        assert!(run.code == 1 && run.err.contains("TC0108") && run.err.contains("is damaged"), "{}", run.err);
        assert!(run.err.contains("nothing was written") && !folder.0.join("schemas").exists(), "{}", run.err);
    }
    let listed = folder.offline(&["services", "--from", text(&package)]);
    assert!(listed.code == 2 && listed.err.contains("the archive is refused"), "{}", listed.err);
}

#[cfg(unix)]
#[test]
fn a_client_that_saves_nothing_is_reported() {
    let folder = TestFolder::new("services-nothing");
    folder.python("#!/bin/sh\nexit 0\n");
    let run = folder.add_named("cvm", &[]);
    assert!(run.code == 2 && run.err.contains("pip did not save the package"), "{}", run.err);
}
