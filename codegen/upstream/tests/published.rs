//! Loads published metadata: what becomes of it, and what is reported at which position.

use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::format;
use codegen_model::load::{descriptor, published};
use codegen_model::source::Sources;
use codegen_model::views::dump;
use codegen_model::{Format, Member, Model, Scalar, Service, Type};
use codegen_upstream::import::descriptor_text;

/// A service that uses every feature of metadata.
const WHOLE: &str = include_str!("../../../tests/golden/published/schemas/demo/api.json");

fn load(text: &str) -> (Option<Service>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("demo/v20240101/api.json", text);
    let mut diagnostics = Diagnostics::default();
    let service = published::load(&sources, file, "demo", &mut diagnostics);
    let findings = diagnostics.finish(&sources);
    let shown = |finding: &Diagnostic| {
        let position = sources.position(finding.span);
        format!("{}:{} {} {}", position.line, position.column, finding.code, finding.message)
    };
    (service, findings.iter().map(shown).collect())
}

fn whole() -> Service {
    let (service, findings) = load(WHOLE);
    assert_eq!(findings, Vec::<String>::new());
    service.expect("a service")
}

fn member<'s>(service: &'s Service, shape: &str, name: &str) -> &'s Member {
    let found = service.all_shapes().find(|found| found.name == shape).expect("a shape");
    found.member(name).unwrap_or_else(|| panic!("{shape} has no {name}"))
}

#[test]
fn types_keep_their_format() {
    let service = whole();
    for (name, expected, list) in [
        ("Limit", Type::Scalar(Scalar::Integer, Format::Int64), false),
        ("Total", Type::Scalar(Scalar::Integer, Format::Uint64), false),
        ("Ratio", Type::Scalar(Scalar::Float, Format::Float), false),
        ("Exact", Type::Scalar(Scalar::Boolean, Format::Plain), false),
        ("Since", Type::Scalar(Scalar::String, Format::DateTime), false),
        ("Until", Type::Scalar(Scalar::String, Format::DateTimeIso), false),
        ("Day", Type::Scalar(Scalar::String, Format::Date), false),
        ("File", Type::Scalar(Scalar::String, Format::Binary), false),
        ("Ids", Type::Scalar(Scalar::Integer, Format::Uint64), true),
        ("Filters", Type::Shape("Filter".to_owned()), true),
    ] {
        let member = member(&service, "ListThings", name);
        assert_eq!((&member.ty, member.list), (&expected, list), "{name}");
    }
}

#[test]
fn an_object_without_members_accepts_any() {
    let service = whole();
    let tags = member(&service, "Chat", "Tags");
    assert_eq!((&tags.ty, tags.list), (&Type::Object, true));
    assert!(!service.shapes.contains_key("Tag"));
    assert!(service.operation("Bare").is_some_and(|bare| bare.input.members.is_empty()), "an empty request");
}

#[test]
fn required_members_depend_on_the_direction() {
    let service = whole();
    assert!(member(&service, "ListThings", "Limit").required);
    assert!(!member(&service, "ListThings", "Total").required);
    assert!(member(&service, "Filter", "Name").required, "a request contains it, whatever `usage` says");
    assert!(!member(&service, "Filter", "Values").required, "only responses always have it");
    assert!(member(&service, "Thing", "Name").required);
    assert!(member(&service, "Thing", "Parts").nullable);
    assert!(member(&service, "Old", "Name").required, "old metadata has one flag for both");
}

#[test]
fn members_of_any_name_are_kept_except_the_request_id() {
    let service = whole();
    let output = service.operation("ListThings").and_then(|operation| operation.output()).expect("an output");
    let names: Vec<_> = output.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["Things", "Error", "Response", "Old"]);
    assert_eq!(member(&service, "Thing", "RequestId").name, "RequestId", "the id of another request");
}

#[test]
fn actions_have_a_status_and_may_stream() {
    let service = whole();
    let list = service.operation("ListThings").expect("an action");
    assert_eq!((list.status.as_deref(), list.events, list.doc.as_str()), (Some("online"), false, "列出。"));
    let chat = service.operation("Chat").expect("an action");
    assert_eq!((chat.status.as_deref(), chat.events, chat.doc.as_str()), (Some("deprecated"), true, "对话"));
    assert_eq!(service.operation("Bare").and_then(|bare| bare.status.as_deref()), None);
    assert!(member(&service, "Filter", "Values").deprecated.is_some());
    assert_eq!(member(&service, "ListThings", "Limit").example.as_deref(), Some("20"));
    assert_eq!(member(&service, "ListThings", "Ids").example, None, "the word for none is not an example");
}

