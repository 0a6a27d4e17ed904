//! The small set of schemas in `tests/small`: valid, with every schema construct.

use super::root;

/// The descriptor.
pub const DESCRIPTOR: &str = "tiny/2024-01-01.json";
/// The overlay.
pub const OVERLAY: &str = "tiny/2024-01-01.overlay.json";
/// The operation in XML.
pub const OPERATION: &str = "ci/query-job.xml";
/// The types in XML.
pub const TYPES: &str = "ci/types.xml";
/// The authorization table of the descriptor.
pub const TABLE: &str = "tiny/authorization.json";
/// The authorization table of the operation in XML.
pub const CI_TABLE: &str = "ci/authorization.json";
/// The manifest.
pub const MANIFEST: &str = "client.toml";

/// The paths of the set.
pub const PATHS: [&str; 7] = [MANIFEST, DESCRIPTOR, OVERLAY, TABLE, OPERATION, TYPES, CI_TABLE];

/// Reads one file.
pub fn file(path: &str) -> String {
    std::fs::read_to_string(root().join("tests/small").join(path)).expect("a file of the small set")
}

/// Returns the set in two halves, each with its part of the manifest. A half loads in half the time.
pub fn halves() -> [Vec<(&'static str, String)>; 2] {
    let manifest = file(MANIFEST);
    let (head, services) = manifest.split_once("[[service]]").expect("a service");
    let (tiny, ci) = services.split_once("[[service]]").expect("two services");
    let half = |service: &str, paths: [&'static str; 3]| {
        let manifest = (MANIFEST, format!("{head}[[service]]{service}"));
        std::iter::once(manifest).chain(paths.map(|path| (path, file(path)))).collect()
    };
    [half(tiny, [DESCRIPTOR, OVERLAY, TABLE]), half(ci, [OPERATION, TYPES, CI_TABLE])]
}

/// Reads all files.
pub fn files() -> Vec<(&'static str, String)> {
    PATHS.map(|path| (path, file(path))).into()
}
