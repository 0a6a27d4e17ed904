//! How much generated code a reader has to read for each member of a schema.

use anyhow::Result;
use codegen::emit::{Options, emit};
use codegen::model::Model;

/// Counts lines of the service modules, without documentation and blank lines, for each member: of inputs, outputs and
/// shared structures, the values of enumerations, and error codes.
pub fn run(model: &Model) -> Result<()> {
    let tree = emit(model, &Options::default())?;
    let is_service = |path: &str| path.starts_with("src/") && path != "src/lib.rs" && path != "src/registry.rs";
    let files = tree.iter().filter(|(path, _)| is_service(path));
    let lines: usize = files.map(|(_, bytes)| code_lines(&String::from_utf8_lossy(bytes))).sum();
    let members = members(model);
    println!(
        "lines: {lines} of code, {members} members, values and codes: {:.2} for each",
        lines as f64 / members as f64
    );
    Ok(())
}

fn code_lines(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

fn members(model: &Model) -> usize {
    let of_service = |service: &codegen::model::Service| {
        let members: usize = service.all_shapes().map(|shape| shape.members.len()).sum();
        let values: usize = service.enums.values().map(|found| found.values.len()).sum();
        members + values + service.errors.len()
    };
    model.services.iter().map(of_service).sum()
}
