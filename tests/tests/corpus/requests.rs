//! Published requests, read into shapes and written again as the client writes them.

use codegen_model::{Member, Scalar, Service, Shape, Type};
use serde_json::Value;
use tencentcloud_runtime::codec::{read_json, write_json};

use super::dynamic::Dynamic;
use super::published::Sample;
use super::{folder, published};

/// The body of a request that is JSON.
fn body(sample: &Sample) -> Option<Value> {
    let input = sample.input.replace('\r', "");
    let (_, body) = input.split_once("\n\n")?;
    serde_json::from_str(body.trim()).ok().filter(Value::is_object)
}

/// Whether a value is just what the schema declares. Others are not what a client would send.
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
        (Value::Number(number), Type::Scalar(Scalar::Integer, _)) => number.is_i64(),
        (Value::Number(_), Type::Scalar(Scalar::Float, _)) => true,
        _ => false,
    }
}

/// `1` and `1.0` are the same number.
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

#[test]
fn every_published_request_that_conforms_is_reproduced() {
    let Some(folder) = folder() else { return };
    let (mut json, mut same, mut others) = (0, 0, Vec::new());
    for published in published::all(&folder) {
        for sample in &published.samples {
            let Some(body) = body(sample) else { continue };
            json += 1;
            let operation = published.service.operation(&sample.action).expect("an action of the metadata");
            if !conforms(&body, &operation.input, published.service) {
                continue;
            }
            let mut shape = Dynamic::new(published.service, &operation.input);
            let deviations = read_json(body.to_string().as_bytes(), &mut shape).expect("JSON");
            let written = write_json(&shape).expect("what was read can be written");
            let written: Value = serde_json::from_slice(&written).expect("JSON");
            if deviations.is_empty() && equal(&body, &written) {
                same += 1;
            } else {
                others.push(format!("{} {}: {deviations:?} {body} became {written}", published.name, sample.action));
            }
        }
    }
    println!("{same} of {json} requests conform and are reproduced");
    assert!(others.is_empty(), "{others:#?}");
    assert!(same * 10 > json * 9, "only {same} of {json} requests conform");
}
