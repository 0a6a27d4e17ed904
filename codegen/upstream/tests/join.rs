//! Joins metadata of the two sites: structure, texts, and which site has what.

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::{descriptor, published, texts};
use codegen_model::source::Sources;
use codegen_model::{Service, Sites, Type};
use codegen_upstream::import::{Joined, descriptor_text, join};
use codegen_upstream::release::Site;
use serde_json::{Value, json};

fn member(name: &str, ty: [&str; 2], required: bool, document: &str) -> Value {
    json!({"name": name, "type": ty[0], "member": ty[1], "required": required, "document": document})
}

const STRING: [&str; 2] = ["string", "string"];
const INTEGER: [&str; 2] = ["int", "int64"];

/// Returns metadata of a service with these objects. An action is called `<name>Request` in the names of objects.
fn metadata(actions: &[(&str, &str)], objects: &[(&str, Value)]) -> String {
    let action = |(name, document): &(&str, &str)| {
        let value =
            json!({"document": document, "input": format!("{name}Request"), "output": format!("{name}Response")});
        ((*name).to_owned(), value)
    };
    let object = |(name, members): &(&str, Value)| {
        ((*name).to_owned(), json!({"document": format!("{name}."), "members": members}))
    };
    let actions: serde_json::Map<_, _> = actions.iter().map(action).collect();
    let objects: serde_json::Map<_, _> = objects.iter().map(object).collect();
    let identity = json!({"apiVersion": "2024-01-01", "serviceShortName": "demo", "serviceNameCN": "演示"});
    json!({"version": "2.0", "metadata": identity, "actions": actions, "objects": objects}).to_string()
}

fn china() -> String {
    metadata(
        &[("Look", "看。"), ("Peek", "瞧。")],
        &[
            (
                "LookRequest",
                json!([
                    member("Id", STRING, true, "编号。"),
                    member("Both", STRING, true, "都。"),
                    member("Days", INTEGER, false, "天。"),
                    member("Home", STRING, true, "国内。")
                ]),
            ),
            ("LookResponse", json!([{"name": "Thing", "type": "object", "member": "Thing", "document": "物。"}])),
            ("PeekRequest", json!([])),
            ("PeekResponse", json!([])),
            ("Thing", json!([member("Name", STRING, false, "名。")])),
        ],
    )
}

fn international() -> String {
    metadata(
        &[("Look", "Looks."), ("Gaze", "Gazes.")],
        &[
            (
                "LookRequest",
                json!([
                    member("Id", STRING, true, "The ID."),
                    member("Both", STRING, false, "Both."),
                    member("Days", STRING, false, "Days."),
                    member("Abroad", STRING, true, "Abroad.")
                ]),
            ),
            ("LookResponse", json!([{"name": "Thing", "type": "object", "member": "Thing", "document": "The thing."}])),
            ("GazeRequest", json!([{"name": "Stars", "type": "list", "member": "Star", "document": "Stars."}])),
            ("GazeResponse", json!([])),
            ("Star", json!([member("Name", STRING, false, "Its name.")])),
            (
                "Thing",
                json!([member("Name", STRING, false, "The name."), member("Color", STRING, false, "The color.")]),
            ),
        ],
    )
}

/// Loads metadata and joins it. Returns the findings as well.
fn joined(read: &[(Site, Vec<String>)]) -> (Vec<Joined>, Vec<String>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let mut load = |text: &String| {
        let file = sources.add("demo/v20240101/api.json", text.as_str());
        published::load(&sources, file, "demo", &mut diagnostics).expect("a service")
    };
    let read = read.iter().map(|(site, texts)| (*site, texts.iter().map(&mut load).collect())).collect();
    let joined = join(read, &mut diagnostics);
    (joined, diagnostics.finish(&sources).into_iter().map(|finding| finding.message).collect())
}

/// Writes the descriptor and the texts of a version, and loads them again.
fn reloaded(joined: &Joined) -> Service {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add("demo/2024-01-01.json", descriptor_text(&joined.service));
    let mut service = descriptor::load(&sources, file, "demo", &mut diagnostics).expect("a service");
    if let Some(text) = &joined.texts {
        let file = sources.add("demo/2024-01-01.texts.json", text.as_str());
        texts::apply(&sources, file, &mut service, &mut diagnostics);
    }
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.finish(&sources));
    service
}

