//! Comparing: one service, and everything that is published where a folder of it is named.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use codegen_diff::accepted::Accepted;
use codegen_diff::folder::{self, Folders, Side};
use codegen_diff::{Report, published};

use super::{median, project};
use crate::diff::today;
use crate::places;

const RUNS: usize = 7;

/// Prints how long comparisons take.
pub fn run() -> Result<()> {
    let scratch = places::scratch("diff")?;
    let schemas = places::root().join("schemas");
    let changed = scratch.join("schemas");
    copy(&schemas, &changed)?;
    edit(&changed.join("ims/2020-12-29.json"))?;
    let times = (0..RUNS).map(|_| timed(|| folders(folder::load, &schemas, &changed)));
    let time = median(times.collect::<Result<_>>()?);
    println!("diff of one service: {:.1} ms (at most 50)", time * 1e3);
    match project::metadata(None) {
        Some(metadata) => everything(&metadata, &scratch)?,
        None => println!("diff of everything: skipped, {} names no folder of published metadata", project::VARIABLE),
    }
    fs::remove_dir_all(&scratch).context("the scratch folder cannot be removed")
}

/// All services against themselves, with a change in the largest; then all of them, as if all had changed, which is what
/// the memory is for.
fn everything(metadata: &Path, scratch: &Path) -> Result<()> {
    let changed = scratch.join("metadata");
    copy(metadata, &changed)?;
    let mut files = files(&changed)?;
    files.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let (_, largest) = files.first().context("there is no api.json")?;
    edit(largest)?;
    let times = (0..RUNS).map(|_| timed(|| folders(published::load, metadata, &changed)));
    let time = median(times.collect::<Result<_>>()?);
    println!("diff of {} services with one change: {:.0} ms (at most 500)", files.len(), time * 1e3);
    files.iter().skip(1).try_for_each(|(_, file)| edit(file))?;
    let empty = scratch.join("empty");
    fs::create_dir_all(&empty)?;
    let before = peak();
    folders(published::load, &empty, metadata)?;
    let one = peak();
    let time = timed(|| folders(published::load, metadata, &changed))?;
    println!("diff of {} services that all changed: {:.0} ms", files.len(), time * 1e3);
    if let (Some(before), Some(one), Some(both)) = (before, one, peak()) {
        let (side, sides) = (one.saturating_sub(before).max(1), both.saturating_sub(before));
        println!(
            "memory: {} MiB for one side, {} MiB for both ({:.2} times)",
            side >> 10,
            sides >> 10,
            sides as f64 / side as f64
        );
    }
    Ok(())
}

fn folders(load: impl Fn(Side<'_>, Side<'_>) -> Folders, base: &Path, head: &Path) -> Result<()> {
    let Folders { base, head, problems, .. } = load(Side { root: base, shown: "" }, Side { root: head, shown: "" });
    ensure!(problems.is_empty(), "a side cannot be read: {problems:?}");
    let (base, head) = (base.context("no base")?, head.context("no head")?);
    let report = Report::without_versions(&base, &head, &Accepted::default(), today());
    ensure!(!report.findings.is_empty(), "nothing was found");
    Ok(())
}

/// Changes a sample in a file. What an overlay says of texts and types would hide other changes.
fn edit(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let (before, after) = text.split_once("\"example\"").context("a file without a sample")?;
    let (at, rest) = after.split_once('"').context("a sample without a value")?;
    fs::write(file, format!("{before}\"example\"{at}\"x{rest}"))?;
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => found.extend(files(&entry.path())?),
            false if entry.file_name() == "api.json" => found.push((entry.metadata()?.len(), entry.path())),
            false => {}
        }
    }
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => _ = fs::copy(entry.path(), target)?,
        }
    }
    Ok(())
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let started = Instant::now();
    work()?;
    Ok(started.elapsed().as_secs_f64())
}

/// The most memory that the process had so far, in KiB, where the system says so.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
