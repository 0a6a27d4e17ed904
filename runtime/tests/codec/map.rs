//! Maps of structures and texts, and structures that a member tells apart.

use tencentcloud_runtime::codec::{read_json, read_xml, write_json, write_xml};
use tencentcloud_runtime::{Joined, MemberMap, Object, UrlBlob, alternatives, shape, violations};

use super::paths;

#[derive(Clone, Default, PartialEq)]
struct Graph {
    next: Option<MemberMap<String>>,
    nodes: Option<MemberMap<Node>>,
}

shape!(Graph { "Next" => next, "Nodes" => nodes, });

#[derive(Clone, PartialEq)]
enum Node {
    Start(Start),
    Step(Step),
    Unknown(Object),
}

alternatives!(Node by "Type" { "Start" => Start, "Step" => Step });

#[derive(Clone, Default, PartialEq)]
struct Start {
    prefix: Option<String>,
}

shape!(Start { "Prefix" => prefix [Required], });

#[derive(Clone, Default, PartialEq)]
struct Step {
    size: Option<i64>,
    inner: Option<Graph>,
}

shape!(Step { "Size" => size [Range(1, 9)], "Inner" => inner, });

fn read(content: &str) -> (Graph, Vec<String>) {
    let mut graph = Graph::default();
    let deviations = read_xml(format!("<G>{content}</G>").as_bytes(), &mut graph).expect("XML");
    (graph, paths(&deviations).into_iter().map(str::to_owned).collect())
}

#[test]
fn maps_and_alternatives_are_the_same_in_both_formats() {
    let xml = "<G><Next><End_1>End</End_1><Start>End_1</Start></Next><Nodes>\
               <A><Type>Start</Type><Prefix>a/</Prefix></A><B><Type>Step</Type><Size>3</Size></B></Nodes></G>";
    let json = r#"{"Next":{"End_1":"End","Start":"End_1"},"Nodes":{"A":{"Type":"Start","Prefix":"a/"},"B":{"Type":"Step","Size":3}}}"#;
    let (mut from_xml, mut from_json) = (Graph::default(), Graph::default());
    assert_eq!(read_xml(xml.as_bytes(), &mut from_xml), Ok(vec![]));
    assert_eq!(read_json(json.as_bytes(), &mut from_json), Ok(vec![]));
    assert!(from_xml == from_json, "{from_xml:?} {from_json:?}");
    assert_eq!(write_xml("G", &from_json).expect("XML"), xml.as_bytes());
    assert_eq!(write_json(&from_xml).expect("JSON"), json.as_bytes());
    assert_eq!(from_xml.next.expect("a map").get("Start").map(String::as_str), Some("End_1"));
}

#[test]
fn the_member_that_tells_apart_may_follow_the_others() {
    for content in ["<Size>3</Size><Type>Step</Type>", "<Type>Step</Type><Size>3</Size>"] {
        let (graph, deviations) = read(&format!("<Nodes><N>{content}</N></Nodes>"));
        let nodes = graph.nodes.expect("nodes");
        assert!(nodes.get("N") == Some(&Node::Step(Step { size: Some(3), inner: None })), "{content}: {nodes:?}");
        assert!(deviations.is_empty(), "{deviations:?}");
    }
    // Its namesake further down tells nothing.
    let (graph, _) =
        read("<Nodes><N><Inner><Nodes><M><Type>Start</Type></M></Nodes></Inner><Type>Step</Type></N></Nodes>");
    let Some(Node::Step(step)) = graph.nodes.as_ref().and_then(|nodes| nodes.get("N")) else { panic!("{graph:?}") };
    let inner = step.inner.as_ref().and_then(|inner| inner.nodes.as_ref());
    assert!(matches!(inner.and_then(|nodes| nodes.get("M")), Some(Node::Start(_))), "{graph:?}");
}

