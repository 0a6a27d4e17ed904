//! Proposals from the prose of published metadata, and that they apply unchanged.

use std::collections::BTreeMap;
use std::path::Path;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published::{Folder, find};
use codegen_model::source::Sources;
use codegen_model::{Model, Service, Shape, Type};
use codegen_upstream::import::{self, Request};
use codegen_upstream::propose::{EntryKind, propose};
use serde_json::{Value, json};

use crate::metadata;

/// Writes a descriptor and, if given, its overlay to a folder, as in a project.
fn folder(metadata: &str, overlay: Option<&str>) -> (tempfile::TempDir, String) {
    let metadata_folder = tempfile::tempdir().expect("a folder");
    std::fs::write(metadata_folder.path().join("api.json"), metadata).expect("a file");
    let read = codegen_model::load_published(metadata_folder.path(), &["api.json".to_owned()]);
    let model = read.model.unwrap_or_else(|| panic!("{:#?}", read.findings));
    let service = model.services.first().expect("a service");
    let folder = tempfile::tempdir().expect("a folder");
    let path = import::descriptor_path(service);
    std::fs::create_dir_all(folder.path().join(&path).parent().expect("a folder")).expect("a folder");
    std::fs::write(folder.path().join(&path), import::descriptor_text(service)).expect("a file");
    if let Some(overlay) = overlay {
        std::fs::write(folder.path().join(path.replace(".json", ".overlay.json")), overlay).expect("a file");
    }
    (folder, path)
}

/// Returns the proposals for a service with an overlay: their text, and the number of each kind.
fn proposed(metadata: &str, overlay: Option<&str>, requests: &[Request]) -> (String, BTreeMap<EntryKind, usize>) {
    let (folder, path) = folder(metadata, overlay);
    let loaded = codegen_model::load_descriptor(folder.path(), &path, "demo");
    let model = loaded.model.unwrap_or_else(|| panic!("{:#?}", loaded.findings));
    let proposals = propose(&model.services[0], requests);
    (proposals.text(), proposals.counts())
}

/// Loads a service with an overlay. Returns the Model and the findings.
fn loaded(metadata: &str, overlay: Option<&str>) -> (Option<Model>, Vec<String>) {
    let (folder, path) = folder(metadata, overlay);
    let loaded = codegen_model::load_descriptor(folder.path(), &path, "demo");
    let findings = loaded.findings.iter().map(|finding| format!("{} {}", finding.code, finding.message));
    (loaded.model, findings.collect())
}

/// Returns metadata whose prose states a fact of every kind.
fn metadata_with_prose() -> Value {
    let member = |name: &str, kind: &str, of: &str, document: &str| json!({ "name": name, "type": kind, "member": of, "document": document });
    let object = |members: Vec<Value>| json!({ "document": "", "members": members });
    let action = |name: &str| json!({ "document": "", "name": name, "input": format!("{name}Request"), "output": format!("{name}Response"), "status": "online" });
    json!({
        "metadata": { "apiVersion": "2024-01-01", "serviceShortName": "demo" },
        "actions": { "SubmitThing": action("SubmitThing"), "DescribeThing": action("DescribeThing"), "DescribeThings": action("DescribeThings") },
        "objects": {
            "SubmitThingRequest": object(vec![
                member("ChargeType", "string", "string", "计费类型。取值范围：<li>PREPAID：预付费</li><li>POSTPAID：后付费</li>"),
                member("Size", "int", "uint64", "大小，取值范围：[1, 100]，默认值：10"),
                member("Name", "string", "string", "名称，不超过60个字符"),
                member("Url", "string", "string", "Url 和 Content 必须提供一个"),
                member("Content", "string", "string", ""),
            ]),
            "SubmitThingResponse": object(vec![member("JobId", "string", "string", ""), member("RequestId", "string", "string", "")]),
            "DescribeThingRequest": object(vec![member("JobId", "string", "string", "")]),
            "DescribeThingResponse": object(vec![
                member("Status", "int", "int64", "状态。0：等待中，1：成功，2：失败"),
                member("RequestId", "string", "string", ""),
            ]),
            "DescribeThingsRequest": object(vec![member("Offset", "int", "int64", "偏移量"), member("Limit", "int", "int64", "返回数量，默认为20，最大值为100。")]),
            "DescribeThingsResponse": object(vec![
                member("TotalCount", "int", "int64", ""),
                member("Things", "list", "Thing", ""),
                member("RequestId", "string", "string", ""),
            ]),
            "Thing": object(vec![member("ChargeType", "string", "string", "取值：PREPAID、POSTPAID")]),
        }
    })
}

