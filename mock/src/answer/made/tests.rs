use codegen_model::Model;
use serde_json::Value;

use super::{Tree, from_xml, json, shape, xml};
use crate::testing::golden;

fn made(model: &Model, operation: &str, seed: u64) -> Tree {
    let service = &model.services[0];
    let output = service.operation(operation).and_then(|operation| operation.output()).expect("an output");
    shape(service, output, seed)
}

#[test]
fn values_are_of_their_types_and_always_the_same() {
    let model = golden("types");
    let tree = made(&model, "Hold", 1);
    assert_eq!(tree, made(&model, "Hold", 1));
    assert_ne!(tree, made(&model, "Hold", 2));
    let document = json(&tree);
    let all = &document["All"];
    assert!(all["Text"].is_string() && all["Whole"].is_i64() && all["Fraction"].is_f64() && all["Flag"].is_boolean());
    assert!(matches!(all["Texts"].as_array().map(Vec::len), Some(1 | 2)));
    assert!(["Yes", "No"].contains(&all["Word"].as_str().expect("a word")));
    assert!([200, 404].contains(&all["Code"].as_i64().expect("a code")));
    assert!(all["Inline"]["Deeper"][0]["Deepest"].is_string());
}

#[test]
fn what_is_made_fits_the_schema_and_its_constraints() {
    for name in ["types", "constraints", "recursion", "keywords", "acronyms", "methods", "digits"] {
        let model = golden(name);
        for service in &model.services {
            for (operation, seed) in service.operations.iter().flat_map(|it| (0..20).map(move |seed| (it, seed))) {
                // Inputs have the constraints, so they are what is made here.
                let made = json(&shape(service, &operation.input, seed));
                let answer = crate::validate::Answered::Json(&made);
                let findings = crate::validate::check_answer(service, &operation.input, &answer);
                assert_eq!((findings.violations, findings.notes), (vec![], vec![]), "{name} {seed} {made}");
            }
        }
    }
}

#[test]
fn recursion_ends() {
    let model = golden("recursion");
    for operation in &model.services[0].operations {
        let text = json(&shape(&model.services[0], &operation.input, 0)).to_string();
        assert!(text.len() < 100_000, "{}", text.len());
    }
}

#[test]
fn xml_has_flat_and_wrapped_lists_and_comes_back() {
    let model = golden("bodies");
    let service = &model.services[0];
    let output = service.operation("Submit").and_then(|operation| operation.output()).expect("an output");
    let tree = made(&model, "Submit", 3);
    let text = xml("Response", &tree);
    assert!(text.starts_with("<Response><Jobs><Job><id>"), "{text}");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let findings =
        crate::validate::check_answer(service, output, &crate::validate::Answered::Xml(document.root_element()));
    assert_eq!(findings.violations, []);
    assert_eq!(xml("Response", &from_xml(document.root_element(), Some(output), service)), text);
    assert_eq!(xml("LocationConstraint", &made(&model, "GetLocation", 0)).matches('<').count(), 2, "only text");
}

#[test]
fn text_is_escaped() {
    let tree = Tree::Shape(vec![("A".to_owned(), Tree::Scalar(Value::from("<&>")))]);
    assert_eq!(xml("R", &tree), "<R><A>&lt;&amp;&gt;</A></R>");
}
