//! Changes whose verdict depends on more than the line that changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen_diff::folder::{self, Folders, Side};
use codegen_diff::render::{Format, Options};
use codegen_diff::rule::{Bump, Verdict};
use codegen_diff::{Agreed, Finding, Report};
use serde_json::{Value, json};
use tests::piece;

use super::metadata::{load, member, of_s, service, state, with_do};
use super::mirrors::ids;
use super::reports::TODAY;

const V2024: &str = "demo/v20240101";
const V2025: &str = "demo/v20250101";

fn report(folders: &Folders) -> Report {
    folders.report(false, &Agreed::none(TODAY))
}

/// Compares two states of one file of metadata.
fn compared(before: &Value, after: &Value) -> Report {
    let (base, head) = (state(&[(V2024, before)]), state(&[(V2024, after)]));
    let folders = load(base.path(), head.path());
    assert!(folders.excluded.is_empty(), "{:?}", folders.excluded);
    report(&folders)
}

#[track_caller]
fn reports(before: &Value, after: &Value, expected: &[&str]) {
    let found = ids(&compared(before, after).findings);
    assert_eq!(found, expected.iter().copied().collect::<BTreeSet<_>>());
}

#[test]
fn a_new_version_changes_the_default_of_its_service() {
    let [old, new] = ["2024-01-01", "2025-01-01"]
        .map(|version| service(version, &[("Do", vec![member("A", "Text.", json!({}))], vec![])], vec![]));
    let (one, both) = (state(&[(V2024, &old)]), state(&[(V2024, &old), (V2025, &new)]));
    let there = report(&load(one.path(), both.path()));
    assert_eq!(ids(&there.findings), BTreeSet::from(["version-added", "service-default-version-changed"]));
    assert_eq!((there.summary.bump, there.summary.verdicts.source), (Some(Bump::Major), Verdict::Breaks));
    let back = report(&load(both.path(), one.path()));
    assert_eq!(ids(&back.findings), BTreeSet::from(["version-removed", "service-default-version-changed"]));
    // An older version leaves the default alone, and so does another service.
    let older = state(&[(V2025, &new)]);
    assert_eq!(ids(&report(&load(older.path(), both.path())).findings), BTreeSet::from(["version-added"]));
}

const SOMETIMES: bool = false;

/// An object that requests need, and that responses have or lack.
fn s(required: bool, output_required: bool) -> Vec<Value> {
    vec![member("M", "Text.", json!({ "required": required, "output_required": output_required }))]
}

#[test]
fn what_requests_need_is_new_if_no_request_had_it() {
    let answered = with_do(vec![], vec![of_s("Out")], s(true, SOMETIMES));
    let both = with_do(vec![of_s("In")], vec![of_s("Out")], s(true, SOMETIMES));
    reports(&answered, &both, &["parameter-added", "structure-sent"]);
    reports(&both, &answered, &["parameter-removed", "structure-not-sent"]);
    // A change of the key that matters is one, at the same time or later.
    let always = with_do(vec![of_s("In")], vec![of_s("Out")], s(true, true));
    reports(&answered, &always, &["parameter-added", "structure-sent", "response-became-required"]);
    let optional = with_do(vec![of_s("In")], vec![of_s("Out")], s(false, SOMETIMES));
    reports(&optional, &both, &["parameter-became-required"]);
}

#[test]
fn responses_have_a_key_of_their_own_in_structures_that_travel_both_ways() {
    let [always, sometimes] =
        [true, false].map(|always| with_do(vec![of_s("In")], vec![of_s("Out")], s(false, always)));
    reports(&always, &sometimes, &["response-became-optional"]);
    reports(&sometimes, &always, &["response-became-required"]);
}

/// A descriptor has one key. It is about requests wherever they have the structure.
#[test]
fn a_structure_of_a_descriptor_changes_its_direction() {
    use codegen_diff::rule::Within;
    let area = |required: bool| {
        format!(
            r#"{{ "name": "Area", "type": "object", "shape": "Area",
            "children": [{{ "name": "Width", "type": "integer", "required": {required} }}] }}"#
        )
    };
    let reference = r#"{ "name": "Area", "type": "object", "shape": "Area" }"#;
    let action = |request: &str, required| {
        format!(r#"{{ "name": "Peek", "parameters": [{request}], "response": [{}] }}"#, area(required))
    };
    let folder = tempfile::tempdir().expect("a folder");
    let models = [("base", action("", false)), ("head", action(reference, true))].map(|(side, text)| {
        piece::write(Within::Actions, &text, "directions", &folder.path().join(side));
        codegen_model::load(&folder.path().join(side), &[]).model.expect("it loads")
    });
    let there = ids(&codegen_diff::diff(&models[0], &models[1]));
    assert_eq!(there, BTreeSet::from(["parameter-added", "structure-sent"]));
    let back = ids(&codegen_diff::diff(&models[1], &models[0]));
    assert_eq!(back, BTreeSet::from(["parameter-removed", "structure-not-sent"]));
}

