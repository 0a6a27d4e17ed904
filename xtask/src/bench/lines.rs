//! How much generated code a reader has to read for each member of a schema.

use anyhow::Result;
use codegen_emit::{Options, emit};
use codegen_model::{Model, RulePart, Service};

/// Counts lines of each service's modules, without documentation and blank lines, for each member: of inputs, outputs and
/// shared structures, the values of enumerations, error codes, and parts of rules.
pub fn run(model: &Model) -> Result<()> {
    let tree = emit(model, &Options::default())?;
    let mut modules: Vec<&str> = model.services.iter().map(|service| service.module.as_str()).collect();
    modules.dedup();
    for module in modules {
        let folder = format!("src/{module}/");
        let files = tree.iter().filter(|(path, _)| path.starts_with(&folder));
        let lines: usize = files.map(|(_, bytes)| code_lines(&String::from_utf8_lossy(bytes))).sum();
        let members: usize = model.services.iter().filter(|service| service.module == module).map(members).sum();
        let each = lines as f64 / members as f64;
        println!(
            "lines: {module}: {lines} of code, {members} members, values, codes and parts of rules: {each:.2} for each"
        );
    }
    Ok(())
}

fn code_lines(text: &str) -> usize {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

fn members(service: &Service) -> usize {
    let members: usize = service.all_shapes().map(|shape| shape.members.len()).sum();
    let values: usize = service.enums.values().map(|found| found.values.len()).sum();
    let of_part = |part: &RulePart| 1 + part.params.len();
    let parts: usize = service.rules.iter().flat_map(|kind| &kind.parts).map(of_part).sum();
    members + values + service.errors.len() + parts
}
