//! Reads what a list of services needs of their files, and nothing of their actions.

use super::entry::Entry;
use super::identity::Identity;
use super::source::Source;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::read::ReadFailure;
use crate::parallel;
use crate::source::Sources;
use crate::syntax::json;

/// A version of a service.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The name, as in hosts.
    pub name: String,
    /// The version, such as `2017-03-12`.
    pub version: String,
    /// The title, in the language of the publisher. It may be empty.
    pub title: String,
    /// How many actions are published.
    pub actions: usize,
}

/// Reads the outline of each file of a source, in the order of the files. `None` for a file that cannot be understood.
///
/// # Errors
///
/// Fails if the source is refused as a whole.
pub fn outlines(source: &dyn Source) -> Result<Vec<Option<Outline>>, ReadFailure> {
    let read = parallel::map(source.files().iter().collect(), |path: &String| match source.read(path) {
        Err(failure) if failure.code == Code::ARCHIVE_REFUSED => Err(failure),
        bytes => Ok(outline(path, bytes)),
    });
    read.into_iter().collect()
}

/// Reads a file. Its findings are reported when it is loaded.
fn outline(path: &str, bytes: Result<Vec<u8>, ReadFailure>) -> Option<Outline> {
    let (mut sources, ignored) = (Sources::default(), &mut Diagnostics::default());
    let file = sources.add_bytes(path, bytes, ignored)?;
    let root = json::parse(&sources, file, ignored)?;
    let entry = Entry::open(&root, ignored)?;
    let metadata = entry.get("metadata", ignored).and_then(|node| Entry::open(node, ignored));
    let Identity { name, version } = Identity::read(metadata.as_ref(), path, root.span, ignored)?;
    let title = metadata.map_or(String::new(), |metadata| metadata.text("serviceNameCN", ignored));
    let actions = entry.entries("actions", ignored)?.len();
    Some(Outline { name: name.value, version: version.value, title: title.trim().to_owned(), actions })
}
