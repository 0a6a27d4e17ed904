//! Operations inside `Pic-Operations`: the text of a rule becomes the typed operation, which writes it again.

use codegen_model::route::{RequestText, pairs};
use codegen_model::{Model, Operation, Protocol};
use serde_json::Value;
use tencentcloud_image::runtime::replay::Recorded;
use tencentcloud_image::runtime::{self, Token, rule_of};
use tencentcloud_image::{Rule, ci};

use super::{cases, entry, model};

/// The rules that the examples of a service send.
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

/// The fixed query that makes a rule of an operation.
fn fixed(operation: &Operation) -> Vec<(String, String)> {
    let Protocol::Rest { bindings, .. } = &operation.protocol else { return Vec::new() };
    pairs(bindings[0].path.split_once('?').map_or("", |(_, query)| query))
}

#[test]
fn rules_of_examples_are_what_their_operations_write() {
    let model = model();
    let mut checked = 0;
    for service in &model.services {
        for operation in service.operations.iter().filter(|operation| operation.rule) {
            let fixed = fixed(operation);
            let mine =
                rules_sent(&model).into_iter().filter(|rule| fixed.iter().all(|pair| pairs(rule).contains(pair)));
            for rule in mine {
                assert_eq!(written(&rule, operation, service), sorted(pairs(&rule)), "{rule}");
                checked += 1;
            }
        }
    }
    assert!(checked >= 2, "only {checked} rules of operations in the examples");
}

/// What the operation puts into the query of a request that was made of the rule.
fn written(rule: &str, operation: &Operation, service: &codegen_model::Service) -> Vec<(String, String)> {
    let recorded = Recorded { method: "GET", path: "/image.jpg", query: pairs(rule), headers: Vec::new(), body: b"" };
    let parts = entry(operation, service).resend(&recorded).unwrap_or_else(|error| panic!("{rule}: {error}"));
    sorted(parts.query)
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

/// The operation that a rule describes.
fn typed<O: runtime::Operation + Default>(rule: &str) -> O {
    let mut operation = O::default();
    for (name, value) in pairs(rule).into_iter().filter(|(name, _)| name != "ci-process") {
        let field = operation.member(&name).unwrap_or_else(|| panic!("{rule}: no member {name}"));
        field.put(Token::Text(&value)).unwrap_or_else(|token| panic!("{rule}: {name} cannot be {}", token.describe()));
    }
    operation
}

#[test]
fn a_rule_becomes_its_operation_and_a_rule_again() {
    for rule in ["ci-process=AIEnhanceImage", "ci-process=AIEnhanceImage&denoise=3&sharpen=2"] {
        let operation = typed::<ci::AIEnhanceImage>(rule);
        assert_eq!(rule_of(&operation).as_str(), rule);
        assert_eq!(Rule::from(operation).as_str(), rule);
    }
    let built = ci::AIEnhanceImage::rule().denoise(3).sharpen(2);
    assert_eq!(built, typed("ci-process=AIEnhanceImage&denoise=3&sharpen=2"));
    let header = ci::PicRule::new().fileid("out.png").rule(built);
    assert_eq!(header.rule.expect("a rule").as_str(), "ci-process=AIEnhanceImage&denoise=3&sharpen=2");
}
