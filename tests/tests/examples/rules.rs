//! Operations in the header `Pic-Operations`: the text of a rule becomes a typed operation and a rule again.

use codegen_model::route::{RequestText, pairs};
use codegen_model::{Model, Operation, Protocol};
use serde_json::Value;
use tencentcloud_image::runtime::replay::Recorded;
use tencentcloud_image::runtime::{self, Token, rule_of};
use tencentcloud_image::{Rule, ci};

use super::{cases, entry};
use crate::support::model;

/// Returns the rules in the requests of all examples.
fn rules_sent(model: &Model) -> Vec<String> {
    let mut rules = Vec::new();
    for case in cases(model) {
        let Some(sent) = RequestText::parse(&case.example.request) else { continue };
        let Some((_, value)) = sent.headers.iter().find(|(name, _)| *name == "Pic-Operations") else { continue };
        let operations: Value = serde_json::from_str(value).expect("JSON in `Pic-Operations`");
        let listed = operations["rules"].as_array().expect("a list of rules").iter();
        rules.extend(listed.map(|rule| rule["rule"].as_str().expect("a rule").to_owned()));
    }
    rules
}

/// Returns the fixed query of an operation, which identifies its rules.
fn fixed(operation: &Operation) -> Vec<(String, String)> {
    let Protocol::Rest { bindings, .. } = &operation.protocol else { return Vec::new() };
    pairs(bindings[0].path.split_once('?').map_or("", |(_, query)| query))
}

#[test]
fn rules_in_examples_round_trip() {
    let model = model();
    let mut checked = 0;
    for service in &model.services {
        for operation in service.operations.iter().filter(|operation| operation.rule) {
            let fixed = fixed(operation);
            let matching =
                rules_sent(model).into_iter().filter(|rule| fixed.iter().all(|pair| pairs(rule).contains(pair)));
            for rule in matching {
                assert_eq!(written(&rule, operation, service), sorted(pairs(&rule)), "{rule}");
                checked += 1;
            }
        }
    }
    assert!(checked >= 2, "only {checked} rules of operations in the examples");
}

/// Reads a rule as the query of the operation and writes the query again.
fn written(rule: &str, operation: &Operation, service: &codegen_model::Service) -> Vec<(String, String)> {
    let recorded = Recorded { method: "GET", path: "/image.jpg", query: pairs(rule), headers: Vec::new(), body: b"" };
    let parts = entry(service, operation).resend(&recorded).unwrap_or_else(|error| panic!("{rule}: {error}"));
    sorted(parts.query)
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

/// Reads a rule into its operation.
fn typed<O: runtime::Operation + Default>(rule: &str) -> O {
    let mut operation = O::default();
    for (name, value) in pairs(rule).into_iter().filter(|(name, _)| name != "ci-process") {
        let field = operation.member(&name).unwrap_or_else(|| panic!("{rule}: no member {name}"));
        field.put(Token::Text(&value)).unwrap_or_else(|token| panic!("{rule}: {name} cannot be {}", token.describe()));
    }
    operation
}

#[test]
fn rules_become_operations_and_rules_again() {
    for rule in ["ci-process=AIEnhanceImage", "ci-process=AIEnhanceImage&denoise=3&sharpen=2"] {
        let operation = typed::<ci::AIEnhanceImage>(rule);
        assert_eq!(rule_of(&operation).as_str(), rule);
        assert_eq!(Rule::from(operation).as_str(), rule);
    }
    let built = ci::AIEnhanceImage::rule().denoise(3).sharpen(2);
    assert_eq!(built, typed("ci-process=AIEnhanceImage&denoise=3&sharpen=2"));
    let header = ci::PicRule::new().file_id("out.png").rule(built);
    assert_eq!(header.rule.expect("a rule").as_str(), "ci-process=AIEnhanceImage&denoise=3&sharpen=2");
}