#[test]
fn the_first_member_of_a_response_replaces_the_shared_empty_type() {
    let [none, one, two] = [0, 1, 2].map(|count| {
        let members = ["TaskId", "Region"].map(|name| member(name, name, json!({})));
        with_do(vec![], members[..count].to_vec(), vec![])
    });
    let first = compared(&none, &one);
    assert_eq!(ids(&first.findings), BTreeSet::from(["response-added-first"]));
    assert_eq!(first.summary.verdicts.source, Verdict::MayBreak);
    reports(&one, &two, &["response-added"]);
    reports(&one, &none, &["response-removed"]);
}

/// Compares two lists of members, given as names and descriptions, of an object in responses.
fn members(before: &[(&str, &str)], after: &[(&str, &str)]) -> BTreeSet<&'static str> {
    let [before, after] = [before, after].map(|members| {
        let members = members.iter().map(|(name, document)| member(name, document, json!({})));
        with_do(vec![], vec![of_s("Out")], members.collect())
    });
    ids(&compared(&before, &after).findings)
}

#[test]
fn equal_texts_alone_are_no_rename() {
    let removed_and_added = BTreeSet::from(["response-removed", "response-added"]);
    let text = "The time of the last change in UTC.";
    for (before, after, text) in
        [("StartTime", "Region", "Time"), ("Offset", "Limit", text), ("M", "N", "m"), ("Id", "Owner", text)]
    {
        assert_eq!(members(&[(before, text)], &[(after, text)]), removed_and_added, "{before} {after}");
    }
}

#[test]
fn a_reworded_member_at_its_place_is_renamed() {
    let renamed = BTreeSet::from(["response-renamed", "docs-response-changed"]);
    let (first, last) = (("First", "The first."), ("Last", "The last."));
    let old = ("ModelUrl", "The address of the photo.");
    let new = ("ModelImageUrl", "Now: The address of the photo.");
    assert_eq!(members(&[old], &[new]), renamed);
    assert_eq!(members(&[first, old, last], &[first, new, last]), renamed);
    // Elsewhere, or with another text, it may be another member.
    let removed_and_added = BTreeSet::from(["response-removed", "response-added"]);
    assert_eq!(members(&[first, old, last], &[first, last, new]), removed_and_added);
    let other = ("ModelImageUrl", "Whether a model was found in it.");
    assert_eq!(members(&[first, old, last], &[first, other, last]), removed_and_added);
    // An equal text is enough anywhere.
    let moved = members(&[first, old, last], &[first, last, ("ModelImageUrl", old.1)]);
    assert_eq!(moved, BTreeSet::from(["response-renamed"]));
}

#[test]
fn a_brief_that_is_null_changes_no_verdict() {
    let with_null = |mut service: Value| {
        service["metadata"]["api_brief"] = Value::Null;
        service
    };
    let [before, after] =
        [true, false].map(|kept| with_do(vec![], if kept { vec![of_s("Out")] } else { vec![] }, s(true, true)));
    let expected = compared(&before, &after);
    let found = compared(&with_null(before), &with_null(after));
    assert_eq!(ids(&found.findings), ids(&expected.findings));
    assert_eq!(found.summary, expected.summary);
}

/// Checks that every format that shows the comparison itself shows a text.
#[track_caller]
fn is_in_every_format(folders: &Folders, report: &Report, text: &str) {
    for (name, format) in Format::ALL.into_iter().filter(|(name, _)| *name != "changelog") {
        let shown = format.render(&folders.sources, report, &Options::default());
        assert!(shown.contains(text), "{name}: {shown}");
    }
}

