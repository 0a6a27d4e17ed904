//! Checks the source verdicts of the most frequent rules once more: with crates that are generated from published metadata.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen_diff::accepted::Date;
use codegen_diff::published::{self, Published};
use codegen_diff::rule::Rule;
use codegen_diff::{Agreed, rules};
use codegen_model::load::published::Folder;
use codegen_model::{Model, pipeline};

use super::SECTIONS;
use super::project::{Project, service_of};
use super::sections::Section;
use super::source::{broken, problem};

/// The rules that report most of the changes of upstream in 15 months of releases, the most frequent first. Without those about
/// documentation, which code cannot show, and about Rust names, which metadata does not state.
const FREQUENT: [&str; 30] = [
    "response-became-not-nullable",
    "response-became-required",
    "response-added",
    "operation-added",
    "parameter-added",
    "response-became-optional",
    "parameter-nullable",
    "operation-removed",
    "parameter-became-optional",
    "operation-deprecated",
    "parameter-deprecated",
    "response-added-first",
    "response-deprecated",
    "operation-removed-deprecated",
    "response-became-nullable",
    "parameter-became-required",
    "structure-use-changed",
    "structure-sent",
    "parameter-added-required",
    "structure-not-sent",
    "parameter-removed",
    "response-removed",
    "response-became-typed",
    "response-scalar-changed",
    "service-default-version-changed",
    "version-added",
    "parameter-became-list",
    "operation-renamed",
    "parameter-reactivated",
    "parameter-type-changed",
];

/// Writes the examples of the rules as metadata: a folder for each rule.
fn write(side: &str, folder: &Path) {
    for service in Project::model_of(FREQUENT.map(find), side).services {
        let version = service.version.as_deref().unwrap_or_default().replace('-', "");
        let folder = folder.join(&service.module).join(format!("v{version}"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("api.json"), tests::published::metadata(&service).to_string()).expect("a file");
    }
}

fn find(id: &str) -> &'static Rule {
    rules::find(id).unwrap_or_else(|| panic!("unknown rule {id}"))
}

/// Returns the model of one side.
fn model(side: &str) -> Model {
    let folder = tempfile::tempdir().expect("a folder");
    write(side, folder.path());
    let loaded = pipeline::load_source(&Folder::open(folder.path()).expect("metadata"));
    loaded.model.unwrap_or_else(|| panic!("the metadata is invalid: {:?}", loaded.findings))
}

#[test]
fn metadata_is_reported_by_the_same_rules() {
    let sides = ["before", "after"].map(|side| {
        let folder = tempfile::tempdir().expect("a folder");
        write(side, folder.path());
        folder
    });
    for id in FREQUENT {
        let [base, head] =
            sides.each_ref().map(|side| Folder::open(&side.path().join(service_of(id))).expect("metadata"));
        let folders = published::load(Published { source: &base, shown: "" }, Published { source: &head, shown: "" });
        let report = folders.report(false, &Agreed::none(Date { year: 2030, month: 1, day: 1 }));
        let found = report.findings.iter().find(|finding| finding.rule.id == id);
        let found = found.unwrap_or_else(|| panic!("{id} is not in {:#?}", report.findings));
        assert_eq!(found.verdicts.source, find(id).verdicts.source, "{id}");
    }
}

#[test]
fn code_for_published_metadata_compiles_or_breaks_as_the_rules_say() {
    let sections: BTreeMap<String, Vec<Section>> =
        FREQUENT.iter().map(|id| ((*id).to_owned(), SECTIONS[*id].clone())).collect();
    let project = Project::new("witness-published", &sections, model);
    let with_old = broken(&project, "old");
    assert!(with_old.is_empty(), "witnesses that do not compile with the old crate: {with_old:#?}");
    let with_new = broken(&project, "new");
    let all = project.modules.iter();
    let wrong: Vec<_> = all.filter_map(|(module, (id, index))| problem(id, *index, with_new.get(module))).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
