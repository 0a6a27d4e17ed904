//! Published samples of our services through the generated types.

use codegen_model::Example;
use codegen_model::source::Span;
use tests::metadata;
use tests::samples::{self, Sample};

use super::{Case, case, requests, responses};
use crate::support::model;

fn example(sample: Sample) -> Example {
    Example {
        request: sample.body().unwrap_or_default().into(),
        title: sample.title,
        via: None,
        status: 200,
        content_type: String::new(),
        response: sample.output.into(),
        span: Span::default(),
    }
}

#[test]
fn published_samples_round_trip() {
    let model = model();
    for folder in metadata::folders() {
        let mut checked = 0;
        for service in model.services.iter().filter(|service| service.version.is_some()) {
            for sample in samples::read(&folder.join(samples::folder(service))).into_iter().flatten() {
                let action = sample.action.clone();
                let operation = service.operation(&action).unwrap_or_else(|| panic!("no action `{action}`"));
                let example = example(sample);
                let case: Case<'_> = case(&example, operation, service);
                requests::check(&case);
                responses::check(&case);
                checked += 1;
            }
        }
        println!("{}: {checked} samples", folder.display());
        assert!(checked > 0, "no sample of our services in {}", folder.display());
    }
}
