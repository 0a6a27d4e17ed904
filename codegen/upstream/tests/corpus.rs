//! Published metadata and the descriptor generated from it load as the same model.

use std::path::Path;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::{descriptor, published};
use codegen_model::source::{FileId, Sources};
use codegen_model::views::dump;
use codegen_model::{Model, Service};
use codegen_upstream::import::descriptor_text;

use crate::metadata;

/// Loads a service without findings.
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

/// Returns the service as JSON, without the paths of its files.
fn dumped(service: &Service) -> String {
    let service = Service { units: Vec::new(), ..service.clone() };
    dump(&Model { services: vec![service], ..Model::default() })
}

#[test]
fn metadata_and_its_descriptor_load_the_same_model() {
    for folder in metadata::folders() {
        check(&folder);
    }
}

fn check(folder: &Path) {
    let files = published::find(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    assert!(!files.is_empty(), "no api.json below {}", folder.display());
    for path in files {
        let text = std::fs::read_to_string(folder.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let published = loaded(&path, &text, published::load);
        assert!(!published.operations.is_empty(), "{path}");
        let written = descriptor_text(&published);
        let read = loaded(&path, &written, descriptor::load);
        assert_eq!(dumped(&published), dumped(&read), "{path}");
        assert_eq!(written, descriptor_text(&read), "{path}");
    }
}
