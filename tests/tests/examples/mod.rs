//! Round trips of every example of the schemas through the generated types: requests and responses.

mod damaged;
mod published;
mod requests;
mod responses;
mod rules;

use codegen_model::{Example, Model, Operation, Service};
use tencentcloud_image::runtime::replay::Entry;
use tests::tree;

use crate::support::entries::entry;
use crate::support::model;

/// An example and its operation.
pub struct Case<'m> {
    /// The example.
    pub example: &'m Example,
    /// The operation in the schema.
    pub operation: &'m Operation,
    /// The operation in the generated crate.
    pub entry: Entry,
}

impl std::fmt::Display for Case<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the example \"{}\" of {}", self.example.title, self.operation.name)
    }
}

/// Returns every example of the model.
fn cases(model: &Model) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for service in &model.services {
        for operation in &service.operations {
            cases.extend(operation.examples.iter().map(|example| case(example, operation, service)));
        }
    }
    cases
}

fn case<'m>(example: &'m Example, owner: &'m Operation, service: &'m Service) -> Case<'m> {
    let operation = example.via.as_ref().map_or(owner, |via| service.operation(via).expect("the operation of `via`"));
    Case { example, operation, entry: entry(service, operation) }
}

#[test]
fn every_example_round_trips() {
    let model = model();
    let cases = cases(model);
    let operations = model.services.iter().flat_map(|service| &service.operations);
    assert_eq!(cases.len(), operations.map(|operation| operation.examples.len()).sum::<usize>());
    assert!(cases.len() > 10, "only {} examples", cases.len());
    for case in &cases {
        requests::check(case);
        responses::check(case);
    }
}
