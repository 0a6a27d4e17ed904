use codegen_model::Model;
use serde_json::Value;

use super::Tree;
use super::generate::shape;
use super::read::from_xml;
use super::write::{json, xml};
use crate::testing::golden;
use crate::validate::{ResponseBody, check_response};

fn generated(model: &Model, operation: &str, seed: u64) -> Tree {
    let service = &model.services[0];
    let output = service.operation(operation).and_then(|operation| operation.output()).expect("an output");
    shape(service, output, seed)
}

#[test]
fn values_have_their_types_and_are_deterministic() {
    let model = golden("types");
    let tree = generated(&model, "Hold", 1);
    assert_eq!(tree, generated(&model, "Hold", 1));
    assert_ne!(tree, generated(&model, "Hold", 2));
    let document = json(&tree);
    let all = &document["All"];
    assert!(all["Text"].is_string() && all["Whole"].is_i64() && all["Fraction"].is_f64() && all["Flag"].is_boolean());
    assert!(matches!(all["Texts"].as_array().map(Vec::len), Some(1 | 2)));
    assert!(["Yes", "No"].contains(&all["Word"].as_str().expect("a word")));
    assert!([200, 404].contains(&all["Code"].as_i64().expect("a code")));
    assert!(all["Inline"]["Deeper"][0]["Deepest"].is_string());
}

#[test]
fn generated_values_satisfy_schema_and_constraints() {
    for name in ["types", "constraints", "recursion", "keywords", "acronyms", "methods", "digits"] {
        let model = golden(name);
        for service in &model.services {
            for (operation, seed) in service.operations.iter().flat_map(|it| (0..20).map(move |seed| (it, seed))) {
                // Only inputs have constraints.
                let value = json(&shape(service, &operation.input, seed));
                let response = ResponseBody::Json(&value);
                let findings = check_response(service, &operation.input, &response);
                assert_eq!((findings.violations, findings.notes), (vec![], vec![]), "{name} {seed} {value}");
            }
        }
    }
}

#[test]
fn recursion_is_bounded() {
    let model = golden("recursion");
    for operation in &model.services[0].operations {
        let text = json(&shape(&model.services[0], &operation.input, 0)).to_string();
        assert!(text.len() < 100_000, "{}", text.len());
    }
}

#[test]
fn flat_and_wrapped_lists_survive_a_round_trip_through_xml() {
    let model = golden("bodies");
    let service = &model.services[0];
    let output = service.operation("Submit").and_then(|operation| operation.output()).expect("an output");
    let tree = generated(&model, "Submit", 3);
    let text = xml("Response", &tree);
    assert!(text.starts_with("<Response><Jobs><Job><id>"), "{text}");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let findings = check_response(service, output, &ResponseBody::Xml(document.root_element()));
    assert_eq!(findings.violations, []);
    assert_eq!(xml("Response", &from_xml(document.root_element(), Some(output), service)), text);
    assert_eq!(xml("LocationConstraint", &generated(&model, "GetLocation", 0)).matches('<').count(), 2, "only text");
}

#[test]
fn text_is_escaped() {
    let tree = Tree::Shape(vec![("A".to_owned(), Tree::Scalar(Value::from("<&>")))]);
    assert_eq!(xml("R", &tree), "<R><A>&lt;&amp;&gt;</A></R>");
}
