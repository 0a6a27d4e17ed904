//! Making the crate, against the floor: reading and parsing the same files, and writing the same bytes.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use codegen_emit::write::{Mode, Tree, apply};
use codegen_emit::{Options, emit};
use codegen_model::Model;

use super::{in_tree, median};
use crate::places;

const RUNS: usize = 15;

/// Runs both in turn and prints the ratio.
pub fn run(model: &Model) -> Result<()> {
    let schemas = places::root().join("schemas");
    let scratch = places::scratch("generate")?;
    let tree = emit(model, &Options::default())?;
    let (mut made, mut again, mut floors) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        let out = scratch.join(format!("made-{run}"));
        made.push(timed(|| make(&out))?);
        again.push(timed(|| make(&out))?);
        floors.push(timed(|| floor(&schemas, &tree, &scratch.join(format!("floor-{run}"))))?);
    }
    let (made, again, floor) = (median(made), median(again), median(floors));
    println!(
        "generate: {:.1} ms, {:.1} times the floor of parsing and writing ({:.1} ms)",
        made * 1e3,
        made / floor,
        floor * 1e3
    );
    println!("generate again, nothing changed: {:.1} ms, {:.1} times the floor", again * 1e3, again / floor);
    fs::remove_dir_all(&scratch).context("the scratch folder cannot be removed")
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed().as_secs_f64())
}

fn make(out: &Path) -> Result<()> {
    let tree = emit(&in_tree()?, &Options::default())?;
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
                serde_json::from_str::<serde_json::Value>(&fs::read_to_string(&path)?)?;
            }
            "xml" => {
                roxmltree::Document::parse(&fs::read_to_string(&path)?)?;
            }
            _ => {}
        }
    }
    Ok(())
}