#[test]
fn metadata_that_does_not_load_leaves_the_rest_comparable() {
    let [before, after] =
        [vec![], vec![member("A", "Text.", json!({}))]].map(|request| with_do(request, vec![], vec![]));
    let broken = Value::from("{ \"actions\": ");
    let other = "other/v20240101";
    let rename = |service: &Value| {
        let mut service = service.clone();
        service["metadata"]["serviceShortName"] = json!("other");
        service
    };
    let (good_before, good_after) = (rename(&before), rename(&after));
    let base = state(&[(V2024, &before), (other, &good_before)]);
    let head = state(&[(V2024, &broken), (other, &good_after)]);
    let folders = load(base.path(), head.path());
    let there = report(&folders);
    assert_eq!(ids(&there.findings), BTreeSet::from(["parameter-added", "head-does-not-load"]));
    assert!(there.summary.is_comparable && there.summary.fails());
    is_in_every_format(&folders, &there, "new/demo/v20240101/api.json");
    // Whoever mends it is not blamed.
    let folders = load(head.path(), base.path());
    let back = report(&folders);
    assert_eq!(ids(&back.findings), BTreeSet::from(["parameter-removed", "base-does-not-load"]));
    assert!(back.findings.iter().all(|finding| finding.service != "demo" || finding.rule.id == "base-does-not-load"));
    // Nothing is left to compare.
    let (base, head) = (state(&[(V2024, &before)]), state(&[(V2024, &broken)]));
    let nothing = report(&load(base.path(), head.path()));
    assert!(!nothing.summary.is_comparable && nothing.summary.to_string().starts_with("verdict: not comparable"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => _ = fs::copy(entry.path(), target).expect("a copy"),
        }
    }
}

/// Copies the two states of this folder, with another text of a file in one of them.
fn schemas(side: &str, file: &str, change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&super::reports::folder().join(side), folder.path());
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(path, change(&text)).expect("a file");
    folder
}

fn load_schemas(base: &Path, head: &Path) -> Folders {
    folder::load(Side { root: base, shown: "main:schemas/" }, Side { root: head, shown: "schemas/" })
}

#[test]
fn schemas_that_do_not_load_leave_the_rest_comparable() {
    let good = |side: &str| schemas(side, "client.toml", str::to_owned);
    let broken = |side: &str| schemas(side, "look/2024-01-01.json", |text| text.replacen('{', "", 1));
    let (base, head) = (good("base"), broken("head"));
    let folders = load_schemas(base.path(), head.path());
    let there = folders.report(true, &Agreed::none(TODAY));
    let services: BTreeSet<_> = there.findings.iter().map(|finding| finding.service.as_str()).collect();
    assert_eq!(services, BTreeSet::from(["", "ci", "look"]));
    let about_look: BTreeSet<_> = there
        .findings
        .iter()
        .filter(|finding| finding.service == "look")
        .collect::<Vec<_>>()
        .iter()
        .map(|finding| finding.rule.id)
        .collect();
    assert_eq!(about_look, BTreeSet::from(["head-does-not-load"]));
    assert!(there.summary.fails());
    is_in_every_format(&folders, &there, "schemas/look/2024-01-01.json");
    let (base, head) = (broken("base"), good("head"));
    let folders = load_schemas(base.path(), head.path());
    let mended = folders.report(true, &Agreed::none(TODAY));
    assert!(ids(&mended.findings).contains("base-does-not-load") && mended.summary.is_comparable);
    is_in_every_format(&folders, &mended, "look/2024-01-01.json");
}

#[test]
fn a_change_of_an_overlay_points_at_the_overlay() {
    let overlay = |value: u32| {
        format!(
            r#"{{ "entries": [
  {{ "target": "ListThings.Limit", "why": "Published.", "rust": "most_{value}",
    "range": {{ "min": 1, "max": {value} }} }}
] }}"#
        )
    };
    let file = "look/2024-01-01.overlay.json";
    let [base, head] = [20, 10].map(|value| schemas("head", file, |_| overlay(value)));
    let folders = load_schemas(base.path(), head.path());
    assert!(folders.excluded.is_empty(), "{:?}", folders.excluded);
    let report = folders.report(true, &Agreed::none(TODAY));
    let places = |id: &str| {
        let finding = report.findings.iter().find(|finding| finding.rule.id == id);
        let finding: &Finding = finding.unwrap_or_else(|| panic!("{id}: {:?}", ids(&report.findings)));
        [finding.base, finding.head].map(|span| folders.sources.position(span).to_string())
    };
    let at = |position: &str| [format!("main:schemas/{file}:{position}"), format!("schemas/{file}:{position}")];
    assert_eq!(places("parameter-bounds-tightened"), at("3:14"));
    assert_eq!(places("rust-name-changed"), at("2:64"));
}

/// Upstream replaced a job by one for professionals and one in a hurry, which take and answer the same.
#[test]
fn an_operation_that_became_two_was_not_renamed() {
    let job = |name| (name, vec![member("JobId", "ID.", json!({})), member("Kind", "Kind.", json!({}))], vec![]);
    let of = |names: &[&'static str]| {
        service("2024-01-01", &names.iter().map(|name| job(*name)).collect::<Vec<_>>(), vec![])
    };
    let (one, two) = (of(&["Keep", "QueryJob"]), of(&["Keep", "QueryProJob", "QueryRapidJob"]));
    reports(&one, &two, &["operation-added", "operation-removed"]);
    reports(&one, &of(&["Keep", "QueryProJob"]), &["operation-renamed"]);
}
