//! All metadata that a folder has, read into the model. The folder is not part of the project:
//! `TENCENTCLOUD_METADATA` names it.

use std::path::Path;

use codegen_model::Service;
use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::{descriptor, published};
use codegen_model::source::{FileId, Sources};
use codegen_upstream::import;

/// What `load` makes of a text, without a finding.
fn loaded(path: &str, text: &str, load: Load) -> Service {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    let mut diagnostics = Diagnostics::default();
    let service = load(&sources, file, "module", &mut diagnostics);
    let findings = diagnostics.finish(&sources);
    assert!(findings.is_empty(), "{path}: {findings:#?}");
    service.unwrap_or_else(|| panic!("{path} is no service"))
}

type Load = fn(&Sources, FileId, &str, &mut Diagnostics) -> Option<Service>;

/// Everything that a service says; its place is not a part of that.
fn meaning(service: &Service) -> String {
    let mut service = service.clone();
    service.units.clear();
    serde_json::to_string_pretty(&service).expect("JSON")
}

#[test]
fn metadata_and_the_descriptor_made_of_it_mean_the_same() {
    let Some(folder) = std::env::var_os("TENCENTCLOUD_METADATA") else {
        return println!("skipped: TENCENTCLOUD_METADATA names no folder of published metadata");
    };
    let folder = Path::new(&folder);
    let files =
        codegen_model::load::published::find(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    assert!(!files.is_empty(), "there is no api.json below {}", folder.display());
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
