//! Loads the schemas and prints their findings on standard error.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use codegen_model::diagnostic::{Diagnostic, Level, render};
use codegen_model::source::Sources;
use codegen_model::{Loaded, Model};

use crate::{output, progress};

/// The exit code of a command with findings.
pub const EXIT_CODE: u8 = 1;

/// Prints findings on standard error.
pub fn print_all(sources: &Sources, findings: &[Diagnostic]) {
    let render = if output::stderr_has_colours() { render::coloured } else { render::text };
    eprint!("{}", output::in_own_name(render(sources, findings)));
}

/// Prints the findings above the level of notes.
pub fn print(loaded: &Loaded) {
    let is_printed = |finding: &&Diagnostic| finding.level > Level::Note;
    let findings: Vec<_> = loaded.findings.iter().filter(is_printed).cloned().collect();
    print_all(&loaded.sources, &findings);
}

/// Prints the findings, and returns the Model if there are no errors.
pub fn print_or_model(loaded: &Loaded) -> Option<&Model> {
    print(loaded);
    if loaded.model.is_none() {
        eprintln!("nothing was written");
    }
    loaded.model.as_ref()
}

/// Loads a folder of schemas, or only these of its services.
pub fn load(schemas: &Path, only: &[String]) -> Loaded {
    progress::during("loading the schemas", || codegen_model::load(schemas, only))
}

/// Loads a folder of schemas and runs a command with the Model. The command does not run if there are errors.
pub fn with_model(schemas: &Path, command: impl FnOnce(&Model) -> Result<ExitCode>) -> Result<ExitCode> {
    print_or_model(&load(schemas, &[])).map_or(Ok(ExitCode::from(EXIT_CODE)), command)
}