fn both() -> (Joined, Vec<String>) {
    let (mut found, findings) = joined(&[(Site::China, vec![china()]), (Site::International, vec![international()])]);
    assert_eq!(found.len(), 1);
    (found.remove(0), findings)
}

#[test]
fn each_item_says_which_site_has_it_unless_both_do() {
    let service = reloaded(&both().0);
    assert_eq!(service.sites, Some(Sites::Both));
    let sites: Vec<_> = service.operations.iter().map(|found| (found.name.as_str(), found.sites)).collect();
    let expected = [("Gaze", Some(Sites::International)), ("Look", None), ("Peek", Some(Sites::China))];
    assert_eq!(sites, expected);
    let look = &service.operation("Look").expect("an operation").input.members;
    let members: Vec<_> = look.iter().map(|member| (member.name.as_str(), member.sites)).collect();
    let (china, international) = (Some(Sites::China), Some(Sites::International));
    let expected = [("Id", None), ("Both", None), ("Days", None), ("Home", china), ("Abroad", international)];
    assert_eq!(members, expected);
    assert_eq!(service.shapes["Thing"].member("Color").expect("a member").sites, international);
    assert!(service.shapes.contains_key("Star"), "what only an international operation uses is defined");
}

#[test]
fn a_member_is_required_only_where_both_sites_require_it() {
    let service = reloaded(&both().0);
    let look = &service.operation("Look").expect("an operation").input.members;
    let required: Vec<_> = look.iter().filter(|member| member.required).map(|member| member.name.as_str()).collect();
    assert_eq!(required, ["Id"]);
}

#[test]
fn the_type_of_the_china_site_is_used_and_the_difference_reported() {
    let (joined, findings) = both();
    let look = joined.service.operation("Look").expect("an operation");
    assert!(matches!(look.input.member("Days").expect("a member").ty, Type::Scalar(codegen_model::Scalar::Integer, _)));
    assert_eq!(findings, ["the two sites publish different types of `Days`; the first is used"]);
}

#[test]
fn the_text_of_the_international_site_documents_and_the_other_stays_in_the_descriptor() {
    let (joined, _) = both();
    let text = descriptor_text(&joined.service);
    for chinese in ["看。", "编号。", "物。", "名。", "瞧。", "演示"] {
        assert!(text.contains(chinese), "{chinese}");
    }
    for english in ["Looks.", "Gazes.", "The ID.", "The color."] {
        assert!(!text.contains(english), "{english}");
    }
    let service = reloaded(&joined);
    let look = service.operation("Look").expect("an operation");
    let doc = |name: &str| look.input.member(name).expect("a member").doc.clone();
    assert_eq!((look.doc.as_str(), doc("Id"), doc("Abroad")), ("Looks.", "The ID.".to_owned(), "Abroad.".to_owned()));
    assert_eq!(doc("Home"), "国内。", "a text without a translation stays");
    assert_eq!(service.operation("Peek").expect("an operation").doc, "瞧。");
    assert_eq!(service.operation("Gaze").expect("an operation").doc, "Gazes.");
    assert_eq!(service.shapes["Thing"].member("Color").expect("a member").doc, "The color.");
    assert_eq!(look.output().expect("an output").member("Thing").expect("a member").doc, "The thing.");
    assert_eq!(service.doc, "演示");
}

#[test]
fn the_sites_are_unknown_unless_both_were_read() {
    let (found, _) = joined(&[(Site::China, vec![china()])]);
    assert_eq!((found[0].service.sites, found[0].texts.as_deref()), (None, None));
    let (found, _) = joined(&[(Site::International, vec![international()])]);
    assert_eq!(found[0].service.sites, None);
    assert_eq!(reloaded(&found[0]).operation("Look").expect("an operation").doc, "Looks.");
    let (found, _) = joined(&[(Site::China, vec![china()]), (Site::International, Vec::new())]);
    assert_eq!((found[0].service.sites, found[0].texts.as_deref()), (Some(Sites::China), None));
    let (found, _) = joined(&[(Site::China, Vec::new()), (Site::International, vec![international()])]);
    assert_eq!(found[0].service.sites, Some(Sites::International));
}

#[test]
fn the_result_does_not_depend_on_the_order_of_the_sites() {
    let (other, _) = joined(&[(Site::International, vec![international()]), (Site::China, vec![china()])]);
    let (joined, _) = both();
    assert_eq!(descriptor_text(&other[0].service), descriptor_text(&joined.service));
    assert_eq!(other[0].texts, joined.texts);
}
