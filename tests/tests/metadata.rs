//! Compares the import of the project's own metadata with approved descriptors and proposals.
//! `tests/metadata/README.md` lists the files.

use codegen_model::Service;
use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::load::published::Folder;
use codegen_upstream::import;
use codegen_upstream::lock::{self, Lock};
use codegen_upstream::propose::propose;
use tests::metadata::own;
use tests::snapshot::{self, Files};

/// Returns the findings, and the descriptor of each service with the proposals for it, by path.
fn imported() -> Files {
    let root = own();
    let source = Folder::open(&root).expect("metadata");
    let paths = codegen_model::load::published::find(&root).expect("metadata");
    let mut loaded = codegen_model::load_published(&root, &paths);
    let line = |finding: &Diagnostic| format!("{} {}\n", loaded.sources.position(finding.span), finding.code);
    let findings = loaded.findings.iter().map(line).collect();
    let mut files = Files::from([("findings.txt".to_owned(), findings)]);
    for (path, service) in paths.iter().zip(&loaded.model.expect("a model").services) {
        let mut diagnostics = Diagnostics::default();
        let requests = import::requests(&source, path, &mut loaded.sources, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{path}");
        files.insert(import::descriptor_path(service), import::descriptor_text(service));
        let proposals = propose(service, &requests);
        if !proposals.is_empty() {
            files.insert(import::proposals_path(service), proposals.text());
        }
    }
    files
}

#[test]
fn descriptors_and_proposals_match_the_approved_ones() {
    let checked = snapshot::check_folder(&own().join("expected/schemas"), &imported());
    checked.unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn the_lock_of_the_project_names_its_descriptors() {
    let schemas = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let text = std::fs::read_to_string(schemas.join(lock::FILE)).expect("a lock");
    let read = Lock::parse(&text).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(read.text(), text, "written as the commands write it");
    for (key, pin) in read.entries() {
        let path = schemas.join(format!("{}/{}.json", key.service, key.version));
        assert!(path.exists() && pin.release.is_some() && pin.sha256.len() == 64, "{}", path.display());
    }
    let seed = Service { name: "ims".to_owned(), version: Some("2020-12-29".to_owned()), ..Service::default() };
    assert!(read.keeps(&seed), "the descriptor of image moderation stays as it was published first");
}
