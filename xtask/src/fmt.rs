//! `cargo xtask fmt`: the canonical form of the schemas.

use std::process::ExitCode;

use anyhow::Result;
use codegen_emit::canonical;
use codegen_emit::write::Mode;
use codegen_model::diagnostic::render;

use crate::{Fmt, commands};

/// Lays out the schemas, or says which are laid out in another way.
pub fn run(arguments: &Fmt) -> Result<ExitCode> {
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let folder = arguments.input.schemas.display();
    let outcome = canonical::schemas(&arguments.input.schemas, mode)?;
    for path in &outcome.changed {
        println!(" changed {folder}/{path}");
        print!("{}", outcome.diffs.get(path).map_or("", String::as_str));
    }
    eprint!("{}", render::text(&outcome.sources, &outcome.findings));
    println!("{folder}: {} changed, {} unchanged", outcome.changed.len(), outcome.unchanged);
    let differs = arguments.check && !outcome.changed.is_empty();
    if differs {
        println!("run `cargo xtask fmt` and commit what it writes");
    }
    Ok(ExitCode::from(if differs || !outcome.findings.is_empty() { commands::FINDINGS } else { 0 }))
}
