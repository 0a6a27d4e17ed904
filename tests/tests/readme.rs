//! What the README says of the project is so.

use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn the_table_of_operations_is_that_of_coverage() {
    let loaded = codegen::load(&root().join("schemas"), &[]);
    let coverage = codegen::coverage::of(&loaded.model.expect("the schemas have no errors"));
    let table = codegen::coverage::markdown(&coverage);
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    assert!(readme.contains(&table), "the README's table is not up to date; it should be:\n{table}");
}
