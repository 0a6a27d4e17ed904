//! Published metadata and the descriptor generated from it load as the same model.

#[allow(dead_code)]
#[path = "../../../tests/src/metadata.rs"]
mod metadata;

use std::path::Path;

use codegen_model::Service;
use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::{descriptor, published};
use codegen_model::source::{FileId, Sources};
use codegen_upstream::import;

/// Loads a text that must have no finding.
fn loaded(path: &str, text: &str, load: Load) -> Service {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    let mut diagnostics = Diagnostics::default();
    let service = load(&sources, file, "module", &mut diagnostics);
    let findings = diagnostics.finish(&sources);
    assert!(findings.is_empty(), "{path}: {findings:#?}");
    service.unwrap_or_else(|| panic!("{path} is not a service"))
}

type Load = fn(&Sources, FileId, &str, &mut Diagnostics) -> Option<Service>;

/// Returns the service as JSON, without the path of its file.
fn meaning(service: &Service) -> String {
    let mut service = service.clone();
    service.units.clear();
    codegen_model::views::dump(&codegen_model::Model { services: vec![service], ..Default::default() })
}

#[test]
fn metadata_and_its_descriptor_load_the_same_model() {
    for folder in metadata::folders() {
        check(&folder);
    }
}

fn check(folder: &Path) {
    let files =
        codegen_model::load::published::find(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    assert!(!files.is_empty(), "no api.json below {}", folder.display());
    for path in files {
        let text = std::fs::read_to_string(folder.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let published = loaded(&path, &text, published::load);
        assert!(!published.operations.is_empty(), "{path}");
        let written = import::text(&published);
        let read = loaded(&path, &written, descriptor::load);
        assert_eq!(meaning(&published), meaning(&read), "{path}");
        assert_eq!(written, import::text(&read), "{path}");
    }
}
