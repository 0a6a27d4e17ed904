//! Reports files whose names keep them from being read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::source::Span;

/// The endings of files that belong to a descriptor beside them.
const ENDINGS: [&str; 2] = [".overlay.json", ".texts.json"];

/// Reports overlays and texts in the folder of a descriptor that have no descriptor. `span` names the descriptor.
pub fn check_beside(root: &Path, descriptor: &str, span: Span, diagnostics: &mut Diagnostics) {
    let folder = descriptor.rsplit_once('/').map_or("", |(folder, _)| folder);
    let names = names(&root.join(folder));
    let stems: BTreeSet<_> = names.iter().filter_map(|name| name.strip_suffix(".json")).collect();
    for name in &names {
        let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        if let Some(stem) = stem.filter(|stem| !stems.contains(stem)) {
            let message = format!("`{folder}/{name}` is not read: there is no `{stem}.json` beside it");
            let help = did_you_mean(stem, stems.iter().copied().filter(|stem| !stem.contains(".overlay")));
            let report = diagnostics.error(Code::UNREAD_FILE, span, message);
            report.help(help.map_or_else(
                || "remove it, or rename it after its descriptor".to_owned(),
                |similar| format!("rename it after `{similar}.json`"),
            ));
        }
    }
}

/// Reports a file of a folder of XML schemas whose ending is not in lower case.
pub fn check_ending(path: &str, span: Span, diagnostics: &mut Diagnostics) {
    let is_near =
        path.rsplit_once('.').is_some_and(|(_, ending)| ending != "xml" && ending.eq_ignore_ascii_case("xml"));
    if is_near {
        let message = format!("`{path}` is not read: its name does not end with `.xml`");
        diagnostics.error(Code::UNREAD_FILE, span, message).help("write the ending in lower case");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
