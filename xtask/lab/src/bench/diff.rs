//! Measures comparisons: of one service, and of all published metadata if a folder of it is named.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codegen_diff::Agreed;
use codegen_diff::folder::{self, Folders, Side};
use codegen_diff::published::{self, Published};
use codegen_model::load::published::Folder;

use super::measure::{Time, median, peak_memory, timed};
use super::project;
use tencentcloud_tools::diff::today;
use xtask::paths;

const RUNS: usize = 7;

/// Prints the time of comparisons.
pub fn run() -> Result<()> {
    let scratch = project::scratch("diff")?;
    let schemas = paths::root().join("schemas");
    let changed = scratch.join("schemas");
    project::copy(&schemas, &changed)?;
    edit(&changed.join("ims/2020-12-29.json"))?;
    let times = (0..RUNS).map(|_| Ok(timed(|| compare(load_schemas, &schemas, &changed))?.wall));
    let time = median(times.collect::<Result<_>>()?);
    println!("diff of one service: {:.1} ms (at most 50)", time * 1e3);
    match project::metadata(None) {
        Some(metadata) => {
            everything(&metadata, &scratch)?;
            project::history().map_or(Ok(()), |old| releases(&old, &metadata))?;
        }
        None => {
            println!("diff of everything: skipped, {} does not name a folder of published metadata", project::VARIABLE)
        }
    }
    fs::remove_dir_all(&scratch).context("cannot remove the scratch folder")
}

/// Compares all services with themselves after a change in the largest, and then after a change in each, which needs
/// the most memory.
fn everything(metadata: &Path, scratch: &Path) -> Result<()> {
    let changed = scratch.join("metadata");
    project::copy(metadata, &changed)?;
    let mut files = files(&changed)?;
    files.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let (_, largest) = files.first().context("no api.json")?;
    edit(largest)?;
    let times = (0..RUNS).map(|_| Ok(timed(|| compare(load_published, metadata, &changed))?.wall));
    let time = median(times.collect::<Result<_>>()?);
    println!("diff of {} services with one change: {:.0} ms (at most 500)", files.len(), time * 1e3);
    files.iter().skip(1).try_for_each(|(_, file)| edit(file))?;
    let empty = scratch.join("empty");
    fs::create_dir_all(&empty)?;
    let before = peak_memory();
    compare(load_published, &empty, metadata)?;
    let one = peak_memory();
    let time = timed(|| compare(load_published, metadata, &changed))?.wall;
    println!("diff of {} changed services: {:.0} ms", files.len(), time * 1e3);
    if let (Some(before), Some(one), Some(both)) = (before, one, peak_memory()) {
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

/// Compares two releases, and then each service of them alone.
fn releases(old: &Path, new: &Path) -> Result<()> {
    let times = (0..3).map(|_| timed(|| compare(load_published, old, new)));
    let times = times.collect::<Result<Vec<_>>>()?;
    let [wall, cpu] =
        [|time: &Time| time.wall, |time: &Time| time.cpu].map(|of| median(times.iter().map(of).collect()));
    println!("diff of two releases: {wall:.2} s (at most 3), {cpu:.2} s of processor time");
    let mut slowest = (0.0, PathBuf::new());
    for service in fs::read_dir(new)?.flatten().map(|entry| entry.file_name()) {
        let [base, head] = [old, new].map(|folder| folder.join(&service));
        if base.is_dir() {
            // Of a service that did not change, nothing is compared.
            let time = timed(|| {
                load_published(&base, &head)?.report(false, &Agreed::none(today()));
                Ok(())
            })?;
            slowest = if time.wall > slowest.0 { (time.wall, base) } else { slowest };
        }
    }
    let name = slowest.1.file_name().unwrap_or_default().display();
    println!("diff of the slowest service, {name}: {:.1} ms (at most 50)", slowest.0 * 1e3);
    Ok(())
}

fn load_schemas(base: &Path, head: &Path) -> Result<Folders> {
    Ok(folder::load(Side { root: base, shown: "" }, Side { root: head, shown: "" }))
}

fn load_published(base: &Path, head: &Path) -> Result<Folders> {
    let (base, head) = (Folder::open(base)?, Folder::open(head)?);
    Ok(published::load(Published { source: &base, shown: "" }, Published { source: &head, shown: "" }))
}

fn compare(load: impl Fn(&Path, &Path) -> Result<Folders>, base: &Path, head: &Path) -> Result<()> {
    let folders = load(base, head)?;
    ensure!(folders.base.is_some() && folders.head.is_some(), "the sides do not load");
    let report = folders.report(false, &Agreed::none(today()));
    ensure!(!report.findings.is_empty(), "no findings");
    Ok(())
}

/// Changes a sample in a file, because an overlay could hide a change of a text or type. A file without samples has no overlay,
/// and gets another text.
fn edit(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let key = if text.contains("\"example\"") { "\"example\"" } else { "\"document\"" };
    let (before, after) = text.split_once(key).context("a file without a text")?;
    let (at, rest) = after.split_once('"').context("a key without a text")?;
    fs::write(file, format!("{before}{key}{at}\"x{rest}"))?;
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