#[test]
fn every_kind_is_proposed_with_its_sentence() {
    let (text, counts) = proposed(&metadata_with_prose().to_string(), None, &[]);
    let overlay: Value = serde_json::from_str(&text).expect("JSON");
    let entries = overlay["entries"].as_array().expect("entries");
    let find = |target: &str, key: &str| {
        let entry = entries.iter().find(|entry| entry["target"] == target && entry.get(key).is_some());
        entry.unwrap_or_else(|| panic!("no {key} of {target}: {text}"))
    };
    assert_eq!(find("SubmitThing.ChargeType", "enum")["enum"], "ChargeType");
    assert_eq!(find("Thing.ChargeType", "enum")["enum"], "ChargeType", "the same values share an enumeration");
    assert_eq!(
        find("ChargeType", "define")["define"]["enum"][0],
        json!({ "value": "PREPAID", "description": "预付费" })
    );
    assert_eq!(find("SubmitThing.Size", "range")["range"], json!({ "min": 1, "max": 100 }));
    assert_eq!(find("SubmitThing.Size", "range")["why"], "Upstream's text: 大小,取值范围:[1, 100],默认值:10");
    assert_eq!(find("SubmitThing.Name", "length")["length"], json!({ "max": 60 }));
    assert_eq!(find("SubmitThing", "some_of")["some_of"], json!(["Url", "Content"]));
    assert_eq!(
        find("DescribeThings", "paginate")["paginate"],
        json!({ "offset": "Offset", "limit": "Limit", "items": "Things", "total": "TotalCount" })
    );
    let waiter = json!({ "query": "DescribeThing", "from": "JobId", "to": "JobId", "status": "Status", "done": ["1"], "failed": ["2"] });
    assert_eq!(find("SubmitThing", "waiter")["waiter"], waiter);
    assert_eq!(find("DescribeThing", "idempotent")["idempotent"], true);
    assert_eq!(counts.len(), 8, "{counts:?}");
}

#[test]
fn proposals_apply_unchanged_and_are_not_repeated() {
    let metadata = metadata_with_prose().to_string();
    let (text, _) = proposed(&metadata, None, &[]);
    let (second, counts) = proposed(&metadata, Some(&text), &[]);
    assert!(counts.is_empty(), "{second}");
}

#[test]
fn facts_of_the_overlay_are_not_proposed() {
    let overlay =
        r#"{ "entries": [{ "target": "SubmitThing.Size", "why": "Tried.", "range": { "min": 1, "max": 50 } }] }"#;
    let (text, counts) = proposed(&metadata_with_prose().to_string(), Some(overlay), &[]);
    assert!(!text.contains("SubmitThing.Size"), "{text}");
    assert_eq!(counts[&EntryKind::Range], 1, "{text}");
}

#[test]
fn proposals_for_published_metadata_apply_and_generate() {
    for root in metadata::folders() {
        check_proposals(&root);
    }
}

