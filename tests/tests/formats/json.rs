//! Compares the JSON Schemas with the loader: the same keys of each object, and the same words in closed sets.

use std::collections::BTreeSet;

use codegen_model::load::{authorization, constraints, descriptor, parameter, texts};
use codegen_model::overlay;
use codegen_model::{Access, Format, Granularity, Sites};
use serde_json::Value;

use crate::support::root;

fn schema(name: &str) -> Value {
    let text = std::fs::read_to_string(root().join("schemas").join(name)).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// Returns the keys of the object at `pointer`, which must not allow other keys.
fn keys(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let object = schema.pointer(pointer).unwrap_or_else(|| panic!("the schema has no {pointer}"));
    assert_eq!(object["additionalProperties"], false, "{pointer} allows other keys");
    set(object["properties"].as_object().expect("properties").keys().map(String::as_str))
}

fn words(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let list =
        schema.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("the schema has no list {pointer}"));
    set(list.iter().filter_map(Value::as_str))
}

#[test]
fn descriptors_have_the_keys_of_the_loader() {
    let schema = schema("descriptor.schema.json");
    let owned = |words: &[&'static str]| set(words.iter().copied());
    assert_eq!(keys(&schema, ""), owned(descriptor::KEYS));
    assert_eq!(keys(&schema, "/$defs/action"), owned(descriptor::ACTION_KEYS));
    assert_eq!(keys(&schema, "/$defs/shape"), owned(descriptor::SHAPE_KEYS));
    assert_eq!(keys(&schema, "/$defs/parameter"), owned(parameter::KEYS));
    let unnamed = parameter::KEYS.iter().copied().filter(|key| *key != "name");
    assert_eq!(keys(&schema, "/$defs/member"), set(unnamed));
    assert_eq!(keys(&schema, "/$defs/items"), owned(parameter::ITEM_KEYS));
    for constraint in ["range", "length"] {
        assert_eq!(keys(&schema, &format!("/$defs/{constraint}")), owned(constraints::RANGE_KEYS));
    }
}

#[test]
fn descriptors_have_the_words_of_the_loader() {
    let schema = schema("descriptor.schema.json");
    let types = || parameter::TYPES.iter().map(|(name, _)| *name);
    assert_eq!(words(&schema, "/$defs/type/enum"), set(types()));
    let item_types = types().filter(|name| *name != "array");
    assert_eq!(words(&schema, "/$defs/items/properties/type/enum"), set(item_types));
    let formats = Format::NAMES.iter().map(|(name, ..)| *name).filter(|name| !parameter::XML_FORMATS.contains(name));
    assert_eq!(words(&schema, "/$defs/format/enum"), set(formats));
    assert_eq!(words(&schema, "/$defs/sites/enum"), set(Sites::NAMES.iter().map(|(name, _)| *name)));
}

#[test]
fn texts_have_the_keys_of_the_loader() {
    let schema = schema("texts.schema.json");
    assert_eq!(keys(&schema, ""), set(texts::KEYS.iter().copied()));
    assert_eq!(keys(&schema, "/$defs/action"), set(texts::ACTION_KEYS.iter().copied()));
    assert_eq!(keys(&schema, "/$defs/shape"), set(texts::SHAPE_KEYS.iter().copied()));
}

#[test]
fn overlays_have_the_keys_of_the_loader() {
    let schema = schema("overlay.schema.json");
    let owned = |words: &[&'static str]| set(words.iter().copied());
    assert_eq!(keys(&schema, ""), owned(overlay::KEYS));
    assert_eq!(keys(&schema, "/$defs/entry"), set(overlay::entry_keys()));
    let entry = "/$defs/entry/properties";
    assert_eq!(keys(&schema, &format!("{entry}/waiter")), owned(overlay::WAITER_KEYS));
    assert_eq!(keys(&schema, &format!("{entry}/paginate")), owned(overlay::PAGINATE_KEYS));
    assert_eq!(keys(&schema, &format!("{entry}/callback")), owned(overlay::CALLBACK_KEYS));
    assert_eq!(keys(&schema, &format!("{entry}/errors/items")), owned(overlay::ERROR_KEYS));
    assert_eq!(keys(&schema, &format!("{entry}/examples/items")), owned(overlay::EXAMPLE_KEYS));
    let (shape, list) = (keys(&schema, "/$defs/shape"), keys(&schema, "/$defs/enum"));
    assert_eq!(&shape | &list, owned(overlay::DEFINE_KEYS));
    for value in ["string_value", "integer_value"] {
        assert_eq!(keys(&schema, &format!("/$defs/{value}")), owned(overlay::VALUE_KEYS));
    }
}

#[test]
fn authorization_tables_have_the_keys_and_words_of_the_loader() {
    let schema = schema("authorization.schema.json");
    assert_eq!(keys(&schema, ""), set(authorization::KEYS.iter().copied()));
    let action = "/properties/actions/items";
    let is_reference = schema.pointer(action).is_some_and(|found| found.get("$ref").is_some());
    let action = if is_reference { "/$defs/action" } else { action };
    assert_eq!(keys(&schema, action), set(authorization::ACTION_KEYS.iter().copied()));
    let access = Access::NAMES.iter().map(|(name, _)| *name);
    assert_eq!(words(&schema, &format!("{action}/properties/access/enum")), set(access));
    let granularity = Granularity::NAMES.iter().map(|(name, _)| *name);
    assert_eq!(words(&schema, &format!("{action}/properties/granularity/enum")), set(granularity));
}

#[test]
fn the_facts_are_the_keys_of_an_entry() {
    let facts = [
        overlay::SERVICE_FACTS,
        overlay::OPERATION_FACTS,
        overlay::OPAQUE_FACTS,
        overlay::SHAPE_FACTS,
        overlay::ENUM_FACTS,
        overlay::MEMBER_FACTS,
        &["target", "why", "add", "define"],
    ];
    assert_eq!(set(facts.concat()), keys(&schema("overlay.schema.json"), "/$defs/entry"));
}
