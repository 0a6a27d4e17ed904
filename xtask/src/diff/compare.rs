//! Two inputs compared: what they are decides how they are loaded.

use std::path::Path;

use anyhow::{Result, bail};
use codegen_diff::accepted::{self, Accepted, Date};
use codegen_diff::folder::{self, Folders, Side};
use codegen_diff::{Report, published};
use codegen_model::diagnostic::{Diagnostic, Diagnostics, render};
use codegen_model::source::Sources;

use super::input::Input;
use super::single::{self, State};

/// A comparison, with the files that its places are in.
pub struct Compared {
    /// The files.
    pub sources: Sources,
    /// What was found.
    pub report: Report,
}

/// Two sides that were loaded, and whether their versions mean anything.
struct Sides {
    folders: Folders,
    are_crates: bool,
}

/// Compares two inputs; what nobody has to look at is in a list beside the schemas of the head, or in this file. `None`
/// where one of them cannot be read; what is wrong was said then.
pub fn compare(base: &Input, head: &Input, list: Option<&Path>) -> Result<Option<Compared>> {
    let mut sides = match (base.path.is_dir(), head.path.is_dir()) {
        (true, true) => folders(base, head),
        (false, false) => files(base, head)?,
        _ => bail!("a file cannot be compared with a folder"),
    };
    let Folders { sources, base: before, head: after, problems } = &mut sides.folders;
    let (Some(before), Some(after)) = (before, after) else {
        say(sources, problems);
        return Ok(None);
    };
    let Some(accepted) = read_list(sources, head, list) else { return Ok(None) };
    let report = match sides.are_crates {
        true => Report::of(before, after, &accepted, today()),
        false => Report::without_versions(before, after, &accepted, today()),
    };
    Ok(Some(Compared { sources: sides.folders.sources, report }))
}

fn side(input: &Input) -> Side<'_> {
    Side { root: &input.path, shown: &input.shown }
}

fn folders(base: &Input, head: &Input) -> Sides {
    let has_manifest = |input: &Input| input.path.join("client.toml").exists();
    let is_metadata = |input: &Input| !has_manifest(input) && published::is_published(&input.path);
    match is_metadata(base) && is_metadata(head) {
        true => Sides { folders: published::load(side(base), side(head)), are_crates: false },
        false => Sides { folders: folder::load(side(base), side(head)), are_crates: true },
    }
}

fn files(base: &Input, head: &Input) -> Result<Sides> {
    if published::is_published(&base.path) && published::is_published(&head.path) {
        return Ok(Sides { folders: published::load(side(base), side(head)), are_crates: false });
    }
    let Some((around, path)) = single::around(&head.path).or_else(|| single::around(&base.path)) else {
        let (before, after) = (single::alone(&base.path)?, single::alone(&head.path)?);
        return Ok(within(before.path(), after.path(), [&base.shown, &head.shown]));
    };
    let state = |input: &Input| single::copy(&around, &State { path: &path, text: Some(&input.path) }, &path);
    let (before, after) = (state(base)?, state(head)?);
    Ok(within(before.path(), after.path(), ["base:", "head:"]))
}

/// Two states of one file, each in a folder of its own.
pub fn states(around: &Path, base: &State<'_>, head: &State<'_>, shown: [&str; 2]) -> Result<Option<Compared>> {
    let before = single::copy(around, base, head.path)?;
    let after = single::copy(around, head, base.path)?;
    let Folders { sources, base, head, problems } = within(before.path(), after.path(), shown).folders;
    let (Some(base), Some(head)) = (base, head) else {
        say(&sources, &problems);
        return Ok(None);
    };
    let report = Report::without_versions(&base, &head, &Accepted::default(), today());
    Ok(Some(Compared { sources, report }))
}

fn within(before: &Path, after: &Path, [base, head]: [&str; 2]) -> Sides {
    let sides = [(before, base), (after, head)].map(|(root, shown)| Side { root, shown });
    Sides { folders: folder::load(sides[0], sides[1]), are_crates: false }
}

/// The list of accepted findings; an empty one where there is none.
fn read_list(sources: &mut Sources, head: &Input, list: Option<&Path>) -> Option<Accepted> {
    let (folder, name, shown) = match list {
        None if !head.path.join(accepted::FILE).exists() => return Some(Accepted::default()),
        None => (head.path.clone(), accepted::FILE.to_owned(), head.shown.clone()),
        Some(list) => {
            let absolute = std::path::absolute(list).ok()?;
            let name = absolute.file_name()?.to_string_lossy().into_owned();
            let shown = Input::disk(list.parent().unwrap_or(Path::new(""))).shown;
            (absolute.parent()?.to_owned(), name, shown)
        }
    };
    sources.show_below(&shown);
    let mut diagnostics = Diagnostics::default();
    let file = sources.read(&folder, &name, &mut diagnostics);
    let accepted = file.map(|file| accepted::load(sources, file, &mut diagnostics));
    let good = !diagnostics.has_errors();
    say(sources, &diagnostics.finish(sources));
    accepted.filter(|_| good)
}

fn say(sources: &Sources, problems: &[Diagnostic]) {
    eprint!("{}", render::text(sources, problems));
}

/// The day, as it is in Greenwich: so it is the same for everybody.
pub fn today() -> Date {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    Date { year: u16::try_from(today.year()).unwrap_or_default(), month: small(today.month()), day: small(today.day()) }
}
