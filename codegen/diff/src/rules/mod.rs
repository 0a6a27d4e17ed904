//! All rules. `list` holds their order.

mod list;

use std::sync::LazyLock;

use crate::edit::Edit;
use crate::facet::Flow;
use crate::rule::{Bump, Matcher, Rule, Severity, Verdict, Verdicts};

/// The rules that judge edits. A malformed file is left out, so that its edits go to a later rule or stay unclassified.
/// Commands report it: see [`errors`].
static EDIT_RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| valid(list::EDIT_RULES));

/// The rules about a comparison as a whole.
static COMPARISON_RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| valid(list::COMPARISON_RULES));

/// The rule for edits that no other rule matches. It is not a file, so that it exists even if files are malformed.
static UNCLASSIFIED: LazyLock<Rule> = LazyLock::new(|| Rule {
    id: "unclassified-change",
    message: "{subject}: {what} {change}, from {old} to {new}; no rule matches".to_owned(),
    why: "No rule covers this change, so its effect is unknown.".to_owned(),
    fix: Some("Review the change yourself, and add a rule for it.".to_owned()),
    severity: Severity::Error,
    verdicts: Verdicts { wire: Verdict::MayBreak, source: Verdict::MayBreak, behaviour: Verdict::MayBreak },
    bump: Bump::Major,
    matcher: Matcher::default(),
    example: None,
});

/// Returns the rules that judge edits, in the order in which they are tried.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    EDIT_RULES.iter()
}

/// Returns the rules about a comparison as a whole.
pub fn about_comparison() -> impl Iterator<Item = &'static Rule> {
    COMPARISON_RULES.iter()
}

/// Returns every rule that a finding can have.
pub fn catalogue() -> impl Iterator<Item = &'static Rule> {
    all().chain([&*UNCLASSIFIED]).chain(about_comparison())
}

/// Returns what is wrong with the rule files: the file, the line and the column of each mistake. A comparison without all
/// rules could mislead.
pub fn errors() -> Vec<String> {
    errors_in(list::EDIT_RULES.iter().chain(list::COMPARISON_RULES))
}

/// Returns the rule with this name.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Returns the rule that judges an edit of an item that travels in this direction.
pub(crate) fn for_edit(edit: &Edit<'_, '_>, flow: Flow) -> &'static Rule {
    all().find(|rule| rule.matcher.matches(edit, flow)).unwrap_or(&UNCLASSIFIED)
}

/// Returns a rule about a comparison as a whole.
pub(crate) fn for_comparison(id: &str) -> &'static Rule {
    about_comparison().find(|rule| rule.id == id).unwrap_or(&UNCLASSIFIED)
}

fn valid(files: &[list::File]) -> Vec<Rule> {
    files.iter().filter_map(|file| parse(file).ok()).collect()
}

fn errors_in<'f>(files: impl Iterator<Item = &'f list::File>) -> Vec<String> {
    files.filter_map(|file| parse(file).err()).collect()
}

/// Parses a rule file. The error names the file, the line and the column.
fn parse((path, text): &list::File) -> Result<Rule, String> {
    let id = path.rsplit('/').next().unwrap_or(path);
    Rule::parse(id, text).map_err(|error| format!("codegen/diff/rules/{path}.toml: {error}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn files() -> impl Iterator<Item = &'static list::File> {
        list::EDIT_RULES.iter().chain(list::COMPARISON_RULES)
    }

    #[test]
    fn every_file_is_valid() {
        let errors = super::errors();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }

    #[test]
    fn every_file_is_listed_once() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let names = |folder: &Path| {
            let entries = std::fs::read_dir(folder).expect("a folder").flatten();
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        let in_group = |group: String| {
            let files = names(&folder.join(&group)).into_iter();
            files.map(move |file| format!("{group}/{}", file.trim_end_matches(".toml")))
        };
        let on_disk: BTreeSet<_> = names(&folder).into_iter().flat_map(in_group).collect();
        let listed: BTreeSet<_> = files().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, on_disk);
        assert_eq!(files().count(), listed.len());
    }

    #[test]
    fn an_error_names_file_line_and_column() {
        let file = ("parameter/wrong", "message = \"{subject} was added\"\nseverity = \"eror\"\n");
        let error = parse(&file).expect_err("the severity is wrong");
        assert!(
            error.starts_with("codegen/diff/rules/parameter/wrong.toml: TOML parse error at line 2, column 12"),
            "{error}"
        );
        assert!(error.contains("unknown variant `eror`"), "{error}");
        assert_eq!(errors_in([file].iter()), [error]);
    }
}
