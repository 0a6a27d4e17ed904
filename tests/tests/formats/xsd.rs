//! Compares the XSD with the vocabulary of the loader: the same elements, attributes, children and words.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::load::ci::content;
use codegen_model::load::ci::vocabulary::{
    ELEMENTS, MAP_TYPES, MEMBER_TYPES, METHODS, PARAM_FORMATS, PARAM_TYPES, REQUEST_BODIES, RESPONSE_BODIES,
};
use codegen_model::{Access, Format, Host};
use roxmltree::{Document, Node};

use crate::support::root;

type Words = BTreeSet<String>;

fn text() -> String {
    std::fs::read_to_string(root().join("schemas/ci.xsd")).expect("the XSD")
}

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> Words {
    words.into_iter().map(str::to_owned).collect()
}

/// Returns the definitions of one kind (`complexType`, `element` …) with their names.
fn named<'a, 'i>(document: &'a Document<'i>, kind: &'static str) -> impl Iterator<Item = (&'a str, Node<'a, 'i>)> {
    let nodes =
        document.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2001/XMLSchema", kind)));
    nodes.filter_map(|node| Some((node.attribute("name")?, node)))
}

/// Returns the definition of an element's content: a named type, or the element itself.
fn definition<'a, 'i>(document: &'a Document<'i>, element: Node<'a, 'i>) -> Node<'a, 'i> {
    let Some(ty) = element.attribute("type") else { return element };
    let types = named(document, "complexType").chain(named(document, "simpleType"));
    let found = types.filter(|(name, _)| *name == ty).map(|(_, node)| node).next();
    found.unwrap_or_else(|| panic!("the XSD has no type {ty}"))
}

/// Returns the names of the attributes or elements in a definition, including those of referenced groups.
fn names_in(document: &Document<'_>, definition: Node<'_, '_>, kind: &str) -> Words {
    let mut found = Words::new();
    for node in definition.descendants().filter(|node| *node != definition) {
        match (node.tag_name().name(), node.attribute("name"), node.attribute("ref")) {
            (tag, Some(name), _) if tag == kind => found.extend([name.to_owned()]),
            ("attributeGroup", _, Some(group)) => {
                let groups = named(document, "attributeGroup").filter(|(name, _)| *name == group);
                groups.for_each(|(_, node)| found.extend(names_in(document, node, kind)));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn elements_have_the_attributes_and_children_of_the_loader() {
    let text = text();
    let document = Document::parse(&text).expect("XML");
    let mut elements: BTreeMap<&str, BTreeSet<(Words, Words)>> = BTreeMap::new();
    for (name, element) in named(&document, "element") {
        let definition = definition(&document, element);
        let spec = (names_in(&document, definition, "attribute"), names_in(&document, definition, "element"));
        elements.entry(name).or_default().insert(spec);
    }
    let expected = ELEMENTS.iter().map(|(name, spec)| {
        let spec = (set(spec.attributes.iter().copied()), set(spec.children.iter().copied()));
        (*name, BTreeSet::from([spec]))
    });
    assert_eq!(elements, expected.collect());
}

/// Returns the elements of a sequence, each with whether it can be missing; `None` if they are in any order.
fn sequence(definition: Node<'_, '_>) -> Option<Vec<(String, bool)>> {
    let sequence = definition.descendants().find(|node| matches!(node.tag_name().name(), "sequence" | "choice"))?;
    let is_optional = |node: Node<'_, '_>| node.attribute("minOccurs") == Some("0");
    let elements = sequence.children().filter(|node| node.tag_name().name() == "element");
    let elements = elements
        .filter_map(|node| Some((node.attribute("name")?.to_owned(), is_optional(node) || is_optional(sequence))));
    (sequence.tag_name().name() == "sequence").then(|| elements.collect())
}

#[test]
fn elements_are_in_the_order_of_the_loader() {
    let text = text();
    let document = Document::parse(&text).expect("XML");
    for (name, element) in named(&document, "element") {
        let (_, spec) = ELEMENTS.iter().find(|(known, _)| *known == name).expect("an element of the loader");
        match sequence(definition(&document, element)) {
            Some(found) => {
                let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
                assert_eq!(names, spec.children, "the children of `{name}`");
                let required = found.iter().filter(|(_, is_optional)| !is_optional).map(|(name, _)| name.clone());
                assert_eq!(
                    required.collect::<Words>(),
                    set(content::required_children(name)),
                    "what `{name}` must have"
                );
            }
            None => assert!(spec.children.is_empty() || content::UNORDERED.contains(&name), "the order in `{name}`"),
        }
    }
}

/// Returns the words of a closed set.
fn words(document: &Document<'_>, ty: &str) -> Words {
    let (_, node) = named(document, "simpleType").find(|(name, _)| *name == ty).expect("the type");
    let values = node.descendants().filter(|node| node.tag_name().name() == "enumeration");
    set(values.filter_map(|node| node.attribute("value")))
}

#[test]
fn closed_sets_have_the_words_of_the_loader() {
    let text = text();
    let document = Document::parse(&text).expect("XML");
    let types = MEMBER_TYPES.iter().flat_map(|(name, _)| [(*name).to_owned(), format!("{name} Array")]);
    let maps = MAP_TYPES.iter().map(|name| format!("{name} Map"));
    let mut expected: BTreeMap<&str, Words> = BTreeMap::from([
        ("memberType", types.chain(maps).collect()),
        ("method", set(METHODS.iter().map(|(name, ())| *name))),
        ("host", set(Host::NAMES.iter().map(|(name, _)| *name))),
        ("access", set(Access::NAMES.iter().map(|(name, _)| *name))),
        ("body", set(REQUEST_BODIES.iter().map(|(name, _)| *name))),
        ("answerBody", set(RESPONSE_BODIES.iter().map(|(name, _)| *name))),
        ("paramType", set(PARAM_TYPES.iter().map(|(name, _)| *name))),
        ("paramFormat", set(PARAM_FORMATS.iter().map(|(name, _)| *name))),
        ("memberFormat", set(Format::NAMES.iter().map(|(name, ..)| *name))),
    ]);
    // Sets that the loader has no constant for.
    expected.extend([
        ("enumType", set(["String", "Integer"])),
        ("responseFormat", set(["json"])),
        ("flag", set(["true", "false"])),
    ]);
    let closed = named(&document, "simpleType").map(|(name, _)| (name, words(&document, name)));
    assert_eq!(closed.filter(|(_, words)| !words.is_empty()).collect::<BTreeMap<_, _>>(), expected);
}
