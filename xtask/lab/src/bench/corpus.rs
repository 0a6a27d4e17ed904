//! Measures the generation of a crate from all published metadata, relative to reading the same files into typed
//! structures and writing the same bytes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use codegen_emit::write::{Mode, Tree, apply};
use codegen_emit::{Options, emit};
use codegen_model::load::published;
use serde::Deserialize;

use super::measure::{Time, median, peak_memory, timed};
use super::project;
use tencentcloud_tools::findings;

const RUNS: usize = 7;

/// Measures both alternately and prints the ratio. `folder` contains the metadata.
pub fn run(folder: Option<PathBuf>) -> Result<()> {
    let Some(root) = project::metadata(folder) else {
        println!("corpus: skipped, {} does not name a folder of published metadata", project::VARIABLE);
        return Ok(());
    };
    let files = published::find(&root).with_context(|| format!("cannot read {}", root.display()))?;
    let scratch = project::scratch("corpus")?;
    let (tree, count) = generate(&root, &files)?;
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let out = scratch.join(format!("ours-{run}"));
        ours.push(timed(|| regenerate(&root, &files, &out))?);
        fs::remove_dir_all(out)?;
        let out = scratch.join(format!("floor-{run}"));
        floors.push(timed(|| floor(&root, &files, &tree, &out))?);
        fs::remove_dir_all(out)?;
    }
    println!("corpus: {count} operations of {} service versions", files.len());
    type Pick = fn(&Time) -> f64;
    for (name, pick) in [("", (|time| time.wall) as Pick), (" of CPU time", |time| time.cpu)] {
        let middle = |times: &[Time]| median(times.iter().map(pick).collect());
        let (ours, floor) = (middle(&ours), middle(&floors));
        println!("corpus: {:.0} ms{name}, {:.1} times the floor ({:.0} ms)", ours * 1e3, ours / floor, floor * 1e3);
    }
    if let Some(peak) = peak_memory() {
        println!("corpus: peak memory {} MB, including the floor", peak / 1024);
    }
    fs::remove_dir_all(&scratch).context("cannot remove the scratch folder")
}

fn generate(root: &Path, files: &[String]) -> Result<(Tree, usize)> {
    let loaded = codegen_model::load_published(root, files);
    let Some(model) = &loaded.model else {
        findings::print(&loaded);
        bail!("the metadata has errors");
    };
    Ok((emit(model, &Options::default())?, project::operations(model)))
}

/// Does what `cargo xtask regenerate` does.
fn regenerate(root: &Path, files: &[String], out: &Path) -> Result<()> {
    let (tree, _) = generate(root, files)?;
    apply(&tree, out, Mode::Write)?;
    Ok(())
}

fn floor(root: &Path, files: &[String], tree: &Tree, out: &Path) -> Result<()> {
    let mut count = 0;
    for file in files {
        let api: Api = serde_json::from_str(&fs::read_to_string(root.join(file))?)?;
        count += api.sum();
    }
    ensure!(count > 0, "the metadata has no members");
    for (path, bytes) in tree.iter() {
        let path = out.join(path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, bytes)?;
    }
    Ok(())
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
    /// Returns a sum over every field, so that the compiler cannot drop one.
    fn sum(&self) -> usize {
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
