//! The JSON Schemas against the loader: the same keys at the same places, the same words in closed sets.

use std::collections::BTreeSet;

use codegen_model::load::{authorization, descriptor, parameter};
use codegen_model::overlay;
use codegen_model::{Access, Format, Granularity};
use serde_json::Value;

use crate::support::root;

/// Formats that only hand-written schemas use: rules and JSON inside headers are a matter of Cloud Infinite.
const XML_ONLY: [&str; 2] = ["rule", "json"];

fn schema(name: &str) -> Value {
    let text = std::fs::read_to_string(root().join("schemas").join(name)).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// The keys that a schema knows at `place`, which must know no others.
fn keys(schema: &Value, place: &str) -> BTreeSet<String> {
    let object = schema.pointer(place).unwrap_or_else(|| panic!("there is no {place}"));
    assert_eq!(object["additionalProperties"], false, "{place} is closed");
    set(object["properties"].as_object().expect("properties").keys().map(String::as_str))
}

fn words(schema: &Value, place: &str) -> BTreeSet<String> {
    let list = schema.pointer(place).and_then(Value::as_array).unwrap_or_else(|| panic!("there is no list {place}"));
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
        assert_eq!(keys(&schema, &format!("/$defs/{constraint}")), owned(parameter::RANGE_KEYS));
    }
}

#[test]
fn descriptors_have_the_words_of_the_loader() {
    let schema = schema("descriptor.schema.json");
    let types = || parameter::TYPES.iter().map(|(name, _)| *name);
    assert_eq!(words(&schema, "/$defs/type/enum"), set(types()));
    let of_items = types().filter(|name| *name != "array");
    assert_eq!(words(&schema, "/$defs/items/properties/type/enum"), set(of_items));
    let formats = Format::NAMES.iter().map(|(name, ..)| *name).filter(|name| !XML_ONLY.contains(name));
    assert_eq!(words(&schema, "/$defs/format/enum"), set(formats));
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
    let line = "/properties/actions/items";
    let line =
        if schema.pointer(line).is_some_and(|found| found.get("$ref").is_some()) { "/$defs/action" } else { line };
    assert_eq!(keys(&schema, line), set(authorization::ACTION_KEYS.iter().copied()));
    let access = Access::NAMES.iter().map(|(name, _)| *name);
    assert_eq!(words(&schema, &format!("{line}/properties/access/enum")), set(access));
    let granularity = Granularity::NAMES.iter().map(|(name, _)| *name);
    assert_eq!(words(&schema, &format!("{line}/properties/granularity/enum")), set(granularity));
}

#[test]
fn every_fact_is_a_key_of_an_entry_and_the_other_way_round() {
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
