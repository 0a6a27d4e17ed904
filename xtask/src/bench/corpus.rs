//! Making clients of all metadata that there is, against the floor: reading the same files into typed structures and
//! writing the same bytes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use codegen_emit::{Options, emit};

use codegen_emit::write::{Mode, Tree, apply};
use serde::Deserialize;

use super::project::VARIABLE;
use super::{median, operations, processors, project};
use crate::commands::show;
use crate::places;

const RUNS: usize = 7;

/// Runs both in turn and prints the ratio; `folder` holds the metadata.
pub fn run(folder: Option<PathBuf>) -> Result<()> {
    let Some(root) = project::metadata(folder) else {
        println!("corpus: skipped, {VARIABLE} names no folder of published metadata");
        return Ok(());
    };
    let files =
        codegen_model::load::published::find(&root).with_context(|| format!("{} cannot be read", root.display()))?;
    let scratch = places::scratch("corpus")?;
    let (tree, count) = make(&root, &files)?;
    let (mut made, mut again, mut floors) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        let out = scratch.join(format!("made-{run}"));
        made.push(timed(|| write(&root, &files, &out))?);
        again.push(timed(|| write(&root, &files, &out))?);
        let out = scratch.join(format!("floor-{run}"));
        floors.push(timed(|| floor(&root, &files, &tree, &out))?);
        fs::remove_dir_all(scratch.join(format!("made-{run}")))?;
        fs::remove_dir_all(out)?;
    }
    println!("corpus: {count} operations of {} service versions", files.len());
    type Pick = fn(&(f64, f64)) -> f64;
    for (what, pick) in [("", (|times| times.0) as Pick), (" of processors", |times| times.1)] {
        let middle = |times: &[(f64, f64)]| median(times.iter().map(pick).collect());
        let (made, again, floor) = (middle(&made), middle(&again), middle(&floors));
        println!("corpus: {:.0} ms{what}, {:.1} times the floor ({:.0} ms)", made * 1e3, made / floor, floor * 1e3);
        println!("corpus again, nothing changed: {:.0} ms{what}, {:.2} times the floor", again * 1e3, again / floor);
    }
    if let Some(peak) = peak_memory() {
        println!("corpus: at most {} MB of memory, the floor's included", peak / 1024);
    }
    fs::remove_dir_all(&scratch).context("the scratch folder cannot be removed")
}

/// The time that some work takes, and how much of it a processor worked. On a machine that others use as well, only the
/// second says much.
fn timed(work: impl FnOnce() -> Result<()>) -> Result<(f64, f64)> {
    let (started, busy) = (Instant::now(), processors::own());
    work()?;
    Ok((started.elapsed().as_secs_f64(), processors::own() - busy))
}

fn make(root: &Path, files: &[String]) -> Result<(Tree, usize)> {
    let loaded = codegen_model::load_published(root, files);
    let Some(model) = &loaded.model else {
        show(&loaded);
        bail!("the metadata has errors");
    };
    Ok((emit(model, &Options::default())?, operations(model)))
}

/// What `cargo xtask regenerate` does.
fn write(root: &Path, files: &[String], out: &Path) -> Result<()> {
    let (tree, _) = make(root, files)?;
    apply(&tree, out, Mode::Write)?;
    Ok(())
}

fn floor(root: &Path, files: &[String], tree: &Tree, out: &Path) -> Result<()> {
    let mut count = 0;
    for file in files {
        let api: Api = serde_json::from_str(&fs::read_to_string(root.join(file))?)?;
        count += api.members();
    }
    anyhow::ensure!(count > 0, "there is no member in the metadata");
    for (path, bytes) in tree.iter() {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// The most memory that this process has had, in kilobytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

#[derive(Deserialize)]
struct Api {
    actions: HashMap<String, Action>,
    objects: HashMap<String, Object>,
    metadata: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Action {
    document: String,
    input: String,
    name: String,
    output: String,
    status: Option<String>,
}

#[derive(Deserialize)]
struct Object {
    document: String,
    members: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    document: String,
    member: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    output_required: bool,
    #[serde(default)]
    value_allowed_null: bool,
    #[serde(default)]
    disabled: bool,
    example: Option<String>,
}

impl Api {
    /// How many of everything there is. It looks at every field, so that none is left out of the reading.
    fn members(&self) -> usize {
        let action = |action: &Action| {
            let texts = [&action.document, &action.input, &action.name, &action.output];
            texts.iter().map(|text| text.len()).sum::<usize>() + action.status.as_ref().map_or(0, String::len)
        };
        let member = |member: &Member| {
            let Member { required, output_required, value_allowed_null, disabled, .. } = *member;
            let flags = [required, output_required, value_allowed_null, disabled];
            let texts = [&member.document, &member.member, &member.name, &member.kind];
            let texts = texts.iter().map(|text| text.len()).sum::<usize>();
            texts + flags.iter().filter(|flag| **flag).count() + member.example.as_ref().map_or(0, String::len)
        };
        let object = |object: &Object| object.document.len() + object.members.iter().map(member).sum::<usize>();
        let (actions, objects) = (self.actions.values().map(action), self.objects.values().map(object));
        self.metadata.len() + actions.sum::<usize>() + objects.sum::<usize>()
    }
}
