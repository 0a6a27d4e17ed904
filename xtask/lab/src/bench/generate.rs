//! Measures the generation of the crate, relative to parsing the same files and writing the same bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use codegen_emit::write::{Mode, Tree, apply};
use codegen_emit::{Options, emit};
use codegen_model::Model;
use roxmltree::Document;
use serde_json::Value;

use super::measure::{median, timed};
use super::project;
use xtask::paths;

const RUNS: usize = 15;

/// Measures both alternately and prints the ratio.
pub fn run(model: &Model) -> Result<()> {
    let schemas = paths::root().join("schemas");
    let scratch = project::scratch("generate")?;
    let tree = emit(model, &Options::default())?;
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        ours.push(timed(|| regenerate(&scratch.join(format!("ours-{run}"))))?.wall);
        floors.push(timed(|| floor(&schemas, &tree, &scratch.join(format!("floor-{run}"))))?.wall);
    }
    let (ours, floor) = (median(ours), median(floors));
    println!(
        "generate: {:.1} ms, {:.1} times the floor of parsing and writing ({:.1} ms)",
        ours * 1e3,
        ours / floor,
        floor * 1e3
    );
    fs::remove_dir_all(&scratch).context("cannot remove the scratch folder")
}

/// Does what `cargo xtask regenerate` does.
fn regenerate(out: &Path) -> Result<()> {
    let tree = emit(&project::in_tree()?, &Options::default())?;
    apply(&tree, out, Mode::Write)?;
    Ok(())
}

fn floor(schemas: &Path, tree: &Tree, out: &Path) -> Result<()> {
    parse_all(schemas)?;
    for (path, bytes) in tree.iter() {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn parse_all(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        match kind {
            _ if path.is_dir() => parse_all(&path)?,
            "json" if !path.to_string_lossy().ends_with(".schema.json") => {
                serde_json::from_str::<Value>(&fs::read_to_string(&path)?)?;
            }
            "xml" => {
                Document::parse(&fs::read_to_string(&path)?)?;
            }
            _ => {}
        }
    }
    Ok(())
}
