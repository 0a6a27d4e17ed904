//! Compares two inputs. Their kinds decide how they are loaded.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Error, Result, bail};
use codegen_diff::accepted::{self, Date};
use codegen_diff::folder::{self, Folders, Side};
use codegen_diff::levels;
use codegen_diff::published::{self, Published};
use codegen_diff::{Agreed, Gate, Report};
use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::{FileId, Sources};
use codegen_upstream::source::{self, Source};

use super::input::Input;
use super::single::{self, State};
use crate::{applications, findings, progress};

/// A report with the files that its positions refer to.
pub struct Compared {
    /// The files.
    pub sources: Sources,
    /// The report.
    pub report: Report,
}

/// Two loaded sides.
struct Sides {
    folders: Folders,
    /// Whether both sides are crates, so that their versions can be compared.
    are_crates: bool,
}

/// Where the agreements of a comparison come from.
#[derive(Default)]
pub struct Agreements<'a> {
    /// The list of accepted findings, instead of the one in the folder of the head.
    pub accepted: Option<&'a Path>,
    /// The levels of rules, instead of those in the folder of the head.
    pub levels: Option<&'a Path>,
    /// The findings that fail.
    pub gate: Gate,
    /// The folders of applications.
    pub scan: &'a [PathBuf],
}

/// Compares two inputs. Prints errors of the agreements and returns `None` if there are any.
pub fn compare(base: &Input, head: &Input, agreements: &Agreements<'_>) -> Result<Option<Compared>> {
    let Sides { mut folders, are_crates } = progress::during("loading both sides", || sides(base, head))?;
    findings::print_all(&folders.sources, &folders.problems);
    let sources = &mut folders.sources;
    let accepted = read(sources, head, (accepted::FILE, agreements.accepted), accepted::load);
    let levels = read(sources, head, (levels::FILE, agreements.levels), levels::load);
    let (Some(accepted), Some(levels)) = (accepted, levels) else { return Ok(None) };
    let agreed = Agreed { accepted, levels, gate: agreements.gate.clone(), today: today() };
    let mut report = progress::during("comparing", || folders.report(are_crates, &agreed));
    if let (Some(base), false) = (&folders.base, agreements.scan.is_empty()) {
        report.touch(base, &applications::read(agreements.scan)?).map_err(Error::msg)?;
    }
    Ok(Some(Compared { sources: folders.sources, report }))
}

/// Loads both inputs in the way of their kinds.
fn sides(base: &Input, head: &Input) -> Result<Sides> {
    Ok(match (metadata(base)?, metadata(head)?, base.path.is_dir(), head.path.is_dir()) {
        (Some(base), Some(head), ..) => {
            Sides { folders: published::load(base.published(), head.published()), are_crates: false }
        }
        (.., true, true) => Sides { folders: folder::load(side(base), side(head)), are_crates: true },
        (.., false, false) => files(base, head)?,
        _ => bail!("a file cannot be compared with a folder"),
    })
}

fn side(input: &Input) -> Side<'_> {
    Side { root: &input.path, shown: &input.shown }
}

/// Opened metadata.
struct Metadata {
    source: Box<dyn Source>,
    /// The prefix that is shown before the paths of its files.
    shown: String,
}

impl Metadata {
    fn published(&self) -> Published<'_> {
        Published { source: &*self.source, shown: &self.shown }
    }
}

/// Opens published metadata: a folder without a manifest, a file or an archive. Returns `None` for anything else.
fn metadata(input: &Input) -> Result<Option<Metadata>> {
    if input.path.join("client.toml").exists() {
        return Ok(None);
    }
    let opened = source::open(&input.path).with_context(|| format!("cannot read {}", input.path.display()))?;
    if !published::is_published(&*opened) {
        return Ok(None);
    }
    let name = input.path.file_name().filter(|_| input.path.is_file()).map(|name| name.to_string_lossy());
    let shown = name.map_or_else(|| input.shown.clone(), |name| format!("{}{name}", input.shown));
    // A single file may keep the folders that name its service.
    let shown = match opened.files() {
        _ if input.path.is_dir() => shown,
        [file] if shown.ends_with(file.as_str()) => shown[..shown.len() - file.len()].to_owned(),
        _ => format!("{shown}/"),
    };
    Ok(Some(Metadata { source: opened, shown }))
}

fn files(base: &Input, head: &Input) -> Result<Sides> {
    let Some((folder, path)) = single::containing_folder(&head.path).or_else(|| single::containing_folder(&base.path))
    else {
        let (before, after) = (single::folder_for(&base.path)?, single::folder_for(&head.path)?);
        return Ok(load(before.path(), after.path(), [&base.shown, &head.shown]));
    };
    let state = |input: &Input| single::copy(&folder, &State { path: &path, text: Some(&input.path) }, &path);
    let (before, after) = (state(base)?, state(head)?);
    Ok(load(before.path(), after.path(), ["base:", "head:"]))
}

/// Compares two states of one file in a folder of schemas.
pub fn compare_states(folder: &Path, base: &State<'_>, head: &State<'_>, shown: [&str; 2]) -> Result<Compared> {
    let before = single::copy(folder, base, head.path)?;
    let after = single::copy(folder, head, base.path)?;
    let folders = load(before.path(), after.path(), shown).folders;
    let report = folders.report(false, &Agreed::none(today()));
    Ok(Compared { sources: folders.sources, report })
}

/// Loads two folders that hold single files.
fn load(before: &Path, after: &Path, [base, head]: [&str; 2]) -> Sides {
    let sides = [(before, base), (after, head)].map(|(root, shown)| Side { root, shown });
    Sides { folders: folder::load(sides[0], sides[1]), are_crates: false }
}

/// Reads a file of agreements: the one that is named, or else the one in the folder of the head. A missing default is empty.
/// Prints errors and returns `None` if there are any.
fn read<T: Default>(
    sources: &mut Sources,
    head: &Input,
    (default, named): (&str, Option<&Path>),
    load: impl Fn(&Sources, FileId, &mut Diagnostics) -> T,
) -> Option<T> {
    let (folder, name, shown) = match named {
        None if head.path.join(default).symlink_metadata().is_err() => return Some(T::default()),
        None => (head.path.clone(), default.to_owned(), head.shown.clone()),
        Some(file) => {
            let absolute = std::path::absolute(file).ok()?;
            let name = absolute.file_name()?.to_string_lossy().into_owned();
            let shown = Input::disk(file.parent().unwrap_or(Path::new(""))).shown;
            (absolute.parent()?.to_owned(), name, shown)
        }
    };
    sources.show_below(&shown);
    let mut diagnostics = Diagnostics::default();
    let file = sources.read(&folder, &name, &mut diagnostics);
    let read = file.map(|file| load(sources, file, &mut diagnostics));
    let is_valid = !diagnostics.has_errors();
    findings::print_all(sources, &diagnostics.finish(sources));
    read.filter(|_| is_valid)
}

/// Returns the current date.
pub fn today() -> Date {
    Date::utc(SystemTime::now())
}
