//! The folder of schemas: symbolic links, unusual names, paths out of the folder, files that map to the same module.

use std::fs;

use codegen_model::diagnostic::Code;

use crate::support::{Schemas, lines, small};

fn manifest(schemas: &str) -> String {
    format!("[package]\nname = \"p\"\nversion = \"0.1.0\"\ndescription = \"d\"\n{schemas}")
}

fn service(module: &str, paths: &[&str]) -> String {
    format!("[[service]]\nmodule = \"{module}\"\nschemas = {paths:?}\n")
}

fn descriptor(name: &str, version: &str) -> String {
    format!(r#"{{"name": "{name}", "api_version": "{version}", "actions": [{{"name": "Do{name}"}}]}}"#)
}

/// Returns an operation in XML without types, so that two of them do not conflict.
fn operation(name: &str) -> String {
    format!(
        r#"<operation name="{name}" access="read"><doc>Does.</doc><http method="GET" host="ci" path="/{name}"/><response/></operation>"#
    )
}

#[test]
fn paths_in_the_manifest_must_stay_in_the_folder() {
    for path in [
        "..",
        "../x",
        "../schemas/tiny/2024-01-01.json",
        "/etc/passwd",
        "/",
        ".",
        "./tiny",
        "tiny/..",
        "tiny/../../x.json",
        "tiny//x.json",
        "tiny/",
        "\\\\etc\\\\passwd",
        "C:\\\\x",
        "c:/x",
        "..\\\\x.json",
        "",
        " ",
        "~/x.json",
        "tiny/\\u0000.json",
        "tiny/\\n.json",
        "file:///etc/passwd",
        "tiny/2024-01-01.json\\u0000.xml",
        "名.json",
    ] {
        let text = manifest(&format!("[[service]]\nmodule = \"x\"\nschemas = [\"{path}\"]\n"));
        let loaded = Schemas::small_with(small::MANIFEST, text).check();
        let codes: Vec<_> = loaded.findings.iter().map(|finding| finding.code).collect();
        let refused = match path.contains("\\u") || path.contains("\\n") {
            true => codes.iter().all(|code| [Code::HIDDEN_CHARACTER, Code::NAME_NOT_ALLOWED].contains(code)),
            false => matches!(codes[..], [Code::INVALID_MANIFEST] | [Code::NAME_NOT_ALLOWED]),
        };
        assert!(!codes.is_empty(), "{path:?} is accepted");
        assert!(refused, "{path:?}: {:?}", lines(&loaded));
        assert_eq!(loaded.sources.files().count(), 1, "another file was opened");
    }
}

#[test]
fn missing_files_are_reported() {
    for path in ["x.json", "tiny/2024.json", "tiny", "nothing", "client.toml", "tiny/2024-01-01.json/x.json"] {
        let loaded = Schemas::small_with(small::MANIFEST, manifest(&service("x", &[path]))).check();
        assert!(loaded.findings.iter().any(|finding| finding.code == Code::FILE_UNREADABLE), "{:?}", lines(&loaded));
    }
}

#[test]
fn unusual_file_names_are_errors() {
    for name in ["x\nmod PWNED;", "x;PWNED!()", "名", "a b", "x\u{202e}", "\"", "a\\b", "$(PWNED)", "x\r"] {
        for (folder, end) in [("ci", "xml"), ("ci/inner", "xml")] {
            let loaded = Schemas::small_with(&format!("{folder}/{name}.{end}"), operation("Other")).check();
            let refused = loaded.findings.iter().any(|finding| finding.code == Code::NAME_NOT_ALLOWED);
            assert!(refused, "{name:?}: {:?}", lines(&loaded));
        }
    }
}

#[test]
fn device_names_of_windows_are_errors() {
    for name in ["aux", "CON", "nul", "com1"] {
        let loaded = Schemas::small_with(&format!("ci/{name}.xml"), operation("Other")).check();
        assert!(
            loaded.findings.iter().any(|finding| finding.code == Code::OUTPUT_PATH_NOT_ALLOWED),
            "{:?}",
            lines(&loaded)
        );
    }
}

#[test]
fn two_files_must_not_map_to_one_module() {
    let services = |paths: &[&str]| manifest(&service("x", paths));
    for (schemas, files) in [
        (services(&["ci"]), vec![("ci/A-b.xml", operation("A")), ("ci/a_b.xml", operation("B"))]),
        (services(&["ci"]), vec![("ci/Job.xml", operation("A")), ("ci/job.xml", operation("B"))]),
        (services(&["ci"]), vec![("ci/G/a.xml", operation("A")), ("ci/g/a.xml", operation("B"))]),
        (services(&["ci"]), vec![("ci/job.xml", operation("A")), ("ci/job/inner.xml", operation("B"))]),
        (services(&["ci"]), vec![("ci/job/inner.xml", operation("A")), ("ci/job.xml", operation("B"))]),
    ] {
        let all = Schemas::of(&files);
        all.write(small::MANIFEST, schemas);
        let loaded = all.check();
        let found = loaded.findings.iter().any(|finding| finding.code == Code::OUTPUT_PATH_NOT_ALLOWED);
        assert!(found, "{files:?}: {:?}", lines(&loaded));
    }
}

#[test]
fn two_services_must_not_map_to_one_module() {
    let json = |name: &'static str, version: &'static str| (name, descriptor(name, version));
    for (schemas, first, second) in [
        (service("x", &["a/x.json"]) + &service("x", &["b/y.json"]), json("x", "2024-01-01"), json("y", "2024-01-01")),
        (service("x", &["a/x.json", "b/y.json"]), json("x", "2024-01-01"), json("x", "2024-01-01")),
        (service("x", &["a/x.json"]) + &service("x", &["ci"]), json("x", "2024-01-01"), json("y", "2024-01-01")),
    ] {
        let all = Schemas::of(&[("a/x.json", first.1), ("b/y.json", second.1), ("ci/o.xml", operation("A"))]);
        all.write(small::MANIFEST, manifest(&schemas));
        let loaded = all.check();
        assert!(
            loaded.findings.iter().any(|finding| finding.code == Code::DUPLICATE_NAME),
            "{schemas}: {:?}",
            lines(&loaded)
        );
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Creates the small set with a link at `path` to a file outside the folder.
    fn linked(path: &str, content: &str) -> (Schemas, tempfile::TempDir) {
        let outside = tempfile::tempdir().expect("a temporary folder");
        fs::write(outside.path().join("secret"), content).expect("a file");
        let schemas = Schemas::of(&small::files());
        let link = schemas.path().join(path);
        let _ = fs::remove_file(&link);
        symlink(outside.path().join("secret"), link).expect("a link");
        (schemas, outside)
    }

    #[test]
    fn links_out_of_the_folder_are_not_followed() {
        for path in [small::DESCRIPTOR, small::OVERLAY, small::MANIFEST] {
            let (schemas, _outside) = linked(path, "the secret");
            let loaded = schemas.check();
            let texts: Vec<_> = loaded.sources.files().map(|file| loaded.sources.text(file)).collect();
            assert!(!texts.iter().any(|text| text.contains("secret")), "{path} was read");
            assert!(
                loaded.findings.iter().any(|finding| finding.code == Code::FILE_UNREADABLE),
                "{:?}",
                lines(&loaded)
            );
        }
    }

    #[test]
    fn links_in_a_folder_of_xml_schemas_are_ignored() {
        let (schemas, _outside) = linked("ci/other.xml", &operation("Other"));
        symlink(schemas.path().join("ci"), schemas.path().join("ci/loop")).expect("a link");
        symlink("/", schemas.path().join("ci/root")).expect("a link");
        assert!(schemas.check().findings.is_empty());
    }

    #[test]
    fn a_link_as_the_folder_of_a_service_is_not_followed() {
        let outside = Schemas::of(&[("o.xml", operation("Other"))]);
        let schemas = Schemas::small_with(small::MANIFEST, manifest(&service("x", &["out"])));
        symlink(outside.path(), schemas.path().join("out")).expect("a link");
        let loaded = schemas.check();
        assert!(loaded.findings.iter().any(|finding| finding.code == Code::FILE_UNREADABLE), "{:?}", lines(&loaded));
    }

    #[test]
    fn a_broken_link_is_reported() {
        let (schemas, outside) = linked(small::OVERLAY, "");
        drop(outside);
        assert!(lines(&schemas.check())[0].contains("file not found"));
    }

    #[test]
    fn a_named_pipe_does_not_block() {
        let schemas = Schemas::of(&small::files());
        let path = schemas.path().join(small::OVERLAY);
        fs::remove_file(&path).expect("the overlay");
        let created = std::process::Command::new("mkfifo").arg(&path).status().is_ok_and(|status| status.success());
        assert!(!created || lines(&schemas.check())[0].contains("not a regular file"));
    }

    #[test]
    fn a_socket_in_a_folder_of_xml_schemas_is_reported() {
        let schemas = Schemas::of(&small::files());
        let _socket = std::os::unix::net::UnixListener::bind(schemas.path().join("ci/a.xml")).expect("a socket");
        assert_eq!(lines(&schemas.check()), ["TC0101 ci/a.xml:1:1 not a regular file"]);
    }
}