fn check_proposals(root: &Path) {
    let mut all: BTreeMap<EntryKind, usize> = BTreeMap::new();
    for path in find(root).expect("metadata") {
        let metadata = std::fs::read_to_string(root.join(&path)).expect("metadata");
        let (text, counts) = proposed(&metadata, None, &[]);
        counts.into_iter().for_each(|(kind, count)| *all.entry(kind).or_default() += count);
        let (_, known) = loaded(&metadata, None);
        let (model, mut findings) = loaded(&metadata, Some(&text));
        findings.retain(|finding| !known.contains(finding));
        assert!(findings.is_empty(), "{path}: {findings:#?}");
        let model = model.expect("a model");
        codegen_emit::emit(&model, &codegen_emit::Options::default()).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    println!("{all:?}");
    assert_eq!(all.len(), 8, "expected every kind: {all:?}");
}

/// Counts the limits that were checked, and lists those that a request breaks.
#[derive(Default)]
struct Tally {
    checked: usize,
    broken: Vec<String>,
}

impl Tally {
    fn count(&mut self, is_kept: bool, limit: impl Fn() -> String) {
        self.checked += 1;
        if !is_kept {
            self.broken.push(limit());
        }
    }

    fn check(&mut self, shape: &Shape, value: &Value, service: &Service) {
        for group in &shape.some_of {
            let is_given = group.iter().any(|name| value.get(name).is_some());
            self.count(is_given, || format!("{} {}: none of {group:?}", service.name, shape.name));
        }
        for member in &shape.members {
            let Some(value) = value.get(&member.name) else { continue };
            let size = value.as_array().map(Vec::len).or(value.as_str().map(|text| text.chars().count()));
            let size = size.and_then(|size| i64::try_from(size).ok());
            for (limit, found) in [(member.range, value.as_i64()), (member.length, size)] {
                let Some((limit, found)) = limit.zip(found) else { continue };
                let is_kept = limit.min.is_none_or(|min| min <= found) && limit.max.is_none_or(|max| found <= max);
                self.count(is_kept, || format!("{} {}.{}: {found}", service.name, shape.name, member.name));
            }
            let Type::Shape(name) = &member.ty else { continue };
            let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            items.iter().for_each(|item| self.check(&service.shapes[name], item, service));
        }
    }
}

/// Returns the published requests beside a file of metadata.
fn requests(root: &Path, path: &str) -> Vec<Request> {
    let source = Folder::open(root).expect("metadata");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let requests = import::requests(&source, path, &mut sources, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{path}: {:#?}", diagnostics.finish(&sources));
    requests
}

#[test]
fn a_limit_that_a_published_request_breaks_is_not_proposed() {
    let request = |body: Value| ("SubmitThing".to_owned(), body);
    let name = "x".repeat(61);
    for (body, target, key) in [
        (json!({ "Size": 101, "Url": "u" }), "SubmitThing.Size", "range"),
        (json!({ "Name": name, "Url": "u" }), "SubmitThing.Name", "length"),
        (json!({ "Size": 5 }), "SubmitThing", "some_of"),
    ] {
        let contains = |text: &str| {
            let overlay: Value = serde_json::from_str(text).expect("JSON");
            let entries = overlay["entries"].as_array().expect("entries");
            entries.iter().any(|entry| entry["target"] == target && entry.get(key).is_some())
        };
        let metadata = metadata_with_prose().to_string();
        let valid = request(json!({ "Size": 5, "Name": "n", "Url": "u" }));
        assert!(contains(&proposed(&metadata, None, &[valid]).0), "{target}");
        assert!(!contains(&proposed(&metadata, None, &[request(body)]).0), "{target}");
    }
}

#[test]
fn no_published_request_breaks_a_proposed_limit() {
    for root in metadata::folders() {
        check_limits(&root);
    }
}

fn check_limits(root: &Path) {
    let (mut without, mut with) = (Tally::default(), Tally::default());
    for path in find(root).expect("metadata") {
        let metadata = std::fs::read_to_string(root.join(&path)).expect("metadata");
        let requests = requests(root, &path);
        for (tally, known) in [(&mut without, &[][..]), (&mut with, &requests)] {
            let (text, _) = proposed(&metadata, None, known);
            let (model, _) = loaded(&metadata, Some(&text));
            let service = &model.expect("a model").services[0];
            for (action, request) in &requests {
                let operation = service.operation(action).expect("an action of the metadata");
                tally.check(&operation.input, request, service);
            }
        }
    }
    let Tally { checked, broken } = &without;
    println!("requests break {} of {checked} limits that are proposed without them: {broken:#?}", broken.len());
    // The project's own requests break one limit on purpose; of upstream's, few may.
    let is_expected = if root == metadata::own() { broken.len() == 1 } else { broken.len() * 50 < *checked };
    assert!(is_expected, "requests break {} of {checked} limits", broken.len());
    assert!(with.checked > 0 && with.broken.is_empty(), "{:#?}", with.broken);
}
