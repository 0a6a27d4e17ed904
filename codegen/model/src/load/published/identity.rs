//! The name and the version of a service: what its metadata states, or else what the folders of its file are called.

use super::entry::Entry;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::source::Span;
use crate::syntax::fields::Spanned;

type IsValid = fn(&Spanned<String>, &mut Diagnostics) -> bool;

/// The name and the version of a service.
pub(super) struct Identity {
    pub(super) name: Spanned<String>,
    pub(super) version: Spanned<String>,
}

impl Identity {
    /// Reads the identity from the metadata of the file `path`.
    pub(super) fn read(
        metadata: Option<&Entry<'_>>,
        path: &str,
        root: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let (folder, version) = folders(path);
        let span = Span { end: (root.start + 1).min(root.end), ..root };
        let mut read = |key, from_path: Option<String>, is_valid: IsValid| {
            let from_path = from_path.map(|value| Spanned { value, span: root });
            value(metadata, key, span, from_path, is_valid, diagnostics)
        };
        let name = read("serviceShortName", folder.map(str::to_owned), names::check_service);
        let version = read("apiVersion", version, names::check_version);
        Some(Self { name: name?, version: version? })
    }
}

fn value(
    metadata: Option<&Entry<'_>>,
    key: &str,
    root: Span,
    from_path: Option<Spanned<String>>,
    is_valid: IsValid,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let mut found = Diagnostics::default();
    if metadata.is_none() {
        found.error(Code::MISSING_KEY, root, format!("missing key `{key}` in `metadata`"));
    }
    let stated = metadata.and_then(|metadata| metadata.required_name(key, &mut found));
    let stated = stated.filter(|value| is_valid(value, &mut found));
    let from_path = from_path.filter(|value| is_valid(value, &mut Diagnostics::default()));
    match (&stated, &from_path) {
        (None, Some(value)) => diagnostics.append_tolerated(found, &format!("`{}` is read from the path", value.value)),
        _ => diagnostics.append(found),
    }
    stated.or(from_path)
}

/// Returns the folder of the service and the version that a path such as `vpc/v20170312/api.json` names.
pub(super) fn folders(path: &str) -> (Option<&str>, Option<String>) {
    let mut folders = path.rsplit('/').skip(1);
    let Some(last) = folders.next() else { return (None, None) };
    match version_of(last) {
        Some(version) => (folders.next(), Some(version)),
        None => (Some(last), None),
    }
}

/// Returns the version that the name of a folder states: `2017-03-12` for `v20170312`.
pub(super) fn version_of(folder: &str) -> Option<String> {
    let digits = folder.strip_prefix('v')?;
    let is_date = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_date.then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// Returns the folder of the service that a file belongs to, if its path has one.
pub fn folder_of(path: &str) -> Option<&str> {
    folders(path).0
}