#[test]
fn its_descriptor_is_formatted_and_gives_the_same_model() {
    let published = whole();
    let text = descriptor_text(&published);
    let mut sources = Sources::default();
    let file = sources.add("demo/2024-01-01.json", text.as_str());
    let mut diagnostics = Diagnostics::default();
    assert_eq!(format::format(&sources, file, &mut diagnostics).as_deref(), Some(text.as_str()));
    let mut read = descriptor::load(&sources, file, "demo", &mut diagnostics).expect("a service");
    read.units.clone_from(&published.units);
    assert_eq!(diagnostics.finish(&sources), []);
    let dump = |service: &Service| dump(&Model { services: vec![service.clone()], ..Model::default() });
    assert_eq!(dump(&read), dump(&published));
}

#[test]
fn all_damage_is_reported_with_its_position_and_its_cost() {
    let text = r#"{
  "actions": {
    "Lost": {"document": "d", "input": "ListRequst", "name": "n", "output": "ListResponse"},
    "List": {"document": "d", "input": "ListRequest", "name": "n", "output": "ListResponse"},
    "Show": {"document": "d", "input": "ShowRequest", "name": "n"},
    "Two Words": {"document": "d", "input": "ListRequest", "name": "n", "output": "ListResponse"},
    "Bad": 5
  },
  "metadata": {"apiVersion": "2024-01-01", "serviceShortName": "demo"},
  "objects": {
    "ListRequest": {"document": "", "members": [
      {"document": "", "member": "int32", "name": "Limit", "type": "int"},
      {"document": "", "member": "string", "name": "Kind", "type": "enum"},
      {"document": "", "member": "uint64", "name": "Count", "type": "object"},
      {"document": "", "member": "string", "name": "Count", "type": "string", "required": "yes"},
      {"document": "", "name": "Nothing", "type": "string"}
    ], "type": "object"},
    "ListResponse": {"document": "", "members": {}, "type": "object"},
    "ShowRequest": {"document": "", "type": "object"},
    "ListResponse": {"document": "", "members": [], "type": "object"}
  }
}"#;
    let (_, findings) = load(text);
    assert_eq!(
        findings,
        [
            "3:40 TC0501 unknown object `ListRequst`; the action `Lost` is left out",
            "5:13 TC0203 missing key `output`; the action `Show` is left out",
            "6:5 TC0301 invalid operation name `Two Words`; the action `Two Words` is left out",
            "7:12 TC0204 expected an object, found a number; the action `Bad` is left out",
            "12:34 TC0205 unknown value `int32`; read as `int64`",
            "13:68 TC0205 unknown value `enum`; read as `string`",
            "14:34 TC0205 `type` is `object`, but `member` is `uint64`; the member is left out",
            "15:91 TC0204 expected a boolean, found a string; read as `true`",
            "16:7 TC0203 missing key `member`; read as `string`",
            "18:49 TC0204 expected a list, found an object; the members are left out",
            "19:20 TC0203 missing key `members`; read as an empty list",
            "20:5 TC0201 duplicate key `ListResponse`; the first is used",
        ]
    );
}

#[test]
fn a_truncated_file_is_one_finding() {
    for end in [0, 1, 120, WHOLE.len() / 2, WHOLE.len() - 3] {
        let end = (0..=end).rev().find(|end| WHOLE.is_char_boundary(*end)).unwrap_or(0);
        let (service, findings) = load(&WHOLE[..end]);
        assert!(service.is_none() && findings.len() == 1, "{end}: {findings:?}");
        assert!(findings[0].contains("TC0104"), "{findings:?}");
    }
}

#[test]
fn a_duplicate_member_is_reported() {
    let text = WHOLE.replacen("\"Total\"", "\"Limit\"", 1);
    let (_, findings) = load(&text);
    assert!(findings.len() == 1 && findings[0].contains("TC0302"), "{findings:?}");
}
