//! Comparing published metadata directly: positions are those in the metadata.

use codegen_diff::Agreed;
use codegen_diff::folder::Folders;
use codegen_diff::published;
use codegen_model::load::published::Folder;

use super::metadata::load;
use super::reports::TODAY;
use crate::support::root;

const NAME: &str = "ims/v20201229/api.json";

/// Writes a folder with one changed file of metadata.
fn metadata(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let text = std::fs::read_to_string(root().join("tests/golden/published/schemas/demo/api.json")).expect("metadata");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(NAME);
    std::fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
    std::fs::write(file, change(&text)).expect("a file");
    folder
}

/// Removes a member of the first input that has any.
fn without_a_member(text: &str) -> String {
    let mut document: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let actions = document["actions"].as_object().expect("actions").clone();
    let inputs = actions.values().map(|action| action["input"].as_str().expect("an input"));
    let has_members = |input: &&str| document["objects"][*input]["members"] != serde_json::json!([]);
    let input = inputs.into_iter().find(has_members).expect("an input with members").to_owned();
    document["objects"][&input]["members"].as_array_mut().expect("members").remove(0);
    serde_json::to_string_pretty(&document).expect("JSON")
}

#[test]
fn a_change_has_positions_in_the_metadata() {
    let (base, head) = (metadata(str::to_owned), metadata(without_a_member));
    for (base, head) in
        [(base.path().to_owned(), head.path().to_owned()), (base.path().join(NAME), head.path().join(NAME))]
    {
        assert!(published::is_published(&Folder::open(&base).expect("metadata")));
        let folders = load(&base, &head);
        assert!(folders.excluded.is_empty() && folders.problems.is_empty());
        let report = folders.report(false, &Agreed::none(TODAY));
        let removed = report.findings.iter().find(|finding| finding.rule.id == "parameter-removed");
        let removed = removed.unwrap_or_else(|| panic!("{:#?}", report.findings));
        let [before, after] = [removed.base, removed.head].map(|span| folders.sources.position(span).to_string());
        assert!(before.starts_with("old/") && before.contains("api.json:"), "{before}");
        assert!(after.starts_with("new/") && after.contains("api.json:"), "{after}");
    }
}

#[test]
fn equal_files_are_not_loaded() {
    let folder = metadata(str::to_owned);
    let Folders { sources, base, head, problems, .. } = load(folder.path(), folder.path());
    assert_eq!((sources.files().count(), problems.len()), (0, 0));
    assert!([base, head].into_iter().flatten().all(|model| model.services.is_empty()));
}

/// A member that an import leaves out does not fail the comparison, and is reported on both sides.
#[test]
fn oddities_are_read_as_in_an_import() {
    let odd = |text: &str| {
        let mut document: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let objects = document["objects"].as_object_mut().expect("objects");
        let with_members = objects.values_mut().find(|object| object["members"] != serde_json::json!([]));
        with_members.expect("members")["members"][0]["document"] = serde_json::Value::Null;
        serde_json::to_string(&document).expect("JSON")
    };
    let (base, head) = (metadata(odd), metadata(|text| without_a_member(&odd(text))));
    let Folders { base, head, problems, .. } = load(base.path(), head.path());
    assert!(base.is_some() && head.is_some());
    assert!(problems.iter().any(|problem| problem.message.contains("null")), "{problems:?}");
}