#[test]
fn unknown_forms_are_kept_whole() {
    for kind in ["<Type>Later</Type>", "", "<Type/>"] {
        let content = format!("<N>{kind}<Deep><A>1</A><A>2</A></Deep></N>");
        let (graph, _) = read(&format!("<Nodes>{content}</Nodes>"));
        let node = graph.nodes.as_ref().and_then(|nodes| nodes.get("N"));
        let Some(Node::Unknown(members)) = node else { panic!("{graph:?}") };
        assert_eq!(members.get("Deep").map(ToString::to_string).as_deref(), Some(r#"{"A":["1","2"]}"#));
    }
    let json = br#"{"Nodes":{"N":{"A":[1,{"B":null}],"Type":"Later"}}}"#;
    let mut graph = Graph::default();
    read_json(json, &mut graph).expect("JSON");
    assert_eq!(write_json(&graph).expect("JSON"), json);
}

#[test]
fn values_of_another_kind_are_absent_and_reported() {
    let (graph, deviations) = read("<Next><A><B>1</B></A></Next><Nodes><N><Type>Step</Type><Size>x</Size></N></Nodes>");
    assert_eq!(deviations, ["Next.A", "Nodes.N.Size"]);
    assert!(graph.next.expect("a map").is_empty());
    let mut graph = Graph::default();
    let deviations = read_json(br#"{"Next":{"A":{}},"Nodes":{"N":[1]}}"#, &mut graph).expect("JSON");
    assert_eq!(paths(&deviations), ["Next.A", "Nodes.N"]);
}

#[test]
fn values_of_maps_are_checked() {
    let nodes = MemberMap::from([
        ("A", Node::Start(Start::default())),
        ("B", Node::Step(Step { size: Some(10), inner: None })),
    ]);
    let found = violations(&Graph { next: None, nodes: Some(nodes) });
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["`nodes.A.prefix` (`Nodes.A.Prefix`) is required", "`nodes.B.size` (`Nodes.B.Size`) must be 1 to 9, found 10",]
    );
}

#[test]
fn names_that_no_element_can_have_are_an_error() {
    let graph = Graph { next: Some([("a b", "c")].into()), nodes: None };
    assert!(write_xml("G", &graph).is_err());
    assert!(write_json(&graph).is_ok());
}

#[derive(Clone, Default, PartialEq)]
struct Settings {
    kind: Option<String>,
    size: Option<i64>,
    other: Object,
}

shape! {
    Settings {
        "Kind" => kind,
        "Size" => size,
        when "Kind" kind is ["Large", "Huge"] requires ["Size"],
        rest other,
    }
}

#[test]
fn an_open_structure_keeps_what_it_does_not_declare() {
    let xml = "<S><Kind>Later</Kind><A>1</A><A>2</A><B><C>x</C></B></S>";
    let mut settings = Settings::default();
    assert_eq!(read_xml(xml.as_bytes(), &mut settings), Ok(vec![]));
    assert_eq!(settings.other.to_string(), r#"{"A":["1","2"],"B":{"C":"x"}}"#);
    assert_eq!(write_xml("S", &settings).expect("XML"), xml.as_bytes());
    let json = br#"{"Kind":"Later","A":[1,2],"B":{"C":null}}"#;
    let mut settings = Settings::default();
    assert_eq!(read_json(json, &mut settings), Ok(vec![]));
    assert_eq!(write_json(&settings).expect("JSON"), json);
}

#[test]
fn a_member_can_require_others_by_its_value() {
    let of = |kind: &str, size| Settings { kind: Some(kind.to_owned()), size, other: Object::new() };
    assert!(violations(&of("Small", None)).is_empty() && violations(&of("Huge", Some(1))).is_empty());
    let found = violations(&of("Huge", None));
    assert_eq!(found[0].to_string(), "`size` (`Size`) is required if `Kind` is `Huge`");
}

#[derive(Clone, Default, PartialEq)]
struct Texts {
    ids: Option<Joined<','>>,
    words: Option<UrlBlob>,
}

shape!(Texts { "Ids" => ids, "Words" => words, });

#[test]
fn texts_with_a_structure_of_their_own_travel_as_texts() {
    let texts = Texts { ids: Some(vec!["a", "b"].into()), words: Some("<?>".into()) };
    let written = write_xml("T", &texts).expect("XML");
    assert_eq!(written, b"<T><Ids>a,b</Ids><Words>PD8-</Words></T>");
    let mut read = Texts::default();
    assert_eq!(read_xml(&written, &mut read), Ok(vec![]));
    assert!(read == texts);
    assert!(UrlBlob::from_base64("%").to_bytes().is_err());
}
