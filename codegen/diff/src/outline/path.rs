//! Paths: of HTTP bindings, forms of processing rules, and Rust modules.

use codegen_model::Unit;

/// Removes the names from the braces of a path or form, because requests do not carry them.
pub(super) fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (label, rest) = part.split_once('}').unwrap_or((part, ""));
        plain.push_str(if label.ends_with('+') { "{+}" } else { "{}" });
        plain.push_str(rest);
    }
    plain
}

/// Returns the public module of a unit: the folders of its file. The file itself is a private module.
pub(super) fn module(units: &[Unit], unit: usize) -> String {
    let path = units.get(unit).map_or(&[][..], |unit| &unit.path);
    path.split_last().map(|(_, folders)| folders.join("::")).unwrap_or_default()
}
