//! Published requests, read into shapes and written again as the client writes them.

use std::path::Path;

use codegen_model::{Format, Member, Scalar, Service, Shape, Type};
use serde_json::Value;
use tencentcloud_runtime::codec::{read_json, write_json};
use tencentcloud_runtime::shape::violations;
use tests::samples::Sample;
use tests::{metadata, snapshot};

use super::dynamic::Dynamic;
use super::published::{self, Published};

/// Returns the body of a request, if it is a JSON object.
fn body(sample: &Sample) -> Option<Value> {
    serde_json::from_str(&sample.body()?).ok().filter(Value::is_object)
}

/// Whether a value has the declared members and kinds only, as a client would send it.
fn conforms(value: &Value, shape: &Shape, service: &Service) -> bool {
    let Value::Object(members) = value else { return false };
    members
        .iter()
        .all(|(name, value)| shape.member(name).is_some_and(|member| fits(value, member, member.list, service)))
}

fn fits(value: &Value, member: &Member, list: bool, service: &Service) -> bool {
    match (value, &member.ty) {
        (Value::Array(items), _) if list => items.iter().all(|item| fits(item, member, false, service)),
        _ if list => false,
        (value, Type::Shape(name)) => conforms(value, &service.shapes[name], service),
        (Value::Object(_), Type::Object) => true,
        (Value::String(_), Type::Scalar(Scalar::String, _)) | (Value::Bool(_), Type::Scalar(Scalar::Boolean, _)) => {
            true
        }
        (Value::Number(number), Type::Scalar(Scalar::Integer, Format::Uint64)) => number.is_u64(),
        (Value::Number(number), Type::Scalar(Scalar::Integer, _)) => number.is_i64(),
        (Value::Number(_), Type::Scalar(Scalar::Float, _)) => true,
        _ => false,
    }
}

/// Compares values; `1` equals `1.0`.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let same = |(name, value): (&String, &Value)| right.get(name).is_some_and(|other| equal(value, other));
            left.len() == right.len() && left.iter().all(same)
        }
        (left, right) => left == right,
    }
}

/// The outcome of a sample request.
enum Outcome {
    /// The request has no body that is a JSON object.
    NoJson,
    /// The body has values that the metadata does not allow.
    DoesNotConform,
    Reproduced,
    /// The client would refuse to send it.
    Refused(String),
    Changed(String),
}

fn outcome(sample: &Sample, published: &Published) -> Outcome {
    let Some(body) = body(sample) else { return Outcome::NoJson };
    let operation = published.service.operation(&sample.action).expect("an action of the metadata");
    if !conforms(&body, &operation.input, published.service) {
        return Outcome::DoesNotConform;
    }
    let mut shape = Dynamic::new(published.service, &operation.input);
    let deviations = read_json(body.to_string().as_bytes(), &mut shape).expect("JSON");
    if let Some(violation) = violations(&shape).first() {
        return Outcome::Refused(violation.to_string());
    }
    let written = write_json(&shape).expect("a shape that was read can be written");
    let written: Value = serde_json::from_slice(&written).expect("JSON");
    if deviations.is_empty() && equal(&body, &written) {
        Outcome::Reproduced
    } else {
        Outcome::Changed(format!("{deviations:?} {body} became {written}"))
    }
}

/// Returns the outcome of every request, each with its service, action and title.
fn outcomes(folder: &Path) -> Vec<(String, Outcome)> {
    published::all(folder).flat_map(|published| published.map_samples(outcome)).collect()
}

fn count(outcomes: &[(String, Outcome)], is: fn(&Outcome) -> bool) -> usize {
    outcomes.iter().filter(|(_, outcome)| is(outcome)).count()
}

#[test]
fn published_requests_that_conform_are_reproduced() {
    for folder in metadata::folders() {
        let outcomes = outcomes(&folder);
        let same = count(&outcomes, |outcome| matches!(outcome, Outcome::Reproduced));
        let json = outcomes.len() - count(&outcomes, |outcome| matches!(outcome, Outcome::NoJson));
        println!("{}: {same} of {json} requests conform and are reproduced", folder.display());
        for (title, outcome) in &outcomes {
            if let Outcome::Changed(change) = outcome {
                panic!("{title}: {change}");
            }
        }
        let refused = outcomes.iter().filter_map(|(title, outcome)| match outcome {
            Outcome::Refused(violation) => Some(format!("{title}: {violation}")),
            _ => None,
        });
        let refused: Vec<_> = refused.collect();
        println!("{}: {} refused: {refused:#?}", folder.display(), refused.len());
        // Some published samples lack a member that the service requires today.
        let allowed = if folder == metadata::own() { 0 } else { json / 1_000 };
        assert!(refused.len() <= allowed, "{} of {json} requests are refused", refused.len());
        if folder != metadata::own() {
            assert!(same * 10 > json * 9, "only {same} of {json} requests conform");
        }
    }
}

#[test]
fn own_requests_have_the_expected_outcome() {
    let line = |(title, outcome): &(String, Outcome)| {
        let outcome = match outcome {
            Outcome::NoJson => "no JSON object",
            Outcome::DoesNotConform => "does not conform",
            Outcome::Reproduced => "reproduced",
            Outcome::Refused(violation) => violation,
            Outcome::Changed(change) => change,
        };
        format!("{title}: {outcome}\n")
    };
    let text = outcomes(&metadata::own()).iter().map(line).collect();
    let checked = snapshot::check_file(&metadata::own().join("expected"), "requests.txt", text);
    checked.unwrap_or_else(|difference| panic!("{difference}"));
}
