//! All metadata that a folder has, read into the model. The folder is not part of the project:
//! `TENCENTCLOUD_METADATA` names it.

use std::path::{Path, PathBuf};

use codegen::diagnostic::Diagnostics;
use codegen::load::published;
use codegen::source::Sources;

/// Every `api.json` below `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.into_iter().flat_map(below).filter(|path| path.ends_with("api.json")).collect()
}

#[test]
fn everything_published_loads_without_a_finding() {
    let Some(folder) = std::env::var_os("TENCENTCLOUD_METADATA") else {
        eprintln!("skipped: TENCENTCLOUD_METADATA names no folder of published metadata");
        return;
    };
    let files = files(Path::new(&folder));
    assert!(!files.is_empty(), "there is no api.json below {}", folder.display());
    for path in files {
        let mut sources = Sources::default();
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = sources.add(path.to_string_lossy(), text);
        let mut diagnostics = Diagnostics::default();
        let service = published::load(&sources, file, "module", &mut diagnostics);
        assert!(service.is_some_and(|service| !service.operations.is_empty()), "{}", path.display());
        let findings = diagnostics.finish(&sources);
        assert!(findings.is_empty(), "{}: {findings:#?}", path.display());
    }
}
