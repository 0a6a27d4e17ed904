//! The XSD against the loader's vocabulary: the same elements with the same attributes and children, the same words.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::load::ci::vocabulary::{
    ANSWER_BODIES, FORMS, MEMBER_TYPES, METHODS, PARAM_FORMATS, PARAM_TYPES, REQUEST_BODIES,
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

/// The definitions of the XSD of one kind (`complexType`, `element` …), by name.
fn named<'a, 'i>(document: &'a Document<'i>, kind: &'static str) -> impl Iterator<Item = (&'a str, Node<'a, 'i>)> {
    let nodes =
        document.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2001/XMLSchema", kind)));
    nodes.filter_map(|node| Some((node.attribute("name")?, node)))
}

/// The definition of what an element may hold: inside of it, or by the name of its type.
fn definition<'a, 'i>(document: &'a Document<'i>, element: Node<'a, 'i>) -> Node<'a, 'i> {
    let Some(ty) = element.attribute("type") else { return element };
    let types = named(document, "complexType").chain(named(document, "simpleType"));
    let found = types.filter(|(name, _)| *name == ty).map(|(_, node)| node).next();
    found.unwrap_or_else(|| panic!("the XSD has no type {ty}"))
}

/// The names of the attributes or elements in a definition, with those of the groups that it refers to.
fn inside(document: &Document<'_>, definition: Node<'_, '_>, kind: &str) -> Words {
    let mut found = Words::new();
    for node in definition.descendants().filter(|node| *node != definition) {
        match (node.tag_name().name(), node.attribute("name"), node.attribute("ref")) {
            (tag, Some(name), _) if tag == kind => found.extend([name.to_owned()]),
            ("attributeGroup", _, Some(group)) => {
                let groups = named(document, "attributeGroup").filter(|(name, _)| *name == group);
                groups.for_each(|(_, node)| found.extend(inside(document, node, kind)));
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
        let form = (inside(&document, definition, "attribute"), inside(&document, definition, "element"));
        elements.entry(name).or_default().insert(form);
    }
    let forms = FORMS.iter().map(|(name, form)| {
        let form = (set(form.attributes.iter().copied()), set(form.children.iter().copied()));
        (*name, BTreeSet::from([form]))
    });
    assert_eq!(elements, forms.collect());
}

/// The words of a closed set.
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
    let mut expected: BTreeMap<&str, Words> = BTreeMap::from([
        ("memberType", types.collect()),
        ("method", set(METHODS.iter().map(|(name, ())| *name))),
        ("host", set(Host::NAMES.iter().map(|(name, _)| *name))),
        ("access", set(Access::NAMES.iter().map(|(name, _)| *name))),
        ("body", set(REQUEST_BODIES.iter().map(|(name, _)| *name))),
        ("answerBody", set(ANSWER_BODIES.iter().map(|(name, _)| *name))),
        ("paramType", set(PARAM_TYPES.iter().map(|(name, _)| *name))),
        ("paramFormat", set(PARAM_FORMATS.iter().map(|(name, ())| *name))),
        ("memberFormat", set(Format::NAMES.iter().map(|(name, ..)| *name))),
    ]);
    // Words that the loader has at the one place where it reads them; the validators below go through them.
    expected.extend([
        ("enumType", set(["String", "Integer"])),
        ("responseFormat", set(["json"])),
        ("flag", set(["true", "false"])),
    ]);
    let closed = named(&document, "simpleType").map(|(name, _)| (name, words(&document, name)));
    assert_eq!(closed.filter(|(_, words)| !words.is_empty()).collect::<BTreeMap<_, _>>(), expected);
}
